"""Numbers in digits and words, as token ranges with their value. What they count is told in `quantities`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from factcheck.language import Pack
from factcheck.model import Number, Token
from factcheck.text import key
from factcheck.values.figures import Style, adjacent, figures, plain, vulgar
from factcheck.values.units import money_before

_ZEROS = 12  # spoken zeros in a row that are still a number
_CURRENCIES = frozenset(("€", "$", "£", "¥", "eur", "usd", "gbp", "chf"))


class Numeral(NamedTuple):
    """A number: tokens ``[first, last)``, span ``[start, end)``.

    ``kind``: "cardinal", "ordinal", "fraction", "collective" ("une dizaine", "two dozen") or "indefinite" ("plusieurs"; the
    value is then the least that it can mean). ``plural``: an unknown number of times the value ("des centaines": 100).
    ``digits``: written in digits.
    """

    first: int
    last: int
    start: int
    end: int
    value: Number
    kind: str
    digits: bool
    plural: bool = False


class _Part(NamedTuple):
    """A stretch of a number while it is read: its value and the token after it."""

    value: Decimal
    last: int
    ordinal: bool = False
    digits: bool = False
    kind: str = "cardinal"
    plural: bool = False


class _Words(NamedTuple):
    """A language's number words by key, derived from its table."""

    table: Mapping[str, Any]
    small: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: frozenset[str]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    bare: frozenset[str]
    abbreviated: Mapping[str, int]
    suffixes: Mapping[str, int]
    ordinals: Mapping[str, int]
    joined: Mapping[str, int]
    collectives: Mapping[str, int]
    plurals: Mapping[str, int]
    fractions: Mapping[str, Decimal]
    style: Style
    sets: Mapping[str, frozenset[str]]
    starters: frozenset[str]


_SETS = ("and", "of", "one", "half", "half_link", "point", "minus", "minus_units", "between", "indefinite", "ordinal_suffixes",
         "score", "bare_after_noun", "out_of_not_before")  # fmt: skip


_VALUES = ("small", "tens", "scales", "abbreviated", "ordinals", "ordinals_joined", "collectives", "collectives_plural")
_STARTING_VALUES = ("small", "tens", "ordinals", "collectives", "collectives_plural")
_STARTING_SETS = ("one", "half", "indefinite", "minus", "point")


def _by_word(entries: Mapping[str, Iterable[str]]) -> dict[str, int]:
    return {key(word): int(value) for value, words in entries.items() for word in words}


@cache
def _words(pack: Pack) -> _Words:
    table = pack.table("numbers")
    fractions = {key(w): Decimal(v) for v, ws in table["fractions"].items() if v[0].isdigit() for w in ws}
    values = {name: _by_word(table[name]) for name in _VALUES}
    sets = {name: frozenset(map(key, table[name])) for name in _SETS}
    hundred, bare = frozenset(table["hundred"]["singular"]), frozenset(table["bare"]["words"])
    starters = frozenset().union(
        hundred, bare, fractions, table["fractions"]["articles"], *(values[name] for name in _STARTING_VALUES),
        *(sets[name] for name in _STARTING_SETS),
    )  # fmt: skip
    return _Words(
        table,
        values["small"],
        values["tens"],
        hundred,
        frozenset(table["hundred"]["plural"]),
        values["scales"],
        bare,
        values["abbreviated"],
        {word: int(value) for value, words in table["suffixes"].items() for word in words},
        values["ordinals"],
        values["ordinals_joined"],
        values["collectives"],
        values["collectives_plural"],
        fractions,
        Style(table["decimal"], frozenset(table["groups"])),
        sets,
        starters,
    )


def numerals(tokens: Sequence[Token], pack: Pack) -> list[Numeral]:
    """Every number of a text, in order, without overlap. Linear in the number of tokens."""
    words = _words(pack)
    reader = _Reader(tokens, pack)
    found: list[Numeral] = []
    last = 0
    for at, token in enumerate(tokens):
        if at < last or (token.kind == "word" and token.key not in words.starters and len(token.text) > 1):
            continue
        new, last = reader.read(at)
        found.extend(new)
    return found


