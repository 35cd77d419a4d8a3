"""Values that options take, and what is said about one that does not exist."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal

from factcheck.cli.streams import ProblemError
from factcheck.model import Relation
from factcheck.reports import Style

COLOURS = ("auto", "always", "never")
FAILING: dict[str, frozenset[Relation]] = {
    "contradiction": frozenset({Relation.CONTRADICTION}),
    "dispute": frozenset({Relation.DISPUTE}),
    "update": frozenset({Relation.UPDATE}),
    "any": frozenset({Relation.CONTRADICTION, Relation.DISPUTE, Relation.UPDATE}),
}


def unknown(noun: str, value: str, choices: Iterable[str]) -> ProblemError:
    """ "no such format 'jsn'; did you mean 'json'?" """
    names = list(choices)
    close = get_close_matches(value, names, n=1)
    advice = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names)}"
    return ProblemError(f"no such {noun} {value!r}; {advice}")


def chosen(noun: str, value: str, choices: Iterable[str]) -> str:
    """The value when it is one of the choices; ProblemError when not."""
    names = tuple(choices)
    if value not in names:
        raise unknown(noun, value, names)
    return value


def failing(values: Iterable[str]) -> frozenset[Relation]:
    """The relations that ``--fail-on`` names; each value may hold several, separated by commas."""
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    return frozenset().union(*(FAILING[chosen("relation to fail on", name, FAILING)] for name in names))


def style(color: str, is_terminal: bool, environment: Mapping[str, str]) -> Style:
    """How output is styled: the option first, then NO_COLOR, FORCE_COLOR, TERM, then whether a terminal reads it."""
    if color != "auto":
        return "colour" if color == "always" else "plain"
    forced = environment.get("FORCE_COLOR", "")
    quiet: Literal["plain", "bold"] = "bold" if is_terminal and environment.get("TERM") != "dumb" else "plain"
    if environment.get("NO_COLOR") or forced == "0":
        return quiet
    return "colour" if forced or quiet == "bold" else "plain"


def target(value: str, default: str | None, formats: Iterable[str]) -> tuple[str, str]:
    """``FORMAT=FILE`` as (format, file). Without ``FORMAT=`` the file gets the format of ``--format``."""
    name, sign, path = value.partition("=")
    if not sign or os.sep in name or "." in name:
        name, path = default or "", value
    if not path:
        raise ProblemError(f"--output {value} names no file; write --output FORMAT=FILE")
    if not name:
        raise ProblemError(f"--output {value} names no format; write --output json={path}")
    return chosen("format", name, formats), path
