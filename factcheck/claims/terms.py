"""Punishments by their length: "condamné à *quatre ans* de prison", "prosecutors sought *five years*", "inéligible pendant *cinq ans*"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import takewhile

from factcheck.claims import clause, slots_people, slots_states
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Duration

GIVEN, SOUGHT = "sentenced", "sought"  # roles: what a court has decided, and what was asked of it
PRISON = "prison"
FIRM = "firm"  # scope of the part of a term that is not suspended, told alone
ONLY = "only"  # scope of a term that is the only one of its kind in its article
BEFORE, AFTER = 7, 4  # words on either side of a length that tell what it is of
BEHIND = 12  # words behind it among which a passive of asking stands
_UNITS = frozenset({"day", "month", "week", "year"})


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The terms that an article tells, each with the one who gets it as far as that is told."""
    found = list(_told(scenes, headline))
    lengths = {(_asked(one), one.value.timex if isinstance(one.value, Duration) else "") for one in found}
    spread = Counter(asked for asked, _ in lengths)
    for one in found:
        yield replace(one, scope=tuple(sorted((*one.scope, ONLY)))) if spread[_asked(one)] == 1 else one


def _asked(one: Claim) -> tuple[str, str]:
    """What a term is of: of two lengths in prison one may be of somebody else, though one of them is told to be firm."""
    return one.role, next(kind for kind in one.scope if kind != FIRM)


def _told(scenes: Sequence[Scene], headline: Sequence[Scene]) -> Iterator[Claim]:
    known: dict[str, frozenset[str]] | None = None
    for number, scene in enumerate(scenes):
        for length in scene.durations:
            at, after = scene.token_at(length.start), scene.token_at(length.end - 1) + 1
            role = _role(scene, at, after) if length.unit in _UNITS and not length.rate else ""
            kind = _kind(scene, at, after, role) if role else ""
            if not kind:
                continue
            if known is None:
                known = slots_people.aliases((*headline, *scenes))
            who, _ = slots_states.of_whom(scene, at, after, partial(slots_people.spoken_of, scenes, number))
            keys = who.keys | {key for one in who.keys for key in known.get(one, ())}
            if not who.several:
                yield _claim(scene, length, role, kind, () if role == SOUGHT else tuple(keys))


def _claim(scene: Scene, length: Duration, role: str, kind: str, keys: tuple[str, ...]) -> Claim:
    after = scene.token_at(length.end - 1) + 1
    firm = kind == PRISON and not _words(scene.pack.lang, "firm").isdisjoint(_behind(scene, after))
    return claim(
        scene,
        (length.start, length.end),
        quoted=(length.start, scene.tokens[min(after + 1, len(scene.tokens) - 1)].end),
        kind="duration",
        role=role,
        value=length,
        subject=keys,
        scope=[kind, *([FIRM] if firm else [])],
        evidence=[(length.start, length.end)],
    )


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("terms")["act"][name])


def _behind(scene: Scene, after: int) -> list[str]:
    """The words behind a length, up to a mark or to what tells of a part of it."""
    stop = clause.words(scene.pack.lang, "partitive")
    near = takewhile(lambda token: token.kind != "mark" or token.text in "-'", scene.tokens[after : after + AFTER])
    return list(takewhile(lambda word: word not in stop, (clause.bare(token) for token in near)))


def _role(scene: Scene, at: int, after: int) -> str:
    """Whether a length is a punishment that is given or asked for; "" for one that may be, that was served, and for any other length."""
    lang = scene.pack.lang
    before = [clause.bare(token) for token in scene.tokens[max(0, at - BEFORE) : at]]
    if not _words(lang, "not").isdisjoint(before) or (before and before[-1] in clause.words(lang, "partitive")):
        return ""
    near = [(n, role) for role in (GIVEN, SOUGHT) for n, word in enumerate(before) if word in _words(lang, role)]
    if near:
        return max(near)[1]
    if not _words(lang, SOUGHT).isdisjoint(clause.bare(token) for token in scene.tokens[after : after + BEHIND]):
        return SOUGHT  # "quatre ans de prison dont deux avec sursis ont été *requis*"
    told = _words(lang, "penal").intersection(_behind(scene, after)) and not _words(lang, "verdict").isdisjoint(scene.lowers)
    return GIVEN if told else ""


def _kind(scene: Scene, at: int, after: int, role: str) -> str:
    """What is to be borne for so long: the nearest word behind that tells it, else one before it; prison where nothing does."""
    table: dict[str, list[str]] = load(scene.pack.lang).table("terms")["kind"]
    behind = _behind(scene, after)
    before = [clause.bare(token) for token in scene.tokens[max(0, at - BEFORE) : at]]
    found = [kind for kind in sorted(table, key=lambda kind: kind == PRISON) if not set(table[kind]).isdisjoint(behind)]
    found += [kind for kind in sorted(table) if not set(table[kind]).isdisjoint(before)]
    if found:
        return found[0]
    alone = not any(scene.pack.content(token) for token in scene.tokens[after : after + 1])
    sure = _words(scene.pack.lang, "term").isdisjoint(before[-2:]) is False
    return PRISON if role and alone and sure else ""
