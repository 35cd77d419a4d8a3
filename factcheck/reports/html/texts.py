"""The articles' texts as the page shows them on request: in paragraphs, with an anchor where each claim begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]


class Piece(NamedTuple):
    """Words of a text, whether a finding rests on them, and where a claim begins with them its anchor ("" else)."""

    anchor: str
    words: str
    marked: bool


def anchor(source: str, start: int) -> str:
    """What a claim's link leads to."""
    return f"t{source}-{start}"


def paragraphs(text: str, source: str, spans: Iterable[Span]) -> Iterator[list[Piece]]:
    """The lines of a text that have words, or where a claim begins; they are cut wherever one begins or ends."""
    paragraph: list[Piece] = []
    for piece in _pieces(text, source, set(spans)):
        first, *others = piece.words.split("\n")
        paragraph.append(piece._replace(words=first))
        for words in others:
            yield from [paragraph] if any(told.words.strip() or told.anchor for told in paragraph) else []
            paragraph = [piece._replace(anchor="", words=words)]
    yield from [paragraph] if any(told.words.strip() or told.anchor for told in paragraph) else []


def _pieces(text: str, source: str, spans: set[Span]) -> Iterator[Piece]:
    own = {(start, min(end, len(text))) for start, end in spans if 0 <= start < min(end, len(text))}
    starts = {start for start, _ in own}
    depth = Counter(start for start, _ in own)
    depth.subtract(end for _, end in own)
    inside = 0
    for start, end in pairwise(sorted({0, len(text), *depth})):
        inside += depth[start]
        yield Piece(anchor(source, start) if start in starts else "", text[start:end], inside > 0)
