"""What happens, in words: "attentat", "the blast", "la terre a tremblé"; the kinds of event that a stretch of a sentence tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, count

from factcheck.claims.scene import Scene
from factcheck.language import Pack, load, neutral

BEFORE, AFTER = 8, 3  # words on either side of a figure among which an aftershock is named


Known = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]  # phrases and their keys, by the first of their words, the longest first


@cache
def known(lang: str) -> Known:
    """What happens, by the words that tell it."""
    pack = load(lang)
    return by_first_word(pack.table("slots")["happening"], pack)


def by_first_word(table: Mapping[str, Sequence[str]], pack: Pack) -> Known:
    """The phrases of a table as `told` looks for them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, forms in table.items():
        for form in forms:
            split = tuple(token.lower for token in pack.tokens(form))
            found.setdefault(split[0], []).append((split, key))
    return {first: sorted(entries, key=lambda entry: (-len(entry[0]), entry)) for first, entries in found.items()}


def told(scene: Scene, words: Known, first: int = 0, last: int | None = None) -> Iterator[tuple[str, int, int]]:
    """The keys of the phrases in a stretch of tokens, in order, each with its tokens ``[first, last)``; none overlap."""
    if words.keys().isdisjoint(scene.lowers):
        return
    free, lowers = 0, scene.row.lowers[first:last]
    for at in compress(count(), map(words.__contains__, lowers)):
        for split, key in words[lowers[at]] if at >= free else ():
            if len(split) == 1 or lowers[at : at + len(split)] == split:
                free = at + len(split)
                yield key, first + at, first + free
                break


def events_in(scene: Scene, first: int = 0, last: int | None = None) -> list[str]:
    """What happens in a stretch of tokens, in order."""
    words = known(scene.pack.lang)
    if words.keys().isdisjoint(scene.lowers):  # as in most
        return []
    return [key for key, _, _ in told(scene, words, first, last)]


def of_aftershock(scene: Scene, start: int, end: int) -> bool:
    """Whether a figure stands beside a word of an aftershock."""
    words: list[str] = load(scene.pack.lang).table("slots")["felt"]["after"]
    if scene.lowers.isdisjoint(words):
        return False
    near = scene.tokens[max(0, scene.token_at(start) - BEFORE) : scene.token_at(end) + AFTER]
    return any(token.lower in words for token in near)


@cache
def _family(key: str) -> str:
    table: dict[str, list[str]] = neutral("slots")["happening"]
    return next((name for name, keys in table.items() if key in keys and name != "general"), key)


def families(keys: Sequence[str]) -> frozenset[str]:
    """The kinds of event that words tell: an attack may be a shooting, and "the tragedy" may be anything."""
    if not keys:
        return frozenset()
    general = neutral("slots")["happening"]["general"]
    return frozenset(_family(key) for key in keys if key not in general)
