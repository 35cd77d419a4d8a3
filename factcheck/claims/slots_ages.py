"""How old people are: "Jeanne Roy, 58 ans", "the 17-year-old suspect", "un quinquagénaire", "né en 1987"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import combinations
from typing import NamedTuple

from factcheck.claims import clause, slots_people
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.slots_people import NOBODY, Who, words
from factcheck.language import load, neutral, relations
from factcheck.model import Claim, Duration, Quantity
from factcheck.model import Name as Named
from factcheck.values import names

ROLE = "age"
NAMED = 20  # people of one surname that are told apart
ACCUSED = 8  # words behind an age among which "is charged" stands
ONCE = 5  # words before an age among which "when" stands
YOUNGEST, OLDEST = 5, 110  # a bare number between commas behind a person is an age
SURE = "definite"  # scope of one person that the text points to
ONLY = "only"  # scope of the only one of a sort ("a boy") whose age an article tells
GROUP = "group"  # scope of the ages of several people
NAMESAKES = "namesakes"  # scope of one whose surname others of the article have
THEN = "then"  # scope of an age that somebody had at another time ("quand il avait 15 ans")


class Aged(NamedTuple):
    """An age, who has it, and from where to where it is told. ``pointed``: only the sentences before tell who ("the 59-year-old")."""

    scene: Scene
    value: Quantity
    who: Who
    start: int
    pointed: bool = False


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The ages that an article tells of single people, and of groups."""
    telling = [(number, scene) for number, scene in enumerate(scenes) if _may_tell(scene)]
    found = _met_again([aged for number, scene in telling for aged in _of_scene(scene, partial(slots_people.spoken_of, scenes, number))])
    known = slots_people.aliases((*headline, *scenes)) if found else {}
    full = [aged._replace(who=_with_aliases(aged.who, known)) for aged in found]
    shared = _shared_surnames((*headline, *scenes)) if found else frozenset()
    unclear = _unclear(full) | {f"n:{surname}" for surname in shared}
    ages = Counter(sort for sort, _ in {(aged.who.sort, aged.value.min) for aged in full})
    for aged in full:
        one = ages[aged.who.sort] == 1 and not aged.who.keys - unclear
        yield _claim(aged, aged.who.keys - unclear, one, any(key.rpartition(" ")[2] in shared for key in aged.who.keys))


def _met_again(found: Sequence[Aged]) -> list[Aged]:
    """The ages, of which one that only the sentences before tell whose it is belongs to the one who was told to have it."""
    told: dict[float | None, Who] = {}
    for aged in reversed(found):
        if not aged.pointed:
            told[aged.value.min] = aged.who
    owned = {key for who in told.values() for key in who.keys}
    return [
        aged if not aged.pointed else aged._replace(who=told.get(aged.value.min) or (NOBODY if owned & aged.who.keys else aged.who))
        for aged in found
    ]


def _shared_surnames(scenes: Sequence[Scene]) -> frozenset[str]:
    """Surnames that several people of the article have: alone they do not tell which."""
    named: dict[str, list[str]] = defaultdict(list)
    for name in (name.canonical for scene in scenes for name in scene.names if name.type in ("person", "other") and " " in name.canonical):
        others = named[name.rpartition(" ")[2]]
        if name not in others and len(others) < NAMED:
            others.append(name)
    return frozenset(surname for surname, full in named.items() if any(not names.same(one, two) for one, two in combinations(full, 2)))


def _claim(aged: Aged, keys: frozenset[str], one: bool, namesakes: bool) -> Claim:
    value = aged.value
    return claim(
        aged.scene,
        (value.start, value.end),
        quoted=(min(aged.start, value.start), value.end),
        kind="quantity",
        role=ROLE,
        value=value,
        subject=[*keys, *([aged.who.sort] if aged.who.sort else [])],
        scope=[
            *([GROUP] if aged.who.several else [SURE] if aged.who.definite else []),
            *([ONLY] if one and aged.who.sort in neutral("slots")["fate"]["young"] and not (aged.who.several or _accused(aged)) else []),
            *([THEN] if _once(aged) else []),
            *([NAMESAKES] if namesakes else []),
        ],
        evidence=[(value.start, value.end)],
    )


def _accused(aged: Aged) -> bool:
    """Whether who has the age is told to have done it: "a 16-year-old boy is *charged*"; another one of the sort may be hurt."""
    behind = aged.scene.tokens[aged.scene.token_at(aged.value.end) :][:ACCUSED]
    return any(token.lower in words(aged.scene.pack.lang, "link", "accused") for token in behind)


