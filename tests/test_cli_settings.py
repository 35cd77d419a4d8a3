"""Options and configuration together, with the real engine: what is read, selected, suppressed and known, and what is said about it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli_diff import Done

from factcheck import cli, extract
from factcheck.cli.progress import bar

ARTICLES = {
    "fr": (
        "L'incendie de l'entrepôt de Brumeville a fait douze blessés mardi.",
        "L'incendie de l'entrepôt de Brumeville a fait quinze blessés mardi.",
    ),
    "en": (
        "The fire at the Fogham warehouse injured twelve people on Tuesday.",
        "The fire at the Fogham warehouse injured fifteen people on Tuesday.",
    ),
}


Run = Callable[..., Done]


@pytest.fixture(params=["fr", "en"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles in `news` that contradict each other, and without a configuration."""
    (tmp_path / "news").mkdir()
    for name, text in zip("ab", ARTICLES[request.param], strict=True):
        (tmp_path / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def factcheck(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process."""

    def run(*arguments: str) -> Done:
        code = cli.main(arguments)
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run


def configured(text: str, folder: str = ".") -> None:
    Path(folder, "factcheck.toml").write_text(text, encoding="utf-8")


# ---------------------------------------------------------------------------------------- what holds


def test_the_configuration_holds_where_no_option_is_given(factcheck: Run) -> None:
    assert factcheck("report").code == 2
    configured('paths = ["news"]\nfail-on = "any"\nignore = ["agreement"]')
    assert (factcheck("report").code, factcheck("report").relations) == (1, {"contradiction"})
    assert factcheck("report", "--fail-on", "none").code == 0
    assert factcheck("report", "--fail-on", "update").code == 0
    assert factcheck("report", "--ignore", "values-differ").code == 0
    assert factcheck("report", "--no-config").code == 2
    assert factcheck("report", "news", "--no-config").code == 0
    assert factcheck("extract").code == 0
    assert factcheck("explain", factcheck("report").out.split("\t")[1]).code == 0


def test_what_fails_the_run_fails_its_tests(factcheck: Run) -> None:
    def failures(*arguments: str) -> str:
        return factcheck("report", "news", "--format", "junit", *arguments).out.split('failures="')[1].split('"')[0]

    assert failures() == "1"
    assert failures("--fail-on", "none") == "0"
    assert failures("--fail-on", "update") == "0"
    configured('fail-on = "none"')
    assert failures() == "0"


def test_it_is_found_from_below(factcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    configured('paths = ["news"]')
    below = Path("below")
    below.mkdir()
    monkeypatch.chdir(below)
    done = factcheck("report", "-v")
    assert done.relations >= {"contradiction"}
    assert "factcheck: configuration: ../factcheck.toml\n" in done.err


def test_another_file(factcheck: Run) -> None:
    configured("broken = ")
    Path("ci.toml").write_text('paths = ["news"]\nfail-on = ["contradiction"]')
    assert factcheck("report", "--config", "ci.toml").code == 1
    assert factcheck("report", "news").code == 2


def test_without_a_working_folder(factcheck: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone").mkdir()
    monkeypatch.chdir(folder / "gone")
    (folder / "gone").rmdir()
    assert "contradiction" in factcheck("report", str(folder / "news")).relations


# ------------------------------------------------------------------------------------------- rules


def test_rules_are_selected(factcheck: Run) -> None:
    assert factcheck("report", "news", "--select", "contradiction").relations == {"contradiction"}
    assert "contradiction" not in factcheck("report", "news", "--ignore", "values-differ,denied").relations
    assert factcheck("report", "news", "--ignore", "contradiction", "--fail-on", "contradiction").code == 0
    told = factcheck("report", "news", "--ignore", "contradiction", "--format", "json").report
    assert told["left_out"]["finding of a rule that is not selected"] == 1


# --------------------------------------------------------------------------------------- suppressions


def suppress(finding: str, more: str = "") -> None:
    configured(f'[[suppress]]\nfinding = "{finding}"\nreason = "The agency has corrected it."\n{more}')


def test_a_suppressed_finding(factcheck: Run) -> None:
    finding = factcheck("report", "news", "--select", "contradiction").out.split("\t")[1]
    suppress(finding)
    done = factcheck("report", "news", "--fail-on", "contradiction")
    assert (done.code, done.err) == (0, "")
    assert "contradiction" not in done.relations
    told = factcheck("report", "news", "--format", "json").report["findings"]
    assert [f["suppressed"] for f in told if f["id"] == finding] == ["The agency has corrected it."]
    assert "contradiction" in factcheck("report", "news", "-v").relations
    assert "suppressed finding (1)" in factcheck("report", "news", "--format", "markdown").out.replace("\\", "")


def test_a_suppression_by_rule_and_event(factcheck: Run) -> None:
    event = factcheck("report", "news", "--format", "json").report["findings"][0]["event"]
    configured(f'[[suppress]]\nrule = "values-differ"\nevent = "{event[:5]}*"\nreason = "Provisional."')
    assert "contradiction" not in factcheck("report", "news").relations
    configured('[[suppress]]\nrule = "values-differ"\nevent = "elsewhere*"\nreason = "Provisional."')
    done = factcheck("report", "news")
    assert "contradiction" in done.relations
    assert done.err == "factcheck: factcheck.toml:1: the suppression of rule values-differ in event 'elsewhere*' matches no finding\n"
    assert factcheck("report", "news", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "epoch", "applied"),
    [
        (["--today", "2031-03-10"], "", False),
        ([], "1930910400", False),  # noon of 2031-03-10
        (["--today", "2031-03-09"], "", True),
        (["--today", "2031-03-09"], "1930910400", True),
        ([], "1900000000", True),
    ],
)
def test_a_suppression_expires(factcheck: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], epoch: str, applied: bool) -> None:
    finding = factcheck("report", "news", "--select", "contradiction").out.split("\t")[1]
    suppress(finding, "expires = 2031-03-09")
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = factcheck("report", "news", "--fail-on", "contradiction", *arguments)
    assert done.code == (0 if applied else 1)
    expired = f"factcheck: factcheck.toml:1: the suppression of finding {finding} has expired on 2031-03-09\n"
    assert done.err == ("" if applied else expired)


@pytest.mark.parametrize("epoch", ["tomorrow", "1" * 30])
def test_a_day_that_is_none(factcheck: Run, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert factcheck("report", "news").code == 0  # nothing hangs on it
    suppress("abcd")
    assert factcheck("report", "news") == Done(2, "", f"factcheck: SOURCE_DATE_EPOCH is '{epoch}', not a time\n")


# ------------------------------------------------------------------------------------------- baseline


def test_entries_of_a_baseline_that_are_of_no_use_are_told(factcheck: Run) -> None:
    assert factcheck("report", "news", "--write-baseline", "known.json", "-q").code == 0
    known = json.loads(Path("known.json").read_text())
    Path("news/b.txt").write_text("Rien.")
    done = factcheck("report", "news", "--baseline", "known.json", "--fail-on", "any")
    assert done.code == 0
    count = len(known["findings"])
    assert f"baseline known.json: {count} of its {count} findings are not there any more; --write-baseline writes it anew" in done.err


def test_an_agreement_in_a_baseline_hides_no_contradiction(factcheck: Run) -> None:
    text = Path("news/b.txt").read_text()
    Path("news/b.txt").write_text(text.replace("quinze", "douze").replace("fifteen", "twelve"))
    configured('baseline = "known.json"\nfail-on = "contradiction"')
    assert factcheck("report", "news", "--no-config", "--write-baseline", "known.json").code == 0
    assert factcheck("report", "news").code == 0
    Path("news/c.txt").write_text(text)
    assert factcheck("report", "news").code == 1


def test_the_first_baseline_of_a_configuration(factcheck: Run) -> None:
    configured('baseline = "known.json"\nfail-on = "contradiction"')
    assert factcheck("report", "news").code == 2
    assert factcheck("report", "news", "--write-baseline", "known.json").code == 1
    assert factcheck("report", "news").code == 0
    assert factcheck("report", "news", "--write-baseline", "known.json").code == 0


def test_what_is_not_selected_is_not_missed(factcheck: Run) -> None:
    factcheck("report", "news", "--write-baseline", "known.json")
    suppress("abcd")
    done = factcheck("report", "news", "--baseline", "known.json", "--ignore", "contradiction")
    assert (done.code, done.err) == (0, "")


def test_a_known_finding_is_told_as_unchanged(factcheck: Run) -> None:
    factcheck("report", "news", "--write-baseline", "known.json")
    done = factcheck("report", "news", "--baseline", "known.json", "--fail-on", "any")
    assert done.code == 0
    assert {line.split("\t")[-1] for line in done.out.splitlines()} == {"unchanged"}


# ------------------------------------------------------------------------------- what is known of articles


def test_outlets_and_a_sidecar(factcheck: Run, folder: Path) -> None:
    (folder / "meta").mkdir()
    (folder / "meta" / "known.csv").write_text("file,title,published\nnews/a.txt,Titre,2031-03-04\n")
    Path("wire.jsonl").write_text('{"id": "w", "text": "Rien.", "url": "https://www.courrier.example/1"}\n')
    configured('sidecar = "meta/known.csv"\n[outlets]\n"courrier.example" = "Le Courrier"\n"news/b*" = "Agence Nord"')
    told = {d["id"]: d for d in factcheck("report", "news", "wire.jsonl", "--format", "json").report["documents"]}
    assert {name: d["outlet"] for name, d in told.items()} == {"a.txt": None, "b.txt": "Agence Nord", "w": "Le Courrier"}
    assert (told["a.txt"]["title"], told["a.txt"]["published"], told["b.txt"]["title"]) == ("Titre", "2031-03-04", None)
    Path("news/articles.csv").write_text("file,title\na.txt,Plus près\n")
    nearer = {d["id"]: d for d in factcheck("report", "news", "--format", "json").report["documents"]}
    assert nearer["a.txt"]["title"] == "Plus près"


def test_a_sidecar_that_is_not_there(factcheck: Run) -> None:
    configured('sidecar = "none.csv"')
    done = factcheck("report", "news")
    assert done.code == 3
    assert "skipped none.csv: " in done.err


def extracted(text: str, lang: str, config: str) -> list[dict[str, Any]]:
    """The rows of a text, read by a program of its own: words are added once, before anything is read."""
    configured(config)
    command = [sys.executable, "-m", "factcheck", "extract", "-", "--lang", lang, "--format", "jsonl"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("lang", "text", "config", "found"),
    [
        ("fr", "Trois hommes ont été occis.", "[roles.fr.killed]\nparticiple = ['occis']", {"role": "killed", "min": 3}),
        ("fr", "Il a vendu 12 boisseaux de blé.", "[units.fr.mass]\nboisseau = ['boisseau']", {"unit": "boisseau", "dimension": "mass"}),
        (
            "fr",
            "Un accord avec l'UDPB est signé.",
            "[aliases.organisation]\n'Union des ports' = ['UDPB']",
            {"canonical": "union des ports"},
        ),
        ("en", "Three men were slewn there.", "[roles.en.killed]\nparticiple = ['slewn']", {"role": "killed", "min": 3}),
        ("en", "He sold 12 firkins of butter.", "[units.en.mass]\nfirkin = ['firkin']", {"unit": "firkin", "dimension": "mass"}),
        ("en", "Then the Iron Mayor resigned.", "[aliases.person]\n'Anne Morel' = ['Iron Mayor']", {"canonical": "anne morel"}),
        ("en", "Big Apple Bob met Putin.", "[aliases.person]\n'Vladimir Putin' = ['Big Apple Bob']", {"canonical": "vladimir putin"}),
    ],
    ids=range(7),
)
def test_words_are_added(lang: str, text: str, config: str, found: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def has(rows: list[dict[str, Any]]) -> int:
        return sum(found.items() <= row.items() for row in rows)

    assert has(extracted(text, lang, config)) > has(extract(text, lang=lang))


# ------------------------------------------------------------------------------------------ what is said


def test_how_much_is_said(factcheck: Run) -> None:
    Path("news/photo.txt").write_bytes(b"\0\1")
    loud = factcheck("report", "news", "--verbose")
    assert "skipped news/photo.txt" in loud.err
    assert "factcheck: configuration: none\n" in loud.err
    assert "factcheck: read: 2 articles (" in loud.err
    assert "factcheck: found: 1 contradiction" in loud.err
    assert factcheck("report", "news").err.count("\n") == 1
    assert factcheck("report", "news", "-q").err == ""
    assert loud.out == factcheck("report", "news", "-q").out


def watched(folder: Path, *arguments: str, slow: bool = True) -> str:
    """What a terminal sees on standard error, of a run whose clock goes fast or stands still."""
    pty = pytest.importorskip("pty")
    first, last = pty.openpty()
    program = (
        "import sys, itertools, factcheck.cli.progress as p\n"
        f"p.monotonic = itertools.count(0, {2 if slow else 0}).__next__\n"
        f"from factcheck.cli import main; sys.exit(main({list(arguments)!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=folder, stdout=subprocess.DEVNULL, stderr=last):
        os.close(last)
        seen = b""
        try:
            while piece := os.read(first, 65536):
                seen += piece
        except OSError:  # Linux says so when the other side is closed
            pass
    os.close(first)
    return seen.decode()


def test_progress_is_for_terminals_and_long_runs(folder: Path) -> None:
    seen = watched(folder, "report", "news", "--no-cache")
    assert f"\r\x1b[Kreading {bar(1, 2)} 1/2" in seen
    assert seen.endswith("\r\x1b[K")
    assert watched(folder, "report", "news", "--no-cache", slow=False) == ""
    assert watched(folder, "report", "news", "-q") == ""


@pytest.mark.parametrize(("done", "whole", "full"), [(0, 0, 0), (0, 5, 0), (1, 2, 12), (5, 5, 24)])
def test_the_bar(done: int, whole: int, full: int) -> None:
    assert (bar(done, whole).count("━"), len(bar(done, whole))) == (full, 24)
