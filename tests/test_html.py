"""The page and the drawings: what stands in them, in which language, and that nothing of an article's acts in them."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from page_reader import is_drawing, is_page
from sample_reports import CALM, EMPTY, REPORT, STATES, A, B, article, claim, count, hostile
from test_formats_property import acting, anything

from factcheck import cli, reports
from factcheck.cli import choices
from factcheck.labels import question
from factcheck.ladder import RULES
from factcheck.model import Answer, Article, Copying, Date, Finding, Link, Relation, Report
from factcheck.reports import Options
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.html import charts, texts
from factcheck.reports.html.view import FIRST, address
from factcheck.reports.wording import languages, words

HERE = Path(__file__).parent
CHARTS = [json.loads(line) for line in (HERE / "tables" / "charts.jsonl").read_text(encoding="utf-8").splitlines()]
HOUSES, MAYOR, MEETING, CHILDREN, DEAD = REPORT.findings
bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rendered(report: Report = REPORT, states: States = NO_STATES, name: str = "html", **options: Any) -> str:
    return "".join(reports.render(name, report, Options(**options), states))


def many(number: int) -> Report:
    """So many findings, in events of five."""
    told = [replace(f, id=f"{f.id}{index}", event=f"{f.event} {index}") for index in range(number // 5) for f in REPORT.findings]
    return replace(REPORT, findings=tuple(told))


# ----------------------------------------------------------------------------------------------- words


def test_the_command_line_knows_the_languages() -> None:
    assert languages() == choices.UI_LANGUAGES


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_the_same_words(lang: str) -> None:
    tables = [tomllib.loads((Path(reports.__file__).parent / "ui" / f"{name}.toml").read_text(encoding="utf-8")) for name in ("en", lang)]
    for part in ("words", "nouns", "relations", "states", "plural"):
        assert list(tables[0][part]) == list(tables[1][part]), part
    for key, phrase in tables[0]["words"].items():
        assert sorted(re.findall(r"{\d}", phrase)) == sorted(re.findall(r"{\d}", tables[1]["words"][key])), key


def test_every_rule_has_french_words() -> None:
    assert not [rule.id for rule in RULES if rule.relation and words("fr").why(rule.id, "") == ""]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What does nobody know?", "What does nobody know?"),
        ("How many people killed?", "Combien de personnes tuées\u00a0?"),
        ("How many drones shot down?", "Combien de drones abattus\u00a0?"),
        ("How many children injured (part)?", "Combien d'enfants blessés (une partie)\u00a0?"),
        ("How many inhabitants?", "Combien d'habitants\u00a0?"),
        ("How many zorglubs?", "Combien de zorglubs\u00a0?"),
        ("When do Ann Lee and Bo Chan meet?", "Quand Ann Lee et Bo Chan se rencontrent-ils\u00a0?"),
    ],
)
def test_questions_in_french(asked: str, told: str) -> None:
    assert words("fr").question(asked) == told
    assert words("en").question(asked) == asked


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ('"more than we thought" (2031-03-04)', '"more than we thought" (2031-03-04)'),
        ("Moscow", "Moscow"),
        ("at least 1,200 houses", "au moins 1\u00a0200 maisons"),
        ("10 to 15", "10 à 15"),
        ("about 2.5 hours", "environ 2,5 heures"),
        ("north-west of Oldham", "au nord-ouest de Oldham"),
        ("60 km east", "60 km à l'est"),
        ("not decided yet", "pas encore décidé"),
    ],
)
def test_answers_in_french(answer: str, told: str) -> None:
    assert words("fr").answer(answer) == told
    assert words("en").answer(answer) == answer


def test_every_question_of_counts_has_french_words() -> None:
    asked = question(claim(A, "La tempête a détruit 120 maisons", count(120, "house"), role="destroyed"))
    assert words("fr").question(asked) != asked


@pytest.mark.parametrize(
    ("event", "title"),
    [
        ("La tempête sur la côte", "La tempête sur la côte"),
        ("MA", "Morocco"),
        ("death, FR, ann lee", "Death, France, Ann Lee"),
        ("", "event"),
    ],
)
def test_titles_of_events(event: str, title: str) -> None:
    told = replace(REPORT, findings=(replace(HOUSES, event=event),))
    assert f">{title}</h2>" in rendered(told).replace("Event</h2>", "event</h2>")


def test_drawings_are_explained_once() -> None:
    assert rendered().count("One shape and letter per answer") == 1


def test_counts_in_words() -> None:
    assert [words("en").count(number, "article") for number in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert [words("fr").count(number, "article") for number in (0, 1, 2)] == ["0 article", "1 article", "2 articles"]


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_CH.UTF-8"}, "en"),
        ({"LANG": "frp_IT.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
    ],
)
def test_the_environment_asks_for_a_language(environment: dict[str, str], lang: str) -> None:
    assert choices.ui_language(None, environment) == lang
    assert choices.ui_language("fr", environment) == "fr"


def test_the_terminal_report_in_french() -> None:
    out = rendered(name="terminal", lang="fr", matrix=True, states=STATES)
    for told in (
        "✗ CONTRADICTION",
        "≠ DÉSACCORD",
        "↻ MISE À JOUR",
        "= 1 CONCORDANCE",
        "2 articles, 1 origine (reprise)",
        "nouveau avec b.txt",
    ):
        assert told in out
    for told in ("Les valeurs diffèrent.", "Combien de personnes tuées", "selon le cabinet du maire, par Radio Sud", "Une seule origine :"):
        assert told in out
    assert "La tempête a détruit 210 maisons près de la côte." in " ".join(out.replace("┃", "").split())


@pytest.mark.parametrize("name", [entry for entry in reports.names() if entry not in ("terminal", "html", "svg")])
def test_formats_for_programs_know_no_language(name: str) -> None:
    assert rendered(name=name, lang="fr") == rendered(name=name)


def test_the_options_of_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    for number, killed in enumerate((12, 21)):
        (tmp_path / f"{number}.txt").write_text(f"The flood of Oldham killed {killed} people on Monday.\nIt rained.\n", encoding="utf-8")
    asked = ["report", str(tmp_path), "--format", "html", "--quiet"]
    assert cli.main(asked) == 0
    page = is_page(capfd.readouterr().out)
    assert "Ce que disent les articles" in page.text and "It rained." not in page.text
    assert cli.main([*asked, "--with-texts", "--ui-lang", "en"]) == 0
    page = is_page(capfd.readouterr().out)
    assert "What the articles say" in page.text and "It rained." in page.text
    assert cli.main([*asked, "--ui-lang", "zz"]) == 2
    assert "no such language of reports 'zz'" in capfd.readouterr().err


# ------------------------------------------------------------------------------------------------ page


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("report", [REPORT, CALM, EMPTY, hostile("x"), many(20)], ids=["full", "calm", "empty", "hostile", "many"])
def test_a_page_is_made_of_ours(report: Report, lang: str) -> None:
    for with_texts in (False, True):
        page = is_page(rendered(report, lang=lang, texts=with_texts))
        assert page.text.count("constat" if lang == "fr" else "finding") > 0
    is_drawing(rendered(report, name="svg", lang=lang))


def test_everything_is_told_without_the_script() -> None:
    text = is_page(rendered()).text
    for finding in REPORT.findings:
        assert finding.question in text
        assert finding.id in text
        for answer in finding.answers:
            assert answer.text in text
            for told in answer.claims:
                assert told.quote in text
                assert f"{told.document}:{told.line}" in text
        for link in finding.links:
            assert link.why in text and link.rule in text
    for entry in ("Le Courrier", "2031-03-05 08:00", "according to le cabinet du maire, through Radio Sud", "denied", "planned"):
        assert entry in text
    for entry in ("this is not text", "another scope (11)", "2 articles, 1 origin (reprint)", "one origin"):
        assert entry in text


def test_deciding_words_are_marked() -> None:
    marked = re.findall("<mark>([^<]*)</mark>", rendered())
    for told in ("120 maisons", "n’a pas démissionné", "Au moins quatre enfants", "43 morts"):
        assert told in marked


def test_the_policy_allows_what_is_there_and_nothing_else() -> None:
    page = is_page(rendered())
    hashes = {name: base64.b64encode(hashlib.sha256(page.raw[name].encode()).digest()).decode() for name in page.raw}
    assert page.policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{hashes['style']}'",
        f"script-src 'sha256-{hashes['script']}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_matrix_tells_who_says_what_and_who_omits_it() -> None:
    out = rendered()
    [row] = re.findall(r"<tr class=\"r-dispute\".*?</tr>", out, re.S)
    cells = [re.sub(r"<[^>]*>|\s+", " ", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)]
    assert [" ".join(cell.split()) for cell in cells] == ["· does not tell", "● A yes", "■ B no", "· does not tell"]


def test_what_has_become_of_a_finding() -> None:
    text = is_page(rendered(states=STATES)).text
    assert "updated with b.txt, c.jsonl#3: new answer: held on 7 March 2031" in text
    assert "suppressed: the agency has corrected it" in text
    assert "nouveau avec b.txt" in is_page(rendered(states=STATES, lang="fr")).text


def test_graver_findings_and_events_come_first() -> None:
    report = replace(REPORT, findings=tuple(replace(finding, event="e") for finding in reversed(REPORT.findings)))
    out = rendered(report)
    places = [out.index(f'id="f-{finding.id}"') for finding in REPORT.findings]
    assert places == sorted(places)


def test_what_is_shown_first_is_bounded_and_says_so() -> None:
    out = rendered(many(FIRST + 50))
    assert f"Shown first: {FIRST} of {FIRST + 50}." in out
    before, after = out.split('<details id="rest">')
    assert len(re.findall('class="finding', before)) == FIRST
    assert len(re.findall('class="finding', after)) == 50
    assert "Shown first" not in rendered(many(FIRST))
    is_page(out)


def test_a_large_page_is_made_in_time_and_size() -> None:
    assert len(rendered(many(5000))) < 15e6


def test_two_findings_of_one_id_have_two_anchors() -> None:
    page = is_page(rendered(replace(REPORT, findings=REPORT.findings * 2)))
    assert {"f-c0ffee", "f-c0ffee-2"} <= set(page.ids)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests'); from test_html import rendered, REPORT; print(rendered(texts=True), rendered(name='svg'))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=HERE.parent, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


# ----------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//x.example",
        ),
        *(
            "http://",
            "https:/x",
            "http:\\\\x",
            "http://u:p@x.example",
            "http://x\n.example",
            "http://x.example/a b",
            "http://[::1",
            "mailto:a@b",
        ),
        *("http://x.example/\u202etxt", "\x00http://x.example"),
    ],
)
def test_what_is_no_link(url: str) -> None:
    shown = address(url)
    assert shown == "" or not re.search("[\u202e\\s]", shown)
    if "\u202e" not in url:
        assert shown == ""


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&c=2#d"),
        ("http://news.example/à", "http://news.example/%C3%A0"),
        ('https://news.example/"><script>', "https://news.example/%22%3E%3Cscript%3E"),
    ],
)
def test_links_of_the_web(url: str, link: str) -> None:
    assert address(url) == link
    linked = replace(REPORT, articles=tuple(replace(article, url=url) for article in REPORT.articles))
    page = is_page(rendered(linked))
    assert link in page.links
    assert rendered(linked).count('rel="noopener noreferrer nofollow external"') == rendered(linked).count('class="leaving"') > 0


# ----------------------------------------------------------------------------------------------- texts


def test_texts_are_there_on_request() -> None:
    page = is_page(rendered(texts=True))
    assert A.text.split("\n")[2] in page.text
    assert A.text.split("\n")[2] not in is_page(rendered()).text
    spots = [link for link in page.links if re.match("#ta[0-9]+-[0-9]+", link)]
    assert len(spots) == sum(len(answer.claims) for finding in REPORT.findings for answer in finding.answers)


@bounded
@given(text=st.text(alphabet="ab\n", max_size=30), spans=st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33)), max_size=6))
def test_paragraphs_keep_every_word_once(text: str, spans: list[tuple[int, int]]) -> None:
    told = list(texts.paragraphs(text, "a1", spans))
    lines = ["".join(piece.words for piece in paragraph) for paragraph in told]
    assert [line for line in lines if line] == [line for line in text.split("\n") if line.strip()]
    assert all(line or any(piece.anchor for piece in paragraph) for line, paragraph in zip(lines, told, strict=True))
    marked = sum(len(piece.words) for paragraph in told for piece in paragraph if piece.marked)
    covered = {at for start, end in spans if start >= 0 for at in range(start, min(end, len(text)))}
    assert marked == len([at for at in covered if text[at] != "\n"])


# ---------------------------------------------------------------------------------------------- charts


def evolving(figures: list[tuple[str, Any, Any]], relation: str) -> tuple[Finding, dict[str, Article]]:
    """A finding with one answer and one article for each figure."""
    answers, articles = [], {}
    for number, (day, low, high) in enumerate(figures):
        source = article(f"{number}.txt", "Il y a des morts.", f"Journal {number}", day or None)
        value = count(0, min=low, max=high, value=low)
        articles[source.id] = source
        answers.append(Answer(value, f"{low} to {high}", (source.id,), (claim(source, "Il y a des morts.", value),)))
    link = Link((0, 1), Relation(relation), "toll-rises", "it rises")
    return Finding("f", "quantity", link.relation, "How many?", "killed", "e", tuple(answers), (link,)), articles


@pytest.mark.parametrize("row", CHARTS, ids=[row["what"] for row in CHARTS])
def test_figures_that_evolve(row: dict[str, Any]) -> None:
    finding, articles = evolving(row["figures"], row["relation"])
    chart = charts.figures(finding, articles, {})
    assert (chart is not None) is row["drawn"]
    if chart is not None:
        assert len(chart.marks) == row["marks"]
        assert sum(mark.open_above or mark.open_below for mark in chart.marks) == row["open"]
        for mark in chart.marks:
            assert 0 < mark.x < chart.width and 0 <= mark.y <= chart.bottom
            assert 0 <= mark.high <= mark.low <= chart.bottom
        assert len({tick.at for tick in chart.scale}) == len(chart.scale) < 12


def test_one_line_per_origin() -> None:
    finding, articles = evolving([("2031-03-04", 3, 3), ("2031-03-05", 5, 5), ("2031-03-06", 7, None)], "update")
    chart = charts.figures(finding, articles, {"0.txt": "o1", "2.txt": "o1"})
    assert chart is not None
    assert [(line.name, bool(line.path)) for line in chart.lines] == [("Journal 0, Journal 2", True), ("Journal 1", False)]
    assert len({label.y for label in chart.labels}) == 3


@bounded
@given(figures=st.lists(st.tuples(st.dates().map(str), st.none() | st.floats(), st.none() | st.integers()), min_size=2, max_size=9))
def test_any_figures_can_be_drawn(figures: list[tuple[str, Any, Any]]) -> None:
    finding, articles = evolving(figures, "update")
    is_page(rendered(Report(tuple(articles.values()), (finding,))))
    is_drawing(rendered(Report(tuple(articles.values()), (finding,)), name="svg"))


def dated(*days: tuple[str, str]) -> list[tuple[Finding, str]]:
    told = []
    for first, last in days:
        value = Date(0, 1, first, first, last)
        told.append((replace(MEETING, answers=(replace(MEETING.answers[0], value=value),)), "f"))
    return told


@pytest.mark.parametrize(
    "days",
    [
        [],
        [("2031-03-07", "2031-03-07")],
        [("2031-03-07", "2031-03-07")] * 2,
        [("", ""), ("2031-03-07", "")],
        [("2031-03-09", "2031-03-07"), ("2031-03-07", "2031-03-07")],
        [("later", "2031"), ("2031-03-07", "2031-03-07")],
    ],
)
def test_dates_that_are_not_drawn(days: list[tuple[str, str]]) -> None:
    assert charts.dates(dated(*days), {B.id: B}) is None


def test_dates_in_their_order() -> None:
    chart = charts.dates(dated(("2031-03-07", "2031-03-08"), ("1999-01-01", "1999-12-31"), ("9999-12-31", "9999-12-31")), {B.id: B})
    assert chart is not None
    assert [(row.start < row.end) for row in chart.rows] == [True, True]
    assert chart.rows[0].end <= chart.rows[1].start
    assert [tick.text for tick in chart.days] == ["1999-01-01", "2031-03-07"]


def test_shared_texts_are_drawn() -> None:
    link = Copying(("c.jsonl#3", "d.txt"), "possible", 0.1, 1.0, 1, ())
    family = charts.family(replace(REPORT, shared=(link,)))
    assert family is not None
    assert [arc.degree for arc in family.arcs] == ["certain", "possible"]
    assert charts.family(replace(REPORT, origins=())) is None


# --------------------------------------------------------------------------------------------- hostile


@bounded
@given(payload=anything, lang=st.sampled_from(languages()))
@example(payload="</script><script>alert(1)</script>", lang="en")
@example(payload="</style></title>--><img src=x onerror=alert(1)>", lang="fr")
@example(payload="{{ 7 * 7 }}{% raw %}", lang="en")
@example(payload="\u202e\x1b[31m\ud800\x00]]>", lang="en")
@example(payload="\n", lang="en")
def test_no_element_of_an_article(payload: str, lang: str) -> None:
    told = hostile(payload)
    told = replace(told, articles=tuple(replace(entry, url=payload, lang=payload) for entry in told.articles))
    link = Copying((told.articles[0].id, told.articles[1].id), "possible", 0.5, 1.0, 1, ())
    out = rendered(replace(told, shared=(link,)), lang=lang, texts=True)
    assert not acting(out)
    page = is_page(out)
    assert page.raw["script"] == is_page(rendered()).raw["script"]
    assert "49" not in page.text or "49" in payload or "49" in repr(told)
    drawing = rendered(told, name="svg", lang=lang)
    assert not acting(drawing)
    is_drawing(drawing)
