"""Figures of an article, as far as they count who is hurt, killed, shot or taken to hospital now: without what it recalls, what it takes
back and what it only fears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import NamedTuple

from factcheck.claims import clause, members, persons, roles, sightings, sums, wounds
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting
from factcheck.model import Claim, Date, Modality, Polarity, Quantity
from factcheck.text import without_accents

LEAD = 4  # scenes at the beginning of an article that tell what it is about
RECALLED = timedelta(days=14)
_OPEN = frozenset({Modality.CONDITIONAL, Modality.PLANNED, Modality.UNKNOWN})
_TOLLS = frozenset({"hospitalised", "injured", "killed", "shot"})


def current(counted: Iterable[Claim], scenes: Sequence[Scene], seen: Sequence[Sighting]) -> dict[str, list[Claim]]:
    """The figures of what happens now, by role; not what is told of one person ("one of them died"). Who is accused of it need not have
    done it, but it has happened. Of an article that is about an old event the figures of that."""
    figures: dict[str, list[Claim]] = defaultdict(list)
    old: dict[str, list[Claim]] = defaultdict(list)
    day = scenes[0].reference if scenes else None
    scene_of: dict[sums.Span, Scene] | None = None
    for c in counted:
        if c.kind != "quantity" or c.polarity is not Polarity.ASSERTED:
            continue
        accused = False
        if c.modality is not Modality.ACTUAL:
            scene_of = scene_of or {statement(scene): scene for scene in scenes}
            accused = c.statement in scene_of and _happened(scene_of[c.statement], c)
        real = c.modality is Modality.ACTUAL or accused
        single = c.role == "killed" and "part" in c.scope and isinstance(c.value, Quantity) and c.value.max == 1
        if real and c.stage != "earlier" and not single and not _of_period(c):
            (old if recalled(c.when, day) else figures)[c.role].append(replace(c, modality=Modality.ACTUAL) if accused else c)
    return old if figures.keys().isdisjoint(_TOLLS) and _about_old(old, scenes[:LEAD], seen) else figures


def _happened(scene: Scene, figure: Claim) -> bool:
    """Whether what a figure counts has happened, though the words around it are not sure of all."""
    accused = figure.modality in (Modality.CONDITIONAL, Modality.HEARSAY) and _blames(scene)
    return accused or (figure.modality in _OPEN and _presupposed(scene, figure))


def _presupposed(scene: Scene, figure: Claim) -> bool:
    """ "Police want to talk about *the four people killed*", "if you know of *the deaths of* four people": a fact, whatever is planned or
    supposed around it."""
    begins, counts = _raw_spans(scene)
    first = min(begins.get(start, len(begins)) for start, _ in figure.evidence)
    place = min((counts[span] for span in figure.evidence if span in counts), default=None)
    number = None if place is None else scene.quantities[place]
    at = scene.token_at(number.start) if number else 0
    if at and first == at:
        return scene.bares[at - 1] in persons.words(scene.pack.lang).grammar["definite"]
    return at > 1 and figure.modality is Modality.CONDITIONAL and scene.bares[at - 1] in clause.words(scene.pack.lang, "genitive")


class _Raw(NamedTuple):
    """Where the tokens of a scene begin in the article, and its quantities by their spans there."""

    begins: dict[int, int]
    counts: dict[tuple[int, int], int]


def _raw_spans(scene: Scene) -> _Raw:
    found: _Raw | None = scene.kept.get("raw")
    if found is None:
        if scene.folded.offsets is None:  # as in most articles
            begins = dict(zip(map(scene.statement.start.__add__, scene.row.starts), count(), strict=False))
        else:
            begins = {scene.raw(token.start, token.end)[0]: at for at, token in enumerate(scene.tokens)}
        counts = {scene.raw(q.start, q.end): at for at, q in reversed(list(enumerate(scene.quantities)))}
        found = scene.kept["raw"] = _Raw(begins, counts)
    return found


def _about_old(old: sums.Figures, lead: Sequence[Scene], seen: Sequence[Sighting]) -> bool:
    """Whether an article begins with the tolls of one old day, and with no one of whom it tells besides: a trial, an anniversary."""
    tolls = [figure for role in _TOLLS & old.keys() for figure in old[role]]
    told = {figure.statement for figure in tolls}
    days = {figure.when.timex for figure in tolls if figure.when}
    others = (s for s in seen if statement(s.scene) not in told and not recalled(s.when, s.scene.reference))
    first = {statement(scene) for scene in lead}
    return len(days) == 1 and not told.isdisjoint(first) and not any(statement(s.scene) in first for s in others)


def _blames(scene: Scene) -> bool:
    return not wounds.table(scene.pack.lang, "blamed").isdisjoint(scene.bares)


def _of_period(figure: Claim) -> bool:
    """Whether a figure is of all that happened in a stretch of time ("at least 80 have been killed since January")."""
    year = figure.when is not None and figure.when.timex.isdigit()  # "13 were killed *this year*"
    return year or any(scope in ("limited time", "since") or scope.startswith("per ") for scope in figure.scope)


def struck(figures: sums.Figures, scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The figures of those who were hit where the sentence tells of gunfire: "opened fire on the crowd, *striking four people*"."""
    hit = [figure for role in sums.STRUCK & figures.keys() for figure in figures[role]]
    if not hit:
        return
    gunfire, people = wounds.table(scenes[0].pack.lang, "gunfire"), sums.people(nouns(scenes))
    fired = {statement(scene) for scene in scenes if not gunfire.isdisjoint(scene.bares)}
    for figure in hit:
        unit = figure.value.unit if isinstance(figure.value, Quantity) else ""
        if figure.statement in fired and (unit in people or unit in roles.generic_units() - {""}):
            yield replace(figure, role="shot")


