"""The shape of the code: imports go one way, functions stay short, only the command line prints, words are data."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from each import each

import factcheck

PACKAGE = Path(__file__).parent.parent / "factcheck"

# From top to bottom; the rooms of one row do not know each other.
ROOMS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("reports",),
    ("diff", "selection"),
    ("recall",),
    ("pipeline",),
    ("comparing", "extracting"),
    ("findings", "pairs", "readings", "rows"),
    ("ladder", "outlines"),
    ("alignment", "grouping"),
    ("events",),
    ("origins",),
    ("labels",),
    ("claims",),
    ("values", "assertion"),
    ("statements",),
    ("articles",),
    ("language",),
    ("text",),
    ("cache", "config", "objects", "packing", "turns", "workers"),
    ("model",),
    ("frozen",),
)
RANK = {room: rank for rank, row in enumerate(ROOMS) for room in row}

COMPUTED = "a computed name"
# What may be imported late, by whom, and why.
LATE_IMPORTS = {
    ("factcheck", COMPUTED): "the face loads a function when it is first asked for, so that `import factcheck` stays cheap",
    ("factcheck.articles.formats", COMPUTED): "feeds and pages need xml, html and logging, which other formats would pay for",
    ("factcheck.articles.pages", "trafilatura"): "the optional extra `html`; 145 ms of import that only HTML input pays for",
    ("factcheck.cli.app", COMPUTED): "of all commands only the one that is asked for is loaded",
    ("factcheck.cli", "factcheck.cli.exits"): "it is loaded when a signal can be raised",
    ("factcheck.cli", "factcheck.cli.program"): "first of all signals are taken over, and the search for reference cycles made rare",
    ("factcheck.cli.compare", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.completion", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.explain", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.extract", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.inputs", "factcheck.articles"): "only a configuration knows something about articles",
    ("factcheck.cli.inputs", "factcheck.cache"): "sqlite3 takes 5 ms, and a run without a cache has no use for it",
    ("factcheck.cli.inputs", "factcheck.cli.progress"): "most runs are too short to be watched, or nobody watches",
    ("factcheck.cli.inputs", "factcheck.cli.vocabulary"): "few configurations add words",
    ("factcheck.cli.inputs", "factcheck.language"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.inputs", "factcheck.recall"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.inputs", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.origins", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.report", "factcheck.cli.baseline"): "most runs have no baseline",
    ("factcheck.cli.rules", "factcheck.pipeline"): "`--help` and wrong usage answer without loading the engine",
    ("factcheck.cli.vocabulary", "factcheck.language"): "the module is loaded for wrong usage too",
    ("factcheck.config", "tomllib"): "most runs have no configuration, and its import takes as long as reading an article",
    ("factcheck.language", COMPUTED): "the stemmer of one language is imported without those of all others, which cost 10 ms",
    ("factcheck.language.tables", "tomllib"): "few tables need it, and its import takes as long as reading them",
    ("factcheck.comparing.archives", "factcheck.cache"): "another process has one of its own, others none",
    ("factcheck.comparing.archives", "factcheck.workers"): "multiprocessing takes 25 ms, and few articles are grouped in one process",
    ("factcheck.comparing.judgements", "factcheck.workers"): "multiprocessing takes 25 ms, and small inputs are compared in one process",
    ("factcheck.extracting", "factcheck.workers"): "multiprocessing takes 25 ms, and small inputs are read in one process",
    ("factcheck.readings", "factcheck.workers"): "multiprocessing takes 25 ms, and small inputs are read in one process",
    ("factcheck.recall", "factcheck.workers"): "multiprocessing takes 25 ms, and small inputs are read in one process",
    ("factcheck.recall", "factcheck.pipeline"): "what is known as a whole is told without loading the engine",
    ("factcheck.pipeline", "factcheck.extracting"): "a report makes no rows",
    ("factcheck.pipeline", "factcheck.rows"): "a report makes no rows",
    ("factcheck.pipeline", "factcheck.pairs"): "a report compares no two statements by themselves, and the alignment costs it 5 ms",
    ("factcheck.reports", COMPUTED): "a renderer is loaded when its format is asked for: rich costs 35 ms, and only a terminal needs it",
}
LONGEST_FUNCTION = 40
ACCENTS_ALLOWED = {
    "factcheck.text": "the letters that Unicode does not decompose (œ, æ, ß, ...) belong to no language in particular",
    "factcheck.values.spelling": "rules of transliteration fold letters of many languages",
}
# French words that no English message and no neutral key contains: a literal that has one should be data.
FRENCH = re.compile(
    r"\b(?:aujourd|avec|cette|dans|demain|deux|dimanche|dont|elles?|environ|hier|janvier|jeudi|leurs?|lundi|mais|mardi|mercredi|mille|morts?"
    r"|nous|plusieurs|quand|quatre|qui|samedi|selon|sont|trois|vendredi|vous)\b"
)


@dataclass(frozen=True)
class Module:
    """One source file of the package, parsed."""

    name: str
    path: Path
    source: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of its tree."""
        return list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The part of its dotted name that says which room it is in; "" for the face of the package."""
        return self.name.split(".")[1] if "." in self.name else ""

    def place(self, node: ast.AST) -> str:
        """Where a node stands, as `path:line`."""
        return f"{self.path.relative_to(PACKAGE.parent).as_posix()}:{getattr(node, 'lineno', 0)}"


@cache
def modules() -> dict[str, Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        source = path.read_text(encoding="utf-8")
        found[name] = Module(name, path, source, ast.parse(source))
    return found


each_module = each(lambda: modules().values(), lambda module: module.name)


def imported(node: ast.AST, module: Module) -> Iterator[str]:
    """The dotted names of the modules that an import statement asks for."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
            base = ".".join([*package.split(".")[: len(package.split(".")) - node.level + 1], *filter(None, [node.module])])
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            yield whole if whole in modules() else base


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """The modules of the package that a module imports, wherever in its text."""
    for node in module.nodes:
        for name in imported(node, module):
            if name.split(".")[0] == "factcheck":
                yield node, name


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def docstrings(module: Module) -> set[int]:
    """The identities of constants that stand alone as statements: docstrings of modules, classes, functions, attributes."""
    return {id(node.value) for node in module.nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def literals(module: Module) -> Iterator[ast.Constant]:
    """The string constants of a module that are not documentation. The examples of a rule are: `explain` prints them."""
    documentation = docstrings(module)
    for call in module.nodes:
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Rule":
            documentation |= {id(node) for node in ast.walk(call)}
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


@each_module
def test_every_module_has_a_room(module: Module) -> None:
    assert module.room == "" or module.room in RANK, f"{module.name}: name its room in ROOMS and in docs/architecture.md"


@each_module
def test_imports_go_one_way(module: Module) -> None:
    if not module.room:  # the face of the package stands above everything
        return
    for node, name in imports(module):
        room = name.split(".")[1] if "." in name else ""
        if room in ("", module.room):
            continue
        assert RANK[module.room] < RANK[room], f"{module.place(node)}: {module.room} must not import {room}"


@each_module
def test_the_face_is_not_imported_from_inside(module: Module) -> None:
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "factcheck" and not node.level:
            for alias in node.names:
                inside = alias.name in RANK or alias.name == "__version__"
                assert inside, f"{module.place(node)}: import {alias.name} from the module that defines it"


def test_no_cycles_between_modules() -> None:
    graph = {name: {target for _, target in imports(module) if target != name} for name, module in modules().items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " > ".join([*path[path.index(name) :], name])
        if name not in done:
            for target in sorted(graph.get(name, ())):
                visit(target, (*path, name))
            done.add(name)

    for name in sorted(set(graph) - {"factcheck"}):
        visit(name, ())


def late_imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Imports that run when a function is called: import statements in functions, and calls of `import_module`."""
    for function in functions(module):
        for node in ast.walk(function):
            yield from ((node, name) for name in imported(node, module))
            called = node.func if isinstance(node, ast.Call) else None
            if getattr(called, "attr", getattr(called, "id", "")) in ("import_module", "__import__"):
                argument = node.args[0] if isinstance(node, ast.Call) and node.args else None
                yield node, str(argument.value) if isinstance(argument, ast.Constant) else COMPUTED


@each_module
def test_no_import_inside_functions(module: Module) -> None:
    for node, name in late_imports(module):
        reasoned = (module.name, name) in LATE_IMPORTS
        assert reasoned, f"{module.place(node)}: import {name} at the top of the module, or give a reason in LATE_IMPORTS"


def test_allowed_late_imports_are_made() -> None:
    made = {(module.name, name) for module in modules().values() for _, name in late_imports(module)}
    assert not LATE_IMPORTS.keys() - made


def test_allowed_accents_are_there() -> None:
    assert not [name for name in ACCENTS_ALLOWED if name not in modules() or modules()[name].source.isascii()]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from `def` to its end, its docstring left out."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


@each_module
def test_functions_are_short(module: Module) -> None:
    lines = module.source.splitlines()
    for function in functions(module):
        first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
        reasoned = any("# long:" in line for line in lines[max(first - 2, 0) : function.body[0].lineno])
        assert length(function) <= LONGEST_FUNCTION or reasoned, (
            f"{module.place(function)}: {function.name} has {length(function)} lines; split it, or say why above it in `# long: ...`"
        )


PRINTERS = {"print", "input"}
PRINTING_ATTRIBUTES = {("sys", "stdout"), ("sys", "stderr"), ("sys", "stdin"), ("typer", "echo"), ("rich", "print"), ("click", "echo")}


@each_module
def test_only_the_command_line_prints(module: Module) -> None:
    if module.room == "cli":
        return
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in PRINTERS, f"{module.place(node)}: only factcheck.cli prints"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in PRINTING_ATTRIBUTES, f"{module.place(node)}: only factcheck.cli touches the streams"
        if isinstance(node, ast.ImportFrom) and node.module in ("sys", "rich", "typer", "click"):
            names = {(node.module, alias.name) for alias in node.names}
            assert not names & PRINTING_ATTRIBUTES, f"{module.place(node)}: only factcheck.cli touches the streams"


@each_module
def test_modules_are_named_after_what_they_do(module: Module) -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert not vague & set(module.name.split(".")), f"{module.name}: name it after what it does"


@each_module
def test_no_accented_letter_in_code(module: Module) -> None:
    if module.name in ACCENTS_ALLOWED:
        return
    for node in literals(module):
        accented = sorted({c for c in str(node.value) if ord(c) > 127 and c.isalpha()})
        assert not accented, (
            f"{module.place(node)}: {''.join(accented)!r} in {node.value!r}; words of a language belong in factcheck/language"
        )


@each_module
def test_no_french_word_in_code(module: Module) -> None:
    for node in literals(module):
        words = FRENCH.findall(str(node.value).lower())
        assert not words, f"{module.place(node)}: {words} in {node.value!r}; words of a language belong in factcheck/language"


@each_module
def test_every_module_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module.tree) or not module.tree.body, f"{module.name} has no docstring"


@each_module
def test_no_leftovers(module: Module) -> None:
    for token in tokenize.generate_tokens(io.StringIO(module.source).readline):
        if token.type == tokenize.COMMENT:
            assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string), f"{module.path.name}:{token.start[0]}: {token.string}"


def test_functions_stay_small_on_the_whole() -> None:
    lengths = sorted(length(function) for module in modules().values() for function in functions(module))
    assert lengths[len(lengths) // 2] <= 11
    assert lengths[len(lengths) * 9 // 10] <= 36


def test_no_module_hides_a_function_of_the_face() -> None:
    assert not {f"factcheck.{name}" for name in factcheck.__all__} & modules().keys()


def test_the_face_holds_whatever_was_imported_before() -> None:
    """A module of the same name would take the place of `factcheck.check` once it is loaded."""
    program = "import factcheck.cli, factcheck.pipeline, factcheck as f; assert all(map(callable, (f.check, f.compare, f.extract)))"
    subprocess.run([sys.executable, "-c", program], check=True)
