"""Polarity and certainty, word by word: whole sentences in which the words that are denied, refuted, open or plainly told are marked.

``{-x}`` is denied, ``{#x}`` refuted as a statement, ``{+x}`` told as a fact, ``{=x}`` not denied; ``{?x}`` is said to be unknown, ``{~x}``
possible, ``{>x}`` planned, ``{^x}`` conditional, ``{@x}`` hearsay, ``{!x}`` disputed, none of them denied but for the unknown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from each import each

from factcheck import assertion, language
from factcheck.assertion import DENIALS
from factcheck.model import Assertion, Modality, Polarity
from factcheck.text import fold

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("fr", "en")
MODALITIES = {
    "?": Modality.UNKNOWN,
    "~": Modality.POSSIBLE,
    ">": Modality.PLANNED,
    "^": Modality.CONDITIONAL,
    "@": Modality.HEARSAY,
    "!": Modality.DISPUTED,
}
_MARKED = re.compile(r"\{([-#+=?~>^@!])([^}]*)\}")


class Mark(NamedTuple):
    """Some words of a sentence and what is told of them."""

    sign: str
    start: int
    end: int


def marked(text: str) -> tuple[str, list[Mark]]:
    """A sentence without its marks, and the marks."""
    plain, last, marks = "", 0, []
    for found in _MARKED.finditer(text):
        plain += text[last : found.start()]
        marks.append(Mark(found[1], len(plain), len(plain) + len(found[2])))
        plain, last = plain + found[2], found.end()
    return plain + text[last:], marks


def rows() -> list[tuple[str, str]]:
    tables = {lang: (TABLES / f"polarity_{lang}.jsonl").read_text(encoding="utf-8").splitlines() for lang in LANGUAGES}
    return [(lang, json.loads(line)["text"]) for lang in LANGUAGES for line in tables[lang]]


def read(text: str, lang: str) -> Assertion:
    pack = language.load(lang)
    return assertion.read(text, pack.tokens(text), pack)


def holds(found: Assertion, mark: Mark) -> bool:
    """Whether the words are asserted as their mark says."""
    polarity, modality = assertion.polarity(found, mark.start, mark.end), assertion.modality(found, mark.start, mark.end)
    if mark.sign in "-#":
        return polarity is Polarity.DENIED
    if mark.sign == "?":
        return modality is Modality.UNKNOWN
    if mark.sign == "=":
        return polarity is Polarity.ASSERTED
    return polarity is Polarity.ASSERTED and modality is MODALITIES.get(mark.sign, Modality.ACTUAL)


@each(rows)
def test_marked_words(lang: str, text: str) -> None:
    plain, marks = marked(text)
    assert fold(plain).text == plain
    assert marks
    found = read(plain, lang)
    assert [plain[mark.start : mark.end] for mark in marks if not holds(found, mark)] == []


REFUTED = (
    ("fr", "Il est faux que la ville ait vendu le stade.", "vendu"),
    ("fr", "La rumeur d'un enlèvement est infondée.", "enlèvement"),
    ("fr", "Intox : le pape a béni un char.", "béni"),
    ("fr", "La Suisse va quitter l'euro : c'est faux.", "quitter"),
    ("fr", "Rien n'indique que le tireur ait eu des complices.", "complices"),
    ("en", "It is false that the city sold the stadium.", "sold"),
    ("en", "The claim that the earth is flat is false.", "flat"),
    ("en", "Hoax: Pope blessed a tank", "blessed"),
    ("en", "The mayor has fled: it's false.", "fled"),
    ("en", "Officials dismiss reports of a coup.", "coup"),
)


@pytest.mark.parametrize(("lang", "text", "word"), REFUTED, ids=lambda value: value[:40])
def test_a_refutation_is_told_from_a_negation(lang: str, text: str, word: str) -> None:
    at = text.index(word)
    over = [cue.effect for cue in read(text, lang).cues if cue.effect in DENIALS and cue.scope_start <= at < cue.scope_end]
    assert over == ["refuted"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le train n'a fait aucun arrêt."),
        ("fr", "Il est parti sans eau ni pain."),
        ("fr", "Plus aucun avion ne décolle."),
        ("fr", "Le mur a cédé sans que personne ne le voie."),
        ("en", "Neither the mayor nor the guide came."),
        ("en", "There was no water, nor bread."),
    ],
)
def test_one_negation_in_several_words_is_one(lang: str, text: str) -> None:
    last = read(text, lang).cues
    found = {cue.start for cue in last if cue.effect in DENIALS and cue.scope_end >= len(text) - 1}
    assert len(found) == 1


def test_what_is_called_untrue_twice_is_untrue() -> None:
    text = "Hoax: the shark filmed in the river is fake."
    at = text.index("shark")
    assert assertion.polarity(read(text, "en"), at, at + 5) is Polarity.DENIED
