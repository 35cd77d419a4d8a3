"""The renderers: golden files for an ordinary report, the contract of JSON, and hostile article text in every format.

`FACTCHECK_UPDATE_GOLDEN=1 pytest -n0 tests/test_reports.py` rewrites the golden files.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from each import each
from json_schema import fits
from markdown_it import MarkdownIt
from rich.cells import cell_len
from sample_reports import CALM, EMPTY, REPORT, STATES, VALUES, hostile

import factcheck
from factcheck import objects, reports
from factcheck.model import Report
from factcheck.reports import FORMATS, Options, rows, safe
from factcheck.reports.csv import COLUMNS

HERE = Path(__file__).parent
PAYLOADS = [json.loads(line) for line in (HERE / "tables" / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]
EXACT = ("json", "jsonl", "sarif", "gitlab")  # their data is exact; what acts in it is escaped
SGR = re.compile(r"\x1b\[[0-9;]*m")

each_format = pytest.mark.parametrize("name", [entry.name for entry in FORMATS])
each_payload = each([row["payload"] for row in PAYLOADS], ascii)


def rendered(name: str, report: Report = REPORT, **options: Any) -> str:
    return "".join(reports.render(name, report, Options(**options)))


# ---------------------------------------------------------------------------------------- golden files

GOLDEN = {
    "report.60.terminal": ("terminal", {"width": 60, "matrix": True}),
    "report.100.terminal": ("terminal", {"width": 100, "style": "colour"}),
    "report.text": ("text", {}),
    "report.json": ("json", {}),
    "report.jsonl": ("jsonl", {}),
    "report.csv": ("csv", {}),
    "report.md": ("markdown", {}),
    "report.html": ("html", {"texts": True}),
    "report.fr.html": ("html", {"lang": "fr"}),
    "report.svg": ("svg", {}),
    "report.sarif": ("sarif", {}),
    "report.junit.xml": ("junit", {}),
    "report.github": ("github", {}),
    "report.gitlab.json": ("gitlab", {}),
}
# The same report beside an earlier state.
CHANGED = {
    "changed.60.terminal": ("terminal", {"width": 60}),
    "changed.text": ("text", {}),
    "changed.md": ("markdown", {}),
    "changed.html": ("html", {}),
    "changed.sarif": ("sarif", {}),
    "changed.junit.xml": ("junit", {}),
    "changed.github": ("github", {}),
}


def test_every_format_has_a_golden_file() -> None:
    assert {name for name, _ in GOLDEN.values()} == {entry.name for entry in FORMATS}


def hold(file: str, out: str) -> None:
    """Compare with a golden file, or make it."""
    path = HERE / "golden" / file
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        path.write_bytes(out.encode())
    assert out.encode() == path.read_bytes()


@pytest.mark.parametrize("file", GOLDEN)
def test_golden(file: str) -> None:
    name, options = GOLDEN[file]
    hold(file, rendered(name, **options))


@pytest.mark.parametrize("file", CHANGED)
def test_golden_beside_an_earlier_state(file: str) -> None:
    name, options = CHANGED[file]
    hold(file, "".join(reports.render(name, REPORT, Options(**options), STATES)))


ENDINGS = {"json": "json", "markdown": "md", "gitlab": "gitlab.json", "junit": "junit.xml", "terminal": "80.terminal"}
ON_SEEDS = {name: f"seeds.{ENDINGS.get(name, name)}" for name in sorted(reports.names(), key=lambda name: name != "json")}


@pytest.fixture(scope="module")
def seen(root: Path) -> Report:
    """What the engine makes of the seeds."""
    with contextlib.chdir(root):
        return factcheck.check(["seeds"])


@pytest.mark.parametrize("name", ON_SEEDS)
def test_golden_on_the_seeds(name: str, seen: Report) -> None:
    """The JSON report tells what the engine finds; the other formats are held against it only where it finds the same."""
    told, updating = HERE / "golden" / ON_SEEDS["json"], bool(os.environ.get("FACTCHECK_UPDATE_GOLDEN"))
    same = updating or rendered("json", seen).encode() == told.read_bytes()
    if name != "json" and not same:
        pytest.skip("the engine finds something else in the seeds")
    assert same, "read what has changed, then FACTCHECK_UPDATE_GOLDEN=1 pytest -n0 tests/test_reports.py"
    hold(ON_SEEDS[name], rendered(name, seen))


# ---------------------------------------------------------------------------------------------- safe


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain, «accents» é 👩‍👧 ❤️", "plain, «accents» é 👩‍👧 ❤️"),
        ("[red]x[/] :smile:", "[red]x[/] :smile:"),
        ("a\u0301\u0301\u0301\u0301b", "a\u0301\u0301\u0301\u0301b"),
        ("a" + "\u0301" * 9, "a" + "\u0301" * 4 + "…"),
        ("a\nb\r\nc\td", "a b c d"),
        ("a\rb\x1b[31m\x7f", "a␍b␛[31m␡"),
        ("\u202ea\u200bb\u009b", "‹U+202E›a‹U+200B›b‹U+009B›"),
        ("a\u200db", "a‹U+200D›b"),
        ("\ud800", "‹U+D800›"),
        ("::error::x", ": :error::x"),
        ("x ##[error] ##vso[a] ###[b]", "x # #[error] # #vso[a] ## #[b]"),
        ("C::D ## title", "C::D ## title"),
    ],
)
def test_line(written: str, shown: str) -> None:
    assert safe.line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [("12", "12"), ("-5,5", "-5,5"), ("+33%", "+33%"), ("-", "'-"), ("=1", "'=1"), (" =1", "' =1"), ("a=1", "a=1"), ("＠x", "'＠x")],
)
def test_cell(written: str, shown: str) -> None:
    assert safe.cell(written) == shown


def test_every_invisible_character_is_shown() -> None:
    kept = {"\u200c", "\u200d"}  # joiners, judged by their neighbours
    controls = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")]
    formats = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    prepended = {c for c in formats if unicodedata.name(c, "").startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND"))} - {
        "\u061c"
    }
    for character in set(controls) | (set(formats) - prepended - kept):
        assert safe.visible(f"é{character}é") != f"é{character}é", f"U+{ord(character):04X}"


# ---------------------------------------------------------------------------------------------- JSON


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HERE.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    return loaded


def with_values() -> Report:
    """The report with every kind of value."""
    finding = REPORT.findings[0]
    answers = tuple(replace(finding.answers[0], value=value) for value in VALUES)
    return replace(REPORT, findings=(replace(finding, answers=answers, links=()),))


@pytest.mark.parametrize("report", [REPORT, CALM, EMPTY, hostile("x"), with_values()], ids=["full", "calm", "empty", "hostile", "values"])
def test_json_fits_the_schema(report: Report, schema: dict[str, Any]) -> None:
    assert fits(json.loads(rendered("json", report)), schema, schema)


def test_the_schema_refuses(schema: dict[str, Any]) -> None:
    """What the small validator lets through would prove nothing."""
    for change in (
        {"schema": "factcheck.report/2"},
        {"more": 1},
        {"left_out": {"a": -1}},
        {"findings": [{}]},
        {"skipped": [{"path": 1, "reason": ""}]},
    ):
        assert not fits(json.loads(rendered("json")) | change, schema, schema), change
    claimed = json.loads(rendered("json"))
    claimed["findings"][0]["answers"][0]["value"]["min"] = "120"
    assert not fits(claimed, schema, schema)


def test_schema_lists_every_key_in_order(schema: dict[str, Any]) -> None:
    report = json.loads(rendered("json"))
    finding = report["findings"][0]
    answer = finding["answers"][0]
    parts = {
        "document": report["documents"][0],
        "finding": finding,
        "answer": answer,
        "claim": answer["claims"][0],
        "link": finding["relations"][0],
        "quantity": answer["value"],
    }
    assert list(report) == list(schema["properties"])
    for name, part in parts.items():
        optional = schema["$defs"][name]["properties"].keys() - set(schema["$defs"][name]["required"])
        assert list(part) == [key for key in schema["$defs"][name]["properties"] if key not in optional], name


def test_the_origins_of_answers_are_those_of_their_documents() -> None:
    report = json.loads(rendered("json"))
    origin = {document["id"]: document["origin"] for document in report["documents"]}
    for answer in (answer for finding in report["findings"] for answer in finding["answers"]):
        assert answer["origins"] == sorted({origin[claim["document"]] for claim in answer["claims"]})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (2.0, "2"),
        (2.5, "2.5"),
        (3, "3"),
        (1e300, "1e+300"),
        (10**30, str(10**30)),
        (float("nan"), "null"),
        (float("-inf"), "null"),
        (10**5000, "null"),
    ],
    ids=range(8),
)
def test_numbers(value: float, told: str) -> None:
    assert safe.json_line(objects.number(value)) == told


def test_jsonl_holds_what_json_holds() -> None:
    whole = json.loads(rendered("json"))
    lines = [json.loads(line) for line in rendered("jsonl").splitlines()]
    for kind, name in (("document", "documents"), ("finding", "findings"), ("origin", "origins"), ("skipped", "skipped")):
        told = [{key: value for key, value in line.items() if key != "type"} for line in lines if line["type"] == kind]
        assert told == whole[name]
    assert {line["reason"]: line["count"] for line in lines if line["type"] == "left_out"} == whole["left_out"]


# ------------------------------------------------------------------------------------ hostile articles


def forbidden(text: str) -> str:
    """The first character that no output may carry as it is; "" when there is none."""
    joined = dict.fromkeys(safe._unsafe().sub(lambda match: match.group() if match.group() != "\n" else "", text))
    found = next((c for c in joined if c != "\n" and c != "\t" and safe.visible(c) != c and unicodedata.category(c) != "Mn"), "")
    return found and f"U+{ord(found):04X}"


@each_format
def test_nothing_acts_or_hides(name: str) -> None:
    @each_payload
    def nothing_acts_or_hides(payload: str) -> None:
        for options in ({}, {"width": 24, "matrix": True}, {"style": "colour", "matrix": True}):
            out = SGR.sub("", rendered(name, hostile(payload), **options))
            assert "CANARY" in re.sub(r"[\s│┃]", "", out)
            assert not forbidden(out)
            assert not re.search("[\u0300-\u036f]{5}", out) or name in EXACT
            for line in re.sub("^::(error|warning|notice) ", "", out, flags=re.M if name == "github" else 0).split("\n"):
                assert not line.lstrip().startswith("::"), line
                assert not line.startswith("FORGED"), line
                assert not re.search(r"##[A-Za-z]{0,20}\[", line), line

    nothing_acts_or_hides()


@each_payload
def test_json_data_is_exact(payload: str) -> None:
    exact = re.sub("[\ud800-\udfff]", "\ufffd", payload)
    for finding in json.loads(rendered("json", hostile(payload)))["findings"]:
        assert finding["question"] == exact
    for line in rendered("jsonl", hostile(payload)).splitlines():
        assert isinstance(json.loads(line), dict)


@each_payload
def test_text_is_one_record_per_line(payload: str) -> None:
    lines = rendered("text", hostile(payload)).splitlines()
    assert len(lines) == 8
    assert {line.count("\t") for line in lines} == {len(lines[0].split("\t")) - 1}


@pytest.mark.parametrize("payload", ["[red]CANARY[/red] [/] [@click=x]y[/]", "[sic] :smile: \\[b]"])
def test_markup_stays(payload: str) -> None:
    for name in ("text", "terminal"):
        assert payload in rendered(name, hostile(payload))


@each_payload
def test_csv_cells(payload: str) -> None:
    table = list(csv.reader(io.StringIO(rendered("csv", hostile(payload)), newline=""), strict=True))
    assert {len(row) for row in table} == {len(COLUMNS)}
    for cell in (cell for row in table[1:] for cell in row):
        assert "\n" not in cell
        assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")) or re.fullmatch(r"[+-]?\d+([.,]\d+)?%?", cell)


class Tags(HTMLParser):
    """The tags and the text of rendered Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[int] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.cells.append(0)
        if tag in ("td", "th"):
            self.cells[-1] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@each_payload
