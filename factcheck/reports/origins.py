"""What `origins` prints: families of articles that carry one text, and what articles of different families share.

``text`` and ``csv`` have one record per passage, ``json`` is described by `docs/origins.schema.json`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from factcheck.language import load, supported
from factcheck.model import Article, Copying, Lineage, Passage
from factcheck.reports import contract, summary
from factcheck.reports.csv import row as csv_row
from factcheck.reports.markdown import escape
from factcheck.reports.safe import json_line, line
from factcheck.text import fold

SCHEMA = "factcheck.origins/1"
FORMATS = ("terminal", "text", "json", "csv", "markdown")
COLUMNS = (
    *("degree", "origin", "share", "ordered", "facts", "credits"),
    *("document", "outlet", "published", "start", "end", "quote"),
    *("other_document", "other_outlet", "other_published", "other_start", "other_end", "other_quote"),
    *("alike", "title", "other_title"),
)
_PASSAGES = 12  # shown to people; the other formats have all
_LONGEST = 300  # code points of a passage that people are shown
_DEGREES = {
    "copy": "the same text",
    "certain": "one origin",
    "partial": "shared passages, with reporting of their own",
    "possible": "possibly one origin",
}


class Record(NamedTuple):
    """One passage of two articles, or two articles that are copies of each other (``passage`` None)."""

    link: Copying
    origin: str
    passage: Passage | None
    articles: tuple[Article, Article]

    def quotes(self) -> tuple[str, str]:
        if self.passage is None:
            return "", ""
        one, two = self.articles
        return _words(one.text[slice(*self.passage.one)]), _words(two.text[slice(*self.passage.two)])


def _words(text: str) -> str:
    return " ".join(text.split())


def _records(traced: Lineage) -> Iterator[Record]:
    known = {article.id: article for article in traced.articles}
    told = [(link, origin.id) for origin in traced.origins for link in origin.links] + [(link, "") for link in traced.shared]
    for link, origin in told:
        one, two = link.documents
        for passage in link.passages or (None,):
            yield Record(link, origin, passage, (known[one], known[two]))


def _summed(traced: Lineage) -> str:
    joined = sum(len(origin.documents) - 1 for origin in traced.origins)
    origins = summary.plural(len(traced.articles) - joined, "origin")
    return f"{summary.plural(len(traced.articles), 'article')}, {origins}; {len(traced.origins)} of several articles"


def _measured(link: Copying, known: dict[str, Article]) -> str:
    """ "11 passages, 10 of them in the same order, 56 % of b.txt"; of the article that shares more of its text."""
    if not link.passages:
        return _DEGREES[link.degree]
    told = summary.plural(len(link.passages), "passage")
    if len(link.passages) > 1:
        told += ", all in the same order" if link.ordered == len(link.passages) else f", {link.ordered} of them in the same order"
    return f"{told}, {round(100 * link.share)} % of {_most_shared(link, known)}"


def _most_shared(link: Copying, known: dict[str, Article]) -> str:
    sides = zip(link.documents, zip(*(passage[:2] for passage in link.passages), strict=True), strict=True)
    parts = [(sum(end - start for start, end in set(spans)) / max(len(known[name].text), 1), name) for name, spans in sides]
    return max(parts, key=lambda part: part[0])[1]


def _named(article: Article) -> str:
    """ "a.txt: Title (outlet, 2025-08-06)"."""
    more = ", ".join(filter(None, (article.outlet, (article.published or "")[:10])))
    title = _words(article.title or "")
    return line((f"{article.id}: {title}" if title else article.id) + (f" ({more})" if more else ""))


def _same_words(one: str, two: str) -> bool:
    """Whether two passages differ in nothing but how they are typed."""
    return fold(one).text.split() == fold(two).text.split()


# ------------------------------------------------------------------------------------------- for people


def _terminal(traced: Lineage, width: int) -> Iterator[str]:
    known = {article.id: article for article in traced.articles}
    for origin in traced.origins:
        yield f"ONE ORIGIN  {summary.plural(len(origin.documents), 'article')}\n"
        yield from _listed(origin.documents, known, width)
        for link in origin.links:
            yield from _shown(link, known, width, f"{' / '.join(link.documents)}: " if len(origin.documents) > 2 else "")
        yield "\n"
    for degree in ("partial", "possible"):
        found = [link for link in traced.shared if link.degree == degree]
        if found:
            yield f"{_DEGREES[degree].upper()}  {summary.plural(len(found), 'pair')}\n"
        for link in found:
            yield from _listed(link.documents, known, width)
            yield from _shown(link, known, width)
            yield "\n"
    yield f"{_summed(traced)}\n"


def _listed(documents: Iterable[str], known: dict[str, Article], width: int) -> Iterator[str]:
    for document in documents:
        yield from _wrapped(_named(known[document]), "  • ", "  │   ", width)  # no line begins with what an article says


def _shown(link: Copying, known: dict[str, Article], width: int, pair: str = "") -> Iterator[str]:
    one, two = (known[document].text for document in link.documents)
    yield from _wrapped(line(f"{pair}{_measured(link, known)}"), "  ┃ ", "  ┃   ", width)
    for passage in link.passages[:_PASSAGES]:
        left, right = one[slice(*passage.one)], two[slice(*passage.two)]
        same = _same_words(left, right)
        yield from _wrapped(("in both: " if same else "") + _quoted(left), "  ┃   = ", "  ┃      ", width)
        yield from () if same else _wrapped(_quoted(right), "  ┃     ", "  ┃      ", width)
    if len(link.passages) > _PASSAGES:
        yield f"  ┃   and {len(link.passages) - _PASSAGES} more\n"
    for told in _besides(link):
        yield from _wrapped(line(told), "  ┃   ", "  ┃     ", width)


def _quoted(passage: str) -> str:
    """A passage as people are shown it, cut where it is long."""
    quote = line(_words(passage))
    shown = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + "…"
    return f"“{shown}”"


def _besides(link: Copying) -> Iterator[str]:
    if link.facts:
        yield f"told so by no other article: {', '.join(link.facts)}"
    if link.credits:
        yield f"both credit: {', '.join(map(agency_name, link.credits))}"


def agency_name(agency: str) -> str:
    """An agency as people write it, by its key: its shortest name."""
    names = (name for lang in supported() for name in load(lang).table("credits")["agencies"].get(agency, ()))
    return max(names, key=lambda name: (-len(name), name), default=agency)


def _wrapped(text: str, first: str, rest: str, width: int) -> Iterator[str]:
    options = {"initial_indent": first, "subsequent_indent": rest, "break_on_hyphens": False, "replace_whitespace": False}
    for entry in textwrap.wrap(text, max(width, 30), **options):  # type: ignore[arg-type]
        yield f"{entry}\n"


def _markdown(traced: Lineage) -> Iterator[str]:
    yield f"**factcheck origins**: {_summed(traced)}\n"
    known = {article.id: article for article in traced.articles}
    for origin in traced.origins:
        yield from _headed(f"One origin: {summary.plural(len(origin.documents), 'article')}", origin.documents, known)
        yield from (entry for link in origin.links for entry in _table(link, known))
    for link in traced.shared:
        yield from _headed(_DEGREES[link.degree].capitalize(), link.documents, known)
        yield from _table(link, known)


def _headed(heading: str, documents: Iterable[str], known: dict[str, Article]) -> Iterator[str]:
    listed = "\n".join(f"* {escape(_named(known[document]))}" for document in documents)
    yield f"\n### {heading}\n\n{listed}\n\n"


def _table(link: Copying, known: dict[str, Article]) -> Iterator[str]:
    one, two = (known[document] for document in link.documents)
    told = [escape(entry) for entry in (_measured(link, known), *_besides(link))]
    yield f"{escape(one.id)} / {escape(two.id)}: {'; '.join(told)}\n\n"
    if link.passages:
        yield f"| {escape(one.id)} | {escape(two.id)} |\n| --- | --- |\n"
    for passage in link.passages[:_PASSAGES]:
        yield f"| {escape(one.text[slice(*passage.one)])} | {escape(two.text[slice(*passage.two)])} |\n"
    if len(link.passages) > _PASSAGES:
        yield f"\nand {len(link.passages) - _PASSAGES} more\n"
    yield "\n" if link.passages else ""


# ----------------------------------------------------------------------------------------- for programs


def _text(traced: Lineage) -> Iterator[str]:
    """``degree  a:start-end  b:start-end  passage of a  passage of b``, tab-separated; a copy has no spans."""
    for record in _records(traced):
        spans = (record.passage.one, record.passage.two) if record.passage else (None, None)
        places = (f"{a.id}:{span[0]}-{span[1]}" if span else a.id for a, span in zip(record.articles, spans, strict=True))
        yield "\t".join(map(line, (record.link.degree, *places, *record.quotes()))) + "\n"


def _csv(traced: Lineage) -> Iterator[str]:
    yield csv_row(COLUMNS)
    for record in _records(traced):
        link, passage = record.link, record.passage
        cells: list[object] = [
            link.degree,
            record.origin,
            round(link.share, 2),
            link.ordered,
            "; ".join(link.facts),
            "; ".join(link.credits),
        ]
        spans = (passage.one, passage.two) if passage else ((None, None), (None, None))
        for article, span, quote in zip(record.articles, spans, record.quotes(), strict=True):
            cells += [article.id, article.outlet, article.published, *span, quote]
        titles = (article.title for article in record.articles)
        yield csv_row([*cells, round(passage.alike, 2) if passage else "", *titles])


def _json(traced: Lineage) -> Iterator[str]:
    of = {document: origin.id for origin in traced.origins for document in origin.documents}
    documents: list[dict[str, Any]] = [
        {"id": a.id, "path": a.path, "title": a.title, "outlet": a.outlet, "published": a.published, "origin": of.get(a.id, a.id)}
        for a in traced.articles
    ]
    yield f'{{"schema": "{SCHEMA}",\n'
    yield from _array("documents", documents)
    yield from _array("origins", contract.origin_list(traced.origins))
    yield from _array("shared", contract.shared_objects(traced.shared))
    yield from _array("skipped", ({"path": entry.path, "reason": entry.reason} for entry in traced.skipped), last=True)


def _array(name: str, entries: Iterable[dict[str, Any]], last: bool = False) -> Iterator[str]:
    told = ",\n  ".join(map(json_line, entries))
    yield f' "{name}": [' + (f"\n  {told}" if told else "") + ("]}\n" if last else "],\n")


def render(name: str, traced: Lineage, width: int = 80) -> Iterator[str]:
    """The families in one format; KeyError for an unknown one."""
    if name == "terminal":
        return _terminal(traced, width)
    return {"text": _text, "json": _json, "csv": _csv, "markdown": _markdown}[name](traced)
