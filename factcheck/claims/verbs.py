"""What the verbs and nouns beside a figure tell of it: passive and intransitive to its right, active to its left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from factcheck.claims import clause, munitions, persons, wounds
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Quantity, Token
from factcheck.text import without_accents

LONGEST = 5  # words of a form ("claimed the lives of")
ASIDE = 14  # words of an aside between a quantity and its participle
HOW = 6  # words between "taken" and "to" that tell how
HOSPITAL = 7  # words between "taken to" and the word that tells where
NOUN = 12  # words that may stand between the name of a count and its figure
REACH = 7  # words that may stand between a quantity and the verb that governs it
_BREAKS = frozenset('.;:()[]"!?')


class Forms(NamedTuple):
    """Role by word form. A form may be a participle, a finite form and intransitive at once."""

    participle: dict[str, str]
    finite: dict[str, str]
    intransitive: dict[str, str]
    firsts: frozenset[str]


class Role(NamedTuple):
    """A role and the words that told it (span in the scene's text; empty when the counted noun itself told it)."""

    key: str
    start: int
    end: int


_NOTHING = Role("", 0, 0)


@cache
def forms(lang: str) -> Forms:
    table = load(lang).table("roles")
    endings = table["endings"]
    participle: dict[str, str] = {}
    finite: dict[str, str] = {}
    intransitive: dict[str, str] = {}
    for role, words in table.items():
        if role == "endings":
            continue
        participle |= dict.fromkeys([*words["participle"], *(stem + e for stem in words["er"] for e in endings["participle"])], role)
        finite |= dict.fromkeys([*words["finite"], *(stem + e for stem in words["er"] for e in endings["finite"])], role)
        intransitive |= dict.fromkeys(words["intransitive"], role)
    firsts = frozenset(form.partition(" ")[0] for form in (*participle, *finite, *intransitive, *endings["taken"]))
    return Forms(participle, finite, intransitive, firsts | wounds.words(lang).firsts)


@cache
def done_to_things(lang: str) -> dict[str, str]:
    """Roles of things alone by the form that tells them, and the forms that tell of people, too ("abattus")."""
    known = forms(lang)
    told = {form: role for form, role in {**known.finite, **known.participle}.items() if role in munitions.of_things()}
    return dict.fromkeys(munitions.words(lang).downed, "shot_down") | told


def form_at(tokens: Sequence[Token], index: int, words: Mapping[str, str]) -> tuple[str, int] | None:
    """The role of a form that begins at a token, and how many tokens it takes ("shot down"); the longest wins."""
    lowers = [token.lower for token in tokens[index : index + LONGEST]]
    while lowers:
        if role := words.get(" ".join(lowers)):
            return role, len(lowers)
        lowers.pop()
    return None


def _role(tokens: Sequence[Token], index: int, told: tuple[str, int]) -> Role:
    return Role(told[0], tokens[index].start, tokens[index + told[1] - 1].end)


_START = attrgetter("start")


def _first(scene: Scene, offset: int) -> int:
    """Index of the first quantity that begins at an offset or behind it."""
    return bisect_left(scene.quantities, offset, key=_START)


def neighbours(scene: Scene, quantity: Quantity) -> Sequence[Quantity]:
    """The quantities that may stand within reach of one: they are in order and never overlap."""
    at = _first(scene, quantity.start)
    return scene.quantities[max(0, at - REACH) : at + REACH + 1]


def to_the_right(scene: Scene, quantity: Quantity) -> Role | None:
    lang, tokens = scene.pack.lang, scene.tokens
    passive, conjunctions, firsts = clause.words(lang, "passive"), clause.words(lang, "conjunctions"), forms(lang).firsts
    others = {q.start for q in neighbours(scene, quantity) if q.start >= quantity.end}
    at = scene.token_at(quantity.end)
    behind = at + (at < len(tokens) and clause.restrictors(lang).get(tokens[at].lower) == "other")
    aside = _aside(scene, behind) or _apposition(scene, quantity, behind)
    if aside < 0:
        return None  # "ten friends, including the boy who was killed"
    at = aside or _over_noun(scene, at, others) or at
    is_passive = False
    for index in range(at, min(at + REACH, len(tokens))):
        token = tokens[index]
        if token.text in _BREAKS or token.start in others or (token.text == "," and index > at + 1) or token.lower in conjunctions:
            return None
        if token.lower in firsts and (found := _at(scene, index, at, is_passive)) is not _NOTHING:
            if found and _of_one(scene, quantity, found):
                continue
            return None if found is None or _or_other(scene, found) else found
        is_passive = is_passive or token.lower in passive
    return None


def _at(scene: Scene, index: int, at: int, is_passive: bool) -> Role | None:
    """What a verb at a token tells of the quantity that ends before token ``at``: its role, None where the quantity acts
    ("trois hommes tuent"), _NOTHING when no verb stands there."""
    tokens, known = scene.tokens, forms(scene.pack.lang)
    alone, told = form_at(tokens, index, known.intransitive), form_at(tokens, index, known.participle)
    alone = wounds.at(tokens, index, scene.pack.lang) or alone
    if (taken := _to_hospital(scene, index)) and not (told and told[1] > taken[1]):
        told = taken  # more than "*taken*", or "*transportés*" for things
    if alone and not (told and told[1] > alone[1]):  # "one *fatally*", but "two men *fatally shot* a guard"
        return _role(tokens, index, alone)
    if told:
        active = clause.words(scene.pack.lang, "active")
        bare = index - at <= 1 and tokens[index - 1].lower not in active and not _has_object(scene, index + told[1])
        return _role(tokens, index, told) if is_passive or bare else None
    return None if form_at(tokens, index, known.finite) else _NOTHING


@cache
def _taken(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Participles of being taken somewhere, and the words of where the hurt are taken."""
    endings = load(lang).table("roles")["endings"]
    return frozenset(endings["taken"]), frozenset(endings["hospital"])


def _to_hospital(scene: Scene, index: int) -> tuple[str, int] | None:
    """ "*taken to* Mercy Hospital", "*flown in critical condition to* a hospital", "*transportés au* CHU": a participle and what it is
    to, with the name of a hospital behind."""
    if scene.tokens[index].lower not in _taken(scene.pack.lang)[0]:
        return None
    figures = {quantity.start for quantity in scene.quantities[_first(scene, scene.tokens[index].start) :][:1]}
    for at in range(index + 1, min(index + 1 + HOW, len(scene.tokens))):
        if is_to_hospital(scene, at):
            return "hospitalised", at + 1 - index
        if scene.tokens[at].kind == "mark" or scene.tokens[at].start in figures:
            return None
    return None


def is_to_hospital(scene: Scene, at: int) -> bool:
    """Whether "to" and the name of a hospital stand at a token."""
    to = load(scene.pack.lang).table("roles")["endings"]["to"]
    if at >= len(scene.tokens) or clause.bare(scene.tokens[at]) not in to:
        return False
    behind = takewhile(lambda token: token.text not in _BREAKS, scene.tokens[at + 1 : at + 1 + HOSPITAL])
    return any(clause.bare(token) in _taken(scene.pack.lang)[1] for token in behind)


def _aside(scene: Scene, at: int) -> int:
    """ "six personnes*, dont un policier,* blessées": the token behind an aside that tells of a part; 0 without one,
    -1 where it goes on to the end."""
    tokens, partitive = scene.tokens, clause.words(scene.pack.lang, "partitive")
    if at + 1 < len(tokens) and tokens[at].lower in partitive and (verb := _over_part(scene, at)):
        return verb
    if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].lower not in partitive:
        return 0
    closing = next((i for i in range(at + 2, min(at + ASIDE, len(tokens))) if tokens[i].text in ",.;"), 0)
    return closing + 1 if closing and tokens[closing].text == "," else -1


def _apposition(scene: Scene, quantity: Quantity, at: int) -> int:
    """ "Two victims*, a man of 25 and his son,* were shot": the token behind an aside that names those who are counted; 0 without one."""
    if quantity.unit not in _people(scene.pack.lang):
        return 0
    tokens, grammar = scene.tokens, persons.words(scene.pack.lang).grammar
    if at + 1 >= len(tokens) or tokens[at].text != "," or not _names(scene, at + 1):
        return 0
    for index in range(at + 2, min(at + 2 * ASIDE, len(tokens) - 1)):
        if tokens[index].text in _BREAKS:
            return 0
        behind = tokens[index].text == "," and index + 1
        if behind and (clause.bare(tokens[behind]) in grammar["auxiliary"] or form_at(tokens, behind, forms(scene.pack.lang).intransitive)):
            return behind
    return 0


def _names(scene: Scene, at: int) -> bool:
    """Whether what names somebody may begin at a token: a determiner, an age, a name."""
    token = scene.tokens[at]
    aged = persons.words(scene.pack.lang).grammar["age_before"]
    known = clause.words(scene.pack.lang, "determiners") | aged
    return token.kind == "digits" or token.text[:1].isupper() or clause.bare(token) in known


@cache
def _people(lang: str) -> frozenset[str]:
    """Counted nouns of people."""
    nouns = frozenset(map(without_accents, persons.words(lang).nouns))
    return nouns | frozenset(neutral("parts")["people"]) | frozenset(neutral("roles")["generic"]["units"]) - {""}


def _over_part(scene: Scene, at: int) -> int:
    """ "Four people *including two children* were hurt": the token of the verb of several behind a part without commas; 0 without one."""
    grammar = persons.words(scene.pack.lang).grammar
    for index in range(at + 1, min(at + ASIDE, len(scene.tokens))):
        word = clause.bare(scene.tokens[index])
        if scene.tokens[index].text in _BREAKS or scene.tokens[index].text == "," or word in grammar["relative"]:
            return 0
        if word in grammar["auxiliary"]:
            return index
    return 0


def _over_noun(scene: Scene, at: int, others: set[int]) -> int:
    """ "1,500 houses *and shops* were damaged": the token behind a second noun of the same figure; 0 without one."""
    tokens, lang = scene.tokens, scene.pack.lang
    if at + 2 >= len(tokens) or tokens[at].lower not in clause.words(lang, "conjunctions") or tokens[at + 1].start in others:
        return 0
    noun = scene.pack.content(tokens[at + 1]) and tokens[at + 1].lower not in forms(lang).firsts
    verb = tokens[at + 2].lower in clause.words(lang, "passive") | clause.words(lang, "active")
    return at + 2 if noun and verb else 0


def _of_one(scene: Scene, quantity: Quantity, role: Role) -> bool:
    """Whether a form in the singular stands where several are counted: it is told of something else."""
    singular = load(scene.pack.lang).table("roles")["endings"]["singular"]
    at = scene.token_at(role.start)
    if at and scene.tokens[at - 1].lower in clause.words(scene.pack.lang, "active"):
        return False  # "ont succombé"
    form = scene.text[role.start : role.end].lower()
    return (quantity.min or 0) >= 2 and form.split(" ")[0].endswith(tuple(singular)) and form.endswith(tuple(singular))


def _or_other(scene: Scene, role: Role) -> bool:
    """ "injured *or killed*": a count of both together."""
    at = scene.token_at(role.end - 1) + 1
    if at + 1 >= len(scene.tokens) or clause.bare(scene.tokens[at]) not in clause.words(scene.pack.lang, "or"):
        return False
    known = forms(scene.pack.lang)
    told = form_at(scene.tokens, at + 1, known.participle) or form_at(scene.tokens, at + 1, known.intransitive)
    return told is not None and told[0] != role.key


def _has_object(scene: Scene, index: int) -> bool:
    """Whether an object follows: then those before it act ("three men killed the guard")."""
    if index >= len(scene.tokens):
        return False
    token, lang = scene.tokens[index], scene.pack.lang
    if clause.bare(token) in clause.words(lang, "determiners") or token.lower in load(lang).table("roles")["endings"]["objects"]:
        return True
    return any(q.start == token.start for q in scene.quantities[_first(scene, token.start) :][:1])


def of_its_part(scene: Scene, quantity: Quantity, role: Role) -> bool:
    """ "Two *of the six* died": a verb behind a whole tells of the part before it, but "two of the six *killed*", "*who were* killed"."""
    if role.start < quantity.end or not _is_whole(scene, quantity):
        return False
    first, last = scene.token_at(role.start), scene.token_at(role.end - 1) + 1
    between = scene.row.lowers[scene.token_at(quantity.end - 1) + 1 : first]
    relative = load(scene.pack.lang).table("roles")["endings"]["relative"]
    bare = clause.words(scene.pack.lang, "passive").isdisjoint(between) and any(map(_participle(scene), scene.row.lowers[first:last]))
    return not bare and not any(word in relative for word in between)


def _participle(scene: Scene) -> Callable[[str], bool]:
    return forms(scene.pack.lang).participle.__contains__


def _is_whole(scene: Scene, quantity: Quantity) -> bool:
    genitive, determiners = clause.words(scene.pack.lang, "genitive"), clause.words(scene.pack.lang, "determiners")
    at = scene.token_at(quantity.start) - 1
    at -= at > 0 and scene.bares[at] in determiners - genitive
    part = scene.tokens[at - 1].end if at > 0 and scene.bares[at] in genitive else -1
    return any(other.number_end == part for other in neighbours(scene, quantity))


def to_the_left(scene: Scene, quantity: Quantity) -> Role | None:
    known = forms(scene.pack.lang)
    verbs = _transitive(scene.pack.lang)
    ends = {q.end for q in neighbours(scene, quantity) if q.end <= quantity.start}
    at = scene.token_at(quantity.start) - 1
    determined = at > 0 and clause.bare(scene.tokens[at]) in clause.words(scene.pack.lang, "determiners")
    before = at - 1 if determined else at
    endings = load(scene.pack.lang).table("roles")["endings"]
    relative, adjacent, determiners = endings["relative"], endings["adjacent"], clause.words(scene.pack.lang, "determiners")
    within = before >= 0 and clause.bare(scene.tokens[before]) in persons.words(scene.pack.lang).grammar["oblique"]
    joined = at >= 0 and scene.tokens[at].lower in clause.words(scene.pack.lang, "conjunctions")
    for index in range(at, max(at - REACH, -1), -1):
        token = scene.tokens[index]
        if token.text in _BREAKS or token.text == "," or token.end in ends:
            return None
        if token.lower in relative:
            return None  # "the shooting *that* left five people dead"
        told = form_at(scene.tokens, index, verbs) if token.lower in known.firsts else None
        if told and index and (longer := form_at(scene.tokens, index - 1, verbs)) and longer[1] > told[1]:
            told, index = longer, index - 1  # "*fatally* shot"
        if told and token.lower in adjacent and (index + told[1] <= at or clause.bare(scene.tokens[index - 1]) in determiners):
            continue  # "the shooting and found four victims"
        if told and _is_attributive(scene, index, told, at):
            continue  # "the *slain* officer has two children"
        if told and quantity.unit == "" and (index + told[1] < before or (index + told[1] == at and joined)):
            return None  # "shot in Houston 1 / 2", "six are in hospital and eight have gone home"
        if told and within and index + told[1] <= before:
            return None  # "killed in the 700 block": what stands behind a preposition is where it happened
        if told and clause.bare(scene.tokens[index + told[1] - 1]) in clause.words(scene.pack.lang, "genitive"):
            return _role(scene.tokens, index, told) if index + told[1] - 1 == at else None  # "the deaths of 12 people"
        if told:
            return None if _is_passive(scene, index, told) or _of_another(scene, index, told, ends) else _role(scene.tokens, index, told)
    return None


def _is_attributive(scene: Scene, index: int, told: tuple[str, int], at: int) -> bool:
    """Whether a participle stands between a determiner and its noun."""
    endings = load(scene.pack.lang).table("roles")["endings"]
    before = clause.bare(scene.tokens[index - 1]) if index else ""
    determined = before in clause.words(scene.pack.lang, "determiners") and before not in endings["relative"]
    return determined and index + told[1] <= at and scene.pack.content(scene.tokens[index + told[1]])


@cache
def _transitive(lang: str) -> dict[str, str]:
    return {**forms(lang).participle, **forms(lang).finite}


def _of_another(scene: Scene, index: int, told: tuple[str, int], ends: set[int]) -> bool:
    """ "*une femme tuée* et six personnes": a bare participle of the quantity before it."""
    form = " ".join(token.lower for token in scene.tokens[index : index + told[1]])
    return form not in forms(scene.pack.lang).finite and index > 0 and scene.tokens[index - 1].end in ends


@cache
def _nouns(lang: str) -> dict[str, str]:
    table = load(lang).table("roles")
    return {phrase: role for role, words in table.items() if role != "endings" for phrase in words["noun"]}


def of_noun(scene: Scene, quantity: Quantity) -> Role | None:
    """ "The death toll rose to 12": a bare number behind the name of a count, with no other quantity between."""
    reach = (
        NOUN * 2 if quantity.change_of == "to" else NOUN
    )  # "the death toll from the quake that shook the south on Friday has *risen to* 14"
    low = max(
        [
            scene.tokens[max(0, scene.token_at(quantity.start) - reach)].start,
            *(q.end for q in neighbours(scene, quantity) if q.end <= quantity.start),
        ]
    )
    before = scene.text[low : quantity.start].lower()
    found = [(before.rfind(phrase), phrase, role) for phrase, role in _nouns(scene.pack.lang).items() if phrase in before]
    if not found:
        return None
    at, phrase, role = max(found)
    return Role(role, low + at, low + at + len(phrase))


def _is_passive(scene: Scene, index: int, told: tuple[str, int]) -> bool:
    """Whether a form is a participle behind an auxiliary of the passive ("was carrying" is none)."""
    form = " ".join(token.lower for token in scene.tokens[index : index + told[1]])
    passive = clause.words(scene.pack.lang, "passive")
    return form in forms(scene.pack.lang).participle and any(token.lower in passive for token in scene.tokens[max(0, index - 3) : index])
