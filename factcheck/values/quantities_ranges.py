"""Two numbers that make a range: "entre 10 et 15", "24 à 36 heures", "$10-$20", "deux ou trois"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from factcheck.language import Pack
from factcheck.model import Number
from factcheck.values import hedges, units
from factcheck.values import quantities_units as amounts
from factcheck.values.changes import leaves_level
from factcheck.values.figures import adjacent, plain
from factcheck.values.numbers import Numeral
from factcheck.values.quantities_mistaken import finished
from factcheck.values.quantities_passage import Mention, Passage
from factcheck.values.quantities_refused import refused
from factcheck.values.units import Unit

REACH = 6  # tokens between the two numbers of a range
_RANGED = frozenset(("cardinal", "collective"))  # kinds of numbers of which a range is made


def ranged_pair(passage: Passage, at: int) -> Mention | None:
    """ "entre 10 et 15", "24 à 36 heures", "$10-$20", "deux ou trois": a number and the next one."""
    low, high = passage.numbers[at], passage.numbers[at + 1]
    if high.first - low.last > REACH or low.value >= high.value >= 0 or low.plural or high.plural or not {low.kind, high.kind} <= _RANGED:
        return None
    if _joints(passage.pack).isdisjoint([t.lower for t in passage.tokens[low.last : high.first]]):
        return None
    if refused(passage, low) or refused(passage, high):
        return None
    middle = units.measure(passage.tokens, low.last, passage.pack)
    link = middle.last if middle else low.last
    high, unit = amounts.with_unit(passage, high)
    opening = amounts.money_before(passage, low) or units.prefixed(passage.tokens, low.first, passage.pack)
    first = opening.first if opening else low.first
    if not _links(passage, link, low, high, first, unit):
        return None
    if middle and (unit is None or (unit.key, unit.first > high.first) != (middle.key, True)) and (unit is None or unit.key != middle.key):
        return None
    low_value = shared_scale(passage, low, high)
    if not low_value < high.value:
        return None
    return _ranged(passage, low, high, low_value, unit or opening, first, link, at)


@cache
def _joints(pack: Pack) -> frozenset[str]:
    """Every word that can make a range of the numbers around it."""
    table = pack.table("hedges")
    return frozenset((*table["range"], *table["alternative"], *(link for _, link in table["range_between"])))


def one_or_two(passage: Passage, at: int) -> Mention | None:
    """ "un an ou deux", "a year or two": the noun stands behind the first of them."""
    high = passage.numbers[at]
    noun, one = high.first - 2, high.first - 3
    if high.value != 2 or high.digits or one < 0 or passage.tokens[high.first - 1].lower not in passage.words["alternative"]:
        return None
    if passage.key(one) not in passage.pack.table("numbers")["one"] or amounts.unit_after(passage, high, high.last):
        return None
    unit = units.measure(passage.tokens, noun, passage.pack) or units.noun(passage.tokens, noun, passage.pack, one=True)
    if unit is None or unit.last != high.first - 1:
        return None
    lead = hedges.before(passage.tokens, one, passage.pack)
    numeral = high._replace(first=one, start=passage.tokens[one].start)
    return Mention(hedges.between(1, 2, lead.effects), (lead.first, high.last), (lead.first, high.last), unit, numeral)


def score(passage: Passage, at: int) -> int:
    """ "2-1", "2014-15": digits joined by a hyphen that make no range count nothing; the numeral after them, else 0."""
    low, high = passage.numbers[at], passage.numbers[at + 1]
    joined = high.first - low.last == 1 and passage.written(low.last) in "-–" and adjacent(passage.tokens, high.first)
    return at + 2 if joined and low.digits and adjacent(passage.tokens, low.last) and not passage.whole_text(low) else 0


def _ranged(
    passage: Passage, low: Numeral, high: Numeral, value: Number, unit: Unit | None, first: int, link: int, at: int
) -> Mention | None:
    lead = hedges.before(passage.tokens, _opening(passage, first), passage.pack)
    trail = hedges.after(passage.tokens, max(high.last, unit.last if unit else 0), passage.pack)
    bare = unit is None and passage.written(link) in "-–" and not lead.effects
    if bare and not (low.first == 0 and high.last == len(passage.tokens)):
        return None
    bounds = hedges.between(value, high.value, lead.effects | trail.effects)
    start = min(lead.first, _opening(passage, first))
    last = max(high.last, unit.last if unit else 0)
    return finished(passage, Mention(bounds, (start, high.last), (start, last), unit, high._replace(first=low.first, start=low.start)), at)


def _opening(passage: Passage, first: int) -> int:
    """Where a range with its "entre" starts."""
    return first - 1 if _opened(passage, first) else first


def _opened(passage: Passage, first: int) -> bool:
    return first > 0 and any(passage.key(first - 1) == opening for opening, _ in _pairs(passage))


def _pairs(passage: Passage) -> list[tuple[str, str]]:
    return [(opening, link) for opening, link in passage.words["range_between"]]


def _links(passage: Passage, link: int, low: Numeral, high: Numeral, first: int, unit: Unit | None) -> bool:
    """Whether the word at ``link`` makes a range of the numbers around it."""
    start = unit.first if unit and unit.first < high.first else high.first
    if passage.written(link) == "-" and start - link > 1:
        link += 1  # "8- to 16-inch", "0-to-60"
    if passage.written(start - 1) == "-" and start - 1 > link:
        start -= 1
    if link + 1 != start:
        return False
    word = passage.key(link) if passage.tokens[link].kind == "mark" else passage.tokens[link].lower
    if _opened(passage, first):
        return any(word == end for _, end in _pairs(passage)) or word in passage.words["range"]
    if word in passage.words["alternative"]:
        return low.value >= 1 and high.value <= 2 * shared_scale(passage, low, high)
    return word in passage.words["range"] and not changed(passage, first)


def changed(passage: Passage, first: int) -> bool:
    """ "est passé de 12 à 15": two states, no range."""
    if first and passage.tokens[first - 1].lower in passage.words["not_range_after"]:
        return True
    if not first or passage.tokens[first - 1].lower not in passage.words["from"]:
        return False
    return leaves_level(passage.tokens, first - 1, passage.pack)


def shared_scale(passage: Passage, low: Numeral, high: Numeral) -> Number:
    """ "1,5 à 2 millions": the first number takes the scale of the second."""
    if low.last - low.first > 3 or (not passage.digit_end(low) and low.value > 20):
        return low.value
    for scale in (10**12, 10**9, 10**6, 10**3):
        if scale == 1000 and passage.digit_end(high) and high.last - high.first > 1 and low.value < 100 <= high.value / 100:
            return low.value * scale if low.value * scale < high.value else low.value  # "10 ou 15.000"
        said = passage.digit_end(high) or high.value < scale
        if not said and low.value * scale < high.value and _names_scale(passage, high, scale):
            return plain(Decimal(str(low.value)) * scale)
    return low.value


def _names_scale(passage: Passage, number: Numeral, scale: int) -> bool:
    table, last = passage.pack.table("numbers"), passage.tokens[number.last - 1]
    names = [*table["scales"].get(str(scale), ()), *table["abbreviated"].get(str(scale), ()), *table["suffixes"].get(str(scale), ())]
    return last.lower in names or last.text in names or table["letters"].get(last.text) == scale
