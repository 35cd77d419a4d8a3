"""When something that is done once was done, or is to be: founded, opened, signed, sworn in, closed, in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims import clause, happenings
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Date, Modality, Polarity

ROLE = "done"
BY = "by"  # scope of a date that is the last one possible
REACH = 9  # words between an act and its date
ASIDE = 4  # words between a name and the act or the date of what it names
_BREAKS = frozenset(';:()"!?.')


class Act(NamedTuple):
    """Words of an act: its neutral key and its tokens ``[first, last)``."""

    key: str
    first: int
    last: int


class Day(NamedTuple):
    """A date and its tokens, half-open."""

    value: Date
    first: int
    last: int


@cache
def _known(lang: str) -> happenings.Known:
    """Acts by the words that tell them."""
    pack = load(lang)
    return happenings.by_first_word(pack.table("acts")["act"], pack)


@cache
def _firsts(lang: str) -> frozenset[str]:
    """The first word of each act."""
    return frozenset(_known(lang))


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The dated acts that an article tells, each with the date that is nearest to it, where it is nearest to that date."""
    for scene in scenes:
        if not scene.dates or _firsts(scene.pack.lang).isdisjoint(scene.lowers):  # as in most
            continue
        acts = [Act(*told) for told in happenings.told(scene, _known(scene.pack.lang))]
        dates = [value for value in scene.dates if _dates(scene, value)] if acts else []
        days = [Day(value, scene.token_at(value.start), scene.token_at(value.end - 1) + 1) for value in dates]
        for act in acts:
            near = [(gap, day.value.start) for day in days if _near(act, day) and (gap := _gap(scene, act, day)) <= REACH]
            day = next(day for day in days if day.value.start == min(near)[1]) if near else None
            if day and min((_gap(scene, other, day), other.first) for other in acts if _near(other, day))[1] == act.first:
                yield from _told(scene, act, day.value)


def _dates(scene: Scene, value: Date) -> bool:
    return bool(value.earliest and value.latest) and clause.is_day(value) and not value.approximate and not clause.of_saying(scene, value)


def _near(act: Act, day: Day) -> bool:
    return act.first - REACH <= day.last and day.first <= act.last + REACH


def _gap(scene: Scene, act: Act, day: Day) -> int:
    """Words between an act and a date that is near; too many where a mark parts them."""
    low, high = (act.last, day.first) if act.last <= day.first else (day.last, act.first)
    return REACH + 1 if not _BREAKS.isdisjoint(scene.row.texts[low:high]) else max(0, high - low)


def _told(scene: Scene, act: Act, value: Date) -> Iterator[Claim]:
    span = scene.tokens[act.first].start, scene.tokens[act.last - 1].end
    words = load(scene.pack.lang).table("acts")["date"]
    at = scene.token_at(value.start)
    before = frozenset(scene.bares[max(0, at - 3) : at])
    if scene.polarity(*span) is not Polarity.ASSERTED or not before.isdisjoint(words["not"]):
        return
    if _of_another_noun(scene, act, value):
        return
    around = min(span[0], value.start), max(span[1], value.end)
    ahead = scene.reference is not None and value.earliest > scene.reference.isoformat()
    low, high = max(0, act.first - REACH), act.last + REACH
    content = scene.stretch(scene.tokens[low].start, scene.tokens[min(high, len(scene.tokens)) - 1].end)
    yield claim(
        scene,
        (value.start, value.end),
        quoted=around,
        kind="date",
        role=ROLE,
        value=value,
        subject=[act.key, *_names(scene, act, value)],
        scope=[BY] if not before.isdisjoint(words["by"]) else [],
        modality=Modality.PLANNED if ahead else None,
        when=value,
        content=frozenset(key for key, start, end in content if key[:2] not in ("d:", "q:") and not (span[0] <= start and end <= span[1])),
        evidence=[span, (value.start, value.end)],
    )


def _of_another_noun(scene: Scene, act: Act, value: Date) -> bool:
    """Whether a date is that of a noun between it and the act: "l'ouverture du procès des *attentats de* janvier 2015"."""
    at = scene.token_at(value.start)
    return at - 1 > act.last and scene.bares[at - 1] in clause.words(scene.pack.lang, "genitive")


def _names(scene: Scene, act: Act, value: Date) -> Iterator[str]:
    """Whom or what an act is of, by the names right before it or right behind its date."""
    first = min(act.first, scene.token_at(value.start))
    last = max(act.last, scene.token_at(value.end - 1) + 1)
    for name in scene.names:
        if name.type != "place":
            before, behind = first - scene.token_at(name.end - 1) - 1, scene.token_at(name.start) - last
            if 0 <= before <= ASIDE or 0 <= behind <= 1:
                yield "n:" + name.canonical
