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
from factcheck.packing import DamagedError, packed, unpacked

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
