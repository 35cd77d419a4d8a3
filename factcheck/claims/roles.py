"""Roles: what happened to what is counted, told by the words next to a quantity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Quantity, Token


class Forms(NamedTuple):
    """Role by word form. A form may be a participle, a finite form and intransitive at once."""

    participle: dict[str, str]
    finite: dict[str, str]
    intransitive: dict[str, str]


class Role(NamedTuple):
    """A role and the words that told it (span in the scene's text; empty when the counted noun itself told it)."""

    key: str
    start: int
    end: int


@cache
def forms(lang: str) -> Forms:
    table = load(lang).table("roles")
    endings = table["endings"]
    participle: dict[str, str] = {}
    finite: dict[str, str] = {}
    intransitive: dict[str, str] = {}
    for role, words in table.items():
        if role == "endings":
            continue
        participle |= dict.fromkeys([*words["participle"], *(stem + e for stem in words["er"] for e in endings["participle"])], role)
        finite |= dict.fromkeys([*words["finite"], *(stem + e for stem in words["er"] for e in endings["finite"])], role)
        intransitive |= dict.fromkeys(words["intransitive"], role)
    return Forms(participle, finite, intransitive)


@cache
def unit_roles() -> dict[str, str]:
    table: dict[str, str] = neutral("roles")["unit_role"]
    return table


@cache
def generic_units() -> frozenset[str]:
    return frozenset(neutral("roles")["generic"]["units"])


@cache
def tolls() -> frozenset[str]:
    return frozenset(neutral("roles")["toll"]["roles"])


@cache
def stocks() -> frozenset[str]:
    return frozenset(neutral("roles")["stock"]["roles"])


@cache
def passing() -> frozenset[str]:
    """Scopes whose figure goes up and down ("serious")."""
    return frozenset(neutral("roles")["stock"]["scopes"])


REACH = 7  # words that may stand between a quantity and the verb that governs it
_BREAKS = frozenset('.;:()[]"!?')


def of(scene: Scene, quantity: Quantity) -> Role | None:
    """The role of a quantity: its noun, else a verb to its right (passive, intransitive), else one to its left (active), else
    what is told of the sum that it is a part of."""
    if quantity.unit in unit_roles():
        return Role(unit_roles()[quantity.unit], quantity.start, quantity.end)
    told = _to_the_right(scene, quantity) or _to_the_left(scene, quantity) or (_of_noun(scene, quantity) if quantity.unit == "" else None)
    total = _sum_of(scene, quantity) if told is None and quantity.whole else None
    return _to_the_right(scene, total) or _to_the_left(scene, total) if total else told


def _sum_of(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The sum that a quantity is a part of."""
    return next((other for other in _neighbours(scene, quantity) if other.parts and (other.start, other.end) == quantity.whole), None)


def _told(tokens: Sequence[Token], index: int, words: Mapping[str, str]) -> tuple[str, int] | None:
    """The role of a form that begins at a token, and how many tokens it takes ("shot down"); the longest wins."""
    for length in range(min(3, len(tokens) - index), 0, -1):
        form = " ".join(token.lower for token in tokens[index : index + length])
        if form in words:
            return words[form], length
    return None


def _role(tokens: Sequence[Token], index: int, told: tuple[str, int]) -> Role:
    return Role(told[0], tokens[index].start, tokens[index + told[1] - 1].end)


def _first(scene: Scene, offset: int) -> int:
    """Index of the first quantity that begins at an offset or behind it."""
    return bisect_left(scene.quantities, offset, key=lambda quantity: quantity.start)


def _neighbours(scene: Scene, quantity: Quantity) -> Sequence[Quantity]:
    """The quantities that may stand within reach of one: they are in order and never overlap."""
    at = _first(scene, quantity.start)
    return scene.quantities[max(0, at - REACH) : at + REACH + 1]


def _to_the_right(scene: Scene, quantity: Quantity) -> Role | None:
    lang, tokens = scene.pack.lang, scene.tokens
    known, passive, active = forms(lang), clause.words(lang, "passive"), clause.words(lang, "active")
    others = {q.start for q in _neighbours(scene, quantity) if q.start >= quantity.end}
    at = scene.token_at(quantity.end)
    is_passive = False
    for index in range(at, min(at + REACH, len(tokens))):
        token = tokens[index]
        if (
            token.text in _BREAKS
            or token.start in others
            or (token.text == "," and index > at + 1)
            or token.lower in clause.words(lang, "conjunctions")
        ):
            return None
        if told := _told(tokens, index, known.intransitive):
            return _role(tokens, index, told)
        if told := _told(tokens, index, known.participle):
            bare = index - at <= 1 and tokens[index - 1].lower not in active and not _has_object(scene, index + told[1])
            return _role(tokens, index, told) if is_passive or bare else None
        if _told(tokens, index, known.finite):
            return None  # "trois hommes tuent": the quantity counts those who act
        is_passive = is_passive or token.lower in passive
    return None


def _has_object(scene: Scene, index: int) -> bool:
    """Whether an object follows: then those before it act ("three men killed the guard")."""
    if index >= len(scene.tokens):
        return False
    token = scene.tokens[index]
    return clause.bare(token) in clause.words(scene.pack.lang, "determiners") or any(
        q.start == token.start for q in scene.quantities[_first(scene, token.start) :][:1]
    )


def _to_the_left(scene: Scene, quantity: Quantity) -> Role | None:
    known = forms(scene.pack.lang)
    verbs = {**known.participle, **known.finite}
    ends = {q.end for q in _neighbours(scene, quantity) if q.end <= quantity.start}
    at = scene.token_at(quantity.start) - 1
    for index in range(at, max(at - REACH, -1), -1):
        token = scene.tokens[index]
        if token.text in _BREAKS or token.text == "," or token.end in ends:
            return None
        if told := _told(scene.tokens, index, verbs):
            return None if _is_passive(scene, index) else _role(scene.tokens, index, told)
    return None


@cache
def _nouns(lang: str) -> dict[str, str]:
    table = load(lang).table("roles")
    return {phrase: role for role, words in table.items() if role != "endings" for phrase in words["noun"]}


def _of_noun(scene: Scene, quantity: Quantity) -> Role | None:
    """ "The death toll rose to 12": a bare number behind the name of a count, with no other quantity between."""
    low = max(
        [
            scene.tokens[max(0, scene.token_at(quantity.start) - 12)].start,
            *(q.end for q in _neighbours(scene, quantity) if q.end <= quantity.start),
        ]
    )
    before = scene.text[low : quantity.start].lower()
    found = [(before.rfind(phrase), phrase, role) for phrase, role in _nouns(scene.pack.lang).items() if phrase in before]
    if not found:
        return None
    at, phrase, role = max(found)
    return Role(role, low + at, low + at + len(phrase))


def _is_passive(scene: Scene, index: int) -> bool:
    passive = clause.words(scene.pack.lang, "passive")
    return any(token.lower in passive for token in scene.tokens[max(0, index - 3) : index])
