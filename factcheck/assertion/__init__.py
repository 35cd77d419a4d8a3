"""How a statement's words are asserted: polarity, modality and attribution, each with the stretch it governs."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.assertion import attributions, clauses, cues
from factcheck.assertion.clauses import Clauses
from factcheck.language import Pack
from factcheck.model import Assertion, Attribution, Cue, Modality, Name, Polarity, Token

__all__ = ["attribution", "modality", "polarity", "read"]

_MODALITIES = frozenset(Modality)


def read(text: str, tokens: Sequence[Token], pack: Pack, quotes: Sequence[tuple[int, int]] = (), names: Sequence[Name] = ()) -> Assertion:
    """How one statement is asserted. ``text`` is its folded text, all spans count from its start; ``quotes``: quoted stretches
    without their marks; ``names``: known names in order, which tell a speaker's name from the words around it."""
    lexicon = cues.lexicon(pack)
    found = cues.find(tokens, pack)
    parts = clauses.read(tokens, lexicon.words)
    said = attributions.read(text, tokens, pack, parts, quotes, names)
    outside = attributions.asides(tokens, said)
    if outside:
        parts = clauses.read(tokens, lexicon.words, outside)
    return Assertion(cues.scoped(tokens, found, pack, parts), attributions.triples(tokens, said), _spans(tokens, parts))


def _spans(tokens: Sequence[Token], parts: Clauses) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The clauses that have words, each as the spans of its pieces."""
    return tuple(tuple((tokens[start].start, tokens[end - 1].end) for start, end in item.pieces) for item in parts.items if item.pieces)


def governing(assertion: Assertion, start: int, end: int) -> list[Cue]:
    """The cues that govern most of a stretch."""
    if not assertion.cues:
        return []
    return [cue for cue in assertion.cues if 2 * (min(end, cue.scope_end) - max(start, cue.scope_start)) > end - start]


def polarity(assertion: Assertion, start: int, end: int) -> Polarity:
    """Whether a stretch is asserted or denied; what is denied twice is asserted."""
    found = governing(assertion, start, end)
    if not found:  # as nearly everywhere
        return Polarity.ASSERTED
    denials = {cue.start for cue in found if cue.effect == Polarity.DENIED}
    return Polarity.DENIED if len(denials) % 2 else Polarity.ASSERTED


def modality(assertion: Assertion, start: int, end: int) -> Modality:
    """How real a stretch is said to be: "unknown" wherever it governs, else what the innermost cue says."""
    found = governing(assertion, start, end)
    if not found:
        return Modality.ACTUAL
    found = [cue for cue in found if cue.effect in _MODALITIES]
    if any(cue.effect == Modality.UNKNOWN for cue in found):
        return Modality.UNKNOWN
    return Modality(max(found, key=lambda cue: cue.start).effect) if found else Modality.ACTUAL


def attribution(assertion: Assertion, start: int, end: int) -> Attribution | None:
    """Who says a stretch: of all that say something around it, the one with the shortest saying; None for the article itself."""
    around = [(last - first, first, who) for first, last, who in assertion.attributions if first <= start and end <= last]
    return min(around, key=lambda entry: (entry[0], -entry[1]))[2] if around else None
