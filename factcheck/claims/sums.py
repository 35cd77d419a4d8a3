"""Totals of an article that its figures give without writing them: "Five people were shot, two of them died", "one in critical
condition, three others hurt", "three others were taken to hospital". They need not be of all, and contradict nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from factcheck.claims import roles
from factcheck.language import neutral
from factcheck.model import Claim, Number, Quantity

STAGE = "partial"  # of a claim that need not tell of all
Figures = Mapping[str, Sequence[Claim]]
Span = tuple[int, int]
STRUCK = frozenset({"affected", "hit"})  # roles of those who are shot where there is gunfire
JOINED = frozenset({"killed", "injured", "shot"})  # roles in which a person beside a figure is one more
_QUALIFIED = frozenset({"other", "serious", "slight"})  # scopes that tell how, or besides whom, and leave out nobody


def survivors(figures: Figures, dead: int | None, lead: Set[Span], deaths: Mapping[Span, int], besides: Set[Span]) -> Iterator[Claim]:
    """ "Five people were shot, two of them died": three are injured; "killed a man and shot two others": two are.

    ``dead``: how many have died where no figure tells it, None where that is not known; ``lead``: the statements that an article
    begins with; ``deaths``: where a statement tells last of one who died; ``besides``: figures that come on top of somebody. A death
    told elsewhere than there or beside the figure may be another one.
    """
    shot = _whole(figures["shot"]) or _largest(figures["shot"], lead)
    own = {figure.statement for figure in shot}
    beside = lead | own
    counted = _whole(figures["killed"]) or figures["killed"]
    told, near, together = _bounds(counted), _bounds(counted, beside), _bounds(counted, own)
    sure = together if len(together) == 1 else near if len(told) == 1 else ()
    low, high = next(iter(sure)) if sure else (dead, dead) if not told else (None, None)
    for figure in shot:
        value = _exact(figure)
        more = figure.scope == ("more",) and any(dead.statement == figure.statement for dead in figures["killed"])
        if value is not None and (figure.scope == ("other",) or more or (figure.start, figure.end) in besides):
            among = deaths.get(figure.statement, 0) > figure.evidence[0][0]  # "shot four others, including one who died"
            yield _of(figure, value - among, role="injured")
        elif value is not None and not figure.scope and low is not None and low == high and value > low:
            yield _of(figure, value - low, role="injured")
        elif _is_floor(figure) and not figure.scope and low is not None and low == high and least([figure]) > low:
            yield _at_least(figure, least([figure]) - low)


def _bounds(figures: Iterable[Claim], inside: Set[Span] | None = None) -> set[tuple[Number | None, Number | None]]:
    """What figures tell there are at the least and at the most, those of some statements or all."""
    told = (c for c in figures if inside is None or c.statement in inside)
    return {(c.value.min, c.value.max) for c in told if isinstance(c.value, Quantity)}


def _whole(figures: Iterable[Claim]) -> list[Claim]:
    """The figures that leave out nobody, if they are equal; else all if they are."""
    told = list(figures)
    plain = [figure for figure in told if not figure.subject and not figure.scope]
    return alike(plain or told) or alike(figure for figure in told if "part" not in figure.scope)


def _largest(figures: Sequence[Claim], lead: Set[Span]) -> list[Claim]:
    """The figures that are as large as any, where an article begins with one: the others are parts."""
    top = most(figures)
    told = [figure for figure in figures if _exact(figure) == top and not (figure.subject or figure.scope)]
    return told if any(figure.statement in lead for figure in told) else []


def of_people(figures: Figures, besides: int, joined: Mapping[tuple[Span, int], int], nouns: frozenset[str]) -> Iterator[Claim]:
    """ "Two women were killed", "three others were badly hurt", where no other figure is given, as well as two and three persons;
    ``besides``: how many more have died that the figures leave out ("... before killing himself"); ``joined``: figures (statement and
    beginning) that persons are joined to, and how many ("a girl and two men"); ``nouns``: what people are called."""
    people_ = people(nouns)
    for role in sorted((roles.tolls() | {"shot"}) & figures.keys()):
        for figure in _wholes(figures[role]):
            value = _exact(figure)
            # "three of the victims died" are all who did, "one of the victims" need not be
            several = role != "injured" and isinstance(figure.value, Quantity) and (figure.value.min or 0) >= 2
            limits = set(figure.scope) - _QUALIFIED - ({"part"} if several else set())
            plain = not limits and people_.issuperset(figure.subject) and not figure.stage
            if plain and (figure.subject or figure.scope) and not _of_more(figure, figures):
                more = (besides if role == "killed" else 0) + joined.get((figure.statement, figure.value.start), 0)
                yield _of(figure, value + more) if more and value else replace(figure, subject=(), scope=(), places=(), stage=STAGE)


@cache
def people(nouns: frozenset[str]) -> frozenset[str]:
    """What people are counted as."""
    return nouns | frozenset(neutral("parts")["people"])


def of_some(figure: Claim) -> bool:
    """Whether a figure leaves out some: a part, others, those who are badly hurt."""
    return bool(_SOME.intersection(figure.scope))


_SOME = frozenset({"other", "part", "serious", "slight"})


def _wholes(figures: Sequence[Claim]) -> list[Claim]:
    """The figures if they are all equal; where they are not, without those that the article itself calls parts, and without those of
    how badly some are hurt who are fewer than all."""
    told = alike(figures) or alike(figure for figure in figures if "part" not in figure.scope)
    whole = alike(figure for figure in figures if not of_some(figure)) if not told else []
    return told or (whole if most(whole) == most(figures) else [])


def _of_more(figure: Claim, figures: Figures) -> bool:
    """Whether those who are badly hurt may be only some of those who were hurt: who counts them beside the dead counts all."""
    return figure.scope == ("serious",) and all(dead.statement != figure.statement for dead in figures.get("killed", ()))


def of_states(figures: Figures) -> Iterator[Claim]:
    """ "Un blessé grave et trois blessés légers", "one in critical condition, three others hurt": four are injured."""
    told: dict[Span, list[Claim]] = defaultdict(list)
    for figure in figures["injured"]:
        told[figure.statement].append(figure)
    for parts in told.values():
        scopes = sorted(part.scope for part in parts)
        values = [_exact(part) for part in parts]
        added = scopes in _ADDED or (scopes == _TWO_STATES and _told_apart(parts))
        if added and None not in values and not any(part.stage for part in parts):
            first, last = min(parts, key=lambda c: c.start), max(parts, key=lambda c: c.end)
            total = _of(first, sum(value for value in values if value is not None))
            whole = scopes == _WHOLE  # who is not badly hurt is slightly hurt: a sum of all, though not written
            if whole and isinstance(first.value, Quantity) and isinstance(total.value, Quantity):
                total = replace(total, stage="", value=replace(total.value, parts=((first.value.start, first.value.end),)))
            yield replace(total, end=last.end, evidence=tuple(sorted({*first.evidence, *last.evidence})))


def _told_apart(parts: Sequence[Claim]) -> bool:
    """Whether one of two states follows the other with words of its own, and is not of some of the first ("three in serious condition,
    two of them critical")."""
    one, two = sorted(parts, key=lambda c: c.start)
    return one.evidence[0][1] <= two.evidence[0][0] and one.quote != two.quote


_WHOLE = [("serious",), ("slight",)]
_TWO_STATES = [("serious",), ("serious",)]
_ADDED = (_WHOLE, [("other",), ("serious",)], [("other", "slight"), ("serious",)], [("other", "serious"), ("slight",)])


def taken_to_hospital(figures: Figures, dead: bool, alive: Set[Span], joined: Mapping[tuple[Span, int], int]) -> Iterator[Claim]:
    """ "Three others were taken to hospital" after an accident: three are injured; of all where somebody has died, some may have, but
    for those of whom it is told how they are (``alive``: the statements that tell it)."""
    killed = {figure.statement for figure in figures["killed"]}
    for figure in alike(figures["hospitalised"]):
        limits = set(figure.scope) - _QUALIFIED
        besides = "other" in figure.scope or figure.statement in killed | alive  # "two died and three were taken to hospital"
        if _exact(figure) is not None and not limits and not figure.stage and (besides or not dead):
            total = (_exact(figure) or 0) + joined.get((figure.statement, figure.value.start), 0)
            yield _of(figure, total, role="injured")


def alike(figures: Iterable[Claim]) -> list[Claim]:
    """The figures of one thing if all of them are equal."""
    told = list(figures)
    values = {(c.value.min, c.value.max) for c in told if isinstance(c.value, Quantity)} if told else ()
    return told if len(values) == 1 else []


def most(figures: Iterable[Claim]) -> Number:
    """The largest exact figure, 0 without one."""
    return max((_exact(figure) or 0 for figure in figures), default=0)


def least(figures: Iterable[Claim]) -> Number:
    """The largest number that a figure tells there are at the least, 0 without one."""
    return max((c.value.min or 0 for c in figures if isinstance(c.value, Quantity)), default=0)


def _exact(figure: Claim) -> Number | None:
    value = figure.value
    return value.min if isinstance(value, Quantity) and value.min is not None and value.min == value.max else None


def _is_floor(figure: Claim) -> bool:
    return isinstance(figure.value, Quantity) and figure.value.max is None and not figure.value.min_open


def _at_least(figure: Claim, many: Number) -> Claim:
    """ "*At least* four people were shot": as many are hurt, without those who have died."""
    claim = _of(figure, many, role="injured")
    assert isinstance(claim.value, Quantity)
    return replace(claim, value=replace(claim.value, max=None))


def _of(figure: Claim, total: Number, role: str = "") -> Claim:
    """The claim of a total that a figure is part of."""
    assert isinstance(figure.value, Quantity)
    value = replace(figure.value, min=total, max=total, value=total, unit="person")
    return replace(figure, role=role or figure.role, stage=STAGE, subject=(), scope=(), value=value)
