"""Single persons that a scene mentions: by a noun, by an age, by name, by pronoun; and what is told of who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress, count, takewhile
from operator import or_
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Quantity, Token
from factcheck.text import without_accents

BRACKET = 4  # words between a name in brackets and the end of these
AGES = 8  # words between a word of age and the last age ("ages 14, 16 and 17")
AGE_DIGITS = 2
YOUNG, GROWN = 14, 20  # years: nobody younger is "a man", nobody older "a child"
MODIFIERS = 10  # words between a determiner and its noun ("the 17-year-old Springfield high school student")
SECTIONS = ("killed", "died", "injured", "hit", "shot")
_VERBAL = ("passive", "verb", "object")
_SEXES = ("female", "male")


class Person(NamedTuple):
    """A mention of one person: its tokens ``[first, last)``, and what it tells.

    ``sex``: "female", "male" or ""; ``age`` in years, -1 when not told; ``name``: the words of a name; ``acting``: who is thought to
    have done it; ``further``: another one than before ("another man"); ``grown``: 1 for "man", -1 for "baby", 0 where that is not told.
    """

    first: int
    last: int
    sex: str = ""
    age: int = -1
    name: frozenset[str] = frozenset()
    acting: bool = False
    further: bool = False
    pronoun: bool = False
    grown: int = 0

    def may_be(self, other: Person) -> bool:
        """Whether two mentions may be of one person."""
        if self.sex and other.sex and self.sex != other.sex:
            return False
        if self.age >= 0 and other.age >= 0 and self.age != other.age:
            return False
        if self.acting != other.acting and not (self.pronoun or other.pronoun or self.name or other.name):
            return False
        if 0 <= self.age == other.age and self.name & other.name:
            return True  # a name that is written in two ways
        return not self.name or not other.name or self.name <= other.name or other.name <= self.name

    def is_of_other_years(self, other: Person) -> bool:
        """Whether one is grown up and the other a child: "the *man*" and "the girl, *9*"."""
        grown, young = (self, other) if self.grown > 0 else (other, self)
        return (grown.grown > 0 or grown.age >= GROWN) and (young.grown < 0 or 0 <= young.age < YOUNG)

    def identity(self) -> list[str]:
        """What is told of who they are, as keys: "sex:female", "age:17", "name:byron"."""
        told = [f"sex:{self.sex}"] if self.sex else []
        return [*told, *([f"age:{self.age}"] if self.age >= 0 else []), *(f"name:{word}" for word in sorted(self.name))]

    def with_more(self, other: Person) -> Person:
        """This person with what another mention tells besides."""
        named = max(self.name, other.name, key=len)
        age = self.age if self.age >= 0 else other.age
        acting, grown = self.acting or other.acting, self.grown or other.grown
        return self._replace(sex=self.sex or other.sex, age=age, name=named, acting=acting, pronoun=False, grown=grown)


class Words(NamedTuple):
    """Words of the language data: nouns and pronouns of persons with their sex, the rest by its name. ``ending``: of the words that end
    what is said of a person, but for an age in digits, all."""

    nouns: Mapping[str, str]
    subjects: Mapping[str, str]
    objects: Mapping[str, str]
    acting: frozenset[str]
    determiners: frozenset[str]
    further: frozenset[str]
    grammar: Mapping[str, frozenset[str]]
    closed: frozenset[str]
    verbal: frozenset[str]
    one: frozenset[str]
    of_them: frozenset[str]
    indefinite: frozenset[str]
    possessive: frozenset[str]
    numbers: Mapping[str, int]
    ending: frozenset[str]
    titles: frozenset[str]
    attributive: frozenset[str]


@cache
def words(lang: str) -> Words:
    table = load(lang).table("victims")
    people: dict[str, list[str]] = table["people"]
    nouns = {word: sex for sex in _SEXES for word in people[sex]} | dict.fromkeys([*people["other"], *people["acting"]], "")
    subjects = {word: sex for sex in _SEXES for word in people["pronouns_" + sex]}
    objects = {word: sex for sex in _SEXES for word in people["objects_" + sex]}
    acting, determiners, further = (frozenset(people[name]) for name in ("acting", "determiners", "further"))
    grammar = {name: frozenset(forms) for name, forms in table["grammar"].items()}
    told = frozenset(form for section in SECTIONS for way in _VERBAL for phrase in table[section][way] for form in phrase.split()[:1])
    marks = ("oblique", "single", "plural", "relative")
    closed = determiners | further | frozenset().union(*(grammar[name] for name in marks)) | frozenset(load(lang).lines("stop")) | told
    one, of_them, indefinite, possessive = (frozenset(people[name]) for name in ("one", "of_them", "indefinite", "possessive"))
    small: dict[str, list[str]] = load(lang).table("numbers")["small"]
    numbers = {word: int(value) for value, forms in small.items() for word in forms if int(value) >= 2}
    ending = one.union(nouns, subjects, objects, numbers, further)
    titles = frozenset(map(without_accents, load(lang).table("names")["titles"]))
    return Words(
        nouns,
        subjects,
        objects,
        acting,
        determiners,
        further,
        grammar,
        closed,
        told,
        one,
        of_them,
        indefinite,
        possessive,
        numbers,
        ending,
        titles,
        frozenset(form for section in ("killed", "injured") for form in table[section]["passive"]),
    )


def read(scene: Scene) -> list[Person]:
    """The single persons of a scene, left to right."""
    known = words(scene.pack.lang)
    places = compress(count(), map(or_, map(known.ending.__contains__, scene.bares), map("digits".__eq__, scene.row.kinds)))
    found = [person for at in places if (person := _at(scene, known, at, scene.tokens[at]))]
    named = {person.first: person for person in _named(scene, known)}
    covered = {at for person in named.values() for at in range(person.first, person.last)}
    return _bracketed(scene, sorted([*(person for person in found if person.last - 1 not in covered), *named.values()]))


def _bracketed(scene: Scene, people: list[Person]) -> list[Person]:
    """The persons, where one stands in brackets behind another as one: "*the victim (Ada Byron)* died"."""
    joined: list[Person] = []
    for person in people:
        before = joined[-1] if joined else None
        opened = before and before.last + 1 == person.first and scene.tokens[before.last].text == "("
        closing = next((at for at in range(person.last, min(person.last + BRACKET, len(scene.tokens))) if scene.tokens[at].text == ")"), 0)
        if before and opened and closing and before.may_be(person):
            joined[-1] = before.with_more(person)._replace(last=closing + 1)
        else:
            joined.append(person)
    return joined


def _at(scene: Scene, known: Words, at: int, token: Token) -> Person | None:
    """The person whose last word is a token."""
    word = scene.bares[at]
    if word in known.nouns and not _compound(scene, known, at):
        return _noun(scene, known, at, at + 1, known.nouns[word])
    if word in known.one and (end := _alone(scene, known, at)):
        return Person(at, end)
    if word in known.further and (first := _further_alone(scene, known, at)) <= at:
        return Person(first, at + 1, further=True)
    if word in known.subjects:
        return Person(at, at + 1, known.subjects[word], pronoun=True)
    if word in known.objects and not _owns(scene, known, at):
        return Person(at, at + 1, known.objects[word], pronoun=True)
    if _years(token, known) >= 0 and (end := _aged_noun(scene, known, at)):
        return _noun(scene, known, at, end, "")
    return None


def _years(token: Token, known: Words) -> int:
    """The number of an age; -1 for what is none."""
    if token.kind == "digits":
        return int(token.text) if len(token.text) <= 3 else -1
    return known.numbers.get(token.lower, -1)


def _alone(scene: Scene, known: Words, at: int) -> int:
    """The token behind "one" where it stands for a person: "four were shot, *one* fatally", "*one* of them was killed", "*one of
    five people* shot has died"; 0 elsewhere."""
    last = at + 1
    while last < len(scene.tokens) and last < at + 3 and clause.bare(scene.tokens[last]) in known.of_them:
        last += 1
    if last >= len(scene.tokens) or (at and clause.bare(scene.tokens[at - 1]) in known.grammar["each"]):
        return 0
    behind = clause.bare(scene.tokens[last])
    if behind in known.verbal and last + 1 < len(scene.tokens) and scene.bares[last + 1] in known.grammar["single"]:
        return 0  # "*one shot was* heard"
    article = last == at + 1 and clause.bare(scene.tokens[at]) in known.determiners  # "un mort" is no "l'un est mort"
    verbal = known.grammar["bare"] if article else known.verbal
    if behind in verbal or behind in known.grammar["single"] or behind in known.grammar["relative"] - known.grammar["oblique"]:
        return last
    if last == at + 1:
        return 0
    last += behind in known.determiners and last + 1 < len(scene.tokens)  # "one of *the* five people shot"
    whole = next((q for q in scene.quantities if q.start == scene.tokens[last].start and q.dimension == "count"), None)
    return scene.token_at(whole.end - 1) + 1 if whole else 0


