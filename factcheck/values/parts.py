"""Parts and wholes of counts: "12 blessés, dont deux enfants", and the sums of "ten women and seven men".

A sum is a quantity that the text does not write; it stands among the others, over the span of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack, neutral
from factcheck.model import Number, Quantity, Token
from factcheck.text import key
from factcheck.values import units
from factcheck.values.phrases import Phrases
from factcheck.values.places import first_token, last_token

_REACH = 25  # tokens between a whole and its part
_ADJACENT = 4  # tokens between them where grammar alone tells that one is of the other (", dont deux pompiers")
_SEPARATORS = frozenset(",–—")
_BREAKS = frozenset(',;:.()"')
_PLURAL = ("s", "x")  # of an adjective that follows its noun
_LONGEST = 40  # members of a list; a longer one is a table


class _Member(NamedTuple):
    """A member of a list: a quantity by its index, or one person with a determiner (-1); its token range."""

    at: int
    first: int
    last: int


class _Words(NamedTuple):
    """``people`` and ``states`` are units, ``persons`` both of them and what stands for them ("three others")."""

    people: frozenset[str]
    states: frozenset[str]
    persons: frozenset[str]
    others: frozenset[str]
    one: frozenset[str]
    not_after: frozenset[str]
    opening: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    table, shared = pack.table("parts"), neutral("parts")
    people, states = frozenset(shared["people"]) | frozenset(map(key, table["people"])), frozenset(shared["states"])
    others = frozenset(table["others"])
    one, not_after, opening = (frozenset(table[name]) for name in ("one", "not_after", "opening"))
    return _Words(people, states, people | states | others, others, one, not_after, opening)


def link(tokens: Sequence[Token], quantities: Sequence[Quantity], pack: Pack) -> tuple[Quantity, ...]:
    """The quantities with the wholes that they are parts of, and the sums of lists of people, in order of their spans."""
    persons = _words(pack).persons
    for quantity in quantities:
        if quantity.partitive or not quantity.unit or quantity.unit in persons:
            return _Linker(tokens, quantities, pack).linked()
    return tuple(quantities)


class _Linker:
    def __init__(self, tokens: Sequence[Token], quantities: Sequence[Quantity], pack: Pack) -> None:
        self.tokens, self.pack, self.words = tokens, pack, _words(pack)
        self.adjectives_follow = pack.table("nouns")["plural"]["head"] == "first"
        self.found = list(quantities)
        self.first = [first_token(tokens, q.start) for q in quantities]
        self.last = [last_token(tokens, q.end) for q in quantities]
        self.starts = frozenset(self.first)

    def linked(self) -> tuple[Quantity, ...]:
        for at, quantity in enumerate(self.found):
            if quantity.partitive:
                self._to(at, self._whole(at))
        sums = []
        at = 0
        while at < len(self.found):
            members = self._list(at)
            if total := self._added(members):
                sums.append(total)
            at = max((member.at for member in members), default=at) + 1
        return tuple(sorted([*self.found, *sums], key=lambda q: (q.start, q.end))) if sums else tuple(self.found)

    def _to(self, at: int, whole: Quantity | None) -> None:
        if whole is not None:
            self.found[at] = replace(self.found[at], whole=(whole.start, whole.end))

    def _text(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    # ------------------------------------------------------------------------------------- wholes

    def _whole(self, at: int) -> Quantity | None:
        """What "dont deux enfants", "three of them", "two of the 12 victims" are part of."""
        part = self.found[at]
        if at + 1 < len(self.found) and self.first[at + 1] - self.last[at] == 1 and _fits(part, self.found[at + 1]):
            return self.found[at + 1]
        sibling = self._sibling(at)
        for n in range(at - 1, -1, -1):
            other, gap = self.found[n], self.first[at] - self.last[n] - 1
            if gap > _REACH:
                return None
            if other.partitive:
                continue
            if _fits(part, other) and (gap <= _ADJACENT or self._alike(part, other) or sibling == (other.start, other.end)):
                return other
        return None

    def _sibling(self, at: int) -> tuple[int, int] | None:
        """The whole of the part right before a part: "dont dix femmes et *sept hommes*"."""
        before = self.found[at - 1] if at else None
        near = before and before.partitive and self.first[at] - self.last[at - 1] <= 3
        return before.whole if before and near else None

    def _alike(self, one: Quantity, two: Quantity) -> bool:
        """Whether both count people, or the same."""
        return one.unit in ("", two.unit) or (one.unit in self.words.persons and two.unit in self.words.persons)

    # ------------------------------------------------------------------------------------- lists

    def _list(self, at: int) -> list[_Member]:
        """The members of the list of people that a quantity begins, singles before and behind it included."""
        if not self._counts(at):
            return []
        members = [self._member(at)]
        while len(members) < _LONGEST and (join := self._join(self._over_adjective(members[-1].last + 1))):
            n = max(member.at for member in members) + 1
            if n < len(self.found) and self.first[n] == join and self._counts(n):
                members.append(self._member(n))
            elif single := self._single(join):
                members.append(single)
            else:
                break
        while len(members) < _LONGEST and (single := self._single_before(members[0])):
            members.insert(0, single)
        return members

    def _member(self, at: int) -> _Member:
        last = self.last[at]
        return _Member(at, self.first[at], last + (self._text(last + 1) in self.words.others))

    def _counts(self, at: int) -> bool:
        """Whether a quantity counts people as they are, and not as part of others or by how much they became more."""
        quantity = self.found[at]
        if quantity.dimension != "count" or quantity.partitive or quantity.whole or quantity.rate or quantity.change_of:
            return False
        return quantity.unit in self.words.persons or (quantity.unit == "" and self._text(self.last[at] + 1) in self.words.others)

    def _join(self, at: int) -> int:
        """The token behind a comma or an "and" at a token, 0 when there is none."""
        after = at + 1 if self._text(at) == "," else at
        found = units.phrases(self.pack, "parts", "joined").after(self.tokens, after)
        return found[1] if found else after if after > at else 0

    def _over_adjective(self, at: int) -> int:
        """Over an adjective behind its noun: "deux policiers *municipaux* et un passant"."""
        if not self.adjectives_follow or at >= len(self.tokens) or self.tokens[at].kind != "word" or not self._text(at).endswith(_PLURAL):
            return at
        then = units.phrases(self.pack, "parts", "joined").after(self.tokens, at + 1)
        return at + 1 if then and self.tokens[at].key not in units.words(self.pack, "stop") else at

    def _single(self, at: int) -> _Member | None:
        """ "the gunman", "un passant": one person at a token."""
        if self._text(at) not in self.words.one:
            return None
        noun = at + 1
        while self._text(noun) in units.words(self.pack, "pre") and noun < at + 3:
            noun += 1
        found = units.nouns(self.pack).after(self.tokens, noun)
        if found and found[0][0] in self.words.people and not found[0][1]:
            return _Member(-1, at, found[1] - 1)
        more = _people(self.pack).after(self.tokens, noun)
        return _Member(-1, at, more[1] - 1) if more else None

    def _single_before(self, member: _Member) -> _Member | None:
        """One person right before a member of a list: "*une femme* et deux enfants"."""
        joined = units.phrases(self.pack, "parts", "joined").before(self.tokens, member.first)
        end = joined[1] if joined else member.first - 1 if self._text(member.first - 1) == "," else 0
        for first in range(end - 2, max(end - 5, -1), -1):
            single = self._single(first)
            if single and single.last == end - 1:
                return single
        return None

    # ------------------------------------------------------------------------------------- sums

    def _added(self, members: Sequence[_Member]) -> Quantity | None:
        """The sum of a list; None when it may not be complete, or is the breakdown of a whole, whose parts then are linked to it."""
        counted = [self.found[m.at] for m in members if m.at >= 0]
        if len(members) < 2 or self._broken_down(members):
            return None
        known = any(q.unit in self.words.people for q in counted) or len(counted) < len(members)
        if not known or any(q.unit in self.words.states for q in counted) or self._open(members):
            return None
        total = self._sum(members)
        for member in members:
            if member.at >= 0:
                self._to(member.at, total)
        return total

    def _open(self, members: Sequence[_Member]) -> bool:
        """Whether a list has no "and" before its last member, goes on behind it, or names two sides."""
        before, after = members[0].first - 1, members[-1].last + 1
        joined = units.phrases(self.pack, "parts", "joined")
        if joined.before(self.tokens, members[-1].first) is None or joined.before(self.tokens, members[0].first):
            return True
        if any(self._text(n) in self.words.not_after for n in range(max(0, before - 3), before + 1)) or self._goes_back(before):
            return True
        further = self._join(after)
        return bool(further and joined.before(self.tokens, further) and (self._text(further) in self.words.one or further in self.starts))

    def _goes_back(self, comma: int) -> bool:
        """Whether before a list stands another member of it ("*un garçon de huit ans,* dix hommes et huit femmes")."""
        if self._text(comma) != ",":
            return False
        begin = comma
        while begin > max(0, comma - _REACH) and self.tokens[begin - 1].text not in _BREAKS:
            begin -= 1
        return self._text(begin) in self.words.one or begin in self.starts

    def _broken_down(self, members: Sequence[_Member]) -> bool:
        """Whether a list tells what a whole is made of: "17 morts : 10 femmes et 7 hommes", "17 people, 10 women and 7 men"."""
        head, rest = members[0], members[1:]
        if head.at >= 0 and len(rest) > 1 and self._centre(rest) == self.found[head.at].value is not None:
            return self._link_all(rest, self.found[head.at])
        before = self._index_before(members)
        if before < 0:
            return False
        whole, gap = self.found[before], head.first - self.last[before] - 1
        mark = self._text(head.first - 1)
        if gap > 2 or whole.unit not in self.words.persons or whole.value is None:
            return False
        total = self._centre(members)
        within = mark in self.words.opening and total is not None and total <= whole.value
        return (within or (mark in _SEPARATORS and total == whole.value)) and self._link_all(members, whole)

    def _index_before(self, members: Sequence[_Member]) -> int:
        """The index of the quantity before a list, -1 when there is none."""
        return next(m.at for m in members if m.at >= 0) - 1

    def _link_all(self, members: Iterable[_Member], whole: Quantity) -> bool:
        for member in members:
            if member.at >= 0:
                self._to(member.at, whole)
        return True

    def _centre(self, members: Iterable[_Member]) -> Number | None:
        """What the members come to as said, None when one of them is not said."""
        values = [self.found[m.at].value if m.at >= 0 else 1 for m in members]
        return None if None in values else sum(value for value in values if value is not None)

    def _sum(self, members: Sequence[_Member]) -> Quantity:
        counted = [self.found[m.at] for m in members if m.at >= 0]
        start, end = self.tokens[members[0].first].start, self.tokens[members[-1].last].end
        singles = len(members) - len(counted)
        low, high = _total((q.min for q in counted), singles), _total((q.max for q in counted), singles)
        return Quantity(
            start, end, low, high,
            low is not None and any(q.min_open for q in counted),
            high is not None and any(q.max_open for q in counted),
            any(q.approximate for q in counted), self._centre(members), "person", "count", start, start,
            parts=tuple((self.tokens[m.first].start, self.tokens[m.last].end) for m in members),
        )  # fmt: skip


@cache
def _people(pack: Pack) -> Phrases[bool]:
    return units.phrases(pack, "parts", "people")


def _total(bounds: Iterable[Number | None], singles: int) -> Number | None:
    """The sum of bounds, None when one of them is open."""
    told = list(bounds)
    return None if None in told else sum(bound for bound in told if bound is not None) + singles


def _fits(part: Quantity, whole: Quantity) -> bool:
    """Whether a figure can be a part of another: not more, and of one dimension unless it is bare ("dont 3 millions")."""
    if whole.partitive or "by" in (part.change_of, whole.change_of) or (part.unit and whole.dimension != part.dimension):
        return False
    least = part.min if part.min is not None else part.max
    return whole.max is None or least is None or least <= whole.max
