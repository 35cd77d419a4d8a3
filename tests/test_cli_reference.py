"""Everything the command line takes is told: in its help, on the page of commands, in the completion scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from commands_page import PAGE, page

from factcheck.cli import app, completion
from factcheck.cli.reference import Command, Parameter, commands
from factcheck.config import SETTINGS, load

DOCS = Path(__file__).parent.parent / "docs"
EACH = [
    pytest.param(command, parameter, id=f"{command.name} {parameter.names[0]}")
    for command in commands()
    for parameter in command.parameters
]


def test_the_page_of_commands_is_that_of_the_command_line() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python tests/commands_page.py"


def test_every_command_is_there() -> None:
    assert tuple(command.name for command in commands()) == app.COMMANDS
    assert all(command.help for command in commands())


@pytest.mark.parametrize(("command", "parameter"), EACH)
def test_every_parameter_is_told(command: Command, parameter: Parameter) -> None:
    assert parameter.meaning.endswith("."), f"{command.name} {parameter.names[0]}: say in a sentence what it is for"
    section = page().split(f"\n## factcheck {command.name}\n")[1].split("\n## ")[0]
    assert all(f"`{name}`".replace("|", "\\|") in section for name in parameter.names)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_help_names_the_formats_and_gives_examples(command: Command) -> None:
    formats = [value for parameter in command.parameters if "--format" in parameter.names for value in parameter.values]
    assert not [name for name in formats if not re.search(rf"\b{name}\b", command.help) and "as in report" not in command.help]
    assert f"factcheck {command.name}" in command.help


def test_every_option_is_named_on_a_page_for_people() -> None:
    """What stands in a list of options alone is not documented: each is named in a text of docs/ or in README besides."""
    pages = [path for path in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"] if path != PAGE]
    texts = "".join(path.read_text(encoding="utf-8") for path in pages)
    options = {name for command in commands() for parameter in command.parameters for name in parameter.names if name.startswith("--")}
    assert not {name for name in options if not re.search(rf"{name}\b", texts)}


def test_the_page_of_the_configuration_names_every_key(tmp_path: Path) -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    (tmp_path / "factcheck.toml").write_text(example, encoding="utf-8")
    config = load(str(tmp_path / "factcheck.toml"))
    assert len(config.suppressions) == 2
    assert {setting.name for setting in SETTINGS} - config.values.keys() == {"select"}
    assert "select" in text


# ---------------------------------------------------------------------------------------------- completion


def completed(*words: str) -> list[str]:
    """What bash proposes for the last of some words."""
    line = " ".join(f"'{word}'" for word in words)
    script = "\n".join(
        [*completion.bash(completion.with_rules(commands())), f"COMP_WORDS=({line})", f"COMP_CWORD={len(words) - 1}", "_factcheck"]
    )
    done = subprocess.run(["bash", "-c", script + '\nprintf "%s\\n" "${COMPREPLY[@]}"'], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        (("factcheck", "report", "see"), []),
        (("factcheck", "report", "--output", "js"), []),
        (("factcheck", "re"), ["report"]),
        (("factcheck", "--v"), ["--version"]),
        (("factcheck", "report", "--fail"), ["--fail-on"]),
        (("factcheck", "report", "news", "--format", "ma"), ["markdown"]),
        (("factcheck", "diff", "main", "-f", "json"), ["json", "jsonl"]),
        (("factcheck", "extract", "-f", "ma"), []),
        (("factcheck", "completion", "f"), ["fish"]),
        (("factcheck", "report", "--select", "contr"), ["contradiction"]),
        (("factcheck", "explain", "toll-r"), ["toll-rises"]),
        (("factcheck", "completion", ""), ["bash", "zsh", "fish"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_bash_completes(words: tuple[str, ...], proposed: list[str]) -> None:
    assert completed(*words) == proposed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_is_completed(shell: str) -> None:
    script = "\n".join(getattr(completion, shell)(commands()))
    for command in commands():
        assert command.name in script
        for name in (name for parameter in command.parameters for name in parameter.names if name.startswith("--")):
            assert (f"-l {name[2:]}" if shell == "fish" else name) in script
    if checker := shutil.which(shell):
        subprocess.run([checker, "-n"], input=script, text=True, check=True)
