"""What every small look at a name says when it is asked by itself: of each word of a text, of each stretch, of two names.

What the reader of names asks first hides what it would ask after that; here each function is asked, whichever comes first in the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

from told_looks import answer

from factcheck import language
from factcheck.model import Name
from factcheck.text import fold
from factcheck.values import name_directory, name_identity, names, spelling
from factcheck.values.gazetteer import Entry
from factcheck.values.name_words import Lexicon, Row, lexicon
from factcheck.values.names import Piece

LONGEST = 3  # words of a stretch that is asked
MOST = 16  # words of a text that are asked
KNOWN = (None, Entry("known", "person", ""), Entry("known", "place", "FR"), Entry("known", "organisation", ""))
KINDS = ("person", "other")
DRIFTS = (1.0, 0.25, 0.0)


def of_text(row: dict[str, Any]) -> dict[str, Any]:
    """What is seen at each word of a text, of each stretch of it, and of the names of it together."""
    pack, text = language.load(row["lang"]), fold(row["text"]).text
    lex = lexicon(pack)
    seen = Row(text, pack.columns(text), lex)
    lower = frozenset(word.key for word in seen if not word.capital)
    at_words = [line for at in range(min(MOST, len(seen))) if (line := " ".join(filter(None, at_word(seen, at, lower, lex))))]
    stretches = [(first, last) for first in range(min(MOST, len(seen))) for last in range(first + 1, min(first + LONGEST, len(seen)) + 1)]
    of_pieces = [line for first, last in stretches if (line := " ".join(of_piece(Piece(first, last), seen, lower, lex, pack)))]
    pieces = names._pieces(seen, lower, lex)
    drafts = [draft for piece in pieces if (draft := names._name(piece, seen, lower, names._storms(seen, lex), lex, pack))]
    return {
        "words": at_words,
        "pieces": of_pieces,
        "joins": list(joins(seen, stretches, lex)),
        "book": list(filter(None, book([name for name, _ in drafts]))),
    }


def at_word(row: Row, at: int, lower: frozenset[str], lex: Lexicon) -> Iterator[str]:
    word = row.word(at)
    flags = "".join(mark for mark, holds in (("^", word.opens), ("C", word.capital), ("!" * word.loud, word.loud)) if holds)
    yield f"{word.glue}|{word.text}{flags}"
    before, longer = Piece(at - 1, at), Piece(max(0, at - 2), at)
    asked = {
        "opens": answer(names._opens, row, at, lex),
        "names": answer(names._names, row, at, lower, lex),
        "initial": answer(names._initial, row, at, lex),
        "company": answer(names._in_company, row, at),
        "entry": answer(entry, names._entry_at, row, at, lex),
        "known": answer(entry, names._known, row, at, lower, lex),
        "run": answer(run, row, at, lower, lex),
        "begins": "".join(answer(names._begins_person, row, at, so, lex) or "-" for so in ([], [before], [longer])).strip("-"),
        "over": "/".join(answer(names._over_particles, row, at, so, lex) for so in (before, longer)).strip("/"),
        "joins": "".join(answer(names._may_join, row, at, at + far, so, lex) or "-" for far in (1, 2) for so in (before, longer)),
    }
    yield from (name if said == "+" else f"{name}={said}" for name, said in asked.items() if said.strip("-"))


def entry(look: Any, *given: Any) -> str:
    found = look(*given)
    return "" if found is None else f"{found.first}-{found.last}" if isinstance(found, Piece) else f"{found[0]}:{found[2]}"


def run(row: Row, at: int, lower: frozenset[str], lex: Lexicon) -> str:
    pieces, end = names._run(row, at, lower, lex)
    return f"{','.join(f'{piece.first}-{piece.last}' for piece in pieces)}>{end}" if pieces or end != at + 1 else ""


def of_piece(piece: Piece, row: Row, lower: frozenset[str], lex: Lexicon, pack: language.Pack) -> Iterator[str]:
    first, last = piece.first, piece.last
    keys = row.keys[first:last]
    asked = {
        "type": answer(names._type, piece, row, lex).replace("other", ""),
        "sign": answer(names._sign, piece, row, lex),
        "function": answer(names._function, piece, row, lex),
        "acronym": answer(names._acronym, row, first),
        "nothing": "".join(answer(names._nothing, row, first, kind, lower, lex) or "-" for kind in KINDS).strip("-")
        if len(keys) == 1
        else "",
        "name": answer(drafted, piece, row, lower, lex, pack),
        "so": answer(names._written_so, row, first, last, " ".join(keys), lex),
    }
    said = [name if told == "+" else f"{name}={told}" for name, told in asked.items() if told]
    if said:
        yield f"{piece.first}-{piece.last}:"
        yield from said


def drafted(piece: Piece, row: Row, lower: frozenset[str], lex: Lexicon, pack: language.Pack) -> str:
    found = names._name(piece, row, lower, frozenset(), lex, pack)
    return f"{found[0].canonical}/{found[0].type}{'~' * found[1]}" if found else ""


def joins(row: Row, stretches: Sequence[tuple[int, int]], lex: Lexicon) -> Iterator[str]:
    """Which stretches right beside each other are one name, whatever is known of either."""
    for (first, middle), (other, last) in product(stretches, repeat=2):
        if middle == other and last - first <= LONGEST:
            told = [
                f"{one.type[0] if one else '-'}{two.type[0] if two else '-'}{'+' * grown}"
                for one, two, grown in product(KNOWN, KNOWN, (False, True))
                if names._one_name(Piece(first, middle, one, grown), Piece(other, last, two), row, lex)
            ]
            if told:
                yield f"{first}-{middle}-{last}: {' '.join(told)}"


def book(found: Sequence[Name]) -> Iterator[str]:
    """Who is meant by each name of a text, where half of them are known beforehand, or have to be borne out."""
    known = name_directory.directory(found)
    own = name_directory._book(known, name_directory.directory(found[::2]))
    typos = name_directory._typos(found, known)
    yield " ".join(f"{key}>{name.canonical}" for key, name in sorted(known.items()) if key != name.canonical)
    yield " ".join(f"{key}>{name.canonical}" for key, name in sorted(own.items()) if name is not known.get(key))
    yield " ".join(f"{wrong}~{right}" for wrong, right in sorted(typos.items()))
    yield " ".join(f"{name.canonical}={name.type}" for name in name_directory._promoted(found) if name not in found)
    weak = frozenset(name.start for name in found[::2])
    yield " ".join(f"{name.canonical}={name.type}/{name.country}" for name in name_directory.resolve(found, None, weak))
    elsewhere = (name_directory._as_elsewhere(one, other) for one, other in product(found, repeat=2) if one.canonical != other.canonical)
    yield " ".join(dict.fromkeys(f"{name.canonical}={name.type}/{name.country}" for name in elsewhere if name not in found))
    yield " ".join(f"{a.canonical}~{b.canonical}" for a, b in pairwise(found) if name_directory._slip(a.canonical, b.canonical))


def of_pair(row: dict[str, Any]) -> dict[str, Any]:
    """What each look at two names says: at their words, their first and last ones, their sounds."""
    left, right = (name_identity.normal(row[side]) for side in "ab")
    one, two = left.split(), right.split()
    return {
        "sounds": list(of_sounds(left, right)),
        "looks": list(of_words(one, two)),
        "keys": list(keyed(row["a"])) + list(keyed(row["b"])),
    }


def of_words(one: list[str], two: list[str]) -> Iterator[str]:
    identity = name_identity
    for name in ("_first_agrees", "_other_first", "_initial"):
        told = [f"{a}/{b}" for a, b in product(one, two) if answer(getattr(identity, name), a, b)]
        yield f"{name.strip('_')}: {' '.join(told)}" if told else ""
    yield f"middle {answer(identity._middle, one, two)}{answer(identity._middle, two, one)}{answer(identity._middle, [], one)}"
    for drift in DRIFTS:
        spelled = "".join(answer(spelling.alike, a, b, drift) or "-" for a, b in product(one, two))
        surnames = "".join(answer(identity._surname, a, two, drift) or "-" for a in one)
        yield f"{drift}: {spelled} {answer(identity._pairwise, one, two, drift)} {surnames}"
    yield f"{answer(identity._generation, one)} {answer(identity._content, one)} {answer(identity._generation, two)}"
    for known in KNOWN:
        yield answer(identity._same_words, one, two, frozenset([known] if known else []))


def of_sounds(left: str, right: str) -> Iterator[str]:
    for name in (left, right):
        row = spelling.sounds(spelling.ascii_form(name))
        yield " ".join(f"{''.join(sorted(sound))}{spelling._lost(row, at):.2g}" for at, sound in enumerate(row))
    one, two = (spelling.sounds(spelling.ascii_form(name)) for name in (left, right))
    for last in (False, True):
        yield " ".join(f"{spelling._change(a, b, last):.2g}" for a, b in zip(one, two, strict=False))
    yield " ".join(f"{cost:.2g}" for cost in spelling._start(spelling.sounds(spelling.ascii_form(left))))
    yield f"{spelling.cost(left, right):.3g} {spelling._squeezed(left)} {spelling.block(left)}"


def keyed(name: str) -> Iterator[str]:
    for lang in ("en", "fr"):
        pack = language.load(lang)
        kinds = [name_identity.key_of(name, kind, pack).canonical for kind in ("person", "place")]
        parts = [name_identity._key_word(word, foreign, lang) for word in name_identity.normal(name).split() for foreign in (True, False)]
        yield f"{name_identity._bare(name_identity.normal(name), lexicon(pack))}: {' / '.join(kinds)}; {' '.join(parts)}"
    yield f"{name_identity._untitled(name_identity.normal(name))} {answer(name_identity._by_sound, name_identity.normal(name))}"
