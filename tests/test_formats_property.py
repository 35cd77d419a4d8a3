"""Whatever an article says, in every format: the output parses, nothing in it acts or hides, no markup of ours comes from an article."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from json_schema import fits
from markdown_it import MarkdownIt
from page_reader import is_drawing
from page_reader import is_page as is_html
from sample_reports import VALUES, hostile

from factcheck import reports
from factcheck.model import Answer, Article, Claim, Copying, Finding, Lineage, Link, Origin, Passage, Relation, Report
from factcheck.reports import FORMATS, Options, origins, rows, safe
from factcheck.reports.contract import NO_STATES, Standing, State, States
from factcheck.reports.csv import COLUMNS

ROOT = Path(__file__).parent.parent
FRAGMENTS = [
    *(
        "::error::",
        "::error file=a,line=1::",
        "::stop-commands::x",
        "##[error]",
        "##vso[task.complete]",
        "##teamcity[x]",
        "%0A",
        "%",
        "\n",
        "\r\n",
    ),
    *("\u2028", "\x85", "\x1b[31m", "\x1b]8;;http://x\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\ud800", "\x00"),
    *("=1+1", "@x", "-2", "+3", "\t", '"', "'", ",", ";", "<b>", "</failure>", "]]>", "<!--", "&amp;", "&#0;", "<script>", "\ufffe"),
    *("[x](http://bad.example)", "![x](y)", "](1)", "{0}", "`", "```", "|", "\\", "**", "# ", "- ", "http://bad.example", "[red]", "[/]"),
    *("../", "/", "é", "e" + "\u0301" * 9, "漢", "👩‍👧", "CANARY"),
]
anything = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Po", "Ps", "Sm")), max_size=20),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), min_size=1, max_size=6).map("".join),
).filter(bool)
each_format = pytest.mark.parametrize("name", [entry.name for entry in FORMATS])
bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SGR = re.compile(r"\x1b\[[0-9;]*m")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
OUR_COMMAND = re.compile(r"^::(error|warning|notice) (?:[A-Za-z]+=[^,:\n]*(?:,|(?=::)))+::", re.MULTILINE)


def rendered(name: str, payload: str, known: bool, **options: Any) -> str:
    """A report in which the payload stands wherever text of articles, paths or reasons can stand."""
    report: Report = hostile(payload)
    states: States = {finding.id: Standing(State.NEW, None, (payload,)) for finding in report.findings} if known else NO_STATES
    return "".join(reports.render(name, report, Options(**options), states))


def acting(text: str) -> list[str]:
    """The characters that no output may carry: controls but line end and tab, halves of characters, what turns the direction."""
    return [f"U+{ord(c):04X}" for c in text if (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t") or c in BIDI]


@each_format
@bounded
@given(payload=anything, known=st.booleans())
@example(payload="\x1b[31m\u202e\u2028::error::\ud800", known=True)
def test_nothing_acts(name: str, payload: str, known: bool) -> None:
    for options in ({}, {"style": "colour", "width": 30, "matrix": True}):
        out = rendered(name, payload, known, **options)
        out.encode()
        plain = SGR.sub("", out) if options else out
        assert not acting(plain)
        for line in OUR_COMMAND.sub("our command ", plain).split("\n"):
            assert not line.lstrip().startswith("::")
            assert not re.search(r"##[A-Za-z]{0,20}\[", line)


@each_format
@bounded
@given(payload=anything, known=st.booleans())
def test_it_parses(name: str, payload: str, known: bool) -> None:
    PARSERS[name](rendered(name, payload, known))


# -------------------------------------------------------------------------------------------- parsers


@cache
def schema(path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / path).read_text(encoding="utf-8"))
    return loaded


def strict_json(out: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(out, parse_constant=refuse)


SCHEMAS = {"json": "docs/report.schema.json", "sarif": "tests/schemas/sarif-schema-2.1.0.json"}


def is_json(out: str) -> None:
    assert fits(strict_json(out), *[schema(SCHEMAS["json"])] * 2)


def is_jsonl(out: str) -> None:
    assert [strict_json(line)["type"] for line in out.splitlines()].count("finding") == 2


def is_sarif(out: str) -> None:
    told = strict_json(out)
    assert fits(told, *[schema(SCHEMAS["sarif"])] * 2)
    [result] = told["runs"][0]["results"]
    numbers = {str(other["id"]) for other in result["relatedLocations"]}
    assert set(re.findall(r"\]\(([^)]*)\)", result["message"]["text"])) <= numbers


def is_junit(out: str) -> None:
    root = ET.fromstring(out.encode())
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "skipped"}
    assert len(list(root.iter("testcase"))) == int(root.get("tests", "")) == 3
    assert len(list(root.iter("failure"))) == int(root.get("failures", "")) == 1
    assert {name for element in root.iter() for name in element.attrib} <= {
        *("name", "classname", "tests", "failures", "errors", "skipped", "type", "message")
    }


def is_github(out: str) -> None:
    lines = out.split("\n")
    assert lines[-1] == ""
    for line in lines[:-1]:
        match = OUR_COMMAND.match(line)
        assert match
        keys = re.findall(r"(?:^|,)([A-Za-z]+)=", match.group().partition(" ")[2])
        assert len(set(keys)) == len(keys)
        assert set(keys) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not re.search("%(?!25|0D|0A|3A|2C)", line)
    assert len(lines) == 2


def is_gitlab(out: str) -> None:
    [issue] = strict_json(out)
    assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}


def is_csv(out: str) -> None:
    is_sheet(out, len(COLUMNS))


def is_csv_of_rows(out: str) -> None:
    is_sheet(out, len(rows.COLUMNS))


def is_sheet(out: str, columns: int) -> None:
    """Strict CSV of so many columns, one row a line, and no cell that a spreadsheet takes for a formula."""
    table = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    assert {len(row) for row in table} == {columns}
    assert len(table) == out.count("\n")
    for cell in (cell for row in table for cell in row):
        assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")) or re.fullmatch(r"[+-]?\d+([.,]\d+)?%?", cell)


def is_text(out: str) -> None:
    lines = out.split("\n")[:-1]
    assert len(lines) == 8
    assert len({line.count("\t") for line in lines}) == 1


class Page(HTMLParser):
    """The tags of a page, and how many cells its rows have."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not attrs or tag in ("td", "th")
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1


