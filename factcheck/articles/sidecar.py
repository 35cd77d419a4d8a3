"""What is known about articles beside their own text: `articles.csv`, and the catalogue that a configuration gives."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from factcheck.articles.decode import decode
from factcheck.articles.draft import Limits, UnreadableError, whole
from factcheck.articles.metadata import NOTHING, Fields, fields
from factcheck.articles.places import Place, label, open_file
from factcheck.model import Article, Skipped

NAME = "articles.csv"


class Row(NamedTuple):
    """What one line of a table tells about one file, whose name is kept as it was written."""

    line: int
    file: str
    fields: Fields


Table = dict[str, Row]


class Catalogue(NamedTuple):
    """What is known of articles from elsewhere. ``table``: path of one more table, whose names are relative to ``folder``; a table
    beside the articles knows better. ``outlets``: outlets by a part of the host, or a pattern of the path, of articles without one.
    """

    table: str = ""
    folder: str = ""
    outlets: Mapping[str, str] = MappingProxyType({})


NO_CATALOGUE = Catalogue()


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The tables that were found, by the folder on disk that they stand in, and what was wrong with others."""

    tables: dict[str, Table] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def of(self, place: Place) -> Fields:
        """What the nearest table that names the file tells about it."""
        if not self.tables:
            return NOTHING
        rows = (self.tables.get(folder, {}).get(plain_name(name)) for folder, name in place.from_above())
        return next((row.fields for row in rows if row), NOTHING)


def is_sidecar(place: Place) -> bool:
    """Whether a file describes articles instead of being one."""
    return place.base == NAME


def gather(places: Iterable[Place], limits: Limits, catalogue: Catalogue = NO_CATALOGUE) -> Sidecars:
    """The tables among the files, those beside files that were given by their own name, and the one of a catalogue."""
    found = Sidecars()
    for place in sorted(_sidecar_places(places), key=lambda place: place.disk):
        table = _table(place, limits, found.skipped)
        found.tables[place.folder] = table
        missing = [row for row in table.values() if not _is_there(row.file, place)]
        found.skipped.extend(Skipped(f"{place.shown}:{row.line}", "The row names a file that is not there.") for row in missing)
    if catalogue.table:
        folder, disk = (os.path.realpath(path) for path in (catalogue.folder, catalogue.table))
        general = _table(Place(disk, disk, label(catalogue.table), NAME, named=True), limits, found.skipped)
        found.tables[folder] = {**general, **found.tables.get(folder, {})}
    return found


def with_outlets(articles: Iterable[Article], outlets: Mapping[str, str]) -> tuple[Article, ...]:
    """The articles, those without an outlet with the one that a catalogue has for their address or their path."""
    return tuple(article if article.outlet else replace(article, outlet=_outlet(article, outlets)) for article in articles)


def _outlet(article: Article, outlets: Mapping[str, str]) -> str | None:
    """The outlet of the first entry, in their order, that fits."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        host = ""
    return next((name for key, name in outlets.items() if fnmatchcase(article.path, key) or f".{host}".endswith(f".{key.lower()}")), None)


def _table(place: Place, limits: Limits, skipped: list[Skipped]) -> Table:
    """The table in a file; an empty one, and why, when there is none."""
    try:
        stream, _ = open_file(place)
        with closing(stream):
            return read_table(stream, limits)
    except UnreadableError as error:
        skipped.append(Skipped(place.shown, str(error)))
        return {}


def _is_there(file: str, table: Place) -> bool:
    name = plain_name(file)
    return any(table.has_beside(form) for form in (file, name, unicodedata.normalize("NFD", name)))


def _sidecar_places(places: Iterable[Place]) -> set[Place]:
    found = set()
    for place in places:
        if is_sidecar(place) and not place.named:
            found.add(place)
        elif place.named and (table := place.beside(NAME)):
            found.add(table)
    return found


def read_table(stream: BinaryIO, limits: Limits) -> Table:
    """A table with a column `file` and any of id, title, outlet, published, url, lang; other columns mean nothing.

    Commas, semicolons or tabs separate. UnreadableError when it is no such table; the first row of a file wins.
    """
    text, _ = decode(whole(stream, limits))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: Table = {}
    try:
        heads = [head.strip().lower() for head in next(reader, [])]
        if "file" not in heads:
            raise UnreadableError("The table has no column named file.")
        for cells in reader:
            record: dict[str, object] = dict(zip(heads, cells, strict=False))
            if file := str(record.get("file") or "").strip():
                rows.setdefault(plain_name(file), Row(reader.line_num, file, fields(record, "sidecar")))
    except csv.Error:
        raise UnreadableError(f"The table is broken at line {reader.line_num}.") from None
    return rows


def _separator(text: str) -> str:
    heads = text[:10_000].partition("\n")[0]
    return max(",;\t", key=heads.count)  # the comma when there is none


def plain_name(name: str) -> str:
    """A file name as tables and folders both write it: "/" between folders, accents composed."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    while name.startswith("./"):
        name = name[2:]
    return name