def test_markdown_renders_as_text(payload: str) -> None:
    page = Tags()
    page.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(rendered("markdown", hostile(payload))))
    assert page.tags <= {"p", "h3", "table", "thead", "tbody", "tr", "th", "td", "strong"}
    assert set(page.cells) == {5}
    acting = safe.line(payload).translate(str.maketrans("@#:-", "＠＃：－"))
    assert " ".join(acting.split()) in page.text.translate(str.maketrans("@#:-", "＠＃：－"))


def test_markdown_stays_below_the_limit_of_a_comment() -> None:
    many = replace(REPORT, findings=REPORT.findings * 200)
    out = rendered("markdown", many)
    assert len(out) < 65_000
    told = sum(out.count(finding.question) for finding in REPORT.findings)
    assert f"{1000 - told} findings more" in out


# ------------------------------------------------------------------------------------------- terminal


@pytest.mark.parametrize("width", [24, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "report", [REPORT, CALM, EMPTY, hostile("CANARY " + "漢字" * 60), hostile("x" * 500)], ids=["full", "calm", "empty", "wide", "long"]
)
def test_nothing_is_wider_than_the_terminal(width: int, report: Report) -> None:
    for line in rendered("terminal", report, width=width, matrix=True).splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [24, 60, 80, 200])
