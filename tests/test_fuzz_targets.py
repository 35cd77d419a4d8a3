"""The targets of benchmarks/fuzz, on what they begin with and on a little of everything, without what guides them by coverage."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import test_formats_property  # loaded by a target otherwise, and nothing that draws may be loaded while something draws
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.reports import FORMATS

FOLDER = Path(__file__).parent.parent / "benchmarks" / "fuzz"
sys.path.append(str(FOLDER))

import targets  # noqa: E402

TARGETS = cast("dict[str, Callable[[bytes], None]]", targets.TARGETS)
each_target = pytest.mark.parametrize("name", TARGETS)
# Text in one of two languages, as it stands or of fragments; anything at all.
inputs = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda first, text: bytes([first]) + text.encode("utf-8", "surrogatepass"), st.sampled_from([1, 3, 255]), st.text(max_size=80)
    ),
    st.builds(lambda first, rest: bytes([first]) + rest, st.sampled_from([0, 2]), st.binary(max_size=40)),
)


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_SCRATCH", tmp_path)


@each_target
def test_what_a_target_begins_with_passes(name: str) -> None:
    for data in targets.seeds(name):
        TARGETS[name](data)
    TARGETS[name](b"")


@each_target
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=inputs)
def test_anything_passes(name: str, data: bytes) -> None:
    TARGETS[name](data)


def test_every_renderer_is_a_target() -> None:
    assert {name for name, *_ in FORMATS} <= test_formats_property.PARSERS.keys()
    assert {name for name, *_ in FORMATS} == set(targets.RENDERED)


def test_a_broken_promise_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that could not fail would be none."""
    target: Any = targets._rendered("text")
    monkeypatch.setattr(targets, "render", lambda *_: iter(["\x1b[31m\n"]))
    with pytest.raises(AssertionError):
        target(b"\x01text")


def test_every_byte_of_a_text_stands_for_something() -> None:
    for lang in ("fr", "en"):
        assert len(targets.fragments(lang)) == 256
        assert all(targets.fragments(lang))
        assert targets.text_of(b"\0" + bytes(range(256)), lang)
    assert targets.text_of("\1été".encode(), "fr") == "été"
