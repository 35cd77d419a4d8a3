"""Where something was: so far from a place in some direction, in which part of a town; and how deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count

from factcheck.claims import clause, happenings
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.slots_people import words
from factcheck.language import load
from factcheck.model import Claim, Name, Quantity
from factcheck.values.spelling import ascii_form

BEARING, DISTANCE, DEPTH, LOCALITY = "bearing", "distance", "depth", "locality"
DEEP = 4  # words between a length and the word that makes it a depth
_FAR = frozenset({"ft", "km", "m", "mi", "nmi", "yd"})  # units that distances and depths are told in
TO_PLACE = 8  # words between a distance and the place it is measured from
TO_EVENT = 10  # words between what happened and where
INSIDE = "inside"  # scope of a part of a place ("in the south of")
STREET = 4  # words that the name of a street has at most


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The distances, depths and parts of towns that an article tells."""
    telling = _telling(scenes[0].pack.lang) if scenes else frozenset()
    for scene in scenes:
        for value in scene.quantities:
            if value.dimension == "length" and value.unit in _FAR and not value.rate and not value.change:
                yield from _length(scene, value)
        if not telling.isdisjoint(scene.lowers):
            yield from _localities(scene)
            yield from _bearings(scene)


@cache
def _telling(lang: str) -> frozenset[str]:
    """The words without one of which a scene tells neither a part of a town nor a direction."""
    return _needed(lang).union(words(lang, "locality", "district"), words(lang, "locality", "street"))


def _bearings(scene: Scene) -> Iterator[Claim]:
    """ "au nord-ouest de Marrakech", "dans le sud du Niger", "southwest of Oslo", "in northern Germany": where an event was."""
    if _needed(scene.pack.lang).isdisjoint(scene.lowers):
        return
    measured = {scene.token_at(value.end - 1) for value in scene.quantities if value.dimension == "length"}
    behind = 0
    for at in compress(count(), map(_openings(scene.pack.lang).__contains__, scene.row.lowers)):
        length = _heading_at(scene, at) if at >= behind else 0
        apart = length and measured.isdisjoint(range(at - TO_PLACE, at))
        place = _place_at(scene, _behind_of(scene, at + length)) if apart else None
        if place and (happened := _happened(scene, at)):
            yield _bearing_of(scene, at, length, place, happened)
        behind = max(behind, at + length)


def _happened(scene: Scene, at: int) -> frozenset[str]:
    """What happened according to the words before a token, up to a mark; nothing where a name stands between."""
    first = at
    while first > max(0, at - TO_EVENT) and scene.tokens[first - 1].kind != "mark":
        first -= 1
    if any(name.start < scene.tokens[at].start and name.end > scene.tokens[first].start for name in scene.names):
        return frozenset()
    return happenings.families(happenings.events_in(scene, first, at))


def _bearing_of(scene: Scene, at: int, length: int, place: tuple[str, int], happened: frozenset[str]) -> Claim:
    heading = _headings(scene.pack.lang)[_joined(scene, at, length)]
    inside = clause.bare(scene.tokens[max(0, at - 2)]) in clause.words(scene.pack.lang, "containers")
    span = scene.tokens[at].start, place[1]
    value = Name(*span, f"{heading} {place[0]}", "place")
    scope = [heading, *([INSIDE] if inside else [])]
    return claim(scene, span, kind="place", role=BEARING, value=value, subject=[place[0], *happened], scope=scope, evidence=[span])


def _joined(scene: Scene, at: int, length: int) -> str:
    return " ".join(scene.row.lowers[at : at + length]).replace(" - ", " ")


def _heading_at(scene: Scene, at: int) -> int:
    """How many tokens the direction takes that begins at a token; 0 for none."""
    opening, known = scene.row.lowers[at : at + 1], _headings(scene.pack.lang)
    most = _openings(scene.pack.lang).get(opening[0], 0) if opening else 0  # none for nearly every word
    for n in range(min(most, len(scene.tokens) - at), 1, -1):
        if _joined(scene, at, n) in known:
            return n
    return int(most > 0 and opening[0] in known)