def is_markdown(out: str) -> None:
    page = Page()
    page.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out))
    assert page.tags <= {"p", "h3", "table", "thead", "tbody", "tr", "th", "td", "strong"}
    assert set(page.rows) == {5}
    assert len(page.rows) == 10


def is_page(out: str) -> None:
    assert out.endswith("\n")
    assert "\x1b" not in out


PARSERS: dict[str, Callable[[str], None]] = {
    "terminal": is_page,
    "text": is_text,
    "json": is_json,
    "jsonl": is_jsonl,
    "csv": is_csv,
    "html": is_html,
    "svg": is_drawing,
    "markdown": is_markdown,
    "sarif": is_sarif,
    "junit": is_junit,
    "github": is_github,
    "gitlab": is_gitlab,
}


def test_every_format_has_a_parser() -> None:
    assert PARSERS.keys() >= set(reports.names())


# ---------------------------------------------------------------------------------------- any report


@st.composite
def any_report(draw: st.DrawFn) -> Report:
    """Articles, findings and links of every shape that the types allow: claims of articles that are not there, spans beyond the
    text, answers without a link, values that JSON cannot hold."""
    text, some = st.text(max_size=30), st.text(min_size=1, max_size=6)
    ids = draw(st.lists(some, min_size=1, max_size=4, unique=True))
    article = st.builds(Article, st.just(""), some, text, st.just("0" * 64), st.none(), st.none(), st.none() | some, st.none() | some)
    articles = [replace(draw(article), id=name) for name in ids if draw(st.booleans())]
    spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda span: (min(span), max(span)))
    value = st.sampled_from(VALUES)

    def claim() -> Claim:
        (start, end), around = draw(spans), draw(spans)
        return Claim(draw(st.sampled_from(ids)), start, end, draw(text), around, draw(st.integers(1, 9)), "quantity", "killed", draw(value))

    def answer() -> Answer:
        claims = tuple(claim() for _ in range(draw(st.integers(1, 4))))
        return Answer(draw(value), draw(text), draw(st.lists(some, max_size=2).map(tuple)), claims)

    def finding(number: int) -> Finding:
        count = draw(st.integers(1, 12))
        index = st.integers(0, count - 1)
        links = draw(st.lists(st.builds(Link, st.tuples(index, index), st.sampled_from(Relation), some, text), max_size=3))
        about = (f"f{number}", "quantity", draw(st.sampled_from(Relation)), draw(text), "killed", draw(text))
        return Finding(*about, tuple(answer() for _ in range(count)), tuple(links))

    return Report(tuple(articles), tuple(finding(number) for number in range(draw(st.integers(0, 3)))))


