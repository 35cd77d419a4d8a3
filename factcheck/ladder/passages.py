"""Where two statements tell one thing in a part of their words: "Aucune trace d'effraction n'a été constatée" / "sans trace d'effraction".

A passage is a stretch of content keys on either side that share most of what they say. It is looked for without regard to
order, so that active and passive, verb and noun ("a détruit l'orgue" / "la destruction de l'orgue") meet; of words that come
in another order more is asked.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.claims import keys
from factcheck.claims.sayings import words_of
from factcheck.ladder import contraries
from factcheck.ladder.rules import NOTHING, SAME_PASSAGE, Context, verdict
from factcheck.model import Claim, Modality, Polarity, Saying, Verdict

MOST = 3  # passages of two statements
GAP = 1.6  # weight of other words between two shared ones from which a passage ends
HERE = 1.1  # what shared keys weigh at least within the event, where its own words tell little
SAID = 0.9  # what those among them weigh at least that tell neither who nor when
ENOUGH, DENSE = 2.2, 0.66  # what shared keys weigh at least, and their part of a passage's weight on either side
TURNED = 3.0  # the same weight for words in another order
SHORT = 1.5  # for a figure, a day or a denial with hardly another word beside it
PURE = 0.75  # "hardly another word"
LOOSE, WHOLE = 0.6, 0.95  # a passage may be less dense on one side where the other has nothing else
COVER = 0.6  # part of a clause that a passage makes up on one side: less is a mere name of something
FLIPPED = 0.12  # part of the shared weight that may be denied, or unknown, on one side alone
FAR = 10  # days between two articles from which chance brings more in common

Located = tuple[str, int, int]
Clauses = Mapping[tuple[str, tuple[int, int]], Sequence[Claim]]


class Passage(NamedTuple):
    """The content keys ``[first, last)`` of a statement."""

    claim: Claim
    first: int
    last: int

    def entries(self) -> Sequence[Located]:
        return self.claim.located[self.first : self.last]

    def keys(self) -> frozenset[str]:
        return frozenset([key for key, _, _ in self.entries()])

    def around(self) -> frozenset[str]:
        """Its keys and those of the words right beside it; what only says "now" is no day."""
        near = self.claim.located[max(0, self.first - 1) : self.last + 1]
        return frozenset(key for key, _, _ in near if not key.startswith("d:ref:"))


def agreements(
    judged: Iterable[tuple[Claim, Claim, Verdict]], claims: Iterable[Claim], context: Callable[[Claim, Claim], Context]
) -> Iterator[tuple[Claim, Claim, Verdict]]:
    """The passages that whole statements share which tell different things as wholes."""
    clauses = _clauses(claims)
    made: dict[tuple[int, int, int], tuple[Passage, Claim]] = {}  # a passage of one statement is met in many others
    for a, b, found in judged:
        if found.rule == NOTHING.id and _whole(a) and _whole(b):
            for one, two in shared(a, b, context(a, b)):
                told = max(_covered(one, two, clauses), _covered(two, one, clauses)) >= COVER and not contraries.other_kind(a, b)
                if told and {_modality(one, clauses), _modality(two, clauses)} != _BEFORE_AND_AFTER:
                    left, right = _kept(one, made), _kept(two, made)
                    if not contraries.between(left, right) and not contraries.other_name(left, right):
                        yield left, right, verdict(SAME_PASSAGE)


_BEFORE_AND_AFTER = {Modality.ACTUAL, Modality.PLANNED}  # "va porter plainte" / "a porté plainte"


def _modality(passage: Passage, clauses: Clauses) -> Modality:
    """How the shortest clause that holds a passage asserts it."""
    first, last = passage.entries()[0][1], passage.entries()[-1][2]
    around = [c for c in clauses[passage.claim.document, passage.claim.statement] if c.start <= first and last <= c.end]
    return min(around, key=lambda c: (c.end - c.start, c.start), default=passage.claim).modality


def _kept(passage: Passage, made: dict[tuple[int, int, int], tuple[Passage, Claim]]) -> Claim:
    """The claim of a passage, made once."""
    at = id(passage.claim), passage.first, passage.last
    if at not in made:
        made[at] = passage, _narrowed(passage)  # the passage keeps its statement alive, so that no other one gets its number
    return made[at][1]


def _whole(claim: Claim) -> bool:
    return claim.kind == "statement" and (claim.start, claim.end) == claim.statement


def _clauses(claims: Iterable[Claim]) -> Clauses:
    """What the clauses of every statement say; the statement itself where it has no clauses and no quotations."""
    found: dict[tuple[str, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.role == "said":
            found[claim.document, claim.statement].append(claim)
    return {at: [claim for claim in said if not _whole(claim)] or said for at, said in found.items()}


def shared(a: Claim, b: Claim, context: Context) -> Iterator[tuple[Passage, Passage]]:
    """The passages of two statements that tell one thing; symmetric."""
    if words_of(b.quote) < words_of(a.quote):  # of equally good passages, the same are chosen from either side
        yield from ((one, two) for two, one in shared(b, a, context))
        return
    wanted = a.keys & b.keys
    for _ in range(MOST):
        if _weight(wanted) < _least(a, b, wanted) or context.weight(wanted) < HERE or not _says(wanted):
            return  # nor does any part of it
        one, two = _best(a, b, wanted)
        common = one.keys() & two.keys()
        for p, q in ((one, two), _best(a, b, _in_order(one, two, common))):
            if _tells(p, q, p.keys() & q.keys(), context):
                yield p, q
                break
        wanted -= common


def _least(a: Claim, b: Claim, wanted: frozenset[str]) -> float:
    """What any passage of two statements weighs that is one."""
    return SHORT if _valued(wanted, "q:", "d:") or _denied(a) & _denied(b) & wanted else ENOUGH


def _says(common: Iterable[str]) -> bool:
    """Whether enough is said beside who and when."""
    return _weight(key for key in common if key[:2] not in _WHO and key not in keys.titles()) >= SAID


def _in_order(one: Passage, two: Passage, common: frozenset[str]) -> frozenset[str]:
    """The most telling of the keys that two passages share in one order."""
    place = {key: at for at, key in enumerate(_order(two, common))}
    chains: list[tuple[float, int, tuple[str, ...]]] = []
    for key in _order(one, common):
        weight, _, chain = max((found for found in chains if found[1] < place[key]), default=(0.0, -1, ()))
        chains.append((weight + keys.weight(key), place[key], (*chain, key)))
    return frozenset(max(chains)[2]) if chains else common


def _weight(found: Iterable[str]) -> float:
    general = keys.WEIGHTS
    return math.fsum([VAGUE.get(key) or general.get(key[:2], 1.0) for key in found])


VAGUE = {"q:1..1": 0.2, "q:2..None": 0.2}  # "one", "several": no figures that tell
_UNTOLD = re.compile(r"q:PT?X")  # "a few hours"


def _best(a: Claim, b: Claim, wanted: frozenset[str]) -> tuple[Passage, Passage]:
    """The two stretches that share most, each cut down to what begins and ends with a shared key."""
    one, two = Passage(a, 0, len(a.located)), Passage(b, 0, len(b.located))
    while True:
        left, right = ([(p, p.keys() & wanted) for p in _runs(side, wanted)] for side in (one, two))
        pairs = [(p, q, mine & theirs) for p, mine in left for q, theirs in right]
        p, q, kept = max(pairs, key=lambda pair: _weight(pair[2])) if len(pairs) > 1 else pairs[0]
        if kept == wanted or not kept:
            return p, q
        one, two, wanted = p, q, kept


def _runs(within: Passage, wanted: frozenset[str]) -> list[Passage]:
    """Stretches of wanted keys without too much between them."""
    claim, general = within.claim, keys.WEIGHTS
    spans: list[tuple[int, int]] = []
    between = 0.0
    for index, (key, _, _) in enumerate(within.entries(), within.first):
        if key not in wanted:
            between += general.get(key[:2], 1.0)
            continue
        if spans and between <= GAP:
            spans[-1] = spans[-1][0], index + 1
        else:
            spans.append((index, index + 1))
        between = 0.0
    return [Passage(claim, first, last) for first, last in spans]


def _tells(one: Passage, two: Passage, common: frozenset[str], context: Context) -> bool:
    """Whether two passages say one thing, and nothing beside it that is told otherwise."""
    return (
        context.weight(common) >= HERE
        and _says(common)
        and not keys.contrasted(common)
        and _enough(one, two, common, context)
        and not _flipped(one.claim, two.claim, common)
        and not _opposed(one.around() - common, two.around() - common)
    )


_WHO = frozenset({"c:", "d:", "n:"})


def _enough(one: Passage, two: Passage, common: frozenset[str], context: Context) -> bool:
    """Whether two passages share enough: more is asked of words in another order and of articles that are far apart."""
    total = _weight(common)
    low, high = sorted(total / _weight(passage.keys()) for passage in (one, two))
    same = _order(one, common) == _order(two, common)
    if _far(context) or not same:
        least = ENOUGH if same or _valued(common, "q:") else 9.0 if _far(context) else TURNED
        return total >= least and low >= PURE
    if low >= PURE and (_valued(common, "q:", "d:") or _denied(one.claim) & _denied(two.claim) & common):
        return total >= SHORT
    return total >= ENOUGH and (low >= DENSE or (low >= LOOSE and high >= WHOLE))


def _denied(claim: Claim) -> frozenset[str]:
    return frozenset(claim.value.denied) if isinstance(claim.value, Saying) else frozenset()


def _order(passage: Passage, common: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key, _, _ in passage.entries() if key in common))


def _valued(found: Iterable[str], *kinds: str) -> bool:
    return any(key.startswith(kinds) and key not in VAGUE and not _UNTOLD.match(key) for key in found)


def _far(context: Context) -> bool:
    one, two = context.published
    return one is not None and two is not None and abs((one - two).days) > FAR


def _flipped(a: Claim, b: Claim, common: frozenset[str]) -> bool:
    """Whether one side denies what the other asserts, or says that it is not known."""
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    pairs = ((a.value.denied, b.value.denied), (a.value.open, b.value.open))
    return any(_weight(common & (frozenset(x) ^ frozenset(y))) > FLIPPED * _weight(common) for x, y in pairs)


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether what two sides do not share tells different figures, different days or two things of which only one can hold."""
    for kind in ("q:", "d:"):
        if any(key.startswith(kind) for key in a) and any(key.startswith(kind) for key in b):
            return True
    return any(a & words and b & words for section in ("one", "degree") for words in keys.opposites(section))


