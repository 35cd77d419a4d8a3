"""Names: people, places and organisations, whatever the spelling, under one canonical key.

What is known beforehand comes from the gazetteer; other names are runs of words with capitals, typed by the words around
them and by how the article uses them elsewhere. A capital that a sentence or a headline gives proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import compress, count, pairwise
from operator import not_, or_
from typing import NamedTuple

from factcheck.language import Columns, Pack
from factcheck.model import Name, Token
from factcheck.values.gazetteer import Entry, first_names
from factcheck.values.name_directory import directory, resolve
from factcheck.values.name_identity import canonical, key_of, same
from factcheck.values.name_words import Lexicon, Row, lexicon

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


def read(text: str, tokens: Columns, pack: Pack, known: Mapping[str, Name] | None = None) -> list[Name]:
    """Every name of a folded text in order of appearance; spans do not overlap.

    ``known``: names read elsewhere (`directory`), by which a surname alone is understood.
    """
    lex = lexicon(pack)
    row = Row(text, tokens, lex)
    lower = frozenset(compress(row.keys, map(not_, row.capitals)))
    storms: frozenset[str] = frozenset() if lex.storms.isdisjoint(row.keys) else _storms(row, lex)
    drafts = [draft for piece in _pieces(row, lower, lex) if (draft := _name(piece, row, lower, storms, lex, pack))]
    return resolve([name for name, _ in drafts], known, frozenset([name.start for name, weak in drafts if weak]))


def _storms(row: Row, lex: Lexicon) -> frozenset[str]:
    """The names that stand behind the word for a storm."""
    told = enumerate(pairwise(row.keys), 1)
    return frozenset([key for at, (before, key) in told if before in lex.storms and row.capitals[at] and row.glue[at]])


def demonym(token: Token, pack: Pack, before: str = "") -> str | None:
    """The country of an adjective or noun of a people ("ukrainienne"), as ISO 3166 code.

    ``before``: the key of a word joined to it by a hyphen ("nord" of "nord-coréen").
    """
    peoples = lexicon(pack).peoples
    return peoples.get(f"{before} {token.key}") if before else peoples.get(token.key)


# ------------------------------------------------------------------------------------------------ pieces


def _pieces(row: Row, lower: frozenset[str], lex: Lexicon) -> list[Piece]:
    """The stretches that may be names, left to right."""
    end, capitals = 0, row.capitals
    found: list[Piece] = []
    for at in compress(count(), map(or_, capitals, map(lex.openers.__contains__, row.keys))):  # at one look, which most words do not pass
        if at >= end and (capitals[at] or _opens(row, at, lex)):
            run, end = _run(row, at, lower, lex)
            found += _joined(run, row, lex) if len(run) > 1 else run
    return found


def _opens(row: Row, at: int, lex: Lexicon) -> bool:
    """Whether a word in lower case begins a name that is known, or one of a people."""
    key = row.keys[at]
    if key in lex.known.entries or at + 1 == len(row.keys):
        return True
    pair = f"{key} {row.keys[at + 1]}"
    return pair in lex.known.pairs or pair in lex.peoples


def _run(row: Row, at: int, lower: frozenset[str], lex: Lexicon) -> tuple[list[Piece], int]:
    """The pieces of one run of words with capitals from ``at``, and where to go on; a run never is empty of progress."""
    run: list[Piece] = []
    begin, keys, most = at, row.keys, len(row.keys)
    while at < most and (at == begin or row.glue[at]):
        key = keys[at]
        if key in lex.doubled and at + 1 < most and f"{key} {keys[at + 1]}" in lex.peoples:
            return run, at + 2
        if key in lex.known.longest and (known := _known(row, at, lower, lex)):
            run.append(known)
            at = known.last
        elif row.capitals[at] and _names(row, at, lower, lex):
            at = _extend(run, at, at + 1, at > begin and not _begins_person(row, at, run, lex))
        elif run and (after := _over_particles(row, at, run[-1], lex)):
            at = _extend(run, at, after, True)
        else:
            break
    return run, at if at > begin else begin + 1


def _extend(run: list[Piece], first: int, last: int, glued: bool) -> int:
    """Let words without an entry continue the piece before them, if it has none either."""
    if glued and run and run[-1].entry is None and run[-1].last == first:
        run[-1] = run[-1]._replace(last=last)
    else:
        run.append(Piece(first, last))
    return last


def _begins_person(row: Row, at: int, run: list[Piece], lex: Lexicon) -> bool:
    """Whether a first name begins another name here ("le patron de LR Jean Martin"; not "rue Jean Martin", "San Juan Mayor")."""
    if row.keys[at] not in first_names() or at + 1 == len(row.keys) or row.glue[at] != " ":
        return False
    head = row.keys[run[-1].first] if run else ""
    if head in first_names() or head in lex.named_after or head in lex.place_heads:
        return False
    return bool(row.glue[at + 1]) and row.capitals[at + 1] and row.keys[at + 1] not in lex.nameless


def _names(row: Row, at: int, lower: frozenset[str], lex: Lexicon) -> bool:
    """Whether a word may be part of a name that no list has."""
    key, text = row.keys[at], row.texts[at]
    if not row.capitals[at] or text[-1] == "'":
        return False
    if (row.glue[at] == "-" and row.capitals[at - 1]) or _initial(row, at, lex):
        return True
    common = key in lex.common
    if key in lex.nameless or (common and text.isupper() and len(text) > 1):
        return False
    if row.loud[at] or row.opens(at):
        return not (common or (key in lower and key not in first_names()))
    if key in lex.stop:
        return key in lex.particles
    return not common or _in_company(row, at)


def _initial(row: Row, at: int, lex: Lexicon) -> bool:
    """Whether a word is the letter between a first name and a surname ("Ada *S.* Byron"; not "Annex *A.* The mayor")."""
    if len(row.texts[at]) > 1 or not row.glue[at] or not row.capitals[at - 1] or at + 1 == len(row.keys):
        return False
    following = row.keys[at + 1]
    return row.glue[at + 1] == "." and row.capitals[at + 1] and (following not in lex.stop or following in lex.particles)


def _in_company(row: Row, at: int) -> bool:
    """Whether a word with a capital stands beside another one inside a sentence ("New England")."""
    if at and row.glue[at] and row.capitals[at - 1]:
        return True
    return at + 1 < len(row.keys) and bool(row.glue[at + 1]) and row.capitals[at + 1]


def _over_particles(row: Row, at: int, before: Piece, lex: Lexicon) -> int:
    """Where a piece ends that goes on after words in lower case ("Charles de Gaulle", "Neuilly-sur-Seine"); 0 if none."""
    if before.entry is not None or before.last != at:
        return 0
    for end in range(at, min(at + _MOST_PARTICLES, len(row.keys) - 1)):
        glue, behind, key = row.glue[end], row.glue[end + 1], row.keys[end]
        if not (glue and behind and (glue == behind == "-" or key in lex.particles or key in lex.joins)):
            return 0
        if row.capitals[end + 1] and row.texts[end + 1][-1] != "'":
            return end + 2 if _may_join(row, at, end + 1, before, lex) else 0
    return 0


def _may_join(row: Row, at: int, end: int, before: Piece, lex: Lexicon) -> bool:
    """Whether words in lower case join: hyphens always, the particles of people, and "de" after a first name or a head."""
    between = row.keys[at:end]
    if row.glue[at] == "-" and row.glue[end] == "-":
        return True
    if row.keys[end] in lex.nameless:
        return False
    head = row.keys[before.first]
    if head in lex.organisation_heads or head in lex.place_heads:
        return all(key in lex.joins or key in lex.particles for key in between)
    if any(key in lex.joins for key in between):
        return head in first_names() and before.last == before.first + 1 and _entry_at(row, end, lex) is None
    return not row.opens(before.first) or head in first_names() or before.last > before.first + 1


# ------------------------------------------------------------------------------------------------- known


def _entry_at(row: Row, at: int, lex: Lexicon) -> tuple[int, Entry, str] | None:
    """The longest known name that begins at a word: where it ends, its entry, the name."""
    keys, known, stop = row.keys, lex.known, at + 1
    first = keys[at]
    most = known.longest.get(first, 0)
    if most > 1 and stop < len(keys) and f"{first} {keys[stop]}" in known.pairs:
        while stop < min(at + most, len(keys)) and row.glue[stop]:
            stop += 1
    while most and stop > at:  # most words begin no known name
        name = " ".join(keys[at:stop])
        if (entry := known.entries.get(name)) and _written_so(row, at, stop, name, lex):
            return stop, entry, name
        stop -= 1
    return None


def _written_so(row: Row, first: int, last: int, name: str, lex: Lexicon) -> bool:
    """Whether capitals stand where the known name has them."""
    alone = last == first + 1
    if name in lex.known.capitals:
        written = all(text.isupper() or text.isdigit() for text in row.texts[first:last])
        return written and not (row.loud[first] > 1 and (name in lex.common or not alone))
    if row.capitals[first]:
        return alone or row.keys[first] not in lex.particles or any(row.capitals[first + 1 : last])
    return name in lex.known.lower and (alone or any(row.capitals[first:last]))


def _known(row: Row, at: int, lower: frozenset[str], lex: Lexicon) -> Piece | None:
    found = _entry_at(row, at, lex)
    if found is None:
        return None
    end, entry, name = found
    if row.capitals[at] and " " not in name:
        if name in lower and (row.loud[at] or row.opens(at)) and name not in lex.known.capitals:
            return None
        if name in lex.guarded and not (at and row.glue[at] and row.keys[at - 1] in lex.place_before):
            return None
    return Piece(at, end, entry)


# ------------------------------------------------------------------------------------------------- joins


def _joined(run: list[Piece], row: Row, lex: Lexicon) -> Iterator[Piece]:
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


def _one_name(left: Piece, right: Piece, row: Row, lex: Lexicon) -> bool:
    if (left.entry is None) == (right.entry is None):
        return left.grown and row.glue[right.first] == " "
    entry, part, other = (left.entry, left, right) if left.entry else (right.entry, right, left)
    assert entry is not None
    head, alone = row.keys[other.first], other.last == other.first + 1
    if row.loud[other.first] or (left is other and alone and head not in first_names() and row.opens(other.first)):
        return False
    if row.glue[right.first] == "-":
        return entry.type == "place" and entry.canonical not in lex.countries
    if right is other and head in lex.suffixes and alone:
        return entry.type == "person"
    if entry.type == "person":
        return part.last == part.first + 1 and (left is other or head in lex.organisation_heads)
    return entry.type == "place" and not (right is other and head in first_names())


# ------------------------------------------------------------------------------------------------- types


def _name(piece: Piece, row: Row, lower: frozenset[str], storms: frozenset[str], lex: Lexicon, pack: Pack) -> tuple[Name, bool] | None:
    """The name that a piece is, and whether it still has to be borne out by the rest of the article."""
    first, last, entry, _ = piece
    start, end = row.starts[first], row.ends[last - 1]
    alone = last == first + 1
    if storms and alone and row.keys[first] in storms:
        return Name(start, end, row.keys[first], "other"), False
    if entry:
        return Name(start, end, entry.canonical, entry.type, entry.country), False
    kind = _type(piece, row, lex)
    if last - first > _MOST_WORDS or end - start > _LONGEST or (alone and _nothing(row, first, kind, lower, lex)):
        return None
    entry = key_of(row.texts[first] if alone else " ".join(row.texts[first:last]), kind, pack)
    sure = kind in ("person", "organisation")
    weak = (alone or not sure) if row.loud[first] else (alone and not sure and row.opens(first))
    return Name(start, end, entry.canonical, entry.type, entry.country), weak


def _nothing(row: Row, at: int, kind: str, lower: frozenset[str], lex: Lexicon) -> bool:
    """Whether a single word with a capital is no name: a letter, a numeral, a word said loudly, a common word."""
    text, key = row.texts[at], row.keys[at]
    if len(text) == 1 or _NUMERAL.fullmatch(text):
        return True
    if kind == "person":
        return False
    return key in lower or _head(key, lex) or (len(text) > _LONGEST_ACRONYM and text.isupper())


def _head(key: str, lex: Lexicon) -> bool:
    return key in lex.organisation_heads or key in lex.place_heads or key in lex.suffixes


def _sign(piece: Piece, row: Row, lex: Lexicon) -> bool:
    """Whether the words before an unknown name say that it is a place ("à X"; not "a confié à X")."""
    first = piece.first
    if not first or row.keys[first - 1] not in lex.place_signs or row.keys[first] in first_names() or piece.last > first + 1:
        return False
    return first < 2 or row.keys[first - 2] not in lex.told


def _plain(text: str) -> bool:
    return text[1:].islower() or len(text) == 1


def _function(piece: Piece, row: Row, lex: Lexicon) -> bool:
    """Whether a function stands shortly before ("la ministre chargée des Comptes X Y"), and no preposition between."""
    first, keys = piece.first, row.keys
    if first == 0 or not row.glue[first] or keys[first - 1] in lex.joins or keys[first - 1] in lex.place_before:
        return False
    if not all(map(_plain, row.texts[first : piece.last])):
        return False
    near = 1
    while near < 5 and first - near >= 0 and keys[first - near] not in lex.titles and row.glue[first - near]:
        near += 1
    alone = piece.last == first + 1
    return first - near >= 0 and keys[first - near] in lex.titles and (near == 1 or not alone)


def _type(piece: Piece, row: Row, lex: Lexicon) -> str:
    """The type of a name that no list has, from its words and the word before."""
    first, keys = piece.first, row.keys[piece.first : piece.last]
    if first and row.keys[first - 1] in lex.courtesy and row.glue[first]:
        return "person"
    if not lex.organisation_heads.isdisjoint(keys):
        return "organisation"
    if keys[0] in lex.place_heads or (len(keys) > 1 and keys[-1] in lex.place_heads):
        return "place"
    if len(keys) > 1 and keys[0] in first_names():
        return "person"
    if _acronym(row, first):
        return "organisation"
    if _function(piece, row, lex):
        return "person"
    hyphened = len(keys) > 2 and keys[0] not in lex.common and all(row.glue[at] == "-" for at in range(first + 1, piece.last))
    return "place" if hyphened or _sign(piece, row, lex) else "other"


def _acronym(row: Row, at: int) -> bool:
    return 1 < len(row.texts[at]) <= _LONGEST_ACRONYM and row.texts[at].isupper() and row.loud[at] < 2
