"""Which claims may answer one question: those of the articles on one event are proposed to each other by shared keys.

Nothing here decides a relation. Sayings meet through rare keys in an inverted index, never all pairs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, combinations

from factcheck.claims import Reading, keys
from factcheck.claims.sayings import words_of
from factcheck.model import Claim, Duration, Quantity
from factcheck.values import measures

ENUMERATED = 30  # answers of one article to one question; what it says beyond them is compared with nothing
CROWD_CLAIMS = 40  # claims of one event with a key beyond which it proposes each to the NEXT after it alone
NEXT = 4


def _met(numbers: Sequence[int], crowd: int) -> Iterable[tuple[int, int]]:
    """The pairs that a key proposes: all of a few; of many each with the NEXT after it, so that the work stays linear."""
    if len(numbers) <= crowd:
        return combinations(numbers, 2)
    return ((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 : at + 1 + NEXT])


def published(reading: Reading) -> date | None:
    """The day an article was published, as far as it is known."""
    try:
        return date.fromisoformat((reading.article.published or "")[:10])
    except ValueError:
        return None


def order(a: Reading, b: Reading) -> int | None:
    """-1 when a was published before b, 1 after it, 0 when that is not known of one day; None without a day."""
    one, two = published(a), published(b)
    if one is None or two is None:
        return None
    if one == two:
        early, late = _time(a), _time(b)
        if early is not None and late is not None and (early.tzinfo is None) == (late.tzinfo is None):
            return (early > late) - (early < late)
    return (one > two) - (one < two)


def _time(reading: Reading) -> datetime | None:
    told = reading.article.published or ""
    try:
        return datetime.fromisoformat(told) if "T" in told else None
    except ValueError:
        return None


# -------------------------------------------------------------------------------------- candidates


def question(claim: Claim) -> Hashable:
    """What a claim answers, as far as it can be told without looking at another claim: the key of its block."""
    value = claim.value
    if claim.role in _WHOLE:
        return (claim.role,)
    if claim.role == "day" and claim.when is not None:
        return claim.role, claim.when.earliest[5:10] or claim.when.relative, claim.when.latest[5:10]  # two years may be one mistaken
    if isinstance(value, Quantity) and claim.role == value.dimension:
        return claim.kind, claim.role, measures.base(value.unit)  # what it is a measure of is for the ladder to say
    if isinstance(value, Quantity):
        return claim.kind, claim.role, value.dimension, claim.subject, claim.scope
    if isinstance(value, Duration):
        return claim.kind, claim.role, claim.subject
    return claim.kind, claim.role, claim.subject


# Roles whose subject the ladder compares.
_WHOLE = frozenset({"age", "depth", "distance", "done", "hour", "said", "sentenced", "shock", "sought", "state"})


def local_weights(group: Sequence[Reading]) -> dict[str, float]:
    """How much a content key tells among the statements of an event: 1 for one in up to two, towards 0 for one in all."""
    told = [
        claim.keys
        for reading in group
        for claim in reading.claims
        if claim.kind == "statement" and (claim.start, claim.end) == claim.statement
    ]
    spread = Counter(key for found in told for key in found)
    total = max(len(told), 8)
    return {key: min(1.0, math.log(total / count) / math.log(total / 2)) for key, count in spread.items() if count > 2}


def candidates(claims: Iterable[Claim]) -> dict[Hashable, list[tuple[Claim, Claim]]]:
    """Pairs of claims of different articles that may answer one question, by question."""
    blocks: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (words_of(claim.quote), claim.start, claim.document)):
        blocks[question(claim)].append(claim)
    found: dict[Hashable, list[tuple[Claim, Claim]]] = {}
    for block, members in blocks.items():
        pairs = _by_keys(members) if members[0].role == "said" else combinations(_first_told(members), 2)
        found[block] = [(a, b) for a, b in pairs if a.document != b.document]
    return {block: pairs for block, pairs in found.items() if pairs}


def within(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of figures and slots of one article that may answer one question: an article may tell what two speakers say."""
    blocks: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.role != "said":
            blocks[claim.document, question(claim)].append(claim)
    for members in blocks.values():
        yield from combinations(_first_told(members), 2)


def _first_told(members: Sequence[Claim]) -> list[Claim]:
    """The members without what an article tells after its first ENUMERATED answers to one question: it lists them."""
    told: Counter[str] = Counter()
    kept = set()
    for number in sorted(range(len(members)), key=lambda number: (members[number].document, members[number].start, members[number].end)):
        told[members[number].document] += 1
        if told[members[number].document] <= ENUMERATED:
            kept.add(number)
    return [members[number] for number in sorted(kept)]


def _by_keys(members: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of sayings that share at least two keys, one of them rare."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(members):
        for key in claim.keys:
            index[key].append(number)
    shared = Counter(chain.from_iterable(_met(index[key], CROWD_CLAIMS) for key in sorted(index)))
    for a, b in sorted(pair for pair, count in shared.items() if count >= 2):
        yield members[a], members[b]


def name(group: Sequence[Reading]) -> str:
    """A label for an event: its most told names and words, so that a reader can tell events apart."""
    total: Counter[str] = Counter()
    for reading in group:
        total.update({key: min(count, 3) for key, count in reading.keys.items() if key[:2] in ("n:", "c:", "k:")})
    best = sorted(total, key=lambda key: (-total[key] * keys.weight(key), key))[:4]
    return ", ".join(key[2:] for key in best)
