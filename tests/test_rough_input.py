"""Articles as nobody should write them: copies in other bytes, foreign digits, endless sentences, lists without end."""

from __future__ import annotations

import decimal
import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from each import each

import factcheck
from factcheck import claims, events, labels
from factcheck.claims import LONGEST
from factcheck.model import Article, Relation, Report

FIRE = {
    "fr": "L'incendie de la halle de Vannes a tué {n} personnes mardi.",
    "en": "The fire at the Exeter market hall killed {n} people on Tuesday.",
}
AGAIN = {
    "fr": "Mardi, {n} personnes ont été tuées dans l'incendie de la halle de Vannes.",
    "en": "On Tuesday {n} people were killed in the fire at the Exeter market hall.",
}
LANGUAGES = ["en", "fr"]


def report(folder: Path, texts: Sequence[str | bytes]) -> Report:
    """The report on texts that are files of one folder."""
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return factcheck.check([str(folder)])


def relations(told: Report, role: str = "killed") -> list[Relation]:
    return [finding.relation for finding in told.findings if finding.role == role]


def reading(text: str, lang: str, name: str = "a") -> claims.Reading:
    return claims.read(Article(name, name, text, ""), lang)


# ------------------------------------------------------------------------------------------- copies


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_byte_for_byte_says_nothing_of_its_own(lang: str, tmp_path: Path) -> None:
    text = FIRE[lang].format(n=12)
    told = report(tmp_path, [text, text])
    assert told.findings == ()
    assert [origin.documents for origin in told.origins] == [("0.txt", "1.txt")]
    assert [article.lang for article in told.articles] == [lang, lang]


RESPELLED = [
    ("no-break space", lambda text: text.replace(" ", "\u00a0").encode()),
    ("byte order mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    ("line ends", lambda text: text.encode() + b"\r\n"),
    ("encoding", lambda text: text.encode("utf-16")),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("spelled", [spelled for _, spelled in RESPELLED], ids=[name for name, _ in RESPELLED])
def test_two_typings_of_one_text_agree_as_one_origin(lang: str, spelled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = FIRE[lang].format(n=12)
    told = report(tmp_path, [text, spelled(text), spelled(text)])
    assert relations(told) == [Relation.AGREEMENT]
    assert [origin.documents for origin in told.origins] == [("0.txt", "1.txt", "2.txt")]
    assert {answer.origins for finding in told.findings for answer in finding.answers} == {("0.txt",)}
    assert {tuple(sorted({c.document for c in a.claims})) for f in told.findings for a in f.answers} == {("0.txt", "1.txt", "2.txt")}
    assert [article.lang for article in told.articles] == [lang] * 3


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("spelled", [spelled for _, spelled in RESPELLED], ids=[name for name, _ in RESPELLED])
def test_another_typing_beside_other_articles_says_nothing_of_its_own(lang: str, spelled, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    texts = [FIRE[lang].format(n=12), AGAIN[lang].format(n=12)]
    plain = [finding.id for finding in report(tmp_path, texts).findings]
    assert plain and [finding.id for finding in report(tmp_path, [*texts, spelled(texts[0])]).findings] == plain


# ------------------------------------------------------------------------------------------- figures


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("digits", ["１４", "١٤", "१४", "𝟏𝟒"])
def test_digits_of_every_script_are_figures(lang: str, digits: str, tmp_path: Path) -> None:
    other = FIRE[lang].format(n=digits)
    assert relations(report(tmp_path, [FIRE[lang].format(n=41), other])) == [Relation.CONTRADICTION]
    assert relations(report(tmp_path, [AGAIN[lang].format(n=14), other])) == [Relation.AGREEMENT]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_ten_times_another_in_the_same_words_is_a_contradiction(lang: str, tmp_path: Path) -> None:
    assert relations(report(tmp_path, [FIRE[lang].format(n=8), FIRE[lang].format(n=80)])) == [Relation.CONTRADICTION]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "There were 12 dead"), ("en", "12 killed"), ("fr", "Au moins 12 tués"), ("fr", "Douze personnes sont mortes")]
)
def test_a_role_may_be_the_last_word(lang: str, text: str) -> None:
    assert [claim.role for claim in reading(text, lang).claims if claim.kind == "quantity"] == ["killed"]


def test_equal_figures_of_two_events_have_ids_of_their_own(tmp_path: Path) -> None:
    one = [FIRE["en"].format(n=n) for n in (8, 9)]
    two = [f"The avalanche above Tignes killed {n} people on Tuesday." for n in (8, 9)]
    told = report(tmp_path, [*one, *two])
    assert relations(told) == [Relation.CONTRADICTION] * 2
    assert len({finding.id for finding in told.findings}) == len(told.findings)


def test_people_killed_alone_are_no_event(tmp_path: Path) -> None:
    told = report(tmp_path, ["The landslide near Brig killed 12 people.", "The masked gunman killed 21 people."])
    assert told.findings == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("La réunion a duré plusieurs semaines.", "several weeks"),
        ("La réunion a duré quelques heures.", "several hours"),
        ("The talks lasted several days.", "several days"),
        ("La réunion a duré plus de deux heures et demie.", "more than 2.5 hours"),
        ("The talks lasted two and a half years.", "2.5 years"),
    ],
)
def test_every_length_of_time_can_be_shown(text: str, shown: str) -> None:
    lang = "fr" if text.startswith("La") else "en"
    assert [labels.show(claim.value) for claim in reading(text, lang).claims if claim.kind == "duration"] == [shown]


