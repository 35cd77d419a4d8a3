"""Verbs of saying: their forms, derived from the language's paradigms, and where a statement uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from typing import Any, NamedTuple

from factcheck.assertion.patterns import Grammar, Words, classes, compiled, telling
from factcheck.language import Kept, Pack
from factcheck.language import forms as forms_of
from factcheck.model import Token

FINITE, PARTICIPLE, GERUND, PASSIVE, INFINITIVE = "finite", "participle", "gerund", "passive", "infinitive"
# How many adverbs may stand between an auxiliary and its participle, and how far from a verb a negation of it.
ADVERBS, NEAR = 3, 3
# How many tokens a pronoun between hyphens behind an auxiliary, adverbs and the participle may be.
MOST_COMPOUND = 5 + ADVERBS + 1
# How many tokens before a negation "avant que" may stand.
FAR = 6
_AUXILIARIES, _PASSING = ("aux", "be"), ("adverb", "be", "time")
_NO_USE = INFINITIVE, ""
_LINKS, _PRONOUNS = ("link", "object"), ("third", "impersonal", "first")
_HINDERING = ("insistent", "negation", "blocking")


class Opening(NamedTuple):
    """What a word may begin: an auxiliary with what stands behind it, a word that makes an infinitive a fact, or a verb that stands alone
    in its most likely use."""

    auxiliary: bool
    governing: bool
    use: str
    lemma: str


@dataclass(slots=True, eq=False, repr=False)
class Lexicon:
    """What a language says about sayings. ``forms``: a form's uses, each with its verb; ``light``: verbs that say
    something only with the words behind them; ``properties``: verbs by property; ``outlets``: those of several words, by the first."""

    forms: Mapping[str, Mapping[str, str]]
    light: Grammar
    properties: Mapping[str, frozenset[str]]
    words: Mapping[str, Words]
    markers: Grammar
    unmarked: Callable[[Sequence[str]], bool]  # no marker is among some words in lower case
    names: Mapping[str, frozenset[str]]
    head_first: bool
    outlets: Mapping[str, Sequence[tuple[str, ...]]]
    told: Callable[[str], frozenset[str]]  # the classes of a word as written
    opening: frozenset[str]  # the words with which a verb of saying may begin
    opens: Callable[[str], Opening]  # what each of these, as written, may begin
    needed: frozenset[str]  # the words of which one is in every statement with a verb of saying
    silent: Callable[[Sequence[str]], bool]  # neither a verb of saying nor a marker is among some words in lower case
    ending: frozenset[str]  # the words of which one stands behind the auxiliary of a verb of saying
    hindering: frozenset[str]  # the words of which one stands near a verb of saying by which nothing is said


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
    table, spoken = pack.table("speech"), pack.table("speech_verbs")
    words = {**classes(pack.table("clauses")), **classes(table)}
    forms = _forms(spoken["paradigms"])
    phrases = [(phrase, (kind,)) for kind, listed in table["markers"].items() for phrase in listed]
    properties = {name: frozenset(verbs) for name, verbs in spoken["verbs"].items()}
    names = {name: frozenset(listed) for name, listed in table["names"].items()}
    light = compiled(_light(spoken["verbs"]["light"], forms), words, pack, frozenset())
    auxiliary, governing = words["aux"].listed | words["be"].listed, words["governor"].listed | words["insistent"].listed
    properties["opening"], properties["governing"] = auxiliary | governing, governing
    properties["auxiliary"] = frozenset(word for word in auxiliary if word.endswith(words["infinitive"].endings or ("\n",)))
    properties["light"] = frozenset(phrase.split()[0] for phrase in spoken["verbs"]["light"])
    uses = {form: (use, told[use]) for form, told in forms.items() for use in (INFINITIVE, PARTICIPLE, FINITE, GERUND) if use in told}
    told = Kept(telling(words)).__getitem__
    markers = compiled(phrases, words, pack, frozenset())
    marking = _marking(markers)
    needed = frozenset({*(form for form, use in uses.items() if use[0] != INFINITIVE), *governing})
    return Lexicon(
        forms,
        light,
        properties,
        words,
        markers,
        _lacking(marking),
        names,
        "first" in names["head"],
        _outlets(names["outlet"], pack),
        told,
        needed | auxiliary,
        Kept(_opens(told, governing, uses)).__getitem__,
        needed,
        _lacking(marking and marking | needed),
        frozenset({*(form for form, used in forms.items() if PARTICIPLE in used), *governing}),
        frozenset().union(*(words[name].listed for name in _HINDERING)),
    )


def _forms(paradigms: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Every form of the verbs of some paradigms, with its uses."""
    forms: dict[str, dict[str, str]] = {}
    for paradigm in paradigms:
        for use in (FINITE, PARTICIPLE, GERUND):
            for verb in paradigm["verbs"]:
                for ending in paradigm[use]:
                    forms.setdefault(verb.removesuffix(paradigm["strip"]) + ending, {}).setdefault(use, verb)
        for verb in paradigm["verbs"]:
            forms.setdefault(verb, {}).setdefault(INFINITIVE, verb)
    return forms


