"""How many a family, a crew or a convoy is: "une famille de quatre personnes", "a crew of seven"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.claims import clause
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Quantity

ROLE = "size"
REACH = 3  # words between what is counted together and "of", or "made up of"


@cache
def _together(lang: str) -> dict[str, str]:
    """What is counted together, by its word."""
    table: dict[str, list[str]] = load(lang).table("stretches")["together"]
    return {form: key for key, forms in table.items() for form in forms}


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The sizes that an article tells, of what it tells but one size of."""
    found = [(scene, key, quantity) for scene in scenes if scene.quantities for key, quantity in _sizes(scene)]
    if not found:
        return
    told = {key: {(other.min, other.max) for _, kind, other in found if kind == key} for _, key, _ in found}
    for scene, key, quantity in found:
        if len(told[key]) == 1:
            yield _claim(scene, key, quantity)


def _sizes(scene: Scene) -> Iterator[tuple[str, Quantity]]:
    known = _together(scene.pack.lang)
    for quantity in () if known.keys().isdisjoint(scene.lowers) else scene.quantities:
        if quantity.dimension not in ("bare", "count") or quantity.value is None or quantity.value < 2 or quantity.partitive:
            continue
        at = scene.token_at(quantity.start)
        if at < 2 or scene.bares[at - 1] not in clause.words(scene.pack.lang, "genitive"):
            continue
        made = load(scene.pack.lang).table("stretches")["made"]["words"]
        low = at - 2
        while low > max(0, at - 2 - REACH) and (scene.bares[low] in made or scene.tokens[low].text == ","):
            low -= 1
        if scene.tokens[low].lower in known:
            yield known[scene.tokens[low].lower], quantity


def _claim(scene: Scene, key: str, quantity: Quantity) -> Claim:
    at = scene.token_at(quantity.start)
    start = scene.tokens[max(0, at - 2)].start
    return claim(
        scene,
        (start, quantity.end),
        kind="quantity",
        role=ROLE,
        value=quantity,
        subject=[key],
        when=clause.frame_of(scene),
        evidence=[(quantity.start, quantity.end)],
    )
