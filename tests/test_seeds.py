"""What the five seeds must show, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import factcheck
from factcheck.model import Answer, Finding, Quantity, Relation

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@cache
def findings() -> tuple[Finding, ...]:
    return factcheck.check([str(SEEDS)]).findings


def sources(answer: Answer) -> set[str]:
    """The numbers of the seeds that carry an answer: "000" ... "004"."""
    return {claim.document[:3] for claim in answer.claims}


def answers_with(words: str) -> list[tuple[Finding, Answer]]:
    """Every answer with a claim whose words contain some words."""
    return [(f, a) for f in findings() for a in f.answers if any(words in c.quote.replace("\u2019", "'") for c in a.claims)]


def relation_of(one: str, two: str) -> set[Relation]:
    """The relations in which a claim with some words stands to a claim with others."""
    found = set()
    for finding in findings():
        number = dict(enumerate(finding.answers))
        for link in finding.links:
            a, b = (number[n] for n in link.answers)
            for left, right in ((a, b), (b, a)):
                if any(one in c.quote.replace("\u2019", "'") for c in left.claims) and any(
                    two in c.quote.replace("\u2019", "'") for c in right.claims
                ):
                    found.add(link.relation)
    return found


@pytest.mark.parametrize(
    ("words", "role", "figure", "unbounded"),
    [("tuant deux personnes", "killed", 2, False), ("blessant 12", "injured", 12, False), ("au moins quatre frappes", "launched", 4, True)],
)
def test_zaporizhzhia_is_told_alike_by_two_articles_of_one_origin(words: str, role: str, figure: int, unbounded: bool) -> None:
    (_, answer) = next((f, a) for f, a in answers_with(words) if f.role == role)
    assert sources(answer) == {"000", "004"}
    assert len(answer.origins) == 1
    assert isinstance(answer.value, Quantity)
    assert (answer.value.min, answer.value.max) == (figure, None if unbounded else figure)


def test_the_meeting_lasted_three_hours_and_is_not_set_against_the_call() -> None:
    finding, answer = next((f, a) for f, a in answers_with("a duré environ trois heures") if f.kind == "duration")
    assert sources(answer) == {"000", "001"}
    assert len(finding.answers) == 1
    assert not [f for f, a in answers_with("plus de deux heures") if len({s for x in f.answers for s in sources(x)}) > 1]


def test_next_week_is_told_by_three_articles() -> None:
    assert any(
        sources(answer) >= {"000", "001", "003"} for finding, answer in answers_with("la semaine prochaine") if finding.kind == "date"
    )


def test_no_meeting_this_year_contradicts_the_last_meeting_in_april() -> None:
    assert Relation.CONTRADICTION in relation_of("pas encore rencontré Poutine cette année", "leur dernière rencontre en avril")


def test_sanctions_still_to_come_stand_against_not_known() -> None:
    assert relation_of("imposer des sanctions secondaires contre la Russie vendredi", "vont appliquer vendredi des sanctions") == {
        Relation.UPDATE
    }


def test_no_comment_yet_and_then_a_confirmation_is_an_update() -> None:
    assert relation_of("n'a pas encore commenté", "a également confirmé la préparation d'un sommet") == {Relation.UPDATE}


def test_no_meeting_scheduled_and_then_a_confirmed_one_is_an_update() -> None:
    assert relation_of("n'avait pas été prévue", "confirment la rencontre") == {Relation.UPDATE}


def test_useful_and_constructive_is_one_judgement_with_two_sources() -> None:
    finding, answer = answers_with("constructive et utile")[0]
    said = {c.document[:3]: (c.attribution.speaker, c.attribution.kind) for c in answer.claims if c.attribution}
    assert finding.relation is Relation.AGREEMENT
    assert said["000"] == ("Yuri Ushakov", "named")
    assert said["001"] == ("médias d'État russes", "outlet")


def test_great_progress_is_told_alike_by_three_articles_and_said_by_one_man() -> None:
    found = [(finding, answer) for finding, answer in answers_with("de grands progrès") if sources(answer) >= {"000", "001", "003"}]
    assert found and all(finding.relation is Relation.AGREEMENT for finding, _ in found)
    speakers = {c.attribution.speaker for _, answer in found for c in answer.claims if c.attribution}
    assert speakers <= {"Trump", "Donald Trump"}


def test_a_plan_and_the_encounter_that_followed_is_an_update() -> None:
    assert relation_of("dès la semaine prochaine", "en Alaska en août") == {Relation.UPDATE}


@pytest.mark.parametrize("words", ["plus de 300 drones", "37 missiles"])
def test_drones_and_missiles_of_october_are_compared_with_nothing(words: str) -> None:
    assert [finding for finding, _ in answers_with(words) if finding.kind == "quantity"] == []


def test_great_progress_is_never_set_against_no_progress_in_istanbul() -> None:
    assert relation_of("de grands progrès", "aucun progrès") == set()


def test_000_and_004_carry_one_text_and_no_other_two_do() -> None:
    report = factcheck.check([str(SEEDS)])
    families = [origin for origin in report.origins if origin.kind == "text"]
    assert [[document[:3] for document in origin.documents] for origin in families] == [["000", "004"]]
    assert len(families[0].evidence) >= 8
    assert report.shared == ()


def test_boilerplate_is_counted_and_quoted_nowhere() -> None:
    report = factcheck.check([str(SEEDS)])
    assert report.left_out["boilerplate line"] >= 3
    quotes = [claim.quote for finding in report.findings for answer in finding.answers for claim in answer.claims]
    assert not [quote for quote in quotes if "Soutenez" in quote or "votre soutien" in quote or quote.strip() in ("Plus", "Today")]
