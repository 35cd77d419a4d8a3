"""What has changed between two states: which findings are new, changed or gone, and which articles did it; JSON reports read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import CALM, REPORT, A, B, D

from factcheck import check
from factcheck.diff import ABSENT, BEFORE, NEW, UNCHANGED, UPDATED, Change, between
from factcheck.model import Origin, Relation, Report
from factcheck.reports import render
from factcheck.reports.earlier import DamagedError, is_report, load

FIRE = {
    "fr": {
        "a.txt": "L'incendie de l'entrepôt de Brumeville a fait douze blessés mardi.",
        "b.txt": "Le feu de l'entrepôt de Brumeville a détruit quarante hectares mardi.",
        "c.txt": "La coupe de Valmont a été remise samedi à la joueuse Zoé Lanthier.",
        "agrees.txt": "À Brumeville, douze personnes ont été blessées dans l'incendie de l'entrepôt.",
        "contradicts.txt": "L'incendie de l'entrepôt de Brumeville a fait quinze blessés mardi.",
    },
    "en": {
        "a.txt": "The fire at the Fogham warehouse injured twelve people on Tuesday.",
        "b.txt": "The blaze at the Fogham warehouse destroyed forty hectares on Tuesday.",
        "c.txt": "The Valmont cup was handed to the player Zoe Lanthier on Saturday.",
        "agrees.txt": "In Fogham, twelve people were injured in the warehouse fire.",
        "contradicts.txt": "The fire at the Fogham warehouse injured fifteen people on Tuesday.",
    },
}
BASE = ("a.txt", "b.txt", "c.txt")


def written(folder: Path, texts: dict[str, str]) -> Report:
    """The report on a folder with these files."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return check([str(folder)])


def fire(folder: Path, lang: str, *more: str) -> Report:
    return written(folder, {name: FIRE[lang][name] for name in (*BASE, *more)})


def injured(changes: tuple[Change, ...]) -> list[Change]:
    return [change for change in changes if change.finding.role == "injured" and change.finding.kind == "quantity"]


# ------------------------------------------------------------------------------------------- real articles


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_changes_between_a_state_and_itself(lang: str, tmp_path: Path) -> None:
    one = fire(tmp_path / "one", lang, "agrees.txt", "contradicts.txt")
    found = between(one, fire(tmp_path / "two", lang, "agrees.txt", "contradicts.txt"))
    assert one.findings
    assert {change.state for change in found.changes} == {UNCHANGED}
    assert found.articles == check([str(tmp_path / "two")]).articles


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_does_not_change_a_finding(lang: str, tmp_path: Path) -> None:
    """Moved lines, renamed files, another order, an article about something else: no finding changes, nor does its id."""
    before = fire(tmp_path / "one", lang, "agrees.txt", "contradicts.txt")
    unrelated = {"fr": "Le brochet a été pêché dans le lac de Tourne.", "en": "The pike was caught in Lake Turn."}[lang]
    texts = {f"{9 - n}-{name}": f"{unrelated}\n\n{text}" for n, (name, text) in enumerate(FIRE[lang].items())}
    after = written(tmp_path / "two", {**texts, "z.txt": unrelated})
    grave = [f.id for f in before.findings if f.relation is Relation.CONTRADICTION]
    assert grave
    assert grave == [f.id for f in after.findings if f.relation is Relation.CONTRADICTION]
    assert [c.state for c in injured(between(before, after).changes)] == [UNCHANGED]


