"""Parameters of commands that are words as they were typed.

Typer converts every parameter, text too, with pydantic, whose import takes as long as all the others together. All that our
commands take are words, lists of words and flags: nothing has to be converted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

C = TypeVar("C")


def plain(command: C) -> C:
    """The command and those below it, with the words of their parameters left as they are; the same object."""
    listed: Callable[[Any], list[Any]] = command.get_params  # type: ignore[attr-defined]  # the help option is in no other list

    def get_params(context: Any) -> list[Any]:
        return [_as_typed(parameter) for parameter in listed(context)]

    vars(command)["get_params"] = get_params
    for below in getattr(command, "commands", {}).values():
        plain(below)
    return command


def _as_typed(parameter: Any) -> Any:
    """The parameter without conversion of its words; its own function still judges flags and words that are missing."""
    if "process_value" in vars(parameter):
        return parameter
    several = getattr(parameter, "multiple", False) or parameter.nargs == -1
    convert = parameter.process_value

    def process_value(context: Any, value: Any) -> Any:
        if isinstance(value, bool) or (parameter.required and not value):
            return convert(context, value)
        given = list(value or ()) if several else value
        return given if parameter.callback is None else parameter.callback(context, parameter, given)

    vars(parameter)["process_value"] = process_value
    return parameter
