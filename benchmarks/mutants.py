"""Mutation testing: do the tests notice when one thing in a module of the values or of the comparison is changed?

    python benchmarks/mutants.py [--module factcheck.values.hedges ...] [--sample 40] [--seed 0] [--jobs 2] [--show] [--output FILE]

A mutant is one module with one change: a comparison, an integer one more or one less, "and" for "or", a condition turned around, an
operator, a value that is not returned, a statement left out. It is killed when one of the tests fails, hangs or runs out of memory.
Printed: for every module how many of its mutants (all, or a sample of them drawn by a fixed seed) are killed with the 95 % interval of
Wilson, then all of the values and all of the comparison; ``--show`` names every survivor with its line and its change.

How it is made fast: pytest collects once; one run under a tracer tells which test passes through which line; each mutant is a fork of
that process, in which the changed function takes the place of the right one, and only tests that pass through its line are run, those
of the module's own table first. Tests of time, of the command line, of examples drawn by chance and slow ones are left out: the whole
suite kills no fewer. Survivors that nobody can tell from the program (a faster way to the same answer, a bound that no value reaches)
stand in ``mutants_equivalent.jsonl`` with the reason, and do not count.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import importlib
import json
import os
import pickle
import platform
import random
import resource
import signal
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from math import sqrt
from pathlib import Path
from time import process_time
from types import FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the program that stands beside this file, whichever is installed

from factcheck import language  # noqa: E402

EQUIVALENT = Path(__file__).with_name("mutants_equivalent.jsonl")
GROUPS = {"values": ("factcheck.values",), "comparison": ("factcheck.ladder", "factcheck.alignment")}
NOT_MUTATED = {"factcheck.alignment.weighting"}  # numbers that are fitted, not written
TESTS = """
    arrangements bounds calendar changes claims dates dates_gold events exact feasts findings ladder measures names numbers
    numbers_property pairs parts passages polarity
    quantities relations same_event slots speakers values wholes
""".split()  # noqa: SIM905
SECONDS = 1.0  # tests that take longer are left out
BUDGET = 4.0  # seconds of tests that a mutant must survive
AT_MOST = 800  # tests that it must survive, of all that pass through its line
ALWAYS = {"own_cache", "quiet_collector", "request", "tmp_path_factory"}  # what every test is given, and none of those here needs
MEMORY = 6 << 30

# ------------------------------------------------------------------------------------------ changes

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
TYPES = {"annotation", "returns", "decorator_list", "type_params"}  # fields in which nothing is changed


def compared(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        changed = deepcopy(node)
        changed.ops[place] = COMPARISONS[type(operator)]()
        yield changed


def joined(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def calculated(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in OPERATORS:
        yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)


def signed(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))


def called(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield ast.Call(ast.Name(CALLS[node.func.id], ast.Load()), node.args, node.keywords)


def turned(node: ast.If | ast.While | ast.IfExp) -> Iterator[ast.AST]:
    changed = deepcopy(node)
    changed.test = ast.UnaryOp(ast.Not(), node.test)
    yield changed


def filtered(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        yield ast.comprehension(node.target, node.iter, node.ifs[:place] + node.ifs[place + 1 :], node.is_async)


def returned(node: ast.Return) -> Iterator[ast.AST]:
    if node.value and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def left_out(node: ast.stmt) -> Iterator[ast.AST]:
    documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    plain = isinstance(node, ast.Assign) and all(isinstance(target, ast.Name | ast.Tuple) for target in node.targets)
    if not documents and not plain:
        yield ast.Pass()


CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: compared,
    ast.BoolOp: joined,
    ast.BinOp: calculated,
    ast.UnaryOp: signed,
    ast.Constant: constant,
    ast.Call: called,
    ast.If: turned,
    ast.While: turned,
    ast.IfExp: turned,
    ast.comprehension: filtered,
    ast.Return: returned,
    ast.Expr: left_out,
    ast.Assign: left_out,
    ast.AugAssign: left_out,
    ast.Raise: left_out,
    ast.Break: lambda _: iter([ast.Continue()]),
    ast.Continue: lambda _: iter([ast.Break()]),
}


class Site(NamedTuple):
    """Where a tree can be changed, and into what: ``parent.field`` (or its element ``place``) becomes ``new``."""

    parent: ast.AST
    field: str
    place: int | None
    old: ast.AST
    new: ast.AST
    line: int
    inside: str

    def apply(self) -> None:
        if self.place is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.place] = self.new


def children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in TYPES or (isinstance(node, ast.JoinedStr) and field == "values"):
            continue
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, place, item) for place, item in enumerate(value) if isinstance(item, ast.AST))


def is_type(node: ast.AST) -> bool:
    """Whether this is a union of types ("Quantity | Duration"), of which a change tells nothing."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr) and is_type(node.left) and is_type(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id[:1].isupper() and not node.id.isupper())


