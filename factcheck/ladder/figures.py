"""How many, how much, how long: two figures that answer one question, or may not."""

from __future__ import annotations

from collections.abc import Set

from factcheck.claims import roles
from factcheck.claims.members import SOME, WITH_DOER
from factcheck.labels import answer
from factcheck.ladder import moments
from factcheck.ladder.intervals import ROUND_FROM, bounds, ceiling, floor, in_two_units, on_one_scale, rounds, same_bounds, vague
from factcheck.ladder.later import SCALE, SOON, both_real, counted_since, died_since, grown, moved, of_another_action, reached, two_states
from factcheck.ladder.occasions import (
    centre,
    digits,
    exact,
    measured_twice,
    of_one_attack,
    of_one_course,
    of_one_crowd,
    one_side,
    size,
    source,
)
from factcheck.ladder.rules import (
    CONTAINED,
    DENIED,
    DIFFER,
    DISPUTE,
    MAY_BE_TWO,
    NO_VALUE,
    NOT_REAL,
    NOTHING,
    OTHER_PLACE,
    OTHER_SCOPE,
    OTHER_TIME,
    OTHER_UNIT,
    PARTIAL,
    SAME,
    Context,
    Rule,
    verdict,
)
from factcheck.ladder.things import abroad, anchored, elsewhere_in, other_thing, recalled, shared, unspecific
from factcheck.model import Attribution, Claim, Duration, Number, Quantity, Verdict
from factcheck.values import names

SAME_QUESTION = 0.7  # part of the weaker claim's content that the other has too, from which two differing figures answer one question
DENIABLE = 100  # a toll of at least this that stands under a negation is denied; "two people were not hurt" denies none
FAR_BELOW = 3  # a bound that is that many times lower than another figure does not allow it
MUCH_LONGER = 1.5  # the same for how long something lasted
FALL = 3  # a later toll that is this many times smaller is of another thing, not taken back
YEAR_OFF = 1  # years by which two articles may differ on how old one person is
_PART_STAGES = frozenset({"earlier", "implied", "partial", SOME})  # of figures that contradict nothing


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    if a.polarity != b.polarity:
        return _denied(a, b, context)
    if other := other_thing(a, b, context):
        return moved(a, b, context) if other is OTHER_TIME and two_states(a, b, context) else verdict(other)
    scaled = on_one_scale(a.value, b.value)
    if scaled is None:
        return verdict(OTHER_UNIT)
    left, right = scaled
    if (left.min is None and left.max is None) or (right.min is None and right.max is None):
        return verdict(NO_VALUE)
    if a.stage == b.stage == "partial" and not _one_person(a, b):
        return verdict(PARTIAL)
    if same_bounds(left, right):
        if "implied" in (a.stage, b.stage):
            return verdict(SAME, "Neither tells of anybody." if a.stage == b.stage else "One says nobody, the other tells of none.")
        return verdict(SAME, f"Both give {answer(a)}." if answer(a) == answer(b) else f"{answer(a)} and {answer(b)} are the same value.")
    apart = bounds(left).disjoint(bounds(right))
    if silent := _silent(a, b, apart, context):
        bounded = silent is PARTIAL and _bounded_by(a, b)
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.") if bounded else verdict(silent)
    since = grown(a, b, context)
    if since and (apart or (left.min != right.min and floor(left) and floor(right))):
        return since
    if not apart and _long_passed(a, b, context):
        return verdict(MAY_BE_TWO)
    if not apart and not _two_floors(a, b, context) and not _far_below(a, b, context) and not _much_longer(a, b):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.")
    if vague(left) or vague(right) or ceiling(left) or ceiling(right):
        return verdict(NO_VALUE)
    if rounds(left, right) or rounds(right, left):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one figure, rounded.")
    if in_two_units(a, b):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one amount in two units, each rounded.")
    if apart and (two_states(a, b, context) or reached(a, b, context)):
        return moved(a, b, context)
    if context.parted and not any(key.startswith("n:") for key in a.subject):  # who has a name is one wherever they are told of
        return verdict(OTHER_PLACE)
    return differ(a, b, context) if _one_question(a, b, context) else verdict(MAY_BE_TWO)


