"""Counts that the name of a crime tells: "a *triple homicide*" has three dead, "a *double shooting*" two who were shot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.claims import clause
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.sums import STAGE
from factcheck.language import load
from factcheck.model import Claim, Modality, Polarity, Quantity

BEFORE = 3  # words before it that may tell that it was only tried


@cache
def _times(lang: str) -> dict[str, int]:
    times: dict[str, list[str]] = load(lang).table("wounds")["times"]
    return {word: int(number) for number, words in times.items() for word in words}


@cache
def _said(lang: str) -> frozenset[str]:
    return frozenset(_times(lang))


@cache
def _named(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("wounds")[name])


def read(scene: Scene) -> Iterator[Claim]:
    """The counts of a scene, left to right."""
    if _said(scene.pack.lang).isdisjoint(scene.lowers):  # as in most
        return
    times, tokens = _times(scene.pack.lang), scene.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.lower in times and (role := _role(scene, noun := at + 1 + (tokens[at + 1].text == "-"))) and not _tried(scene, at):
            yield _claim(scene, role, times[token.lower], token.start, tokens[noun].end)


def _role(scene: Scene, at: int) -> str:
    """What the noun at a token counts; nothing where another is joined to it ("a double murder-suicide")."""
    word = clause.bare(scene.tokens[at]) if at < len(scene.tokens) else ""
    joined = at + 1 < len(scene.tokens) and scene.tokens[at + 1].text == "-"
    role = "killed" if word in _named(scene.pack.lang, "crimes") else "shot" if word in _named(scene.pack.lang, "shootings") else ""
    return "" if joined else role


def _tried(scene: Scene, at: int) -> bool:
    before = (clause.bare(token) for token in scene.tokens[max(0, at - BEFORE) : at])
    return any(word in _named(scene.pack.lang, "tried") for word in before)


def _claim(scene: Scene, role: str, count: int, start: int, end: int) -> Claim:
    value = Quantity(start, end, count, count, value=count, unit="person", number_start=start, number_end=start)
    span = start, end
    return claim(
        scene,
        span,
        kind="quantity",
        role=role,
        value=value,
        evidence=[span],
        polarity=Polarity.ASSERTED,
        modality=Modality.ACTUAL,
        stage=STAGE,
    )
