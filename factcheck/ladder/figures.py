"""How many, how much, how long: two figures that answer one question, or may not."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from typing import NamedTuple

from factcheck.claims import measured, munitions, roles
from factcheck.claims.members import SOME, WITH_DOER
from factcheck.labels import answer
from factcheck.ladder import moments
from factcheck.ladder.occasions import (
    centre,
    digits,
    exact,
    measured_twice,
    of_one_attack,
    of_one_course,
    of_one_crowd,
    of_one_noun,
    one_side,
    same_count,
    side,
    size,
    source,
)
from factcheck.ladder.rules import (
    CONTAINED,
    DENIED,
    DIFFER,
    DISPUTE,
    MAY_BE_TWO,
    MOVED_ON,
    NO_VALUE,
    NOT_REAL,
    NOTHING,
    OTHER_PLACE,
    OTHER_SCOPE,
    OTHER_TIME,
    OTHER_UNIT,
    OTHER_WORDS,
    PARTIAL,
    SAME,
    TOLL,
    TOLL_OF_A_DAY,
    Context,
    Rule,
    verdict,
)
from factcheck.model import Attribution, Claim, Duration, Modality, Number, Quantity, Value, Verdict
from factcheck.values import measures, names

TOLERANCE = 0.1  # how far an approximate figure ("environ 300") may be from the one it agrees with
AROUND_TEN = 2  # the same for approximate figures from ten on ("une dizaine" / 8)
SAME_QUESTION = 0.7  # part of the weaker claim's content that the other has too, from which two differing figures answer one question
DENIABLE = 100  # a toll of at least this that stands under a negation is denied; "two people were not hurt" denies none
ANCHOR = 1000  # a figure of at least this that two statements share tells that they are on one thing
NIGHT = timedelta(days=1)  # articles on one attack appear within this
AFTERMATH = timedelta(days=14)  # days in which those who are missing, in custody or without power are counted anew
ACTION = timedelta(days=5)  # days in which the people who are arrested for one thing are counted
SOON = timedelta(days=3)  # a figure that a later article takes back is taken back within this
ROUND_FROM = 50  # from which on a figure with one digit that tells is round
ROUND = 0.05  # how far a round figure of 50 and more may be from the one that it rounds
FAR_BELOW = 3  # a bound that is that many times lower than another figure does not allow it
ROUNDED_LENGTH = 0.15  # part by which two lengths of time may differ that are told in two units
MUCH_LONGER = 1.5  # the same for how long something lasted
FINELY = 0.01  # the same for a figure of a thousand and more with two digits that tell
FALL = 3  # a later toll that is this many times smaller is of another thing, not taken back
SEVERAL = 2  # who are told of together
YEAR_OFF = 1  # years by which two articles may differ on how old one person is
_PART_STAGES = frozenset({"earlier", "implied", "partial", SOME})  # of figures that contradict nothing
SCALE = 10  # a toll this many times another is not of the same thing


class Bounds(NamedTuple):
    """An interval of numbers; None is unbounded."""

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False

    def disjoint(self, other: Bounds) -> bool:
        return _below(self, other) or _below(other, self)


def _below(a: Bounds, b: Bounds) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def bounds(value: Quantity | Duration) -> Bounds:
    """The interval a figure stands for, with the tolerance that an approximate one allows."""
    low, high = value.min, value.max
    if value.approximate:
        centre = low if low is not None else high
        slack = 0.0 if centre is None else max(TOLERANCE * abs(centre), AROUND_TEN if abs(centre) >= 10 else 0.0)
        low = None if low is None else low - slack
        high = None if high is None else high + slack
    return Bounds(low, high, value.min_open, value.max_open)


def _bounds_of(claim: Claim) -> Bounds:
    assert isinstance(claim.value, Quantity | Duration)
    return bounds(claim.value)


def _same_bounds(a: Quantity | Duration, b: Quantity | Duration) -> bool:
    return (a.min, a.max, a.min_open, a.max_open) == (b.min, b.max, b.min_open, b.max_open) and (a.min is not None or a.max is not None)


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    if a.polarity != b.polarity:
        return _denied(a, b, context)
    if other := _other_thing(a, b, context):
        return _moved(a, b, context) if other is OTHER_TIME and _two_states(a, b, context) else verdict(other)
    scaled = _on_one_scale(a.value, b.value)
    if scaled is None:
        return verdict(OTHER_UNIT)
    left, right = scaled
    if (left.min is None and left.max is None) or (right.min is None and right.max is None):
        return verdict(NO_VALUE)
    if a.stage == b.stage == "partial" and not _one_person(a, b):
        return verdict(PARTIAL)
    if _same_bounds(left, right):
        if "implied" in (a.stage, b.stage):
            return verdict(SAME, "Neither tells of anybody." if a.stage == b.stage else "One says nobody, the other tells of none.")
        return verdict(SAME, f"Both give {answer(a)}." if answer(a) == answer(b) else f"{answer(a)} and {answer(b)} are the same value.")
    apart = bounds(left).disjoint(bounds(right))
    if silent := _silent(a, b, apart, context):
        bounded = silent is PARTIAL and _bounded_by(a, b)
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.") if bounded else verdict(silent)
    grown = _grown(a, b, context)
    if grown and (apart or (left.min != right.min and _floor(left) and _floor(right))):
        return grown
    if not apart and _long_passed(a, b, context):
        return verdict(MAY_BE_TWO)
    if not apart and not _two_floors(a, b, context) and not _far_below(a, b, context) and not _much_longer(a, b):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.")
    if vague(left) or vague(right) or _ceiling(left) or _ceiling(right):
        return verdict(NO_VALUE)
    if _rounds(left, right) or _rounds(right, left):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one figure, rounded.")
    if _in_two_units(a, b):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one amount in two units, each rounded.")
    if apart and (_two_states(a, b, context) or _reached(a, b, context)):
        return _moved(a, b, context)
    return differ(a, b, context) if _one_question(a, b, context) else verdict(MAY_BE_TWO)


def _in_two_units(a: Claim, b: Claim) -> bool:
    """ "5 km" / "3 miles", "eight weeks" / "two months"."""
    one, two = a.value, b.value
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        return measures.alike(one, two)
    low, high = sorted((size(a), size(b)))
    told = isinstance(one, Duration) and isinstance(two, Duration) and one.unit != two.unit
    return told and high - low <= ROUNDED_LENGTH * high


def _two_states(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two figures of what goes up and down are of two days: the later article counts who is left, or who has come."""
    one, two = context.published
    if a.role not in roles.stocks() or context.order not in (-1, 1) or context.lasting or one is None or two is None:
        return False
    if (
        ({a.stage, b.stage} != {""} and not _counted_since(a, b, context))
        or not _both_real(a, b)
        or (a.places != b.places and a.places and b.places)
        or abs(one - two) > AFTERMATH
    ):
        return False
    told = not _current(a, one) or not _current(b, two) or roles.increments() & {*a.scope}
    assert isinstance(a.value, Quantity | Duration) and isinstance(b.value, Quantity | Duration)
    return not (told or vague(a.value) or vague(b.value)) and _bounds_of(a).disjoint(_bounds_of(b))