@pytest.mark.parametrize("text", ["999999999999999999 days", "999999999999999.5 centuries", "999999999999999999 jours"])
def test_an_absurd_length_of_time_does_no_harm(text: str) -> None:
    factcheck.extract(f"The siege went on for {text} there.", lang="fr" if "jours" in text else "en")


# -------------------------------------------------------------------------------------- odd values

ODD = [json.loads(line) for line in Path(__file__).parent.joinpath("tables", "odd_values.jsonl").read_text(encoding="utf-8").splitlines()]
ODD_SENTENCES = {"fr": ["Le choc a fait {} victimes.", "Il a perdu {} euros."], "en": ["The crash left {} victims.", "It lost {} dollars."]}
IMPOSSIBLE = [
    "31 février",
    "30 février 2024",
    "29 février 2023",
    "31/02/2024",
    "2024-02-30",
    "0.1",
    "1/0",
    "00/00/0000",
    "99/99/9999",
    "0000-00-00",
]


def refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def strict(text: str) -> Any:
    """JSON as the standard has it, without NaN and Infinity."""
    return json.loads(text, parse_constant=refused)


@each([*product(ODD, LANGUAGES)], lambda row, lang: f"{lang} {row['what']} {row['written']!a}")
def test_an_odd_number_is_read_or_refused_and_never_another(row: dict[str, Any], lang: str) -> None:
    for sentence in ODD_SENTENCES[lang]:
        rows = factcheck.extract(sentence.format(row["written"]), lang=lang, published="2024-03-13")
        values = [found["value"] for found in rows if found["kind"] == "quantity"]
        assert values == ([] if row["value"] is None else [row["value"]])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", [*IMPOSSIBLE, "31 February", "February 30, 2024", "30 February 2024", "29 February 2023"])
def test_a_day_that_no_calendar_has_is_no_other_day(day: str, lang: str) -> None:
    for sentence in ("{}", "le {}", "on {}", "C'était en {}.", "It was on {}."):
        rows = factcheck.extract(sentence.format(day), lang=lang, published="2024-03-13")
        assert [row["quote"] for row in rows if row["kind"] == "date"] == []


def test_degrees_below_zero_may_have_a_dash() -> None:
    rows = factcheck.extract("Il fait –5 °C à Brest et −7 °C à Lyon.", lang="fr")
    assert [row["value"] for row in rows if row["kind"] == "quantity"] == [-5, -7]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_odd_values_leave_every_output_strict(lang: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from factcheck.cli import main

    texts = [sentence.format(row["written"]) for row in ODD for sentence in ODD_SENTENCES[lang]]
    for number in range(2):
        (tmp_path / f"{number}.json").write_text(json.dumps({"text": "\n\n".join(texts), "lang": lang}), encoding="utf-8")
    assert main(["report", str(tmp_path), "--format", "json"]) == 0
    strict(capfd.readouterr().out)
    assert main(["extract", str(tmp_path), "--format", "jsonl"]) == 0
    assert sum(strict(line)["kind"] == "quantity" for line in capfd.readouterr().out.splitlines()) > len(ODD)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_precision_of_the_program_around_changes_nothing(lang: str) -> None:
    text = {
        "fr": "Le siège a duré 12 ans et coûté 30 000 000 000 000 001 euros.",
        "en": "The siege lasted 12 years and cost 30,000,000,000,000,001 euros.",
    }
    plain = factcheck.extract(text[lang], lang=lang)
    with decimal.localcontext(decimal.Context(prec=6)):
        assert factcheck.extract(text[lang], lang=lang) == plain


# ------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", ["word ", "1 ", "1,", "(", '"', "Abc ", "The fire killed 12 people in Exeter and "])
def test_an_endless_sentence_is_left_out_and_counted(lang: str, piece: str) -> None:
    told = reading(piece * (4 * LONGEST // len(piece)), lang)
    assert told.claims == ()
    assert sum(told.left_out.values()) >= 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pairs_grow_with_the_length_of_a_list_not_with_its_square(lang: str) -> None:
    def pairs(length: int) -> int:
        texts = ["\n\n".join(FIRE[lang].format(n=n) for n in range(2 + side, 2 + length + side)) for side in (0, 1)]
        both = [claim for side, text in enumerate(texts) for claim in reading(text, lang, str(side)).claims]
        return sum(map(len, events.candidates(both).values()))

    short, long = pairs(60), pairs(120)
    assert 0 < long <= 2.2 * short


# -------------------------------------------------------------------------------------- command line


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([FIRE["en"].format(n=12)], "only one article was read"),
        (
            ["El incendio de Murcia causó la muerte de doce personas, según la policía, que no dio más detalles."] * 2,
            "in no language that is read (en, fr): ",
        ),
        (["Bei dem Brand in Kassel sind am Montag zwölf Menschen ums Leben gekommen, wie die Polizei mitteilte."] * 5, "and 2 more"),
    ],
)
def test_why_there_is_nothing_to_see_is_said(texts: Sequence[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from factcheck.cli import main

    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text + "." * number, encoding="utf-8")
    assert main(["report", str(tmp_path), "--format", "json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["findings"] == []
    assert err.count("\n") == 1 and said in err
    assert main(["report", str(tmp_path), "--quiet"]) == 0
    assert capfd.readouterr().err == ""


def test_an_article_in_a_file_of_many_is_named_by_its_id(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from factcheck.cli import main

    german = "Bei dem Brand in Kassel sind am Montag zwölf Menschen ums Leben gekommen, wie die Polizei mitteilte."
    rows = [{"id": "first", "text": FIRE["en"].format(n=12)}, {"id": "second", "text": german}]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["report", str(path), "--format", "json"]) == 0
    assert "articles.jsonl (second)" in capfd.readouterr().err
