"""Claims without a figure: quotations, and what a whole statement says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.assertion import DENIALS
from factcheck.claims import clause
from factcheck.claims.keys import KEY, Keyed
from factcheck.claims.make import said
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Modality, Polarity, Saying
from factcheck.text import fold
from factcheck.values import gazetteer

ENOUGH = 2  # content keys below which a quotation says too little to be found again
ENOUGH_STATEMENT = 3


def read(scene: Scene) -> Iterator[Claim]:
    told, begin = _told(scene), scene.statement.start
    quotes = [((start - begin, end - begin),) for start, end in scene.statement.quotes if start < end]
    yield from filter(None, [_said(scene, told, pieces, "quotation", ENOUGH) for pieces in quotes])
    if scene.statement.kind != "title":
        parts = scene.assertion.clauses if len(scene.assertion.clauses) > 1 else ()
        stretches = (((0, len(scene.text)),), *parts)
        yield from filter(None, [_said(scene, told, pieces, "statement", ENOUGH_STATEMENT) for pieces in stretches])


class Told(NamedTuple):
    """What holds for everything that a scene says: its content keys with their raw spans, those that stand under a negation and those said
    to be unknown by their number in that row, and what its negations stand on."""

    placed: tuple[Keyed, ...]
    denied: Mapping[int, str]
    unknown: Mapping[int, str]
    negated: tuple[str, ...]


def _told(scene: Scene) -> Told:
    denied, unknown = dict[int, str](), dict[int, str]()
    for number in _cued(scene):
        key, start, end = scene.content[number]
        polarity, modality = scene.asserted(start, end)
        denied |= {number: key} if polarity is Polarity.DENIED else {}
        unknown |= {number: key} if modality is Modality.UNKNOWN else {}
    return Told(scene.placed(), denied, unknown, negated(scene))


def _cued(scene: Scene) -> set[int]:
    """The numbers of the content keys that something may deny or say to be unknown: in most scenes there are none."""
    scopes = [cue[3:] for cue in scene.assertion.cues if cue.effect in _TELLING]
    return {number for start, end in scopes for number in range(max(0, scene.begins(start) - 1), scene.begins(end))}


_TELLING = DENIALS | {Modality.UNKNOWN}


def _said(scene: Scene, told: Told, pieces: Sequence[tuple[int, int]], kind: str, least: int) -> Claim | None:
    """The claim that a stretch makes as a whole, if it has enough content; ``pieces``: a clause may be interrupted."""
    rows = [slice(scene.begins(start), scene.begins(end)) for start, end in pieces]
    found = told.placed[rows[0]] if len(rows) == 1 else tuple(entry for row in rows for entry in told.placed[row])
    content = frozenset(map(KEY, found))
    if len(content) < least:
        return None
    first = scene.text[pieces[0][0] : pieces[0][1]]
    start, end = pieces[0][1] - len(first.lstrip(" ,;:-")), pieces[-1][1]  # a clause may begin with the mark before it
    polarity, modality = scene.asserted(start, end)
    words = plain(" ".join(scene.text[a:b] for a, b in pieces))
    cued = (_within(told.denied, rows), _within(told.unknown, rows)) if told.denied or told.unknown else ((), ())
    saying = Saying(start, end, words, polarity, modality, *cued, told.negated, scene.pack.lang, _places(scene, pieces))
    return said(scene, kind, saying, content, found)


def _within(numbered: Mapping[int, str], rows: Sequence[slice]) -> tuple[str, ...]:
    """The keys, by their number, that stand in some rows."""
    return tuple(sorted({key for number, key in numbered.items() if any(row.start <= number < row.stop for row in rows)}))


def _places(scene: Scene, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    """The places inside a country that a stretch names, with where they begin; content keys tell only in which country they are."""
    if not scene.names:
        return ()
    inside = (n for n in scene.names if n.type == "place" and n.country and any(start <= n.start < end for start, end in pieces))
    return tuple((n.canonical, scene.raw(n.start, n.end)[0]) for n in inside if n.canonical not in gazetteer.countries())


def negated(scene: Scene) -> tuple[str, ...]:
    """The content keys that the negations of a sentence stand on: those inside the cue ("ne portant pas"), else the first behind.
    A word of negation whose cue is not known ("il ne peut y avoir de doute"), or that stands on nothing, stands as itself."""
    words = clause.words(scene.pack.lang, "negators")
    cues = [cue for cue in scene.assertion.cues if cue.effect in DENIALS]
    if not cues and words.isdisjoint(scene.lowers):  # as in most
        return ()
    negators = [t for t in scene.tokens if t.lower in words]
    heads = {t.lower for t in negators if not any(cue.start <= t.start < cue.end for cue in cues)}
    lapsed = clause.words(scene.pack.lang, "lapsed")  # "n'est plus engagé" leaves room for "était engagé"
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
    return " ".join(folded.replace('"', " ").split()).replace(" ,", ",").replace(" .", ".")