def _further_alone(scene: Scene, known: Words, at: int) -> int:
    """ "One is dead and *another* injured", "*a fourth* was hurt": the token that the words begin with; the one behind where they are no
    person."""
    behind = scene.bares[at + 1] if at + 1 < len(scene.bares) else ""
    determined = at > 0 and scene.bares[at - 1] in known.determiners
    if not (determined or scene.bares[at] in known.grammar["another"]) or behind in known.nouns:
        return at + 1
    told = behind in known.verbal or behind in known.grammar["single"]
    return at - determined if told else at + 1


def _owns(scene: Scene, known: Words, at: int) -> bool:
    """Whether a pronoun goes with the noun behind it ("killed *her* friend")."""
    return clause.bare(scene.tokens[at]) in known.determiners and at + 1 < len(scene.tokens) and _modifies(scene.tokens[at + 1], known)


def _compound(scene: Scene, known: Words, at: int) -> bool:
    """Whether a noun is only part of a longer one ("student housing", "boy's mother"): another noun of a person follows at once."""
    return at + 1 < len(scene.tokens) and clause.bare(scene.tokens[at + 1]) in known.nouns


def _aged_noun(scene: Scene, known: Words, at: int) -> int:
    """ "a *17-year-old* was", "a *two year old*": the token behind it, where an age stands for the person; 0 elsewhere."""
    grammar, tokens = known.grammar, [clause.bare(token) for token in scene.tokens[at + 1 : at + 9]]
    hyphens = [n for n, word in enumerate(tokens[:4]) if word == "-"]
    unit, old = [*(word for word in tokens[:4] if word != "-"), "", ""][:2]
    if not set(hyphens) <= {0, 2} or unit not in grammar["year"] | grammar["month"]:
        return 0
    end = at + 3 + len(hyphens)
    behind = takewhile(lambda token: _modifies(token, known), scene.tokens[end : at + 9])
    if old not in grammar["old"] or any(clause.bare(token) in known.nouns for token in behind):
        return 0
    return end


