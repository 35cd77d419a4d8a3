"""Numbers in digits with the words and letters that belong to them: "3 mille", "40k", "2 and a half", "1er"."""

from __future__ import annotations

from decimal import Decimal

from factcheck.values.figures import Figure, adjacent
from factcheck.values.numbers_fractions import FractionReader
from factcheck.values.numbers_tokens import Part
from factcheck.values.units import money_before

_CURRENCIES = frozenset(("€", "$", "£", "¥", "eur", "usd", "gbp", "chf"))


class DigitReader(FractionReader):
    """Numbers that begin with digits."""

    def _written(self, one: Figure) -> Part:
        """A figure with what belongs to it."""
        part = Part(one.value, one.last, digits=True, kind="fraction" if one.fraction else "cardinal")
        part = self._scaled(self._grown(part))
        if part.last > one.last:
            part = part._replace(kind="cardinal")  # "1/2 million"
        elif self._suffixed(part.last):
            part = part._replace(ordinal=True, last=part.last + 1)
        elif self.words.table["half_after_number"]:
            part = self._pointed(part)
        return part if part.ordinal else self._out_of(self._collected(part))

    def _suffixed(self, at: int) -> bool:
        return adjacent(self.tokens, at) and self._word(at) in self.words.sets["ordinal_suffixes"]

    def _coded(self, at: int) -> bool:
        """Digits that belong to a name or to a number that was refused: "G7", "F-16", "Covid-19", "Canal+2", "2^8"."""
        tokens = self.tokens
        if not adjacent(tokens, at):
            return False
        before = tokens[at - 1]
        if before.kind == "word":
            elided = before.text.endswith("'")  # "plus d'1,5 million"
            return not elided and money_before(tokens, at, self.pack) is None
        if before.text in "-–+" and adjacent(tokens, at - 1):
            joined = tokens[at - 2].kind == "digits" and before.text != "+"
            named = tokens[at - 2].kind == "word" and tokens[at - 2].key not in self.pack.table("hedges")["joined"]  # "sub-7"
            return (named and tokens[at - 2].key not in self.words.sets["minus"]) or joined
        return before.text in "/_:.,^"

    def _game(self, last: int) -> bool:
        """Digits that a word and more digits follow: "3-in-1", "two-for-1"."""
        link = self._next(last)
        return self._hyphenated(last) and self._word(link) in self.words.sets["coded_links"] and self._hyphenated(link + 1)

    def _grown(self, part: Part) -> Part:
        """Thousands written as letters: "40k", "12 M€", "3 Mds", "1,2 M d'habitants"."""
        if part.last >= len(self.tokens):
            return part
        token = self.tokens[part.last]
        near = token.start - self.tokens[part.last - 1].end
        times = self._suffix(part, near) or (self.words.values["abbreviated"].get(token.key, 0) if near <= 1 else 0)
        if near <= 1 and self.words.table["digits_times_hundred"] and token.key in self.words.hundred:
            times = 100
        return part._replace(value=part.value * times, last=part.last + 1) if times else self._spoken_point(part)

    def _suffix(self, part: Part, near: int) -> int:
        """What a letter multiplies by. "5G" is a network and "5.5G" a number; "3 M" is three million only before what it counts."""
        token, after = self.tokens[part.last], part.last + 1
        times = self.words.values["suffixes"].get(token.text, 0)
        if not times and part.value != part.value.to_integral_value():
            times = self.words.values["suffixes_after_decimals"].get(token.text, 0)
        if near == 0:
            closed = not adjacent(self.tokens, after) or self.tokens[after].kind == "mark"
            return times if closed else 0
        counted = self._key(after) in _CURRENCIES or (self._word(after) in self.words.sets["of"] and token.text.isupper())
        return times if near == 1 and counted else 0

    def _spoken_point(self, part: Part) -> Part:
        """ "1 point 1"."""
        if self._word(self._next(part.last)) in self.words.sets["point"] and self._digits(part.last + 1):
            decimals = self._spoken_digits(part.last + 1)
            if decimals and part.value == part.value.to_integral_value():
                return part._replace(value=part.value + Decimal(f"0.{self.tokens[part.last + 1].text}"), last=decimals.last)
        return part
