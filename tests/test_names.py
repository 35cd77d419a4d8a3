"""Names: what is read from a sentence, which names are one, and that no text is too strange or too long."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from each import each
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import language
from factcheck.model import Name
from factcheck.text import fold
from factcheck.values import gazetteer, names
from factcheck.values.spelling import alike

TABLES = Path(__file__).parent / "tables"
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


def read(text: str, lang: str, known: dict[str, Name] | None = None) -> list[Name]:
    pack = language.load(lang)
    return names.read(text, pack.columns(text), pack, known)


CASES = [(lang, row) for lang in ("fr", "en") for row in rows(f"names_{lang}.jsonl")]


@pytest.mark.parametrize(("lang", "row"), CASES, ids=lambda value: value["text"][:40] if isinstance(value, dict) else value)
def test_names_of_a_text(lang: str, row: Row) -> None:
    text = fold(row["text"]).text
    assert [[text[name.start : name.end], name.canonical, name.type, name.country] for name in read(text, lang)] == row["names"]


@each(rows("names_same.jsonl"), lambda row: f"{row['a']}|{row['b']}")
def test_same(row: Row) -> None:
    assert names.same(row["a"], row["b"]) is row["same"]
    assert names.same(row["b"], row["a"]) is row["same"]


def test_same_on_measuring_data(shared: Path) -> None:
    pairs = [json.loads(line) for line in (shared / "data/ours/names.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [(names.same(pair["a"], pair["b"]), bool(pair["same"])) for pair in pairs]
    right = found.count((True, True))
    assert 2 * right / (2 * right + found.count((True, False)) + found.count((False, True))) >= 0.95


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Zaporijia", "Zaporizhzhia"),
        ("Kiev", "Kyiv"),
        ("l'Ukraine", "Ukraine"),
        ("les États-Unis", "the U.S."),
        ("Maksym Oustymenko", "Maksym Ustymenko"),
        ("Iouri Ouchakov", "Yuri Ushakov"),
        ("M. Poutine", "Mr Putin"),
        ("Maison-Blanche", "White House"),
        ("Sergueï Sobianine", "Sergei Sobyanin"),
    ],
)
def test_one_key_in_both_languages(fr: str, en: str) -> None:
    assert names.canonical(fr, language.load("fr")) == names.canonical(en, language.load("en"))


@pytest.mark.parametrize(
    ("lang", "word", "before", "country"),
    [
        ("fr", "table", "", None),
        ("fr", "coréens", "", None),
        ("fr", "coréens", "nord", "KP"),
        ("fr", "coréenne", "sud", "KR"),
        ("fr", "ukrainiennes", "", "UA"),
        ("fr", "grecques", "", "GR"),
        ("fr", "Russes", "", "RU"),
        ("fr", "françaises", "", "FR"),
        ("en", "polish", "", "PL"),
        ("en", "Russians", "", "RU"),
        ("en", "Dutch", "", "NL"),
    ],
)
def test_demonym(lang: str, word: str, before: str, country: str | None) -> None:
    pack = language.load(lang)
    (token,) = pack.tokens(word)
    assert names.demonym(token, pack, before) == country


def test_a_surname_is_understood_by_what_is_known_elsewhere() -> None:
    known = names.directory(read("Le gouverneur Ivan Martchenko est arrivé.", "fr"))
    (name,) = read("Le lendemain, Martchenko est reparti.", "fr", known)
    assert name.canonical == next(iter(known.values())).canonical
    assert name.type == "person"


def test_two_people_of_one_surname_stay_apart() -> None:
    found = read("Alice Durandin accuse Bruno Durandin. Le soir, Durandin a nié.", "fr")
    assert [name.canonical for name in found] == ["alice durandin", "bruno durandin", "durandin"]


@pytest.mark.parametrize(("a", "b"), [("Simon", "Tymon"), ("Mario", "Maria"), ("Ouchakov", "Chakov"), ("Rostov", "Rostock")])
def test_not_alike(a: str, b: str) -> None:
    assert not alike(a, b)


@pytest.mark.parametrize(("a", "b"), [("Ouchakov", "Uschakow"), ("Joukov", "Zhukov"), ("Tchekhov", "Chekhov"), ("Moucharraf", "Musharraf")])
def test_alike(a: str, b: str) -> None:
    assert alike(a, b)


def test_every_country_of_a_pack_is_known() -> None:
    for lang in ("fr", "en"):
        entries = gazetteer.index(language.load(lang)).entries
        assert {entry.country for entry in entries.values() if entry.canonical in gazetteer.countries()} >= {"FR", "US", "UA", "RU"}
        assert len({entry.country for entry in entries.values()}) > 190


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.sampled_from(["fr", "en"]))
def test_any_text_is_read(a: str, b: str, lang: str) -> None:
    text = fold(a + " Poutine" + b).text
    found = read(text, lang)
    assert all(0 <= name.start < name.end <= len(text) for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert names.same(a, b) == names.same(b, a)


@pytest.mark.parametrize("part", ["A", "Abcd ", "Ab-", "de ", "1,2", "Jean de la ", "A. ", "l'", "TRUMP POUTINE ", "Éa\u0301İ😀"])
def test_time_grows_with_length(part: str) -> None:
    pack = language.load("fr")

    def prepare(size: int) -> Callable[[], object]:
        text = fold(repeated(part, size)).text
        return partial(names.read, text, pack.columns(text), pack)

    assert growth(prepare, 6_000) < BAR


def test_names_that_the_user_adds_stand_for_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    london = gazetteer.Entry("london", "place", "GB")
    added = {"place": {"London": ["Lunnon", "!"]}, "person": {"Ada Kelvar": []}}
    monkeypatch.setattr(language, "names", lambda: added)
    assert list(gazetteer._added([("Londres", "londres", london), ("London", "london", london)])) == [
        ("London", "london", london),
        ("Lunnon", "lunnon", london),
        ("Ada Kelvar", "ada kelvar", gazetteer.Entry("ada kelvar", "person", "")),
    ]
    monkeypatch.setattr(language, "names", dict)
    assert list(gazetteer._added([("London", "london", london)])) == []
