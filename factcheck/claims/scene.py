"""One statement with everything that was read from it: the material that claims are made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter

from factcheck import assertion, values
from factcheck.claims import keys
from factcheck.claims.keys import Keyed
from factcheck.language import Pack
from factcheck.model import Assertion, Attribution, Date, Duration, Modality, Name, Polarity, Quantity, Statement, Token
from factcheck.text import Folded


@dataclass(frozen=True, slots=True)
class Scene:
    """A statement, its tokens, values and cues. Spans are relative to ``text``, the statement's own folded text. ``lowers``: its words in
    lower case, by which a reader knows at one look that it has nothing to read here."""

    document: str
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

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a span of ``text``."""
        return self.folded.raw(self.statement.start + start, self.statement.start + end)

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset`` (``len(tokens)`` when there is none)."""
        return bisect_right(self.tokens, offset, key=_END)

    def polarity(self, start: int, end: int) -> Polarity:
        return assertion.polarity(self.assertion, start, end)

    def modality(self, start: int, end: int) -> Modality:
        return assertion.modality(self.assertion, start, end)

    def attribution(self, start: int, end: int) -> Attribution | None:
        """Who says a stretch; of one that holds the words "X said" too, the only speaker in it."""
        inside = [who for first, last, who in self.assertion.attributions if start <= first and last <= end]
        return assertion.attribution(self.assertion, start, end) or (inside[0] if len(inside) == 1 else None)

    def stretch(self, start: int, end: int) -> tuple[Keyed, ...]:
        """The content keys that begin in a stretch, left to right."""
        return self.content[self.begins(start) : self.begins(end)]

    def begins(self, offset: int) -> int:
        """Index of the first content key that begins at an offset or later."""
        return bisect_left(self.content, offset, key=_BEGIN)

    def keys(self) -> frozenset[str]:
        """All content keys."""
        return frozenset(map(_KEY, self.content))

    def clause(self, offset: int) -> tuple[int, int]:
        """Token indices ``[first, last)`` of the stretch between strong marks (``; : ( ) -- "``) around an offset, of an endless one
        the part that is near."""
        at = self.token_at(offset)
        first, low = at, max(0, at - REACH)
        while first > low and self.tokens[first - 1].text not in STRONG:
            first -= 1
        last, high = at, min(len(self.tokens), at + REACH)
        while last < high and self.tokens[last].text not in STRONG:
            last += 1
        return first, last


_KEY = itemgetter(0)  # of a content key
_BEGIN = _END = itemgetter(1)  # of a content key; of a token
REACH = 150  # tokens that are looked at either way for the marks around something, more than any sentence has that people write

STRONG = frozenset(";:()[]–—•|")


def leading(seen: Sequence[Scene], sentences: int) -> list[Scene]:
    """The titles of an article and its first sentences: what tells what it is about."""
    titles = [scene for scene in seen if scene.statement.kind == "title"]
    return titles + [scene for scene in seen if scene.statement.kind != "title"][:sentences]


def scenes(
    document: str, folded: Folded, statements: Sequence[Statement], pack: Pack, reference: date | None, names: Sequence[Name]
) -> Iterator[Scene]:
    """Read every statement that may carry claims; boilerplate and captions are not read. ``names``: of the whole text."""
    at, told = 0, list[tuple[Date, ...]]()
    for index, statement in enumerate(statements):
        begin = statement.start
        while at < len(names) and names[at].start < begin:
            at += 1
        if statement.kind in ("boilerplate", "caption"):
            continue
        text = folded.text[begin : statement.end]
        tokens = tuple(pack.tokens(text))
        found = values.read(text, tokens, pack, reference, told)
        told.append(found.dates)
        here = (Name(n.start - begin, n.end - begin, n.canonical, n.type, n.country) for n in _until(names, at, statement.end))
        inside = tuple(name for name in here if not _dated(name, found.dates))
        quotes = tuple((start - begin, end - begin) for start, end in statement.quotes)
        content = keys.read(tokens, inside, found, pack)
        cues = assertion.read(text, tokens, pack, quotes, inside)
        yield Scene(
            document,
            index,
            statement,
            folded,
            text,
            tokens,
            found.quantities,
            found.durations,
            found.dates,
            inside,
            cues,
            content,
            pack,
            reference,
            frozenset([token.lower for token in tokens]),
        )


def _dated(name: Name, dates: Sequence[Date]) -> bool:
    """Whether a name is a word of a date: "07:37 GMT", "heure de Paris"."""
    at = bisect_right(dates, name.start, key=attrgetter("start"))
    return at > 0 and name.end <= dates[at - 1].end


def _until(names: Sequence[Name], at: int, end: int) -> Iterator[Name]:
    while at < len(names) and names[at].start < end:
        if names[at].end <= end:
            yield names[at]
        at += 1
