"""What a later article may tell otherwise: tolls that grow, those who are counted anew, what was only ahead before."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.claims import measured, roles
from factcheck.labels import answer
from factcheck.ladder import moments
from factcheck.ladder.intervals import bounds_of, vague
from factcheck.ladder.occasions import centre, size
from factcheck.ladder.rules import MOVED_ON, TOLL, TOLL_OF_A_DAY, Context, verdict
from factcheck.ladder.things import NIGHT
from factcheck.model import Claim, Duration, Modality, Quantity, Verdict

AFTERMATH = timedelta(days=14)  # days in which those who are missing, in custody or without power are counted anew
ACTION = timedelta(days=5)  # days in which the people who are arrested for one thing are counted
SOON = timedelta(days=3)  # a figure that a later article takes back is taken back within this
SEVERAL = 2  # who are told of together
SCALE = 10  # a toll this many times another is not of the same thing


def moved(a: Claim, b: Claim, context: Context) -> Verdict:
    """What is said of figures of two states, the earlier one first."""
    before, after = (a, b) if context.order == -1 else (b, a)
    return verdict(MOVED_ON, f"The later article counts them anew: {answer(before)}, then {answer(after)}.")


def two_states(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two figures of what goes up and down are of two days: the later article counts who is left, or who has come."""
    one, two = context.published
    if a.role not in roles.stocks() or context.order not in (-1, 1) or context.lasting or one is None or two is None:
        return False
    if (
        ({a.stage, b.stage} != {""} and not counted_since(a, b, context))
        or not both_real(a, b)
        or (a.places != b.places and a.places and b.places)
        or abs(one - two) > AFTERMATH
    ):
        return False
    told = not _current(a, one) or not _current(b, two) or roles.increments() & {*a.scope}
    assert isinstance(a.value, Quantity | Duration) and isinstance(b.value, Quantity | Duration)
    return not (told or vague(a.value) or vague(b.value)) and bounds_of(a).disjoint(bounds_of(b))


def reached(a: Claim, b: Claim, context: Context) -> bool:
    """Whether the later article says that its figure is the level reached: "bringing the number of survivors *down to six*"."""
    later = {1: a, -1: b}.get(context.order or 0)
    taken_back = a.role in roles.tolls() - roles.stocks()  # a toll that falls was wrong
    return later is not None and not taken_back and isinstance(later.value, Quantity) and later.value.change_of == "to"


def _current(claim: Claim, published: date) -> bool:
    """Whether a claim may speak of the days before its article."""
    days = moments.span(claim.when)
    return days is None or (published - AFTERMATH <= days[1] and days[0] <= published + NIGHT)


def both_real(a: Claim, b: Claim) -> bool:
    """Whether neither figure is only hoped for, planned or possible, or both are."""
    ahead = {Modality.PLANNED, Modality.POSSIBLE, Modality.UNKNOWN}
    return (a.modality in ahead) == (b.modality in ahead)


def died_since(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one article tells of the hurt and of no death, and a later one of a death."""
    early, late = (a, b) if context.order == -1 else (b, a)
    return a.role == "killed" and context.order in (-1, 1) and early.stage == "implied" and late.stage in ("", "partial")


def counted_since(a: Claim, b: Claim, context: Context) -> bool:
    """Whether a later article counts all, where one before told of several who need not have been all: "two skiers were killed" / "three
    dead"; of what goes up and down, of fewer, too."""
    one, two = context.published
    if context.order not in (-1, 1) or a.role not in roles.tolls() or one is None or two is None or abs(one - two) > SOON:
        return False
    early, late = (a, b) if context.order == -1 else (b, a)
    few, all_told = size(early), size(late)
    fits = early.stage == "partial" and late.stage == "" and few >= SEVERAL
    return fits and (few < all_told < SCALE * few or (a.role in roles.stocks() and all_told < few))


def grown(a: Claim, b: Claim, context: Context) -> Verdict | None:
    """Why two figures of something that grows may be of two moments; None when they are not."""
    before, after = centre(a.value), centre(b.value)
    ordered = context.order is not None and not context.same_document
    grows = a.role in roles.growing() or not measured.progress().isdisjoint(a.subject)
    if not grows or not ordered or before is None or after is None or before == after:
        return None
    if roles.increments().intersection(a.scope) - {"other"} or of_another_action(a, b, context) or _in_other_units(a, b):
        return None
    if context.lasting and max(before, after) >= SCALE * max(min(before, after), 1):
        return None  # of one country and of all
    low, high = sorted((a, b), key=size)
    if context.order == 0:
        return (
            verdict(TOLL_OF_A_DAY, f"Both articles are of one day: {answer(low)} and {answer(high)}.")
            if _unsettled(a, b, context)
            else None
        )
    later = b if context.order == -1 else a
    return verdict(TOLL, f"The later article gives the higher figure: {answer(low)}, then {answer(high)}.") if later is high else None


def _in_other_units(a: Claim, b: Claim) -> bool:
    """ "16,000 hectares", "8,000 square kilometres": numbers of which neither is the higher one as it stands."""
    left, right = a.value, b.value
    return isinstance(left, Quantity) and isinstance(right, Quantity) and left.dimension != "count" and left.unit != right.unit


def of_another_action(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two counts of people who are arrested are of two actions: one day's and another's, or of one suspect and of a crowd."""
    low, high = sorted((abs(size(a)), abs(size(b))))
    one, two = context.published
    far = one is not None and two is not None and abs(one - two) > ACTION
    return a.role in roles.by_action() and (far or high >= SCALE * max(low, 1))


def _unsettled(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two articles of one day may report two states: they agree exactly on no other toll, and neither says that one
    figure is exact and the other a bound of it ("au moins deux" / "trois")."""
    if a.role in roles.stocks() or context.settled - {a.role}:
        return False
    low, high = sorted((abs(size(a)), abs(size(b))))
    hedged = [side.value.max is None for side in (a, b) if isinstance(side.value, Quantity)]
    return high < SCALE * max(low, 1) and (bounds_of(a).disjoint(bounds_of(b)) or all(hedged))
