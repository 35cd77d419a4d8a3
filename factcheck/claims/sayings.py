"""Claims without a figure: quotations, and what a whole statement says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from factcheck.assertion import DENIALS
from factcheck.claims import clause
from factcheck.claims.keys import KEY, Keyed
from factcheck.claims.make import said
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Modality, Polarity, Saying
from factcheck.text import fold
from factcheck.values import gazetteer

Pieces = Sequence[tuple[int, int]]  # of a stretch: a clause may be interrupted
ENOUGH = 2  # content keys below which a quotation says too little to be found again
ENOUGH_STATEMENT = 3


def read(scene: Scene) -> list[Claim]:
    if len(scene.content) < ENOUGH:
        return []
    told, begin = _told(scene), scene.statement.start
    found: list[Claim] = []
    for start, end in scene.statement.quotes:
        if claim := _said(scene, told, ((start - begin, end - begin),), "quotation", ENOUGH):
            found.append(claim)
    if scene.statement.kind == "title":
        return found
    parts = scene.assertion.clauses if len(scene.assertion.clauses) > 1 else ()
    for pieces in (((0, len(scene.text)),), *parts):
        if claim := _said(scene, told, pieces, "statement", ENOUGH_STATEMENT):
            found.append(claim)
    return found


@dataclass(slots=True, eq=False, repr=False)
class Told:
    """What holds for everything that a scene says: its content keys, and the same with their raw spans; those that stand under a negation
    and those said to be unknown by their number in that row; what its negations stand on; the places inside a country that it names,
    with where they begin; and whether its words read as they stand, with no more than quotation marks to take out."""

    keys: tuple[str, ...]
    placed: tuple[Keyed, ...]
    denied: Mapping[int, str]
    unknown: Mapping[int, str]
    negated: tuple[str, ...]
    places: Sequence[tuple[int, tuple[str, int]]]
    as_it_stands: bool


def _told(scene: Scene) -> Told:
    denied: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for number in _cued(scene) if scene.assertion.cues else ():
        key, start, end = scene.content[number]
        polarity, modality = scene.asserted(start, end)
        denied |= {number: key} if polarity is Polarity.DENIED else {}
        unknown |= {number: key} if modality is Modality.UNKNOWN else {}
    every = tuple(map(KEY, scene.content))
    places = _places(scene) if scene.names else ()
    unquoted = scene.text.replace('"', "-")
    return Told(every, scene.placed(), denied, unknown, negated(scene), places, plain(unquoted) == unquoted)


def _cued(scene: Scene) -> set[int]:
    """The numbers of the content keys that something may deny or say to be unknown: in most scenes there are none."""
    scopes = [cue[3:] for cue in scene.assertion.cues if cue.effect in _TELLING]
    return {number for start, end in scopes for number in range(max(0, scene.begins(start) - 1), scene.begins(end))}


_TELLING = DENIALS | {Modality.UNKNOWN}


def _said(scene: Scene, told: Told, pieces: Pieces, kind: str, least: int) -> Claim | None:
    """The claim that a stretch makes as a whole, if it has enough content."""
    (start, first), end = pieces[0], pieces[-1][1]
    rows = [slice(scene.begins(piece), scene.begins(behind)) for piece, behind in pieces]
    every = told.keys[rows[0]] if len(rows) == 1 else tuple([key for row in rows for key in told.keys[row]])
    if len(every) < least or len(content := frozenset(every)) < least:
        return None
    start = first - len(scene.text[start:first].lstrip(" ,;:-"))  # a clause may begin with the mark before it
    polarity, modality = scene.asserted(start, end) if scene.assertion.cues else _PLAINLY
    cued = (_within(told.denied, rows), _within(told.unknown, rows)) if told.denied or told.unknown else ((), ())
    places = tuple([place for at, place in told.places for a, b in pieces if a <= at < b]) if told.places else ()
    words = _words(scene, told, pieces)
    found = told.placed[rows[0]] if len(rows) == 1 else tuple([entry for row in rows for entry in told.placed[row]])
    return said(scene, kind, Saying(start, end, words, polarity, modality, *cued, told.negated, scene.pack.lang, places), content, found)


def _words(scene: Scene, told: Told, pieces: Pieces) -> str:
    words = scene.text[pieces[0][0] : pieces[0][1]] if len(pieces) == 1 else _joined([scene.text[start:end] for start, end in pieces])
    return words.strip() if told.as_it_stands and len(pieces) == 1 and '"' not in words else plain(words)


def _joined(pieces: Sequence[str]) -> str:
    """The words of a clause without the marks around what interrupts it."""
    return " ".join([pieces[0].rstrip(_AROUND), *(piece.strip(_AROUND) for piece in pieces[1:-1]), pieces[-1].lstrip(_AROUND)])


_AROUND = " ,()[]"
_PLAINLY = (Polarity.ASSERTED, Modality.ACTUAL)


def _within(numbered: Mapping[int, str], rows: Sequence[slice]) -> tuple[str, ...]:
    """The keys, by their number, that stand in some rows."""
    return tuple(sorted({key for number, key in numbered.items() for row in rows if row.start <= number < row.stop})) if numbered else ()


def _places(scene: Scene) -> list[tuple[int, tuple[str, int]]]:
    """The places inside a country that a scene names, and the same with where they begin; content keys tell only in which country they
    are."""
    countries = gazetteer.countries()
    inside = [n for n in scene.names if n.type == "place" and n.country and n.canonical not in countries]
    return [(n.start, (n.canonical, scene.raw(n.start, n.end)[0])) for n in inside]


def negated(scene: Scene) -> tuple[str, ...]:
    """The content keys that the negations of a sentence stand on: those inside the cue ("ne portant pas"), else the first behind.
    A word of negation whose cue is not known ("il ne peut y avoir de doute"), or that stands on nothing, stands as itself."""
    words = clause.words(scene.pack.lang, "negators")
    cues = [cue for cue in scene.assertion.cues if cue.effect in DENIALS] if scene.assertion.cues else []
    if not cues and words.isdisjoint(scene.lowers):  # as in most
        return ()
    negators = list(compress(scene.tokens, map(words.__contains__, scene.row.lowers)))
    heads = {t.lower for t in negators if not any(cue.start <= t.start < cue.end for cue in cues)}
    lapsed = clause.words(scene.pack.lang, "lapsed")  # "n'est plus engagé" leaves room for "était engagé"
    if not lapsed.isdisjoint(scene.lowers):
        heads |= {t.lower for t in scene.tokens if t.lower in lapsed and any(cue.start <= t.start < cue.end for cue in cues)}
    for cue in cues:
        if any(cue.start <= t.start < cue.end for t in negators):  # "rejects", "contested" deny what they are said of, not the sentence
            inside = scene.stretch(cue.start, cue.end) or scene.stretch(cue.end, cue.scope_end)[:1]
            heads |= {key for key, _, _ in inside} or {scene.text[cue.start : cue.end].lower()}
    return tuple(sorted(heads))


@lru_cache(maxsize=65536)
def words_of(quote: str) -> str:
    """A raw quotation as its folded words: equal however it was typed."""
    return plain(fold(quote).text)


def plain(folded: str) -> str:
    """The words of a folded stretch without quotation marks, so that however it was quoted it reads the same."""
    words = " ".join((folded.replace('"', " ") if '"' in folded else folded).split())
    return words.replace(" ,", ",").replace(" .", ".") if " ," in words or " ." in words else words
