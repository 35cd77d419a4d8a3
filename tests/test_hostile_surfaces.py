"""What else strangers may write: rows of pairs, configurations, earlier reports. And what no run may do: wait, or ask the network."""

from __future__ import annotations

import ast
import json
import os
import socket
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import alignment, claims, readings
from factcheck.alignment import signs
from factcheck.cli import compare, main
from factcheck.cli.exits import DONE, FAILED, PARTIAL
from factcheck.config import LARGEST, NAME, PROJECT
from factcheck.model import Article
from factcheck.reports import earlier

A, B = "The fire killed 12 people in Exeter.", "The fire killed 14 people in Exeter."
LANGUAGES = ["en", "fr"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with two articles that contradict each other in "in"."""
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", A), ("b.txt", B)):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(folder: Path, capfd: pytest.CaptureFixture[str]) -> Told:
    """Run the program: its exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return code, *capfd.readouterr()

    return run


# --------------------------------------------------------------------------------------------- pairs of statements

GOOD = json.dumps({"id": "good", "lang": "en", "a": A, "b": B})
NO_PAIRS = [
    b"{",
    b"[]",
    b"null",
    b'"a"',
    b"\xff\xfe",
    b"\x00",
    b'{"a": 1, "b": 2}',
    b'{"a": "x"}',
    b'{"a": NaN, "b": Infinity}',
    b"[" * 200_000,
    b'{"a":' * 100_000,
]


@pytest.mark.parametrize("row", NO_PAIRS, ids=lambda row: ascii(row[:12]))
def test_a_row_that_is_no_pair_costs_itself_alone(row: bytes, told: Told, folder: Path) -> None:
    (folder / "pairs.jsonl").write_bytes(row + b"\n" + GOOD.encode())
    code, out, err = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert (code, json.loads(out)["id"]) == (PARTIAL, "good")
    assert "skipped pairs.jsonl:1: not a JSON object with texts a and b" in err


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("12", "12"),
        ("1e999999", "1e999999"),
        ("9" * 100_000, "9" * 100_000),
        ("NaN", "NaN"),
        ("null", "1"),
        ("true", "1"),
        ("[1]", "1"),
        ('{"a": 1}', "1"),
        ('"\\ud800"', "\ufffd"),
    ],
    ids=lambda value: value[:10],
)
def test_an_odd_id_is_written_as_it_stands_or_is_the_line(written: str, name: str, told: Told, folder: Path) -> None:
    (folder / "pairs.jsonl").write_text(f'{{"id": {written}, "lang": "en", "a": "{A}", "b": "{B}"}}', encoding="utf-8")
    code, out, _ = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert code == DONE
    assert json.loads(out)["id"] == name


@pytest.mark.parametrize("lang", ["12", "true", "null", "[]", "{}", '["fr"]'])
def test_a_language_that_is_no_word_is_none(lang: str, told: Told, folder: Path) -> None:
    (folder / "pairs.jsonl").write_text(f'{{"lang": {lang}, "a": "{A}", "b": "{B}"}}', encoding="utf-8")
    code, out, _ = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert (code, json.loads(out)["relation"]) == (DONE, "contradiction")