def _silent(a: Claim, b: Claim, apart: bool, context: Context) -> Rule | None:
    """Why two figures that are not the same say nothing about each other; None when they do."""
    told_since = died_since(a, b, context) or (apart and counted_since(a, b, context))
    if (_PART_STAGES & {a.stage, b.stage} and not told_since) or "other" in a.scope:
        return PARTIAL
    if a.stage != b.stage and WITH_DOER in (a.stage, b.stage):
        return PARTIAL
    if _held(a) != _held(b) and "part" not in a.scope:
        return OTHER_SCOPE
    if not anchored(a, b):
        if elsewhere_in(a, b, context) or abroad(a, b, context):
            return OTHER_PLACE
        if recalled(a, b, context) and not of_one_course(a, b, context):
            return OTHER_TIME
    return NOT_REAL if apart and not both_real(a, b) else None


def _held(claim: Claim) -> bool:
    """Whether people who are arrested are counted as those who are held."""
    return any(key == roles.CUSTODY for key, _, _ in claim.located)


def _bounded_by(a: Claim, b: Claim) -> bool:
    """Whether one side counts some, and just as many as the other side has at the most or at the least: "five were shot" / "as many as
    five wounded"."""
    told, bounded = (a, b) if exact(a) else (b, a)
    value = bounded.value
    if not exact(told) or not isinstance(value, Quantity) or value.approximate or not {a.stage, b.stage} <= {"", "partial"}:
        return False
    closed = [bound for bound, open_ in ((value.min, value.min_open), (value.max, value.max_open)) if bound is not None and not open_]
    return closed == [centre(told.value)] and "other" not in a.scope and both_real(a, b)


def _one_person(a: Claim, b: Claim) -> bool:
    """Whether two figures that need not be of all may be of the same persons, and say more than what they were made of does."""
    left, right = a.value, b.value
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.unit == right.unit not in roles.generic_units():
        return False
    return may_be_one(a, b)


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether nothing that is told of who is counted speaks against one person: age, name, sex."""
    one, two = (_told_of(claim) for claim in (a, b))
    told = [kind for kind in ("age", "name", "sex") if one.get(kind) and two.get(kind)]
    return all(one[kind] & two[kind] or _alike(kind, one[kind], two[kind]) for kind in told)


def _alike(kind: str, one: Set[str], two: Set[str]) -> bool:
    """Whether what is told of who someone is may be of one person though it differs: a name alone, an age that is a year off."""
    if kind == "age":
        years = [[int(age.removeprefix("age:")) for age in ages] for ages in (one, two)]
        return any(abs(a - b) <= YEAR_OFF for a in years[0] for b in years[1])
    return kind == "name" and 1 in (len(one), len(two))


def _told_of(claim: Claim) -> dict[str, set[str]]:
    """What is told of who a single person is, by its kind."""
    told: dict[str, set[str]] = {}
    for key, _, _ in claim.located:
        told.setdefault(key.partition(":")[0], set()).add(key)
    return told


def _denied(a: Claim, b: Claim, context: Context) -> Verdict:
    """A toll that one side denies as such: "3.000 personnes ne sont pas mortes"."""
    assert isinstance(a.value, Quantity | Duration) and isinstance(b.value, Quantity | Duration)
    large = a.role in roles.tolls() and min(size(a), size(b)) >= DENIABLE
    if not large or a.subject != b.subject or a.scope != b.scope or not moments.same(a, b, context):
        return verdict(NOTHING)
    return verdict(NOTHING) if bounds(a.value).disjoint(bounds(b.value)) else verdict(DENIED)


def _one_question(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two excluding figures surely answer one question; what may be two is no conflict.

    A toll that is ten times another is of another place or time unless both stand in much the same words, as measures and
    counts without a known role must.
    """
    if context.lasting or roles.increments().intersection(a.scope) or of_another_action(a, b, context):
        return False
    if anchored(a, b) or measured_twice(a, b, context):
        return True
    if not _one_state(a, b, context) or not _one_place(a, b, context):
        return False
    low, high = sorted((abs(size(a)), abs(size(b))))
    if a.role in roles.tolls():
        most = SCALE if context.order in (0, None) else FALL
        return high < most * max(low, 1) or shared(a.keys, b.keys, context) >= SAME_QUESTION
    loose = a.role in roles.loose() and not of_one_attack(a, b, context) and not of_one_crowd(a, b, context)
    if (a.role == "count" or loose) and context.order is not None:
        return False  # of what is not told, and so may change within a day ("24 departments are on alert")
    return not (unspecific(a) or loose) or shared(a.keys, b.keys, context) >= SAME_QUESTION