def _once(aged: Aged) -> bool:
    """Whether a clause of time has the age: somebody was that old when something else happened."""
    at = aged.scene.token_at(aged.value.start)
    once = words(aged.scene.pack.lang, "link", "once")
    return any(token.lower in once for token in aged.scene.tokens[max(0, at - ONCE) : at])


def _with_aliases(who: Who, known: Mapping[str, frozenset[str]]) -> Who:
    """A person with the other words that the article has for the same one."""
    if who.several:
        return who
    more = {role for key in who.keys for role in known.get(key, ())}
    single = frozenset("r:" + role for role in neutral("slots")["single"]["roles"])
    more |= {name for name, roles in known.items() if roles & who.keys & single}
    return who._replace(keys=who.keys | more)


def _unclear(found: Sequence[Aged]) -> frozenset[str]:
    """What several people of the article are called: it goes with ages that exclude each other."""
    spans: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for aged in found:
        if not aged.who.several and aged.value.min is not None and aged.value.max is not None:
            for key in aged.who.keys:
                spans[key].append((aged.value.min, aged.value.max))
    return frozenset(key for key, told in spans.items() if max(low for low, _ in told) > min(high for _, high in told) + 1)


def _may_tell(scene: Scene) -> bool:
    """Whether a scene has anything of which an age may be read: a figure, a length of time, or the word for a decade or a birth."""
    return bool(scene.quantities or scene.durations) or not _telling(scene.pack.lang).isdisjoint(scene.lowers)


@cache
def _telling(lang: str) -> frozenset[str]:
    return _decade_words(lang) | words(lang, "link", "born")


def _of_scene(scene: Scene, on: Callable[[], Who]) -> Iterator[Aged]:
    """The ages of a sentence; one that is joined to the age before it is of the same group."""
    told = [*_told(scene)]
    if not _telling(scene.pack.lang).isdisjoint(scene.lowers):
        told += [*_decades(scene), *_births(scene)]
    last: Aged | None = None
    for value in sorted(told, key=lambda value: (value.start, value.end)):
        joined = last is not None and _joined(scene, last.value, value)
        if joined and last is not None:
            yield Aged(scene, value, last.who._replace(several=True), last.start)
        else:
            who, start, pointed = _pointed(scene, value, on)
            last = Aged(scene, value, who._replace(several=True) if _next_joined(scene, value) else who, start, pointed)
            yield last


def _pointed(scene: Scene, value: Quantity, on: Callable[[], Who]) -> tuple[Who, int, bool]:
    """Who has an age, where what tells it begins, and whether only the sentences before tell who."""
    before: list[Who] = []

    def asked() -> Who:
        before.append(on())
        return before[-1]

    who, start = _whose(scene, value, asked)
    return who, start, any(one != NOBODY for one in before) and who != _whose(scene, value, lambda: NOBODY)[0]


def _joined(scene: Scene, one: Quantity, two: Quantity) -> bool:
    """ "22 et 23 ans", "22, 23 and 31": nothing but commas and "and" between two ages."""
    between = scene.tokens[scene.token_at(one.end) : scene.token_at(two.start)]
    joins = clause.words(scene.pack.lang, "conjunctions")
    return one.end <= two.start and all(t.text == "," or t.lower in joins for t in between) and any(t.lower in joins for t in between)


def _next_joined(scene: Scene, value: Quantity) -> bool:
    behind = (other for other in scene.quantities if other.dimension == "age" and other.start >= value.end)
    nearest = min(behind, key=lambda other: other.start, default=None)
    return nearest is not None and _joined(scene, value, nearest)


def _told(scene: Scene) -> Iterator[Quantity]:
    """Ages as the reader of values gives them, and bare numbers behind a person: "The suspect, 45, was"."""
    for value in scene.quantities:
        if value.dimension == "age":
            yield value
        elif value.unit == "" and value.dimension in ("bare", "count") and _apposed(scene, value):
            yield replace(value, unit="year", dimension="age")
    for length in scene.durations:
        if length.unit == "year" and length.value is not None and not length.rate and _of_someone(scene, length):
            yield replace(_decade(length.start, length.end, 0), min=length.value, max=length.value, value=length.value)


def _of_someone(scene: Scene, length: Duration) -> bool:
    return _of_people(scene, length.start) or _behind_comma(scene, length.start, length.end)


