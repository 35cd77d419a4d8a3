"""A check of many cases tries them all and names those that fail."""

from __future__ import annotations

import pytest
from each import each


def test_whatever_fails_is_told_with_its_case() -> None:
    tried = []

    @each([(1, "one"), (2, "two"), (0, "none"), (4, "four")], lambda number, word: word)
    def check(number: int, word: str) -> None:
        tried.append(word)
        assert 4 % number == 0 and number != 2

    with pytest.raises(ExceptionGroup, match="2 of check fail: two, none") as told:
        check()
    assert tried == ["one", "two", "none", "four"]
    assert [type(failure) for failure in told.value.exceptions] == [AssertionError, ZeroDivisionError]
    assert [failure.__notes__ for failure in told.value.exceptions] == [["where check is asked of two"], ["where check is asked of none"]]


def test_what_cases_are() -> None:
    tried = []
    for cases in (["a", "b"], lambda: iter("ab"), [("a",), ("b",)]):

        @each(cases)
        def keep(case: str) -> None:
            tried.append(case)

        keep()
        for alone in keep.__dict__["alone"]():
            alone()
    assert tried == ["a", "b"] * 6


def test_a_check_without_cases_is_none() -> None:
    with pytest.raises(AssertionError, match="no case"):
        each([])(repr)()