def besides(figures: Sequence[Claim], scenes: Sequence[Scene]) -> Iterator[sums.Span]:
    """The spans of figures of others: a word says that they come on top of somebody ("three men were *also* shot")."""
    told = {figure.statement for figure in figures}
    scene_of = {statement(scene): scene for scene in scenes if statement(scene) in told}
    return ((f.start, f.end) for f in figures if f.statement in scene_of and _also(scene_of[f.statement], f))


def also(scene: Scene) -> bool:
    """Whether a word says that somebody comes on top of others."""
    return not wounds.table(scene.pack.lang, "also").isdisjoint(scene.bares)


def _also(scene: Scene, figure: Claim) -> bool:
    also = wounds.table(scene.pack.lang, "also")
    found = (token for token, word in zip(scene.tokens, scene.bares, strict=True) if word in also)
    return any(figure.start <= scene.raw(token.start, token.end)[0] < figure.end for token in found)


def joined(figures: sums.Figures, scenes: Sequence[Scene]) -> Iterator[tuple[tuple[sums.Span, int], int]]:
    """The figures that "and" joins to persons, by their statement and their beginning, with how many these are: "*a girl* and two men
    were wounded", "*a man, his wife* and two others"."""
    told = {figure.statement for role in sums.JOINED & figures.keys() for figure in figures[role] if figure.subject}
    for scene in scenes if told else ():
        if statement(scene) not in told:
            continue
        people, joins = [p for p in persons.read(scene) if not p.pronoun], clause.words(scene.pack.lang, "conjunctions")
        determiners = persons.words(scene.pack.lang).determiners | clause.words(scene.pack.lang, "determiners")
        for q in scene.quantities:
            first, after = scene.token_at(q.start), scene.token_at(q.end - 1) + 1
            first -= first > 1 and clause.bare(scene.tokens[first - 1]) in determiners
            listed = sightings.listed(scene, people, first - 1) if first > 1 and clause.bare(scene.tokens[first - 1]) in joins else 0
            behind = after < len(scene.tokens) and clause.bare(scene.tokens[after]) in joins
            if more := listed or int(behind and any(p.first == after + 1 for p in people)):
                yield (statement(scene), q.start), more


def with_others(figures: sums.Figures, seen: Sequence[Sighting]) -> Iterator[tuple[tuple[sums.Span, int], int]]:
    """The figures of others that one person stands before, to whom the same has happened: "*A man was badly hurt* and four others were
    taken to hospital" tells of five."""
    deadly = bool(figures["killed"]) or any(s.role == "killed" for s in seen)
    alone: dict[tuple[sums.Span, str], list[Sighting]] = defaultdict(list)
    for s in seen:
        if not (s.several or s.person.further or s.person.acting) and (s.section == "injured" or s.role == "killed" or not deadly):
            alone[statement(s.scene), s.role].append(s)
    for role in (*sorted(sums.JOINED), "hospitalised"):
        for figure in figures[role] if alone else ():
            one = alone.get((figure.statement, "killed" if role == "killed" else "injured"), ())
            if "other" in figure.scope and one and _before_all(one, figure):
                yield (figure.statement, figure.value.start), 1


def _before_all(one: Sequence[Sighting], figure: Claim) -> bool:
    """Whether all sightings of a sentence are of one person, who is told of before a figure, which does not take them in."""
    scene = one[0].scene
    at = scene.token_at(figure.value.start)
    between = scene.bares[one[0].person.last : at]
    same = all(s.person.may_be(one[0].person) and s.person.last <= at for s in one)
    return same and members.including(scene.pack.lang).isdisjoint(between)


def recalled(when: Date | None, day: date | None, long: timedelta = RECALLED) -> bool:
    """Whether a moment lies long before the day of an article."""
    if not day or not when or not when.latest:
        return False
    try:
        return date.fromisoformat(when.latest[:10]) < day - long
    except (OverflowError, ValueError):
        return False


def statement(scene: Scene) -> tuple[int, int]:
    return scene.whole


def nouns(scenes: Sequence[Scene]) -> frozenset[str]:
    """What people are called, as counted nouns are."""
    return _nouns(scenes[0].pack.lang) if scenes else frozenset()


@cache
def _nouns(lang: str) -> frozenset[str]:
    return frozenset(without_accents(noun) for noun in persons.words(lang).nouns)
