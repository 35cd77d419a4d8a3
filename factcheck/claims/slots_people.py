"""Who a slot is about: the person that a noun phrase names, and what one article calls one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Name
from factcheck.values import names

NEAR = 8  # words of a noun phrase that are looked at
BACK = 8  # sentences in which a pronoun's person is looked for
APPOSED = 4  # words of a phrase that tells again who somebody is
SEXES = frozenset({"man", "woman"})  # sorts that tell no more than of which sex somebody is
SUBJECT = 9  # words at the beginning of a sentence among which its subject stands


class Who(NamedTuple):
    """A person as a text tells them. ``keys``: "n:" with a name, "r:" with what the person is in the event. ``sort``: of one of whom
    no more is told, the neutral key of the noun. ``definite``: the text points to the one it means. ``several``: more than one."""

    keys: frozenset[str] = frozenset()
    sort: str = ""
    definite: bool = False
    several: bool = False


NOBODY = Who()


class Nouns(NamedTuple):
    """Nouns of people by their forms: the key "r:..." or the sort, and whether the form is a plural."""

    one: Mapping[str, str]
    many: Mapping[str, str]


@cache
def nouns(lang: str) -> Nouns:
    table = load(lang).table("slots")
    one = {form: "r:" + key for key, forms in table["person"].items() for form in forms}
    one |= {form: key for key, forms in table["anyone"].items() for form in forms}
    return Nouns(
        one,
        {form + end: key for form, key in one.items() for end in "sx" if form[-1] != end}
        | dict.fromkeys(words(lang, "plural", "several"), ""),
    )


@cache
def words(lang: str, section: str, name: str) -> frozenset[str]:
    """A list of words of the slots' data."""
    return frozenset(load(lang).table("slots")[section][name])


def noun_at(scene: Scene, at: int) -> Who:
    """What the noun at a token tells of a person; NOBODY itself for any other word."""
    who = _told_by(scene.pack.lang).get(scene.bares[at], NOBODY)
    return NOBODY if who is NOBODY or _modifies(scene, at) else who


@cache
def _told_by(lang: str) -> dict[str, Who]:
    """What each noun of people tells."""
    one, many = nouns(lang)
    told = {word: (key, False) for word, key in one.items()}
    told |= {word: (key, True) for word, key in many.items() if word not in one}
    return {word: _who(key, several) for word, (key, several) in told.items() if key or several}


def _who(key: str, several: bool) -> Who:
    role = key.startswith("r:")
    return Who(frozenset({key} if role else ()), "" if role else key, False, several)


def _modifies(scene: Scene, at: int) -> bool:
    """ "The *hostage*-taker", "the step*mother*" with a hyphen: a part of a word that as a whole tells somebody else."""
    tokens = scene.tokens
    behind = at > 1 and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start
    if behind and tokens[at - 2].lower in words(scene.pack.lang, "link", "other_one"):
        return True
    joined = at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at].end == tokens[at + 1].start
    return joined and bool(scene.pack.table("language")["names_before_noun"])


def phrase_before(scene: Scene, end: int) -> tuple[Who, int]:
    """The person of the noun phrase that ends before a token, and where the phrase begins; NOBODY where there is none."""
    lang = scene.pack.lang
    sure, loose = words(lang, "link", "definite"), words(lang, "link", "indefinite")
    found: list[Who] = []
    for at in range(end - 1, max(end - 1 - NEAR, -1), -1):
        token = scene.tokens[at]
        if token.kind == "mark" and token.text not in "-'":
            break
        word = token.lower
        if (word in sure or word in loose) and found:
            who = _chosen(scene, found)._replace(definite=word in sure)
            return (another(who) if ordered(scene, at + 1, end) else who), at
        if (one := noun_at(scene, at)) != NOBODY:
            found.append(one)
    return (_chosen(scene, found), end - 1) if found else (NOBODY, end)


def ordered(scene: Scene, first: int, last: int) -> bool:
    """Whether words say that there are more of a kind: "le second suspect", "another victim"."""
    others = words(scene.pack.lang, "link", "other")
    return any(token.lower in others for token in scene.tokens[max(0, first - 1) : last])


def another(who: Who) -> Who:
    """One of several of a kind: the kind does not tell which."""
    return who._replace(keys=frozenset(), sort=who.sort or min(who.keys, default="")[2:], definite=False)


def phrase_after(scene: Scene, start: int) -> Who:
    """The person of the noun phrase that begins at a token."""
    lang = scene.pack.lang
    determiners = words(lang, "link", "definite") | words(lang, "link", "indefinite")
    definite = start < len(scene.tokens) and scene.tokens[start].lower in words(lang, "link", "definite")
    found: list[Who] = []
    for at in range(start, min(start + NEAR, len(scene.tokens))):
        token = scene.tokens[at]
        if (token.kind == "mark" and token.text not in "-'") or (at > start and token.lower in determiners):
            break
        if (one := noun_at(scene, at)) != NOBODY:
            found.insert(0, one)
        elif found:
            break
    return _chosen(scene, found)._replace(definite=definite) if found else NOBODY


