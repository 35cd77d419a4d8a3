"""A wound that somebody has, put together from its words: "suffered two *gunshot* wounds", "souffraient de plaies *par balle*"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.language import load
from factcheck.model import Token

REACH = 9  # words between a verb and the noun of the wound
BEHIND = 4  # words behind the noun that may tell more of it
_BREAKS = frozenset('.,;:()[]"!?—–|')


class Words(NamedTuple):
    """Words of the language data; verbs as their words, longest first."""

    verbs: tuple[tuple[str, ...], ...]
    firsts: frozenset[str]
    nouns: frozenset[str]
    breaks: frozenset[str]
    shot: tuple[frozenset[str], frozenset[str]]
    fatal: tuple[frozenset[str], frozenset[str]]
    unsure: frozenset[str]
    loose: frozenset[str]
    indefinite: frozenset[str]


@cache
def words(lang: str) -> Words:
    known = {name: frozenset(forms) for name, forms in load(lang).table("wounds").items()}
    verbs = sorted((tuple(verb.split()) for verb in known["verbs"]), key=lambda verb: (-len(verb), verb))
    return Words(
        tuple(verbs),
        frozenset(verb[0] for verb in verbs),
        known["nouns"],
        known["breaks"] | known["none"] | _BREAKS,
        (known["shot"], known["shot_behind"]),
        (known["fatal"], known["fatal_behind"]),
        known["unsure"],
        known["loose"],
        frozenset(load(lang).table("victims")["people"]["indefinite"]),
    )


@cache
def table(lang: str, name: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(load(lang).table("wounds")[name])


def at(tokens: Sequence[Token], index: int, lang: str) -> tuple[str, int] | None:
    """The role of one who has the wound that a verb at a token tells of ("shot", "killed" or "injured"), and how many tokens it takes."""
    known = words(lang)
    lower = tokens[index].lower
    if lower not in known.firsts:
        return None
    length = next((len(verb) for verb in known.verbs if verb[0] == lower and _are(verb, tokens[index : index + len(verb)])), 0)
    first = index + length
    for noun in range(first, min(first + REACH, len(tokens)) if length else first):
        word = clause.bare(tokens[noun])
        if word in known.nouns:
            single = lower in known.loose and not word.endswith("s")
            if single and clause.bare(tokens[first]) not in known.indefinite:
                return None  # "charged with negligent injury"
            return _told(tokens, first, noun, known), noun + 1 - index
        if word in known.breaks:
            return None
    return None


def is_grave(tokens: Sequence[Token], lang: str) -> bool:
    """Whether words tell of a wound that may kill: "life-threatening", not "non-life-threatening"."""
    told = {clause.bare(token) for token in tokens}
    return not told.isdisjoint(table(lang, "grave")) and told.isdisjoint(table(lang, "unsure") - {"-"})


def _are(verb: Sequence[str], tokens: Sequence[Token]) -> bool:
    return len(tokens) == len(verb) and all(token.lower == word for token, word in zip(tokens, verb, strict=True))


def _told(tokens: Sequence[Token], first: int, noun: int, known: Words) -> str:
    """What the words before and behind the noun of a wound tell of it."""
    before = [clause.bare(token) for token in tokens[first : noun + 1]]
    behind = [clause.bare(token) for token in tokens[noun + 1 : noun + 1 + BEHIND]]
    mark = next((n for n, word in enumerate(behind) if word in _BREAKS), len(behind))
    if _fatal(before, known.fatal[0], known.unsure) or _fatal(behind[:mark], known.fatal[1], known.unsure):
        return "killed"
    return "shot" if not (known.shot[0].isdisjoint(before) and known.shot[1].isdisjoint(behind[:mark])) else "injured"


def _fatal(told: Sequence[str], fatal: frozenset[str], unsure: frozenset[str]) -> bool:
    return any(word in fatal and not (n and told[n - 1] in unsure) for n, word in enumerate(told))
