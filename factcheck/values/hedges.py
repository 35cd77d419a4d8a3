"""Words around a number that open or blur it: "au moins", "plus de", "near", "or more"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Number, Token
from factcheck.text import key
from factcheck.values.phrases import Phrases

_NONE: frozenset[str] = frozenset()  # no effect


class Bounds(NamedTuple):
    """What a number says: bounds (None = unbounded), strict or not, and the number itself (None for ranges).

    ``vague``: no number is said at all ("hundreds", "several").
    """

    min: Number | None
    max: Number | None
    min_open: bool = False
    max_open: bool = False
    approximate: bool = False
    value: Number | None = None
    vague: bool = False


class Hedge(NamedTuple):
    """Effects of the hedges around a number, and the tokens that they and the number take: ``[first, last)``."""

    effects: frozenset[str]
    first: int
    last: int


_NO_HEDGE = Hedge(_NONE, 0, 0)


@cache
def _before(pack: Pack) -> Phrases[str]:
    table = pack.table("hedges")["before"]
    return Phrases([(phrase, effect) for effect, phrases in table.items() for phrase in phrases], pack)


@cache
def _after(pack: Pack) -> Phrases[str]:
    table = pack.table("hedges")["after"]
    return Phrases([(phrase, effect) for effect, phrases in table.items() for phrase in phrases], pack)


@cache
def closing(pack: Pack) -> frozenset[str]:
    """The keys that hedges before a number end with, and what may stand between both."""
    return _before(pack).lasts | frozenset(map(key, pack.table("hedges")["skipped"]))


@cache
def opening(pack: Pack) -> frozenset[str]:
    """The keys that hedges behind a number begin with."""
    return _after(pack).firsts


@cache
def _skipped(pack: Pack) -> frozenset[str]:
    return frozenset(pack.table("hedges")["skipped"])


def before(tokens: Sequence[Token], first: int, pack: Pack) -> Hedge:
    """Up to two hedges that end at token ``first`` ("au moins quelque 300"), with an article between ("about the 300")."""
    if first and tokens[first - 1].key not in closing(pack) and tokens[first - 1].text != "-":  # as before most numbers
        return Hedge(_NONE, first, first)
    effects: set[str] = set()
    at = first
    for _ in range(2):
        found = _before(pack).before(tokens, at - _joined(tokens, at, pack))
        if found is None and at == first and first and tokens[first - 1].lower in _skipped(pack):
            found = _before(pack).before(tokens, at - 1)
        if found is None:
            break
        effect, at = found
        effects.add(effect)
    return Hedge(frozenset(effects), at, first)


def _joined(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether a hyphen joins a hedge to a number: "sub-7"."""
    if at < 2 or tokens[at - 1].text != "-" or tokens[at - 1].start != tokens[at - 2].end or tokens[at].start != tokens[at - 1].end:
        return False
    return tokens[at - 2].key in pack.table("hedges")["joined"]


def after(tokens: Sequence[Token], last: int, pack: Pack) -> Hedge:
    """A hedge that starts at token ``last`` ("ou plus"), unless it belongs to a number that follows; where there is none, it ends at 0."""
    found = _after(pack).after(tokens, last)
    if found is None or _goes_on(tokens, found[1], pack):
        return _NO_HEDGE
    return Hedge(frozenset((found[0],)), last, found[1])


def _goes_on(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether the hedge belongs to what follows: "32 morts et plus de 226.000 sinistrés"."""
    if at >= len(tokens):
        return False
    return tokens[at].kind == "digits" or tokens[at].lower in pack.table("hedges")["goes_on"]


def bounds(value: Number, effects: frozenset[str]) -> Bounds:
    """The bounds of one number under its hedges. "Nearly" and "about" leave the number as its own centre."""
    if not effects:  # as of most
        return Bounds(value, value, value=value)
    blurred = bool(effects & {"about", "nearly"})
    if "more" in effects:
        return Bounds(value, None, min_open=True, approximate=blurred, value=value)
    if "least" in effects:
        return Bounds(value, None, approximate=blurred, value=value)
    if "less" in effects:
        return Bounds(None, value, max_open=True, approximate=blurred, value=value)
    if "most" in effects:
        return Bounds(None, value, approximate=blurred, value=value)
    return Bounds(value, value, approximate=blurred, value=value)


def between(low: Number, high: Number, effects: frozenset[str]) -> Bounds:
    """The bounds of a range: "entre 10 et 15", "24 à 36". "More than" and the like widen it on their side."""
    plain = Bounds(low, high, approximate=bool(effects & {"about", "nearly"}))
    if effects & {"more", "least"}:
        return Bounds(low, None, min_open="more" in effects)
    if effects & {"less", "most"}:
        return Bounds(None, high, max_open="less" in effects)
    return plain


def many(value: Number) -> Bounds:
    """An unknown number of tens, dozens, hundreds ...: from one of them to ten ("des centaines": 100 to 1,000). The interval
    is all that is said, so that it is no approximation of anything."""
    return Bounds(value, 10 * value, vague=True)


def several(least: Number) -> Bounds:
    """ "plusieurs", "several": more than one, without an upper bound."""
    return Bounds(least, None, approximate=True, vague=True)
