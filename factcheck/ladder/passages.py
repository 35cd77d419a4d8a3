"""Where two statements tell one thing in a part of their words: "Aucune trace d'effraction" / "sans trace d'effraction, dit-il".

A passage is a stretch of content keys on either side that share most of what they say. It is looked for without regard to
order, so that active and passive, verb and noun ("a détruit l'orgue" / "la destruction de l'orgue") meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from factcheck.claims import keys
from factcheck.claims.sayings import words_of
from factcheck.ladder.rules import Context
from factcheck.language import neutral
from factcheck.model import Claim, Polarity, Saying

ENOUGH = 2.2  # what the shared keys of a passage weigh at least
HERE = 1.1  # and what they weigh at least within the event, where its own words tell little
SAID = 0.9  # and what those among them weigh that are neither names nor days
GAP = 1.6  # weight of other words between two shared ones from which a passage ends
DENSE = 0.6  # part of a passage's weight that the other side shares
MOST = 3  # passages of two statements

Located = tuple[str, int, int]


class Passage(NamedTuple):
    """Indices ``[first, last)`` of the content keys of a statement."""

    first: int
    last: int


def shared(a: Claim, b: Claim, context: Context) -> Iterator[tuple[Claim, Claim]]:
    """The passages of two statements that tell one thing, as claims of their own; symmetric."""
    left, right = a.located, b.located
    wanted = a.keys & b.keys
    for _ in range(MOST):
        if _general(wanted) < ENOUGH or context.weight(wanted) < HERE:
            return
        one, two = _best(left, right, wanted)
        common = _keys(left, one) & _keys(right, two)
        if _tells((left, one, a), (right, two, b), common, context):
            yield _narrowed(a, one), _narrowed(b, two)
        wanted -= common


def _general(found: Iterable[str]) -> float:
    return sum(keys.weight(key) for key in found)


def _keys(entries: Sequence[Located], passage: Passage) -> frozenset[str]:
    return frozenset(key for key, _, _ in entries[passage.first : passage.last])


def _best(left: Sequence[Located], right: Sequence[Located], wanted: frozenset[str]) -> tuple[Passage, Passage]:
    """The two stretches that share most, each cut down to what begins and ends with a shared key."""
    one, two = Passage(0, len(left)), Passage(0, len(right))
    while True:
        pairs = [
            (_general(_keys(left, p) & _keys(right, q) & wanted), -p.first, -q.first, p, q)
            for p in _runs(left, one, wanted)
            for q in _runs(right, two, wanted)
        ]
        *_, p, q = max(pairs)
        kept = _keys(left, p) & _keys(right, q) & wanted
        if kept == wanted or not kept:
            return p, q
        one, two, wanted = p, q, kept


def _runs(entries: Sequence[Located], within: Passage, wanted: frozenset[str]) -> list[Passage]:
    """Stretches of wanted keys without too much between them."""
    found: list[Passage] = []
    between = 0.0
    for index in range(within.first, within.last):
        key = entries[index][0]
        if key not in wanted:
            between += keys.weight(key)
        elif found and between <= GAP:
            found[-1] = Passage(found[-1].first, index + 1)
            between = 0.0
        else:
            found.append(Passage(index, index + 1))
            between = 0.0
    return found


def _tells(
    one: tuple[Sequence[Located], Passage, Claim], two: tuple[Sequence[Located], Passage, Claim], common: frozenset[str], context: Context
) -> bool:
    """Whether two passages say one thing, and nothing beside it that is told otherwise."""
    total = _general(common)
    if total < ENOUGH or len(common) < 2 or context.weight(common) < HERE:
        return False
    if _general(key for key in common if key[:2] not in _NAMES) < SAID:
        return False
    if any(total < DENSE * _general(_keys(entries, passage)) for entries, passage, _ in (one, two)):
        return False
    values = [side.value for _, _, side in (one, two)]
    denied, unknown = (common & (frozenset(getattr(values[0], n)) ^ frozenset(getattr(values[1], n))) for n in ("denied", "open"))
    if _general(denied) > 0.3 * total or _general(unknown) > 0.3 * total:
        return False
    return not _opposed(_around(one[0], one[1]) - common, _around(two[0], two[1]) - common)


_NAMES = frozenset({"c:", "d:", "n:"})


def _around(entries: Sequence[Located], passage: Passage) -> frozenset[str]:
    """The keys of a passage and of the words right beside it."""
    return frozenset(key for key, _, _ in entries[max(0, passage.first - 1) : passage.last + 1])


def _opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sides tell different figures, different days or words of which only one can hold."""
    if any(any(key[:2] == kind for key in a) and any(key[:2] == kind for key in b) for kind in ("q:", "d:")):
        return True
    return any(a & words and b & words and not a & b & words for words in opposites())


@cache
def opposites() -> tuple[frozenset[str], ...]:
    """Concepts of which one thing has only one, as content keys."""
    return tuple(frozenset("k:" + concept for concept in concepts) for concepts in neutral("opposites").values())


def _narrowed(claim: Claim, passage: Passage) -> Claim:
    """The claim that a passage of a statement makes; it begins with the small words before its first key."""
    entries = claim.located[passage.first : passage.last]
    before = claim.located[passage.first - 1][2] if passage.first else claim.start
    end = max(entry[2] for entry in entries)
    lead = re.split(r"[^\w\s'’-]", claim.quote[before - claim.start : entries[0][1] - claim.start])[-1]
    start = entries[0][1] - len(lead.lstrip())
    quote = claim.quote[start - claim.start : end - claim.start]
    inside = frozenset(key for key, _, _ in entries)
    assert isinstance(claim.value, Saying)
    denied, unknown = (tuple(key for key in told if key in inside) for told in (claim.value.denied, claim.value.open))
    polarity = Polarity.DENIED if _general(denied) > 0.5 * _general(inside) else Polarity.ASSERTED
    value = replace(claim.value, text=words_of(quote), polarity=polarity, denied=denied, open=unknown)
    return replace(claim, start=start, end=end, quote=quote, value=value, polarity=polarity, keys=inside, located=entries)
