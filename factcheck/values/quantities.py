"""Numbers with what they count or measure: quantities and lengths of time, with the bounds that their hedges give.

The reader goes over the numerals once. Each is joined with its hedges, its currency or unit, its counted noun, and with
the next numeral when both make a range. What is a year, a label, a code, an address or a bullet counts nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Duration, Number, Quantity, Token
from factcheck.values import hedges, spans, units
from factcheck.values.figures import adjacent, plain
from factcheck.values.hedges import Bounds
from factcheck.values.numbers import Numeral
from factcheck.values.units import Unit

_CALENDAR = frozenset(("day", "week", "month", "year"))
_SENTENCE_ENDS = frozenset('.!?:;"')
_BREAKS = frozenset(",;:.()!?")
_PARTITIVE_REACH = 8  # tokens between "dont" and the number that it governs


class _Mention(NamedTuple):
    """A number or a range with its hedges and its unit; token ranges of number and hedge, and of everything."""

    bounds: Bounds
    number: tuple[int, int]
    whole: tuple[int, int]
    unit: Unit | None
    numeral: Numeral
    rate: str = ""


def read(
    text: str, tokens: Sequence[Token], numbers: Sequence[Numeral], pack: Pack, taken: Sequence[tuple[int, int]] = ()
) -> list[Quantity | Duration]:
    """Quantities and durations of a folded text, in order of appearance; none overlaps a span of ``taken``."""
    return _Reader(text, tokens, numbers, pack, taken).read()


class _Reader:
    def __init__(
        self, text: str, tokens: Sequence[Token], numbers: Sequence[Numeral], pack: Pack, taken: Sequence[tuple[int, int]]
    ) -> None:
        self.text, self.tokens, self.pack = text, tokens, pack
        self.taken = sorted(taken)
        self.numbers = [number for number in numbers if not self._is_taken(number.start, number.end)]
        self.words = pack.table("hedges")
        self.starts = {number.first: number for number in self.numbers}
        self.ends = {number.last for number in self.numbers}

    def read(self) -> list[Quantity | Duration]:
        mentions: list[_Mention] = []
        at = 0
        while at < len(self.numbers):
            pair = self._range(at)
            if pair is None and (last := self._score(at)):
                at = last
                continue
            new = pair or self._single(at)
            at += 2 if pair else 1
            if new:
                self._add(mentions, new)
        found = [value for mention in mentions if (value := self._value(mention))]
        ordered = sorted([*found, *self._articles()], key=lambda value: value.start)
        return [value for n, value in enumerate(ordered) if not n or value.start >= ordered[n - 1].end]

    def _add(self, mentions: list[_Mention], new: _Mention) -> None:
        """Join a mention to the one before ("2 heures 30"), or append it; a noun that both reach is the later one's."""
        last = mentions[-1] if mentions else None
        if last and (joined := self._joined(last, new)):
            mentions[-1] = joined
        elif last is None or new.whole[0] >= last.number[1]:
            if last:
                mentions[-1] = last._replace(whole=(last.whole[0], min(last.whole[1], new.whole[0])))
            mentions.append(new)

    # ------------------------------------------------------------------------------------- tokens

    def _is_taken(self, start: int, end: int) -> bool:
        at = bisect_right(self.taken, (start, len(self.text)))
        return any(a < end and start < b for a, b in self.taken[max(0, at - 1) : at + 1])

    def _key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "word" and self.tokens[at].text[0].isupper()

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[last - 1].end

    def _opens(self, at: int) -> bool:
        """Whether a sentence or line starts at a token."""
        if at <= 0 or self.tokens[at - 1].text in _SENTENCE_ENDS:
            return True
        return "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def _listed(self, at: int, name: str) -> bool:
        return self._key(at) in units.words(self.pack, name)

    # ------------------------------------------------------------------------------------- one number

    def _single(self, at: int) -> _Mention | None:
        number = self.numbers[at]
        if self._refused(number):
            return None
        number, unit = self._with_unit(number)
        first = unit.first if unit and unit.first < number.first else number.first
        lead = hedges.before(self.tokens, first, self.pack)
        trail = hedges.after(self.tokens, number.last, self.pack)
        if trail.effects and (unit is None or unit.last <= number.last):
            unit = self._unit_after(number, trail.last) or unit
        last = max(number.last, unit.last if unit else 0, trail.last)
        late = hedges.after(self.tokens, last, self.pack) if not trail.effects else trail
        bounds = self._bounds(number, self._effects(lead.effects, lead.first, unit) | trail.effects | late.effects)
        mention = _Mention(bounds, (lead.first, max(number.last, trail.last)), (lead.first, last), unit, number)
        return self._finished(mention, at)

    def _bounds(self, number: Numeral, effects: frozenset[str]) -> Bounds:
        if number.kind == "indefinite":
            return hedges.several(number.value)
        if number.plural:
            return hedges.many(number.value)
        if number.kind == "collective":
            effects |= {"about"}
        return hedges.bounds(number.value, effects)

    def _effects(self, effects: frozenset[str], first: int, unit: Unit | None) -> frozenset[str]:
        """ "over three days" is a stretch of time; "lasted over three days" is more than three."""
        blocked = unit and unit.key in _CALENDAR and self._key(first) in self.words["blocked_over_time"]
        return effects - {"more"} if blocked and self._key(first - 1) not in self.words["over_time_leads"] else effects

    def _with_unit(self, number: Numeral) -> tuple[Numeral, Unit | None]:
        """The unit beside a number; letters that stand for a scale ("$2.5m", "12.3m tonnes") join the number."""
        before = self._money_before(number) or units.prefixed(self.tokens, number.first, self.pack)
        scaled = self._scale_letter(number, before)
        number = scaled or number
        if before:
            return number, before._replace(last=number.last)
        return number, self._unit_after(number, number.last)

    def _money_before(self, number: Numeral) -> Unit | None:
        """The currency before a number, unless it follows the number before ("1 USD 23 cents")."""
        unit = units.money_before(self.tokens, number.first, self.pack)
        if unit is None or unit.first == 0:
            return unit
        after_number = unit.first in self.ends
        return None if after_number and not (adjacent(self.tokens, number.first) and not adjacent(self.tokens, unit.first)) else unit

    def _scale_letter(self, number: Numeral, before: Unit | None) -> Numeral | None:
        letter = self.pack.table("numbers")["letters"].get(self._text(number.last)) if adjacent(self.tokens, number.last) else None
        if not letter or not number.digits:
            return None
        at = number.last + 1
        follows = units.measures(self.pack).after(self.tokens, at) or units.nouns(self.pack).after(self.tokens, at)
        if (adjacent(self.tokens, at) and self.tokens[at].kind != "mark") or not (before or follows):
            return None
        value = plain(Decimal(str(number.value)) * letter)
        return number._replace(value=value, last=at, end=self.tokens[at - 1].end)

    def _unit_after(self, number: Numeral, at: int) -> Unit | None:
        """The unit or the counted noun that starts at a token, over the words that may stand between."""
        at = self._over_link(number, at)
        hyphen = at < len(self.tokens) and self.tokens[at].text == "-" and adjacent(self.tokens, at) and adjacent(self.tokens, at + 1)
        at += hyphen
        if unit := units.measure(self.tokens, at, self.pack):
            return None if self._decade(number, unit) else unit
        if adjacent(self.tokens, at) and self.tokens[at].kind == "word" and self._text(at - 1)[-1] not in "-'":
            return None
        if at == number.last and self._head_first() and self._links_noun(number):
            return None
        ahead = at
        while self._listed(ahead, "pre") and ahead < at + 2:
            ahead += 1
        if ahead > at and (unit := units.measure(self.tokens, ahead, self.pack)) and unit.dimension == "time":
            return unit
        one = number.kind == "cardinal" and (abs(number.value) < 2 if self._head_first() else number.value == 1)
        return units.noun(self.tokens, at, self.pack, one or hyphen)

    def _decade(self, number: Numeral, unit: Unit) -> bool:
        """ "the 1990s", "in her 30s"."""
        return unit.key == "s" and number.digits and adjacent(self.tokens, number.last) and number.value % 10 == 0

    def _over_link(self, number: Numeral, at: int) -> int:
        """Over "de", "of" after millions, dozens and fractions, "an" after a half, "des", "of the" after a part of a whole."""
        table = self.pack.table("numbers")
        part = units.phrases(self.pack, "hedges", "partitive_after").after(self.tokens, at)
        if part and number.kind == "cardinal":
            return self.starts[part[1]].last if part[1] in self.starts else part[1]
        if self._links_noun(number) and self._key(at) in table["of"]:
            return at + 1
        if number.kind == "fraction" and self._key(at) in table["half_link"]:
            return at + 1
        return at

    def _links_noun(self, number: Numeral) -> bool:
        """Millions, dozens and fractions take "de" before what they count."""
        large = abs(number.value) >= 1e6 and not self._digit_end(number)
        return number.kind in ("collective", "fraction") or (number.plural and number.kind != "indefinite") or large

    def _digit_end(self, number: Numeral) -> bool:
        return self.tokens[number.last - 1].kind == "digits"

    # ------------------------------------------------------------------------------------- ranges

    def _range(self, at: int) -> _Mention | None:
        """ "entre 10 et 15", "24 à 36 heures", "$10-$20", "deux ou trois"."""
        if at + 1 >= len(self.numbers):
            return None
        low, high = self.numbers[at], self.numbers[at + 1]
        if high.first - low.last > 6 or {low.kind, high.kind} - {"cardinal", "collective"} or low.plural or high.plural:
            return None
        if self._refused(low) or self._refused(high):
            return None
        middle = units.measure(self.tokens, low.last, self.pack)
        link = middle.last if middle else low.last
        high, unit = self._with_unit(high)
        opening = self._money_before(low) or units.prefixed(self.tokens, low.first, self.pack)
        first = opening.first if opening else low.first
        if not self._links(link, low, high, first, unit):
            return None
        if (
            middle
            and (unit is None or (unit.key, unit.first > high.first) != (middle.key, True))
            and (unit is None or unit.key != middle.key)
        ):
            return None
        low_value = self._shared_scale(low, high)
        if not low_value < high.value:
            return None
        return self._ranged(low, high, low_value, unit or opening, first, link, at)

    def _score(self, at: int) -> int:
        """ "2-1", "2014-15": digits joined by a hyphen that make no range count nothing; the numeral after them, else 0."""
        low, high = self.numbers[at], self.numbers[at + 1] if at + 1 < len(self.numbers) else None
        joined = high and high.first - low.last == 1 and self._text(low.last) in "-–" and adjacent(self.tokens, high.first)
        return at + 2 if joined and low.digits and adjacent(self.tokens, low.last) and not self._whole_text(low) else 0

    def _ranged(self, low: Numeral, high: Numeral, value: Number, unit: Unit | None, first: int, link: int, at: int) -> _Mention | None:
        lead = hedges.before(self.tokens, self._between(first) or first, self.pack)
        trail = hedges.after(self.tokens, max(high.last, unit.last if unit else 0), self.pack)
        bare = unit is None and self._text(link) in "-–" and not lead.effects
        if bare and not (low.first == 0 and high.last == len(self.tokens)):
            return None
        bounds = hedges.between(value, high.value, lead.effects | trail.effects)
        start = min(lead.first, self._between(first) or first)
        last = max(high.last, unit.last if unit else 0)
        return self._finished(
            _Mention(bounds, (start, high.last), (start, last), unit, high._replace(first=low.first, start=low.start)), at
        )

    def _between(self, first: int) -> int | None:
        """The token of "entre" right before a range."""
        return first - 1 if any(self._key(first - 1) == opening for opening, _ in self._pairs()) and first else None

    def _pairs(self) -> list[tuple[str, str]]:
        return [(opening, link) for opening, link in self.words["range_between"]]

    def _links(self, link: int, low: Numeral, high: Numeral, first: int, unit: Unit | None) -> bool:
        """Whether the word at ``link`` makes a range of the numbers around it."""
        start = unit.first if unit and unit.first < high.first else high.first
        if self._text(link) == "-" and self._text(link + 2) == "-":
            link, start = link + 1, start - 1  # "0-to-60"
        if link + 1 != start:
            return False
        word = self._key(link) if self.tokens[link].kind == "mark" else self.tokens[link].lower
        if self._between(first) is not None:
            return any(word == end for _, end in self._pairs()) or word in self.words["range"]
        if word in self.words["alternative"]:
            return low.value >= 1 and high.value <= 2 * self._shared_scale(low, high)
        return word in self.words["range"] and not self._changed(first)

    def _changed(self, first: int) -> bool:
        """ "est passé de 12 à 15": two states, no range."""
        if first and self.tokens[first - 1].lower in self.words["not_range_after"]:
            return True
        if not first or self.tokens[first - 1].lower not in self.words["from"]:
            return False
        return any(self.tokens[n].lower in self.words["changes"] for n in range(max(0, first - 4), first - 1))

    def _shared_scale(self, low: Numeral, high: Numeral) -> Number:
        """ "1,5 à 2 millions": the first number takes the scale of the second."""
        if low.last - low.first > 3 or (not self._digit_end(low) and low.value > 20):
            return low.value
        for scale in (10**12, 10**9, 10**6, 10**3):
            if scale == 1000 and self._digit_end(high) and high.last - high.first > 1 and low.value < 100 <= high.value / 100:
                return low.value * scale if low.value * scale < high.value else low.value  # "10 ou 15.000"
            said = self._digit_end(high) or high.value < scale
            if not said and low.value * scale < high.value and self._names_scale(high, scale):
                return plain(Decimal(str(low.value)) * scale)
        return low.value

    def _names_scale(self, number: Numeral, scale: int) -> bool:
        table, last = self.pack.table("numbers"), self.tokens[number.last - 1]
        names = [*table["scales"].get(str(scale), ()), *table["abbreviated"].get(str(scale), ()), *table["suffixes"].get(str(scale), ())]
        return last.lower in names or last.text in names or table["letters"].get(last.text) == scale

    # ------------------------------------------------------------------------------------- refusals

    def _refused(self, number: Numeral) -> bool:
        """Labels, codes, addresses, bullets: numbers that count nothing."""
        if number.kind == "ordinal" or self._whole_text(number):
            return not self._whole_text(number) and not self._rank(number)
        if self._listed(number.first - 1, "placed_before") and self._unit_after(number, number.last) is None:
            return True
        if self._nominal(number):
            return True
        return self._coded(number) or self._labelled(number) or self._street(number) or self._bullet(number)

    def _nominal(self, number: Numeral) -> bool:
        """Numbers used as names or adjectives: "le 49.3", "toutes deux", "tolérance zéro", "tout neuf", "pour 100.000"."""
        before = number.first - 1
        if self._listed(before, "per") and number.value >= 100 and str(number.value).strip("0") == "1" and self._follows(number):
            return True
        word = not number.digits and (number.value == 0 or self._key(number.first) in self.pack.table("numbers")["bare_after_noun"])
        if not word and not self._listed(before, "nominal_before") and not self._listed(before, "refused_after"):
            return False
        return self._unit_after(number, number.last) is None and self._money_before(number) is None

    def _follows(self, number: Numeral) -> bool:
        """Whether another number stands a few tokens before."""
        return any(number.first - distance in self.ends for distance in range(1, 5))

    def _whole_text(self, number: Numeral) -> bool:
        return number.first == 0 and number.last == len(self.tokens)

    def _coded(self, number: Numeral) -> bool:
        """Digits glued to letters that are no currency and no unit: "MH17", "49ers", "4K"."""
        if adjacent(self.tokens, number.first) and self.tokens[number.first - 1].kind == "word":
            return self._money_before(number) is None
        if number.digits and len(self._text(number.first)) > 1 and self._text(number.first).startswith("0") and number.value >= 1:
            return True  # "0737 GMT"
        if not number.digits or not adjacent(self.tokens, number.last) or self.tokens[number.last].kind != "word":
            return False
        glued = self._text(number.last) in self.pack.table("numbers")["letters"]
        return not glued and self._unit_after(number, number.last) is None

    def _labelled(self, number: Numeral) -> bool:
        before = number.first - 1
        if self._listed(before, "labels") and number.kind == "cardinal" and units.prefixed(self.tokens, number.first, self.pack) is None:
            return number.digits or self._capital(before)
        if self._text(before) == "." and self._listed(before - 1, "labels") and adjacent(self.tokens, before):
            return len(self._key(before - 1)) <= 2
        named = (self._capital(before) and self._capital(before - 1)) or (self._capital(before) and not self._opens(before))
        word = self._capital(number.first) and not number.digits
        return bool(word and named and self._unit_known(number) is None)

    def _unit_known(self, number: Numeral) -> Unit | None:
        unit = self._with_unit(number)[1]
        return unit if unit and unit.known else None

    def _model(self, number: Numeral, bare: bool) -> bool:
        """ "Boeing 737", "iPhone 11": a name right before digits that count nothing known (``bare``: nothing at all)."""
        first, before = number.first, number.first - 1
        if not number.digits or before < 0 or self.tokens[before].kind != "word" or self._between_words(before, first):
            return False
        text = self.tokens[before].text
        return (text[-1].isupper() and len(text) > 1) or (
            any(c.isupper() for c in text) and (not self._opens(before) or (bare and not self._listed(before, "stop")))
        )

    def _between_words(self, before: int, first: int) -> bool:
        return self.tokens[first].start - self.tokens[before].end != 1

    def _street(self, number: Numeral) -> bool:
        if not number.digits:
            return False
        at = number.last + (self._text(number.last) == ",")
        if self._head_first():
            return self._listed(at, "streets") and self._key(number.last) not in ("km", "m")
        return any(self._listed(at + n, "streets") and self._capital(at + n) and self._capital(at) for n in (1, 2))

    def _head_first(self) -> bool:
        return bool(self.pack.table("nouns")["plural"]["head"] == "first")

    def _bullet(self, number: Numeral) -> bool:
        if not number.digits or not self._opens(number.first) or self._text(number.last) not in (".", ")", "/"):
            return False
        line = number.first == 0 or "\n" in self.text[self.tokens[number.first - 1].end : number.start]
        return line and number.last + 1 < len(self.tokens) and adjacent(self.tokens, number.last)

    def _rank(self, number: Numeral) -> bool:
        after = self._listed(number.last, "rank_nouns")
        return after or (self._listed(number.first - 1, "rank_verbs") and not self._listed(number.last, "pre"))

    def _year(self, mention: _Mention) -> bool:
        """A bare year, or one before a noun that it does not count."""
        number = mention.numeral
        token = self.tokens[number.last - 1]
        if number.last - number.first != 1 or token.kind != "digits" or len(token.text) != 4 or not 1000 <= number.value <= 2100:
            return False
        if mention.unit and (mention.unit.dimension != "count" or mention.number[0] < number.first):
            return False
        if mention.unit is None or not mention.unit.known:
            return number.value >= 1900 or self._listed(number.first - 1, "before_year")
        return 1950 <= number.value <= 2050 and number.value != 2000 and self._listed(number.first - 1, "before_year")

    # ------------------------------------------------------------------------------------- one, parts, rates

    def _finished(self, mention: _Mention, at: int) -> _Mention | None:
        """The mention with its rate, or None when nothing is counted after all."""
        mention = self._half_more(mention)
        number, unit = mention.numeral, mention.unit
        if self._whole_text(number):
            return mention._replace(unit=None)
        if number.kind == "ordinal":
            return mention
        if self._year(mention) or (number.kind == "indefinite" and not (unit and unit.known)) or self._miscounted(mention):
            return None
        if number.value == 1 and not number.digits and not mention.bounds.min_open and not self._one(mention, at):
            return None
        if (unit is None or not unit.known) and mention.number[0] == number.first and self._model(number, unit is None):
            return None
        if unit and unit.key == "h" and self._clock(mention):
            return None
        period, last = units.rate(self.tokens, mention.whole[1], self.pack)
        return mention._replace(rate=period) if last else mention

    def _miscounted(self, mention: _Mention) -> bool:
        """People and things are not counted in thousandths: "1,234 personnes" in French is not to be trusted."""
        unit, number = mention.unit, mention.numeral
        if number.kind == "fraction":
            return False
        return bool(
            unit
            and unit.dimension == "count"
            and unit.known
            and number.digits
            and number.value != int(number.value)
            and unit.key not in ("point", "occurrence")
        )

    def _clock(self, mention: _Mention) -> bool:
        """ "à 20 heures", "20h" are times of day, "à trois heures de route", "en 20h" are not."""
        sign = mention.unit is not None and self._text(mention.unit.first) in self.pack.table("nouns")["clock_sign"]
        if sign and mention.bounds.min == mention.bounds.max and 0 <= mention.numeral.value < 24:
            return not self._listed(mention.whole[0] - 1, "span_before")
        before = units.phrases(self.pack, "nouns", "clock_before").before(self.tokens, mention.whole[0])
        return bool(
            before and 0 <= mention.numeral.value <= 24 and self._key(mention.whole[1]) not in self.pack.table("nouns")["no_age_before"]
        )

    def _one(self, mention: _Mention, at: int) -> bool:
        """Whether "un", "one" is a number here and not an article or a pronoun."""
        number, unit = mention.numeral, mention.unit
        if number.last - number.first > 1 or self._key(number.first) not in self.pack.table("numbers")["one"]:
            return True
        if self._listed(number.first - 1, "not_one_after") or unit is None:
            return False
        if mention.number[0] < number.first:
            return unit.known
        if units.phrases(self.pack, "hedges", "partitive_after").after(self.tokens, number.last):
            return at + 1 < len(self.numbers) and self.numbers[at + 1].first - number.last <= 2
        if unit.known and self._partitive_cue(number.first):
            return True
        if unit.dimension != "count":
            return not (unit.key == "day" and self._key(number.first) in self.words["vague_day"])
        alone = self.pack.table("nouns")["counts_as_one"]
        return unit.key in alone or ("*" in alone and unit.known) or ((unit.known or "-" in unit.key) and self._coordinated(mention, at))

    def _coordinated(self, mention: _Mention, at: int) -> bool:
        """Beside another number: "un mort et deux blessés", "un F-16 et deux Su-34"."""
        ahead = self.numbers[at + 1] if at + 1 < len(self.numbers) else None
        if ahead and ahead.value != 1 and 0 < ahead.first - mention.whole[1] <= 2 and self._joiner(ahead.first - 1):
            return True
        behind = self.numbers[at - 1] if at else None
        return bool(behind and behind.value != 1 and 0 < mention.whole[0] - behind.last <= 4 and self._joiner(mention.whole[0] - 1))

    def _joiner(self, at: int) -> bool:
        return self._key(at) in self.pack.table("numbers")["and"]

    def _partitive(self, mention: _Mention) -> bool:
        """Under "dont", "including", "of them", up to the next break of the clause."""
        if units.phrases(self.pack, "hedges", "partitive_after").after(self.tokens, mention.numeral.last):
            return mention.numeral.kind == "cardinal"
        for at in range(mention.whole[0], max(0, mention.whole[0] - _PARTITIVE_REACH), -1):
            if self._partitive_cue(at):
                return True
            if self.tokens[at - 1].text in _BREAKS:
                return self._partitive_cue(at - 1)
        return False

    def _partitive_cue(self, at: int) -> bool:
        """Whether "dont" and the like end right before a token; "dont les" is a relative clause."""
        cue = units.phrases(self.pack, "hedges", "partitive_before").before(self.tokens, at)
        return cue is not None and self.tokens[at].lower not in self.words["partitive_not_before"]

    # ------------------------------------------------------------------------------------- joining

    def _joined(self, left: _Mention, right: _Mention) -> _Mention | None:
        """Hours with minutes, dollars with cents: two mentions that are one value."""
        if left.unit is None or left.bounds.min != left.bounds.max or right.bounds.approximate or left.bounds.value is None:
            return None
        gap = range(left.whole[1], right.whole[0])
        if len(gap) > 1 or (len(gap) == 1 and self._key(gap[0]) not in self.pack.table("numbers")["and"]):
            return None
        if left.unit.dimension == "money":
            return self._with_cents(left, right)
        return self._with_minutes(left, right) if left.unit.key in ("h", "min") else None

    def _with_cents(self, left: _Mention, right: _Mention) -> _Mention | None:
        last = right.whole[1]
        named = units.is_cent(self.tokens[last - 1], self.pack)
        if right.unit is None and last < len(self.tokens) and units.is_cent(self.tokens[last], self.pack):
            named, right = True, right._replace(whole=(right.whole[0], last + 1))
        value = right.numeral.value
        # "4 euros 50": two digits right after the currency.
        named |= (
            right.unit is None and left.whole[1] == right.whole[0] and right.numeral.digits and right.numeral.end - right.numeral.start == 2
        )
        if (
            not named
            or left.unit is None
            or left.unit.key == "cent"
            or not 0 <= value < 100
            or left.numeral.value != int(left.numeral.value)
        ):
            return None
        return self._sum(left, right, plain(Decimal(str(left.numeral.value)) + Decimal(str(value)) / 100))

    def _with_minutes(self, left: _Mention, right: _Mention) -> _Mention | None:
        smaller = {"h": "min", "min": "s"}[left.unit.key] if left.unit else ""
        bare = right.unit is None and left.whole[1] == right.whole[0] and right.numeral.digits
        if not (bare or (right.unit and right.unit.key == smaller)) or not 0 <= right.numeral.value < 60:
            return None
        return self._sum(left, right, plain(Decimal(str(left.numeral.value)) + Decimal(str(right.numeral.value)) / 60))

    def _sum(self, left: _Mention, right: _Mention, value: Number) -> _Mention:
        effects = hedges.Bounds(value, value, approximate=left.bounds.approximate, value=value)
        return left._replace(bounds=effects, whole=(left.whole[0], right.whole[1]), numeral=left.numeral._replace(value=value))

    # ------------------------------------------------------------------------------------- values

    def _value(self, mention: _Mention) -> Quantity | Duration | None:
        unit, number = mention.unit, mention.numeral
        start, end = self._span(*mention.whole)
        if number.kind == "ordinal":
            return self._quantity(mention, "", "rank", start, end)
        if age := self._age(mention):
            return self._quantity(mention, age, "age", start, end)
        if unit and unit.dimension == "time":
            return spans.duration(start, end, mention.bounds, unit.key)
        if number.kind == "fraction" and (unit is None or unit.dimension == "count"):
            return self._quantity(mention, "part", "ratio", start, self._span(*mention.number)[1])
        if unit is None:
            return self._quantity(mention, "", "count", start, end)
        return self._quantity(mention, unit.key, unit.dimension, start, end)

    def _quantity(self, mention: _Mention, unit: str, dimension: str, start: int, end: int) -> Quantity:
        b = mention.bounds
        number_start, number_end = self._span(*mention.number)
        return Quantity(
            start, end, b.min, b.max, b.min_open, b.max_open, b.approximate, b.value, unit, dimension,
            number_start, number_end, mention.rate, self._partitive(mention),
        )  # fmt: skip

    def _half_more(self, mention: _Mention) -> _Mention:
        """ "deux heures et demie", "an hour and a half"."""
        unit = mention.unit
        b = mention.bounds
        if unit is None or unit.dimension == "count" or b.value is None or unit.last != mention.whole[1]:
            return mention
        for phrase in self.pack.table("numbers")["and_half"]:
            if all(self._key(unit.last + n) == word for n, word in enumerate(phrase)):
                low, high = (None if side is None else side + 0.5 for side in (b.min, b.max))
                halved = b._replace(min=low, max=high, value=b.value + 0.5)
                return mention._replace(bounds=halved, whole=(mention.whole[0], unit.last + len(phrase)))
        return mention

    def _age(self, mention: _Mention) -> str:
        """The unit of an age, "" when the mention is none."""
        unit, first, last = mention.unit, mention.whole[0], mention.whole[1]
        if unit and unit.dimension == "time" and unit.key in _CALENDAR:
            return unit.key if self._aged(first) or self._old(unit.last) or self._apposed(first, last, unit.key) else ""
        if unit is None and units.phrases(self.pack, "nouns", "aged").before(self.tokens, first):
            return "year"
        bare = unit is None and mention.numeral.digits and 5 <= mention.numeral.value <= 115 and mention.bounds.min == mention.bounds.max
        return "year" if bare and not self._head_first() and self._apposed(first, last, "year") else ""

    def _aged(self, first: int) -> bool:
        """Words before an age: "âgé de", "une femme de", "mort à" ... 39 ans."""
        nouns = self.pack.table("nouns")
        if units.phrases(self.pack, "nouns", "aged").before(self.tokens, first) or units.phrases(self.pack, "nouns", "aged_group").after(
            self.tokens, first - 1
        ):
            return True
        if self._key(first - 1) in nouns["no_age_before"]:
            return any(self._person(first - n) for n in (2, 3, 4))
        over = first - self._listed(first - 1, "aged_over")
        if self._listed(over - 1, "aged_direct") and not self._listed(over - 2, "ago"):
            return self._key(self._year_word(first) + 1) not in nouns["no_age_before"]
        if (
            first > 2
            and any(self._listed(first - n, "aged_verbs") for n in (2, 3, 4))
            and self.tokens[first - 1].lower in nouns["aged_before"]
        ):
            return self._key(self._year_word(first) + 1) not in nouns["no_age_before"]
        return False

    def _year_word(self, first: int) -> int:
        """Where the unit of a length of time that starts at ``first`` stands."""
        near = range(first, min(first + 8, len(self.tokens)))
        return next((n for n in near if (unit := units.measure(self.tokens, n, self.pack)) and unit.dimension == "time"), first)

    def _person(self, at: int) -> bool:
        """Whether the word at a token can have an age."""
        found = units.nouns(self.pack).after(self.tokens, at) if at >= 0 else None
        return self._listed(at, "aged_nouns") or (found is not None and found[0][0] in self.pack.table("nouns")["aged_units"])

    def _old(self, last: int) -> bool:
        at = last + 1 if self._text(last) == "-" else last
        return (self._key(at) == "olds" and self._key(at) != "") or units.phrases(self.pack, "nouns", "years_old").after(
            self.tokens, at
        ) is not None

    def _apposed(self, first: int, last: int, unit: str) -> bool:
        """ "Marie Dupont, 39 ans, ...", "Jane Doe (39)"."""
        if unit != "year" or first < 2 or self._text(first - 1) not in (",", "("):
            return False
        closed = last >= len(self.tokens) or self._text(last) in (",", ")", ".", ";")
        return closed and self._capital(first - 2)

    def _articles(self) -> list[Duration]:
        """ "for an hour", "within a week": lengths of time whose number is an article."""
        found = []
        for at, token in enumerate(self.tokens):
            if token.lower not in self.words["article_units"] or self._key(at - 1) not in self.words["article_leads"] or not at:
                continue
            unit = units.measure(self.tokens, at + 1, self.pack)
            if unit is None or unit.dimension != "time" or unit.key == "s" or self._is_taken(token.start, self.tokens[unit.last - 1].end):
                continue
            lead = hedges.before(self.tokens, at, self.pack)
            mention = _Mention(
                hedges.bounds(1, self._effects(lead.effects, lead.first, unit)),
                (lead.first, at + 1),
                (lead.first, unit.last),
                unit,
                _article(at, token),
            )
            mention = self._half_more(mention)
            if self.tokens[at - 1].key != "half":
                found.append(spans.duration(*self._span(*mention.whole), mention.bounds, unit.key))
        return found


def _article(at: int, token: Token) -> Numeral:
    return Numeral(at, at + 1, token.start, token.end, 1, "cardinal", False)
