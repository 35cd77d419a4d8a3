"""Where articles are: the files behind the arguments, found and opened without following anything out of a given folder."""

# ruff: noqa: PTH100, PTH112, PTH113, PTH114, PTH116, PTH117, PTH118, PTH119, PTH120, PTH122, PTH206
# Paths are strings here: a folder may hold 100,000 files, and normpath, realpath and relpath have no like in pathlib.

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from factcheck.articles.draft import UnreadableError
from factcheck.model import Skipped

STDIN = "-"
_MISSING = "There is no such file or folder."
_VANISHED = "It vanished while it was being read."
_REASONS = {
    errno.EACCES: "Permission to read it is denied.",
    errno.EPERM: "Permission to read it is denied.",
    errno.ENOENT: _VANISHED,
    errno.ENOTDIR: _VANISHED,
    errno.EISDIR: "It turned into a folder while it was being read.",
    errno.ELOOP: "It is a symbolic link that leads to itself.",
    errno.ENAMETOOLONG: "Its path is too long for the system.",
}
_KINDS = (
    (stat.S_ISDIR, "It is a folder with the name of a file."),
    (stat.S_ISFIFO, "It is a pipe, not a file."),
    (stat.S_ISSOCK, "It is a socket, not a file."),
    (stat.S_ISCHR, "It is a device, not a file."),
    (stat.S_ISBLK, "It is a device, not a file."),
)


class Place(NamedTuple):
    """One file to read. ``disk``: its path for the system. ``real``: the same without symbolic links, what makes it one file.
    ``shown``: its path in reports. ``name``: its path relative to the folder that was given. ``named``: it was given itself,
    not found in a folder."""

    disk: str
    real: str
    shown: str
    name: str
    named: bool = False

    @property
    def base(self) -> str:
        """The name of the file alone."""
        return os.path.basename(self.disk)

    @property
    def folder(self) -> str:
        """The path of its folder for the system."""
        return os.path.dirname(self.disk)

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, with the dot; "" when it has none."""
        return os.path.splitext(self.disk)[1].lower()

    def from_above(self) -> Iterator[tuple[str, str]]:
        """Each folder that it is in, the nearest first, and its name relative to that folder."""
        folder, name = os.path.split(self.disk)
        while True:
            yield folder, name
            above, last = os.path.split(folder)
            if above == folder:
                return
            folder, name = above, f"{last}/{name}"

    def beside(self, name: str) -> Place | None:
        """The regular file of that name in the same folder, if there is one."""
        disk = os.path.join(self.folder, name)
        start = self.shown.rpartition("/")[0]
        return Place(disk, disk, f"{start}/{name}" if start else name, name) if os.path.isfile(disk) else None

    def has_beside(self, name: str) -> bool:
        """Whether anything of that name is in the same folder."""
        return os.path.lexists(os.path.join(self.folder, name))


def shown(path: str) -> str:
    """A path as reports write it: "/" between folders, bytes that are no UTF-8 as ``\\xNN``."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def label(argument: str) -> str:
    """The path of an argument for reports; an absolute one keeps its last part only, so that no report tells where it was made."""
    path = os.path.normpath(argument)
    if os.path.isabs(path):
        path = os.path.basename(path)
    return shown("" if path == os.curdir else path)


def find(arguments: Iterable[str]) -> tuple[list[Place], list[Skipped]]:
    """The files behind the arguments, each file once, in an order that the arguments' order does not change."""
    places: dict[str, Place] = {}
    skipped: list[Skipped] = []
    for real, argument in sorted({(_resolved(argument), argument) for argument in arguments}):
        for found in _behind(argument, real):
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                places.setdefault(found.real, found)
    return list(places.values()), skipped


def _resolved(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return path


def _behind(argument: str, real: str) -> Iterator[Place | Skipped]:
    name = label(argument)
    try:
        folder = stat.S_ISDIR(os.stat(real).st_mode)
    except ValueError:  # a NUL in the path
        yield Skipped(name, _MISSING)
        return
    except OSError as error:
        yield Skipped(name or os.curdir, _MISSING if error.errno in (errno.ENOENT, errno.ENOTDIR) else why(error))
        return
    if not folder:
        disk = os.path.abspath(argument)
        yield Place(disk, real, name, shown(os.path.basename(disk)), named=True)
        return
    empty = True
    for found in _walk(real, f"{name}/" if name else ""):
        empty = False
        yield found
    if empty:
        yield Skipped(name or os.curdir, "The folder holds no article.")


def _walk(root: str, prefix: str) -> Iterator[Place | Skipped]:
    """Everything in a folder and below, hidden files and folders left out."""
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(os.path.join(root, inner)) as entries:
                listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
        except OSError as error:
            yield Skipped(prefix + shown(inner) if inner else prefix.rstrip("/") or os.curdir, why(error))
            continue
        for entry in listed:
            name = f"{inner}/{entry.name}" if inner else entry.name
            if entry.is_symlink():
                yield from _link(root, name, prefix)
            elif _is_folder(entry):
                waiting.append(name)
            else:
                disk = os.path.join(root, name)
                yield Place(disk, disk, prefix + shown(name), shown(name))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _link(root: str, name: str, prefix: str) -> Iterator[Place | Skipped]:
    """A symbolic link in a folder. What it leads to inside the folder is read at its own place, unless that is hidden."""
    target = _resolved(os.path.join(root, name))
    inside = os.path.relpath(target, root) if target == root or target.startswith(os.path.join(root, "")) else None
    if inside is None:
        yield Skipped(prefix + shown(name), "It is a symbolic link that leads out of the folder.")
    elif not os.path.lexists(target) or os.path.islink(target):
        yield Skipped(prefix + shown(name), "It is a symbolic link that leads nowhere.")
    elif not os.path.isdir(target) and any(part.startswith(".") for part in inside.split(os.sep)):
        yield Place(os.path.join(root, name), target, prefix + shown(name), shown(name))


def open_file(place: Place) -> tuple[BinaryIO, int]:
    """A regular file, open, and its size in bytes; UnreadableError with the reason otherwise. Never waits for a pipe's writer."""
    try:
        _regular(os.stat(place.disk).st_mode)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        stream = os.fdopen(os.open(place.disk, flags), "rb")
        try:
            state = os.fstat(stream.fileno())
            _regular(state.st_mode)  # it may have changed since
        except BaseException:
            stream.close()
            raise
        return stream, state.st_size
    except OSError as error:
        raise UnreadableError(why(error)) from None


def size_of(path: str) -> int:
    """The bytes of a regular file; 0 for anything else."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0


def _regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise UnreadableError(next((reason for test, reason in _KINDS if test(mode)), "It is not a regular file."))


def why(error: OSError) -> str:
    """The reason for a failed system call, the same in every locale."""
    code = error.errno or 0
    return _REASONS.get(code, f"The system cannot read it ({errno.errorcode.get(code, 'unknown error')}).")
