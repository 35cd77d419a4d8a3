"""Numbers in words: groups below ten thousand, scales, spoken decimals."""

from __future__ import annotations

from decimal import Decimal

from factcheck.values.figures import figures
from factcheck.values.numbers_tokens import Cursor, Part

_SPOKEN = 12  # spoken digits in a row that are still a number
_BOUNDLESS = Decimal(10) ** 16


class WordReader(Cursor):
    """Whole numbers and decimals in words, cardinal and ordinal."""

    def _number(self, at: int) -> Part | None:
        word = self._word(at)
        if word in self.words.sets["point"]:
            part = self._pointed(Part(Decimal(0), at)) if at == 0 else None
            return part if part and part.last > at else None
        if word in self.words.sets["one"] and word not in self.words.small:
            return self._article(at)
        if word in self.words.small and self.words.small[word] == 0 and (part := self._zeros(at)):
            return part
        group = self._group(at)
        if group is None:
            return self._pointed(self._scaled(Part(Decimal(1), at), at)) if self._bare(at) else None
        if group.ordinal:
            return group
        return self._pointed(self._scaled(group))

    def _zeros(self, at: int) -> Part | None:
        """Leading zeros: "zéro huit"."""
        last = at
        while self.words.small.get(self._word(last)) == 0 and last - at < _SPOKEN:
            last = self._next(last + 1)
        word = self._word(last)
        if self.words.small.get(word) == 0:
            return None
        part = self._number(last) if word in self.words.small or word in self.words.tens else None
        part = part or (self._group(last) if word in self.words.hundred else None)
        return part if part and not part.ordinal else None

    def _article(self, at: int) -> Part | None:
        """ "a hundred", "a million": the article counts only before a hundred or a scale."""
        after = self._next(at + 1)
        word = self._word(after)
        if word in self.words.hundred:
            group = self._hundred(Decimal(1), after)
            return self._pointed(self._scaled(group)) if group else None
        if word in self.words.scales and word not in self.words.plurals:
            return self._pointed(self._scaled(Part(Decimal(1), at + 1)))
        return None

    def _bare(self, at: int) -> bool:
        """Whether a token is a scale that makes a number by itself ("mille"), or only before another number ("thousand nine hundred")."""
        word = self._word(at)
        if word not in self.words.bare or word not in self.words.scales:
            return False
        return not self.words.table["digits_times_hundred"] or self._group(self._over_and(at + 1)) is not None

    # -------------------------------------------------------------------------------------- groups

    def _group(self, at: int) -> Part | None:
        """A number below 10,000 without scales: "deux cent trente", "forty-five hundred"."""
        word = self._word(at)
        if hundreds := self.words.values["hundreds"].get(word):
            return self._after_hundreds(Decimal(hundreds), at)
        if word in self.words.hundred:
            if self.words.table["digits_times_hundred"] and not self._below(self._over_and(at + 1)):
                return None
            return self._hundred(Decimal(1), at)
        low = self._below(at)
        return low if low is None or low.ordinal else self._of_hundreds(low) or self._year(low) or low

    def _of_hundreds(self, low: Part) -> Part | None:
        """ "deux cents", "deux centième"."""
        after = self._next(low.last)
        if self._word(after) in self.words.hundred | self.words.hundreds and low.value and self._counts(low, "hundred_factors"):
            return self._hundred(low.value, after)
        if self.words.ordinals.get(self._word(after)) == 100 and low.value and self._counts(low, "hundred_factors"):
            return Part(low.value * 100, after + 1, ordinal=True)
        return None

    def _counts(self, low: Part, factors: str) -> bool:
        """Whether a number can stand before a hundred: any can where the language names none."""
        allowed = self.words.table[factors]
        return not allowed or int(low.value) in allowed

    def _year(self, low: Part) -> Part | None:
        """ "nineteen seventy-three", but not "nineteen twenty-dollar notes"."""
        after = self._next(low.last)
        if not self.words.table["years_in_pairs"] or not 13 <= low.value <= 20 or self._word(after) not in self.words.tens:
            return None
        rest = self._below(after)
        return Part(low.value * 100 + rest.value, rest.last) if rest and not rest.ordinal and not self._hyphenated(rest.last) else None

    def _hundred(self, factor: Decimal, at: int) -> Part:
        """Hundreds with what follows; ``at`` is the word for a hundred."""
        if self._word(at) in self.words.hundreds and self.words.table["digits_times_hundred"]:
            return Part(factor * 100, at + 1)
        return self._after_hundreds(factor * 100, at)

    def _after_hundreds(self, value: Decimal, at: int) -> Part:
        after = self._next(at + 1)
        if self.words.table["and_after_hundred"] and self._word(after) in self.words.sets["and"]:
            after = self._next(after + 1)
        if self._word(after) in self.words.joined:
            return Part(value + self.words.joined[self._word(after)], after + 1, ordinal=True)
        low = self._below(after)
        if low is None or not 0 < low.value < 100 or self._word(self._next(low.last)) in self.words.hundred | self.words.hundreds:
            return Part(value, at + 1)
        return low._replace(value=value + low.value)

    def _below(self, at: int) -> Part | None:
        """A number below a hundred, cardinal or ordinal."""
        word = self._word(at)
        if word in self.words.ordinals:
            return Part(Decimal(self.words.ordinals[word]), at + 1, ordinal=True)
        if word in self.words.tens:
            return self._tens(self.words.tens[word], at + 1)
        small = self.words.small.get(word)
        if small is None:
            return None
        if small == self.words.table["score_factor"] and (part := self._scores(small, self._next(at + 1))):
            return part
        if small == 10 and self.words.table["ten_takes"]:
            return self._teen(0, at)
        return Part(Decimal(small), at + 1)

    def _scores(self, factor: int, at: int) -> Part | None:
        """ "quatre-vingts", "quatre-vingt-un", "quatre-vingtième"."""
        if self._word(at) in self.words.sets["score"]:
            return self._tens(20 * factor, at + 1)
        if self.words.ordinals.get(self._word(at)) == 20:
            return Part(Decimal(20 * factor), at + 1, ordinal=True)
        return None

    def _tens(self, base: int, last: int) -> Part:
        """What follows a ten: "vingt et un", "quatre-vingt-dix-sept", "twenty-first"."""
        table, after = self.words.table, self._next(last)
        tied = self._word(after) in self.words.sets["and"] and bool(table["and_in_tens"])
        if tied:
            after = self._next(after + 1)
        unit, ordinal = self._unit(after)
        if tied and unit not in table["and_in_tens"]:
            return Part(Decimal(base), last)
        one_needs_and = bool(table["and_in_tens"]) and base != 20 * table["score_factor"]
        if 2 <= unit <= 9 or (unit == 1 and (tied or not one_needs_and)):
            return Part(Decimal(base + unit), after + 1, ordinal)
        if base in table["teens_after"] and 10 <= unit <= 16:
            return self._teen(base, after)
        return Part(Decimal(base), last)

    def _unit(self, at: int) -> tuple[int, bool]:
        """The small number at a token, -1 if none, and whether it is an ordinal."""
        word = self._word(at)
        if word in self.words.small:
            return self.words.small[word], False
        value = self.words.joined.get(word, self.words.ordinals.get(word, self.words.ordinals.get(word.removesuffix("s"), -1)))
        return value, value > 0

    def _teen(self, base: int, at: int) -> Part:
        """Ten to nineteen after ``base``: "soixante-dix-huit"."""
        ten, ordinal = self._unit(at)
        unit, last_ordinal = self._unit(self._next(at + 1))
        if ten == 10 and not ordinal and unit in self.words.table["ten_takes"]:
            return Part(Decimal(base + 10 + unit), self._next(at + 1) + 1, last_ordinal)
        return Part(Decimal(base + ten), at + 1, ordinal)

    # ------------------------------------------------------------------------------------- scales

    def _scaled(self, part: Part, first_scale: int | None = None) -> Part:
        """The part with the scales and smaller groups that follow: "deux millions trois cent mille", "1,5 million"."""
        scale_at = self._next(part.last) if first_scale is None else first_scale
        total, limit, group = Decimal(0), _BOUNDLESS, part
        while True:
            if ordinal := self._ordinal_scale(group, scale_at, limit):
                return ordinal._replace(value=total + ordinal.value)
            scale = Decimal(self.words.scales.get(self._word(scale_at), 0))
            if self._long(scale, limit, total):  # "dos mil trescientos millones": all that was read counts millions
                total, limit, group = Decimal(0), _BOUNDLESS, group._replace(value=total + group.value)
            if not scale or scale >= limit:
                return group._replace(value=total + group.value)
            value, limit, last = group.value * scale, scale, scale_at + 1
            # "cinquante-trois mille millions": a larger scale right after multiplies.
            while (larger := self.words.scales.get(self._word(self._next(last)), 0)) > limit:
                value, limit, last = value * larger, Decimal(larger), self._next(last) + 1
            total += value
            if (halved := self._and_half(last)) and limit > 1000:
                return group._replace(value=total + limit / 2, last=halved)
            rest = self._rest(last, limit, total)
            if rest is None:
                return group._replace(value=total, last=last)
            group, scale_at = rest._replace(digits=part.digits), self._next(rest.last)
            if rest.ordinal:
                return rest._replace(value=total + rest.value)

    def _ordinal_scale(self, group: Part, at: int, limit: Decimal) -> Part | None:
        """ "deux millième", "cent millionième"; "un millième" is a part of a thousand."""
        scale = self.words.ordinals.get(self._word(at), 0)
        if not 1000 <= scale < limit or not group.value or (group.value == 1 and self.words.table["hundred_factors"]):
            return None
        return Part(group.value * scale, at + 1, ordinal=True, digits=group.digits)

    def _long(self, scale: Decimal, limit: Decimal, total: Decimal) -> bool:
        """Whether a larger scale counts the thousands before it, as in languages that say "mil millones" for a billion."""
        return bool(self.words.table["thousands_of_millions"]) and limit == 1000 and scale > limit and total < scale

    def _rest(self, last: int, limit: Decimal, total: Decimal) -> Part | None:
        """The group after a scale, unless it begins a number of its own ("mille et trois mille")."""
        after = self._next(last)
        tied = self._word(after) in self.words.sets["and"]
        if self._word(last - 1) in self.words.plurals and tied:
            return None
        start = self._next(after + 1) if tied else after
        word = self._word(start)
        if not tied and self._bare(start) and self.words.scales[word] < limit and not self.words.table["digits_times_hundred"]:
            return Part(Decimal(1), start)  # "un million mille"
        if not tied and (figure := self._figure_after(start, limit)):
            return figure
        group = None if tied and word in self.words.ordinals and not self._ties_ordinal(start) else self._group(start)
        group = group or self._joined_ordinal(start)
        if group is None or not group.value or group.value >= limit:
            return None
        allowed = self.words.table["and_after_scale"]
        if tied and (group.value not in allowed if allowed else group.value >= 1000):
            return None
        follower = Decimal(self.words.scales.get(self._word(self._next(group.last)), 0))
        apart = follower >= limit and not self._long(follower, limit, total)
        return None if apart or (tied and follower) else group

    def _ties_ordinal(self, at: int) -> bool:
        """ "one thousand and first", but not "two million and first-time buyers"."""
        return bool(self.words.table["and_after_hundred"]) and not self._hyphenated(at + 1)

    def _figure_after(self, at: int, limit: Decimal) -> Part | None:
        """ "1 million 200 000", "2 millions 500 mille", "3 mille 500": digits that fill the places after a scale."""
        if not self._digits(at):
            return None
        found, last = figures(self.tokens, at, self.words.style)
        value = found[0].value if len(found) == 1 else Decimal(0)
        if not 100 <= value < limit or value != value.to_integral_value():
            return None
        scale = self.words.scales.get(self._word(self._next(last)), 0)
        fills = scale < limit and value * scale < limit if scale else value * 1000 >= limit
        return Part(value, last, digits=True) if fills else None

    def _joined_ordinal(self, at: int) -> Part | None:
        value = self.words.joined.get(self._word(at))
        return Part(Decimal(value), at + 1, ordinal=True) if value else None

    def _and_half(self, at: int) -> int:
        """Where "et demi", "and a half" ends, 0 if it does not stand at ``at``."""
        if self._key(self._next(at)) not in self.words.and_halves:  # as mostly
            return 0
        return next((last for phrase in self.words.table["and_half"] if (last := self._over(at, phrase))), 0)

    # ------------------------------------------------------------------------------------- decimals

    def _pointed(self, part: Part) -> Part:
        """Spoken decimals, then a scale: "two point two million"; a half: "two and a half million"."""
        if (halved := self._and_half(part.last)) and self.words.table["half_after_number"] and part.value < 100:
            return self._scaled(part._replace(value=part.value + Decimal("0.5"), last=halved))
        at = self._next(part.last)
        if self._word(at) not in self.words.sets["point"] or part.value != part.value.to_integral_value():
            return part
        decimals, last = self._decimals(self._next(at + 1))
        if not decimals:
            return part
        return self._scaled(part._replace(value=part.value + Decimal(f"0.{decimals}"), last=last))

    def _decimals(self, at: int) -> tuple[str, int]:
        """What is said after the point: zeros and a number, or digit by digit where the language says them so."""
        said, last = self._one_by_one(at)
        if len(said) > 1 and self.words.table["decimals_one_by_one"]:
            return said, last
        zeros = said[: len(said) - len(said.lstrip("0"))]
        after = at
        for _ in zeros:
            after = self._next(after + 1)
        group = self._spoken_digits(after) if self._digits(after) else self._group(after)
        if group is None or group.ordinal:
            return (said, last) if said == zeros else ("", at)
        return f"{zeros}{group.value}", group.last

    def _one_by_one(self, at: int) -> tuple[str, int]:
        """The run of words for single digits that starts at a token, as digits."""
        said, last = "", at
        while 0 <= (digit := self.words.small.get(self._word(at), -1)) <= 9 and len(said) < _SPOKEN:
            last = at + 1
            said, at = f"{said}{digit}", self._next(at + 1)
        return said, last
