"""Time grows with the length of a line, not with its square, whatever the line is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

import pytest
from growth import BAR, TIMES, growth, repeated, seconds

from factcheck import claims, origins, pairs, statements, values
from factcheck.language import load
from factcheck.language.detect import detect
from factcheck.model import Article
from factcheck.text import fold

SHORT = 1500  # code points

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


def grows(step: Callable[[str, str], None], shape: str, length: int, lang: str) -> float:
    return growth(lambda size: partial(step, repeated(shape, size), lang), length)


def lasts(step: Callable[[str, str], None], shape: str, length: int, lang: str) -> float:
    return seconds(partial(step, repeated(shape, length), lang))


@pytest.mark.parametrize(("lang", "shape"), READ, ids=[f"{lang} {shape!a}" for lang, shape in READ])
def test_values_are_read_in_linear_time(lang: str, shape: str) -> None:
    assert grows(read, shape, SHORT, lang) < BAR


@pytest.mark.parametrize("shape", [*SHAPES["any"], *SHAPES["fr"]], ids=ascii)
def test_sentences_and_languages_are_told_in_linear_time(shape: str) -> None:
    assert grows(split, shape, TIMES * SHORT, "fr") < BAR


# What sentences tell: who says it, what is denied, how many of whom, what nobody did.
TOLD = {
    "fr": [
        *("le maire de Lyon a dit que ", "selon ", "« oui » ", "« il a dit » ", "ne ", "pas ", "il est faux que ", "nie que "),
        *("personne ", "aucun des ", "tous les ", "la plupart des 12 ", "la moitié des ", "12 des 14 hommes ", "qui ", "tués et blessés "),
        *("Jean Martin et ", "12 tués, ", "âgé de 12 ans, ", "son fils, 12 ans, ", "de Paris à ", "si ", "peut-être ", "le même "),
        *("le même jour ", "à 12h30 ", "12,5 % ", "hier ", "un mort ", "lundi ", "12 km ", "deux heures plus tard ", "le lendemain "),
    ],
    "en": [
        *("the mayor of Lyon said that ", "according to ", '"yes" ', '"he said " ', "not ", "no ", "it is false that ", "denied that "),
        *("nobody ", "none of the ", "all of the ", "most of the 12 ", "half of the ", "12 of the 14 men ", "who ", "killed and injured "),
        *("John Smith and ", "12 killed, ", "aged 12, ", "his son, 12, ", "from Paris to ", "if ", "maybe ", "the same "),
        *("the same day ", "at 12:30 ", "12.5% ", "yesterday ", "a death ", "Monday ", "12 km ", "two hours later ", "the next day "),
    ],
}
MADE = [(lang, shape) for lang, shapes in TOLD.items() for shape in shapes]
SENTENCE = 400  # code points
PATIENCE = 10.0  # seconds for the longest sentence that is read, several times what it takes
PAGE, PROMPT = 20_000, 4.0  # code points, and seconds for them: twice what they take at most, as machines differ


def make(raw: str, lang: str) -> None:
    """Claims of a text whose sentences are the raw line, cut."""
    sentences = "\n\n".join(f"{raw[at : at + SENTENCE]}." for at in range(0, len(raw), SENTENCE))
    origins.sketch(claims.read(Article("a", "a", sentences, ""), lang))


def weigh(raw: str, lang: str) -> None:
    """A line beside its beginning."""
    pairs.compare_texts(raw, raw[: len(raw) // 2], lang)


@pytest.mark.parametrize(("lang", "shape"), MADE, ids=[f"{lang} {shape!a}" for lang, shape in MADE])
def test_claims_and_sketches_are_made_in_linear_time(lang: str, shape: str) -> None:
    assert grows(make, shape, 2 * SHORT, lang) < BAR


@pytest.mark.parametrize(("lang", "shape"), MADE, ids=[f"{lang} {shape!a}" for lang, shape in MADE])
def test_no_two_statements_take_long(lang: str, shape: str) -> None:
    assert lasts(weigh, shape, claims.LONGEST - 1, lang) < PATIENCE


@pytest.mark.parametrize(("lang", "shape"), MADE, ids=[f"{lang} {shape!a}" for lang, shape in MADE])
def test_a_page_of_the_longest_sentences_takes_two_seconds(lang: str, shape: str) -> None:
    sentence = (shape * claims.LONGEST)[: claims.LONGEST - 2].rstrip()
    page = "\n\n".join([f"{sentence}."] * (PAGE // claims.LONGEST))
    assert seconds(partial(make_one, page, lang)) < PROMPT


def make_one(raw: str, lang: str) -> None:
    claims.read(Article("a", "a", raw, ""), lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_row_of_figures_behind_munitions_is_read_in_linear_time(lang: str) -> None:
    assert growth(lambda size: partial(make_one, "12 drones, " + repeated("1, ", size), lang), claims.LONGEST // 5) < BAR


# Acts, encounters, counts and days in one sentence: each stands beside those that are near, not beside all.
ROWS = {
    "fr": [
        *("a signé hier ", "Jean Martin rencontrera lundi ", "a rencontré le 3 mars 2024 ", "12 missiles et ", "12 obus, 8 drones et "),
        *("12 morts le 3 mars, ", "12 voix contre 14 lundi ", "peut-être 12 morts, ", "a battu Jean Martin, tué "),
    ],
    "en": [
        *("signed two days ago ", "met John Smith ", "will meet John Smith on Monday ", "12 missiles and ", "12 shells, 8 drones and "),
        *("12 killed on 3 March, ", "12 votes to 14 on Monday ", "maybe 12 killed, ", "beat John Smith, killed "),
    ],
}


@pytest.mark.parametrize(("lang", "shape"), [(lang, shape) for lang, shapes in ROWS.items() for shape in shapes])
def test_one_sentence_is_read_in_linear_time(lang: str, shape: str) -> None:
    assert growth(lambda size: partial(make_one, repeated(shape, size), lang), claims.LONGEST // 5) < BAR


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_long_texts_of_a_pair_end_soon(lang: str) -> None:
    for shape in ("12 morts. ", "12 of the 14 men died. ", "« oui » ", "no "):
        assert lasts(weigh, shape, 4 * claims.LONGEST, lang) < PATIENCE


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("shape", ["50%1er", "12 ", "Monday 7 mai "])
def test_long_sentences_that_differ_at_their_end_are_soon_compared(lang: str, shape: str) -> None:
    """Every claim of the one stands beside every claim of the other, and every word of a claim beside every word of another."""
    line = repeated(shape, claims.LONGEST - 2)
    one, two = f"{line}.", f"{line}.\n\n{line}.\n\n{line[:-3]}"
    assert seconds(lambda: pairs.compare_texts(one, two, lang)) < PATIENCE


def test_a_square_would_be_seen() -> None:
    """The measure tells a square from a line."""

    def square(raw: str, _: str) -> None:
        assert sum(raw.count(raw[at]) for at in range(0, len(raw), 2)) > 0

    assert grows(square, "ab", 4 * SHORT, "fr") >= BAR
