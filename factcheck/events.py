"""Which claims are about the same thing: articles are grouped by event, claims are proposed to each other by shared keys.

Nothing here decides a relation. Articles meet through rare keys in an inverted index, never all pairs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations

from factcheck.claims import Reading, keys
from factcheck.claims.sayings import words_of
from factcheck.model import Claim, Duration, Quantity
from factcheck.values import measures

ALIKE = 0.11  # cosine of two articles' weighted keys from which they are taken to tell one event
AVERAGE = 0.8  # part of it that all articles of two groups must reach on average for the groups to be joined
IN_COMMON = 2.5  # what two articles of one event share at least: "killed", "people" and "Tuesday" are not enough
DAYS = 12  # articles further apart than this need to be APART times as alike
APART = 2.5
STRONGEST = 25  # keys of an article that propose other articles
CROWD = 40  # a key that more articles carry proposes to each only the next few
NEXT = 4
ENUMERATED = 30  # answers of one article to one question; what it says beyond them is compared with nothing
CROWD_CLAIMS = 40  # the same for claims of one event

Vector = dict[str, float]


def groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Articles by event, each group in the given order; groups in the order of their first article.

    The most alike pairs are joined first, and only while the articles of both groups are alike on average: a chain of articles
    that each resemble the next does not become one event.
    """
    vectors = _vectors(readings)
    parent = list(range(len(readings)))
    sums: dict[int, Vector] = {}
    size = [1] * len(readings)
    pairs = [(_cosine(vectors[a], vectors[b]), a, b) for a, b in _neighbours(vectors) if _enough(vectors[a].keys() & vectors[b].keys())]
    for cosine, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        least = _least(days_apart(readings[a], readings[b]), len(readings))
        one, two = sorted((_root(parent, a), _root(parent, b)))
        if cosine < least or one == two:
            continue
        left, right = sums.get(one, vectors[one]), sums.get(two, vectors[two])
        if _cosine(left, right) / (size[one] * size[two]) >= AVERAGE * least:
            parent[two] = one
            size[one] += size[two]
            sums[one] = {key: left.get(key, 0.0) + right.get(key, 0.0) for key in left.keys() | right.keys()}
    found: dict[int, list[Reading]] = defaultdict(list)
    for index, reading in enumerate(readings):
        found[_root(parent, index)].append(reading)
    return [found[root] for root in sorted(found)]


def _enough(shared: Iterable[str]) -> bool:
    """Whether shared keys tell an event: a name or a rare word counts for two, a concept for one, a common word or a date for half."""
    return sum(_TELLING.get(key[:2], 0.5) for key in shared) >= IN_COMMON


_TELLING = {"n:": 2.0, "c:": 2.0, "w:": 2.0, "k:": 1.0}


def _least(apart: int | None, total: int) -> float:
    """The cosine that is asked for. More articles give chance more occasions, so a large corpus asks for more."""
    wanted = ALIKE * (1 + 0.1 * max(0.0, math.log(total / 20)))
    return wanted if apart is None or apart <= DAYS else APART * wanted


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product; the cosine where both are unit vectors."""
    one, two = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(x * two[key] for key, x in one.items() if key in two)


def _norm(vector: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(x * x for x in vector.values())) or 1.0


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _vectors(readings: Sequence[Reading]) -> list[Vector]:
    """Unit vectors of key weights. The prior of ten unseen articles keeps a small folder from calling everything common."""
    spread = Counter(key for reading in readings for key in reading.keys)
    total = len(readings) + 10
    vectors = []
    for reading in readings:
        raw = {
            k: keys.weight(k) * (1 + math.log(n)) * math.log(total / spread[k]) for k, n in reading.keys.items() if not k.startswith("q:")
        }
        norm = _norm(raw)
        vectors.append({k: x / norm for k, x in raw.items()})
    return vectors


def _neighbours(vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share at least one of their strongest rare keys; a key of one article alone proposes nothing."""
    spread = Counter(key for vector in vectors for key in vector)
    index: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for key in sorted((k for k in vector if spread[k] > 1), key=lambda k: (-vector[k], k))[:STRONGEST]:
            index[key].append(number)
    seen: set[tuple[int, int]] = set()
    for key in sorted(index):
        seen.update(_met(index[key], CROWD))
    yield from sorted(seen)


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


def days_apart(a: Reading, b: Reading) -> int | None:
    one, two = published(a), published(b)
    return abs((one - two).days) if one and two else None


# -------------------------------------------------------------------------------------- candidates


def question(claim: Claim) -> Hashable:
    """What a claim answers, as far as it can be told without looking at another claim: the key of its block."""
    value = claim.value
    if claim.role in _WHOLE:
        return (claim.role,)
    if claim.role == "day" and claim.when is not None:
        return claim.role, claim.when.earliest[:10] or claim.when.relative, claim.when.latest[:10]
    if isinstance(value, Quantity) and claim.role == value.dimension:
        return claim.kind, claim.role, measures.base(value.unit)  # what it is a measure of is for the ladder to say
    if isinstance(value, Quantity):
        return claim.kind, claim.role, value.dimension, claim.subject, claim.scope
    if isinstance(value, Duration):
        return claim.kind, claim.role, claim.subject
    return claim.kind, claim.role, claim.subject


_WHOLE = frozenset({"age", "depth", "distance", "hour", "said", "shock", "state"})  # roles whose subject the ladder compares


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
    shared: Counter[tuple[int, int]] = Counter()
    for key in sorted(index):
        shared.update(_met(index[key], CROWD_CLAIMS))
    for (a, b), count in sorted(shared.items()):
        if count >= 2:
            yield members[a], members[b]


def name(group: Sequence[Reading]) -> str:
    """A label for an event: its most told names and words, so that a reader can tell events apart."""
    total: Counter[str] = Counter()
    for reading in group:
        total.update({key: min(count, 3) for key, count in reading.keys.items() if key[:2] in ("n:", "c:", "k:")})
    best = sorted(total, key=lambda key: (-total[key] * keys.weight(key), key))[:4]
    return ", ".join(key[2:] for key in best)