def _marking(markers: Grammar) -> frozenset[str]:
    """Of each phrase the longest word that it cannot be without; nothing where one has none that is listed."""
    found: set[str] = set()
    for pattern in markers.patterns:
        always = [element.words for element in pattern.elements if not (element.optional or element.gap or element.last)]
        listed = [words.listed for words in always if not words.loose()]
        if not listed:
            return frozenset()
        found |= max(listed, key=lambda words: min(map(len, words), default=0))
    return frozenset(found)


def _lacking(needed: frozenset[str]) -> Callable[[Sequence[str]], bool]:
    """Tells of a statement that it has none of some words; where there are no such words, only of an empty one."""
    return needed.isdisjoint if needed else lambda lowers: not lowers


def _opens(
    told: Callable[[str], frozenset[str]], governing: frozenset[str], uses: Mapping[str, tuple[str, str]]
) -> Callable[[str], Opening]:
    """Tells of a word as written what it may begin; in capitals none stands alone."""

    def opening(text: str) -> Opening:
        lower = forms_of(text)[1]
        use, lemma = uses.get(lower, _NO_USE) if text == lower else _NO_USE
        return Opening(not told(text).isdisjoint(_AUXILIARIES), lower in governing, use, lemma)

    return opening


def _outlets(listed: frozenset[str], pack: Pack) -> dict[str, list[tuple[str, ...]]]:
    """Outlets of several words, by their first one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(listed):
        parts = tuple(token.lower for token in pack.tokens(name))
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return found


def _light(phrases: Sequence[str], forms: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Phrases with every form of the verb that opens them; each means the verb with the words that must stand behind it."""
    for phrase in phrases:
        verb, _, rest = phrase.partition(" ")
        opening = "|".join(sorted(form for form, uses in forms.items() if verb in uses.values()))
        yield f"{opening} {rest}", (verb if rest.startswith("+") else f"{verb} {rest.split()[0].split('|')[0]}",)


def verbs(tokens: Sequence[Token], lowers: Sequence[str], words: Lexicon) -> list[Verb]:
    """The verbs of saying of a statement in reading order; negated ones and infinitives are none."""
    end = 0
    found: list[Verb] = []
    if words.needed.isdisjoint(lowers):  # as in half of the statements
        return found
    for place in compress(count(), map(words.opening.__contains__, lowers)):
        verb = _verb(tokens, lowers, place, words) if place >= end else None
        if verb is not None:
            end = verb.end
            if not _blocked(tokens, lowers, verb, words):
                found.append(verb)
    return found


def _verb(tokens: Sequence[Token], lowers: Sequence[str], place: int, words: Lexicon) -> Verb | None:
    auxiliary, governing, use, lemma = words.opens(tokens[place].text)
    if auxiliary and not words.ending.isdisjoint(lowers[place + 1 : place + 1 + MOST_COMPOUND]):
        compound = _compound(tokens, place, words)
        if compound is not None:
            return compound
    governed = _governed(tokens, place, words) if governing else None
    if governed is not None:
        return governed._replace(start=place)
    whole = _whole(tokens, place, lemma, words) if use != INFINITIVE else None
    if whole is None:
        return None
    pronoun, end = _inverted(tokens, whole[0], words) if use == FINITE else (-1, whole[0])
    return Verb(place, end, whole[1], PASSIVE if use == PARTICIPLE else use, pronoun)


def _whole(tokens: Sequence[Token], place: int, lemma: str, words: Lexicon) -> tuple[int, str] | None:
    """Where a verb ends with the words that it needs, and what it then is; None where they are not there."""
    if lemma not in words.properties["light"]:
        return place + 1, lemma
    best = words.light.longest(tokens, place, words.light.opened(tokens[place]))
    return (best[0], best[1].meaning[0]) if best is not None else None


