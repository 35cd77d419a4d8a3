"""Cues of polarity and modality: where a statement has them, and what kind of stretch each governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from factcheck.assertion import clauses
from factcheck.assertion.patterns import Grammar, Words, classes, compiled, telling
from factcheck.language import Kept, Pack
from factcheck.model import Token

DENIED, REFUTED, NOT_YET, PSEUDO, KNOWN, SPARED = "denied", "refuted", "not_yet", "pseudo", "known", "spared"
# How far a particle may stand from the word that opens a discontinuous negation, in tokens.
REACH = 8
# How firmly a negation stands by itself: a plain one, "ne" without "pas", a word such as "aucun", and "except" under a negation.
PLAIN, BARE, CONCORD, EXCEPT = 0, 1, 2, 3
# Words that a clause does not reach back over.
_CLOSES = ("that", "subordinate", "adversative")


class Discontinuous(NamedTuple):
    """A negation in two parts ("ne ... pas")."""

    alone: frozenset[str]
    trigger: frozenset[str]
    partner: frozenset[str]
    restrictive: frozenset[str]
    lifted: frozenset[str]
    leading: frozenset[str]


class Lexicon(NamedTuple):
    """What a language says about cues."""

    words: Mapping[str, Words]
    cues: Grammar
    delays: Grammar
    parts: Discontinuous
    concord: frozenset[str]
    told: clauses.Told
    look: Callable[[str], int]


class Found(NamedTuple):
    """A cue in tokens, half-open, with its effect and the kind of scope it has. ``rank``: whether it only repeats another negation."""

    start: int
    end: int
    effect: str
    scope: str
    rank: int = PLAIN


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The cues of a language, compiled once."""
    table, sure = pack.table("assertion"), pack.table("certainty")
    words = {**classes(pack.table("clauses")), **classes(table), **classes(sure)}
    cased = frozenset(table["lower"])
    phrases = [*_phrases(table["cues"]), *_phrases(sure["cues"])]
    pseudo = [(phrase, (kind, "")) for kind, listed in ((PSEUDO, table["pseudo"]), (KNOWN, sure["known"])) for phrase in listed]
    plain = [entry for entry in phrases if entry[1][0] != NOT_YET]
    delays = [entry for entry in phrases if entry[1][0] == NOT_YET]
    parts = Discontinuous(**{name: frozenset(table["discontinuous"][name]) for name in Discontinuous._fields})
    concord = frozenset(table["concord"]["words"])
    tell = telling(words)
    met, late = compiled([*pseudo, *plain], words, pack, cased), compiled(delays, words, pack, cased)

    def seen(text: str) -> int:
        look = clauses.look(text, tell(text))
        if met.anchored(text) or text.lower() in parts.trigger:
            look |= clauses.CUE
        return look | clauses.DELAY if late.anchored(text) else look

    return Lexicon(
        words,
        met,
        late,
        parts,
        concord,
        Kept(tell).__getitem__,
        Kept(seen).__getitem__,
    )


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for effect, scopes in table.items():
        for scope, phrases in scopes.items():
            yield from ((phrase, (effect, scope)) for phrase in phrases)


def find(tokens: Sequence[Token], lowers: Sequence[str], marks: clauses.Marks, words: Lexicon) -> list[Found]:
    """Every cue of a statement in reading order; what is inside a longer cue, or looks like one only, is left out."""
    found = _plain(tokens, lowers, marks.cued, words) if marks.cued else []
    if not marks.late:  # as nearly everywhere
        return found
    delays = [Found(start, stop, NOT_YET, "clause") for start, stop, _ in words.delays.each(tokens, lowers, marks.late)]
    return sorted([*found, *delays], key=lambda cue: (cue.start, cue.end))


def _plain(tokens: Sequence[Token], lowers: Sequence[str], places: Sequence[int], words: Lexicon) -> list[Found]:
    """The cues but for those of what is late, by the places of the words that these are found by."""
    found: list[Found] = []
    taken: set[int] = set()
    end, begun, trigger = 0, words.cues.begun(tokens, lowers, places), words.parts.trigger
    triggers = [at for at in places if lowers[at] in trigger]
    for place in sorted({*begun, *triggers}) if triggers else begun:
        if place < end:
            continue
        best = None if place in taken else words.cues.longest(tokens, place, begun.get(place, ()))
        if best is not None:
            end, pattern = best
            if pattern.meaning[0] != PSEUDO:
                found.append(_met(tokens, place, end, pattern.meaning, words))
        elif lowers[place] in trigger:
            found.extend(_discontinuous(tokens, place, words, taken))
    return _asked(found, tokens) if KNOWN in [cue.effect for cue in found] else found