def test_ids_of_the_seeds_survive(seeds: Path, tmp_path: Path) -> None:
    before = check([str(seeds)])
    texts = {f"{9 - n}.txt": f"\n\n{path.read_text(encoding='utf-8')}" for n, path in enumerate(sorted(seeds.glob("*.txt")))}
    after = written(tmp_path / "moved", {**texts, "z.txt": "Le brochet a été pêché dans le lac de Tourne.\n"})
    assert {finding.id for finding in before.findings} == {finding.id for finding in after.findings}
    assert {change.state for change in between(before, after).changes} == {UNCHANGED}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_changed_value_changes_the_id(lang: str, tmp_path: Path) -> None:
    before = fire(tmp_path / "one", lang, "agrees.txt", "contradicts.txt")
    other = {"fr": ("quinze", "seize"), "en": ("fifteen", "sixteen")}[lang]
    after = written(tmp_path / "two", {name: text.replace(*other) for name, text in FIRE[lang].items()})
    one, two = ([f.id for f in report.findings if f.relation is Relation.CONTRADICTION] for report in (before, after))
    assert one and two and set(one).isdisjoint(two)
    [change] = injured(between(before, after).changes)
    assert (change.state, change.changes, change.causes) == (UPDATED, ("new answer: 16", "answer gone: 15"), ("contradicts.txt",))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_new_changed_and_gone(lang: str, tmp_path: Path) -> None:
    base, one, two = (
        fire(tmp_path / str(n), lang, *more) for n, more in enumerate([(), ("agrees.txt",), ("agrees.txt", "contradicts.txt")])
    )
    [new] = injured(between(base, one).changes)
    assert (new.state, new.finding.relation, new.causes) == (NEW, Relation.AGREEMENT, ("agrees.txt",))
    [changed] = injured(between(one, two).changes)
    assert (changed.state, changed.causes) == (UPDATED, ("contradicts.txt",))
    assert changed.changes == ("contradiction, was agreement", "new answer: 15")
    [back] = injured(between(two, one).changes)
    assert (back.state, back.changes) == (UPDATED, ("agreement, was contradiction", "answer gone: 15"))
    [gone] = injured(between(one, base).changes)
    assert (gone.state, gone.causes) == (ABSENT, ("agrees.txt",))
    assert not injured(between(base, base).changes)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_json_report_is_as_good_as_its_articles(lang: str, tmp_path: Path) -> None:
    base, head = fire(tmp_path / "one", lang, "agrees.txt"), fire(tmp_path / "two", lang, "agrees.txt", "contradicts.txt")
    read = load("".join(render("json", base)).encode())
    assert between(read, head) == between(base, head)
    assert [c._replace(finding=c.finding.id) for c in between(head, read).changes] == [
        c._replace(finding=c.finding.id) for c in between(head, base).changes
    ]


# --------------------------------------------------------------------------------------------- made by hand


def state(base: Report, head: Report, name: str) -> Change:
    return next(change for change in between(base, head).changes if change.finding.id == name)


def test_an_origin_more_is_a_change_and_an_article_more_is_none() -> None:
    finding = CALM.findings[0]
    parted = replace(finding, answers=tuple(replace(answer, origins=("a.txt", "b.txt")) for answer in finding.answers))
    assert state(CALM, replace(CALM, findings=(parted,)), finding.id).changes == ("more origins for 43 people: 2, was 1",)
    assert state(replace(CALM, findings=(parted,)), CALM, finding.id).state == UNCHANGED
    alone = replace(finding, answers=tuple(replace(answer, claims=answer.claims[:1]) for answer in finding.answers))
    assert state(replace(CALM, findings=(alone,)), CALM, finding.id).state == UNCHANGED


def test_the_same_answers_in_another_relation_are_a_change() -> None:
    finding = REPORT.findings[0]
    milder = replace(finding, relation=Relation.UPDATE)
    assert state(REPORT, replace(REPORT, findings=(milder,)), finding.id).changes == ("update, was contradiction",)


def test_one_sentence_may_answer_two_questions() -> None:
    """What goes on asking the same is the same finding; the other one is not mixed into it."""
    finding = REPORT.findings[0]
    other = replace(finding, id="other", question="How many roofs?", answers=finding.answers[:1], links=(), relation=Relation.AGREEMENT)
    found = between(replace(REPORT, findings=(finding, other)), replace(REPORT, findings=(finding,)))
    assert [(change.finding.id, change.state) for change in found.changes] == [(finding.id, UNCHANGED), ("other", ABSENT)]
    assert state(replace(REPORT, findings=(other,)), REPORT, finding.id).changes == (
        "contradiction, was agreement",
        "new answer: 210 houses",
    )


def test_an_article_that_is_dated_anew_is_a_cause() -> None:
    milder = replace(REPORT.findings[0], relation=Relation.UPDATE)
    dated = tuple(replace(a, published="2031-03-09") if a.id == "b.txt" else a for a in REPORT.articles)
    assert state(REPORT, replace(REPORT, articles=dated, findings=(milder,)), milder.id).causes == ("b.txt",)


