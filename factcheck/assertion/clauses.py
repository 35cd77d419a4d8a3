"""Clauses of a statement: which stretches belong together when a cue rules its clause and not the sentence.

Without a parser: openers (relative pronouns, "que", "because"), marks, and commas or coordinators that stand between two
stretches with a finite verb. A clause that was interrupted ("Trump, qui a dit X, n'a pas ...") has several pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import NamedTuple

from factcheck.assertion.patterns import as_token
from factcheck.model import Token

Told = Callable[[str], frozenset[str]]  # the classes of a word as written
_HARD = frozenset(";:!?…—–|•")
ROOT, THAT, NESTED, BRACKET, ASIDE = "root", "that", "nested", "bracket", "aside"
SIGNS = ("sign", "future", "conditional")  # a finite verb, or a pronoun that is only a subject
_BOUNDS = ("relative", "that", "subordinate", "coordinator", "adversative")
# What a look at a word tells; whether it belongs to a cue, or to one of a thing that is late, is for those who read these.
SIGN, BOUND, APART, QUOTE, CUE, DELAY = 1, 2, 4, 8, 16, 32
_TURN = BOUND | APART | QUOTE
_TOLD = {**dict.fromkeys(SIGNS, SIGN), **dict.fromkeys(_BOUNDS, BOUND), "adversative_apart": APART}
# A clause of so many words has a verb, known or not.
SHORTEST = 3


class Clause:
    """Pieces are half-open stretches of tokens, in order. ``signs``: whether its verb has been met; ``content``: the clauses that "que"
    opens inside it, with their starts."""

    __slots__ = ("after_comma", "content", "kind", "parent", "pieces", "signs")

    def __init__(self, kind: str, parent: int, after_comma: bool) -> None:
        self.kind, self.parent, self.after_comma, self.signs = kind, parent, after_comma, False
        self.pieces: list[tuple[int, int]] = []
        self.content: list[tuple[int, int]] = []


class Clauses(NamedTuple):
    """The clauses of a statement. ``starts``/``owners``: where each piece begins, and whose it is."""

    items: list[Clause]
    starts: list[int]
    owners: list[int]
    marks: Marks

    def piece(self, place: int) -> int:
        """The piece that a token stands in."""
        behind = bisect_right(self.starts, place)
        return behind - 1 if behind else 0

    def of(self, place: int) -> int:
        """The clause that a token belongs to."""
        return self.owners[self.piece(place)]


@dataclass(slots=True, eq=False, repr=False)
class Marks:
    """What a first look at every token tells: those that tell anything, which of them are finite verbs, which are boundaries,
    where words stand that cues are found by, and which of these are of what is late."""

    looks: Sequence[int]
    places: Sequence[int]
    signs: list[int]
    bounds: list[int]
    cued: list[int]
    late: list[int]

    def verb_follows(self, place: int) -> bool:
        """A finite verb stands in the stretch that begins at a token."""
        sign = bisect_left(self.signs, place)
        if sign == len(self.signs):
            return False
        bound = bisect_left(self.bounds, place)
        return bound == len(self.bounds) or self.signs[sign] < self.bounds[bound]

    def verb_between(self, start: int, end: int) -> bool:
        """A finite verb stands in a stretch."""
        sign = bisect_left(self.signs, start)
        return sign < len(self.signs) and self.signs[sign] < end

    def next_bound(self, place: int) -> int:
        """Where the first boundary from a token on stands; the end for none."""
        bound = bisect_left(self.bounds, place)
        return self.bounds[bound] if bound < len(self.bounds) else len(self.looks)


def hard(tokens: Sequence[Token], place: int) -> bool:
    """A mark that ends a clause wherever it stands, but for the one inside a figure ("07:37", "10–15")."""
    return tokens[place].text in _HARD and not _in_figure(tokens, place)


def _in_figure(tokens: Sequence[Token], place: int) -> bool:
    near = tokens[max(place - 1, 0) : place + 2]
    digits = len(near) == 3 and near[0].kind == near[2].kind == "digits"
    return digits and near[0].end == near[1].start and near[1].end == near[2].start


def opposes(tokens: Sequence[Token], place: int, told: Told) -> bool:
    """A word such as "but"; some are one only behind a mark or at the start ("yet")."""
    classes = told(tokens[place].text)
    return "adversative" in classes or ("adversative_apart" in classes and _apart(tokens, place))


def _apart(tokens: Sequence[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].kind == "mark"


def look(text: str, classes: frozenset[str]) -> int:
    """What a word as written tells by itself, by its classes: nothing, as most, or what it is of the above."""
    if not classes and text.isalnum():  # as most
        return 0
    told = 0
    for name in classes:
        told |= _TOLD.get(name, 0)
    if text.isalnum() or as_token(text).kind != "mark":
        return told
    return told | (QUOTE if text == '"' else 0 if text in "-'" else BOUND)


def marks(tokens: Sequence[Token], looks: Sequence[int]) -> Marks:
    """The marks of a statement."""
    found = Marks(looks, list(compress(count(), looks)), [], [], [], [])
    for place in found.places:
        look = looks[place]
        if look & SIGN:
            found.signs.append(place)
        if look & BOUND or (look & APART and _apart(tokens, place)):
            found.bounds.append(place)
        if look & (CUE | DELAY):
            found.cued.append(place)
            if look & DELAY:
                found.late.append(place)
    return found


class Reader:
    """Reads tokens from left to right and keeps the clause it is in."""

    def __init__(self, tokens: Sequence[Token], told: Told, marks: Marks, asides: Sequence[tuple[int, int]]) -> None:
        self.tokens, self.told, self.marks = tokens, told, marks
        self.asides = dict(asides)
        self.items: list[Clause] = [Clause(ROOT, -1, False)]
        self.current = 0
        self.starts: list[int] = [0]
        self.owners: list[int] = [0]

    def read(self) -> Clauses:
        """All clauses of the statement."""
        looks, items, asides, done = self.marks.looks, self.items, self.asides, 0
        for place in sorted({*self.marks.places, *asides}) if asides else self.marks.places:
            if place < done:
                continue
            if asides and (end := asides.get(place, place)) > place:
                done = self._aside(place, end)
                continue
            if looks[place] & _TURN:
                self._turn(place, items[self.current])
            if looks[place] & SIGN:
                items[self.current].signs = True
        self._pieces()
        return Clauses(items, self.starts, self.owners, self.marks)

    def _pieces(self) -> None:
        for start, end, owner in zip(self.starts, [*self.starts[1:], len(self.tokens)], self.owners, strict=True):
            if end > start:
                self.items[owner].pieces.append((start, end))

    def _enter(self, clause: int, place: int) -> None:
        self.current = clause
        if self.starts[-1] == place:
            self.owners[-1] = clause
        elif self.owners[-1] != clause:
            self.starts.append(place)
            self.owners.append(clause)

    def _open(self, kind: str, parent: int, place: int) -> None:
        after_comma = place > 0 and self.tokens[place - 1].text == ","
        self.items.append(Clause(kind, parent, after_comma))
        self._enter(len(self.items) - 1, place)

    def _aside(self, place: int, end: int) -> int:
        """An attribution ("a dit X") stands outside the clause that it interrupts."""
        back = self.current
        self._open(ASIDE, back, place)
        self._enter(back, end)
        return end

    def _turn(self, place: int, clause: Clause) -> None:
        """A mark, or a word at which another clause may begin."""
        token = self.tokens[place]
        if token.kind == "mark":
            self._mark(token.text, place, clause)
        elif token.kind == "word" and (self.marks.looks[place] & BOUND or _apart(self.tokens, place)):
            self._word(token, place, clause)

    def _mark(self, text: str, place: int, clause: Clause) -> None:
        if text == ",":
            self._comma(place, clause)
        elif text == ".":
            if self._full_stop(place):
                self._open(ROOT, -1, place + 1)
        elif text in "([":
            if not self._put_in(place):
                self._open(BRACKET, self.current, place)
        elif text in ")]":
            self._leave(place)
        elif hard(self.tokens, place):
            self._open(ROOT, -1, place + 1)
        elif text == '"' and self.marks.verb_follows(place + 1):
            self._quote(place)

    def _put_in(self, place: int) -> bool:
        """One word in brackets that an editor has put into a sentence: "the town (could) be evacuated"."""
        inside = self.tokens[place + 1 : place + 3]
        return len(inside) == 2 and inside[0].kind == "word" and inside[0].text.islower() and inside[1].text in ")]"

    def _leave(self, place: int) -> None:
        """The end of a bracket, whatever clause has begun inside it."""
        at = self.current
        while at >= 0 and self.items[at].kind != BRACKET:
            at = self.items[at].parent
        if at >= 0:
            self._enter(self.items[at].parent, place)

    def _full_stop(self, place: int) -> bool:
        if not 0 < place < len(self.tokens) - 1:  # most stand at the end
            return False
        before = self.tokens[place - 1]
        return before.kind == "word" and len(before.text) > 3

    def _quote(self, place: int) -> None:
        """A quotation with a verb of its own after a comma or a colon is a clause; words quoted inside a clause are not."""
        if place and self.tokens[place - 1].text in (",", ":"):
            self._open(ROOT, -1, place)

    def _comma(self, place: int, clause: Clause) -> None:
        if clause.kind == NESTED and (clause.signs or (place - self.starts[-1] >= SHORTEST and self.marks.verb_follows(place + 1))):
            self._close(place, clause)
            return
        if clause.signs and (self._goes_on(place + 1) or self.marks.verb_follows(place + 1)):
            self._open(clause.kind, clause.parent, place + 1)

    def _goes_on(self, place: int) -> bool:
        return place < len(self.tokens) and "gerund" in self.told(self.tokens[place].text)

    def _close(self, place: int, clause: Clause) -> None:
        """A comma ends what an opener began; the clause around it goes on, unless it has said its verb and another follows."""
        parent = clause.parent
        while parent >= 0 and self.items[parent].kind == NESTED and not self.items[parent].after_comma:
            parent = self.items[parent].parent
        if parent < 0 or (self.items[parent].signs and self.marks.verb_follows(place + 1)):
            self._open(ROOT if parent < 0 else self.items[parent].kind, parent if parent < 0 else self.items[parent].parent, place + 1)
        else:
            self._enter(parent, place)

    def _word(self, token: Token, place: int, clause: Clause) -> None:
        classes = self.told(token.text)
        if "that" in classes:
            self._that(place, clause)
        elif "relative" in classes or "subordinate" in classes:
            self._open(NESTED, self.current, place)
        elif opposes(self.tokens, place, self.told):
            self._open(ROOT, -1, place)
        elif "coordinator" in classes and clause.signs and self.marks.verb_follows(place + 1):
            self._coordinate(place, clause)

    def _coordinate(self, place: int, clause: Clause) -> None:
        self._open(clause.kind, clause.parent, place)
        if clause.kind == THAT and clause.parent >= 0:
            self.items[clause.parent].content.append((place, self.current))

    def _that(self, place: int, clause: Clause) -> None:
        before = self.told(self.tokens[place - 1].text) if place else frozenset()
        if "before_that" in before:
            self._open(NESTED, self.current, place - 1)
            return
        parent = clause.parent if ("coordinator" in before or "that" in before) and clause.kind == THAT else self.current
        self._open(THAT, parent, place)
        if parent >= 0:
            self.items[parent].content.append((place, self.current))


def read(tokens: Sequence[Token], told: Told, marks: Marks, asides: Sequence[tuple[int, int]] = ()) -> Clauses:
    """The clauses of a statement. ``asides``: half-open stretches of tokens that belong to no clause, in order, without overlap."""
    return Reader(tokens, told, marks, asides).read()