def _noun(scene: Scene, known: Words, at: int, end: int, sex: str) -> Person | None:
    """The person of a noun at a token: with a determiner, or without one where a headline may leave it out."""
    first = at
    while first > max(0, at - MODIFIERS) and _modifies(scene.tokens[first - 1], known) and not is_genitive(scene, first - 1):
        first -= 1
    if first > 1 and scene.bares[first - 1] in known.attributive and scene.bares[first - 2] in known.determiners:
        first -= 1  # "the *wounded* officer"
    before = clause.bare(scene.tokens[first - 1]) if first else ""
    determined = before in known.determiners or before in known.further
    owned = first > 0 and is_genitive(scene, first - 1)  # "her friend's *2-year-old son*"
    if not (determined or owned or _opens(scene, first) or _begins_with_age(scene, known, first) or _is_second(scene, known, first, at)):
        return None
    begin = first - 1 if determined else first
    inside = [clause.bare(token) for token in scene.tokens[begin:at]]
    age = _age_within(scene, known, begin, at)
    sex = sex or next((known.nouns[word] for word in inside if known.nouns.get(word)), "")  # "the *male* victim"
    end, age = (end, age) if age >= 0 else _age_behind(scene, known, end)
    noun = clause.bare(scene.tokens[at])
    grown = (noun in known.grammar["grown"]) - (noun in known.grammar["young"])
    return Person(begin, end, sex, age, frozenset(), noun in known.acting, bool(known.further & set(inside)), grown=grown)


