"""What is kept or sent as bytes comes back as it was, type by type."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import articles, claims, pipeline
from factcheck.model import Article, Claim, Date, Link, Name, Polarity, Quantity, Relation, Report, Value, Verdict
from factcheck.packing import DamagedError, Late, joined, packed, parted, squeezed, stretched, unpacked

VALUES: tuple[tuple[Any, Any], ...] = (
    (None, str | None),
    ("", str | None),
    ("\ud800 \U0001f600 é", str),
    (1, int | float | None),
    (1.0, int | float | None),
    (1e300 * 10, float),
    (Polarity.DENIED, Polarity),
    (frozenset({"b", "a"}), frozenset[str]),
    ({"b": 1, "a": 2}, dict[str, int]),
    ((), tuple[tuple[int, int], ...]),
    (((1, 2), (3, 4)), tuple[tuple[int, int], ...]),
    (Verdict(Relation.UPDATE, "a", "b"), Verdict),
    (Verdict(None, "a", "b"), Verdict),
    (Quantity(1, 2, 3, None, whole=(1, 2), parts=((1, 2),)), Value),
    (Name(1, 2, "a", "place"), Value),
    (Date(1, 2, "2030-01-01"), Date | None),
    (Link((0, 1), Relation.DISPUTE, "a", "b"), Link),
)


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_values_come_back(value: Any, kind: Any) -> None:
    back = unpacked(packed(value, kind), kind)
    assert back == value
    assert type(back) is type(value)


def test_readings_and_reports_come_back(seeds: Path) -> None:
    for article in articles.read([str(seeds)]).articles:
        found = claims.read(article).claims
        assert unpacked(packed(found, tuple[Claim, ...]), tuple[Claim, ...]) == found
    report = pipeline.check([str(seeds)])
    back = unpacked(packed(report, Report), Report)
    assert back == report
    assert [type(finding.relation) for finding in back.findings] == [Relation] * len(report.findings)


def test_equal_values_have_equal_bytes() -> None:
    letters = [chr(number) for number in range(97, 123)]
    assert packed(frozenset(letters), frozenset[str]) == packed(frozenset(reversed(letters)), frozenset[str])


@given(st.binary(max_size=200))
def test_other_bytes_are_told(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unpacked(data, Article)


@pytest.mark.parametrize("kind", [Article, Verdict, Value, tuple[Claim, ...], frozenset[str], Relation])
@pytest.mark.parametrize("value", [0, "a", None, [[]], {"a": []}, [1, 2, 3]])
def test_json_of_another_shape_is_told_or_harmless(kind: Any, value: Any) -> None:
    with suppress(DamagedError):
        unpacked(zlib.compress(json.dumps(value).encode()), kind)


def test_what_cannot_be_packed_is_told() -> None:
    with pytest.raises(TypeError):
        packed(object(), object)


PARTS: tuple[list[bytes], ...] = ([], [b""], [b"a", b"", b"bc" * 500])


@pytest.mark.parametrize("parts", PARTS)
def test_bytes_are_put_together_and_parted(parts: list[bytes]) -> None:
    assert parted(joined(parts)) == parts


@pytest.mark.parametrize("data", [b"", b"\0\0\0\2", b"\xff" * 9, joined([b"abc"])[:-1], joined([b"abc"]) + b"d"])
def test_other_bytes_cannot_be_parted(data: bytes) -> None:
    with pytest.raises(DamagedError):
        parted(data)


@given(st.lists(st.text(st.characters(exclude_characters="\n")), min_size=1))
def test_lines_come_back(lines: list[str]) -> None:
    assert stretched(squeezed(lines)) == lines


def test_late_values_are_made_once_when_they_are_looked_at() -> None:
    asked = list[int]()
    late = Late(2, lambda: asked.append(1) or ("a", "b"), lambda: iter(["1", "2"]))  # type: ignore[func-returns-value]
    assert (len(late), list(late.lines()), asked) == (2, ["1", "2"], [])
    assert (late[1], late[:1], list(late), "b" in late, asked) == ("b", ("a",), ["a", "b"], True, [1])
    assert late == ("a", "b") and late == Late(2, lambda: ("a", "b"), lambda: iter(()))
    assert late != ("a",) and hash(late) == hash(("a", "b")) and repr(late) == "('a', 'b')"
