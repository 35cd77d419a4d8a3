"""Configuration: the nearest ``factcheck.toml``, or ``[tool.factcheck]`` in the nearest ``pyproject.toml``, read and judged.

A key that does not exist, a value of another kind, a suppression without a reason are errors that name the file and the line.
Paths in it are relative to its folder.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

NAME, PROJECT = "factcheck.toml", "pyproject.toml"
LARGEST = 1_000_000  # bytes of a configuration
_DEEP = r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}"""  # a key of so many parts, on which a reader of TOML spends the square
# A project file names the tool, unless it has nothing for it; then it is not worth parsing.
_TOLD = rb"""(?m)tool["']?\s*\.\s*["']?factcheck|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*="""
_FINDING = r"[0-9a-f]{4,64}"
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class ConfigError(Exception):
    """What is wrong with a configuration; its text is the whole message."""


class Setting(NamedTuple):
    """A key of the configuration: what it takes ("word", "words", "table", "words by key" ...) and what it is for."""

    name: str
    kind: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("paths", "words", "Folders and files that are read when no PATH is given."),
    Setting("lang", "word", "Language of the articles, when it need not be found out."),
    Setting("sidecar", "word", "A table like articles.csv, whose file names are relative to the folder of the configuration."),
    Setting("outlets", "table", "The outlet of articles that tell none, by a part of their host or a pattern of their path."),
    Setting("fail-on", "words", "The relations that --fail-on names when it is not given."),
    Setting("select", "words", "The rules or relations that are reported, and no others."),
    Setting("ignore", "words", "The rules or relations that are not reported."),
    Setting("baseline", "word", "The baseline that --baseline names when it is not given."),
    Setting("suppress", "entries", "Findings that are known and accepted, each with its reason."),
    Setting("aliases", "words in tables", "Other names of persons, places and organisations: [aliases.person] NAME = [...]."),
    Setting("roles", "words in tables of tables", "More words of a role, by language: [roles.fr.killed] participle = [...]."),
    Setting("units", "words in tables of tables", "More units, by language and dimension: [units.fr.mass] KEY = [...]."),
)
KINDS = {setting.name: setting.kind for setting in SETTINGS}
_SUPPRESSION = ("finding", "rule", "event", "reason", "expires")


class Suppression(NamedTuple):
    """A finding that is known and accepted: by its id, or by rule and event (a pattern with ``*``). ``expires``: its last day."""

    reason: str
    finding: str = ""
    rule: str = ""
    event: str = ""
    expires: date | None = None
    line: int = 0

    @property
    def subject(self) -> str:
        """What it is about, in a few words."""
        return f"finding {self.finding}" if self.finding else f"rule {self.rule} in event {self.event!r}"


class Config(NamedTuple):
    """What a configuration says. ``file``: as named to the user, "" when there is none; ``folder``: where its paths begin;
    ``values``: by key, as written; ``lines``: where each key stands."""

    file: str = ""
    folder: str = ""
    values: Mapping[str, Any] = _EMPTY
    lines: Mapping[str, int] = _EMPTY
    suppressions: tuple[Suppression, ...] = ()

    def word(self, name: str) -> str | None:
        """The value of a key that takes one word."""
        told = self.values.get(name)
        return None if told is None else str(told)

    def words(self, name: str) -> tuple[str, ...]:
        """The value of a key that takes several; one alone may stand without brackets."""
        told = self.values.get(name, ())
        return (told,) if isinstance(told, str) else tuple(told)

    def table(self, name: str) -> dict[str, Any]:
        """The value of a key that is a table."""
        return dict(self.values.get(name, {}))

    def path(self, written: str) -> str:
        """A path of the configuration as seen from the working folder."""
        path = Path(self.folder, written)
        try:
            return os.path.relpath(path)
        except ValueError:  # on another drive
            return str(path)

    def place(self, name: str) -> str:
        """Where a key stands: ``factcheck.toml:3``."""
        return f"{self.file}:{self.lines[name]}" if name in self.lines else self.file


NONE = Config()


def nearest(folder: Path) -> Config:
    """The configuration of the nearest folder that has one, this one or one above it; `NONE` when there is none. What is found so is
    opened only where it is a file: a pipe would be waited for."""
    for place in (folder, *folder.parents):
        for name in (NAME, PROJECT):
            data = _bytes(place / name)
            if data is not None and (name == NAME or re.search(_TOLD, data)):
                found = _loaded(place / name, data)
                if found is not NONE:
                    return found
    return NONE


def load(path: str) -> Config:
    """The configuration in a file; ConfigError when it cannot be read or says nothing for this program."""
    try:
        with Path(path).open("rb") as file:  # who names a pipe wants it to be read
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    found = _loaded(Path(path).absolute(), data)
    if found is NONE:
        raise ConfigError(f"{path} has no table [tool.factcheck]")
    return found


def _bytes(path: Path) -> bytes | None:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise OSError(None, "it is not a file")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        if path.name == NAME and not path.is_dir():
            raise ConfigError(f"{_shown(path)} cannot be read: {error.strerror or error}") from None
        return None


def _shown(path: Path) -> str:
    return os.path.relpath(path)