def _covered(passage: Passage, other: Passage, clauses: Clauses) -> float:
    """The part of a clause that a passage makes up beside who speaks, of the clause where it is largest; what has a day, or
    a figure of more than one word, is a whole of its own."""
    common = passage.keys() & other.keys()
    if _valued(common, "d:") or (len(common) > 2 and _valued(common, "q:")):
        return 1.0
    found = 0.0
    for said in clauses[passage.claim.document, passage.claim.statement]:
        inside = {key for key, start, end in passage.entries() if key in common and said.start <= start and end <= said.end}
        told = {key for key in said.keys if not key.startswith("d:ref:") and key not in keys.titles()} | inside
        found = max(found, _weight(inside) / _weight(told) if inside else 0.0)
    return found


_CLOSING = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}  # a passage ends behind the mark that closes what it opens


def _narrowed(passage: Passage) -> Claim:
    """The claim that a passage makes; it begins with the small words before its first key."""
    claim, entries = passage.claim, tuple(passage.entries())
    before = claim.located[passage.first - 1][2] if passage.first else claim.start
    lead = re.split(r"[^\w\s'’-]", claim.quote[before - claim.start : entries[0][1] - claim.start])[-1].lstrip(" -\n\t")
    start, end = entries[0][1] - len(lead), max(entry[2] for entry in entries)
    quote = claim.quote[start - claim.start : end - claim.start]
    behind = claim.quote[end - claim.start : end - claim.start + 1]
    if behind in _CLOSING and _CLOSING[behind] in quote:
        quote, end = quote + behind, end + 1
    inside = passage.keys()
    assert isinstance(claim.value, Saying)
    denied, unknown = (tuple(key for key in told if key in inside) for told in (claim.value.denied, claim.value.open))
    polarity = Polarity.DENIED if _weight(denied) > 0.5 * _weight(inside) else Polarity.ASSERTED
    value = replace(claim.value, text=words_of(quote), polarity=polarity, denied=denied, open=unknown)
    return replace(claim, start=start, end=end, quote=quote, value=value, polarity=polarity, keys=inside, located=entries)
