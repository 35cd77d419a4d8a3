"""Numbers that look like quantities and are none: years, times of day, "un" and "one" as articles or pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.values import hedges, units
from factcheck.values import quantities_ages as ages
from factcheck.values import quantities_joined as joins
from factcheck.values import quantities_refused as refusals
from factcheck.values import quantities_units as amounts
from factcheck.values.figures import adjacent
from factcheck.values.numbers import Numeral
from factcheck.values.quantities_passage import Mention, Passage

_POSSESSIVE = frozenset(("s", "'s"))


class _Beside(NamedTuple):
    """The words beside "un", "one" by which it may count something: right before it, in the ``window`` behind it, further on.
    ``dependent``: those in the window that are no nouns; ``alone``: the nouns of which one counts; ``one``: "un", "one"."""

    one: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    dependent: frozenset[str]
    further: frozenset[str]
    alone: frozenset[str]
    window: int


@cache
def _beside(pack: Pack) -> _Beside:
    told = frozenset(("-",))
    after = hedges.opening(pack) | told
    dependent = after | units.phrases(pack, "hedges", "partitive_after").firsts | units.measures(pack).firsts | units.words(pack, "pre")
    nouns = pack.table("nouns")
    return _Beside(
        frozenset(pack.table("numbers")["one"]),
        hedges.closing(pack) | units.leading(pack) | told,
        dependent | units.nouns(pack).firsts,
        dependent,
        after,
        frozenset(nouns["counts_as_one"]),
        1 if nouns["plural"]["head"] == "first" else units.NOUN_WINDOW,
    )


def article(passage: Passage, at: int) -> bool:
    """Whether "un", "one" surely is an article or a pronoun by the words beside it, as it mostly is: that is told at once."""
    number = passage.numbers[at]
    words, last, keys = _beside(passage.pack), number.last, passage.keys
    if number.digits or number.value != 1 or keys[number.first] not in words.one or last - number.first > 1 or last >= len(passage.tokens):
        return False
    if keys[number.first - 1] in words.before and _led(passage, number):
        return False
    behind = keys[last : min(last + words.window + 1, len(passage.tokens))]
    if behind[-1] in words.further and (behind[-1] == "-" or hedges.after(passage.tokens, last + len(behind) - 1, passage.pack).effects):
        return False
    return words.behind.isdisjoint(behind[: words.window]) or _of_noun(passage, at, words)


def all_articles(numbers: Sequence[Numeral], keys: Sequence[str], pack: Pack) -> bool:
    """Whether every number of a text is "un", "one" with no word beside it by which it may count something: of a quarter of the texts with
    a number that is so, and nothing else need be looked at. ``keys``: of the tokens."""
    words, end = _beside(pack), len(keys)
    for number in numbers:
        first, last = number.first, number.last
        if number.value != 1 or number.digits or keys[first] not in words.one or last - first > 1 or last >= end:
            return False
        behind = keys[last : last + words.window + 1]
        if (first and keys[first - 1] in words.before) or behind[-1] in words.further:
            return False
        if not words.behind.isdisjoint(behind[: words.window]):
            return False
    return True


def _led(passage: Passage, number: Numeral) -> bool:
    """Whether the word before "un", "one" belongs to it."""
    before = passage.keys[number.first - 1]
    if before == "-" or hedges.before(passage.tokens, number.first, passage.pack).effects:
        return True
    if before in passage.beside.paying and amounts.money_before(passage, number):
        return True
    return bool(units.prefixed(passage.tokens, number.first, passage.pack))


def _of_noun(passage: Passage, at: int, words: _Beside) -> bool:
    """ "un homme": one of what is counted where nothing else is counted beside it."""
    number = passage.numbers[at]
    if "*" in words.alone or passage.key(number.last) in words.dependent or partitive_cue(passage, number.first):
        return False
    found = units.nouns(passage.pack).after(passage.tokens, number.last)
    if found is None or found[1] > number.last + 1 or found[0][0] in words.alone:
        return False
    return not _coordinated(passage, number.first, found[1], at)


def finished(passage: Passage, mention: Mention, at: int) -> Mention | None:
    """The mention with its rate, or None when nothing is counted after all."""
    mention = joins.half_more(passage, mention)
    number, unit = mention.numeral, mention.unit
    if passage.whole_text(number):
        return mention._replace(unit=None)
    if number.kind == "ordinal":
        return mention
    if _no_length(passage, mention) or (_mistaken_digits if number.digits else _mistaken_words)(passage, mention):
        return None
    counted = mention.bounds.min_open and unit is not None
    if number.value == 1 and not number.digits and not counted and not _one(passage, mention, at):
        return None
    if (unit is None or not unit.known) and mention.number[0] == number.first and refusals.model(passage, number, unit):
        return None
    if unit and unit.key == "s" and adjacent(passage.tokens, unit.first) and refusals.model(passage, number, None):  # "iPhone 6s"
        return None
    if unit and unit.key == "h" and _clock(passage, mention):
        return None
    rate = _rate(passage, mention.whole[1]) if passage.keys[mention.whole[1]] in passage.beside.rated else ""
    return mention._replace(rate=rate) if rate else mention


def _mistaken_digits(passage: Passage, mention: Mention) -> bool:
    number = mention.numeral
    written = passage.tokens[number.last - 1].text
    year = len(written) == 4 and number.last - number.first == 1 and _year(passage, mention, written)
    return year or _miscounted(mention) or (passage.keys[number.first - 1] == "(" and _bracketed(passage, mention))


def _mistaken_words(passage: Passage, mention: Mention) -> bool:
    return _vague(mention) or _compound(passage, mention) or _figurative(passage, mention)


def _rate(passage: Passage, at: int) -> str:
    """The period of a rate ("par jour": "day"), or what it is counted in ("pour 100.000 habitants": "100000 inhabitant")."""
    if over := units.phrases(passage.pack, "hedges", "rate_over").after(passage.tokens, at):
        at = over[1]
    period, _ = units.rate(passage.tokens, at, passage.pack)
    of = passage.starts.get(at + 1) if passage.listed(at, "per") else None
    if period or of is None or not refusals.round_number(of.value):
        return period
    unit = amounts.unit_after(passage, of, of.last)
    return f"{of.value} {unit.key}" if unit and unit.known else str(of.value)


def _compound(passage: Passage, mention: Mention) -> bool:
    """ "a six-speed gearbox", "a two-way street": what it is called, not how many there are."""
    number, unit = mention.numeral, mention.unit
    if unit is None or unit.known or unit.dimension != "count":
        return False
    return passage.written(number.last) == "-" and adjacent(passage.tokens, number.last)


def _no_length(passage: Passage, mention: Mention) -> bool:
    """ "20 Minutes" is a newspaper, "une seconde plaignante" a further one; "un mois de juillet", "une grande semaine" last no time."""
    unit, number = mention.unit, mention.numeral
    if unit is None or unit.dimension != "time":
        return False
    if passage.is_taken(passage.tokens[unit.first].start, passage.tokens[unit.last - 1].end):
        return True
    if number.digits:
        named = passage.capital(unit.first) and passage.written(unit.first)[1:].islower()
        return named and (passage.head_first() or not _in_capitals(passage, number.first - 1, unit.last))
    if number.value != 1:
        return False
    between = range(number.last, unit.first)
    told = any(passage.listed(n, "pre") and not passage.listed(n, "one_whole") for n in between)
    further = unit.key == "s" and unit.last < len(passage.tokens) and passage.tokens[unit.last].kind == "word"
    return told or (further and not passage.listed(unit.last, "stop"))


def _in_capitals(passage: Passage, before: int, after: int) -> bool:
    """Whether the words around a figure have capitals as well, as in headlines; alone it is in one."""
    beside = [n for n in (before, after) if 0 <= n < len(passage.tokens) and passage.tokens[n].kind == "word"]
    return all(passage.capital(n) for n in beside)


def _figurative(passage: Passage, mention: Mention) -> bool:
    """ "un pied dans la porte", "one foot in the door": no measure."""
    number, unit = mention.numeral, mention.unit
    if unit is None or unit.dimension != "length" or number.value != 1:
        return False
    return passage.listed(unit.first, "one_of_body") and not passage.listed(unit.last, "measured_after")


def _vague(mention: Mention) -> bool:
    """ "Several" of nothing that is known, and "several times"."""
    unit = mention.unit
    return mention.numeral.kind == "indefinite" and not (unit and unit.known and unit.key != "occurrence")


def _bracketed(passage: Passage, mention: Mention) -> bool:
    """ "Smith (4)": the number on a shirt, of a seat, of a note."""
    number = mention.numeral
    if mention.unit or number.end - number.start > 3:
        return False
    return passage.written(number.last) == ")" and not ages.of_mention(passage, mention)


def _year(passage: Passage, mention: Mention, written: str) -> bool:
    """A bare year, or one before a noun that it does not count."""
    number = mention.numeral
    if not written.isdecimal() or not 1000 <= number.value <= 2100:
        return False
    if mention.unit and (mention.unit.dimension != "count" or mention.number[0] < number.first):
        return False
    before = number.first - 1
    if mention.unit is None or not mention.unit.known:
        placed = passage.listed(before, "before_year")
        # "2000 embauches": what a round number stands before is counted; so is all that follows a number where nouns come first
        counted = mention.unit is not None and not placed and (passage.head_first() or number.value % 50 == 0)
        return not counted and (number.value >= 1900 or placed)
    of_year = (
        passage.listed(before, "before_year")
        or passage.key(before) in _POSSESSIVE
        or (passage.capital(before) and not passage.opens(before))
    )
    return 1950 <= number.value <= 2050 and number.value != 2000 and of_year


def _miscounted(mention: Mention) -> bool:
    """People and things are not counted in thousandths: "1,234 personnes" in French is not to be trusted."""
    unit, number = mention.unit, mention.numeral
    if unit is None or not unit.known or unit.dimension != "count" or number.value == int(number.value):
        return False
    return number.kind != "fraction" and unit.key not in ("point", "occurrence")


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
    if unit.key in alone or ("*" in alone and unit.known):
        return True
    return (unit.known or "-" in unit.key) and _coordinated(passage, *mention.whole, at)


def _coordinated(passage: Passage, first: int, last: int, at: int) -> bool:
    """Beside another number: "un mort et deux blessés", "un F-16 et deux Su-34"."""
    ahead = passage.numbers[at + 1] if at + 1 < len(passage.numbers) else None
    if ahead and ahead.value != 1 and 0 < ahead.first - last <= 2 and _joiner(passage, ahead.first - 1):
        return True
    behind = passage.numbers[at - 1] if at else None
    return bool(behind and behind.value != 1 and 0 < first - behind.last <= 4 and _joiner(passage, first - 1))


def _joiner(passage: Passage, at: int) -> bool:
    return passage.key(at) in passage.pack.table("numbers")["and"]


def partitive_cue(passage: Passage, at: int) -> bool:
    """Whether "dont" and the like end right before a token; "dont les" is a relative clause."""
    if passage.keys[at - 1] not in passage.beside.cues:
        return False
    cue = units.phrases(passage.pack, "hedges", "partitive_before").before(passage.tokens, at)
    return cue is not None and passage.tokens[at].lower not in passage.words["partitive_not_before"]
