"""Several processes for work that falls into independent pieces; results come in the order of the pieces.

Processes are started anew ("spawn"), which works on every system and whatever threads the program has. They do not hear Ctrl-C, which the
terminal sends to all: who started them stops them, and when that one is gone they go, too.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from multiprocessing import active_children, connection, get_context, parent_process
from typing import Any, TypeVar

P = TypeVar("P")
R = TypeVar("R")
_AHEAD = 3  # pieces per process that are handed out before their results are asked for
_GARBAGE = 200_000
_BESIDE = 2  # processes that find work beside this one: one groups an archive, one reads what is new, both compare it


def spread(work: Callable[[P], R], pieces: Iterable[P], jobs: int, prepare: Callable[..., None], *given: Any) -> Iterator[R]:
    """``work`` of each piece, in so many processes, each of which calls ``prepare`` first. All three have to be picklable.

    Work whose process has died is done here.
    """
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (prepare, *given))
    try:
        yield from _ordered(pool, work, iter(pieces), jobs * _AHEAD)
    except BaseException:
        for child in set(active_children()) - others:
            child.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


Aside = Callable[[Callable[[Any], Any], Any], Callable[[], Any]]  # given work and a piece, what tells later what has come of it


@contextmanager
def aside(prepare: Callable[..., None], *given: Any) -> Iterator[Aside]:
    """One process for work beside that of this one, started at once; it calls ``prepare`` first. Of a process that has died comes None."""
    others = set(active_children())
    pool = ProcessPoolExecutor(1, get_context("spawn"), _begin, (prepare, *given))
    try:
        with _deaf():
            pool.submit(os.getpid)
        yield partial(_begun, pool)
    finally:
        for child in set(active_children()) - others:
            child.kill()  # what it was asked for is there, or nobody wants it any more
        pool.shutdown(cancel_futures=True)


@contextmanager
def several(jobs: int, prepare: Callable[..., None], *given: Any) -> Iterator[tuple[Aside, ...]]:
    """As many of them as there is work for where so many processes may work, this one being one of these."""
    with ExitStack() as held:
        yield tuple(held.enter_context(aside(prepare, *given)) for _ in range(min(jobs - 1, _BESIDE)))


def _begun(pool: ProcessPoolExecutor, work: Callable[[P], R], piece: P) -> Callable[[], R | None]:
    return partial(_told, _handed(pool, work, piece))


def _told(future: Future[R] | None) -> R | None:
    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None


def _ordered(pool: ProcessPoolExecutor, work: Callable[[P], R], pieces: Iterator[P], ahead: int) -> Iterator[R]:
    waiting: deque[tuple[P, Future[R] | None]] = deque()
    with _deaf():  # processes are started while the first pieces are handed out
        waiting.extend((piece, _handed(pool, work, piece)) for piece in islice(pieces, ahead))
    while waiting:
        piece, future = waiting.popleft()
        result = _result(future, work, piece)
        waiting.extend((more, _handed(pool, work, more)) for more in islice(pieces, 1))
        yield result


def _handed(pool: ProcessPoolExecutor, work: Callable[[P], R], piece: P) -> Future[R] | None:
    try:
        return pool.submit(work, piece)
    except BrokenProcessPool:
        return None


def _result(future: Future[R] | None, work: Callable[[P], R], piece: P) -> R:
    try:
        return work(piece) if future is None else future.result()
    except BrokenProcessPool:  # maybe for want of memory
        return work(piece)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile never hear Ctrl-C; this one hears it, and that it is to end, when they are told what they need:
    one that is left half told would complain."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[..., None], *given: Any) -> None:
    """What a process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    gc.set_threshold(_GARBAGE)
    threading.Thread(target=_follow, daemon=True).start()
    prepare(*given)


def _follow() -> None:
    """End when the process is gone that has started this one, however that went."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
