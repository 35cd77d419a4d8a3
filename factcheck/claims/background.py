"""What an article recalls: a sentence without a date goes on telling of the old event that the sentence before it dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from factcheck.claims import clause
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Date

RECALLED = timedelta(days=14)  # what lies this long before the article is another event


def dated(found: Sequence[Claim], seen: Sequence[Scene]) -> list[Claim]:
    """The claims with the old day that their paragraph goes on telling of, where their own sentence names no day."""
    frames = dict(told_before(seen))
    if not frames:
        return list(found)
    return [replace(c, when=frames[c.statement]) if c.kind == "quantity" and c.when is None and c.statement in frames else c for c in found]


def told_before(seen: Sequence[Scene]) -> Iterator[tuple[tuple[int, int], Date]]:
    """Raw spans of statements without a day of their own, with the old day that the statement before them in their paragraph names."""
    frame: Date | None = None
    paragraph = -1
    for scene in seen:
        if scene.statement.paragraph != paragraph:
            frame, paragraph = None, scene.statement.paragraph
        own = clause.frame_of(scene) if scene.dates else None
        if own is None and frame is not None:
            yield scene.whole, frame
        elif own is not None:
            frame = own if scene.reference and _is_old(own, scene.reference) and not clause.since(scene, own) else None


def _is_old(value: Date, reference: date) -> bool:
    try:
        return bool(value.latest) and date.fromisoformat(value.latest[:10]) < reference - RECALLED
    except ValueError:
        return False
