"""Which claims are about the same thing: articles are grouped by event, claims are proposed to each other by shared keys.

Nothing here decides a relation. Articles meet through rare keys in an inverted index, never all pairs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, combinations
from typing import NamedTuple

from factcheck.claims import Reading, keys
from factcheck.claims.sayings import words_of
from factcheck.model import Claim, Duration, Quantity
from factcheck.values import gazetteer, measures

ALIKE = 0.08  # cosine of two articles' weighted keys from which they are taken to tell one event
AVERAGE = 0.95  # part of it that all articles of two groups must reach on average for the groups to be joined
DISTANCE = 0.14  # how much more is asked of articles each time that the days between them double
DENSITY = 0.20  # the same each time that the articles of those days double, from SPARSE on
SPARSE = 5
YEAR = 365  # articles further apart are on a new event of the kind, unless they are FAR times as alike
FAR = 2.5
ELSEWHERE = 5.0  # how many times as alike articles must be that begin with places of their own and share none
ELSEWHERE_KNOWN = 2.0  # the same where they share at least three kinds of facts: a headline may end in the town of its station
FACTS = {3: 0.5, 4: 0.35}  # part of it that is asked of articles that share facts of so many kinds
PARTY = 10  # articles of a group that tell where it is
IN_COMMON = 3.0  # what two articles of one event share at least: "killed", "people" and "Tuesday" are not enough
UNSEEN = 300  # articles of other news that stand beside those given, so that a small folder does not call its event common
STRONGEST = 25  # keys of an article that propose other articles
PART = 0.1  # part of what is asked that the strongest keys of both must reach
CROWD = 40  # a key that more articles carry proposes to each only the last few before it
NEXT = 4
ENUMERATED = 30  # answers of one article to one question; what it says beyond them is compared with nothing
CROWD_CLAIMS = 40  # the same for claims of one event

Vector = dict[str, float]


class Kind(NamedTuple):
    """What a kind of key tells: the part of all articles that typically carry one such key, its weight, and what two articles that
    share it have in common."""

    common: float
    weight: float
    telling: float


KINDS = {
    "n:": Kind(0.0008, 1.0, 2.0),
    "p:": Kind(0.01, 1.0, 2.0),
    "c:": Kind(0.05, 0.4, 2.0),
    "w:": Kind(0.008, 1.0, 2.0),
    "k:": Kind(0.1, 0.8, 1.0),
    "v:": Kind(0.08, 0.5, 0.5),
    "d:": Kind(0.02, 0.7, 0.5),
    "a:": Kind(0.02, 1.0, 1.0),
    "f:": Kind(0.1, 1.2, 0.5),
}
WELL_KNOWN = Kind(0.05, 0.7, 2.0)  # people and organisations that are in the news every day


class Pair(NamedTuple):
    """Two articles that are as alike as is asked of them: how many times as alike, which part of it is asked because of the facts that
    they share, and whether they begin with places of their own."""

    times: float
    a: int
    b: int
    part: float
    apart: bool


class Span(NamedTuple):
    """From the first to the last day of some articles, and how many articles were published before it and until its end."""

    first: int
    last: int
    before: int
    until: int


def groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Articles by event, each group in the given order; groups in the order of their first article.

    The most alike pairs are joined first, and only while the articles of both groups are alike on average for the days that both
    cover: a chain of articles that each resemble the next does not become one event.
    """
    vectors, spans = _vectors(readings), _spans(readings)
    parent = list(range(len(readings)))
    sums: dict[int, Vector] = {}
    size = [1] * len(readings)
    members = [[number] for number in range(len(readings))]
    for _, a, b, part, apart in sorted(_alike(readings, vectors, spans), key=lambda pair: (-pair.times, pair.a, pair.b)):
        one, two = sorted((_root(parent, a), _root(parent, b)))
        if one == two:
            continue
        left, right = sums.get(one, vectors[one]), sums.get(two, vectors[two])
        two_alone = size[one] == size[two] == 1
        asked = AVERAGE * math.sqrt(part) * _least(spans[one], spans[two], len(readings))
        alike = _cosine(left, right) / (size[one] * size[two]) >= asked
        if two_alone or (alike and (apart or not _parted([readings[n] for n in members[one]], [readings[n] for n in members[two]]))):
            parent[two] = one
            members[one] += members[two]
            size[one] += size[two]
            sums[one] = {key: left.get(key, 0.0) + right.get(key, 0.0) for key in left.keys() | right.keys()}
            spans[one] = _joined(spans[one], spans[two])
    found: dict[int, list[Reading]] = defaultdict(list)
    for index, reading in enumerate(readings):
        found[_root(parent, index)].append(reading)
    return [found[root] for root in sorted(found)]


def _alike(readings: Sequence[Reading], vectors: Sequence[Vector], spans: Sequence[Span | None]) -> Iterator[Pair]:
    """Pairs of articles that are as alike as is asked of them."""
    known: dict[tuple[int, int], float] = {}  # millions of pairs are asked for
    for part, a, b in _neighbours(vectors, spans):
        one, two = spans[a], spans[b]
        if one and two:  # of one day each
            (first, _, before, until), (other, _, start, end) = one, two
            apart = abs(first - other), (until if until > end else end) - (before if before < start else start)
        else:
            apart = 0, len(vectors)
        least = known.get(apart) or known.setdefault(apart, _asked(*apart))
        if part < PART * least:
            continue
        cosine = _cosine(vectors[a], vectors[b])
        if cosine < least * min(FACTS.values()):
            continue
        shared = vectors[a].keys() & vectors[b].keys()
        facts = _facts(shared)
        if elsewhere := _apart(readings[a], readings[b]):
            least *= ELSEWHERE_KNOWN if facts in FACTS else ELSEWHERE
        part_asked = FACTS.get(facts, 1.0)
        least *= part_asked
        if cosine >= least and _enough(shared):
            yield Pair(cosine / least, a, b, part_asked, elsewhere)


