"""What two articles share, judged: one origin, a partial copy, possibly one origin, or nothing to speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model import Copying, Passage
from factcheck.origins.passages import Aligned, align, chain
from factcheck.origins.sketches import Sketch, Stretch

COPY, CERTAIN, PARTIAL, POSSIBLE = "copy", "certain", "partial", "possible"

TELLING = 1.0  # strength of a passage that counts as one; two independent reports of one event reach it twice at most
PASSAGES = 3  # such passages in a text that is certainly shared
ENOUGH = 18.0  # and what they tell together
CREDITED = 12.0  # the same where both credit one agency within NEAR days
SOME = 8.0  # from here on they may share a text
SOME_CREDITED = 5.0
SHARE = 0.35  # part of one of the articles that makes it a version of the other
LATER = 0.6  # the same after more than NEAR days, when a background is told again
NEAR = 3
BRIEF = (0.6, 30, 5.0)  # a brief has no three passages: the part and the number of its words in common runs, and what they tell


def compare(a: Sketch, b: Sketch) -> Copying | None:
    """What two articles share; None when it is no more than any two reports of one event have in common."""
    passages = align(a, b)
    strength = sum(passage.strength for passage in passages)
    credited = sorted(a.credits & b.credits) if _near(a, b) else []
    brief = _brief(a, b, passages, strength)
    if strength < (SOME_CREDITED if credited else SOME) and not brief:
        return None
    telling = [passage for passage in passages if passage.strength >= TELLING or (brief and passage.run)]
    share = max(_share(a, {p.one for p in telling}), _share(b, {p.two for p in telling}))
    degree = CERTAIN if brief else _degree(a, b, telling, strength, share, bool(credited))
    ordered = len(chain(sorted(telling, key=lambda p: (p.one, -p.two))))
    told = sorted((_passage(a, b, p) for p in telling), key=lambda p: (-p.strength, p.one))
    return Copying((a.document, b.document), degree, share, strength, ordered, tuple(told), (), tuple(credited))


def _brief(a: Sketch, b: Sketch, passages: Sequence[Aligned], strength: float) -> bool:
    """Whether a short article is made of runs of words that the other one has too."""
    runs = sum(passage.run for passage in passages)
    return len(passages) > 1 and runs >= max(BRIEF[1], BRIEF[0] * min(a.words, b.words)) and strength >= BRIEF[2]


def _near(a: Sketch, b: Sketch) -> bool:
    return not (a.day and b.day) or abs(a.day - b.day) <= NEAR


def _degree(a: Sketch, b: Sketch, telling: Sequence[Aligned], strength: float, share: float, credited: bool) -> str:
    if len(telling) < PASSAGES or strength < (CREDITED if credited else ENOUGH):
        return POSSIBLE
    return CERTAIN if share >= (SHARE if _near(a, b) else LATER) else PARTIAL


def _share(sketch: Sketch, numbers: Iterable[int]) -> float:
    """The part of an article's words that some of its sentences have."""
    return sum(len(sketch.stretches[number].words) for number in numbers) / max(sketch.words, 1)


def _passage(a: Sketch, b: Sketch, passage: Aligned) -> Passage:
    return Passage(_span(a.stretches[passage.one]), _span(b.stretches[passage.two]), passage.alike, passage.strength)


def _span(stretch: Stretch) -> tuple[int, int]:
    return stretch.start, stretch.end
