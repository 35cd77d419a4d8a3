"""Roles: what happened to what is counted, told by the words next to a quantity."""

from __future__ import annotations

from functools import cache

from factcheck.claims import clause, munitions, persons, verbs
from factcheck.claims.scene import Scene
from factcheck.language import load, neutral
from factcheck.model import Quantity


@cache
def unit_roles() -> dict[str, str]:
    table: dict[str, str] = neutral("roles")["unit_role"]
    return table


@cache
def generic_units() -> frozenset[str]:
    return frozenset(neutral("roles")["generic"]["units"])


def subject(role: str, unit: str) -> str:
    """What a figure is of: its counted noun as the class of near-synonyms that it belongs to, "" where the role says it."""
    table = neutral("roles")
    if role == table["served"]["role"] and unit in table["served"]["units"]:
        return str(table["served"]["unit"])
    return "" if unit in table["own"].get(role, ()) else table["alike"].get(unit, unit)


@cache
def alone() -> frozenset[str]:
    """Roles that a counted noun tells where nothing else is told ("the 412 passengers")."""
    return frozenset(neutral("roles")["alone"].values())


@cache
def tolls() -> frozenset[str]:
    return frozenset(neutral("roles")["toll"]["roles"])


@cache
def growing() -> frozenset[str]:
    """Roles whose later, higher figure is an update: tolls, and what is sent to the place."""
    return tolls() | frozenset(neutral("roles")["raised"]["roles"])


@cache
def by_action() -> frozenset[str]:
    """Roles of which each day has a figure of its own ("12 arrests")."""
    return frozenset(neutral("roles")["by_action"]["roles"])


CUSTODY = "in:custody"  # located: those who are arrested are told to be held


def in_custody(scene: Scene, role: verbs.Role | None) -> tuple[tuple[str, int, int], ...]:
    """Where a count of people who are arrested says that they are held: not all who are arrested are."""
    if role is None or role.key not in by_action():
        return ()
    held: list[str] = load(scene.pack.lang).table("roles")["endings"]["custody"]
    end = next((q.start for q in scene.quantities if q.start >= role.end), len(scene.text))
    told = scene.text[role.start : end].lower()  # "interpellées puis *placées en garde à vue*"
    return ((CUSTODY, role.start, role.end),) if any(words in told for words in held) else ()


@cache
def stocks() -> frozenset[str]:
    return frozenset(neutral("roles")["stock"]["roles"])


@cache
def passing() -> frozenset[str]:
    """Scopes whose figure goes up and down ("serious")."""
    return frozenset(neutral("roles")["stock"]["scopes"])


@cache
def increments() -> frozenset[str]:
    """Scopes of a figure that is of its own hours ("new")."""
    return frozenset(neutral("roles")["increment"]["scopes"])


@cache
def lasting() -> frozenset[str]:
    """Keys of what lasts for months and is counted by many."""
    return frozenset("k:" + concept for concept in neutral("roles")["lasting"]["concepts"])


@cache
def uncounted() -> frozenset[str]:
    """Nouns of which no verb tells what happened to them: how often something was."""
    return frozenset(neutral("roles")["uncounted"]["units"])


@cache
def loose() -> frozenset[str]:
    """Roles in which many things of one kind may stand at once: two figures exclude each other only in much the same words."""
    return frozenset(neutral("roles")["loose"]["roles"])


