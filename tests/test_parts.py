"""Parts and wholes: what is linked to what, what adds up, and what articles then agree on."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from growth import BAR, growth, repeated
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import claims, compare, language, values
from factcheck.model import Article, Quantity
from factcheck.reports.rows import render
from factcheck.rows import rows_of
from factcheck.text import fold

TABLES = Path(__file__).parent / "tables"
PIECES = "12 3 deux two men hommes femmes women dead blessés , . : ( ) and et dont including of them the a un other autres between"


def read(lang: str, raw: str) -> tuple[str, tuple[Quantity, ...]]:
    pack, text = language.load(lang), fold(raw).text
    return text, values.read(text, pack.tokens(text), pack, None).quantities


def links(lang: str, raw: str) -> list[str]:
    """ "part < whole", "=sum part + part"; what is a part of a sum is told with the sum."""
    text, found = read(lang, raw)
    sums = {(q.start, q.end) for q in found if q.parts}
    told = []
    for q in found:
        if q.parts:
            sign = "=" if q.min == q.max else ">" if q.min_open else ">="
            told.append(f"{sign}{q.min} {' + '.join(text[start:end] for start, end in q.parts)}")
        elif q.whole and q.whole not in sums:
            told.append(f"{text[q.start : q.end]} < {text[slice(*q.whole)]}")
    return told


def cases() -> list[tuple[str, str, list[str]]]:
    rows: list[tuple[str, dict[str, Any]]] = [
        (lang, json.loads(line)) for lang in ("en", "fr") for line in (TABLES / f"parts_{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    return [(lang, text, row["links"]) for lang, row in rows for text in row["texts"]]


@pytest.mark.parametrize(("lang", "text", "expected"), cases())
def test_tables(lang: str, text: str, expected: list[str]) -> None:
    assert links(lang, text) == expected


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(words=st.lists(st.sampled_from(PIECES.split(" ")), max_size=18))
@settings(max_examples=400, deadline=None)
def test_wholes_and_sums_hold_their_parts(lang: str, words: list[str]) -> None:
    _, found = read(lang, " ".join(words))
    spans = {(q.start, q.end): q for q in found}
    assert len(spans) == len(found) and list(spans) == sorted(spans)
    for q in found:
        assert q.whole is None or (q.whole in spans and q.whole != (q.start, q.end))
        assert not q.parts or (q.parts[0][0], q.parts[-1][1]) == (q.start, q.end)
        if q.parts and q.value is not None:
            assert q.value == sum(
                spans[part].value or 0 if part in spans else 1 for part in q.parts if part not in spans or not spans[part].parts
            )


@pytest.mark.parametrize(
    ("lang", "one", "two", "relation"),
    [
        ("fr", "L'incendie de Lormes a tué 17 personnes.", "À Lormes, l'incendie a tué dix femmes et sept hommes.", "agreement"),
        ("en", "The fire in Lormes killed 17 people.", "In Lormes the fire killed ten women and seven men.", "agreement"),
        ("fr", "L'incendie de Lormes a tué 17 personnes.", "À Lormes, l'incendie a tué dix femmes et huit hommes.", "none"),
        ("en", "The fire in Lormes killed 17 people.", "In Lormes the fire killed ten women and eight men.", "none"),
        ("fr", "L'incendie de Lormes a tué 13 personnes.", "À Lormes, l'incendie a tué 12 victimes et le pilote.", "agreement"),
        ("en", "The fire in Lormes killed 13 people.", "In Lormes the fire killed 12 victims and the pilot.", "agreement"),
    ],
)
def test_sums_agree_and_contradict_nothing(lang: str, one: str, two: str, relation: str) -> None:
    assert compare(one, two, lang=lang).relation == relation


def test_extract_tells_wholes_and_parts_in_the_text_as_written() -> None:
    text = "  L’attaque a fait 12 blessés, dont deux enfants. Sept hommes et dix femmes ont fui."
    rows = [row for row in rows_of(Article("a", "a", text, "", lang="fr")) if row["kind"] == "quantity"]
    quoted = {row["quote"]: row for row in rows}
    assert [text[slice(*quoted["deux enfants"]["whole"])], quoted["deux enfants"]["parts"]] == ["12 blessés", []]
    assert [text[slice(*part)] for part in quoted["Sept hommes et dix femmes"]["parts"]] == ["Sept hommes", "dix femmes"]
    assert quoted["12 blessés"]["whole"] is None


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Sept hommes et dix femmes ont été tués."), ("en", "Seven men and ten women were killed.")]
)
def test_what_is_told_of_a_sum_is_told_of_its_parts(lang: str, text: str) -> None:
    found = claims.read(Article("a", "a", text, "", lang=lang)).claims
    told = [(claim.value.value, claim.role, claim.subject) for claim in found if isinstance(claim.value, Quantity)]
    assert sorted(told) == [(7, "killed", ("man",)), (10, "killed", ("woman",)), (17, "killed", ())]


@pytest.mark.parametrize(
    ("lang", "text", "scope"),
    [
        ("fr", "Douze victimes et le pilote ont été tués.", ("part",)),
        ("en", "12 victims and the pilot were killed.", ("part",)),
        ("fr", "Dix femmes et le pilote ont été tués.", ()),
    ],
)
def test_a_part_that_names_nobody_is_a_part(lang: str, text: str, scope: tuple[str, ...]) -> None:
    found = claims.read(Article("a", "a", text, "", lang=lang)).claims
    assert [claim.scope for claim in found if isinstance(claim.value, Quantity) and not claim.value.parts] == [scope]


@pytest.mark.parametrize("name", ["csv", "text"])
def test_flat_rows_tell_spans(name: str) -> None:
    rows = rows_of(Article("a", "a", "Sept hommes et dix femmes ont fui.", "", lang="fr"))
    assert "0-11; 15-25" in "".join(render(name, rows))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("piece", ["12 hommes et ", "two men, ", "dont 3 femmes ", "a man and ", "including 3 women "])
def test_linear(lang: str, piece: str) -> None:
    pack = language.load(lang)

    def prepare(size: int) -> Callable[[], object]:
        text = repeated(piece, size)
        return partial(values.read, text, pack.tokens(text), pack, None)

    assert growth(prepare, 3_000) < BAR
