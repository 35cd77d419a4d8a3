"""A mutant in the place of the right program, in this process."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Sequence
from functools import lru_cache
from types import FunctionType, ModuleType
from typing import Any

from mutating.changes import Mutant, Site, sites, source


@lru_cache(maxsize=2)
def sited(module: str) -> tuple[ast.Module, Sequence[Site]]:
    """The tree of a module and what can be changed in it. It is kept for forks: a process can put one mutant in place."""
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    return tree, list(sites(tree))


def changed_module(mutant: Mutant) -> ModuleType:
    """The module with its change, beside the right one."""
    right = importlib.import_module(mutant.module)
    tree, every = sited(mutant.module)
    every[mutant.number].apply()
    fresh = ModuleType(mutant.module)
    fresh.__dict__.update(
        {name: right.__dict__[name] for name in ("__file__", "__package__", "__spec__", "__path__") if name in right.__dict__}
    )
    exec(compile(ast.fix_missing_locations(tree), str(source(mutant.module)), "exec"), fresh.__dict__)
    return fresh


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