def _is_second(scene: Scene, known: Words, first: int, at: int) -> bool:
    """ "a father and *son*": whether a noun is joined by "and" to that of a person, whose determiner goes for both; not in "her *friend
    and neighbour* was"."""
    joins, bares = clause.words(scene.pack.lang, "conjunctions"), scene.bares
    if not 1 < first == at or bares[first - 1] not in joins or bares[first - 2] not in known.nouns:
        return False
    return at + 1 >= len(bares) or not (bares[at + 1] == "," or bares[at + 1] in known.grammar["single"])


def is_genitive(scene: Scene, at: int) -> bool:
    """ "the boy*'s* mother"."""
    return at < len(scene.tokens) and scene.tokens[at].lower == "'s"


def _begins_with_age(scene: Scene, known: Words, first: int) -> bool:
    """ "the death of *6-year-old* Ada Byron": an age before a noun needs no determiner."""
    words_ = [clause.bare(token) for token in scene.tokens[first + 1 : first + 3]]
    return _years(scene.tokens[first], known) >= 0 and len(words_) == 2 and words_[0] == "-" and words_[1] in known.grammar["year"]


def _opens(scene: Scene, first: int) -> bool:
    """Whether a noun may stand without a determiner: in a headline, or where a sentence begins like one."""
    return scene.statement.kind == "title" or first == 0 or scene.tokens[first - 1].text in ":-–—|"


def _modifies(token: Token, known: Words) -> bool:
    """Whether a token may stand between a determiner and its noun."""
    word = clause.bare(token)
    return token.kind == "digits" or token.text == "-" or word in known.numbers or (token.kind == "word" and word not in known.closed)


def _age_within(scene: Scene, known: Words, first: int, last: int) -> int:
    """ "a *17-year-old* girl": the age told between determiner and noun."""
    tokens = scene.tokens
    for at in range(first, last + 1):
        if at + 2 < len(tokens) and (years := _years(tokens[at], known)) >= 0:
            unit = clause.bare(tokens[at + 2] if tokens[at + 1].text == "-" else tokens[at + 1])
            if unit in known.grammar["year"]:
                return years
            if unit in known.grammar["month"]:
                return 0
    return -1


def _age_behind(scene: Scene, known: Words, at: int) -> tuple[int, int]:
    """ "un homme *de 17 ans*", "John Smith, *24*,": the token behind an age and the age; the token given and -1 without one."""
    tokens, start = scene.tokens, at
    while at < len(tokens) and at < start + 3 and (tokens[at].text in ",(" or clause.bare(tokens[at]) in known.grammar["age_before"]):
        at += 1
    if at == start or at >= len(tokens) or (years := _years(tokens[at], known)) < 0:
        return start, -1
    follows = clause.bare(tokens[at + 1]) if at + 1 < len(tokens) else ","
    if follows in known.grammar["year"]:
        return at + 2, years
    if follows in known.grammar["month"]:
        return at + 2, 0
    closed = tokens[start].text in ",(" and follows in ",.)" and years < 100
    return (at + 1, years) if closed or clause.bare(tokens[at - 1]) in known.grammar["age_before"] else (start, -1)


def is_age(scene: Scene, quantity: Quantity) -> bool:
    """Whether a bare number between commas, or behind a word of age, is how old someone is: "Ada Byron, 2, died", "ages 2 and 5"."""
    at, after = scene.token_at(quantity.start), scene.token_at(quantity.end - 1) + 1
    grammar = words(scene.pack.lang).grammar
    aged, joins = (
        grammar["age_before"] - grammar["oblique"],
        clause.words(scene.pack.lang, "conjunctions") | grammar["oblique"] | {",", "-"},
    )
    start = at
    while start > max(0, at - AGES) and (scene.tokens[start - 1].kind == "digits" or clause.bare(scene.tokens[start - 1]) in joins):
        start -= 1
    if start and clause.bare(scene.tokens[start - 1]) in aged:
        return True
    return at >= 2 and after < len(scene.tokens) and (_between_commas(scene, at, after) or _behind_name(scene, at))


def _behind_name(scene: Scene, at: int) -> bool:
    """ "Ada Byron, 21; and Bo Dahl, *31* all died": a number behind a person's whole name and a comma."""
    if scene.tokens[at].kind != "digits" or len(scene.tokens[at].text) > AGE_DIGITS or scene.tokens[at - 1].text != ",":
        return False
    return any(name.end == scene.tokens[at - 2].end and name.type == "person" and " " in name.canonical for name in scene.names)


