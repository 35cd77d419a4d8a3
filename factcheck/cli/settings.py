"""What holds for a run: the options first, then the configuration, then what holds without either."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from factcheck import config
from factcheck.cli import choices
from factcheck.cli.exits import ProblemError
from factcheck.cli.options import DEFAULT_PATH
from factcheck.config import Config, ConfigError
from factcheck.model import Relation

T = TypeVar("T")
_MOST_JOBS = 60  # more are not possible on every system
_DIGITS = 9  # of a number that is worth reading


class Working(NamedTuple):
    """How the work is done, which changes nothing of what comes out. ``jobs``: processes that may read, 0 for one per core; ``cache``:
    the folder that was named, "" for that of the user, None for no cache at all."""

    jobs: int = 0
    cache: str | None = ""


_USUAL = Working()


class Settings(NamedTuple):
    """What a command works with. ``failing``: what the run fails on, None when nothing is said about it. ``told``: how much is said
    on standard error beside errors: 0 nothing, 1 what matters, 2 more. ``table``: the sidecar of the configuration, whose names are
    relative to ``folder``; both as seen from the working folder."""

    config: Config
    paths: tuple[str, ...]
    lang: str | None = None
    failing: frozenset[Relation] | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    baseline: str | None = None
    told: int = 1
    table: str = ""
    folder: str = ""
    working: Working = Working()

    @property
    def quiet(self) -> bool:
        return self.told == 0


def configuration(file: str | None, isolated: bool) -> Config:
    """The configuration that a run takes; ProblemError when it is broken."""
    if isolated and file is not None:
        raise ProblemError("--config and --no-config exclude each other")
    try:
        return config.NONE if isolated else config.load(file) if file is not None else config.nearest(Path.cwd())
    except ConfigError as error:
        raise ProblemError(str(error)) from None
    except OSError:  # the working folder is gone; paths may be absolute
        return config.NONE


def settled(
    config: Config,
    *,
    paths: Sequence[str] | None = None,
    lang: str | None = None,
    fail_on: Sequence[str] | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    baseline: str | None = None,
    writing: str | None = None,
    told: int = 1,
    working: Working = _USUAL,
) -> Settings:
    """The settings of a run; ProblemError for a word that does not exist, with the place where the configuration has it.

    ``writing``: the baseline that is going to be written; that of the configuration need not be there then.
    """
    return Settings(
        config,
        tuple(paths or map(config.path, config.words("paths"))),
        lang if lang is not None else config.word("lang"),
        choices.failing(fail_on) if fail_on else placed(config, "fail-on", _failing, config.words("fail-on")),
        choices.several(select) if select else choices.several(config.words("select")),
        choices.several(ignore) if ignore else choices.several(config.words("ignore")),
        baseline if baseline is not None else _baseline(config, writing is not None),
        told,
        "" if (table := config.word("sidecar")) is None else config.path(table),
        config.path(".") if config.values else "",
        working,
    )


def placed(config: Config, name: str, make: Callable[[Any], T], told: Any) -> T:
    """What is made of a key's value; a ProblemError about it begins with the key's place."""
    try:
        return make(told)
    except ProblemError as error:
        raise ProblemError(f"{config.place(name)}: {error}" if name in config.values else str(error)) from None


def _failing(words: Sequence[str]) -> frozenset[Relation] | None:
    """The relations that the configuration names; None when it names none, not even ``none``."""
    return choices.failing(words) if words else None


def _baseline(config: Config, writing: bool) -> str | None:
    """The baseline of the configuration, which is not asked for while its first version is written."""
    here = config.word("baseline")
    path = None if here is None else config.path(here)
    return None if path is None or (writing and not os.path.lexists(path)) else path


def working(jobs: str | None, cache_dir: str | None, no_cache: bool) -> Working:
    """How the work is done; ProblemError for what cannot be meant."""
    if jobs is not None and not (jobs.isascii() and jobs.isdigit() and len(jobs) <= _DIGITS and 1 <= int(jobs) <= _MOST_JOBS):
        raise ProblemError(f"--jobs takes a number from 1 to {_MOST_JOBS}, not {jobs!r}")
    if no_cache and cache_dir is not None:
        raise ProblemError("--cache-dir and --no-cache exclude each other")
    if cache_dir == "":
        raise ProblemError("--cache-dir takes a folder")
    return Working(int(jobs or 0), None if no_cache else cache_dir or "")


def voice(quiet: bool, verbose: bool) -> int:
    """How much is said beside errors; ProblemError for both at once."""
    if quiet and verbose:
        raise ProblemError("--quiet and --verbose exclude each other")
    return 0 if quiet else 2 if verbose else 1


def existing(settings: Settings) -> list[str]:
    """The paths to read; ProblemError when none of them exists. One that does not exist beside others is skipped."""
    if not settings.paths:
        if not os.path.lexists(DEFAULT_PATH):
            raise ProblemError(f"no PATH given, and there is no folder {DEFAULT_PATH!r} here")
        return [DEFAULT_PATH]
    missing = [path for path in settings.paths if path != "-" and not os.path.lexists(path)]
    if len(missing) == len(settings.paths):
        raise ProblemError(f"no such file or folder: {missing[0]}")
    return list(settings.paths)
