"""The formats for review in CI, and how every format shows what has become of a finding since a baseline or an earlier state."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from json_schema import fits
from markdown_it import MarkdownIt
from sample_reports import CALM, EMPTY, REPORT, STATES, A, article, claim, count, hostile

from factcheck import reports
from factcheck.ladder import RULES, Rule
from factcheck.model import Answer, Finding, Link, Relation, Report
from factcheck.reports import Options, sarif
from factcheck.reports.conflicts import conflicts, first
from factcheck.reports.contract import NO_STATES, Standing, State, States
from factcheck.reports.markdown import escape
from factcheck.reports.places import Places, Region, path_bytes

HERE = Path(__file__).parent
PAYLOADS = [json.loads(line) for line in (HERE / "tables" / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]
each_payload = pytest.mark.parametrize("payload", [pytest.param(row["payload"], id=row["what"]) for row in PAYLOADS])

HOUSES, MAYOR, MEETING, CHILDREN, DEAD = REPORT.findings


def rendered(name: str, report: Report = REPORT, states: States = NO_STATES, **options: Any) -> str:
    return "".join(reports.render(name, report, Options(**options), states))


def every(relation: Relation, number: int) -> Report:
    """A report with many findings of one relation."""
    told = tuple(replace(HOUSES, id=f"{index:04}", relation=relation, question=f"Question {index}?") for index in range(number))
    return replace(REPORT, findings=told, skipped=())


# ---------------------------------------------------------------------------------------------- SARIF


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HERE / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return loaded


def run_of(report: Report = REPORT, states: States = NO_STATES) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(rendered("sarif", report, states))["runs"][0]
    return run


@pytest.mark.parametrize("states", [NO_STATES, STATES], ids=["alone", "beside a baseline"])
@pytest.mark.parametrize("report", [REPORT, CALM, EMPTY, hostile("x"), hostile("x/../%/#?é")], ids=["full", "calm", "empty", "x", "path"])
def test_sarif_fits_the_public_schema(report: Report, states: States, schema: dict[str, Any]) -> None:
    assert fits(json.loads(rendered("sarif", report, states)), schema, schema)


@each_payload
def test_hostile_sarif_fits_the_public_schema(payload: str, schema: dict[str, Any]) -> None:
    assert fits(json.loads(rendered("sarif", hostile(payload))), schema, schema)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (["version"], "2.0.0"),
        (["runs", 0, "tool"], {}),
        (["runs", 0, "results", 0, "level"], "fatal"),
        (["runs", 0, "results", 0, "message"], "text"),
        (["runs", 0, "results", 0, "baselineState"], "old"),
        (["runs", 0, "results", 0, "suppressions"], [{"kind": "tired"}]),
        (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"], 0),
        (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"], "a b"),
        (["runs", 0, "results", 0, "partialFingerprints"], {"a": 1}),
        (["runs", 0, "results", 0, "more"], 1),
    ],
)
def test_the_public_schema_refuses(place: list[Any], wrong: Any, schema: dict[str, Any]) -> None:
    """What the small validator lets through would prove nothing."""
    told = json.loads(rendered("sarif"))
    part = told
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = wrong
    assert not fits(told, schema, schema)


def test_sarif_leaves_agreements_out() -> None:
    assert [result["properties"]["relation"] for result in run_of()["results"]] == ["contradiction", "dispute", "update"]
    assert [result["level"] for result in run_of()["results"]] == ["error", "warning", "note"]


def test_sarif_rules_have_help() -> None:
    rules = {rule["id"]: rule for rule in run_of()["tool"]["driver"]["rules"]}
    assert list(rules) == sorted(rules)
    assert {result["ruleId"] for result in run_of()["results"]} == rules.keys()
    assert rules["planned-then-held"] == {"id": "planned-then-held", "shortDescription": {"text": "planned-then-held"}}
    assert rules["values-differ"]["help"]["text"].startswith("The values differ.")
    assert rules["values-differ"]["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.relation], ids=lambda rule: rule.id)
def test_every_rule_fits_the_public_schema(rule: Rule, schema: dict[str, Any]) -> None:
    named = replace(HOUSES, links=(replace(HOUSES.links[0], rule=rule.id),))
    told = json.loads(rendered("sarif", replace(REPORT, findings=(named,))))
    [described] = told["runs"][0]["tool"]["driver"]["rules"]
    assert fits(told, schema, schema)
    assert described["id"] == rule.id
    assert all(example in described["help"]["text"] for example in rule.examples)
    assert len(described["help"]["text"]) < 1000


def test_sarif_shows_where_and_links_to_the_others() -> None:
    result = run_of()["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "news/b.txt", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        **{"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 50},
        "snippet": {"text": "La tempête a détruit 210 maisons près de la côte."},
    }
    [other] = result["relatedLocations"]
    assert other["id"] == 1
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "news/a.txt"
    assert "120 houses ([a.txt:4](1)) / 210 houses." in result["message"]["text"]


def test_sarif_results_have_a_line_even_where_none_is_known() -> None:
    [place] = run_of(states={MAYOR.id: Standing(State.NEW, causes=("c.jsonl#3",))})["results"][1]["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1}
    [related] = run_of()["results"][1]["relatedLocations"]
    assert "region" not in related["physicalLocation"]


def test_sarif_tells_what_was_skipped() -> None:
    [notice] = run_of()["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "Skipped news/photo.txt: this is not text"
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "news/photo.txt"


def test_sarif_fingerprints_are_the_ids() -> None:
    assert [result["partialFingerprints"] for result in run_of()["results"]] == [
        {"factcheckFinding/v1": finding.id} for finding in (HOUSES, MAYOR, MEETING)
    ]


def test_sarif_states_and_suppressions() -> None:
    results = run_of(states={**STATES, MEETING.id: Standing(State.ABSENT), MAYOR.id: Standing(State.NEW, "known error")})["results"]
    assert [result["baselineState"] for result in results] == ["unchanged", "new", "absent"]
    assert "suppressions" not in results[0]
    assert results[1]["suppressions"] == [{"kind": "external", "justification": "known error"}]
    assert all("baselineState" not in result and "suppressions" not in result for result in run_of()["results"])


@pytest.mark.parametrize("text", ["[x](http://bad.example)", "![x](1)", "{0} {{", "[x]\\(1)"])
def test_sarif_messages_have_no_links_of_articles(text: str) -> None:
    for result in run_of(hostile(text))["results"]:
        links = re.findall(r"\]\(([^)]*)\)", result["message"]["text"])
        assert set(links) <= {str(other["id"]) for other in result["relatedLocations"]}
        assert not re.search(r"(?<!\{)\{\d", result["message"]["text"])


def test_sarif_holds_what_its_readers_take(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif._MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif, "_MOST_RESULTS", 250)
    run = run_of(every(Relation.UPDATE, 253))
    assert len(run["results"]) == 250
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("3 findings more")


@pytest.mark.parametrize(
    ("shown", "disk"),
    [
        ("a b.txt", b"a b.txt"),
        ("100%.txt", b"100%.txt"),
        ("x:y?#.txt", b"x:y?#.txt"),
        ("é.txt", "é.txt".encode()),
        ("bad\\xff\\xe9.txt", b"bad\xff\xe9.txt"),
        ("back\\slash\\x41.txt", b"back\\slash\\x41.txt"),
        ("\x1b[31m.txt", b"\x1b[31m.txt"),
    ],
)
def test_uris_lead_back_to_the_file(shown: str, disk: bytes) -> None:
    assert path_bytes(shown) == disk
    moved = replace(REPORT, articles=tuple(replace(entry, path=shown) for entry in REPORT.articles))
    uri = run_of(moved)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert unquote_to_bytes(uri) == disk


# --------------------------------------------------------------------------------------------- places


def one(text: str, quote: str, **fields: Any) -> tuple[Places, Any]:
    source = replace(article("a.txt", text), **fields)
    return Places([source]), claim(source, quote, count(1))


@pytest.mark.parametrize(
    ("text", "quote", "region"),
    [
        ("one", "one", Region(1, 1, 1, 4)),
        ("one\ntwo", "two", Region(2, 1, 2, 4)),
        ("one\n\n two three", "three", Region(3, 6, 3, 11)),
        ("one\r\ntwo", "two", Region(2, 1, 2, 4)),
        ("one two\nthree", "two\nthree", Region(1, 5, 2, 6)),
        ("un 𝒳 é\nx", "é", Region(1, 6, 1, 7)),
    ],
)
def test_regions(text: str, quote: str, region: Region) -> None:
    places, told = one(text, quote)
    assert places.region(told) == region


def test_no_region_where_lines_are_not_those_of_the_file() -> None:
    for path in ("a.jsonl", "a.html", "a.md", "feed.xml", "-"):
        places, told = one("one two", "two", path=path)
        assert places.region(told) is None
        places, told = one("one two", "two", path=path, sha256=sha256(b"one two").hexdigest())
        assert places.region(told) == Region(1, 5, 1, 8)
    places, told = one("one", "one", path="a.md", encoding="no such encoding")
    assert places.region(told) is None
    assert Places([]).region(told) is None
    assert Places([]).path(told) == "a.txt"


# -------------------------------------------------------------------------------------- where to look


def looked_at(report: Report, states: States = NO_STATES) -> list[str]:
    places = Places(report.articles)
    return [first(conflict, places).document for conflict in conflicts(report, states)]


def test_the_first_place_is_in_the_latest_article() -> None:
    assert looked_at(REPORT) == ["b.txt", "b.txt", "b.txt"]
    swapped = replace(REPORT, articles=(replace(A, published="2031-04-01"), *REPORT.articles[1:]))
    assert looked_at(swapped)[0] == "a.txt"
    undated = replace(REPORT, articles=tuple(replace(entry, published=None) for entry in REPORT.articles))
    assert looked_at(undated) == ["a.txt", "b.txt", "b.txt"]


def test_the_first_place_is_in_an_article_that_caused_the_finding() -> None:
    assert looked_at(REPORT, {HOUSES.id: Standing(State.NEW, causes=("a.txt",))})[0] == "a.txt"


def test_the_first_place_is_on_the_side_that_is_new() -> None:
    both = replace(HOUSES.answers[0], claims=(*HOUSES.answers[0].claims, replace(HOUSES.answers[0].claims[0], document="aa.txt")))
    report = replace(REPORT, findings=(replace(HOUSES, answers=(both, HOUSES.answers[1])),))
    assert looked_at(report, {HOUSES.id: Standing(State.UPDATED, causes=("aa.txt", "b.txt"))}) == ["b.txt"]
    assert looked_at(report, {HOUSES.id: Standing(State.UPDATED, causes=("aa.txt",))}) == ["aa.txt"]


def test_the_first_place_is_on_a_side_of_the_gravest_relation() -> None:
    later = article("z.txt", "Cinq maisons.", published="2039-01-01")
    more = Answer(count(5, "house"), "5 houses", ("z.txt",), (claim(later, "Cinq maisons.", count(5, "house")),))
    finding = replace(HOUSES, answers=(*HOUSES.answers, more), links=(*HOUSES.links, Link((0, 2), Relation.UPDATE, "toll-rises", "")))
    assert looked_at(replace(REPORT, articles=(*REPORT.articles, later), findings=(finding,))) == ["b.txt"]


def test_of_many_answers_the_decisive_ones_are_told() -> None:
    answers = tuple(replace(HOUSES.answers[0], text=f"{number} houses") for number in range(40))
    finding = replace(HOUSES, answers=answers, links=(replace(HOUSES.links[0], answers=(3, 39)),))
    [told] = conflicts(replace(REPORT, findings=(finding,)), NO_STATES)
    assert [answer.text for answer in told.told] == [f"{number} houses" for number in (0, 1, 2, 3, 4, 5, 6, 39)]
    for name in ("sarif", "junit", "github", "gitlab"):
        assert "32 more answers" in rendered(name, replace(REPORT, findings=(finding,)))


# --------------------------------------------------------------------------------------------- JUnit


def suites(report: Report = REPORT, states: States = NO_STATES, **options: Any) -> ET.Element:
    return ET.fromstring(rendered("junit", report, states, **options).encode())


def outcomes(root: ET.Element) -> dict[str, str]:
    return {case.get("name", ""): child.tag if (child := next(iter(case), None)) is not None else "" for case in root.iter("testcase")}


@pytest.mark.parametrize("report", [REPORT, CALM, EMPTY, every(Relation.DISPUTE, 30)], ids=["full", "calm", "empty", "many"])
@pytest.mark.parametrize("states", [NO_STATES, STATES], ids=["alone", "beside a baseline"])
def test_junit_counts(report: Report, states: States) -> None:
    root = suites(report, states)
    for element in (root, *root.iter("testsuite")):
        told = {name: int(element.get(name, "-1")) for name in ("tests", "failures", "errors", "skipped")}
        cases = list(element.iter("testcase"))
        marked = [child.tag for case in cases for child in case]
        assert told == {"tests": len(cases), "failures": marked.count("failure"), "errors": 0, "skipped": marked.count("skipped")}
    assert len(outcomes(root)) == len(report.findings) + len(report.skipped)


def test_junit_fails_what_differs() -> None:
    told = outcomes(suites())
    assert [told[f"{finding.question} [{finding.id}]"] for finding in REPORT.findings] == ["failure", "failure", "", "", ""]
    assert told["news/photo.txt"] == "skipped"


def test_junit_fails_what_the_run_fails_on() -> None:
    told = outcomes(suites(failing=frozenset({Relation.UPDATE})))
    assert [name for name, outcome in told.items() if outcome == "failure"] == ["When is the meeting? [9a11]"]


def test_junit_fails_nothing_that_is_known() -> None:
    told = outcomes(suites(states={**STATES, MAYOR.id: Standing(suppressed="known")}))
    assert [told[f"{finding.question} [{finding.id}]"] for finding in REPORT.findings] == ["", "skipped", "", "", "skipped"]


def test_junit_quotes_both_sides() -> None:
    [failure] = [entry for entry in suites().iter("failure") if entry.get("type") == "contradiction"]
    assert failure.get("message", "").startswith("How many houses were destroyed? 120 houses (a.txt:4) / 210 houses (b.txt:2).")
    assert "210 houses: “La tempête a détruit 210 maisons près de la côte.” (Agence Nord, b.txt:2)" in (failure.text or "")


@each_payload
def test_junit_parses_whatever_is_quoted(payload: str) -> None:
    assert len(outcomes(suites(hostile(payload)))) == 3


# -------------------------------------------------------------------------------------------- GitHub

_COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def annotations(report: Report = REPORT, states: States = NO_STATES) -> list[tuple[str, dict[str, str], str]]:
    """The commands of a log, read as GitHub's runner reads them."""

    def plain(text: str) -> str:
        return re.sub("%(25|0D|0A|3A|2C)", lambda code: chr(int(code[1], 16)), text)

    found = []
    for line in rendered("github", report, states).splitlines():
        match = _COMMAND.fullmatch(line)
        assert match, line
        properties = dict(entry.split("=", 1) for entry in match["properties"].split(","))
        found.append((match["name"], {name: plain(told) for name, told in properties.items()}, plain(match["message"])))
    return found


