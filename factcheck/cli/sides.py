"""The two states that `diff` compares: folders and files, JSON reports, git revisions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from factcheck.cli.exits import ProblemError
from factcheck.cli.inputs import stdin, unchecked
from factcheck.cli.options import DEFAULT_PATH
from factcheck.cli.revisions import checked_out, commit, is_revision
from factcheck.cli.settings import Settings
from factcheck.model import Report
from factcheck.reports.earlier import LARGEST, DamagedError, contents, is_report, load
from factcheck.selection import selected

_BESIDE = "articles.csv"


class Side(NamedTuple):
    """One state: what it is called, how it is read ("report", "path", "stream", "revision"), and the paths that are read of it."""

    name: str
    kind: str
    paths: tuple[str, ...]


def side(name: str, paths: Sequence[str]) -> Side:
    """What a name means; ProblemError when it means nothing, or two things. ``paths``: those that a revision is asked for."""
    if name == "-":
        return Side("standard input", "stream", (name,))
    if os.path.lexists(name):
        if _may_be_branch(name):
            raise ProblemError(f"{name!r} is both a path and a revision; write {f'./{name}'!r} or {f'refs/heads/{name}'!r}")
        return Side(name, "report" if _holds_report(name) else "path", (name,))
    commit(name)
    return Side(name, "revision", tuple(paths))


def _may_be_branch(name: str) -> bool:
    """Whether a path that exists is a revision too; a name with a slash at its beginning or end, or a dot, is meant as a path."""
    if name.startswith((".", "/")) or name.endswith("/") or "." in name:
        return False
    try:
        return is_revision(name)
    except ProblemError:  # no git, no revision
        return False


def _holds_report(name: str) -> bool:
    if not Path(name).is_file():
        return False
    try:
        with Path(name).open("rb") as file:
            return is_report(file.read(200))
    except OSError:
        return False


def state(side: Side, settings: Settings) -> Report:
    """The report on one side; ProblemError when it cannot be had."""
    try:
        if side.kind == "report":
            return _loaded(contents(side.name), settings)
        if side.kind == "stream":
            return _of_stream(side, settings)
    except DamagedError as error:
        raise ProblemError(f"{side.name} {error}") from None
    except OSError as error:
        raise ProblemError(f"{side.name} cannot be read: {error.strerror or error}") from None
    if side.kind == "path":
        return unchecked(side.paths, settings)
    return _of_revision(side, settings)


def _loaded(data: bytes, settings: Settings) -> Report:
    return selected(load(data), settings.select, settings.ignore)


def _of_stream(side: Side, settings: Settings) -> Report:
    """The report that comes from a pipe, or the one on the articles that do."""
    given = stdin()
    data = given.read(LARGEST + 1) if given is not None else b""
    return _loaded(data, settings) if is_report(data) else unchecked(side.paths, settings, stdin=BytesIO(data))


def _of_revision(side: Side, settings: Settings) -> Report:
    beside = [*filter(None, [settings.table]), *(str(Path(path).parent / _BESIDE) for path in side.paths)]
    with checked_out(side.name, side.paths, beside) as (paths, skipped):
        made = unchecked(paths, settings) if paths else Report((), ())
    return replace(made, skipped=tuple(sorted({*made.skipped, *skipped})))


def compared(settings: Settings, asked: Sequence[str], head: str | None) -> list[str]:
    """The paths that revisions are asked for: --path, else HEAD where it is a path, else those of the configuration."""
    if asked:
        return list(asked)
    if head is not None and head != "-" and os.path.lexists(head) and not _holds_report(head):
        return [head]
    return list(settings.paths or (DEFAULT_PATH,))
