"""Figures that tell a change: by how much something rose or fell, which level it reached, and which one it left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from factcheck.language import Pack
from factcheck.model import Quantity, Token
from factcheck.values.places import first_token, last_token

_DIRECTIONS = ("up", "down", "either")
_LINKS = ("by", "of", "factor_by", "to", "hedged_to", "leaving", "leaving_next", "same", "after_link", "noun_after", "adjective_after")
_BREAKS = frozenset(',;:.()[]!?"–—|')
_VERB_REACH, _NOUN_REACH, _CHAIN_REACH = 8, 5, 6  # tokens between a word of change and the link to its figure, between two figures
_NEVER = frozenset(("age", "rank"))  # what these count is no level
_MOVES = frozenset(("length", "area"))  # "tombé à 20 km de Kiev", "fell to 300 feet" are of places


class _Words(NamedTuple):
    """The words of change of a language; each table has the direction by word. ``changing``: what "by" and "from" follow,
    ``reaching``: what "to" follows; ``telling``: of these words and signs a text that tells a change has one."""

    verbs: dict[str, str]
    direct: dict[str, str]
    beside: dict[str, str]
    factors: dict[str, str]
    nouns: dict[str, str]
    after: dict[str, str]
    changing: dict[str, str]
    reaching: dict[str, str]
    levelled: frozenset[str]
    by: frozenset[str]
    of: frozenset[str]
    factor_by: frozenset[str]
    to: frozenset[str]
    hedged_to: frozenset[str]
    leaving: frozenset[str]
    leaving_next: frozenset[str]
    same: frozenset[str]
    after_link: frozenset[str]
    noun_after: frozenset[str]
    adjective_after: frozenset[str]
    stops: frozenset[str]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    verbs_beside: bool
    telling: frozenset[str]


class _Told(NamedTuple):
    """A direction ("either": only the figures tell it) and what the figure is of the change."""

    direction: str
    of: str


@cache
def _words(pack: Pack) -> _Words:
    table, classes = pack.table("changes"), pack.table("clauses")["classes"]
    verbs = {stem + e: way for way in _DIRECTIONS for stem in table[way]["stems"] for e in table["endings"]} | _by_word(table, "forms")
    for word in table["not_verbs"]:
        verbs.pop(word, None)
    beside, nouns = _by_word(table, "beside"), _by_word(table, "nouns")
    direct, factors, after = _by_word(table, "direct"), _by_word(table, "factors"), nouns | _by_word(table, "after")
    levels = _by_word(table, "levels")
    return _Words(
        verbs=verbs,
        direct=direct,
        beside=beside,
        factors=factors,
        nouns=nouns,
        after=after,
        changing=verbs | beside,
        reaching=verbs | levels,
        levelled=frozenset(verbs | beside | levels),
        stops=frozenset(word for name in ("relative", "subordinate", "adversative") for word in classes[name]["words"]),
        determiners=frozenset(pack.table("grammar")["determiners"]),
        indefinite=frozenset(pack.table("numbers")["one"]),
        verbs_beside=table["verbs_beside"],
        telling=frozenset(verbs | beside | levels | after | direct | factors) | {"+"},
        **{name: frozenset(table[name]) for name in _LINKS},
    )


def leaves_level(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether a verb of change stands before the "de" or "from" at a token: "est passé *de* 12 à 15" are two levels, no range."""
    words = _words(pack)
    for n in range(at - 1, max(-1, at - 1 - _VERB_REACH), -1):
        if tokens[n].lower in words.levelled:
            told = tokens[n].lower in words.nouns and tokens[at].lower not in words.by  # "une baisse de 5 à 6 %" is by that much
            return told or not _nominal(tokens, n, words)
        if tokens[n].text in _BREAKS:
            return False
    return False


def _nominal(tokens: Sequence[Token], at: int, words: _Words) -> bool:
    """ "une baisse", "en forte hausse", "an escalating scale", "très réduit": the word before makes no verb of it."""
    before = tokens[at - 1].lower.strip("'") if at else ""
    if before in words.adjective_after or before in words.indefinite:
        return True
    return tokens[at].lower in words.nouns and (before in words.determiners or before in words.noun_after)


def _by_word(table: dict[str, Any], name: str) -> dict[str, str]:
    return {word: way for way in _DIRECTIONS for word in table[way][name]}


def mark(tokens: Sequence[Token], quantities: Sequence[Quantity], pack: Pack, lowers: Sequence[str] = ()) -> tuple[Quantity, ...]:
    """The quantities in their order, those of a change with its direction and with what they are of it. ``lowers``: of the tokens, where
    they have been told already."""
    if not quantities:
        return ()
    if _words(pack).telling.isdisjoint(lowers or [token.lower for token in tokens]):
        return tuple(quantities)
    quantities = [_as_factor(tokens, quantity, pack) for quantity in quantities]
    told = list(_Marker(tokens, quantities, pack).told())
    return tuple(
        replace(q, change=way, change_of=of) if of else q for q, (way, of) in zip(quantities, _directed(quantities, told), strict=True)
    )


