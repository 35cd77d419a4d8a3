"""Statements: the tables of hard cases, the shape of every answer, and time."""

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

from factcheck.language import load
from factcheck.statements import kinds, split
from factcheck.text import fold

TABLES = Path(__file__).parent / "tables"
NASTY = ["a", "1,", ".", ". ", "A. ", '"', '" ', "(", "(a. B", "'", " 'a s' b", "\n", "a\n", "U.", "- ", "• ", '?" ', "A-", "Mot."]
NASTY += ['"a\n', 'a"\n', "1. ", "© ", '"Ah ? Non !" ', "… "]


def rows(field: str) -> list[tuple[str, dict[str, Any]]]:
    """The rows of both tables that ask for ``field``, with their language."""
    found = []
    for lang in ("fr", "en"):
        for line in (TABLES / f"statements_{lang}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if field in row:
                found.append((lang, row))
    return found


@given(text=st.text("aÉσΣİ'. "), data=st.data())
def test_small_letters_of_a_stretch_are_those_of_its_text_alone(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    assert kinds.lowered(text).stretch(start, end) == text[start:end].lower()


@each(rows("marked"))
def test_boundaries(lang: str, row: dict[str, Any]) -> None:
    wanted = [" ".join(fold(part).text.split()) for part in row["marked"].split("‖")]
    text = fold(row["marked"].replace("‖", "")).text
    assert [" ".join(text[s.start : s.end].split()) for s in split(text, load(lang))] == wanted


@each(rows("kinds"))
def test_kinds(lang: str, row: dict[str, Any]) -> None:
    assert [s.kind for s in split(fold(row["text"]).text, load(lang), row.get("title"))] == row["kinds"]


@each(rows("quotes"))
def test_quotes(lang: str, row: dict[str, Any]) -> None:
    text = fold(row["text"]).text
    assert [text[a:b] for s in split(text, load(lang)) for a, b in s.quotes] == row["quotes"]


def test_tables_are_large_enough() -> None:
    for lang in ("fr", "en"):
        assert sum(language == lang for language, _ in rows("marked")) >= 70


def test_paragraphs_are_numbered() -> None:
    text = "Un. Deux.\n\nTrois.\nQuatre."
    assert [s.paragraph for s in split(text, load("fr"))] == [0, 0, 1, 2]


PIECES = ["Le ", "maire ", "M. ", '"', "' ", "\n", "\n\n", ". ", "dit", " ?", "(", ")", "…", "• ", "10 ", "© AFP", "Plus", "Soutenez "]
SIGNS = st.one_of(st.sampled_from(" \n.\"'()[]!?…•-–M.éAb1,:"), st.characters())
TEXTS = st.text(SIGNS) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(TEXTS, st.sampled_from(["fr", "en"]))
@settings(max_examples=400, deadline=None)
def test_spans_are_ordered_disjoint_and_cover_the_text(raw: str, lang: str) -> None:
    text = fold(raw).text
    at = 0
    for statement in split(text, load(lang)):
        assert at <= statement.start < statement.end <= len(text)
        assert not text[at : statement.start].strip()
        assert text[statement.start : statement.end] == text[statement.start : statement.end].strip()
        inner = statement.start
        for start, end in statement.quotes:
            assert inner <= start < end <= statement.end
            inner = end
        at = statement.end
    assert not text[at:].strip()


@pytest.mark.parametrize("shape", NASTY)
def test_time_is_linear(shape: str) -> None:
    assert growth(lambda size: partial(split, repeated(shape, size), load("fr")), 10_000) < BAR