def _apart(a: Reading, b: Reading) -> bool:
    """Whether both articles begin with places inside a country, and share no such place."""
    return all(any("p:" + place in r.keys for place in r.places) for r in (a, b)) and not any(
        key.startswith("p:") for key in a.keys.keys() & b.keys.keys()
    )


def _facts(shared: Iterable[str]) -> int:
    """How many kinds of facts two articles share: a name or a place, a day, an age, a toll."""
    kinds = {"n:" if key.startswith("p:") else key[:2] for key in shared if not key.startswith("d:") or key[2:6].isdigit()}
    return len(kinds & {"n:", "d:", "a:", "f:"})


def _parted(one: Sequence[Reading], two: Sequence[Reading]) -> bool:
    """Whether most articles of two groups begin with places of their own: what joins them is an article that tells of both."""
    asked = one[:PARTY], two[:PARTY]
    return 2 * sum(_apart(a, b) for a in asked[0] for b in asked[1]) > len(asked[0]) * len(asked[1])


def _enough(shared: Iterable[str]) -> bool:
    """Whether shared keys tell an event: a name or a rare word counts for two, a concept for one, a common word or a date for half."""
    return sum(KINDS[key[:2]].telling for key in shared) >= IN_COMMON


def _least(a: Span | None, b: Span | None, total: int) -> float:
    """The cosine that is asked for.

    Articles on one event stand close in time. The more days lie between two articles, and the more articles were published in these
    days, the more occasions has chance. Articles without a day may be of any.
    """
    both = _joined(a, b)
    return _asked(both.last - both.first, both.until - both.before) if both else _asked(0, total)


def _asked(days: int, articles: int) -> float:
    """The cosine that is asked of articles between which lie so many days with so many articles."""
    distance = (1 + DISTANCE * math.log2(1 + days)) * (FAR if days > YEAR else 1)
    return ALIKE * distance * (1 + DENSITY * math.log2(max(1.0, articles / SPARSE)))


def _joined(a: Span | None, b: Span | None) -> Span | None:
    if a is None or b is None:
        return None
    return Span(min(a.first, b.first), max(a.last, b.last), min(a.before, b.before), max(a.until, b.until))


def _spans(readings: Sequence[Reading]) -> list[Span | None]:
    """The day of each article; None without one. Articles without a day count for every day."""
    days = [day.toordinal() if day else 0 for day in map(published, readings)]
    sorted_days = sorted(day for day in days if day)
    undated = len(days) - len(sorted_days)
    return [Span(day, day, bisect_left(sorted_days, day), undated + bisect_right(sorted_days, day)) if day else None for day in days]


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product; the cosine where both are unit vectors."""
    return math.fsum([a[key] * b[key] for key in a.keys() & b.keys()])  # the same in whatever order


def _norm(vector: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(x * x for x in vector.values())) or 1.0


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _kind(key: str) -> Kind:
    return WELL_KNOWN if key.startswith("n:") and key[2:] in gazetteer.well_known() else KINDS[key[:2]]


def _vectors(readings: Sequence[Reading]) -> list[Vector]:
    """Unit vectors of key weights. A key is rare by the articles given and by the unseen ones, which carry it as often as its kind."""
    spread = Counter(key for reading in readings for key in reading.keys if key[:2] in KINDS)
    total = len(readings) + UNSEEN
    rarity = {}
    for key, count in spread.items():
        kind = _kind(key)
        rarity[key] = kind.weight * max(0.0, math.log(total / (count + UNSEEN * kind.common)))
    vectors = []
    for reading in readings:
        raw = {key: rarity[key] * (1 + math.log(count)) for key, count in reading.keys.items() if key in rarity}
        norm = _norm(raw)
        vectors.append({key: x / norm for key, x in raw.items()})
    return vectors


def _neighbours(vectors: Sequence[Vector], spans: Sequence[Span | None]) -> Iterator[tuple[float, int, int]]:
    """Pairs of articles that share at least one of their strongest keys, with what these keys add to their cosine, unless that is less
    than is asked of any two.

    Articles are met in the order of their days, so that a key of many proposes articles that are close in time.
    """
    strongest = [sorted(vector, key=lambda key: (-vector[key], key))[:STRONGEST] for vector in vectors]
    spread = Counter(key for keys_ in strongest for key in keys_)
    met: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for b in sorted(range(len(vectors)), key=lambda number: (spans[number] or (0,), number)):
        shared: dict[int, float] = defaultdict(float)
        for key in strongest[b]:
            weight, before = vectors[b][key], met[key]
            for a, other in before[-(CROWD if spread[key] <= CROWD else NEXT) :]:
                shared[a] += other * weight
            before.append((b, weight))
        yield from [(part, a, b) if a < b else (part, b, a) for a, part in shared.items() if part >= PART * ALIKE]


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
