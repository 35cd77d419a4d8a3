"""Who copies whom: copies in every spelling, cut, moved, reworded and translated texts, passages, credits, citations."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from growth import BAR, growth
from json_schema import fits
from sample_reports import hostile
from test_invariance import RETYPINGS, SEEDS, Retype, meaning

import factcheck
from factcheck import claims, cli, origins
from factcheck.model import Article, Copying, Lineage, Origin, Passage, Relation, Report
from factcheck.origins import candidates, credits, links, meetings
from factcheck.origins.families import numbered
from factcheck.origins.passages import align
from factcheck.origins.sketches import Sketch, Stretch
from factcheck.pipeline import trace_origins
from factcheck.reports import origins as rendering
from factcheck.reports import summary, telling
from factcheck.reports.wording import words
from factcheck.text import fold

HERE = Path(__file__).parent
ROWS = [json.loads(line) for line in HERE.joinpath("tables", "origins.jsonl").read_text(encoding="utf-8").splitlines()]
CITED = [json.loads(line) for line in HERE.joinpath("tables", "origins_cited.jsonl").read_text(encoding="utf-8").splitlines()]
LANGUAGES = ["en", "fr"]


def article(name: str, text: str, **told: str) -> Article:
    return Article(name, name, text, "", **told)


def sketch(name: str, text: str, **told: str) -> Sketch:
    return origins.sketch(claims.read(article(name, text, **told)))


def folder(target: Path, texts: Iterable[str | dict[str, str]]) -> Report:
    """The report on articles, given as texts or as rows of JSON Lines; ids are a, b, c ..."""
    rows = [{"id": "abcdefgh"[number], **({"text": told} if isinstance(told, str) else told)} for number, told in enumerate(texts)]
    path = target / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return factcheck.check([str(path)])


# --------------------------------------------------------------------------------------------- two articles


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['about']} {row['lang']}")
def test_what_two_articles_share(row: dict[str, Any]) -> None:
    a, b = sketch("a", row["a"]), sketch("b", row["b"])
    link, back = links.compare(a, b), links.compare(b, a)
    assert (link and link.degree) == row["degree"]
    assert (link and (link.degree, round(link.strength, 6))) == (back and (back.degree, round(back.strength, 6)))


def test_passages_stand_where_they_are_told_to(row: dict[str, Any] = ROWS[-1]) -> None:
    link = links.compare(sketch("a", row["a"]), sketch("b", row["b"]))
    assert link is not None and link.passages
    assert all(row["a"][slice(*p.one)] == row["b"][slice(*p.two)] for p in link.passages if p.alike == 1.0)


CREDITED = [
    (set(), {"text": "The WASHINGTON APPLE fair opened. It closed on Sunday."}),
    (set(), {"text": "Le PAPE est arrivé (hier) à Lyon. Il repart lundi."}),
    ({"ap"}, {"text": "WASHINGTON (AP) — The senator resigned on Monday. Nobody knows why."}),
    ({"reuters"}, {"text": "PARIS, March 3 (Reuters) - The minister resigned. Nobody knows why."}),
    ({"afp"}, {"text": "La ministre a démissionné. Personne ne sait pourquoi. (avec AFP)"}),
    ({"afp"}, {"text": "La ministre a démissionné lundi.\nPersonne ne sait pourquoi.\nAFP"}),
    ({"afp", "reuters"}, {"text": "La ministre a démissionné lundi.\nAvec AFP et Reuters"}),
    ({"afp"}, {"text": "La ministre a démissionné.", "outlet": "Orange avec AFP-Services"}),
    (
        {"afp"},
        {"text": "Le feu est éteint, a indiqué mardi un pompier à l'AFP, sur une route qui reste fermée pour longtemps encore, dit-il."},
    ),
]


@pytest.mark.parametrize(("agencies", "told"), CREDITED)
def test_credits_and_datelines(agencies: set[str], told: dict[str, str]) -> None:
    assert credits.of(claims.read(article("a", **told))) == agencies


def test_one_source_has_one_key_however_it_is_written() -> None:
    assert len({credits.name_key(name) for name in ("AFP", "Agence France-Presse")}) == 1
    assert len({credits.name_key(name) for name in ("Le Monde", "le Monde", "Monde")}) == 1
    assert credits.name_key("the New York Times") == credits.name_key("New York Times")


# ------------------------------------------------------------------------------------------------- families


def families(texts: Sequence[str], seed: int = 0) -> origins.Families:
    known = [article(f"{number:02}", text) for number, text in enumerate(texts)]
    sketches = [origins.sketch(claims.read(entry)) for entry in known]
    random.Random(seed).shuffle(sketches)
    return origins.trace(sketches, {entry.id: entry for entry in known}, {})


def test_every_version_of_one_text_is_one_origin_and_others_are_not() -> None:
    versions = [ROWS[row]["b"] for row in (7, 9, 11, 13)]
    told = [ROWS[7]["a"], *versions, *(ROWS[row]["b"] for row in (0, 1, 3))]
    found = [families(told, seed) for seed in range(3)]
    assert [origin.documents for origin in found[0].shared] == [("00", "01", "02", "03", "04")]
    assert len({tuple(sorted(entry.of.items())) for entry in found}) == 1
    assert len(found[0].shared[0].links) == 4


def test_facts_are_those_that_no_article_outside_the_family_tells() -> None:
    found = families([ROWS[7]["a"], ROWS[11]["b"], ROWS[0]["b"]])
    facts = found.shared[0].links[0].facts
    assert "Samir Benhadj" in facts and "Bertrand Ollivier" in facts
    assert not any("Mézidon" in fact for fact in facts)  # which the third article names too


def notice(number: int, day: int) -> dict[str, str]:
    own = f"Le conseil de Ville{number} a voté la rénovation de la salle {number} pour {number + 2} millions d'euros."
    same = "Les données que vous confiez à notre rédaction servent à gérer votre abonnement et ne sont cédées à aucun partenaire."
    more = "Vous pouvez demander à tout moment leur suppression au service des lecteurs, place de la Halle, à Quimper."
    return {"text": f"{own} {same} {more}", "published": f"2024-{1 + day // 28:02}-{1 + day % 28:02}"}


def test_what_articles_of_different_weeks_carry_alike_is_furniture(tmp_path: Path) -> None:
    report = folder(tmp_path, [notice(number, 20 * number) for number in range(6)])
    assert not [origin for origin in report.origins if origin.kind == "text"] and not report.shared


def test_a_run_of_words_of_many_articles_brings_each_together_with_a_few() -> None:
    same = "La préfecture rappelle que les feux de camp sont interdits dans les massifs du département jusqu'au mois de septembre."
    known = [sketch(f"{n:03}", f"{same} Le poste numéro {n} du hameau {n * 7} a tenu {n + 3} jours sans relève.") for n in range(120)]
    assert len(candidates.propose(numbered(known)[1])) <= 120 * meetings.NEXT


@pytest.mark.parametrize("seed", range(30))
def test_articles_meet_by_what_they_share(seed: int) -> None:
    draw = random.Random(seed)
    days = sorted(draw.choice([0, 0, *range(100, 100 + draw.choice([3, 20]))]) for _ in range(draw.randint(0, meetings.CROWD)))
    told = [draw.sample(range(draw.choice([30, 60])), draw.randint(0, 25)) for _ in days]
    every = [(a, b) for b in range(len(days)) for a in range(b)]
    shared = {(a, b) for a, b in every if len(set(told[a]) & set(told[b])) >= 4}
    close = {(a, b) for a, b in every if not (days[a] and days[b]) or days[b] - days[a] <= candidates.NEAR}
    assert set(candidates._met(told, 4)) == shared
    assert set(candidates._met(told, 4, candidates._near(days))) == shared & close


def test_a_mark_of_many_articles_brings_each_together_with_the_last_before_it() -> None:
    many = meetings.CROWD + 1
    assert set(candidates._met([[7]] * many, 1)) == {(a, b) for b in range(many) for a in range(max(0, b - meetings.NEXT), b)}


def endless(name: str, sentences: int) -> Sketch:
    """An article whose sentences say one thing again and again, with a figure of their own now and then."""
    made = []
    for number in range(sentences):
        words = (1, 2, 3, 4, 5, 6, number % 7, 8, number % 50)
        made.append(Stretch(number * 60, number * 60 + 50, ("k:bridge", "n:rennes", f"q:{number % 90}", f"w:{number}"), words, 0.0))
    return Sketch(name, "fr", 0, tuple(made), frozenset(), frozenset(), frozenset())


def test_articles_without_end_are_compared_in_linear_time() -> None:
    assert growth(lambda sentences: partial(align, endless("a", sentences), endless("b", sentences)), 2_000) < BAR


# --------------------------------------------------------------------------------------------------- copies


@pytest.fixture(scope="module")
def plain(seeds: Path) -> Report:
    """What is told of the seeds alone."""
    return factcheck.check([str(seeds)])


@pytest.mark.parametrize("retype", [str, *RETYPINGS], ids=lambda retype: retype.__name__)
@pytest.mark.parametrize("which", [0, 4])
def test_a_copy_changes_no_finding_and_no_origin_count(retype: Retype, which: int, plain: Report, tmp_path: Path) -> None:
    for seed in SEEDS:
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    (tmp_path / "zz.txt").write_bytes(retype(SEEDS[which].read_text(encoding="utf-8")).encode())
    copied = factcheck.check([str(tmp_path)])
    assert [f.id for f in copied.findings] == [f.id for f in plain.findings]
    assert meaning(copied) == meaning(plain)
    assert counts(copied) == counts(plain)
    assert summary.origin_count(copied) == summary.origin_count(plain)


def counts(report: Report) -> list[list[int]]:
    return [[len(answer.origins) for answer in finding.answers] for finding in report.findings]


@pytest.mark.parametrize("day", ["2024-05-06", "2024-05-09"])
def test_a_copy_under_another_name_on_another_day_says_nothing_of_its_own(day: str, tmp_path: Path) -> None:
    row = {"text": ROWS[7]["a"], "outlet": "Le Bocage", "published": "2024-05-06", "title": "Une passerelle cède"}
    other = {"text": ROWS[0]["b"], "outlet": "La Manche", "published": "2024-05-06"}
    plain = folder(tmp_path, [row, other])
    copied = folder(tmp_path, [row, other, row | {"outlet": "Le Reflet", "published": day, "title": "Chute au parc"}])
    assert plain.findings and [f.id for f in copied.findings] == [f.id for f in plain.findings]
    assert counts(copied) == counts(plain)
    assert [origin.documents for origin in copied.origins if origin.kind == "text"] == [("a", "c")]


CREDIT_LINES = [
    ("{}\nAvec AFP"),
    ("{}\n\n(Source : AFP et Reuters)\n"),
    ("MÉZIDON, 6 mai (AFP) - {}"),
    ("La Manche\n{}"),
    ("Chute au parc\n\n{}"),
]


@pytest.mark.parametrize("line", CREDIT_LINES)
def test_a_copy_with_its_own_credit_lines_says_nothing_of_its_own(line: str, tmp_path: Path) -> None:
    row = {"text": ROWS[7]["a"], "outlet": "Le Bocage"}
    other = {"text": ROWS[0]["b"]}
    plain = folder(tmp_path, [row, other])
    report = folder(tmp_path, [row, other, {"text": line.format(row["text"]), "outlet": "La Manche", "title": "Chute au parc"}])
    assert [f.id for f in report.findings] == [f.id for f in plain.findings]
    assert counts(report) == counts(plain)
    texts = {entry.id: entry.text for entry in report.articles}
    told = [claim for finding in report.findings for answer in finding.answers for claim in answer.claims if claim.document == "c"]
    assert told and all(texts["c"][claim.start : claim.end] == claim.quote for claim in told)


NO_COPIES = [
    ("Le pont a cédé : 12 morts, selon l'AFP", "Le pont a cédé : 13 morts, selon l'AFP"),
    ("Douze morts selon l'AFP\n{}", "Treize morts selon l'AFP\n{}"),
    ("{} AFP", "{} Il a plu."),
    ("{}", "{} Trois personnes ont disparu."),
]


@pytest.mark.parametrize(("one", "two"), NO_COPIES)
def test_texts_that_say_something_else_are_no_copies(one: str, two: str) -> None:
    texts = [text.format(ROWS[7]["a"]) for text in (one, two)]
    originals, copies = origins.without_copies([article(name, text) for name, text in zip("ab", texts, strict=True)])
    assert len(originals) == 2 and not copies


@pytest.mark.parametrize("retype", RETYPINGS, ids=lambda retype: retype.__name__)
def test_a_copy_is_quoted_at_its_own_places(retype: Retype, tmp_path: Path) -> None:
    report = folder(tmp_path, [ROWS[7]["a"], ROWS[0]["b"], retype(ROWS[7]["a"])])
    texts = {entry.id: entry.text for entry in report.articles}
    told = [claim for finding in report.findings for answer in finding.answers for claim in answer.claims]
    assert {claim.document for claim in told} == {"a", "b", "c"}
    for claim in told:
        assert texts[claim.document][claim.start : claim.end] == claim.quote
        if claim.document == "c":
            twin = next(c for c in told if c.document == "a" and folded(c.quote) == folded(claim.quote))
            assert folded(texts["a"][slice(*twin.statement)]) == folded(texts["c"][slice(*claim.statement)])


def folded(text: str) -> list[str]:
    return fold(text).text.split()


# ------------------------------------------------------------------------------- the origins behind a claim

TOLL = {
    "fr": "L'effondrement du barrage de Kerbihan a fait {n} morts{said}.",
    "en": "The collapse of the Kerbyhan dam killed {n} people{said}.",
}
SAID = {
    "fr": [", selon le New York Times", ", a rapporté le New York Times", ", d'après le New York Times", ", selon la préfecture"],
    "en": [
        ", according to the New York Times",
        ", the New York Times reported",
        ", the New York Times said",
        ", according to the prefecture",
    ],
}
OWN = {
    "fr": ["Les secours fouillent encore la vallée.", "Une cellule de crise est ouverte à Quimper.", "La route côtière reste coupée."],
    "en": ["Rescuers are still searching the valley.", "A crisis centre has been opened in Truro.", "The coastal road remains closed."],
}


def tolls(lang: str, target: Path, said: Sequence[str], figures: Sequence[int] = (14, 14, 14)) -> list[Any]:
    texts = [f"{TOLL[lang].format(n=n, said=words)} {own}" for words, n, own in zip(said, figures, OWN[lang], strict=False)]
    return [finding for finding in folder(target, texts).findings if finding.role == "killed"]


@pytest.mark.parametrize("row", CITED, ids=lambda row: row["text"][:40])
def test_the_source_that_a_toll_is_told_from(row: dict[str, str]) -> None:
    reading = claims.read(article("a", row["text"], lang=row["lang"]))
    told = [claim for claim in reading.claims if claim.role == "killed" and claim.kind == "quantity"]
    assert {credits.source(claim, credits.handed_out(reading)) for claim in told} == {row["source"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_articles_that_cite_one_source_are_one_origin(lang: str, tmp_path: Path) -> None:
    (cited,) = tolls(lang, tmp_path, SAID[lang][:2])
    assert [answer.origins for answer in cited.answers] == [("cited: new york times",)]
    (both,) = tolls(lang, tmp_path, [SAID[lang][0], SAID[lang][1], SAID[lang][3]])
    assert [len(answer.origins) for answer in both.answers] == [2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_articles_that_name_a_person_are_origins_of_their_own(lang: str, tmp_path: Path) -> None:
    (found,) = tolls(lang, tmp_path, [SAID[lang][3]] * 2)
    assert [len(answer.origins) for answer in found.answers] == [2]


def test_a_source_that_is_cited_is_told_with_who_cites_it(tmp_path: Path) -> None:
    texts = [f"{TOLL['fr'].format(n=14, said=words)} {own}" for words, own in zip(SAID["fr"], OWN["fr"], strict=False)]
    (cited,) = [origin for origin in folder(tmp_path, texts).origins if origin.kind == "cited"]
    assert cited.id == "cited: new york times" and cited.documents == ("a", "b", "c")


def test_a_handed_out_text_is_the_origin_of_what_is_told_from_it(tmp_path: Path) -> None:
    (found,) = tolls("fr", tmp_path, [", selon un communiqué de la préfecture"] * 2)
    assert [len(answer.origins) for answer in found.answers] == [1]


def told_by(report: Report, words: str) -> Any:
    return next(a for f in report.findings for a in f.answers if any(words in claim.quote for claim in a.claims))


def test_what_counts_is_whether_the_passage_is_copied(tmp_path: Path) -> None:
    """The last row of the table is an article with three copied sentences among its own; another newspaper tells the toll too."""
    partial = next(row for row in ROWS if row["degree"] == "partial" and row["lang"] == "fr")
    report = folder(tmp_path, [partial["a"], partial["b"]])
    assert [link.degree for link in report.shared] == ["partial"]
    copied = [a for f in report.findings for a in f.answers if any("Bertrand Ollivier" in claim.quote for claim in a.claims)]
    assert copied and all(len(answer.origins) == 1 for answer in copied)
    own = [a for f in report.findings if f.role in ("killed", "injured", "fallen") for a in f.answers]
    assert all(len(a.origins) == len({c.document for c in a.claims}) for a in own)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_versions_of_one_passage_that_differ_are_told(lang: str, tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["about"] == "cut" and row["lang"] == lang)
    toll = {
        "fr": "La chute de la passerelle de Mézidon a tué {} plongeurs de la brigade fluviale venus de Lisieux.",
        "en": "The fall of the Mézidon footbridge killed {} divers of the river brigade who had come from Lisieux.",
    }[lang]
    texts = [f"{row['a']} {toll.format(figure)}" for figure in (2, 3)]
    links_ = [link for finding in folder(tmp_path, texts).findings for link in finding.links]
    grave = [link for link in links_ if link.relation is Relation.CONTRADICTION]
    assert grave and all(link.one_origin and "one origin" in link.why for link in grave)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_reports_that_differ_are_not_two_versions(lang: str, tmp_path: Path) -> None:
    (found,) = tolls(lang, tmp_path, ["", ""], (14, 19))
    assert found.relation is Relation.CONTRADICTION
    assert not any(link.one_origin or "one origin" in link.why for link in found.links)


def test_articles_that_credit_one_agency_are_possibly_one_origin(tmp_path: Path) -> None:
    rows = [
        {"text": f"{TOLL['fr'].format(n=14, said='')} {own}", "outlet": outlet}
        for own, outlet in zip(OWN["fr"], ("A avec AFP", "AFP"), strict=False)
    ]
    (found,) = [finding for finding in folder(tmp_path, rows).findings if finding.role == "killed"]
    (answer,) = found.answers
    assert (len(answer.origins), answer.fewest) == (2, 1)
    assert telling.support(answer, words()) == "2 articles, 2 origins, possibly 1"


def test_support_in_words() -> None:
    answer = told_by(factcheck.check([str(SEEDS[0].parent)]), "tuant deux personnes")
    assert telling.support(answer, words()) == "2 articles, 1 origin (reprint)"
    assert telling.support(replace(answer, origins=("a", "b"), fewest=2), words()) == "2 articles, 2 origins"
    assert telling.support(replace(answer, claims=answer.claims[:1]), words()) == "1 article"


def test_only_the_first_of_many_families_are_named_in_a_report() -> None:
    report = Report((), (), tuple(Origin(f"{n}a", (f"{n}a", f"{n}b"), ()) for n in range(30)))
    notes = list(telling.notes(report, str, words()))
    assert len(notes) == 21 and notes[0] == "One origin: 0a, 0b share a text." and "10 more" in notes[-1]


def test_a_source_that_is_cited_joins_no_articles(tmp_path: Path) -> None:
    texts = [f"{TOLL['fr'].format(n=14, said=words)} {own}" for words, own in zip(SAID["fr"][:2], OWN["fr"], strict=False)]
    report = folder(tmp_path, texts)
    assert summary.origin_count(report) == 2 and not summary.shared_texts(report)


# ------------------------------------------------------------------------------------------- what is printed


def shown(texts: Sequence[str], name: str, tmp_path: Path) -> str:
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"{number}", "title": f"Titre {number}", "text": text} for number, text in enumerate(texts)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return "".join(rendering.render(name, trace_origins([str(path)])))


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_people_are_told_the_titles_and_of_which_article_the_share_is(name: str, tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["about"] == "cut" and row["lang"] == "fr")
    told = shown([row["a"], row["b"]], name, tmp_path)
    assert "0: Titre 0" in told and "1: Titre 1" in told
    assert " % of 1" in told if len(row["b"]) < len(row["a"]) else " % of 0" in told


def test_the_same_words_are_shown_once(tmp_path: Path) -> None:
    row = next(row for row in ROWS if row["about"] == "cut" and row["lang"] == "fr")
    told = shown([row["a"], row["b"]], "terminal", tmp_path)
    assert "= in both: “" in told and told.count("Hélène Cazaubon") < 3


@pytest.mark.parametrize(("agency", "name"), [("afp", "AFP"), ("reuters", "Reuters"), ("media_services", "Media Services"), ("", "")])
def test_an_agency_is_told_as_people_write_it(agency: str, name: str) -> None:
    assert rendering.agency_name(agency) == name


def lineage(report: Report) -> Lineage:
    """Two articles in every degree, with the words of a report."""
    one, two = report.articles[:2]
    passage = Passage((0, len(one.text)), (0, len(two.text)), 0.9, 5.0)
    told = {d: Copying((one.id, two.id), d, 0.5, 20.0, 1, (passage,), (one.id,), (one.id,)) for d in ("certain", "partial", "possible")}
    copy = Copying((one.id, two.id), "copy", 1.0, 0.0, 0, ())
    origin = Origin(one.id, (one.id, two.id), ("",), "text", (told["certain"], copy))
    return Lineage((one, two), (origin,), (told["partial"], told["possible"]), report.skipped)


PAYLOADS = ["\x1b]0;x\x07", "=cmd|'/C calc'!A0", "| [x](javascript:1) <img src=x>", "::error::no", "\u202eabc", "a\nb\tc\r\u2028d"]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", rendering.FORMATS)
def test_article_text_does_nothing_where_it_is_printed(name: str, payload: str) -> None:
    out = "".join(rendering.render(name, lineage(hostile(payload))))
    assert not {"\x1b", "\x07", "\u202e", "\u2028", "\r"} & set(out)
    assert not any(line.lstrip().startswith("::") for line in out.split("\n"))
    if name == "markdown":
        assert "<img" not in out.replace("\\<", "") and "[x]" not in out
    if name == "csv":
        assert not any(cell.startswith("=") for row in csv.reader(out.splitlines()) for cell in row)


def test_json_fits_its_schema() -> None:
    schema = json.loads((HERE.parent / "docs" / "origins.schema.json").read_text(encoding="utf-8"))
    for told in (trace_origins([str(SEEDS[0].parent)]), lineage(hostile("x")), Lineage((), (), ())):
        assert fits(json.loads("".join(rendering.render("json", told))), schema, schema)


def test_both_schemas_tell_the_same_of_an_origin() -> None:
    one, two = (
        json.loads((HERE.parent / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))["$defs"] for name in ("origins", "report")
    )
    assert all(one[name] == two[name] for name in ("offset", "origin", "copying", "skipped"))


@pytest.mark.parametrize("name", rendering.FORMATS)
def test_the_command_tells_the_passages_of_the_seeds(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["origins", str(SEEDS[0].parent), "--format", name]) == 0
    out = capfd.readouterr().out.replace("\\", "")
    assert "Ivan Fedorov" in out and "000_63fbe925b85883a3" in out and "004_21bed129d11cab8e" in out


def test_the_command_says_what_is_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["origins", str(tmp_path / "none")]) == 2
    assert cli.main(["origins", str(SEEDS[0].parent), "--format", "sarif"]) == 2
    assert "no such format" in capfd.readouterr().err


def test_the_report_and_the_command_tell_the_same_families() -> None:
    report, told = factcheck.check([str(SEEDS[0].parent)]), trace_origins([str(SEEDS[0].parent)])
    assert tuple(origin for origin in report.origins if origin.kind == "text") == told.origins
    assert report.shared == told.shared