def test_github_annotations() -> None:
    [error, warning, notice] = annotations()
    assert [error[0], warning[0], notice[0]] == ["error", "warning", "notice"]
    title = "Contradiction: How many houses were destroyed?"
    assert error[1] == {"file": "news/b.txt", "line": "2", "endLine": "2", "col": "1", "endColumn": "50", "title": title}
    assert error[2].split("\n")[1] == "210 houses: “La tempête a détruit 210 maisons près de la côte.” (Agence Nord, b.txt:2)"


def test_github_has_new_findings_first() -> None:
    told = annotations(states={HOUSES.id: Standing(State.UNCHANGED), MEETING.id: Standing(State.NEW, causes=("c.jsonl#3",))})
    assert [entry[1]["title"] for entry in told] == [
        "Dispute: Has the mayor resigned?",
        "Update: When is the meeting? (new with c.jsonl#3)",
        "Contradiction: How many houses were destroyed? (unchanged)",
    ]
    assert told[1][1]["file"] == "news/c.jsonl#3"
    assert "line" not in told[1][1]


def test_github_leaves_out_what_is_suppressed_or_gone() -> None:
    states: Mapping[str, Standing] = {HOUSES.id: Standing(suppressed=""), MAYOR.id: Standing(State.ABSENT)}
    assert [entry[1]["title"] for entry in annotations(states=states)] == ["Update: When is the meeting?"]
    assert rendered("github", CALM) == ""


