"""What binds two named things: who follows, owns, fathers, marries, founds or employs whom, by a verb or by a noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.alignment import told
from factcheck.alignment.matching import likeness
from factcheck.alignment.signs import Side, lang_of
from factcheck.alignment.told import Found
from factcheck.alignment.units import NAME, WORD, Unit, listed
from factcheck.claims import clause
from factcheck.language import neutral

FAR = 4  # units between a word and a name that it binds
_PEOPLE = "c:"  # key of a country, told by its people or its adjective where the unit is a word


class Tie(NamedTuple):
    """A kind of tie, and whom it binds, in the order of its kind."""

    kind: str
    one: Unit
    two: Unit


def crossed(ours: Side, theirs: Side) -> Iterator[Found]:
    """A tie of the statement, and one of the passage with which it cannot hold: the same the other way round, or another of two people."""
    for mine, other in _pairs(ours, theirs):
        turned = _alike(mine.one, other.two) and _alike(mine.two, other.one)
        same = _alike(mine.one, other.one) and _alike(mine.two, other.two)
        asymmetric = mine.kind == other.kind and mine.kind in _rule("asymmetric")
        if (turned and asymmetric) or ((turned or same) and mine.kind != other.kind and {mine.kind, other.kind} <= _rule("kin")):
            yield (mine.one, mine.two), (other.one, other.two)


def made(ours: Side, theirs: Side) -> Iterator[Found]:
    """Who has made a thing, where the passage tells that somebody else has, and not both together."""
    for mine, other in _pairs(ours, theirs):
        if mine.kind == other.kind and mine.kind in _rule("one_first") and _alike(mine.two, other.two):
            alone = not told.met(mine.one, told.clause(theirs.units, other.one))
            if alone and _of_one_type(mine.one, other.one):
                yield (mine.one,), (other.one,)


@cache
def _rule(name: str) -> frozenset[str]:
    return frozenset(neutral("ties")["rules"][name])


def _pairs(ours: Side, theirs: Side) -> Iterator[tuple[Tie, Tie]]:
    """The ties of the statement that the passage does not tell, each with every tie that it tells."""
    known = list(tied(theirs, ours))
    for mine in tied(ours, theirs) if known else ():
        if not any(tie.kind == mine.kind and _alike(tie.one, mine.one) and _alike(tie.two, mine.two) for tie in known):
            yield from ((mine, other) for other in known)


def _alike(a: Unit, b: Unit) -> bool:
    return likeness(a, b) > 0


def _of_one_type(a: Unit, b: Unit) -> bool:
    types = {getattr(unit.value, "type", "") for unit in (a, b)}
    return len(types) == 1 and not types & {"", "place"}


@cache
def _kinds() -> dict[str, tuple[tuple[str, bool], ...]]:
    """The ties that the words of a family tell, each with whether who is called so comes first."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for way in ("forward", "backward"):
        for kind, families in neutral("ties")[way].items():
            for family in families:
                found[family] = (*found.get(family, ()), (kind, way == "forward"))
    return found


def tied(side: Side, other: Side) -> Iterator[Tie]:
    """The ties that a text tells."""
    named = {unit.place for unit in side.units if _named(unit, side, other)}
    for by in side.units:
        kinds = dict.fromkeys(kind for family in by.families for kind in _kinds().get(family, ())) if by.kind == WORD else {}
        if kinds and by.place not in named and not _denied(side, by):
            for one, two in _bound(side, by, named):
                for kind, forward in kinds:
                    yield Tie(kind, one, two) if forward else Tie(kind, two, one)
        yield from _followed(side, by, named)


def _denied(side: Side, by: Unit) -> bool:
    """Whether a tie is denied; not by a negation that is of an act with whom it tells of ("never met the son of A, B")."""
    behind = _next(side, by.place)
    apposed = any(unit.apart for unit in behind) and clause.words(lang_of(side), "passive").isdisjoint(by.after)
    return by.denied and not (apposed and listed(lang_of(side))["the"] & set(by.after))


def _named(unit: Unit, side: Side, other: Side) -> bool:
    """Whether a unit is a name: by itself, on the other side, or as a word with a capital that is hardly met as a common one."""
    if unit.kind == NAME or (unit.place in side.matched and other.units[side.matched[unit.place]].kind == NAME):
        return True
    scene = side.script.scenes[unit.scene]
    capital = unit.kind == WORD and not unit.families and not unit.key.startswith(_PEOPLE) and scene.text[unit.start].isupper()
    return capital and not scene.pack.common(scene.pack.stem(unit.lower))


def _bound(side: Side, by: Unit, named: set[int]) -> Iterator[tuple[Unit, Unit]]:
    """Who is called by a noun, and of whom; or who does what a verb says, and to whom."""
    of, called = _of(side, by, named)
    if of is not None:
        yield from ((who, of) for who in called)
    else:
        before, behind = _before(side, by, named), _behind(side, by, named)
        if before and behind:
            passive = not listed(lang_of(side))["by"].isdisjoint((*side.units[by.place + 1].after, *behind.after))
            yield (behind, before) if passive else (before, behind)


