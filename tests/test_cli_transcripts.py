"""What commands say: their help and their main errors, as transcripts in `tests/transcripts`, one file per command.

A transcript is a list of commands (``$ factcheck ...``) with what each prints: standard output, then the lines of standard error
behind ``!``, then its exit code in brackets. To write them anew, and to add a command: put its line into the file, then

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest -n0 tests/test_cli_transcripts.py
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from factcheck import cli
from factcheck.cli.app import COMMANDS

FOLDER = Path(__file__).parent / "transcripts"
UPDATING = os.environ.get("FACTCHECK_UPDATE_GOLDEN") == "1"
PROGRAM = "program"
FILES = {
    "seeds/a.txt": "The fire at the Fogham warehouse injured twelve people on Tuesday.\n",
    "seeds/b.txt": "The fire at the Fogham warehouse injured fifteen people on Tuesday.\n",
    "seeds/photo.txt": "\0\1\2",
    "alone/a.txt": "The fire at the Fogham warehouse injured twelve people on Tuesday.\n",
    "empty/.keep": "",
    "syntax.toml": 'paths = ["seeds"\n',
    "key.toml": 'path = ["seeds"]\n',
    "rule.toml": '\nselect = ["value-differs"]\n',
    "lang.toml": 'lang = "zz"\n',
    "role.toml": '[roles.fr.kiled]\nnoun = ["x"]\n',
    "reason.toml": '[[suppress]]\nfinding = "abcd"\n',
    "suppress.toml": (
        'paths = ["alone"]\n'
        '[[suppress]]\nfinding = "abcd"\nreason = "x"\n'
        '[[suppress]]\nfinding = "abce"\nreason = "x"\nexpires = 2020-01-01\n'
    ),
    "other.json": '{"schema": "factcheck.report/0"}',
    "merged.json": "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
    "damaged.json": '{"schema": "factcheck.report/1", "findings": []}',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands of the transcripts run."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("NO_COLOR", "FORCE_COLOR", "FACTCHECK_DEBUG", "SOURCE_DATE_EPOCH", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def commands(transcript: str) -> list[str]:
    """The command lines of a transcript."""
    return [line[2:] for line in transcript.splitlines() if line.startswith("$ ")]


def run(line: str, capture: pytest.CaptureFixture[bytes]) -> str:
    """What a command line prints, as a transcript has it."""
    program, *arguments = shlex.split(line)
    assert program == "factcheck", f"only factcheck is run in transcripts: {line}"
    code = cli.main(arguments)
    out, err = capture.readouterr()
    said = "".join(f"! {told}\n" for told in err.decode().splitlines())
    return f"$ {line}\n{out.decode()}{said}[{code}]\n"


def first(name: str) -> str:
    """The command that every transcript begins with."""
    return "factcheck --help" if name == PROGRAM else f"factcheck {name} --help"


@pytest.mark.parametrize("name", [PROGRAM, *COMMANDS])
def test_transcript(name: str, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = FOLDER / f"{name}.txt"
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = commands(kept) or [first(name)]
    printed = "\n".join(run(line, capfdbinary) for line in lines)
    assert "internal error" not in printed
    if UPDATING:
        path.write_text(printed, encoding="utf-8")
    assert lines[0] == first(name)
    assert printed == kept or UPDATING


def test_every_transcript_is_of_a_command() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {PROGRAM, *COMMANDS}
