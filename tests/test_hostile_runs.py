"""What would annoy whoever runs the program: tracebacks of Ctrl-C in the first moment, runs without an end, a line for every bad row."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.cli import compare, inputs, main
from factcheck.cli.exits import DONE, PARTIAL
from factcheck.model import Skipped

Told = Callable[..., tuple[int, str, str]]
PAIR = json.dumps({"id": "good", "lang": "en", "a": "The fire killed 12 people.", "b": "The fire killed 14 people."})


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Told:
    """Run the program in a folder of its own: its exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return code, *capfd.readouterr()

    return run


# ----------------------------------------------------------------------------------- the first tenth of a second

# A program that gets a signal when it is about to load a certain module.
INTERRUPTED = """
import os, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Finder())
sys.argv[1:] = ["report", ".", "--no-cache", "--output", "json=out.json"]
from factcheck.cli import run
run()
"""
LOADED = ["gc", "factcheck.cli.program", "factcheck.cli.app", "typer", "factcheck.cli.report", "factcheck.recall", "factcheck.pipeline"]


@pytest.mark.skipif(os.name == "nt", reason="this system has other signals")
@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_program_is_loaded_ends_it_quietly(name: str, number: signal.Signals, tmp_path: Path) -> None:
    if name == "gc":
        if number == signal.SIGTERM:
            pytest.skip("ends any program, before it has taken the signal over")
        name = "signal"
    for name_of in "ab":
        (tmp_path / f"{name_of}.txt").write_text("The fire killed 12 people.", encoding="utf-8")
    program = INTERRUPTED.format(name=name, number=int(number))
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, b"", b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_the_first_module_loads_next_to_nothing() -> None:
    """Whatever it loads is loaded before the signals are taken over."""
    heavy = {"typing", "re", "dataclasses", "pathlib", "json", "typer", "traceback"}
    program = f"import sys; before = set(sys.modules); import factcheck.cli; print(sorted({heavy} & (set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": root()})
    assert done.stdout == "[]\n", done.stderr


def root() -> str:
    return str(Path(__file__).parent.parent)


# ------------------------------------------------------------------------------------------ pairs without an end


@pytest.mark.parametrize("more", [-1, 1])
def test_a_row_without_an_end_ends_the_reading(more: int, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "LONGEST_LINE", 1000)
    monkeypatch.setattr(compare, "ENDLESS", 100_000)
    endless = b"x" * (1001 + 100_000 + more)
    (tmp_path / "pairs.jsonl").write_bytes(PAIR.encode() + b"\n" + endless + b"\n" + PAIR.encode())
    code, out, err = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert (code, out.count("\n")) == (PARTIAL, 1 if more > 0 else 2)
    assert ("line 2 has no end within 100,000 bytes; nothing behind it is read" in err) == (more > 0)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_without_an_end_ends(told: Told) -> None:
    code, out, err = told("compare", "--pairs", "/dev/zero")
    assert (code, out, err.count("\n")) == (PARTIAL, "", 2)


def test_rows_without_a_pair_are_not_all_held(told: Told, tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("{\n" * (compare.NAMED + 50) + PAIR, encoding="utf-8")
    code, out, err = told("compare", "--pairs", "pairs.jsonl", "--format", "jsonl")
    assert (code, json.loads(out)["id"]) == (PARTIAL, "good")
    assert err.splitlines() == [
        "factcheck: skipped 100 rows of pairs.jsonl (1-100): not a JSON object with texts a and b",
        "factcheck: skipped pairs.jsonl: 50 more of its rows cannot be read",
    ]


# ------------------------------------------------------------------------------------ what was skipped, in few words


def gathered(*paths: str, reason: str = "it is bad") -> list[str]:
    return list(inputs._gathered([Skipped(path, reason) for path in paths]))


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ((), []),
        (("a.txt",), ["a.txt: it is bad"]),
        (("a:1", "a:2", "a:3"), ["a:1: it is bad", "a:2: it is bad", "a:3: it is bad"]),
        (("a:1", "b:2", "a:3", "b:4", "a:5", "b:6"), []),
        (("a:1", "a:10", "a:2", "a:3"), ["4 rows of a (1-3, 10): it is bad"]),
        (("a.json#4", "a.json#5", "a.json#6", "a.json#9"), ["4 rows of a.json (4-6, 9): it is bad"]),
        (("a:1", "a:1", "a:1", "a:1"), ["4 rows of a (1): it is bad"]),
        (tuple(f"a:{n}" for n in range(1, 40, 2)), ["20 rows of a (1, 3, 5, 7, 9, 11, 13, 15, ...): it is bad"]),
        ((":1", ":2", ":3", ":4", "5"), [f"{path}: it is bad" for path in (":1", ":2", ":3", ":4", "5")]),
        (("a:١", "a:²", "a:" + "9" * 5000, "a:-1", "a:"), []),
    ],
)
def test_rows_of_one_file_are_told_in_one_line(paths: tuple[str, ...], said: list[str]) -> None:
    assert gathered(*paths) == (said or [f"{path}: it is bad" for path in paths])


def test_rows_of_different_reasons_are_told_apart() -> None:
    rows = [Skipped(f"a.jsonl:{n}", "no text" if n % 2 else "no JSON") for n in range(8)]
    assert list(inputs._gathered(rows)) == ["4 rows of a.jsonl (0, 2, 4, 6): no JSON", "4 rows of a.jsonl (1, 3, 5, 7): no text"]


def test_of_many_files_the_first_are_named() -> None:
    said = gathered(*(f"{n}.png" for n in range(1000)))
    assert said[:20] == [f"{n}.png: it is bad" for n in range(20)]
    assert said[20:] == ["980 more inputs: it is bad"]


@pytest.mark.parametrize("text", ["Nobody was hurt in Exeter.", "Personne n'a été blessé à Nantes."])
def test_a_table_beside_nothing_is_one_line_and_all_of_it_in_json(text: str, told: Told, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "articles.csv").write_text("file\na.txt\n" + "".join(f"{n}.txt\n" for n in range(9)), encoding="utf-8")
    code, out, err = told("report", "in", "--format", "json")
    assert code == PARTIAL
    assert err.splitlines()[0] == "factcheck: skipped 9 rows of in/articles.csv (3-11): The row names a file that is not there."
    assert len(json.loads(out)["skipped"]) == 9


def test_nothing_is_told_of_nothing(told: Told, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("The fire killed 12 people.", encoding="utf-8")
    assert told("report", ".", "--format", "json")[::2] == (DONE, "")


@pytest.mark.parametrize(
    "option", ["--output=json=none/x.json", "--write-baseline=none/x.json", "--output=json=in", "--output=json=a.txt/x.json"]
)
def test_an_output_that_cannot_be_written_is_told_before_the_work(option: str, told: Told, tmp_path: Path) -> None:
    """After an hour of reading nobody wants to hear of a folder that is not there."""
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text("The fire killed 12 people.", encoding="utf-8")
    (tmp_path / "in" / "photo.txt").write_bytes(b"\0\1\2" * 50)
    code, out, err = told("report", "in", option)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "cannot be written: " in err
