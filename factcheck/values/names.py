"""Names: people, places and organisations, whatever the spelling, under one canonical key.

What is known beforehand comes from the gazetteer; other names are runs of words with capitals, typed by the words around
them and by how the article uses them elsewhere. A capital that a sentence or a headline gives proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, pairwise
from operator import attrgetter, not_, or_
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Name, Token
from factcheck.values.gazetteer import Entry, first_names
from factcheck.values.name_directory import directory, resolve
from factcheck.values.name_identity import canonical, key_of, same
from factcheck.values.name_words import Fields, Lexicon, Word, lexicon, words

__all__ = ["canonical", "demonym", "directory", "read", "resolve", "same"]

_MOST_PARTICLES = 3
_MOST_WORDS = 10
_LONGEST = 100  # characters
_NUMERAL = re.compile(r"[IVXLCDM]+(?:er|re|e)?")
_LONGEST_ACRONYM = 6  # letters; a longer word in capitals is a word said loudly


class Piece(NamedTuple):
    """Words [first, last) of a text that may be a name. ``entry``: what the gazetteer says; ``grown``: a known
    name and words beside it, which together are another name."""

    first: int
    last: int
    entry: Entry | None = None
    grown: bool = False


def read(text: str, tokens: Iterable[Fields], pack: Pack, known: Mapping[str, Name] | None = None) -> list[Name]:
    """Every name of a folded text in order of appearance; spans do not overlap. ``tokens``: or their fields.

    ``known``: names read elsewhere (`directory`), by which a surname alone is understood.
    """
    lex = lexicon(pack)
    row = words(text, tokens, lex)
    written = list(map(_KEY, row)), list(map(_CAPITAL, row))
    lower = frozenset(compress(written[0], map(not_, written[1])))
    storms = frozenset[str]() if lex.storms.isdisjoint(written[0]) else _storms(row, lex)
    drafts = [draft for piece in list(_pieces(row, written, lower, lex)) if (draft := _name(piece, row, lower, storms, lex, pack))]
    return resolve([name for name, _ in drafts], known, frozenset(name.start for name, weak in drafts if weak))


def _storms(row: Sequence[Word], lex: Lexicon) -> frozenset[str]:
    """The names that stand behind the word for a storm."""
    return frozenset([word.key for before, word in pairwise(row) if before.key in lex.storms and word.capital and word.glue])


def demonym(token: Token, pack: Pack, before: str = "") -> str | None:
    """The country of an adjective or noun of a people ("ukrainienne"), as ISO 3166 code.

    ``before``: the key of a word joined to it by a hyphen ("nord" of "nord-coréen").
    """
    peoples = lexicon(pack).peoples
    return peoples.get(f"{before} {token.key}") if before else peoples.get(token.key)


# ------------------------------------------------------------------------------------------------ pieces


_KEY, _CAPITAL = attrgetter("key"), attrgetter("capital")


def _pieces(row: Sequence[Word], written: tuple[list[str], list[bool]], lower: frozenset[str], lex: Lexicon) -> Iterator[Piece]:
    """The stretches that may be names, left to right. ``written``: the key of each word, and whether it has a capital."""
    end, (keys, capitals) = 0, written
    for at in compress(count(), map(or_, capitals, map(lex.openers.__contains__, keys))):  # at one look, which most words do not pass
        if at >= end and (row[at].capital or _opens(row, at, lex)):
            run, end = _run(row, at, lower, lex)
            yield from _joined(run, row, lower, lex)


def _opens(row: Sequence[Word], at: int, lex: Lexicon) -> bool:
    """Whether a word in lower case begins a name that is known, or one of a people."""
    if row[at].key in lex.known.entries or at + 1 == len(row):
        return True
    pair = f"{row[at].key} {row[at + 1].key}"
    return pair in lex.known.pairs or pair in lex.peoples


def _run(row: Sequence[Word], at: int, lower: frozenset[str], lex: Lexicon) -> tuple[list[Piece], int]:
    """The pieces of one run of words with capitals from ``at``, and where to go on; a run never is empty of progress."""
    run: list[Piece] = []
    begin = at
    while at < len(row) and (at == begin or row[at].glue):
        if at + 1 < len(row) and f"{row[at].key} {row[at + 1].key}" in lex.peoples:
            return run, at + 2
        if known := _known(row, at, lower, lex):
            run.append(known)
            at = known.last
        elif _names(row[at], row, at, lower, lex):
            at = _extend(run, at, at + 1, at > begin and not _begins_person(row, at, run, lex))
        elif run and (after := _over_particles(row, at, run[-1], lex)):
            at = _extend(run, at, after, True)
        else:
            break
    return run, max(at, begin + 1)


def _extend(run: list[Piece], first: int, last: int, glued: bool) -> int:
    """Let words without an entry continue the piece before them, if it has none either."""
    if glued and run and run[-1].entry is None and run[-1].last == first:
        run[-1] = run[-1]._replace(last=last)
    else:
        run.append(Piece(first, last))
    return last


def _begins_person(row: Sequence[Word], at: int, run: list[Piece], lex: Lexicon) -> bool:
    """Whether a first name begins another name here ("le patron de LR Jean Martin"; not "rue Jean Martin", "San Juan Mayor")."""
    head = row[run[-1].first].key if run else ""
    if head in first_names() or head in lex.named_after or head in lex.place_heads or at + 1 == len(row):
        return False
    following = row[at + 1]
    going_on = bool(following.glue) and following.capital and not lex.no_name(following.key)
    return row[at].key in first_names() and row[at].glue == " " and going_on


def _names(word: Word, row: Sequence[Word], at: int, lower: frozenset[str], lex: Lexicon) -> bool:
    """Whether a word may be part of a name that no list has."""
    if not word.capital or word.text.endswith("'"):
        return False
    if (word.glue == "-" and row[at - 1].capital) or _initial(row, at, lex):
        return True
    if lex.no_name(word.key) or (word.key in lex.common and word.text.isupper() and len(word.text) > 1):
        return False
    if word.opens or word.loud:
        return not (word.key in lex.common or (word.key in lower and word.key not in first_names()))
    if word.key in lex.stop:
        return word.key in lex.particles
    return word.key not in lex.common or _in_company(row, at)


def _initial(row: Sequence[Word], at: int, lex: Lexicon) -> bool:
    """Whether a word is the letter between a first name and a surname ("Ada *S.* Byron"; not "Annex *A.* The mayor")."""
    if len(row[at].text) > 1 or not row[at].glue or not row[at - 1].capital or at + 1 == len(row):
        return False
    following = row[at + 1]
    return following.glue == "." and following.capital and (following.key not in lex.stop or following.key in lex.particles)


def _in_company(row: Sequence[Word], at: int) -> bool:
    """Whether a word with a capital stands beside another one inside a sentence ("New England")."""
    before, after = row[at - 1 : at], row[at + 1 : at + 2]
    return bool(before and row[at].glue and before[0].capital) or bool(after and after[0].glue and after[0].capital)


def _over_particles(row: Sequence[Word], at: int, before: Piece, lex: Lexicon) -> int:
    """Where a piece ends that goes on after words in lower case ("Charles de Gaulle", "Neuilly-sur-Seine"); 0 if none."""
    if before.entry is not None or before.last != at:
        return 0
    for end in range(at, min(at + _MOST_PARTICLES, len(row) - 1)):
        word, following = row[end], row[end + 1]
        joins = word.glue == following.glue == "-" or word.key in lex.particles or word.key in lex.joins
        if not (word.glue and following.glue and joins):
            return 0
        if following.capital and following.text[-1] != "'":
            return end + 2 if _may_join(row, at, end + 1, before, lex) else 0
    return 0


def _may_join(row: Sequence[Word], at: int, end: int, before: Piece, lex: Lexicon) -> bool:
    """Whether words in lower case join: hyphens always, the particles of people, and "de" after a first name or a head."""
    between = row[at:end]
    if row[at].glue == "-" and row[end].glue == "-":
        return True
    if lex.no_name(row[end].key):
        return False
    head = row[before.first]
    if head.key in lex.organisation_heads or head.key in lex.place_heads:
        return all(word.key in lex.joins or word.key in lex.particles for word in between)
    if any(word.key in lex.joins for word in between):
        return head.key in first_names() and before.last == before.first + 1 and _entry_at(row, end, lex) is None
    return not head.opens or head.key in first_names() or before.last > before.first + 1


# ------------------------------------------------------------------------------------------------- known


def _entry_at(row: Sequence[Word], at: int, lex: Lexicon) -> tuple[int, Entry, str] | None:
    """The longest known name that begins at a word: where it ends, its entry, the name."""
    most = lex.known.longest.get(row[at].key, 0)
    if not most:  # most words begin no known name
        return None
    end = at + 1
    if end < len(row) and f"{row[at].key} {row[end].key}" in lex.known.pairs:
        while end < min(at + most, len(row)) and row[end].glue:
            end += 1
    for stop in range(end, at, -1):
        name = " ".join(word.key for word in row[at:stop])
        entry = lex.known.entries.get(name)
        if entry and _written_so(row[at:stop], name, lex):
            return stop, entry, name
    return None


def _written_so(part: Sequence[Word], name: str, lex: Lexicon) -> bool:
    """Whether capitals stand where the known name has them."""
    if name in lex.known.capitals:
        written = all(word.text.isupper() or word.text.isdigit() for word in part)
        return written and not (part[0].loud > 1 and (name in lex.common or len(part) > 1))
    if part[0].capital:
        return len(part) == 1 or part[0].key not in lex.particles or any(word.capital for word in part[1:])
    return name in lex.known.lower and (len(part) == 1 or any(word.capital for word in part))


def _known(row: Sequence[Word], at: int, lower: frozenset[str], lex: Lexicon) -> Piece | None:
    found = _entry_at(row, at, lex)
    if found is None:
        return None
    end, entry, name = found
    word = row[at]
    if " " not in name and word.capital:
        if (word.opens or word.loud) and name not in lex.known.capitals and name in lower:
            return None
        if name in lex.guarded and not (at and word.glue and row[at - 1].key in lex.place_before):
            return None
    return Piece(at, end, entry)


# ------------------------------------------------------------------------------------------------- joins


def _joined(run: list[Piece], row: Sequence[Word], lower: frozenset[str], lex: Lexicon) -> Iterator[Piece]:
    """The run's pieces, those put together that are one name ("Jack London", "Ivanka Trump", "Paris-Bercy")."""
    waiting: Piece | None = None
    for piece in run:
        if waiting is not None and waiting.last == piece.first and _one_name(waiting, piece, row, lex):
            waiting = Piece(waiting.first, piece.last, grown=True)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _one_name(left: Piece, right: Piece, row: Sequence[Word], lex: Lexicon) -> bool:
    if (left.entry is None) == (right.entry is None):
        return left.grown and row[right.first].glue == " "
    entry, part, other = (left.entry, left, right) if left.entry else (right.entry, right, left)
    assert entry is not None
    head = row[other.first]
    if head.loud or (left is other and head.opens and other.last == other.first + 1 and head.key not in first_names()):
        return False
    if row[right.first].glue == "-":
        return entry.type == "place" and entry.canonical not in lex.countries
    if right is other and head.key in lex.suffixes and other.last == other.first + 1:
        return entry.type == "person"
    if entry.type == "person":
        return part.last == part.first + 1 and (left is other or head.key in lex.organisation_heads)
    return entry.type == "place" and not (right is other and head.key in first_names())