def _reached(a: Claim, b: Claim, context: Context) -> bool:
    """Whether the later article says that its figure is the level reached: "bringing the number of survivors *down to six*"."""
    later = {1: a, -1: b}.get(context.order or 0)
    taken_back = a.role in roles.tolls() - roles.stocks()  # a toll that falls was wrong
    return later is not None and not taken_back and isinstance(later.value, Quantity) and later.value.change_of == "to"


def _current(claim: Claim, published: date) -> bool:
    """Whether a claim may speak of the days before its article."""
    days = moments.span(claim.when)
    return days is None or (published - AFTERMATH <= days[1] and days[0] <= published + NIGHT)


def _moved(a: Claim, b: Claim, context: Context) -> Verdict:
    before, after = (a, b) if context.order == -1 else (b, a)
    return verdict(MOVED_ON, f"The later article counts them anew: {answer(before)}, then {answer(after)}.")


def _silent(a: Claim, b: Claim, apart: bool, context: Context) -> Rule | None:
    """Why two figures that are not the same say nothing about each other; None when they do."""
    told_since = _died_since(a, b, context) or (apart and _counted_since(a, b, context))
    if (_PART_STAGES & {a.stage, b.stage} and not told_since) or "other" in a.scope:
        return PARTIAL
    if a.stage != b.stage and WITH_DOER in (a.stage, b.stage):
        return PARTIAL
    if _held(a) != _held(b) and "part" not in a.scope:
        return OTHER_SCOPE
    if not _anchored(a, b):
        if _elsewhere_in(a, b, context) or _abroad(a, b, context):
            return OTHER_PLACE
        if _recalled(a, b, context) and not of_one_course(a, b, context):
            return OTHER_TIME
    return NOT_REAL if apart and not _both_real(a, b) else None


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
    return closed == [centre(told.value)] and "other" not in a.scope and _both_real(a, b)


