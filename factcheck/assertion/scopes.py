"""The stretch of a statement that each cue governs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from factcheck.assertion.clauses import NESTED, SIGN, SIGNS, THAT, Clauses, Told, hard
from factcheck.assertion.cues import BARE, CONCORD, DENIED, EXCEPT, NOT_YET, PLAIN, REFUTED, Found, lexicon
from factcheck.language import Pack
from factcheck.model import Cue, Token

# How many words of a phrase an adjective governs on each side.
BEFORE, AFTER = 2, 10
# How far behind a finite verb "not" still negates it, in tokens.
NEAR = 3
# How far a verdict reaches over the mark beside it ("...: c'est faux"), in tokens.
FAR = 60

# Words behind which a negation may stand without a verb.
_JOINS = ("coordinator", "adversative")
# Words at which a phrase ends.
_OPENERS = ("relative", "that", "subordinate", "adversative", "finite", *SIGNS)

Stretch = tuple[int, int]
_RANK = attrgetter("rank")  # a plain negation has none


class Read(NamedTuple):
    """A statement as scopes are read from it."""

    tokens: Sequence[Token]
    told: Told
    clauses: Clauses


def scoped(tokens: Sequence[Token], found: Sequence[Found], pack: Pack, clauses: Clauses) -> tuple[Cue, ...]:
    """Cues with their scopes, in characters. A clause in several pieces gives one cue per piece, with the same span."""
    if not found:
        return ()
    read = Read(tokens, lexicon(pack).told, clauses)
    governed = [(cue, [piece for piece in dict.fromkeys(_scope(read, cue)) if piece[0] < piece[1]]) for cue in found]
    return tuple(
        [
            Cue(tokens[cue.start].start, tokens[cue.end - 1].end, cue.effect, tokens[start].start, tokens[end - 1].end)
            for cue, pieces in (_once(governed, len(tokens)) if any(map(_RANK, found)) else governed)
            for start, end in pieces
        ]
    )


def _once(governed: Sequence[tuple[Found, list[Stretch]]], count: int) -> Iterator[tuple[Found, list[Stretch]]]:
    """Without what only repeats a negation ("n'a fait aucun mort", "sans que personne ne soit là", "sans eau ni gaz") or leaves out of one
    that is not there."""
    plain = _covered([pieces for cue, pieces in governed if cue.effect in (DENIED, REFUTED) and cue.rank == PLAIN], count)
    bare = _covered([pieces for cue, pieces in governed if cue.rank == BARE and not plain[cue.start]], count)
    until = 0
    for cue, pieces in governed:
        if cue.rank == PLAIN or (cue.rank == EXCEPT and plain[cue.start] + bare[cue.start] + (cue.start < until)):
            yield cue, pieces
        elif cue.rank == EXCEPT:
            continue
        elif not plain[cue.start] and not (cue.rank == CONCORD and (bare[cue.start] or cue.start < until)):
            until = max([until, *(end for _, end in pieces)]) if cue.rank == CONCORD else until
            yield cue, pieces


def _covered(scopes: Sequence[list[Stretch]], count: int) -> list[int]:
    """How many scopes govern each token."""
    steps = [0] * (count + 1)
    for start, end in (piece for pieces in scopes for piece in pieces):
        steps[start] += 1
        steps[end] -= 1
    for place in range(1, count + 1):
        steps[place] += steps[place - 1]
    return steps


def _scope(read: Read, cue: Found) -> list[Stretch]:
    if cue.scope in _NEAR_BY:
        return [_NEAR_BY[cue.scope](read, cue)]
    if cue.scope == "verb":
        return _verb(read, cue)
    clauses = read.clauses
    clause = clauses.items[clauses.of(cue.start)]
    if cue.scope == "before":
        return [(start, min(end, cue.end)) for start, end in clause.pieces if start < cue.end]
    if cue.scope == "own":
        return clause.pieces
    if stop := _apart(read, cue):
        return [(cue.start, stop)]
    return [*(_after(read, cue) if cue.scope == "after" else clause.pieces), *_content(cue, clauses)]


def _after(read: Read, cue: Found) -> list[Stretch]:
    """From the cue to the end of its clause; where the cue ends in a clause of its own ("denies that"), the whole of that."""
    last = read.clauses.items[read.clauses.of(max(cue.end - 1, cue.start))]
    stop = _next_verb(read, cue.end)
    return [(max(start, cue.start), min(end, stop)) for start, end in last.pieces if end > cue.start]


def _next_verb(read: Read, start: int) -> int:
    """The first comma or "and" behind which something else is told: "denies a truce, says the girls are free"."""
    tokens, told, last = read.tokens, read.told, len(read.tokens)
    for place in range(start, min(start + FAR, last)):
        if tokens[place].text == "," and read.clauses.marks.verb_follows(place + 1):
            return place
        if "coordinator" in told(tokens[place].text) and place + 1 < last and "past" in told(tokens[place + 1].text):
            return place
    return last


def _apart(read: Read, cue: Found) -> int:
    """Where a negation without a verb ends that a comma or "and" sets off ("The toll, not final, rose", "in Lyon and not in Metz") or that
    stands far behind the verb of its clause ("is a part of it not the whole"); 0 where it is none."""
    if cue.effect not in (DENIED, NOT_YET) or not cue.start:
        return 0
    before = read.tokens[cue.start - 1]
    if not (before.text in ",(" or not read.told(before.text).isdisjoint(_JOINS) or (cue.scope == "near" and _far(read, cue.start))):
        return cue.end if cue.scope == "after" and cue.end < len(read.tokens) and read.tokens[cue.end].text == "," else 0
    marks, stop = read.clauses.marks, cue.end
    first = cue.start + (cue.start + 1 < len(read.tokens) and "gerund" in read.told(read.tokens[cue.start + 1].text))
    for _ in range(3):
        stop = marks.next_bound(stop)
        if stop >= len(read.tokens) or "coordinator" not in read.told(read.tokens[stop].text):
            break
        stop += 1
    return 0 if marks.verb_between(first, stop) else stop


def _far(read: Read, place: int) -> bool:
    """Whether no finite verb stands among the last words of the clause before a token."""
    first = read.clauses.starts[read.clauses.piece(place)]
    return place - first > NEAR and not read.clauses.marks.verb_between(place - NEAR, place)


def _verb(read: Read, cue: Found) -> list[Stretch]:
    """What an infinitive has with it: "de *ne pas partir lundi* a surpris", "dit *ne pas savoir* que le pont est fermé"."""
    end = _ahead(read, cue, FAR)[1]
    opens = end < len(read.tokens) and "that" in read.told(read.tokens[end].text)
    advice = next(
        (at for at in range(cue.start - 1, max(cue.start - 3, -1), -1) if "advising" in read.told(read.tokens[at].text)), cue.start
    )
    return [(advice, end), *(_content(cue, read.clauses) if opens else ())]


def _subject(read: Read, cue: Found) -> Stretch:
    """From the start of what is said of something, with what depends on that: "The claim that the town sold it is false"."""
    items, at = read.clauses.items, read.clauses.of(cue.start)
    start = min([cue.start, *(first for first, _ in items[at].pieces[:1])])
    while items[at].parent >= 0 and (items[at].kind == NESTED or (items[at].kind == THAT and _reported(read, items[at].pieces))):
        at = items[at].parent
        start = min([start, *(first for first, _ in items[at].pieces[:1])])
    return max(start, _behind_verb(read, max(start, cue.start - FAR), cue.start)), cue.end


def _behind_verb(read: Read, first: int, place: int) -> int:
    """Where the words behind the last comma begin, if a verb stands before it: "They have met, the truce never happened"."""
    comma = next((at for at in range(place - 1, first, -1) if read.tokens[at].text == ","), first)
    return comma + 1 if read.clauses.marks.verb_between(first, comma) else first


def _reported(read: Read, pieces: Sequence[Stretch]) -> bool:
    """Whether a clause tells what a rumour or a claim says."""
    return bool(pieces) and pieces[0][0] > 0 and "report" in read.told(read.tokens[pieces[0][0] - 1].text)


def _told(read: Read, cue: Found) -> Stretch:
    start = cue.start
    while start > max(cue.start - FAR, 0) and not hard(read.tokens, start - 1):
        start -= 1
    return start, cue.end


def _next(read: Read, cue: Found) -> Stretch:
    end, last = cue.end, min(cue.end + FAR, len(read.tokens))
    while end < last and not hard(read.tokens, end):
        end += 1
    return cue.start, end


def _content(cue: Found, clauses: Clauses) -> list[tuple[int, int]]:
    """The clauses that depend on the cue's: "n'a pas dit que ...", "il est possible que ...", "nie que A et que B"."""
    owner = clauses.of(cue.start)
    following = [(start, clause) for start, clause in clauses.items[owner].content if start >= cue.end - 1]
    pieces: list[tuple[int, int]] = []
    if not following:  # as with most
        return pieces
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


