"""What is read: the articles of a command, and what is said about inputs that were skipped."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from factcheck.cli import choices
from factcheck.cli.exits import ProblemError
from factcheck.cli.settings import Settings, existing, placed
from factcheck.cli.streams import say
from factcheck.model import Relation, Report, Skipped
from factcheck.reports import summary
from factcheck.selection import selected

if TYPE_CHECKING:
    from factcheck.cache import Cache

_NAMED = 3  # articles that one message names
_ROWS = 3  # rows of one file that are named each by itself when they are skipped for one reason
_FILES = 20  # other inputs
_SPANS = 8  # stretches of rows that one message names


def stdin() -> BinaryIO | None:
    """Standard input as bytes; None when there is none."""
    return sys.stdin.buffer if sys.stdin is not None else None


def language(settings: Settings) -> str | None:
    """The language that is asked for; ProblemError for one that is not read."""
    from factcheck.language import supported

    def known(lang: str | None) -> str | None:
        return None if lang is None else choices.chosen("language", lang, supported())

    return placed(settings.config, "lang", known, settings.lang)


def knowledge(settings: Settings) -> dict[str, Any]:
    """What the configuration knows about articles, as the engine takes it; nothing where there is no configuration."""
    if any(name in settings.config.values for name in ("aliases", "roles", "units")):
        from factcheck.cli import vocabulary

        vocabulary.add(settings.config)
    outlets = settings.config.table("outlets")
    if not settings.table and not outlets:
        return {}
    from factcheck.articles import Catalogue

    return {"catalogue": Catalogue(settings.table, settings.folder, outlets)}


def checked(settings: Settings, **more: Any) -> Report:
    """The report on the paths; ProblemError when nothing could be read. ``more``: other keywords of `check`."""
    inputs = existing(settings)
    made = unchecked(inputs, settings, **more)
    if not made.articles:
        raise nothing(inputs, made.skipped)
    return made


def unchecked(inputs: Sequence[str], settings: Settings, **more: Any) -> Report:
    """The report on the paths, whatever there is, with what --select and --ignore leave of it. ``more``: other keywords of `check`."""
    _name_rules(settings)
    options = how_to_read(settings) | more
    from factcheck.recall import check

    with kept(settings) as cache:
        made: Report = check(inputs, cache=cache, **options)
    return selected(made, settings.select, settings.ignore)


def _name_rules(settings: Settings) -> None:
    """ProblemError for a rule to be selected or ignored that does not exist."""
    if not settings.select and not settings.ignore:
        return
    from factcheck.pipeline import rules

    names = [*(rule.id for rule in rules()), *map(str, Relation)]
    for option in ("select", "ignore"):
        for name in sorted(getattr(settings, option)):
            placed(settings.config, option, lambda name: choices.chosen("rule or relation", name, names), name)


def how_to_read(settings: Settings) -> dict[str, Any]:
    """The keywords of what reads articles: language, standard input, what is known from elsewhere, who watches."""
    options = {"lang": language(settings), "stdin": stdin(), "jobs": settings.working.jobs or cores(), **knowledge(settings)}
    if _watched(settings):
        from factcheck.cli.progress import Progress

        options["watch"] = Progress()
    return options


@contextmanager
def kept(settings: Settings) -> Iterator[Cache | None]:
    """The cache of a run, if it has one; what is wrong with it is told to those who want to know."""
    folder = settings.working.cache
    if folder is None:
        yield None
        return
    from factcheck.cache import Cache, default_folder

    where = folder or default_folder(os.environ)
    if where is None:
        yield None
        return
    with Cache(where) as cache:
        yield cache
    if cache.trouble and settings.told > 1:
        say(f"cache not used: {cache.trouble}")


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _watched(settings: Settings) -> bool:
    """Whether somebody can see how far the run is."""
    try:
        return settings.told > 0 and sys.stderr is not None and sys.stderr.isatty()
    except ValueError:  # closed
        return False


def nothing(inputs: Sequence[str], skipped: Iterable[Skipped]) -> ProblemError:
    """What ends a run that has not read a single article; the inputs are named even when skipped ones need not be."""
    name_skipped(skipped)
    return ProblemError(f"nothing to read in {', '.join(inputs)}")


def name_uncompared(made: Report, quiet: bool) -> None:
    """Say why there may be nothing to see: articles in other languages, or no two articles."""
    from factcheck.language import supported

    held = Counter(article.path for article in made.articles)
    others = [a.path if held[a.path] == 1 else f"{a.path} ({a.id})" for a in made.articles if a.lang not in supported()]
    if quiet:
        return
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        say(f"in no language that is read ({', '.join(supported())}): {', '.join(others[:_NAMED])}{more}")
    if len(made.articles) == 1:
        say("only one article was read; a comparison takes two")


def name_skipped(skipped: Iterable[Skipped], quiet: bool = False) -> None:
    """Say which inputs were skipped, and why; of many for one reason how many, which the report names one by one."""
    for told in () if quiet else _gathered(tuple(skipped)):
        say(f"skipped {told}")


def _gathered(skipped: Sequence[Skipped]) -> Iterator[str]:
    """Inputs and why they were skipped: rows of one file in one line, and of other inputs the first few."""
    rows = Counter((_row(entry.path)[0], entry.reason) for entry in skipped)
    behind: dict[tuple[str, str], list[int]] = {}
    others = Counter[str]()
    for path, reason in skipped:
        file, number = _row(path)
        key = (file, reason)
        if number is not None and rows[key] > _ROWS:
            behind.setdefault(key, []).append(number)
            if len(behind[key]) == rows[key]:
                yield f"{rows[key]} rows of {file} ({_spans(sorted(behind[key]))}): {reason}"
            continue
        others[reason] += 1
        if others[reason] <= _FILES:
            yield f"{path}: {reason}"
    for reason, count in others.items():
        if count > _FILES:
            yield f"{count - _FILES} more inputs: {reason}"


def _row(path: str) -> tuple[str, int | None]:
    """The file and the row of a path like ``a.jsonl:17`` or ``a.json#3``; no row where there is none."""
    for mark in ":#":
        file, _, number = path.rpartition(mark)
        if file and number.isascii() and number.isdecimal() and len(number) < 10:
            return file, int(number)
    return path, None


def _spans(numbers: Sequence[int]) -> str:
    """Numbers in order as a reader would write them: ``2-14, 17``, the first few."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        start, end = spans.pop() if spans and number <= spans[-1][1] + 1 else (number, number)
        spans.append((start, max(end, number)))
    told = [f"{start}-{end}" if end > start else str(start) for start, end in spans[:_SPANS]]
    return ", ".join([*told, "..."] if len(spans) > _SPANS else told)


def name_read(made: Report, settings: Settings, more: str = "") -> None:
    """Say what was read and found, to those who want to know."""
    if settings.told < 2:
        return
    say(f"configuration: {settings.config.file or 'none'}")
    languages = Counter(article.lang or "unknown" for article in made.articles)
    say(f"read: {summary.plural(len(made.articles), 'article')} ({', '.join(f'{lang} {n}' for lang, n in sorted(languages.items()))})")
    say(f"found: {summary.relation_counts(made)}{f'; {more}' if more else ''}")
    for reason, count in sorted(made.left_out.items()):
        say(f"left out: {reason} ({count})")