def _between_commas(scene: Scene, at: int, after: int) -> bool:
    """ "two girls, *7* and *5*, were hurt", "Ada Byron, *three*, was"."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    digits = scene.tokens[at].kind == "digits"
    aside = digits and scene.tokens[at - 2].text == "," and scene.tokens[at - 1].text.islower() and scene.tokens[after].text == ","
    if aside and not any(q.end == scene.tokens[at - 1].end for q in scene.quantities):
        return True  # "another boy, also *15*, was hurt"
    if scene.tokens[at - 1].text == ",":
        joined = clause.bare(scene.tokens[after]) in joins and after + 1 < len(scene.tokens) and scene.tokens[after + 1].kind == "digits"
        named = any(name.end == scene.tokens[at - 2].end for name in scene.names)
        return (digits and joined) or (scene.tokens[after].text == "," and (digits or named))
    opened = at > 2 and scene.tokens[at - 2].kind == "digits" and scene.tokens[at - 3].text == ","
    return digits and opened and scene.tokens[after].text == "," and clause.bare(scene.tokens[at - 1]) in joins


def _named(scene: Scene, known: Words) -> Iterator[Person]:
    """The persons called by name; a name of which nothing is known is one where it has two words or an age behind it."""
    for name in scene.names:
        if name.type not in ("person", "other"):
            continue
        first, last = scene.token_at(name.start), scene.token_at(name.end - 1) + 1
        end, age = _age_behind(scene, known, last)
        determined = first > 0 and clause.bare(scene.tokens[first - 1]) in known.determiners
        if name.type == "other" and age < 0 and (determined or " " not in name.canonical):
            continue
        if any(clause.bare(token) in known.nouns for token in scene.tokens[last : last + 1 + (end == last)]):
            continue  # "a *Little Rock* teenager", "a *Rockville High School* student"
        titled = _titled(scene, known, first)
        before = [clause.bare(token) for token in scene.tokens[titled:first]]
        sex = next((known.nouns[word] for word in before if known.nouns.get(word)), "")
        age = age if age >= 0 else _age_within(scene, known, titled, first - 1)
        called = frozenset(name.canonical.split())
        yield Person(titled, end, sex, age, (called - known.titles) or called, not known.acting.isdisjoint(before))


def by_whole_names(scenes: Sequence[Scene]) -> Sequence[Scene]:
    """The scenes with those who are called by one of their names as who they are: "Ada Lovelace was shot on Monday. *Ada* died later."."""
    whole: dict[str, set[str]] = {}
    titles = words(scenes[0].pack.lang).titles if scenes else frozenset()
    for name in [name for scene in scenes for name in scene.names if name.type == "person" and " " in name.canonical]:
        for word in {*name.canonical.split()} - titles:
            whole.setdefault(word, set()).add(name.canonical)
    one = {word: names.pop() for word, names in whole.items() if len(names) == 1}
    return [_with_whole_names(scene, one) if scene.names else scene for scene in scenes] if one else scenes


def _with_whole_names(scene: Scene, whole: Mapping[str, str]) -> Scene:
    if whole.keys().isdisjoint([name.canonical for name in scene.names if name.type in _PERSONAL]):
        return scene
    names = (
        replace(n, type="person", canonical=whole[n.canonical]) if n.canonical in whole and n.type in _PERSONAL else n for n in scene.names
    )
    return replace(scene, names=tuple(names))


_PERSONAL = frozenset({"other", "person"})


def _titled(scene: Scene, known: Words, first: int) -> int:
    """The first token of a name with the words that go before it: "*3-year-old* Ada", "*the gunman* Ada"."""
    begin = first
    while (
        begin > max(0, first - MODIFIERS) and _modifies(scene.tokens[begin - 1], known) and not scene.tokens[begin - 1].text[:1].isupper()
    ):
        begin -= 1
    person = begin < first and any(clause.bare(token) in known.nouns or token.text == "-" for token in scene.tokens[begin:first])
    if not person:
        return first
    return begin - 1 if begin and clause.bare(scene.tokens[begin - 1]) in known.determiners else begin
