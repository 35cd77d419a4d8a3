"""``factcheck config``: what holds, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from factcheck.cli.exits import DONE
from factcheck.cli.options import DEFAULT_PATH, ConfigFile, Format, NoConfig
from factcheck.cli.outputs import format_of
from factcheck.cli.settings import configuration, settled
from factcheck.cli.streams import write_out
from factcheck.config import SETTINGS, Config
from factcheck.reports import safe

FORMATS = ("text", "json")
_DEFAULTS: dict[str, Any] = {"paths": [DEFAULT_PATH]}


def config(format: Format = None, config: ConfigFile = None, no_config: NoConfig = False) -> int:
    """Show the configuration: every key, its value, and where that comes from.

    The nearest factcheck.toml, or [tool.factcheck] in pyproject.toml, holds: that of the working
    folder, else of the folders above it. Options of a command go before it.

    \b
    Formats: text (default), json.

    \b
    Examples:
      factcheck config
      factcheck config --config ci.toml --format json
    """
    name = format_of(format, FORMATS, "text", "text")
    found = configuration(config, no_config)
    settled(found)  # a word that does not exist is told now
    told = [{"key": s.name, "value": _value(found, s.name), "from": _source(found, s.name), "meaning": s.meaning} for s in SETTINGS]
    if name == "json":
        write_out([safe.json_line({"file": found.file or None, "settings": told}), "\n"])
    else:
        write_out(_text(found, told))
    return DONE


def _value(found: Config, name: str) -> Any:
    """The value of a key as JSON has it."""
    return _plain(found.values[name] if name in found.values else _DEFAULTS.get(name))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def _source(found: Config, name: str) -> str:
    if name in found.values:
        return found.place(name)
    return "default" if name in _DEFAULTS else "not set"


def _text(found: Config, told: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line per key: its name, its value as JSON, where it comes from."""
    yield f"configuration: {safe.line(found.file or 'none')}\n"
    for entry in told:
        value = "" if entry["value"] is None else safe.json_line(entry["value"])
        yield f"{entry['key']:<9} {value}  ({safe.line(entry['from'])})\n" if value else f"{entry['key']:<9} ({entry['from']})\n"
