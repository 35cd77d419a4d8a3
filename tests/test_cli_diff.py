"""`factcheck diff` on a real git repository, as the scripted scenario of a pull request; and on folders, reports, wrong names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from json_schema import fits
from test_diff import BASE, FIRE

from factcheck import cli

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")
IDENTITY = {"GIT_AUTHOR_NAME": "N", "GIT_AUTHOR_EMAIL": "n@example.org", "GIT_COMMITTER_NAME": "N", "GIT_COMMITTER_EMAIL": "n@example.org"}

# Three articles that tell of different things; one more that agrees with the second, one that contradicts the first.
SCENARIO = {
    "fr": {
        "a.txt": "L'incendie de l'entrepôt de Brumeville a détruit quarante maisons mardi.",
        "b.txt": "À Brumeville, 300 personnes ont été évacuées à cause de l'incendie de l'entrepôt.",
        "c.txt": "La coupe de Valmont a été remise samedi à la joueuse Zoé Lanthier.",
        "d.txt": "Quelque trois cents personnes ont dû être évacuées quand un entrepôt a brûlé à Brumeville.",
        "e.txt": "L'incendie de l'entrepôt de Brumeville a détruit soixante maisons mardi.",
    },
    "en": {
        "a.txt": "The fire at the Fogham warehouse destroyed forty houses on Tuesday.",
        "b.txt": "In Fogham, 300 people were evacuated because of the warehouse fire.",
        "c.txt": "The Valmont cup was handed to the player Zoe Lanthier on Saturday.",
        "d.txt": "Some three hundred people had to be evacuated when a warehouse burned in Fogham.",
        "e.txt": "The fire at the Fogham warehouse destroyed sixty houses on Tuesday.",
    },
}


@dataclass(frozen=True)
class Done:
    """A finished run."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[list[str]]:
        """The fields of each record of the format text."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def relations(self) -> set[str]:
        """The relations of the format text."""
        return {fields[0] for fields in self.records}

    @property
    def report(self) -> Any:
        """The format json."""
        return json.loads(self.out)

    @property
    def findings(self) -> dict[str, tuple[str, str]]:
        """The findings by their ids: relation and state."""
        return {fields[1]: (fields[0], fields[-1].partition(" with")[0]) for fields in self.records}


Run = Callable[..., Done]


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def put(folder: Path, texts: dict[str, str], *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(texts[name] + "\n", encoding="utf-8")


def committed(folder: Path, texts: dict[str, str], base: Sequence[str], more: Sequence[str]) -> Path:
    """A repository with some articles on `main`, and more on the branch that is checked out."""
    put(folder / "seeds", texts, *base)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "some")
    git(folder, "checkout", "-q", "-b", "more")
    put(folder / "seeds", texts, *more)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "more")
    return folder


@pytest.fixture(params=["fr", "en"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A repository with three articles on `main`, and on the branch that is checked out two more: one agrees, one contradicts."""
    return committed(tmp_path / "repository", FIRE[request.param], BASE, ("agrees.txt", "contradicts.txt"))


@pytest.fixture
def factcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Run the command line in this process, in a folder."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GIT_DIR", "GIT_WORK_TREE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)

    def run(folder: Path, *arguments: str) -> Done:
        with chdir(folder):
            code = cli.main(arguments)
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    with chdir(tmp_path):
        yield run


# ------------------------------------------------------------------------------------------- the scenario


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_exactly_what_is_new(lang: str, tmp_path: Path, factcheck: Run) -> None:
    """Two articles are added: one agrees, one contradicts. Both findings are printed and nothing else; only the one fails."""
    folder = committed(tmp_path / "repository", SCENARIO[lang], ("a.txt", "b.txt", "c.txt"), ("d.txt", "e.txt"))
    done = factcheck(folder, "diff", "main")
    assert (done.code, done.err) == (0, "")
    assert sorted((fields[0], fields[4], fields[-1]) for fields in done.records) == [
        ("agreement", "b.txt:1", "new with d.txt"),
        ("agreement", "d.txt:1", "new with d.txt"),
        ("contradiction", "a.txt:1", "new with e.txt"),
        ("contradiction", "e.txt:1", "new with e.txt"),
    ]
    assert factcheck(folder, "diff", "main", "--fail-on", "contradiction").code == 1
    assert factcheck(folder, "diff", "main", "--write-baseline", "known.json").code == 0
    assert factcheck(folder, "diff", "main", "--fail-on", "contradiction", "--baseline", "known.json").code == 0


