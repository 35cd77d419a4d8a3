"""JSON and JSON Lines: one object per article, of which only `text` is needed."""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from itertools import cycle
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from factcheck.articles.decode import BINARY, control_share, decode, is_known_binary, is_wide
from factcheck.articles.draft import Broken, Draft, Limits, UnreadableError, too_large, whole
from factcheck.articles.metadata import Digits, clean, fields
from factcheck.articles.places import Place, open_file

if TYPE_CHECKING:
    from factcheck.workers import Aside

_TOO_DEEP = "The JSON is nested too deeply."
LARGE = 1 << 23  # bytes of a file from which other processes are worth telling what to read
_EMPTY = "The file is empty."
_FEW_CONTROLS = 0.05
_CHUNK = 1 << 20
_PIECE = 1 << 21  # bytes that a process reads at once
_AHEAD = 3  # pieces per process that are handed out before their parts are asked for


def read_json(stream: BinaryIO, limits: Limits) -> Iterator[Draft | Broken]:
    """A .json file: an object, a list of objects, or {"articles": [...]}; JSON Lines under the wrong name are read too."""
    text, encoding = decode(whole(stream, limits))
    try:
        value = loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text[: error.pos].endswith(("\n", "\r")):
            yield from read_lines(io.BytesIO(text.encode("utf-8")), limits)
            return
        raise UnreadableError(f"The JSON is broken at line {error.lineno}, column {error.colno}.") from None
    yield from of_value(value, encoding)


def loads(text: str) -> Any:
    """A JSON value with its numbers left as written; json.JSONDecodeError, or UnreadableError when it is nested too deeply."""
    try:
        return _decoder().decode(text)
    except RecursionError:
        raise UnreadableError(_TOO_DEEP) from None


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=Digits, parse_float=Digits, parse_constant=Digits)


def of_value(value: Any, encoding: str) -> Iterator[Draft | Broken]:
    """The articles of a decoded JSON value, numbered from 1 when it is a list."""
    items = value.get("articles") if isinstance(value, dict) and "text" not in value else value
    if not isinstance(items, list):
        yield _article(value, 0, "", encoding)
        return
    if not items:
        raise UnreadableError("The list of articles is empty.")
    for rank, item in enumerate(items, 1):
        yield _article(item, rank, f"#{rank}", encoding)


def _article(value: Any, row: int, where: str, encoding: str) -> Draft | Broken:
    if not isinstance(value, dict):
        return Broken(where, "The JSON value is not an object with a text.")
    text = value.get("text")
    if not isinstance(text, str) or isinstance(text, Digits):
        return Broken(where, "The object has no text.")
    if not text.strip():
        return Broken(where, "The text is empty.")
    text = clean(text)
    return Draft(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), fields(value, "metadata"), row, encoding)


# --------------------------------------------------------------------------------------------- JSON Lines


def read_lines(stream: BinaryIO, limits: Limits) -> Iterator[Draft | Broken]:
    """A .jsonl file, line by line, so that only one line is held at a time; a broken line costs that line alone."""
    empty = True
    for number, line in _lines(_as_bytes(stream, limits), limits):
        if line is not None and not line.strip():
            continue
        empty = False
        yield _line(number, line, limits)
    if empty:
        raise UnreadableError(_EMPTY)


def _line(number: int, line: bytes | None, limits: Limits) -> Draft | Broken:
    where = f":{number}"
    if line is None:
        return Broken(where, too_large(limits))
    try:
        text, encoding = decode(line)
        return _article(loads(text), number, where, encoding)
    except json.JSONDecodeError as error:
        return Broken(where, f"The line is not JSON (column {error.colno}).")
    except UnreadableError as error:
        return Broken(where, str(error))


def _as_bytes(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """A stream whose lines end in the byte "\\n": itself, or the whole text re-encoded when it is UTF-16 or UTF-32."""
    start = stream.read(4096)
    stream.seek(0)
    if is_wide(start):
        text, _ = decode(whole(stream, limits))
        return io.BytesIO(text.encode("utf-8"))
    if is_known_binary(start) or control_share(start) > _FEW_CONTROLS:  # else a NUL spoils one line only
        raise UnreadableError(BINARY)
    return stream


def _lines(stream: BinaryIO, limits: Limits, size: float = math.inf, first: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """Each line of so many bytes with its number, None for one above the limit, of which no more than a chunk is held."""
    number = first
    while size > 0 and (line := stream.readline(limits.file_bytes + 1)):
        size -= len(line)
        if len(line) <= limits.file_bytes:
            yield number, line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
                size -= len(line)
            yield number, None
        number += 1


# ------------------------------------------------------------------------------- JSON Lines, in several processes


class Piece(NamedTuple):
    """Some lines of a file: where they begin, their bytes, and the number of the first."""

    place: Place
    start: int
    size: int
    first: int


def read_together(place: Place, stream: BinaryIO, limits: Limits, there: Sequence[Aside]) -> Iterator[Draft | Broken]:
    """The same of a large file, which other processes read as well, piece by piece."""
    if _as_bytes(stream, limits) is not stream:
        stream.seek(0)
        yield from read_lines(stream, limits)
        return
    empty = True
    for part in _in_turn(_pieces(place, stream), limits, there):
        empty = False
        yield part
    if empty:
        raise UnreadableError(_EMPTY)


def _in_turn(pieces: Iterable[Piece], limits: Limits, there: Sequence[Aside]) -> Iterator[Draft | Broken]:
    """The parts of pieces, of which each process gets every so many-th, this one too."""
    waiting = deque[Callable[[], list[Draft | Broken]]]()
    for piece, other in zip(pieces, cycle((*there, None))):
        waiting.append(partial(_told, other(read_piece, (piece, limits)) if other else None, piece, limits))
        if len(waiting) > _AHEAD * (len(there) + 1):
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _told(made: Callable[[], list[Draft | Broken] | None] | None, piece: Piece, limits: Limits) -> list[Draft | Broken]:
    """The parts of a piece, which is read here where no other process does, or the other one has died."""
    found = made() if made else None
    return read_piece((piece, limits)) if found is None else found


def read_piece(given: tuple[Piece, Limits]) -> list[Draft | Broken]:
    """What a process does: read some lines of a file."""
    piece, limits = given
    stream, _ = open_file(piece.place)
    with closing(stream):
        stream.seek(piece.start)
        lines = _lines(stream, limits, piece.size, piece.first)
        return [_line(number, line, limits) for number, line in lines if line is None or line.strip()]


def _pieces(place: Place, stream: BinaryIO) -> Iterator[Piece]:
    """A file, cut behind ends of lines."""
    start, first = 0, 1
    while data := stream.read(_PIECE):
        size, lines, last = len(data), data.count(b"\n"), data
        while last and not last.endswith(b"\n"):
            last = stream.readline(_CHUNK)
            size += len(last)
            lines += last.endswith(b"\n")
        yield Piece(place, start, size, first)
        start, first = start + size, first + lines
