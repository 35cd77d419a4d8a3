"""What was made once is kept between runs, in one SQLite file that runs at the same time share.

A cache never changes what a run says and never fails one: whatever goes wrong with it is one sentence in `Cache.trouble`, and the run goes
on without. Everything in it stands under a hash of what it was made from and of the files of this program, so that nothing old is found
after an edit; checksums tell damage.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

LARGEST = 512 << 20  # bytes of the file from which the entries that were used longest ago are left out
NAME = "factcheck.sqlite"
_BESIDE = ("", "-wal", "-shm", "-journal")
_FORM = 1  # of the tables; a file of another form is left alone
_OURS = 0x66616374  # application_id: "fact"
_MARK = 8  # bytes of the checksum before each value
_PATIENCE = 5.0  # seconds that a run waits for another one that writes
_QUIET = 2.0  # seconds since the last edit of this program; until then what is loaded and what lies there may differ
_AT_ONCE = 500
_ASKED = 8  # names under which an archive may have been kept: of these many new articles one would have to come before each
_WAITING = 4 << 20  # bytes of new values that are written together
_TABLE = "CREATE TABLE entry (key BLOB PRIMARY KEY, kind TEXT NOT NULL, day INTEGER NOT NULL, value BLOB NOT NULL)"
_ELSEWHERE = ("snowballstemmer", "rapidfuzz")  # libraries on whose version hangs what is read


class OtherFormError(Exception):
    """The file is a cache of another version of the program, or no cache at all."""


def default_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """The folder of the user's caches for this program; None where the user has no home."""
    home = environment.get("HOME") or environment.get("USERPROFILE", "")
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local, "factcheck", "Cache") if local else None
    named = Path(environment.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():  # the specification asks to ignore others
        return named / "factcheck"
    if not home:
        return None
    return Path(home, "Library", "Caches", "factcheck") if platform == "darwin" else Path(home, ".cache", "factcheck")


# ------------------------------------------------------------------------------------------ this program


class Stamp(NamedTuple):
    """What tells soon whether a file of this program was touched: its name, size, times and number on the disk."""

    name: str
    size: int
    written: int
    changed: int
    number: int


def stamps(folder: str) -> list[Stamp]:
    """The stamps of all files below a folder, sorted; compiled ones are left out."""
    found, waiting = [], [(folder, "")]
    while waiting:
        at, name = waiting.pop()
        with os.scandir(at) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting += [(entry.path, f"{name}{entry.name}/")] if entry.name != "__pycache__" else []
                else:
                    told = entry.stat()
                    found.append(Stamp(name + entry.name, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino))
    return sorted(found)


def contents(folder: str, files: Iterable[Stamp]) -> bytes:
    """A hash of what stands in the files; the same wherever the program is installed."""
    told = hashlib.sha256()
    for file in files:
        data = Path(folder, file.name).read_bytes()
        told.update(f"{file.name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return told.digest()


def _surroundings() -> bytes:
    """The Python and the libraries by which readings may differ, without importing any."""
    told = [sys.version, sys.implementation.name, sys.byteorder]
    for library in _ELSEWHERE:
        spec = find_spec(library)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            with os.scandir(folder) as entries:
                told += sorted(f"{library}/{entry.name} {entry.stat().st_size}" for entry in entries if entry.is_file())
    return "\n".join(told).encode("utf-8", "surrogateescape")


# ---------------------------------------------------------------------------------------------- the file


class Kept(NamedTuple):
    """How many entries of a kind there are, and their bytes."""

    kind: str
    entries: int
    size: int


class Cache:
    """The entries of one cache file. ``trouble``: why it is not used any more, "" while it is; ``place``: its folder and the program's, by
    which another process finds it."""

    def __init__(self, folder: str | Path, program: str = str(Path(__file__).parent)) -> None:
        self.trouble = ""
        self.place = str(folder), program
        self._file = Path(folder, NAME)
        self._program = program
        self._new: list[tuple[bytes, str, bytes]] = []
        self._used: list[bytes] = []
        self._size = 0
        self._today = int(time.time()) // 86400
        self._link: sqlite3.Connection | None = None
        self._stamps: list[Stamp] = []
        self._version = b""
        try:
            self._open()
        except (sqlite3.Error, OSError, OtherFormError, ValueError) as error:
            self._give_up(error)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *told: object) -> None:
        self.close()

    def _open(self) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._link = _connected(self._file)
        except sqlite3.DatabaseError as error:
            if not _damaged(error):
                raise
            remove(self._file.parent)
            self._link = _connected(self._file)
        self._stamps = stamps(self._program)
        last = max(max(file.written, file.changed) for file in self._stamps) / 1e9
        if 0 <= time.time() - last < _QUIET:
            raise OtherFormError("the program was changed a moment ago")
        self._version = self._told_version()

    def _told_version(self) -> bytes:
        """The hash of this program's files, which is told by their stamps where it has been computed before."""
        known = hashlib.sha256(repr((self._program, self._stamps)).encode("utf-8", "surrogateescape")).digest()
        told = self._select([known]).get(known)
        if told is None:
            told = contents(self._program, self._stamps)
            self._put(known, "program", told)
        return hashlib.sha256(told + _surroundings()).digest()

    def _give_up(self, error: BaseException) -> None:
        """Use the cache no more in this run; a damaged file is taken away, so that the next run begins anew."""
        self.trouble = self.trouble or f"{self._file}: {error}"
        self._new, self._used = [], []
        if self._link is not None:
            with suppress(sqlite3.Error):
                self._link.close()
            self._link = None
            if _damaged(error):
                remove(self._file.parent)

    # ------------------------------------------------------------------------------------------ entries

    def key(self, kind: str, *parts: str | None) -> bytes:
        """The key of an entry that is made of these parts by the program as it is."""
        told = hashlib.sha256(self._version + kind.encode())
        for at in range(0, len(parts), _AT_ONCE):
            told.update(b"".join(map(_spelled, parts[at : at + _AT_ONCE])))
        return told.digest()

    def of_archive(self, kind: str, names: Iterable[str], *parts: str) -> list[bytes]:
        """The keys under which something may be kept of an archive: the first names of its articles, which it has in common with one that
        has a few more."""
        return [self.key(kind, *parts, name) for name in sorted(set(names))[:_ASKED]]

    def first(self, keys: Sequence[bytes]) -> bytes | None:
        """The first entry that there is."""
        found = self.get(keys)
        return next((found[key] for key in keys if key in found), None)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The entries that there are, by key."""
        found: dict[bytes, bytes] = {}
        for at in range(0, len(keys), _AT_ONCE):
            try:
                found |= self._select(keys[at : at + _AT_ONCE])
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
        return found

    def has(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Which of the entries there are; one that is damaged may be among them."""
        found: set[bytes] = set()
        for at in range(0, len(keys), _AT_ONCE):
            some = list(keys[at : at + _AT_ONCE])
            if self._link is None:
                return frozenset()
            try:
                asked = ",".join("?" * len(some))
                found.update(key for (key,) in self._link.execute(f"SELECT key FROM entry WHERE key IN ({asked})", some))
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
        return frozenset(found)

    def put(self, key: bytes, kind: str, value: bytes) -> None:
        """Keep an entry."""
        if self._link is not None:
            self._put(key, kind, value)
            if self._size >= _WAITING:
                self.write()

    def _put(self, key: bytes, kind: str, value: bytes) -> None:
        self._new.append((key, kind, _marked(key, value)))
        self._size += len(value)

    def _select(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        if self._link is None:
            return {}
        asked = ",".join("?" * len(keys))
        wanted = f"SELECT key, day, CAST(value AS BLOB) FROM entry WHERE key IN ({asked})"  # a text would be what damage has left
        rows = self._link.execute(wanted, list(keys)).fetchall()
        self._used += [key for key, day, _ in rows if day != self._today]
        values = ((key, _unmarked(key, value)) for key, _, value in rows)
        return {key: value for key, value in values if value is not None}

    def write(self) -> None:
        """Write what is new; nothing when the program has changed meanwhile, since nobody knows which of it was loaded."""
        if self._link is None or not (self._new or self._used):
            return
        try:
            if stamps(self._program) != self._stamps:
                raise OtherFormError("the program has been changed during the run")
            self._link.execute("BEGIN IMMEDIATE")
            self._link.executemany(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", [(key, kind, self._today, value) for key, kind, value in self._new]
            )
            self._link.executemany("UPDATE entry SET day = ? WHERE key = ?", [(self._today, key) for key in self._used])
            self._link.execute("COMMIT")
        except (sqlite3.Error, OSError, OtherFormError) as error:
            self._give_up(error)
        self._new, self._used, self._size = [], [], 0

    def close(self) -> None:
        """Write what is new, keep the file within its bounds, and let go of it."""
        self.write()
        if self._link is not None:
            try:
                _trim(self._link, LARGEST)
                self._link.close()
                self._link = None
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)


def _connected(file: Path) -> sqlite3.Connection:
    """The file as a cache of this form, made where there is none; OtherFormError for a file of another form."""
    link = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        link.execute("PRAGMA synchronous = OFF")  # what a power cut takes is made anew; checksums tell what it has spoilt
        if _form(link) == (0, 0) and not link.execute("SELECT 1 FROM sqlite_master").fetchone():
            link.execute("PRAGMA auto_vacuum = INCREMENTAL")
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("BEGIN IMMEDIATE")
            if _form(link) == (0, 0):  # nobody else was faster
                link.execute(_TABLE)
                link.execute(f"PRAGMA application_id = {_OURS}")
                link.execute(f"PRAGMA user_version = {_FORM}")
            link.execute("COMMIT")
        if _form(link) != (_OURS, _FORM):
            raise OtherFormError("it belongs to another version of factcheck")
        link.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        link.close()
        raise
    return link


def _form(link: sqlite3.Connection) -> tuple[int, int]:
    return link.execute("PRAGMA application_id").fetchone()[0], link.execute("PRAGMA user_version").fetchone()[0]


def _damaged(error: BaseException) -> bool:
    """Whether an error tells of a file that nobody can read any more."""
    return type(error) is sqlite3.DatabaseError


def _spelled(part: str | None) -> bytes:
    """A part of a key, which no other parts spell."""
    if part is None:
        return b"-"
    data = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)


