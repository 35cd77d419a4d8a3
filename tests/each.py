"""One test of a whole table: every case is tried, and whatever fails is told with the case that it fails for.

For a small case the account that pytest keeps of a test takes longer than the case itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

Check = Callable[..., None]
Cases = Collection[Any] | Callable[[], Iterable[Any]]


def each(cases: Cases, named: Callable[..., str] | None = None) -> Callable[[Check], Callable[[], None]]:
    """Make one test of a check of a case.

    A case that is a tuple is several arguments; cases that a function tells are asked for when the test runs.
    """

    def every() -> list[tuple[Any, ...]]:
        return [case if isinstance(case, tuple) else (case,) for case in (cases() if callable(cases) else cases)]

    def whole(check: Check) -> Callable[[], None]:
        def test() -> None:
            failures, wrong, asked = list[Exception](), list[str](), every()
            assert asked, f"{check.__name__} has no case"
            for given in asked:
                try:
                    check(*given)
                except Exception as failure:
                    wrong.append(named(*given) if named else ", ".join(map(repr, given)))
                    failure.add_note(f"where {check.__name__} is asked of {wrong[-1]}")
                    failures.append(failure)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {check.__name__} fail: {', '.join(wrong)}", failures)

        test.__doc__ = check.__doc__
        # Each case, for whoever tries them one by one.
        test.__dict__["alone"] = lambda: [partial(check, *given) for given in every()]
        return test

    return whole
