"""What an event has one of, so that two figures of it are of the same: its shock, its crowd, its attack, those aboard, its vote."""

from __future__ import annotations

from datetime import timedelta

from factcheck.claims import measured, once, roles
from factcheck.ladder import moments
from factcheck.ladder.rules import Context
from factcheck.model import Attribution, Claim, Duration, Number, Quantity
from factcheck.values import names

CROWD = 5  # times that one source counts of a crowd what another does
COINCIDES = 10  # up to this many of one noun there may be twice
STRONG, MEASURED = 5, 0.75  # a magnitude from which on a shock is the news, and by how much two agencies differ on it
FEW_ABOARD, TRIP = 3, 1.5  # people aboard, and times that one count of them is another
DAYS = timedelta(days=3)  # between two articles that count a noun once, of which there is one number
TIMES, TOLD = 3, 0.4  # times that one such count is another, and what the words beside both tell
MUCH = 0.5  # part of the words beside either of two measures that is of one thing
TOLD_OF_CHANGE = 1.0  # the same for how much something rose or fell


def exact(claim: Claim) -> bool:
    """Whether a claim gives one number, neither rounded nor bounded."""
    value = claim.value
    return isinstance(value, Quantity) and value.min is not None and value.min == value.max and not value.approximate


def centre(value: object) -> Number | None:
    """The figure that stands for an interval."""
    assert isinstance(value, Quantity | Duration)
    return value.min if value.min is not None else value.max


def size(claim: Claim) -> Number:
    """The figure that stands for a claim, 0 where none does."""
    return centre(claim.value) or 0


def digits(value: Number) -> int:
    """How many digits of a whole figure tell."""
    return len(f"{value:.12g}".split("e")[0].rstrip("0"))


def source(attribution: Attribution | None) -> str:
    """Who is known by a name or an office."""
    return attribution.speaker if attribution is not None and attribution.kind in ("named", "role") else ""


def one_side(a: Attribution | None, b: Attribution | None) -> bool:
    """Whether two sources are one speaker, or somebody and who they speak for: "le Kremlin", "le porte-parole du Kremlin"."""
    if a is None or b is None:
        return False
    one, two = ({*f"{who.speaker} {who.role} {who.organisation}".lower().split()} for who in (a, b))
    return names.same(a.speaker, b.speaker) or one <= two or two <= one


def side(claim: Claim) -> set[str]:
    """The country that launches munitions, or shoots them down."""
    return {key for key, _, _ in claim.located if key.startswith("by:")}


