"""Roles, scopes and encounters, read from single sentences of both languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from each import each

from factcheck import claims
from factcheck.model import Article, Claim, Name, Polarity, Quantity
from factcheck.rows import rows_of

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


def read(row: dict[str, Any]) -> list[Claim]:
    return list(claims.read(Article("a", "a", row["text"], "", lang=row["lang"], published="2025-08-06")).claims)


@each(rows("roles.jsonl"), lambda row: row["text"])
def test_role(row: dict[str, Any]) -> None:
    found = [claim for claim in read(row) if claim.kind == "quantity" and claim.stage != "partial"]
    assert not {claim.role for claim in found} & set(row.get("not", ()))
    told = Counter((claim.role, claim.value.value, claim.scope) for claim in found if isinstance(claim.value, Quantity))
    for role, value, scope in row.get("claims", ()):
        assert told[role, value, tuple(scope)] == 1, told


@pytest.mark.parametrize(
    ("lang", "text", "denied"),
    [
        ("fr", "Douze blessés ne sont pas encore sortis de l'hôpital.", []),
        ("fr", "Trois personnes ont été tuées, et le tireur n'a pas été arrêté.", []),
        ("fr", "Trois passagers n'ont pas été blessés.", ["injured"]),
        ("fr", "Cinq suspects n'ont toujours pas été arrêtés.", ["arrested"]),
        ("en", "Twelve wounded have not yet left the hospital.", []),
        ("en", "Three people were killed, and the gunman was not arrested.", []),
        ("en", "Three passengers were not injured.", ["injured"]),
        ("en", "None of the three passengers was killed.", ["killed"]),
    ],
)
def test_what_is_told_of_a_figure_is_denied_by_a_word_beside_it_or_before_it(lang: str, text: str, denied: list[str]) -> None:
    found = [claim for claim in read({"lang": lang, "text": text}) if claim.kind == "quantity" and claim.stage != "partial"]
    assert sorted(claim.role for claim in found if claim.polarity is Polarity.DENIED) == denied, found


@each(rows("victims.jsonl"), lambda row: row["text"])
def test_a_single_person_is_counted_where_the_text_tells_of_nobody_else(row: dict[str, Any]) -> None:
    found = [claim for claim in read(row) if claim.kind == "quantity" and claim.stage == "partial"]
    singles = Counter(claim.role for claim in found if isinstance(claim.value, Quantity) and claim.value.min == claim.value.max == 1)
    for role in ("killed", "injured"):
        assert (singles[role] > 0) == (row[role] > 0), found
        assert not row[role] or singles[role] <= row[role] + 1


@each(rows("sums.jsonl"), lambda row: row["text"])
def test_totals_that_the_text_does_not_write(row: dict[str, Any]) -> None:
    found = [claim for claim in read(row) if claim.kind == "quantity" and claim.stage == "partial"]
    told = {(claim.role, claim.value.min) for claim in found if isinstance(claim.value, Quantity) and claim.value.min == claim.value.max}
    assert told == {(role, value) for role, value in row["totals"]}


@pytest.mark.parametrize(
    ("lang", "text", "least"),
    [
        ("en", "Up to five people were shot at a party. Police are at the scene. The street is closed.", []),
        ("en", "At least two people were shot, two of them fatally. Police are at the scene. The street is closed.", []),
        ("en", "At least five people were shot, two of them fatally. Police are at the scene. The street is closed.", [3]),
        ("en", "At least four people were shot at a party. Police are at the scene. The street is closed.", [4]),
        (
            "fr",
            "Au moins cinq personnes ont été touchées par balle, dont deux mortellement. La police est sur place. La rue est fermée.",
            [3],
        ),
        ("fr", "Au moins quatre personnes ont été touchées par balle lors d'une fête. La police est sur place. La rue est fermée.", [4]),
    ],
)
def test_as_many_are_hurt_at_the_least_as_were_shot_at_the_least(lang: str, text: str, least: list[int]) -> None:
    found = [claim.value for claim in read({"lang": lang, "text": text}) if claim.role == "injured" and claim.stage == "partial"]
    assert [value.min for value in found if isinstance(value, Quantity) and value.max is None] == least


@each(rows("silences.jsonl"), lambda row: row["text"])
def test_nobody_is_counted_where_an_article_is_silent(row: dict[str, Any]) -> None:
    found = [claim for claim in read(row) if claim.stage == "implied"]
    assert sorted(claim.role for claim in found) == row["nobody"]
    assert all(isinstance(claim.value, Quantity) and claim.value.min == claim.value.max == 0 for claim in found)


@pytest.mark.parametrize(
    ("lang", "text", "role"),
    [
        ("fr", "Trois personnes ont été blessées dans la fusillade. La police est venue à midi. La rue est fermée.", "injured"),
        ("en", "Three people were injured in the shooting. The police came at noon. The street is closed.", "injured"),
        ("en", "Two people were killed in the shooting. The police came at noon. The street is closed.", "killed"),
    ],
)
def test_a_row_has_the_role_that_its_own_words_tell(lang: str, text: str, role: str) -> None:
    """Not that of the nobody that the silence of the text implies."""
    roles = {row["role"] for row in rows_of(Article("a", "a", text, "", lang=lang)) if row["kind"] == "quantity" and "role" in row}
    assert roles == {role}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le bilan est d'un blessé grave et trois blessés légers."),
        ("en", "The crash left one seriously injured and three slightly injured."),
    ],
)
def test_those_badly_and_slightly_hurt_are_all_who_were_hurt(lang: str, text: str) -> None:
    totals = [claim for claim in read({"lang": lang, "text": text}) if claim.role == "injured" and not claim.scope and not claim.stage]
    assert [claim.value.min for claim in totals if isinstance(claim.value, Quantity)] == [4]


@each(rows("encounters.jsonl"), lambda row: row["text"])
def test_encounter(row: dict[str, Any]) -> None:
    found = [claim for claim in read(row) if claim.role == "met"]
    if row.get("people", ...) is None:
        assert not found
    assert not [claim for claim in found if set(claim.subject) & set(row.get("not", ()))]
    if row.get("people"):
        assert found and {claim.subject for claim in found} == {tuple(sorted(row["people"]))}
        assert {claim.polarity.value for claim in found} == {row.get("polarity", "asserted")}
    if row.get("modality"):
        assert row["modality"] in {claim.modality.value for claim in found}
    if row.get("place"):
        assert row["place"] in {claim.value.canonical for claim in found if isinstance(claim.value, Name)}


@each([*rows("roles.jsonl"), *rows("victims.jsonl"), *rows("silences.jsonl"), *rows("encounters.jsonl")], lambda row: row["text"])
def test_claims_quote_the_text(row: dict[str, Any]) -> None:
    for claim in read(row):
        assert claim.quote == row["text"][claim.start : claim.end] != ""
        assert claim.statement[0] <= claim.start < claim.end <= claim.statement[1]
        assert all(claim.statement[0] <= start < end <= claim.statement[1] for start, end in claim.evidence)
        assert claim.line == 1


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        ("en", "Chile announced talks with Norway; Peru did not confirm them.", ["with:CL", "with:NO"]),
        ("fr", "Le Chili a réagi avant un sommet avec la Norvège : le Pérou attend.", ["with:CL", "with:NO"]),
        ("fr", "Santiago n'a pas encore commenté la rencontre avec Oslo.", ["with:CL", "with:NO"]),
        ("en", "Chile, it was said: Norway has not yet commented on the talks with Peru.", ["with:NO", "with:PE"]),
    ],
)
def test_who_speaks_of_an_encounter_is_told_in_one_clause(lang: str, text: str, parties: list[str]) -> None:
    found = [claim for claim in read({"lang": lang, "text": text}) if claim.role == "commented"]
    assert [[each for each in claim.subject if each.startswith("with:")] for claim in found] == [parties]
    assert all((claim.stage == "not yet") is (claim.polarity is Polarity.DENIED) for claim in found)


@pytest.mark.parametrize(("lang", "text"), [("fr", "L'appel a débuté à 07:37 GMT à Oslo."), ("en", "Ada Byron rang at 7 pm GMT on 3 May.")])
def test_a_word_of_a_date_is_no_name(lang: str, text: str) -> None:
    article = Article("a", "a", text, "", lang=lang, published="2025-08-06")
    assert {"Oslo", "Ada Byron"} & (quotes := {row["quote"] for row in rows_of(article) if row["kind"] == "name"})
    assert not any("GMT" in quote for quote in quotes)


INTERRUPTED = [
    ("fr", "Le barrage de la rive (1930) ne sera pas reconstruit avant mai.", "denied", "planned"),
    ("fr", "Le barrage de la rive, qui date de 1930, ne sera pas reconstruit avant mai.", "denied", "planned"),
    ("fr", "Elle a promis que la vallée de la rivière (300 habitants) sera évacuée par les pompiers.", "asserted", "planned"),
    ("fr", "Elle dit que la vallée de la rivière (qui a 300 habitants) n'a pas été évacuée par les pompiers.", "denied", "actual"),
    ("en", "She said that the valley of the river (which has 300 people) was not evacuated by the army.", "denied", "actual"),
]


@pytest.mark.parametrize(("lang", "text", "polarity", "modality"), INTERRUPTED)
def test_what_interrupts_a_clause_is_left_out_of_it(lang: str, text: str, polarity: str, modality: str) -> None:
    rows = [row for row in rows_of(Article("a", "a", text, "", lang=lang)) if row["kind"] == "statement"]
    plain = re.sub(r" ?[(,][^),]*[),]", "", text)
    told = {row["text"]: (row["polarity"], row["modality"]) for row in rows if plain.endswith(row["text"])}
    assert told
    assert set(told.values()) == {(polarity, modality)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", 'Elle dit que "la vallée de la rivière (pourrait) être évacuée par les pompiers".'),
        ("en", 'She said that "the valley of the river (could) be evacuated by the army".'),
    ],
)
def test_a_word_that_an_editor_has_put_in_belongs_to_its_clause(lang: str, text: str) -> None:
    told = [row for row in rows_of(Article("a", "a", text, "", lang=lang)) if row["kind"] == "statement"]
    assert told
    assert {row["modality"] for row in told} == {"possible"}
    assert all("(" in row["text"] for row in told)


@pytest.mark.parametrize(
    ("lang", "text", "part"),
    [
        ("fr", "Parmi les victimes, deux sont mortes sous les décombres du moulin.", True),
        ("en", "Among the victims, two were killed under the rubble of the mill.", True),
        ("fr", "Parmi les hameaux touchés, deux personnes sont mortes dans le moulin.", False),
        ("en", "Of course, two were killed under the rubble of the mill.", False),
        ("en", "Of the 12 people shot on Monday, four have died.", False),
    ],
)
def test_a_number_of_the_dead_that_a_sentence_begins_with_is_a_part_of_them(lang: str, text: str, part: bool) -> None:
    (told,) = [claim for claim in read({"lang": lang, "text": text}) if claim.role == "killed" and claim.stage != "partial"]
    assert ("part" in told.scope) == part
