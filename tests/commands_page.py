"""docs/commands.md, made from the command line itself: `python tests/commands_page.py` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from factcheck import reports
from factcheck.cli.reference import Command, Parameter, commands, formats
from factcheck.config import SETTINGS

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
_HEAD = """# Commands

Made from the command line by `python tests/commands_page.py`; a test compares both. `factcheck completion SHELL` prints a script that
completes all of it in bash, zsh or fish.

| command | does |
|---|---|
"""


def page() -> str:
    """The whole page."""
    known = commands()
    rows = "".join(f"| [{command.name}](#factcheck-{command.name}) | {_escaped(command.summary)} |\n" for command in known)
    return _HEAD + rows + "".join(piece for command in known for piece in _command(command)) + _formats() + _keys()


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _synopsis(command: Command) -> str:
    words = [_word(parameter) for parameter in command.parameters if not parameter.is_option]
    options = " [OPTIONS]" if any(parameter.is_option for parameter in command.parameters) else ""
    return f"factcheck {command.name}{options} {' '.join(words)}".rstrip()


def _word(parameter: Parameter) -> str:
    word = parameter.takes if parameter.required else f"[{parameter.takes}]"
    return f"{word}..." if parameter.several else word


def _command(command: Command) -> Iterator[str]:
    yield f"\n## factcheck {command.name}\n\n```text\n{_synopsis(command)}\n```\n"
    for paragraph in re.split(r"\n\s*\n", command.help):
        lines = paragraph.split("\n")
        if lines[0].strip() != "\b":
            yield f"\n{_escaped(' '.join(line.strip() for line in lines))}\n"
        elif lines[1].strip() == "Examples:":
            yield "\nExamples:\n\n```sh\n" + "".join(re.sub(" {3,}", "  # ", line.strip()) + "\n" for line in lines[2:]) + "```\n"
        else:
            yield f"\n{_escaped(' '.join(line.strip() for line in lines[1:]))}\n"
    if command.parameters:
        yield "\n| parameter | means |\n|---|---|\n"
    for parameter in command.parameters:
        yield _row(parameter)


def _row(parameter: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.names)
    takes = f" `{parameter.takes}`" if parameter.is_option and parameter.takes else ""
    told = all(value in parameter.meaning for value in parameter.values)
    values = "" if told else f" One of {', '.join(parameter.values)}."
    return f"| {_escaped(names + takes)} | {_escaped(parameter.meaning)}{values} |\n"


def _formats() -> str:
    rows = "".join(f"| `{entry.name}` | {entry.purpose} |\n" for entry in reports.FORMATS)
    others = "".join(f"* `factcheck {c.name}`: {', '.join(formats(c.name))}\n" for c in commands() if formats(c.name) != reports.names())
    own = "".join(line for line in others.splitlines(keepends=True) if "explain" not in line and "completion" not in line)
    return f"\n## Formats\n\nOf `report` and `diff`:\n\n| format | for |\n|---|---|\n{rows}\nOf other commands:\n\n{own}"


def _keys() -> str:
    rows = "".join(f"| `{setting.name}` | {setting.kind} | {_escaped(setting.meaning)} |\n" for setting in SETTINGS)
    return (
        "\n## Keys of the configuration\n\nOf `factcheck.toml`, or `[tool.factcheck]` in pyproject.toml; an example stands in"
        f" [configuration.md](configuration.md).\n\n| key | takes | means |\n|---|---|---|\n{rows}"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
