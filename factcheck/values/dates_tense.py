"""Whether the clause around a date looks back or ahead, from the nearest verb that tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Token

PAST, FUTURE = "past", "future"
_STOP = frozenset(".!?;")
_SOFT = frozenset(',:"()')
_REACH = 24  # tokens looked at on each side: bounds the work per date


class Cues(NamedTuple):
    """A language's cues of tense."""

    words: dict[str, str]
    future_ends: tuple[str, ...]
    past_ends: tuple[str, ...]
    boundary: frozenset[str]
    not_after: frozenset[str]
    before: dict[str, str]
    to: frozenset[str]
    infinitives: frozenset[str]


@cache
def cues(pack: Pack) -> Cues:
    table = pack.table("dates")["tense"]
    words = dict.fromkeys(table["neither"], "") | dict.fromkeys(table["past"], PAST) | dict.fromkeys(table["future"], FUTURE)
    before = dict.fromkeys(table["past_before"], PAST) | dict.fromkeys(table["future_before"], FUTURE)
    return Cues(
        words,
        tuple(table["future_ends"]),
        tuple(table["past_ends"]),
        frozenset(table["boundary"]),
        frozenset(table["not_after"]),
        before,
        frozenset(table["to"]),
        frozenset(table["infinitives"]),
    )


def tense(tokens: Sequence[Token], first: int, inner: int, last: int, pack: Pack) -> str:
    """ "past", "future" or "" for the date at tokens ``[first, last)``: from its own clause, before it and then behind it.

    ``inner``: where the date begins behind what belongs to it ("by", "at 9 a.m.").
    """
    known = cues(pack)
    for at in range(max(0, first - 1), min(inner, len(tokens))):
        if near := known.before.get(tokens[at].lower):
            return near
    left = range(first - 1, max(-1, first - 1 - _REACH), -1)
    right = range(last, min(len(tokens), last + _REACH))
    if last < len(tokens) and tokens[last].text == ",":
        right = range(last + 1, right.stop)
    return _nearest(tokens, left, known) or _nearest(tokens, right, known)


def _nearest(tokens: Sequence[Token], side: Iterable[int], known: Cues) -> str:
    for at in side:
        token = tokens[at]
        if token.text in _STOP or token.text in _SOFT or token.lower in known.boundary:
            return ""
        found = _cue(tokens, at, known)
        if found:
            return found
    return ""


def _cue(tokens: Sequence[Token], at: int, known: Cues) -> str:
    word = tokens[at].lower
    if tokens[at].kind != "word" or (tokens[at].text != word and at and tokens[at - 1].text not in _STOP):
        return ""
    passive = at > 0 and tokens[at - 1].lower in known.not_after
    if word in known.words:
        return "" if passive else known.words[word]
    if at and tokens[at - 1].lower in known.to:
        return FUTURE if word in known.infinitives else ""
    if len(word) > 3 and word.endswith(known.future_ends):
        return FUTURE
    if len(word) > 3 and word.endswith(known.past_ends) and not passive:
        return PAST
    return ""
