"""Files, feeds and standard input to articles. Whatever cannot be read is named with its reason, and everything else is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from factcheck.articles.draft import Broken, Draft, Limits, UnreadableError, long_text, too_large, whole
from factcheck.articles.formats import BY_LINE, READERS, by_content
from factcheck.articles.identity import Read, identified
from factcheck.articles.metadata import NOTHING, Fields, filled
from factcheck.articles.places import STDIN, Place, find, open_file, size_of, why
from factcheck.articles.rows import LARGE, read_together
from factcheck.articles.sidecar import NO_CATALOGUE, Catalogue, gather, is_sidecar, with_outlets
from factcheck.model import Library, Skipped

if TYPE_CHECKING:
    from factcheck.workers import Aside

__all__ = ["LARGE", "NO_CATALOGUE", "Catalogue", "Limits", "read", "rows_in"]

_DEFAULT = Limits()


def read(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits = _DEFAULT,
    catalogue: Catalogue = NO_CATALOGUE,
    there: Sequence[Aside] = (),
) -> Library:
    """Every article behind the paths, sorted by id, and what was skipped, sorted by path. Never raises for an input.

    A path is a folder (read with everything below it, hidden names left out), a file, or "-" for ``stdin``, which holds one
    text, a page, a feed, JSON or JSON Lines. A file is read once, however often it is named. The language of an article
    is what its input tells, else None. ``catalogue``: what is known about them from elsewhere; ``there``: other processes, which read
    pieces of large files.
    """
    places, skipped = find(path for path in paths if path != STDIN)
    sidecars = gather(places, limits, catalogue)
    skipped += sidecars.skipped
    found: list[Read] = []
    for place in places:
        if place.named or not is_sidecar(place):
            _collect(place, _from_file(place, limits, there), sidecars.of(place), limits, found, skipped)
    if STDIN in paths:
        _collect(Place(STDIN, STDIN, STDIN, STDIN), _from_stream(stdin, limits), NOTHING, limits, found, skipped)
    articles = identified(found)
    told = with_outlets(articles, catalogue.outlets) if catalogue.outlets else articles
    return Library(told, tuple(sorted(skipped, key=lambda skip: (skip.path, skip.reason))))


def _collect(
    place: Place, parts: Iterator[Draft | Broken], known: Fields, limits: Limits, found: list[Read], skipped: list[Skipped]
) -> None:
    """Put the articles of one file into ``found`` and what of it cannot be read into ``skipped``."""
    read, broken = 0, 0
    try:
        for given in parts:
            part = (long_text(given, limits) or given) if isinstance(given, Draft) else given
            if isinstance(part, Draft):
                read += 1
                if read <= limits.articles:
                    found.append(Read(_completed(part, known), place))
                continue
            broken += 1
            if broken <= limits.named_rows:
                skipped.append(Skipped(place.shown + part.where, part.reason))
    except UnreadableError as error:
        skipped.append(Skipped(place.shown, str(error)))
    if read > limits.articles:
        skipped.append(Skipped(place.shown, f"{read - limits.articles} of its articles are above the limit of {limits.articles:,}."))
    if broken > limits.named_rows:
        skipped.append(Skipped(place.shown, f"{broken - limits.named_rows} more of its rows cannot be read."))


def _completed(draft: Draft, known: Fields) -> Draft:
    """The draft with what a sidecar knows of its file where it tells nothing itself; one id cannot be that of several rows."""
    if known is NOTHING:
        return draft
    return draft._replace(fields=filled(draft.fields, known._replace(id=None) if draft.row else known))


def rows_in(paths: Iterable[str]) -> int:
    """How many bytes the files among the paths have that are read line by line."""
    return sum(size_of(path) for path in paths if READERS.get(PurePath(path).suffix.lower()) in BY_LINE)


def _from_file(place: Place, limits: Limits, there: Sequence[Aside]) -> Iterator[Draft | Broken]:
    suffix = place.suffix
    reader = READERS.get(suffix)
    if is_sidecar(place):
        raise UnreadableError("It describes the articles beside it and is none itself.")
    if not reader and (suffix or not place.named):
        raise UnreadableError("Files of this kind are not read.")
    stream, size = open_file(place)
    with closing(stream):
        if size > limits.file_bytes and reader not in BY_LINE:
            raise UnreadableError(too_large(limits))
        try:
            if there and reader in BY_LINE and size >= LARGE:
                yield from read_together(place, stream, limits, there)
            else:
                yield from reader(stream, limits) if reader else _from_stream(stream, limits)
        except OSError as error:
            raise UnreadableError(why(error)) from None


def _from_stream(stream: BinaryIO | None, limits: Limits) -> Iterator[Draft | Broken]:
    """The articles of bytes whose kind no name tells."""
    if stream is None:
        raise UnreadableError("There is no standard input.")
    data = whole(stream, limits)
    yield from by_content(data)(BytesIO(data), limits)
