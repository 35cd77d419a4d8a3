"""One article as flat rows: every normalised value, and the claims that carry no value of these kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck import claims
from factcheck.claims.scene import Scene
from factcheck.model import Article, Claim, Date, Duration, Name, Quantity, Saying, Value


def rows_of(article: Article, lang: str | None = None) -> Iterator[dict[str, Any]]:
    """Rows in order of place. A value that a claim is made of carries the claim's fields."""
    script = claims.stage(article, lang)
    told = {(c.kind, span): c for c in claims.read(article, lang).claims for span in c.evidence}
    found: list[dict[str, Any]] = []
    for scene in script.scenes:
        for value in (*scene.quantities, *scene.durations, *scene.dates, *scene.names):
            found.append(_row(scene, value, told, article))
    for claim in claims.read(article, lang).claims:
        if isinstance(claim.value, Saying):
            found.append(_claim_row(claim))
    yield from sorted(found, key=lambda row: (row["start"], row["end"], row["kind"]))


def _row(scene: Scene, value: Quantity | Duration | Date | Name, told: dict[tuple[str, tuple[int, int]], Claim], article: Article) -> dict[str, Any]:
    start, end = scene.raw(value.start, value.end)
    row: dict[str, Any] = {"document": article.id, "start": start, "end": end, "quote": article.text[start:end], "kind": value.kind}
    row |= fields(value)
    claim = told.get((_CLAIM_KIND.get(value.kind, value.kind), (start, end)))
    return row | (_claim_fields(claim) if claim else {})


_CLAIM_KIND = {"name": "place"}


def _claim_row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {"document": claim.document, "start": claim.start, "end": claim.end, "quote": claim.quote, "kind": claim.kind}
    return row | fields(claim.value) | _claim_fields(claim)


def _claim_fields(claim: Claim) -> dict[str, Any]:
    by = claim.attribution
    return {
        "role": claim.role,
        "subject": list(claim.subject),
        "scope": list(claim.scope),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": {"speaker": by.speaker, "kind": by.kind, "via": by.via} if by else None,
    }


def fields(value: Value) -> dict[str, Any]:
    """A value's own fields, without its place."""
    if isinstance(value, Quantity):
        names = ("min", "max", "min_open", "max_open", "approximate", "value", "unit", "dimension")
    elif isinstance(value, Duration):
        names = ("timex", "min", "max", "approximate")
    elif isinstance(value, Date):
        names = ("timex", "earliest", "latest")
    else:
        names = ("canonical", "type") if isinstance(value, Name) else ("text",)
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(found: Any) -> Any:
    return int(found) if isinstance(found, float) and found.is_integer() and abs(found) < 1e15 else found
