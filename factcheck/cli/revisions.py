"""Articles of a git revision, read out of the object store into a temporary folder; the checkout and its index are not touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple, cast

from factcheck.articles import Limits
from factcheck.articles.formats import BY_LINE, READERS
from factcheck.cli.exits import ProblemError
from factcheck.model import Skipped

# Nothing of a run goes to the network, waits for an answer or changes the repository. A content that is missing would be fetched by
# whatever command the repository names for it: of all protocols none is allowed, as not every git knows how not to fetch.
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}
_OTHER = {"120000": "It is a symbolic link of an earlier revision.", "160000": "It is a submodule of an earlier revision."}
_PIECE = 1 << 20  # bytes that are copied at once


class Entry(NamedTuple):
    """A file of a revision: its mode, the id of its content and how long that is, its path from the top of the repository."""

    mode: str
    content: str
    size: int
    path: str


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git; ProblemError when there is none."""
    with _running(*arguments) as git:
        out, err = git.communicate()
    return subprocess.CompletedProcess(arguments, git.returncode, out, err)


def _running(*arguments: str, said: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Git, running; ProblemError when there is none. ``said``: where its messages go, which it waits to get rid of."""
    pipe, environment = subprocess.PIPE, {**os.environ, **_QUIET}
    try:
        return subprocess.Popen(["git", *arguments], env=environment, stdin=pipe, stdout=pipe, stderr=said)
    except (FileNotFoundError, NotADirectoryError):
        raise ProblemError("git is not installed, so that no revision can be read") from None
    except OSError as error:
        raise ProblemError(f"git cannot be run: {error.strerror or error}") from None


def _told(done: subprocess.CompletedProcess[bytes], doing: str) -> bytes:
    """What git has printed; ProblemError with its own words when it has failed."""
    if done.returncode:
        words = " ".join(done.stderr.decode("utf-8", "replace").split()).removeprefix("fatal: ")
        raise ProblemError(f"git cannot {doing}: {words or f'exit code {done.returncode}'}")
    return done.stdout


def is_revision(name: str) -> bool:
    """Whether git knows the name as a revision here."""
    return bool(name) and "\0" not in name and _commit(name) is not None


def _commit(name: str) -> str | None:
    done = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return done.stdout.decode("ascii", "replace").strip() if not done.returncode else None


def commit(name: str) -> str:
    """The commit that a revision names; ProblemError when there is none, or no repository."""
    found = None if "\0" in name or not name else _commit(name)
    if found is not None:
        return found
    inside = _git("rev-parse", "--git-dir")
    if inside.returncode:
        raise ProblemError(f"{name!r} is no file or folder here, and no revision: {_reason(inside.stderr)}")
    raise ProblemError(f"{name!r} is no file or folder here, and git knows no such revision; fetch it first, or see git branch --all")


def _reason(said: bytes) -> str:
    words = " ".join(said.decode("utf-8", "replace").split()).removeprefix("fatal: ")
    return "there is no git repository here" if "not a git repository" in words else words


@contextmanager
def checked_out(revision: str, paths: Sequence[str], beside: Iterable[str] = ()) -> Iterator[tuple[list[str], list[Skipped]]]:
    """Work in a temporary folder that has the paths as they are in a revision, and the files ``beside`` them as far as there are any.

    Gives those of the paths that the revision has, and what of them cannot be read.
    """
    named = commit(revision)
    above = os.fsdecode(_told(_git("rev-parse", "--show-prefix"), "tell where it is")).rstrip("\n")
    inside = [_inside(above, path) for path in paths]
    more = [place for path in beside if not (place := os.path.normpath(f"{above}{path}")).startswith("..")]
    entries = _listed(named, [*inside, *more])
    with TemporaryDirectory(prefix="factcheck-") as folder:
        skipped = _written(entries, Path(folder))
        here = Path(folder, above)
        here.mkdir(parents=True, exist_ok=True)
        with chdir(here):
            there = [os.path.relpath(Path(folder, place), here) for place in inside]
            yield [path for path in there if os.path.lexists(path)], skipped


def _inside(above: str, path: str) -> str:
    """A path from the top of the repository; ProblemError when it leads out of it."""
    if Path(path).is_absolute():
        top = os.fsdecode(_told(_git("rev-parse", "--show-toplevel"), "tell where its top is")).rstrip("\n")
        placed = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    else:
        placed = os.path.normpath(f"{above}{path}")
    if placed == ".." or placed.startswith(f"..{os.sep}"):
        raise ProblemError(f"{path} is outside of the git repository, which knows no earlier state of it")
    return placed.replace(os.sep, "/")


def _listed(commit: str, paths: Iterable[str]) -> list[Entry]:
    """The files of a commit that are one of the paths or below one."""
    wanted = set(paths)
    below = [] if "." in wanted else sorted(wanted)
    listed = _told(_git("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *below), "list the files of the revision")
    return [_entry(record) for record in listed.split(b"\0") if record]


def _entry(record: bytes) -> Entry:
    told, _, path = record.partition(b"\t")
    mode, _, content, size = told.decode("ascii").split()[:4]
    return Entry(mode, content, int(size) if size.isdecimal() else 0, os.fsdecode(path))


def _written(entries: Sequence[Entry], folder: Path) -> list[Skipped]:
    """Write the files into a folder; what is no file is skipped, and what a path could do outside of the folder is not done."""
    skipped = [Skipped(entry.path, _OTHER[entry.mode]) for entry in entries if entry.mode in _OTHER]
    files = [entry for entry in entries if entry.mode not in _OTHER]
    if not files:
        return skipped
    with _running("cat-file", "--batch", said=subprocess.DEVNULL) as git:
        for entry in files:
            try:
                _write(git, entry, folder)
            except (OSError, ValueError):  # a name that is too long here, or that is a file and a folder, or no name at all
                skipped.append(Skipped(entry.path, "It is a file of an earlier revision whose name cannot be written here."))
    return skipped


def _write(git: subprocess.Popen[bytes], entry: Entry, folder: Path) -> None:
    """Write one file. Of one that no reader takes no more than its size is told, so that it fills no disk."""
    if not _is_safe(entry.path):
        raise ValueError(entry.path)
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        if entry.size > Limits().file_bytes and READERS.get(target.suffix.lower()) not in BY_LINE:
            file.truncate(entry.size)
        else:
            _copy(git, entry, file)


def _is_safe(path: str) -> bool:
    parts = path.replace("\\", "/").split("/") if os.sep == "\\" else path.split("/")
    return not any(part in ("", ".", "..") or part.lower() == ".git" or (os.name == "nt" and ":" in part) for part in parts)


def _copy(git: subprocess.Popen[bytes], entry: Entry, file: BinaryIO) -> None:
    """Copy the content of a file out of git, piece by piece; ProblemError when git has not got it."""
    asked, told = cast(BinaryIO, git.stdin), cast(BinaryIO, git.stdout)
    try:
        asked.write(f"{entry.content}\n".encode("ascii"))
        asked.flush()
    except OSError:
        raise ProblemError("git has ended while the files of the revision were read") from None
    head = told.readline().split()
    if len(head) != 3:
        raise ProblemError(f"git has not the content of {entry.path}; fetch it first")
    left = int(head[2])
    while left and (piece := told.read(min(left, _PIECE))):
        file.write(piece)
        left -= len(piece)
    if left:
        raise ProblemError(f"git has not the whole content of {entry.path}, which is damaged")
    told.read(1)  # the line end behind it
