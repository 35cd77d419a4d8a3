"""Whether two figures are of one thing: what they count or measure, where, when, and in which words."""

from __future__ import annotations

from collections.abc import Set
from datetime import timedelta

from factcheck.claims import measured, munitions, roles
from factcheck.ladder import moments
from factcheck.ladder.intervals import ANCHOR, same_bounds
from factcheck.ladder.occasions import exact, of_one_course, of_one_noun, same_count, side
from factcheck.ladder.rules import OTHER_PLACE, OTHER_SCOPE, OTHER_TIME, OTHER_UNIT, OTHER_WORDS, Context, Rule
from factcheck.model import Claim, Quantity

NIGHT = timedelta(days=1)  # articles on one attack appear within this


def other_thing(a: Claim, b: Claim, context: Context) -> Rule | None:
    """Rung 1 for figures: why they are not of one thing (unit, subject, scope, place, moment); None when they may be."""
    left, right = a.value, b.value
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.dimension != right.dimension:
        return OTHER_UNIT
    if _distinctive(a) and _distinctive(b) and isinstance(left, Quantity) and isinstance(right, Quantity) and same_bounds(left, right):
        return None
    if not (a.subject == b.subject or _one_head(a, b)) or a.scope != b.scope:
        return OTHER_SCOPE
    if a.places and b.places and not set(a.places) & set(b.places) and not _same_toll_beside(a, b, context.leads):
        return OTHER_PLACE
    if _of_other_sides(a, b):
        return OTHER_SCOPE
    if not (moments.same(a, b, context) or of_one_course(a, b, context)) or _of_other_nights(a, b, context):
        return OTHER_TIME
    if not unspecific(a) or _named_measure(a) or same_count(a, b) or of_one_noun(a, b, context) or anchored(a, b):
        return None
    return OTHER_WORDS if shared(a.keys, b.keys, context) < 0.6 else None


def _one_head(a: Claim, b: Claim) -> bool:
    """Whether two measures are of one thing though not the same word stands right beside both: "a bonus *of* 100 EUR" / "the bonus is 90",
    "a *ravine* of 15 m" / "a ravine 30 m *deep*", "*sales* of washers fell by 5 %" / "a fall of 5 % in sales of *washers*"."""
    if not (unspecific(a) and a.role != "count" and a.subject and b.subject):
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
    if not isinstance(value, Quantity) or not (toll or unspecific(claim)) or value.value is None:
        return False
    digits = len(f"{abs(value.value):.12g}".split("e")[0].replace(".", "").strip("0"))
    if toll:
        return digits >= 4 and claim.stage == ""
    return digits >= 3 or (value.dimension == "money" and digits == 2 and abs(value.value) >= 1_000_000)


def _named_measure(claim: Claim) -> bool:
    """Whether a measure says what it is of ("a depth of 10 km"): that alone tells what it answers."""
    return (claim.role != "count" and any(key[:2] in ("k:", "v:", "w:") for key in claim.subject)) or claim.role == "magnitude"


def unspecific(claim: Claim) -> bool:
    """Whether nothing but its dimension tells what a figure is of."""
    return isinstance(claim.value, Quantity) and claim.role == claim.value.dimension


def anchored(a: Claim, b: Claim) -> bool:
    """Whether two counts of one noun stand beside one telling figure of something else: "230,000 dead in 13 countries" / "in 14"."""
    found = (key[2:].partition("..") for key in a.keys & b.keys if key.startswith("q:"))
    told = any(low == high and low.replace(".", "", 1).isdigit() and float(low) >= ANCHOR for low, _, high in found)
    return a.role == "count" and bool(a.subject) and told


def _same_toll_beside(a: Claim, b: Claim, leads: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two places are told of together: one toll, "five hurt in Mesa" and "five hurt in Phoenix", in an article that begins with
    both."""
    left, right = leads
    same = isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and exact(a) and exact(b) and same_bounds(a.value, b.value)
    return same and a.role in roles.tolls() and (set(a.places) <= right or set(b.places) <= left)


def elsewhere_in(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one side counts only in a place that the articles do not begin with ("dans le district voisin")."""
    return bool((set(a.places) ^ set(b.places)) - context.places)


def abroad(a: Claim, b: Claim, context: Context) -> bool:
    """Whether only one side of two tolls speaks of a country that not both articles begin with."""
    both = context.leads[0] & context.leads[1]
    one, two = (frozenset[str]() if _told_there(side, both) else {key for key in side.keys if key.startswith("c:")} for side in (a, b))
    return a.role in roles.tolls() and bool((one ^ two) - context.countries)


def _told_there(claim: Claim, places: Set[str]) -> bool:
    """ "L'attaque *russe* contre Odessa a fait huit morts": of a place that both articles begin with; it counts nobody in Russia."""
    return any("n:" + place in claim.keys or place in claim.places for place in places)


def recalled(a: Claim, b: Claim, context: Context) -> bool:
    """Whether both recall an older event, and not clearly the same one."""
    told = moments.span(a.when), moments.span(b.when)
    old = [bool(days) and moments.recalls_days(days, day) for days, day in zip(told, context.published, strict=True) if days]
    if len(old) == 2 and old[0] != old[1]:
        return False  # what one recalls was the news of the other
    return any(old) and shared(a.keys, b.keys, context) < 0.6


def shared(a: frozenset[str], b: frozenset[str], context: Context) -> float:
    """Weighted share of the smaller side's content keys that the other side has too; 0 below three shared keys."""
    common = a & b
    least = min(context.weight(a), context.weight(b))
    return context.weight(common) / least if len(common) >= 3 and least else 0.0
