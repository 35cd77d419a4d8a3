"""What is said without a figure: quotations and statements that say one thing, or its opposite."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from functools import lru_cache
from itertools import pairwise

from factcheck.claims import keys
from factcheck.ladder import contraries, denials
from factcheck.ladder.rules import DENIED, NOTHING, OPEN, SAME_WORDS, Context, Rule, verdict
from factcheck.model import Claim, Modality, Saying, Verdict


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """Two quotations, two statements, or a quotation that a statement repeats."""
    denied = denials.judge(a, b, context)
    return denied if denied.relation else _alike(a, b, context)


def _alike(a: Claim, b: Claim, context: Context) -> Verdict:
    """Two sayings that have most of their words in common."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    if not (repeated(a, b, context) if "quotation" in (a.kind, b.kind) else aligned(a.keys, b.keys, context) and _level(a, b, context)):
        return verdict(NOTHING)
    one, two = _figures_of(a.keys), _figures_of(b.keys)
    if one and two and not one & two:
        return verdict(NOTHING)  # figures are compared by claims of their own
    if _counted(a, one - two) & _counted(b, two - one):
        return verdict(NOTHING)  # two figures of one thing
    if a.kind == b.kind == "statement" and keys.contrasted(a.keys & b.keys):
        return verdict(NOTHING)  # what a statement sets against each other is for its clauses to tell
    common = a.keys & b.keys
    total = context.weight(common)
    unknown = common & (frozenset(a.value.open) ^ frozenset(b.value.open))
    if context.weight(unknown) >= 0.5 * total:
        later = context.order == (1 if frozenset(a.value.open) & unknown else -1)  # what was settled is open again
        least = OF_A_DAY if any(key.startswith("d:") for key in common) else ALIKE
        close = total >= least * max(context.weight(a.keys), context.weight(b.keys))
        return verdict(NOTHING) if context.same_document or later or not close or not _settles(a, b) else verdict(OPEN)
    flipped = context.weight(common & (frozenset(a.value.denied) ^ frozenset(b.value.denied)))
    if flipped < 0.35 * total:
        if a.kind == b.kind == "statement" and (_of_another(a, b) or (flipped and a.value.polarity is not b.value.polarity)):
            return verdict(NOTHING)
        close = total >= ALIKE * max(context.weight(a.keys), context.weight(b.keys))
        contrary = contraries.between(a, b)
        if contrary is None:
            return verdict(SAME_WORDS)
        return _contrary(contrary, a, b, context) if close else verdict(NOTHING)
    near = total >= 0.75 * max(context.weight(a.keys), context.weight(b.keys))
    denied = (near and _denies(a, b, context)) or _denies_of_both(a, b)
    return verdict(DENIED) if denied and flipped >= 0.5 * total and context.same_moment else verdict(NOTHING)


def _of_another(a: Claim, b: Claim) -> bool:
    """Whether two statements are of two places, persons, days or things of one kind."""
    return contraries.other_name(a, b) or contraries.other_day(a, b) or contraries.other_kind(a, b)


def _contrary(rule: Rule, a: Claim, b: Claim, context: Context) -> Verdict:
    """Two statements of one moment that are otherwise nearly the same contradict each other; others tell different things."""
    statements = a.kind == b.kind == "statement"
    return verdict(rule) if statements and context.same_moment and not context.same_document else verdict(NOTHING)


ALIKE = 0.75  # part of either statement that one which says the contrary repeats
OF_A_DAY = 0.5  # the same of one that settles what the other leaves open, where both are of one day ("on Friday")


