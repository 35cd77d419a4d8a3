"""Where something is done that is done in one place, and from where to where something goes."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from factcheck.labels import show
from factcheck.ladder import moments
from factcheck.ladder.figures import differ
from factcheck.ladder.rules import NOTHING, SAME, Context, verdict
from factcheck.language import neutral
from factcheck.model import Claim, Name, Polarity, Verdict

SPELLED = 2  # letters by which two spellings of a place may differ


def routes(a: Claim, b: Claim, context: Context) -> Verdict:
    """One way; two need not exclude each other."""
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    alike = a.value.canonical == b.value.canonical and not context.together
    return verdict(SAME, f"Both name {show(a.value)}.") if alike else verdict(NOTHING)


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """The place of one act: of somebody who has a name, of which an event has one, or of one day."""
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    if a.subject != b.subject or Polarity.DENIED in (a.polarity, b.polarity):
        return verdict(NOTHING)
    one, two = moments.span(a.when), moments.span(b.when)
    apart = bool(one and two and one != two)
    if a.value.canonical == b.value.canonical:
        alone = apart or context.together  # two statements put side by side say more than where
        return verdict(SAME, f"Both name {show(a.value)}.") if not alone else verdict(NOTHING)
    kinds = neutral("slots")["venue"]
    act = next(key for key in a.subject if not key.startswith("n:"))
    single = act in kinds["single"] and context.same_moment and not apart
    sure = single or (act in kinds["dated"] and one is not None and one == two and one[0] == one[1])
    return differ(a, b, context) if sure and _two_towns(a.value, b.value) else verdict(NOTHING)


def _two_towns(a: Name, b: Name) -> bool:
    """Whether two places, both known, are no spellings of one."""
    return bool(a.country and b.country) and OSA.distance(a.canonical, b.canonical) > SPELLED
