"""Figures that an article gives but once: "*treize marchés* truqués", "the *three storeys* of the block", "a width of 150 metres"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache

from factcheck.claims import roles
from factcheck.claims.scene import Scene
from factcheck.frozen import changer
from factcheck.language import load, neutral
from factcheck.model import Claim, Quantity

ONCE = "once"  # key, among what locates a claim, of a figure that is the only one of its kind in its article
_FEWEST = 2  # of which one counts; "une réunion" counts none

_located = changer(Claim, "located")
_Figures = dict[Hashable, set[Hashable]]


def told(found: Iterable[Claim], scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The claims, with those marked that are the only ones of their noun without a role, or the only measure of their kind."""
    claims, figures = list(found), defaultdict[Hashable, set[Hashable]](set)
    lang = scenes[0].pack.lang if scenes else ""
    for quantity in [quantity for scene in scenes for quantity in scene.quantities if quantity.dimension == "count"]:
        figures[quantity.unit].add((quantity.min, quantity.max, quantity.partitive))
    counted = [(n, claim, claim.value) for n, claim in enumerate(claims) if isinstance(claim.value, Quantity)]
    for _, claim, value in counted:
        if claim.role == "count":
            figures[value.unit].add((value.min, value.max, value.partitive))
        elif claim.role == value.dimension or claim.role in _many():
            figures[_asked(claim)].add((value.min, value.max))
    for at, claim, value in counted:
        if _alone(claim, value, figures, lang):
            claims[at] = _located(claim, ((ONCE, claim.start, claim.end),))
    return iter(claims)


@cache
def _many() -> frozenset[str]:
    """Roles in which many may stand at once, but of which an event mostly has one figure."""
    return frozenset(neutral("roles")["loose"]["once"])


def _asked(claim: Claim) -> Hashable:
    """What a measure, or a count of what there may be many of, is of."""
    return claim.role, claim.subject if claim.role not in _many() else (), claim.scope


def _alone(claim: Claim, value: Quantity, figures: _Figures, lang: str) -> bool:
    if claim.stage or claim.located or value.value is None or _is_another(claim, lang):
        return False
    if claim.role in _many():
        return not claim.scope and value.value >= _FEWEST and len(figures[_asked(claim)]) == 1
    if claim.role != value.dimension or not claim.subject:
        return False
    if claim.role != "count":
        return len(figures[_asked(claim)]) == 1
    if claim.scope or value.value < _FEWEST or value.partitive or value.rate or value.unit in roles.uncounted():
        return False
    return len(figures[value.unit]) == 1


def _is_another(claim: Claim, lang: str) -> bool:
    """Whether a figure is said to be another than before: "*désormais* six départements"."""
    return not _by_now(lang).isdisjoint(claim.quote.lower().split())


@cache
def _by_now(lang: str) -> frozenset[str]:
    return frozenset(load(lang).table("roles")["endings"]["by_now"])
