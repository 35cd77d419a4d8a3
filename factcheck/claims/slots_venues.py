"""Where what is done in one place was or is to be done ("signé jeudi à Lausanne", "talks in Geneva"), and from where to where
something went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.claims import clause, happenings
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.slots_people import words
from factcheck.language import load, neutral
from factcheck.model import Claim, Name
from factcheck.values import gazetteer

VENUE, ROUTE = "venue", "route"
REACH = 7  # words from an act to its place
NAME = 3  # words from a name to the act that is its own
ENDS = 3  # words between the two ends of a way
GOES = 12  # words beside a way among which what goes it is told
_BREAKS = frozenset(',;:()"!?.')


@cache
def _acts(lang: str) -> happenings.Known:
    pack = load(lang)
    return happenings.by_first_word(pack.table("slots")["venue"], pack)


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The places of acts, of each act that an article tells one place of, and the ways between two places."""
    found = [told for scene in scenes if scene.names and not scene.text.rstrip().endswith("?") for told in _venues(scene)]
    for scene, subject, place, start in found:
        single = neutral("slots")["venue"]["single"]
        if subject[0] not in single or all(other.canonical == place.canonical for _, key, other, _ in found if key == subject):
            yield _venue(scene, subject, place, start)
    travel = words(scenes[0].pack.lang, "route", "travel") if scenes else frozenset()
    for scene in scenes:
        if len(scene.names) > 1 and not travel.isdisjoint(scene.lowers):
            yield from _routes(scene)


def _places(scene: Scene) -> list[Name]:
    return [name for name in scene.names if name.type == "place"]


def _venues(scene: Scene) -> Iterator[tuple[Scene, tuple[str, ...], Name, int]]:
    """Acts with the first place behind them that a word of place leads to, no mark and no other act between."""
    places = _places(scene)
    acts = sorted(happenings.told(scene, _acts(scene.pack.lang)), key=lambda act: act[1:]) if places else ()
    for number, (key, first, last) in enumerate(acts):
        until = acts[number + 1][1] if number + 1 < len(acts) else len(scene.tokens)
        place = next((name for name in places if last < scene.token_at(name.start) < until and _leads(scene, last, name)), None)
        named = _named(scene, first) if key in neutral("slots")["venue"]["named"] else ()
        if place and (named or key not in neutral("slots")["venue"]["named"]) and place.canonical not in gazetteer.countries():
            yield scene, (key, *named), place, scene.tokens[first].start


def _leads(scene: Scene, last: int, place: Name) -> bool:
    """Whether a word of place stands right before a place that is near, and no mark between it and the act."""
    at = _leading(scene, scene.token_at(place.start))
    near = at - last <= REACH and not any(token.text in _BREAKS for token in scene.tokens[last:at])
    return near and clause.bare(scene.tokens[at - 1]) in clause.words(scene.pack.lang, "containers")


def _leading(scene: Scene, at: int) -> int:
    """The token behind the word of place before a place: "near *the* village of Kerio", "près *de* Brest"."""
    genitive, between = clause.words(scene.pack.lang, "genitive"), clause.words(scene.pack.lang, "determiners")
    if (
        at > 2
        and clause.bare(scene.tokens[at - 1]) in genitive
        and scene.tokens[at - 2].lower in words(scene.pack.lang, "venue_of", "sort")
    ):
        at -= 2
    for skipped in (between, genitive):
        at -= at > 1 and clause.bare(scene.tokens[at - 1]) in skipped
    return at


def _named(scene: Scene, first: int) -> tuple[str, ...]:
    """Whose an act is: the name right before it."""
    start = scene.tokens[max(0, first - NAME)].start
    before = [name for name in scene.names if name.type != "place" and start < name.end <= scene.tokens[first].start]
    return ("n:" + before[-1].canonical,) if before else ()


def _venue(scene: Scene, subject: tuple[str, ...], place: Name, start: int) -> Claim:
    span = place.start, place.end
    return claim(
        scene,
        span,
        quoted=(start, place.end),
        kind="place",
        role=VENUE,
        value=place,
        subject=subject,
        evidence=[span, (start, place.start)],
    )


def _routes(scene: Scene) -> Iterator[Claim]:
    """ "From York to Leeds", "entre Toulon et Bastia", beside a word of what goes there."""
    lang, names = scene.pack.lang, [name for name in scene.names if name.type in ("place", "other")]
    for one, two in pairwise(names):
        first, second = scene.token_at(one.start), scene.token_at(two.start)
        joins = [token.lower for token in scene.tokens[scene.token_at(one.end - 1) + 1 : second]]
        before = clause.bare(scene.tokens[first - 1]) if first else ""
        if "place" in (one.type, two.type) and one.canonical != two.canonical and _joined(lang, before, joins) and _goes(scene, first):
            yield _route(scene, one, two)


def _joined(lang: str, before: str, joins: Sequence[str]) -> bool:
    way = before in words(lang, "route", "from") and bool(joins) and joins[-1] in words(lang, "route", "to") and len(joins) <= ENDS
    both = before in words(lang, "route", "between") and len(joins) == 1 and joins[0] in clause.words(lang, "conjunctions")
    return way or both or list(joins) == ["-"]


def _goes(scene: Scene, at: int) -> bool:
    near = scene.tokens[max(0, at - GOES) : at + GOES]
    return any(token.lower in words(scene.pack.lang, "route", "travel") for token in near)


def _route(scene: Scene, one: Name, two: Name) -> Claim:
    span = one.start, two.end
    ends = " - ".join(sorted((one.canonical, two.canonical)))
    return claim(scene, span, kind="place", role=ROUTE, value=Name(*span, ends, "place"), evidence=[span])