def _died_since(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one article tells of the hurt and of no death, and a later one of a death."""
    early, late = (a, b) if context.order == -1 else (b, a)
    return a.role == "killed" and context.order in (-1, 1) and early.stage == "implied" and late.stage in ("", "partial")


def _counted_since(a: Claim, b: Claim, context: Context) -> bool:
    """Whether a later article counts all, where one before told of several who need not have been all: "two skiers were killed" / "three
    dead"; of what goes up and down, of fewer, too."""
    one, two = context.published
    if context.order not in (-1, 1) or a.role not in roles.tolls() or one is None or two is None or abs(one - two) > SOON:
        return False
    early, late = (a, b) if context.order == -1 else (b, a)
    few, all_told = size(early), size(late)
    fits = early.stage == "partial" and late.stage == "" and few >= SEVERAL
    return fits and (few < all_told < SCALE * few or (a.role in roles.stocks() and all_told < few))


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


def _both_real(a: Claim, b: Claim) -> bool:
    """Whether neither figure is only hoped for, planned or possible, or both are."""
    ahead = {Modality.PLANNED, Modality.POSSIBLE, Modality.UNKNOWN}
    return (a.modality in ahead) == (b.modality in ahead)


def _on_one_scale(left: Value, right: Value) -> tuple[Quantity | Duration, Quantity | Duration] | None:
    """Two figures that can be compared, in one unit; None where their units have nothing in common ("5 EUR", "5 USD")."""
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        assert isinstance(left, Quantity | Duration) and isinstance(right, Quantity | Duration)
        return left, right
    if left.unit == right.unit or left.dimension == "count":
        return left, right
    one, two = measures.in_base(left), measures.in_base(right)
    return (one, two) if one and two and one.unit == two.unit else None


def _one_question(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two excluding figures surely answer one question; what may be two is no conflict.

    A toll that is ten times another is of another place or time unless both stand in much the same words, as measures and
    counts without a known role must.
    """
    if context.lasting or roles.increments().intersection(a.scope) or _of_another_action(a, b, context):
        return False
    if _anchored(a, b) or measured_twice(a, b, context):
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
    return not (_unspecific(a) or loose) or shared(a.keys, b.keys, context) >= SAME_QUESTION


def _one_place(a: Claim, b: Claim, context: Context) -> bool:
    """Whether each place that only one side names is one that the article of the other begins with."""
    left, right = context.leads
    return set(a.places) - set(b.places) <= right and set(b.places) - set(a.places) <= left


def _same_toll_beside(a: Claim, b: Claim, leads: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two places are told of together: one toll, "five hurt in Mesa" and "five hurt in Phoenix", in an article that begins with
    both."""
    left, right = leads
    same = isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and exact(a) and exact(b) and _same_bounds(a.value, b.value)
    return same and a.role in roles.tolls() and (set(a.places) <= right or set(b.places) <= left)


def _anchored(a: Claim, b: Claim) -> bool:
    """Whether two counts of one noun stand beside one telling figure of something else: "230,000 dead in 13 countries" / "in 14"."""
    found = (key[2:].partition("..") for key in a.keys & b.keys if key.startswith("q:"))
    told = any(low == high and low.replace(".", "", 1).isdigit() and float(low) >= ANCHOR for low, _, high in found)
    return a.role == "count" and bool(a.subject) and told


def _one_state(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two articles may report one state of things: of what goes up and down, and of what only its words tell, on one day;
    of all else within days, unless both tell when it was."""
    if a.role in roles.stocks() or roles.passing().intersection(a.scope) or _unspecific(a):
        return context.order == 0 or (context.order is None and context.same_moment)
    one, two = context.published
    days = moments.span(a.when)
    return not (one and two and abs(one - two) > SOON) or (days is not None and days == moments.span(b.when))


def _rounds(one: Quantity | Duration, other: Quantity | Duration) -> bool:
    """ "50 blessés" / "48 blessés", "1.200 blessés" / "1.204 blessés": a count with a digit or two that tell, and one that it may round."""
    value, exact = centre(one), centre(other)
    if not isinstance(one, Quantity) or one.dimension != "count" or value is None or exact is None or value < ROUND_FROM:
        return False
    told = digits(value)
    near = ROUND if told == 1 else FINELY if told == 2 and value >= ANCHOR else 0.0
    return near > 0 and abs(value - exact) <= near * value


def _round(value: Number) -> bool:
    """Whether a figure of 50 and more has one digit that tells."""
    return value >= ROUND_FROM and digits(value) == 1


def vague(value: Quantity | Duration) -> bool:
    """ "des dizaines", "dozens": an order of magnitude; or a sum of parts, which need not be all. They contradict nothing."""
    ten_times = value.value is None and value.min is not None and value.max == 10 * value.min
    return ten_times or (value.approximate and value.min != value.max) or (isinstance(value, Quantity) and bool(value.parts))


def _ceiling(value: Quantity | Duration) -> bool:
    """ "Up to 20": what is hoped for or feared; it contradicts nothing."""
    return value.min is None and not value.max_open


def _elsewhere_in(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one side counts only in a place that the articles do not begin with ("dans le district voisin")."""
    return bool((set(a.places) ^ set(b.places)) - context.places)


def _abroad(a: Claim, b: Claim, context: Context) -> bool:
    """Whether only one side of two tolls speaks of a country that not both articles begin with."""
    both = context.leads[0] & context.leads[1]
    one, two = (frozenset[str]() if _told_there(side, both) else {key for key in side.keys if key.startswith("c:")} for side in (a, b))
    return a.role in roles.tolls() and bool((one ^ two) - context.countries)


def _told_there(claim: Claim, places: Set[str]) -> bool:
    """ "L'attaque *russe* contre Odessa a fait huit morts": of a place that both articles begin with; it counts nobody in Russia."""
    return any("n:" + place in claim.keys or place in claim.places for place in places)


def _recalled(a: Claim, b: Claim, context: Context) -> bool:
    """Whether both recall an older event, and not clearly the same one."""
    told = moments.span(a.when), moments.span(b.when)
    old = [bool(days) and moments.recalls_days(days, day) for days, day in zip(told, context.published, strict=True) if days]
    if len(old) == 2 and old[0] != old[1]:
        return False  # what one recalls was the news of the other
    return any(old) and shared(a.keys, b.keys, context) < 0.6


def _floor(value: Quantity | Duration) -> bool:
    return value.max is None or value.min == value.max


def _grown(a: Claim, b: Claim, context: Context) -> Verdict | None:
    """Why two figures of something that grows may be of two moments; None when they are not."""
    before, after = centre(a.value), centre(b.value)
    ordered = context.order is not None and not context.same_document
    grows = a.role in roles.growing() or not measured.progress().isdisjoint(a.subject)
    if not grows or not ordered or before is None or after is None or before == after:
        return None
    if roles.increments().intersection(a.scope) - {"other"} or _of_another_action(a, b, context) or _in_other_units(a, b):
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


def _of_another_action(a: Claim, b: Claim, context: Context) -> bool:
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
    return high < SCALE * max(low, 1) and (_bounds_of(a).disjoint(_bounds_of(b)) or all(hedged))


def _two_floors(a: Claim, b: Claim, context: Context) -> bool:
    """ "Au moins quatre morts" / "au moins deux morts" of one state: what is certain so far is told in two ways."""
    bounded = all(isinstance(c.value, Quantity) and c.value.max is None and c.value.min is not None for c in (a, b))
    if _round(min(size(a), size(b))):
        return False  # "plus de 100" is said of 113, too
    return bounded and centre(a.value) != centre(b.value) and context.order == 0 and bool(context.settled - {a.role})


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


def figure(value: object) -> tuple[Number | None, Number | None, str]:
    """A figure without its hedge: bounds and unit."""
    assert isinstance(value, Quantity | Duration)
    return value.min, value.max, value.unit if isinstance(value, Quantity) and value.dimension != "count" else ""


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


def _other_thing(a: Claim, b: Claim, context: Context) -> Rule | None:
    """Rung 1 for figures: why they are not of one thing (unit, subject, scope, place, moment); None when they may be."""
    left, right = a.value, b.value
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.dimension != right.dimension:
        return OTHER_UNIT
    if _distinctive(a) and _distinctive(b) and isinstance(left, Quantity) and isinstance(right, Quantity) and _same_bounds(left, right):
        return None
    if not (a.subject == b.subject or _one_head(a, b)) or a.scope != b.scope:
        return OTHER_SCOPE
    if a.places and b.places and not set(a.places) & set(b.places) and not _same_toll_beside(a, b, context.leads):
        return OTHER_PLACE
    if _of_other_sides(a, b):
        return OTHER_SCOPE
    if not (moments.same(a, b, context) or of_one_course(a, b, context)) or _of_other_nights(a, b, context):
        return OTHER_TIME
    if not _unspecific(a) or _named_measure(a) or same_count(a, b) or of_one_noun(a, b, context) or _anchored(a, b):
        return None
    return OTHER_WORDS if shared(a.keys, b.keys, context) < 0.6 else None


def _one_head(a: Claim, b: Claim) -> bool:
    """Whether two measures are of one thing though not the same word stands right beside both: "a bonus *of* 100 EUR" / "the bonus is 90",
    "a *ravine* of 15 m" / "a ravine 30 m *deep*", "*sales* of washers fell by 5 %" / "a fall of 5 % in sales of *washers*"."""
    if not (_unspecific(a) and a.role != "count" and a.subject and b.subject):
        return False
    told = [_has_head(side, other) for side, other in ((a, b), (b, a))]
    plain = [":" not in side.subject[0] or side.subject[0] in measured.plain() for side in (a, b)]
    return (told[0] and (told[1] or plain[1])) or (told[1] and plain[0])


def _has_head(a: Claim, b: Claim) -> bool:
    return ":" in a.subject[0] and a.subject[0] in b.keys


def _of_other_sides(a: Claim, b: Claim) -> bool:
    """Whether two countries launch them, or shoot them down."""
    one, two = side(a), side(b)
    return bool(one and two) and one.isdisjoint(two)


def _of_other_nights(a: Claim, b: Claim, context: Context) -> bool:
    """Whether counts of munitions may be of two attacks: they come anew night after night, and not both tell which night they are of."""
    one, two = context.published
    nightly = a.role in munitions.nightly() and isinstance(a.value, Quantity) and a.value.unit in munitions.units()
    return nightly and not (a.when and b.when) and one is not None and two is not None and abs(one - two) > NIGHT


def _distinctive(claim: Claim) -> bool:
    """Whether a figure is so particular that, within one event, the same again is the same thing: a measure of three digits that
    tell, or a sum of a million and more with two; a toll of four."""
    value = claim.value
    toll = claim.role in roles.tolls()
    if not isinstance(value, Quantity) or not (toll or _unspecific(claim)) or value.value is None:
        return False
    digits = len(f"{abs(value.value):.12g}".split("e")[0].replace(".", "").strip("0"))
    if toll:
        return digits >= 4 and claim.stage == ""
    return digits >= 3 or (value.dimension == "money" and digits == 2 and abs(value.value) >= 1_000_000)


def _named_measure(claim: Claim) -> bool:
    """Whether a measure says what it is of ("a depth of 10 km"): that alone tells what it answers."""
    return (claim.role != "count" and any(key[:2] in ("k:", "v:", "w:") for key in claim.subject)) or claim.role == "magnitude"


def _unspecific(claim: Claim) -> bool:
    """Whether nothing but its dimension tells what a figure is of."""
    return isinstance(claim.value, Quantity) and claim.role == claim.value.dimension


def shared(a: frozenset[str], b: frozenset[str], context: Context) -> float:
    """Weighted share of the smaller side's content keys that the other side has too; 0 below three shared keys."""
    common = a & b
    least = min(context.weight(a), context.weight(b))
    return context.weight(common) / least if len(common) >= 3 and least else 0.0