def _marked(key: bytes, value: bytes) -> bytes:
    return _mark(key, value) + value


def _mark(key: bytes, value: bytes) -> bytes:
    """The checksum before a value."""
    told = hashlib.blake2b(key, digest_size=_MARK)
    told.update(value)
    return told.digest()


def _unmarked(key: bytes, kept: object) -> bytes | None:
    """The value; None when it is damaged, or that of another key."""
    if not isinstance(kept, bytes):
        return None
    value = kept[_MARK:]
    return value if kept.startswith(_mark(key, value)) else None


def _trim(link: sqlite3.Connection, largest: int) -> None:
    """Leave out what was used longest ago, down to three quarters of the bound, once the file is beyond it."""
    size = _bytes(link)
    if size <= largest:
        return
    excess, dropped = size - largest * 3 // 4, list[tuple[int]]()
    rows: Iterator[tuple[int, int]] = link.execute("SELECT rowid, length(value) FROM entry ORDER BY day, rowid")
    for row, length in rows:
        if excess <= 0:
            break
        dropped.append((row,))
        excess -= length
    link.execute("BEGIN IMMEDIATE")
    link.executemany("DELETE FROM entry WHERE rowid = ?", dropped)
    link.execute("COMMIT")
    link.execute("PRAGMA incremental_vacuum").fetchall()


