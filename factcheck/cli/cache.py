"""``factcheck cache``: what is kept between runs, and how to be rid of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from factcheck import cache as store
from factcheck.cli import choices
from factcheck.cli.exits import DONE, ProblemError
from factcheck.cli.options import CacheDir, Format
from factcheck.cli.outputs import format_of
from factcheck.cli.streams import write_out
from factcheck.reports import safe
from factcheck.reports.summary import plural

FORMATS = ("text", "json")
_ENTRIES = {
    "archive": "archives as they were grouped",
    "claims": "claims of articles",
    "event": "compared events",
    "findings": "findings of events",
    "link": "compared pairs of articles",
    "outlines": "articles of an archive as they are grouped",
    "profile": "articles as they are compared",
    "program": "states of the program",
    "report": "whole reports",
    "rows": "rows of articles",
    "shelf": "where the articles of an archive are found",
}
T = TypeVar("T")


def cache(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="info: what is kept, and where; clear: keep nothing of it.")] = "info",
    format: Format = None,
    cache_dir: CacheDir = None,
) -> int:
    """Show or clear what is kept between runs, so that articles are not read twice.

    An entry is found again as long as the article, the options and the program are the same.

    \b
    Formats: text (default), json.

    \b
    Examples:
      factcheck cache info
      factcheck cache clear --cache-dir build/factcheck
    """
    told = format_of(format, FORMATS, "text", "text")
    action = choices.chosen("action", action, choices.ACTIONS)
    where = Path(cache_dir) if cache_dir else store.default_folder(os.environ)
    if where is None:
        raise ProblemError("there is no folder for caches here; name one with --cache-dir")
    if action == "clear":
        _tried(where, store.clear)
        return DONE
    held = _tried(where, store.kept)
    size = sum(entry.size for entry in held)
    if told == "json":
        plain = [{"kind": entry.kind, "entries": entry.entries, "bytes": entry.size} for entry in held]
        write_out([safe.json_line({"folder": str(where), "bytes": size, "kept": plain}), "\n"])
        return DONE
    lines = [f"{entry.entries} {_ENTRIES.get(entry.kind, entry.kind)}  ({_bytes(entry.size)})\n" for entry in held]
    write_out([f"folder: {safe.line(str(where))}\n", *lines, f"together: {_bytes(size)}, at most {_bytes(store.LARGEST)}\n"])
    return DONE


def _tried(folder: Path, do: Callable[[Path], T]) -> T:
    try:
        return do(folder)
    except (OSError, sqlite3.Error, store.OtherFormError) as error:
        raise ProblemError(f"{folder / store.NAME} cannot be used: {getattr(error, 'strerror', None) or error}") from None


def _bytes(size: int) -> str:
    return plural(size, "byte") if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
