"""What a figure measures, by the words beside it: how wide, how deep, how fast, a share of what, how many votes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from factcheck.claims import clause
from factcheck.claims.keys import Keyed
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Quantity

MOVING = 5  # words between a verb of moving and the speed
VOTED = 5  # words between votes and what tells of them
GROWN = 4  # words between what grows and its figure
VOTE = "vote"


def head(scene: Scene, quantity: Quantity) -> Keyed | None:
    """What a measure is of: "a depth of 10 km", "2.750 tonnes de nitrate", "150 metres *wide*"; a count is of what it counts."""
    if quantity.dimension == "count":
        return None
    if quantity.dimension in _OF_PROGRESS and (grown := _grown(scene, quantity)):
        return grown
    known, of = _measured(scene.pack.lang), clause.words(scene.pack.lang, "genitive")
    at, after = scene.token_at(quantity.start) - 1, scene.token_at(quantity.end - 1) + 1
    for beside in scene.tokens[after : after + 1]:
        if beside.lower in known:
            return known[beside.lower], beside.start, beside.end
    if after + 1 < len(scene.tokens) and clause.bare(scene.tokens[after]) in of:
        found = scene.stretch(scene.tokens[after].end, scene.tokens[min(after + 3, len(scene.tokens) - 1)].end)
        return _named(scene, found[0]) if found else None
    if quantity.dimension == "speed":
        return _moving(scene, at)
    at += clause.bare(scene.tokens[at + 1]) in of  # "une largeur *d'environ* 150 mètres"
    while at > 0 and clause.bare(scene.tokens[at]) in _hedges(scene.pack.lang):
        at -= 1
    if at > 0 and clause.bare(scene.tokens[at]) in of:
        found = scene.stretch(scene.tokens[max(0, at - 3)].start, scene.tokens[at].start)
        changed = bool(found) and quantity.change_of == "by" and found[-1][0] in _CHANGES
        return _named(scene, found[-1]) if found and not changed else None
    return None


_OF_PROGRESS = frozenset({"area", "ratio"})


def _grown(scene: Scene, quantity: Quantity) -> Keyed | None:
    """What grows while a fire or a count goes on: "*burned* 18,000 acres", "20 percent *contained*", "80 % des bulletins *dépouillés*"."""
    known = _progressing(scene.pack.lang)
    if quantity.change_of == "by" or known.keys().isdisjoint(scene.lowers):
        return None
    first, after = scene.token_at(quantity.start), scene.token_at(quantity.end - 1) + 1
    near = (*reversed(scene.tokens[max(0, first - GROWN) : first]), *scene.tokens[after : after + VOTED])
    return next(((known[token.lower], token.start, token.end) for token in near if token.lower in known), None)


@cache
def _progressing(lang: str) -> dict[str, str]:
    """What grows, by the words that tell it."""
    table: dict[str, list[str]] = load(lang).table("slots")["progress"]
    return {form: "k:" + key for key, forms in table.items() for form in forms}


@cache
def progress() -> frozenset[str]:
    """What only grows while an event goes on, as heads of measures."""
    return frozenset("k:" + key for key in neutral("slots")["measured"]["grows"])


_CHANGES = frozenset({"k:fall", "k:rise"})  # what a figure of a change is not of: "sales fell *by 5 %*"


@cache
def _measured(lang: str) -> dict[str, str]:
    """Which dimension of a thing a word names ("large", "width"), and what moves or is limited at a speed."""
    table: dict[str, list[str]] = load(lang).table("slots")["measured"]
    return {form: "k:" + key for key, forms in table.items() for form in forms}


@cache
def dimensions() -> frozenset[str]:
    """What a measure may be of that one thing has one of."""
    return frozenset("k:" + key for key in neutral("slots")["measured"]["single"])


@cache
def plain() -> frozenset[str]:
    """Dimensions that a thing need not be told to have: "a ravine of 15 m", "a tower of 30 m"."""
    return frozenset("k:" + key for key in neutral("slots")["measured"]["plain"])


@cache
def _hedges(lang: str) -> frozenset[str]:
    """Words between a dimension and its figure ("a width of *about* 150 metres")."""
    return frozenset(load(lang).table("slots")["measured_hedge"]["words"])


def _named(scene: Scene, found: Keyed) -> Keyed:
    key, start, end = found
    return _measured(scene.pack.lang).get(scene.text[start:end].lower(), key), start, end


def _moving(scene: Scene, at: int) -> Keyed | None:
    """What is told of a speed: that something went so fast, or may."""
    known = _measured(scene.pack.lang)
    near = (scene.tokens[n] for n in range(at, max(at - MOVING, -1), -1))
    return next(((known[token.lower], token.start, token.end) for token in near if token.lower in known), None)


def votes(scene: Scene, quantity: Quantity) -> Quantity:
    """ "331 *députés ont voté* le texte": as many votes."""
    voters = quantity.unit in neutral("roles")["voters"]["units"]
    return replace(quantity, unit=VOTE) if voters and _near(scene, quantity, "voted") else quantity


def needed(scene: Scene, quantity: Quantity) -> bool:
    """Whether votes are those that are needed, not those that were cast."""
    return quantity.unit == VOTE and _near(scene, quantity, "needed")


def _near(scene: Scene, quantity: Quantity, name: str) -> bool:
    """Whether a word of votes stands within some words of a figure."""
    known: list[str] = load(scene.pack.lang).table("slots")["votes"][name]
    if scene.lowers.isdisjoint(known):
        return False
    first, after = scene.token_at(quantity.start), scene.token_at(quantity.end - 1) + 1
    return any(token.lower in known for token in (*scene.tokens[max(0, first - VOTED) : first], *scene.tokens[after : after + VOTED]))