# ------------------------------------------------------------------------------------------------- types


def _name(
    piece: Piece, row: Sequence[Word], lower: frozenset[str], storms: frozenset[str], lex: Lexicon, pack: Pack
) -> tuple[Name, bool] | None:
    """The name that a piece is, and whether it still has to be borne out by the rest of the article."""
    part = row[piece.first : piece.last]
    start, end = part[0].start, part[-1].end
    if len(part) == 1 and part[0].key in storms:
        return Name(start, end, part[0].key, "other"), False
    if piece.entry:
        return Name(start, end, piece.entry.canonical, piece.entry.type, piece.entry.country), False
    kind = _type(piece, row, lex)
    if len(part) > _MOST_WORDS or end - start > _LONGEST or (len(part) == 1 and _nothing(part[0], kind, lower, lex)):
        return None
    entry = key_of(" ".join(word.text for word in part), kind, pack)
    lone = len(part) == 1 and (part[0].loud or (part[0].opens and kind not in ("person", "organisation")))
    weak = bool(lone or (part[0].loud and kind not in ("person", "organisation")))
    return Name(start, end, entry.canonical, entry.type, entry.country), weak


def _nothing(word: Word, kind: str, lower: frozenset[str], lex: Lexicon) -> bool:
    """Whether a single word with a capital is no name: a letter, a numeral, a word said loudly, a common word."""
    if len(word.text) == 1 or _NUMERAL.fullmatch(word.text):
        return True
    if kind == "person":
        return False
    return word.key in lower or _head(word, lex) or (word.text.isupper() and len(word.text) > _LONGEST_ACRONYM)