def _phrase(read: Read, cue: Found) -> Stretch:
    start = cue.start
    while start > max(cue.start - BEFORE, 0) and not _ends_phrase(read, start - 1):
        start -= 1
    return start, _ahead(read, cue, AFTER)[1]


def _ahead(read: Read, cue: Found, reach: int = AFTER) -> Stretch:
    end = cue.end
    while end < min(cue.end + reach, len(read.tokens)) and not _ends_phrase(read, end):
        end += 1
    return cue.start, end


def _noun(read: Read, cue: Found) -> Stretch:
    """The words around "no"; of a subject, its clause as well: "said *no arrests had been made*"."""
    start, end = _phrase(read, cue)
    looks, piece = read.clauses.marks.looks, read.clauses.piece(cue.start)
    if not (end < len(read.tokens) and looks[end] & SIGN and (cue.start == read.clauses.starts[piece] or _opens(read, cue.start - 1))):
        return start, end
    stops = read.clauses.starts[piece + 1 : piece + 2]
    return cue.start, min(stops[0] if stops else len(read.tokens), _next_verb(read, end))


def _opens(read: Read, place: int) -> bool:
    """Whether a subject may follow a token: a finite verb ("said no ..."), a comma, "that", "and", "but"."""
    token = read.tokens[place]
    return bool(read.clauses.marks.looks[place] & SIGN) or token.text == "," or not read.told(token.text).isdisjoint(("that", *_JOINS))


def _word(read: Read, cue: Found) -> Stretch:
    return cue.start, min(cue.end + 1, len(read.tokens))


def _ends_phrase(read: Read, place: int) -> bool:
    token = read.tokens[place]
    if token.kind == "mark":
        dash = token.text == "-" and place > 0 and read.tokens[place - 1].end < token.start
        return dash or token.text not in "-'\""
    return not read.told(token.text).isdisjoint(_OPENERS)


_NEAR_BY = {"phrase": _phrase, "noun": _noun, "ahead": _ahead, "word": _word, "told": _told, "next": _next, "subject": _subject}