def test_nothing_is_cut_off(width: int) -> None:
    shown = re.sub(r"[\s┃]+", "", rendered("terminal", width=width))
    for finding in REPORT.findings:
        assert re.sub(r"\s+", "", finding.question) in shown
        for answer in finding.answers:
            assert re.sub(r"\s+", "", answer.text) in shown
            for claim in answer.claims:
                assert re.sub(r"\s+", "", f"“{claim.quote}”") in shown
                assert f"{claim.document}:{claim.line}" in shown


@pytest.mark.parametrize("width", [1, 5])
def test_absurd_widths(width: int) -> None:
    assert rendered("terminal", width=width) == rendered("terminal", width=24)


def test_relations_are_readable_without_colour() -> None:
    out = rendered("terminal")
    assert "\x1b" not in out
    for relation in ("✗ CONTRADICTION", "≠ DISPUTE", "↻ UPDATE", "≈ REFINEMENT", "= 1 AGREEMENT"):
        assert relation in out


def test_styles() -> None:
    colours = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7])")
    assert colours.search(rendered("terminal", style="colour"))
    bold = rendered("terminal", style="bold")
    assert "\x1b[1" in bold and not colours.search(bold)
    assert SGR.sub("", bold) == rendered("terminal")


def test_deciding_words_are_highlighted() -> None:
    emphasised = re.findall(r"\x1b\[1;4m([^\x1b]*)\x1b", rendered("terminal", style="bold"))
    for words in ("120 maisons", "n’a pas démissionné", "Au moins quatre enfants", "43 morts"):
        assert words in emphasised


