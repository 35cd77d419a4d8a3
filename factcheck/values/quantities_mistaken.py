"""Numbers that look like quantities and are none: years, times of day, "un" and "one" as articles or pronouns."""

from __future__ import annotations

from factcheck.values import quantities_ages as ages
from factcheck.values import quantities_joined as joins
from factcheck.values import quantities_refused as refusals
from factcheck.values import quantities_units as amounts
from factcheck.values import units
from factcheck.values.figures import adjacent
from factcheck.values.quantities_passage import Mention, Passage

_POSSESSIVE = frozenset(("s", "'s"))


def finished(passage: Passage, mention: Mention, at: int) -> Mention | None:
    """The mention with its rate, or None when nothing is counted after all."""
    mention = joins.half_more(passage, mention)
    number, unit = mention.numeral, mention.unit
    if passage.whole_text(number):
        return mention._replace(unit=None)
    if number.kind == "ordinal":
        return mention
    if (
        _year(passage, mention)
        or _vague(mention)
        or _miscounted(passage, mention)
        or _compound(passage, mention)
        or _bracketed(passage, mention)
    ):
        return None
    counted = mention.bounds.min_open and unit is not None
    if number.value == 1 and not number.digits and not counted and not _one(passage, mention, at):
        return None
    if (unit is None or not unit.known) and mention.number[0] == number.first and refusals.model(passage, number, unit):
        return None
    if unit and unit.key == "h" and _clock(passage, mention):
        return None
    return mention._replace(rate=_rate(passage, mention.whole[1]))


def _rate(passage: Passage, at: int) -> str:
    """The period of a rate ("par jour": "day"), or what it is counted in ("pour 100.000 habitants": "100000 inhabitant")."""
    period, _ = units.rate(passage.tokens, at, passage.pack)
    of = passage.starts.get(at + 1) if passage.listed(at, "per") else None
    if period or of is None or not refusals.round_number(of.value):
        return period
    unit = amounts.unit_after(passage, of, of.last)
    return f"{of.value} {unit.key}" if unit and unit.known else str(of.value)


def _compound(passage: Passage, mention: Mention) -> bool:
    """ "a six-speed gearbox", "a two-way street": what it is called, not how many there are."""
    number, unit = mention.numeral, mention.unit
    joined = not number.digits and passage.written(number.last) == "-" and adjacent(passage.tokens, number.last)
    return joined and unit is not None and not unit.known and unit.dimension == "count"


def _vague(mention: Mention) -> bool:
    """ "Several" of nothing that is known, and "several times"."""
    unit = mention.unit
    return mention.numeral.kind == "indefinite" and not (unit and unit.known and unit.key != "occurrence")


def _bracketed(passage: Passage, mention: Mention) -> bool:
    """ "Smith (4)": the number on a shirt, of a seat, of a note."""
    number = mention.numeral
    if mention.unit or not number.digits or number.end - number.start > 3 or passage.written(number.first - 1) != "(":
        return False
    return passage.written(number.last) == ")" and not ages.of_mention(passage, mention)


def _year(passage: Passage, mention: Mention) -> bool:
    """A bare year, or one before a noun that it does not count."""
    number = mention.numeral
    token = passage.tokens[number.last - 1]
    if number.last - number.first != 1 or token.kind != "digits" or len(token.text) != 4 or not 1000 <= number.value <= 2100:
        return False
    if mention.unit and (mention.unit.dimension != "count" or mention.number[0] < number.first):
        return False
    if mention.unit is None or not mention.unit.known:
        return number.value >= 1900 or passage.listed(number.first - 1, "before_year")
    before = number.first - 1
    of_year = (
        passage.listed(before, "before_year")
        or passage.key(before) in _POSSESSIVE
        or (passage.capital(before) and not passage.opens(before))
    )
    return 1950 <= number.value <= 2050 and number.value != 2000 and of_year


def _miscounted(passage: Passage, mention: Mention) -> bool:
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


def _clock(passage: Passage, mention: Mention) -> bool:
    """ "à 20 heures", "20h" are times of day, "à trois heures de route", "en 20h" are not."""
    sign = mention.unit is not None and passage.written(mention.unit.first) in passage.pack.table("nouns")["clock_sign"]
    if sign and mention.bounds.min == mention.bounds.max and 0 <= mention.numeral.value < 24:
        return not passage.listed(mention.whole[0] - 1, "span_before")
    before = units.phrases(passage.pack, "nouns", "clock_before").before(passage.tokens, mention.whole[0])
    return bool(
        before and 0 <= mention.numeral.value <= 24 and passage.key(mention.whole[1]) not in passage.pack.table("nouns")["no_age_before"]
    )


def _one(passage: Passage, mention: Mention, at: int) -> bool:
    """Whether "un", "one" is a number here and not an article or a pronoun."""
    number, unit = mention.numeral, mention.unit
    if number.last - number.first > 1 or passage.key(number.first) not in passage.pack.table("numbers")["one"]:
        return True
    if part := units.phrases(passage.pack, "hedges", "partitive_after").after(passage.tokens, number.last):
        counted = at + 1 < len(passage.numbers) and passage.numbers[at + 1].first - number.last <= 2
        return counted or (unit is not None and unit.first >= part[1])
    if passage.listed(number.first - 1, "not_one_after") or unit is None:
        return False
    if mention.number[0] < number.first:  # "près d'une école" is a place
        return unit.known and not (unit.dimension == "count" and mention.effects == {"nearly"})
    if unit.known and partitive_cue(passage, number.first):
        return True
    if unit.dimension != "count":
        return not (unit.key == "day" and passage.key(number.first) in passage.words["vague_day"])
    alone = passage.pack.table("nouns")["counts_as_one"]
    return unit.key in alone or ("*" in alone and unit.known) or ((unit.known or "-" in unit.key) and _coordinated(passage, mention, at))


def _coordinated(passage: Passage, mention: Mention, at: int) -> bool:
    """Beside another number: "un mort et deux blessés", "un F-16 et deux Su-34"."""
    ahead = passage.numbers[at + 1] if at + 1 < len(passage.numbers) else None
    if ahead and ahead.value != 1 and 0 < ahead.first - mention.whole[1] <= 2 and _joiner(passage, ahead.first - 1):
        return True
    behind = passage.numbers[at - 1] if at else None
    return bool(behind and behind.value != 1 and 0 < mention.whole[0] - behind.last <= 4 and _joiner(passage, mention.whole[0] - 1))


def _joiner(passage: Passage, at: int) -> bool:
    return passage.key(at) in passage.pack.table("numbers")["and"]


def partitive_cue(passage: Passage, at: int) -> bool:
    """Whether "dont" and the like end right before a token; "dont les" is a relative clause."""
    cue = units.phrases(passage.pack, "hedges", "partitive_before").before(passage.tokens, at)
    return cue is not None and passage.tokens[at].lower not in passage.words["partitive_not_before"]
