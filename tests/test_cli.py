"""The command line with an engine that answers at once: options, exit codes, streams, files, signals."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import pytest
from sample_reports import CALM, REPORT
from stand_in import CLEAN, REPORTS, engine

from factcheck import cli, reports
from factcheck.cli import app, choices, streams
from factcheck.reports import Options

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Done:
    """A finished run."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one input for each thing the stand-in engine does."""
    for name in (*REPORTS, "broken", "slow"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "FACTCHECK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def factcheck(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process."""
    for name, module in engine().items():
        monkeypatch.setitem(sys.modules, name, module)

    def run(*arguments: str) -> Done:
        code = cli.main(arguments)
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run


def rendered(name: str, report: reports.Report = REPORT) -> str:
    return "".join(reports.render(name, report, Options()))


# --------------------------------------------------------------------------------------------- report


@pytest.mark.parametrize("name", reports.names())
def test_every_format(factcheck: Run, name: str) -> None:
    assert factcheck("report", "full", "--format", name).out == rendered(name)


def test_a_pipe_gets_text(factcheck: Run) -> None:
    assert factcheck("report", "clean").out == rendered("text")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean"], 0),
        (["clean", "--fail-on", "contradiction"], 1),
        (["clean", "--fail-on", "any"], 1),
        (["clean", "--fail-on", "update,dispute"], 1),
        (["clean", "--fail-on", "update", "--fail-on", "dispute"], 1),
        (["calm", "--fail-on", "any"], 0),
        (["full"], 3),
        (["full", "--fail-on", "any"], 3),
        (["empty"], 2),
        (["empty", "--fail-on", "any"], 2),
        (["broken"], 2),
        (["nowhere"], 2),
        ([], 2),
    ],
)
def test_exit_codes(factcheck: Run, arguments: list[str], code: int) -> None:
    assert factcheck("report", *arguments).code == code


def test_the_default_path(factcheck: Run, folder: Path) -> None:
    assert "there is no folder 'seeds' here" in factcheck("report").err
    (folder / "calm").rename(folder / "seeds")
    REPORTS["seeds"] = CALM
    assert factcheck("report").out == rendered("text", CALM)


def test_skipped_inputs_are_named(factcheck: Run) -> None:
    assert factcheck("report", "full").err == "factcheck: skipped news/photo.txt: this is not text\n"
    assert factcheck("report", "full", "-q") == Done(3, rendered("text"), "")
    assert factcheck("report", "empty") == Done(
        2, "", "factcheck: skipped news/photo.txt: this is not text\nfactcheck: nothing to read in empty\n"
    )


def test_internal_errors_are_one_line(factcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert factcheck("report", "broken") == Done(
        2, "", "factcheck: internal error: RuntimeError: boom␛[31m FORGED (FACTCHECK_DEBUG=1 shows where)\n"
    )
    monkeypatch.setenv("FACTCHECK_DEBUG", "1")
    assert "Traceback" in factcheck("report", "broken").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "clean", "--format", "jsn"], "no such format 'jsn'; did you mean 'json'?"),
        (["report", "clean", "--output", "jsn=x"], "no such format 'jsn'; did you mean 'json'?"),
        (["report", "clean", "--output", "x.json"], "--output x.json names no format; write --output json=x.json"),
        (["report", "clean", "--output", "json="], "--output json= names no file; write --output FORMAT=FILE"),
        (["report", "clean", "--fail-on", "contradictions"], "no such relation to fail on 'contradictions'; did you mean 'contradiction'?"),
        (["report", "clean", "--color", "sometimes"], "no such colour setting 'sometimes'; there are auto, always, never"),
        (["report", "clean", "--lang", "zz"], "no such language 'zz'; there are en, fr"),
        (["report", "clean", "--baseline", "none.json"], "baseline none.json cannot be read: No such file or directory"),
        (["report", "no\x1b[31m"], "no such file or folder: no␛[31m"),
        (["report", "clean", "--formt", "json"], "no such option: --formt; did you mean --format?"),
        (["report", "clean", "--format"], "option '--format' requires an argument; see factcheck --help"),
        (["reprt"], "no such command 'reprt'; did you mean 'report'?"),
        (["compare", "a"], "compare needs two statements A and B, or --pairs FILE"),
        (["compare", "a", "--pairs", "x"], "compare needs two statements A and B, or --pairs FILE"),
        (["compare", "--pairs", "none.jsonl"], "none.jsonl cannot be read: No such file or directory"),
        (["explain", "values-difer", "clean"], "no such finding or rule 'values-difer'; did you mean 'values-differ'?"),
        (["extract", "clean", "--format", "markdown"], "no such format 'markdown'; there are text, jsonl, json, csv"),
    ],
)
def test_wrong_usage(factcheck: Run, arguments: list[str], said: str) -> None:
    assert factcheck(*arguments) == Done(2, "", f"factcheck: {said}\n")