def test_the_sentence_around_a_claim_is_shown() -> None:
    whole = "La tempête a détruit 210 maisons près de la côte."
    finding = REPORT.findings[0]
    claim = finding.answers[1].claims[0]
    narrow = replace(claim, start=claim.start + 13, end=claim.end - 1, quote=claim.quote[13:-1])
    report = replace(REPORT, findings=(replace(finding, answers=(finding.answers[0], replace(finding.answers[1], claims=(narrow,)))),))
    for name in ("terminal", "text", "csv", "markdown"):
        assert whole in rendered(name, report)
        assert whole not in rendered(name, replace(report, articles=()))
    assert "210 maisons" in re.findall(r"\x1b\[1;4m([^\x1b]*)\x1b", rendered("terminal", report, style="bold"))


def test_graver_findings_come_first_within_an_event() -> None:
    out = rendered("terminal", replace(REPORT, findings=tuple(replace(finding, event="e") for finding in reversed(REPORT.findings))))
    places = [out.index(finding.question) for finding in REPORT.findings]
    assert places == sorted(places)


def test_of_many_passages_those_of_other_articles_are_shown() -> None:
    finding = REPORT.findings[0]
    claims = finding.answers[0].claims
    here = tuple(replace(claims[0], quote=f"passage {number}", statement=(0, 0)) for number in range(6))
    there = replace(finding.answers[1].claims[0], quote="elsewhere", statement=(0, 0))
    many = replace(finding, answers=(replace(finding.answers[0], claims=(*here, there)),), links=())
    out = rendered("terminal", replace(REPORT, findings=(many,)))
    assert out.index("“passage 0”") < out.index("“elsewhere”") < out.index("“passage 1”")
    assert "passage 3" not in out
    assert "and 3 more passages — Le Courrier" in out