def _loaded(path: Path, data: bytes) -> Config:
    """The configuration in the bytes of a file; `NONE` for a project file without a table for this program."""
    import tomllib  # takes as long as reading an article, and few runs have a configuration

    shown = _shown(path)
    if len(data) > LARGEST:
        raise ConfigError(f"{shown} is larger than the limit of {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8")
        if re.search(_DEEP, text):
            raise ConfigError(f"{shown} is nested too deeply")
        told: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{shown} is not TOML: {' '.join(str(error).split())}") from None
    if path.name == PROJECT:
        tool = told.get("tool")
        told = tool.get("factcheck") if isinstance(tool, dict) else None
    if told is None:
        return NONE
    return _judged(told, Config(shown, str(path.parent), {}, _lines(text)), _headers(text))


# ------------------------------------------------------------------------------------------- what it says


def _lines(text: str) -> dict[str, int]:
    """The line on which each key first stands, as a key or in a header."""
    found: dict[str, int] = {}
    pattern = re.compile(r"""\s*(?:\[{1,2}\s*(?:tool\.factcheck\.)?)?["']?([\w-]+)["']?\s*[\].=]""")
    for number, line in enumerate(text.splitlines(), start=1):
        if told := pattern.match(line):
            found.setdefault(told[1], number)
    return found


def _headers(text: str) -> list[int]:
    """The lines on which suppressions begin."""
    header = re.compile(r"\s*\[\[\s*(?:tool\.factcheck\.)?suppress\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), start=1) if header.match(line)]


def _judged(told: Any, blank: Config, headers: list[int]) -> Config:
    """The configuration with these values; ConfigError when one of them is wrong."""
    if not isinstance(told, dict):
        raise ConfigError(f"{blank.file}: tool.factcheck must be a table")
    for name, value in told.items():
        if name not in KINDS:
            raise ConfigError(f"{blank.place(name)}: {_unknown('key', name, KINDS)}")
        if wrong := _wrong(KINDS[name], value):
            raise ConfigError(f"{blank.place(name)}: {name} must be {wrong}")
    entries = told.get("suppress", [])
    lines = headers if len(headers) == len(entries) else [blank.lines.get("suppress", 0)] * len(entries)
    suppressions = tuple(_suppression(entry, blank.file, line) for entry, line in zip(entries, lines, strict=True))
    known = {name: line for name, line in blank.lines.items() if name in told}
    return Config(blank.file, blank.folder, told, known, suppressions)


def _unknown(noun: str, name: str, names: Mapping[str, Any] | tuple[str, ...]) -> str:
    close = get_close_matches(name, list(names), n=1)
    advice = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names)}"
    return f"no such {noun} {name!r}; {advice}"


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _wrong(kind: str, value: Any) -> str:
    """What a value must be; "" when it is that."""
    match kind:
        case "word":
            return "" if isinstance(value, str) and value else "a word"
        case "words":
            return "" if _is_words(value) or (isinstance(value, str) and value) else "a list of words"
        case "entries":
            return "" if isinstance(value, list) and all(isinstance(entry, dict) for entry in value) else "written as [[suppress]]"
        case "table":
            good = isinstance(value, dict) and all(isinstance(word, str) for word in value.values())
            return "" if good else "a table of words"
        case _:
            depth = 1 + kind.count("tables")
            return "" if _is_deep(value, depth) else f"{'tables of ' * (depth - 1)}lists of words"


def _is_deep(value: Any, depth: int) -> bool:
    """Whether a value is tables of this depth with lists of words in them."""
    if not depth:
        return _is_words(value)
    return isinstance(value, dict) and all(_is_deep(entry, depth - 1) for entry in value.values())


def _suppression(told: dict[str, Any], file: str, line: int) -> Suppression:
    """One entry of ``suppress``; ConfigError when it is none."""
    place = f"{file}:{line}" if line else file
    for name, value in told.items():
        if name not in _SUPPRESSION:
            raise ConfigError(f"{place}: {_unknown('key of a suppression', name, _SUPPRESSION)}")
        if name != "expires" and not isinstance(value, str):
            raise ConfigError(f"{place}: {name} of a suppression must be a word")
    told = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    if wrong := next(_wrongs(told), ""):
        raise ConfigError(f"{place}: a suppression {wrong}")
    return Suppression(**{**told, "expires": _day(told.get("expires"))}, line=line)


def _wrongs(told: dict[str, Any]) -> Iterator[str]:
    if not told.get("reason"):
        yield "needs a reason"
    if bool(told.get("finding")) == bool(told.get("rule") or told.get("event")):
        yield "names a finding, or a rule and an event"
    if told.get("finding") and not re.fullmatch(_FINDING, told["finding"]):
        yield f"names a finding by its id, which {told['finding']!r} is not"
    if not told.get("finding") and not (told.get("rule") and told.get("event")):
        yield "by rule needs both rule and event"
    if "expires" in told and _day(told["expires"]) is None:
        yield f"expires on a day like 2030-12-31, not {told['expires']!r}"


def _day(told: Any) -> date | None:
    """A day as TOML has it, or as a word; None for anything else."""
    if isinstance(told, date):
        return date(told.year, told.month, told.day)
    try:
        return date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
