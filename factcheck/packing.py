"""Values of the model as bytes and back, for what is kept between runs or goes from one process to another.

The bytes are compressed JSON: whoever may write them can make nothing run. How a type is written follows from its fields alone, so that a
field that is added to the model needs nothing here.
"""

from __future__ import annotations

import json
import sys
import types
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints, overload

T = TypeVar("T")
Step = Callable[[Any], Any]
_DAMAGE = (zlib.error, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError)  # what reading other bytes may raise
_LEVEL = 1  # of compression: the next ones take twice the time and gain a tenth


class DamagedError(ValueError):
    """Bytes that hold no such value."""


class _Way(NamedTuple):
    """How values of a type become JSON and come back; None where JSON has them as they are."""

    there: Step | None
    back: Step | None


_AS_IS = _Way(None, None)


def packed(value: object, kind: Any) -> bytes:
    """The value as bytes. ``kind``: its type, `tuple[Claim, ...]` for instance."""
    there = _way(kind).there
    plain = value if there is None else there(value)
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode("ascii"), _LEVEL)


def unpacked(data: bytes, kind: Any) -> Any:
    """The value that `packed` has made bytes of; DamagedError for any other bytes."""
    try:
        plain = json.loads(zlib.decompress(data))
        back = _way(kind).back
        return plain if back is None else back(plain)
    except _DAMAGE as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from None


def joined(parts: Sequence[bytes]) -> bytes:
    """Several bytes as one."""
    return b"".join([len(parts).to_bytes(4, "big"), *(len(part).to_bytes(4, "big") for part in parts), *parts])


def parted(data: bytes) -> list[bytes]:
    """The bytes that `joined` has put together; DamagedError for any other bytes."""
    ends = [4 * (int.from_bytes(data[:4], "big") + 1)]
    if ends[0] > len(data):
        raise DamagedError("less than is told")
    for at in range(4, ends[0], 4):
        ends.append(ends[-1] + int.from_bytes(data[at : at + 4], "big"))
    if ends[-1] != len(data):
        raise DamagedError("more or less than is told")
    return [data[start:end] for start, end in pairwise(ends)]


def in_columns(told: object, widths: str, columns: Iterable[Iterable[Any]]) -> bytes:
    """Something that JSON has, and columns of numbers that are so wide, as bytes."""
    plain = json.dumps([sys.byteorder, told], separators=(",", ":")).encode("ascii")
    rows = (array(width, column).tobytes() for width, column in zip(widths, columns, strict=True))
    return joined([zlib.compress(plain, _LEVEL), *rows])


def of_columns(data: bytes, widths: str, made: Callable[[Any, list[array[Any]]], T]) -> T:
    """What is ``made`` of what `in_columns` has made bytes of; DamagedError for any other bytes."""
    try:
        plain, *columns = parted(data)
        order, told = json.loads(zlib.decompress(plain))
        if order != sys.byteorder:
            raise DamagedError("the bytes of another machine")
        return made(told, [array(width, column) for width, column in zip(widths, columns, strict=True)])
    except _DAMAGE as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from None


def squeezed(lines: Iterable[str]) -> bytes:
    """Lines as bytes."""
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), _LEVEL)


def stretched(data: bytes) -> list[str]:
    """The lines in some bytes."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass").split("\n")


class Late(Sequence[T], Generic[T]):
    """Values that are made when one of them is first looked at. ``lines``: how each is written in JSON, which takes no values."""

    def __init__(self, size: int, made: Callable[[], tuple[T, ...]], lines: Callable[[], Iterator[str]]) -> None:
        self._size, self._made, self.lines = size, made, lines

    @cached_property
    def values(self) -> tuple[T, ...]:
        """The values."""
        return self._made()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return self.values[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self.values)

    def __eq__(self, other: object) -> bool:
        return self.values == (other.values if isinstance(other, Late) else other)

    def __hash__(self) -> int:
        return hash(self.values)

    def __repr__(self) -> str:
        return repr(self.values)


# ------------------------------------------------------------------------------------------------ types


@cache
def _way(kind: Any) -> _Way:
    """How values of a type go there and back."""
    if kind in (str, int, float, bool, type(None)):
        return _AS_IS
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inside)
    if origin is Sequence:
        return _several(inside[0], tuple)
    if origin is tuple:
        return _several(inside[0], tuple) if inside[1:] == (...,) else _row(inside, tuple)
    if origin is frozenset:
        return _several(inside[0], frozenset, sorted)
    if origin in (dict, Mapping) and _way(inside[1]) is _AS_IS:
        return _AS_IS
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Way(None, {str(member): member for member in kind}.__getitem__)
    names, told = _fields(kind), get_type_hints(kind)
    taken: Step = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, names[0])]
    return _row([told[name] for name in names], lambda row: kind(*row), taken)


def _fields(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass or a named tuple; TypeError for other types."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return tuple(vars(kind)["_fields"])
    raise TypeError(f"{kind} cannot be packed")


def _row(kinds: Any, make: Step, taken: Step = list) -> _Way:
    """So many values of types of their own. ``taken`` gives them one by one, ``make`` puts them together."""
    ways = [_way(kind) for kind in kinds]
    there = [(number, way.there) for number, way in enumerate(ways) if way.there]
    back = [(number, way.back) for number, way in enumerate(ways) if way.back]

    def write(value: Any) -> list[Any]:
        row = list(taken(value))
        for number, step in there:
            row[number] = step(row[number])
        return row

    def read(row: Any) -> Any:
        if len(row) != len(ways):
            raise DamagedError(f"{len(row)} fields where {len(ways)} should be")
        for number, step in back:
            row[number] = step(row[number])
        return make(row)

    return _Way(write if there or taken is not list else None, read)


def _several(kind: Any, make: Step, taken: Step = list) -> _Way:
    """Any number of values of one type. JSON has a list for all that holds several."""
    way = _way(kind)

    def write(value: Any) -> list[Any]:
        return list(map(way.there, taken(value))) if way.there else list(taken(value))

    def read(row: Any) -> Any:
        return make(map(way.back, row)) if way.back else make(row)

    return _Way(write if way.there or taken is not list else None, read)


def _one_of(kinds: tuple[Any, ...]) -> _Way:
    """One of several types: None and what JSON has stand as they are, one of several others behind its number."""
    others = [kind for kind in kinds if _way(kind) is not _AS_IS]
    if not others:
        return _AS_IS
    ways = [_way(kind) for kind in others]
    numbers = {kind: number for number, kind in enumerate(others)}
    if len(others) == 1 and type(None) in kinds and len(kinds) == 2:
        there, back = ways[0]
        return _Way(there and _unless_none(there), back and _unless_none(back))

    def write(value: Any) -> list[Any]:
        number = numbers[type(value)]
        step = ways[number].there
        return [number, step(value) if step else value]

    def read(row: Any) -> Any:
        number, value = row
        step = ways[number].back
        return step(value) if step else value

    return _Way(write, read)


def _unless_none(step: Step) -> Step:
    return lambda value: None if value is None else step(value)
