"""Which of its kind a thing is, told by a word: where two statements have another one at one place, they do not tell the same.

Words of one kind (`kinds` of a language: knife and gun, mother and sister) say nothing of each other anywhere else: a knife may be found
beside a gun.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from factcheck.alignment.matching import Matching
from factcheck.alignment.units import NAME, WORD, Unit
from factcheck.language import load, relations

_COUNTRY = "c:"


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
            told = any(
                key != its[kind] and (kind, key) not in known[1] and (kind, its[kind]) not in known[0]
                for kind, key in mine.items()
                if kind in its and (among is None or kind in among)
            )
            if told:
                yield one, other


def _kinds(unit: Unit, lang: str) -> Mapping[str, str]:
    """Which a word tells of each of its kinds."""
    if unit.key.startswith(_COUNTRY):
        return {_COUNTRY: unit.key} if unit.kind == WORD else {}
    return _words(lang).get(unit.lemma, {}) if lang else {}


@cache
def _words(lang: str) -> dict[str, dict[str, str]]:
    """The kinds of each word, by its plain form, and which of the kind it is."""
    pack, found = load(lang), dict[str, dict[str, str]]()
    for kind, entries in pack.table("kinds").items():
        for key, words in entries.items():
            for word in words:
                found.setdefault(relations.lemma(pack, word.lower()), {})[kind] = key
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
