"""Whether the clause around a date looks back or ahead, from the nearest verb that tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Kept, Pack
from factcheck.model import Token

PAST, FUTURE, NEAR = "past", "future", "near"
_STOP = frozenset(".!?;")
_MARKS = _STOP | frozenset(',:"()')
_REACH = 24  # tokens looked at on each side: bounds the work per date
_BESIDE = 4  # tokens before "Friday's vote" where a word tells that it is to come


class Cues(NamedTuple):
    """A language's cues of tense."""

    words: dict[str, str]
    future_ends: tuple[str, ...]
    past_ends: tuple[str, ...]
    boundary: frozenset[str]
    not_after: frozenset[str]
    before: dict[str, str]
    future_leads: Mapping[str, Sequence[tuple[str, ...]]]
    past_perfect: frozenset[str]
    near_leads: Mapping[str, Sequence[tuple[str, ...]]]
    near_before: frozenset[str]
    participle_ends: tuple[str, ...]
    participles: frozenset[str]
    determiners: frozenset[str]
    passives: frozenset[str]
    links: frozenset[str]
    possessive: frozenset[str]
    articles: frozenset[str]
    states: frozenset[str]
    arranged: frozenset[tuple[str, ...]]
    to: frozenset[str]
    infinitives: frozenset[str]


@cache
def cues(pack: Pack) -> Cues:
    table = pack.table("dates")["tense"]
    listed = {"neither": "", "past": PAST, "future": FUTURE, "near": NEAR}
    words = {word: looks for name, looks in listed.items() for word in table[name]}
    before = dict.fromkeys(table["past_before"], PAST) | dict.fromkeys(table["future_before"], FUTURE)
    return Cues(
        words,
        tuple(table["future_ends"]),
        tuple(table["past_ends"]),
        frozenset(table["boundary"]),
        frozenset(table["not_after"]),
        before,
        _by_last(table["future_leads"]),
        frozenset(table["past_perfect"]),
        _by_last(table["near_leads"]),
        frozenset(table["near_before"]),
        tuple(table["participle_ends"]),
        frozenset(table["participles"]),
        frozenset(table["determiners"]),
        frozenset(table["passives"]),
        frozenset((*pack.table("dates")["words"]["this"]["0"], *table["participle_links"])),
        frozenset(table["possessive"]),
        frozenset(table["articles"]),
        frozenset(table["states"]),
        frozenset(tuple(words.split()) for words in table["arranged"]),
        frozenset(table["to"]),
        frozenset(table["infinitives"]),
    )


@cache
def _telling(pack: Pack) -> Kept[bool]:
    """Whether a word may tell a tense, or ends what is looked at."""
    known = cues(pack)
    words = known.words.keys() | known.boundary | known.infinitives | {words[0] for words in known.arranged} | _MARKS
    ends = (*known.future_ends, *known.past_ends)
    return Kept(lambda word: word in words or word.endswith(ends))


def tense(tokens: Sequence[Token], first: int, inner: int, last: int, pack: Pack) -> str:
    """ "past", "future", "near" or "" for the date at tokens ``[first, last)``: from its own clause, before it and then behind it.

    ``inner``: where the date begins behind what belongs to it ("by", "at 9 a.m.").
    """
    known, telling = cues(pack), _telling(pack)
    begin = first - 1 if first and tokens[first - 1].text == "(" else first
    left = range(begin - 1, max(-1, begin - 1 - _REACH), -1)
    right = range(last, min(len(tokens), last + _REACH))
    if last < len(tokens) and tokens[last].text == "," and not _told_by_participle(tokens, first, known):
        right = range(last + 1, right.stop)
    if _led(tokens, first, known.future_leads):
        return FUTURE
    if last < len(tokens) and tokens[last].lower in known.possessive:
        return _owned(tokens, left, right, known, telling)
    leading = range(0) if inner and tokens[inner - 1].lower in known.articles else range(max(0, first - 1), min(inner, len(tokens)))
    near = next((found for at in leading if (found := known.before.get(tokens[at].lower))), "")
    if not near and _told_by_participle(tokens, first, known):
        return PAST
    found = near or _nearest(tokens, left, known, telling) or _nearest(tokens, right, known, telling)
    if found == FUTURE and _before_past(tokens, left, right, known):
        return PAST
    return NEAR if found != FUTURE and _led(tokens, first, known.near_leads) else found


