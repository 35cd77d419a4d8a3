"""What stands around the program for CI: the action, the pre-commit hook, the sample workflow. They are parsed, and their own
command lines run on a git repository in a temporary folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from json_schema import fits

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
SARIF = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"
WORKFLOWS = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]  # as `shell: bash` runs a script

needs_bash = pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="needs bash and git")


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


ACTION = loaded(ROOT / "action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}


# -------------------------------------------------------------------------------------------- written


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of the action and of the workflows, with the file it stands in."""
    yield from (("action.yml", step) for step in ACTION["runs"]["steps"])
    for path in WORKFLOWS:
        for job in loaded(path)["jobs"].values():
            yield from ((path.name, step) for step in job["steps"])


def expressions(value: Any) -> set[str]:
    """The expressions `${{ ... }}` in a part of a file."""
    return set(re.findall(r"\$\{\{\s*(.*?)\s*\}\}", json.dumps(value)))


def test_other_actions_are_pinned() -> None:
    for path in [ROOT / "action.yml", *WORKFLOWS]:
        for used in re.findall(r"^\s*(?:- )?uses: (.*)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert used == "./" or re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


@pytest.mark.parametrize(("file", "step"), [pytest.param(*entry, id=f"{entry[0]}-{n}") for n, entry in enumerate(steps())])
def test_no_expression_in_a_script(file: str, step: dict[str, Any]) -> None:
    assert not expressions(step.get("run", ""))
    assert "run" not in step or step["shell"] == "bash"


def test_the_action_uses_what_it_declares() -> None:
    asked = {name.removeprefix("inputs.") for name in expressions(ACTION["runs"]) if name.startswith("inputs.")}
    assert asked == ACTION["inputs"].keys()
    assert all(entry["description"].endswith(".") for entry in [*ACTION["inputs"].values(), *ACTION["outputs"].values()])
    written = set(re.findall(r"(?<!\w)(\w[\w-]*)=report\.|echo \"(exit-code)=", STEPS["Compare"]["run"]))
    assert {a or b for a, b in written} == ACTION["outputs"].keys()
    for name, entry in ACTION["outputs"].items():
        assert expressions(entry["value"]) == {f"steps.factcheck.outputs.{name}"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_ask_for_no_more_than_they_need(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"].items() <= {"contents": "read", "pull-requests": "write"}.items()
        assert job["timeout-minutes"]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            if step.get("uses") == "./":
                assert step["with"].keys() <= ACTION["inputs"].keys()
        told = {name for name in expressions(job) if name.startswith("steps.factcheck.outputs.")}
        assert {name.rpartition(".")[2] for name in told} <= ACTION["outputs"].keys()


def test_the_hook_has_what_pre_commit_asks_for() -> None:
    [hook] = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert hook.keys() >= {"id", "name", "entry", "language"}
    assert hook["language"] == "python"
    assert not hook["pass_filenames"]
    assert re.search(hook["files"], "seeds/a.txt")
    assert re.search(hook["files"], "seeds/feed.xml")
    assert not re.search(hook["files"], "seeds/photo.png")


# ------------------------------------------------------------------------------------------------ run


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def command(arguments: list[str], folder: Path, **environment: str) -> Done:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_", "FACTCHECK"))}
    path = f"{environment.pop('PATH', '')}{os.pathsep}{PROGRAMS}{os.pathsep}{kept['PATH']}".lstrip(os.pathsep)
    ran = subprocess.run(
        arguments, cwd=folder, env={**kept, "PATH": path, **environment}, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return Done(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


ARTICLES = {
    "a.txt": "Un incendie a détruit mardi un entrepôt de Lorient. L'incendie de l'entrepôt de Lorient a fait 12 morts.\n",
    "b.txt": "Le feu a pris mardi dans un entrepôt de Lorient. Douze personnes sont mortes dans l'incendie de l'entrepôt.\n",
    "c.txt": "À Lorient, l'incendie d'un entrepôt a duré toute la nuit de mardi. Trente pompiers sont intervenus.\n",
}
AGREES = {"d.txt": "L'incendie de l'entrepôt de Lorient, mardi, a fait 12 morts, selon la préfecture.\n"}
CONTRADICTS = {"e.txt": "L'incendie de l'entrepôt de Lorient, mardi, a fait 17 morts.\n"}


def write(folder: Path, articles: dict[str, str]) -> None:
    (folder / "seeds").mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three articles on the branch main, two more on the branch that is checked out: one agrees, one contradicts."""
    folder = tmp_path / "checkout"
    folder.mkdir()

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    for branch, articles in (("", ARTICLES), ("more", AGREES | CONTRADICTS)):
        if branch:
            git("checkout", "--quiet", "-b", branch)
        write(folder, articles)
        git("add", ".")
        git("commit", "--quiet", "-m", "Articles")
    return folder


def compared(folder: Path, **inputs: str) -> tuple[Done, dict[str, str], str]:
    """The action's own script with these inputs, the outputs it has set, and the step summary."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    output, summary = temporary / "output", temporary / "summary.md"
    output.write_text("")
    summary.write_text("")
    step = STEPS["Compare"]
    given = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()} | inputs
    values = {key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda asked: given[asked[1]], told) for key, told in step["env"].items()}
    ran = command(
        [*BASH, "-c", step["run"]],
        folder,
        **values | {"FACTCHECK": str(PROGRAMS / "factcheck"), "RUNNER_TEMP": str(temporary)},
        **{"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)},
    )
    told = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return ran, told, summary.read_text()


@needs_bash
def test_the_action_reports(repository: Path) -> None:
    ran, outputs, summary = compared(repository)
    assert (ran.code, outputs["exit-code"]) == (1, "1"), ran.err
    lines = ran.out.splitlines()
    assert 1 <= len(lines) <= 10
    assert all(re.match("::(error|warning|notice) ", line) for line in lines)
    assert lines[0].startswith("::error file=seeds/")
    assert summary.startswith("**factcheck**: 1 contradiction")
    for name in ("json", "markdown", "sarif", "junit"):
        assert Path(outputs[name]).stat().st_size
    assert json.loads(Path(outputs["sarif"]).read_text())["version"] == "2.1.0"


def test_a_step_summary_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, ARTICLES | CONTRADICTS)
    told = [
        command(["factcheck", "report", "--format", "github"], tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / name)) for name in ("no/x", "x")
    ]
    assert [ran.code for ran in told] == [0, 0]
    assert told[0].out == told[1].out
    assert "no/x cannot be written" in told[0].err
    assert (tmp_path / "x").read_text().startswith("**factcheck**")
    command(["factcheck", "report", "--format", "text"], tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "y"))
    assert not (tmp_path / "y").exists()


@needs_bash
def test_the_action_takes_paths_and_relations(repository: Path) -> None:
    assert compared(repository, **{"fail-on": ""})[0].code == 0
    assert compared(repository, paths="seeds/a.txt\nseeds/b.txt\n\nseeds/d.txt")[0].code == 0
    assert compared(repository, paths="nowhere")[0].code == 2
    known = str(repository.parent / "known.json")
    assert command(["factcheck", "report", "seeds", "--write-baseline", known], repository).code == 0
    assert compared(repository, baseline=known)[0].code == 0


@needs_bash
@pytest.mark.skipif(
    bool(subprocess.run([PROGRAMS / "factcheck", "diff", "--help"], capture_output=True, check=False).returncode), reason="no diff"
)
def test_the_action_compares_with_the_base(repository: Path) -> None:
    ran, outputs, summary = compared(repository, base="main")
    assert (ran.code, outputs["exit-code"]) == (1, "1"), ran.err
    [error] = [line for line in ran.out.splitlines() if line.startswith("::error ")]
    assert error.startswith("::error file=seeds/e.txt,line=1,")
    assert len(ran.out.splitlines()) <= 10
    assert "e.txt" in summary
    sarif, schema = (json.loads(Path(file).read_text()) for file in (outputs["sarif"], SARIF))
    assert fits(sarif, schema, schema)
    assert {result["baselineState"] for result in sarif["runs"][0]["results"]} <= {"new", "updated", "absent"}
    assert ET.parse(outputs["junit"]).getroot().get("failures") == "1"
    assert compared(repository, base="more")[0].code == 0
    assert compared(repository, base="no-such-revision")[0].code == 2


@needs_bash
@pytest.mark.parametrize(
    "text", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "\n$(touch pwned)", "--output=json=pwned", "' ; touch pwned #"]
)
def test_inputs_are_no_commands(repository: Path, text: str) -> None:
    for inputs in ({"paths": text}, {"base": text}, {"fail-on": text}, {"baseline": text}):
        ran, _, _ = compared(repository, **inputs)
        assert ran.code == 2, (inputs, ran)
    assert not list(repository.rglob("pwned"))


