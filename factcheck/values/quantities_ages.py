"""Ages: "une femme de 39 ans", "aged 39", "Jane Doe, 39,", "a 39-year-old"."""

from __future__ import annotations

from factcheck.values import units
from factcheck.values.gazetteer import peoples
from factcheck.values.quantities_passage import CALENDAR, Mention, Passage
from factcheck.values.spelling import ascii_form
from factcheck.values.units import Unit

_GROUP = 4  # words before "de 39 ans" among which the person may stand: "un chef d'entreprise sarthois"


def of_mention(passage: Passage, mention: Mention) -> str:
    """The unit of an age, "" when the mention is none."""
    unit, last = mention.unit, mention.whole[1]
    first = mention.whole[0]
    while first in passage.shared:
        first = passage.shared[first]
    if unit and unit.dimension == "time" and unit.key in CALENDAR:
        aged = _aged(passage, first, unit) or _old(passage, unit.last)
        return unit.key if aged or (unit.key == "year" and (_told(passage, first, unit.last) or _apposed(passage, first, last))) else ""
    if unit is None and passage.keys[first - 1] in passage.beside.aged and _led(passage, first):
        return "year"
    bare = unit is None and mention.numeral.digits and 5 <= mention.numeral.value <= 115 and mention.bounds.min == mention.bounds.max
    return "year" if bare and not passage.head_first() and _apposed(passage, first, last) else ""


def _led(passage: Passage, first: int) -> bool:
    return units.phrases(passage.pack, "nouns", "aged").before(passage.tokens, first) is not None


def _aged(passage: Passage, first: int, unit: Unit) -> bool:
    """Before any length of time: "âgé de", "les moins de", "un bébé de"."""
    if passage.keys[first - 1] in passage.beside.aged and _led(passage, first):
        return True
    if units.phrases(passage.pack, "nouns", "aged_group").after(passage.tokens, first - 1):
        return True
    if not passage.listed(first - 1, "no_age_before"):
        return False
    beside = unit.key != "year" or passage.listed(unit.last, "aged_not_after")  # "de 39 ans de prison"
    return person(passage, first - 2) if beside else _person_before(passage, first - 2)


def _person_before(passage: Passage, at: int) -> bool:
    """Whether the nouns and adjectives that end at a token are of a person."""
    for n in range(at, max(at - _GROUP, -1), -1):
        if passage.listed(n, "aged_not_over"):
            return False
        if person(passage, n):
            return True
        if not _within_group(passage, n):
            return False
    return False


def _within_group(passage: Passage, at: int) -> bool:
    token = passage.tokens[at]
    if token.kind != "word":
        return token.text == "-"
    return not passage.listed(at, "stop") or passage.listed(at, "no_age_before")


def person(passage: Passage, at: int) -> bool:
    """Whether the word at a token can have an age."""
    if at < 0:
        return False
    one = passage.key(at).removesuffix("s")
    nouns = passage.pack.table("nouns")
    if passage.listed(at, "aged_nouns") or one in units.words(passage.pack, "aged_nouns") or one.endswith(tuple(nouns["aged_endings"])):
        return True
    found = units.nouns(passage.pack).after(passage.tokens, at)
    if one in passage.pack.table("names")["titles"] or (found is not None and found[0][0] in nouns["aged_units"]):
        return True
    return passage.capital(at) and not passage.opens(at) and ascii_form(passage.written(at)) in peoples(passage.pack)


def _told(passage: Passage, first: int, last: int) -> bool:
    """Years that are an age by the verb or the word before them: "il a 39 ans", "ses 39 ans", "mort à 39 ans", "à 39 ans, il"."""
    if passage.listed(last, "aged_not_after"):
        return False
    over = first - passage.listed(first - 1, "aged_over") - 1
    before = passage.tokens[over].lower if over >= 0 else ""
    nouns = passage.pack.table("nouns")
    if before in nouns["aged_direct"]:
        return not passage.listed(over - 1, "ago")
    if before in nouns["aged_own"]:
        return not passage.listed(last, "own_not_after")
    if before not in nouns["aged_before"]:
        return False
    return any(passage.listed(over - n, "aged_verbs") for n in (1, 2, 3)) or _opening(passage, over, last)


def _opening(passage: Passage, at: int, last: int) -> bool:
    """ "À 39 ans, elle ...", "Dès 19 ans il ...": an age that opens a sentence or a clause."""
    if passage.listed(at, "aged_since"):
        return True
    return passage.written(last) == "," and (passage.opens(at) or passage.written(at - 1) == ",")


def _old(passage: Passage, last: int) -> bool:
    at = last + 1 if passage.written(last) == "-" else last
    return (passage.key(at) == "olds" and passage.key(at) != "") or units.phrases(passage.pack, "nouns", "years_old").after(
        passage.tokens, at
    ) is not None


def _apposed(passage: Passage, first: int, last: int) -> bool:
    """ "Marie Dupont, 39 ans, ...", "Jane Doe (39)"."""
    if first < 2 or passage.written(first - 1) not in (",", "("):
        return False
    closed = last >= len(passage.tokens) or passage.written(last) in (",", ")", ".", ";")
    return closed and passage.capital(first - 2)