def _chosen(scene: Scene, found: Sequence[Who]) -> Who:
    """The head of a noun phrase whose nouns of people are given from right to left, with what another noun tells of the same one."""
    head = found[0] if scene.pack.table("language")["names_before_noun"] else found[-1]
    role = head if head.keys else next((who for who in found if who.keys and who.several == head.several), head)
    return role._replace(sort=head.sort, several=head.several)


def name_ending(scene: Scene, end: int) -> Name | None:
    """The name of a person that ends right before a token."""
    if end <= 0:
        return None
    offset = scene.tokens[end - 1].end
    name = next((name for name in scene.names if name.end == offset and name.type in ("person", "other")), None)
    first = scene.token_at(name.start) if name else 0
    common = first > 0 and scene.tokens[first - 1].lower in words(scene.pack.lang, "link", "indefinite")  # "un Strasbourgeois"
    return None if common or names.demonym(scene.tokens[end - 1], scene.pack) else name


def name_starting(scene: Scene, at: int) -> Name | None:
    """The name of a person that begins at a token."""
    if at >= len(scene.tokens):
        return None
    return next((name for name in scene.names if name.start == scene.tokens[at].start and name.type in ("person", "other")), None)


def named(name: Name) -> Who:
    return Who(frozenset({"n:" + name.canonical}), "", True)


def owns(scene: Scene, name: Name) -> bool:
    """Whether a name only says whose relative another is: "le fils de la reine Elisabeth", "the son of Jane Roe"."""
    first = scene.token_at(name.start)
    genitive = clause.words(scene.pack.lang, "genitive")
    back = next((n for n in range(first - 1, max(first - 4, -1), -1) if clause.bare(scene.tokens[n]) in genitive), -1)
    return back > 0 and any(noun_at(scene, n) != NOBODY for n in range(max(0, back - 2), back))


def has_relative(scene: Scene, name: Name) -> bool:
    """Whether somebody is told by a name right before it: "les parents *de Paul Nye*", not "le chauffeur du bus Paul Nye"."""
    first = scene.token_at(name.start)
    near = first > 1 and clause.bare(scene.tokens[first - 1]) in clause.words(scene.pack.lang, "genitive")
    return near and (noun_at(scene, first - 2) != NOBODY or scene.tokens[first - 2].lower in words(scene.pack.lang, "plural", "relatives"))


def relative_before(scene: Scene, begins: int) -> Who:
    """ "*The brother* of the suspect": the relative whom a noun phrase that begins at a token only tells apart."""
    owned = begins > 1 and clause.bare(scene.tokens[begins - 1]) in clause.words(scene.pack.lang, "genitive")
    one = noun_at(scene, begins - 2) if owned else NOBODY
    return one if any(key[2:] in neutral("slots")["kin"]["roles"] for key in one.keys) else NOBODY


def before(scene: Scene, end: int) -> Who:
    """The person that is told right before a token: by name, by a noun, or by both ("le suspect, Jean Dupont")."""
    at = end - 1 if 0 < end <= len(scene.tokens) and scene.tokens[end - 1].text in ",(" else end
    if name := name_ending(scene, at):
        return NOBODY if owns(scene, name) else named(name)
    who, first = phrase_before(scene, at)
    if who != NOBODY and first > 0 and scene.tokens[first - 1].text == "," and (name := name_ending(scene, first - 1)):
        return Who(who.keys | named(name).keys, who.sort, True, who.several)  # "Jean Dupont, un étudiant de 23 ans"
    return told_before(scene, who, at)


def told_before(scene: Scene, who: Who, end: int) -> Who:
    """ "Le pilote, un Allemand de 28 ans", "the suspect, a 23-year-old man": the one whom a noun before the comma tells, too."""
    loose = words(scene.pack.lang, "link", "indefinite")
    begins = next((n for n in range(end - 1, max(end - 1 - APPOSED, 0), -1) if scene.tokens[n].lower in loose), 0)
    if begins < 2 or scene.tokens[begins - 1].text != ",":
        return who
    outer, _ = phrase_before(scene, begins - 1)
    return (
        Who(who.keys | outer.keys, who.sort or outer.sort, outer.definite) if outer.keys and not outer.several and not who.several else who
    )


def subject(scene: Scene, end: int | None = None) -> Who:
    """The person that a sentence begins with, before a token: who it is about."""
    last = min(SUBJECT, len(scene.tokens) if end is None else end)
    known, starts = _told_by(scene.pack.lang), [name.start for name in scene.names]
    for at in range(last):
        if starts and scene.row.starts[at] in starts and (name := name_starting(scene, at)) and not has_relative(scene, name):
            return named(name)
        if scene.bares[at] in known and (one := noun_at(scene, at)) is not NOBODY:
            who, _ = phrase_before(scene, at + 1)
            return who if who != NOBODY else one
    return NOBODY


