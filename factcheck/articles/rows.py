"""JSON and JSON Lines: one object per article, of which only `text` is needed."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from factcheck.articles.decode import BINARY, control_share, decode, is_known_binary, is_wide
from factcheck.articles.draft import Broken, Draft, Limits, UnreadableError, too_large, whole
from factcheck.articles.metadata import Digits, clean, fields

_TOO_DEEP = "The JSON is nested too deeply."
_FEW_CONTROLS = 0.05
_CHUNK = 1 << 20


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
        raise UnreadableError("The file is empty.")


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


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number, None for one above the limit, of which no more than a chunk is held."""
    number = 0
    while line := stream.readline(limits.file_bytes + 1):
        number += 1
        if len(line) <= limits.file_bytes:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, None