def _settles(a: Claim, b: Claim) -> bool:
    """Whether one statement tells what the other says is not known: a question leaves nothing open, words quoted beside something that
    is not known need not be what is not known, and what is denied or hoped for settles nothing."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    settled = b if a.value.open else a
    assert isinstance(settled.value, Saying)
    told = settled.value.modality in _TOLD_AS and not (settled.value.negated or settled.value.denied or settled.value.open)
    return told and a.kind == b.kind == "statement" and not any(side.quote.rstrip(_CLOSING).endswith("?") for side in (a, b))


_TOLD_AS = frozenset({Modality.ACTUAL, Modality.PLANNED})
_CLOSING = " \"'\u00bb\u201d\u2019)"  # what may stand behind the last mark of a sentence


def _denies(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one statement denies what the other says. Among articles: all but one of their negations are the same, that one stands
    on a word of both, and the rest is nearly the same, too. Of two statements that are put side by side: not both have negations.
    A quotation that stands under a negation outside it denies nothing."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    one, two = set(a.value.negated), set(b.value.negated)
    if a.kind != "statement" or b.kind != "statement":
        return False
    if context.together and not (one and two):
        return True
    close = context.weight(a.keys & b.keys) >= CLOSE * max(context.weight(a.keys), context.weight(b.keys))
    return one != two and one ^ two <= a.keys & b.keys and (context.together or close)


def _denies_of_both(a: Claim, b: Claim) -> bool:
    """Whether one sentence denies of the same two names what the other says: it says nothing more behind its negation, and neither
    names anybody else, another day or another figure."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    denying, other = (a, b) if a.value.negated else (b, a)
    assert isinstance(denying.value, Saying) and isinstance(other.value, Saying)
    told, names = set(denying.value.negated), {key for key in a.keys & b.keys if key.startswith("n:")}
    whole = a.kind == b.kind == "statement" and (denying.start, denying.end) == denying.statement
    if not whole or not told or other.value.denied or len(names) < 2 or not told <= other.keys:
        return False
    if any(key[:2] in _TOLD for key in a.keys ^ b.keys) or not all(_behind(side, names, told) for side in (a, b)):
        return False
    behind = min(start for key, start, _ in denying.located if key in told)
    return all(key in other.keys for key, start, _ in denying.located if start > behind)


def _behind(claim: Claim, names: Set[str], told: Set[str]) -> bool:
    """Whether what is told stands behind the names of those who do it."""
    return min(start for key, start, _ in claim.located if key in told) > max(start for key, start, _ in claim.located if key in names)


_TOLD = frozenset({"c:", "d:", "n:", "q:"})
CLOSE = 0.9  # part of either statement's content that one which denies it repeats


def repeated(a: Claim, b: Claim, context: Context) -> bool:
    """Whether one side repeats the words of a quotation: two keys for two quotations, three where the other is a statement that
    does not repeat them word for word."""
    common = a.keys & b.keys
    least = min(context.weight(side.keys) for side in (a, b) if side.kind == "quotation")
    if len(common) < 2 or least <= 0 or context.weight(common) < 0.8 * least:
        return False
    telling = math.fsum(keys.weight(key) for key in common) >= TELLING  # many articles put less between quotation marks
    return (telling and (a.kind == b.kind or len(common) > 2)) or _verbatim(a, b) or _verbatim(b, a)


def _verbatim(a: Claim, b: Claim) -> bool:
    """Whether a is a quotation of some length that b repeats word for word."""
    words = _words(a)
    return a.kind == "quotation" and words.count(" ") >= LONG and f" {words} " in f" {_words(b)} "


LONG = 3  # spaces between the words of a quotation that is found again word for word
TELLING = 1.5  # weight of the words of a shorter one


def _words(claim: Claim) -> str:
    """The words that a claim quotes, without marks and capitals."""
    return _plain(claim.value.text) if isinstance(claim.value, Saying) else ""


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def aligned(a: frozenset[str], b: frozenset[str], context: Context) -> bool:
    """Whether two statements say so much in common that they tell one thing."""
    common = a & b
    share = context.weight(common) if len(common) >= 3 else 0.0
    if share < (1.0 if len(common) == 3 else 2.0) or context.weight([key for key in common if key[:2] not in _NAMES]) < 0.9:
        return False  # too little, or who is spoken of, but not what is said
    least, most = sorted((context.weight(a), context.weight(b)))
    if len(common) == 3:
        return share >= 0.9 * most  # short statements: the same words
    return share >= 0.55 * least and share >= 0.3 * most


def _level(a: Claim, b: Claim, context: Context) -> bool:
    """Whether two statements are both whole, or both clauses; a clause is set against a whole sentence that says little more."""
    whole = [(side.start, side.end) == side.statement for side in (a, b)]
    return whole[0] == whole[1] or context.weight(a.keys & b.keys) >= LEVEL * max(context.weight(a.keys), context.weight(b.keys))


LEVEL = 0.4
_NAMES = frozenset({"c:", "d:", "n:"})


def _figures_of(found: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in found if key.startswith("q:"))


def _counted(claim: Claim, figures: frozenset[str]) -> frozenset[str]:
    """The keys right behind some figures: what they count."""
    return frozenset(key for (figure, _, _), (key, _, _) in pairwise(claim.located) if figure in figures and not key.startswith("q:"))
