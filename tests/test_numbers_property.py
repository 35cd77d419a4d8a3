"""Numbers written out and read back are themselves: in words and digits, cardinal and ordinal, in every language with data.

Spanish is no language of the program. Its pack in `languages/es` shows that a further language needs data alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language
from factcheck.language import Pack
from factcheck.text import fold
from factcheck.values.numbers import Numeral, numerals

LARGEST = 1_000_000_000
SPANISH = str(Path(__file__).parent / "languages" / "es")
# Numbers of every length, each as likely as the others, and those at which the words change.
COUNTS = st.one_of(
    st.integers(0, 110),
    st.integers(0, 9).flatmap(lambda length: st.integers(0, 10**length)),
    st.builds(lambda a, b: a * 10**b, st.integers(0, 99), st.integers(0, 7)),
    st.builds(lambda a, b, c: a * 1_000_000 + b * 1000 + c, *[st.sampled_from((0, 1, 2, 21, 80, 81, 100, 101, 200, 999))] * 3),
)


def words(text: str) -> list[str]:
    return text.split()


FR_SMALL = words("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
BELGIAN = {70: "septante", 90: "nonante"}
SWISS = {70: "septante", 80: "huitante", 90: "nonante"}
EN_SMALL = words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen")
EN_SMALL += ["eighteen", "nineteen"]
EN_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
ES_SMALL = words("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete")
ES_SMALL += words("dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete")
ES_SMALL += ["veintiocho", "veintinueve"]
ES_TENS = words("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
ES_HUNDREDS = words("ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")


def pack(lang: str) -> Pack:
    return language.load_folder(SPANISH) if lang == "es" else language.load(lang)


def read(lang: str, raw: str) -> list[Numeral]:
    return numerals(pack(lang).tokens(fold(raw).text), pack(lang))


def whole(lang: str, text: str) -> tuple[int | float, str]:
    """The value and kind of the number that a text is; no other may be read in it."""
    found = read(lang, text)
    assert [(number.start, number.end) for number in found] == [(0, len(text))], (text, found)
    return found[0].value, found[0].kind


def check_order(lang: str, text: str) -> None:
    """Whatever is read, it is read in order, and every span quotes the tokens that it names."""
    tokens = pack(lang).tokens(fold(text).text)
    found = numerals(tokens, pack(lang))
    assert all(a.last <= b.first and a.end <= b.start for a, b in itertools.pairwise(found))
    for number in found:
        assert (tokens[number.first].start, tokens[number.last - 1].end) == (number.start, number.end)


# ------------------------------------------------------------------------------------------ writers


def french(number: int, tens: dict[int, str]) -> str:
    """A number in words, in the spelling before the reform of 1990; ``tens``: names of tens beside those of France."""
    for unit, name in ((LARGEST, "milliard"), (1_000_000, "million")):
        if number >= unit:
            head, rest = divmod(number, unit)
            return " ".join([french(head, tens), name + "s" * (head > 1), *([french(rest, tens)] if rest else [])])
    if number >= 1000:
        head, rest = divmod(number, 1000)
        # "Cents" and "vingts" lose their ending before "mille".
        factor = french(head, tens).removesuffix("s") if head % 100 in (0, 80) else french(head, tens)
        return " ".join([*([factor] if head > 1 else []), "mille", *([french(rest, tens)] if rest else [])])
    if number >= 100:
        head, rest = divmod(number, 100)
        cents = "cents" if head > 1 and not rest else "cent"
        return " ".join([*([FR_SMALL[head]] if head > 1 else []), cents, *([french_low(rest, tens)] if rest else [])])
    return french_low(number, tens)


def french_low(number: int, tens: dict[int, str]) -> str:
    """A number below a hundred."""
    names = FR_TENS | tens
    base = max((ten for ten in [*names, 80] if ten <= number), default=0)
    rest = number - base
    if not base:
        return FR_SMALL[number]
    if base == 80 and 80 not in names:
        return f"quatre-vingt-{FR_SMALL[rest]}" if rest else "quatre-vingts"
    if rest in (1, 11):
        return f"{names[base]} et {FR_SMALL[rest]}"
    return f"{names[base]}-{FR_SMALL[rest]}" if rest else names[base]


def french_ordinal(number: int, tens: dict[int, str]) -> str:
    """A rank: the last word takes the ending."""
    if number == 1:
        return "premier"
    words = french(number, tens)
    words = words.removeprefix("un ") if words.startswith("un milli") and " " not in words.removeprefix("un ") else words
    if words.endswith(("cents", "vingts", "millions", "milliards")):
        words = words[:-1]
    for ending, changed in (("cinq", "cinqu"), ("neuf", "neuv")):
        words = words.removesuffix(ending) + changed if words.endswith(ending) else words
    return words.removesuffix("e") + "ième"


def english(number: int, link: str = " and ", hyphen: str = "-") -> str:
    """A number in words; ``link``: between hundreds and what follows, ``hyphen``: between tens and units."""
    for unit, name in ((LARGEST, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= unit:
            head, rest = divmod(number, unit)
            joint = link if rest < 100 else " "
            return f"{english(head, link, hyphen)} {name}" + (joint + english(rest, link, hyphen) if rest else "")
    if number < 20:
        return EN_SMALL[number]
    ten, rest = divmod(number, 10)
    return EN_TENS[ten - 2] + (hyphen + EN_SMALL[rest] if rest else "")


def english_ordinal(number: int, link: str = " and ", hyphen: str = "-") -> str:
    """A rank: the last word takes the ending."""
    words = english(number, link, hyphen)
    changed = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
    for ending, ordinal in changed.items():
        if words.endswith(ending):
            return words.removesuffix(ending) + ordinal
    return words.removesuffix("y") + ("ieth" if words.endswith("y") else "th")


def spanish(number: int, apocope: bool = False) -> str:
    """A number in words; ``apocope``: before a noun or a scale ("un millón")."""
    for unit, singular, plural in ((1_000_000, "un millón", "millones"), (1000, "mil", "mil")):
        if number >= unit:
            head, rest = divmod(number, unit)
            counted = singular if head == 1 else f"{spanish(head, True)} {plural}"
            return f"{counted} {spanish(rest, apocope)}" if rest else counted
    if number >= 100:
        head, rest = divmod(number, 100)
        return "cien" if number == 100 else ES_HUNDREDS[head - 1] + (f" {spanish(rest, apocope)}" if rest else "")
    if number < 30:
        words = ES_SMALL[number]
    else:
        ten, rest = divmod(number, 10)
        words = ES_TENS[ten - 3] + (f" y {ES_SMALL[rest]}" if rest else "")
    return words.replace("veintiuno", "veintiún").removesuffix("o") if apocope and words.endswith("uno") else words


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


# The ways to write a number of each language, under a name that a failure tells.
WORDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "fr": ("fr", lambda n: french(n, {})),
    "fr reformed": ("fr", lambda n: french(n, {}).replace(" ", "-")),
    "fr without hyphens": ("fr", lambda n: french(n, {}).replace("-", " ")),
    "fr belgian": ("fr", lambda n: french(n, BELGIAN)),
    "fr swiss": ("fr", lambda n: french(n, SWISS)),
    "fr capital": ("fr", lambda n: french(n, {}).capitalize()),
    "en": ("en", english),
    "en american": ("en", lambda n: english(n, link=" ")),
    "en without hyphens": ("en", lambda n: english(n, hyphen=" ")),
    "en capitals": ("en", lambda n: english(n).upper()),
    "es": ("es", spanish),
}
ORDINALS: dict[str, tuple[str, Callable[[int], str]]] = {
    "fr": ("fr", lambda n: french_ordinal(n, {})),
    "fr reformed": ("fr", lambda n: french_ordinal(n, {}).replace(" ", "-")),
    "fr belgian": ("fr", lambda n: french_ordinal(n, BELGIAN)),
    "en": ("en", english_ordinal),
    "en american": ("en", lambda n: english_ordinal(n, link=" ", hyphen=" ")),
}
DIGITS: dict[str, tuple[str, str, str]] = {
    "fr space": ("fr", " ", ","),
    "fr no-break space": ("fr", "\u00a0", ","),
    "fr narrow no-break space": ("fr", "\u202f", ","),
    "fr thin space": ("fr", "\u2009", ","),
    "fr points": ("fr", ".", ","),
    "fr nothing": ("fr", "", ","),
    "swiss": ("fr", "'", ","),
    "swiss typographic": ("fr", "\u2019", "."),
    "en": ("en", ",", "."),
    "en space": ("en", " ", "."),
    "en nothing": ("en", "", "."),
    "es": ("es", ".", ","),
    "es space": ("es", "\u202f", ","),
}
SENTENCES = {
    "fr": ("Selon la préfecture, {} personnes ont signé.", "Il y en avait {}, dit-on", "« {} » : c'est le chiffre"),
    "en": ("According to the police, {} people signed it.", "There were {}, they say", "“{}” is the number"),
    "es": ("Según la policía, {} personas firmaron.", "Había {}, dicen", "«{}» es la cifra"),
}


@pytest.mark.parametrize("way", WORDS)
@given(number=COUNTS)
@settings(max_examples=120, deadline=None)
def test_words(way: str, number: int) -> None:
    lang, write = WORDS[way]
    assert whole(lang, write(number)) == (number, "cardinal")


@pytest.mark.parametrize("way", ORDINALS)
@given(number=COUNTS.filter(bool))
@settings(max_examples=120, deadline=None)
def test_ordinals(way: str, number: int) -> None:
    lang, write = ORDINALS[way]
    assert whole(lang, write(number)) == (number, "ordinal")


@pytest.mark.parametrize("way", DIGITS)
@given(number=COUNTS, decimals=st.sampled_from(("", "5", "25", "05")))
@settings(max_examples=60, deadline=None)
def test_digits(way: str, number: int, decimals: str) -> None:
    lang, group, mark = DIGITS[way]
    written = grouped(number, group) + (mark + decimals if decimals else "")
    assert whole(lang, written)[0] == pytest.approx(float(f"{number}.{decimals or 0}"), rel=1e-15)


@pytest.mark.parametrize("way", WORDS)
@given(number=COUNTS, sentence=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_words_in_a_sentence(way: str, number: int, sentence: int) -> None:
    lang, write = WORDS[way]
    words = write(number)
    text = fold(SENTENCES[lang][sentence].format(words)).text
    assert [(found.value, text[found.start : found.end]) for found in read(lang, text)] == [(number, words)]


@pytest.mark.parametrize("way", ["fr", "en american", "es"])
@given(low=COUNTS, high=COUNTS)
@settings(max_examples=60, deadline=None)
def test_numbers_after_each_other(way: str, low: int, high: int) -> None:
    lang, write = WORDS[way]
    assert [found.value for found in read(lang, f"{write(low)}, {write(high)}")] == [low, high]


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
@given(text=st.text(alphabet="0123456789 ,.-–−/⁄:'eEkMGIVXL€$²⁻^×½٣unaàéy\n", max_size=30))
@settings(max_examples=300, deadline=None)
def test_every_text_is_read_in_order(lang: str, text: str) -> None:
    check_order(lang, text)


PIECES = {
    "fr": words("un une deux dix vingt vingts quatre soixante cent cents mille million milliards et virgule demi moins sur tiers quart")
    + words("premier deuxième centième unième dizaine centaines de d' la plusieurs neuf zéro"),
    "en": words("a one two ten twenty four sixty hundred hundreds thousand million billions and point half minus in out of third quarters")
    + words("first second hundredth dozen tens few couple by nine zero"),
    "es": words("un una dos diez veinte treinta cien ciento doscientos mil millón millones y coma medio menos de cada tercio primero")
    + words("docena miles"),
}
FIGURES = words("0 3 10 12 200 2019 000 1,5 2.5 1.000 ½ ² ^ × / - . , € $ k M G e XIX Ve")


@pytest.mark.parametrize("lang", PIECES)
@given(data=st.data())
@settings(max_examples=600, deadline=None)
def test_any_row_of_number_words_is_read_in_order(lang: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[lang] + FIGURES), max_size=9))
    gaps = data.draw(st.lists(st.sampled_from((" ", " ", " ", "-", "", ", ")), min_size=len(pieces), max_size=len(pieces)))
    check_order(lang, "".join(itertools.chain.from_iterable(zip(pieces, gaps, strict=True))))


# What a reader could run over again and again.
LONG = (
    *("un ", "une ", "a ", "minus ", "- ", "-", "$", "½", "٣", "9", "9,", "9.", "9.9.9", "9 ", ".5", ",5", "12 ", "100 ", "1 000 000 "),
    *(
        "2½ ",
        "1/2 ",
        "10^",
        "10²",
        "1e9-",
        "−5",
        "XIX ",
        "Ve-",
        "mille ",
        "million ",
        "deux cent ",
        "vingt-",
        "vingt et ",
        "zéro ",
        "virgule ",
    ),
    *("quatre-vingt-", "une demi-", "un sur ", "one hundred and ", "half a ", "a couple of ", "point one ", "two point ", "of thousands "),
)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_time_grows_with_length(lang: str) -> None:
    def prepare(piece: str, size: int) -> Callable[[], object]:
        return partial(numerals, pack(lang).tokens(fold(repeated(piece, size)).text), pack(lang))

    for piece in LONG:
        assert growth(partial(prepare, piece), 2_000) < BAR, piece
