"""One statement as the reader of attributions sees it: tokens, quotations, and the stretches between strong marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.assertion.clauses import ROOT, Clauses, hard, opposes
from factcheck.assertion.speech import Lexicon
from factcheck.language import Row
from factcheck.model import Name, Token

# How many pieces of clauses one saying may run over; so that the work for each is bounded.
MOST_PIECES = 64


@dataclass(slots=True, eq=False, repr=False)
class Sentence:
    """A statement ready to be asked for speakers. ``left``/``right``: where the stretch between strong marks that a token stands in
    begins and ends; ``opens``/``closes``: quotations, half-open in tokens, by the token that begins and the token that follows them;
    ``markers``: end and kind of the markers of a source, by where they begin; ``classes``: those of each token."""

    text: str
    tokens: Sequence[Token]
    words: Lexicon
    parts: Clauses
    names: Sequence[Name]
    left: Sequence[int]
    right: Sequence[int]
    opens: dict[int, int]
    closes: dict[int, int]
    markers: dict[int, tuple[int, str]]
    classes: Sequence[frozenset[str]]

    def has(self, place: int, *classes: str) -> bool:
        """The token at a place exists and belongs to one of the classes."""
        return 0 <= place < len(self.tokens) and not self.classes[place].isdisjoint(classes)

    def mark(self, place: int) -> str:
        """The mark at a place, "" where a word or nothing stands."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) and self.tokens[place].kind == "mark" else ""

    def verb_between(self, start: int, end: int) -> bool:
        """A finite verb stands in a stretch."""
        return start < end and self.parts.marks.verb_between(start, end)

    def bare(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without the marks around it; quotation marks stay."""
        while start < end and self.mark(start) not in ("", '"'):
            start += 1
        while end > start and self.mark(end - 1) not in ("", '"', "%", "€", "$"):
            end -= 1
        return start, end

    def content_end(self, at: int) -> int:
        """Where the clause that begins at a token ends, with all that depends on it and is joined to it."""
        piece = self.parts.piece(at)
        first, last = self.parts.owners[piece], min(piece + MOST_PIECES, len(self.parts.starts))
        piece += 1
        while piece < last and not self._leaves(self.parts.owners[piece], first):
            piece += 1
        end = self.parts.starts[piece] if piece < len(self.parts.starts) else len(self.tokens)
        return min(end, self.right[at])

    def _leaves(self, owner: int, first: int) -> bool:
        return owner != first and (owner < first or self.parts.items[owner].kind == ROOT)


def read(
    text: str,
    row: Row,
    words: Lexicon,
    parts: Clauses,
    quotes: Sequence[tuple[int, int]],
    names: Sequence[Name],
    markers: dict[int, tuple[int, str]],
) -> Sentence:
    """Look once at every token. ``quotes``: quoted stretches in characters without their marks; read from the marks when there are none."""
    tokens = row.tokens
    spans = _in_tokens(row, quotes) if quotes else _paired(row.texts)
    breaks = [place for place in parts.marks.bounds if row.texts[place] != "," and _parts(tokens, place, words)]
    left, right = _quoted(len(tokens), spans, breaks) if spans else _stretches(len(tokens), breaks)
    opens, closes, classes = dict(spans), {end: start for start, end in spans}, list(map(words.told, row.texts))
    return Sentence(text, tokens, words, parts, names, left, right, opens, closes, markers, classes)


def _in_tokens(row: Row, quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    place = 0
    spans: list[tuple[int, int]] = []
    for start, end in sorted(quotes):
        first = bisect_left(row.starts, start, place)
        place = bisect_right(row.ends, end, first)
        if place > first:
            spans.append((first, place))
    return spans


def _paired(texts: Sequence[str]) -> list[tuple[int, int]]:
    if '"' not in texts:
        return []
    marks = [place for place, text in enumerate(texts) if text == '"']
    return [(first + 1, last) for first, last in zip(marks[::2], marks[1::2], strict=False) if last > first + 1]


def _parts(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a mark, or a word such as "but", parts two stretches."""
    if tokens[place].kind != "mark":
        return opposes(tokens, place, words.told)
    return hard(tokens, place) or (tokens[place].text == "." and _full_stop(tokens, place))


def _full_stop(tokens: Sequence[Token], place: int) -> bool:
    """No abbreviation, and a new sentence or the end of the text after it."""
    long = place > 0 and (tokens[place - 1].kind != "word" or len(tokens[place - 1].text) > 3)
    return place + 1 == len(tokens) or (long and tokens[place + 1].start > tokens[place].end)


def _stretches(count: int, breaks: Sequence[int]) -> tuple[list[int], list[int]]:
    """For every token where its stretch begins and ends; what parts two ends the one and is seen from the other."""
    left: list[int] = []
    right: list[int] = []
    for place in breaks:
        left += [len(left)] * (place + 1 - len(left))
        right += [place] * (place - len(right))
    return left + [len(left)] * (count - len(left)), right + [count] * (count - len(right))


def _quoted(count: int, spans: Sequence[tuple[int, int]], breaks: Sequence[int]) -> tuple[list[int], list[int]]:
    """The same where something is quoted, which has stretches of its own, and does not break those around it."""
    whole, inside = _joined(spans), bytearray(count)
    for start, end in whole:
        inside[start:end] = b"1" * (end - start)
    left, right = _stretches(count, [place for place in breaks if not inside[place]])
    for start, end in whole:
        near = breaks[bisect_left(breaks, start) : bisect_left(breaks, end)]
        inner = _stretches(end - start, [place - start for place in near])
        left[start:end], right[start:end] = ([start + place for place in side] for side in inner)
    return left, right


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first = found.pop()[0] if found and found[-1][1] >= start else start
        found.append((first, end))
    return found
