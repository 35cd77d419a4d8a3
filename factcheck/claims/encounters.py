"""Claims about encounters: whether people met or are to meet, when and where, and what is still open about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from factcheck.claims import clause
from factcheck.claims.make import claim
from factcheck.claims.participants import Cast
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Date, Modality, Name, Polarity, Saying

ROLE = "met"


@dataclass(frozen=True, slots=True)
class Encounter:
    """One mention. ``span`` covers the word of meeting; ``people`` at least two; ``mark``: "", "last" or "first"."""

    span: tuple[int, int]
    people: frozenset[str]
    polarity: Polarity
    modality: Modality
    when: Date | None
    where: Name | None
    mark: str = ""


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("grammar")["encounter"][name])


def read(scene: Scene, cast: Cast) -> Iterator[Claim]:
    found = [encounter for encounter in _mentions(scene, cast) if len(encounter.people) > 1]
    for encounter in found:
        if encounter.modality in (Modality.ACTUAL, Modality.PLANNED, Modality.POSSIBLE):
            cast.pairs[encounter.people] += 1
    for encounter in found:
        yield from _claims(scene, encounter)
    yield from _open_slots(scene, cast)


def _mentions(scene: Scene, cast: Cast) -> Iterator[Encounter]:
    lang = scene.pack.lang
    nouns, verbs, both = _words(lang, "met_noun"), _words(lang, "met_verb"), _words(lang, "verb_nouns")
    for at, token in enumerate(scene.tokens):
        word = token.lower
        if word in nouns and not (word in both and _is_verb(scene, at)):
            yield _mention(scene, at, cast.of_noun(scene, token.start, token.end))
        elif word in verbs or word in both:
            people = cast.of_verb(scene, at)
            if not people and _points_to_pair(scene, at):
                people = cast.main()
            yield _mention(scene, at, people)


def _is_verb(scene: Scene, at: int) -> bool:
    """ "L'envoyé rencontre Poutine", "Trump meeting Putin": no article or adjective before, a name right after."""
    after = scene.tokens[at + 1 : at + 2]
    before = scene.tokens[at - 1 : at]
    named = bool(after) and any(name.start == after[0].start for name in scene.names)
    return named and bool(before) and any(name.end == before[0].end for name in scene.names)


def _points_to_pair(scene: Scene, at: int) -> bool:
    low = scene.tokens[max(0, at - 6)].start
    text = scene.text[low : scene.tokens[at].start].lower()
    return any(pair in text for pair in _words(scene.pack.lang, "pair"))


def _mention(scene: Scene, at: int, people: frozenset[str]) -> Encounter:
    token = scene.tokens[at]
    span = (token.start, token.end)
    when = _when(scene, span)
    where = clause.place_of(scene, *span, reach=10)
    near = [clause.bare(t) for t in scene.tokens[max(0, at - 6) : at + 9]]
    mark = next((m for m in ("last", "first") if any(word in _words(scene.pack.lang, m) for word in near)), "")
    return Encounter(span, people, scene.polarity(*span), _modality(scene, at, when), when, where, mark)


def _when(scene: Scene, span: tuple[int, int]) -> Date | None:
    """The date nearest to the word of meeting, unless another word of meeting is nearer to that date."""
    value = clause.date_of(scene, *span)
    if value is None:
        return None
    lang = scene.pack.lang
    known = _words(lang, "met_noun") | _words(lang, "met_verb")
    low, high = sorted((scene.token_at(span[0]), scene.token_at(value.start)))
    rivals = [t for t in scene.tokens[low + 1 : high] if t.lower in known]
    return None if rivals else value


def _modality(scene: Scene, at: int, when: Date | None) -> Modality:
    token = scene.tokens[at]
    told = scene.modality(token.start, token.end)
    if told is Modality.ACTUAL and (_is_future(scene, when) or token.lower in _words(scene.pack.lang, "infinitive")):
        return Modality.PLANNED
    return told


def _is_future(scene: Scene, when: Date | None) -> bool:
    if when is None:
        return False
    if scene.reference and when.earliest:
        return when.earliest > scene.reference.isoformat()
    return any(mark in when.relative for mark in (":+", "within:"))


def _claims(scene: Scene, encounter: Encounter) -> Iterator[Claim]:
    base = {"role": ROLE, "subject": encounter.people, "polarity": encounter.polarity, "modality": encounter.modality}
    spans = [encounter.span]
    if encounter.when:
        both = (min(encounter.span[0], encounter.when.start), max(encounter.span[1], encounter.when.end))
        yield _built(scene, encounter, both, "date", encounter.when, [*spans, (encounter.when.start, encounter.when.end)])
    if encounter.where and encounter.polarity is Polarity.ASSERTED:
        both = (min(encounter.span[0], encounter.where.start), max(encounter.span[1], encounter.where.end))
        yield _built(scene, encounter, both, "place", encounter.where, [*spans, (encounter.where.start, encounter.where.end)])
    del base
    start, end = _clause_span(scene, encounter.span)
    value = Saying(start, end, ROLE, encounter.polarity, encounter.modality)
    yield _built(scene, encounter, (start, end), "status", value, spans)


def _built(scene: Scene, encounter: Encounter, span: tuple[int, int], kind: str, value: Date | Name | Saying, spans: list[tuple[int, int]]) -> Claim:
    return claim(
        scene,
        span,
        kind=kind,
        role=ROLE,
        value=value,
        subject=encounter.people,
        scope=(encounter.mark,) if encounter.mark else (),
        polarity=encounter.polarity,
        modality=encounter.modality,
        when=encounter.when,
        evidence=spans,
    )


def _clause_span(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """The words around an encounter up to the next marks: what is quoted for it."""
    at = scene.token_at(span[0])
    first = at
    while first > 0 and scene.tokens[first - 1].text not in ",;:.()\"":
        first -= 1
    last = at
    while last + 1 < len(scene.tokens) and scene.tokens[last + 1].text not in ",;:.()\"":
        last += 1
    return scene.tokens[first].start, scene.tokens[last].end


def _open_slots(scene: Scene, cast: Cast) -> Iterator[Claim]:
    """ "Le lieu n'a pas encore été déterminé": a slot of the article's main encounter that is said to be open."""
    people = cast.main()
    if not people:
        return
    slots = {form: slot for slot, forms in scene.pack.table("grammar")["slot"].items() for form in forms if slot in ("place", "date")}
    for token in scene.tokens:
        slot = slots.get(token.lower)
        if slot is None or scene.modality(token.start, token.end) is not Modality.UNKNOWN:
            continue
        start, end = _clause_span(scene, (token.start, token.end))
        value = Saying(start, end, "open", Polarity.ASSERTED, Modality.UNKNOWN)
        yield replace(
            claim(scene, (start, end), kind=slot, role=ROLE, value=value, subject=people, modality=Modality.UNKNOWN, evidence=[(token.start, token.end)]),
            polarity=Polarity.ASSERTED,
        )
