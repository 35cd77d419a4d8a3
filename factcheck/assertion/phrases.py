"""Phrases around a verb of saying: who stands before or after it, and what is only said in passing (when, where, to whom)."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.assertion import speakers
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speakers import ANONYMOUS, NAMED, OUTLET, PRONOUN, ROLE, Speaker

# How far a subject may reach back from its verb, and what stands in passing behind it, in tokens.
REACH = 40
# How many pieces of an interrupted clause are looked at.
MOST = 8
# How many appositions may stand between a subject and its verb.
APPOSITIONS = 3
_BOUNDS = ("relative", "that", "subordinate", "adversative")


class Source(NamedTuple):
    """A speaker, through whom, and the tokens that name both."""

    speaker: Speaker
    start: int
    end: int
    via: str = ""


def source(sentence: Sentence, start: int, end: int, via: str = "") -> Source | None:
    """The speaker that a whole stretch names; None when it is no noun phrase."""
    start = _first(sentence, start, end)
    if start >= end or sentence.has(start, "impersonal", "first", "coordinator"):
        return None
    if sentence.has(start, "preposition") and not sentence.has(start, "determiner"):
        return None
    if sentence.markers.get(start, (0, ""))[1] in ("before", "quoted") or sentence.has(start + 1, "by"):
        return None  # "Interrogé par l'agence", "Selon X, qui"
    if sentence.has(start, "aux") and sentence.tokens[start].text != sentence.tokens[start].lower:
        return None  # "A 78 ans"
    if sentence.has(start, "third") and end == start + 1:
        return Source(Speaker("", PRONOUN), start, end, via)
    if speakers.phrase_end(sentence.tokens, start, sentence.words, anchored=True) < end - (sentence.mark(end - 1) == "."):
        return None
    return Source(_read(sentence, start, end), start, end, via)


def _read(sentence: Sentence, start: int, end: int) -> Speaker:
    return speakers.read(sentence.text, sentence.tokens, start, end, sentence.words, sentence.names)


def _first(sentence: Sentence, start: int, end: int) -> int:
    """Where a phrase begins behind words of time and marks."""
    while start < end and (sentence.mark(start) or sentence.has(start, "adverb", "joining")):
        start += 1
    after = time_end(sentence, start)
    return _first(sentence, after, end) if start < after < end else start


def following(sentence: Sentence, start: int) -> Source | None:
    """The speaker that begins at a token, without what is said in passing behind it."""
    if sentence.has(start, "third"):
        return Source(Speaker("", PRONOUN), start, start + 1)
    if sentence.has(start, "impersonal", "first", "coordinator") or sentence.verb_between(start, start + 1):
        return None
    if sentence.has(start, "preposition") and not sentence.has(start, "determiner"):
        return None
    end = _complemented(sentence, speakers.phrase_end(sentence.tokens, start, sentence.words))
    end = next((place for place in range(start + 1, end) if sentence.markers.get(place, (0, ""))[1] == "quoted"), end)
    if end == start:
        return None
    return _apposed(sentence, Source(_read(sentence, start, end), start, end))


def _complemented(sentence: Sentence, end: int) -> int:
    """A place or a field belongs to a speaker ("officials in Kyiv"); to whom and where it was said does not ("à la presse")."""
    if not sentence.has(end, "complement") or speakers.is_capital(sentence.tokens[end - 1]):
        return end
    stop = speakers.phrase_end(sentence.tokens, end + 1, sentence.words)
    told = any(sentence.has(place, "medium", "document", "human", "time") for place in range(end + 1, stop))
    return end if stop == end + 1 or told or outlet(sentence, end + 1, stop) else stop


def bracketed(sentence: Sentence, found: Source) -> Source:
    """A speaker with what stands in brackets behind it."""
    if sentence.mark(found.end) != "(":
        return found
    last = min(found.end + REACH, len(sentence.tokens))
    end = next((place + 1 for place in range(found.end, last) if sentence.mark(place) == ")"), found.end)
    return found._replace(end=end)


def _apposed(sentence: Sentence, found: Source) -> Source:
    """A name that stands after the office: "said the governor, Ivan Fedorov"."""
    at = found.end + 1
    if found.speaker.kind not in (ROLE, ANONYMOUS) or sentence.mark(found.end) != "," or at >= len(sentence.tokens):
        return found
    end = speakers.phrase_end(sentence.tokens, at, sentence.words)
    words = (place for place in range(at, end) if not sentence.mark(place) and not sentence.has(place, "article", "title"))
    alone = end - at == 1 and sentence.mark(end) in ("", ".", ",") and found.speaker.kind == ANONYMOUS
    if (end - at < 2 and not alone) or not all(speakers.is_capital(sentence.tokens[place]) for place in words):
        return found
    if end < len(sentence.tokens) and not sentence.mark(end) and not sentence.has(end, "preposition"):
        return found
    name = _read(sentence, at, end)
    return Source(name, found.start, end) if name.kind == NAMED else found


def cited(sentence: Sentence, found: Source) -> Source:
    """Who stands behind a speaker or between it and the reader: "the NYT, which cites two people", "X, quoted by Tass"."""
    at = found.end + (sentence.mark(found.end) == ",")
    end, kind = sentence.markers.get(at, (0, ""))
    other = following(sentence, end) if kind in ("citing", "quoted") else None
    if other is None or other.speaker.kind == PRONOUN:
        return found
    if kind == "citing":
        return Source(other.speaker, found.start, other.end, found.speaker.text)
    return found._replace(end=other.end, via=other.speaker.text)


def unnamed(sentence: Sentence, found: Source) -> Source:
    """A role that speaks on condition of anonymity has no name."""
    if found.speaker.kind != ROLE:
        return found
    around = sentence.tokens[found.start : min(found.end + REACH // 2, sentence.right[found.start])]
    if not sentence.words.names["anonymity"].isdisjoint([token.lower for token in around]):
        return found._replace(speaker=Speaker(found.speaker.text, ANONYMOUS))
    return found


def time_end(sentence: Sentence, start: int) -> int:
    """Where a phrase of time that begins at a token ends; ``start`` for none."""
    at = start + sentence.has(start, "article", "indefinite")
    named = False
    while sentence.has(at, "time"):
        named = named or sentence.tokens[at].kind == "word"
        at += 1
    return at if named else start


def passing(sentence: Sentence, start: int) -> tuple[int, str]:
    """Where what is said in passing ends ("mercredi à l'AFP", "on Wednesday in a statement"), and the outlet that it names."""
    at, via = start, ""
    limit = min(start + REACH, len(sentence.tokens))
    while at < limit:
        step, channel = _step(sentence, at)
        if step == at:
            break
        at, via = step, via or channel
    return at, via


def _step(sentence: Sentence, at: int) -> tuple[int, str]:
    if sentence.has(at, "adverb"):
        return at + 1, ""
    if sentence.mark(at) == "," and sentence.has(at + 1, "that", "preposition", "time", "adverb"):
        return at + 1, ""
    end = time_end(sentence, at)
    if end > at or not sentence.has(at, "preposition"):
        return end, ""
    name = at + 1
    while name < at + APPOSITIONS and sentence.has(name, "preposition"):
        name += 1
    end = time_end(sentence, name)
    if end > name:
        return end, ""
    end = _told_to(sentence, name, speakers.phrase_end(sentence.tokens, name, sentence.words))
    return (end, outlet(sentence, name, end)) if end > name else (at, "")


def _told_to(sentence: Sentence, start: int, end: int) -> int:
    """Where to whom something was told ends, before the name of who told it: "à l'AFP Marie Verdier", "lors d'un débat Jean Petit"."""
    first = start
    while first < end and sentence.has(first, "determiner"):
        first += 1
    for place in range(first + 1, end):
        if speakers.is_capital(sentence.tokens[place]) and not sentence.mark(place - 1):
            before = sentence.tokens[place - 1]
            if outlet(sentence, start, place) and not outlet(sentence, start, place + 1):
                return place
            if before.text == before.lower and not sentence.has(
                place - 1, "medium", "preposition", "determiner", "particle", "title", "office"
            ):
                return place
    return end


def outlet(sentence: Sentence, start: int, end: int) -> str:
    """The outlet that a stretch names, "" for none."""
    if end <= start or not speakers.is_capital(sentence.tokens[end - 1]):
        return ""
    found = _read(sentence, start, end)
    return found.text if found.kind == OUTLET else ""


def subject(sentence: Sentence, end: int) -> Source | None:
    """The subject that ends where a verb begins: a noun phrase without a mark behind it, or one with appositions."""
    start, joined = chunk_start(sentence, end)
    if sentence.has(start - 1, "relative") and not sentence.mark(start - 2) and start < end:
        outer, _ = chunk_start(sentence, start - 1)
        return unnamed(sentence, found) if (found := source(sentence, outer, start - 1)) else None  # "a diplomat who asked not to be named"
    if start < end:
        return _chained(sentence, start, source(sentence, start, end)) or (source(sentence, joined, end) if joined > start else None)
    return interrupted(sentence, end)


def chunk_start(sentence: Sentence, end: int) -> tuple[int, int]:
    """Where the words before a token begin, back to the nearest boundary; and where they begin behind a coordinator among them."""
    floor = max(end - REACH, sentence.left[end] if end < len(sentence.tokens) else 0, 0)
    start, joined = end, floor
    while start > floor:
        token, told = sentence.tokens[start - 1], sentence.classes[start - 1]
        if (token.kind == "mark" and token.text not in "-'&/.") or (told and not told.isdisjoint(_BOUNDS)):
            break
        if joined == floor and "coordinator" in told:
            joined = start
        start -= 1
    return start, max(joined, start)


def _chained(sentence: Sentence, start: int, found: Source | None) -> Source | None:
    """ "Reuters, citing two officials, reported": the words before the verb may name who is cited by whom stands before."""
    end, kind = sentence.markers.get(start, (0, ""))
    return None if found is not None and kind == "citing" and end else found


def interrupted(sentence: Sentence, end: int) -> Source | None:
    """A subject that a comma parts from its verb: "X, maire de Y, a dit", "X, qui a démissionné, a dit"."""
    if sentence.mark(end - 1) not in (",", ")"):
        return None
    at = _before_relative(sentence, end)
    found: list[Source] = []
    for _ in range(APPOSITIONS):
        while at > 0 and sentence.mark(at - 1) in (",", ")"):
            at -= 1
        start, _ = chunk_start(sentence, at)
        citing = _cited_before(sentence, start, at)
        if citing is not None:
            return citing
        chunk = source(sentence, start, at) if start < at else None
        relative = sentence.has(start - 1, "relative")
        if chunk is not None and not relative:
            found.append(chunk)
        elif not relative and passing(sentence, start)[0] < at:
            break
        at = start - relative
        if sentence.mark(at - 1) != ",":
            break
    return _chosen(found) or _antecedent(sentence, end)


def _antecedent(sentence: Sentence, end: int) -> Source | None:
    """The noun phrase before a relative clause of which the end is all that is sure."""
    for place in range(end - 1, max(end - REACH, sentence.left[end - 1], 0), -1):
        if sentence.has(place, "relative") and sentence.mark(place - 1) == ",":
            return interrupted_by(sentence, place)
    return None


def _cited_before(sentence: Sentence, start: int, end: int) -> Source | None:
    """A stretch "citing two officials" between an outlet and its verb."""
    marked, kind = sentence.markers.get(start, (0, ""))
    if kind not in ("citing", "quoted") or marked >= end:
        return None
    other = source(sentence, marked, end)
    outer = interrupted_by(sentence, start)
    if other is None or outer is None:
        return None
    if kind == "citing":
        return Source(other.speaker, outer.start, end, outer.speaker.text)
    return Source(outer.speaker, outer.start, end, other.speaker.text)


def interrupted_by(sentence: Sentence, end: int) -> Source | None:
    """The noun phrase that ends before the comma at a token."""
    at = end - (sentence.mark(end - 1) == ",")
    start, _ = chunk_start(sentence, at)
    return source(sentence, start, at) if start < at else None


def _before_relative(sentence: Sentence, end: int) -> int:
    """Where the clause of a verb was left for the one that interrupts it; ``end`` when nothing does."""
    if end >= len(sentence.tokens) or sentence.parts.starts[sentence.parts.piece(end)] < end - 1:
        return end
    pieces = sentence.parts.items[sentence.parts.of(end)].pieces
    before = [stop for start, stop in pieces[:MOST] if stop < end]
    return before[-1] if before else end


def _chosen(found: list[Source]) -> Source | None:
    """Of a phrase and its appositions, the outermost that has a name; else the outermost."""
    if not found:
        return None
    named = [chunk for chunk in reversed(found) if chunk.speaker.kind in (NAMED, OUTLET)]
    best = named[0] if named else found[-1]
    return best._replace(start=found[-1].start, end=found[0].end)
