"""The unit, the currency or the counted noun beside a number."""

from __future__ import annotations

from decimal import Decimal

from factcheck.values import units
from factcheck.values.figures import adjacent, plain
from factcheck.values.numbers import Numeral
from factcheck.values.quantities_passage import Passage
from factcheck.values.units import Unit

_QUOTES = frozenset("\"'")


def with_unit(passage: Passage, number: Numeral) -> tuple[Numeral, Unit | None]:
    """The unit beside a number; letters that stand for a scale ("$2.5m", "12.3m tonnes") join the number."""
    before = None
    if passage.keys[number.first - 1] in passage.beside.leading:
        paid = passage.keys[number.first - 1] in passage.beside.paying
        before = (money_before(passage, number) if paid else None) or units.prefixed(passage.tokens, number.first, passage.pack)
    if number.digits and adjacent(passage.tokens, number.last):
        number = _scale_letter(passage, number, before) or number
    if before:
        return number, before._replace(last=number.last)
    return number, unit_after(passage, number, number.last)


def money_before(passage: Passage, number: Numeral) -> Unit | None:
    """The currency before a number, unless it follows the number before ("1 USD 23 cents")."""
    unit = units.money_before(passage.tokens, number.first, passage.pack)
    if unit is None or unit.first == 0:
        return unit
    after_number = unit.first in passage.ends
    return None if after_number and not (adjacent(passage.tokens, number.first) and not adjacent(passage.tokens, unit.first)) else unit


def _scale_letter(passage: Passage, number: Numeral, before: Unit | None) -> Numeral | None:
    """The number with the letters of a scale that are joined to its digits."""
    letter = passage.pack.table("numbers")["letters"].get(passage.written(number.last))
    if not letter:
        return None
    at = number.last + 1
    follows = units.measures(passage.pack).after(passage.tokens, at) or _counts_known(passage, at)
    if (adjacent(passage.tokens, at) and passage.tokens[at].kind != "mark") or not (before or follows):
        return None
    value = plain(Decimal(str(number.value)) * letter)
    return number._replace(value=value, last=at, end=passage.tokens[at - 1].end)


def _counts_known(passage: Passage, at: int) -> bool:
    """Whether something known is counted from a token on."""
    unit = joint_noun(passage, at)
    return unit is not None and unit.known


def joint_noun(passage: Passage, at: int) -> Unit | None:
    """What is counted from a token on, behind one adjective or two: "people", "digital and physical sales"."""
    unit = units.noun(passage.tokens, at, passage.pack, one=False)
    if unit:
        return unit
    joint = next((n for n in range(at + 1, at + 4) if passage.key(n) in passage.pack.table("numbers")["and"]), None)
    if joint is None or any(passage.tokens[n].kind != "word" or passage.listed(n, "stop") for n in range(at, joint)):
        return None
    return units.noun(passage.tokens, joint + 1, passage.pack, one=False)


def unit_after(passage: Passage, number: Numeral, at: int) -> Unit | None:
    """The unit or the counted noun that starts at a token, over the words that may stand between."""
    keys, beside, start = passage.keys, passage.beside, at
    if keys[at] in beside.linking:
        at = _over_link(passage, number, at)
    parts = at > start and number.kind == "cardinal" and not links_noun(passage, number)
    hyphen = keys[at] == "-" and adjacent(passage.tokens, at) and adjacent(passage.tokens, at + 1)
    at += hyphen or (keys[at] in _QUOTES and _quoted(passage, at))
    if keys[at] in beside.measured and (unit := units.measure(passage.tokens, at, passage.pack)):
        return None if _decade(passage, number, unit) else unit
    if adjacent(passage.tokens, at) and passage.tokens[at].kind == "word" and passage.written(at - 1)[-1] not in "-'\"":
        return None
    if at == number.last and beside.head_first and links_noun(passage, number):
        return None
    ahead = at
    while keys[ahead] in beside.pre and ahead < at + 2:
        ahead += 1
    if ahead > at and (unit := units.measure(passage.tokens, ahead, passage.pack)) and unit.dimension == "time":
        # "2.1 last year": a singular is not what more than one counts
        return unit if abs(number.value) < 2 or passage.key(unit.last - 1).endswith("s") else None
    one = number.kind == "cardinal" and not parts and (abs(number.value) < 2 if beside.head_first else number.value == 1)
    return joint_noun(passage, at) if parts else units.noun(passage.tokens, at, passage.pack, one or hyphen)


def _quoted(passage: Passage, at: int) -> bool:
    """Whether a mark of quotation opens right before a word: "50 *"terrorists"*"."""
    tokens = passage.tokens
    opens = at + 1 < len(tokens) and tokens[at].text in _QUOTES and tokens[at + 1].kind == "word"
    return opens and not adjacent(tokens, at) and adjacent(tokens, at + 1)


def _decade(passage: Passage, number: Numeral, unit: Unit) -> bool:
    """ "the 1990s", "in her 30s"."""
    return unit.key == "s" and number.digits and adjacent(passage.tokens, number.last) and number.value % 10 == 0


def _over_link(passage: Passage, number: Numeral, at: int) -> int:
    """Over "de", "of" after millions, dozens and fractions, "an" after a half, "des", "of the" after a part of a whole."""
    table = passage.pack.table("numbers")
    part = units.phrases(passage.pack, "hedges", "partitive_after").after(passage.tokens, at)
    if part and number.kind == "cardinal":
        return passage.starts[part[1]].last if part[1] in passage.starts else part[1]
    if links_noun(passage, number) and passage.key(at) in table["of"]:
        return at + 1
    if number.kind == "fraction" and passage.key(at) in table["half_link"]:
        return at + 1
    return at


def links_noun(passage: Passage, number: Numeral) -> bool:
    """Millions, dozens and fractions take "de" before what they count."""
    large = abs(number.value) >= 1e6 and not passage.digit_end(number)
    return number.kind in ("collective", "fraction") or (number.plural and number.kind != "indefinite") or large
