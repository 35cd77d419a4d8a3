"""Nobody, told by what an article is silent about: one that tells who was hurt and has no word of a death tells of no dead; one that
tells who died and has no word of anyone who lives hurt tells of no injured. Such a count agrees and contradicts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from factcheck.claims import clause, persons, sums
from factcheck.claims.scene import Scene
from factcheck.claims.sightings import Sighting, cut
from factcheck.language import load
from factcheck.model import Claim, Modality, Polarity, Quantity

STAGE = "implied"  # of a claim that nothing tells but silence
NOUN = 4  # words before a noun that may be its article
REACH = 6  # words between "no one" and what happened to nobody
LONGEST = 6  # words of a phrase
MOST = 20  # a silence about a larger event tells nothing: too much happens in it


@cache
def _words(lang: str, name: str) -> tuple[Mapping[tuple[str, ...], bool], frozenset[str], frozenset[str]]:
    """The words of one kind, and the phrases in which they tell nothing (False), the words that all of them begin with, and the rarest
    word of each that tells something."""
    pack = load(lang)
    table = pack.table("silence")
    told = {cut(pack, phrase): kind == name for kind in (name, "no_" + name) for phrase in table[kind]}
    return told, frozenset(words[0] for words in told), clause.rarest(lang, (words for words, telling in told.items() if telling))


def tells(scene: Scene, name: str, called: Set[str] = frozenset()) -> bool:
    """Whether a scene has a word of one kind that stands in no phrase where it tells nothing ("attempted murder"); ``called``: words
    that the only one who died is called by."""
    told, firsts, needed = _words(scene.pack.lang, name)
    keys = scene.bares
    if needed.isdisjoint(keys):  # as in most
        return False
    at = 0
    while at < len(keys):
        longest = min(LONGEST, len(keys) - at) if keys[at] in firsts else 0
        length = next((n for n in range(longest, 0, -1) if keys[at : at + n] in told), 0)
        telling = length > 0 and told[keys[at : at + length]]
        if telling and not (_of_nobody(scene, keys, at) or _of_the_dead(scene, keys, at + length, called)):
            return True
        at += max(length, 1)
    return False


def _of_nobody(scene: Scene, keys: Sequence[str], at: int) -> bool:
    """ "*no one else* was hurt", "*no other* injuries", "the children were *not* hurt", "the *only* one hurt"."""
    none = load(scene.pack.lang).table("silence")["none"]
    before = keys[max(0, at - REACH) : at]
    if not {*none["determiners"], *none["only"]}.isdisjoint(before) or any(phrase in " ".join(before) for phrase in none["pronouns"]):
        return True
    token = scene.tokens[at]
    return scene.polarity(token.start, token.end) is Polarity.DENIED


def _of_the_dead(scene: Scene, keys: Sequence[str], behind: int, called: Set[str]) -> bool:
    """ "found the injured *girl*": who is told of with a word before them, and not for the first time, is who the article is about;
    "found an injured *girl*" where a girl has died tells of her."""
    known = persons.words(scene.pack.lang)
    if behind >= len(keys) or keys[behind] not in known.nouns:
        return False
    return keys[behind] in called or known.indefinite.isdisjoint(keys[max(0, behind - NOUN) : behind])


def nobody_died(figures: sums.Figures, hurt: Sequence[Claim], scenes: Iterable[Scene]) -> Iterator[Claim]:
    """No dead, where an article counts those who were hurt and has no word of a death, of someone missing or of more than a few."""
    sure = [claim for claim in hurt if _few(claim)]
    if sure and len(sure) == len(hurt) and not (figures["killed"] or figures["missing"]) and not any(tells(s, "death") for s in scenes):
        yield _nobody(sure[0], "killed")


def nobody_hurt(
    figures: sums.Figures,
    dead: Sequence[Claim],
    living: Sequence[Sighting],
    of_the_dead: Callable[[Scene], bool],
    scenes: Iterable[Scene],
    called: Set[str] = frozenset(),
) -> Iterator[Claim]:
    """No injured, where an article counts the dead and tells of no other who was hurt, in no figure and no word; ``living``: who was
    hurt and may be another, ``of_the_dead``: whether the words of a scene tell what happened to the dead before, ``called``: words
    that the only one who died is called by."""
    sure = [claim for claim in dead if _few(claim) and isinstance(claim.value, Quantity) and claim.value.max is not None]
    if not sure or len(sure) < len(dead) or living or any(figures[role] for role in _BESIDE):
        return
    if any(sums.least(c for c in figures[role] if not c.subject) > sums.most(sure) for role in _STRUCK):
        return
    kinds = ("hurt", "others") if sums.most(sure) <= 1 else ("hurt",)  # "the other victims" of a murder of several are dead
    if not any(tells(scene, kind, called) and not of_the_dead(scene) for scene in scenes for kind in kinds):
        yield _nobody(sure[0], "injured")


_STRUCK = ("shot", *sorted(sums.STRUCK))  # roles in which more than have died tell of others who live
_BESIDE = ("injured", "hospitalised", "missing")  # roles in which any figure tells of others than the dead


def _few(claim: Claim) -> bool:
    value = claim.value
    return claim.modality is Modality.ACTUAL and isinstance(value, Quantity) and value.min is not None and value.min <= MOST


def _nobody(claim: Claim, role: str) -> Claim:
    assert isinstance(claim.value, Quantity)
    value = replace(claim.value, min=0, max=0, value=0, min_open=False, max_open=False, approximate=False, unit="person", parts=())
    return replace(
        claim, role=role, stage=STAGE, polarity=Polarity.ASSERTED, subject=(), scope=(), places=(), when=None, located=(), value=value
    )