@pytest.mark.parametrize("end", [b"\n", b""])
def test_an_endless_line_is_not_held(end: bytes, told: Told, folder: Path) -> None:
    long = b'{"a": "' + b"word " * (compare.LONGEST_LINE // 2) + end
    (folder / "pairs.jsonl").write_bytes(GOOD.encode() + b"\n" + long + GOOD.encode())
    code, out, err = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert code == PARTIAL
    assert out.count("\n") == (2 if end else 1)
    assert f"skipped pairs.jsonl:2: it is longer than the limit of {compare.LONGEST_LINE:,} bytes" in err


def test_an_endless_statement_is_skipped(told: Told, folder: Path) -> None:
    row = {"a": "word " * (compare.LONGEST_TEXT // 5 + 1), "b": B}
    (folder / "pairs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    code, out, err = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert (code, out) == (PARTIAL, "")
    assert f"a or b is longer than the limit of {compare.LONGEST_TEXT:,} characters" in err


# ----------------------------------------------------------------------------------------------- alignment

WORDS = {
    "en": ["nobody", "no", "not", "12", "of the", "14", "men", "said", '"', "most", "half", "killed", "by", ",", "that", "Lyon"],
    "fr": [
        "personne",
        "ne",
        "pas",
        "12",
        "des",
        "14",
        "hommes",
        "a dit",
        "«",
        "»",
        "la plupart",
        "moitié",
        "tué",
        "par",
        ",",
        "que",
        "Lyon",
    ],
}


def texts(lang: str) -> st.SearchStrategy[str]:
    """Any Unicode text, and texts of words that much is made of."""
    return st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS[lang]), max_size=14).map(" ".join))


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_two_texts_are_compared_either_way(lang: str, data: st.DataObject) -> None:
    one, two = data.draw(texts(lang)), data.draw(texts(lang))
    found = factcheck.compare(one, two, lang=lang)
    assert factcheck.compare(two, one, lang=lang).relation == found.relation
    assert factcheck.compare(one, two, lang=lang) == found


def aligned(one: str, two: str, lang: str) -> alignment.Pair:
    left, right = (claims.stage(Article("text", "text", text, ""), lang) for text in (one, two))
    return alignment.align(left, right)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_two_texts_are_aligned_either_way(lang: str, data: st.DataObject) -> None:
    one, two = data.draw(texts(lang)), data.draw(texts(lang))
    none = factcheck.model.Comparison("none", "", "")
    there, back = (alignment.features(aligned(*side, lang), none) for side in ((one, two), (two, one)))
    assert there == pytest.approx(back)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_of_too_many_units_are_not_aligned(lang: str) -> None:
    word = {"en": "The mayor of town {} opposes the bridge.", "fr": "Le maire de la ville {} refuse le pont."}[lang]
    many = " ".join(word.format(n) for n in range(signs.LONGEST))
    assert aligned(word.format(1), word.format(1), lang).long.units
    pair = aligned(many, word.format(1), lang)
    assert (pair.long.units, pair.short.units, pair.swapped, pair.contrasts) == ((), (), (), ())


# ------------------------------------------------------------------------------------------- configurations

WRONG = {
    "a." * 100_000 + "a = 1": "is nested too deeply",
    "[" + "a . " * 100_000 + "a]": "is nested too deeply",
    "paths = " + "[" * 100_000: "is not TOML",
    "x = " + "9" * 100_000: "is not TOML",
    "#" * (LARGEST + 1): f"is larger than the limit of {LARGEST:,} bytes",
    "lang = '\0'": "is not TOML",
    '"\\u001b[31m\\u202e" = 1': "no such key",
}


@pytest.mark.parametrize("written", WRONG, ids=lambda written: ascii(written[:12]))
def test_a_hostile_configuration_is_refused_at_once(written: str, told: Told, folder: Path) -> None:
    (folder / NAME).write_text(written, encoding="utf-8")
    start = process_time()
    code, out, err = told("report", "in")
    assert process_time() - start < 5
    assert (code, out, err.count("\n")) == (FAILED, "", 1)
    assert WRONG[written] in err and err.rstrip("\n").isprintable()


@pytest.mark.parametrize("pattern", ["*a" * 500, "[[!]", "[]", "[", "*" * 5000, "\\", "(a+)+$"])
def test_a_hostile_pattern_matches_what_it_says(pattern: str, told: Told, folder: Path) -> None:
    entry = {"rule": "values-differ", "event": pattern, "reason": "x"}
    written = "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())
    (folder / NAME).write_text(f"[[suppress]]\n{written}[outlets]\n{json.dumps(pattern)} = 'x'", encoding="utf-8")
    start = process_time()
    code, out, _ = told("report", "in", "--format", "json")
    assert process_time() - start < 5
    assert code == DONE and json.loads(out)["findings"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(("name", "code"), [(NAME, FAILED), (PROJECT, DONE)])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_configuration_that_is_no_file_is_not_waited_for(name: str, code: int, kind: str, told: Told, folder: Path) -> None:
    if kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    found, _, err = told("report", "in", "--format", "json")
    assert found == code
    assert code == DONE or f"{name} cannot be read: it is not a file" in err


# ------------------------------------------------------------------------------------------ earlier reports

EVIL: list[Any] = [None, True, -1, 1e308, float("inf"), float("nan"), 10**30, "", "\ud800", "\x1b]0;x\x07\u202e", [], {}, [[]], 49_999_999]


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a JSON value, of lists to their first entry."""
    entries = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, entry in entries:
        yield (*above, key)
        yield from places(entry, (*above, key))


def refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def changed(report: str, place: tuple[Any, ...], evil: Any) -> bytes:
    made = json.loads(report)
    inner = made
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = evil
    return json.dumps(made).encode("utf-8", "surrogatepass")


def test_a_report_with_anything_in_it_is_read_or_damaged(told: Told) -> None:
    _, report, _ = told("report", "in", "--format", "json")
    for place, evil in product(places(json.loads(report)), EVIL):
        try:
            earlier.load(changed(report, place, evil))
        except earlier.DamagedError as error:
            assert str(error)


@pytest.mark.parametrize("name", ["answers", "claims"])
def test_a_report_with_a_finding_of_nothing_is_damaged(name: str, told: Told) -> None:
    _, report, _ = told("report", "in", "--format", "json")
    made = json.loads(report)
    finding = made["findings"][0]
    (finding if name == "answers" else finding["answers"][-1])[name] = []
    with pytest.raises(earlier.DamagedError):
        earlier.load(json.dumps(made).encode())


@pytest.mark.parametrize("evil", [float("inf"), float("nan"), 10**30])
def test_a_report_with_odd_numbers_leaves_the_next_one_strict(evil: Any, told: Told, folder: Path) -> None:
    _, report, _ = told("report", "in", "--format", "json")
    made = json.loads(report)
    for field in ("min", "max", "value"):
        made["findings"][0]["answers"][0]["value"][field] = evil
    (folder / "old.json").write_text(json.dumps(made), encoding="utf-8")
    code, out, _ = told("diff", "old.json", "in", "--format", "json")
    assert code == (DONE if evil == 10**30 else FAILED)
    assert not out or json.loads(out, parse_constant=refused)


def test_a_report_whose_articles_would_fill_the_memory_is_damaged(told: Told) -> None:
    _, report, _ = told("report", "in", "--format", "json")
    made = json.loads(report)
    claim = made["findings"][0]["answers"][0]["claims"][0]
    claim["statement"] |= {"start": 49_000_000, "end": 49_000_001}
    made["findings"][0]["answers"][0]["claims"] = [{**claim, "document": f"{n}"} for n in range(50)]
    made["documents"] = [{**made["documents"][0], "id": f"{n}"} for n in range(50)]
    with pytest.raises(earlier.DamagedError):
        earlier.load(json.dumps(made).encode())


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_report_without_an_end_is_not_held(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "LARGEST", 1000)
    code, out, err = told("report", "in", "--baseline", "/dev/zero")
    assert (code, out) == (FAILED, "")
    assert "baseline /dev/zero is larger than the limit of 1,000 bytes" in err


# ----------------------------------------------------------------------------------------------- processes


def test_one_long_article_starts_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: Any) -> NoReturn:
        raise AssertionError("processes for work that cannot be divided")

    monkeypatch.setattr("factcheck.workers.spread", started)
    long = Article("a", "a", "word " * 200_000, "", lang="en")
    assert len(readings.read([long, Article("b", "b", A, "", lang="en")], None, factcheck.pipeline.unwatched, 4).kept) == 2


# ------------------------------------------------------------------------------------------- no network

ABROAD = {"ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib3", "xmlrpc"}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, "urllib.request" whole."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_no_module_imports_what_leads_abroad() -> None:
    for path in sorted(Path(factcheck.__file__).parent.rglob("*.py")):
        names = imported(path)
        assert not ({name.partition(".")[0] for name in names} & ABROAD or {"urllib.request", "urllib.error"} & names), path


def test_no_command_asks_the_network(told: Told, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("the network was asked for")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, called)
    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, called)
    links = "<base href='http://a.example/'><link rel='stylesheet' href='x.css'>"
    page = f"<html><head>{links}</head><body><article><p>{A}</p><img src='http://a.example/x'></article></body></html>"
    (folder / "in" / "c.html").write_text(page, encoding="utf-8")
    for arguments in (("report", "in"), ("extract", "in"), ("origins", "in"), ("diff", "in", "in"), ("compare", A, B)):
        code, _, err = told(*arguments)
        assert code in (DONE, PARTIAL), err
