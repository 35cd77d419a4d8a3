"""Which units of two texts say the same, and which say the opposite."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz import fuzz

from factcheck.alignment.units import NAME, WORD, Unit
from factcheck.language import relations
from factcheck.model import Name

_SAME, _FAMILY, _NEAR, _LOOSE = 1.0, 0.9, 0.8, 0.7
_ROOT, _PART = 5, 0.6  # letters that the words of one root share at least, and their part of the shorter word
_SPELLING = 85  # ratio from which two words are taken for spellings of one


class Matching(NamedTuple):
    """``left``/``right``: by the place of a unit, that of the one which says the same on the other side. ``opposed``: pairs of
    units that say the opposite, with how."""

    left: dict[int, int]
    right: dict[int, int]
    opposed: tuple[tuple[int, int, str], ...]


def match(a: Sequence[Unit], b: Sequence[Unit]) -> Matching:
    """Match the units of two texts, the most alike first and, of equals, those that are written alike and stand at like places."""
    found = []
    for one in a:
        for other in b:
            alike = likeness(one, other)
            if alike:
                found.append((-alike, one.lower != other.lower, abs(one.place / len(a) - other.place / len(b)), one.place, other.place))
    found.sort()
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for _, _, _, i, j in found:
        if i not in left and j not in right:
            left[i], right[j] = j, i
    for _, _, _, i, j in found:  # what is said twice on one side
        left.setdefault(i, j)
        right.setdefault(j, i)
    return Matching(left, right, tuple(_opposed(a, b, left, right)))


def likeness(a: Unit, b: Unit) -> float:
    """From 0 (nothing in common) to 1 (the same word)."""
    contrasted = a.families and b.families and a.families != b.families and a.kind == b.kind == WORD
    if _two_places(a, b) or (contrasted and relations.opposed(a.families, b.families)):
        return 0.0
    if a.key == b.key:
        return _SAME
    if a.kind != b.kind:
        return _LOOSE if {a.kind, b.kind} == {NAME, WORD} and _named(a.lower, b.lower) else 0.0
    if a.kind not in (NAME, WORD):
        return 0.0
    if a.key[2:] == b.key[2:] or a.lemma == b.lemma:
        return _SAME
    if a.kind == NAME:
        return _FAMILY if set(a.lower.split()) & set(b.lower.split()) else 0.0
    if not set(a.families).isdisjoint(b.families):
        return _FAMILY
    return _NEAR if _rooted(a.lower, b.lower) else 0.0


def _two_places(a: Unit, b: Unit) -> bool:
    """Whether two names are of two places in one country, which have its key."""
    return isinstance(a.value, Name) and isinstance(b.value, Name) and a.value.type == "place" and a.value.canonical != b.value.canonical


def _named(a: str, b: str) -> bool:
    """Whether a word is part of a name, or looks like it."""
    return a in b.split() or b in a.split() or _rooted(a, b)


@lru_cache(maxsize=65_536)
def _rooted(a: str, b: str) -> bool:
    """Whether two words look like derivations or spellings of one ("vaccin", "vaccination")."""
    if min(len(a), len(b)) < _ROOT:
        return False
    if a[:_ROOT] == b[:_ROOT]:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
        if shared >= _PART * min(len(a), len(b)):
            return True
    return fuzz.ratio(a, b, score_cutoff=_SPELLING) >= _SPELLING


def _opposed(a: Sequence[Unit], b: Sequence[Unit], left: dict[int, int], right: dict[int, int]) -> list[tuple[int, int, str]]:
    found = []
    for one in a:
        for other in b:
            if one.kind == other.kind == WORD and one.families and other.families:
                how = relations.opposed(one.families, other.families)
                if how and one.place not in left and other.place not in right:
                    found.append((one.place, other.place, how))
    return found