def test_a_renamed_article_is_not_new() -> None:
    finding = CALM.findings[0]
    answers = tuple(replace(a, claims=tuple(replace(c, document=f"x-{c.document}") for c in a.claims)) for a in finding.answers)
    articles = tuple(replace(article, id=f"x-{article.id}", path=f"x/{article.path}") for article in CALM.articles)
    renamed = replace(CALM, articles=articles, findings=(replace(finding, id="other", answers=answers),))
    assert state(CALM, renamed, "other") == Change(renamed.findings[0], UNCHANGED)


def test_a_finding_that_is_gone_keeps_the_words_of_its_articles() -> None:
    rewritten = replace(B, text="Rien.", sha256="1" * 64)
    found = between(REPORT, Report((A, rewritten, D), ()))
    assert {change.state for change in found.changes} == {ABSENT}
    articles = {article.id: article for article in found.articles}
    assert articles["b.txt"] is rewritten
    assert articles["b.txt" + BEFORE].text == B.text
    assert articles["c.jsonl#3"].text.startswith("L’accident a fait au moins 40 morts.")
    for change in found.changes:
        for answer in change.finding.answers:
            for claim in answer.claims:
                assert articles[claim.document].text[slice(*claim.statement)] == claim.quote


def test_the_gravest_come_first() -> None:
    found = between(Report((), ()), REPORT)
    assert [c.finding.relation for c in found.of(NEW)] == list(Relation)
    assert found.of(ABSENT, UPDATED) == ()


# ---------------------------------------------------------------------------------------- JSON reports read again


@pytest.mark.parametrize("report", [REPORT, CALM, Report((), ()), replace(REPORT, origins=(Origin("o", ("a.txt",), ()),))], ids=range(4))
def test_a_report_read_again_is_written_the_same(report: Report) -> None:
    data = "".join(render("json", report)).encode()
    assert is_report(data)
    assert "".join(render("json", load(data))).encode() == data
    assert "".join(render("text", load(data))) == "".join(render("text", report))


def test_the_seeds_read_again(seeds: Path) -> None:
    report = check([str(seeds)])
    again = load("".join(render("json", report)).encode())
    one, two = (json.loads("".join(render("json", told))) for told in (report, again))
    assert [one[name] for name in ("documents", "findings", "left_out")] == [two[name] for name in ("documents", "findings", "left_out")]
    assert "".join(render("csv", again)) == "".join(render("csv", report))


def test_other_files_are_no_reports() -> None:
    assert not is_report(b'{"id": "a", "text": "schema of factcheck"}')
    assert not is_report(b"")
    assert is_report(b'{"schema": "factcheck.report/9"}')


GOOD = json.loads("".join(render("json", REPORT)))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, entry in inner for place in places(entry, (*path, key)))]


@given(place=st.sampled_from([p for p in places(GOOD) if p]), wrong=st.sampled_from([None, True, -1, 10**12, 1.5, "x", [], {}, [[]], [{}]]))
def test_a_damaged_report_is_told(place: tuple[Any, ...], wrong: Any) -> None:
    damaged = json.loads(json.dumps(GOOD))
    at = damaged
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = wrong
    try:
        report = load(json.dumps(damaged).encode())
    except DamagedError:
        return
    for name in ("json", "text", "csv"):
        "".join(render(name, report))
    between(report, REPORT)
    between(REPORT, report)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not a JSON report"),
        (b"\xff\xfe", "is not a JSON report"),
        (b"[" * 100_000, "is not a JSON report"),
        (b"<<<<<<< HEAD\n{}\n", "has conflict markers of a merge in it"),
        (b"{\n<<<<<<< HEAD\n}", "has conflict markers of a merge in it"),
        (b"[]", "has no version, not 'factcheck.report/1'"),
        (b'{"schema": "factcheck.report/2"}', "has version 'factcheck.report/2', not 'factcheck.report/1'"),
        (b'{"schema": "factcheck.report/1"}', "is damaged: something in it is not as a report has it"),
    ],
    ids=range(8),
)
def test_what_is_said_of_a_damaged_report(data: bytes, said: str) -> None:
    with pytest.raises(DamagedError) as error:
        load(data)
    assert str(error.value) == said
