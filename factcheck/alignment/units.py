"""What a text says, as units: its content words, names, figures and dates in order, each with how it is asserted."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck import assertion
from factcheck.claims import Script, clause, keys
from factcheck.claims.scene import Scene
from factcheck.language import Pack, load, relations
from factcheck.model import Claim, Date, Duration, Modality, Name, Polarity, Quantity, Saying
from factcheck.text import fold
from factcheck.values import names

WORD, NAME, FIGURE, DATE = "word", "name", "figure", "date"
_KINDS = {"n:": NAME, "c:": NAME, "q:": FIGURE, "d:": DATE}
_TELLING = frozenset({"after", "always", "before", "often", "rarely"})  # families of which function words tell something, too
_MOST = 200  # units of a claim
_LIGHT = 0.5  # weight of a word that is no content word but has an opposite ("before", "more")
_PHRASE = 40  # signs within which a phrase ends
_BEGUN = 2  # words before a content word among which a phrase may begin that holds it


class Unit(NamedTuple):
    """A content word, a name, a figure or a date of a text.

    ``scene``: the number of its statement; ``start``/``end``: its span in that statement's folded text. ``families``: the neutral
    keys of the words that say nearly the same. ``after``: the function words between the unit before it and itself;
    ``apart``: whether a mark stands there;
    ``lone``: whether a negation stands there that denies nothing ("ne cesse de"). ``clause``:
    the number of its clause in the statement. ``value``: of a figure, a date or a name, what was read there.
    """

    place: int
    scene: int
    start: int
    end: int
    key: str
    kind: str
    lower: str
    lemma: str
    families: tuple[str, ...]
    weight: float
    denied: bool
    modality: Modality
    clause: int
    after: tuple[str, ...]
    apart: bool
    lone: bool
    value: Quantity | Duration | Date | Name | None


@cache
def listed(lang: str) -> dict[str, frozenset[str]]:
    """The lists of words of a language that tell how two statements stand to each other."""
    return {name: frozenset(words) for name, words in load(lang).table("alignment").items()}


def weigh(units: Iterable[Unit]) -> float:
    """What units tell together."""
    return math.fsum(unit.weight for unit in units)


def read(script: Script) -> tuple[Unit, ...]:
    """The units of a text, left to right."""
    found: list[Unit] = []
    for number, scene in enumerate(script.scenes):
        found += _of_scene(scene, number, len(found))
    return tuple(found)


@lru_cache(maxsize=4096)  # a claim is compared with many
def of_claim(claim: Claim) -> tuple[Unit, ...]:
    """The units of what a claim repeats of an article, in raw coordinates; nothing where its language is not known, or where they are
    more than any sentence has that people write: all pairs of units of two claims are looked at, of all pairs of claims."""
    if not isinstance(claim.value, Saying) or not claim.value.lang or len(claim.located) > _MOST:
        return ()
    pack, found, last = load(claim.value.lang), list[Unit](), claim.start
    for key, start, end in claim.located:
        words = claim.quote[start - claim.start : end - claim.start].lower()
        between = claim.quote[last - claim.start : start - claim.start].lower()
        kind = _kind(key, pack, words)
        place, after, apart = len(found), tuple(between.split()), "," in between
        families = (_led(pack, after, claim.quote, start - claim.start) or relations.families(pack, words)) if key[:2] not in _KINDS else ()
        denied = key in claim.value.denied
        weight, mood = keys.weight(key), claim.modality
        lone = bool(after) and not denied and after[-1] in clause.words(pack.lang, "negators")
        lemma = relations.lemma(pack, words)
        found.append(Unit(place, 0, start, end, key, kind, words, lemma, families, weight, denied, mood, 0, after, apart, lone, None))
        last = end
    return tuple(found)


def _led(pack: Pack, before: tuple[str, ...], quote: str, at: int) -> tuple[str, ...]:
    """The families of a phrase that holds a word of a quotation and begins with the one before it ("*à* partir de")."""
    if not before or before[-1] not in listed(pack.lang)["leading"]:
        return ()
    found = relations.family(pack, pack.tokens(fold(f"{before[-1]} {quote[at : at + _PHRASE]}").text), 0)
    return found.keys if found.size > 1 else ()


def _of_scene(scene: Scene, number: int, first: int) -> Iterator[Unit]:
    values = _values(scene)
    negators = clause.words(scene.pack.lang, "negators")
    last = 0
    entries = tuple(_entries(scene))
    starts = [start for _, start, _, _ in entries]
    clauses = _covered(starts, scene.assertion.clauses)
    measured = _covered(starts, [[(q.number_end, q.end) for q in scene.quantities if q.dimension != "count"]])
    for at, (key, start, end, families) in enumerate(entries):
        between = [t for t in scene.tokens[scene.token_at(last) : scene.token_at(start)] if t.end <= start]
        lower = scene.text[start:end].lower()
        yield Unit(
            place=first + at,
            scene=number,
            start=start,
            end=end,
            key=key,
            kind=_kind(key, scene.pack, lower),
            lower=lower,
            lemma=relations.lemma(scene.pack, lower),
            families=() if at in measured else families,  # a "3-year-old" is not old
            weight=_LIGHT if key.startswith("f:") else keys.weight(key),
            denied=_denied(scene, start, end),
            modality=scene.modality(start, end),
            clause=clauses.get(at, -1),
            after=tuple(t.lower for t in between if t.kind == "word"),
            apart=any(t.kind == "mark" and t.text not in "-'" for t in between),
            lone=any(t.lower in negators for t in between[-2:]) and not _denied(scene, start, end),  # "n'a cessé de"
            value=values.get(start),
        )
        last = end


def _covered(starts: Sequence[int], groups: Iterable[Iterable[tuple[int, int]]]) -> dict[int, int]:
    """Of offsets in order, by their rank, the first group that has a stretch over it."""
    found: dict[int, int] = {}
    for number, stretches in enumerate(groups):
        for start, end in stretches:
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                found.setdefault(at, number)
    return found


def _denied(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is denied by other words than its own: "rejected" is what is said, not what is denied; what stands between the
    two words of one negation is ("n'*augmente* pas")."""
    if not scene.assertion.cues:
        return False
    negators = clause.words(scene.pack.lang, "negators")
    others = tuple(
        cue
        for cue in scene.assertion.cues
        if cue.end <= start or cue.start >= end or (cue.start < start and scene.tokens[scene.token_at(cue.start)].lower in negators)
    )
    return assertion.polarity(replace(scene.assertion, cues=others), start, end) is Polarity.DENIED


