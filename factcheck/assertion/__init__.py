"""How a statement's words are asserted: polarity, modality and attribution, each with the stretch it governs."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.assertion import attributions, clauses, cues, scopes
from factcheck.assertion.clauses import Clauses
from factcheck.language import Pack, Row, row
from factcheck.model import Assertion, Attribution, Cue, Modality, Name, Polarity, Token
from factcheck.turns import Steps, whole

__all__ = ["DENIALS", "attribution", "governing", "modality", "polarity", "read", "steps"]

Span = tuple[int, int]
_MODALITIES: dict[str, Modality] = {modality: modality for modality in Modality}
_MOST = 100  # cues of one statement: every stretch asks for those around it; what has more is a list of words, no sentence
# A statement that is refuted as such ("it is false that ...") is denied.
DENIALS = frozenset({cues.DENIED, cues.REFUTED})


def read(text: str, tokens: Sequence[Token], pack: Pack, quotes: Sequence[Span] = (), names: Sequence[Name] = ()) -> Assertion:
    """How one statement is asserted. ``text`` is its folded text, all spans count from its start; ``quotes``: quoted stretches
    without their marks; ``names``: known names in order, which tell a speaker's name from the words around it."""
    return whole(steps((text,), (row(tokens),), pack, (quotes,), (names,)))[0]


def steps(
    texts: Sequence[str],
    rows: Sequence[Row],
    pack: Pack,
    quotes: Sequence[Sequence[Span]],
    names: Sequence[Sequence[Name]],
) -> Steps[list[Assertion]]:
    """The same for the statements of an article, ``rows`` being their tokens: one reader goes through all of them before the next one
    does, as with values."""
    lexicon = cues.lexicon(pack)
    marks = [clauses.marks(row.tokens, list(map(lexicon.look, row.texts))) for row in rows]
    found = [cues.find(row.tokens, row.lowers, seen, lexicon)[:_MOST] for row, seen in zip(rows, marks, strict=True)]
    yield
    parts = [clauses.read(row.tokens, lexicon.told, seen) for row, seen in zip(rows, marks, strict=True)]
    yield
    said = yield from attributions.steps(texts, rows, pack, parts, quotes, names)
    for at, (words, sayings) in enumerate(zip(rows, said, strict=True)):
        if outside := attributions.asides(words.tokens, sayings):
            parts[at] = clauses.read(words.tokens, lexicon.told, marks[at], outside)
    yield
    governed = [scopes.scoped(row.tokens, met, pack, split) for row, met, split in zip(rows, found, parts, strict=True)]
    return [
        Assertion(scoped, attributions.triples(row.tokens, sayings), _spans(row, split))
        for row, scoped, sayings, split in zip(rows, governed, said, parts, strict=True)
    ]


def _spans(row: Row, parts: Clauses) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The clauses that have words, each as the spans of its pieces."""
    starts, ends = row.starts, row.ends
    found: list[tuple[tuple[int, int], ...]] = []
    for item in parts.items:
        if len(item.pieces) == 1:  # as of most
            ((start, end),) = item.pieces
            found.append(((starts[start], ends[end - 1]),))
        elif item.pieces:
            found.append(tuple([(starts[start], ends[end - 1]) for start, end in item.pieces]))
    return tuple(found)


def governing(assertion: Assertion, start: int, end: int) -> list[Cue]:
    """The cues that govern most of a stretch."""
    near: list[Cue] = []
    whole: dict[tuple[int, int, str], int] = {}  # a clause in several pieces gives one cue for each
    for cue in assertion.cues:
        first, last, effect, low, high = cue
        if low < end and start < high:
            near.append(cue)
            whole[first, last, effect] = (
                whole.get((first, last, effect), 0) + (high if high < end else end) - (low if low > start else start)
            )
    return [cue for cue in near if 2 * whole[cue[:3]] > end - start] if near else near


def polarity(assertion: Assertion, start: int, end: int) -> Polarity:
    """Whether a stretch is asserted or denied; what is denied twice is asserted, what is called untrue twice is untrue."""
    return _polarity(governing(assertion, start, end))


def _polarity(found: Sequence[Cue]) -> Polarity:
    if not found:  # as nearly everywhere
        return Polarity.ASSERTED
    denials: set[int] = set()
    refuted = False
    for cue in found:
        if cue.effect == cues.DENIED:
            denials.add(cue.start)
        refuted = refuted or cue.effect == cues.REFUTED
    return Polarity.DENIED if (len(denials) + refuted) % 2 else Polarity.ASSERTED


def modality(assertion: Assertion, start: int, end: int) -> Modality:
    """How real a stretch is said to be: "unknown" wherever it governs, else what the innermost cue says; but what is hoped or rumoured
    to come ("hopes that it will") is no more than that, and a conditional of hearsay ("selon des rumeurs, il serait") is hearsay."""
    return _modality(governing(assertion, start, end))


def _modality(governed: Sequence[Cue]) -> Modality:
    found = [cue for cue in governed if cue.effect in _MODALITIES]
    if len(found) < 2:  # as mostly
        return _MODALITIES[found[0].effect] if found else Modality.ACTUAL
    effects = {cue.effect for cue in found}
    if Modality.UNKNOWN in effects:
        return Modality.UNKNOWN
    weaker = {Modality.CONDITIONAL} if Modality.HEARSAY in effects else set()
    if any(cue.start < cue.scope_start and cue.effect != Modality.PLANNED for cue in found):
        weaker.add(Modality.PLANNED)
    return _MODALITIES[max(found, key=lambda cue: (cue.effect not in weaker, cue.start)).effect]


def both(governed: Sequence[Cue]) -> tuple[Polarity, Modality]:
    """Polarity and modality of a stretch, by the cues that govern it."""
    return _polarity(governed), _modality(governed)


def attribution(assertion: Assertion, start: int, end: int) -> Attribution | None:
    """Who says a stretch: of all that say something around it, the one with the shortest saying; None for the article itself."""
    if not assertion.attributions:
        return None
    around = [(last - first, first, who) for first, last, who in assertion.attributions if first <= start and end <= last]
    if len(around) < 2:  # as mostly
        return around[0][2] if around else None
    return min(around, key=lambda entry: (entry[0], -entry[1]))[2]
