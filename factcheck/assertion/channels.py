"""Through whom something is said, where that is told before the speaker: "Sur BFMTV, X assure", "Citing two officials, Reuters said"."""

from __future__ import annotations

from factcheck.assertion import phrases, speakers
from factcheck.assertion.phrases import Source
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speakers import OUTLET, PRONOUN

# How far the words that open a sentence may reach to their comma, in tokens.
REACH = 14


def cited_first(view: Sentence, place: int) -> Source | None:
    """Who is cited by whom is named only behind the comma: "Citing two officials, ..."."""
    end, kind = view.markers.get(place, (0, ""))
    if kind != "citing" or not _opens(view, place):
        return None
    found = phrases.following(view, end)
    return found if found is not None and found.speaker.kind != PRONOUN and view.mark(found.end) == "," else None


def _opens(view: Sentence, place: int) -> bool:
    """Nothing but marks stands before."""
    return all(view.mark(before) for before in range(view.left[place], place))


def opening(view: Sentence, source: Source) -> str:
    """The outlet named by the words that open the stretch of a speaker, "" for none."""
    if source.speaker.kind == OUTLET or source.start >= len(view.tokens):
        return ""
    start, tokens = view.left[source.start], view.tokens
    comma = next((place for place in range(start, min(source.start, start + REACH)) if tokens[place].text == ","), start)
    if not any(map(speakers.is_capital, tokens[start:comma])):
        return ""  # as nearly everywhere
    for place in range(start, comma):
        if "preposition" in view.classes[place]:
            end = min(speakers.phrase_end(tokens, place + 1, view.words), comma)
            found = phrases.outlet(view, place + 1, end) if speakers.is_capital(tokens[end - 1]) else ""
            if found:
                return found
    return ""


def between(view: Sentence, start: int, end: int) -> str:
    """The outlet inside a marker: "a appris l'AFP de source policière"."""
    for place in range(start + 1, end - 1):
        if speakers.is_capital(view.tokens[place]):
            return phrases.outlet(view, place, min(speakers.phrase_end(view.tokens, place, view.words), end - 1))
    return ""


def behind(view: Sentence, at: int) -> str:
    """The outlet behind an apposition: "explique X, experte en aviation, à l'AFP"."""
    if view.mark(at) != ",":
        return ""
    comma = next((place for place in range(at + 1, min(at + REACH, len(view.tokens))) if view.mark(place) in (",", ".")), at)
    return phrases.passing(view, comma + 1)[1] if view.mark(comma) == "," and comma > at else ""