def sites(node: ast.AST, line: int = 0, inside: str = "") -> Iterator[Site]:
    """Every change of what stands below, in the order of the text; ``inside`` is the function or name at the top."""
    for field, place, child in children(node):
        if (isinstance(child, ast.AnnAssign) and child.value is None) or (isinstance(child, ast.BinOp) and is_type(child)):
            continue
        at, name = getattr(child, "lineno", line), inside or getattr(child, "name", "")
        for new in CHANGES.get(type(child), lambda _: iter(()))(child):
            yield Site(node, field, place, child, new, at, name)
        yield from sites(child, at, name)


class Mutant(NamedTuple):
    """The change number ``number`` of a module."""

    module: str
    number: int
    line: int
    inside: str
    before: str
    after: str

    @property
    def told(self) -> tuple[str, str, str, str]:
        """What a change is known by, wherever its line moves to."""
        return self.module, self.inside, self.before, self.after


def brief(node: ast.AST) -> str:
    """The code of a node on one line; of a statement with a body its head alone."""
    if isinstance(node, ast.If | ast.While):
        return f"{'if' if isinstance(node, ast.If) else 'while'} {ast.unparse(node.test)}"
    written = ast.unparse(ast.fix_missing_locations(deepcopy(node))).split("\n")
    return written[0] if len(written) == 1 else f"{written[0]} ..."


@functools.cache
def mutants(module: str) -> tuple[Mutant, ...]:
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    return tuple(
        Mutant(module, number, site.line, site.inside, brief(site.old), brief(site.new)) for number, site in enumerate(sites(tree))
    )


