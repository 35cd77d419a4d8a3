"""Mentions of a person together with what happened to them: "*a man* was *killed*", "*the death of Ada Byron*"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from factcheck.claims import clause, persons, verbs, wounds
from factcheck.claims.persons import SECTIONS, Person
from factcheck.claims.scene import Scene
from factcheck.language import Pack, load
from factcheck.model import Date

REACH = 14  # words between a person and the verb
LONGEST = 9  # words of a phrase
THINGS = 12  # words before a verb of several among which its subject stands
OWNER = 3  # words of the name of one to whom another belongs
_ROLES = {"killed": "killed", "died": "killed", "injured": "injured", "hit": "injured", "shot": "injured"}
_WOUNDS = {"shot": "hit", "injured": "injured", "killed": "killed"}
_WAYS = ("passive", "verb", "object", "noun", "owned")
_BREAKS = frozenset('.;:()[]"!?—–|')


class Sighting(NamedTuple):
    """A person to whom something happened: what, by which words (tokens), in which scene; ``several``: not alone; ``whole``:
    the person with all that the article tells of who they are; ``pair``: two persons joined by "and"; ``own``: they did it themselves,
    ``behind``: after another ("killed his wife and then himself"); ``fact``: told by a noun, which what is denied leaves standing."""

    section: str
    person: Person
    first: int
    last: int
    scene: Scene
    several: bool = False
    when: Date | None = None
    whole: Person | None = None
    pair: tuple[Person, Person] | None = None
    own: bool = False
    behind: bool = False
    fact: bool = False

    @property
    def role(self) -> str:
        return _ROLES[self.section]


Told = dict[tuple[str, ...], dict[str, str]]  # words of a phrase: what they tell, by way


@cache
def _told(lang: str) -> Told:
    pack, told = load(lang), Told()
    agrees = bool(pack.table("roles")["endings"]["singular"])
    for section in SECTIONS:
        for way in _WAYS:
            for phrase in pack.table("victims")[section][way]:
                words = cut(pack, phrase)
                told.setdefault(words, {})[way] = section
                for several in _plurals(words) if agrees and way == "passive" else ():
                    told.setdefault(several, {})["several"] = section
    for phrase in pack.table("victims")["pseudo"]["phrases"]:
        told[cut(pack, phrase)] = {}
    for phrase in pack.table("victims")["themselves"]["phrases"]:
        told.setdefault(cut(pack, phrase), {})["own"] = "killed"
    return told


@cache
def _needed(lang: str) -> frozenset[str]:
    """Of the phrases, and of what else tells of a wound, the rarest words: a scene that has none of them has no sighting."""
    phrases = [words for words, ways in _told(lang).items() if ways]
    return clause.rarest(lang, phrases).union(wounds.words(lang).nouns, wounds.table(lang, "sent"))


@cache
def _openers(lang: str) -> dict[str, tuple[int, ...]]:
    """The words that a phrase, a wound or "sent to hospital" begins with, and how many words such phrases have, most first."""
    found = {word: set[int]() for word in wounds.words(lang).firsts | wounds.table(lang, "sent")}
    for phrase in _told(lang):
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted((n for n in lengths if n <= LONGEST), reverse=True)) for word, lengths in found.items()}


def cut(pack: Pack, phrase: str) -> tuple[str, ...]:
    """A phrase of the language data as the words that a scene has."""
    if phrase.replace(" ", "").isalpha():  # no mark to cut at
        return tuple(phrase.lower().split())
    return tuple(clause.bare(token) for token in pack.tokens(phrase.removesuffix("'") + " "))


def _plurals(cut: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A participle of several persons, with the words before or behind it that agree ("retrouvés morts")."""
    first, last = (cut[0] + "s", *cut[1:]), (*cut[:-1], cut[-1] + "s")
    return first, last, (*first[:-1], first[-1] if len(cut) == 1 else cut[-1] + "s")


