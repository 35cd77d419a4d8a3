"""The calls of changed functions: recorded while the right program runs, and made again with the change in place, in one process.

A text can tell a mutant from the program only if the changed function gives something else when it is called for that text. To call one
function again is a hundred times quicker than to read two texts.
"""

from __future__ import annotations

import ast
import importlib
import json
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from inspect import CO_GENERATOR, CO_VARARGS, CO_VARKEYWORDS
from pathlib import Path
from random import Random
from time import process_time
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

from mutating.changes import Mutant, source
from mutating.placing import plain, put_function, sited

MOST = 2000  # calls of one function that are kept
AT_ONCE = 4  # calls of one function for one text, of which each is kept; of more every fifth
HANGS = 3.0  # seconds of a processor from which a call hangs
SECONDS = 0.15  # for all calls that are made for one mutant


class Hangs(BaseException):
    """A call takes too long."""


class Call(NamedTuple):
    """A call: its function, what it was given, and for which text."""

    function: FunctionType
    given: tuple[Any, ...]
    case: int

    def give(self) -> Any:
        given = self.function(*self.given)
        return list(given) if self.function.__code__.co_flags & CO_GENERATOR else given


def functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The functions of a module and of its classes, by the name at the top."""
    for name, value in list(vars(module).items()):
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield from ((name, plain(member)) for member in vars(value).values() if isinstance(plain(member), FunctionType))
        elif isinstance(plain(value), FunctionType) and plain(value).__module__ == module.__name__:
            yield name, plain(value)


class Calls:
    """Calls by module and name, with what the right program gives; ``reached``: for which texts there are any."""

    def __init__(self, modules: Sequence[str], seed: int, most: int = MOST) -> None:
        self.random, self.most = Random(seed), most
        self.names: dict[CodeType, tuple[tuple[str, str], FunctionType]] = {}
        for module in modules:
            for name, function in functions(importlib.import_module(module)):
                if function.__code__.co_filename == str(source(module)) and not function.__code__.co_flags & (CO_VARARGS | CO_VARKEYWORDS):
                    self.names[function.__code__] = (module, name), function
        self.found = defaultdict[tuple[str, str], list[Call]](list)
        self.met = defaultdict[tuple[str, str], int](int)
        self.right: dict[tuple[str, str], list[Any]] = {}
        self.case, self.here = 0, defaultdict[tuple[str, str], int](int)
        self.reached = defaultdict[tuple[str, str], list[int]](list)

    def called(self, frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if code not in self.names:
            return
        at, function = self.names[code]
        self.here[at] += 1
        if self.here[at] == 1:
            self.reached[at].append(self.case)
        if not self.most or (self.here[at] > AT_ONCE and self.random.random() > 0.2):
            return
        given = tuple(frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
        begun = not code.co_code[frame.f_lasti + 1]  # or a generator goes on
        if not begun or code.co_kwonlyargcount or any(isinstance(each, Iterator) for each in given):
            return
        self.met[at] += 1
        found = self.found[at]
        if len(found) < self.most:
            found.append(Call(function, given, self.case))
        elif (place := self.random.randrange(self.met[at])) < self.most:
            found[place] = Call(function, given, self.case)

    @contextmanager
    def recorded(self, case: int) -> Iterator[None]:
        self.case = case
        self.here.clear()
        sys.settrace(self.called)
        try:
            yield
        finally:
            sys.settrace(None)

    def give(self) -> None:
        """What the right program gives for every call; calls that do not give the same twice are left out."""
        for at, found in self.found.items():
            self.random.shuffle(found)
            begun = process_time()
            told = [(call, quiet(call.give), quiet(call.give)) for call in found if process_time() - begun < 2 * SECONDS]
            self.found[at] = [call for call, one, two in told if one == two]
            self.right[at] = [one for _, one, two in told if one == two]

    def infected(self, mutant: Mutant, most: int) -> list[int]:
        """With a change in place: the texts for which its function gives something else."""
        names = [(mutant.module, mutant.inside)] if mutant.inside else [at for at in self.found if at[0] == mutant.module]
        cases: dict[int, None] = {}
        begun = process_time()
        for name in names:
            for call, right in zip(self.found[name], self.right.get(name, ()), strict=True):
                if call.case not in cases and quiet(call.give) != right:
                    cases[call.case] = None
                if len(cases) >= most or process_time() - begun > SECONDS:
                    return list(cases)
        return list(cases)


def quiet(give: Callable[[], Any]) -> Any:
    """What a function gives, or the kind of error that it ends with."""
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        return give()
    except (Exception, Hangs) as error:
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def hang(number: int, frame: FrameType | None) -> None:
    raise Hangs


def forget() -> None:
    """What the comparison keeps of earlier texts, a mutant may tell otherwise."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("factcheck.ladder", "factcheck.alignment")) and not name.endswith("weighting"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def assigned(mutant: Mutant) -> list[str]:
    """The names that the changed statement of a module gives a value."""
    for node in ast.parse(source(mutant.module).read_text(encoding="utf-8")).body:
        if node.lineno <= mutant.line <= (node.end_lineno or node.lineno) and isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return []


