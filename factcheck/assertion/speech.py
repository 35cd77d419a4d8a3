"""Verbs of saying: their forms, derived from the language's paradigms, and where a statement uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.assertion.patterns import KEPT, Grammar, Words, classes, compiled
from factcheck.language import Pack
from factcheck.model import Token

FINITE, PARTICIPLE, GERUND, PASSIVE = "finite", "participle", "gerund", "passive"
# How many adverbs may stand between an auxiliary and its participle.
ADVERBS = 3


class Lexicon(NamedTuple):
    """What a language says about sayings. ``forms``: a form's uses, each with its verb; ``properties``: verbs by property."""

    forms: Mapping[str, Mapping[str, str]]
    properties: Mapping[str, frozenset[str]]
    words: Mapping[str, Words]
    markers: Grammar
    names: Mapping[str, frozenset[str]]
    head_first: bool
    silent: dict[str, bool]  # whether a word as written begins no verb, kept because most words of a text are frequent ones


class Verb(NamedTuple):
    """A verb of saying in tokens, auxiliary and inverted pronoun included. ``pronoun``: where an inverted pronoun stands, else -1."""

    start: int
    end: int
    lemma: str
    use: str
    pronoun: int = -1


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The verbs and markers of a language, compiled once; the marks of clauses come from their own table."""
    table = pack.table("speech")
    words = {**classes(pack.table("clauses")), **classes(table)}
    forms: dict[str, dict[str, str]] = {}
    for paradigm in table["paradigms"]:
        for use in (FINITE, PARTICIPLE, GERUND):
            for verb in paradigm["verbs"]:
                for ending in paradigm[use]:
                    forms.setdefault(verb.removesuffix(paradigm["strip"]) + ending, {}).setdefault(use, verb)
    phrases = [(phrase, (kind,)) for kind, listed in table["markers"].items() for phrase in listed]
    properties = {name: frozenset(verbs) for name, verbs in table["verbs"].items()}
    names = {name: frozenset(listed) for name, listed in table["names"].items()}
    return Lexicon(forms, properties, words, compiled(phrases, words, pack, frozenset()), names, "first" in names["head"], {})


def verbs(tokens: Sequence[Token], words: Lexicon) -> list[Verb]:
    """The verbs of saying of a statement in reading order; negated ones and infinitives are none."""
    found, end, silent = list[Verb](), 0, words.silent
    for place in [at for at, token in enumerate(tokens) if not (silent.get(token.text) or _silent(token, words))]:
        verb = _verb(tokens, place, words) if place >= end else None
        if verb is not None:
            end = verb.end
            if not _blocked(tokens, verb, words):
                found.append(verb)
    return found


def _silent(token: Token, words: Lexicon) -> bool:
    """Whether no verb of saying, nor an auxiliary of one, begins with a word."""
    told = words.silent.get(token.text)
    if told is None:
        listed = (token.text == token.lower and token.lower in words.forms) or token in words.words["aux"] or token in words.words["be"]
        told = token.kind != "word" or not listed
        if len(words.silent) < KEPT:
            words.silent[token.text] = told
    return told


def _verb(tokens: Sequence[Token], place: int, words: Lexicon) -> Verb | None:
    token = tokens[place]
    if token in words.words["aux"] or token in words.words["be"]:
        compound = _compound(tokens, place, words)
        if compound is not None:
            return compound
    uses = words.forms.get(token.lower, {}) if token.text == token.lower else {}
    if GERUND in uses:
        return Verb(place, place + 1, uses[GERUND], GERUND)
    if FINITE in uses:
        pronoun, end = _inverted(tokens, place + 1, words)
        return Verb(place, end, uses[FINITE], FINITE, pronoun)
    if PARTICIPLE in uses:
        return Verb(place, place + 1, uses[PARTICIPLE], PASSIVE)
    return None


def _compound(tokens: Sequence[Token], place: int, words: Lexicon) -> Verb | None:
    """Auxiliary, inverted pronoun, adverbs, participle: "a-t-il également déclaré", "a été annoncé", "s'est indigné"."""
    reflexive = place > 0 and tokens[place - 1] in words.words["reflexive"]
    passive = tokens[place] in words.words["be"] and not reflexive
    pronoun, at = _inverted(tokens, place + 1, words)
    last = min(at + ADVERBS + 1, len(tokens))
    while at < last:
        token = tokens[at]
        lemma = words.forms.get(token.lower, {}).get(PARTICIPLE)
        if lemma is not None:
            return Verb(place, at + 1, lemma, PASSIVE if passive else FINITE, pronoun)
        passive = passive or token in words.words["be"]
        if token not in words.words["adverb"] and token not in words.words["be"] and token not in words.words["time"]:
            return None
        at += 1
    return None


def _inverted(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int]:
    """Where a pronoun after a hyphen stands ("a-t-il", "dit-on"), and where it ends; (-1, ``at``) for none."""
    place = at
    if place < len(tokens) and tokens[place].text == "-":
        place += 1
        if place + 1 < len(tokens) and tokens[place] in words.words["linking"] and tokens[place + 1].text == "-":
            place += 2
        pronouns = (words.words[name] for name in ("third", "impersonal", "first"))
        if place < len(tokens) and any(tokens[place] in group for group in pronouns):
            return place, place + 1
    return -1, at


def _blocked(tokens: Sequence[Token], verb: Verb, words: Lexicon) -> bool:
    """Nothing is said: "n'a pas dit", "did not say", "pour dire"."""
    before = tokens[max(verb.start - 3, 0) : verb.start]
    if any(token in words.words["negation"] for token in before) and verb.use != GERUND:
        return True
    if any(token in words.words["negation"] for token in tokens[verb.start : verb.end]):
        return True
    return verb.use == FINITE and bool(before) and _introduces_none(before, words)


def _introduces_none(before: Sequence[Token], words: Lexicon) -> bool:
    last = before[-1]
    if last in words.words["adverb"] and len(before) > 1:
        last = before[-2]
    return last in words.words["blocking"]


def markers(tokens: Sequence[Token], words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Markers of a source ("selon", "according to", "citing") in tokens, each with its kind."""
    end = 0
    for place in words.markers.places(tokens):
        best = words.markers.longest(tokens, place) if place >= end else None
        if best is not None:
            end = best[0]
            yield place, end, best[1].meaning[0]