def source(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def names(prefix: str) -> Iterator[str]:
    """The modules of a package."""
    for path in sorted(ROOT.joinpath(*prefix.split(".")).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> list[str]:
    return [name for prefixes in GROUPS.values() for prefix in prefixes for name in names(prefix) if name not in NOT_MUTATED]


# --------------------------------------------------------------------------------- a mutant in place


def changed_module(mutant: Mutant) -> ModuleType:
    """The module with its change, beside the right one."""
    right = importlib.import_module(mutant.module)
    tree = ast.parse(source(mutant.module).read_text(encoding="utf-8"))
    next(site for site in sites_of(tree, mutant.number)).apply()
    fresh = ModuleType(mutant.module)
    fresh.__dict__.update(
        {name: right.__dict__[name] for name in ("__file__", "__package__", "__spec__", "__path__") if name in right.__dict__}
    )
    exec(compile(ast.fix_missing_locations(tree), str(source(mutant.module)), "exec"), fresh.__dict__)
    return fresh


def sites_of(tree: ast.AST, number: int) -> Iterator[Site]:
    yield from (site for place, site in enumerate(sites(tree)) if place == number)


def plain(thing: Any) -> Any:
    """A function without what is wrapped around it."""
    while not isinstance(thing, FunctionType) and hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    for name in ("fget", "__func__"):
        thing = getattr(thing, name, None) or thing
    return thing


def put_function(right: FunctionType, fresh: FunctionType) -> None:
    right.__code__, right.__defaults__, right.__kwdefaults__ = fresh.__code__, fresh.__defaults__, fresh.__kwdefaults__


def put(right: ModuleType, fresh: ModuleType, name: str) -> None:
    """What the changed module calls so takes the place of what the right one does, wherever it was imported."""
    old, new = right.__dict__.get(name), fresh.__dict__.get(name)
    if isinstance(plain(old), FunctionType):
        put_function(plain(old), plain(new))
    elif isinstance(old, type):
        for member, value in vars(new).items():
            if isinstance(plain(value), FunctionType) and isinstance(plain(vars(old).get(member)), FunctionType):
                put_function(plain(vars(old)[member]), plain(value))
    else:
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(name) is old:
                setattr(module, name, new)


def place(mutant: Mutant) -> None:
    right, fresh = importlib.import_module(mutant.module), changed_module(mutant)
    assigned = [
        name
        for name, value in fresh.__dict__.items()
        if name in right.__dict__ and not name.startswith("__") and not isinstance(value, ModuleType)
    ]
    for name in [mutant.inside] if mutant.inside else assigned:
        value = plain(right.__dict__[name])
        if mutant.inside or not isinstance(value, FunctionType | type):
            put(right, fresh, name)


# -------------------------------------------------------------------------------------------- tests


def is_told(item: pytest.Item) -> bool:
    """Whether a test says the same each time: none of time, and none whose examples are drawn by chance."""
    drawn_by_chance = hasattr(getattr(item, "obj", None), "hypothesis")
    return not drawn_by_chance and not any(word in item.name for word in ("linear", "time_grows"))


def passes(item: pytest.Item) -> bool:
    """Whether a test passes or is skipped. One that needs nothing but its row of a table is called without pytest's detours."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    if isinstance(item, pytest.Function) and set(item.fixturenames) - ALWAYS <= params.keys():
        try:
            item.obj(**{name: params[name] for name in item.fixturenames if name in params})
        except pytest.skip.Exception:
            return True
        except Exception:
            return False
        return True
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


Line = tuple[str, int]


def words_read() -> None:
    """The words of the languages, which no mutant changes, are read once for all forks."""
    for lang in language.supported():
        pack = language.load(lang)
        pack.tokens("")
        for path in sorted((language.ROOT / lang).glob("*.toml")):
            pack.table(path.stem)
    for path in sorted(language.ROOT.glob("*.toml")):
        language.neutral(path.stem)


class Passage(NamedTuple):
    """Which tests pass through which line of a file (``lines``), how long each takes, and the lines that are
    passed only to derive what is then kept (``derived``)."""

    lines: Mapping[tuple[str, int], Sequence[int]]
    seconds: Sequence[float]
    derived: frozenset[tuple[str, int]]


class Tracer:
    """The lines of some files that a test passes through."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files, self.seen = frozenset(files), set[tuple[str, int]]()

    def called(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self.line if frame.f_code.co_filename in self.files else None

    def line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

    def run(self, item: pytest.Item) -> tuple[bool, set[tuple[str, int]]]:
        self.seen = set()
        sys.settrace(self.called)
        try:
            passed = passes(item)
        finally:
            sys.settrace(None)
        return passed, self.seen


def recorded(items: Sequence[tuple[int, pytest.Item]], files: Sequence[str]) -> tuple[dict[Line, set[int]], dict[int, float], set[Line]]:
    """What the tests of one file pass through. A line that a test passes only the first time (what is derived once and kept) counts for
    every test of the file."""
    tracer, seconds = Tracer(files), dict[int, float]()
    lines, derived, used = defaultdict[Line, set[int]](set), set[Line](), set[Line]()
    for number, item in items:
        start = process_time()
        passed, seen = tracer.run(item)
        if not passed or process_time() - start > SECONDS:
            continue
        seconds[number] = process_time() - start
        again = tracer.run(item)[1] if seen & derived or seen - lines.keys() else seen
        for line in seen:
            lines[line].add(number)
        derived |= seen - again
        used |= again
    for line in derived:
        lines[line] = set(seconds)
    return dict(lines), seconds, derived - used


def silent() -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)


def in_fork(work: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own, so that nothing that it keeps stays here."""
    with tempfile.TemporaryFile() as file:
        child = os.fork()
        if not child:
            try:
                silent()
                pickle.dump(work(), file)
                file.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        file.seek(0)
        return pickle.load(file)


def passage(items: Sequence[pytest.Item], files: Sequence[str]) -> Passage:
    """Every file of tests in a process of its own: what is derived there and kept is derived anew in the next."""
    lines: dict[tuple[str, int], array[int]] = defaultdict(lambda: array("H"))
    seconds = [0.0] * len(items)
    derived, used = set[Line](), set[Line]()
    by_file = defaultdict[Path, list[tuple[int, pytest.Item]]](list)
    for number, item in enumerate(items):
        by_file[item.path].append((number, item))
    for group in by_file.values():
        found, took, kept = in_fork(functools.partial(recorded, group, files))
        derived |= kept
        used |= found.keys() - kept
        for number, each in took.items():
            seconds[number] = each
        for line, numbers in found.items():
            lines[line].extend(sorted(numbers))
    return Passage(lines, seconds, frozenset(derived - used))


# ------------------------------------------------------------------------------------------ judging


class Verdict(NamedTuple):
    """What became of a mutant: ``killer`` is the number of a test, -1 where it hung or was killed by the system, None if it survived."""

    mutant: Mutant
    killed: bool
    killer: int | None
    tests: int


def judge(mutant: Mutant, order: Sequence[int], items: Sequence[pytest.Item], seconds: Sequence[float], out: int) -> None:
    """In a fork: the tests in this order until one fails, whose number is written down."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    begun = process_time()
    try:
        place(mutant)
    except BaseException:  # it cannot even be imported
        os.write(out, b"-1")
        return
    for number in order:
        signal.setitimer(signal.ITIMER_PROF, 5 + 20 * seconds[number])
        if not passes(items[number]):
            os.write(out, str(number).encode())
            return
        if process_time() - begun > BUDGET:
            return


class Judges:
    """Forks that judge mutants, some at a time. Tests that killed a mutant of the same function are tried first."""

    def __init__(self, items: Sequence[pytest.Item], passage: Passage, jobs: int) -> None:
        self.items, self.passage, self.jobs = items, passage, jobs
        self.running: dict[int, tuple[Mutant, int, int]] = {}
        self.killers = defaultdict[tuple[str, str], Counter[int]](Counter)

    def order(self, mutant: Mutant) -> list[int]:
        path = str(source(mutant.module))
        end = mutant.line + mutant.before.count("\n")
        tests = {number for line in range(mutant.line, end + 1) for number in self.passage.lines.get((path, line), ())}
        if not mutant.inside:  # what a module holds is used anywhere in it
            tests = {number for (file, _), numbers in self.passage.lines.items() if file == path for number in numbers}
        known, close = self.killers[mutant.module, mutant.inside], self.closeness(path)
        first = [number for number, _ in known.most_common() if number in tests]
        rest = sorted(tests - set(first), key=lambda number: (-close[self.items[number].path], self.passage.seconds[number], number))
        return first + rest[:AT_MOST]

    @functools.cache  # noqa: B019
    def closeness(self, path: str) -> Mapping[Path, float]:
        """By file of tests: the share that this module has in all that they pass through."""
        here, everywhere = Counter[Path](), Counter[Path]()
        for (file, _), numbers in self.passage.lines.items():
            for place in {self.items[number].path for number in numbers}:
                everywhere[place] += 1
                here[place] += file == path
        return {place: here[place] / everywhere[place] for place in everywhere}

    def start(self, mutant: Mutant) -> Verdict | None:
        order = self.order(mutant)
        if not order:
            return Verdict(mutant, False, None, 0)
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                silent()
                judge(mutant, order, self.items, self.passage.seconds, write)
                os._exit(0)
            except BaseException:
                os._exit(1)
        os.close(write)
        self.running[child] = mutant, read, len(order)
        return None

    def ended(self) -> Verdict:
        child, status = os.wait()
        mutant, read, tests = self.running.pop(child)
        told = os.read(read, 20).decode()
        os.close(read)
        killer = int(told) if told else -1 if status else None
        if killer is not None and killer >= 0:
            self.killers[mutant.module, mutant.inside][killer] += 1
        return Verdict(mutant, killer is not None, killer, tests)

    def verdicts(self, wanted: Sequence[Mutant]) -> Iterator[Verdict]:
        for mutant in wanted:
            if len(self.running) >= self.jobs:
                yield self.ended()
            verdict = self.start(mutant)
            if verdict:
                yield verdict
        while self.running:
            yield self.ended()


class Judging:
    """As a plugin of pytest: what is done with the tests once they are collected, instead of running them."""

    def __init__(self, wanted: Sequence[Mutant], jobs: int, output: Path | None) -> None:
        self.wanted, self.jobs, self.output = wanted, jobs, output
        self.verdicts: list[Verdict] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if is_told(item)]
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # once, not in every fork
        told = passage(items, [str(source(name)) for name in sorted({mutant.module for mutant in self.wanted})])
        log(f"{sum(map(bool, told.seconds))} tests of {sum(told.seconds):.0f} s pass through {len(told.lines)} lines")
        judges = Judges(items, told, self.jobs)
        words_read()
        cold = [mutant for mutant in self.wanted if not mutant.inside or (str(source(mutant.module)), mutant.line) in told.derived]
        self.judge(judges, cold)
        for item, seconds in zip(items, told.seconds, strict=True):
            if seconds:  # what the right program derives and keeps is not derived again in every fork
                passes(item)
        self.judge(judges, [mutant for mutant in self.wanted if mutant not in set(cold)])
        return True

    def judge(self, judges: Judges, wanted: Sequence[Mutant]) -> None:
        gc.collect()
        gc.freeze()
        for verdict in judges.verdicts(wanted):
            self.verdicts.append(verdict)
            self.write(verdict, judges.items)
            if len(self.verdicts) % 100 == 0:
                log(f"{len(self.verdicts)} of {len(self.wanted)} mutants, {sum(each.killed for each in self.verdicts)} killed")

    def write(self, verdict: Verdict, items: Sequence[pytest.Item]) -> None:
        if self.output:
            killer = items[verdict.killer].nodeid if verdict.killer is not None and verdict.killer >= 0 else verdict.killer
            row = {**verdict.mutant._asdict(), "killed": verdict.killed, "killer": killer, "tests": verdict.tests}
            with self.output.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# -------------------------------------------------------------------------------------------- shown


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share, z = hits / of, 1.96
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + z * z / of)), min(1.0, (middle + spread) / (1 + z * z / of))