def _of_people(scene: Scene, start: int) -> bool:
    """ "un Strasbourgeois de 29 ans": a noun of a people, or of who lives somewhere, that the language writes with a capital."""
    at = scene.token_at(start) - 1
    if at < 2 or scene.tokens[at].lower not in words(scene.pack.lang, "link", "aged"):
        return False
    if scene.tokens[at - 2].lower not in words(scene.pack.lang, "link", "definite") | words(scene.pack.lang, "link", "indefinite"):
        return False
    return scene.tokens[at - 1].text[:1].isupper() and scene.tokens[at - 1].text[1:].islower()


def _behind_comma(scene: Scene, start: int, end: int) -> bool:
    """ "Le conducteur, 61 ans, ...": between commas or in brackets, behind the one that a noun points to."""
    at, after = scene.token_at(start), scene.token_at(end - 1) + 1
    if at < 2 or scene.tokens[at - 1].text not in ",(" or (after < len(scene.tokens) and scene.tokens[after].text not in ",.)"):
        return False
    who = slots_people.noun_at(scene, at - 2)
    return who != NOBODY and not who.several and slots_people.phrase_before(scene, at - 1)[0].definite


def _apposed(scene: Scene, value: Quantity) -> bool:
    if value.min != value.max or not YOUNGEST <= (value.value or 0) <= OLDEST or value.approximate:
        return False
    at, after = scene.token_at(value.start), scene.token_at(value.end - 1) + 1
    if after < len(scene.tokens) and scene.tokens[after].text not in ",.)":
        return False
    return (at > 0 and _alone(scene, at)) or _behind_comma(scene, value.start, value.end)


def _alone(scene: Scene, at: int) -> bool:
    """ "Aged 58, ...", "He was 51.": the words before a number that make it an age by themselves."""
    lang, before = scene.pack.lang, scene.tokens[at - 1].lower
    if before in words(lang, "link", "bare_aged"):
        return True
    return at > 1 and before in words(lang, "link", "bare_being") and scene.tokens[at - 2].lower in words(lang, "link", "pronoun")


@cache
def _tens(lang: str, section: str) -> dict[str, int]:
    table: dict[str, list[str]] = load(lang).table("slots")[section]
    return {form: int(key) for key, forms in table.items() if key.isdecimal() for form in forms}


@cache
def _decade_words(lang: str) -> frozenset[str]:
    return words(lang, "decade_in", "opener").union(_tens(lang, "decade"))


def _decades(scene: Scene) -> Iterator[Quantity]:
    """ "un quinquagénaire", "in his fifties", "in her 50s"."""
    lang, tokens = scene.pack.lang, scene.tokens
    alone, behind, openers = _tens(lang, "decade"), _tens(lang, "decade_in"), words(lang, "decade_in", "opener")
    for at, token in enumerate(tokens):
        if token.lower in alone:
            yield _decade(token.start, token.end, alone[token.lower])
        elif token.lower in openers and at + 1 < len(tokens):
            wide = tokens[at + 1].lower + (tokens[at + 2].lower if at + 2 < len(tokens) and tokens[at + 1].kind == "digits" else "")
            if wide in behind:
                yield _decade(token.start, tokens[at + 2 if tokens[at + 1].kind == "digits" else at + 1].end, behind[wide])


def _decade(start: int, end: int, low: int) -> Quantity:
    return Quantity(start, end, low, low + 9, unit="year", dimension="age", number_start=start, number_end=end)


def _births(scene: Scene) -> Iterator[Quantity]:
    """ "né en août 2002", "born in 1987": an age on the day of the article, give or take a birthday."""
    born, lowers = words(scene.pack.lang, "link", "born"), scene.row.lowers
    for value in scene.dates if scene.reference else ():
        first, year = scene.token_at(value.start), value.timex[:4]
        if scene.reference is None or not year.isdecimal() or born.isdisjoint(lowers[max(0, first - 2) : first]):
            continue
        age = scene.reference.year - int(year)
        if 0 < age <= OLDEST:
            yield replace(_decade(value.start, value.end, age - 1), max=age)


