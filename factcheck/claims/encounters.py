"""Claims about encounters: whether people met or are to meet, when and where, and what is still open about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.claims.make import claim
from factcheck.claims.participants import Cast
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Date, Modality, Name, Polarity, Saying, Token

ROLE = "met"
TITLE = 6  # words between a host and who is received
LASTED = 14  # words between a verb of meeting and how long it took
PLACE = 14  # words between an encounter and where it is
LEADS = 8  # the same where the place comes first
OFF = 16  # words between an encounter and what says that it is off


class Encounter(NamedTuple):
    """One mention. ``span`` covers the word of meeting; ``mark``: "", "last" or "first"; ``noun``: it is a noun."""

    span: tuple[int, int]
    people: frozenset[str]
    polarity: Polarity
    modality: Modality
    when: Date | None
    where: Name | None
    mark: str = ""
    noun: bool = False


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("grammar")["encounter"][name])


def read(scene: Scene, cast: Cast) -> Iterator[Claim]:
    return iter(()) if _telling(scene.pack.lang).isdisjoint(scene.lowers) else _read(scene, cast)  # nothing in most


@cache
def _telling(lang: str) -> frozenset[str]:
    """The words without one of which a scene tells nothing of encounters."""
    return _meeting(lang).union(_slots(lang))


def _read(scene: Scene, cast: Cast) -> Iterator[Claim]:
    found = [encounter for encounter in _mentions(scene, cast) if len(encounter.people) > 1]
    cast.pairs.update(e.people for e in found if e.polarity is Polarity.ASSERTED)
    for encounter in found:
        yield from _claims(scene, encounter)
    yield from _open_slots(scene, cast)
    yield from _called_off(scene, cast)


def _mentions(scene: Scene, cast: Cast) -> Iterator[Encounter]:
    lang = scene.pack.lang
    if _meeting(lang).isdisjoint(scene.lowers):  # as in most
        return
    nouns, verbs, both = _words(lang, "met_noun"), _words(lang, "met_verb"), _words(lang, "verb_nouns")
    hosts, together = _words(lang, "host_verb"), _words(lang, "met_together")
    for at in compress(count(), map(_meeting(lang).__contains__, scene.row.lowers)):
        token = scene.tokens[at]
        word = token.lower
        if word in nouns and not (word in both and _is_verb(scene, at)):
            yield _mention(scene, at, cast.of_noun(scene, token.start, token.end), noun=True)
        elif (word in verbs or word in both) and not _by_phone(scene, at):
            people = cast.of_verb(scene, at)
            if not people and _points_to_pair(scene, at):
                people = cast.main()
            yield _mention(scene, at, people, noun=False)
        elif (word in hosts and _hosts(scene, at)) or (word in together and _together(scene, at)):
            yield _mention(scene, at, cast.of_verb(scene, at), noun=False)


@cache
def _meeting(lang: str) -> frozenset[str]:
    return _verbs(lang) | _words(lang, "met_noun") | _words(lang, "verb_nouns")


@cache
def _verbs(lang: str) -> frozenset[str]:
    return _words(lang, "met_verb") | _words(lang, "host_verb") | _words(lang, "met_together")


def is_verb(scene: Scene, start: int) -> bool:
    """Whether a word at an offset is a verb of meeting, and no noun as well."""
    at = scene.token_at(start)
    word, lang = scene.tokens[at].lower, scene.pack.lang
    return word in _verbs(lang) and word not in _words(lang, "met_noun")


def verb_before(scene: Scene, at: int) -> tuple[int, int, str] | None:
    """ "met ... *for* three hours": span of the verb of meeting before the word that begins a length of time, and what lasted."""
    for index in range(at - 1, max(at - LASTED, -1), -1):
        token = scene.tokens[index]
        if token.text in ";:.":
            return None
        if is_verb(scene, token.start):
            by_phone = _by_phone(scene, index)
            return token.start, token.end, "k:call" if by_phone else "k:meeting"
    return None


def _hosts(scene: Scene, at: int) -> bool:
    """ "Macron a *reçu* le président ukrainien Volodymyr Zelensky": a person right behind, with a title at most between; or who hosts
    behind "par", "by"."""
    last = scene.tokens[min(at + TITLE, len(scene.tokens) - 1)].start
    name = next((name for name in clause.people(scene) if scene.tokens[at].end <= name.start <= last), None)
    if name is None:
        return False
    between = scene.tokens[at + 1 : scene.token_at(name.start)]
    return not any(t.kind != "word" or clause.bare(t) in _words(scene.pack.lang, "of") for t in between)


def _together(scene: Scene, at: int) -> bool:
    """ "Macron et Zelensky *se* sont *vus* mardi", and not "se sont vus refuser l'entrée"."""
    near = {token.lower for token in scene.tokens[max(0, at - 3) : at]}
    behind = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else None
    dated = behind is not None and any(date.start <= behind.start < date.end for date in scene.dates)
    return not _words(scene.pack.lang, "reflexive").isdisjoint(near) and (behind is None or dated or not scene.pack.content(behind))


def _by_phone(scene: Scene, at: int) -> bool:
    return any(t.lower in _words(scene.pack.lang, "phone") for t in scene.tokens[at + 1 : at + 5])


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


def _mention(scene: Scene, at: int, people: frozenset[str], noun: bool) -> Encounter:
    token = scene.tokens[at]
    span = (token.start, token.end)
    when, where = _when(scene, at), _where(scene, at)
    return Encounter(span, people, scene.polarity(*span), _modality(scene, at, when, where, noun), when, where, _mark(scene, at), noun)


def _mark(scene: Scene, at: int) -> str:
    """ "leur dernière rencontre", "their last meeting"; "serait leur premier depuis ..."."""
    lang = scene.pack.lang
    before = [clause.bare(t) for t in scene.tokens[max(0, at - 2) : at]]
    if any(word in _words(lang, "last") for word in before):
        return "last"
    for index in range(max(0, at - 2), min(at + 14, len(scene.tokens) - 1)):
        token, after = scene.tokens[index], scene.tokens[index + 1]
        if token.text in ".;:":
            break
        if token.lower in _words(lang, "first") and (index + 1 == at or not scene.pack.content(after)):
            return "first"
    return ""


def _when(scene: Scene, at: int) -> Date | None:
    """The date that goes with a word of meeting: the nearest, unless another word of meeting is nearer to that date."""
    token = scene.tokens[at]
    value = clause.date_of(scene, token.start, token.end)
    if value is None:
        return None
    lang = scene.pack.lang
    known = _words(lang, "met_noun") | _verbs(lang)
    day, own = scene.token_at(value.start), _gap(scene, at, value)
    near = range(max(0, day - own), min(len(scene.tokens), day + own + 1))  # a gap is no less than the words between
    gaps = {index: _gap(scene, index, value) for index in near if scene.tokens[index].lower in known}
    return value if gaps and min(gaps, key=lambda index: (gaps[index], index)) == at else None


def _gap(scene: Scene, at: int, value: Date) -> int:
    """Tokens between a word and a date; a comma counts for several."""
    first, last = sorted((at, scene.token_at(value.start)))
    joins = clause.words(scene.pack.lang, "conjunctions")
    return last - first + 6 * sum(t.text == "," or t.lower in joins for t in scene.tokens[first:last])


def _where(scene: Scene, at: int) -> Name | None:
    """The place of an encounter: behind a preposition of place that follows the encounter's word, its people or its date,
    or before a "where" that leads to it."""
    lang = scene.pack.lang
    containers, where = clause.words(lang, "containers"), _words(lang, "where")
    low, high = (scene.tokens[index].start for index in (max(0, at - LEADS), min(at + PLACE, len(scene.tokens) - 1)))
    for name in scene.names:
        if not low <= name.start <= high:
            continue
        first = scene.token_at(name.start)
        if name.type != "place" or first == 0 or clause.bare(scene.tokens[first - 1]) not in containers:
            continue
        if first < at and any(t.lower in where for t in scene.tokens[first:at]) and at - first <= LEADS:
            return name
        if at < first <= at + PLACE and (first - 2 <= at or _carries(scene, first - 2)) and not _broken(scene, at, first):
            return name
    return None


def _carries(scene: Scene, index: int) -> bool:
    """Whether a token ends a name or a date."""
    end = scene.tokens[index].end
    return any(name.end == end for name in scene.names) or any(day.end == end for day in scene.dates)


def _broken(scene: Scene, first: int, last: int) -> bool:
    return any(t.text in '.;:()"' for t in scene.tokens[first:last])


def _modality(scene: Scene, at: int, when: Date | None, where: Name | None, noun: bool) -> Modality:
    """As the words around say; a noun alone does not say that an encounter took place, a place or a past date does."""
    token = scene.tokens[at]
    told = scene.modality(token.start, token.end)
    if told is Modality.ACTUAL and (_is_future(scene, when) or token.lower in _words(scene.pack.lang, "infinitive")):
        return Modality.PLANNED
    if told is Modality.ACTUAL and noun and _off(scene, at):
        return Modality.PLANNED
    return Modality.POSSIBLE if told is Modality.ACTUAL and noun and not when and not where else told


def _off(scene: Scene, at: int) -> str:
    """What is told behind a noun of meeting: that it is "cancelled", "postponed", or neither ("")."""
    told = _off_word(scene, at)
    return _states(scene.pack.lang)[told.lower] if told else ""


def _off_word(scene: Scene, at: int) -> Token | None:
    states = _states(scene.pack.lang)
    return next((token for token in scene.tokens[at + 1 : at + OFF] if token.lower in states), None)


def _put_off(scene: Scene, at: int, when: Date | None) -> Date | None:
    """The day to which a meeting is put off: that behind the word that says so ("prévue mardi, a été reportée à *vendredi*"), or None."""
    word = _off_word(scene, at)
    if word is None or when is None or when.start > word.start:
        return when
    return next((value for value in scene.dates if value.start > word.start and clause.is_day(value)), None)


def _moved_to(scene: Scene, token: Token) -> bool:
    return any(_is_future(scene, value) for value in scene.dates if value.start > token.start)


@cache
def _states(lang: str) -> dict[str, str]:
    table = load(lang).table("grammar")["response"]
    return {form: state for state in ("cancelled", "postponed") for form in table[state]}


def _is_future(scene: Scene, when: Date | None) -> bool:
    if when is None:
        return False
    if scene.reference and when.earliest:
        return when.earliest > scene.reference.isoformat()
    return any(mark in when.relative for mark in (":+", "within:"))


def _claims(scene: Scene, encounter: Encounter) -> Iterator[Claim]:
    if encounter.noun and (encounter.polarity is Polarity.DENIED or not (encounter.when or encounter.where)):
        return  # nothing is told about the encounter itself
    span, when, where = encounter.span, encounter.when, encounter.where
    if _is_denial(encounter) or encounter.modality is Modality.ACTUAL:
        polarity = Polarity.DENIED if _is_denial(encounter) else encounter.polarity
        told = encounter._replace(polarity=polarity, modality=Modality.ACTUAL)
        around = _clause_span(scene, span)
        yield _built(scene, told, around, "status", Saying(*around, ROLE, polarity, Modality.ACTUAL), [span])
    if _is_denial(encounter):
        return
    off = _off(scene, scene.token_at(span[0])) if encounter.noun else ""
    if off == "postponed":
        when = _put_off(scene, scene.token_at(span[0]), when)
        encounter = encounter._replace(when=when)
    if off == "cancelled" or (off and when and not _is_future(scene, when)):
        return  # the day of a plan that is given up, or that it is put off from
    if when:
        both = (min(span[0], when.start), max(span[1], when.end))
        yield _built(scene, encounter, both, "date", when, [span, (when.start, when.end)])
    if where:
        both = (min(span[0], where.start), max(span[1], where.end))
        yield _built(scene, encounter, both, "place", where, [span, (where.start, where.end)])


def _is_denial(encounter: Encounter) -> bool:
    """ "n'a pas rencontré X", "would be the first since": there was none in a period."""
    return encounter.polarity is Polarity.DENIED or (
        encounter.mark == "first" and encounter.modality in (Modality.CONDITIONAL, Modality.HEARSAY, Modality.POSSIBLE)
    )


def _built(
    scene: Scene, encounter: Encounter, span: tuple[int, int], kind: str, value: Date | Name | Saying, spans: list[tuple[int, int]]
) -> Claim:
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
    while first > 0 and scene.tokens[first - 1].text not in ',;:.()"':
        first -= 1
    last = at
    while last + 1 < len(scene.tokens) and scene.tokens[last + 1].text not in ',;:.()"':
        last += 1
    return scene.tokens[first].start, scene.tokens[last].end


def _open_slots(scene: Scene, cast: Cast) -> Iterator[Claim]:
    """ "Le lieu n'a pas encore été déterminé": a slot of the article's main encounter that is said to be open."""
    slots = _slots(scene.pack.lang)
    people = cast.main() if not slots.keys().isdisjoint(scene.lowers) else frozenset()
    for token in scene.tokens if people else ():
        slot = slots.get(token.lower)
        if slot is None or scene.modality(token.start, token.end) is not Modality.UNKNOWN:
            continue
        start, end = _clause_span(scene, (token.start, token.end))
        value = Saying(start, end, "open", Polarity.ASSERTED, Modality.UNKNOWN)
        yield claim(
            scene,
            (start, end),
            kind=slot,
            role=ROLE,
            value=value,
            subject=people,
            polarity=Polarity.ASSERTED,
            modality=Modality.UNKNOWN,
            evidence=[(token.start, token.end)],
        )