def _bytes(link: sqlite3.Connection) -> int:
    pages = link.execute("PRAGMA page_count").fetchone()[0] - link.execute("PRAGMA freelist_count").fetchone()[0]
    return int(pages * link.execute("PRAGMA page_size").fetchone()[0])


def kept(folder: Path) -> list[Kept]:
    """What a cache holds, by kind; nothing where there is none. sqlite3.Error or OtherFormError when it cannot be read."""
    if not (folder / NAME).exists():
        return []
    link = _connected(folder / NAME)
    try:
        rows = link.execute("SELECT kind, count(*), sum(length(value)) FROM entry GROUP BY kind ORDER BY kind").fetchall()
    finally:
        link.close()
    return [Kept(*row) for row in rows]


def clear(folder: Path) -> None:
    """Empty a cache. Runs that use it go on; a file that cannot be read is taken away. OSError when neither is possible."""
    if not (folder / NAME).exists():
        return
    try:
        link = _connected(folder / NAME)
    except sqlite3.DatabaseError as error:
        if not _damaged(error):
            raise
        remove(folder)
        return
    try:
        link.execute("DELETE FROM entry")
        link.execute("VACUUM")
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        link.close()


def remove(folder: Path) -> None:
    """Take away the file and what SQLite keeps beside it."""
    for end in _BESIDE:
        with suppress(OSError):
            folder.joinpath(NAME + end).unlink()