def read(scene: Scene) -> Iterator[Sighting]:
    """The sightings of a scene, left to right."""
    if _needed(scene.pack.lang).isdisjoint(scene.bares):  # as in most
        return
    if not persons.words(scene.pack.lang).grammar["habit"].isdisjoint(scene.bares):
        return
    phrases = list(_phrases(scene))
    people = persons.read(scene) if phrases else []
    taken: set[int] = set()
    slain = 0  # the token behind the last one who was killed by another
    for at, last, ways in phrases:
        if at < last:
            found = _object(scene, people, ways, at, last, taken)
            slain = found.person.last if found and found.section == "killed" else _counted(scene, ways, last) or slain
            found = found or _subject(scene, people, ways, at, last, taken)
            if "own" in ways:
                found = _own(scene, found, at, last, slain)
            if found:
                span = scene.tokens[found.first].start, scene.tokens[found.last - 1].end
                yield found._replace(when=clause.date_of(scene, *span) or clause.frame_of(scene))
        elif sent := _sent(scene, people, at):
            yield sent


def _phrases(scene: Scene) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Where something happens: the tokens ``[at, last)`` of a phrase or of a wound, and what they tell by way; nothing of a verb of
    sending, of which the words behind tell more."""
    told, openers, free = _told(scene.pack.lang), _openers(scene.pack.lang), 0
    for at in compress(count(), map(openers.__contains__, scene.bares)):
        if at < free:
            continue
        length = _length(told, openers[scene.bares[at]], scene.bares, at)
        if length and _longer_behind(told, scene.bares, at, length):
            length = 0  # "*accidentally shot* to death"
        ways = told[scene.bares[at : at + length]] if length else {}
        if (wound := wounds.at(scene.tokens, at, scene.pack.lang)) and wound[1] > length:
            ways, length = {"verb": _WOUNDS[wound[0]]}, wound[1]
        if length or scene.bares[at] in wounds.table(scene.pack.lang, "sent"):
            yield at, at + length, ways
        free = at + length


def _length(told: Told, lengths: Sequence[int], keys: tuple[str, ...], at: int) -> int:
    """How many words the longest phrase has that begins with one; 0 without a phrase."""
    for length in lengths:
        if at + length <= len(keys) and keys[at : at + length] in told:
            return length
    return 0


def _sent(scene: Scene, people: Sequence[Person], at: int) -> Sighting | None:
    """ "The blast *sent a teen to hospital*": the person between a verb and where the hurt are taken."""
    person = next((p for p in people if p.first == at + 1 and not p.acting), None)
    if person is None or not verbs.is_to_hospital(scene, person.last):
        return None
    return Sighting("hit", person, at, at + 1, scene, _beside(scene, people, person))


def _longer_behind(told: Told, keys: tuple[str, ...], at: int, length: int) -> bool:
    """Whether the phrase that begins with the second word of one goes on behind its end."""
    return length > 1 and any(keys[at + 1 : end] in told for end in range(at + length + 1, min(at + 1 + LONGEST, len(keys)) + 1))


def _counted(scene: Scene, ways: dict[str, str], last: int) -> int:
    """ "killed *his two daughters*": the token behind a figure of those who were killed; 0 without one."""
    if ways.get("object") != "killed" or last >= len(scene.tokens):
        return 0
    begins = {token.start for token in scene.tokens[last : last + 2]}
    return next((scene.token_at(q.end - 1) + 1 for q in scene.quantities if q.number_start in begins and q.dimension == "count"), 0)


def _own(scene: Scene, found: Sighting | None, first: int, last: int, slain: int) -> Sighting | None:
    """ "killed his wife and then *himself*": whoever it is, another than the one before."""
    behind = 0 < slain <= first <= slain + REACH and _BREAKS.isdisjoint(clause.bare(token) for token in scene.tokens[slain:first])
    if behind and last == first + 1 and not _joined_to(scene, first):
        return found  # "killed his wife before he turned *himself* in"
    if found or behind:
        found = (found or Sighting("killed", Person(first, last, acting=True, pronoun=True), first, last, scene))._replace(
            own=True, behind=behind
        )
    return found


def _joined_to(scene: Scene, at: int) -> bool:
    """ "his wife *and then* himself": whether a word alone is one more of those before."""
    joins = clause.words(scene.pack.lang, "conjunctions") | persons.words(scene.pack.lang).grammar["bare"]
    return at > 0 and clause.bare(scene.tokens[at - 1]) in joins


def _object(scene: Scene, people: Sequence[Person], ways: dict[str, str], first: int, last: int, taken: set[int]) -> Sighting | None:
    """ "killing *a man*", "the death of *Ada Byron*", "*the boy*'s death"."""
    behind = next((p for p in people if p.first == last), None)
    if behind is None or _owner(scene, behind):  # "killed *Ada's brother*"
        near = (p for p in people if last < p.first - 1 <= last + OWNER)
        behind = next((p for p in near if _is_owned_by(scene, p, last)), behind)
    for way in ("object", "noun"):
        if way in ways and behind and not _is_passive(scene, first) and not _owner(scene, behind):
            taken.add(behind.first)
            person = behind._replace(further=False)  # "killed another man": another than who did it
            pair = _pair(scene, people, behind.last, forward=True)
            section = "killed" if _to_death(scene, behind.last) else ways[way]
            return Sighting(
                section, person, first, last, scene, _beside(scene, people, behind), pair=pair and (behind, pair), fact=way == "noun"
            )
    if "owned" in ways:
        owner = next((p for p in reversed(people) if p.last < first <= p.last + 3), None)
        if owner and owner.last < first and _owner(scene, owner):
            return Sighting(ways["owned"], owner, first, last, scene, fact=True)
    return None


def _to_death(scene: Scene, at: int) -> bool:
    """ "Shot his brother *to death*"."""
    return " ".join(scene.bares[at : at + 2]) in wounds.table(scene.pack.lang, "to_death")


def _owner(scene: Scene, person: Person) -> bool:
    """Whether what happened to a person's own is told: "killed *the boy*'s mother"."""
    return persons.is_genitive(scene, person.last)


