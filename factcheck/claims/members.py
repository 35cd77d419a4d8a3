"""Figures that need not be of all, by the words around them: "*one of the men* killed", "the *identities* of three victims", "two women and
*another woman* were shot"; those that count who did it as well; those of something else than the article tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.claims import clause, happenings, persons, roles, sightings, verbs
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Quantity

Further = list[tuple[int, str]]  # where further persons of a sentence begin, and their role
SOME = "some"  # stage of a figure that need not be of all: it contradicts nothing
WITH_DOER = "with doer"  # stage of a figure that counts who did it
ELSEWHERE = "elsewhere"  # scope of a figure of something else
_HURT = frozenset({"hospitalised", "injured", "shot"})  # roles of those who may be told of by another of these
PERIOD = "limited time"  # scope of a figure of all that happened in a stretch of time
SEVERAL = 12  # words between a figure and "in three shootings"
NAMED = 4  # words between a figure and the word that tells whose names are told
CALLED = 9  # words behind a figure among which "were identified" stands
COUNTED = 8  # words behind a figure among which "including the gunman" stands
APART = 5  # words from "another" to what happened ("another Paris suburb attack")
FRAME = 6  # words of a sentence that may tell that it is of something else


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("members")[name])


def including(lang: str) -> frozenset[str]:
    """Words that take in what follows: "six, *including* a child"."""
    return _words(lang, "including")


def at_many_times(scene: Scene, at: int) -> bool:
    """ "Killed *in shootings*": whether what is told behind a token happens at several times; not "in *the* two shootings"."""
    many, pointing = _words(scene.pack.lang, "many"), _words(scene.pack.lang, "pointing")
    return not many.isdisjoint(scene.bares) and any(
        scene.bares[n] in many and scene.bares[n - 1] not in pointing for n in range(at, len(scene.bares))
    )


def told(found: Iterable[Claim], scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The claims, with the stage and the scope that the words around a toll give it."""
    claims, tolls = list(found), roles.tolls()
    counted = [n for n, claim in enumerate(claims) if claim.role in tolls and claim.kind == "quantity" and claim.stage in ("", "partial")]
    scene_of = {scene.whole: scene for scene in scenes} if counted else {}
    around: dict[tuple[int, int], tuple[bool, Further]] = {}  # of each sentence once
    for at in counted:
        where = claims[at].statement
        if scene := scene_of.get(where):
            if where not in around:
                around[where] = apart(scene), _further(scene)
            claims[at] = _told(claims[at], scene, *around[where])
    return iter(claims)


def _told(claim: Claim, scene: Scene, elsewhere: bool, further: Further) -> Claim:
    more = {*([ELSEWHERE] if elsewhere else []), *([PERIOD] if _of_this_year(claim, scene) else [])}
    if more:
        claim = replace(claim, scope=tuple(sorted({*claim.scope, *more})))
    quantity = next((q for q in scene.quantities if scene.raw(q.start, q.end) in claim.evidence), None)
    if quantity is None or claim.stage:
        return claim
    if _with_doer(scene, quantity):
        return replace(claim, stage=WITH_DOER)
    some = (
        _one_of_them(scene, quantity)
        or _former(scene, quantity)
        or _called(scene, quantity)
        or _another(further, quantity, claim.role)
        or _of_several(scene, quantity)
    )
    return replace(claim, stage=SOME) if some else claim


def _of_this_year(claim: Claim, scene: Scene) -> bool:
    """ "So far *in 2017*, 150 people have been killed", told in 2017: of a day of its own year an article tells more than the year."""
    return claim.when is not None and scene.reference is not None and claim.when.timex == str(scene.reference.year)


def _of_several(scene: Scene, quantity: Quantity) -> bool:
    """ "Seven people were killed *in three shootings*": more than what happened once."""
    last = scene.tokens[min(scene.token_at(quantity.end - 1) + SEVERAL, len(scene.tokens) - 1)].end
    behind = (q for q in scene.quantities if quantity.end <= q.start and q.end <= last and q.dimension == "count" and (q.min or 0) > 1)
    return any(happenings.events_in(scene, scene.token_at(q.start), scene.token_at(q.end - 1) + 1) for q in behind)


