"""Drones, missiles and what else is launched: how many came, how many were stopped, how many got through; and figures of things that
stand without their noun ("of 112 drones, *76* were shot down")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple, Protocol

from factcheck.claims import clause
from factcheck.claims.keys import Keyed
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Claim, Date, Quantity, Token

REACH = 8  # words between munitions and what they do
LONGEST = 3  # words of a phrase
NIGHT = "TNI"  # the end of a TIMEX3 value of a night
_STOPS = frozenset('.;:,()[]"!?')


class Told(Protocol):
    """What is told of a quantity."""

    @property
    def key(self) -> str: ...


class Words(NamedTuple):
    """What munitions do: forms of verbs that aim, phrases with which somebody sends them, words that add a count to the one before."""

    aimed: frozenset[str]
    sent: frozenset[str]
    tools: frozenset[str]
    added: frozenset[str]
    by: frozenset[str]
    jammed: frozenset[str]
    downed: frozenset[str]


@cache
def words(lang: str) -> Words:
    table = load(lang).table("munitions")
    endings = load(lang).table("roles")["endings"]
    forms = (stem + ending for stem in table["aimed"] for ending in (*endings["participle"], *endings["finite"]))
    told = (frozenset(table[name]) for name in ("sent", "tools", "added", "by", "jammed", "downed"))
    return Words(frozenset(forms), *told)


@cache
def units() -> frozenset[str]:
    """Counted nouns that are munitions."""
    return frozenset(neutral("munitions")["units"])


@cache
def of_things() -> frozenset[str]:
    """Roles that people never have: a figure without a noun is of things that were counted before it."""
    return frozenset(neutral("munitions")["things"])


@cache
def nightly() -> frozenset[str]:
    """Roles of what comes anew night after night."""
    return frozenset(neutral("munitions")["nightly"])


@cache
def _nightly() -> frozenset[str]:
    """The same, and the role of what is only counted."""
    return nightly() | {"count"}


@cache
def told_as() -> Mapping[str, str]:
    """Roles that a verb tells of people or buildings, and what it tells of munitions."""
    table: dict[str, str] = neutral("munitions")["told"]
    return table


# ---------------------------------------------------------------------------------------------- what they do


def acting(scene: Scene, quantity: Quantity, finite: Mapping[str, str], participle: Mapping[str, str]) -> tuple[str, int, int] | None:
    """What munitions do to others, with its span: they come ("400 drones attacked the city") or get through ("12 missiles hit it")."""
    known, tokens = words(scene.pack.lang), scene.tokens
    has, been = clause.words(scene.pack.lang, "active"), clause.words(scene.pack.lang, "passive")
    at = scene.token_at(quantity.end)
    for index in range(at, min(at + REACH, len(tokens))):
        token = tokens[index]
        if token.text in _STOPS or token.lower in been:
            return None
        active = index > at and any(before.lower in has for before in tokens[max(at, index - 2) : index])
        if not active and token.lower not in finite and token.lower not in known.aimed:
            continue
        if index + 1 < len(tokens) and tokens[index + 1].lower in known.by:
            return None  # "12 drones hit by gunfire"
        if token.lower in known.aimed:
            return "launched", token.start, token.end
        done = finite.get(token.lower) or participle.get(token.lower, "")
        if done in neutral("munitions")["through"]:
            return "hit", token.start, token.end
        if done:
            return None
    return None


def sent(scene: Scene, quantity: Quantity) -> tuple[str, int, int] | None:
    """What somebody does with them: "attacked the city *with* 112 drones", "a salvo of 30 rockets"."""
    known, tokens, at = words(scene.pack.lang), scene.tokens, scene.token_at(quantity.start)
    if at > 1 and tokens[at - 1].lower in known.tools:
        aims = next((t for t in tokens[max(0, at - REACH) : at - 1] if t.lower in known.aimed), None)
        return ("launched", aims.start, aims.end) if aims else None
    return _phrase_before(tokens, at, known.sent, "launched")


def whole_of(scene: Scene, quantity: Quantity) -> Quantity | None:
    """What others in the same sentence are a part of: as the text says, or else the munitions told last before ("500 projectiles hit the
    city, *including* 477 drones")."""
    if quantity.whole:
        return next((q for q in scene.quantities if (q.start, q.end) == quantity.whole), None)
    found = [q for q in scene.quantities if q.start < quantity.start and q.unit in units() and not q.partitive]
    return found[-1] if found and quantity.partitive else None


def of_all_kinds(scene: Scene, quantity: Quantity) -> bool:
    """Whether munitions are a part of a count of several kinds, and so all of their own ("537 projectiles, including *477 drones*")."""
    together = neutral("munitions")["together"]
    whole = whole_of(scene, quantity)
    return quantity.unit in units() and quantity.unit != together and whole is not None and whole.unit == together


def of_whole(scene: Scene, quantity: Quantity, role: str, read: Callable[[Scene, Quantity], Told | None]) -> bool:
    """Whether munitions are a part of what was counted for something else: "of 112 launched, 76 were shot down" are all that were shot
    down. ``read`` tells the role of a quantity."""
    whole = whole_of(scene, quantity)
    told = read(scene, whole) if whole and quantity.unit in units() else None
    return quantity.unit in units() and (whole is None or (told is not None and told.key != role))


def added(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The count of munitions, or without a noun, to which another is added right behind it: "30 drones *as well as* two missiles"."""
    at = scene.token_at(quantity.start)
    found = _phrase_before(scene.tokens, at, words(scene.pack.lang).added, "")
    if found is None:
        return None
    low = scene.token_at(found[1]) - 1
    low -= 1 if low > 0 and scene.tokens[low].text == "," else 0
    end = scene.tokens[low].end if low >= 0 else 0
    return next((q for q in scene.quantities if q.end == end and (q.unit in units() or not q.unit) and not q.partitive), None)


def _phrase_before(tokens: Sequence[Token], at: int, phrases: frozenset[str], key: str) -> tuple[str, int, int] | None:
    """The longest phrase that ends before a token."""
    for length in range(min(LONGEST, at), 0, -1):
        if " ".join(token.lower for token in tokens[at - length : at]) in phrases:
            return key, tokens[at - length].start, tokens[at - 1].end
    return None


def beside_jammed(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sentence counts those that were jammed beside those that were shot down: both are parts of what was stopped."""
    jammed = words(scene.pack.lang).jammed
    return quantity.unit != neutral("munitions")["together"] and any(token.lower in jammed for token in scene.tokens)


def by(scene: Scene, quantity: Quantity, start: int) -> tuple[Keyed, ...]:
    """The country that launches them, or shoots them down, where it is the subject of a verb at an offset before them."""
    if not start < quantity.start or quantity.unit not in units():
        return ()
    first, _ = scene.clause(start)
    found = [entry for entry in scene.stretch(scene.tokens[first].start, start) if entry[0].startswith("c:")]
    return ((f"by:{found[-1][0]}", *scene.raw(found[-1][1], found[-1][2])),) if found else ()


# ---------------------------------------------------------------------------------------------- when


def dated(found: Sequence[Claim], scenes: Sequence[Scene]) -> list[Claim]:
    """The claims, those of munitions without a day of their own with the day of those before them in their paragraph, or with the only
    night that the article tells of."""
    counted = _nightly()
    if not [claim for claim in found if claim.role in counted and _of_a_night(claim)]:
        return list(found)
    nights = {value.timex: value for scene in scenes for value in scene.dates if value.timex.endswith(NIGHT) and value.earliest}
    night = next(iter(nights.values())) if len(nights) == 1 else None
    paragraphs = {scene.whole: scene.statement.paragraph for scene in scenes}
    days: dict[int, Date] = {}
    for claim in sorted((c for c in found if _of_a_night(c) and c.when), key=lambda c: c.start):
        assert claim.when is not None
        days.setdefault(paragraphs.get(claim.statement, -1), claim.when)
    return [
        replace(c, when=days.get(paragraphs.get(c.statement, -1), night)) if c.when is None and c.stage == "" and _of_a_night(c) else c
        for c in found
    ]


def _of_a_night(claim: Claim) -> bool:
    return claim.role in _nightly() and isinstance(claim.value, Quantity) and claim.value.unit in units()


# ---------------------------------------------------------------------------------------------- without a noun


def told(scenes: Sequence[Scene], done: Mapping[str, str]) -> Iterator[Scene]:
    """The statements of an article, in which a figure without a noun has the unit of what was counted before it. ``done``: what is done
    to things alone, by its form."""
    before: tuple[Quantity, ...] = ()
    if not [scene for scene in scenes if scene.quantities and _counted(scene)]:  # as in most articles
        yield from scenes
        return
    for scene in scenes:
        scene = _together(scene)
        if before or _counted(scene):
            scene = replace(scene, quantities=tuple(_elided(scene, before, done)))
        yield scene
        before = _counted(scene)


def _together(scene: Scene) -> Scene:
    """A statement in which "537 *engins*" counts munitions of several kinds."""
    table = neutral("munitions")
    if all(quantity.unit not in table["all"] for quantity in scene.quantities):
        return scene
    named = (replace(q, unit=table["together"]) if q.unit in table["all"] else q for q in scene.quantities)
    return replace(scene, quantities=tuple(named))


def _counted(scene: Scene) -> tuple[Quantity, ...]:
    if not scene.quantities:  # as of most
        return ()
    known = units()
    return tuple([q for q in scene.quantities if q.unit in known and q.dimension == "count"])


def _elided(scene: Scene, before: Sequence[Quantity], done: Mapping[str, str]) -> Iterator[Quantity]:
    """The quantities of a statement. What one without a noun is of stands before it in its sentence, nothing else being counted
    between; or in the sentence before, where that counts munitions of one kind, or of one that this sentence does not name ("*152* were
    shot down, and three missiles")."""
    unit = _kind(before, scene)
    last = unit
    spans: dict[tuple[int, int], str] = {}
    told_before = list(before)
    row = range(0)
    for at, quantity in enumerate(scene.quantities):
        row = row if at in row else _row(scene, at)
        if len(row) > 1 and not quantity.unit:
            kinds = list(dict.fromkeys(q.unit for q in told_before[-len(row) :]))
            if len(kinds) == len(row) and _done_to(scene, scene.quantities[row[-1]], done):
                quantity = replace(
                    quantity, unit=kinds[row.index(at)], dimension="count"
                )  # "60 drones et 12 missiles ; *40 et 8* ont été abattus"
        elif unit and scene.text[quantity.number_end : quantity.end].strip().lower() in done:
            quantity = replace(quantity, unit=unit, dimension="count", end=quantity.number_end)  # "211 drones *abattus* et 225 *brouillés*"
        elif quantity.unit or quantity.dimension not in ("bare", "count"):
            unit = quantity.unit if quantity.unit in units() else ""
            last = unit or last
            told_before += [quantity] if unit else []
            spans[quantity.start, quantity.end] = unit
        else:
            known = last if _others(scene, quantity) else spans.get(quantity.whole, unit) if quantity.whole else unit
            if known and _done_to(scene, quantity, done):
                quantity = replace(quantity, unit=known, dimension="count")
        yield quantity


def _kind(before: Sequence[Quantity], scene: Scene) -> str:
    """The only kind of munitions that the sentence before counts, or the only one of those that a sentence does not count itself."""
    kinds = {q.unit for q in before}
    left = kinds if len(kinds) == 1 else kinds - {q.unit for q in scene.quantities}
    return min(left) if len(left) == 1 else ""


def _row(scene: Scene, at: int) -> range:
    """The figures without a noun that stand in one row from one on: "*40 et 8* ont été abattus"."""
    joins, bare = clause.words(scene.pack.lang, "conjunctions"), scene.quantities

    def joined(left: Quantity, right: Quantity) -> bool:
        between = scene.tokens[scene.token_at(left.end - 1) + 1 : scene.token_at(right.start)]
        return not left.unit and not right.unit and len(between) == 1 and (between[0].lower in joins or between[0].text == ",")

    last = at
    while last + 1 < len(bare) and joined(bare[last], bare[last + 1]):
        last += 1
    return range(at, last + 1)


def _others(scene: Scene, quantity: Quantity) -> bool:
    """ "*another* 25", "25 *autres*"."""
    known, at = clause.restrictors(scene.pack.lang), scene.token_at(quantity.start)
    after = scene.token_at(quantity.end - 1) + 1
    return any(known.get(token.lower) == "other" for token in (*scene.tokens[max(0, at - 1) : at], *scene.tokens[after : after + 1]))


def _done_to(scene: Scene, quantity: Quantity, done: Mapping[str, str]) -> bool:
    """Whether a word near a figure tells what is done to things alone."""
    at = scene.token_at(quantity.start)
    after = scene.token_at(quantity.end - 1) + 1
    for step, near in ((1, range(after, min(after + REACH, len(scene.tokens)))), (-1, range(at - 1, max(at - 5, -1), -1))):
        for index in near:
            token = scene.tokens[index]
            if token.text in _STOPS or token.kind == "number":
                break
            phrase = " ".join(t.lower for t in scene.tokens[index : index + 2])
            if token.lower in done or phrase in done:
                if step > 0 or index + 1 >= at - 1:
                    return True
                break
    return False