def _is_owned_by(scene: Scene, person: Person, at: int) -> bool:
    """ "*Ada's* brother": whether a person stands behind the genitive of the one who begins at a token, or of a name."""
    owner, known = scene.tokens[at : person.first - 1], persons.words(scene.pack.lang)
    if not 0 < len(owner) <= OWNER or not persons.is_genitive(scene, person.first - 1):
        return False
    first, *others = (clause.bare(token) for token in owner)
    return (first in known.determiners or owner[0].text[:1].isupper()) and known.closed.isdisjoint(others)


def _is_passive(scene: Scene, at: int) -> bool:
    single = persons.words(scene.pack.lang).grammar["single"] & clause.words(scene.pack.lang, "passive")
    return any(clause.bare(token) in single for token in scene.tokens[max(0, at - 2) : at])


def _subject(scene: Scene, people: Sequence[Person], ways: dict[str, str], first: int, last: int, taken: set[int]) -> Sighting | None:
    """ "*a man* was killed", "*Ada Byron*, 24, died"."""
    way = "verb" if "verb" in ways else "passive" if "passive" in ways else ""
    if "several" in ways or (way and _of_several(scene, first)):
        way = way or "several"
        if ways[way] in ("hit", "shot") and _of_no_person(scene, first):
            return None
        return Sighting(ways[way], Person(first, last), first, last, scene, several=True, pair=_pair_before(scene, people, first))
    person = _before(scene, people, first, taken) if way else None
    if person is None or not _governs(scene, person, "own" if way == "verb" and "own" in ways else way, first, last):
        return None
    other = _pair(scene, people, person.first, forward=False)
    return Sighting(ways[way], person, first, last, scene, _beside(scene, people, person), pair=other and (other, person))


def _of_several(scene: Scene, at: int) -> bool:
    """ "they *were* killed", "des gens *ont été* tués": whoever they are, not one alone; not "he may *have* been killed"."""
    grammar = persons.words(scene.pack.lang).grammar
    near = range(max(0, at - 3), at)
    return any(scene.bares[n] in grammar["auxiliary"] and not (n and scene.bares[n - 1] in grammar["modal"]) for n in near)