def apart(scene: Scene) -> bool:
    """Whether a sentence says that it tells of something else: "About the same time, ...", "in another attack"."""
    lang = scene.pack.lang
    opening = " ".join(scene.bares[: FRAME + 1]) + " "
    if any(opening.startswith(f"{phrase} ") for phrase in load(lang).table("members")["elsewhere"]):
        return True
    marks, besides = _words(lang, "apart"), clause.words(lang, "containers") | _words(lang, "apposed")
    if marks.isdisjoint(scene.bares):
        return False
    return any(
        word in marks and at and scene.bares[at - 1] in besides and _happens_behind(scene, at) for at, word in enumerate(scene.bares)
    )


def _happens_behind(scene: Scene, at: int) -> bool:
    """Whether the noun behind "another" is of what happens: "another Oak Street *shooting*"; not "another was hurt in the shooting"."""
    lang = scene.pack.lang
    ends = verbs.forms(lang).firsts | clause.words(lang, "containers") | clause.words(lang, "passive")
    for n in range(at + 1, min(at + APART, len(scene.tokens))):
        if happenings.events_in(scene, n, n + 1):
            return True
        if scene.tokens[n].lower in ends:
            break
    return False


def _with_doer(scene: Scene, quantity: Quantity) -> bool:
    """ "Four people are dead, *including the gunman*", "*dont l'assaillant*"."""
    lang, after = scene.pack.lang, scene.token_at(quantity.end - 1) + 1
    known, behind = persons.words(lang), scene.bares[after : after + COUNTED + 3]
    for at, word in enumerate(behind[:COUNTED]):
        if word in _words(lang, "including"):
            next_ = [w for w in behind[at + 1 : at + 4] if w not in known.determiners][:1]
            return bool(next_) and (next_[0] in known.acting or next_[0] in _words(lang, "self"))
    return False


def _one_of_them(scene: Scene, quantity: Quantity) -> bool:
    """ "*One of the men* killed": of how many is not told."""
    at = scene.token_at(quantity.number_end - 1) + 1
    genitive = clause.words(scene.pack.lang, "genitive")
    return quantity.min == quantity.max == 1 and at < len(scene.tokens) and scene.bares[at] in genitive


def _former(scene: Scene, quantity: Quantity) -> bool:
    """ "The *last* two officers killed there", "les deux *derniers* policiers tués": beside the number."""
    at, behind = scene.token_at(quantity.start), scene.token_at(quantity.number_end - 1) + 1
    return not _words(scene.pack.lang, "former").isdisjoint((*scene.bares[max(0, at - 1) : at], *scene.bares[behind : behind + 1]))


def _called(scene: Scene, quantity: Quantity) -> bool:
    """ "The identities of three victims", "three victims were identified": others may not be; not "of *the* three"."""
    lang, at = scene.pack.lang, scene.token_at(quantity.start)
    if at and scene.bares[at - 1] in clause.words(lang, "determiners"):
        return False
    before = scene.bares[max(0, at - NAMED) : at]
    last = scene.clause(quantity.start)[1]
    after = scene.token_at(quantity.end - 1) + 1
    behind, identified = scene.bares[after : min(last, after + CALLED)], _words(lang, "identified")
    return not identified.isdisjoint((*before, *behind)) or not _words(lang, "identity").isdisjoint(before)


def _further(scene: Scene) -> Further:
    """Where further persons are told of ("a second woman"), and what has happened to them, "" where that is not told."""
    if persons.words(scene.pack.lang).further.isdisjoint(scene.bares):
        return []
    roles_ = {seen.person.first: seen.role for seen in sightings.read(scene)}
    return [(scene.tokens[p.first].start, roles_.get(p.first, "")) for p in persons.read(scene) if p.further]


def _another(further: Further, quantity: Quantity, role: str) -> bool:
    """ "One woman died in the car, *a second woman* in hospital": the sentence tells of one more of them; not "and a fourth was *hurt*"."""
    return any(start >= quantity.end and (told in ("", role) or {told, role} <= _HURT) for start, told in further)
