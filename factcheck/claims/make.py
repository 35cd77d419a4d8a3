"""Claims from spans of a scene: the one place where folded spans become raw ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.claims import clause
from factcheck.claims.keys import Keyed
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Date, Modality, Polarity, Saying, Value


# long: one keyword for each field of a claim that its caller may know better than the scene
def claim(
    scene: Scene,
    span: tuple[int, int],
    *,
    kind: str,
    role: str,
    value: Value,
    subject: Iterable[str] = (),
    scope: Iterable[str] = (),
    evidence: Iterable[tuple[int, int]] = (),
    polarity: Polarity | None = None,
    modality: Modality | None = None,
    when: Date | None = None,
    content: frozenset[str] | None = None,
    stage: str = "",
    quoted: tuple[int, int] | None = None,
    located: tuple[Keyed, ...] = (),
) -> Claim:
    """A claim over a span of a scene; what is not given is read from the scene at that span. ``quoted``: what is quoted
    for it, where that is more than the span."""
    start, end = scene.raw(*(quoted or span))
    when = when or clause.date_of(scene, *span)
    moment = _worded(scene, when) if when else None
    return Claim(
        document=scene.document,
        start=start,
        end=end,
        quote=scene.written.text[start:end],
        statement=scene.whole,
        line=scene.written.line(start),
        kind=kind,
        role=role,
        value=value if not isinstance(value, Date) else moment if moment and value is when else _worded(scene, value),
        subject=tuple(sorted(set(subject))) if subject else (),
        scope=tuple(sorted(set(scope))) if scope else (),
        places=places(scene, span),
        polarity=polarity or scene.polarity(*span),
        modality=modality or scene.modality(*span),
        attribution=scene.attribution(*span),
        when=moment,
        keys=scene.keys() if content is None else content,
        stage=stage,
        located=located,
        evidence=tuple(sorted({scene.raw(*pair) for pair in evidence})) if evidence else (),
    )


def said(scene: Scene, kind: str, value: Saying, content: frozenset[str], located: tuple[Keyed, ...]) -> Claim:
    """The claim of what is said as a whole, which is compared by its words, not by its place and time."""
    start, end = scene.raw(value.start, value.end)
    return Claim(
        document=scene.document,
        start=start,
        end=end,
        quote=scene.written.text[start:end],
        statement=scene.whole,
        line=scene.written.line(start),
        kind=kind,
        role="said",
        value=value,
        polarity=value.polarity,
        modality=value.modality,
        attribution=scene.attribution(value.start, value.end),
        keys=content,
        located=located,
    )


def _worded(scene: Scene, value: Date) -> Date:
    return replace(value, text=" ".join(scene.text[value.start : value.end].split()))


def places(scene: Scene, span: tuple[int, int]) -> tuple[str, ...]:
    """The places that the clause around a span names as where something is."""
    named = [name for name in scene.names if name.type == "place"]
    first, last = scene.clause(span[0]) if named else (0, 0)
    if first >= last:
        return ()
    low, high = scene.tokens[first].start, scene.tokens[last - 1].end
    inside = (name for name in named if low <= name.start and name.end <= high and clause.located(scene, name))
    return tuple(sorted({name.canonical for name in inside if not clause.of_another_death(scene, span[1], name.start)}))