def _met(tokens: Sequence[Token], start: int, end: int, meaning: tuple[str, ...], words: Lexicon) -> Found:
    """A cue as the data name it. One with a word such as "aucun", and without "ne", may only repeat another negation."""
    effect, scope = meaning
    if effect == SPARED:
        return Found(start, end, DENIED, scope, EXCEPT)
    told = {token.lower for token in tokens[start:end]} if effect == DENIED else set()
    plain = told.isdisjoint(words.concord) or not told.isdisjoint(words.parts.trigger)
    return Found(start, end, effect, scope, PLAIN if plain else CONCORD)


def _asked(found: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """Without the question mark behind what is taken as known: "did you know that ...?"."""
    known = False
    kept: list[Found] = []
    for cue in found:
        mark = tokens[cue.start].kind == "mark"
        if cue.effect != KNOWN and not (known and mark):
            kept.append(cue)
        known = cue.effect == KNOWN or (known and not mark)
    return kept


def _discontinuous(tokens: Sequence[Token], place: int, words: Lexicon, taken: set[int]) -> Iterator[Found]:
    """A negation in two parts, or a first part alone that denies."""
    parts = words.parts
    partner = _partner(tokens, place, parts)
    if partner >= 0 and not _lifted(tokens, partner, words):
        taken.add(partner)
        infinitive = partner == place + 1 or "unfinite" in words.told(tokens[place + 1].text)
        yield Found(place, partner + 1, DENIED, "verb" if infinitive else "clause")
    elif partner < 0 and _leads(tokens, place, words, taken):
        yield Found(place, place + 1, DENIED, "clause", BARE)
    elif partner == -1 and (verb := _alone(tokens, place, parts)):
        yield Found(place, verb + 1, DENIED, "clause", BARE)


def _partner(tokens: Sequence[Token], place: int, parts: Discontinuous) -> int:
    """Where the second part stands; -1 for none, -2 when the words only restrict ("ne ... que")."""
    for at in range(place + 1, min(place + 1 + REACH, len(tokens))):
        lower = tokens[at].lower
        if lower in parts.partner:
            return at
        if lower in parts.restrictive:
            return -2
        if tokens[at].kind == "mark" and lower not in (",", "-", '"', "(", ")"):
            break
    return -1


def _lifted(tokens: Sequence[Token], partner: int, words: Lexicon) -> bool:
    """Whether the word behind the second part lifts the negation: "pas seulement", "ne reste plus que"; not "ne pense pas que"."""
    following = tokens[partner + 1].lower if partner + 1 < len(tokens) else ""
    if following not in words.parts.lifted:
        return False
    if following not in words.parts.restrictive:
        return True
    return "claiming" not in words.told(tokens[partner - 1].text) and not _verb_near(tokens, partner + 2, words)


def _verb_near(tokens: Sequence[Token], start: int, words: Lexicon) -> bool:
    near = range(start, min(start + REACH, len(tokens)))
    marks = next((at for at in near if tokens[at].kind == "mark"), start + REACH)
    return any(at < marks and not words.told(tokens[at].text).isdisjoint(clauses.SIGNS) for at in near)


def _leads(tokens: Sequence[Token], place: int, words: Lexicon, taken: set[int]) -> bool:
    """A word such as "aucun" stands before, in the same clause: "Aucun blessé n'a", "Personne ne"; "une personne" is none."""
    for at in range(place - 1, max(place - REACH, 0) - 1, -1):
        if at in taken or not words.told(tokens[at].text).isdisjoint(_CLOSES):
            return False
        if tokens[at].lower in words.parts.leading and not (at and "determined" in words.told(tokens[at - 1].text)):
            return True
    return False


def _alone(tokens: Sequence[Token], place: int, parts: Discontinuous) -> int:
    """Where the verb stands that the first part denies without a second one, 0 for none."""
    return next((at for at in range(place + 1, min(place + 4, len(tokens))) if tokens[at].lower in parts.alone), 0)