def test_copies_of_a_wording_are_quoted_once() -> None:
    out = rendered("terminal", replace(CALM, findings=(replace(CALM.findings[0], relation=REPORT.findings[0].relation),)))
    assert out.count("L’accident a fait 43 morts") == 1
    assert "2 articles, 1 origin" in out


def test_agreeing_sides_do_not_explain_a_contradiction() -> None:
    finding = REPORT.findings[0]
    agreed = replace(finding.links[0], relation=CALM.findings[0].relation, why="agreed")
    assert "agreed" not in rendered("terminal", replace(REPORT, findings=(replace(finding, links=(agreed, *finding.links)),)))


def test_many_agreements_lose_their_quotations() -> None:
    out = rendered("terminal", replace(CALM, findings=CALM.findings * 30))
    assert "L’accident a fait" not in out
    assert out.count("a.txt:2") == 30


def test_summary() -> None:
    out = rendered("terminal", width=200)
    assert "1 contradiction, 1 dispute, 1 update, 1 refinement, 1 agreement in 4 articles, 3 origins" in out
    assert "One origin: a.txt, b.txt share a text." in out
    assert "Skipped news/photo.txt: this is not text" in out
    assert "Left out: no value that can be compared (20), another scope (11)" in out
    assert "no finding in 0 articles" in rendered("terminal", EMPTY)


# ------------------------------------------------------------------------------------------- extract

ROWS = [
    {
        "document": "a",
        "start": 0,
        "end": 2,
        "quote": "43",
        "kind": "quantity",
        "min": 43.0,
        "max": None,
        "min_open": False,
        "unit": "",
        "scope": ["x", "y"],
    },
    {
        "document": "a",
        "start": 3,
        "end": 9,
        "quote": "\x1b::x\ny",
        "kind": "saying",
        "text": "=1",
        "attribution": {"speaker": "Z", "kind": "named", "via": ""},
    },
]


def test_rows_as_text() -> None:
    assert "".join(rows.render("text", ROWS)).splitlines() == [
        "quantity\ta:0-2\t43\tmin=43 scope=x; y",
        "saying\ta:3-9\t␛::x y\ttext==1 attribution=Z",
    ]


def test_rows_as_json() -> None:
    assert json.loads("".join(rows.render("json", ROWS))) == ROWS
    assert [json.loads(line) for line in "".join(rows.render("jsonl", ROWS)).splitlines()] == ROWS
    assert '"min": 43,' in "".join(rows.render("jsonl", ROWS))
    assert "".join(rows.render("json", [])) == "[]\n"


def test_rows_as_csv() -> None:
    head, first, second = csv.reader(io.StringIO("".join(rows.render("csv", ROWS))), strict=True)
    assert head == list(rows.COLUMNS)
    assert dict(zip(head, first, strict=True))["scope"] == "x; y"
    assert dict(zip(head, second, strict=True))["text"] == "'=1"