def test_standard_input(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, HERE / "stand_in.py", "report", "-", "--format", "json"], input="été".encode(), capture_output=True
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["left_out"] == {"été": 1}


# -------------------------------------------------------------------------------------------- files


def test_output_files(factcheck: Run, folder: Path) -> None:
    done = factcheck("report", "clean", "-f", "csv", "--output", "json=a.json", "-o", "markdown=b=c.md")
    assert done == Done(0, rendered("csv"), "")
    assert (folder / "a.json").read_bytes() == rendered("json", CLEAN).encode()
    assert (folder / "b=c.md").read_bytes() == rendered("markdown", CLEAN).encode()


def test_a_bare_output_file_takes_the_place_of_standard_output(factcheck: Run, folder: Path) -> None:
    assert factcheck("report", "clean", "-f", "json", "--output", "a.json") == Done(0, "", "")
    assert (folder / "a.json").read_bytes() == rendered("json", CLEAN).encode()


def test_output_keeps_the_file_mode_and_the_link(factcheck: Run, folder: Path) -> None:
    (folder / "real").write_text("OLD")
    (folder / "real").chmod(0o640)
    (folder / "link").symlink_to("real")
    assert factcheck("report", "clean", "-o", "json=link").code == 0
    assert (folder / "link").is_symlink()
    assert stat.S_IMODE((folder / "real").stat().st_mode) == 0o640
    assert (folder / "real").read_text() != "OLD"


