"""Dates: every phrasing of the tables gives its value, what is no date gives none, and the work is linear."""

from __future__ import annotations

import datetime
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language, values
from factcheck.model import Date
from factcheck.text import fold
from factcheck.values import dates, dates_feasts, lengths, reference
from factcheck.values import dates_calendar as calendar
from factcheck.values.numbers import numerals

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("fr", "en")
_MARKED = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read(text: str, lang: str, day: str | None) -> list[Date]:
    pack = language.load(lang)
    tokens = pack.tokens(text)
    return dates.find(text, tokens, numerals(tokens, pack), pack, datetime.date.fromisoformat(day) if day else None).dates


def cases(wanted: bool) -> list[tuple[str, dict[str, Any], str]]:
    """(language, row, text) for the rows that tell no date, or for those that tell one."""
    return [
        (lang, row, text)
        for lang in LANGUAGES
        for row in rows(f"dates_{lang}")
        if bool(row.get("none")) is not wanted
        for text in row["texts"]
    ]


def spelled(lang: str, row: dict[str, Any], text: str) -> str:
    return f"{lang}-{text}"


@each(cases(False), spelled)
def test_no_date(lang: str, row: dict[str, Any], text: str) -> None:
    assert read(text, lang, row["reference"]) == [], row["why"]


@each(cases(True), spelled)
def test_date(lang: str, row: dict[str, Any], text: str) -> None:
    """The text marks its dates: [words] have the row's value, [words|timex] another one."""
    plain = _MARKED.sub(r"\1", text)
    found = read(plain, lang, row["reference"])
    marked = _MARKED.findall(text)
    assert [date.timex for date in found] == [timex or row["timex"] for _, timex in marked]
    if row.get("span") != "loose":
        assert [plain[date.start : date.end] for date in found] == [words for words, _ in marked]
    date = found[-1]
    assert (date.earliest, date.latest) == (row["earliest"], row["latest"])
    assert date.relative == row.get("relative", date.relative)
    assert date.anchor == row.get("anchor", date.anchor)
    assert date.approximate == row.get("approximate", date.approximate)


@pytest.mark.parametrize("row", rows("dates_told"), ids=lambda row: f"{row['lang']}-{row['statements'][0][:40]}")
def test_told_before(row: dict[str, Any]) -> None:
    """Statements in order: what counts from a date told before finds it, or says nothing."""
    pack = language.load(row["lang"])
    before: list[list[Date]] = []
    for text in row["statements"]:
        plain = _MARKED.sub(r"\1", text)
        tokens = pack.tokens(plain)
        found = dates.find(plain, tokens, numerals(tokens, pack), pack, datetime.date.fromisoformat(row["reference"]), before).dates
        assert [(plain[date.start : date.end], date.timex) for date in found] == _MARKED.findall(text)
        before.append(found)


