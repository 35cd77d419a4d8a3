"""What can be changed in a module: comparisons, numbers, conditions, operators, what is returned, statements that are left out."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent

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
    hands_over = isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield) and node.value.value is None  # a turn: others go on
    plain = isinstance(node, ast.Assign) and all(isinstance(target, ast.Name | ast.Tuple) for target in node.targets)
    if not documents and not hands_over and not plain:
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
    statement: int
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


def sites(node: ast.AST, line: int = 0, statement: int = 0, inside: str = "") -> Iterator[Site]:
    """Every change of what stands below, in the order of the text; ``inside`` is the function or class at the top,
    ``statement`` the line at which the innermost statement begins."""
    for field, place, child in children(node):
        declared = isinstance(child, ast.Assert) or (isinstance(child, ast.AnnAssign) and child.value is None)
        asserted = isinstance(child, ast.keyword) and child.arg == "strict"  # "zip(a, b, strict=True)"
        if declared or asserted or (isinstance(child, ast.BinOp) and is_type(child)):
            continue  # said to the checker of types, or to the reader
        at, name = getattr(child, "lineno", line), inside or getattr(child, "name", "")
        begun = at if isinstance(child, ast.stmt) else statement
        for new in CHANGES.get(type(child), lambda _: iter(()))(child):
            yield Site(node, field, place, child, new, at, begun, name)
        yield from sites(child, at, begun, name)


class Mutant(NamedTuple):
    """The change number ``number`` of a module."""

    module: str
    number: int
    line: int
    statement: int
    inside: str
    before: str
    after: str

    @property
    def told(self) -> tuple[str, str, str, str]:
        """What a change is known by, wherever its line moves to."""
        return self.module, self.inside, self.before, self.after

    @property
    def at(self) -> str:
        """The line that it stands on, which tells it from others of its function that are told alike."""
        return lines(self.module)[self.line - 1].strip()


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
        Mutant(module, number, site.line, site.statement, site.inside, brief(site.old), brief(site.new))
        for number, site in enumerate(sites(tree))
    )


@functools.cache
def lines(module: str) -> list[str]:
    return source(module).read_text(encoding="utf-8").splitlines()


def source(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def names(prefix: str) -> Iterator[str]:
    """The modules of a package."""
    for path in sorted(ROOT.joinpath(*prefix.split(".")).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
