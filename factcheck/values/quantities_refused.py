"""Numbers that count nothing: labels, codes, models, addresses, bullets, ranks."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Number
from factcheck.text import key
from factcheck.values import quantities_units as amounts
from factcheck.values import units
from factcheck.values.figures import adjacent
from factcheck.values.numbers import Numeral
from factcheck.values.quantities_passage import Passage
from factcheck.values.units import Unit

_BULLETS = frozenset(".)/")


def refused(passage: Passage, number: Numeral) -> bool:
    """Labels, codes, addresses, bullets: numbers that count nothing."""
    whole = passage.whole_text(number)
    if number.kind == "ordinal" or whole:
        return not whole and not _rank(passage, number)
    words, before = _words(passage.pack), passage.keys[number.first - 1]
    if before in words.placed and amounts.unit_after(passage, number, number.last) is None:
        return True
    word = not number.digits and (number.value == 0 or passage.keys[number.first] in words.bare)
    if (word or before in words.naming) and _nominal(passage, number, word):  # seldom: most follow another word
        return True
    if _coded(passage, number) or _labelled(passage, number, words):
        return True
    return number.digits and (_street(passage, number, words) or _bullet(passage, number))


class _Words(NamedTuple):
    """The words beside a number by which it may count nothing. Right before it: ``placed``; ``naming``, before what is a name or an
    adjective; ``labels``, ``plural`` those of several. ``bare``: numbers that stand behind a noun as an adjective; ``joining``: "and";
    ``streets``: what these are called."""

    placed: frozenset[str]
    naming: frozenset[str]
    labels: frozenset[str]
    plural: frozenset[str]
    bare: frozenset[str]
    joining: frozenset[str]
    streets: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    labels, numbers = units.words(pack, "labels"), pack.table("numbers")
    skipped = frozenset(map(key, pack.table("hedges")["skipped"]))
    return _Words(
        units.words(pack, "placed_before"),
        skipped.union(*(units.words(pack, name) for name in ("per", "nominal_before", "refused_after"))),
        labels,
        frozenset(label + "s" for label in labels),
        frozenset(numbers["bare_after_noun"]),
        frozenset(numbers["and"]),
        units.words(pack, "streets"),
    )


def _nominal(passage: Passage, number: Numeral, word: bool) -> bool:
    """Numbers used as names or adjectives: "le 49.3", "toutes deux", "tolérance zéro", "tout neuf", "pour 100.000". ``word``: the number
    is a word that may be so behind a noun."""
    before = number.first - 1
    if passage.listed(before, "per") and round_number(number.value) and _follows(passage, number):
        return True
    if word and number.value and _told(passage, before):
        return False
    both = before >= 0 and passage.tokens[before].lower in passage.words["skipped"] and passage.listed(before - 1, "refused_after")
    if not word and not both and not passage.listed(before, "nominal_before") and not passage.listed(before, "refused_after"):
        return False
    unit = amounts.unit_after(passage, number, number.last)
    if unit and not unit.known and word and number.value == 0:  # "la tolérance zéro face au crime"
        return passage.tokens[before].kind == "word" and not passage.listed(before, "stop")
    return unit is None and amounts.money_before(passage, number) is None


def _told(passage: Passage, before: int) -> bool:
    """Whether a number stands where only a count does: "en blessant neuf", "en a tué neuf", "ils sont neuf"."""
    if before < 1:
        return False
    table, near = passage.pack.table("nouns"), passage.tokens[before].lower
    gerund = passage.listed(before - 1, "gerund_after") and near.endswith(tuple(table["gerund_endings"]))
    return gerund or near in table["count_verbs"] or (before > 1 and passage.tokens[before - 1].lower in table["count_auxiliaries"])


def round_number(value: Number) -> bool:
    """A hundred, a thousand, ten thousand ...: what rates are counted in."""
    return value >= 100 and str(value).strip("0") == "1"


def _follows(passage: Passage, number: Numeral) -> bool:
    """Whether another number stands a few tokens before."""
    return any(number.first - distance in passage.ends for distance in range(1, 5))


def _coded(passage: Passage, number: Numeral) -> bool:
    """Digits glued to letters that are no currency and no unit: "MH17", "49ers", "4K"."""
    tokens, first = passage.tokens, number.first
    if first and tokens[first - 1].end == tokens[first].start:
        before = tokens[first - 1]
        if before.kind == "word" and not before.text.endswith("'"):
            return amounts.money_before(passage, number) is None
    if not number.digits:
        return False
    written = tokens[first].text
    if written.startswith("0") and len(written) > 1 and number.value >= 1:
        return True  # "0737 GMT"
    if not adjacent(passage.tokens, number.last) or passage.tokens[number.last].kind != "word":
        return False
    glued = passage.written(number.last) in passage.pack.table("numbers")["letters"]
    return not glued and amounts.unit_after(passage, number, number.last) is None


def _labelled(passage: Passage, number: Numeral, words: _Words) -> bool:
    before, label = number.first - 1, passage.keys[number.first - 1]
    if label in words.labels and number.kind == "cardinal" and units.prefixed(passage.tokens, number.first, passage.pack) is None:
        return number.digits or passage.capital(before)
    if (
        number.digits
        and number.kind == "cardinal"
        and (label in words.joining or label in words.plural)
        and _among_labelled(passage, number)
    ):
        return True
    if label == "." and passage.listed(before - 1, "labels") and adjacent(passage.tokens, before):
        return len(passage.key(before - 1)) <= 2
    if number.digits or not passage.capital(number.first):
        return False
    named = passage.capital(before) and (passage.capital(before - 1) or not passage.opens(before))
    named = named or (passage.head_first() and not passage.opens(number.first))  # "Sept à Huit"
    return named and _unit_known(passage, number) is None


def _among_labelled(passage: Passage, number: Numeral) -> bool:
    """ "les lignes 1 et 14", "routes 88 and 102": labels in the plural, where nothing is counted."""
    words, first = _words(passage.pack), number.first
    if passage.key(first - 1) in words.joining and first - 2 >= 0 and passage.tokens[first - 2].kind == "digits":
        first -= 2
    label = passage.key(first - 1)
    return (label in words.plural or (first < number.first and label in words.labels)) and _uncounted(passage, number)


def _uncounted(passage: Passage, number: Numeral) -> bool:
    return amounts.unit_after(passage, number, number.last) is None and amounts.money_before(passage, number) is None


def _unit_known(passage: Passage, number: Numeral) -> Unit | None:
    unit = amounts.with_unit(passage, number)[1]
    return unit if unit and unit.known else None


def model(passage: Passage, number: Numeral, unit: Unit | None) -> bool:
    """ "Boeing 737", "iPhone 11", "its 787 Dreamliner": a name beside digits that count nothing known."""
    return number.digits and (_named_before(passage, number, unit is None) or _named_after(passage, number, unit))


def _named_before(passage: Passage, number: Numeral, bare: bool) -> bool:
    first, before = number.first, number.first - 1
    if before < 0 or passage.tokens[before].kind != "word" or _apart(passage, before, first) or _amount_before(passage, first):
        return False
    if passage.listed(before, "counting"):
        return False  # "Shooting Kills 3": a headline with capitals
    text = passage.tokens[before].text
    return (text[-1].isupper() and len(text) > 1) or (
        any(c.isupper() for c in text) and (not passage.opens(before) or (bare and not passage.listed(before, "stop")))
    )


def _named_after(passage: Passage, number: Numeral, unit: Unit | None) -> bool:
    """Three digits right before a capital that is no plural and no abbreviation."""
    at = number.last
    if number.last - number.first != 1 or len(passage.written(number.first)) != 3 or not passage.capital(at) or _apart(passage, at - 1, at):
        return False
    name = passage.tokens[at]
    return (
        not name.key.endswith("s")
        and not name.text[1:].isupper()
        and (unit is None or unit.first == at)
        and not passage.is_taken(name.start, name.end)
    )


def _amount_before(passage: Passage, first: int) -> bool:
    """Whether an amount of money ends right before a token ("20 Rupees 43")."""
    found = units.measures(passage.pack).before(passage.tokens, first)
    return found is not None and found[0][1] == "money" and found[1] in passage.ends


def _apart(passage: Passage, before: int, first: int) -> bool:
    return passage.tokens[first].start - passage.tokens[before].end != 1


def _street(passage: Passage, number: Numeral, words: _Words) -> bool:
    at = number.last + (passage.keys[number.last] == ",")
    if passage.head_first():
        return passage.keys[at] in words.streets and passage.keys[number.last] not in ("km", "m")
    for ahead in range(at, min(at + 5, len(passage.tokens))):
        if not (passage.capital(ahead) or _numbered(passage, ahead)):
            return False
        if passage.listed(ahead, "streets") and passage.capital(ahead):
            return True
    return False


def _numbered(passage: Passage, at: int) -> bool:
    """A piece of "71st" inside a name of a street, or a point in it ("E.")."""
    return (
        passage.tokens[at].kind == "digits"
        or passage.written(at) == "."
        or (adjacent(passage.tokens, at) and passage.tokens[at - 1].kind == "digits")
    )


def _bullet(passage: Passage, number: Numeral) -> bool:
    if passage.keys[number.last] not in _BULLETS or not passage.opens(number.first):
        return False
    line = number.first == 0 or "\n" in passage.text[passage.tokens[number.first - 1].end : number.start]
    return line and number.last + 1 < len(passage.tokens) and adjacent(passage.tokens, number.last)


def _rank(passage: Passage, number: Numeral) -> bool:
    after = passage.listed(number.last, "rank_nouns")
    return after or (passage.listed(number.first - 1, "rank_verbs") and not passage.listed(number.last, "pre"))