standings = st.builds(
    Standing, st.none() | st.sampled_from(State), st.none() | anything, st.lists(anything, max_size=4).map(tuple), st.just(())
)


@bounded
@given(report=any_report(), stands=standings, width=st.integers(1, 200))
def test_any_report_is_rendered(report: Report, stands: Standing, width: int) -> None:
    every: tuple[States, ...] = ({}, {finding.id: stands for finding in report.findings})
    for name, states in product(reports.names(), every):
        note(name)
        out = "".join(reports.render(name, report, Options(width=width, matrix=True), states))
        out.encode()
        assert not acting(out)
        assert not out or out.endswith("\n")
        if name in ("json", "sarif"):
            assert fits(strict_json(out), *[schema(SCHEMAS[name])] * 2)
        if name == "junit":
            assert len(list(ET.fromstring(out.encode()).iter("testcase"))) == len(report.findings)


# -------------------------------------------------------------------------------------------- origins


def lineage(payload: str, degree: str) -> Lineage:
    """Two articles full of a payload that share two passages, in one family or in none."""
    report = hostile(payload)
    one, two = report.articles
    passages = (Passage((0, 9), (3, 12), 0.9, 2.5), Passage((12, len(one.text)), (0, len(two.text)), 1.0, 1.0))
    link = Copying((one.id, two.id), degree, 0.5, 3.5, 1, passages, (payload, payload), (payload,))
    family = degree == "certain"
    origins = (Origin(payload, (one.id, two.id), (payload,), links=(link,)),) if family else ()
    return Lineage(report.articles, origins, () if family else (link,), report.skipped)


@pytest.mark.parametrize("name", origins.FORMATS)
@bounded
@given(payload=anything, degree=st.sampled_from(["certain", "partial", "possible"]))
def test_origins(name: str, payload: str, degree: str) -> None:
    out = "".join(origins.render(name, lineage(payload, degree)))
    out.encode()
    assert not acting(out)
    for line in out.split("\n"):
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##[A-Za-z]{0,20}\[", line)
    if name == "markdown":
        page = Page()
        page.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out))
        assert page.tags <= {"p", "h3", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"}
        assert set(page.rows) == {2}
    elif name == "csv":
        is_sheet(out, len(origins.COLUMNS))
    elif name == "json":
        strict_json(out)
    elif name == "text":
        assert {line.count("\t") for line in out.split("\n")[:-1]} == {4}


# ------------------------------------------------------------------------------------ rows of extract

numbers = st.one_of(st.integers(), st.floats(), st.integers(min_value=10**300), st.none(), st.booleans())
cells = st.one_of(anything, numbers, st.lists(anything, max_size=3), st.fixed_dictionaries({"speaker": anything}))
row = st.dictionaries(st.sampled_from(rows.COLUMNS), cells)
ROW_PARSERS: dict[str, Callable[[str], None]] = {
    "text": lambda out: None,
    "json": lambda out: strict_json(out) and None,
    "jsonl": lambda out: [strict_json(line) for line in out.splitlines()] and None,
    "csv": is_csv_of_rows,
}


@pytest.mark.parametrize("name", rows.FORMATS)
@bounded
@given(st.lists(row, max_size=3))
def test_rows(name: str, made: list[dict[str, Any]]) -> None:
    out = "".join(rows.render(name, made))
    assert not acting(out)
    ROW_PARSERS[name](out)
    for line in out.split("\n"):
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##[A-Za-z]{0,20}\[", line)
    assert name not in ("text", "jsonl") or out.count("\n") == len(made)


# ------------------------------------------------------------------------------------------- boundary


@settings(max_examples=300, deadline=None)
@given(anything)
@example("\u0300\u0300\u0300\u034f\u0300")
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    for make in (safe.visible, safe.line, safe.cell):
        assert make(make(text)) == make(text)
        assert not acting(make(text).replace("\t", "\0"))
        assert "\n" not in make(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(categories=("L", "Nd", "Po", "Zs")), max_size=40))
def test_ordinary_text_is_not_touched(text: str) -> None:
    shown = safe.visible(text)
    ordinary = not re.search("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]", text)
    assert not ordinary or shown == text


@settings(max_examples=300, deadline=None)
@given(anything)
def test_json_is_exact(text: str) -> None:
    told = safe.json_line({"text": text})
    assert json.loads(told) == {"text": re.sub("[\ud800-\udfff]", "\ufffd", text)}
    assert not acting(told)
    assert told.splitlines() == [told]
