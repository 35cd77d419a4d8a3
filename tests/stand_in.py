"""An engine that answers at once, for the tests of the command line. The name of the first path says what it does.

Run as a program it is `factcheck` with this engine: `python tests/stand_in.py report full`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from sample_reports import CALM, EMPTY, REPORT

from factcheck.model import Comparison, Relation, Report, Skipped

CLEAN = replace(REPORT, skipped=())
REPORTS = {"full": REPORT, "clean": CLEAN, "calm": CALM, "empty": EMPTY, "many": replace(CLEAN, findings=CLEAN.findings * 400)}


@dataclass(frozen=True)
class Rule:
    id: str
    relation: Relation | None
    meaning: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Extraction:
    rows: Iterator[dict[str, Any]]
    articles: int
    skipped: tuple[Skipped, ...]


def check(paths: Sequence[str], *, lang: str | None = None, stdin: Any = None, **working: object) -> Report:
    name = Path(paths[0]).name
    if name == "broken":
        raise RuntimeError("boom\x1b[31m\nFORGED")
    if name == "slow":
        print("started", file=sys.stderr, flush=True)
        time.sleep(60)
    if name == "-":
        return replace(CALM, left_out={stdin.read().decode(): 1})
    return REPORTS[name]


def compare(a: str, b: str, *, lang: str | None = None) -> Comparison:
    return Comparison("agreement" if a == b else "none", "same-value", f"{a} / {b}")


def compare_pairs(rows: Iterable[Mapping[str, Any]], lang: str | None = None) -> Iterator[Comparison]:
    for row in rows:
        yield replace(compare(row["a"], row["b"]), id=row["id"])


def extract_paths(paths: Sequence[str], *, lang: str | None = None, stdin: Any = None, **more: Any) -> Extraction:
    row = {"document": "a", "start": 0, "end": 2, "quote": "43", "kind": "quantity", "min": 43}
    read = REPORTS[Path(paths[0]).name]
    return Extraction(iter([row] if read.articles else []), len(read.articles), read.skipped)


def rules() -> tuple[Rule, ...]:
    return (
        Rule("values-differ", Relation.CONTRADICTION, "The values differ.", ("deux / trois",)),
        Rule("other-thing", None, "They are about different things.", ()),
    )


def explain(report: Report, finding_id: str) -> str:
    return f"finding {finding_id}\n  with \x1b[31m\n::error::x\n"


def engine() -> dict[str, ModuleType]:
    """The modules that take the places of `factcheck.pipeline` and of `factcheck.recall`, which knows what was told before."""
    modules = {name: ModuleType(name) for name in ("factcheck.pipeline", "factcheck.recall")}
    for function in (check, compare, compare_pairs, extract_paths, rules, explain):
        setattr(modules["factcheck.pipeline"], function.__name__, function)
    modules["factcheck.recall"].check = check  # type: ignore[attr-defined]
    return modules


if __name__ == "__main__":
    sys.modules.update(engine())
    from factcheck.cli import run

    run()
