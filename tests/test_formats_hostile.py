"""Files of hostile names and texts, read and compared by the real engine, in every format: what articles say stays what they say."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from json_schema import fits
from markdown_it import MarkdownIt
from page_reader import is_drawing, is_page
from test_formats_property import OUR_COMMAND, SCHEMAS, Page, acting, schema, strict_json

import factcheck
from factcheck import reports
from factcheck.model import Report
from factcheck.reports import FORMATS, Options

HERE = Path(__file__).parent
PAYLOADS = [json.loads(line)["payload"] for line in (HERE / "tables" / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]
NAMES = [
    *("plain", "sp ace", "é", "emoji😀", "100%25", "a,b;c", "quo\"te'", "ha#sh?q", "colon:x", "back\\slash", "-rf", "=1+1", "$(id)"),
    *("<script>CANARY<", "[red]CANARY[/]", "pipe|table", "::error::CANARY", "##[error]CANARY"),
    *("nl\n::error::CANARY", "cr\rFORGED", "nl\nFORGED"),
    *("esc\x1b[31m", "c1\x9b31m", "rtl\u202etxt", "zero\u200bwidth", "sep\u2028FORGED", "x" * 180),
]


def write(folder: Path, name: str, text: str) -> None:
    with suppress(OSError, ValueError):  # not every file system has such names
        (folder / name).write_bytes(text.encode("utf-8", "replace"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pairs of articles that agree in one figure and differ in another, with a payload in both; and hostile names of files."""
    made = tmp_path_factory.mktemp("hostile") / "seeds"
    made.mkdir()
    for number, payload in enumerate(PAYLOADS):
        for side, killed in (("a", 12), ("b", 21)):
            words = f"The dam near {payload} broke. The flood of valley {number} near {payload} killed {killed} people on Monday.\n"
            write(made, f"{number:03}{side}.txt", words)
    for number, name in enumerate(NAMES):
        write(made, f"{name}.txt", f"The quake of Oldham killed {7 + number % 2} people on Monday and destroyed 9 houses.\n")
    write(made, "not text\x1b[31m\nFORGED.txt", "\0\1\2" * 500)
    return made


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return factcheck.check([str(folder)])


def rendered(name: str, report: Report) -> str:
    return "".join(reports.render(name, report, Options()))


each_format = pytest.mark.parametrize("name", [entry.name for entry in FORMATS])


def test_the_payloads_are_in_the_report(report: Report) -> None:
    said = " ".join(claim.quote for finding in report.findings for answer in finding.answers for claim in answer.claims)
    assert said.count("CANARY") > len(PAYLOADS) / 2
    assert len({article.path for article in report.articles}) > len(PAYLOADS) + len(NAMES) / 2
    assert report.skipped


@each_format
def test_nothing_acts_or_forges(name: str, report: Report) -> None:
    out = rendered(name, report)
    assert "CANARY" in out
    assert not acting(out)
    for line in OUR_COMMAND.sub("our command ", out).split("\n"):
        assert not line.lstrip(" \"'|>").startswith(("::", "FORGED")), line
        assert not re.search(r"##[A-Za-z]{0,20}\[", line)


@each_format
def test_nothing_tells_where_it_was_made(name: str, folder: Path, report: Report) -> None:
    out = rendered(name, report)
    assert str(folder) not in out
    assert str(folder.parent) not in out


def is_github(out: str) -> None:
    assert 1 <= out.count("\n") <= 10
    assert all(OUR_COMMAND.match(line) for line in out.splitlines())


def is_markdown(out: str) -> None:
    page = Page()
    page.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(out))
    assert page.tags <= {"p", "h3", "table", "thead", "tbody", "tr", "th", "td", "strong"}
    assert set(page.rows) == {5}


def is_sheet(out: str) -> None:
    assert len({len(row) for row in csv.reader(io.StringIO(out, newline=""), strict=True)}) == 1


def is_junit(out: str) -> None:
    root = ET.fromstring(out.encode())
    assert int(root.get("failures", "")) == len(list(root.iter("failure"))) > 0


PARSERS: dict[str, Callable[[str], object]] = {
    "json": lambda out: fits(strict_json(out), *[schema(SCHEMAS["json"])] * 2) or pytest.fail("it does not fit its schema"),
    "jsonl": lambda out: [strict_json(line) for line in out.splitlines()],
    "sarif": lambda out: fits(strict_json(out), *[schema(SCHEMAS["sarif"])] * 2) or pytest.fail("it does not fit its schema"),
    "gitlab": strict_json,
    "github": is_github,
    "markdown": is_markdown,
    "csv": is_sheet,
    "junit": is_junit,
    "html": is_page,
    "svg": is_drawing,
}


@pytest.mark.parametrize("name", PARSERS)
def test_it_parses(name: str, report: Report) -> None:
    PARSERS[name](rendered(name, report))


def test_uris_of_sarif_lead_to_the_files(folder: Path, report: Report) -> None:
    run = json.loads(rendered("sarif", report))["runs"][0]
    places = [place for result in run["results"] for place in result["locations"] + result["relatedLocations"]]
    for uri in {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}:
        assert os.path.lexists(os.fsencode(folder.parent) + b"/" + unquote_to_bytes(uri)), uri
