"""Where results go: standard output, files that are replaced whole or not at all, and messages on standard error.

Output is UTF-8 whatever the locale says. Standard streams are written past their buffers, so that nothing is left in one
that fails, over which the interpreter would stumble when it ends.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TextIO

from factcheck.cli.exits import ClosedPipeError, ProblemError
from factcheck.reports.safe import line

_CHUNK = 1 << 16  # code points per write


def _chunks(pieces: Iterable[str]) -> Iterable[bytes]:
    """The pieces as UTF-8, gathered to chunks of a size worth a write."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(waiting).encode("utf-8", "replace")
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode("utf-8", "replace")


def _write(stream: TextIO, data: bytes) -> None:
    stream.flush()
    left = memoryview(data)
    while left:
        left = left[os.write(stream.fileno(), left) :]


def _lead_to_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def write_out(pieces: Iterable[str]) -> None:
    """Write to standard output; ClosedPipeError when nobody reads it, ProblemError when it cannot be written."""
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise ProblemError("standard output is closed")
    chunks = iter(_chunks(pieces))
    while (chunk := next(chunks, None)) is not None:  # what goes wrong while rendering is not the stream's failure
        _put(stream, chunk)


def flush_out() -> None:
    """Send out what others (the help texts) left in the buffer, with the same errors as `write_out`."""
    stream: TextIO | None = sys.stdout
    if stream is not None:
        _put(stream, b"")


def _put(stream: TextIO, chunk: bytes) -> None:
    try:
        _write(stream, chunk)
    except BrokenPipeError:
        _lead_to_nowhere(stream)
        raise ClosedPipeError from None
    except OSError as error:
        _lead_to_nowhere(stream)
        raise ProblemError(f"standard output cannot be written: {error.strerror or error}") from None


def say(message: str) -> None:
    """One line on standard error, harmless whatever it quotes. Failing to say something never stops the run."""
    stream: TextIO | None = sys.stderr
    if stream is not None:
        with suppress(OSError, ValueError):
            _write(stream, f"factcheck: {line(message)}\n".encode("utf-8", "replace"))


def append(path: str, pieces: Iterable[str]) -> None:
    """Add to a file that others write to as well. Failing to do so never stops the run."""
    try:
        with Path(path).open("ab") as file:
            file.write(b"".join(_chunks(pieces)))
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror or error}")


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file's new content, written and synced beside it."""

    temporary: Path
    target: Path


def _unwritable(target: Path, error: OSError) -> ProblemError:
    return ProblemError(f"{target} cannot be written: {error.strerror or error}")


def check_place(path: str) -> None:
    """ProblemError for a file that surely cannot be written: better told before the work than after it."""
    target = Path(os.path.realpath(path))
    try:
        if not stat.S_ISDIR(target.parent.stat().st_mode):
            raise NotADirectoryError(20, "it is in no folder")
        _is_special(target)
    except OSError as error:
        raise _unwritable(Path(path), error) from None


@dataclass
class Files:
    """Files to be written together, in a `with` block: `add` stages each beside its target, `commit` puts them in place.

    Until `commit` renames them the old files stay as they are; leaving the block removes what was not put in place.
    """

    _staged: list[_Staged] = field(default_factory=list)
    _direct: list[tuple[Path, bytes]] = field(default_factory=list)

    def __enter__(self) -> Files:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for staged in self._staged:
            staged.temporary.unlink(missing_ok=True)

    def add(self, path: str, pieces: Iterable[str]) -> None:
        """Stage a file; ProblemError when it cannot be written."""
        target = Path(os.path.realpath(path))
        try:
            if _is_special(target):
                self._direct.append((target, b"".join(_chunks(pieces))))
            else:
                self._stage(target, pieces)
        except OSError as error:
            raise _unwritable(Path(path), error) from None

    def _stage(self, target: Path, pieces: Iterable[str]) -> None:
        temporary = target.parent / f".factcheck-{os.urandom(8).hex()}.tmp"
        self._staged.append(_Staged(temporary, target))
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(pieces):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))

    def commit(self) -> None:
        """Put every file in place; ProblemError when one cannot be."""
        for target, content in self._direct:
            try:
                target.write_bytes(content)
            except OSError as error:
                raise _unwritable(target, error) from None
        while self._staged:
            staged = self._staged[0]
            try:
                staged.temporary.replace(staged.target)
            except OSError as error:
                raise _unwritable(staged.target, error) from None
            self._staged.pop(0)


def _is_special(target: Path) -> bool:
    """A terminal, a pipe or a device, which cannot be replaced; IsADirectoryError for a folder."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "it is a folder")
    return not stat.S_ISREG(mode)