def _behind_of(scene: Scene, at: int) -> int:
    """The token behind "de", "du", "of the"."""
    skipped = clause.words(scene.pack.lang, "genitive") | clause.words(scene.pack.lang, "determiners")
    while at < len(scene.tokens) and clause.bare(scene.tokens[at]) in skipped:
        at += 1
    return min(at, len(scene.tokens) - 1)


def _length(scene: Scene, value: Quantity) -> Iterator[Claim]:
    after = scene.token_at(value.end - 1) + 1
    if _is_depth(scene, value, after):
        yield _told(scene, value, DEPTH, (), "", value.end)
        return
    heading, place, end = _bearing(scene, _behind_brackets(scene, after))
    if place:
        yield _told(scene, value, DISTANCE, (place,), heading, end)


def _told(scene: Scene, value: Quantity, role: str, subject: tuple[str, ...], heading: str, end: int) -> Claim:
    return claim(
        scene,
        (value.start, value.end),
        quoted=(value.start, max(value.end, end)),
        kind="quantity",
        role=role,
        value=value,
        subject=subject,
        scope=[heading] if heading else [],
        evidence=[(value.start, value.end)],
        stage="partial" if happenings.of_aftershock(scene, value.start, value.end) else "",
    )


def _is_depth(scene: Scene, value: Quantity, after: int) -> bool:
    lang, at = scene.pack.lang, scene.token_at(value.start)
    deep, below = words(lang, "distance", "depth"), words(lang, "distance", "below")
    before = [token.lower for token in scene.tokens[max(0, at - DEEP) : at] if token.text not in ",;"]
    behind = [token.lower for token in scene.tokens[after : after + 3]]
    return bool(deep & {*before, *behind}) or bool(below & set(behind[:2]))


def _behind_brackets(scene: Scene, at: int) -> int:
    """The token behind what stands in brackets ("55 kilometers (34 miles) west of")."""
    if at < len(scene.tokens) and scene.tokens[at].text == "(":
        closed = next((n for n in range(at, min(at + 8, len(scene.tokens))) if scene.tokens[n].text == ")"), at - 1)
        return closed + 1
    return at


@cache
def _headings(lang: str) -> dict[str, str]:
    table: dict[str, list[str]] = load(lang).table("slots")["direction"]
    return {form: key for key, forms in table.items() for form in forms}


@cache
def _openings(lang: str) -> dict[str, int]:
    """The first words of directions, and how many tokens such a direction has at most: two words may have a hyphen between them."""
    most: dict[str, int] = {}
    for form in _headings(lang):
        first, more, _ = form.partition(" ")
        most[first] = max(most.get(first, 1), 3 if more else 1)
    return most


@cache
def _needed(lang: str) -> frozenset[str]:
    """Of each direction the rarest word."""
    return clause.rarest(lang, (tuple(form.split()) for form in _headings(lang)))


def _bearing(scene: Scene, at: int) -> tuple[str, str, int]:
    """The direction, the place and where it ends, of the words behind a distance ("au sud-est de Niamey", "from the capital Oslo")."""
    lang = scene.pack.lang
    known, skipped, settled = _headings(lang), words(lang, "distance", "from"), words(lang, "distance", "settlement")
    heading = ""
    index = at
    while index < min(at + TO_PLACE, len(scene.tokens)):
        token = scene.tokens[index]
        if place := _place_at(scene, index):
            measured = heading or clause.bare(scene.tokens[at]) in skipped or scene.tokens[at].lower in words(lang, "distance", "off")
            return (heading, *place) if index > at and measured else ("", "", 0)
        length = _heading_at(scene, index)
        if length and not heading:
            heading = known[_joined(scene, index, length)]
            index += length
        elif token.lower in skipped or clause.bare(token) in skipped or token.lower in settled or token.lower in _locating(scene):
            index += 1
        else:
            break
    return "", "", 0


def _locating(scene: Scene) -> frozenset[str]:
    return words(scene.pack.lang, "distance", "off") | clause.words(scene.pack.lang, "containers")


def _place_at(scene: Scene, at: int) -> tuple[str, int] | None:
    """The place whose name begins at a token, and where it ends: a known name, or words with capitals."""
    token = scene.tokens[at]
    name = next((name for name in scene.names if name.start == token.start), None)
    if name is not None:
        return (_key(name), name.end) if name.type in ("place", "other") else None
    if not token.text[:1].isupper() or token.kind != "word" or at == 0:
        return None
    last = at
    while last + 1 < len(scene.tokens) and scene.tokens[last + 1].text[:1].isupper():
        last += 1
    return ascii_form(scene.text[token.start : scene.tokens[last].end]), scene.tokens[last].end