def _of_no_person(scene: Scene, at: int) -> bool:
    """ "The *houses* were struck", "his *remains* were taken to": whether the words before a verb of several name nobody who lives."""
    known = persons.words(scene.pack.lang)
    before = scene.bares[max(0, at - THINGS) : at]
    living = known.grammar["plural"] - known.grammar["auxiliary"]
    anybody = any(word in living or word in known.nouns or word.removesuffix("s") in known.nouns for word in before)
    return not known.grammar["things"].isdisjoint(before) and not anybody


def _before(scene: Scene, people: Sequence[Person], first: int, taken: set[int]) -> Person | None:
    """The nearest person before a verb who may be its subject."""
    grammar = persons.words(scene.pack.lang).grammar
    for person in reversed(people):
        if person.last > first or first - person.last > 2 * REACH or _owner(scene, person):
            continue
        if first - person.last > REACH and not _relative(scene, person):
            continue
        begin = person.first
        while begin and scene.tokens[begin - 1].text[:1].isupper() and clause.bare(scene.tokens[begin]) not in grammar["oblique"]:
            begin -= 1  # "the son of *Mayor Bo Dahl* was killed"
        before = clause.bare(scene.tokens[begin - 1]) if begin else ""
        if (before in grammar["oblique"] or person.first in taken) and not _relative(scene, person) and person.last != first:
            continue  # but "the family of *a boy shot* by his friend"
        return person
    return None


def _relative(scene: Scene, person: Person) -> bool:
    """Whether a relative clause stands behind a person: "a boy *who* was shot in the head last week has died"."""
    relative = persons.words(scene.pack.lang).grammar["relative"]
    return any(clause.bare(token) in relative for token in scene.tokens[person.last : person.last + 2])


def _governs(scene: Scene, person: Person, way: str, first: int, last: int) -> bool:
    """Whether nothing between a person and a verb tells that it is of others, and a participle stands as the passive does."""
    known = persons.words(scene.pack.lang)
    between = [clause.bare(token) for token in scene.tokens[person.last : first]]
    if not (_BREAKS | known.grammar["plural"] | clause.words(scene.pack.lang, "all")).isdisjoint(between):
        return False
    if way == "own":
        return True  # "his son found *a gun* and shot himself": what has no person as its subject tells of nobody else
    if _new_subject(scene, person, first):
        return False
    if way == "verb" or not (known.grammar["single"] - clause.words(scene.pack.lang, "active")).isdisjoint(between):
        return True
    if person.last - person.first > 2 and clause.bare(scene.tokens[person.first]) in known.one and _of_them(scene, person.first + 1):
        return _of_them(scene, person.last - 1)  # "one of them killed"; "one of five people killed": of all five
    return all(word in known.grammar["bare"] for word in between) and not _has_object(scene, last)


def _of_them(scene: Scene, at: int) -> bool:
    return clause.bare(scene.tokens[at]) in persons.words(scene.pack.lang).of_them


def _new_subject(scene: Scene, person: Person, first: int) -> bool:
    """Whether another noun phrase begins between: a determiner behind neither a comma nor a preposition, or a figure."""
    known = persons.words(scene.pack.lang)
    start, end = scene.tokens[person.last - 1].end, scene.tokens[first].start
    if any(start <= q.start < end and q.dimension == "count" and not persons.is_age(scene, q) for q in scene.quantities):
        return True
    inside = known.grammar["oblique"] | known.grammar["preposition"] | clause.words(scene.pack.lang, "containers")
    for at in range(person.last, first):
        if clause.bare(scene.tokens[at]) in known.determiners:
            before = clause.bare(scene.tokens[at - 1])
            if before != "," and before not in inside:
                return True
    return False


def _has_object(scene: Scene, at: int) -> bool:
    if at >= len(scene.tokens):
        return False
    known, token = persons.words(scene.pack.lang), scene.tokens[at]
    if clause.bare(token) in known.determiners or clause.bare(token) in known.objects or token.kind == "digits":
        return True
    return any(q.start == token.start for q in scene.quantities) or any(n.start == token.start for n in scene.names)