def _owned(tokens: Sequence[Token], left: range, right: range, known: Cues, telling: Kept[bool]) -> str:
    """ "Friday's ruling": behind, unless the words right before it or the verb behind it look ahead."""
    ahead = FUTURE in (_nearest(tokens, left[:_BESIDE], known, telling), _nearest(tokens, right, known, telling))
    return FUTURE if ahead and not _before_past(tokens, left, right, known) else PAST


def _told_by_participle(tokens: Sequence[Token], first: int, known: Cues) -> bool:
    """ "Les tests effectués samedi", ", ouvert lundi,": the date belongs to a participle, and not to the verb of its clause."""
    at = first - 2 if first and tokens[first - 1].lower in known.links else first - 1
    if at < 1 or tokens[at].kind != "word":
        return False
    return _tells_past(tokens[at].text, tokens[at - 1].lower, known) and known.passives.isdisjoint(
        [token.lower for token in tokens[max(0, at - 2) : at]]
    )


def _tells_past(word: str, before: str, known: Cues) -> bool:
    """Whether a word is a participle of what has been, by its ending and the word before it."""
    if word in known.words or before in known.determiners or (before, word) in known.arranged:
        return False
    if word in known.states and before in known.words:
        return False
    return word in known.participles or (len(word) > 3 and word.islower() and word.endswith(known.participle_ends))


def _led(tokens: Sequence[Token], first: int, leads: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """ "As early as Tuesday", "ahead of Friday 's vote": the words right before tell."""
    phrases = leads.get(tokens[first - 1].lower) if first else None
    return phrases is not None and any(
        len(words) <= first and tuple([token.lower for token in tokens[first - len(words) : first]]) == words for words in phrases
    )


def _by_last(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as their words, by the last of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[-1], []).append(tuple(words))
    return found


def _before_past(tokens: Sequence[Token], left: Iterable[int], right: Iterable[int], known: Cues) -> bool:
    """ "It had been due to expire Friday", "until Thursday, they had not called him": ahead of a past moment only."""
    for side in (left, right):
        for at in side:
            token = tokens[at]
            if token.text in _MARKS or token.lower in known.boundary:
                break
            if token.lower in known.past_perfect:
                return True
    return False


def _nearest(tokens: Sequence[Token], side: Iterable[int], known: Cues, telling: Kept[bool]) -> str:
    for at in side:
        token = tokens[at]
        if not telling[token.lower]:  # as of most words
            continue
        if token.text in _MARKS or (token.lower in known.boundary and not _compound(tokens, at)):
            return ""
        found = _cue(tokens, at, known)
        if found:
            return found
    return ""


def _compound(tokens: Sequence[Token], at: int) -> bool:
    """ "Après-midi" is one word."""
    return at + 1 < len(tokens) and tokens[at + 1].text == "-"


def _cue(tokens: Sequence[Token], at: int, known: Cues) -> str:
    word = tokens[at].lower
    if tokens[at].kind != "word" or (tokens[at].text != word and at and tokens[at - 1].text not in _STOP):
        return ""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if (word, after) in known.arranged:
        return FUTURE
    if known.words.get(word) == PAST and after in known.states:
        return ""
    passive = at > 0 and tokens[at - 1].lower in known.not_after
    if known.words.get(word) == FUTURE and any(token.lower in known.near_before for token in tokens[max(0, at - 3) : at]):
        return NEAR
    if word in known.infinitives and known.words.get(word) == PAST and _bare(tokens[at - 1].lower if at else "", known):
        return FUTURE
    if word in known.words:
        return "" if passive else known.words[word]
    if at and tokens[at - 1].lower in known.to:
        return FUTURE if word in known.infinitives else ""
    if len(word) > 3 and word.endswith(known.future_ends):
        return FUTURE
    if len(word) > 3 and word.endswith(known.past_ends) and not passive:
        return PAST
    return ""


def _bare(before: str, known: Cues) -> bool:
    """Whether a verb whose past looks like its infinitive ("cut", "read") is one: "to cut", "will read"."""
    return before in known.to or known.words.get(before) == FUTURE