def spoken_of(scenes: Sequence[Scene], number: int) -> Who:
    """Whom an article is on before a sentence: the one that the nearest of the sentences before it begins with."""
    for scene in reversed(scenes[max(0, number - BACK) : number]):
        who = subject(scene)
        if who.keys and not who.several:
            return who
    return NOBODY


def aliases(scenes: Sequence[Scene]) -> dict[str, frozenset[str]]:
    """What one article calls each person of a name beside it: "le chauffeur Jean Dupont", "Jane Doe, the driver," .

    A noun that stands beside two names tells neither.
    """
    told: dict[str, set[str]] = {}
    for scene in scenes:
        for name in scene.names:
            if name.type == "person" and not has_relative(scene, name):
                told.setdefault("n:" + name.canonical, set()).update(_beside(scene, name))
    for key, headlined in _headlined(scenes).items():
        told.setdefault(key, set()).update(headlined)
    owners: dict[str, set[str]] = {}
    for name_key, roles in told.items():
        for role in roles:
            owners.setdefault(role, set()).add(name_key)
    return {key: frozenset(role for role in roles if len(owners[role]) == 1) for key, roles in told.items()}


def _headlined(scenes: Sequence[Scene]) -> dict[str, frozenset[str]]:
    """ "Le chauffeur agressé est décédé" over "Jean Dupont est décédé ...": a headline whose role and predicate the first sentence
    gives to a name."""
    title = next((scene for scene in scenes[:1] if scene.statement.kind == "title"), None)
    lead = next((scene for scene in scenes if scene.statement.kind != "title"), None)
    if title is None or lead is None:
        return {}
    name = subject(lead)
    if not name.keys or not all(key.startswith("n:") for key in name.keys) or _of_a_thing(lead):
        return {}
    role = subject(title)
    if role.several or not all(key.startswith("r:") for key in role.keys):
        return {}
    told = any(key[:2] in ("k:", "v:", "w:") for key in title.keys() & lead.keys())
    return dict.fromkeys(name.keys, role.keys) if told else {}


def _of_a_thing(scene: Scene) -> bool:
    """Whether the first name of a sentence only tells whose or of what something is: "Le bilan de l'incendie *du « Capo Bianco »*"."""
    first = min((scene.token_at(name.start) for name in scene.names), default=0)
    before = [token for token in scene.tokens[max(0, first - 2) : first] if token.text != '"']
    return bool(before) and clause.bare(before[-1]) in clause.words(scene.pack.lang, "genitive")


def _beside(scene: Scene, name: Name) -> frozenset[str]:
    first, last = scene.token_at(name.start), scene.token_at(name.end - 1) + 1
    found: set[str] = set()
    end = first - 1 if first and scene.tokens[first - 1].text == "," else first
    who, at = phrase_before(scene, end)
    if who.keys and not who.several and (who.definite or _titled(scene, at, first)) and _adjoins(scene, end):
        found |= who.keys
    if last < len(scene.tokens) and scene.tokens[last].text == "," and not _cited(scene, first):
        after = phrase_after(scene, last + 1)
        found |= after.keys if not after.several else set()
    return frozenset(found)


def _titled(scene: Scene, at: int, first: int) -> bool:
    """ "Former Toledo *mayor Frank Delgado*": a noun without an article right before a name, where the language has titles so."""
    alone = at == first - 1 and noun_at(scene, at) != NOBODY
    return alone and bool(scene.pack.table("language")["names_before_noun"])


def _cited(scene: Scene, first: int) -> bool:
    """ "*According to* John Doe, the suspect fled": behind the comma stands somebody else."""
    return any(token.lower in words(scene.pack.lang, "plural", "sources") for token in scene.tokens[max(0, first - APPOSED) : first])


def _adjoins(scene: Scene, end: int) -> bool:
    """Whether a noun of a person ends right before a token, or with what it is of between ("le chauffeur *du bus* Jean Dupont"; not
    "the driver *invited* Jane Roe")."""
    noun = next((at for at in range(end - 1, max(end - 1 - NEAR, -1), -1) if noun_at(scene, at) != NOBODY), -1)
    return noun >= 0 and (noun + 1 == end or clause.bare(scene.tokens[noun + 1]) in clause.words(scene.pack.lang, "genitive"))


def pronoun_before(scene: Scene, at: int) -> bool:
    """Whether "he was", "elle avait" stands right before a token."""
    lang = scene.pack.lang
    being, pronouns = words(lang, "link", "being"), words(lang, "link", "pronoun")
    near = [token.lower for token in scene.tokens[max(0, at - 4) : at]]
    return any(word in pronouns and any(other in being for other in near[n + 1 :]) for n, word in enumerate(near))
