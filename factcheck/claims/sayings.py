"""Claims without a figure: quotations, and what a whole statement says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Modality, Polarity, Saying
from factcheck.text import fold

ENOUGH = 2  # content keys below which a quotation says too little to be found again
ENOUGH_STATEMENT = 3


def read(scene: Scene) -> Iterator[Claim]:
    for start, end in ((a - scene.statement.start, b - scene.statement.start) for a, b in scene.statement.quotes):
        if start < end:
            yield from _said(scene, ((start, end),), "quotation", ENOUGH)
    if scene.statement.kind == "title":
        return
    yield from _said(scene, ((0, len(scene.text)),), "statement", ENOUGH_STATEMENT)
    parts = scene.assertion.clauses
    if len(parts) > 1:
        for pieces in parts:
            yield from _said(scene, pieces, "statement", ENOUGH_STATEMENT)


def _said(scene: Scene, pieces: Sequence[tuple[int, int]], kind: str, least: int) -> Iterator[Claim]:
    """The claim that a stretch makes as a whole, if it has enough content; ``pieces``: a clause may be interrupted."""
    found = [entry for start, end in pieces for entry in scene.stretch(start, end)]
    content = frozenset(key for key, _, _ in found)
    if len(content) < least:
        return
    start, end = pieces[0][0], pieces[-1][1]
    denied = {key for key, a, b in found if scene.polarity(a, b) is Polarity.DENIED}
    unknown = {key for key, a, b in found if scene.modality(a, b) is Modality.UNKNOWN}
    polarity, modality = scene.polarity(start, end), scene.modality(start, end)
    words = plain(" ".join(scene.text[a:b] for a, b in pieces))
    value = Saying(start, end, words, polarity, modality, tuple(sorted(denied)), tuple(sorted(unknown)))
    said = claim(scene, (start, end), kind=kind, role="said", value=value, polarity=polarity, modality=modality, content=content)
    yield replace(said, located=tuple((key, *scene.raw(a, b)) for key, a, b in found))


@lru_cache(maxsize=65536)
def words_of(quote: str) -> str:
    """A raw quotation as its folded words: equal however it was typed."""
    return plain(fold(quote).text)


def plain(folded: str) -> str:
    """The words of a folded stretch without quotation marks, so that however it was quoted it reads the same."""
    return re.sub(r" +(?=[,.])", "", " ".join(folded.replace('"', " ").split()))