@pytest.mark.parametrize(("findings", "last"), [(9, "Update"), (10, "Update"), (11, "2 more findings"), (500, "491 more findings")])
def test_github_annotations_are_at_most_ten(findings: int, last: str) -> None:
    told = annotations(every(Relation.UPDATE, findings))
    assert len(told) == min(findings, 10)
    assert f"{told[-1][1]['title']} {told[-1][2]}".removeprefix("factcheck ").startswith(last)


@each_payload
def test_github_commands_are_ours(payload: str) -> None:
    [(name, properties, message)] = annotations(hostile(payload))
    assert name == "error"
    assert set(properties) == {"file", "title"}
    assert len(message.split("\n")) == 5


# -------------------------------------------------------------------------------------------- GitLab


def issues(report: Report = REPORT, states: States = NO_STATES) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(rendered("gitlab", report, states))
    return loaded


@pytest.mark.parametrize("report", [REPORT, CALM, EMPTY, hostile("a/b\n::error::")], ids=["full", "calm", "empty", "hostile"])
def test_gitlab_has_what_gitlab_asks_for(report: Report) -> None:
    told = issues(report)
    for issue in told:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in told}) == len(told)


def test_gitlab_issues() -> None:
    assert [(issue["severity"], issue["check_name"]) for issue in issues()] == [
        ("major", "values-differ"),
        ("minor", "speakers-differ"),
        ("info", "planned-then-held"),
    ]
    assert issues()[0]["location"] == {"path": "news/b.txt", "lines": {"begin": 2, "end": 2}}
    assert issues()[0]["description"].startswith(
        "Contradiction: How many houses were destroyed? 120 houses (a.txt:4) / 210 houses (b.txt:2)."
    )
    assert [issue["fingerprint"] for issue in issues(states={HOUSES.id: Standing(suppressed=""), MAYOR.id: Standing(State.ABSENT)})] == [
        "9a11"
    ]
    assert rendered("gitlab", CALM) == "[]\n"


