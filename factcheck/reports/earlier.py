"""An earlier JSON report as a `Report` again: the other direction of `factcheck.reports.contract`.

A JSON report has no article texts, but the sentences of its claims and where they stand: an article read from it is as much of the
text as that, the rest blank. What is not written at all (evidence, keys) is empty. Nothing in the file is trusted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from factcheck.diff import ABSENT, UNTOLD
from factcheck.model import (
    Answer,
    Article,
    Attribution,
    Claim,
    Date,
    Duration,
    Finding,
    Link,
    Modality,
    Name,
    Origin,
    Polarity,
    Quantity,
    Relation,
    Report,
    Saying,
    Skipped,
    Value,
)
from factcheck.reports.contract import SCHEMA

T = TypeVar("T")
LARGEST = 500_000_000  # bytes of a report
_LONGEST = 50_000_000  # code points of an article; beyond it the file is damaged
_ALTOGETHER = 300_000_000  # code points of all articles, which few claims at far places could make many of
_FAMILY = SCHEMA.partition("/")[0]


class DamagedError(ValueError):
    """The file is no JSON report of this version; its text says what is wrong, as the end of a sentence that begins with its name."""


def is_report(data: bytes) -> bool:
    """Whether the bytes begin like a JSON report, of whatever version."""
    return f'"{_FAMILY}/'.encode() in data[:200] and b'"schema"' in data[:200]


def contents(path: str) -> bytes:
    """The bytes of a file, of one that is larger than the limit no more than tells it."""
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def load(data: bytes) -> Report:
    """The report in the bytes of a file; DamagedError when they are none."""
    if len(data) > LARGEST:
        raise DamagedError(f"is larger than the limit of {LARGEST:,} bytes")
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        conflict = data.startswith(b"<<<<<<<") or b"\n<<<<<<<" in data
        raise DamagedError("has conflict markers of a merge in it" if conflict else "is not a JSON report") from None
    schema = told.get("schema") if isinstance(told, dict) else None
    if schema != SCHEMA:
        found = f"version {schema!r}" if isinstance(schema, str) else "no version"
        raise DamagedError(f"has {found}, not {SCHEMA!r}")
    try:
        made = _report(told)
        partly = UNTOLD in made.left_out or any(finding.get("state") == ABSENT for finding in told["findings"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError):
        raise DamagedError("is damaged: something in it is not as a report has it") from None
    if partly:
        raise DamagedError("tells only what has changed; factcheck report writes a whole report")
    return made


def _is(kind: type[T], value: Any) -> T:
    """The value, which must be of that kind; TypeError when it is not."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError
    return value


def _text(value: Any) -> str:
    return _is(str, value)


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)


def _place(value: Any) -> int:
    if not 0 <= _is(int, value) <= _LONGEST:
        raise ValueError
    return int(value)


def _list(value: Any, make: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(map(make, _is(list, value)))


def _report(told: dict[str, Any]) -> Report:
    findings = _list(told["findings"], _finding)
    sentences: dict[str, dict[int, str]] = {}
    for claim in _claim_objects(told):
        stands = claim["statement"]
        sentences.setdefault(claim["document"], {})[_place(stands["start"])] = _text(stands["text"])
    if sum(max(start + len(text) for start, text in found.items()) for found in sentences.values()) > _ALTOGETHER:
        raise ValueError
    return Report(
        _list(told["documents"], lambda entry: _article(entry, sentences)),
        findings,
        _list(told["origins"], _origin),
        _list(told["skipped"], lambda entry: Skipped(_text(entry["path"]), _text(entry["reason"]))),
        {_text(reason): _is(int, count) for reason, count in _is(dict, told["left_out"]).items()},
    )


def _claim_objects(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (claim for finding in told["findings"] for answer in finding["answers"] for claim in answer["claims"])


def _article(told: dict[str, Any], sentences: dict[str, dict[int, str]]) -> Article:
    name = _text(told["id"])
    return Article(
        name,
        _text(told["path"]),
        _sparse(sentences.get(name, {})),
        _text(told["sha256"]),
        _maybe(told["lang"]),
        _maybe(told["title"]),
        _maybe(told["outlet"]),
        _maybe(told["published"]),
        _maybe(told["published_basis"]),
    )


def _sparse(sentences: dict[int, str]) -> str:
    """A text that has the sentences at their places, and blanks elsewhere."""
    pieces: list[str] = []
    at = 0
    for start, sentence in sorted(sentences.items()):
        if start >= at:
            pieces += [" " * (start - at), sentence]
            at = start + len(sentence)
    return "".join(pieces)


def _origin(told: dict[str, Any]) -> Origin:
    return Origin(_text(told["id"]), _list(told["documents"], _text), _list(told["evidence"], str), _text(told.get("kind", "text")))


def _finding(told: dict[str, Any]) -> Finding:
    answers = _list(told["answers"], _answer)
    links = _list(told["relations"], _link)
    if not answers or any(not 0 <= index < len(answers) for link in links for index in link.answers):
        raise ValueError
    about = (_text(told["question"]), _text(told["role"]), _text(told["event"]))
    return Finding(_text(told["id"]), _text(told["kind"]), Relation(told["relation"]), *about, answers, links)


def _link(told: dict[str, Any]) -> Link:
    one, two = _list(told["answers"], _place)
    changed = _is(bool, told.get("one_origin", False))
    return Link((one, two), Relation(told["relation"]), _text(told["rule"]), _text(told["why"]), changed)


def _answer(told: dict[str, Any]) -> Answer:
    value = _value(_is(dict, told["value"]))
    claims = _list(told["claims"], partial(_claim, value))
    if not claims:
        raise ValueError
    return Answer(value, _text(told["text"]), _list(told["origins"], _text), claims, _place(told.get("fewest_origins", 0)))


def _claim(value: Value, told: dict[str, Any]) -> Claim:
    stands = told["statement"]
    return Claim(
        _text(told["document"]),
        _place(told["start"]),
        _place(told["end"]),
        _text(told["quote"]),
        (_place(stands["start"]), _place(stands["end"])),
        _place(told["line"]),
        "",
        _text(told["role"]),
        value,
        scope=_list(told["scope"], _text),
        polarity=Polarity(told["polarity"]),
        modality=Modality(told["modality"]),
        attribution=None if told["attribution"] is None else _attribution(told["attribution"]),
    )


def _attribution(told: dict[str, Any]) -> Attribution:
    role, organisation = (_text(told.get(key, "")) for key in ("role", "organisation"))
    return Attribution(_text(told["speaker"]), _text(told["kind"]), 0, 0, _text(told["via"]), role, organisation)


_KINDS: dict[str, type[Quantity] | type[Duration] | type[Date] | type[Name] | type[Saying]] = {
    kind.kind: kind for kind in (Quantity, Duration, Date, Name, Saying)
}


def _value(told: dict[str, Any]) -> Value:
    """A value without its place; keys that its kind does not have make the report a damaged one."""
    fields = {name: _plain(name, value) for name, value in told.items() if name != "kind"}
    if told["kind"] == "saying":
        fields |= {"polarity": Polarity(told["polarity"]), "modality": Modality(told["modality"])}
    return _KINDS[told["kind"]](0, 0, **fields)


_NUMBERS = frozenset(("min", "max", "value"))
_FLAGS = frozenset(("min_open", "max_open", "approximate"))


def _plain(name: str, value: Any) -> Any:
    """A field of a value; TypeError when it is of another kind."""
    if name in _FLAGS:
        return _is(bool, value)
    if name not in _NUMBERS:
        return _text(value)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value)):
        raise TypeError
    return value
