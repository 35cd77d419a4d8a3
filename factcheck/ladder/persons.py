"""Who is meant: whether two claims are of one person, and how old that person is."""

from __future__ import annotations

from functools import cache
from itertools import product

from factcheck.claims import slots_ages
from factcheck.labels import answer
from factcheck.ladder import moments
from factcheck.ladder.figures import differ
from factcheck.ladder.intervals import Bounds
from factcheck.ladder.rules import CONTAINED, NOTHING, SAME, Context, verdict
from factcheck.language import neutral
from factcheck.model import Claim, Quantity, Verdict
from factcheck.values import names

ROUGHLY = 8  # years by which an age that is told roughly may be off
FEW_DAYS = 3  # between two articles on somebody of whom no more than a sort is told
BIRTHDAY = 20  # days between two articles within which a person hardly grows older


def ages(a: Claim, b: Claim, context: Context) -> Verdict:
    """How old one person is; the ages of a group agree with the same ages alone."""
    assert isinstance(a.value, Quantity) and isinstance(b.value, Quantity)
    left, right = _years(a.value), _years(b.value)
    group = slots_ages.GROUP in a.scope, slots_ages.GROUP in b.scope
    alike = one_person(a, b)
    if group[0] != group[1] or alike == "" or left is None or right is None:
        return verdict(NOTHING)
    if left == right:
        return verdict(SAME, f"Both give {answer(a)}.") if _width(left) <= 1 or alike == "same" else verdict(NOTHING)
    if any(group):
        return verdict(NOTHING)
    if not left.disjoint(right):
        close = alike == "same" or (_width(left) <= 1 and _width(right) <= 1 and a.subject and b.subject)
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.") if close else verdict(NOTHING)
    sure = (alike == "same" and _certain(a, b, context)) or _only_ones(a, b, context)
    return differ(a, b, context) if sure else verdict(NOTHING)


def _only_ones(a: Claim, b: Claim, context: Context) -> bool:
    """Whether each article tells the age of one of a sort, "a boy of 9" and "a boy of 10": so near to each other, it is one child."""
    one, two = a.value, b.value
    assert isinstance(one, Quantity) and isinstance(two, Quantity)
    only = a.subject == b.subject and slots_ages.ONLY in {*a.scope} & {*b.scope} and slots_ages.THEN not in {*a.scope, *b.scope}
    near = abs((one.value or 0) - (two.value or 0)) <= 1 and not (one.approximate or two.approximate)
    days = [day for day in context.published if day]
    soon = len(days) == 2 and abs((days[0] - days[1]).days) <= FEW_DAYS
    return only and near and (soon or context.same_moment) and bool(a.keys & _fates()) and bool(b.keys & _fates())


def _fates() -> frozenset[str]:
    """Content keys of what happens to somebody."""
    return frozenset("k:" + concept for concept in neutral("slots")["fate"]["concepts"])


def _years(value: Quantity) -> Bounds | None:
    """An age in years; None where it is open to one side. One that is told roughly may be some years off."""
    if value.min is None or value.max is None:
        return None
    per = {"month": 12, "week": 52, "day": 365}.get(value.unit, 1)
    slack = ROUGHLY if value.approximate else 0
    return Bounds(value.min / per - slack, value.max / per + slack)


def _width(told: Bounds) -> float:
    return (told.high or 0) - (told.low or 0)


