"""Counts of nobody: "no one was hurt", "l'accident n'a fait aucune victime" are 0 persons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import compress, count

from factcheck.claims import clause, persons, verbs
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.verbs import Role
from factcheck.language import load, neutral
from factcheck.model import Claim, Modality, Polarity, Quantity
from factcheck.values import units

REACH = 6  # words between "no one" and what happened to nobody


@cache
def _words(lang: str, name: str) -> frozenset[str]:
    return frozenset(load(lang).table("silence")["none"][name])


def read(scene: Scene) -> Iterator[Claim]:
    """The claims of a scene that count nobody."""
    firsts, last = _firsts(scene.pack.lang), -1
    if firsts.isdisjoint(scene.lowers):
        return
    for at in compress(count(), map(firsts.__contains__, scene.row.lowers)):
        token = scene.tokens[at]
        if token.start > last and (told := _told(scene, at)) and scene.modality(told.start, told.end) is Modality.ACTUAL:
            last = told.end
            yield _claim(scene, token.start, told)


@cache
def _firsts(lang: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for name in ("determiners", "pronouns") for phrase in _words(lang, name))


def _told(scene: Scene, at: int) -> Role | None:
    """What a token that may count nobody counts."""
    lang = scene.pack.lang
    word, pair = (" ".join(clause.bare(token) for token in scene.tokens[at : at + n]) for n in (1, 2))
    if at + 1 < len(scene.tokens) and clause.bare(scene.tokens[at + 1]) in clause.words(lang, "genitive"):
        return None  # "none of the passengers": of these alone
    told = _noun(scene, at) if word in _words(lang, "determiners") else None
    return told or (_verb(scene, at) if {word, pair} & _words(lang, "pronouns") else None)


def _noun(scene: Scene, at: int) -> Role | None:
    """ "no injuries", "aucun mort"."""
    found = units.nouns(scene.pack).after(scene.tokens, at + 1)
    told = found[0][0] if found and found[0][0] not in _words(scene.pack.lang, "unsaid") else ""
    role = neutral("roles")["nobody"].get(told)
    return Role(role, scene.tokens[at + 1].start, scene.tokens[found[1] - 1].end) if found and role else None


def _verb(scene: Scene, at: int) -> Role | None:
    """ "no one *was hurt*", "personne n'*a été blessé*"."""
    known, further = verbs.forms(scene.pack.lang), persons.words(scene.pack.lang).further | _words(scene.pack.lang, "besides")
    for index in range(at + 1, min(at + 2 + REACH, len(scene.tokens))):
        token = scene.tokens[index]
        if token.kind == "mark" or clause.bare(token) in further:
            return None
        told = verbs.form_at(scene.tokens, index, known.intransitive) or verbs.form_at(scene.tokens, index, known.participle)
        if told:
            if clause.bare(scene.tokens[index - 1]) in _words(scene.pack.lang, "infinitive"):
                return None  # "nobody deserves *to die*"
            passive = any(clause.bare(t) in clause.words(scene.pack.lang, "passive") for t in scene.tokens[at:index])
            fits = told[0] in neutral("roles")["nobody"].values() and (passive or token.lower in known.intransitive)
            return Role(told[0], token.start, scene.tokens[index + told[1] - 1].end) if fits else None
    return None


def _claim(scene: Scene, start: int, told: Role) -> Claim:
    value = Quantity(start, told.end, 0, 0, value=0, unit="person", number_start=start, number_end=start)
    evidence = [(start, told.end)]
    span = min(start, told.start), told.end
    return claim(
        scene, span, kind="quantity", role=told.key, value=value, evidence=evidence, polarity=Polarity.ASSERTED, modality=Modality.ACTUAL
    )
