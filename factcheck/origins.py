"""Which articles carry one common text: equal copies, and chains of aligned statements in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factcheck.claims import Reading
from factcheck.model import Claim, Origin
from factcheck.text import fold

CHAIN = 6  # aligned statements in the same order from which two articles are taken to carry one text
SHARE = 0.2  # and the part of the shorter article that they must make up


class Families(NamedTuple):
    """Origin id by document, and the origins that more than one document belongs to."""

    of: Mapping[str, str]
    shared: tuple[Origin, ...]


def trace(readings: Sequence[Reading], aligned: Sequence[tuple[Claim, Claim]], copies: Mapping[str, Sequence[str]]) -> Families:
    """Families of articles. ``aligned``: pairs of statements that tell one thing; ``copies``: exact copies by their original."""
    equal = _equal(readings, copies)
    parent = {reading.article.id: reading.article.id for reading in readings} | {copy: copy for copy, _ in equal}
    evidence: dict[tuple[str, str], list[str]] = defaultdict(list)
    sizes = {r.article.id: len({c.statement for c in r.claims if c.kind == "statement"}) for r in readings}
    for (a, b), chain in sorted(_chains(aligned).items()):
        if len(chain) >= CHAIN and len(chain) >= SHARE * min(sizes[a], sizes[b]):
            _join(parent, a, b)
            evidence[a, b] += [f"{_short(x)} / {_short(y)}" for x, y in chain]
    for copy, original in equal:
        _join(parent, copy, original)
        evidence[copy, original].append("the same text")
    return _families(parent, evidence)


def _equal(readings: Sequence[Reading], copies: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each article with an earlier one of the same words, however its bytes, spaces and accents are written."""
    first: dict[str, str] = {}
    pairs = [(copy, r.article.id) for r in readings for copy in copies.get(r.article.id, ())]
    for article in (reading.article for reading in readings):
        original = first.setdefault(" ".join(fold(article.text).text.split()), article.id)
        if original != article.id:
            pairs.append((article.id, original))
    return sorted(pairs)


def _chains(aligned: Sequence[tuple[Claim, Claim]]) -> dict[tuple[str, str], list[tuple[Claim, Claim]]]:
    """The longest run of aligned statements in the same order, for every pair of documents."""
    pairs: dict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for a, b in aligned:
        one, two = (a, b) if a.document < b.document else (b, a)
        pairs[one.document, two.document].append((one, two))
    return {documents: _longest(found) for documents, found in pairs.items()}


def _longest(found: list[tuple[Claim, Claim]]) -> list[tuple[Claim, Claim]]:
    """Longest chain with strictly growing positions on both sides (patience sorting)."""
    found = sorted(found, key=lambda pair: (pair[0].start, -pair[1].start))
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(found)
    for index, (_, two) in enumerate(found):
        at = bisect_left(ends, two.start)
        back[index] = tails[at - 1] if at else -1
        ends[at : at + 1] = [two.start]
        tails[at : at + 1] = [index]
    chain = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(found[index])
        index = back[index]
    return chain[::-1]


def _short(claim: Claim) -> str:
    words = " ".join(claim.quote.split())
    return words if len(words) <= 80 else words[:77] + "..."


def _join(parent: dict[str, str], a: str, b: str) -> None:
    one, two = sorted((_root(parent, a), _root(parent, b)))
    parent[two] = one


def _root(parent: dict[str, str], document: str) -> str:
    while parent[document] != document:
        document = parent[document]
    return document


def _families(parent: dict[str, str], evidence: Mapping[tuple[str, str], list[str]]) -> Families:
    of = {document: _root(parent, document) for document in sorted(parent)}
    members: dict[str, list[str]] = defaultdict(list)
    for document, root in of.items():
        members[root].append(document)
    shared = tuple(
        Origin(root, tuple(documents), tuple(line for pair in sorted(evidence) if of[pair[0]] == root for line in evidence[pair]))
        for root, documents in sorted(members.items())
        if len(documents) > 1
    )
    return Families(of, shared)
