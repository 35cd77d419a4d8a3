"""The documents tell the truth: shown runs print what is shown, named commands exist, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import struct
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
COLUMNS, LINES = 80, 500
ELISION = "..."
_FENCED = re.compile(r"^```[\w-]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


@dataclass(frozen=True)
class Run:
    """A command that a document shows, and the output below it."""

    document: str
    command: str
    shown: tuple[str, ...]


def blocks(text: str) -> list[str]:
    """The contents of the fenced blocks of a document."""
    return [match["body"] for match in _FENCED.finditer(text)]


def runs() -> list[Run]:
    """Every shown run: a line `$ factcheck ...` and what follows, up to the next such line."""
    found = []
    for path in DOCUMENTS:
        for body in blocks(path.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip().splitlines()
                if shlex.split(command)[0] == "factcheck" and shown:
                    found.append(Run(path.relative_to(ROOT).as_posix(), command, tuple(line.rstrip() for line in shown)))
    return found


def read_to_end(handle: int) -> bytes:
    """What a terminal received, until the program closed it."""
    received = b""
    while True:
        try:
            piece = os.read(handle, 65536)
        except OSError:  # Linux says so when the other side is closed
            return received
        if not piece:
            return received
        received += piece


@cache
def printed(command: str) -> list[str]:
    """The lines that a command prints on a terminal of 80 columns without colour. A simple pipe `... | program` is run as one."""
    pty = pytest.importorskip("pty")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    first, last = pty.openpty()
    fcntl.ioctl(last, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for name in ("COLUMNS", "LINES", "FORCE_COLOR"):
        environment.pop(name, None)
    with subprocess.Popen(
        command, shell=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=last, stderr=subprocess.DEVNULL
    ) as process:
        os.close(last)
        received = read_to_end(first)
    os.close(first)
    assert process.returncode in (0, 1, 3), f"{command} failed with {process.returncode}"
    return [line.rstrip() for line in _ESCAPES.sub("", received.decode()).replace("\r\n", "\n").rstrip().split("\n")]


def stretches(shown: tuple[str, ...]) -> list[list[str]]:
    """The shown lines, parted where lines `...` elide some."""
    parts: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == ELISION:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def shows(shown: tuple[str, ...], real: list[str]) -> str:
    """ "" when the shown lines are the real ones but for the elided, else what is wrong."""
    parts = stretches(shown)
    at = 0
    for number, part in enumerate(parts):
        places = [start for start in range(at, len(real) - len(part) + 1) if real[start : start + len(part)] == part]
        if number == 0:
            places = [start for start in places if start == 0]
        if number == len(parts) - 1 and part:
            places = [start for start in places if start + len(part) == len(real)]
        if not places:
            return "shown but not printed (in this place):\n" + "\n".join(part)
        at = places[0] + len(part)
    return ""


@pytest.mark.parametrize(
    ("shown", "accepted"),
    [
        (("a", "c"), False),
        (("b", "c"), False),
        (("a", "b"), False),
        (("a", "...", "b", "..."), True),
        (("a", "...", "d", "..."), False),
        (("c", "...", "a"), False),
        (("...", "c"), True),
        (("a", "b", "c"), True),
        (("a", "...", "c"), True),
    ],
)
def test_the_comparison_itself(shown: tuple[str, ...], accepted: bool) -> None:
    assert (shows(shown, ["a", "b", "c"]) == "") is accepted


@pytest.mark.parametrize("run", runs(), ids=lambda run: f"{run.document}: {run.command}")
def test_shown_runs_are_real(run: Run) -> None:
    real = printed(run.command)
    wrong = shows(run.shown, real)
    assert not wrong, "\n".join([run.document, wrong, "", "printed:", *real])


def test_the_readme_shows_a_run_by_line_ten() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("$ factcheck report seeds") for line in lines[:10])
    first = next(run for run in runs() if run.document == "README.md")
    assert [line for line in first.shown if line.strip() not in ("", ELISION)], "the run shows nothing of its output"


def named_commands(text: str) -> set[str]:
    """The words that follow `factcheck` in code: blocks and spans."""
    code = [*blocks(text), *re.findall(r"`([^`\n]+)`", _FENCED.sub("", text))]
    return {word for piece in code for word in re.findall(r"(?:^|[\s/|])factcheck ([a-z][a-z-]*)\b", piece)}


@cache
def helped(command: str) -> int:
    """The exit code of a command's --help."""
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "factcheck", command, "--help"], capture_output=True, check=False, env=environment
    ).returncode


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_named_commands_exist(path: Path) -> None:
    unknown = sorted(command for command in named_commands(path.read_text(encoding="utf-8")) if helped(command))
    assert not unknown


def test_every_command_is_in_the_readme() -> None:
    shown = subprocess.run([sys.executable, "-m", "factcheck", "--help"], capture_output=True, text=True, check=True).stdout
    candidates = set(re.findall(r"^[\s│|]*([a-z][a-z-]+)(?:\s{2,}|$)", shown, re.MULTILINE))
    commands = {word for word in candidates if helped(word) == 0}
    assert {"report", "compare", "extract", "explain"} <= commands
    assert not commands - named_commands((ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", target)]
    assert not [target for target in targets if target and not (path.parent / target).exists()]