def _as_factor(tokens: Sequence[Token], quantity: Quantity, pack: Pack) -> Quantity:
    """ "multiplié par trois", "divided by two": how many times as much, when nothing is counted."""
    first = first_token(tokens, quantity.number_start)
    if quantity.unit or quantity.dimension != "count" or first < 2 or tokens[first - 1].lower not in _words(pack).factor_by:
        return quantity
    return replace(quantity, unit="times", dimension="ratio") if tokens[first - 2].lower in _words(pack).factors else quantity


def _directed(quantities: Sequence[Quantity], told: Sequence[_Told | None]) -> Iterator[tuple[str, str]]:
    """Direction and kind of each; two levels tell the direction, or that they are none ("réduire de 2 % à 5 %" is by as much)."""
    for at, one in enumerate(told):
        if one is None:
            yield "", ""
            continue
        other = _other(told, at, one)
        way = _way(quantities, *((at, other) if one.of == "from" else (other, at))) if other >= 0 else ""
        if one.direction == "either":
            yield way, one.of
        else:
            yield one.direction, "by" if way and way != one.direction else one.of


def _other(told: Sequence[_Told | None], at: int, one: _Told) -> int:
    """The index of the other level of a change beside one of them, -1 when it is not told."""
    for n in (at - 1, at + 1):
        there = told[n] if 0 <= n < len(told) else None
        if there and {there.of, one.of} == {"from", "to"} and there.direction == one.direction:
            return n
    return -1


def _way(quantities: Sequence[Quantity], left: int, reached: int) -> str:
    """Whether the second of two levels lies above the first; "" where the bounds do not tell."""
    low, high = quantities[left], quantities[reached]
    before, after = low.max if low.max is not None else low.min, high.min if high.min is not None else high.max
    if before is None or after is None or before == after or (low.unit and high.unit and low.unit != high.unit):
        return ""
    return "up" if after > before else "down"


