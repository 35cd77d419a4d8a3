"""Claims from spans of a scene: the one place where folded spans become raw ones."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.claims import clause
from factcheck.claims.keys import Keyed
from factcheck.claims.scene import Scene
from factcheck.frozen import changer
from factcheck.model import Claim, Date, Modality, Polarity, Saying, Value

_with_text = changer(Date, "text")


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
        scene.document,
        start,
        end,
        scene.written.text[start:end],
        scene.whole,
        scene.written.line(start),
        kind,
        role,
        value if not isinstance(value, Date) else moment if moment and value is when else _worded(scene, value),
        tuple(sorted(set(subject))) if subject else (),
        tuple(sorted(set(scope))) if scope else (),
        places(scene, span),
        polarity or scene.polarity(*span),
        modality or scene.modality(*span),
        scene.attribution(*span),
        moment,
        scene.keys() if content is None else content,
        stage,
        located,
        tuple(sorted({scene.raw(*pair) for pair in evidence})) if evidence else (),
    )


def said(scene: Scene, kind: str, value: Saying, content: frozenset[str], located: tuple[Keyed, ...]) -> Claim:
    """The claim of what is said as a whole, which is compared by its words, not by its place and time."""
    start, end = scene.raw(value.start, value.end)
    source, who = scene.written, scene.attribution(value.start, value.end) if scene.assertion.attributions else None
    quote, line = source.text[start:end], source.line(start)
    placed = (scene.document, start, end, quote, scene.whole, line)
    return Claim(*placed, kind, "said", value, (), (), (), value.polarity, value.modality, who, None, content, "", located)


def _worded(scene: Scene, value: Date) -> Date:
    return _with_text(value, " ".join(scene.text[value.start : value.end].split()))


def places(scene: Scene, span: tuple[int, int]) -> tuple[str, ...]:
    """The places that the clause around a span names as where something is."""
    named = [name for name in scene.names if name.type == "place"]
    first, last = scene.clause(span[0]) if named else (0, 0)
    if first >= last:
        return ()
    low, high = scene.tokens[first].start, scene.tokens[last - 1].end
    inside = (name for name in named if low <= name.start and name.end <= high and clause.located(scene, name))
    return tuple(sorted({name.canonical for name in inside if not clause.of_another_death(scene, span[1], name.start)}))
