"""Which articles are on one event: the table of small folders, and what must not change their groups."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from factcheck import claims, grouping
from factcheck.claims import Reading
from factcheck.grouping import likeness, proposals
from factcheck.grouping.joining import Joining
from factcheck.grouping.traits import Archive
from factcheck.model import Article

TABLE = [json.loads(line) for line in (Path(__file__).parent / "tables" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
FOLDERS = pytest.mark.parametrize("row", TABLE, ids=[f"{row['lang']}: {row['why']}" for row in TABLE])
ELSEWHERE = {
    "fr": "Le cours du cacao a reculé jeudi à Abidjan. Les planteurs attendent la prochaine récolte et deux cargos ont quitté San Pedro.",
    "en": "Cocoa prices fell in Accra on Thursday. Growers are waiting for the next harvest and two cargo ships left Takoradi.",
}


def reading(number: int | str, lang: str, text: str, title: str | None = None, published: str | None = None) -> Reading:
    return claims.read(Article(f"{number}", "", text, "", lang, title, published=published))


def folder(row: dict[str, Any]) -> list[Reading]:
    return [reading(n, row["lang"], a["text"], a["title"], a["published"]) for n, a in enumerate(row["articles"])]


def grouped(readings: Sequence[Reading]) -> list[list[str]]:
    return sorted(sorted(r.article.id for r in group) for group in grouping.groups(readings))


@FOLDERS
def test_articles_on_one_event_are_one_group(row: dict[str, Any]) -> None:
    assert grouped(folder(row)) == [[str(n) for n in group] for group in row["groups"]]


@FOLDERS
def test_the_order_of_the_articles_changes_nothing(row: dict[str, Any]) -> None:
    readings = folder(row)
    plain = grouped(readings)
    random.Random(3).shuffle(readings)
    assert grouped(readings) == plain


@FOLDERS
@pytest.mark.parametrize("published", ["2016-01-07", "2020-11-04", "2022-05-03"])
def test_an_unrelated_article_changes_nothing(row: dict[str, Any], published: str) -> None:
    other = reading("other", row["lang"], ELSEWHERE[row["lang"]], published=published)
    assert grouped([*folder(row), other]) == sorted([*grouped(folder(row)), ["other"]])


@FOLDERS
def test_what_is_on_one_event_stays_so_among_all_the_others(row: dict[str, Any]) -> None:
    others = [other for other in TABLE if other["lang"] == row["lang"] and other is not row]
    mixed = [
        reading(f"{number} {n}", other["lang"], a["text"], a["title"], a["published"])
        for number, other in enumerate(others)
        for n, a in enumerate(other["articles"])
    ]
    mine = [group for group in grouped([*folder(row), *mixed]) if any(" " not in name for name in group)]
    assert mine == [[str(n) for n in group] for group in row["groups"]]


@pytest.mark.parametrize(
    ("lang", "title", "text", "key"),
    [
        ("fr", "Incendie à Marseille", "Les flammes ont détruit un hangar.", "p:marseille"),
        ("en", "Fire in Liverpool", "The flames destroyed a shed.", "p:liverpool"),
    ],
)
def test_a_title_beside_the_text_is_read_once(lang: str, title: str, text: str, key: str) -> None:
    assert key not in reading(0, lang, text).keys
    beside, inside = reading(0, lang, text, title), reading(0, lang, f"{title}\n\n{text}", title)
    assert beside.keys[key] == inside.keys[key] == 2
    assert beside.claims == reading(0, lang, text).claims


@pytest.mark.parametrize(("lang", "text"), [("fr", "Le feu a pris mardi à Lyon."), ("en", "The fire broke out in Leeds on Tuesday.")])
def test_a_day_is_a_key_however_it_is_told(lang: str, text: str) -> None:
    assert "d:2020-08-04" in reading(0, lang, text, published="2020-08-05").keys
    assert not any(key.startswith("d:2020") for key in reading(0, lang, text).keys)


@pytest.mark.parametrize(("lang", "text"), [("fr", "La France et Paris."), ("en", "France and Paris.")])
def test_a_country_is_no_place_inside_a_country(lang: str, text: str) -> None:
    found = reading(0, lang, text).keys
    assert "p:paris" in found
    assert "p:france" not in found
    assert "c:FR" in found


@pytest.mark.parametrize("title", ["", " ", "\u00a0", "?", "\u200b\u0301", "Ω" * 6000, "12 12 12"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_any_title_can_be_read(lang: str, title: str) -> None:
    assert grouping.groups([reading(0, lang, ELSEWHERE[lang], title), reading(1, lang, "", title)])


def built(number: int, words: Sequence[str], published: str | None) -> Reading:
    return Reading(Article(f"{number:04}", "", "", "", "en", published=published), (), dict.fromkeys(words, 1))


def test_a_chain_of_articles_that_each_resemble_the_next_is_not_one_event() -> None:
    chain = [built(n, [f"w:{word}" for word in range(4 * n, 4 * n + 8)], "2020-01-01") for n in range(30)]
    assert max(map(len, grouping.groups(chain))) < 10


def test_more_is_asked_of_articles_that_are_far_apart() -> None:
    shared = [f"w:{n}" for n in range(4)]

    def joined(second: str, others: int = 0) -> bool:
        far = [built(9 + n, [f"w:far {n} {m}" for m in range(20)], "2020-01-02") for n in range(others)]
        two = [built(n, [*shared, *(f"w:{n} {m}" for m in range(18))], day) for n, day in enumerate(("2020-01-01", second))]
        return len(grouping.groups([*two, *far])) == 1 + others

    assert joined("2020-01-01")
    assert joined("2020-01-04")
    assert not joined("2025-01-04")
    assert not joined("2020-01-04", others=100)


def test_a_key_of_many_articles_proposes_a_bounded_number_of_pairs() -> None:
    def proposed(size: int) -> int:
        readings = [built(n, ["w:same", *(f"w:{n} {m}" for m in range(5))], "2020-01-01") for n in range(size)]
        archive = Archive(grouping.numbered(readings))
        return len(list(proposals.met([archive.strongest(number) for number in range(size)], 0)))

    assert proposed(1000) <= proposals.NEXT * 1000


@pytest.mark.parametrize(
    ("lang", "text", "keys"),
    [
        ("fr", "Ada Byron, 34 ans, a été tuée dans l'accident. Deux passagers ont été blessés.", {"a:34", "f:injured:2"}),
        ("en", "Ada Byron, 34, was killed in the crash. Two passengers were injured.", {"a:34", "f:injured:2"}),
    ],
)
def test_ages_and_tolls_tell_events_apart(lang: str, text: str, keys: set[str]) -> None:
    assert keys <= reading(0, lang, text).keys.keys()


def test_articles_that_share_facts_of_several_kinds_need_be_less_alike() -> None:
    assert likeness.facts({"n:byron", "p:leeds", "d:2021-04-06", "a:34", "w:lorry"}) == 3
    assert likeness.facts({"d:weekday:2", "w:lorry", "k:crash"}) == 0
    assert sorted(likeness.FACTS.values(), reverse=True) == [likeness.FACTS[kinds] for kinds in sorted(likeness.FACTS)]


def test_an_article_joins_a_group_by_facts_of_several_kinds() -> None:
    """A trial months after the event shares who, how old and how many with the first reports, and few words."""

    def joined(shared: list[str]) -> bool:
        first = [built(n, [*shared, *(f"w:{m}" for m in range(8)), *(f"w:{n} {m}" for m in range(4))], "2020-01-01") for n in range(2)]
        return len(grouping.groups([*first, built(2, [*shared, *(f"w:later {m}" for m in range(20))], "2020-05-01")])) == 1

    assert not joined(["w:lorry", "w:quay", "w:rope"])
    assert not joined(["n:byron", "n:leeds", "n:york"])
    assert joined(["n:byron", "a:34", "f:killed:2"])


def parted(one: list[Reading], two: list[Reading]) -> bool:
    """Whether groups of these articles, each joined before, would be kept apart by where they begin."""
    archive = Archive(grouping.numbered([*one, *two]))
    joining = Joining(archive, likeness.Calendar(archive.traits), range(len(one) + len(two)))
    for number in (*range(1, len(one)), *range(len(one) + 1, len(one) + len(two))):
        joining._join(0 if number < len(one) else len(one), number)
    return joining._parted(0, len(one))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_article_that_tells_of_two_towns_joins_no_groups_of_them(lang: str) -> None:
    towns = {"fr": ("Limoges", "Colmar"), "en": ("Bristol", "Sheffield")}[lang]
    here, there = ([reading(f"{town}{n}", lang, f"{town}.", town) for n in range(2)] for town in towns)
    both = reading("both", lang, f"{towns[0]}. {towns[1]}.")
    assert parted(here, there)
    assert not parted(here, [both])
