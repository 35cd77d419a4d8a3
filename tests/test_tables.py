"""The fast reader of tables reads what tomllib reads, and leaves to it what it does not know."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcheck import language
from factcheck.language import tables

TABLES = sorted(language.ROOT.rglob("*.toml"))
UNUSUAL = (
    'a = "with \\"quotes\\" and \\u00e9"',
    "a = 'literal # no comment'",
    'a = ["x", 1]',
    "a = [[1, 2], [3]]  # numbers",
    'a = {b = "inline"}',
    'a.b = "dotted"',
    'a = """\nseveral\nlines"""',
    "a = 2024-01-01",
    'a = """one line"""\nb = """\n\nblank"""',
    'a = """with "quotes" inside"""',
    "a = [1, 2,]\nb = [1_000, +2]\nc = [0.5, 1e3, inf]",
    'a = [["x"], ["y", "z"],]',
    'a = [ "x" , "y, z" ,\n]\nb = [""]\nc = ["", ","]',
    'a = ["back\\\\slash", "[bracket]", "#"]',
    "a = true\r\nb = false\r\n",
    '[a."quoted header"]\nb = 1',
    'a = ["ends", # here "or" there\n  "later",\n]\n',
    '[a]\nb = "x"  # why\n\n[a.c]\n"1" = []\n[[d]]\ne = 1\n[[d]]\ne = 2',
)
BROKEN = (
    'a = ["x\ny"]',
    'a = ["x", 1 "y"]',
    'a = ["x", "]',
    'a = [,"x"]',
    'a = "open',
    "a = [1, 2",
    "a",
    "= 1",
    'a = "x" b',
    "[a",
    'a = ["x" "y"',
    "a = nothing",
    "a = null",
    "a = NaN",
    "a = [1, null]",
    "a = -Infinity",
    'a = ["x" "y"]',
    'a = ["x",, "y"]',
    'a = ["x",,\n]',
)


def ordered(value: Any) -> Any:
    """A value in which the order of keys counts."""
    if isinstance(value, dict):
        return [(name, ordered(below)) for name, below in value.items()]
    return [ordered(below) for below in value] if isinstance(value, list) else (type(value), value)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(language.ROOT).as_posix())
def test_tables_are_read_as_tomllib_reads_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ordered(tables.parse(text)) == ordered(tomllib.loads(text))


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_texts_are_read_as_well(text: str) -> None:
    assert ordered(tables.parse(text)) == ordered(tomllib.loads(text))


@pytest.mark.parametrize("text", BROKEN)
def test_broken_texts_are_refused(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tables.parse(text)