def test_a_pull_request(repository: Path, factcheck: Run) -> None:
    before = git(repository, "status", "--porcelain=v2", "--branch")
    done = factcheck(repository, "diff", "main")
    assert (done.code, done.err) == (0, "")
    injured = {finding: told for finding, told in done.findings.items() if "injured" in done.out.split(finding, 1)[1].split("\t")[1]}
    assert [*injured.values()] == [("contradiction", "new")]
    [finding] = injured
    told = [fields for fields in done.records if fields[1] == finding]
    assert {fields[4] for fields in told} == {"a.txt:1", "agrees.txt:1", "contradicts.txt:1"}
    assert all(fields[-1] == "new with agrees.txt, contradicts.txt" for fields in told)
    assert factcheck(repository, "diff", "main", "--fail-on", "contradiction").code == 1
    assert factcheck(repository, "diff", "main", "--fail-on", "none").code == 0
    assert factcheck(repository, "diff", "main", "--write-baseline", "known.json", "--fail-on", "contradiction").code == 1
    known = factcheck(repository, "diff", "main", "--baseline", "known.json", "--fail-on", "contradiction")
    assert (known.code, known.out, known.err) == (0, "", "")
    assert factcheck(repository, "report", "--baseline", "known.json", "--fail-on", "any").code == 0
    (repository / "known.json").unlink()
    assert git(repository, "status", "--porcelain=v2", "--branch") == before


def test_one_by_one(repository: Path, factcheck: Run) -> None:
    """The agreement is new with the article that agrees, and becomes a contradiction with the one that contradicts."""
    (repository / "seeds" / "contradicts.txt").rename(repository / "later.txt")
    first = factcheck(repository, "diff", "main", "--select", "same-value,values-differ")
    assert set(first.findings.values()) == {("agreement", "new")}
    git(repository, "commit", "-q", "-a", "-m", "without the second")
    (repository / "later.txt").rename(repository / "seeds" / "contradicts.txt")
    second = factcheck(repository, "diff", "HEAD", "--select", "same-value,values-differ", "--fail-on", "contradiction")
    assert second.code == 1
    assert ("contradiction", "updated") in second.findings.values()
    assert "updated with contradicts.txt: contradiction, was agreement; new answer: 15" in second.out


def test_two_revisions_leave_the_working_tree_out(repository: Path, factcheck: Run) -> None:
    (repository / "seeds" / "agrees.txt").write_text("")
    both = factcheck(repository, "diff", "main", "more")
    assert ("contradiction", "new") in both.findings.values()
    back = factcheck(repository, "diff", "more", "main", "--fail-on", "any")
    assert (back.code, {state for _, state in back.findings.values()}) == (0, {"absent"})
    assert factcheck(repository, "diff", "main", "main").out == ""


def test_wherever_it_is_called(repository: Path, factcheck: Run) -> None:
    plain = factcheck(repository, "diff", "main")
    assert factcheck(repository / "seeds", "diff", "main", ".").out == plain.out
    assert factcheck(repository, "diff", "main", str(repository / "seeds")).out == plain.out
    assert factcheck(repository, "diff", "main", "--path", "seeds").out == plain.out
    assert factcheck(repository, "diff", git(repository, "rev-parse", "main").strip()).out == plain.out
    outside = factcheck(repository, "diff", "main", "..")
    assert (outside.code, outside.err) == (2, "factcheck: .. is outside of the git repository, which knows no earlier state of it\n")


