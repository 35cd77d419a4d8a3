"""Time grows with the length of a line, not with its square, whatever the line is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from time import process_time

import pytest

from factcheck import statements, values
from factcheck.language import load
from factcheck.language.detect import detect
from factcheck.text import fold

SHORT = 1500  # code points
TIMES = 4
BAR = 8.0  # between TIMES, which is linear, and its square
FLOOR = 0.002  # seconds; below it the clock is what is measured
ROUNDS = 3

SHAPES = {
    "any": [
        *("a", "mot ", "1", "1,", "1.", "1.1.", "1 ", "100 ", "0 ", "(", "$", "€1", "%", "-", "10-", "1/", "1:", "12h", "1e9", "F-16"),
        *("\u0300", "a\u0300", "١", "½", "²", "日", "🙂", "\u200b", "«", '"', "'1", "\n1", "1\u00a0000\u00a0", "(39) ", "06 12 "),
    ],
    "fr": [
        *("un ", "lundi ", "le 1 ", "plus de ", "de 1 à 1 ", "dont 1 ", "janvier 2000 ", "1, 2 et 3 mars, ", "mille ", "quatre-vingt-"),
        *("entre 1 et ", "dans la nuit de ", "la veille de ", "fin de ", "2 heures 30 ", "1 sur ", "12 blessés, dont ", "l'"),
    ],
    "en": [
        *("one ", "monday ", "the 1 ", "more than ", "from 1 to 1 ", "including 1 ", "January 2000 ", "2 and 3 March, ", "thousand "),
        *("between 1 and ", "overnight ", "the day before ", "early ", "2 hours 30 ", "1 in ", "12 injured, including ", "n't "),
    ],
}
READ = [(lang, shape) for lang in ("fr", "en") for shape in SHAPES["any"] + SHAPES[lang]]


def read(raw: str, lang: str) -> None:
    pack, folded = load(lang), fold(raw).text
    values.read(folded, pack.tokens(folded), pack, datetime.date(2024, 3, 13))


def split(raw: str, lang: str) -> None:
    folded = fold(raw).text
    statements.split(folded, load(lang))
    detect(folded)


def seconds(step: Callable[[str, str], None], shape: str, length: int, lang: str) -> float:
    line = (shape * (length // len(shape) + 1))[:length]
    start = process_time()
    step(line, lang)
    return process_time() - start


def growth(step: Callable[[str, str], None], shape: str, length: int, lang: str) -> float:
    """How many times as long the longer line takes: the best of some rounds, the first that is good enough."""
    best = float("inf")
    for _ in range(ROUNDS):
        short, long = (seconds(step, shape, size, lang) for size in (length, TIMES * length))
        best = min(best, long / max(short, FLOOR))
        if best < BAR:
            break
    return best


@pytest.mark.parametrize(("lang", "shape"), READ, ids=[f"{lang} {shape!a}" for lang, shape in READ])
def test_values_are_read_in_linear_time(lang: str, shape: str) -> None:
    read(shape, lang)  # what is loaded once is not measured
    assert growth(read, shape, SHORT, lang) < BAR


@pytest.mark.parametrize("shape", [*SHAPES["any"], *SHAPES["fr"]], ids=ascii)
def test_sentences_and_languages_are_told_in_linear_time(shape: str) -> None:
    split(shape, "fr")
    assert growth(split, shape, TIMES * SHORT, "fr") < BAR


def test_a_square_would_be_seen() -> None:
    """The measure tells a square from a line."""

    def square(raw: str, _: str) -> None:
        assert sum(raw.count(raw[at]) for at in range(0, len(raw), 2)) > 0

    assert growth(square, "ab", 4 * SHORT, "fr") >= BAR