def _whose(scene: Scene, value: Quantity, on: Callable[[], Who]) -> tuple[Who, int]:
    """Who has an age, and where what tells it begins."""
    lang, tokens = scene.pack.lang, scene.tokens
    at, after = scene.token_at(value.start), scene.token_at(value.end - 1) + 1
    if _years_old(scene, after):
        who = _behind(scene, at, after)
        return (_meant(scene, at, after + 2, who, on) if who.definite else who), value.start
    links, groups = _links(lang), words(lang, "link", "groups")
    first = at
    while first > 0 and tokens[first - 1].lower in links:
        first -= 1
    several = any(token.lower in groups for token in tokens[first:at])
    who = _decade_itself(scene, first, at) or (slots_people.before(scene, first) if first else _opening(scene, after, on))
    if who == NOBODY and slots_people.pronoun_before(scene, first):
        who = on()
    elif who == NOBODY and first and tokens[first - 1].lower in words(lang, "link", "being"):
        who = slots_people.before(scene, first - 1)
        who = who if who != NOBODY else slots_people.subject(scene, first)
    if who.definite and not who.keys and who.sort in slots_people.SEXES and not several:
        who = _that_one(who, on)
    return who._replace(several=who.several or several), tokens[max(0, first - 3)].start if first else value.start


@cache
def _links(lang: str) -> frozenset[str]:
    """What may stand between a person and an age."""
    return words(lang, "link", "aged") | words(lang, "link", "born") | clause.words(lang, "within")


def _meant(scene: Scene, at: int, behind: int, who: Who, on: Callable[[], Who]) -> Who:
    """ "*The 59-year-old* wept", "the 59-year-old man": the one whom the article is on."""
    if who.keys or who.several:
        return who
    if who.sort:
        return _that_one(who, on) if who.sort in slots_people.SEXES else who
    verb = scene.tokens[behind].lower if behind < len(scene.tokens) else ","
    past = relations.irregular(scene.pack).get(verb, verb) != verb or verb.endswith(tuple(words(scene.pack.lang, "link", "past_endings")))
    return _that_one(who, on) if past or not verb.isalpha() or verb in words(scene.pack.lang, "link", "being") else who


def _that_one(who: Who, on: Callable[[], Who]) -> Who:
    """Somebody whom the text only points to: the one whom the sentences before are on, where they name that one."""
    told = on()
    single = frozenset("r:" + role for role in neutral("slots")["single"]["roles"])
    same = any(key.startswith("n:") or key in single for key in told.keys) and not told.several
    return who._replace(keys=told.keys, definite=True) if same else who


def _decade_itself(scene: Scene, first: int, at: int) -> Who | None:
    """ "La victime, un quinquagénaire": who stands before the comma; of one that stands alone nothing is told."""
    if scene.tokens[at].lower not in _tens(scene.pack.lang, "decade"):
        return None
    back = first - 1 if first and scene.tokens[first - 1].lower in words(scene.pack.lang, "link", "indefinite") else first
    plural = scene.tokens[at].lower.endswith("s")
    return Who(several=True) if plural else slots_people.before(scene, back) if back and scene.tokens[back - 1].text == "," else NOBODY


def _years_old(scene: Scene, after: int) -> bool:
    """Whether "-old" follows: then the noun stands behind."""
    table = scene.pack.table("nouns").get("years_old", ())
    return (
        after + 1 < len(scene.tokens)
        and scene.tokens[after].text == "-"
        and any(scene.tokens[after + 1].lower in entry.split() for entry in table)
    )


def _behind(scene: Scene, at: int, after: int) -> Who:
    start = after + 2
    definite = at > 0 and scene.tokens[at - 1].lower in words(scene.pack.lang, "link", "definite")
    if name := slots_people.name_starting(scene, start):
        return slots_people.named(name)
    who = slots_people.phrase_after(scene, start)
    if slots_people.ordered(scene, at - 1, at):
        return slots_people.another(who)
    apposed = _apposed_name(scene, at)
    if apposed:
        return Who(who.keys | slots_people.named(apposed).keys, who.sort, True)
    return slots_people.told_before(scene, who._replace(definite=definite), at)


def _apposed_name(scene: Scene, at: int) -> Named | None:
    """ "John Smith, a 23-year-old student": the name before."""
    loose = words(scene.pack.lang, "link", "indefinite")
    back = at - 1 if at and scene.tokens[at - 1].lower in loose else at
    return slots_people.name_ending(scene, back - 1) if back > 1 and scene.tokens[back - 1].text == "," else None


def _opening(scene: Scene, after: int, on: Callable[[], Who]) -> Who:
    """ "Âgé de 58 ans, Jean Roy ...": who stands behind the comma that follows an age which opens its sentence."""
    tokens = scene.tokens
    if after >= len(tokens) or tokens[after].text != ",":
        return NOBODY
    if name := slots_people.name_starting(scene, after + 1):
        return slots_people.named(name)
    if after + 1 < len(tokens) and tokens[after + 1].lower in words(scene.pack.lang, "link", "pronoun"):
        return on()
    return slots_people.phrase_after(scene, after + 1)
