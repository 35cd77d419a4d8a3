"""Which of its kind a thing is, told by a word: where two statements have another one at one place, they do not tell the same.

Words of one kind (`kinds` of a language: knife and gun, mother and sister) say nothing of each other anywhere else: a knife may be found
beside a gun.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from factcheck.alignment.matching import Matching
from factcheck.alignment.units import NAME, WORD, Unit
from factcheck.language import load, relations
from factcheck.text import key

_COUNTRY = "c:"
_LETTERS = 3  # with which a word and its plain form both begin


def other_kind(
    a: Sequence[Unit], b: Sequence[Unit], matching: Matching, langs: tuple[str, str], among: Container[str] | None = None
) -> Iterator[tuple[Unit, Unit]]:
    """Words of one kind, or people of two countries, that stand at one place of two statements of which neither has the other's.
    ``among``: some kinds, or all."""
    return (pair for pair in of_one_kind(a, b, langs, among) if _one_place(*pair, a, b, matching))


def of_one_kind(
    a: Sequence[Unit], b: Sequence[Unit], langs: tuple[str, str], among: Container[str] | None = None
) -> Iterator[tuple[Unit, Unit]]:
    """The same wherever they stand, which needs no matching."""
    ones = [(unit, _kinds(unit, langs[0])) for unit in a if unit.kind in (NAME, WORD)]
    others = [(unit, _kinds(unit, langs[1])) for unit in b if unit.kind in (NAME, WORD)]
    known = [{entry for _, found in side for entry in found.items()} for side in (ones, others)]
    for one, mine in ones:
        for other, its in others if mine else ():
            apart = any(
                which != its[kind] and (kind, which) not in known[1] and (kind, its[kind]) not in known[0]
                for kind, which in mine.items()
                if kind in its and (among is None or kind in among)
            )
            if apart:
                yield one, other


def _kinds(unit: Unit, lang: str) -> Mapping[str, str]:
    """Which a word tells of each of its kinds."""
    if unit.key.startswith(_COUNTRY):
        return {_COUNTRY: unit.key} if unit.kind == WORD else {}
    return told(lang, unit.lemma) if lang else {}


@lru_cache(maxsize=65_536)
def told(lang: str, lemma: str) -> Mapping[str, str]:
    """Which the words of a plain form tell of each of their kinds."""
    pack = load(lang)
    return {kind: which for word, kind, which in _listed(lang).get(key(lemma)[:_LETTERS], ()) if relations.lemma(pack, word) == lemma}


@cache
def _listed(lang: str) -> dict[str, list[tuple[str, str, str]]]:
    """Each word with its kind, and which of the kind it is, by the letters it begins with: few are ever brought to their plain form."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for kind, entries in load(lang).table("kinds").items():
        for which, words in entries.items():
            for word in words:
                found.setdefault(key(word)[:_LETTERS], []).append((word.lower(), kind, which))
    return found


def _one_place(one: Unit, other: Unit, a: Sequence[Unit], b: Sequence[Unit], matching: Matching) -> bool:
    """Whether the units on both sides of two match, where there are any, and one of them at the least."""
    sides = []
    for step in (-1, 1):
        left, right = _next(a, one, step, matching.left), _next(b, other, step, matching.right)
        sides.append(None if left is None and right is None else bool(left and right and matching.left.get(left.place) == right.place))
    return False not in sides and True in sides


def _next(units: Sequence[Unit], unit: Unit, step: int, matched: Mapping[int, int]) -> Unit | None:
    """The unit beside another one, over one that only its own statement has ("crude oil")."""
    beside = [units[at] for at in (unit.place + step, unit.place + 2 * step) if 0 <= at < len(units)]
    return next((other for other in beside if other.place in matched), None)
