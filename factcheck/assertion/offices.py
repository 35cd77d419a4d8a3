"""What a speaker is besides a name: the office ("ministre de la Santé"), and for whom somebody speaks ("porte-parole du Kremlin")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from factcheck.assertion import phrases, speakers
from factcheck.assertion.phrases import Source
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speakers import NAMED, OUTLET, PRONOUN, Speaker
from factcheck.model import Token

# How far from a name its office may begin, in tokens.
REACH = 14
_PERSONS = ("human", "title", "anonymous")
_ENDS = ("sign", "preposition", "adverb", "time", "that", "relative", "coordinator", "aux", "be")
_START = attrgetter("start")


def described(view: Sentence, source: Source) -> Source:
    """A source with the office and the organisation of its speaker, where they are told."""
    kind, text = source.speaker.kind, source.speaker.text
    if kind in (PRONOUN, OUTLET) or not text:
        return source
    at = view.text.find(text, view.tokens[source.start].start)
    if at < 0:
        return source
    first = bisect_left(view.tokens, at, source.start, key=_START)
    last = bisect_left(view.tokens, at + len(text), first, key=_START)
    span = (_before(view, first) or _behind(view, last) or _apart(view, first)) if kind == NAMED else (first, last)
    if span is None:
        return source
    start, end = span
    role = _said(view, start, end) if kind == NAMED else ""
    organisation = _organisation(view, start, end)
    told = role or organisation
    return Source(Speaker(text, kind, role, organisation), source.start, source.end, source.via) if told else source


def _said(view: Sentence, start: int, end: int) -> str:
    return view.text[view.tokens[start].start : view.tokens[end - 1].end] if start < end else ""


def _before(view: Sentence, end: int) -> tuple[int, int] | None:
    """An office right before the name: "le ministre de la Santé X", "Health Minister X"."""
    start, floor = end, max(end - REACH, 0)
    while start > floor and _belongs(view, start - 1):
        start -= 1
    return _office(view, start, end)


def _belongs(view: Sentence, place: int) -> bool:
    mark, classes = view.mark(place), view.classes[place]
    if mark:
        return mark in ("-", "'", ".") and place > 0 and not view.mark(place - 1)
    if "determiner" in classes and "inner" not in classes:
        return view.has(place - 1, "inner")  # "de la Santé"
    return "inner" in classes or classes.isdisjoint(_ENDS)


def _behind(view: Sentence, at: int) -> tuple[int, int] | None:
    """An apposition: "X, maire de Tulle", "X, 62, a farmer from Menby"."""
    for _ in range(2):
        if view.mark(at) != ",":
            return None
        at += 1
        if at >= len(view.tokens) or view.tokens[at].kind != "digits":
            break
        at = next((place for place in range(at, min(at + 4, len(view.tokens))) if view.mark(place) == ","), at)
    if (view.has(at, *_ENDS) and not view.has(at, "determiner")) or (at < len(view.tokens) and view.tokens[at].lower in view.words.forms):
        return None
    end = at
    while end < min(at + REACH, len(view.tokens)) and not view.mark(end) and not view.has(end, "sign", "relative", "that"):
        end += 1
    closed = end >= len(view.tokens) or view.mark(end) in (",", ".", ")", "")
    return _office(view, at, end, True) if closed and end > at and not view.verb_between(at, end) else None


def _apart(view: Sentence, first: int) -> tuple[int, int] | None:
    """An office before the comma: "le maire de Foix, X"."""
    if view.mark(first - 1) != ",":
        return None
    start, _ = phrases.chunk_start(view, first - 1)
    for place in range(start, first - 1):  # behind the verb and what is said in passing
        if view.has(place, "determiner") and not view.has(place - 1, "inner"):
            start = place
            break
    return _office(view, start, first - 1)


def _office(view: Sentence, start: int, end: int, loose: bool = False) -> tuple[int, int] | None:
    """A stretch without its article, if it names an office or a trade; ``loose``: any noun in lower case will do."""
    while start < end and view.has(start, "article"):
        start += 1
    if start >= end:
        return None
    head = speakers.head(view.tokens, start, end, view.words)
    courtesy = end - start <= 2 and view.has(start, "masculine", "feminine")
    known = view.has(head, *_PERSONS) or any("title" in classes for classes in view.classes[start:end])
    lower = view.tokens[head].text == view.tokens[head].lower and view.tokens[head].kind == "word"
    return (start, end) if not courtesy and (known or (loose and lower)) else None


def _organisation(view: Sentence, start: int, end: int) -> str:
    """For whom somebody of an office speaks: what it is of."""
    inner = next((place for place in range(start + 1, end - 1) if "inner" in view.classes[place]), -1)
    if inner > 0:
        inner += 1
        while inner < end - 1 and view.has(inner, "determiner", "inner"):
            inner += 1
        return _said(view, inner, end)
    if view.words.head_first:
        return ""
    head = speakers.head(view.tokens, start, end, view.words)
    owner = [place for place in range(start, head) if _owns(view.tokens, place, view)]
    return _said(view, owner[0], owner[-1] + 1) if owner else ""


def _owns(tokens: Sequence[Token], place: int, view: Sentence) -> bool:
    """Where the head stands last: "White House official", "company spokesman"."""
    token = tokens[place]
    named = speakers.is_capital(token) and not view.has(place, "title", "determiner")
    return named or view.has(place, "institution")
