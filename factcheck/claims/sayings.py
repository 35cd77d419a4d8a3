"""Claims without a figure: quotations, and what a whole statement says."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims import keys
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Modality, Polarity, Saying

ENOUGH = 2  # content keys below which a quotation says too little to be found again
ENOUGH_STATEMENT = 4


def read(scene: Scene) -> Iterator[Claim]:
    whole = keys.of(scene)
    for start, end in ((a - scene.statement.start, b - scene.statement.start) for a, b in scene.statement.quotes):
        content = keys.of(scene, start, end)
        if len(content) >= ENOUGH and start < end:
            yield _said(scene, start, end, "quotation", content)
    if len(whole) >= ENOUGH_STATEMENT and scene.statement.kind != "title":
        yield _said(scene, 0, len(scene.text), "statement", whole)


def _said(scene: Scene, start: int, end: int, kind: str, content: frozenset[str]) -> Claim:
    span = (start, end)
    polarity, modality = scene.polarity(*span), scene.modality(*span)
    found = list(keys.stretch(scene, start, end))
    denied = {key for key, a, b in found if scene.polarity(a, b) is Polarity.DENIED}
    unknown = {key for key, a, b in found if scene.modality(a, b) is Modality.UNKNOWN}
    words = " ".join(scene.text[start:end].split())
    value = Saying(start, end, words, polarity, modality, tuple(sorted(denied)), tuple(sorted(unknown)))
    return claim(scene, span, kind=kind, role="said", value=value, polarity=polarity, modality=modality, content=content)
