"""Findings over whole articles: what a change in one article does, and what must change nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import factcheck
from factcheck import claims, ladder
from factcheck.ladder import Context
from factcheck.model import Article, Finding, Relation, Report
from factcheck.pipeline import explain

FR = [
    "Un incendie a ravagé un entrepôt de Brest mardi soir. L'incendie a tué {killed} et en a blessé dix. Près de 200 habitants "
    'du quartier de Recouvrance ont été évacués. Le préfet Alain Morvan a salué "le courage exemplaire des pompiers".',
    "À Brest, {killed_passive} dans l'incendie d'un entrepôt, mardi soir, et dix autres blessées. Le quartier de Recouvrance "
    'a été évacué. Le préfet Alain Morvan a parlé du "courage exemplaire des pompiers".',
]
EN = [
    "A fire destroyed a warehouse in Plymouth on Tuesday evening. The fire killed {killed} and injured ten. Some 200 residents "
    'of the Devonport district were evacuated. Mayor Alan Moore praised "the outstanding courage of the firefighters".',
    "In Plymouth, {killed_passive} in the fire at a warehouse on Tuesday evening, and ten others were injured. "
    'The Devonport district was evacuated. Mayor Alan Moore spoke of the "outstanding courage of the firefighters".',
]
TEXTS = {"fr": FR, "en": EN}
NUMBERS = {"fr": {2: "deux", 3: "trois", 5: "cinq"}, "en": {2: "two", 3: "three", 5: "five"}}
PEOPLE = {"fr": ("{n} personnes", "{n} personnes ont été tuées"), "en": ("{n} people", "{n} people were killed")}
AT_LEAST = {"fr": "au moins {n}", "en": "at least {n}"}
UNRELATED = {
    "fr": "Le prix du blé a reculé jeudi à Chicago. Les exportateurs attendent une récolte record en Argentine et deux cargos "
    "ont quitté Rosario.",
    "en": "Wheat prices fell in Chicago on Thursday. Exporters expect a record harvest in Argentina and two cargo ships left Rosario.",
}


def article(lang: str, number: int, killed: int, hedge: str = "{n}") -> str:
    word = hedge.format(n=NUMBERS[lang][killed])
    active, passive = (form.format(n=word) for form in PEOPLE[lang])
    return TEXTS[lang][number].format(killed=active, killed_passive=passive)


def report(folder: Path, lang: str, texts: Sequence[str], published: Sequence[str] = ()) -> Report:
    days = [*published, *["2025-08-06"] * len(texts)][: len(texts)]
    rows = [{"id": f"{n}", "text": text, "lang": lang, "published": day} for n, (text, day) in enumerate(zip(texts, days, strict=True))]
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return factcheck.check([str(path)])


def killed(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.role == "killed"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_same_toll_is_an_agreement(lang: str, tmp_path: Path) -> None:
    assert [f.relation for f in killed(report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 2)]))] == [Relation.AGREEMENT]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_another_number_turns_the_agreement_into_a_contradiction(lang: str, tmp_path: Path) -> None:
    found = report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 3)])
    assert [f.relation for f in killed(found)] == [Relation.CONTRADICTION]
    assert [f.relation for f in found.findings if f.role == "injured"] == [Relation.AGREEMENT]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_containing_hedge_turns_it_into_a_refinement(lang: str, tmp_path: Path) -> None:
    assert [f.relation for f in killed(report(tmp_path, lang, [article(lang, 0, 2, AT_LEAST[lang]), article(lang, 1, 3)]))] == [
        Relation.REFINEMENT
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_later_higher_toll_is_an_update_and_a_lower_one_a_contradiction(lang: str, tmp_path: Path) -> None:
    texts = [article(lang, 0, 2), article(lang, 1, 5)]
    assert [f.relation for f in killed(report(tmp_path, lang, texts, ["2025-08-06", "2025-08-08"]))] == [Relation.UPDATE]
    assert [f.relation for f in killed(report(tmp_path, lang, texts, ["2025-08-08", "2025-08-06"]))] == [Relation.CONTRADICTION]


def meaning(found: Report) -> list[object]:
    return sorted((f.relation, f.question, sorted(a.text for a in f.answers)) for f in found.findings)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("second", [2, 3])
def test_swapping_adding_a_copy_or_an_unrelated_article_changes_nothing(lang: str, second: int, tmp_path: Path) -> None:
    one, two = article(lang, 0, 2), article(lang, 1, second)
    plain = report(tmp_path, lang, [one, two])
    assert meaning(report(tmp_path, lang, [two, one])) == meaning(plain)
    assert meaning(report(tmp_path, lang, [one, two, UNRELATED[lang]])) == meaning(plain)
    copied = report(tmp_path, lang, [one, two, one])
    assert meaning(copied) == meaning(plain)
    assert {f.id for f in copied.findings} == {f.id for f in plain.findings}
    assert [len(answer.origins) for f in copied.findings for answer in f.answers] == [
        len(a.origins) for f in plain.findings for a in f.answers
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_short_quotation_in_other_order_is_found_again(lang: str, tmp_path: Path) -> None:
    found = report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 2)])
    assert [f.relation for f in found.findings if f.kind == "quotation"] == [Relation.AGREEMENT]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_id_survives_moved_lines_and_changes_with_the_value(lang: str, tmp_path: Path) -> None:
    plain = killed(report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 2)]))
    moved = killed(report(tmp_path, lang, ["\n\n" + article(lang, 0, 2), article(lang, 1, 2)]))
    other = killed(report(tmp_path, lang, [article(lang, 0, 3), article(lang, 1, 3)]))
    assert [f.id for f in plain] == [f.id for f in moved] != [f.id for f in other]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_articles_on_different_events_are_not_compared(lang: str, tmp_path: Path) -> None:
    assert report(tmp_path, lang, [article(lang, 0, 2), UNRELATED[lang]]).findings == ()


def test_an_unsupported_language_is_left_out_and_counted(tmp_path: Path) -> None:
    spanish = "El incendio de un almacén en Brest mató a dos personas el martes por la noche y dejó nueve heridos, según los bomberos."
    path = tmp_path / "a.txt"
    path.write_text(spanish, encoding="utf-8")
    found = factcheck.check([str(path)])
    assert found.findings == ()
    assert sum(count for reason, count in found.left_out.items() if "language" in reason) == 1


def test_a_language_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Deux morts.", encoding="utf-8")
    assert factcheck.check([str(path)], lang="fr").articles[0].lang == "fr"


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        (
            "fr",
            "La grippe a rempli les lits de Brest. À Brest, 300 personnes sont hospitalisées.",
            "À Brest, 120 personnes sont hospitalisées pour la grippe.",
        ),
        (
            "en",
            "The flu has filled the beds of Plymouth. In Plymouth, 300 people are hospitalised.",
            "In Plymouth, 120 people are hospitalised with the flu.",
        ),
    ],
)
def test_what_goes_up_and_down_conflicts_within_a_moment_and_is_updated_later(lang: str, one: str, two: str, tmp_path: Path) -> None:
    def relations(days: Sequence[str]) -> list[Relation]:
        return [f.relation for f in report(tmp_path, lang, [one, two], days).findings if f.role == "hospitalised"]

    assert relations(["2025-08-06", "2025-08-06"]) == [Relation.CONTRADICTION]
    assert relations(["2025-08-06", "2025-08-11"]) == [Relation.UPDATE]
    assert relations(["2025-08-06", "2025-09-11"]) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_many_articles_on_one_event_are_still_compared(lang: str, tmp_path: Path) -> None:
    texts = [article(lang, n % 2, 2 + (n % 3 == 0)) + f" ({n})" for n in range(60)]
    assert Relation.CONTRADICTION in {f.relation for f in killed(report(tmp_path, lang, texts))}


@pytest.mark.parametrize(
    ("lang", "recalled"),
    [("fr", "En 2004, un incendie avait tué 170 personnes à Brest."), ("en", "In 2004 a fire killed 170 people in Plymouth.")],
)
def test_an_older_event_in_one_article_hides_no_update(lang: str, recalled: str, tmp_path: Path) -> None:
    texts = [article(lang, 0, 2), article(lang, 1, 5) + " " + recalled]
    found = killed(report(tmp_path, lang, texts, ["2025-08-06", "2025-08-08"]))
    assert Relation.UPDATE in {f.relation for f in found}


def test_the_hour_of_publication_orders_articles_of_one_day(tmp_path: Path) -> None:
    texts = [article("en", 0, 2), article("en", 1, 5)]
    assert [f.relation for f in killed(report(tmp_path, "en", texts, ["2025-08-06T08:00:00Z", "2025-08-06T20:00:00Z"]))] == [
        Relation.UPDATE
    ]


def test_one_path_may_be_given_as_a_string(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Deux morts.", encoding="utf-8")
    assert len(factcheck.check(str(tmp_path)).articles) == 1


def test_a_day_that_is_none_is_no_day_of_reference() -> None:
    assert factcheck.extract("Deux morts mardi.", lang="fr", published="yesterday")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_statement_in_an_unsupported_language_is_left_out_and_counted(lang: str, tmp_path: Path) -> None:
    spanish = "El incendio de un almacén mató a 40 personas el martes por la noche, según los bomberos de la ciudad."
    plain = report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 2)])
    found = report(tmp_path, lang, [article(lang, 0, 2) + "\n" + spanish, article(lang, 1, 2)])
    assert meaning(found) == meaning(plain)
    assert found.left_out["statement in an unsupported language"] == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_left_out_of_a_question_is_told_with_the_finding(lang: str, tmp_path: Path) -> None:
    other = {"fr": "\nLe 3 juillet 1988, neuf personnes avaient été tuées.", "en": "\nOn 3 July 1988 nine people were killed."}[lang]
    found = report(tmp_path, lang, [article(lang, 0, 2), article(lang, 1, 2) + other])
    assert killed(found)[0].left_out
    assert sum(count for _, count in killed(found)[0].left_out) <= sum(found.left_out.values())
    assert all(reason in found.left_out for finding in found.findings for reason, _ in finding.left_out)
    told = explain(found, killed(found)[0].id)
    assert all(f"left out of the same question: {reason} ({count})" in told for reason, count in killed(found)[0].left_out)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_an_article_says_in_the_same_words_again_is_one_claim(lang: str, tmp_path: Path) -> None:
    first = article(lang, 0, 2)
    (found,) = killed(report(tmp_path, lang, [first + "\n\n" + first.partition(". ")[2], article(lang, 1, 2)]))
    assert sorted(claim.document for claim in found.answers[0].claims if claim.stage == "") == ["0", "1"]


HURT_THEN_DEAD = {
    "fr": [
        "Une fille de 9 ans a été grièvement blessée dans une fusillade à Brest lundi soir, rue de Siam. La fille a été conduite à "
        "l'hôpital. Elle est dans un état critique, selon la police de Brest. La rue de Siam est restée fermée toute la nuit.",
        "La fille de 9 ans blessée dans la fusillade de la rue de Siam, à Brest, est morte mercredi. La police de Brest a ouvert une "
        "enquête. La rue de Siam avait été fermée toute la nuit.",
    ],
    "en": [
        "A 9-year-old girl was critically injured in a shooting in Plymouth on Monday evening, in Union Street. The girl was taken to "
        "hospital. The girl is in critical condition, Plymouth police said. Union Street was closed all night.",
        "A 9-year-old girl who was hurt in the Union Street shooting in Plymouth has died. Plymouth police have opened an inquiry. "
        "Union Street had been closed all night.",
    ],
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_who_has_died_since_is_told_once_among_the_hurt(lang: str, tmp_path: Path) -> None:
    told = report(tmp_path, lang, HURT_THEN_DEAD[lang], ["2025-08-05", "2025-08-07"])
    (found,) = [finding for finding in told.findings if finding.role == "injured"]
    assert found.relation is Relation.UPDATE
    assert [[claim.document for claim in answer.claims] for answer in found.answers] == [["1"], ["0"]]


ONE_TOLL = {"fr": "Cinq personnes ont été blessées à {0} lundi.", "en": "Five people were injured in {0} on Monday."}


@pytest.mark.parametrize(
    ("beginnings", "agree"),
    [((("brest",), ("quimper",)), False), ((("brest", "quimper"), ("quimper",)), True), ((("brest",), ("brest", "quimper")), True)],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_toll_is_of_two_places_that_an_article_begins_with(
    lang: str, beginnings: tuple[tuple[str, ...], tuple[str, ...]], agree: bool
) -> None:
    one, two = (
        next(
            claim
            for claim in claims.read(Article(place, place, ONE_TOLL[lang].format(place), "", lang=lang)).claims
            if claim.role == "injured"
        )
        for place in ("Brest", "Quimper")
    )
    left, right = (frozenset(places) for places in beginnings)
    found = ladder.compare(one, two, Context(0, True, leads=(left, right)))
    assert (found.relation is Relation.AGREEMENT) == agree
    assert ladder.compare(two, one, Context(0, True, leads=(right, left))) == found


@pytest.mark.parametrize(
    ("lang", "texts", "rule"),
    [
        ("fr", ("Il y avait 15 passagers à bord de l'avion.", "Dix-sept passagers étaient à bord de l'avion."), "other-place"),
        ("en", ("There were 15 passengers aboard the plane.", "Seventeen passengers were aboard the plane."), "other-place"),
        ("fr", ("Ada Byron, 44 ans, est morte à Brest.", "Ada Byron, 45 ans, est morte à Brest."), "values-differ"),
        ("en", ("Ada Byron, 44, died in Leeds.", "Ada Byron, 45, died in Leeds."), "values-differ"),
    ],
)
def test_figures_of_articles_that_begin_with_other_countries_are_of_other_places(lang: str, texts: tuple[str, str], rule: str) -> None:
    every = [claims.read(Article(text, text, text, "", lang=lang)).claims for text in texts]
    one, other = (next(claim for claim in found if claim.role in ("aboard", "age")) for found in every)
    assert ladder.compare(one, other, Context(0, True)).rule == "values-differ"
    assert ladder.compare(one, other, Context(0, True, parted=True)).rule == rule
