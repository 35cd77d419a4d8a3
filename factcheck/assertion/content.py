"""Sayings, and what a verb of saying is followed by: what is said, to whom, and through which outlet."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.assertion import phrases, speakers
from factcheck.assertion.phrases import Source
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speech import Verb

# Tokens from which words without an opener are taken for a clause though no verb is known among them, and within which a quotation
# that is part of what is said begins.
LONG, NEAR = 4, 12


class Saying(NamedTuple):
    """What is said and by whom, in tokens. ``said``: half-open stretches; ``start``/``end``: the words that tell who says it;
    ``aside``: these words interrupt or close what is said."""

    said: tuple[tuple[int, int], ...]
    source: Source
    start: int
    end: int
    aside: bool = False


class After(NamedTuple):
    """What a verb is followed by. ``strong``: an opener says that it is what is said."""

    said: tuple[int, int] | None
    strong: bool
    end: int
    via: str = ""


def after(view: Sentence, verb: Verb) -> After:
    """What a verb of saying is followed by: "que ...", ": «...»", an infinitive, a bare clause, an object."""
    hearer = _hearer(view, verb)
    via = phrases.outlet(view, verb.end, hearer)
    at, channel = phrases.passing(view, hearer)
    via = via or channel
    opened = _opened(view, at) or _blamed(view, verb) or _announced(view, verb)
    if opened is not None:
        return After(opened, True, at, via)
    if at >= len(view.tokens) or view.mark(at) not in ("", '"'):
        return After(None, False, at, via)
    begin = _goes_on(view, verb, hearer, at)
    if begin < 0 or (view.has(verb.end, "preposition") and verb.end + 1 <= at and view.tokens[verb.end + 1].kind == "digits"):
        return After(None, False, at, via)
    said = view.bare(begin, view.content_end(begin))
    return After(said if said[0] < said[1] else None, _to_do(view, begin), verb.end, via)


def _hearer(view: Sentence, verb: Verb) -> int:
    """Where the hearer ends that some verbs name before what is said: "told reporters that"."""
    if verb.lemma not in view.words.properties["hearer"] or verb.end >= len(view.tokens) or view.has(verb.end, "that"):
        return verb.end
    if view.has(verb.end, "third", "first"):
        return verb.end + 1
    return speakers.phrase_end(view.tokens, verb.end, view.words)


def _opened(view: Sentence, at: int) -> tuple[int, int] | None:
    """What an opener at a token says: "que", a colon, a quotation."""
    if at + 1 >= len(view.tokens):
        return None
    if view.has(at, "preposition") and view.has(at + 2, "that"):
        at += 2  # "demandent à ce que"
    if view.has(at, "that"):
        return view.bare(at + 1, max(view.content_end(at), at + 1))
    quote = at + 1 if view.mark(at) == '"' else at + 2
    if view.mark(at) in (":", ",", '"') and quote in view.opens:
        return quotation(view, quote)
    return view.bare(at + 1, view.right[at + 1]) if view.mark(at) == ":" else None


def _goes_on(view: Sentence, verb: Verb, start: int, at: int) -> int:
    """Where what is said begins without an opener: a clause, an infinitive, a plain object, words around a quotation; -1 for nothing.
    ``start``: behind the verb and the hearer; ``at``: behind what is said in passing, too."""
    properties = view.words.properties
    if verb.lemma in properties["bare"] and view.mark(at - 1) != "," and _clause(view, at):
        return at
    if _to_do(view, at):
        return at
    for place in dict.fromkeys((start, at)):
        if verb.lemma in properties["object"] and _plain(view, place):
            return place
    if verb.lemma in properties["object"] and (view.has(at, "gerund") or speakers.is_capital(view.tokens[at])):
        return start
    quoted = bool(view.opens) and any(place in view.opens for place in range(at + 1, min(view.content_end(at), at + NEAR)))
    return at if quoted and _plain(view, at) else -1


def _to_do(view: Sentence, at: int) -> bool:
    """An infinitive, perhaps a reflexive one: "avoir brûlé", "s'être séparé"."""
    at += view.has(at, "reflexive")
    return view.has(at, "infinitive") and view.tokens[at].text == view.tokens[at].lower


def _clause(view: Sentence, at: int) -> bool:
    """A clause begins: it has a verb, or so many words that one of them must be an unknown one."""
    end = view.content_end(at)
    if view.verb_between(at, end):
        return True
    return end - at >= LONG and (_plain(view, at) or view.has(at, "third", "first") or speakers.is_capital(view.tokens[at]))


def _plain(view: Sentence, place: int) -> bool:
    """A noun phrase or a figure begins."""
    if place >= len(view.tokens):
        return False
    return view.has(place, "determiner", "figure") or view.tokens[place].kind == "digits" or view.mark(place) == '"'


def _announced(view: Sentence, verb: Verb) -> tuple[int, int] | None:
    """What somebody says they will do: "menace de couper le courant", "threatened to cut the power"."""
    at = verb.end
    if verb.lemma not in view.words.properties["deed"] or not view.has(at, "link") or at + 1 >= len(view.tokens):
        return None
    told = view.has(at + 1, "infinitive") or not view.words.head_first
    return view.bare(at + 1, view.content_end(at + 1)) if told else None


def _blamed(view: Sentence, verb: Verb) -> tuple[int, int] | None:
    """What somebody is said to have done: "accuse Moscou d'avoir violé", "accuses Moscow of violating"."""
    if verb.lemma not in view.words.properties["blame"]:
        return None
    for place in range(verb.end + 1, min(verb.end + NEAR, view.right[verb.start])):
        begins = view.has(place, "infinitive", "gerund") and view.tokens[place].text == view.tokens[place].lower
        before = place - 1 - view.has(place - 1, "object")  # "de l'avoir volé"
        if begins and view.has(before, "inner"):
            return view.bare(place, view.content_end(place))
    return None


def quotation(view: Sentence, start: int) -> tuple[int, int]:
    """A quotation that begins at a token, with its marks."""
    end = view.opens[start]
    return start - 1, end + (view.mark(end) == '"')