def test_a_state_that_has_no_articles_yet(repository: Path, factcheck: Run) -> None:
    put(repository / "wire", FIRE["fr"], "a.txt", "contradicts.txt")
    done = factcheck(repository, "diff", "main", "wire")
    assert done.err == "factcheck: there is no article in wire of main\n"
    assert ("contradiction", "new") in done.findings.values()


def test_links_and_modules_of_a_revision_are_not_followed(repository: Path, factcheck: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(FIRE["fr"]["agrees.txt"])
    (repository / "seeds" / "link.txt").symlink_to(tmp_path / "outside.txt")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "a link")
    (repository / "seeds" / "link.txt").unlink()
    done = factcheck(repository, "diff", "HEAD")
    assert (done.code, done.out) == (3, "")
    assert done.err == "factcheck: skipped seeds/link.txt: It is a symbolic link of an earlier revision.\n"


def test_a_content_that_git_has_not(repository: Path, factcheck: Run) -> None:
    """As in a clone that has fetched only a part of it."""
    content = git(repository, "rev-parse", "main:seeds/b.txt").strip()
    kept = repository / ".git" / "objects" / content[:2] / content[2:]
    kept.chmod(0o600)
    kept.unlink()
    assert factcheck(repository, "diff", "main") == Done(2, "", "factcheck: git has not the content of seeds/b.txt; fetch it first\n")


def test_many_and_long_files_of_a_revision(repository: Path, factcheck: Run) -> None:
    for number in range(40):
        (repository / "seeds" / f"é {number}\n.txt").write_text("Rien de plus.\n" * number)
    (repository / "seeds" / "long.bin").write_bytes(b"\0" * 3_000_001)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "many")
    assert factcheck(repository, "diff", "HEAD", "-q") == Done(3, "", "")


