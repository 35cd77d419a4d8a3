"""Those who were hurt and have not died, of an article that tells of them without a number, or with figures that they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from factcheck.claims import accounts, clause, persons, silences, sums, tallies, wounds
from factcheck.claims.accounts import Account
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting
from factcheck.model import Claim, Date, Number, Quantity

BEFORE = timedelta(days=2)  # from a death to the day of an article that says that all live
KILLED = 2  # of an article that tells at its beginning of a death, or counts one
_SECTIONS = (("injured", "hit", "shot"), ("injured", "hit"), ("injured",))  # what tells of one who lives, by how much is told of a death


def in_all(account: Account, dead: Sequence[Sighting], died: int) -> Iterator[Claim]:
    """Those who were hurt, where no figure tells how many, or none but figures of some: "five people were shot, one is in critical
    condition"; ``dead``: the sightings of the one or two who have died, where no figure counts them, ``died``: how many these are."""
    told = account.figures["injured"]
    if told:
        yield from sums.of_states(account.figures)
    if all(sums.of_some(figure) or figure.subject for figure in told):
        most = sums.most(told)
        yield from (
            c for c in _living(account, dead, died) if isinstance(c.value, Quantity) and (not told or (c.value.min or 0) > max(most, 1))
        )


def _living(account: Account, dead: Sequence[Sighting], died: int) -> Iterator[Claim]:
    """Those who were hurt, where no figure tells how many."""
    figures, killed = account.figures, account.of("killed")
    counted = sums.most(figures["killed"])
    nobody = bool(sums.alike(figures["killed"])) and not counted and not killed
    speaks = not nobody and (bool(figures["killed"]) or _deadly(account.scenes))
    shot = sums.least(figures["shot"]) > counted or (bool(figures["shot"]) and not counted)  # else these are the dead
    survivors = list(_survivors(account, dead, died if speaks else 0)) if shot else []
    scenes = account.scenes if figures["hospitalised"] else ()
    alive = frozenset(tallies.statement(s) for s in scenes if silences.tells(s, "hurt") and not silences.tells(s, "death"))
    deadly = KILLED if speaks and (figures["killed"] or _deadly(account.scenes[: tallies.LEAD])) else int(speaks)
    if shot:
        survivors = survivors or list(_rest_of_the_shot(account, deadly, counted or (died if dead else 0)))
        least = sums.most(figures["shot"]) - max(counted, 1)  # "five were shot, three others taken to hospital" leaves out one
        yield from survivors or (c for c in sums.taken_to_hospital(figures, True, alive, account.joined) if sums.most([c]) >= least)
    elif account.told or any(s.section in ("killed", "shot") for s in account.seen):
        taken = list(sums.taken_to_hospital(figures, speaks, alive, account.joined)) if account.told else []
        hurt, count = ([], 0) if taken else _hurt(account.of("injured"), [*killed, *account.titled], deadly, counted)
        yield from [*taken, *(accounts.claim_of(sighting, count) for sighting in accounts.clearest(hurt))]


def _rest_of_the_shot(account: Account, deadly: int, died: Number) -> Iterator[Claim]:
    """Those who were hurt by what is told of persons, where they and the dead are as many as were shot."""
    figures, killed = account.figures, account.of("killed")
    hurt, count = _hurt(account.of("injured"), [*killed, *account.titled], deadly, sums.most(figures["killed"]))
    if not count:
        hurt, count = _beside_the_dead(account.of("injured"), killed, account.scenes[: tallies.LEAD]), 1
    if hurt and sums.alike(figures["shot"]) and sums.most(figures["shot"]) == count + died:
        yield from (accounts.claim_of(sighting, count) for sighting in accounts.clearest(hurt))


def _beside_the_dead(hurt: Sequence[Sighting], dead: Sequence[Sighting], lead: Sequence[Scene]) -> list[Sighting]:
    """The only one who is hurt by a sentence that an article begins with and that tells of the dead as well."""
    for scene in lead:
        here = [s for s in hurt if s.scene is scene]
        if here and any(s.scene is scene for s in dead):
            return here if len(here) == 1 and not (here[0].several or here[0].person.pronoun) else []
    return []


