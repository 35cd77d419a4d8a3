"""Ages: "une femme de 39 ans", "aged 39", "Jane Doe, 39,", "a 39-year-old"."""

from __future__ import annotations

from factcheck.values import units
from factcheck.values.quantities_passage import CALENDAR, Mention, Passage


def of_mention(passage: Passage, mention: Mention) -> str:
    """The unit of an age, "" when the mention is none."""
    unit, first, last = mention.unit, mention.whole[0], mention.whole[1]
    if unit and unit.dimension == "time" and unit.key in CALENDAR:
        return unit.key if _aged(passage, first) or _old(passage, unit.last) or _apposed(passage, first, last, unit.key) else ""
    if unit is None and units.phrases(passage.pack, "nouns", "aged").before(passage.tokens, first):
        return "year"
    bare = unit is None and mention.numeral.digits and 5 <= mention.numeral.value <= 115 and mention.bounds.min == mention.bounds.max
    return "year" if bare and not passage.head_first() and _apposed(passage, first, last, "year") else ""


def _aged(passage: Passage, first: int) -> bool:
    """Words before an age: "âgé de", "une femme de", "mort à" ... 39 ans."""
    nouns = passage.pack.table("nouns")
    if units.phrases(passage.pack, "nouns", "aged").before(passage.tokens, first) or units.phrases(
        passage.pack, "nouns", "aged_group"
    ).after(passage.tokens, first - 1):
        return True
    if passage.key(first - 1) in nouns["no_age_before"]:
        return any(person(passage, first - n) for n in (2, 3, 4))
    over = first - passage.listed(first - 1, "aged_over")
    if passage.listed(over - 1, "aged_direct") and not passage.listed(over - 2, "ago"):
        return passage.key(_year_word(passage, first) + 1) not in nouns["no_age_before"]
    if (
        first > 2
        and any(passage.listed(first - n, "aged_verbs") for n in (2, 3, 4))
        and passage.tokens[first - 1].lower in nouns["aged_before"]
    ):
        return passage.key(_year_word(passage, first) + 1) not in nouns["no_age_before"]
    return False


def _year_word(passage: Passage, first: int) -> int:
    """Where the unit of a length of time that starts at ``first`` stands."""
    near = range(first, min(first + 8, len(passage.tokens)))
    return next((n for n in near if (unit := units.measure(passage.tokens, n, passage.pack)) and unit.dimension == "time"), first)


def person(passage: Passage, at: int) -> bool:
    """Whether the word at a token can have an age."""
    found = units.nouns(passage.pack).after(passage.tokens, at) if at >= 0 else None
    return passage.listed(at, "aged_nouns") or (found is not None and found[0][0] in passage.pack.table("nouns")["aged_units"])


def _old(passage: Passage, last: int) -> bool:
    at = last + 1 if passage.written(last) == "-" else last
    return (passage.key(at) == "olds" and passage.key(at) != "") or units.phrases(passage.pack, "nouns", "years_old").after(
        passage.tokens, at
    ) is not None


def _apposed(passage: Passage, first: int, last: int, unit: str) -> bool:
    """ "Marie Dupont, 39 ans, ...", "Jane Doe (39)"."""
    if unit != "year" or first < 2 or passage.written(first - 1) not in (",", "("):
        return False
    closed = last >= len(passage.tokens) or passage.written(last) in (",", ")", ".", ";")
    return closed and passage.capital(first - 2)
