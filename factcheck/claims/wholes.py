"""What is told of parts of a whole: "two of the five dogs run", "most deputies voted against", "no passenger survived".

A ``Part`` says of how many of what is counted something is true. What it is true of is not parsed: it is the content words of
the stretch that the quantifier opens, in whatever order they come.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.assertion import DENIALS
from factcheck.claims import roles
from factcheck.claims.quantified import EACH_OTHER, Group, Sentence, Word, colours, table
from factcheck.claims.scene import STRONG, Scene
from factcheck.language import Pack, relations
from factcheck.model import Modality
from factcheck.values import quantifiers
from factcheck.values.phrases import Phrases
from factcheck.values.quantifiers import Amount, Span

__all__ = ["Held", "Part", "Word", "read"]

_FIRST = 2  # words of a predicate that may tell a state of which there is one at a time
_FAR = 16  # tokens between the words that tell a rate
_NEAR = 3  # tokens behind the verb in which a negation stands


class Held(NamedTuple):
    """A state of which one thing has only one at a time: the family, which it is, and of what beside the noun itself ("red *tops*"),
    and the token of its word."""

    family: str
    state: str
    of: str = ""
    at: int = 0


class Part(NamedTuple):
    """Of how many of what something is told.

    ``many``, ``share``: as said, of those of whom it is true, or, ``denied``, of those of whom it is not. ``bare``: a plain number,
    which leaves open that there are more. ``total``: how many there are in all; ``whole``: the number is that of all there are.
    ``another``: of those not told before; ``them``: of those told before. ``words``: what is told of them; ``within``: what tells
    which of them are meant, beside the noun; ``held``: states among these; ``objects``: what else is quantified. ``sum``: of parts
    that are told beside it. ``role``: what a figure is counted for, as claims of figures tell it. ``elliptic``: its noun is not
    said. ``main``: its sentence begins with such parts. ``quantifier``: its neutral key, "" for a figure.
    ``start``, ``head``: where it begins and where its noun ends, raw; ``shown``: as written.
    """

    noun: str
    many: Span | None
    share: Span | None
    words: tuple[Word, ...]
    start: int
    bare: bool = False
    total: float | None = None
    whole: bool = False
    another: bool = False
    denied: bool = False
    within: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    objects: tuple[tuple[str, str], ...] = ()
    sum: bool = False
    quantifier: str = ""
    role: str = ""
    them: bool = False
    elliptic: bool = False
    main: bool = False
    head: int = 0
    shown: str = ""


@cache
def _forms(pack: Pack) -> tuple[tuple[str, tuple[str, str]], ...]:
    states: dict[str, dict[str, list[str]]] = pack.table("quantifiers")["one"]
    return tuple((form, (family, name)) for family, one in states.items() for name, forms in one.items() for form in forms)


@cache
def _states(pack: Pack) -> Phrases[tuple[str, str]]:
    return Phrases(_forms(pack), pack)


@cache
def _lemmas(pack: Pack) -> dict[str, tuple[str, str]]:
    """The states by the word that their forms are of."""
    return {relations.lemma(pack, form): state for form, state in reversed(_forms(pack)) if form.isalpha()}


def read(scenes: Iterable[Scene]) -> tuple[Part, ...]:
    """What the sentences of a text tell of parts, in order."""
    noun = ""
    found: list[Part] = []
    for scene in scenes:
        if not scene.text.rstrip().endswith("?"):
            sentence = Sentence(scene, noun)
            found += _parts(sentence, found)
            noun = sentence.noun
    return tuple(found)


def _parts(sentence: Sentence, before: Sequence[Part]) -> list[Part]:
    """The parts that a sentence tells; ``before``: those of the sentences before it."""
    at = 0
    found: list[Part] = []
    while at < len(sentence.groups):
        more = sentence.listed(at)
        told = list(_among(sentence, at) or (_told(sentence, at, more) if sentence.subject(at) else _acted_on(sentence, at, more)))
        also = _also(sentence, at, more, found)
        found = [*found[:-1], also] if also else [*found, *(_of_them(_rest(part, found), found, before) for part in told)]
        at = more
    return [part for part in (*found, *_rates(sentence)) if part.many or part.share]


def _rates(sentence: Sentence) -> Iterator[Part]:
    """ "The share of women among the managers is below 30%": of what follows "among"."""
    pack, tokens = sentence.pack, sentence.tokens
    shares = [g.amount for g in sentence.groups if g.amount.share and not g.amount.key and not g.amount.of]
    shares += [
        a for a in quantifiers.read(tokens, sentence.scene.quantities, pack) if a.share and not a.key and not a.of and a not in shares
    ]
    for at in range(len(tokens) if shares else 0):
        of = quantifiers.after(pack, "share", tokens, at)
        within = (
            next((n for n in range(of, min(of + _FAR, len(tokens))) if quantifiers.after(pack, "within", tokens, n) > n), 0)
            if of > at
            else 0
        )
        share = next((a for a in shares if within and within < a.first <= within + _FAR), None)
        noun = quantifiers.after(pack, "within", tokens, within) if share else 0
        while noun and noun < len(tokens) and not sentence.content(noun):
            noun += 1
        if share and noun < share.first and _actual(sentence, share.first - 1, share.last):
            yield _rate(sentence, share, of, within, noun)


def _rate(sentence: Sentence, share: Amount, of: int, within: int, noun: int) -> Part:
    """A part of the noun at a token, by what stands between "share of" and "among" and behind the noun."""
    end = next((n for n in range(share.last, len(sentence.tokens)) if sentence.tokens[n].text in STRONG), len(sentence.tokens))
    own = sentence.words(noun + 1, share.first)
    words = (*sentence.words(of, within), *own, *sentence.words(share.last, end))
    group = sentence.named(share, noun, ())._replace(last=max(noun + 1, share.last))
    return _part(sentence, group, words, own, share.last, share.last)._replace(denied=False, held=(), main=False)


def _also(sentence: Sentence, at: int, more: int, found: Sequence[Part]) -> Part | None:
    """The part told before, where a share of the whole is told of it: "490 people, *or 36% of the staff*"."""
    group, last = sentence.groups[at], found[-1] if found else None
    first, share = group.amount.first, group.amount.share
    said = sentence.behind(first, "also_said")
    if said == first or last is None or share is None or last.many is None or sentence.words(group.last, sentence.end(more)):
        return None
    total = last.many.low / share.low if share.low == share.high > 0 and last.bare else None
    noun = group.noun if group.head >= 0 else last.noun
    shown = f"{last.shown}, {sentence.scene.text[sentence.tokens[said].start : sentence.tokens[group.last - 1].end]}"
    return last._replace(noun=noun, share=share, bare=False, whole=False, total=total, shown=shown)


def _rest(part: Part, found: Sequence[Part]) -> Part:
    """A part of "the others": what those told before it leave of the whole."""
    last = found[-1] if found else None
    if part.quantifier != "rest" or last is None or last.noun != part.noun or last.denied:
        return part
    told = [p for p in found if p.noun == part.noun and p.total == last.total and not p.whole and not p.sum and p.many]
    exact = last.total is not None and all(p.many and p.many.low == p.many.high and not p.denied for p in told)
    left = Span(math.fsum(p.many.low for p in told if p.many)) if exact and told else None
    many = left._replace(high=left.low).rest(last.total) if left and last.total else None
    share = last.share.rest(1) if last.share and len(told) < 2 else None
    return part._replace(many=many, share=share, total=last.total, bare=False)


def _of_them(part: Part, found: Sequence[Part], before: Sequence[Part]) -> Part:
    """A part of those told before: "twelve hikers were caught; *nine of them* survived", "of the twelve hikers, *nine* survived"."""
    listed = part.elliptic and part.bare and any(p.whole and p.noun == part.noun for p in (*before, *found))
    wholes = (p.many.low for p in (*found[::-1], *before[::-1]) if p.noun == part.noun and p.bare and p.many and p.many.low > 1)
    whole = next(wholes, None) if part.them or listed else None
    if whole is None or part.total is not None or (part.many and part.many.low > whole):
        return part
    exact = part.many._replace(high=part.many.low) if part.bare and part.many else part.many
    return part._replace(many=exact, total=whole, bare=False)


def _among(sentence: Sentence, at: int) -> list[Part]:
    """The whole that a sentence begins with: "*of the twelve passengers*, five survived"."""
    group = sentence.groups[at]
    first, total = group.amount.first, group.amount.total
    if total is None or sentence.behind(first, "among") == first:
        return []
    end = group.last
    whole = _part(sentence, group, (), (), group.amount.last, end)
    return [whole._replace(many=Span(total, total), share=None, bare=True, whole=True, denied=False)]


def _told(sentence: Sentence, at: int, more: int) -> Iterator[Part]:
    """The parts that the quantified nouns of a list make, of which one thing is told."""
    groups, end = sentence.groups[at:more], sentence.end(more)
    verb = sentence.verb(groups[-1], end)
    if any(group.amount.share for group in groups) and sentence.lower(verb) in table(sentence.pack, "words", "relative"):
        return  # "all the countries that have not joined": of which ones it is told only the rest of the sentence knows
    if not _actual(sentence, verb, end):
        return
    predicate, shared = sentence.words(verb, end), _objects(sentence, more, verb, end)
    made = []
    for index, group in enumerate(groups):
        last = verb if index + 1 == len(groups) else sentence.opening(groups[index + 1].amount.first)
        own = (*group.before, *sentence.words(group.last, last)) if group.head >= 0 else ()
        words = (*_frame(sentence, groups[0].amount.first), *_country(sentence, group), *own, *predicate)
        made.append(_part(sentence, group, words, own, verb, end)._replace(objects=shared))
    if sentence.behind(groups[0].amount.first, "there_are") < groups[0].amount.first:
        made = [part._replace(total=part.total or part.many.low, whole=True) if part.bare and part.many else part for part in made]
    yield from made
    if len(made) > 1 and len({part.noun for part in made}) == 1 and all(part.bare and part.many for part in made):
        first, *rest = [part.many.low for part in made if part.many]
        if first == math.fsum(rest):
            return  # what the first is made of
        total = first + math.fsum(rest)
        held = _held(sentence, predicate, groups[-1], verb)
        yield made[0]._replace(many=Span(total), words=predicate, within=frozenset(), held=held, another=False, sum=True)


def _acted_on(sentence: Sentence, at: int, more: int) -> Iterator[Part]:
    """A part to which something is done: "the jury *convicted two of the five men*"."""
    group, end = sentence.groups[at], sentence.end(more)
    verb = group.amount.first - 1
    of_whole = group.amount.total or group.amount.key == "rest" or (group.amount.of and group.amount.share)
    if more - at > 1 or not of_whole or not sentence.content(verb) or not _actual(sentence, verb, verb + 1):
        return
    begin = next((n + 1 for n in range(verb, -1, -1) if sentence.tokens[n].text in STRONG or sentence.tokens[n].text == ","), 0)
    named = [word for word in sentence.words(begin, verb) if word.key.startswith(("c:", "d:", "n:"))]
    behind = sentence.verb(group, end) if group.head >= 0 else group.last
    own = (*group.before, *sentence.words(group.last, behind))
    words = (sentence.word(verb), *named, *_country(sentence, group), *own, *sentence.words(behind, end))
    part = _part(sentence, group, words, own, verb, end)
    if not part.denied:
        yield part  # "did not convict two of the five" may be of more or of fewer


def _actual(sentence: Sentence, verb: int, end: int) -> bool:
    start = sentence.tokens[min(verb, len(sentence.tokens) - 1)].start
    return sentence.scene.modality(start, sentence.tokens[end - 1].end if end > verb else start + 1) is Modality.ACTUAL


def _part(sentence: Sentence, group: Group, words: tuple[Word, ...], own: Iterable[Word], verb: int, end: int) -> Part:
    """A part of what one quantified noun counts."""
    amount, share, held = group.amount, group.amount.share, _held(sentence, words, group, verb)
    cues = _denials(sentence, group, verb) - {sentence.tokens[h.at].start for h in held}  # "rejected" tells a state of its own
    denied = len(cues) % 2 == 1
    words = tuple(word for word in words if word.key == EACH_OTHER or sentence.tokens[word.at].start not in cues)
    if denied and amount.key == "all" and sentence.lower(amount.first) in table(sentence.pack, "words", "negative_all"):
        share, denied = Span(0, 1, False, True), False  # those that deny all deny that it is true of all
    if amount.key in ("neither", "none") and sentence.follows:
        denied = False  # the negation belongs to the quantifier
    low = sentence.tokens[min(amount.first, verb)].start
    high = sentence.tokens[max(end, group.last) - 1].end
    return Part(
        group.noun, amount.many, share, tuple(_named(word, held) for word in words), sentence.scene.raw(low, high)[0],
        bare=amount.bare,
        total=amount.total,
        another=amount.another,
        denied=denied,
        within=frozenset(word.lemma for word in own),
        held=held,
        quantifier="all" if amount.definite else amount.key,
        them=amount.them,
        role=_role(sentence, group),
        elliptic=group.head < 0,
        main=bool(sentence.groups) and not _told_before(sentence, sentence.groups[0].amount.first),
        head=sentence.scene.raw(0, sentence.tokens[group.last - 1].end)[1],
        shown=" ".join(sentence.scene.text[low:high].split()),
    )  # fmt: skip


def _objects(sentence: Sentence, more: int, verb: int, end: int) -> tuple[tuple[str, str], ...]:
    """What else is quantified in what is told: "chased *two girls*"."""
    inside = [g for g in sentence.groups[more:] if verb <= g.head < end and g.amount.key != "one"]
    return tuple((group.noun, f"{group.amount.many} {group.amount.share}") for group in inside)


def _role(sentence: Sentence, group: Group) -> str:
    """What a plain figure is counted for."""
    start, end = sentence.tokens[group.amount.first].start, sentence.tokens[group.last - 1].end
    inside = [q for q in sentence.scene.quantities if start <= q.number_start < end and q.dimension in ("bare", "count") and not q.parts]
    role = roles.of(sentence.scene, inside[0]) if inside and group.amount.share is None else None
    return role.key if role else ""


def _named(word: Word, held: Sequence[Held]) -> Word:
    """A word that tells a state, under the name of that state: "free" and "released" are one."""
    state = next((h for h in held if h.at == word.at and h.family != "colour"), None)
    return word._replace(lemma=f"{state.family}: {state.state}") if state else word


def _told_before(sentence: Sentence, first: int) -> bool:
    """Whether anything but a date stands before a token."""
    return any(sentence.content(n) and not sentence.keys[sentence.tokens[n].start].startswith("d:") for n in range(first))


def _frame(sentence: Sentence, first: int) -> tuple[Word, ...]:
    """The dates before a quantifier: "*In 2021*, most of the population"."""
    inside = [n for n in range(first) if sentence.content(n) and sentence.keys[sentence.tokens[n].start].startswith("d:")]
    return tuple(sentence.word(n) for n in inside)


def _country(sentence: Sentence, group: Group) -> tuple[Word, ...]:
    """The word of the country or the region whose people are counted."""
    return (sentence.word(group.head),) if group.country else ()


def _denials(sentence: Sentence, group: Group, verb: int) -> set[int]:
    """Where the words at the verb begin that deny it."""
    behind = verb >= group.last
    low = sentence.tokens[group.last - 1].end if behind else sentence.tokens[max(verb - _NEAR, 0)].start
    high = sentence.tokens[min(verb + _NEAR, len(sentence.tokens) - 1)].end if behind else sentence.tokens[verb].end
    return {cue.start for cue in sentence.scene.assertion.cues if cue.effect in DENIALS and low <= cue.start < high}


def _held(sentence: Sentence, words: Sequence[Word], group: Group, verb: int) -> tuple[Held, ...]:
    """The states that words tell: colours wherever they stand, others by the words that a predicate begins with."""
    known, pack = colours(sentence.pack), sentence.pack
    found = [
        Held("colour", known[w.lower], sentence.carrier(w.at, group, verb), w.at) for w in words if w.lower in known and w.at != group.head
    ]
    for word in [word for word in words if word.at >= verb][:_FIRST]:
        state = _states(pack).after(sentence.tokens, word.at) or _states(pack).before(sentence.tokens, word.at + 1)
        told = state[0] if state else _lemmas(pack).get(word.lemma)
        if told:
            found.append(Held(*told, at=word.at))
    return tuple(dict.fromkeys(found))
