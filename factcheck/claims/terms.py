"""Punishments by their length: "condamné à *quatre ans* de prison", "prosecutors sought *five years*", "inéligible pendant *cinq ans*"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from factcheck.claims import clause, slots_people, slots_states
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Duration, Number, Quantity

GIVEN, SOUGHT = "sentenced", "sought"  # roles: what a court has decided, and what was asked of it
PRISON, SUSPENDED = "prison", "suspended"
FIRM = "firm"  # scope of the part of a term that is not suspended, told alone
ONLY = "only"  # scope of a term that is the only one of its kind in its article
BEFORE, AFTER = 7, 4  # words on either side of a length that tell what it is of
PART, NEAR = 14, 4  # words behind a length among which a part of it is told, and between that part and what becomes of it
BEHIND = 12  # words behind it among which a passive of asking stands
_UNITS = frozenset({"day", "month", "week", "year"})


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The terms that an article tells, each with the one who gets it as far as that is told, and with the part that is not suspended."""
    found = list(_told(scenes, headline))
    lengths = {(_asked(one), one.value.timex if isinstance(one.value, Duration) else "") for one, _ in found}
    spread = Counter(asked for asked, _ in lengths)
    for one in (each for several in found for each in several if each):
        yield replace(one, scope=tuple(sorted((*one.scope, ONLY)))) if spread[_asked(one)] == 1 else one


def _asked(one: Claim) -> tuple[str, str]:
    """What a term is of: of two lengths in prison one may be of somebody else, though one of them is told to be firm."""
    return one.role, next(kind for kind in one.scope if kind != FIRM)


def _told(scenes: Sequence[Scene], headline: Sequence[Scene]) -> Iterator[tuple[Claim, Claim | None]]:
    """The terms, each with what is not suspended of it, where it tells of a part."""
    known: dict[str, frozenset[str]] | None = None
    for number, scene in enumerate(scenes):
        if not scene.durations or _telling(scene.pack.lang).isdisjoint(scene.bares):  # as nearly all
            continue
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
                whole = _claim(scene, length, role, kind, () if role == SOUGHT else tuple(keys))
                yield whole, _served(scene, whole, length) if whole.scope == (PRISON,) else None


def _served(scene: Scene, whole: Claim, length: Duration) -> Claim | None:
    """What is to be served of a term: "quatre ans de prison *dont deux ferme*", "four years in prison, *two of them suspended*"."""
    after, lang = scene.token_at(length.end - 1) + 1, scene.pack.lang
    suspended = frozenset(load(lang).table("terms")["kind"][SUSPENDED])
    told = suspended | _words(lang, "firm")
    at = next((n for n in range(after, min(after + PART, len(scene.tokens))) if clause.bare(scene.tokens[n]) in told), -1)
    part = _part(scene, after, at)
    left = _left(length, part, clause.bare(scene.tokens[at]) in suspended) if part else None
    if part is None or left is None:
        return None
    quoted = part.start, scene.tokens[at].end
    return claim(
        scene,
        (part.start, part.end),
        quoted=quoted,
        kind="duration",
        role=whole.role,
        value=left,
        subject=whole.subject,
        scope=[PRISON, FIRM],
        evidence=[quoted],
    )


def _part(scene: Scene, after: int, at: int) -> Duration | Quantity | None:
    """The one length, number or fraction between a term and the word that tells what is suspended of it, or not."""
    known: list[Duration | Quantity] = [*scene.durations, *scene.quantities]
    inside = [value for value in known if after <= scene.token_at(value.start) < at] if at > 0 else []
    one = inside[0] if len(inside) == 1 else None
    near = one is not None and at - scene.token_at(one.end - 1) <= NEAR and one.min == one.max and not one.approximate
    return one if one is not None and near and one.value is not None and _of_it(scene, one) else None


def _of_it(scene: Scene, part: Duration | Quantity) -> bool:
    """Whether a word beside a length tells that it is a part of what stands before it: "*dont* deux", "two *of* them"."""
    first, behind = scene.token_at(part.start), scene.token_at(part.end - 1) + 1
    lang = scene.pack.lang
    told = behind < len(scene.tokens) and clause.bare(scene.tokens[behind]) in _words(lang, "part_of")
    return told or clause.bare(scene.tokens[first - 1]) in _words(lang, "part")


def _left(length: Duration, part: Duration | Quantity, suspended: bool) -> Duration | None:
    """How long of a term is to be served, in months; a bare number is of the unit of the term."""
    whole = _months(length.unit, length.value)
    unit = part.unit if isinstance(part, Duration) else length.unit
    some = whole * (part.value or 0) if part.unit == "part" else _months(unit, part.value) if part.unit in ("", unit) else 0
    months = whole - some if suspended else some
    if not 0 < some < whole or months != int(months):
        return None
    years, rest = divmod(int(months), 12)
    value, name, code = (int(months), "month", "M") if rest else (years, "year", "Y")
    seconds = value * (length.min or 0) / whole * (1 if rest else 12)
    return replace(length, start=part.start, end=part.end, timex=f"P{value}{code}", min=seconds, max=seconds, value=value, unit=name)


def _months(unit: str, value: Number | None) -> Number:
    return (value or 0) * {"year": 12, "month": 1}.get(unit, 0)


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


@cache
def _telling(lang: str) -> frozenset[str]:
    """The words of which each term has one in its sentence."""
    return _words(lang, GIVEN) | _words(lang, SOUGHT) | _words(lang, "penal")


def _behind(scene: Scene, after: int) -> list[str]:
    """The words behind a length, up to a mark or to what tells of a part of it."""
    stop = clause.words(scene.pack.lang, "partitive")
    row = scene.row
    near: list[str] = []
    for at in range(after, min(after + AFTER, len(row.texts))):
        if (row.kinds[at] == "mark" and row.texts[at] not in "-'") or scene.bares[at] in stop:
            break
        near.append(scene.bares[at])
    return near


def _role(scene: Scene, at: int, after: int) -> str:
    """Whether a length is a punishment that is given or asked for; "" for one that may be, that was served, and for any other length."""
    lang = scene.pack.lang
    before = scene.bares[max(0, at - BEFORE) : at]
    if not _words(lang, "not").isdisjoint(before) or (before and before[-1] in clause.words(lang, "partitive")):
        return ""
    near = [(n, role) for role in (GIVEN, SOUGHT) for n, word in enumerate(before) if word in _words(lang, role)]
    if near:
        return max(near)[1]
    if not _words(lang, SOUGHT).isdisjoint(scene.bares[after : after + BEHIND]):
        return SOUGHT  # "quatre ans de prison dont deux avec sursis ont été *requis*"
    told = _words(lang, "penal").intersection(_behind(scene, after)) and not _words(lang, "verdict").isdisjoint(scene.lowers)
    return GIVEN if told else ""


def _kind(scene: Scene, at: int, after: int, role: str) -> str:
    """What is to be borne for so long: the nearest word behind that tells it, else one before it; prison where nothing does."""
    table: dict[str, list[str]] = load(scene.pack.lang).table("terms")["kind"]
    behind = _behind(scene, after)
    before = scene.bares[max(0, at - BEFORE) : at]
    found = [kind for kind in sorted(table, key=lambda kind: kind == PRISON) if not set(table[kind]).isdisjoint(behind)]
    found += [kind for kind in sorted(table) if not set(table[kind]).isdisjoint(before)]
    if found:
        return found[0]
    alone = not any(scene.pack.content(token) for token in scene.tokens[after : after + 1])
    sure = _words(scene.pack.lang, "term").isdisjoint(before[-2:]) is False
    return PRISON if role and alone and sure else ""