def _key(name: Name) -> str:
    return ascii_form(name.canonical)


def _localities(scene: Scene) -> Iterator[Claim]:
    yield from _districts(scene)
    yield from _streets(scene)


@cache
def _ordinals(lang: str) -> dict[str, int]:
    table: dict[str, list[str]] = load(lang).table("slots")["ordinal"]
    return {form: int(key) for key, forms in table.items() for form in forms}


def _districts(scene: Scene) -> Iterator[Claim]:
    """ "dans le 11e arrondissement de Paris", "in the eleventh district": the number of a district."""
    nouns = words(scene.pack.lang, "locality", "district")
    for at in () if nouns.isdisjoint(scene.lowers) else compress(count(), map(nouns.__contains__, scene.row.lowers)):
        if found := _ordinal(scene, at):
            number, first = found
            yield _place(scene, first, at, "district", str(number))


def _ordinal(scene: Scene, at: int) -> tuple[int, int] | None:
    """The ordinal that ends before a token, and its first token."""
    if at == 0:
        return None
    known, ends = _ordinals(scene.pack.lang), words(scene.pack.lang, "locality", "ordinal_ends")
    for length in (3, 1):
        if at >= length and (form := "".join(t.lower for t in scene.tokens[at - length : at])) in known:
            return known[form], at - length
    before = scene.tokens[at - 1]
    if at > 1 and before.lower in ends and scene.tokens[at - 2].kind == "digits" and len(scene.tokens[at - 2].text) <= 3:
        return int(scene.tokens[at - 2].text), at - 2
    return None


def _streets(scene: Scene) -> Iterator[Claim]:
    """ "rue Nicolas Appert", "boulevard de la Paix", "Baker Street": a street by its name."""
    nouns, leading = words(scene.pack.lang, "locality", "street"), not scene.pack.table("language")["names_before_noun"]
    for at in () if nouns.isdisjoint(scene.lowers) else compress(count(), map(nouns.__contains__, scene.row.lowers)):
        token = scene.tokens[at]
        if _on_the_way(scene, at):
            continue
        first, last = (_name_behind if leading else _name_before)(scene, at)
        if first < last:
            name = ascii_form(scene.text[scene.tokens[first].start : scene.tokens[last - 1].end])
            yield _place(scene, min(first, at), max(last - 1, at), "street", f"{token.key} {name}" if leading else f"{name} {token.key}")


def _on_the_way(scene: Scene, at: int) -> bool:
    """ "à une heure de route de Niamey": a way that is told by how long it takes is no street."""
    return at > 1 and any(length.end == scene.tokens[at - 2].end for length in scene.durations)


def _name_behind(scene: Scene, at: int) -> tuple[int, int]:
    """The tokens of the name behind a noun of a street: words with capitals, and those that join them."""
    joins = clause.words(scene.pack.lang, "genitive") | clause.words(scene.pack.lang, "determiners")
    last, end = at + 1, at + 1
    while last < len(scene.tokens) and last <= at + STREET + 2:
        token = scene.tokens[last]
        if token.text[:1].isupper() and token.kind == "word":
            end = last + 1
        elif clause.bare(token) not in joins and token.text not in "-'":
            break
        last += 1
    return at + 1, end


def _name_before(scene: Scene, at: int) -> tuple[int, int]:
    first = at
    if not scene.tokens[at].text[:1].isupper():
        return at, at
    while first > max(0, at - STREET) and scene.tokens[first - 1].text[:1].isupper() and scene.tokens[first - 1].kind == "word":
        first -= 1
    articles = words(scene.pack.lang, "link", "definite") | words(scene.pack.lang, "link", "indefinite")
    return first + (first < at and scene.tokens[first].lower in articles), at


def _place(scene: Scene, first: int, last: int, sort: str, told: str) -> Claim:
    start, end = scene.tokens[first].start, scene.tokens[last].end
    value = Name(start, end, told, "place")
    return claim(scene, (start, end), kind="place", role=LOCALITY, value=value, subject=[sort], evidence=[(start, end)])