def _of(side: Side, by: Unit, named: set[int]) -> tuple[Unit | None, list[Unit]]:
    """Of whom a noun tells, and the names that are called by it."""
    words, units, at = listed(lang_of(side)), side.units, by.place
    before, behind = _unit(side, at - 1, by), next((u for u in _next(side, at) if u.place in named), None)
    behind = _titled(side, at, named) or behind
    if behind and _near(side, at, behind) and not words["of"].isdisjoint(units[at + 1].after) and not units[at + 1].apart:
        return behind, _called(side, by, (at, behind.place), named)  # "the son of A"
    if before and before.place in named and not words["whose"].isdisjoint(by.after):
        return before, _called(side, by, (before.place, at), named)  # "A's son"
    if behind and behind.place == at + 1 and not behind.after:
        after = _unit(side, at + 2, by)
        if after and after.place in named and not (words["of"] | words["by"]).isdisjoint(after.after):
            return after, [behind]  # "the novel B by A"
        if not words["theirs"].isdisjoint(by.after):
            own = next((u for u in units[:at] if u.scene == by.scene and u.place in named), None)
            return own, [behind]  # "A ... his son B"
    return None, []


def _titled(side: Side, at: int, named: set[int]) -> Unit | None:
    """The name behind what it is ("of *the former mayor A*", "of *the large Belgian brewery, A*")."""
    units = side.units[at + 1 : at + 2 + FAR]
    size = next((n for n, unit in enumerate(units) if unit.place in named), 0)
    bare = size > 0 and not any(u.after or u.apart for u in units[1:size]) and not units[size].after
    return units[size] if bare and units[size].scene == side.units[at].scene else None


def _near(side: Side, at: int, name: Unit) -> bool:
    """Whether a name stands behind a word, or behind what it is, which is known by an article or its country."""
    first = side.units[at + 1]
    known = not listed(lang_of(side))["the"].isdisjoint(first.after) or first.key.startswith(_PEOPLE)
    return name.place - at <= 2 or (known and _titled(side, at, {name.place}) is name)


def _called(side: Side, by: Unit, at: tuple[int, int], named: set[int]) -> list[Unit]:
    """The names beside a noun and of whom it tells, which stand from one unit to another: behind a mark, or with a form of "be"."""
    units, being = side.units, clause.words(lang_of(side), "passive")
    after, own = _unit(side, at[1] + 1, by), _unit(side, at[1] + 2, by)
    bare = at[1] == by.place
    called = [after] if after and after.place in named and (bare or after.apart or not being.isdisjoint(after.after)) else []
    if after and after.apart and own and own.place in named and not called and not (own.after or own.apart):
        called = [own]  # "the successor of A, the late B"
    lead = next((u for u in reversed(units[max(0, at[0] - FAR) : at[0]]) if u.scene == by.scene and u.place in named), None)
    between = units[lead.place + 1 : at[0] + 1] if lead else ()
    joined = any(u.apart or not being.isdisjoint(u.after) for u in between)
    if lead and joined and all(listed(lang_of(side))["of"].isdisjoint(u.after) for u in between):
        called.append(lead)
    return called


def _next(side: Side, at: int) -> Sequence[Unit]:
    return [u for u in side.units[at + 1 : at + 1 + FAR] if u.scene == side.units[at].scene]


def _unit(side: Side, at: int, by: Unit) -> Unit | None:
    return side.units[at] if 0 <= at < len(side.units) and side.units[at].scene == by.scene else None


def _before(side: Side, by: Unit, named: set[int]) -> Unit | None:
    near = [u for u in side.units[max(0, by.place - FAR) : by.place][::-1] if u.scene == by.scene]
    own = next((u for u in near if u.clause == by.clause and u.place in named), None)
    if own or not near or near[0].clause == by.clause or near[0].place not in named:
        return own
    return near[0]  # "A, who follows B": a clause that hangs on the name before it


def _behind(side: Side, by: Unit, named: set[int]) -> Unit | None:
    for unit in _next(side, by.place):
        if unit.apart or unit.clause != by.clause:
            return None
        if unit.place in named:
            return unit
    return None


def _followed(side: Side, by: Unit, named: set[int]) -> Iterator[Tie]:
    """ "After A's death, B was elected": who came after whom."""
    words = listed(lang_of(side))
    if _rule("begins").isdisjoint(by.families):
        return
    who = _before(side, by, named)
    if who is None:
        return
    for end in side.units[max(0, by.place - 2 * FAR) : by.place]:
        if end.scene == by.scene and not _rule("ends").isdisjoint(end.families):
            around = side.units[max(0, end.place - 2) : end.place + 2]
            left = next((u for u in around if u.place in named and u is not who), None)
            if left and any("after" in u.families or not words["after"].isdisjoint(u.after) for u in (*around, end)):
                yield Tie("succeeds", who, left)
