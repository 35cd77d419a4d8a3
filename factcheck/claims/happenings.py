"""What happens, in words: "attentat", "the blast", "la terre a tremblé"; the kinds of event that a stretch of a sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.claims.scene import Scene
from factcheck.language import load, neutral

BEFORE, AFTER = 8, 3  # words on either side of a figure among which an aftershock is named


@cache
def known(lang: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """What happens, by the first of its words, the longest phrases first."""
    pack = load(lang)
    table: dict[str, list[str]] = pack.table("slots")["happening"]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, forms in sorted(table.items()):
        for form in forms:
            split = tuple(token.lower for token in pack.tokens(form))
            found.setdefault(split[0], []).append((split, key))
    return {first: sorted(entries, key=lambda entry: (-len(entry[0]), entry)) for first, entries in found.items()}


def events_in(scene: Scene, first: int = 0, last: int | None = None) -> list[str]:
    """What happens in a stretch of tokens, in order."""
    words, tokens = known(scene.pack.lang), scene.tokens[first:last]
    found, free = list[str](), 0
    if words.keys().isdisjoint(scene.lowers):
        return found
    for at, token in enumerate(tokens):
        for split, key in words.get(token.lower, ()) if at >= free else ():
            if len(split) == 1 or tuple(other.lower for other in tokens[at : at + len(split)]) == split:
                found.append(key)
                free = at + len(split)
                break
    return found


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
    general = neutral("slots")["happening"]["general"]
    return frozenset(_family(key) for key in keys if key not in general)
