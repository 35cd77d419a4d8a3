"""How many took part, told again by others: "38 000 selon la police, *120 000 selon la CGT*", "unions put it at *120,000*"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.claims import clause, roles, verbs
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Attribution, Claim, Quantity

ROLE = "gathered"
FEWEST = 20  # people whom a source counts; fewer are those of whom something else is told
BEFORE, SOURCE = 4, 10  # words from a verb of counting to its figure, and back to who counted
NEXT = 1  # sentences behind one on a crowd in which a source may give its own figure


def read(scenes: Sequence[Scene], found: Sequence[Claim]) -> list[Claim]:
    """The claims with those of sources that name no noun of their own, each with who counted."""
    crowds = [*[one for one in found if one.role == ROLE], *_again(scenes, found)]
    if not crowds:
        return list(found)
    by_statement = {scene.whole: scene for scene in scenes}
    return [*(one for one in found if one.role != ROLE), *(_sourced(one, by_statement[one.statement]) for one in crowds)]


def _again(scenes: Sequence[Scene], found: Sequence[Claim]) -> Iterator[Claim]:
    """The figures that sources give without a noun, of the crowd that their sentence or the one before it tells of."""
    told: set[tuple[int, int]] | None = None
    words, last = _words(scenes[0].pack.lang) if scenes else frozenset(), -2 * NEXT
    for number, scene in enumerate(scenes):
        if not words.isdisjoint(scene.lowers):
            last = number
        if number - last > NEXT or not scene.quantities:
            continue
        told = {span for one in found if one.kind == "quantity" for span in one.evidence} if told is None else told
        for quantity in scene.quantities:
            if scene.raw(quantity.start, quantity.end) not in told and _is_a_source_s(scene, quantity):
                yield _claim(scene, quantity)


@cache
def _words(lang: str) -> frozenset[str]:
    """Words of taking part in a crowd."""
    known = verbs.forms(lang)
    one = (form for words in known[:3] for form, role in words.items() if role == ROLE and " " not in form)
    return frozenset({*one, *load(lang).table("crowds")["crowd"]["words"]})


def _is_a_source_s(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure stands without a noun, or with one of people alone, for all whom somebody has counted."""
    if quantity.dimension != "count" or quantity.unit not in ("", "person", "people") or (quantity.min or 0) < FEWEST:
        return False
    if quantity.partitive or quantity.rate or quantity.change_of in ("by", "from") or roles.of(scene, quantity) is not None:
        return False
    return scene.attribution(quantity.start, quantity.end) is not None or _they_were(scene, quantity)


def _they_were(scene: Scene, quantity: Quantity) -> bool:
    """ "*Ils étaient* 38 000", "*there were* 38,000"."""
    at = scene.token_at(quantity.start)
    words = load(scene.pack.lang).table("crowds")["they_were"]["words"]
    before = " ".join(clause.bare(token) for token in scene.tokens[max(0, at - 2) : at])
    return before in words


def _sourced(one: Claim, scene: Scene) -> Claim:
    """ "*La préfecture* a compté 38 000 manifestants", "*police* counted 38,000": a claim with who counted, where nobody else says it."""
    table = load(scene.pack.lang).table("crowds")
    quantity = next((q for q in scene.quantities if scene.raw(q.start, q.end) == one.evidence[0]), None)
    if one.attribution is not None or quantity is None:
        return one
    at = scene.token_at(quantity.start)
    verb = next((n for n in range(at - 1, max(at - BEFORE, -1), -1) if scene.tokens[n].lower in table["counted"]["words"]), -1)
    first = verb
    while first > max(0, verb - SOURCE) and scene.tokens[first - 1].kind != "mark":
        first -= 1
    inside = [n for n in range(first, verb) if clause.bare(scene.tokens[n]) in table["source"]["words"]]
    if verb < 0 or not inside:
        return one
    start, end = scene.tokens[inside[0]].start, scene.tokens[inside[-1]].end
    return replace(one, attribution=Attribution(scene.text[start:end], "role", *scene.raw(start, end)))


def _claim(scene: Scene, quantity: Quantity) -> Claim:
    return claim(
        scene,
        (quantity.start, quantity.end),
        kind="quantity",
        role=ROLE,
        value=quantity,
        evidence=[(quantity.start, quantity.end)],
        when=clause.date_of(scene, quantity.start, quantity.end) or clause.frame_of(scene),
    )