def _one_place(a: Claim, b: Claim, context: Context) -> bool:
    """Whether each place that only one side names is one that the article of the other begins with."""
    left, right = context.leads
    return set(a.places) - set(b.places) <= right and set(b.places) - set(a.places) <= left


def _one_state(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two articles may report one state of things: of what goes up and down, and of what only its words tell, on one day;
    of all else within days, unless both tell when it was."""
    if a.role in roles.stocks() or roles.passing().intersection(a.scope) or unspecific(a):
        return context.order == 0 or (context.order is None and context.same_moment)
    one, two = context.published
    days = moments.span(a.when)
    return not (one and two and abs(one - two) > SOON) or (days is not None and days == moments.span(b.when))


def _two_floors(a: Claim, b: Claim, context: Context) -> bool:
    """ "Au moins quatre morts" / "au moins deux morts" of one state: what is certain so far is told in two ways."""
    bounded = all(isinstance(c.value, Quantity) and c.value.max is None and c.value.min is not None for c in (a, b))
    if _round(min(size(a), size(b))):
        return False  # "plus de 100" is said of 113, too
    return bounded and centre(a.value) != centre(b.value) and context.order == 0 and bool(context.settled - {a.role})


def _round(value: Number) -> bool:
    """Whether a figure of 50 and more has one digit that tells."""
    return value >= ROUND_FROM and digits(value) == 1


def _far_below(a: Claim, b: Claim, context: Context) -> bool:
    """ "More than 300 houses" according to one, "about 1,500" according to another, or to the same: nobody who knows of so many says
    the first."""
    one, two = _speaker(a.attribution), _speaker(b.attribution)
    low, high = sorted((a, b), key=size)
    told = isinstance(low.value, Quantity) and low.value.max is None and low.value.min is not None and a.role in roles.tolls()
    far = size(high) >= FAR_BELOW * max(size(low), 1)
    return told and far and bool(one and two) and context.order in (0, None)


def _much_longer(a: Claim, b: Claim) -> bool:
    """ "A little more than three hours" / "nearly five hours": nobody who knows of the second says the first."""
    low, high = sorted((a, b), key=size)
    told = isinstance(low.value, Duration) and low.value.max is None and low.value.min is not None
    return told and a.role == "lasted" and size(high) >= MUCH_LONGER * (size(low) or 1)


def _long_passed(a: Claim, b: Claim, context: Context) -> bool:
    """ "22 wounded", and in a later article "at least three wounded": nobody says so when many times as many are known."""
    low, high = sorted((a, b), key=size)
    bound = isinstance(low.value, Quantity) and low.value.max is None and low.value.value is not None
    far = size(high) >= FAR_BELOW * max(size(low), 1)
    return a.role in roles.tolls() and bound and far and context.order_of(low is a) == 1


def differ(a: Claim, b: Claim, context: Context) -> Verdict:
    one, two = source(a.attribution), source(b.attribution)
    if one and two and not one_side(a.attribution, b.attribution):
        return verdict(DISPUTE, f"{answer(a)} according to {one}, {answer(b)} according to {two}.")
    return verdict(DIFFER, f"{answer(a)} and {answer(b)} exclude each other.")


def two_versions(a: Claim, b: Claim) -> bool:
    """Whether one named speaker gives two figures, one of them a floor, which is of all: neither is a part of the other."""
    one, two = _speaker(a.attribution), _speaker(b.attribution)
    floor = any(isinstance(side.value, Quantity) and side.value.max is None for side in (a, b))
    return floor and bool(one and two) and _one_speaker(one, two)


def _one_speaker(one: str, two: str) -> bool:
    """Whether two names are of one speaker; a surname alone is that of whoever has it."""
    left, right = set(one.lower().split()), set(two.lower().split())
    return names.same(one, two) or left <= right or right <= left


def _speaker(attribution: Attribution | None) -> str:
    return attribution.speaker if attribution is not None and attribution.kind == "named" else ""
