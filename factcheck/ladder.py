"""The ladder: two claims in, a relation out, with the rung that decided and a sentence that says why.

Each rung is a ``Rule``; within a kind of claim the first that holds decides, in the order of the function for that kind.
The functions here see two claims and what is known about their articles (``Context``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from factcheck.claims import keys, roles
from factcheck.labels import answer, show
from factcheck.model import (
    Attribution,
    Claim,
    Date,
    Duration,
    Modality,
    Name,
    Number,
    Polarity,
    Quantity,
    Relation,
    Saying,
    Value,
    Verdict,
)
from factcheck.values import measures, names

TOLERANCE = 0.1  # how far an approximate figure ("environ 300") may be from the one it agrees with
SAME_QUESTION = 0.7  # part of the weaker claim's content that the other has too, from which two differing figures answer one question
SCALE = 10  # a toll this many times another is not of the same thing
RECALLED = timedelta(days=14)  # a claim that speaks of something this long before its article recalls another event
AROUND = timedelta(days=3)  # how far from an approximate date ("vers le 12 mars", "il y a une semaine") its day may lie


class Rule(NamedTuple):
    """A rung of the ladder: its id, what it gives, what it means, and examples."""

    id: str
    relation: Relation | None
    meaning: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the articles of two claims a and b.

    ``order``: -1 a was published earlier, 1 later, 0 on the same day, None unknown. ``same_moment``: both report the same
    state of affairs (published within a day of each other, or, without dates, agreeing on what is current).
    ``floors``: for an article without a date, the latest "MM-DD" it tells as past, else "". ``weights``: how much a key
    tells within this event, from 0 (every statement has it) to 1; 1 when absent. ``places``: those that the beginnings of
    both articles name.
    """

    order: int | None = None
    same_moment: bool = False
    published: tuple[date | None, date | None] = (None, None)
    same_document: bool = False
    floors: tuple[str, str] = ("", "")
    weights: Mapping[str, float] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def order_of(self, first: bool) -> int | None:
        """``order`` as seen from the article of a (``first``) or of b."""
        return self.order if first or self.order is None else -self.order

    def weight(self, found: Iterable[str]) -> float:
        """What shared keys tell: less when most statements of the event have them."""
        own, general = self.weights, keys.WEIGHTS  # this is the innermost loop of comparing
        return math.fsum([general.get(key[:2], 1.0) * own.get(key, 1.0) for key in found])


NOTHING = Rule("other-thing", None, "The claims are about different things: event, role, scope, unit or subject differ.")
NO_VALUE = Rule("no-value", None, "One side has no value that can be compared.")
SAME = Rule("same-value", Relation.AGREEMENT, "Both say the same value.", ("douze blessés / 12 blessés",))
SAME_WORDS = Rule(
    "same-words",
    Relation.AGREEMENT,
    "Both say the same thing in nearly the same words.",
    ("« constructive et utile » / « utile et constructive »",),
)
SAME_EVENT = Rule(
    "same-encounter",
    Relation.AGREEMENT,
    "Both say that the same people met.",
    ("A a rencontré B à Moscou / B s'est entretenu avec A à Moscou",),
)
CONTAINED = Rule("contained", Relation.REFINEMENT, "One value contains the other.", ("au moins quatre / cinq", "environ 300 / 310"))
TOLL = Rule(
    "toll-rises",
    Relation.UPDATE,
    "A later article reports a higher figure of something that grows while an event unfolds.",
    ("78 morts / 113 morts le lendemain",),
)
OPEN = Rule(
    "open-settled",
    Relation.UPDATE,
    "What one article says is not known or not decided, another settles.",
    ("lieu pas encore déterminé / en Alaska",),
)
HELD = Rule(
    "planned-held",
    Relation.UPDATE,
    "What one article says is planned, another says has taken place.",
    ("pourrait avoir lieu la semaine prochaine / s'étaient retrouvés en août",),
)
NOT_YET = Rule(
    "not-yet",
    Relation.UPDATE,
    "What one article says has not happened yet, another says has happened.",
    ("n'a pas encore commenté / a confirmé",),
)
MOVED = Rule(
    "plan-moved",
    Relation.UPDATE,
    "A later article gives another date for a plan.",
    ("vendredi / la semaine prochaine, deux jours plus tard",),
)
DISPUTE = Rule(
    "speakers-differ",
    Relation.DISPUTE,
    "The values differ, and each is attributed to a different named speaker.",
    ("12 morts selon la police / 20 selon le maire",),
)
DIFFER = Rule("values-differ", Relation.CONTRADICTION, "The values differ.", ("deux morts / trois morts",))
DENIED = Rule(
    "denied",
    Relation.CONTRADICTION,
    "What one asserts, the other denies.",
    ("n'a pas rencontré X cette année / leur dernière rencontre en avril",),
)

