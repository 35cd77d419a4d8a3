"""Clauses of a statement: which stretches belong together when a cue rules its clause and not the sentence.

Without a parser: openers (relative pronouns, "que", "because"), marks, and commas or coordinators that stand between two
stretches with a finite verb. A clause that was interrupted ("Trump, qui a dit X, n'a pas ...") has several pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.assertion.patterns import KEPT, Words
from factcheck.model import Token

_HARD = frozenset(";:!?…—–|•")
ROOT, THAT, NESTED, BRACKET, ASIDE = "root", "that", "nested", "bracket", "aside"
_NEVER = 1 << 60
_SIGNS = ("sign", "future", "conditional")
_BOUNDS = ("relative", "that", "subordinate", "coordinator", "adversative")
# A clause of so many words has a verb, known or not.
SHORTEST = 3


class Clause:
    """Pieces are half-open stretches of tokens, in order. ``content``: the clauses that "que" opens inside it, with their starts."""

    __slots__ = ("after_comma", "content", "kind", "parent", "pieces", "signs")

    def __init__(self, kind: str, parent: int, after_comma: bool) -> None:
        self.kind, self.parent, self.after_comma, self.signs = kind, parent, after_comma, 0
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
        return max(bisect_right(self.starts, place) - 1, 0)

    def of(self, place: int) -> int:
        """The clause that a token belongs to."""
        return self.owners[self.piece(place)]


class Marks(NamedTuple):
    """What a first look at every token tells: finite verbs, and where the next verb and the next boundary are."""

    sign: Sequence[bool]
    next_sign: Sequence[int]
    next_bound: Sequence[int]

    def verb_follows(self, place: int) -> bool:
        """A finite verb stands in the stretch that begins at a token."""
        return place < len(self.sign) and self.next_sign[place] < self.next_bound[place]


def is_sign(tokens: Sequence[Token], place: int, classes: Mapping[str, Words]) -> bool:
    """A finite verb, or a pronoun that is only a subject."""
    return any(tokens[place] in classes[name] for name in _SIGNS)


def hard(tokens: Sequence[Token], place: int) -> bool:
    """A mark that ends a clause wherever it stands, but for the one inside a figure ("07:37", "10–15")."""
    return tokens[place].text in _HARD and not _in_figure(tokens, place)


def _in_figure(tokens: Sequence[Token], place: int) -> bool:
    near = tokens[max(place - 1, 0) : place + 2]
    digits = len(near) == 3 and near[0].kind == near[2].kind == "digits"
    return digits and near[0].end == near[1].start and near[1].end == near[2].start


def opposes(tokens: Sequence[Token], place: int, classes: Mapping[str, Words]) -> bool:
    """A word such as "but"; some are one only behind a mark or at the start ("yet")."""
    token = tokens[place]
    return token in classes["adversative"] or (token in classes["adversative_apart"] and (place == 0 or tokens[place - 1].kind == "mark"))


class Look(NamedTuple):
    """What a word tells by itself: a finite verb, a boundary, a boundary behind a mark or at the start."""

    sign: bool
    bound: bool
    apart: bool


def opposing(tokens: Sequence[Token], classes: Mapping[str, Words]) -> list[bool]:
    """Which tokens are words that oppose."""
    near, apart = classes["adversative"], classes["adversative_apart"]
    listed = near.listed | apart.listed
    told = any(words.endings or words.digits or words.capital for words in (near, apart))
    return [(told or token.lower in listed) and opposes(tokens, place, classes) for place, token in enumerate(tokens)]


@cache
def _looks(*classes: Words) -> dict[str, Look]:
    """What was told of words as written, kept for these classes: most words of a text are frequent ones."""
    return {}


def marks(tokens: Sequence[Token], classes: Mapping[str, Words]) -> Marks:
    """The marks of a statement, in one pass from the end."""
    looks = _looks(*(classes[name] for name in (*_SIGNS, *_BOUNDS, "adversative_apart")))
    count = len(tokens)
    sign = [False] * count
    next_sign, next_bound = [_NEVER] * (count + 1), [count] * (count + 1)
    for place in range(count - 1, -1, -1):
        token = tokens[place]
        look = looks.get(token.text) or _look(tokens, place, classes, looks)
        bound = look.bound or (look.apart and (place == 0 or tokens[place - 1].kind == "mark"))
        sign[place] = look.sign
        next_sign[place] = place if look.sign else next_sign[place + 1]
        next_bound[place] = place if bound else next_bound[place + 1]
    return Marks(sign, next_sign, next_bound)


def _look(tokens: Sequence[Token], place: int, classes: Mapping[str, Words], looks: dict[str, Look]) -> Look:
    token = tokens[place]
    bound = (token.kind == "mark" and token.text not in "-'\"") or any(token in classes[name] for name in _BOUNDS)
    look = Look(is_sign(tokens, place, classes), bound, token in classes["adversative_apart"])
    if len(looks) < KEPT:
        looks[token.text] = look
    return look


class Reader:
    """Reads tokens from left to right and keeps the clause it is in."""

    def __init__(self, tokens: Sequence[Token], classes: Mapping[str, Words], asides: Sequence[tuple[int, int]]) -> None:
        self.tokens, self.classes, self.marks = tokens, classes, marks(tokens, classes)
        self.asides = dict(asides)
        self.items: list[Clause] = [Clause(ROOT, -1, False)]
        self.current = 0
        self.starts: list[int] = [0]
        self.owners: list[int] = [0]

    def read(self) -> Clauses:
        """All clauses of the statement."""
        place, count = 0, len(self.tokens)
        while place < count:
            end = self.asides.get(place, place)
            place = self._aside(place, end) if end > place else self._token(place)
        self._pieces()
        return Clauses(self.items, self.starts, self.owners, self.marks)

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

    def _token(self, place: int) -> int:
        token = self.tokens[place]
        clause = self.items[self.current]
        if token.kind == "mark":
            self._mark(token.text, place, clause)
        elif token.kind == "word":
            self._word(token, place, clause)
        self.items[self.current].signs += self.marks.sign[place]
        return place + 1

    def _mark(self, text: str, place: int, clause: Clause) -> None:
        if text == ",":
            self._comma(place, clause)
        elif text in "([":
            self._open(BRACKET, self.current, place)
        elif text in ")]" and clause.kind == BRACKET:
            self._enter(clause.parent, place)
        elif hard(self.tokens, place) or (text == "." and self._full_stop(place)):
            self._open(ROOT, -1, place + 1)
        elif text == '"' and self.marks.verb_follows(place + 1):
            self._quote(place)

    def _full_stop(self, place: int) -> bool:
        before = self.tokens[place - 1] if place else None
        return before is not None and before.kind == "word" and len(before.text) > 3 and place + 1 < len(self.tokens)

    def _quote(self, place: int) -> None:
        """A quotation with a verb of its own after a comma or a colon is a clause; words quoted inside a clause are not."""
        if place and self.tokens[place - 1].text in (",", ":"):
            self._open(ROOT, -1, place)

    def _comma(self, place: int, clause: Clause) -> None:
        if clause.kind == NESTED and (clause.signs or (place - self.starts[-1] >= SHORTEST and self._verb_after_comma(place + 1))):
            self._close(place, clause)
            return
        follows = place + 1 < len(self.tokens) and self.tokens[place + 1] in self.classes["gerund"]
        if clause.signs and (follows or self._verb_after_comma(place + 1)):
            self._open(clause.kind, clause.parent, place + 1)

    def _verb_after_comma(self, place: int) -> bool:
        return self.marks.verb_follows(place)

    def _close(self, place: int, clause: Clause) -> None:
        """A comma ends what an opener began; the clause around it goes on, unless it has said its verb and another follows."""
        parent = clause.parent
        while parent >= 0 and self.items[parent].kind == NESTED and not self.items[parent].after_comma:
            parent = self.items[parent].parent
        if parent < 0 or (self.items[parent].signs and self._verb_after_comma(place + 1)):
            self._open(ROOT if parent < 0 else self.items[parent].kind, parent if parent < 0 else self.items[parent].parent, place + 1)
        else:
            self._enter(parent, place)

    def _word(self, token: Token, place: int, clause: Clause) -> None:
        if self.marks.next_bound[place] != place:
            return
        classes = self.classes
        if token in classes["that"]:
            self._that(place, clause)
        elif token in classes["relative"] or token in classes["subordinate"]:
            self._open(NESTED, self.current, place)
        elif opposes(self.tokens, place, classes):
            self._open(ROOT, -1, place)
        elif token in classes["coordinator"] and clause.signs and self.marks.verb_follows(place + 1):
            self._coordinate(place, clause)

    def _coordinate(self, place: int, clause: Clause) -> None:
        self._open(clause.kind, clause.parent, place)
        if clause.kind == THAT and clause.parent >= 0:
            self.items[clause.parent].content.append((place, self.current))

    def _that(self, place: int, clause: Clause) -> None:
        before = self.tokens[place - 1] if place else None
        if before is not None and before in self.classes["before_that"]:
            self._open(NESTED, self.current, place - 1)
            return
        if before is not None and (before in self.classes["coordinator"] or before in self.classes["that"]) and clause.kind == THAT:
            parent = clause.parent
        else:
            parent = self.current
        self._open(THAT, parent, place)
        if parent >= 0:
            self.items[parent].content.append((place, self.current))


def read(tokens: Sequence[Token], classes: Mapping[str, Words], asides: Sequence[tuple[int, int]] = ()) -> Clauses:
    """The clauses of a statement. ``asides``: half-open stretches of tokens that belong to no clause, in order, without overlap."""
    return Reader(tokens, classes, asides).read()