def _survivors(account: Account, dead: Sequence[Sighting], died: int) -> Iterator[Claim]:
    """All who were shot without the dead: those of the beginning of the article, or of the sentence that tells how many were shot; all
    of them, where a sentence says that all live."""
    lead = frozenset(map(tallies.statement, account.scenes[: tallies.LEAD]))
    beside = lead | {figure.statement for figure in account.figures["shot"]}
    days = [figure.when for figure in account.figures["shot"] if figure.when]
    told = {scene.index for scene in account.scenes if tallies.statement(scene) in beside}
    close = {index + step for index in told for step in (-1, 0, 1)}
    near = any(s.scene.index in close and not any(_is_before(s.when, day) for day in days) for s in dead)
    deaths = {
        tallies.statement(s.scene): s.scene.raw(s.scene.tokens[s.first].start, s.scene.tokens[s.first].end)[0] for s in account.of("killed")
    }
    besides = frozenset(tallies.besides(account.figures["shot"], account.scenes))
    before = all(tallies.recalled(s.when, s.scene.reference, BEFORE) for s in account.of("killed"))
    live = not died or (before and any(map(_all_live, account.scenes)))
    yield from sums.survivors(account.figures, 0 if live else died if near else None, lead, deaths, besides)


def _is_before(when: Date | None, day: Date) -> bool:
    return when is not None and "" < when.latest < day.earliest


def _all_live(scene: Scene) -> bool:
    """ "*None of their* injuries *is life-threatening*", "*all are expected to survive*"."""
    if wounds.table(scene.pack.lang, "everyone").isdisjoint(scene.bares):
        return False
    text = " ".join(word for word in scene.bares if word != "-")
    return any(phrase in text for phrase in wounds.table(scene.pack.lang, "live"))


def _hurt(hurt: Sequence[Sighting], dead: Sequence[Sighting], deadly: int, counted: Number) -> tuple[list[Sighting], int]:
    """The sightings of the one or two who were hurt and have not died, and how many they are; ``deadly``: how much the article
    speaks of a death; ``counted``: how many have died by its figures."""
    whole = accounts.of_one(dead) if counted <= 1 else None  # one who died alone is known by all that is told of them
    told = [who for s in dead for who in (s.pair or ((s.person,) if s.person.first != s.first else ()))]  # not "they were killed"
    gone = [whole[0].whole or whole[0].person] if whole else told
    besides = not any(s.person.further for s in dead)
    several = besides and counted > 1  # "a fourth man was shot"
    alive = [
        s
        for s in hurt
        if not any(s.person.may_be(other) for other in gone)
        or (counted > 1 and not whole and s.section != "shot" and not _has_died(s, dead))
        or _another(s, dead)
        or (several and s.person.further)
        or (besides and whole is not None and accounts.is_second(s))
        or (besides and accounts.is_another(s))
    ]
    enough = _SECTIONS[0 if whole else 1 if counted else deadly]
    rest = [s for s in alive if s.section in enough] if deadly == KILLED else alive
    if deadly:  # "another was wounded": another than the one who died
        rest = [s._replace(person=s.person._replace(further=False)) for s in rest]
    if not any(s.section in enough for s in rest):
        return [], 0
    one = accounts.of_one(rest)
    return (one, 1) if one else (accounts.of_two(rest) or accounts.apart(rest), 2)


def _has_died(sighting: Sighting, dead: Sequence[Sighting]) -> bool:
    """Whether one who was hurt, where several have died, is known to be of these: by age, by name, by the noun or by a pronoun close by."""
    person, nouns = sighting.person, persons.words(sighting.scene.pack.lang).nouns
    if person.pronoun or not person.identity():
        return True
    called = {word for token in sighting.scene.tokens[person.first : person.last] if (word := clause.bare(token)) in nouns}
    for other in (s for s in dead if not s.several and person.may_be(s.person)):
        who = other.scene.bares[other.person.first : other.person.last]
        same = 0 <= person.age == other.person.age or person.name & other.person.name or called.intersection(who)
        if same or (other.person.pronoun and 0 <= other.scene.index - sighting.scene.index <= accounts.NEXT):
            return True
    return False


def _another(sighting: Sighting, dead: Sequence[Sighting]) -> bool:
    """ "A teen was killed and *a child* was hurt", "shot his wife dead and wounded *his son*": one whom the sentence of a death mentions
    for the first time."""
    person, known = sighting.person, persons.words(sighting.scene.pack.lang)
    new = not person.pronoun and sighting.scene.bares[person.first] in known.indefinite | known.possessive
    beside = (s.person for s in dead if s.scene is sighting.scene and not s.several and not s.person.pronoun)
    return new and any(other.last <= person.first or person.last <= other.first for other in beside)


def _deadly(scenes: Sequence[Scene]) -> bool:
    """Whether any of some scenes tells of a death."""
    deadly = persons.words(scenes[0].pack.lang).grammar["deadly"] if scenes else frozenset()
    return any(silences.tells(scene, "death") for scene in scenes if not deadly.isdisjoint(scene.lowers))
