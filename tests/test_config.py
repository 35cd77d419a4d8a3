"""The configuration: where it is found, what it says, what is said about a wrong one; what rules and suppressions leave of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sample_reports import CALM, REPORT

from factcheck.config import NAME, NONE, PROJECT, SETTINGS, Config, ConfigError, Suppression, load, nearest
from factcheck.model import Link, Relation
from factcheck.selection import NOT_SELECTED, selected, suppressed

DAY = date(2031, 3, 9)
EVERYTHING = """
paths = ["news", "wire.jsonl"]
lang = "fr"
sidecar = "meta/articles.csv"
fail-on = "contradiction"
select = ["values-differ", "update"]
ignore = []
baseline = "known.json"
[outlets]
"courrier.example" = "Le Courrier"
"wire/*.txt" = "Agence Nord"
[aliases.person]
"Anne Morel" = ["la Dame du lac"]
[roles.fr.killed]
participle = ["occis"]
[units.en.mass]
bushel = ["bushel"]

[[suppress]]
finding = "5f0c21d7a9b34e61"
reason = "The agency has corrected it."
expires = 2031-12-31

[[suppress]]
rule = "values-differ"
event = "*tempête*"
reason = "Provisional figures."
"""


def told(folder: Path, text: str, name: str = NAME) -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return load(str(folder / name))


# -------------------------------------------------------------------------------------------- what it says


def test_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = told(tmp_path, EVERYTHING)
    assert {setting.name for setting in SETTINGS} == config.values.keys()
    assert config.words("paths") == ("news", "wire.jsonl")
    assert config.words("fail-on") == ("contradiction",)
    assert config.words("ignore") == ()
    assert config.word("lang") == "fr"
    assert config.table("outlets") == {"courrier.example": "Le Courrier", "wire/*.txt": "Agence Nord"}
    assert config.place("lang") == "factcheck.toml:3"
    assert config.place("aliases") == "factcheck.toml:12"
    one, two = config.suppressions
    assert one == Suppression("The agency has corrected it.", "5f0c21d7a9b34e61", expires=date(2031, 12, 31), line=19)
    assert (two.rule, two.event, two.expires, two.line) == ("values-differ", "*tempête*", None, 24)


def test_a_project_file_says_the_same(tmp_path: Path) -> None:
    tables = "[tool.factcheck]" + EVERYTHING.replace("[[", "[[tool.factcheck.").replace("\n[o", "\n[tool.factcheck.o")
    for table in ("aliases", "roles", "units"):
        tables = tables.replace(f"\n[{table}", f"\n[tool.factcheck.{table}")
    one, two = told(tmp_path, EVERYTHING), told(tmp_path, tables, PROJECT)
    assert one.values == two.values
    assert [entry.line for entry in one.suppressions] == [entry.line for entry in two.suppressions]


def test_the_nearest_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert nearest(inner) is NONE or tmp_path not in Path(nearest(inner).folder).parents
    (tmp_path / NAME).write_text('lang = "en"')
    assert nearest(inner).word("lang") == "en"
    (tmp_path / "a" / PROJECT).write_text('[project]\nname = "factcheck"\n[tool.ruff]\nline-length = 9')
    assert nearest(inner).word("lang") == "en"
    (tmp_path / "a" / PROJECT).write_text('[tool.factcheck]\nlang = "fr"')
    assert nearest(inner).word("lang") == "fr"
    (tmp_path / "a" / NAME).write_text("")
    assert nearest(inner).values == {}
    (inner / NAME).mkdir()
    assert nearest(inner).values == {}


@pytest.mark.parametrize(
    "text", ["tool = {factcheck = {lang = 'fr'}}", "[tool]\nfactcheck.lang = 'fr'", "['tool' . \"factcheck\"]\nlang = 'fr'"]
)
def test_a_project_file_may_name_it_in_any_way(text: str, tmp_path: Path) -> None:
    (tmp_path / PROJECT).write_text(text)
    assert nearest(tmp_path).word("lang") == "fr"


def test_paths_are_relative_to_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / NAME).write_text('paths = ["news"]')
    monkeypatch.chdir(tmp_path / "deep")
    config = nearest(Path.cwd())
    assert config.path("news") == "../news"
    assert config.file == "../factcheck.toml"


# -------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pats = ['a']", "factcheck.toml:1: no such key 'pats'; did you mean 'paths'?"),
        ("\nfail_on = 'any'", "factcheck.toml:2: no such key 'fail_on'; did you mean 'fail-on'?"),
        (
            "xyz = 1",
            "factcheck.toml:1: no such key 'xyz'; there are paths, lang, sidecar, outlets, fail-on, select, ignore, baseline, suppress,",
        ),
        ("paths = 3", "factcheck.toml:1: paths must be a list of words"),
        ("paths = [3]", "factcheck.toml:1: paths must be a list of words"),
        ("lang = ''", "factcheck.toml:1: lang must be a word"),
        ("lang = ['fr']", "factcheck.toml:1: lang must be a word"),
        ("outlets = ['a']", "factcheck.toml:1: outlets must be a table of words"),
        ("[aliases]\nperson = ['a']", "factcheck.toml:1: aliases must be tables of lists of words"),
        ("[roles.fr]\nkilled = ['a']", "factcheck.toml:1: roles must be tables of tables of lists of words"),
        ("[suppress]\nfinding = 'abcd'", "factcheck.toml:1: suppress must be written as [[suppress]]"),
        ("[[suppress]]\nfinding = 'abcd'", "factcheck.toml:1: a suppression needs a reason"),
        ("[[suppress]]\nreason = ' '\nfinding = 'abcd'", "factcheck.toml:1: a suppression needs a reason"),
        ("[[suppress]]\nreason = 'x'", "factcheck.toml:1: a suppression names a finding, or a rule and an event"),
        ("[[suppress]]\nreason = 'x'\nrule = 'r'", "factcheck.toml:1: a suppression by rule needs both rule and event"),
        (
            "[[suppress]]\nreason = 'x'\nfinding = 'abcd'\nrule = 'r'",
            "factcheck.toml:1: a suppression names a finding, or a rule and an event",
        ),
        (
            "[[suppress]]\nreason = 'x'\nfinding = 'le pont'",
            "factcheck.toml:1: a suppression names a finding by its id, which 'le pont' is not",
        ),
        ("\n[[suppress]]\nreson = 'x'", "factcheck.toml:2: no such key of a suppression 'reson'; did you mean 'reason'?"),
        (
            "[[suppress]]\nreason = 'x'\nfinding = 'abcd'\nexpires = 'soon'",
            "factcheck.toml:1: a suppression expires on a day like 2030-12-31, not 'soon'",
        ),
        ("[[suppress]]\nreason = 'x'\nfinding = 3", "factcheck.toml:1: finding of a suppression must be a word"),
        ("lang = 'fr", "factcheck.toml is not TOML: "),
        ("lang = 'fr'\nlang = 'en'", "factcheck.toml is not TOML: "),
        ("\udcff", "factcheck.toml is not TOML: "),
    ],
)
def test_a_wrong_one_is_told(text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError) as error:
        nearest(tmp_path)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_a_file_that_says_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has no table"):
        told(tmp_path, "[tool.ruff]", PROJECT)
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load(str(tmp_path / "none.toml"))


# ------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), tuple(Relation)),
        ((), ("values-differ",), tuple(Relation)[1:]),
        ((), ("contradiction", "agreement"), ("dispute", "update", "refinement")),
        (("speakers-differ",), (), ("dispute",)),
        (("update", "contains"), (), ("update", "refinement")),
        (("update", "contains"), ("contains",), ("update",)),
        (("denied",), (), ()),
    ],
)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], left: tuple[str, ...]) -> None:
    made = selected(REPORT, select, ignore)
    assert tuple(finding.relation for finding in made.findings) == left
    assert made.left_out.get(NOT_SELECTED, 0) == len(REPORT.findings) - len(left)
    assert selected(REPORT, (), ()) is REPORT


def test_answers_without_a_link_are_not_told() -> None:
    finding = REPORT.findings[0]
    third = replace(finding.answers[1], text="300 houses")
    links = (Link((0, 1), Relation.CONTRADICTION, "values-differ", ""), Link((1, 2), Relation.UPDATE, "toll-rises", ""))
    report = replace(REPORT, findings=(replace(finding, answers=(*finding.answers, third), links=links),))
    [left] = selected(report, (), ("values-differ",)).findings
    assert (left.relation, left.id) == (Relation.UPDATE, finding.id)
    assert [answer.text for answer in left.answers] == ["210 houses", "300 houses"]
    assert [link.answers for link in left.links] == [(0, 1)]


# ------------------------------------------------------------------------------------------ suppressions


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (Suppression("x", finding="5f0c"), []),
        (Suppression("x", finding="5f0c21d7a9b34e61", expires=date(2031, 3, 8)), []),
        (Suppression("x", rule="values-differ", event="La tempête"), []),
        (Suppression("x", rule="toll-rises", event="*"), []),
        (Suppression("x", finding="5f0c21d7a9b34e61"), ["5f0c21d7a9b34e61"]),
        (Suppression("x", finding="5f0c21d7a9b34e61", expires=DAY), ["5f0c21d7a9b34e61"]),
        (Suppression("x", rule="values-differ", event="La tempête sur la côte"), ["5f0c21d7a9b34e61"]),
        (Suppression("x", rule="speakers-differ", event="Le pont*"), ["0b7d"]),
    ],
)
def test_suppression(entry: Suppression, found: list[str]) -> None:
    made = suppressed(REPORT.findings, [entry], DAY)
    assert list(made.reasons) == found
    expired = entry.expires is not None and entry.expires < DAY
    assert made.expired == ((entry,) if expired else ())
    assert made.unused == ((entry,) if not found and not expired else ())


def test_the_first_suppression_gives_the_reason() -> None:
    entries = [Suppression("one", finding="c0ffee"), Suppression("two", finding="c0ffee")]
    made = suppressed(CALM.findings, entries, DAY)
    assert made.reasons == {"c0ffee": "one"}
    assert made.unused == ()