@needs_bash
@pytest.mark.parametrize(("articles", "code"), [(AGREES, 0), (CONTRADICTS, 1)])
def test_the_hook_runs(tmp_path: Path, articles: dict[str, str], code: int) -> None:
    write(tmp_path, ARTICLES | articles)
    [hook] = loaded(ROOT / ".pre-commit-hooks.yaml")
    ran = command([*hook["entry"].split(), *hook.get("args", [])], tmp_path)
    assert ran.code == code, ran.err
    assert ("17" in ran.out) is bool(code)


def commenting() -> dict[str, Any]:
    """The step of the workflow that comments."""
    [job] = loaded(WORKFLOWS[0])["jobs"].values()
    [step] = [step for step in job["steps"] if step.get("name") == "Comment"]
    return dict(step)


GH = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *--paginate*) printf '%s' "$FOUND" ;;
esac
"""


@needs_bash
@pytest.mark.parametrize(
    ("found", "method"), [("", "POST repos/o/r/issues/7/comments"), ("123\n456\n", "PATCH repos/o/r/issues/comments/123")]
)
def test_the_workflow_keeps_one_comment(tmp_path: Path, found: str, method: str) -> None:
    step = commenting()
    program, report = tmp_path / "gh", tmp_path / "report.md"
    program.write_text(GH)
    program.chmod(0o755)
    report.write_text("**factcheck**: no finding\n")
    calls = tmp_path / "calls"
    ran = command(
        [*BASH, "-c", step["run"]],
        tmp_path,
        **{"PATH": str(tmp_path), "CALLS": str(calls), "FOUND": found, "REPORT": str(report), "NUMBER": "7"},
        **{"GITHUB_REPOSITORY": "o/r", "RUNNER_TEMP": str(tmp_path), "GH_TOKEN": "none"},
    )
    assert ran.code == 0, ran.err
    assert f"--method {method}" in calls.read_text()
    assert (tmp_path / "comment.md").read_text() == "<!-- factcheck -->\n**factcheck**: no finding\n"


@needs_bash
def test_the_workflow_needs_a_report_for_a_comment(tmp_path: Path) -> None:
    assert command([*BASH, "-c", commenting()["run"]], tmp_path, REPORT=str(tmp_path / "none.md"), NUMBER="7").code == 0
