"""What the command line takes, as data: its commands, their parameters, and the values that these take.

Completion scripts and the page of commands are made from it, so that neither can tell of anything that is not there.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from factcheck import reports
from factcheck.cli import choices
from factcheck.cli.app import COMMANDS, function, program


class Parameter(NamedTuple):
    """A parameter of a command: its spellings ("--format", "-f"; a word in capitals for an argument), what it takes ("" for a flag),
    the values that there are (none where any word does), what it is for, whether it may be left out, and whether it may be repeated."""

    names: tuple[str, ...]
    takes: str
    values: tuple[str, ...]
    meaning: str
    required: bool
    several: bool

    @property
    def is_option(self) -> bool:
        return self.names[0].startswith("-")

    @property
    def takes_path(self) -> bool:
        """Whether files and folders are what it takes."""
        return any(word in self.takes for word in ("PATH", "FILE", "FOLDER", "BASE", "HEAD"))


class Command(NamedTuple):
    """A command: its name, what it is for in a line, the whole of it, its parameters."""

    name: str
    summary: str
    help: str
    parameters: tuple[Parameter, ...]


def commands() -> tuple[Command, ...]:
    """The commands, in the order in which help names them."""
    below = program().commands
    return tuple(_command(name, below[name]) for name in COMMANDS)


def _command(name: str, made: Any) -> Command:
    told = inspect.cleandoc(function(name).__doc__ or "")
    return Command(name, told.partition("\n")[0], told, tuple(_parameters(name, made)))


def _parameters(name: str, made: Any) -> Iterator[Parameter]:
    for parameter in made.params:
        flag = bool(getattr(parameter, "is_flag", False))
        takes = "" if flag else str(parameter.metavar or parameter.name.upper())
        names = tuple(parameter.opts) if parameter.opts[0].startswith("-") else (takes,)
        several = bool(getattr(parameter, "multiple", False)) or parameter.nargs == -1
        yield Parameter(names, takes, _values(name, names[0]), parameter.help or "", bool(parameter.required), several)


def _values(command: str, name: str) -> tuple[str, ...]:
    """The values that a parameter takes; none where any word does."""
    match name:
        case "--format":
            return formats(command)
        case "--fail-on":
            return tuple(choices.FAILING)
        case "--color":
            return choices.COLOURS
        case "ACTION":
            return choices.ACTIONS
        case "--ui-lang":
            return choices.UI_LANGUAGES
        case "SHELL":
            return choices.SHELLS
        case _:
            return ()


def formats(command: str) -> tuple[str, ...]:
    """The formats that a command prints: those that its module names, else those of reports."""
    module = inspect.getmodule(function(command))
    return tuple(getattr(module, "FORMATS", reports.names()))