@pytest.mark.parametrize("target", ["none/x.json", "clean"])
def test_unwritable_output(factcheck: Run, folder: Path, target: str) -> None:
    done = factcheck("report", "clean", "-o", f"json={target}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"factcheck: {target} cannot be written: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_keeps_the_old_file(factcheck: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / "a.json").write_text("OLD")
    before = sorted(folder.iterdir())
    monkeypatch.setattr(*{"fsync": (streams.os, "fsync"), "replace": (Path, "replace")}[call], fail)
    done = factcheck("report", "clean", "-o", "json=a.json")
    assert done.code == 2
    assert "a.json cannot be written: No space left on device" in done.err
    assert (folder / "a.json").read_text() == "OLD"
    assert sorted(folder.iterdir()) == before


def test_a_device_is_written_to(factcheck: Run) -> None:
    assert factcheck("report", "clean", "-o", "json=/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


# ------------------------------------------------------------------------------------------ baseline


def test_baseline(factcheck: Run, folder: Path) -> None:
    assert factcheck("report", "clean", "--write-baseline", "known.json", "--fail-on", "any").code == 1
    assert (folder / "known.json").read_bytes() == rendered("json", CLEAN).encode()
    assert factcheck("report", "clean", "--baseline", "known.json", "--fail-on", "any").code == 0
    known = json.loads((folder / "known.json").read_text())
    known["findings"] = known["findings"][1:]
    (folder / "known.json").write_text(json.dumps(known))
    assert factcheck("report", "clean", "--baseline", "known.json", "--fail-on", "contradiction").code == 1
    assert factcheck("report", "clean", "--baseline", "known.json", "--fail-on", "dispute").code == 0


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\0\1",
        b"[" * 100_000,
        b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n",
        b'{"schema": "factcheck.report/2", "findings": []}',
        b'{"schema": "factcheck.report/1"}',
        b'{"schema": "factcheck.report/1", "findings": [{"id": 3}]}',
    ],
    ids=range(10),
)
def test_broken_baseline(factcheck: Run, folder: Path, written: bytes) -> None:
    (folder / "known.json").write_bytes(written)
    done = factcheck("report", "calm", "--baseline", "known.json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("factcheck: baseline known.json ")
    assert done.err.count("\n") == 1


# ---------------------------------------------------------------------------------------- other commands


def test_compare(factcheck: Run) -> None:
    assert factcheck("compare", "a", "b").out == '{"id": "", "relation": "none", "rule": "same-value", "why": "a / b"}\n'
    assert factcheck("compare", "a\x1b", "a\x1b", "-f", "text").out == "agreement\tsame-value\ta␛ / a␛\n"


def test_compare_pairs(factcheck: Run, folder: Path) -> None:
    (folder / "pairs.jsonl").write_text('{"id": "x", "lang": "fr", "a": "1", "b": "1"}\n\n{"a": "1", "b": "2"}\n{"a": 3, "b": "2"}\nno\n')
    done = factcheck("compare", "--pairs", "pairs.jsonl")
    assert [(row["id"], row["relation"]) for row in map(json.loads, done.out.splitlines())] == [("x", "agreement"), ("3", "none")]
    assert done.code == 3
    assert done.err.splitlines() == [f"factcheck: skipped pairs.jsonl:{n}: not a JSON object with texts a and b" for n in (4, 5)]


def test_extract(factcheck: Run) -> None:
    row = '{"document": "a", "start": 0, "end": 2, "quote": "43", "kind": "quantity", "min": 43}\n'
    assert factcheck("extract", "clean") == Done(0, row, "")
    assert factcheck("extract", "full") == Done(3, row, "factcheck: skipped news/photo.txt: this is not text\n")
    assert factcheck("extract", "empty").code == 2


def test_explain(factcheck: Run) -> None:
    assert factcheck("explain", "5f0c", "clean").out == "finding 5f0c21d7a9b34e61\n  with ␛[31m\n: :error::x\n"
    assert factcheck("explain", "values-differ").out == "values-differ  contradiction\n  The values differ.\n  - deux / trois\n"
    assert factcheck("rules").out.endswith("other-thing  no relation\n  They are about different things.\n")
    assert factcheck("explain", "", "clean").code == 2


@pytest.mark.parametrize("command", [app.main_command, *map(app.function, app.COMMANDS)])
def test_parameters_are_words_and_flags(command: Callable[..., int]) -> None:
    """Nothing else may be taken as it was typed; see `factcheck.cli.parameters`."""
    taken = {name: hint for name, hint in get_type_hints(command).items() if name not in ("context", "return")}
    assert not {name: hint for name, hint in taken.items() if hint not in (str, str | None, list[str] | None, bool)}


def test_a_run_loads_no_converter_of_parameters() -> None:
    """Typer converts words with pydantic, whose import would double the time before the first article is read."""
    code = "import sys; from factcheck.cli import main; main(['rules']); main(['compare', 'a', 'b']); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("command", app.COMMANDS)
def test_help(factcheck: Run, command: str) -> None:
    done = factcheck(command, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: factcheck {command} ")
    assert "Examples:" in done.out or command == "rules"


def test_help_alone(factcheck: Run) -> None:
    assert factcheck() == factcheck("--help")
    assert all(command in factcheck().out for command in app.COMMANDS)
    assert factcheck("--version").out == "factcheck 0.1.0\n"


def test_help_names_every_format(factcheck: Run) -> None:
    for name in reports.names():
        assert name in factcheck("report", "--help").out


def test_help_loads_neither_engine_nor_rich() -> None:
    heavy = "{'rich', 'rapidfuzz', 'factcheck.pipeline'}"
    program = f"import sys, factcheck.cli as c; c.main(['--help']); sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL).returncode == 0


# -------------------------------------------------------------------------------------------- colour


@pytest.mark.parametrize(
    ("color", "terminal", "environment", "style"),
    [
        ("auto", False, {}, "plain"),
        ("auto", True, {"TERM": "dumb"}, "plain"),
        ("auto", True, {"TERM": "dumb", "NO_COLOR": "1"}, "plain"),
        ("auto", False, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, "plain"),
        ("auto", False, {"FORCE_COLOR": "0"}, "plain"),
        ("auto", True, {"NO_COLOR": "1"}, "bold"),
        ("auto", True, {"FORCE_COLOR": "0"}, "bold"),
        ("auto", True, {"NO_COLOR": ""}, "colour"),
        ("auto", True, {}, "colour"),
        ("auto", False, {"FORCE_COLOR": "1"}, "colour"),
        ("never", True, {"FORCE_COLOR": "1"}, "plain"),
        ("always", False, {"NO_COLOR": "1"}, "colour"),
    ],
)
def test_style(color: str, terminal: bool, environment: dict[str, str], style: str) -> None:
    assert choices.style(color, terminal, environment) == style


# ------------------------------------------------------------------------------------------- streams


def spawned(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, HERE / "stand_in.py", *arguments], stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out, err = spawned("report", "full", "--format", "json", stdout=subprocess.PIPE, env=environment).communicate()
    assert out.decode() == rendered("json")
    assert err == b"factcheck: skipped news/photo.txt: this is not text\n"


@pytest.mark.parametrize("name", ["text", "json", "terminal"])
def test_a_closed_pipe_ends_quietly(folder: Path, name: str) -> None:
    with spawned("report", "many", "-f", name, "--fail-on", "any", "-o", "json=all.json", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert json.loads((folder / "all.json").read_text())


def test_help_to_a_closed_pipe(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with spawned("report", "--help", stdout=write) as process:
        os.close(write)
        assert process.stderr is not None and process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["report", "clean"], ["report", "clean", "-f", "json"], ["--help"], ["--version"]], ids=range(4))
def test_a_full_disk(folder: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = spawned(*arguments, stdout=full)
        said = process.communicate()[1].decode()
    assert re.fullmatch(r"factcheck: standard output cannot be (written|used): No space left on device\n", said)
    assert process.returncode == 2


def test_closed_streams(folder: Path) -> None:
    command = [sys.executable, str(HERE / "stand_in.py"), "report", "full"]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], capture_output=True)
    assert (closed.returncode, closed.stderr.decode().splitlines()[-1]) == (2, "factcheck: standard output is closed")
    assert subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *command], stdout=subprocess.PIPE).returncode == 3
    assert subprocess.run(["sh", "-c", '"$@" <&-', "sh", *command], capture_output=True).returncode == 3


def test_a_failed_standard_output_keeps_the_old_file(folder: Path) -> None:
    (folder / "a.json").write_text("OLD")
    with Path("/dev/full").open("wb") as full:
        process = spawned("report", "clean", "-o", "json=a.json", stdout=full)
        process.communicate()
    assert process.returncode == 2
    assert (folder / "a.json").read_text() == "OLD"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_quietly(folder: Path, number: signal.Signals, code: int) -> None:
    with spawned("report", "slow", "-o", "json=a.json", stdout=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"started\n"
        process.send_signal(number)
        assert process.stderr.read() == b""
    assert process.returncode == code
    assert not (folder / "a.json").exists()


def test_a_terminal_gets_the_terminal_format(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    first, last = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    with spawned("report", "clean", stdout=last, env=environment) as process:
        os.close(last)
        received = b""
        while piece := _read(first):
            received += piece
    os.close(first)
    shown = "".join(reports.render("terminal", CLEAN, Options(width=60, style="colour")))
    assert received.decode().replace("\r\n", "\n") == shown
    assert process.returncode == 0


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""
