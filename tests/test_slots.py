"""Slots of an event: ages, hours, days, distances, parts of towns, states; what is read, and how two articles compare."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from each import each

from factcheck import claims, ladder
from factcheck.claims import slots_states
from factcheck.labels import answer, question
from factcheck.ladder import Context
from factcheck.language import load, neutral, supported
from factcheck.model import GRAVITY, Article, Claim, Saying, Verdict

TABLES = Path(__file__).parent / "tables"
PUBLISHED = "2021-03-10"  # a Wednesday


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


def read(text: str, lang: str, published: str = PUBLISHED) -> list[Claim]:
    found = claims.read(Article("a", "a", text, "", lang=lang, published=published)).claims
    return [claim for claim in found if claim.role in ladder.SLOTS]


@each(rows("slots.jsonl"), lambda row: f"{row['role']}: {row['text']}")
def test_reading(row: dict[str, Any]) -> None:
    """Each claim of the role is told as its answer, what it is about, and its scope."""
    found = [claim for claim in read(row["text"], row["lang"]) if claim.role == row["role"]]
    told = [[answer(claim).replace('"', ""), list(claim.subject), list(claim.scope)] for claim in found]
    assert told == row["claims"]


@each(rows("slots.jsonl"), lambda row: f"{row['role']}: {row['text']}")
def test_claims_quote_the_text_and_ask_a_question(row: dict[str, Any]) -> None:
    for claim in read(row["text"], row["lang"]):
        assert claim.quote == row["text"][claim.start : claim.end] != ""
        assert claim.statement[0] <= claim.start < claim.end <= claim.statement[1]
        assert all(claim.statement[0] <= start < end <= claim.statement[1] for start, end in claim.evidence)
        assert question(claim).endswith("?") and "{" not in question(claim) and "  " not in question(claim)


def compared(row: dict[str, Any], first: str, second: str) -> Verdict | None:
    """The gravest relation that a slot of one article has to one of the other."""
    days = row.get("published", [PUBLISHED, PUBLISHED])
    told = {"a": (row["a"], days[0]), "b": (row["b"], days[1])}
    one, two = (read(told[side][0], row["lang"], told[side][1]) for side in (first, second))
    dates = tuple(date.fromisoformat(told[side][1]) for side in (first, second))
    apart = (dates[0] - dates[1]).days
    context = Context((apart > 0) - (apart < 0), abs(apart) <= 1, (dates[0], dates[1]))
    verdicts = [ladder.compare(a, b, context) for a in one for b in two if a.role == b.role == row["role"]]
    return min((v for v in verdicts if v.relation), key=lambda v: GRAVITY[v.relation] if v.relation else 9, default=None)


@each(rows("slots_pairs.jsonl"), lambda row: f"{row['relation']}: {row['a']} / {row['b']}")
def test_two_articles(row: dict[str, Any]) -> None:
    found = compared(row, "a", "b")
    assert (found.relation.value if found and found.relation else "none") == row["relation"], found
    turned = compared(row, "b", "a")
    assert (turned.relation if turned else None) == (found.relation if found else None)


def test_pairs_that_must_not_relate_come_first() -> None:
    kinds = [row["relation"] != "none" for row in rows("slots_pairs.jsonl")]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("lang", supported())
def test_states_of_the_language_are_those_of_the_order(lang: str) -> None:
    table = slots_states.families(load(lang))
    for family, told in neutral("slots")["order"].items():
        assert not told or set(told.split()) == set(table[family])


@pytest.mark.parametrize("lang", supported())
def test_every_phrase_of_a_state_is_found(lang: str) -> None:
    """Each phrase as written, its two parts with a word between, gives its own family."""
    table = slots_states.families(load(lang))
    for family in neutral("slots")["order"]:
        if family in neutral("slots")["of"]["charges"]:
            continue
        lead = next(iter(table["object"].get(family, [])), "xxx")
        for forms in table[family].values():
            for form in forms:
                told = f"Xxx {lead} " + form.replace("..", "xxx") + "."
                found = {c.subject for c in read(told, lang) if c.role == slots_states.ROLE}
                assert any(family in subject for subject in found), form


@pytest.mark.parametrize("key", ["single", "side", "sex"])
def test_roles_that_rules_name_are_in_every_language(key: str) -> None:
    for lang in supported():
        table = load(lang).table("slots")
        known = {*table["person"], *table["anyone"]}
        assert {role for roles in neutral("slots")[key].values() for role in roles} <= known


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("fr", "Le chauffeur agressé à Brest est décédé", "Paul Morin, 58 ans, est décédé vendredi à Brest."),
        ("en", "The driver attacked in Plymouth has died", "Paul Moore, 58, died on Friday in Plymouth."),
    ],
)
def test_a_title_outside_the_text_tells_what_somebody_is(lang: str, title: str, text: str) -> None:
    found = claims.read(Article("a", "a", text, "", lang=lang, published=PUBLISHED, title=title)).claims
    (age,) = (claim for claim in found if claim.role == "age")
    assert "r:driver" in age.subject
    assert any(key.startswith("n:") for key in age.subject)
    (bare,) = (claim for claim in read(text, lang) if claim.role == "age")
    assert "r:driver" not in bare.subject


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La tempête n'a toutefois pas faibli au large des côtes du Finistère."),
        ("en", "The storm did not weaken off the coast of Cornwall."),
    ],
)
def test_a_negation_is_never_lost(lang: str, text: str) -> None:
    (said,) = (claim for claim in claims.read(Article("a", "a", text, "", lang=lang)).claims if (claim.start, claim.end) == claim.statement)
    assert isinstance(said.value, Saying)
    assert said.value.negated
