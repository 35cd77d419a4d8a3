"""Phrases are found by one word that each cannot be without: the same ones as where every phrase is tried at every word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.assertion import cues, speech
from factcheck.assertion.patterns import Element, Grammar, Pattern, as_token, telling
from factcheck.language import load, supported
from factcheck.model import Token

NAMES = ("cues", "delays", "markers", "light")
FILLING = ("mardi", "Lyon", "12", ",", ".", '"', "seraient", "aura", "will", "xyz")


@cache
def grammar(lang: str, name: str) -> Grammar:
    pack = load(lang)
    found: Grammar = getattr(cues.lexicon(pack) if name in ("cues", "delays") else speech.lexicon(pack), name)
    return found


@cache
def vocabulary(lang: str, name: str) -> tuple[str, ...]:
    """The words of the phrases, the first of each element, and others between."""
    patterns = grammar(lang, name).patterns
    return (*dict.fromkeys(min(e.words.listed) for pattern in patterns for e in pattern.elements if e.words.listed), *FILLING)


def everywhere(found: Grammar, tokens: Sequence[Token]) -> Iterator[tuple[int, int, Pattern]]:
    """The longest phrase at each token, every phrase tried: those first whose first word is listed."""
    for place, token in enumerate(tokens):
        rows = sorted(enumerate(found.patterns), key=lambda row: (token.lower not in row[1].elements[0].words.listed, row[0]))
        opening = [n for n, row in rows if token.lower in row.elements[0].words.listed or row.elements[0].words.loose()]
        best = found.longest(tokens, place, opening)
        if best is not None:
            yield place, *best


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", supported())
@given(data=st.data())
def test_the_same_phrases_are_found(lang: str, name: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(vocabulary(lang, name)), max_size=12))
    tokens, found = load(lang).tokens(" ".join(chosen)), grammar(lang, name)
    begun = found.begun(tokens, [token.lower for token in tokens])
    longest = ((place, found.longest(tokens, place, numbers)) for place, numbers in begun.items())
    assert [(place, *best) for place, best in longest if best is not None] == list(everywhere(found, tokens))


def example(element: Element) -> str:
    """A word that may stand where an element does."""
    words = element.words
    if words.listed or element.last:
        return min(words.listed, default=".")
    return f"x{words.endings[0]}" if words.endings else "7" if words.digits else "X"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", supported())
def test_every_phrase_is_found(lang: str, name: str) -> None:
    found = grammar(lang, name)
    for number, pattern in enumerate(found.patterns):
        words = [example(element) for element in pattern.elements if not (element.gap or element.optional)]
        tokens = [as_token(word) for word in words]
        assert number in found.begun(tokens, [token.lower for token in tokens]).get(0, ()), words


@pytest.mark.parametrize("lang", supported())
def test_what_says_something_is_not_silent(lang: str) -> None:
    words = speech.lexicon(load(lang))
    for pattern in words.markers.patterns:
        lowers = [example(element) for element in pattern.elements if not (element.gap or element.optional)]
        assert not words.silent(lowers), lowers
        assert not words.unmarked(lowers), lowers
    for form, uses in words.forms.items():
        assert words.silent([form]) <= (set(uses) == {speech.INFINITIVE}), form
    for name in ("insistent", "negation", "blocking"):  # by their endings alone nothing hinders
        assert not words.words[name].loose(), name


@pytest.mark.parametrize("lang", supported())
def test_a_word_has_the_classes_that_hold_it(lang: str) -> None:
    for named in (cues.lexicon(load(lang)).words, speech.lexicon(load(lang)).words):
        tell = telling(named)
        for text in (*FILLING, *(min(words.listed) for words in named.values() if words.listed)):
            assert tell(text) == {name for name, words in named.items() if as_token(text) in words}, text
