"""Two mentions that are one value: hours with minutes, dollars with cents, an hour and a half."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Number
from factcheck.values import hedges, units
from factcheck.values.figures import plain
from factcheck.values.quantities_passage import Mention, Passage


def joined(passage: Passage, left: Mention, right: Mention) -> Mention | None:
    """Hours with minutes, dollars with cents: two mentions that are one value."""
    if left.unit is None or left.bounds.min != left.bounds.max or right.bounds.approximate or left.bounds.value is None:
        return None
    gap = range(left.whole[1], right.whole[0])
    if len(gap) > 1 or (len(gap) == 1 and passage.key(gap[0]) not in passage.pack.table("numbers")["and"]):
        return None
    if left.unit.dimension == "money":
        return _with_cents(passage, left, right)
    return _with_minutes(passage, left, right) if left.unit.key in ("h", "min") else None


def _with_cents(passage: Passage, left: Mention, right: Mention) -> Mention | None:
    last = right.whole[1]
    named = units.is_cent(passage.tokens[last - 1], passage.pack)
    if right.unit is None and last < len(passage.tokens) and units.is_cent(passage.tokens[last], passage.pack):
        named, right = True, right._replace(whole=(right.whole[0], last + 1))
    value = right.numeral.value
    # "4 euros 50": two digits right after the currency.
    named |= (
        right.unit is None and left.whole[1] == right.whole[0] and right.numeral.digits and right.numeral.end - right.numeral.start == 2
    )
    whole = left.whole[0] == 0 and right.whole[1] == len(passage.tokens)  # "$3 and fourteen": only where nothing else can be counted
    named |= whole and right.unit is None
    if not named or left.unit is None or left.unit.key == "cent" or not 0 <= value < 100 or left.numeral.value != int(left.numeral.value):
        return None
    return _sum(passage, left, right, plain(Decimal(str(left.numeral.value)) + Decimal(str(value)) / 100))


def _with_minutes(passage: Passage, left: Mention, right: Mention) -> Mention | None:
    smaller = {"h": "min", "min": "s"}[left.unit.key] if left.unit else ""
    bare = right.unit is None and left.whole[1] == right.whole[0] and right.numeral.digits
    if not (bare or (right.unit and right.unit.key == smaller)) or not 0 <= right.numeral.value < 60:
        return None
    return _sum(passage, left, right, plain(Decimal(str(left.numeral.value)) + Decimal(str(right.numeral.value)) / 60))


def _sum(passage: Passage, left: Mention, right: Mention, value: Number) -> Mention:
    effects = hedges.Bounds(value, value, approximate=left.bounds.approximate, value=value)
    return left._replace(bounds=effects, whole=(left.whole[0], right.whole[1]), numeral=left.numeral._replace(value=value))


def half_more(passage: Passage, mention: Mention) -> Mention:
    """ "deux heures et demie", "an hour and a half"."""
    unit = mention.unit
    b = mention.bounds
    if unit is None or unit.dimension == "count" or b.value is None or unit.last != mention.whole[1]:
        return mention
    if passage.keys[unit.last] not in passage.beside.halved:
        return mention
    for phrase in passage.pack.table("numbers")["and_half"]:
        if passage.key(unit.last) == phrase[0] and all(passage.key(unit.last + n) == word for n, word in enumerate(phrase)):
            low, high = (None if side is None else side + 0.5 for side in (b.min, b.max))
            halved = b._replace(min=low, max=high, value=b.value + 0.5)
            return mention._replace(bounds=halved, whole=(mention.whole[0], unit.last + len(phrase)))
    return mention