class _Reader:
    """Reads one token sequence. Every method takes a token index and answers a part, or None when nothing starts there."""

    def __init__(self, tokens: Sequence[Token], pack: Pack) -> None:
        self.tokens = tokens
        self.pack = pack
        self.words = _words(pack)

    # ------------------------------------------------------------------------------------- tokens

    def _key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def _word(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) and self.tokens[at].kind == "word" else ""

    def _digits(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "digits"

    def _next(self, at: int) -> int:
        """Where the word after token ``at - 1`` stands if a space or a hyphen joins them; len(tokens) otherwise."""
        tokens = self.tokens
        if at >= len(tokens):
            return len(tokens)
        if tokens[at].text == "-" and adjacent(tokens, at) and adjacent(tokens, at + 1):
            return at + 1
        return at if at == 0 or tokens[at].start - tokens[at - 1].end <= 1 else len(tokens)

    # ------------------------------------------------------------------------------------- reading

    def read(self, at: int) -> tuple[list[Numeral], int]:
        """The numbers that start at token ``at`` and where to go on."""
        token = self.tokens[at]
        if token.kind == "mark":
            return self._marked(at)
        if token.kind == "digits":
            return self._figures(at)
        if token.key not in self.words.starters:
            return self._vulgar(at)
        part = self._phrase(at)
        if part is None or self._compound(at, part.last):
            return [], part.last if part else at + 1
        return [self._numeral(at, part)], part.last

    def _numeral(self, first: int, part: _Part) -> Numeral:
        start, end = self.tokens[first].start, self.tokens[part.last - 1].end
        kind = "ordinal" if part.ordinal else part.kind
        return Numeral(first, part.last, start, end, plain(part.value), kind, part.digits, part.plural)

    def _vulgar(self, at: int) -> tuple[list[Numeral], int]:
        value = vulgar(self.tokens[at].text)
        alone = value is not None and not adjacent(self.tokens, at) and not adjacent(self.tokens, at + 1)
        return ([self._numeral(at, _Part(value, at + 1, kind="fraction", digits=True))] if alone and value else []), at + 1

    def _compound(self, first: int, last: int) -> bool:
        """Names and compounds: "Deux-Sèvres", "deux-roues"; in any language a capital after the hyphen."""
        tokens = self.tokens
        if adjacent(tokens, first) and first and (tokens[first - 1].text == "-" and adjacent(tokens, first - 1)):
            return not self._digits(first - 2) and tokens[first - 2].text[0].isupper()
        if last + 1 >= len(tokens) or tokens[last].text != "-" or not adjacent(tokens, last) or not adjacent(tokens, last + 1):
            return False
        after = tokens[last + 1]
        if after.kind != "word" or after.key in self.words.small or after.key in self.words.tens:
            return False
        return not self.words.table["compounds"] or (after.text[0].isupper() and not tokens[first].text[0].islower())

    # ------------------------------------------------------------------------------------- digits

    def _marked(self, at: int) -> tuple[list[Numeral], int]:
        """A sign before a number, or a decimal mark that opens it (".77")."""
        tokens, text = self.tokens, self.tokens[at].text
        if adjacent(tokens, at) and tokens[at - 1].text not in "([~$€£":
            return [], at + 1
        if text in ("-", "−"):
            return self._negative(at, at + 1)
        if text == "." and self._digits(at + 1) and adjacent(tokens, at + 1):
            return self._bare_decimal(at)
        return [], at + 1

    def _bare_decimal(self, at: int) -> tuple[list[Numeral], int]:
        found, last = figures(self.tokens, at + 1, self.words.style)
        if len(found) != 1 or last != at + 2:
            return [], last
        part = self._grown(_Part(Decimal("0." + self.tokens[at + 1].text), last, digits=True))
        return [self._numeral(at, part)], part.last

    def _negative(self, sign: int, at: int) -> tuple[list[Numeral], int]:
        """A minus sign joined to digits, or a word for it where only a sign can stand: before degrees or as the whole text."""
        if not self._digits(at):
            word = self._word(at)
            found, last = self.read(at) if word and word not in self.words.sets["minus"] else ([], at)
        else:
            found, last = self._figures(at)
        if len(found) != 1 or found[0].kind != "cardinal":
            return found, max(last, at)
        number = found[0]
        whole = sign == 0 and number.last == len(self.tokens)
        after = self._key(number.last)
        joined = self.tokens[sign].kind == "mark" and adjacent(self.tokens, at) and number.digits
        if joined or whole or after == "°" or after in self.words.sets["minus_units"]:
            return [number._replace(first=sign, start=self.tokens[sign].start, value=-number.value)], last
        return found, last

    def _figures(self, at: int) -> tuple[list[Numeral], int]:
        tokens = self.tokens
        found, last = figures(tokens, at, self.words.style)
        if not found or self._coded(at) or self._compound(at, last):
            return [], last
        if len(found) == 2:
            return self._pair(found[0].first, found[0].last, found[0].value, found[1].first, found[1].last, found[1].value)
        one = found[0]
        part = _Part(one.value, one.last, digits=True, kind="fraction" if one.fraction else "cardinal")
        part = self._scaled(self._grown(part))
        if self.words.table["half_after_number"] and part.last == one.last:
            part = self._pointed(part)
        if adjacent(tokens, part.last) and self._word(part.last) in self.words.sets["ordinal_suffixes"] and part.last == one.last:
            part = part._replace(ordinal=True, last=part.last + 1)
        part = self._out_of(self._collected(part))
        return [self._numeral(at, part)], max(last, part.last)

    def _pair(self, f1: int, l1: int, v1: Decimal, f2: int, l2: int, v2: Decimal) -> tuple[list[Numeral], int]:
        """ "10-15", "1,5-2 millions": two numbers."""
        second = self._scaled(self._grown(_Part(v2, l2, digits=True)))
        return [self._numeral(f1, _Part(v1, l1, digits=True)), self._numeral(f2, second)], second.last

    def _coded(self, at: int) -> bool:
        """Digits that belong to a name: "G7", "F-16", "Covid-19"."""
        tokens = self.tokens
        if not adjacent(tokens, at):
            return False
        before = tokens[at - 1]
        if before.kind == "word":
            return money_before(tokens, at, self.pack) is None
        if before.text in "-–" and adjacent(tokens, at - 1):
            return (tokens[at - 2].kind == "word" and tokens[at - 2].key not in self.words.sets["minus"]) or tokens[at - 2].kind == "digits"
        return before.text in "/_:.,"

    def _grown(self, part: _Part) -> _Part:
        """Thousands written as letters: "40k", "12 M€", "3 Mds"."""
        if part.last >= len(self.tokens):
            return part
        token = self.tokens[part.last]
        near = token.start - self.tokens[part.last - 1].end
        closed = not adjacent(self.tokens, part.last + 1) or self.tokens[part.last + 1].kind == "mark"
        if near == 0 and token.text in self.words.suffixes and closed:
            return part._replace(value=part.value * self.words.suffixes[token.text], last=part.last + 1)
        if near == 1 and token.text in self.words.suffixes and self._key(part.last + 1) in _CURRENCIES:
            return part._replace(value=part.value * self.words.suffixes[token.text], last=part.last + 1)
        if near <= 1 and token.key in self.words.abbreviated:
            return part._replace(value=part.value * self.words.abbreviated[token.key], last=part.last + 1)
        if near <= 1 and self.words.table["digits_times_hundred"] and token.key in self.words.hundred:
            return part._replace(value=part.value * 100, last=part.last + 1)
        return self._spoken_point(part)

    def _spoken_point(self, part: _Part) -> _Part:
        """ "1 point 1"."""
        if self._word(self._next(part.last)) in self.words.sets["point"] and self._digits(part.last + 1):
            decimals = self._spoken_digits(part.last + 1)
            if decimals and part.value == part.value.to_integral_value():
                return part._replace(value=Decimal(f"{part.value}.{self.tokens[part.last + 1].text}"), last=decimals.last)
        return part

    # ------------------------------------------------------------------------------------- words

    def _phrase(self, at: int) -> _Part | None:
        """The longest number in words that starts at token ``at``."""
        word = self._word(at)
        if word in self.words.sets["minus"]:
            found, last = self._negative(at, at + 1)
            if found and found[0].first == at:
                return _Part(Decimal(str(found[0].value)), last, digits=found[0].digits)
            return None
        part = self._fraction(at) or self._halved(at) or self._vague(at) or self._number(at)
        if part is None or part.ordinal or part.kind == "fraction" or part.plural:
            return part
        return self._out_of(self._collected(part))

    def _number(self, at: int) -> _Part | None:
        word = self._word(at)
        if word in self.words.sets["point"]:
            part = self._pointed(_Part(Decimal(0), at)) if at == 0 else None
            return part if part and part.last > at else None
        if word in self.words.sets["one"] and word not in self.words.small:
            return self._article(at)
        if word in self.words.small and self.words.small[word] == 0 and (part := self._zeros(at)):
            return part
        group = self._group(at)
        if group is None:
            return self._pointed(self._scaled(_Part(Decimal(1), at), at)) if self._bare(at) else None
        if group.ordinal:
            return group
        return self._pointed(self._scaled(group))

    def _zeros(self, at: int) -> _Part | None:
        """Leading zeros: "zéro huit"."""
        last = at
        while self.words.small.get(self._word(last)) == 0 and last - at < _ZEROS:
            last = self._next(last + 1)
        word = self._word(last)
        if self.words.small.get(word) == 0:
            return None
        part = self._number(last) if word in self.words.small or word in self.words.tens else None
        part = part or (self._group(last) if word in self.words.hundred else None)
        return part if part and not part.ordinal else None

    def _article(self, at: int) -> _Part | None:
        """ "a hundred", "a million": the article counts only before a hundred or a scale."""
        after = self._next(at + 1)
        word = self._word(after)
        if word in self.words.hundred:
            group = self._hundred(Decimal(1), after)
            return self._pointed(self._scaled(group)) if group else None
        if word in self.words.scales and word not in self.words.plurals:
            return self._pointed(self._scaled(_Part(Decimal(1), at + 1)))
        return None

    def _bare(self, at: int) -> bool:
        """Whether a token is a scale that makes a number by itself ("mille"), or only before another number ("thousand nine hundred")."""
        word = self._word(at)
        if word not in self.words.bare or word not in self.words.scales:
            return False
        return not self.words.table["digits_times_hundred"] or self._group(self._after_and(at + 1)) is not None

    def _after_and(self, at: int) -> int:
        after = self._next(at)
        return self._next(after + 1) if self._word(after) in self.words.sets["and"] else after

    def _group(self, at: int) -> _Part | None:
        """A number below 10,000 without scales: "deux cent trente", "forty-five hundred"."""
        word = self._word(at)
        if word in self.words.hundred:
            if self.words.table["digits_times_hundred"] and not self._below(self._after_and(at + 1)):
                return None
            return self._hundred(Decimal(1), at)
        low = self._below(at)
        if low is None or low.ordinal:
            return low
        after = self._next(low.last)
        factors = self.words.table["hundred_factors"]
        if self._word(after) in self.words.hundred | self.words.hundreds and (int(low.value) in factors or not factors) and low.value:
            return self._hundred(low.value, after)
        return self._year(low) or low

    def _year(self, low: _Part) -> _Part | None:
        """ "nineteen seventy-three"."""
        after = self._next(low.last)
        if not self.words.table["years_in_pairs"] or not 13 <= low.value <= 19 or self._word(after) not in self.words.tens:
            return None
        rest = self._below(after)
        return _Part(low.value * 100 + rest.value, rest.last) if rest and not rest.ordinal else None

    def _hundred(self, factor: Decimal, at: int) -> _Part | None:
        """Hundreds with what follows; ``at`` is the word for a hundred."""
        value, after = factor * 100, self._next(at + 1)
        if self._word(at) in self.words.hundreds and self.words.table["digits_times_hundred"]:
            return _Part(value, at + 1)
        if self._word(after) in self.words.joined:
            return _Part(value + self.words.joined[self._word(after)], after + 1, ordinal=True)
        if self.words.table["and_after_hundred"] and self._word(after) in self.words.sets["and"]:
            after = self._next(after + 1)
        low = self._below(after)
        if low is None or self._word(self._next(low.last)) in self.words.hundred | self.words.hundreds or not low.value:
            return _Part(value, at + 1)
        return low._replace(value=value + low.value)

    def _below(self, at: int) -> _Part | None:
        """A number below a hundred, cardinal or ordinal."""
        word = self._word(at)
        if word in self.words.ordinals:
            return _Part(Decimal(self.words.ordinals[word]), at + 1, ordinal=True)
        if word in self.words.tens:
            return self._tens(self.words.tens[word], at + 1)
        small = self.words.small.get(word)
        if small is None:
            return None
        after = self._next(at + 1)
        if small == self.words.table["score_factor"] and self._word(after) in self.words.sets["score"]:
            return self._tens(20 * small, after + 1)
        if small == 10 and self.words.table["ten_takes"]:
            return self._teen(0, at)
        return _Part(Decimal(small), at + 1)

    def _tens(self, base: int, last: int) -> _Part:
        """What follows a ten: "vingt et un", "quatre-vingt-dix-sept", "twenty-first"."""
        table, after = self.words.table, self._next(last)
        tied = self._word(after) in self.words.sets["and"] and bool(table["and_in_tens"])
        if tied:
            after = self._next(after + 1)
        unit, ordinal = self._unit(after)
        if tied and unit not in table["and_in_tens"]:
            return _Part(Decimal(base), last)
        one_needs_and = bool(table["and_in_tens"]) and base != 20 * table["score_factor"]
        if 2 <= unit <= 9 or (unit == 1 and (tied or not one_needs_and)):
            return _Part(Decimal(base + unit), after + 1, ordinal)
        if base in table["teens_after"] and 10 <= unit <= 16:
            return self._teen(base, after)
        return _Part(Decimal(base), last)

    def _unit(self, at: int) -> tuple[int, bool]:
        """The small number at a token, -1 if none, and whether it is an ordinal."""
        word = self._word(at)
        if word in self.words.small:
            return self.words.small[word], False
        value = self.words.joined.get(word, self.words.ordinals.get(word, self.words.ordinals.get(word.removesuffix("s"), -1)))
        return value, value > 0

    def _teen(self, base: int, at: int) -> _Part:
        """Ten to nineteen after ``base``: "soixante-dix-huit"."""
        ten, ordinal = self._unit(at)
        unit, last_ordinal = self._unit(self._next(at + 1))
        if ten == 10 and not ordinal and unit in self.words.table["ten_takes"]:
            return _Part(Decimal(base + 10 + unit), self._next(at + 1) + 1, last_ordinal)
        return _Part(Decimal(base + ten), at + 1, ordinal)

    # ------------------------------------------------------------------------------------- scales

    def _scaled(self, part: _Part, first_scale: int | None = None) -> _Part:
        """The part with the scales and smaller groups that follow: "deux millions trois cent mille", "1,5 million"."""
        scale_at = self._next(part.last) if first_scale is None else first_scale
        total, limit, group = Decimal(0), Decimal(10) ** 16, part
        while True:
            scale = self.words.scales.get(self._word(scale_at), 0)
            if not scale or scale >= limit:
                return group._replace(value=total + group.value)
            value, limit, last = group.value * scale, Decimal(scale), scale_at + 1
            # "cinquante-trois mille millions": a larger scale right after multiplies.
            while (larger := self.words.scales.get(self._word(self._next(last)), 0)) > limit:
                value, limit, last = value * larger, Decimal(larger), self._next(last) + 1
            total += value
            if (halved := self._and_half(last)) and limit > 1000:
                return group._replace(value=total + limit / 2, last=halved)
            rest = self._rest(last, limit)
            if rest is None:
                return group._replace(value=total, last=last)
            group, scale_at = rest._replace(digits=part.digits), self._next(rest.last)
            if rest.ordinal:
                return rest._replace(value=total + rest.value)

    def _rest(self, last: int, limit: Decimal) -> _Part | None:
        """The group after a scale, unless it begins a number of its own ("mille et trois mille")."""
        after = self._next(last)
        tied = self._word(after) in self.words.sets["and"]
        if self._word(last - 1) in self.words.plurals and tied:
            return None
        start = self._next(after + 1) if tied else after
        word = self._word(start)
        group = self._group(start) if word not in self.words.ordinals or not tied else None
        group = group or self._joined_ordinal(start)
        if group is None or not group.value or group.value >= limit:
            return None
        allowed = self.words.table["and_after_scale"]
        if tied and (group.value not in allowed if allowed else group.value >= 1000):
            return None
        follower = self.words.scales.get(self._word(self._next(group.last)), 0)
        return None if follower >= limit or (tied and follower) else group

    def _joined_ordinal(self, at: int) -> _Part | None:
        value = self.words.joined.get(self._word(at))
        return _Part(Decimal(value), at + 1, ordinal=True) if value else None

    def _and_half(self, at: int) -> int:
        """Where "et demi", "and a half" ends, 0 if it does not stand at ``at``."""
        for phrase in self.words.table["and_half"]:
            if all(self._word(at + n) == word for n, word in enumerate(phrase)):
                return at + len(phrase)
        return 0

    def _pointed(self, part: _Part) -> _Part:
        """Spoken decimals, then a scale: "two point two million"; a half: "two and a half million"."""
        if (halved := self._and_half(part.last)) and self.words.table["half_after_number"]:
            return self._scaled(part._replace(value=part.value + Decimal("0.5"), last=halved))
        at = self._next(part.last)
        if self._word(at) not in self.words.sets["point"]:
            return part
        zeros, after = "", self._next(at + 1)
        while self.words.small.get(self._word(after)) == 0 and len(zeros) < _ZEROS:
            zeros, after = zeros + "0", self._next(after + 1)
        group = self._group(after) if not self._digits(after) else self._spoken_digits(after)
        if group is None or group.ordinal:
            return part
        return self._scaled(part._replace(value=Decimal(f"{part.value}.{zeros}{group.value}"), last=group.last))

    def _spoken_digits(self, at: int) -> _Part | None:
        text = self.tokens[at].text
        return _Part(Decimal(text), at + 1) if text.isascii() and len(text) <= 9 else None

    # ------------------------------------------------------------------------------------- fractions, dozens, several

    def _halved(self, at: int) -> _Part | None:
        """ "un demi-million", "half a million", "une demi-douzaine", "half a dozen"."""
        after = self._next(at + 1) if self._word(at) in self.words.sets["one"] else at
        if self._word(after) not in self.words.sets["half"]:
            return None
        then = self._next(after + 1)
        if self._word(then) in self.words.sets["half_link"]:
            then = self._next(then + 1)
        word = self._word(then)
        if word in self.words.scales:
            return _Part(Decimal(self.words.scales[word]) / 2, then + 1)
        if word in self.words.collectives:
            return _Part(Decimal(self.words.collectives[word]) / 2, then + 1, kind="collective")
        hyphen = then > 0 and self.tokens[then - 1].text == "-" if then < len(self.tokens) else False
        return _Part(Decimal("0.5"), after + 1, kind="fraction") if hyphen and after == at + 1 else None

    def _fraction(self, at: int) -> _Part | None:
        """ "la moitié", "deux tiers", "a third of", "three fifths", "half of"."""
        table, word = self.words.table["fractions"], self._word(at)
        if word in table["alone"]:
            after = self._next(at + 1)
            ok = (
                self._word(after) in table["alone_before"]
                and self._word(at - 1) not in table["not_after"]
                and self._word(self._next(after + 1)) not in self.words.scales.keys() | self.words.collectives.keys()
            )
            return _Part(self.words.fractions[word], at + 1, kind="fraction") if ok else None
        count = self._below(at)
        if word in table["articles"] or (count is not None and count.value == 1 and not count.ordinal):
            return self._one_part(at)
        if count is None or count.ordinal or not 2 <= count.value <= 99:
            return None
        return self._parts(count)

    def _one_part(self, at: int) -> _Part | None:
        after = self._next(at + 1)
        name = self._word(after)
        value = self.words.fractions.get(name)
        if value is None and (ordinal := self.words.ordinals.get(name, 0)) > 2:
            value = Decimal(1) / ordinal
        if value is None or (name.endswith("s") and name != "tiers"):
            return None
        followed = self._word(self._next(after + 1))
        if name in map(key, self.words.table["fractions"]["free"]):
            return _Part(value, after + 1, kind="fraction")
        if followed not in self.words.sets["of"] or self._key(after + 2) in self.words.table["fractions"]["not_before"]:
            return None
        beyond = self._next(after + 2)
        beyond = beyond + 1 if self._word(beyond) in self.words.table["one"] else beyond
        if (scale := self.words.scales.get(self._word(beyond))) and beyond > after + 2:
            return _Part(value * scale, beyond + 1)
        return _Part(value, after + 1, kind="fraction")

    def _parts(self, count: _Part) -> _Part | None:
        after = self._next(count.last)
        name = self._word(after)
        under = self.words.fractions.get(name)
        if under is None and name.endswith("s") and (ordinal := self.words.ordinals.get(name.removesuffix("s"), 0)) > 2:
            under = Decimal(1) / ordinal
        not_before = self.words.table["fractions"]["not_before"]
        if under is None or under == Decimal("0.5") or (name not in self.words.fractions and not name.endswith("s")):
            return None
        if any(self._word(after + n) in not_before for n in (1, 2)) or count.value * under >= 1:
            return None
        return _Part(count.value * under, after + 1, kind="fraction")

    def _out_of(self, part: _Part) -> _Part:
        """ "un (Français) sur trois", "one in three", "two out of five"."""
        if part.kind != "cardinal" or part.ordinal or not 1 <= part.value <= 10:
            return part
        for noun in (0, 1, 2):  # "huit personnes interrogées sur dix"
            for phrase in self.words.table["out_of"]:
                at = part.last + noun
                if not all(self._word(at + n) == word for n, word in enumerate(phrase)):
                    continue
                whole = self._plain_at(at + len(phrase))
                if whole and part.value < whole.value and self._word(whole.last) not in self.words.sets["out_of_not_before"]:
                    return _Part(part.value / whole.value, whole.last, digits=part.digits, kind="fraction")
        return part

    def _plain_at(self, at: int) -> _Part | None:
        """A round number that something can be counted out of."""
        if self._digits(at):
            found, last = figures(self.tokens, at, self.words.style)
            part = _Part(found[0].value, last) if len(found) == 1 else None
        else:
            part = self._group(at)
        if part is None or part.ordinal or not (part.value <= 10 or part.value in (20, 100, 1000)) or self._mark_after(part.last):
            return None
        return part

    def _mark_after(self, at: int) -> bool:
        return at < len(self.tokens) and adjacent(self.tokens, at) and self.tokens[at].text not in '.,;:!?)"'

    def _collected(self, part: _Part) -> _Part:
        """ "two dozen", "trois centaines", "une centaine de milliers", "200 dozens"."""
        at = self._next(part.last)
        word = self._word(at)
        times = self.words.collectives.get(word) or self.words.plurals.get(word)
        if not times or word in self.words.scales or (times == 2 and part.value != 1):
            return part
        return self._of_many(_Part(part.value * times, at + 1, digits=part.digits, kind="collective"))

    def _of_many(self, part: _Part) -> _Part:
        """ "dizaines de milliers", "hundreds of thousands"."""
        if self._word(part.last) not in self.words.sets["of"]:
            return part
        times = self.words.plurals.get(self._word(part.last + 1))
        return part._replace(value=part.value * times, last=part.last + 2) if times else part

    def _vague(self, at: int) -> _Part | None:
        """ "des centaines", "plusieurs dizaines de milliers", "dozens", "several hundred", "a few", "une douzaine"."""
        if self._word(at) in self.words.sets["one"] and (part := self._one_vague(at)):
            return part
        start = at + 1 if self._word(at) in self.words.sets["indefinite"] else at
        word = self._word(start) if start == at or self._next(start) == start else ""
        times = self.words.plurals.get(word)
        if times is None and start > at:
            times = 100 if word in self.words.hundred else self.words.scales.get(word) or self.words.collectives.get(word)
        if times:
            of = self._word(start + 1) in self.words.sets["of"]
            ten = times == 10 and not of  # "tens" and "dizaines" alone are dozens of something only with "of"
            return None if ten else self._of_many(_Part(Decimal(times), start + 1, kind="collective", plural=True))
        if start > at and word not in self.words.small:
            return _Part(Decimal(2), at + 1, kind="indefinite", plural=True)
        return None

    def _one_vague(self, at: int) -> _Part | None:
        after = self._next(at + 1)
        word = self._word(after)
        if after != at + 1:
            return None
        if word in self.words.sets["indefinite"]:
            return self._vague(after)
        times = self.words.collectives.get(word)
        if times is None or (times == 2 and self._word(after + 1) not in self.words.sets["of"] and after + 1 < len(self.tokens)):
            return None
        part = self._of_many(_Part(Decimal(times), after + 1, kind="collective"))
        if times == 2 and self._word(part.last) in self.words.sets["of"]:
            return part._replace(last=part.last + 1)
        return part