def of_one_attack(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two counts of what one country launches are of one night."""
    one, two = side(a), side(b)
    days = moments.span(a.when)
    return bool(one & two) and (days == moments.span(b.when) if days else context.order == 0)


def of_one_crowd(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two sources count one crowd: at one place, on one day."""
    one, two = source(a.attribution), source(b.attribution)
    days = moments.span(a.when), moments.span(b.when)
    told = a.role == "gathered" and bool(one and two) and not one_side(a.attribution, b.attribution) and a.places == b.places
    low, high = sorted((size(a), size(b)))
    return told and high < CROWD * low and (days[0] == days[1] if all(days) else context.same_moment)


def _of_one_shock(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two magnitudes are of one strong earthquake, as two agencies measure it."""
    low, high = sorted((size(a), size(b)))
    near = a.role == "magnitude" and low >= STRONG and high - low < MEASURED and exact(a) and exact(b)
    return near and context.same_moment and "aftershock" not in {*a.scope, *b.scope}


def _of_one_trip(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two counts of those aboard are of one vehicle: as near to each other as two counts of the same people are."""
    low, high = sorted((size(a), size(b)))
    return a.role == "aboard" and _told_one(a) and _told_one(b) and context.same_moment and low >= FEW_ABOARD and high < TRIP * low


def _told_one(claim: Claim) -> bool:
    """Whether a claim gives one number, maybe rounded."""
    return isinstance(claim.value, Quantity) and claim.value.min is not None and claim.value.min == claim.value.max


def _of_one_vote(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two rates of those who voted are of one vote, and neither of an hour of its day."""
    voted = a.subject in _VOTED and exact(a) and exact(b) and "hour" not in {*a.scope, *b.scope} and a.places == b.places
    return voted and context.same_moment and abs(size(a) - size(b)) >= 1


_VOTED = frozenset({("k:abstention",), ("k:turnout",)})


def same_count(a: Claim, b: Claim) -> bool:
    """Whether two counts of one noun, or two measures, are of one figure that hardly comes twice in the articles on one event by chance:
    one of two digits that tell, or of some size beside a word that both have."""
    left, right = a.value, b.value
    if not (isinstance(left, Quantity) and isinstance(right, Quantity) and a.subject) or left.min is None:
        return False
    if {left.min} != {left.max, right.min, right.max} or left.dimension in ("money", "ratio") or left.unit in roles.generic_units():
        return False
    value = left.value or 0
    return value > COINCIDES and (digits(value) > 1 or bool(a.keys & b.keys))


def of_one_noun(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two counts are of a noun that either article counts but once, days apart at the most, and not each of another name
    ("the plant in Derby", "the plant in Leeds")."""
    if (a.role != "count" and a.role not in roles.loose()) or not _once(a, b) or (_named(a) - b.keys and _named(b) - a.keys):
        return False
    one, two = context.published
    return abs(one - two) <= DAYS if one and two else context.same_moment


def _named(claim: Claim) -> frozenset[str]:
    return frozenset(key for key in claim.keys if key.startswith(("n:", "c:"))) | {"n:" + place for place in claim.places}


def _once(a: Claim, b: Claim) -> bool:
    return bool(a.located and b.located) and a.located[0][0] == b.located[0][0] == once.ONCE


def _counted_anew(a: Claim, b: Claim, context: Context) -> bool:
    """Whether such counts are of one day and of words that both have, and as near to each other as two counts of one thing are. On the
    next day they may have changed ("24 communes are on alert")."""
    low, high = sorted((size(a), size(b)))
    near = of_one_noun(a, b, context) and high < TIMES * low and context.same_moment and _on_one_day(a, b, context)
    rises = context.order_of(size(a) < size(b)) == -1  # "26 bodies were found", and 39 on the next day
    return near and not rises and a.modality == b.modality and context.weight(a.keys & b.keys) >= TOLD


def _on_one_day(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two claims are told on one day, or of one."""
    days = moments.span(a.when)
    return context.published[0] == context.published[1] or (days is not None and days[0] == days[1] and days == moments.span(b.when))


def _measured_anew(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two measures are of one dimension of one thing, of which either article gives no other: how wide, how deep, how fast; or
    of one thing that both measure on one day, or of one change, told of in words that both have."""
    if a.role == "count" or a.role in roles.loose() or not _once(a, b) or a.modality != b.modality:
        return False
    common = a.keys & b.keys - {*a.subject, *b.subject}
    told = any(key[:2] in ("k:", "n:", "w:") for key in common) or (a.places and a.places == b.places)
    if measured.dimensions() & {*a.subject, *b.subject}:
        return a.subject[0] == b.subject[0] in _OF_ONE or bool(told) or a.subject != b.subject
    if a.subject == b.subject and ":" in a.subject[0] and told:
        shared = context.weight(a.keys & b.keys) >= MUCH * max(context.weight(a.keys), context.weight(b.keys))
        return shared and context.same_moment and _on_one_day(a, b, context)
    change = a.role == "ratio" and context.same_moment and bool(_BY.intersection(a.scope))
    return change and len(common) >= 2 and context.weight(common) >= TOLD_OF_CHANGE


_OF_ONE = frozenset({"k:driven"})
_BY = frozenset({"fall", "rise"})


def of_one_course(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two lengths are of the one trial or the talks that both articles tell of within a day, though only one tells when."""
    single = a.role == "lasted" and a.subject == b.subject and a.subject in _COURSES and (a.when is None) != (b.when is None)
    return single and context.same_moment and a.places == b.places


_COURSES = frozenset({("k:talks",), ("k:trial",)})


def measured_twice(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two figures are of one thing of which an event has one: its shock, those aboard, the rate of those who voted, what is
    counted once."""
    return any(one(a, b, context) for one in (_of_one_shock, _of_one_trip, _of_one_vote, _counted_anew, _measured_anew))
