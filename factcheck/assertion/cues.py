"""Cues of polarity and modality, and the stretch that each governs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from factcheck.assertion import clauses as clause_reader
from factcheck.assertion.clauses import Clauses
from factcheck.assertion.patterns import Grammar, Words, classes, compiled
from factcheck.language import Pack
from factcheck.model import Cue, Token

DENIED, NOT_YET, PSEUDO, KNOWN = "denied", "not_yet", "pseudo", "known"
# How far a particle may stand from the word that opens a discontinuous negation, in tokens.
REACH = 8
# How many words of a phrase an adjective governs on each side.
BEFORE, AFTER = 2, 10


class Discontinuous(NamedTuple):
    """A negation in two parts ("ne ... pas")."""

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


class Found(NamedTuple):
    """A cue in tokens, half-open, with its effect and the kind of scope it has."""

    start: int
    end: int
    effect: str
    scope: str


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The cues of a language, compiled once."""
    table = pack.table("assertion")
    words = {**classes(pack.table("clauses")), **classes(table)}
    cased = frozenset(table["lower"])
    phrases = list(_phrases(table["cues"]))
    pseudo = [(phrase, (kind, "")) for kind in (PSEUDO, KNOWN) for phrase in table[kind]]
    plain = [entry for entry in phrases if entry[1][0] != NOT_YET]
    delays = [entry for entry in phrases if entry[1][0] == NOT_YET]
    parts = Discontinuous(**{name: frozenset(table["discontinuous"][name]) for name in Discontinuous._fields})
    return Lexicon(words, compiled([*pseudo, *plain], words, pack, cased), compiled(delays, words, pack, cased), parts)


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for effect, scopes in table.items():
        for scope, phrases in scopes.items():
            yield from ((phrase, (effect, scope)) for phrase in phrases)


def find(tokens: Sequence[Token], pack: Pack) -> list[Found]:
    """Every cue of a statement in reading order; what is inside a longer cue, or looks like one only, is left out."""
    words = lexicon(pack)
    found: list[Found] = []
    taken: set[int] = set()
    end = 0
    for place in words.cues.places(tokens, words.parts.trigger):
        if place < end:
            continue
        best = None if place in taken else words.cues.longest(tokens, place)
        if best is not None:
            end, pattern = best
            if pattern.meaning[0] != PSEUDO:
                found.append(Found(place, end, *pattern.meaning))
        else:
            found.extend(_discontinuous(tokens, place, words.parts, taken))
    return sorted([*_asked(found, tokens), *_delays(tokens, words)], key=lambda cue: (cue.start, cue.end))


def _asked(found: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """Without the question mark behind what is taken as known: "did you know that ...?"."""
    known = False
    for cue in found:
        mark = tokens[cue.start].kind == "mark"
        if cue.effect != KNOWN and not (known and mark):
            yield cue
        known = cue.effect == KNOWN or (known and not mark)


def _delays(tokens: Sequence[Token], words: Lexicon) -> Iterator[Found]:
    end = 0
    for place in words.delays.places(tokens):
        best = words.delays.longest(tokens, place) if place >= end else None
        if best is not None:
            end = best[0]
            yield Found(place, end, NOT_YET, "clause")


def _discontinuous(tokens: Sequence[Token], place: int, parts: Discontinuous, taken: set[int]) -> Iterator[Found]:
    if tokens[place].lower not in parts.trigger:
        return
    partner = _partner(tokens, place, parts)
    if partner >= 0:
        following = tokens[partner + 1].lower if partner + 1 < len(tokens) else ""
        if following not in parts.lifted:
            taken.add(partner)
            yield Found(place, partner + 1, DENIED, "clause")
    elif partner == -1 and any(token.lower in parts.leading for token in tokens[max(place - REACH, 0) : place]):
        yield Found(place, place + 1, DENIED, "clause")


def _partner(tokens: Sequence[Token], place: int, parts: Discontinuous) -> int:
    """Where the second part stands; -1 for none, -2 when the words only restrict ("ne ... que")."""
    for at in range(place + 1, min(place + 1 + REACH, len(tokens))):
        lower = tokens[at].lower
        if lower in parts.partner:
            return at
        if lower in parts.restrictive:
            return -2
        if tokens[at].kind == "mark" and lower not in (",", "-", '"', "("):
            break
    return -1


def scoped(tokens: Sequence[Token], found: Sequence[Found], pack: Pack, clauses: Clauses) -> tuple[Cue, ...]:
    """Cues with their scopes, in characters. A clause in several pieces gives one cue per piece, with the same span."""
    words = lexicon(pack).words
    denying = {clauses.of(cue.start) for cue in found if cue.effect == DENIED and cue.scope == "clause"}
    cues = []
    for cue in found:
        if cue.effect == DENIED and cue.scope == "phrase" and clauses.of(cue.start) in denying:
            continue  # "n'a fait aucun mort": one negation in several words
        for start, end in _scope(tokens, cue, words, clauses):
            if start < end:
                cues.append(Cue(tokens[cue.start].start, tokens[cue.end - 1].end, cue.effect, tokens[start].start, tokens[end - 1].end))
    return tuple(cues)


def _scope(tokens: Sequence[Token], cue: Found, words: Mapping[str, Words], clauses: Clauses) -> list[tuple[int, int]]:
    if cue.scope in ("phrase", "ahead"):
        start, end = _phrase(tokens, cue, words)
        return [(start if cue.scope == "phrase" else cue.start, end)]
    clause = clauses.items[clauses.of(cue.start)]
    if cue.scope == "before":
        return [(start, min(end, cue.end)) for start, end in clause.pieces if start < cue.end]
    if cue.scope == "clause":
        return [*clause.pieces, *_content(cue, clauses)]
    last = clauses.items[clauses.of(max(cue.end - 1, cue.start))]
    pieces = [(max(start, cue.start), end) for start, end in last.pieces if end > cue.start]
    return [*pieces, *_content(cue, clauses)]


def _content(cue: Found, clauses: Clauses) -> list[tuple[int, int]]:
    """The clauses that depend on the cue's: "n'a pas dit que ...", "il est possible que ...", "nie que A et que B"."""
    owner = clauses.of(cue.start)
    following = [(start, clause) for start, clause in clauses.items[owner].content if start >= cue.end - 1]
    pieces = []
    for place, (_, clause) in enumerate(following):
        if (
            place
            and clauses.items[following[place - 1][1]].pieces[-1:] != [(0, 0)]
            and not _adjacent(clauses, following[place - 1][1], clause)
        ):
            break
        pieces.extend(clauses.items[clause].pieces)
    return pieces


def _adjacent(clauses: Clauses, first: int, second: int) -> bool:
    left, right = clauses.items[first].pieces, clauses.items[second].pieces
    return bool(left and right) and left[-1][1] == right[0][0]


def _phrase(tokens: Sequence[Token], cue: Found, words: Mapping[str, Words]) -> tuple[int, int]:
    start = cue.start
    while start > max(cue.start - BEFORE, 0) and not _ends_phrase(tokens, start - 1, words):
        start -= 1
    end = cue.end
    while end < min(cue.end + AFTER, len(tokens)) and not _ends_phrase(tokens, end, words):
        end += 1
    return start, end


def _ends_phrase(tokens: Sequence[Token], place: int, words: Mapping[str, Words]) -> bool:
    token = tokens[place]
    if token.kind == "mark":
        return token.text not in "-'\""
    openers = ("relative", "that", "subordinate", "adversative")
    return clause_reader.is_sign(tokens, place, words) or any(token in words[name] for name in openers)