def _certain(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two ages surely are of one person: one name, or one role that both point to; and no birthday lies between."""
    one, two = context.published
    if (one and two and abs((one - two).days) > BIRTHDAY) or slots_ages.THEN in {*a.scope, *b.scope}:
        return False
    if moments.recalls(a, one) or moments.recalls(b, two) or any(isinstance(c.value, Quantity) and c.value.approximate for c in (a, b)):
        return False
    named = any(key.startswith("n:") for key in set(a.subject) & set(b.subject)) or _names_met(a, b)
    if named and slots_ages.NAMESAKES in {*a.scope, *b.scope} and not _full_names_met(a, b):
        return False
    assert isinstance(a.value, Quantity) and isinstance(b.value, Quantity)
    if named and not (_full_names_met(a, b) and _tells_name(a) and _tells_name(b)) and not _nearly(a.value, b.value):
        return False
    single = roles(a) & roles(b) & frozenset(neutral("slots")["single"]["roles"])
    return named or bool(single and slots_ages.SURE in a.scope and slots_ages.SURE in b.scope and _one_scene(a, b, context))


def _tells_name(claim: Claim) -> bool:
    """Whether the sentence itself names somebody; a pronoun or "the 14-year-old" may be of another."""
    return any("n:" + name in claim.keys for name in names_of(claim))


def _nearly(one: Quantity, two: Quantity) -> bool:
    """Whether two ages are as near to each other as two reports on one person give them."""
    left, right = _years(one), _years(two)
    return left is not None and right is not None and abs((left.low or 0) - (right.low or 0)) <= NEARLY


NEARLY = 2  # years


def _one_scene(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two people of one role are of one event for more than that: there are drivers in two accidents that are told alike.
    One is named, their sentences share a name or a place, or they were told on one day."""
    shared = any(key.startswith("n:") for key in a.keys & b.keys) or bool(set(a.places) & set(b.places))
    rare = roles(a) & roles(b) & frozenset(neutral("slots")["single"]["rare"])
    return shared or bool(names_of(a) or names_of(b)) or context.published[0] == context.published[1] or bool(rare and context.same_moment)


def roles(claim: Claim) -> frozenset[str]:
    return frozenset(key[2:] for key in claim.subject if key.startswith("r:"))


def kin(claim: Claim) -> bool:
    """Whether somebody is told as a relative of another."""
    return not roles(claim).isdisjoint(neutral("slots")["kin"]["roles"])


def names_of(claim: Claim) -> list[str]:
    return [key[2:] for key in claim.subject if key.startswith("n:")]


def _names_met(a: Claim, b: Claim) -> bool:
    return any(names.same(one, two) for one, two in product(names_of(a), names_of(b)))


def _full_names_met(a: Claim, b: Claim) -> bool:
    """Whether one name of two words and more is of both: that of a family tells not which of them."""
    return any(" " in one and " " in two and names.same(one, two) for one, two in product(names_of(a), names_of(b)))


def one_person(a: Claim, b: Claim) -> str:
    """ "same": both are told to be one person; "maybe": nothing speaks against it; "" where something does."""
    if names_of(a) and names_of(b):
        return "same" if _names_met(a, b) else ""
    one, two = roles(a), roles(b)
    if one & two:
        return "same"
    if _sexes(a) and _sexes(b) and not _sexes(a) & _sexes(b):
        return ""
    return "" if _opposed(one, two) or (_kinds(one) and _kinds(two)) else "maybe"


def _sexes(claim: Claim) -> frozenset[str]:
    table = neutral("slots")["sex"]
    told = roles(claim) | frozenset(claim.subject)
    return frozenset(sex for sex, keys in table.items() if told & frozenset(keys))


@cache
def _sides() -> dict[str, str]:
    return {key: side for side, keys in neutral("slots")["side"].items() for key in keys}


def _opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    sides = _sides()
    left, right = {sides[key] for key in one if key in sides}, {sides[key] for key in two if key in sides}
    return bool(left and right and not left & right)


def _kinds(roles: frozenset[str]) -> frozenset[str]:
    """What somebody is, apart from the side of the event: two of these are two people."""
    return roles - _sides().keys()


def kinds(claim: Claim) -> frozenset[str]:
    """What a person is, apart from the side of the event."""
    return _kinds(roles(claim))


def one_side(one: frozenset[str], two: frozenset[str]) -> bool:
    sides = _sides()
    left, right = {sides.get(key) for key in one}, {sides.get(key) for key in two}
    return bool(one) and left == right and None not in left