RULES: tuple[Rule, ...] = (
    NOTHING,
    NO_VALUE,
    SAME,
    SAME_WORDS,
    SAME_EVENT,
    CONTAINED,
    TOLL,
    OPEN,
    HELD,
    NOT_YET,
    MOVED,
    DISPUTE,
    DIFFER,
    DENIED,
)


def verdict(rule: Rule, why: str = "") -> Verdict:
    return Verdict(rule.relation, rule.id, why or rule.meaning)


def compare(a: Claim, b: Claim, context: Context) -> Verdict:
    """Relation of two claims of the same kind and role in the same event. Symmetric: swapping sides swaps nothing."""
    judge = _JUDGES.get(a.kind)
    if judge is None or judge is not _JUDGES.get(b.kind) or a.role != b.role:
        return verdict(NOTHING)
    return judge(a, b, context)


# ------------------------------------------------------------------------------------------ figures


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
        slack = TOLERANCE * abs(centre) if centre is not None else 0.0
        low = None if low is None else low - slack
        high = None if high is None else high + slack
    return Bounds(low, high, value.min_open, value.max_open)


def _same_bounds(a: Quantity | Duration, b: Quantity | Duration) -> bool:
    return (a.min, a.max, a.min_open, a.max_open) == (b.min, b.max, b.min_open, b.max_open) and (a.min is not None or a.max is not None)


def _figures(a: Claim, b: Claim, context: Context) -> Verdict:
    scaled = _on_one_scale(a.value, b.value) if _same_thing(a, b, context) else None
    if scaled is None:
        return verdict(NOTHING)
    left, right = scaled
    if (left.min is None and left.max is None) or (right.min is None and right.max is None):
        return verdict(NO_VALUE)
    if _same_bounds(left, right):
        return verdict(SAME, f"Both give {answer(a)}." if answer(a) == answer(b) else f"{answer(a)} and {answer(b)} are the same value.")
    if "earlier" in (a.stage, b.stage) or "other" in a.scope:
        return verdict(NOTHING)  # superseded in its own article; or besides others, who need not be the same ones
    if _elsewhere_in(a, b, context) or _recalled(a, b, context):
        return verdict(NOTHING)
    rising = _rising(a, b, context)
    if not bounds(left).disjoint(bounds(right)):
        return (
            verdict(TOLL, rising)
            if rising and left.min != right.min and _floor(left) and _floor(right)
            else verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible.")
        )
    if rising:
        return verdict(TOLL, rising)
    if vague(left) or vague(right):
        return verdict(NO_VALUE)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and measures.alike(a.value, b.value):
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are one amount in two units, each rounded.")
    return _differ(a, b, context) if _one_question(a, b, context) else verdict(NOTHING)


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
    counts without a known role must. What goes up and down, and what two articles of different weeks tell, is no conflict.
    """
    one, two = context.published
    if (a.role in roles.stocks() and not context.same_moment) or (one and two and abs(one - two) > RECALLED):
        return False
    low, high = sorted((abs(centre(a.value) or 0), abs(centre(b.value) or 0)))
    if a.role in roles.tolls():
        return high < SCALE * max(low, 1) or _shared(a.keys, b.keys, context) >= SAME_QUESTION
    return a.role not in _UNSPECIFIC or (context.same_moment and _shared(a.keys, b.keys, context) >= SAME_QUESTION)


def vague(value: Quantity | Duration) -> bool:
    """ "des dizaines", "dozens": an order of magnitude; or a sum of parts, which need not be all. They contradict nothing."""
    ten_times = value.value is None and value.min is not None and value.max == 10 * value.min
    return ten_times or (value.approximate and value.min != value.max) or (isinstance(value, Quantity) and bool(value.parts))


def _elsewhere_in(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one side counts only in a place that the articles do not begin with ("dans le district voisin")."""
    return a.places != b.places and bool((set(a.places) ^ set(b.places)) - context.places)


