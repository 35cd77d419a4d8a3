"""What is kept of an article to tell whether it shares a text with another: its sentences as content keys and as runs of words.

A sketch is a hundredth of a reading, so that those of a whole archive can be held at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from factcheck.claims import Reading
from factcheck.model import Claim
from factcheck.origins import credits
from factcheck.text import fold, key

GRAM = 4  # words that stand together in two texts for them to share a run
_PRIME = (1 << 39) - 7


class Stretch(NamedTuple):
    """One sentence: its raw span, its content keys (sorted), its words, and the part of it that stands in quotation marks."""

    start: int
    end: int
    keys: tuple[str, ...]
    words: tuple[int, ...]
    quoted: float


class Sketch(NamedTuple):
    """``day``: of publication, 0 when unknown. ``facts``: names as they are spelled and telling figures. ``credits``: agencies.
    ``handed``: where the sentences begin that tell from what somebody has handed out."""

    document: str
    lang: str
    day: int
    stretches: tuple[Stretch, ...]
    facts: frozenset[str]
    credits: frozenset[str]
    handed: frozenset[int]

    @property
    def words(self) -> int:
        return sum(len(stretch.words) for stretch in self.stretches)


def sketch(reading: Reading) -> Sketch:
    """The sketch of one article."""
    article = reading.article
    told = [c for c in reading.claims if c.kind == "statement" and (c.start, c.end) == c.statement]
    quotes = [(c.start, c.end) for c in reading.claims if c.kind == "quotation"]
    once = {claim.start: claim for claim in told}
    stretches = tuple(_stretch(claim, quotes) for _, claim in sorted(once.items()))
    facts = frozenset(sys.intern(fact) for claim in once.values() for fact in _facts(claim, article.text))
    return Sketch(
        article.id, article.lang or "", _day(article.published), stretches, facts, credits.of(reading), credits.handed_out(reading)
    )


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def _stretch(claim: Claim, quotes: Iterable[tuple[int, int]]) -> Stretch:
    inside = sum(max(0, min(end, claim.end) - max(start, claim.start)) for start, end in quotes)
    keys = tuple(map(sys.intern, sorted(claim.keys)))
    return Stretch(claim.start, claim.end, keys, hashed(fold(claim.quote).text), min(1.0, inside / (claim.end - claim.start)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    return crc32(key(word).encode("utf-8", "replace"))


def hashed(folded: str) -> tuple[int, ...]:
    """The words of a folded text as numbers, without case, accents and punctuation."""
    return tuple(map(_hash, _word().findall(folded)))


@lru_cache(maxsize=4096)
def grams(words: tuple[int, ...]) -> tuple[int, ...]:
    """Runs of GRAM words, each as a number; the same on every machine."""
    following = zip(words, words[1:], words[2:], words[3:], strict=False)
    return tuple([((a * 31 + b) * 131 + c) * 1031 + d for a, b, c, d in following])


def mark(words: tuple[int, ...]) -> int:
    """A number for the words of a sentence; the same on every machine."""
    return int.from_bytes(blake2b(b"".join(word.to_bytes(4, "little") for word in words), digest_size=8).digest(), "little")


def longer(words: tuple[int, ...]) -> Iterator[int]:
    """Runs of GRAM + 2 words: of two articles that share one by chance there are few."""
    runs = grams(words)
    return ((one * 8191 + two) % _PRIME for one, two in zip(runs, runs[2:], strict=False))


def _facts(claim: Claim, text: str) -> Iterator[str]:
    """What few articles tell alike: names in their spelling, and figures that are no small round ones."""
    for found, start, end in claim.located:
        telling = found.startswith("n:") or (found.startswith("q:") and any(sign in "123456789" for sign in text[start + 1 : end]))
        if telling:
            yield " ".join(text[start:end].split())
