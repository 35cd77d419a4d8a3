"""What small readers answer at the very edge: numerals, round figures in two units, headlines, lengths of time, constants of time."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from factcheck import language
from factcheck.model import Duration, Number, Quantity
from factcheck.values import gazetteer, measures, spans, spelling
from factcheck.values.dates_slots import said as said_as
from factcheck.values.dates_slots import written
from factcheck.values.gazetteer import Entry
from factcheck.values.hedges import Bounds
from factcheck.values.name_words import Row, lexicon
from factcheck.values.numbers_lexicon import lexicon as number_words
from factcheck.values.numbers_roman import letters_and_ending, roman

ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
NUMERALS = {ten + one: 10 * tens + ones for tens, ten in enumerate(TENS) for ones, one in enumerate(ONES)}


def test_every_row_of_letters_is_a_roman_numeral_below_ninety_or_none() -> None:
    rows = {"".join(letters) for size in range(6) for letters in product("IVXLC", repeat=size)} | NUMERALS.keys()
    assert {row: roman(row) for row in rows if roman(row)} == {row: value for row, value in NUMERALS.items() if 0 < value < 90}
    assert [roman(row) for row in ("LXXXVIII", "LXXXVIIII", "LXXXVIIJ", "M")] == [88, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "parts"), [("XIXe", ("XIX", "e")), ("Ier", ("I", "er")), ("XL", ("XL", "")), ("e", ("", "e")), ("VIeX", ("VI", "eX"))]
)
def test_letters_of_a_numeral_and_its_ending(text: str, parts: tuple[str, str]) -> None:
    assert letters_and_ending(text) == parts


def said(value: Number | None, unit: str) -> Quantity:
    return Quantity(0, 1, value, value, value=value, unit=unit)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ((10, "km"), (10_500, "m"), True),  # half of the last telling digit, and never more than a twentieth
        ((10, "km"), (10_551, "m"), False),
        ((10, "km"), (9_450, "m"), False),
        ((11, "km"), (11_500, "m"), True),
        ((11, "km"), (11_551, "m"), False),
        ((20, "km"), (21_000, "m"), True),
        ((20, "km"), (21_501, "m"), False),
        ((200, "km"), (210_000, "m"), True),
        ((210, "km"), (215_000, "m"), True),
        ((210, "km"), (216_000, "m"), False),
        ((3.5, "km"), (3_550, "m"), True),
        ((3.5, "km"), (3_561, "m"), False),
        ((3.25, "km"), (3_255, "m"), True),
        ((3.25, "km"), (3_256, "m"), False),
        ((0, "km"), (0, "m"), True),
        ((0, "km"), (1, "m"), False),
        ((None, "km"), (1, "m"), False),
        ((1, "m"), (None, "km"), False),
    ],
)
def test_round_figures_in_two_units(one: tuple[Number | None, str], other: tuple[Number | None, str], alike: bool) -> None:
    assert measures.alike(said(*one), said(*other)) is alike
    assert measures.alike(said(*other), said(*one)) is alike


def test_scales() -> None:
    known = measures.scales()
    assert known["km"] == ("m", Fraction(1000), Fraction(0))
    assert "base" not in known and "offset" not in {scale.base for scale in known.values()}
    assert (measures.base("km"), measures.base("drone")) == ("m", "drone")
    assert measures.comparable("km", "mi") and not measures.comparable("km", "kg") and not measures.comparable("drone", "drone")
    turned = measures.in_base(said(0.0005, "km"))
    assert turned and (turned.value, type(turned.value)) == (0.5, float)


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("Mayor Opens Large Bridge", 1),
        ("Mayor Opens Large New", 0),  # too few longer words to tell
        ("Mayor Opens Bridge across Wide River", 1),
        ("Mayor Opens Bridge across river", 0),
        ("Mayor Opens Bridge across narrow river", 0),
        ("Mayor Opens Great Bridge.", 0),
        ("MAYOR OPENS", 2),
        ("MAYOR OPENS A 12 M BRIDGE", 2),
        ("MAYOR", 0),
        ("MAYOR opens", 0),
        ("A B", 2),
        (" ".join(["Mayor"] * 30), 1),
        (" ".join(["Mayor"] * 31), 0),
        ("Mayor And The New Big Dam", 0),
    ],
)
def test_headlines_are_heard(text: str, loud: int) -> None:
    pack = language.load("en")
    assert {word.loud for word in Row(text, pack.columns(text), lexicon(pack))} == {loud}


@pytest.mark.parametrize(
    ("text", "glues"),
    [
        ("Anne Martin", ["", " "]),
        ("Anne  Martin", ["", " "]),
        ("Saint-Denis", ["", "-"]),
        ("O'Brien", ["", "'"]),
        ("J. Martin", ["", "."]),
        ("J.K. Martin", ["", ".", "."]),
        ("Dr. Martin", ["", "."]),
        ("He left. Martin", ["", " ", ""]),
        ("Anne, Martin", ["", ""]),
        ("Anne\nMartin", ["", ""]),
    ],
)
def test_what_parts_words(text: str, glues: list[str]) -> None:
    pack = language.load("en")
    assert [word.glue for word in Row(text, pack.columns(text), lexicon(pack))] == glues


@pytest.mark.parametrize(
    ("text", "opens"), [("He left. Anne", [1, 0, 1]), ("He, Anne", [1, 0]), ('He: "Anne" left', [1, 1, 1]), ("a\nb", [1, 1])]
)
def test_what_opens_a_sentence(text: str, opens: list[int]) -> None:
    pack = language.load("en")
    assert [word.opens for word in Row(text, pack.columns(text), lexicon(pack))] == opens


@pytest.mark.parametrize(
    ("value", "unit", "timex"),
    [
        (3, "h", "PT3H"),
        (0.5, "h", "PT30M"),
        (1.5, "h", "PT1H30M"),
        (1.25, "min", "PT1M15S"),
        (2.5, "year", "P2Y6M"),
        (0.25, "year", "P3M"),
        (1.3, "year", "P1.3Y"),
        (1.5, "week", "P1.5W"),
        (0.333333333333, "h", "PT20M"),
        (0.333, "h", "PT0.333H"),
        (2, "decade", "P2DE"),
        (2, "century", "P2CE"),
        (2, "month", "P2M"),
        (2, "min", "PT2M"),
        (2, "s", "PT2S"),
        (2, "day", "P2D"),
    ],
)
def test_lengths_as_timex(value: Number, unit: str, timex: str) -> None:
    assert spans.timex(value, unit) == timex


def test_units_of_time() -> None:
    minute, hour, day = 60, 60 * 60, 24 * 60 * 60
    year = round(365.2425 * day)
    told = {"s": 1, "min": minute, "h": hour, "day": day, "week": 7 * day, "month": year // 12, "year": year}
    assert told | {"decade": 10 * year, "century": 100 * year} == spans.SECONDS
    assert [spans.vague(unit) for unit in ("h", "day", "month", "min")] == ["PTXH", "PXD", "PXM", "PTXM"]


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (Bounds(3, 3, value=3), ("PT3H", 10_800, 10_800)),
        (Bounds(2, 4), ("PT2H/PT4H", 7_200, 14_400)),
        (Bounds(2, None), ("PTXH", 7_200, None)),
        (Bounds(None, 4), ("PTXH", None, 14_400)),
        (Bounds(2, 4, vague=True), ("PTXH", 7_200, 14_400)),
        (Bounds(0.1, 0.1, value=0.1), ("PT6M", 360, 360)),
    ],
)
def test_bounds_of_a_length(bounds: Bounds, told: tuple[str, Number | None, Number | None]) -> None:
    length = spans.duration(1, 2, bounds, "h", "day")
    assert (length.timex, length.min, length.max) == told
    assert (length.start, length.end, length.value, length.unit, length.rate) == (1, 2, bounds.value, "h", "day")


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (Duration(1, 9, "PT3H", 10_800, 10_800, value=3, unit="h"), (3, 3, 3)),
        (Duration(1, 9, "PT2H/PT4H", 7_200, 14_400, unit="h"), (2, 4, None)),
        (Duration(1, 9, "PT3H", None, 10_800, max_open=True, value=3, unit="h"), (None, 3, 3)),
        (Duration(1, 9, "PT20M", 1_200, 1_200, value=0.333333, unit="h"), (0.333333, 0.333333, 0.333333)),
        (Duration(1, 9, "PT2S", 2, 2, value=2, unit="s"), None),
        (Duration(1, 9, "PTXH", None, None, unit="h"), None),
        (Duration(1, 9, "PTXH", 7_200, None, unit="h"), None),
        (Duration(1, 9, "PTXH", 7_200, 7_200, unit="h"), None),
    ],
)
def test_a_length_as_a_quantity(length: Duration, told: tuple[Number | None, ...] | None) -> None:
    found = spans.counted(length)
    assert (found and (found.min, found.max, found.value)) == told
    assert found is None or (found.start, found.end, found.unit, found.dimension, found.max_open) == (1, 9, "h", "time", length.max_open)


# By slot of the phrases of dates: how many digits, from which number to which, in steps of how many.
WRITTEN = {
    "day": [(1, 1, 9, 1), (2, 1, 31, 1)],
    "n": [(1, 1, 9, 1), (2, 1, 99, 1), (3, 1, 999, 1), (4, 1, 9999, 1)],
    "year": [(4, 1000, 2199, 1)],
    "yy": [(2, 0, 99, 1)],
    "hour": [(1, 0, 9, 1), (2, 0, 24, 1)],
    "hour_said": [],
    "minute": [(2, 0, 59, 1)],
    "decade": [(4, 1000, 2190, 10)],
    "short_decade": [(1, 20, 9, 10), (2, 0, 90, 10), (3, 20, 90, 10), (4, 20, 90, 10)],
    "rank": [(1, 1, 9, 1), (2, 1, 31, 1)],
    "no_day": [(1, 0, 0, 1), (2, 0, 0, 1), (2, 32, 99, 1)],
    "no_year": [(1, 0, 0, 1), (2, 0, 0, 1), (3, 0, 0, 1), (4, 0, 0, 1)],
}
# In words: by the kind of the number as well.
SAID = {
    ("day", "cardinal"): (1, 31, 1),
    ("day", "ordinal"): (1, 31, 1),
    ("hour_said", "cardinal"): (0, 24, 1),
    ("n", "cardinal"): (1, 9999, 1),
    ("n", "collective"): (1, 9999, 1),
    ("rank", "ordinal"): (1, 31, 1),
    ("short_decade", "cardinal"): (20, 90, 10),
    ("year", "cardinal"): (1900, 2099, 1),
}


@pytest.mark.parametrize("slot", WRITTEN)
def test_what_digits_can_be_in_a_date(slot: str) -> None:
    rows = {f"{number:0{size}}" for size in range(1, 5) for number in range(10**size)} | {"00007", "12345", "²"}
    told = {text for text in rows if slot in written(text)[0] | written(text)[1]}
    assert told == {f"{number:0{size}}" for size, low, high, step in WRITTEN[slot] for number in range(low, high + 1, step)}
    assert slot in {"day", "rank"} or not any(slot in written(text)[0] for text in told), "an ending may follow days and ranks alone"


def test_what_digits_say_of_themselves() -> None:
    assert [written(text)[2] for text in ("7", "07", "2025", "0", "20250", "٣")] == ["7", "7", "2025", "0", "", ""]


@pytest.mark.parametrize("kind", ["cardinal", "ordinal", "collective", "fraction"])
def test_what_words_can_be_in_a_date(kind: str) -> None:
    numbers: tuple[Number, ...] = (-10_000, -9_999, *range(-40, 2_210), *range(9_990, 10_010), 0.5, 1.5, 1e300)
    told = {(slot, number) for number in numbers for slot in said_as(number, kind, False)[0]}
    spans = [(slot, range(low, high + 1, step)) for (slot, of), (low, high, step) in SAID.items() if of == kind]
    assert told == {(slot, number) for slot, span in spans for number in numbers if number in span}
    assert {slot for number in numbers for slot in said_as(number, kind, True)[0]} <= {"n"}
    assert (said_as(12, kind, False)[1], said_as(1.5, kind, False)[1], said_as(10_000, kind, False)[1]) == ("12", "", "")


def test_what_an_index_of_known_names_keeps() -> None:
    person, place, other = Entry("zed orlan", "person", ""), Entry("port mirel", "place", "FR"), Entry("abcde", "organisation", "")
    names = [
        ("Zed Orlan", "zed orlan", person),
        ("Orlan", "orlan", person),
        ("Port Mirel", "port mirel", place),
        ("port du Mirel sud", "port du mirel sud", place),
        ("Mirel", "mirel", place),
        ("ABCDE", "abcde", other),
        ("ABCDEF", "abcdef", other),
        ("ABCDE DU SUD", "abcde du sud", other),
        ("QRS", "qrs", other),
        ("Qrs", "qrs", other),  # once written small, its capitals say nothing
        ("TUV", "tuv", other),
        ("Tuv", "tuv", person),  # the first meaning stays, and so do its capitals
        ("TUV", "tuv", other),
    ]
    index = gazetteer._index(names)
    assert index.entries["tuv"] == other
    assert index.capitals == {"abcde", "abcde du sud", "tuv"}
    assert index.lower == {"port du mirel sud"}
    assert index.surnames == {"orlan"}
    assert index.pairs == {"zed orlan", "port mirel", "port du", "abcde du"}
    assert index.longest == {"zed": 2, "orlan": 1, "port": 4, "mirel": 1, "abcde": 3, "abcdef": 1, "qrs": 1, "tuv": 1}


@pytest.mark.parametrize(
    ("lang", "articles", "small", "others", "halves", "out_of"),
    [
        ("fr", {"la", "le"}, {"un": 1, "une": 1, "deux": 2, "seize": 16}, "zero cent mille quart moitie demi dizaine vingt", "et", {"sur"}),
        ("en", {"a", "an"}, {"one": 1, "two": 2, "nineteen": 19, "ninetynine": 99}, "zero twenty hundred half third", "and", {"in", "out"}),
    ],
)
def test_words_that_tell_at_once_what_number_they_are(
    lang: str, articles: set[str], small: dict[str, int], others: str, halves: str, out_of: set[str]
) -> None:
    known = number_words(language.load(lang))
    assert known.articles == articles
    assert {word: known.waiting.get(word) for word in small} == small
    assert known.waiting.keys().isdisjoint(others.split())
    assert known.halves.keys() == {halves}
    assert halves in known.onward and "-" in known.onward and halves not in known.scales
    assert known.out_of == out_of


@pytest.mark.parametrize(
    ("lang", "lone", "parting", "not_parting", "onward"),
    [
        ("fr", "deuxieme troisieme centieme", "troisieme quart dizaine et cent", "deuxieme premier", "demi grosse troisiemes mds k -"),
        ("en", "fourth eighth twentyfifth", "fourth half dozen and hundred", "first", "half few dozens eighths bn k -"),
    ],
)
def test_words_that_go_on_a_number(lang: str, lone: str, parting: str, not_parting: str, onward: str) -> None:
    known = number_words(language.load(lang))
    assert known.lone_ordinals.issuperset(lone.split()) and known.lone_ordinals.isdisjoint(("third", "tiers"))
    assert known.parting.issuperset(parting.split()) and known.parting.isdisjoint(not_parting.split())
    assert known.onward.issuperset(onward.split())


def test_what_is_known_of_countries_and_people() -> None:
    assert [gazetteer.country(code) for code in ("FR", "XX")] == ["france", "XX"]
    assert "FR" in gazetteer.latin() and "RU" not in gazetteer.latin()
    assert {"alabama", "bavaria"} <= gazetteer.regions() and not any(name.startswith("#") for name in gazetteer.regions())
    assert {"paris", "united nations"} <= gazetteer.well_known()
    assert {entry.canonical for entry in gazetteer.meanings()["mexico"]} == {"mexico", "mexico city"}
    known = [(name, entry) for names in gazetteer.blocks().values() for name, entry in names]
    assert all(" " in name and entry.type == "person" for name, entry in known)
    assert "yuri ushakov" in dict(gazetteer.blocks()[spelling.block("ouchakov")])


@pytest.mark.parametrize(
    ("lang", "country", "forms"),
    [("fr", "GR", {"grec", "grecs", "grecque", "grecques"}), ("fr", "UA", {"ukrainien", "ukrainiens", "ukrainienne", "ukrainiennes"})],
)
def test_forms_of_the_name_of_a_people(lang: str, country: str, forms: set[str]) -> None:
    assert {form for form, code in gazetteer.peoples(language.load(lang)).items() if code == country} == forms


def test_normal_forms_of_names() -> None:
    written = ["Le Mans", "Été  du-Nord", "A1", "Œuvre  de"]
    assert [gazetteer.normal(name) for name in written] == ["le mans", "ete du nord", "a 1", "oeuvre de"]
    assert gazetteer.normals(written) == [gazetteer.normal(name) for name in written]
