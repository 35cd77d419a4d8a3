"""Claims about who has spoken on a matter: "has not commented yet", "has confirmed"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.claims.encounters import ROLE as MET
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Modality, Polarity, Saying

ROLE = "commented"
REACH = 14  # words between the verb and who speaks, or what is spoken of
BEHIND = 8  # words from what is spoken of to whose it is
_BREAKS = frozenset('.;:"')


def read(scene: Scene) -> Iterator[Claim]:
    """One claim per country whose people or institutions speak, or do not, about an encounter between countries."""
    verbs, encounters = _words(scene.pack.lang)
    if verbs.isdisjoint(scene.lowers) or encounters.isdisjoint(scene.lowers):
        return
    for at, token in enumerate(scene.tokens):
        if token.lower not in verbs:
            continue
        actors = _countries(scene, max(0, at - REACH), at)
        topic = next((t for t in scene.tokens[at + 1 : at + 1 + REACH] if t.lower in encounters), None)
        if not actors or topic is None:
            continue
        parties = actors | _named(scene, at + 1, _end(scene, scene.token_at(topic.start)))
        if len(parties) < 2 or scene.modality(token.start, token.end) not in (Modality.ACTUAL, Modality.UNKNOWN):
            continue
        for actor in sorted(actors):
            yield _claim(scene, at, topic.end, actor, parties)


@cache
def _words(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of speaking on something, and words for an encounter."""
    grammar = load(lang).table("grammar")
    return frozenset(grammar["response"]["commented"]), frozenset((*grammar["encounter"]["met_noun"], *grammar["encounter"]["met_verb"]))


def _claim(scene: Scene, at: int, end: int, actor: str, parties: frozenset[str]) -> Claim:
    token = scene.tokens[at]
    polarity = scene.polarity(token.start, token.end)
    first = max((i + 1 for i in range(at) if scene.tokens[i].text in _BREAKS), default=0)
    span = (scene.tokens[first].start, end)
    value = Saying(*span, ROLE, polarity, Modality.ACTUAL)
    subject = ("c:" + actor, MET, *("with:" + party for party in parties))
    return claim(
        scene,
        span,
        kind="status",
        role=ROLE,
        value=value,
        subject=subject,
        polarity=polarity,
        modality=Modality.ACTUAL,
        stage="not yet" if polarity is Polarity.DENIED and _not_yet(scene, at) else "",
        evidence=[(token.start, token.end)],
    )


def _not_yet(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return any(c.effect == "not_yet" and c.scope_start <= token.start and token.end <= c.scope_end for c in scene.assertion.cues)


def _countries(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Countries of the names between two token indices, up to the nearest strong mark before the verb."""
    for index in range(last - 1, first - 1, -1):
        if scene.tokens[index].text in _BREAKS and index < last - 1:
            first = index + 1
            break
    return _named(scene, first, last)


def _end(scene: Scene, topic: int) -> int:
    """Where the words end that may tell whose encounter it is: at the nearest strong mark behind it."""
    last = min(len(scene.tokens), topic + BEHIND)
    return next((at for at in range(topic, last) if scene.tokens[at].text in _BREAKS), last)


def _named(scene: Scene, first: int, last: int) -> frozenset[str]:
    """Countries of the names between two token indices."""
    if first >= last:
        return frozenset()
    low, high = scene.tokens[first].start, scene.tokens[last - 1].end
    return frozenset(name.country for name in scene.names if name.country and low <= name.start and name.end <= high)
