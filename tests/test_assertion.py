"""Assertion: what is denied, how real it is said to be and who says it; and that no text is too strange or too long."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import assertion, language
from factcheck.model import Assertion, Modality, Name, Polarity
from factcheck.text import fold
from factcheck.values import names

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("fr", "en")
Row = dict[str, Any]


def rows(name: str) -> list[tuple[str, Row]]:
    lines = {lang: (TABLES / f"{name}_{lang}.jsonl").read_text(encoding="utf-8").splitlines() for lang in LANGUAGES}
    return [(lang, json.loads(line)) for lang in LANGUAGES for line in lines[lang]]


def read(text: str, lang: str, known: list[Name] | None = None) -> Assertion:
    pack = language.load(lang)
    return assertion.read(text, pack.tokens(text), pack, names=known or [])


def placed(row: Row) -> tuple[str, int, int]:
    """The folded text of a row, and where the words in question stand."""
    text, span = fold(row["text"]).text, fold(row["span"]).text
    start = text.index(span)
    return text, start, start + len(span)


def labelled(value: object) -> str:
    return f"{value['text'][:50]}|{value['span']}" if isinstance(value, dict) else str(value)


@each(rows("assertion"))
def test_how_it_is_asserted(lang: str, row: Row) -> None:
    """What is said to be unknown has no polarity."""
    text, start, end = placed(row)
    found = read(text, lang)
    polarity, modality = row["is"].split()
    assert assertion.modality(found, start, end) == modality
    assert modality == Modality.UNKNOWN or assertion.polarity(found, start, end) == polarity


@pytest.mark.parametrize(("lang", "row"), [(lang, row) for lang, row in rows("assertion") if "not_yet" in row], ids=labelled)
def test_what_has_not_happened_yet(lang: str, row: Row) -> None:
    text, start, end = placed(row)
    over = [cue for cue in read(text, lang).cues if cue.effect == "not_yet" and cue.scope_start <= start and end <= cue.scope_end]
    assert bool(over) is row["not_yet"]


def said_by(row: Row, found: Assertion) -> tuple[str, str, str] | None:
    _, start, end = placed(row)
    who = assertion.attribution(found, start, end)
    return (who.speaker, who.kind, who.via) if who is not None else None


def wanted(row: Row) -> tuple[str, str, str] | None:
    return (row["speaker"], row["kind"], row.get("via", "")) if row["speaker"] is not None else None


@each(rows("attribution"))
def test_who_says_it(lang: str, row: Row) -> None:
    assert said_by(row, read(fold(row["text"]).text, lang)) == wanted(row)


@pytest.mark.parametrize(("lang", "row"), [(lang, row) for lang, row in rows("attribution") if row.get("kind") == "named"], ids=labelled)
def test_known_names_tell_the_same_speakers(lang: str, row: Row) -> None:
    text, pack = fold(row["text"]).text, language.load(lang)
    assert said_by(row, read(text, lang, names.read(text, pack.columns(text), pack))) == wanted(row)


def test_denied_twice_is_asserted() -> None:
    text = "Il n'est pas vrai que le maire nie avoir vu le car."
    assert assertion.polarity(read(text, "fr"), text.index("vu"), text.index("vu") + 2) is Polarity.ASSERTED


@pytest.mark.parametrize("text", ["L'appel a débuté à 07:37 GMT à Oslo.", "Il a lu les pages 12–14 du rapport."])
def test_a_figure_is_not_cut(text: str) -> None:
    assert [text[start:end] for clause in read(text, "fr").clauses for start, end in clause] == [text]


def test_an_interrupted_clause_is_one() -> None:
    text = "Le maire, qui n'a pas dormi, a rouvert le pont."
    pieces = [[text[start:end] for start, end in clause] for clause in read(text, "fr").clauses]
    assert pieces[0] == ["Le maire,", ", a rouvert le pont."]


def spans(found: Assertion) -> list[tuple[int, int]]:
    cues = [span for cue in found.cues for span in ((cue.start, cue.end), (cue.scope_start, cue.scope_end))]
    said = [span for start, end, who in found.attributions for span in ((start, end), (who.start, who.end))]
    return [*cues, *said, *(span for clause in found.clauses for span in clause)]


def words(lang: str) -> list[str]:
    texts = [row["text"] for name in ("assertion", "attribution", "polarity") for code, row in rows(name) if code == lang]
    return sorted({word for text in texts for word in (*text.split(), '"', ",", ":", ".", "(", ")")})


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_text_is_read(lang: str, data: st.DataObject) -> None:
    """No crash, and spans inside the text, whatever it is."""
    text = fold(data.draw(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(words(lang)), max_size=40).map(" ".join)))).text
    marks = [place for place, letter in enumerate(text) if letter == '"']
    quotes = [(start + 1, end) for start, end in zip(marks[::2], marks[1::2], strict=False)] if data.draw(st.booleans()) else []
    pack = language.load(lang)
    found = assertion.read(text, pack.tokens(text), pack, quotes)
    assert all(0 <= start < end <= len(text) for start, end in spans(found))
    assert assertion.attribution(found, 0, len(text) + 1) is None


UNITS = (
    "a",
    "1,",
    '"',
    "n' ",
    "il a dit que ",
    "selon X ",
    ", a dit X",
    "qui a dit ",
    ': "',
    "he said that ",
    "said, ",
    "according to ",
    "not ",
    "X, ",
    "denies, ",
    "aucun ",
    "sans que ",
    ": c'est faux ",
    "no evidence that ",
    "it's fake: ",
    "no X has ",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_work_is_linear(lang: str, unit: str) -> None:
    assert growth(lambda size: partial(read, repeated(unit, size), lang), 4_000) < BAR
