"""Works that go on by turns."""

from __future__ import annotations

import pytest

from factcheck.turns import Steps, together, whole


def counting(name: str, steps: int, seen: list[str]) -> Steps[str]:
    for step in range(steps):
        seen.append(f"{name}{step}")
        yield
    return name.upper()


def test_one_step_of_each_comes_before_the_next_of_any() -> None:
    seen = list[str]()
    assert together(counting(name, steps, seen) for name, steps in (("a", 2), ("b", 0), ("c", 3))) == ["A", "B", "C"]
    assert seen == ["a0", "c0", "a1", "c1", "c2"]


def test_what_comes_of_a_work_at_one_go() -> None:
    seen = list[str]()
    assert whole(counting("a", 3, seen)) == "A"
    assert seen == ["a0", "a1", "a2"]


def test_no_work_comes_to_nothing() -> None:
    assert together(()) == []


def test_what_a_work_raises_is_raised() -> None:
    def failing() -> Steps[str]:
        yield
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        together([counting("a", 3, []), failing()])