def _governed(tokens: Sequence[Token], place: int, words: Lexicon) -> Verb | None:
    """An infinitive behind a word that makes it a fact: "a tenu à préciser", "was forced to admit"."""
    classes = words.told(tokens[place].text)
    if "governor" not in classes and not ("insistent" in classes and _negated(tokens, place, words)):
        return None
    at = place + 1
    while at < min(place + ADVERBS, len(tokens)) and not words.told(tokens[at].text).isdisjoint(_LINKS):
        at += 1
    lemma = words.forms.get(tokens[at].lower, {}).get(INFINITIVE) if at < len(tokens) and (at > place + 1 or words.head_first) else None
    whole = _whole(tokens, at, lemma, words) if lemma is not None else None
    return Verb(at, whole[0], whole[1], FINITE) if whole is not None else None


def _negated(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    return any("negation" in words.told(token.text) for token in tokens[max(place - NEAR, 0) : place])


def _compound(tokens: Sequence[Token], place: int, words: Lexicon) -> Verb | None:
    """Auxiliary, inverted pronoun, adverbs, participle: "a-t-il également déclaré", "a été annoncé", "s'est indigné"."""
    reflexive = place > 0 and "reflexive" in words.told(tokens[place - 1].text)
    passive = "be" in words.told(tokens[place].text) and not reflexive
    pronoun, at = _inverted(tokens, place + 1, words)
    last = min(at + ADVERBS + 1, len(tokens))
    while at < last:
        token = tokens[at]
        governed = _governed(tokens, at, words) if token.lower in words.properties["governing"] else None
        if governed is not None:
            return governed._replace(start=place, pronoun=pronoun)
        lemma = words.forms.get(token.lower, {}).get(PARTICIPLE)
        if lemma is not None:
            whole = _whole(tokens, at, lemma, words)
            return Verb(place, *whole, PASSIVE if passive else FINITE, pronoun) if whole is not None else None
        classes = words.told(token.text)
        passive = passive or "be" in classes
        if classes.isdisjoint(_PASSING):
            return None
        at += 1
    return None


def _inverted(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int]:
    """Where a pronoun after a hyphen stands ("a-t-il", "dit-on"), and where it ends; (-1, ``at``) for none."""
    place = at
    if place + 1 < len(tokens) and tokens[place + 1].text == "-" and "linking" in words.told(tokens[place].text):
        place += 1  # "a t-il dit"
    if place < len(tokens) and tokens[place].text == "-":
        place += 1
        if place + 1 < len(tokens) and tokens[place + 1].text == "-" and "linking" in words.told(tokens[place].text):
            place += 2
        if place < len(tokens) and not words.told(tokens[place].text).isdisjoint(_PRONOUNS):
            return place, place + 1
    return -1, at


def _blocked(tokens: Sequence[Token], lowers: Sequence[str], verb: Verb, words: Lexicon) -> bool:
    """Nothing is said: "n'a pas dit", "did not say", "pour dire"; "avant qu'il n'annonce" and "n'a cessé de répéter" say something."""
    first = max(verb.start - NEAR, 0)
    if words.hindering.isdisjoint(lowers[first : verb.end]):
        return False
    if any("insistent" in words.told(token.text) for token in tokens[verb.start : verb.end]):
        return False
    negations = [place for place in range(first, verb.end) if "negation" in words.told(tokens[place].text)]
    if negations and (verb.use != GERUND or negations[-1] >= verb.start) and not _expletive(tokens, negations[0], words):
        return True
    before = tokens[first : verb.start]
    return verb.use == FINITE and bool(before) and _introduces_none(before, words)


def _expletive(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    return any("expletive" in words.told(token.text) for token in tokens[max(place - FAR, 0) : place])


def _introduces_none(before: Sequence[Token], words: Lexicon) -> bool:
    last = before[-1]
    if "adverb" in words.told(last.text) and len(before) > 1:
        last = before[-2]
    return "blocking" in words.told(last.text)


def markers(tokens: Sequence[Token], lowers: Sequence[str], words: Lexicon) -> dict[int, tuple[int, str]]:
    """Markers of a source ("selon", "according to", "citing") in tokens: where each ends and its kind, by where it begins."""
    if words.unmarked(lowers):
        return {}
    return {start: (end, pattern.meaning[0]) for start, end, pattern in words.markers.each(tokens, lowers)}