def row(name: str, verdicts: Sequence[Verdict], mutants: int) -> str:
    killed = sum(verdict.killed for verdict in verdicts)
    low, high = wilson(killed, len(verdicts))
    share = killed / len(verdicts) if verdicts else 1.0
    return f"{name:45} {mutants:6} {len(verdicts):6} {killed:6} {share:7.1%}  {low:.1%} to {high:.1%}"


def total(name: str, by_module: Mapping[str, Sequence[Verdict]], counts: Mapping[str, int]) -> str:
    """All modules of a group, each weighted by its number of mutants."""
    of = sum(counts[module] for module, verdicts in by_module.items() if verdicts)
    share, variance = 0.0, 0.0
    for module, verdicts in by_module.items():
        if verdicts:
            part = sum(verdict.killed for verdict in verdicts) / len(verdicts)
            drawn = 1 - len(verdicts) / counts[module]
            share += part * counts[module] / of
            variance += (counts[module] / of) ** 2 * part * (1 - part) / len(verdicts) * drawn
    tested, killed = sum(map(len, by_module.values())), sum(each.killed for verdicts in by_module.values() for each in verdicts)
    return f"{'all of ' + name:45} {of:6} {tested:6} {killed:6} {share:7.1%}  plus or minus {1.96 * sqrt(variance):.1%}"