def test_the_sidecar_of_a_revision_is_its_own(repository: Path, factcheck: Run) -> None:
    (repository / "seeds" / "articles.csv").write_text("file,outlet\na.txt,Le Courrier\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "outlets")
    (repository / "seeds" / "articles.csv").write_text("file,outlet\na.txt,Agence Nord\n")
    done = factcheck(repository, "diff", "main", "HEAD", "--format", "json")
    assert {d["id"]: d["outlet"] for d in json.loads(done.out)["documents"]}["a.txt"] == "Le Courrier"


# ------------------------------------------------------------------------------------ folders and JSON reports


def test_folders_and_reports_say_the_same(repository: Path, factcheck: Run) -> None:
    plain = factcheck(repository, "diff", "main")
    before = repository / "before"
    before.mkdir()
    for name in BASE:
        shutil.copy(repository / "seeds" / name, before)
    assert factcheck(repository, "diff", "before", "seeds").out == plain.out
    for state in ("before", "seeds"):
        assert factcheck(repository, "report", state, "--output", f"json={state}.json", "-q").code == 0
    assert factcheck(repository, "diff", "before.json").out == plain.out
    assert factcheck(repository, "diff", "before.json", "seeds.json").out == plain.out
    assert factcheck(repository, "diff", "before.json", "seeds.json", "--fail-on", "contradiction").code == 1


def test_json_fits_the_schema_and_is_no_state(repository: Path, factcheck: Run) -> None:
    schema = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    for base, head in (("main", "HEAD"), ("HEAD", "main")):
        done = factcheck(repository, "diff", base, head, "--format", "json")
        assert json.loads(done.out)["findings"]
        assert fits(json.loads(done.out), schema, schema)
    (repository / "changes.json").write_text(done.out)
    said = "tells only what has changed; factcheck report writes a whole report"
    assert factcheck(repository, "diff", "changes.json", "seeds").err == f"factcheck: changes.json {said}\n"
    assert factcheck(repository, "report", "--baseline", "changes.json").code == 2


def test_people_are_told_that_nothing_has_changed(repository: Path, factcheck: Run) -> None:
    assert factcheck(repository, "diff", "HEAD", "--format", "terminal").err == "factcheck: nothing has changed\n"
    assert factcheck(repository, "diff", "HEAD").err == ""


def test_standard_input(repository: Path) -> None:
    def run(*arguments: str, given: bytes) -> tuple[int, bytes, bytes]:
        command = [sys.executable, "-m", "factcheck", "diff", *arguments]
        done = subprocess.run(command, cwd=repository, input=given, capture_output=True)
        return done.returncode, done.stdout, done.stderr

    program = [sys.executable, "-m", "factcheck", "report", "seeds", "--format", "json"]
    report = subprocess.run(program, cwd=repository, capture_output=True, check=True).stdout
    assert run("-", given=report) == (0, b"", b"")
    assert b"absent with" in run("-", "seeds/c.txt", given=report)[1]
    assert run("-", "-", given=b"")[0] == 2
    assert run("-", given=report.replace(b"report/1", b"report/7"))[0] == 2
    assert run("seeds", "-", given=b"")[0] == 2


@pytest.mark.parametrize("name", ["terminal", "text", "json", "jsonl", "csv", "markdown", "sarif", "junit", "github", "gitlab"])
def test_every_format(repository: Path, factcheck: Run, name: str) -> None:
    done = factcheck(repository, "diff", "main", "--format", name)
    assert done.code == 0
    assert done.out


# ------------------------------------------------------------------------------------------------- wrong


def test_wrong_names(repository: Path, factcheck: Run, tmp_path: Path) -> None:
    unknown = "is no file or folder here, and git knows no such revision; fetch it first, or see git branch --all"
    assert factcheck(repository, "diff", "nowhere") == Done(2, "", f"factcheck: 'nowhere' {unknown}\n")
    assert factcheck(repository, "diff", "main", "nowhere") == Done(2, "", f"factcheck: 'nowhere' {unknown}\n")
    assert factcheck(repository, "diff", "main:seeds").code == 2
    put(tmp_path / "seeds", FIRE["fr"], "a.txt")
    outside = "is no file or folder here, and no revision: there is no git repository here"
    assert factcheck(tmp_path, "diff", "main") == Done(2, "", f"factcheck: 'main' {outside}\n")


def test_a_name_with_two_meanings(repository: Path, factcheck: Run) -> None:
    put(repository / "main", FIRE["fr"], "a.txt")
    done = factcheck(repository, "diff", "main")
    assert done == Done(2, "", "factcheck: 'main' is both a path and a revision; write './main' or 'refs/heads/main'\n")
    assert factcheck(repository, "diff", "refs/heads/main").code == 0
    assert factcheck(repository, "diff", "./main").code == 0


def test_without_git(repository: Path, factcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert factcheck(repository, "diff", "main") == Done(2, "", "factcheck: git is not installed, so that no revision can be read\n")
    assert factcheck(repository, "diff", "seeds").code == 0


def test_nothing_to_read(repository: Path, factcheck: Run) -> None:
    (repository / "empty").mkdir()
    done = factcheck(repository, "diff", "seeds", "empty")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("factcheck: nothing to read in empty\n")
    assert factcheck(repository, "diff", "empty", "seeds").code == 3


def test_a_damaged_report(repository: Path, factcheck: Run) -> None:
    (repository / "old.json").write_text('{"schema": "factcheck.report/0"}')
    said = "factcheck: old.json has version 'factcheck.report/0', not 'factcheck.report/1'\n"
    assert factcheck(repository, "diff", "old.json") == Done(2, "", said)


def test_no_help_from_the_shell(repository: Path) -> None:
    """A revision is a word for git, whatever stands in it, and never an option."""
    for name in ("--output=x", "-x", "$(touch pwned)", "; touch pwned", "@{-9}", "a..b", "\n", "'"):
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", "diff", "--", name], cwd=repository, capture_output=True, env={**os.environ, "LC_ALL": "C"}
        )
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    assert sorted(entry.name for entry in repository.iterdir()) == [".git", "seeds"]
