"""Values that options take, and what is said about one that does not exist."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Literal

from factcheck.cli.exits import ProblemError
from factcheck.model import Relation
from factcheck.reports import Style

COLOURS = ("auto", "always", "never")
ACTIONS = ("info", "clear")
SHELLS = ("bash", "zsh", "fish")
UI_LANGUAGES = ("en", "fr")  # those of the words in reports/ui
_LISTED = 20  # more names than this (only those of rules are) nobody reads in a message
FAILING: dict[str, frozenset[Relation]] = {
    "contradiction": frozenset({Relation.CONTRADICTION}),
    "dispute": frozenset({Relation.DISPUTE}),
    "update": frozenset({Relation.UPDATE}),
    "any": frozenset({Relation.CONTRADICTION, Relation.DISPUTE, Relation.UPDATE}),
    "none": frozenset(),
}


def unknown(noun: str, value: str, choices: Iterable[str]) -> ProblemError:
    """ "no such format 'jsn'; did you mean 'json'?" """
    names = list(choices)
    close = get_close_matches(value, names, n=1)
    listed = f"there are {', '.join(names)}" if len(names) <= _LISTED else "see factcheck rules"
    advice = f"did you mean {close[0]!r}?" if close else listed
    return ProblemError(f"no such {noun} {value!r}; {advice}")


def chosen(noun: str, value: str, choices: Iterable[str]) -> str:
    """The value when it is one of the choices; ProblemError when not."""
    names = tuple(choices)
    if value not in names:
        raise unknown(noun, value, names)
    return value


def failing(values: Iterable[str]) -> frozenset[Relation]:
    """The relations that ``--fail-on`` names; each value may hold several, separated by commas."""
    return frozenset().union(*(FAILING[chosen("relation to fail on", name, FAILING)] for name in sorted(several(values))))


def several(values: Iterable[str]) -> frozenset[str]:
    """The words of an option that may be repeated, each of which may hold several, separated by commas."""
    return frozenset(name.strip() for value in values for name in value.split(",") if name.strip())


def today(given: str | None, environment: Mapping[str, str]) -> date:
    """The day on which suppressions may have expired: the one that is given, that of SOURCE_DATE_EPOCH, else the real one.

    No output shows it, and nothing else hangs on it; a run that must not hang on the clock gets one of the first two.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        if given is not None:
            return date.fromisoformat(given)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()
    except (ValueError, OverflowError, OSError):
        wrong = (
            f"--today {given} is not a day; write it like 2030-12-31"
            if given is not None
            else f"SOURCE_DATE_EPOCH is {epoch!r}, not a time"
        )
        raise ProblemError(wrong) from None


def style(color: str, is_terminal: bool, environment: Mapping[str, str]) -> Style:
    """How output is styled: the option first, then NO_COLOR, FORCE_COLOR, TERM, then whether a terminal reads it."""
    if color != "auto":
        return "colour" if color == "always" else "plain"
    forced = environment.get("FORCE_COLOR", "")
    quiet: Literal["plain", "bold"] = "bold" if is_terminal and environment.get("TERM") != "dumb" else "plain"
    if environment.get("NO_COLOR") or forced == "0":
        return quiet
    return "colour" if forced or quiet == "bold" else "plain"


def ui_language(given: str | None, environment: Mapping[str, str]) -> str:
    """The language of what reports for reading say: the one that is given, else the one that the environment asks C programs for, else
    English."""
    if given is not None:
        return chosen("language of reports", given, UI_LANGUAGES)
    asked = next((told for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (told := environment.get(name))), "")
    code = asked.lower()[:2] if not asked[2:3].isalnum() else ""
    return code if code in UI_LANGUAGES else UI_LANGUAGES[0]


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
