"""Which articles may share a text: those with rare runs of words or rare keys in common. Never all pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby

from factcheck.origins.passages import ONE_LANGUAGE
from factcheck.origins.sketches import Sketch, Stretch, longer

SAMPLE = 4  # one run of words in so many is kept; copied passages have dozens
RUNS = 3  # sampled runs in common from which two articles are compared
CROWD = 24  # articles with a run or a key beyond which it proposes to each the NEXT before it alone
NEXT = 3
RARE = 20  # rarest keys of an article that propose others
MET = 5  # of these in common
NEAR = 3  # days between two articles that are compared for their keys alone
WEEKS = 21  # days from which a sentence that FEW articles carry is furniture: a standing background, a notice of the outlet
FEW = 3
LEAST = 6  # words of a sentence that can be furniture
BITS = 24  # of the number of an article


def without_furniture(sketches: Sequence[Sketch]) -> list[Sketch]:
    """The sketches without the sentences that articles of different weeks carry alike."""
    seen: dict[tuple[int, ...], list[int]] = {}
    for sketch in sketches:
        for words in {stretch.words for stretch in sketch.stretches if len(stretch.words) >= LEAST}:
            first, last, count = seen.get(words) or (sketch.day, sketch.day, 0)
            seen[words] = [min(first, sketch.day), max(last, sketch.day), count + 1]
    standing = {words for words, (first, last, count) in seen.items() if first and count >= FEW and last - first >= WEEKS}
    return [_without(sketch, standing) for sketch in sketches] if standing else list(sketches)


def _without(sketch: Sketch, standing: set[tuple[int, ...]]) -> Sketch:
    kept: tuple[Stretch, ...] = tuple(stretch for stretch in sketch.stretches if stretch.words not in standing)
    return sketch if len(kept) == len(sketch.stretches) else sketch._replace(stretches=kept)


def propose(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Pairs of sketches to be compared, as indices, sorted."""
    order = sorted(range(len(sketches)), key=lambda number: (sketches[number].day, sketches[number].document))
    placed = [sketches[number] for number in order]
    met = _met((_runs(sketch) for sketch in placed), RUNS)
    met |= {(a, b) for a, b in _met(_rarest(placed), MET) if _near(placed[a].day, placed[b].day)}
    return sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in met)


def _near(one: int, two: int) -> bool:
    return not (one and two) or abs(one - two) <= NEAR


def _runs(sketch: Sketch) -> set[int]:
    """A sample of the runs of words of an article, the same runs in every article."""
    runs = (run for stretch in sketch.stretches for run in longer(stretch.words))
    return {run for run in runs if run % SAMPLE == 0}


def _rarest(sketches: Sequence[Sketch]) -> Iterator[set[int]]:
    """The rarest keys of each article, words and names apart: names are all that two languages have in common."""
    spread = Counter[str]()
    for sketch in sketches:
        spread.update(_keys(sketch))
    number = {key: place for place, key in enumerate(sorted(key for key, count in spread.items() if count > 1))}
    for sketch in sketches:
        rare = sorted([(spread[key], key) for key in _keys(sketch) if key in number])
        words, names = ([key for _, key in rare if key.startswith(ONE_LANGUAGE) is one] for one in (True, False))
        yield {number[key] for key in words[:RARE] + names[:RARE]}


def _keys(sketch: Sketch) -> set[str]:
    """The keys of an article; made anew whenever they are asked for, because those of all articles together would fill the memory."""
    return {key for stretch in sketch.stretches for key in stretch.keys}


def _met(marks: Iterable[set[int]], least: int) -> set[tuple[int, int]]:
    """The pairs of articles that share so many marks; one that many articles have brings each together with the NEXT before it."""
    packed = sorted(mark << BITS | number for number, found in enumerate(marks) for mark in found)
    count = Counter(pair for crowd in _crowds(packed) for pair in _pairs(crowd))
    return {pair for pair, shared in count.items() if shared >= least}


def _crowds(packed: Sequence[int]) -> Iterator[list[int]]:
    """The articles of each mark that several have, in order."""
    for _, members in groupby(packed, key=lambda entry: entry >> BITS):
        crowd = [entry & (1 << BITS) - 1 for entry in members]
        if len(crowd) > 1:
            yield crowd


def _pairs(crowd: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(crowd) <= CROWD:
        return combinations(crowd, 2)
    return ((a, b) for at, b in enumerate(crowd) for a in crowd[max(0, at - NEXT) : at])
