"""Values and attributions as plain objects: what the JSON report and the rows of `extract` have in common."""

from __future__ import annotations

import math
from typing import Any

from factcheck.model import Attribution, Date, Duration, Name, Number, Quantity, Saying, Value

_LARGEST_BITS = 1024  # what a double can hold; beyond it other programs cannot read the number


def number(value: Number | None) -> Number | None:
    """A number that JSON and its readers can hold: whole values as integers, infinite, undefined and absurd ones as None."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value.bit_length() < _LARGEST_BITS else None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _quantity(value: Quantity) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "min": number(value.min),
        "max": number(value.max),
        "min_open": value.min_open,
        "max_open": value.max_open,
        "approximate": value.approximate,
        "value": number(value.value),
        "unit": value.unit,
        "dimension": value.dimension,
        "rate": value.rate,
        "change": value.change,
        "change_of": value.change_of,
    }


def _duration(value: Duration) -> dict[str, Any]:
    low, high = number(value.min), number(value.max)
    return {
        "kind": value.kind,
        "timex": value.timex,
        "min": low,
        "max": high,
        "approximate": value.approximate,
        "value": number(value.value),
        "unit": value.unit,
        "rate": value.rate,
    }


def _date(value: Date) -> dict[str, Any]:
    days = {"earliest": value.earliest, "latest": value.latest}
    return {"kind": value.kind, "timex": value.timex} | days | {"approximate": value.approximate}


def value_object(value: Value) -> dict[str, Any]:
    """A normalised value; the keys depend on its kind."""
    match value:
        case Quantity():
            return _quantity(value)
        case Duration():
            return _duration(value)
        case Date():
            return _date(value)
        case Name():
            return {"kind": value.kind, "canonical": value.canonical, "type": value.type}
        case Saying():
            return {"kind": value.kind, "text": value.text, "polarity": str(value.polarity), "modality": str(value.modality)}


def attribution_object(said: Attribution | None) -> dict[str, Any] | None:
    """Who says something; role and organisation only where they are told."""
    if said is None:
        return None
    more = {"role": said.role, "organisation": said.organisation}
    return {"speaker": said.speaker, "kind": said.kind, "via": said.via, **{key: text for key, text in more.items() if text}}
