"""Slots of an event: how old who is, when and where something was, and in what state a matter is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from rapidfuzz.distance import OSA

from factcheck.claims import slots_acts, slots_ages, slots_places, slots_states, slots_times, slots_venues, terms
from factcheck.labels import answer, show
from factcheck.ladder import acts, moments, persons, states, venues
from factcheck.ladder import terms as punishments
from factcheck.ladder.figures import SAME_QUESTION, differ
from factcheck.ladder.intervals import bounds
from factcheck.ladder.rules import CONTAINED, MISDATED, NOTHING, SAME, Context, verdict
from factcheck.ladder.things import shared
from factcheck.model import Claim, Date, Duration, Name, Quantity, Verdict
from factcheck.values import measures


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """Two claims of one slot."""
    return JUDGES[a.role](a, b, context)


# ----------------------------------------------------------------------------------------------- hours


def _hours(a: Claim, b: Claim, context: Context) -> Verdict:
    """The hour of one moment of one event: as stretches of minutes, with the zones that both tell."""
    one, two = frozenset(a.scope), frozenset(b.scope)
    left, right = _window(a), _window(b)
    if not _one_day(a, b, context) or (a.subject and b.subject and not set(a.subject) & set(b.subject)):
        return verdict(NOTHING)
    if {"alert", "end"} & (one ^ two):
        return _alarm(a, b, left, right)
    zones = [next((zone for zone in ("universal", "local", "other") if zone in scope), "") for scope in (one, two)]
    if zones[0] != zones[1] and "universal" in zones and all(zones):
        exact = left == right and left[0] == left[1] and left[0] % 30 and _main(a, b)
        return differ(a, b, context) if exact and "local" in zones else verdict(NOTHING)  # one number, in two zones
    if zones[0] != zones[1] and all(zones):
        return verdict(NOTHING)
    if left == right or _window(a, hedged=False) == _window(b, hedged=False):
        told = (
            (a.subject and b.subject)
            or (_main(a, b) and (a.subject or b.subject))
            or (len(a.keys & b.keys) >= 2 and context.weight(a.keys & b.keys) >= SHARED)
        )
        return verdict(SAME, f"Both give {show(a.value)}.") if told else verdict(NOTHING)
    if left[0] - HOUR_SLACK <= right[1] and right[0] - HOUR_SLACK <= left[1]:
        return (
            verdict(CONTAINED, f"{show(a.value)} and {show(b.value)} are compatible.")
            if _main(a, b) and a.subject and b.subject
            else verdict(NOTHING)
        )
    dated = (a.when and b.when) or context.same_moment or _soon(context)
    sure = _main(a, b) and set(a.subject) & set(b.subject) and dated and not one & {"alert", "end"}
    zoned = zones[0] == zones[1] or ("universal" not in zones and not _zones_apart(a, b))
    sure = sure and zoned and slots_times.BESIDE not in (a.stage, b.stage)
    return differ(a, b, context) if sure and _far_apart(a, b) else verdict(NOTHING)


def _far_apart(a: Claim, b: Claim) -> bool:
    """Whether two hours are further apart than clocks and hedges are, round midnight, too."""
    apart, told = (_minutes(_window(a, hedged), _window(b, hedged)) for hedged in (True, False))
    return apart >= HOURS_APART or told >= TOLD_APART


def _minutes(one: tuple[int, int], two: tuple[int, int]) -> int:
    """The minutes between two stretches of a day, the shorter way round."""
    return min(max(two[0] + turn - one[1], one[0] - two[1] - turn) for turn in (-DAY, 0, DAY))


def _zones_apart(a: Claim, b: Claim) -> bool:
    """Whether two hours, of which one tells its zone, are about as far apart as two zones are."""
    apart = (_window(a, hedged=False)[0] - _window(b, hedged=False)[0]) % 30
    return min(apart, 30 - apart) <= ROUNDED


def _soon(context: Context) -> bool:
    """Whether two articles are so few days apart that both tell the hour of what the earlier one tells."""
    one, two = context.published
    return one is not None and two is not None and abs(one - two) <= AHEAD


def _alarm(a: Claim, b: Claim, left: tuple[int, int], right: tuple[int, int]) -> Verdict:
    """When something broke out, and when the alarm was given, minutes later."""
    near = left[0] - ALARM <= right[1] and right[0] - ALARM <= left[1]
    told = _main(a, b) and slots_times.END not in {*a.scope, *b.scope} and (a.subject or b.subject)
    return (
        verdict(CONTAINED, f"{show(a.value)} and {show(b.value)}: the alarm follows within minutes.") if near and told else verdict(NOTHING)
    )


def _main(a: Claim, b: Claim) -> bool:
    return slots_times.MAIN in a.scope and slots_times.MAIN in b.scope


def _one_day(a: Claim, b: Claim, context: Context) -> bool:
    one, two = moments.span(a.when), moments.span(b.when)
    if one and two:
        return one[0] <= two[1] and two[0] <= one[1]
    return context.order is None or context.same_moment or _main(a, b)


def _window(claim: Claim, hedged: bool = True) -> tuple[int, int]:
    """The minutes of a day that an hour stands for, with what its hedge allows."""
    assert isinstance(claim.value, Date)
    ends = [int(told[1:3]) * 60 + int(told[4:6]) for told in claim.value.timex.split("/")]
    low, high = min(ends), max(ends)
    hedge = next((name for name in _SLACK if name in claim.scope), "")
    before, after = _SLACK.get(hedge, (0, 0)) if hedged else (0, 0)
    return low - before, high + after


_SLACK = {"about": (20, 20), "before": (20, 0), "after": (0, 20)}  # minutes that an hour "about", "shortly before" another may be off
DAY = 24 * 60  # minutes of a day
ALARM = 10  # minutes within which the alarm is given
HOUR_SLACK = 2  # minutes by which two sharp hours of one moment may differ, as clocks do
HOURS_APART = 20  # minutes between two hours of one moment from which they exclude each other
ROUNDED = 5  # minutes by which an hour may be rounded
TOLD_APART = 40  # the same between what they say, where their hedges leave less


def _shocks(a: Claim, b: Claim, context: Context) -> Verdict:
    """How long one shock was felt."""
    assert isinstance(a.value, Duration) and isinstance(b.value, Duration)
    left, right = bounds(a.value), bounds(b.value)
    if (a.value.min, a.value.max) == (b.value.min, b.value.max):
        return verdict(SAME, f"Both give {show(a.value)}.")
    if not left.disjoint(right):
        return verdict(CONTAINED, f"{show(a.value)} and {show(b.value)} are compatible.")
    return differ(a, b, context) if context.same_moment and _one_day(a, b, context) else verdict(NOTHING)


# ------------------------------------------------------------------------------------------------ days


def _days(a: Claim, b: Claim, context: Context) -> Verdict:
    """One day of which both say the same; two days need not be of one thing."""
    if _misdated(a, b):
        return verdict(MISDATED)
    left, right = frozenset(a.scope), frozenset(b.scope)
    one, two = moments.span(a.when), moments.span(b.when)
    if one is not None and one == two and _clock(a) and _clock(a) == _clock(b) and a.polarity == b.polarity:
        return verdict(SAME, f"Both give {show(a.value)}.")  # one minute of one day, or one night, is hardly told of two things
    if (left ^ right) & _MOMENTS or a.polarity != b.polarity:
        return verdict(NOTHING)
    if one != two or (one is None and not (context.same_moment and _weekday(a) == _weekday(b))):
        return verdict(NOTHING)
    common = a.keys & b.keys
    told = context.weight(common)
    main = bool(set(a.subject) & set(b.subject)) and common and one is not None and one[0] == one[1]
    if {slots_times.FIRST, slots_times.SECOND} <= left ^ right:  # something of the morning and something of the evening, or one event
        sure = main and left ^ right == _HALVES and len(common) > 1 and not any(key.startswith("n:") for key in a.keys ^ b.keys)
        return differ(a, b, context) if sure and context.same_moment else verdict(NOTHING)
    enough = len(common) >= (3 if slots_times.SAID in left else 2) and told >= SHARED
    enough = enough and told >= PART * min(context.weight(a.keys), context.weight(b.keys))
    if not (enough or main or (common and _to_come(one, context))):
        return verdict(NOTHING)
    return verdict(SAME, f"Both give {show(a.value)}.") if left == right else verdict(CONTAINED, "One gives the part of the day, too.")


def _clock(claim: Claim) -> str:
    """The hour and minute that a day is told with, or that it is a night; "" without them."""
    assert isinstance(claim.value, Date)
    hour = claim.value.timex.partition("T")[2]
    return hour if hour == NIGHT or (hour[:2].isdigit() and ":" in hour) else ""


def _to_come(days: tuple[date, date] | None, context: Context) -> bool:
    """Whether a day lies days ahead of both articles: few such days are told of one event."""
    return days is not None and days[0] == days[1] and all(day is not None and days[0] > day + AHEAD for day in context.published)


def _weekday(claim: Claim) -> str:
    """A day that nothing dates, as told, without the part of the day."""
    assert isinstance(claim.value, Date)
    return claim.value.timex.partition("T")[0] or claim.value.relative


def _misdated(a: Claim, b: Claim) -> bool:
    """Whether both name one thing, told by two words at least ("le procès des attentats") and by no other name, by one month or day
    with two years."""
    assert isinstance(a.value, Date) and isinstance(b.value, Date)
    one, two = a.value.timex, b.value.timex
    dated = len(one) == len(two) >= len("2015-01") and one[:4] in a.value.text and two[:4] in b.value.text
    if not dated or one[:4] == two[:4] or one[4:] != two[4:] or not set(a.subject) & set(b.subject):
        return False
    named = any(key[:2] in ("c:", "n:") for key in a.keys ^ b.keys)
    return not named and sum(key[:2] in ("k:", "w:") for key in a.keys & b.keys) > 1


NIGHT = "NI"  # the part of a day in a TIMEX3 value
AHEAD = timedelta(days=3)  # days from an article to one that is to come, at least
_HALVES = frozenset({slots_times.FIRST, slots_times.SECOND})
_MOMENTS = frozenset({slots_times.ALERT, slots_times.END, slots_times.LATER, slots_times.SAID})
SHARED, PART = 1.0, 0.4  # what two clauses say in common beside their day, at least: by weight, and of the shorter one


# ---------------------------------------------------------------------------------------------- places


def _distances(a: Claim, b: Claim, context: Context) -> Verdict:
    """So far from one place, in one direction; or how deep."""
    assert isinstance(a.value, Quantity) and isinstance(b.value, Quantity)
    if not _one_reference(a, b):
        return verdict(NOTHING)
    one, two = (a.value, b.value) if a.value.unit == b.value.unit else (measures.in_base(a.value), measures.in_base(b.value))
    if one is None or two is None:
        return verdict(NOTHING)
    left, right = bounds(one), bounds(two)
    alike = not left.disjoint(right) or measures.alike(a.value, b.value)
    headed = bool(a.scope and b.scope)
    if headed and a.scope != b.scope:
        sure = alike and _opposite(a.scope[0], b.scope[0])
        return differ(a, b, context) if sure else verdict(NOTHING)
    if left == right and a.scope == b.scope:
        return verdict(SAME, f"Both give {answer(a)}.")
    if alike:
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.")
    deep = a.role == slots_places.DEPTH and not (a.stage or b.stage)
    sure = not a.subject and context.same_moment and (deep or shared(a.keys, b.keys, context) >= SAME_QUESTION)
    return differ(a, b, context) if sure else verdict(NOTHING)


def _bearings(a: Claim, b: Claim, context: Context) -> Verdict:
    """In which direction of one place one kind of event was, or in which part of it."""
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    one, two = a.value.canonical.partition(" ")[0], b.value.canonical.partition(" ")[0]
    if a.subject != b.subject or (slots_places.INSIDE in a.scope) != (slots_places.INSIDE in b.scope):
        return verdict(NOTHING)
    if one == two:
        return verdict(SAME, f"Both say: {answer(a)}.")
    turned = any(side in one and other in two for side, other in ("ns", "sn", "ew", "we"))
    if turned and context.same_moment:
        return differ(a, b, context)
    return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.") if set(one) & set(two) and not turned else verdict(NOTHING)


def _one_reference(a: Claim, b: Claim) -> bool:
    """Whether two distances are from one place, however it is spelled; two depths are of one event."""
    if not a.subject or not b.subject:
        return a.subject == b.subject
    return a.subject == b.subject or (
        min(len(a.subject[0]), len(b.subject[0])) >= SPELLED and OSA.distance(a.subject[0], b.subject[0]) <= 1
    )


def _opposite(one: str, two: str) -> bool:
    """Whether two directions have none in common: west and south, not west and north-west."""
    return not set(one) & set(two)


def _localities(a: Claim, b: Claim, context: Context) -> Verdict:
    """One street or one district; two need not exclude each other."""
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    return (
        verdict(SAME, f"Both name {show(a.value)}.")
        if a.value.canonical == b.value.canonical and a.subject == b.subject
        else verdict(NOTHING)
    )


SPELLED = 6  # letters of a name that may be spelled with one letter more, less or other


JUDGES: dict[str, Callable[[Claim, Claim, Context], Verdict]] = {
    slots_ages.ROLE: persons.ages,
    slots_times.DAY: _days,
    slots_times.HOUR: _hours,
    slots_places.BEARING: _bearings,
    slots_places.DEPTH: _distances,
    slots_places.DISTANCE: _distances,
    slots_places.LOCALITY: _localities,
    slots_states.ROLE: states.judge,
    slots_times.SHOCK: _shocks,
    slots_venues.ROUTE: venues.routes,
    slots_venues.VENUE: venues.judge,
    slots_acts.ROLE: acts.judge,
    terms.GIVEN: punishments.judge,
    terms.SOUGHT: punishments.judge,
}