def _recalled(a: Claim, b: Claim, context: Context) -> bool:
    """Whether both recall an older event, and not clearly the same one."""
    old = any(days and _recalls(days, day) for days, day in zip((span(a.when), span(b.when)), context.published, strict=True))
    return old and _shared(a.keys, b.keys, context) < 0.6


def _floor(value: Quantity | Duration) -> bool:
    return value.max is None or value.min == value.max


def _rising(a: Claim, b: Claim, context: Context) -> str:
    """Why the later of two figures of something that grows may be higher; "" when it is not."""
    if a.role not in roles.tolls() or context.order in (None, 0):
        return ""
    earlier, later = (a, b) if context.order == -1 else (b, a)
    before, after = centre(earlier.value), centre(later.value)
    if before is None or after is None or after <= before:
        return ""
    return f"The later article gives the higher figure: {answer(earlier)}, then {answer(later)}."


def centre(value: object) -> Number | None:
    """The figure that stands for an interval."""
    assert isinstance(value, Quantity | Duration)
    return value.min if value.min is not None else value.max


def figure(value: object) -> tuple[Number | None, Number | None, str]:
    """A figure without its hedge: bounds and unit."""
    assert isinstance(value, Quantity | Duration)
    return value.min, value.max, value.unit if isinstance(value, Quantity) and value.dimension != "count" else ""


def _differ(a: Claim, b: Claim, context: Context) -> Verdict:
    one, two = _speaker(a.attribution), _speaker(b.attribution)
    if one and two and not names.same(one, two):
        return verdict(DISPUTE, f"{answer(a)} according to {one}, {answer(b)} according to {two}.")
    return verdict(DIFFER, f"{answer(a)} and {answer(b)} exclude each other.")


def _speaker(attribution: Attribution | None) -> str:
    return attribution.speaker if attribution is not None and attribution.kind == "named" else ""


def _same_thing(a: Claim, b: Claim, context: Context) -> bool:
    """Rung 1 for figures: unit, subject, scope, place, moment."""
    left, right = a.value, b.value
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.dimension != right.dimension:
        return False
    if a.polarity != b.polarity:
        return False
    if _distinctive(a) and _distinctive(b) and isinstance(left, Quantity) and isinstance(right, Quantity) and _same_bounds(left, right):
        return True
    if a.subject != b.subject or a.scope != b.scope:
        return False
    if a.places and b.places and not set(a.places) & set(b.places):
        return False
    if not _same_time(a, b, context):
        return False
    if a.role in _UNSPECIFIC and not _named_measure(a):
        return _shared(a.keys, b.keys, context) >= 0.6
    return True


def _distinctive(claim: Claim) -> bool:
    """Whether a measure is so particular that, within one event, the same figure again is the same thing: three digits that
    tell, or a sum of a million and more with two."""
    value = claim.value
    if not isinstance(value, Quantity) or claim.role not in _UNSPECIFIC or value.value is None:
        return False
    digits = len(f"{abs(value.value):.12g}".split("e")[0].replace(".", "").strip("0"))
    return digits >= 3 or (value.dimension == "money" and digits == 2 and abs(value.value) >= 1_000_000)