@cache
def _slots(lang: str) -> dict[str, str]:
    return {form: slot for slot, forms in load(lang).table("grammar")["slot"].items() for form in forms if slot in ("place", "date")}


def _called_off(scene: Scene, cast: Cast) -> Iterator[Claim]:
    """ "La rencontre entre A et B a été *annulée*": that an encounter is not held, or not when it was to be and no other day is told."""
    nouns, states = _words(scene.pack.lang, "met_noun"), _states(scene.pack.lang)
    if nouns.isdisjoint(scene.lowers) or scene.lowers.isdisjoint(states):
        return
    for at, token in enumerate(scene.tokens):
        state = states.get(token.lower)
        told = state and scene.modality(token.start, token.end) in (Modality.ACTUAL, Modality.PLANNED)  # "prévue lundi, a été annulée"
        if not told or scene.polarity(token.start, token.end) is not Polarity.ASSERTED:
            continue
        near = range(max(0, at - OFF), min(at + OFF, len(scene.tokens)))
        noun = min((i for i in near if scene.tokens[i].lower in nouns), key=lambda i: (abs(i - at), i), default=None)
        people = cast.of_noun(scene, scene.tokens[noun].start, scene.tokens[noun].end) if noun is not None else frozenset()
        if noun is None or len(people) < 2 or (state == "postponed" and _moved_to(scene, token)):
            continue
        span = min(token.start, scene.tokens[noun].start), max(token.end, scene.tokens[noun].end)
        yield claim(
            scene,
            span,
            kind="date",
            role=ROLE,
            value=Saying(*span, str(state), Polarity.ASSERTED, Modality.ACTUAL),
            subject=people,
            polarity=Polarity.ASSERTED,
            modality=Modality.ACTUAL,
            evidence=[(token.start, token.end)],
        )
