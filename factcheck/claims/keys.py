"""Content keys of a stretch of words: what statements are aligned by, in whatever language they are written.

A key is "n:..." for a person, organisation or thing by its canonical name, "c:XX" for a country (its name, people, capital
and institutions), "k:..." for a concept of the language data, "w:..." for any other word by its stem, "d:..." for a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.claims.scene import Scene
from factcheck.language import Pack, load
from factcheck.model import Date, Name, Token
from factcheck.values import names as name_reader


@cache
def _concepts(lang: str) -> dict[tuple[str, ...], str]:
    """Concept by the stems of its words."""
    pack = load(lang)
    table = pack.table("concepts")
    return {tuple(pack.stem(t.lower) for t in pack.tokens(form) if t.kind == "word"): concept for concept, forms in table.items() for form in forms}


def concept(pack: Pack, tokens: tuple[Token, ...], at: int) -> tuple[str, int] | None:
    """The concept whose words begin at a token, and how many tokens it takes; the longest wins."""
    words = _concepts(pack.lang)
    stems: list[str] = []
    best = None
    index = at
    while index < len(tokens) and len(stems) < 4:
        token = tokens[index]
        if token.kind == "word":
            stems.append(pack.stem(token.lower))
            if tuple(stems) in words:
                best = words[tuple(stems)], index + 1 - at
        elif token.text != "-":
            break
        index += 1
    return best


def weight(key: str) -> float:
    """How much a shared key tells. Calibrated on the seeds only in so far as names and rare words outweigh common ones."""
    return _WEIGHTS.get(key[:2], 1.0)


_WEIGHTS = {"n:": 1.0, "c:": 0.6, "k:": 0.8, "d:": 0.7, "q:": 0.7, "w:": 1.0, "v:": 0.5}


def name_key(name: Name) -> str:
    if name.country and name.type != "person":
        return "c:" + name.country
    return "n:" + name.canonical


def date_key(value: Date) -> str:
    return "d:" + (value.relative or value.timex)


def of(scene: Scene, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The content keys of a stretch of a scene (the whole by default)."""
    return frozenset(key for key, _, _ in stretch(scene, start, len(scene.text) if end is None else end))


def stretch(scene: Scene, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(key, start, end) for every content word or name of a stretch, left to right."""
    named = _cover(scene.names)
    dated = _cover(scene.dates)
    at = scene.token_at(start)
    while at < len(scene.tokens) and scene.tokens[at].start < end:
        token = scene.tokens[at]
        if token.start in named:
            name = named[token.start]
            yield name_key(name), name.start, name.end
            at = scene.token_at(name.end)
            continue
        if token.start in dated:
            value = dated[token.start]
            yield date_key(value), value.start, value.end
            at = max(at + 1, scene.token_at(value.end))
            continue
        step = 1
        if token.kind == "digits":
            yield "q:" + token.text, token.start, token.end
        elif scene.pack.content(token):
            key, step = _word(scene.pack, scene.tokens, at)
            yield key, token.start, scene.tokens[at + step - 1].end
        at += step


def _cover(found: Iterable[Name | Date]) -> dict[int, Name | Date]:  # type: ignore[type-arg]
    return {value.start: value for value in found}


def _word(pack: Pack, tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    country = name_reader.demonym(tokens[at], pack)
    if country:
        return "c:" + country, 1
    known = concept(pack, tokens, at)
    if known:
        return "k:" + known[0], known[1]
    stem = pack.stem(tokens[at].lower)
    return ("v:" if pack.common(stem) else "w:") + stem, 1
