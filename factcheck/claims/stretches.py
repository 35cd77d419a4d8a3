"""How long what people agree on, order or live through goes on: "une trêve de 30 jours", "the air raid alert lasted five hours"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.claims import clause, happenings
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Duration, Modality

ROLE = "lasted"
AGREED = "agreed"  # scope of a length that is laid down, whatever comes of it
REACH, LINK = 10, 5  # words between a thing and how long it goes on, and between that and the word that tells so
BEHIND = 12  # words from "it took six hours" to what took so long
_BREAKS = frozenset(';:()"!?.')


@cache
def _things(lang: str) -> happenings.Known:
    pack = load(lang)
    return happenings.by_first_word(pack.table("stretches")["thing"], pack)


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("stretches")["link"][name])


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The lengths that an article tells of things that it tells but one length of."""
    found = [told for scene in scenes if scene.durations for told in _lengths(scene)]
    if not found:
        return
    lengths = {key: {(o.min, o.max) for _, other, o, _ in found if other == key} for _, key, _, _ in found}
    for scene, key, length, span in found:
        if len(lengths[key]) == 1:
            yield _claim(scene, key, length, span)


def _lengths(scene: Scene) -> Iterator[tuple[Scene, str, Duration, tuple[int, int]]]:
    things = list(happenings.told(scene, _things(scene.pack.lang)))
    for length in scene.durations if things else ():
        if length.rate or length.value is None:
            continue
        first, last = scene.token_at(length.start), scene.token_at(length.end - 1) + 1
        near = (told for told in reversed(things) if _is_of(scene, told, first, last))
        if thing := next(near, None):
            key, low, high = thing
            yield scene, key, length, (scene.tokens[low].start, scene.tokens[high - 1].end)


def _is_of(scene: Scene, thing: tuple[str, int, int], first: int, last: int) -> bool:
    """Whether a length is that of a thing beside it."""
    lang, (key, low, high) = scene.pack.lang, thing
    if _parted(scene, min(high, last), max(low, first)):
        return False
    took = any(scene.bares[n] in _words(lang, "took") for n in range(max(0, first - LINK), first))
    if key in load(lang).table("stretches")["effort"]["things"]:
        return (last <= low <= last + BEHIND and took) or (high <= first <= high + REACH and _linked(scene, first, "took"))
    if high <= first:
        beside = first - high <= 2 and scene.bares[first - 1] in clause.words(lang, "genitive")
        return beside or (first - high <= REACH and (_linked(scene, first, "lasted") or _linked(scene, first, "agreed")))
    return last <= low <= last + 2 and _attached(scene, first, last)


def _attached(scene: Scene, first: int, last: int) -> bool:
    """ "A *30-day* truce", "une *trentaine de jours* de trêve": a length right before what it is of."""
    between = scene.bares[last : last + 1]
    return "-" in scene.text[scene.tokens[first].start : scene.tokens[last - 1].end] or any(
        word in clause.words(scene.pack.lang, "genitive") for word in between
    )


def _linked(scene: Scene, first: int, name: str) -> bool:
    return any(word in _words(scene.pack.lang, name) for word in scene.bares[max(0, first - LINK) : first])


def _parted(scene: Scene, low: int, high: int) -> bool:
    return any(token.text in _BREAKS for token in scene.tokens[low:high])


def _claim(scene: Scene, key: str, length: Duration, thing: tuple[int, int]) -> Claim:
    first = scene.token_at(length.start)
    laid_down = key in load(scene.pack.lang).table("stretches")["laid_down"]["things"]
    lasted = not laid_down or _linked(scene, first, "lasted") or _linked(scene, first, "took")
    return claim(
        scene,
        (length.start, length.end),
        quoted=(min(thing[0], length.start), max(thing[1], length.end)),
        kind="duration",
        role=ROLE,
        value=length,
        subject=["k:" + key],
        scope=[] if lasted and not (laid_down and _linked(scene, first, "agreed")) else [AGREED],
        modality=Modality.ACTUAL,
        evidence=[(length.start, length.end), thing],
    )