# -------------------------------------------------------------------------------------------- states

MARKS = {
    HOUSES.id: "unchanged",
    MAYOR.id: "new with b.txt",
    MEETING.id: "updated with b.txt, c.jsonl#3: new answer: held on 7 March 2031",
    CHILDREN.id: "absent",
    DEAD.id: "new, suppressed: the agency has corrected it",
}


def test_text_ends_with_the_state() -> None:
    lines = [line.split("\t") for line in rendered("text", states=STATES).splitlines()]
    assert all(fields[-1] == MARKS[fields[1]] for fields in lines)
    assert [fields[:-1] for fields in lines] == [line.split("\t") for line in rendered("text").splitlines()]


def test_csv_has_the_state() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv", states=STATES))))
    assert {row["finding"]: row["state"] for row in rows} == {name: str(told.state) for name, told in STATES.items()}
    assert {row["suppressed"] for row in rows} == {"", "the agency has corrected it"}


def test_json_has_the_state() -> None:
    schema = json.loads((HERE.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    told = json.loads(rendered("json", states=STATES))
    assert fits(told, schema, schema)
    found = {finding["id"]: finding for finding in told["findings"]}
    assert found[MEETING.id]["state"] == "updated"
    assert found[MEETING.id]["causes"] == ["b.txt", "c.jsonl#3"]
    assert found[DEAD.id]["suppressed"] == "the agency has corrected it"
    assert not {"state", "causes", "suppressed"} & json.loads(rendered("json"))["findings"][0].keys()
    lines = [json.loads(line) for line in rendered("jsonl", states=STATES).splitlines()]
    assert [line["state"] for line in lines if line["type"] == "finding"] == [str(told.state) for told in STATES.values()]


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_pages_show_the_state(name: str) -> None:
    shown = re.sub(r"[\s\\*]+", "", rendered(name, states=STATES, width=200)).replace("＃", "#")
    for mark in MARKS.values():
        assert "(" + "".join(mark.split()) + ")" in shown


def test_a_report_without_a_history_shows_none() -> None:
    for entry in reports.FORMATS:
        assert rendered(entry.name, states={}) == rendered(entry.name)


def test_markdown_has_open_findings_first() -> None:
    both = replace(REPORT, findings=(HOUSES, replace(HOUSES, id="other", question="And how many barns?")))
    out = rendered("markdown", both, {HOUSES.id: Standing(State.UNCHANGED)})
    assert out.index("And how many barns") < out.index("How many houses")


def test_findings_without_their_articles() -> None:
    """Findings of an earlier state may come without articles."""
    lone: Finding = replace(HOUSES)
    for entry in reports.FORMATS:
        out = rendered(entry.name, Report((), (lone,)), {lone.id: Standing(State.ABSENT)})
        assert entry.name in ("github", "gitlab") or "How many houses were destroyed" in out


@pytest.mark.parametrize(
    "text", ["1. a", "1) a", "12.", "- a", "+ a", "* a", "# a", "> a", "---", "===", "    a", "```", "~~~", "[a]: b", "<b>"]
)
def test_an_escaped_line_is_a_paragraph(text: str) -> None:
    assert MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(escape(text)).startswith("<p>")