@pytest.mark.parametrize(("year", "day"), [(1954, "04-18"), (2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")])
def test_easter(year: int, day: str) -> None:
    assert str(dates_feasts.easter(year)) == f"{year}-{day}"


def test_every_feast_that_a_language_names_has_a_day() -> None:
    for lang in LANGUAGES:
        words = language.load(lang).table("dates")["words"]
        assert all(dates_feasts.feast(name, 2025) for name in {*words["feast"], *words["feast_bare"]})


@pytest.mark.parametrize("year", [0, 1, 1582, 9999, 10_000])
def test_feasts_of_any_year(year: int) -> None:
    """A day of that year, or none where the calendar does not reach."""
    names = {*dates_feasts.FIXED, *dates_feasts.FROM_EASTER, *dates_feasts.NTH}
    assert all(day is None or day.year == year for name in names for day in [dates_feasts.feast(name, year)])


@pytest.mark.parametrize(
    ("lang", "text", "timex"),
    [
        ("en", "For [weeks] nobody spoke.", "PXW"),
        ("en", "It was the first time in [years].", "PXY"),
        ("en", "The days were long.", ""),
        ("fr", "Il attend depuis des [années].", "PXY"),
        ("fr", "Ils ont parlé pendant des [heures].", "PTXH"),
        ("fr", "Les jours étaient longs.", ""),
    ],
)
def test_length_without_a_number(lang: str, text: str, timex: str) -> None:
    pack = language.load(lang)
    plain = text.replace("[", "").replace("]", "")
    found = list(lengths.read(pack.tokens(plain), pack, []))
    assert [(plain[length.start : length.end], length.timex) for length in found] == [(w, timex) for w, _ in _MARKED.findall(text)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le 31 février, il est venu."),
        ("fr", "Le 30 février 2024, il est venu."),
        ("fr", "Le 0 février, il est venu."),
        ("fr", "Le 32 mars, il est venu."),
        ("fr", "Le 1er janvier 0, il est venu."),
        ("fr", "Le service est ouvert 24h/24 et 7j/7."),
        ("fr", "Il court les 24 Heures du Mans."),
        ("en", "On February 30, 2024, it rained."),
        ("en", "On 31 February 2024 it rained."),
        ("en", "On March 32 it rained."),
        ("en", "On January 1, 0 it rained."),
        ("en", "The line is open 24/7."),
    ],
)
def test_refused_dates_leave_no_number(lang: str, text: str) -> None:
    pack = language.load(lang)
    found = values.read(text, pack.tokens(text), pack, datetime.date(2025, 8, 6))
    assert (found.quantities, found.durations, found.dates) == ((), (), ())


@pytest.mark.parametrize(
    ("lang", "text", "timex"),
    [
        ("fr", "Il a couru en [2h41].", "PT2H41M"),
        ("fr", "Le train a un retard de [3 h 20].", "PT3H20M"),
        ("fr", "Il a attendu [une demi-heure].", "PT30M"),
        ("en", "He waited [half an hour].", "PT30M"),
        ("en", "In March [12 days] were dry.", "P12D"),
    ],
)
def test_length_among_dates(lang: str, text: str, timex: str) -> None:
    pack = language.load(lang)
    plain = text.replace("[", "").replace("]", "")
    found = values.read(plain, pack.tokens(plain), pack, datetime.date(2025, 8, 6))
    assert [(plain[length.start : length.end], length.timex) for length in found.durations] == [
        (w, timex) for w, _ in _MARKED.findall(text)
    ]
    assert not found.quantities


@pytest.mark.parametrize("row", rows("reference"), ids=lambda row: f"{row['lang']}-{row['day']}")
def test_reference(row: dict[str, Any]) -> None:
    pack = language.load(row["lang"])
    for text in row["texts"]:
        tokens = pack.tokens(text)
        found = reference.infer(text, tokens, dates.find(text, tokens, numerals(tokens, pack), pack, None).dates, pack)
        assert (found[0].isoformat() if found else None) == row["day"], text
        assert found is None or found[1] in text


def test_tables_hold_enough_phrasings() -> None:
    for lang in LANGUAGES:
        assert sum(len(row["texts"]) for row in rows(f"dates_{lang}")) >= 80


def test_languages_share_relative_keys() -> None:
    """What a relative expression says is told in neutral keys: most stand in both tables."""
    french, english = ({row["relative"] for row in rows(f"dates_{lang}") if row.get("relative")} for lang in LANGUAGES)
    assert len(french & english) >= 15


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_has_the_slots_that_its_meaning_asks_for(lang: str) -> None:
    for line in language.load(lang).lines("dates_phrases"):
        meaning, _, phrases = line.partition(" = ")
        for phrase in phrases.split(" ; "):
            sure = {item for item in phrase.replace("<", "").split() if not item.endswith("?")}
            assert set(re.findall(r"{\w+}", meaning)) <= sure, phrase


def test_every_unit_has_a_reach() -> None:
    """ "The last few weeks" reach so far back, whatever unit a language names."""
    units = {unit for lang in LANGUAGES for name in ("unit", "units") for unit in language.load(lang).table("dates")["words"][name]}
    assert units <= calendar.FEW.keys()


def words(lang: str) -> list[str]:
    """The words of a language's table: thrown together, they make phrases that no one wrote."""
    return sorted({word for row in rows(f"dates_{lang}") for text in row["texts"] for word in re.findall(r"\w+'?|[^\w\s]", text)})


@pytest.mark.parametrize("lang", LANGUAGES)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(lang: str, data: st.DataObject) -> None:
    """No crash, ordered spans without overlap, days in order, whatever the text."""
    text = data.draw(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(words(lang)), max_size=40).map(" ".join)))
    day = data.draw(st.sampled_from([None, "0001-01-01", "2024-02-29", "2025-08-06", "9999-12-31"]))
    folded = fold(text).text
    found = read(folded, lang, day)
    at = 0
    for date in found:
        assert at <= date.start < date.end <= len(folded)
        assert not folded[date.start].isspace() and not folded[date.end - 1].isspace()
        assert not (date.earliest and date.latest) or date.earliest <= date.latest
        at = date.end


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1990 un an plus tôt ",
        "in 1990 a year earlier ",
        "1,",
        "2/",
        "mardi ",
        "le 32 mars ",
        "de 9h à ",
        "the 1990 ",
        "fin de la ",
        "May 3, ",
        '"',
        "10, ",
    ],
)
def test_work_is_linear(lang: str, unit: str) -> None:
    assert growth(lambda size: partial(read, repeated(unit, size), lang, "2025-08-06"), 4_000) < BAR
