"""Claims without a figure: quotations, and what a whole statement says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.assertion import DENIALS, governing
from factcheck.claims import clause
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.model import Claim, Modality, Polarity, Saying
from factcheck.text import fold
from factcheck.values import gazetteer

ENOUGH = 2  # content keys below which a quotation says too little to be found again
ENOUGH_STATEMENT = 3


def read(scene: Scene) -> Iterator[Claim]:
    told = Told(tuple(_asserted(scene)), negated(scene))
    for start, end in ((a - scene.statement.start, b - scene.statement.start) for a, b in scene.statement.quotes):
        if start < end:
            yield from _said(scene, told, ((start, end),), "quotation", ENOUGH)
    if scene.statement.kind == "title":
        return
    yield from _said(scene, told, ((0, len(scene.text)),), "statement", ENOUGH_STATEMENT)
    parts = scene.assertion.clauses
    if len(parts) > 1:
        for pieces in parts:
            yield from _said(scene, told, pieces, "statement", ENOUGH_STATEMENT)


class Asserted(NamedTuple):
    """A content key of a scene, its raw span, and whether it stands under a negation or is said to be unknown."""

    key: str
    start: int
    end: int
    denied: bool
    unknown: bool


class Told(NamedTuple):
    """What holds for everything that a scene says: its content keys, and what its negations stand on."""

    asserted: tuple[Asserted, ...]
    negated: tuple[str, ...]


def _asserted(scene: Scene) -> Iterator[Asserted]:
    for key, start, end in scene.content:
        if governing(scene.assertion, start, end):
            denied, unknown = scene.polarity(start, end) is Polarity.DENIED, scene.modality(start, end) is Modality.UNKNOWN
            yield Asserted(key, *scene.raw(start, end), denied, unknown)
        else:  # as nearly everywhere
            yield Asserted(key, *scene.raw(start, end), False, False)


def _said(scene: Scene, told: Told, pieces: Sequence[tuple[int, int]], kind: str, least: int) -> Iterator[Claim]:
    """The claim that a stretch makes as a whole, if it has enough content; ``pieces``: a clause may be interrupted."""
    found = [entry for start, end in pieces for entry in told.asserted[scene.begins(start) : scene.begins(end)]]
    content = frozenset(entry.key for entry in found)
    if len(content) < least:
        return
    first = scene.text[pieces[0][0] : pieces[0][1]]
    start, end = pieces[0][1] - len(first.lstrip(" ,;:-")), pieces[-1][1]  # a clause may begin with the mark before it
    polarity, modality = scene.polarity(start, end), scene.modality(start, end)
    denied, unknown = {entry.key for entry in found if entry.denied}, {entry.key for entry in found if entry.unknown}
    words = plain(" ".join(scene.text[a:b] for a, b in pieces))
    asserted_so = polarity, modality, tuple(sorted(denied)), tuple(sorted(unknown)), told.negated
    saying = Saying(start, end, words, *asserted_so, scene.pack.lang, _places(scene, pieces))
    yield claim(
        scene,
        (start, end),
        kind=kind,
        role="said",
        value=saying,
        polarity=polarity,
        modality=modality,
        content=content,
        located=tuple(entry[:3] for entry in found),
    )


def _places(scene: Scene, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    """The places inside a country that a stretch names, with where they begin; content keys tell only in which country they are."""
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