def of(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    """The role of a quantity: its noun, else a verb beside it, else what is told of the whole that it is a part of, else what such
    people or things are counted for when nothing is told of them."""
    if _no_count_of(scene, quantity):
        return None
    if quantity.unit in unit_roles():
        return verbs.Role(unit_roles()[quantity.unit], quantity.start, quantity.end)
    if quantity.unit in munitions.units():
        return _of_munitions(scene, quantity)
    told = _beside(scene, quantity) or (verbs.of_noun(scene, quantity) if quantity.unit == "" else None) or _shared(scene, quantity)
    if quantity.unit == "" and told and told.key in munitions.of_things():
        return None  # of what, nothing tells
    whole = _whole_of(scene, quantity) if told is None and quantity.whole else None
    if whole:
        return (of(scene, whole) if not whole.whole else None) or _standing(scene, quantity)
    return told or _standing(scene, quantity)


def _of_munitions(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    """What munitions do, what is done to them, or to those to which they are added, or to all of which they are a part."""
    known = verbs.forms(scene.pack.lang)
    if done := munitions.acting(scene, quantity, known.finite, known.participle):
        return verbs.Role(*done)
    told = _beside(scene, quantity) or _shared(scene, quantity)
    if told is None and (done := munitions.sent(scene, quantity)):
        return verbs.Role(*done)
    if told is None and (before := munitions.added(scene, quantity)):
        kept: dict[Quantity, verbs.Role | None] = scene.kept.setdefault("added", {})
        if before not in kept:  # a row of them is looked at once
            kept[before] = of(scene, before)
        return kept[before]
    whole = munitions.whole_of(scene, quantity) if told is None else None
    if whole and not whole.whole:
        return of(scene, whole)
    return told._replace(key=munitions.told_as().get(told.key, told.key)) if told else None


def _standing(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    """ "has *80 employees*", "an *80-employee* firm": what such people are counted for when nothing is told of them."""
    if counted := neutral("roles")["alone"].get(quantity.unit):
        return verbs.Role(counted, quantity.start, quantity.end)
    role = neutral("roles")["standing"].get(quantity.unit)
    at = scene.token_at(quantity.start)
    owned = at > 0 and clause.bare(scene.tokens[at - 1]) in clause.words(scene.pack.lang, "has")
    return (
        verbs.Role(role, quantity.start, quantity.end)
        if role and (owned or "-" in scene.text[quantity.number_end : quantity.end])
        else None
    )


def _beside(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    """What a verb to the right (passive, intransitive) or to the left (active) tells."""
    told = verbs.to_the_right(scene, quantity) or verbs.to_the_left(scene, quantity)
    if told is None:
        return None
    table = neutral("roles")
    if told.key == "lives" and told.end <= quantity.start and verbs.is_to_hospital(scene, scene.token_at(quantity.end - 1) + 1):
        return told._replace(key="hospitalised")  # "took three of the victims *to hospital*"
    if told.key == "lives":  # "fait deux victimes", "claimed 12 lives": of these alone; "two victims were taken to hospital"
        units = table["lives"]["units"] if told.end <= quantity.start else table["lives"]["lost"]
        return told._replace(key="killed") if quantity.unit in units else None
    if told.key == "killed" and quantity.unit in table["machines"]["units"]:
        return told._replace(key=table["machines"]["role"])
    people = quantity.unit in neutral("parts")["people"]
    if told.key in table["people"]["roles"] and not people and quantity.unit not in generic_units():
        return None  # "deux sociétés détenues par l'État"
    people = people and told.key in table["of_people"]
    return told._replace(key=table["of_people"][told.key]) if people else told


def _shared(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    """ "*84 vehicles* and 211 men were deployed": what a passive behind the next figure tells of both."""
    after = scene.token_at(quantity.end - 1) + 1
    if after + 1 >= len(scene.tokens) or clause.bare(scene.tokens[after]) not in clause.words(scene.pack.lang, "conjunctions"):
        return None
    beside = next((q for q in verbs.neighbours(scene, quantity) if q.start == scene.tokens[after + 1].start), None)
    if beside is None or beside.unit in unit_roles() or beside.partitive:
        return None
    passive = clause.words(scene.pack.lang, "passive")
    told = verbs.to_the_right(scene, beside)
    if told and quantity.unit in munitions.units() and beside.unit in munitions.units():
        return told  # "30 drones et deux missiles abattus"
    if told and told.key == "killed" and quantity.unit in neutral("roles")["machines"]["units"]:
        told = told._replace(key=neutral("roles")["machines"]["role"])
    return told if told and any(t.lower in passive for t in scene.tokens[scene.token_at(beside.end) : scene.token_at(told.start)]) else None


def _no_count_of(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure counts nothing that a verb tells of: "three times", "Ada Byron, 2, died"."""
    abstract = load(scene.pack.lang).table("roles")["endings"]["abstract"]
    if quantity.unit in uncounted() or scene.text[quantity.start : quantity.end].lower() in abstract or _is_decree(scene, quantity):
        return True
    return quantity.unit == "" and (persons.is_age(scene, quantity) or _is_label(scene, quantity))


def _is_decree(scene: Scene, quantity: Quantity) -> bool:
    """Whether what reads like people who are arrested are orders of an office: "118 arrêtés *préfectoraux*", "*signé* deux arrêtés"."""
    told = _decreed(scene.pack.lang)
    if not told or unit_roles().get(quantity.unit) != "arrested":
        return False
    first, last = scene.token_at(quantity.start), scene.token_at(quantity.end - 1) + 1
    behind = scene.tokens[last].lower if last < len(scene.tokens) else ""
    near = [behind, *(token.lower for token in scene.tokens[max(0, first - DECREED) : first])]
    return any(word in told for word in near) or behind.rstrip("'") in clause.words(scene.pack.lang, "genitive")


@cache
def _decreed(lang: str) -> frozenset[str]:
    return frozenset(load(lang).table("roles")["endings"]["decree"])


DECREED = 2  # words before a count of orders among which stands who or what makes them


def _is_label(scene: Scene, quantity: Quantity) -> bool:
    """Whether a bare number names what stands before it: "in apartment 304", "sur la ligne 13"."""
    at = scene.token_at(quantity.start)
    oblique = persons.words(scene.pack.lang).grammar["oblique"]
    noun = at > 1 and scene.tokens[at - 1].text.islower() and scene.pack.content(scene.tokens[at - 1])
    noun = noun and scene.tokens[at - 1].lower not in verbs.forms(scene.pack.lang).firsts
    return noun and any(clause.bare(token) in oblique for token in scene.tokens[max(0, at - 3) : at - 1])


def _whole_of(scene: Scene, quantity: Quantity) -> Quantity | None:
    """The quantity, or the sum, that another is a part of."""
    return next((other for other in verbs.neighbours(scene, quantity) if (other.start, other.end) == quantity.whole), None)
