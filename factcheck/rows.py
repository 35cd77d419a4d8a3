"""One article as flat rows: every normalised value, and the claims that carry no value of these kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck import claims
from factcheck.claims import Reading, Script
from factcheck.claims.scene import Scene
from factcheck.model import Article, Claim, Quantity, Saying, Value
from factcheck.objects import attribution_object, value_object
from factcheck.values import spans

Told = dict[tuple[str, tuple[int, int]], Claim]


def rows_of(article: Article, lang: str | None = None) -> Iterator[dict[str, Any]]:
    """Rows in order of place. A value that a claim is made of carries the claim's fields."""
    script = claims.stage(article, lang)
    return _rows(article, script, claims.of_script(script))


def rows_of_all(articles: Iterable[Article], lang: str | None = None) -> Iterator[Iterator[dict[str, Any]]]:
    """The rows of each of some articles, which are read together."""
    every = tuple(articles)
    scripts = claims.stage_all(every, lang)
    return map(_rows, every, scripts, claims.of_scripts(scripts))


def _rows(article: Article, script: Script, reading: Reading) -> Iterator[dict[str, Any]]:
    found = reading.claims
    told = {(claim.kind, span): claim for claim in found if claim.stage not in _DERIVED for span in claim.evidence}
    rows = [row for scene in script.scenes for row in _values(scene, told, article)]
    rows += [_claim_row(claim) for claim in found if isinstance(claim.value, Saying)]
    yield from sorted(rows, key=lambda row: (row["start"], row["end"], row["kind"]))


def _values(scene: Scene, told: Told, article: Article) -> Iterator[dict[str, Any]]:
    times = filter(None, map(spans.counted, scene.durations))  # a length of time is a quantity, too: the number that was said
    values: tuple[Value, ...] = (*scene.quantities, *times, *scene.durations, *scene.dates, *scene.names)
    for value in values:
        start, end = scene.raw(value.start, value.end)
        row = {"document": article.id, "start": start, "end": end, "quote": article.text[start:end]} | value_object(value)
        if isinstance(value, Quantity):
            row |= _relatives(scene, value)
        claim = told.get((_CLAIM_KIND.get(value.kind, value.kind), (start, end)))
        yield row | (_claim_fields(claim) if claim else {})


def _relatives(scene: Scene, quantity: Quantity) -> dict[str, Any]:
    """Where the whole of a part stands, and where the parts of a sum do."""
    return {
        "whole": list(scene.raw(*quantity.whole)) if quantity.whole else None,
        "parts": [list(scene.raw(*part)) for part in quantity.parts],
    }


_CLAIM_KIND = {"name": "place"}
_DERIVED = ("implied", "partial")  # stages of claims whose number the words of their evidence do not give


def _claim_row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {"document": claim.document, "start": claim.start, "end": claim.end, "quote": claim.quote, "kind": claim.kind}
    return row | {"text": value_object(claim.value)["text"]} | _claim_fields(claim)


def _claim_fields(claim: Claim) -> dict[str, Any]:
    return {
        "role": claim.role,
        "subject": list(claim.subject),
        "scope": list(claim.scope),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": attribution_object(claim.attribution),
    }