def _beside(scene: Scene, people: Sequence[Person], person: Person) -> bool:
    """Whether another person is joined to one by "and"."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    after = person.last + (person.last < len(scene.tokens) and scene.tokens[person.last].text == ",")
    joined = after < len(scene.tokens) and clause.bare(scene.tokens[after]) in joins
    behind = _behind(scene, after)
    if joined and (any(p.first == behind for p in people) or _counts_at(scene, behind)):
        return True
    return person.first > 1 and clause.bare(scene.tokens[person.first - 1]) in joins and ends_at(scene, people, person.first - 1)


def _pair_before(scene: Scene, people: Sequence[Person], first: int) -> tuple[Person, Person] | None:
    """ "*a man* and *a woman* were killed": the two persons joined right before a verb of several."""
    plural = persons.words(scene.pack.lang).grammar["auxiliary"]
    verb = next((at for at in range(first - 1, max(first - 4, -1), -1) if clause.bare(scene.tokens[at]) in plural), first)
    second = next((p for p in reversed(people) if verb - 2 <= p.last <= verb), None)
    if second is None or second.pronoun or (second.last < verb and scene.tokens[second.last].text != ","):
        return None
    one = _pair(scene, people, second.first, forward=False)
    return (one, second) if one else None


def _pair(scene: Scene, people: Sequence[Person], at: int, *, forward: bool) -> Person | None:
    """The person that is joined by "and" to the one that ends (begins) at a token, where the two are no list of more."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    if forward:
        start = at + (at < len(scene.tokens) and scene.tokens[at].text == ",")
        if start >= len(scene.tokens) or clause.bare(scene.tokens[start]) not in joins:
            return None
        other = next((p for p in people if p.first == _behind(scene, start) and not p.pronoun), None)
        more = (
            other
            and other.last < len(scene.tokens)
            and (clause.bare(scene.tokens[other.last]) in joins or _listed(scene, people, other.last))
        )
        return None if more else other
    if at < 2 or clause.bare(scene.tokens[at - 1]) not in joins:
        return None
    end = at - 1 - (scene.tokens[at - 2].text == ",")
    other = next((p for p in people if p.last == end and not p.pronoun), None)
    return None if other and other.first and (scene.tokens[other.first - 1].text == "," or _counted_to(scene, other.first)) else other


def _behind(scene: Scene, at: int) -> int:
    """The token behind an "and", and the "of" that is said again ("la mort de Jean *et de* Zoé")."""
    again = at + 1 < len(scene.tokens) and clause.bare(scene.tokens[at + 1]) in clause.words(scene.pack.lang, "genitive")
    return at + 1 + again


def _listed(scene: Scene, people: Sequence[Person], at: int) -> bool:
    """Whether a further person follows behind a comma."""
    return scene.tokens[at].text == "," and any(p.first == at + 1 for p in people)


def _counted_to(scene: Scene, at: int) -> bool:
    """Whether "and" joins a figure before: "two men *and* a boy and his dog"; behind a comma it joins another sentence."""
    if at > 1 and scene.tokens[at - 2].text == ",":
        return False
    return clause.bare(scene.tokens[at - 1]) in clause.words(scene.pack.lang, "conjunctions")


def _counts_at(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and any(q.start == scene.tokens[at].start and q.dimension == "count" for q in scene.quantities)


def listed(scene: Scene, people: Sequence[Person], at: int) -> int:
    """How many persons the list that ends before a token names: "*a man, his wife* and two others"."""
    count, end = 0, at - (scene.tokens[at - 1].text == ",")
    while person := next((p for p in people if p.last == end), None):
        count, end = count + 1, person.first - 1
        if end <= 0 or scene.tokens[end].text != ",":
            break
    return count


def ends_at(scene: Scene, people: Sequence[Person], at: int) -> bool:
    end = at - (scene.tokens[at - 1].text == ",")
    return any(p.last == end and not p.pronoun for p in people)