class _Marker:
    """Reads what each quantity of one text is of a change, in order: a figure may go on from the one before it."""

    def __init__(self, tokens: Sequence[Token], quantities: Sequence[Quantity], pack: Pack) -> None:
        self.tokens, self.quantities, self.words = tokens, quantities, _words(pack)
        self.first = [first_token(tokens, q.start) for q in quantities]
        self.last = [last_token(tokens, q.end) for q in quantities]

    def told(self) -> Iterator[_Told | None]:
        before: _Told | None = None
        for at, quantity in enumerate(self.quantities):
            if quantity.dimension in _NEVER:
                before = None
            else:
                before = self._own(at) or self._next(at, before) or self._linked(at) or self._beside(at)
            yield before

    def _lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _link(self, at: int) -> tuple[str, int]:
        """The word that joins a figure to what is before it, and its index: right before it, or the first of its hedge."""
        first = self.first[at]
        if self._lower(first) in self.words.hedged_to and any(self._lower(n) in self.words.verbs for n in (first - 1, first - 2)):
            return min(self.words.to), first
        index = first if self._lower(first) in self.words.by else first - 1
        return self._lower(index), index

    # ------------------------------------------------------------------------------------- from another figure

    def _next(self, at: int, before: _Told | None) -> _Told | None:
        """ "rose by 3% *to 12,000*", "fell 300 points, *or 1.2%*", "à 37, *contre 12*": a figure goes on from the one before."""
        if before is None:
            return None
        link, index = self._link(at)
        gap = [self.tokens[n] for n in range(self.last[at - 1] + 1, index)]
        if gap and gap[0].text == ",":
            gap = gap[1:]
        if len(gap) > _CHAIN_REACH or any(t.text in _BREAKS or t.lower in self.words.stops or t.lower in self.words.same for t in gap):
            return None
        if link in self.words.same and not gap:
            return before
        if link in self.words.leaving_next and before.of in ("by", "to"):
            return _Told(before.direction, "from")
        reached = link in self.words.to and before.of in ("by", "from") and len(gap) <= 2
        return _Told(before.direction, "to") if reached and self._level(at) else None

    # ------------------------------------------------------------------------------------- from a verb or a noun

    def _linked(self, at: int) -> _Told | None:
        """ "a augmenté *de* 5 %", "rose *by* 3%", "une baisse *de* 10 points", "s'est alourdi *à* 37 morts"."""
        link, index = self._link(at)
        words = self.words
        if link in words.leaving and (left := self._left(at, link, index)):
            return _Told(left, "from")
        if link in words.by and self._apart(at, index) and (way := self._verb(index, words.changing)):
            return _Told(way, "by") if way != "either" else None
        if link in words.of and (way := self._noun(index)) and self._of_noun(at, index):
            return _Told(way, "by") if way != "either" else None
        if link in words.to and self._level(at) and (way := self._verb(index, words.reaching) or self._noun(index, 1)):
            return _Told(way, "to")
        return None

    def _left(self, at: int, link: str, index: int) -> str:
        """The direction of the change when a figure is the level left. "de" says so only before "à": "de 12 à 15"."""
        way = self._verb(index, self.words.changing) or self._noun(index)
        if not way or not self._level(at):
            return ""
        pair = self._starts_pair(at, way == "either")
        sure = link not in self.words.by | self.words.of and (way != "either" or self._measured(at))
        return way if pair or sure else ""

    def _level(self, at: int) -> bool:
        """Whether a figure can be a level: no place, and not the one whom something was done to ("porter assistance à une victime")."""
        quantity = self.quantities[at]
        return quantity.dimension not in _MOVES and (quantity.dimension != "count" or quantity.value != 1 or quantity.unit == "")

    def _starts_pair(self, at: int, any_unit: bool) -> bool:
        """Whether a figure is the first of "de 12 à 15": the next one follows at once, of the same unit."""
        if at + 1 >= len(self.quantities):
            return False
        one, two = self.quantities[at], self.quantities[at + 1]
        link, index = self._link(at + 1)
        return index == self.last[at] + 1 and link in self.words.to and (any_unit or one.unit in ("", two.unit))

    def _verb(self, index: int, verbs: dict[str, str]) -> str:
        """The direction of the nearest verb of change before a link."""
        for n in range(index - 1, max(index - 1 - _VERB_REACH, -1), -1):
            token = self.tokens[n]
            if token.lower in verbs and not _nominal(self.tokens, n, self.words):
                return verbs[token.lower]
            if token.text in _BREAKS or token.lower in self.words.stops or token.kind == "digits":
                return ""
        return ""

    def _noun(self, index: int, reach: int = _NOUN_REACH) -> str:
        """The direction of the nearest noun of change before a link."""
        for n in range(index - 1, max(index - 1 - reach, -1), -1):
            token = self.tokens[n]
            if token.lower in self.words.nouns:
                return self.words.nouns[token.lower]
            if token.text in _BREAKS or token.lower in self.words.stops or token.kind == "digits":
                return ""
        return ""

    def _apart(self, at: int, index: int) -> bool:
        """Whether "by 12 soldiers" surely is how much something changed: counted things may belong to a noun between."""
        if self._measured(at):
            return True
        near = range(index - 1, max(index - 1 - _VERB_REACH, -1), -1)
        verb = next((n for n in near if self._lower(n) in self.words.verbs), index)
        return not any(self._lower(n).strip("'") in self.words.determiners for n in range(verb + 1, index)) and verb < index

    def _of_noun(self, at: int, index: int) -> bool:
        """The same behind a noun: "une hausse de 12 cas", but not "la hausse des salaires de 300 employés"."""
        return self._measured(at) or self._lower(index - 1) in self.words.nouns

    def _measured(self, at: int) -> bool:
        quantity = self.quantities[at]
        return quantity.dimension != "count" or quantity.unit in ("", "point")

    # ------------------------------------------------------------------------------------- right beside

    def _own(self, at: int) -> _Told | None:
        """ "a 3 percent drop", "3 % de hausse", "38 de moins", "+3 %"."""
        quantity, first = self.quantities[at], self.first[at]
        if quantity.unit == "times" and self._lower(first - 1) in self.words.factor_by and self._lower(first - 2) in self.words.factors:
            return _Told(self.words.factors[self._lower(first - 2)], "by")
        if "+" in (self.tokens[first].text, self._lower(first - 1)) and (
            self._share(quantity) or "(" in (self._lower(first - 1), self._lower(first - 2))
        ):
            return _Told("up", "by")
        n = begun = self.last[at] + 1
        while self._lower(n) in self.words.after_link or (self._lower(n) == "-" and n == begun):
            n += 1
        bare = quantity.dimension == "count" and quantity.unit == ""
        if not self._measured(at) or quantity.dimension in _MOVES or (bare and n == begun):
            return None
        way = self.words.after.get(self._lower(n), "")
        return _Told(way, "by") if way and way != "either" else None

    def _beside(self, at: int) -> _Told | None:
        """ "rose 3%", "up 12", "gagne 3 %"."""
        quantity, particle = self.quantities[at], self._lower(self.first[at] - 1)
        if self._share(quantity) and particle in self.words.direct:
            return _Told(self.words.direct[particle], "by")
        if not self._measured(at) or quantity.dimension not in ("count", "money", "ratio", "temperature"):
            return None
        way = self.words.verbs.get(particle, "") if self.words.verbs_beside else ""
        if quantity.dimension != "money":  # "put up $50,000"
            way = way or self.words.beside.get(particle, "")
        return _Told(way, "by") if way and way != "either" else None

    def _share(self, quantity: Quantity) -> bool:
        return quantity.dimension == "ratio" or quantity.unit == "point"
