"""Parts of a whole against each other: "most deputies voted for" and "less than half of the deputies voted for" exclude each other.

What a text tells of the members of a whole bounds how many there can be of whom something is true: from below by those of whom
it is told, from above by a quantifier that says so, and by those of whom something is told that excludes it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from factcheck.claims.wholes import Held, Part, Word
from factcheck.labels import number
from factcheck.ladder.rules import PARTS_EXCEED, QUANTIFIER_HOLDS, QUANTIFIERS_DIFFER, verdict
from factcheck.language import relations
from factcheck.model import Verdict
from factcheck.values.quantifiers import Span

_SMALL = 20  # members of a whole up to which "many" says how many at least
_TAIL = 3  # letters by which forms of one word may differ at the end
_SHORTEST = 4  # letters of such a word
_ENOUGH = 2  # words from which what is told with fewer words is the same thing told in short
_EXACTLY = 1e-6  # by how much more than all parts are by rounding alone
_PLAIN = frozenset({1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4})  # shares that round others
_ROUND, _DECIMALS = 0.03, 0.006  # by how much they may be off, and shares in per cent by their decimals
_VERBS = 2  # words with which a predicate begins
_EXCLUDING = frozenset({relations.COMPLEMENTARY, relations.EXCLUSIVE, relations.GRADED})
_ACTS = frozenset({"opening", "outcome", "test", "verdict", "vote"})  # states that are of something else besides
_UNIVERSAL = frozenset({"all", "both", "neither", "none"})
_PLACED = ("c:", "d:", "n:")


class Found(NamedTuple):
    """What parts of two texts say about each other: a verdict, or None; ``aligned``: whether two of them tell the same of the same
    members; ``partial``: whether nothing but them tells how the texts stand to each other; ``nouns``: what one side tells more of
    than plain numbers."""

    verdict: Verdict | None
    aligned: bool
    partial: bool
    nouns: frozenset[str]


class Fact(NamedTuple):
    """A part with the intervals of the count and of the share of those of whom it is true."""

    part: Part
    many: Span | None
    share: Span | None


def judge(a: Sequence[Part], b: Sequence[Part]) -> Found:
    """Symmetric: swapping sides changes nothing."""
    found: list[Verdict] = []
    nouns, aligned, partial = set[str](), False, False  # of which one side tells more than plain numbers
    for noun in sorted({part.noun for part in a} & {part.noun for part in b}):
        one, two = ([part for part in side if part.noun == noun] for side in (a, b))
        if any(_telling(part) for part in (*one, *two)):
            nouns.add(noun)
        main = [part for part in one if part.main], [part for part in two if part.main]
        partial = partial or (all(main) and _partial(*main)) or any(_some_not(part) for part in (*main[0], *main[1]))
        totals = {total for side in (one, two) for total in [_total(side)] if total is not None}
        if len(totals) > 1 or math.nan in totals:
            continue
        whole = next(iter(totals), None)
        left, right = ([_fact(part, whole) for part in side] for side in (one, two))
        aligned = aligned or any(x.part.main and y.part.main and _aligned(x, y) for x, y in product(left, right))
        found += [*_conflicts(left, right), *_exceeding(left, right, whole), *_exceeding(right, left, whole)]
    best = min(found, key=lambda v: (v.rule, v.why)) if found else _implied(a, b)
    return Found(best, aligned, partial, frozenset(nouns))


# ------------------------------------------------------------------------------------------- intervals


def _total(parts: Sequence[Part]) -> float | None:
    """How many there are of a noun in all; not a number where a side tells two totals."""
    totals = {part.total for part in parts if part.total is not None}
    if not totals and any(part.another for part in parts):
        counts = [part.many.low for part in parts if part.bare and part.many and not part.sum]
        return math.fsum(counts) if len(counts) > 1 else None
    return next(iter(totals), None) if len(totals) < 2 else math.nan


def _fact(part: Part, whole: float | None) -> Fact:
    """The intervals of a part, each made from the other where the whole is known."""
    many, share = part.many, part.share
    if many and part.bare:
        many = many._replace(high=math.inf)
    if part.quantifier == "many" and not (whole and whole <= _SMALL):
        many, share = Span(1), None
    if many is None and share:
        many = share.times(whole) if whole else _least(share)
    elif share is None and many:
        share = many.meet(Span(0, whole)).times(1 / whole) if whole else Span(0, 1, True) if many.low > 0 else None
    many = _whole_numbers(many) if many else None
    return _turned(part, many, share, whole) if part.denied else Fact(part, many, share)


def _least(share: Span) -> Span | None:
    """How many a share is of an unknown whole: none, or one at least."""
    return Span(0, 0) if share.high == 0 else Span(1) if share.low > 0 or share.low_open else None


def _turned(part: Part, many: Span | None, share: Span | None, whole: float | None) -> Fact:
    """A part of whom something is denied, as one of whom it is true; "a third do not" leaves open that more do not."""
    if share and share.low == share.high and 0 < share.low < 1 and part.share:
        share, many = Span(share.low, 1), Span(many.low) if many else None
    rest = share.rest(1) if share else None
    if not whole:
        return Fact(part, None, rest)
    return Fact(part, _whole_numbers(many.meet(Span(0, whole)).rest(whole)) if many else None, rest)


def _whole_numbers(span: Span) -> Span:
    """An interval of whole numbers: "more than two" are at least three."""
    low = math.floor(span.low) + 1 if span.low_open else math.ceil(span.low - _EXACTLY)
    high = span.high if math.isinf(span.high) else math.ceil(span.high) - 1 if span.high_open else math.floor(span.high + _EXACTLY)
    return Span(low, high) if low <= high else span


# ----------------------------------------------------------------------------------------------- words


def same(one: Word, other: Word) -> bool:
    """Whether two words are forms of one, a place and its people included."""
    if one.key == other.key or one.lemma == other.lemma:
        return True
    if {one.key[:2], other.key[:2]} & {"c:", "n:"}:
        return one.lower[:_SHORTEST] == other.lower[:_SHORTEST]  # "Africa", "African"
    short, long = sorted((one.lower.replace("y", "i"), other.lower.replace("y", "i")), key=len)
    short = short.removesuffix("s").removesuffix("e")
    return len(short) >= _SHORTEST and long.startswith(short) and len(long) - len(short) <= _TAIL


def within(few: Iterable[Word], many: Sequence[Word]) -> bool:
    return all(any(same(word, other) for other in many) for word in few)


def _aligned(one: Fact, two: Fact) -> bool:
    """Whether one part tells all that another tells of the same members."""
    a, b = one.part, two.part
    if _figures(a) and _figures(b) and (a.role or b.role):
        return False  # two plain figures of a kind that has its own rules
    if not a.words or not b.words or not (_telling(a) or _telling(b)) or not (within(a.words, b.words) or within(b.words, a.words)):
        return False
    return _meant(a, b) and _meant(b, a)


def _figures(part: Part) -> bool:
    """Whether a part only counts, and tells of no whole."""
    return part.share is None and part.total is None


def _telling(part: Part) -> bool:
    """Whether a part has a quantifier, and no plain number."""
    return not part.bare


def _meant(part: Part, other: Part) -> bool:
    """Whether a share is one of all whom the other part speaks of, or of those that it names as well."""
    if part.share is None or part.total is not None:
        return True  # "all 14 miners who were trapped" are the miners
    named = [word for word in part.words if word.lemma in part.within and not word.key.startswith(_PLACED)]
    if not within(named, other.words):
        return False
    return (
        other.share is None
        or other.total is not None
        or within([w for w in other.words if w.lemma in other.within and not w.key.startswith(_PLACED)], part.words)
    )


def _objects(lower: Part, upper: Part) -> bool:
    """Whether what else is quantified allows to compare: the same on both sides, or nothing where less is told to be."""
    one, two = dict(lower.objects), dict(upper.objects)
    return all(one.get(noun) == told for noun, told in two.items())


# ------------------------------------------------------------------------------------------- relations


def _conflicts(left: Sequence[Fact], right: Sequence[Fact]) -> Iterator[Verdict]:
    """Two quantifiers that no number satisfies both of."""
    for one, two in product(left, right):
        if not _aligned(one, two):
            continue
        for x, y in ((one.many, two.many), (one.share, two.share)):
            if x is None or y is None or (x is one.share and _rounded(x, y)):
                continue
            for low, high, lower, upper in ((one, two, x, y), (two, one, y, x)):
                if upper.below(lower) and _tells(low.part, high.part) and _objects(low.part, high.part):
                    yield verdict(QUANTIFIERS_DIFFER, f"{_both(one, two)} exclude each other.")


def _rounded(one: Span, other: Span) -> bool:
    """Whether two exact shares may be one that is rounded: "a third" / "34 %", "36 %" / "36.4 %"."""
    points = one.low == one.high and other.low == other.high and not {one.low, other.low} & {0.0, 1.0}
    return points and abs(one.low - other.low) <= (_ROUND if {one.low, other.low} & _PLAIN else _DECIMALS)


def _tells(lower: Part, upper: Part) -> bool:
    """Whether those whom one part counts are all among those whom the other limits: it tells no less, or the same in short."""
    return within(upper.words, lower.words) or len(lower.words) >= _ENOUGH


def _exceeding(facts: Sequence[Fact], others: Sequence[Fact], whole: float | None) -> Iterator[Verdict]:
    """More are told of than those of whom the other side tells nothing that excludes it."""
    for fact in facts:
        if fact.part.denied:
            continue
        for held in fact.part.held:
            rivals = [other for other in others if _excludes(held, fact.part, other.part)]
            taken = _taken(held, rivals, False)
            if whole and taken and fact.many and fact.many.low + taken > whole:
                yield verdict(
                    PARTS_EXCEED, f"Of {number(whole)}, {number(taken)} are told to be otherwise, which leaves too few for {_shown(fact)}."
                )
            share = _taken(held, rivals, True)
            if share and fact.share and _more_than_all(fact.share, share):
                yield verdict(PARTS_EXCEED, f"{_both(fact, rivals[0])} are more than there are.")
        for other in others:
            if fact.share and other.share and _more_than_all(fact.share, other.share.low) and _opposite(fact.part, other.part):
                yield verdict(PARTS_EXCEED, f"{_both(fact, other)} are more than there are.")


def _more_than_all(share: Span, other: float) -> bool:
    return share.low + other > 1 + (-_EXACTLY if share.low_open else _EXACTLY)


def _opposite(part: Part, other: Part) -> bool:
    """Whether two parts tell the opposite of the same: "passed the test" / "failed the test"."""
    if other.denied or not (_meant(part, other) and _meant(other, part)):
        return False
    for one, two in product(_first(part), _first(other)):
        rest, others = ([w for w in p.words if w is not said] for p, said in ((part, one), (other, two)))
        opposed = relations.opposed(one.families, two.families) in _EXCLUDING
        if opposed and (within(rest, others) or within(others, rest)):
            return True
    return False


def _first(part: Part) -> list[Word]:
    """The words that tell what is true of a part."""
    return [word for word in part.words if word.lemma not in part.within and not word.key.startswith(_PLACED)][:_VERBS]


def _taken(held: Held, rivals: Sequence[Fact], shares: bool) -> float:
    """How many at least are in other states of one family; what is told twice of a state counts once."""
    most: dict[str, float] = defaultdict(float)
    for rival in rivals:
        span = rival.share if shares else rival.many
        for state in _rival_states(held, rival.part):
            most[state] = max(most[state], span.low if span else 0)
    return math.fsum(most.values())


def _excludes(held: Held, part: Part, other: Part) -> bool:
    """Whether another part tells a state of its members that excludes this one."""
    if other.denied or not (_meant(part, other) and _meant(other, part)):
        return False
    told = _rival_states(held, other)
    mine, theirs = ([w for w in p.words if w.key.startswith(_PLACED)] for p in (part, other))
    placed = within(mine, other.words) or within(theirs, part.words)
    return len(told) == 1 and placed and (held.family not in _ACTS or _besides(part, other))


def _rival_states(held: Held, part: Part) -> set[str]:
    """The other states of its family that a part tells of the same; none where it tells this one too."""
    told = {h.state for h in part.held if h.family == held.family and _of_one(h.of, held.of)}
    return set() if held.state in told else told


def _of_one(one: str, other: str) -> bool:
    return one == other or ("@" not in (one, other) and "" in (one, other))


def _besides(part: Part, other: Part) -> bool:
    """Whether two acts are on one thing: what is told beside them is told by both, or by one of them alone."""
    one, two = ([word for word in p.words if word.at not in {held.at for held in p.held}] for p in (part, other))
    return within(one, other.words) or within(two, part.words)


def _partial(one: Sequence[Part], two: Sequence[Part]) -> bool:
    """Whether what one side denies of some of them may be true of others, or is of something else than what the other side tells."""
    both = (*one, *two)
    if any(_telling(part) and part.quantifier not in _UNIVERSAL for part in both):
        return True
    if not any(_telling(part) for part in both) or not any(part.words for part in one) or not any(part.words for part in two):
        return False
    turned = any(_turned_around(p, q) for p, q in product(one, two))
    return turned or not any(same(x, y) for p, q in product(one, two) for x, y in product(p.words, q.words))


def _some_not(part: Part) -> bool:
    """Whether a part only says that something is not true of some: that it is true is then not denied."""
    return part.denied and _telling(part) and part.quantifier not in _UNIVERSAL


def _turned_around(part: Part, other: Part) -> bool:
    """Whether two parts tell different states of one family, so that to deny the one may be to tell the other."""
    return any(_rival_states(held, other) for held in part.held if held.family != "colour")


def _implied(a: Sequence[Part], b: Sequence[Part]) -> Verdict | None:
    """Whether what one side tells of parts follows from what the other tells."""
    for one, two in ((a, b), (b, a)):
        told = [part for part in two if part.words and not part.sum]
        reasons = [_reason(part, one) for part in told]
        if told and all(reasons):
            return verdict(QUANTIFIER_HOLDS, reasons[0])
    return None


def _reason(part: Part, others: Sequence[Part]) -> str:
    """Why a part holds where those of the other side do; "" where it need not."""
    same = [other for other in others if other.noun == part.noun]
    totals = {total for total in (_total(same), _total([part])) if total is not None}
    if len(totals) > 1 or math.nan in totals:
        return ""
    whole = next(iter(totals), None)
    fact = _fact(part, whole)
    for other in [_fact(other, whole) for other in same]:
        if _aligned(fact, other) and _follows(fact, other, whole):
            return f"{_both(fact, other)} are compatible."
    return ""


def _follows(fact: Fact, other: Fact, whole: float | None) -> bool:
    shares = (other.share, fact.share, 1.0)
    for x, y, most in [shares] if fact.part.share or fact.many is None else [(other.many, fact.many, whole or math.inf)]:
        if x is None or y is None:
            continue
        floor, ceiling = y.low > 0 or y.low_open, y.high < most or (y.high == most and y.high_open)
        fits = (not floor or within(fact.part.words, other.part.words)) and (not ceiling or _tells(fact.part, other.part))
        if (floor or ceiling) and fits and x.meet(Span(0, most)).inside(y.meet(Span(0, most))) and _objects(other.part, fact.part):
            return True
    return False


def _both(one: Fact, other: Fact) -> str:
    return " and ".join(sorted((_shown(one), _shown(other))))


def _shown(fact: Fact) -> str:
    return f'"{fact.part.shown}"'