def _named_measure(claim: Claim) -> bool:
    """Whether a measure says what it is of ("a depth of 10 km"): that alone tells what it answers."""
    return (claim.role != "count" and any(key[:2] in ("k:", "v:", "w:") for key in claim.subject)) or claim.role == "magnitude"


_UNSPECIFIC = frozenset(
    {"count", "length", "area", "mass", "money", "ratio", "volume", "speed", "temperature", "magnitude", "energy", "power", "data"}
)


def _shared(a: frozenset[str], b: frozenset[str], context: Context) -> float:
    """Weighted share of the smaller side's content keys that the other side has too; 0 below three shared keys."""
    common = a & b
    least = min(context.weight(a), context.weight(b))
    return context.weight(common) / least if len(common) >= 3 and least else 0.0


# --------------------------------------------------------------------------------------------- time


def span(value: Date | None) -> tuple[date, date] | None:
    """The days a date covers, None when they are not known; those beside an approximate date belong to it."""
    if value is None or not value.earliest or not value.latest:
        return None
    slack = AROUND if value.approximate else timedelta()
    try:
        return date.fromisoformat(value.earliest[:10]) - slack, date.fromisoformat(value.latest[:10]) + slack
    except (OverflowError, ValueError):
        return None


def _same_time(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two claims may speak of the same moment. A claim that recalls an older event meets only its like."""
    one, two = span(a.when), span(b.when)
    if "since" in a.scope and a.when and b.when and (one, a.when.relative) != (two, b.when.relative):
        return False  # counted from different days on
    if one and two:
        return one[0] - timedelta(days=1) <= two[1] and two[0] - timedelta(days=1) <= one[1]
    if (one and _recalls(one, context.published[0])) or (two and _recalls(two, context.published[1])):
        return False
    return not (a.when and b.when and context.same_moment and a.when.relative != b.when.relative and a.when.relative and b.when.relative)


def recalls(claim: Claim, published: date | None) -> bool:
    """Whether a claim speaks of something long before its article."""
    days = span(claim.when)
    return days is not None and _recalls(days, published)


def _recalls(days: tuple[date, date], published: date | None) -> bool:
    return published is not None and days[1] < published - RECALLED


# ---------------------------------------------------------------------------------------- encounters


def _dates(a: Claim, b: Claim, context: Context) -> Verdict:
    """When the same people met, or are to meet."""
    if not _same_encounter(a, b):
        return verdict(NOTHING)
    planned = (_ahead(a), _ahead(b))
    if isinstance(a.value, Saying) or isinstance(b.value, Saying):
        return _open(a, b, context)
    assert isinstance(a.value, Date) and isinstance(b.value, Date)
    if planned[0] != planned[1]:
        return _held_since(a, b, context)
    if all(planned) and not _comparable_plans(context):
        return verdict(NOTHING)
    return _same_dates(a, b, a.value, b.value, context, planned[0])


def _same_dates(a: Claim, b: Claim, left: Date, right: Date, context: Context, planned: bool) -> Verdict:
    one, two = span(left), span(right)
    if one and two:
        if one == two:
            return verdict(SAME, f"Both give {show(left)}.")
        if one[0] <= two[1] and two[0] <= one[1]:
            return verdict(CONTAINED, f"{show(left)} and {show(right)} overlap.")
        if planned and context.order not in (None, 0):
            return verdict(MOVED)
        return _differ(a, b, context) if planned else verdict(NOTHING)
    if context.same_moment and left.relative and left.relative == right.relative:
        return verdict(SAME, f"Both say {show(left)}.")
    return verdict(NOTHING)


def _comparable_plans(context: Context) -> bool:
    return context.same_moment or context.order is not None


def _held_since(a: Claim, b: Claim, context: Context) -> Verdict:
    """Planned on one side, held on the other: an update unless the held encounter came before the plan."""
    plan, held = (a, b) if _ahead(a) else (b, a)
    order = context.order_of(plan is a)
    if held.modality is not Modality.ACTUAL or held.polarity is Polarity.DENIED or order == 1 or context.same_moment:
        return verdict(NOTHING)
    published = context.published[0] if plan is a else context.published[1]
    floor = context.floors[0] if plan is a else context.floors[1]
    days = span(held.when)
    if (published and days and days[1] < published) or (floor and _month(held.when) and _month(held.when) < floor[:2]):
        return verdict(NOTHING)  # held before it was planned: another occasion
    return verdict(HELD, f"Planned in one article ({show(plan.value)}), held in the other ({show(held.value)}).")


def _month(value: Date | None) -> str:
    """The month "MM" of a date without a year, "" when there is none."""
    return value.timex[5:7] if value and value.timex.startswith("XXXX-") and value.timex[5:7].isdigit() else ""


def _ahead(claim: Claim) -> bool:
    return claim.modality in (Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL)


def _same_encounter(a: Claim, b: Claim) -> bool:
    return a.subject == b.subject and a.polarity == b.polarity


def _places(a: Claim, b: Claim, context: Context) -> Verdict:
    """Where the same people met, or are to meet."""
    if not _same_encounter(a, b):
        return verdict(NOTHING)
    if isinstance(a.value, Saying) or isinstance(b.value, Saying):
        return _open(a, b, context)
    assert isinstance(a.value, Name) and isinstance(b.value, Name)
    if _ahead(a) != _ahead(b) or not _one_occasion(a, b, context):
        return verdict(NOTHING)
    if a.value.canonical == b.value.canonical:
        return verdict(SAME, f"Both name {show(a.value)}.")
    certain = span(a.when) and span(a.when) == span(b.when) and not (a.when and a.when.approximate)
    return _differ(a, b, context) if certain else verdict(NOTHING)


def _one_occasion(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two mentions may be of one encounter."""
    one, two = span(a.when), span(b.when)
    if one and two:
        return one[0] <= two[1] and two[0] <= one[1]
    return context.same_moment or (not _ahead(a) and one is not None and two is not None)


def _open(a: Claim, b: Claim, context: Context) -> Verdict:
    """A slot that at least one side says is not decided yet."""
    if isinstance(a.value, Saying) and isinstance(b.value, Saying):
        return verdict(SAME, "Both say that it is not known yet.") if context.same_moment else verdict(NOTHING)
    unknown, known = (a, b) if isinstance(a.value, Saying) else (b, a)
    if _ahead(known) and not context.same_moment and context.order is None:
        return verdict(NOTHING)
    if known.modality is Modality.ACTUAL and context.same_moment:
        return verdict(NOTHING)  # what has been held cannot be the plan that is still open
    order = context.order_of(unknown is a)
    return verdict(NOTHING) if order == 1 else verdict(OPEN, f"Not decided in one article, {show(known.value)} in the other.")


def _status(a: Claim, b: Claim, context: Context) -> Verdict:
    """Whether something has taken place."""
    if a.subject != b.subject:
        return verdict(NOTHING)
    if a.role == "commented":
        return _commented(a, b, context)
    if _denial(a) != _denial(b):
        return _denied(a, b, context)
    if _denial(a):
        return (
            verdict(SAME_EVENT, "Both say that they have not met.")
            if context.same_moment and _period(a) == _period(b)
            else verdict(NOTHING)
        )
    if a.scope != b.scope:
        return verdict(NOTHING)
    return verdict(SAME_EVENT) if _one_occasion(a, b, context) and not _elsewhere(a, b) else verdict(NOTHING)


def _elsewhere(a: Claim, b: Claim) -> bool:
    return bool(a.places and b.places and not set(a.places) & set(b.places))


def _denial(claim: Claim) -> bool:
    return claim.polarity is Polarity.DENIED


def _period(claim: Claim) -> str:
    return claim.when.relative or claim.when.timex if claim.when else ""


def _denied(a: Claim, b: Claim, context: Context) -> Verdict:
    denial, other = (a, b) if _denial(a) else (b, a)
    if other.modality is not Modality.ACTUAL or other.when is None or not _within(other.when, denial.when):
        return verdict(NOTHING)
    if context.same_moment or context.same_document:
        return verdict(DENIED, f"One says that it has not happened ({show(denial.when)}), the other that it has ({show(other.when)}).")
    order = context.order_of(denial is a)
    return verdict(NOT_YET) if order in (-1, None) else verdict(NOTHING)


def _within(day: Date, period: Date | None) -> bool:
    """Whether a date may lie in the period of a denial. A month without a year is read as one of the current year."""
    if period is None:
        return False
    one, two = span(day), span(period)
    if one and two:
        return two[0] <= one[0] and one[1] <= two[1]
    return period.relative == "year:0" and day.relative.startswith("month:") and not day.relative.startswith(("month:+", "month:-"))


def _commented(a: Claim, b: Claim, context: Context) -> Verdict:
    if a.polarity == b.polarity:
        return verdict(NOTHING)
    silent, spoken = (a, b) if a.polarity is Polarity.DENIED else (b, a)
    order = context.order_of(silent is a)
    if silent.stage != "not yet" or order == 1 or context.same_document:
        return verdict(NOTHING)
    return verdict(NOT_YET, f"No comment yet in one article, in the other: {spoken.quote!r}.")


# ------------------------------------------------------------------------------------------- sayings


def _sayings(a: Claim, b: Claim, context: Context) -> Verdict:
    """Two quotations, two statements, or a quotation that a statement repeats."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    if not (repeated(a, b, context) if "quotation" in (a.kind, b.kind) else aligned(a.keys, b.keys, context)):
        return verdict(NOTHING)
    one, two = _figures_of(a.keys), _figures_of(b.keys)
    if one and two and not one & two:
        return verdict(NOTHING)  # figures are compared by claims of their own
    common = a.keys & b.keys
    total = context.weight(common)
    unknown = common & (frozenset(a.value.open) ^ frozenset(b.value.open))
    if context.weight(unknown) >= 0.5 * total:
        later = context.order == (1 if frozenset(a.value.open) & unknown else -1)  # what was settled is open again
        return verdict(NOTHING) if context.same_document or later else verdict(OPEN)
    flipped = context.weight(common & (frozenset(a.value.denied) ^ frozenset(b.value.denied)))
    if flipped < 0.35 * total:
        return verdict(SAME_WORDS)
    near = total >= 0.75 * max(context.weight(a.keys), context.weight(b.keys))
    return verdict(DENIED) if near and flipped >= 0.5 * total and context.same_moment else verdict(NOTHING)


def repeated(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one side repeats the words of a quotation: two keys for two quotations, three where the other is a statement."""
    common = a.keys & b.keys
    least = min(context.weight(side.keys) for side in (a, b) if side.kind == "quotation")
    enough = 2 if a.kind == b.kind else 3
    return len(common) >= enough and least > 0 and context.weight(common) >= 0.8 * least


def aligned(a: frozenset[str], b: frozenset[str], context: Context) -> bool:
    """Whether two statements say so much in common that they tell one thing."""
    common = a & b
    share = context.weight(common) if len(common) >= 3 else 0.0
    if share < (1.0 if len(common) == 3 else 2.0) or context.weight([key for key in common if key[:2] not in _NAMES]) < 0.9:
        return False  # too little, or who is spoken of, but not what is said
    least, most = sorted((context.weight(a), context.weight(b)))
    if len(common) == 3:
        return share >= 0.9 * most  # short statements: the same words
    return share >= 0.55 * least and share >= 0.3 * most


_NAMES = frozenset({"c:", "d:", "n:"})


def _figures_of(found: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in found if key.startswith("q:"))


_JUDGES: dict[str, Callable[[Claim, Claim, Context], Verdict]] = {
    "quantity": _figures,
    "duration": _figures,
    "date": _dates,
    "place": _places,
    "status": _status,
    "quotation": _sayings,
    "statement": _sayings,
}
