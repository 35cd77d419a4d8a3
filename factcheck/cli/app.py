"""The commands by their names, and the program as a whole.

Only the command that is asked for is imported; help on all of them, and what is said about one that does not exist, take all.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from factcheck import __version__
from factcheck.cli.exits import DONE
from factcheck.cli.parameters import plain
from factcheck.cli.streams import write_out

# One module of this package for each, which has a function of the same name.
COMMANDS = ("report", "diff", "extract", "origins", "compare", "explain", "rules", "config", "cache", "completion")


def main_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """Show where several articles on one event agree and where they contradict each other.

    Offline, explainable: every finding carries its quotations and the rule that decided.

    \b
    Examples:
      factcheck report articles/                       read it in the terminal
      factcheck report articles/ --format text | grep ^contradiction
      factcheck report articles/ --output json=report.json --fail-on contradiction
      factcheck compare "43 people died." "At least 40 people died."
      factcheck explain 5f0c21d7 articles/             why a finding holds
    """
    if version:
        write_out([f"factcheck {__version__}\n"])
        raise typer.Exit()
    if context.invoked_subcommand is None:
        write_out([context.get_help(), "\n"])
    return DONE


def program(arguments: Sequence[str] = ()) -> Any:
    """The command line as typer runs it, with as many of its commands as the arguments need."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(main_command)
    asked = tuple(arguments[:1])
    for name in asked if asked and asked[0] in COMMANDS else COMMANDS:
        app.command(name)(function(name))
    return plain(typer.main.get_command(app))


def function(name: str) -> Any:
    """The function of a command."""
    return getattr(import_module(f"factcheck.cli.{name}"), name)
