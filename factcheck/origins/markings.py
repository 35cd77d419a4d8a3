"""What of an article brings it together with others that may share its text."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from factcheck.origins.passages import ONE_LANGUAGE
from factcheck.origins.sketches import Sketch, Stretch, longer, mark

SAMPLE = 4  # one run of words in so many is kept; copied passages have dozens
WEEKS = 21  # days from which a sentence that FEW articles carry is furniture: a standing background, a notice of the outlet
FEW = 3
LEAST = 6  # words of a sentence that can be furniture


class Marks(NamedTuple):
    """What of an article brings it together with others, in numbers, so that those of an archive can be held at once.

    ``sentences``: one for each sentence that can be furniture; ``runs``: a sample of its runs of words; ``words``, ``names``: content
    keys, those of one language and those of all, by their places among all keys in order; ``facts``: likewise."""

    document: str
    day: int
    sentences: Sequence[int]
    runs: Sequence[int]
    words: Sequence[int]
    names: Sequence[int]
    facts: Sequence[int]
    credits: frozenset[str]
    handed: frozenset[int]


class Told(NamedTuple):
    """The same with the keys and facts as they are spelled, in order."""

    sentences: Sequence[int]
    runs: Sequence[int]
    words: Sequence[str]
    names: Sequence[str]
    facts: Sequence[str]


def told(sketch: Sketch) -> Told:
    """The marks of an article."""
    keys = sorted({key for stretch in sketch.stretches for key in stretch.keys})
    long = {stretch.words for stretch in sketch.stretches if len(stretch.words) >= LEAST}
    runs = {run for stretch in sketch.stretches for run in longer(stretch.words) if run % SAMPLE == 0}
    words = [key for key in keys if key.startswith(ONE_LANGUAGE)]
    names = [key for key in keys if not key.startswith(ONE_LANGUAGE)]
    return Told(array("Q", sorted(map(mark, long))), array("Q", sorted(runs)), words, names, sorted(sketch.facts))


def furniture(articles: Sequence[Marks]) -> set[int]:
    """The sentences that articles of different weeks carry alike."""
    count = Counter[int](chain.from_iterable(article.sentences for article in articles))
    several = {sentence for sentence, told in count.items() if told >= FEW}
    days: dict[int, tuple[int, int]] = {}
    for article in articles:
        for sentence in several.intersection(article.sentences):
            first, last = days.get(sentence, (article.day, article.day))
            days[sentence] = min(first, article.day), max(last, article.day)
    return {sentence for sentence, (first, last) in days.items() if first and last - first >= WEEKS}


def without(sketch: Sketch, standing: AbstractSet[int]) -> Sketch:
    """A sketch without the sentences that are furniture."""
    kept: tuple[Stretch, ...] = tuple(s for s in sketch.stretches if len(s.words) < LEAST or mark(s.words) not in standing)
    return sketch._replace(stretches=kept)