def changed(mutant: Mutant) -> dict[str, Any]:
    """What a module holds with its change: all of it, or the changed function or class alone beside what is right."""
    tree, every = sited(mutant.module)
    site = every[mutant.number]
    site.apply()
    right = importlib.import_module(mutant.module).__dict__
    body = [node for node in tree.body if getattr(node, "name", None) == mutant.inside] if mutant.inside else tree.body
    part = ast.fix_missing_locations(ast.Module(body, []))
    code = compile(part, str(source(mutant.module)), "exec")
    site._replace(new=site.old).apply()
    fresh = dict(right) if mutant.inside else {name: right[name] for name in right if name.startswith("__")}
    exec(code, fresh)
    return fresh


def alike(old: Any, new: Any) -> Iterator[tuple[FunctionType, FunctionType]]:
    """The functions of a function or a class, each with the one that takes its place."""
    members = [(old, new)] if isinstance(plain(old), FunctionType) else [(value, vars(new).get(name)) for name, value in vars(old).items()]
    for one, other in members:
        if isinstance(plain(one), FunctionType) and isinstance(plain(other), FunctionType):
            yield plain(one), plain(other)


def first_told(
    mutant: Mutant, told: Callable[[Any], Any], rows: Sequence[Any], right: Sequence[Any], order: Sequence[int], seconds: float
) -> int | None:
    """The first row, in some order, of which a mutant tells something else within so many seconds of a processor; ``right``: what the
    program tells of each."""
    with placed(mutant):
        begun = process_time()
        for at in order:
            if quiet(partial(told, rows[at])) != right[at]:
                return at
            if process_time() - begun > seconds:
                return None
    return None


def write_left(path: Path, mutants: Sequence[Mutant]) -> None:
    """Keep the mutants that nothing tells, beside a file of what was found, in the form in which they are asked for again."""
    left = [json.dumps({**mutant._asdict(), "killed": False}, ensure_ascii=False) for mutant in mutants]
    path.with_suffix(".left.jsonl").write_text("".join(f"{line}\n" for line in left), encoding="utf-8")


@contextmanager
def placed(mutant: Mutant) -> Iterator[None]:
    """A mutant in the place of the right program, for a while."""
    right, fresh = importlib.import_module(mutant.module), changed(mutant)
    undo: list[Callable[[], None]] = []
    for name in [] if mutant.inside else assigned(mutant):
        value = right.__dict__.get(name)
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(name, undo) is value:
                undo.append(partial(setattr, module, name, value))
                setattr(module, name, fresh[name])
    for function, new in alike(right.__dict__[mutant.inside], fresh[mutant.inside]) if mutant.inside else ():
        kept = function.__code__, function.__defaults__, function.__kwdefaults__
        undo.append(partial(restore, function, kept))
        put_function(function, new)
    forget()
    try:
        yield
    finally:
        for back in undo:
            back()
        forget()


def restore(function: FunctionType, kept: tuple[Any, Any, Any]) -> None:
    function.__code__, function.__defaults__, function.__kwdefaults__ = kept