def _head(word: Word, lex: Lexicon) -> bool:
    return word.key in lex.organisation_heads or word.key in lex.place_heads or word.key in lex.suffixes


def _sign(piece: Piece, row: Sequence[Word], lex: Lexicon) -> bool:
    """Whether the words before an unknown name say that it is a place ("à X"; not "a confié à X")."""
    word, before = row[piece.first], row[piece.first - 1] if piece.first else None
    if before is None or before.key not in lex.place_signs or word.key in first_names() or piece.last > piece.first + 1:
        return False
    return piece.first < 2 or row[piece.first - 2].key not in lex.told


def _plain(word: Word) -> bool:
    return word.text[1:].islower() or len(word.text) == 1


def _function(piece: Piece, row: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a function stands shortly before ("la ministre chargée des Comptes X Y"), and no preposition between."""
    first = piece.first
    if not row[first].glue or first == 0 or not all(map(_plain, row[first : piece.last])):
        return False
    if row[first - 1].key in lex.joins or row[first - 1].key in lex.place_before:
        return False
    near = 1
    while near < 5 and first - near >= 0 and row[first - near].key not in lex.titles and row[first - near].glue:
        near += 1
    alone = piece.last == piece.first + 1
    return first - near >= 0 and row[first - near].key in lex.titles and (near == 1 or not alone)


def _type(piece: Piece, row: Sequence[Word], lex: Lexicon) -> str:
    """The type of a name that no list has, from its words and the word before."""
    part = row[piece.first : piece.last]
    before = row[piece.first - 1] if piece.first and part[0].glue else None
    keys = [word.key for word in part]
    if before and before.key in lex.courtesy and (before.capital or before.glue):
        return "person"
    if any(key in lex.organisation_heads for key in keys):
        return "organisation"
    if keys[0] in lex.place_heads or (len(keys) > 1 and keys[-1] in lex.place_heads):
        return "place"
    if len(keys) > 1 and keys[0] in first_names():
        return "person"
    if _acronym(part):
        return "organisation"
    if _function(piece, row, lex):
        return "person"
    hyphened = len(part) > 2 and all(word.glue == "-" for word in part[1:]) and keys[0] not in lex.common
    return "place" if hyphened or _sign(piece, row, lex) else "other"


def _acronym(part: Sequence[Word]) -> bool:
    return 1 < len(part[0].text) <= _LONGEST_ACRONYM and part[0].text.isupper() and part[0].loud < 2