def _kind(key: str, pack: Pack, lower: str) -> str:
    """What a key stands for; a country told by its people or its adjective is a word like others."""
    tokens = pack.tokens(lower) if key.startswith("c:") else []
    return WORD if tokens and names.demonym(tokens[0], pack) else _KINDS.get(key[:2], WORD)


def _values(scene: Scene) -> dict[int, Quantity | Duration | Date | Name]:
    """What was read in a statement, by where it begins; a figure by its number."""
    figures: dict[int, Quantity | Duration | Date | Name] = {q.number_start: q for q in scene.quantities}
    return figures | {d.start: d for d in scene.durations} | {d.start: d for d in scene.dates} | {n.start: n for n in scene.names}


def _entries(scene: Scene) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Content keys with their families, and the function words that have families, in order."""
    content = {start: (key, end) for key, start, end in scene.content}
    cues = [(cue.start, cue.end) for cue in scene.assertion.cues]
    covered = 0
    for at, token in enumerate(scene.tokens):
        if token.start in content:
            key, covered = content[token.start]
            yield key, token.start, covered, _families(scene, key, at)
        elif token.start >= covered and token.kind == "word" and not any(a <= token.start < b for a, b in cues):
            families = tuple(family for family in relations.families(scene.pack, token.lower) if family in _TELLING)
            if families:
                yield "f:" + token.lower, token.start, token.end, families


def _families(scene: Scene, key: str, at: int) -> tuple[str, ...]:
    return (_begun(scene, at) or relations.family(scene.pack, scene.tokens, at).keys) if key[:2] not in _KINDS else ()


def _begun(scene: Scene, at: int) -> tuple[str, ...]:
    """The families of a phrase that holds a word and begins with a verb without content before it ("*mettre* au jour"), or with a word
    right before it ("*à* partir de")."""
    lists = listed(scene.pack.lang)
    for back in range(1, min(at, _BEGUN) + 1):
        token = scene.tokens[at - back]
        leads = back == 1 and token.lower in lists["leading"]
        if token.kind == "word" and (leads or relations.lemma(scene.pack, token.lower) in lists["openers"]):
            found = relations.family(scene.pack, scene.tokens, at - back)
            return found.keys if found.size > back else ()
    return ()