def shown(verdicts: Sequence[Verdict], counts: Mapping[str, int], survivors: bool) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {platform.machine()}"
    yield f"{'module':45} {'all':>6} {'tested':>6} {'killed':>6} {'share':>7}  95 %"
    for group, prefixes in GROUPS.items():
        by_module = {name: [each for each in verdicts if each.mutant.module == name] for prefix in prefixes for name in names(prefix)}
        yield from (row(name, found, counts[name]) for name, found in by_module.items() if found)
        if any(by_module.values()):
            yield total(group, by_module, counts)
    if survivors:
        for verdict in sorted(each for each in verdicts if not each.killed):
            mutant = verdict.mutant
            yield f"{mutant.module}:{mutant.line} {mutant.inside} ({verdict.tests} tests): {mutant.before}  ->  {mutant.after}"


def equivalent() -> set[tuple[str, ...]]:
    rows = [json.loads(line) for line in EQUIVALENT.read_text(encoding="utf-8").splitlines()] if EQUIVALENT.exists() else []
    return {(each["module"], each["inside"], each["before"], each["after"]) for each in rows}


def survivors(path: Path) -> list[Mutant]:
    """The mutants that survived in an earlier run, as they are found now, wherever their lines have moved to."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = Counter((each["module"], each["inside"], each["before"], each["after"]) for each in rows if not each["killed"])
    numbers = {(each["module"], each["number"]) for each in rows if not each["killed"]}
    found = [mutant for module in sorted({module for module, *_ in told}) for mutant in mutants(module) if mutant.told in told]
    return [mutant for mutant in found if (mutant.module, mutant.number) in numbers or told[mutant.told] == 1]


def drawn(chosen: Sequence[str], sample: int | None, seed: int) -> tuple[list[Mutant], dict[str, int]]:
    """The mutants to be judged, and how many there are of each module; those that are known to be equivalent left out."""
    same, wanted, counts = equivalent(), list[Mutant](), dict[str, int]()
    for name in chosen:
        every = [mutant for mutant in mutants(name) if mutant.told not in same]
        counts[name] = len(every)
        wanted += random.Random(f"{seed} {name}").sample(every, min(sample or len(every), len(every)))
    return wanted, counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="a module, or a package for all of its modules (default: all)")
    parser.add_argument("--sample", type=int, help="at most so many mutants of each module (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="name every survivor")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that survived in a run that wrote this file")
    parser.add_argument("--output", type=Path, help="write every verdict as a JSON line")
    options = parser.parse_args()
    chosen = [name for name in modules() if not options.module or any(f"{name}.".startswith(f"{each}.") for each in options.module)]
    wanted, counts = drawn(chosen, options.sample, options.seed)
    wanted = survivors(options.again) if options.again else wanted
    log(f"{sum(counts.values())} mutants of {len(chosen)} modules, {len(wanted)} to be judged")
    judging = Judging(wanted, options.jobs, options.output)
    tests = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS]
    pytest.main(
        ["-q", "-s", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:logging", f"--rootdir={ROOT}", *tests], plugins=[judging]
    )
    print("\n".join(shown(judging.verdicts, counts, options.show)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
