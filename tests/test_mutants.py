"""Mutation testing: what is changed in a module, that a change takes its place, and that tests notice it."""

from __future__ import annotations

import ast
import json
import sys
from functools import partial
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import mutants  # noqa: E402
from mutating import calls, changes, edging, passing, placing, searching, varying  # noqa: E402

from factcheck.values.numbers_roman import roman  # noqa: E402


def changed(code: str) -> list[str]:
    """Every change of some code, as it then reads."""
    number, found = 0, []
    while True:
        tree = ast.parse(code)
        sites = list(changes.sites(tree))
        if number == len(sites):
            return found
        sites[number].apply()
        found.append(ast.unparse(ast.fix_missing_locations(tree)))
        number += 1


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        '"""A docstring."""',
        "x: int",
        "assert x < 3",
        "for x in zip(a, b, strict=True):\n    y = x",
        "x: int | None = None",
        "Value = Date | None",
        "def f(a: int) -> str:\n    return 'a'",
        "x = f'{a:3}'",
        "def f():\n    yield",
    ],
)
def test_what_is_not_changed(code: str) -> None:
    assert changed(code) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("a < b <= c", ["pass", "a <= b <= c", "a < b < c"]),
        ("x = a and b", ["x = a or b"]),
        ("x = not a", ["x = a"]),
        ("x = 3", ["x = 4", "x = 2"]),
        ("x = True", ["x = False"]),
        ("x = a - b", ["x = a + b"]),
        ("x = a | b", ["x = a & b"]),
        ("x = any(a)", ["x = all(a)"]),
        ("x = a if b else c", ["x = a if not b else c"]),
        ("x = [a for a in b if c]", ["x = [a for a in b]"]),
        ("a.b = c", ["pass"]),
        ("f()", ["pass"]),
    ],
)
def test_what_is_changed(code: str, found: list[str]) -> None:
    assert changed(code)[-len(found) :] == found or set(found) <= set(changed(code))


def test_changes_know_their_function_and_lines() -> None:
    tree = ast.parse("def f():\n    return g(\n        3,\n    )\n")
    assert [(site.inside, site.statement, site.line) for site in changes.sites(tree)] == [("f", 2, 2), ("f", 2, 3), ("f", 2, 3)]


def state() -> tuple[list[int], dict[str, int]]:
    return [roman(letters) for letters in ("I", "IV", "XIX", "IIII", "M")], sys.modules["factcheck.values.spans"].SECONDS


def state_with(mutant: changes.Mutant) -> object:
    placing.place(mutant)
    try:
        return state()
    except Exception:
        return None


@pytest.mark.parametrize(("module", "inside"), [("numbers_roman", "roman"), ("spans", "")])
def test_a_change_takes_its_place_in_a_fork_alone(module: str, inside: str) -> None:
    every = [mutant for mutant in changes.mutants(f"factcheck.values.{module}") if mutant.inside == inside][:12]
    right = state()
    assert sum(passing.in_fork(partial(state_with, mutant)) != right for mutant in every) >= 4
    assert state() == right


def test_a_call_made_again_tells_a_change_which_is_then_taken_back() -> None:
    every = [mutant for mutant in changes.mutants("factcheck.values.numbers_roman") if mutant.inside == "roman"]
    right, made = state(), calls.Calls(["factcheck.values.numbers_roman"], 0)
    for case, letters in enumerate(("XIX", "IIII")):
        with made.recorded(case):
            roman(letters)
    made.give()
    told = set[int]()
    for mutant in every:
        with calls.placed(mutant):
            told.update(made.infected(mutant, 9))
    assert told == {0, 1}
    assert state() == right


def test_shares_have_intervals() -> None:
    low, high = mutants.wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert mutants.wilson(0, 0) == (0.0, 1.0)


def test_equivalent_mutants_are_still_there_and_say_why() -> None:
    rows = [json.loads(line) for line in mutants.EQUIVALENT.read_text(encoding="utf-8").splitlines()]
    assert all(row["why"] for row in rows)
    there = {module: list(changes.mutants(module)) for module in {row["module"] for row in rows}}
    for row in rows:
        told = row["module"], row["inside"], row["before"], row["after"]
        assert any(mutant.told == told and row.get("at", "") in ("", mutant.at) for mutant in there[row["module"]]), told


def test_tests_that_judge_are_there() -> None:
    assert not [name for name in mutants.TESTS if not (Path(__file__).parent / f"test_{name}.py").exists()]


def test_texts_are_varied_by_their_seed_alone() -> None:
    row, others = (
        {"lang": "en", "day": None, "text": "About 300 people left on Monday."},
        [{"lang": "en", "text": "It rained for two days."}],
    )
    one, two = (
        [made.near(row, others) for _ in range(60)] for made in (varying.Varying("factcheck.values.hedges", "before", 3) for _ in range(2))
    )
    assert one == two and len({made["text"] for made in one}) > 40
    assert row == {"lang": "en", "day": None, "text": "About 300 people left on Monday."}


def test_an_edge_is_found_on_both_sides() -> None:
    told = searching.Given(lambda row: {"read": int(row["text"]) > 57 or "few"}, ("text",), ("text",))
    edges = edging.Edges(told, [{"text": "12"}], 0)
    assert list(edges.flips(lambda value: {"text": str(value)}, edging.COUNTED)) == [(57, 58)]
