"""What one statement denies in a clause of its own and another tells: "no shots were fired" / "fired a shot into the ceiling".

A denial of something denies all that says more than it. So the other statement has to tell everything that is denied, in the same words
or in others for them, close together; what else it tells does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.alignment import matching, units
from factcheck.alignment.units import FIGURE, NAME, WORD, Unit
from factcheck.claims import clause, keys
from factcheck.claims.slots_people import words
from factcheck.ladder.rules import DENIED, NOT_YET, NOTHING, SAME_WORDS, Context, verdict
from factcheck.model import Claim, Modality, Saying, Verdict

DAYS = 31  # days between two articles within which what one denies to have been is what the other tells
FEW = 6  # content words of what is denied: more are a story, of which a part may be denied
ENOUGH = 1.4  # weight within the event of what is denied, beside titles
WHOLE = 0.6  # part of what a statement says that it denies
TOLD = 0.85  # part of what is denied that the other statement tells
NEAR = 1.5  # weight of other words between two of those that tell it
_DENYING = ("none", "not", "without")
_SPARE = ("all", "lapsed", "less", "more", "only", "spare", "until", "yet")
OBJECT = 3  # content words behind "ruled out" that tell what
BEFORE = 4  # words before it among which its negation stands
_WORD = re.compile(r"\w+")
_NEGATED = re.compile(r"\w+'?")
_AHEAD = frozenset({Modality.PLANNED, Modality.CONDITIONAL})
_DATED = re.compile(r"d:(?:\d{4}|year:)")


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """One statement denies just what the other tells, at one moment or before it."""
    if context.same_document or a.kind != "statement" or b.kind != "statement":
        return verdict(NOTHING)
    if _excluded_by_one(a, b):
        return verdict(DENIED) if context.same_moment else verdict(NOTHING)
    if _both_deny(a, b, context):
        return verdict(SAME_WORDS)
    first = _denied_by(a, b, context)
    if not first and not _denied_by(b, a, context):
        return verdict(NOTHING)
    denial, other = (a, b) if first else (b, a)
    if _said_with(other, (*_DENYING, *_SPARE)):  # "pas prise au sérieux"
        return verdict(NOTHING)
    order = context.order_of(first)
    if order == -1 and _said_with(denial, ("so_far",)):
        return verdict(NOT_YET if _near(context) else NOTHING)
    if _said_with(denial, _SPARE):
        return verdict(NOTHING)
    past = order == 1 and _near(context) and _said_with(denial, ("done",))  # what was not done before may be done later
    return verdict(DENIED) if context.same_moment or past else verdict(NOTHING)


def _near(context: Context) -> bool:
    """Whether two articles are so near to each other that both tell of one thing."""
    one, two = context.published
    return one is not None and two is not None and abs((one - two).days) <= DAYS


def _excluded_by_one(a: Claim, b: Claim) -> bool:
    """Whether one statement rules out what the other does not: "a exclu tout retrait" / "n'a pas exclu un retrait"."""
    one, two = _exclusion(a), _exclusion(b)
    if one is None or two is None or one.denied == two.denied or not (one.of and two.of):
        return False
    less = min((one.of, two.of), key=lambda told: (len(told), sorted(told)))
    ours, theirs = ({key for key in side.keys if key.startswith("n:")} for side in (a, b))
    return less <= one.of & two.of and sum(map(keys.weight, less)) >= 1 and not (ours - theirs and theirs - ours)


class Exclusion(NamedTuple):
    """That something is ruled out, or that it is not (``denied``), and the content keys right behind that tell what."""

    of: frozenset[str]
    denied: bool


def _exclusion(claim: Claim) -> Exclusion | None:
    assert isinstance(claim.value, Saying)
    found = _excludes(claim.quote, claim.value.lang) if claim.value.lang else None
    if found is None:
        return None
    start, end, denied = found
    behind = [key for key, first, _ in claim.located if first - claim.start >= end][:OBJECT]
    before = [key for key, _, last in claim.located if last - claim.start <= start][-OBJECT:]
    return Exclusion(frozenset(behind or before), denied)


@lru_cache(maxsize=65536)
def _excludes(quote: str, lang: str) -> tuple[int, int, bool] | None:
    """Where a statement says that something is ruled out, and whether it denies that."""
    text = quote.lower().replace("\u2019", "'")
    found = _phrases(lang).search(text)
    if found is None:
        return None
    near = _NEGATED.findall(text[: found.start()].replace("n't", " not"))[-BEFORE:]
    denying = clause.words(lang, "negators") | {*units.listed(lang)["without"]}
    return found.start(), found.end(), not denying.isdisjoint(near)


@cache
def _phrases(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(units.listed(lang)['excluded'], key=lambda phrase: (-len(phrase), phrase)))})\b")


def _denied_by(denial: Claim, other: Claim, context: Context) -> bool:
    one, two = denial.value, other.value
    assert isinstance(one, Saying) and isinstance(two, Saying)
    heads = set(one.negated) & set(one.denied)
    if len(heads) != 1 or len(one.negated) > 1 or one.open or two.open or two.denied or not all(":" in key for key in two.negated):
        return False
    if _elsewhere(one, two) or not _one_mood(denial, other) or "?" in denial.quote + other.quote or _recalled(denial, other):
        return False
    if _relative(denial) or _asked(denial) or len(denial.keys & other.keys) < 2 or not context.weight(other.keys & set(one.denied)):
        return False
    return _told(denial, other, heads.pop(), context)


def _both_deny(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two statements deny one thing: what either denies the other names."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    one, two = (set(side.negated) & set(side.denied) for side in (a.value, b.value))
    if len(one) != 1 or len(two) != 1 or len(a.value.negated) > 1 or len(b.value.negated) > 1 or _elsewhere(a.value, b.value):
        return False
    if a.value.open or b.value.open or not _one_mood(a, b) or _recalled(a, b) or len(set(a.value.denied) & set(b.value.denied)) < 2:
        return False
    return _told(a, b, one.pop(), context) and _told(b, a, two.pop(), context)


def _relative(claim: Claim) -> bool:
    """Whether a clause begins with a word that tells of whom it is in the clause before ("... *who* was not injured")."""
    assert isinstance(claim.value, Saying)
    first = _WORD.search(claim.quote.lower())
    return first is not None and first.group() in words(claim.value.lang, "link", "relative")


def _asked(claim: Claim) -> bool:
    """Whether something is asked or meant not to be done, which does not say that it was not ("invite *à ne pas bouger*")."""
    assert isinstance(claim.value, Saying)
    lang = claim.value.lang
    return bool(lang) and _unsaid(lang).search(claim.quote.lower()) is not None


@cache
def _unsaid(lang: str) -> re.Pattern[str]:
    listed = units.listed(lang)
    return re.compile(rf"\b(?:{'|'.join(sorted(listed['unsaid']))})\b(?! (?:{'|'.join(sorted(listed['said']))})\b)")


def _elsewhere(one: Saying, two: Saying) -> bool:
    """Whether both name places, and none that the other names."""
    ours, theirs = ({name for name, _ in side.places} for side in (one, two))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _one_mood(a: Claim, b: Claim) -> bool:
    """Whether both tell what has been, or both what is to be."""
    return a.modality is b.modality is Modality.ACTUAL or {a.modality, b.modality} <= _AHEAD


def _recalled(a: Claim, b: Claim) -> bool:
    """Whether only one is of another year, or they give two days."""
    one, two = ({key for key in side.keys if key.startswith("d:")} for side in (a, b))
    return any(_DATED.match(key) for key in one ^ two) or bool(one - two and two - one)


def _told(denial: Claim, other: Claim, head: str, context: Context) -> bool:
    """Whether the other statement tells all that is denied, close together."""
    mine, theirs = units.of_claim(denial), units.of_claim(other)
    under = [unit for unit in mine if unit.denied and not _speaks(unit, denial)]
    core = next((unit for unit in under if unit.key == head), None)
    own = [unit for unit in mine if not _speaks(unit, denial)]
    if units.weigh(under) < WHOLE * units.weigh(own):
        return False  # a clause of its own tells it
    if core is None or not 1 < len(under) <= FEW:
        return False
    found = _matched(denial, other)
    told = [unit for unit in under if unit.place in found and matching.likeness(unit, theirs[found[unit.place]]) >= SURE]
    titles = [unit for unit in under if unit.key in keys.titles() and unit.start < core.start]
    light = [unit for unit in under if unit not in told and _adds_nothing(unit, core, mine, found, denial)]
    rest = [unit for unit in under if unit not in (*titles, *light)]
    missing = [unit for unit in rest if unit not in told]
    if core not in told or any(unit.kind != WORD or unit.start > core.start for unit in missing):
        return False
    content = [unit for unit in told if unit.kind == WORD and unit not in titles]
    weight = context.weight(unit.key for unit in content)
    if len(content) < 2 or weight < ENOUGH or units.weigh(u for u in rest if u in told) < TOLD * units.weigh(rest):
        return False
    return not _others(mine, theirs, found) and _close([theirs[found[unit.place]] for unit in told], theirs)


def _adds_nothing(unit: Unit, core: Unit, mine: Sequence[Unit], found: Mapping[int, int], denial: Claim) -> bool:
    """ "No order was *issued*" / "no order was given"; "the *town* of Burney" / "Burney"."""
    assert isinstance(denial.value, Saying)
    if unit.start > core.start and unit.lower in units.listed(denial.value.lang)["carried"]:
        return True
    named = unit.place + 1 < len(mine) and mine[unit.place + 1].kind == NAME and unit.place + 1 in found
    return named and unit.key in keys.titles()


SURE = 0.9  # likeness of two words that say the same


@lru_cache(maxsize=4096)
def _matched(denial: Claim, other: Claim) -> Mapping[int, int]:
    return matching.match(units.of_claim(denial), units.of_claim(other)).left


def _speaks(unit: Unit, claim: Claim) -> bool:
    """Whether a word only tells who says it."""
    told = claim.attribution
    return told is not None and unit.lower in told.speaker.lower()


def _said_with(claim: Claim, named: Collection[str]) -> bool:
    """Whether words of some lists stand in a statement."""
    assert isinstance(claim.value, Saying)
    listed = units.listed(claim.value.lang)
    told = set(_WORD.findall(claim.quote.lower()))
    return any(not told.isdisjoint(listed[name]) for name in named)


def _others(mine: Sequence[Unit], theirs: Sequence[Unit], found: Mapping[int, int]) -> bool:
    """Whether both name somebody or something, or give a figure, that the other does not."""
    ours = [unit for unit in mine if unit.kind not in (WORD,) and unit.place not in found]
    others = [unit for unit in theirs if unit.kind not in (WORD, FIGURE) and unit.place not in set(found.values())]
    return bool(ours and others)


def _close(told: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    """Whether the words that tell what is denied stand together."""
    places = sorted({unit.place for unit in told})
    return all(units.weigh(theirs[one + 1 : two]) <= NEAR for one, two in pairwise(places))
