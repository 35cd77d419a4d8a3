"use strict";
(() => {
  const all = [...document.querySelectorAll(".finding")];
  const filters = document.getElementById("filters");
  const kept = document.getElementById("kept");
  const search = document.getElementById("search");
  const boxes = [...filters.querySelectorAll("input[type=checkbox]")];
  const selects = ["event", "source", "role"].map((id) => document.getElementById(id)).filter(Boolean);
  const rest = document.getElementById("rest");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map();
  const textOf = (finding) => {
    if (!words.has(finding)) words.set(finding, plain(finding.textContent));
    return words.get(finding);
  };
  const fits = (finding, relations, asked, chosen) => {
    const data = finding.dataset;
    return relations.has(data.relation) && (!chosen.event || data.event === chosen.event) && (!chosen.role || data.role === chosen.role)
      && (!chosen.source || data.sources.split(" ").includes(chosen.source)) && asked.every((word) => textOf(finding).includes(word));
  };
  const apply = () => {
    const relations = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const asked = plain(search.value).split(/\s+/).filter(Boolean);
    const chosen = Object.fromEntries(selects.map((select) => [select.id, select.value]));
    const narrowed = asked.length > 0 || selects.some((select) => select.value) || relations.size < boxes.length;
    const gone = new Set();
    let count = 0;
    for (const finding of all) {
      const shown = fits(finding, relations, asked, chosen);
      finding.hidden = !shown;
      if (shown) count += 1; else gone.add(finding.id);
    }
    for (const row of document.querySelectorAll("tr[data-of]")) row.hidden = gone.has(row.dataset.of);
    for (const event of document.querySelectorAll(".event")) event.hidden = !event.querySelector(".finding:not([hidden])");
    for (const title of document.querySelectorAll(".agreements")) title.hidden = !title.parentNode.querySelector("details.finding:not([hidden])");
    if (rest && narrowed) rest.open = true;
    kept.textContent = kept.dataset.told.replace("{0}", count).replace("{1}", all.length);
  };
  const reset = () => {
    for (const box of boxes) box.checked = true;
    for (const select of selects) select.value = "";
    search.value = "";
    apply();
  };
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const finding = target.closest(".finding");
    if (finding && finding.hidden) reset();
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  const step = (by) => {
    const shown = all.filter((finding) => !finding.hidden && finding.checkVisibility());
    const now = shown.indexOf(document.activeElement && document.activeElement.closest(".finding"));
    const next = shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(now + by, 0), shown.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "start" }); }
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, all.length > 500 ? 250 : 0); });
  for (const control of [...boxes, ...selects]) control.addEventListener("change", apply);
  document.getElementById("reset").addEventListener("click", reset);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") { reset(); event.target.blur(); }
    else if (typing) return;
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
  addEventListener("hashchange", reveal);
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  if (all.length) { filters.hidden = false; apply(); }
  reveal();
})();
