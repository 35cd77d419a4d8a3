"""Frozen classes that are made by plain stores behave as frozen dataclasses do."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from factcheck.frozen import quick


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    one: int
    change: str = "b"
    more: list[int] = field(default_factory=list, init=False, compare=False)


@dataclass(frozen=True, slots=True)
class Slow:
    one: int
    change: str = "b"
    more: list[int] = field(default_factory=list, init=False, compare=False)


def test_is_made_with_its_defaults() -> None:
    assert Pair(1) == Pair(1, "b") == Pair(change="b", one=1)
    assert Pair(1).more == []
    assert Pair(1).more is not Pair(1).more


def test_is_what_it_says() -> None:
    assert type(Pair(1)) is Pair
    assert repr(Pair(1)) == repr(Slow(1)).replace("Slow", "Pair")
    assert hash(Pair(1)) == hash(Slow(1))
    assert inspect.signature(Pair) == inspect.signature(Slow)


@pytest.mark.parametrize("name", ["one", "more", "other"])
def test_stays_as_it_is(name: str) -> None:
    made = Pair(1)
    with pytest.raises((FrozenInstanceError, TypeError)):
        setattr(made, name, 2)
    with pytest.raises((FrozenInstanceError, TypeError)):
        delattr(made, name)
    assert made == Pair(1)


def test_asks_for_what_it_needs() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'one'"):
        Pair()  # type: ignore[call-arg]


def test_is_copied_and_sent() -> None:
    assert replace(Pair(1), change="c") == Pair(1, "c")
    assert copy.deepcopy(Pair(1)) == Pair(1) == pickle.loads(pickle.dumps(Pair(1)))
