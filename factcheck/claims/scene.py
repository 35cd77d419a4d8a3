"""One statement with everything that was read from it: the material that claims are made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from factcheck import assertion, values
from factcheck.claims import keys
from factcheck.claims.keys import KEY, Keyed
from factcheck.frozen import quick
from factcheck.language import Columns, Pack, Row
from factcheck.model import Assertion, Attribution, Date, Duration, Modality, Name, Polarity, Quantity, Statement, Token
from factcheck.text import Folded
from factcheck.turns import Steps


class Written(NamedTuple):
    """The text of an article as written, and where its lines begin."""

    text: str
    lines: Sequence[int]

    def line(self, start: int) -> int:
        """The line of an offset, the first being 1."""
        return bisect_right(self.lines, start)


def written(text: str) -> Written:
    return Written(text, [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])])


@quick
@dataclass(frozen=True, slots=True)
class Scene:
    """A statement, its tokens, values and cues. Spans are relative to ``text``, the statement's own folded text; ``whole`` is the raw span
    of all of it. ``lowers``: its words in lower case, by which a reader knows at one look that it has nothing to read here. ``bares``:
    the same of each token, without the apostrophe of an elision. ``row``: the tokens, and each of their fields for all of them.
    ``begun``: where each content key begins. ``kept``: what readers have found out about it and ask for again."""

    document: str
    written: Written
    index: int
    statement: Statement
    folded: Folded
    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    durations: tuple[Duration, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    assertion: Assertion
    content: tuple[Keyed, ...]
    pack: Pack
    reference: date | None
    lowers: frozenset[str]
    bares: tuple[str, ...]
    row: Row
    whole: tuple[int, int]
    begun: tuple[int, ...]
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a span of ``text``."""
        begin = self.statement.start
        if self.folded.offsets is None:  # as in most articles
            return begin + start, begin + end
        return self.folded.raw(begin + start, begin + end)

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset`` (``len(tokens)`` when there is none)."""
        return bisect_right(self.row.ends, offset)

    def placed(self) -> tuple[Keyed, ...]:
        """The content keys with their raw spans."""
        begin = self.statement.start
        if self.folded.offsets is None:
            return tuple([(key, begin + start, begin + end) for key, start, end in self.content])
        return tuple([(key, *self.raw(start, end)) for key, start, end in self.content])

    def polarity(self, start: int, end: int) -> Polarity:
        return assertion.polarity(self.assertion, start, end) if self.assertion.cues else Polarity.ASSERTED

    def modality(self, start: int, end: int) -> Modality:
        return assertion.modality(self.assertion, start, end) if self.assertion.cues else Modality.ACTUAL

    def asserted(self, start: int, end: int) -> tuple[Polarity, Modality]:
        """Both at one look."""
        found = assertion.governing(self.assertion, start, end) if self.assertion.cues else None
        return assertion.both(found) if found else (Polarity.ASSERTED, Modality.ACTUAL)

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Who says a stretch; of one that holds the words "X said" too, the only speaker in it."""
        if not self.assertion.attributions:
            return None
        if found := assertion.attribution(self.assertion, start, end):
            return found
        inside = [who for first, last, who in self.assertion.attributions if start <= first and last <= end]
        return inside[0] if len(inside) == 1 else None

    def stretch(self, start: int, end: int) -> tuple[Keyed, ...]:
        """The content keys that begin in a stretch, left to right."""
        return self.content[self.begins(start) : self.begins(end)]

    def begins(self, offset: int) -> int:
        """Index of the first content key that begins at an offset or later."""
        return bisect_left(self.begun, offset)

    def keys(self) -> frozenset[str]:
        """All content keys."""
        return frozenset(map(KEY, self.content))

    def clause(self, offset: int) -> tuple[int, int]:
        """Token indices ``[first, last)`` of the stretch between strong marks (``; : ( ) -- "``) around an offset, of an endless one
        the part that is near."""
        at, texts = self.token_at(offset), self.row.texts
        low, high = max(0, at - REACH), min(len(texts), at + REACH)
        if STRONG.isdisjoint(self.lowers):  # as in most
            return low, high
        first = last = at
        while first > low and texts[first - 1] not in STRONG:
            first -= 1
        while last < high and texts[last] not in STRONG:
            last += 1
        return first, last


_BEGIN = itemgetter(1)  # of a content key
REACH = 150  # tokens that are looked at either way for the marks around something, more than any sentence has that people write

STRONG = frozenset(";:()[]–—•|")


def leading(seen: Sequence[Scene], sentences: int) -> list[Scene]:
    """The titles of an article and its first sentences: what tells what it is about."""
    titles = [scene for scene in seen if scene.statement.kind == "title"]
    return titles + [scene for scene in seen if scene.statement.kind != "title"][:sentences]


def scenes(
    document: str,
    source: Written,
    folded: Folded,
    statements: Sequence[Statement],
    pack: Pack,
    reference: date | None,
    names: Sequence[Name],
    every: Columns,
) -> Steps[tuple[Scene, ...]]:
    """Read every statement that may carry claims; boilerplate and captions are not read. ``names``, ``every``: those, and the tokens, of
    the whole text. One reader goes through all statements before the next one does, which is faster than to take turns."""
    read = [(index, statement) for index, statement in enumerate(statements) if statement.kind not in ("boilerplate", "caption")]
    texts = [folded.text[statement.start : statement.end] for _, statement in read]
    rows = pack.rows_within(folded.text, every, [(statement.start, statement.end) for _, statement in read])
    yield
    found = yield from values.steps(texts, rows, pack, reference)
    yield
    named = list(_named(names, [statement for _, statement in read], [told.dates for told in found]))
    quotes = [[(start - statement.start, end - statement.start) for start, end in statement.quotes] for _, statement in read]
    content = [keys.read(row, inside, told, pack) for row, inside, told in zip(rows, named, found, strict=True)]
    yield
    cues = yield from assertion.steps(texts, rows, pack, quotes, named)
    yield
    seen: list[Scene] = []
    for at, (index, statement) in enumerate(read):
        row, text, whole = rows[at], texts[at], folded.raw(statement.start, statement.end)
        told, begun = (text, row.tokens, *found[at], named[at], cues[at], content[at]), tuple(map(_BEGIN, content[at]))
        words = frozenset(row.lowers), row.bares, row
        seen.append(Scene(document, source, index, statement, folded, *told, pack, reference, *words, whole, begun))
    return tuple(seen)


def _named(names: Sequence[Name], statements: Sequence[Statement], dates: Sequence[Sequence[Date]]) -> Iterator[tuple[Name, ...]]:
    """The names of each statement, from its beginning, without those that are words of its dates."""
    at = 0
    for statement, told in zip(statements, dates, strict=True):
        begin, end = statement.start, statement.end
        while at < len(names) and names[at].start < begin:
            at += 1
        behind = at
        while behind < len(names) and names[behind].start < end:
            behind += 1
        if at == behind:
            yield ()
            continue
        here = [Name(n.start - begin, n.end - begin, n.canonical, n.type, n.country) for n in names[at:behind] if n.end <= end]
        yield tuple([name for name in here if not _dated(name, told)] if told else here)


def _dated(name: Name, dates: Sequence[Date]) -> bool:
    """Whether a name is a word of a date: "07:37 GMT", "heure de Paris"."""
    at = bisect_right(dates, name.start, key=attrgetter("start"))
    return at > 0 and name.end <= dates[at - 1].end
