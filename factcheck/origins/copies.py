"""Articles that are another one word for word, however they are typed: they say nothing of their own.

Two texts are equal when they differ in nothing but spaces, line ends, quotation marks, what folding takes away, and the lines that
say whose text it is. Of equal ones the earliest is read, and what is claimed in it is told of the others at their own spans.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from factcheck.model import Article, Claim
from factcheck.origins import credits
from factcheck.text import fold

Copies = Mapping[str, Sequence[Article]]  # the copies of an article, by its id
_COUNTED = credits.UNMARKED[:4]  # in a text: more tell hardly more texts apart
_BRIEF = 200  # signs of a text below which its title must be the same as well


class Print(NamedTuple):
    """What tells whether an article may be a copy. ``counts``: what is soon counted and differs for most articles; ``mark``: equal for
    articles of the same words, "" where no other one has the same counts."""

    counts: tuple[int, ...]
    mark: str = ""


def prints(library: Sequence[Article], known: Sequence[Print | None]) -> list[Print]:
    """The prints of articles. ``known``: what has been found out of each before."""
    counts = [one.counts if one else _counts(article) for article, one in zip(library, known, strict=True)]
    numbers = Counter(counts)
    several = zip(library, known, counts, strict=True)
    return [Print(count, ((one and one.mark) or _mark(article)) if numbers[count] > 1 else "") for article, one, count in several]


def without_copies(library: Sequence[Article], told: Sequence[Print] | None = None) -> tuple[list[Article], dict[str, list[Article]]]:
    """The articles that are no copy of another one, in their order, and the copies of each by its id. ``told``: their prints."""
    found: dict[tuple[str, str], list[Article]] = {}
    for article, one in zip(library, told or prints(library, [None] * len(library)), strict=True):
        found.setdefault((one.mark, "" if one.mark else article.id), []).append(article)
    first = {id(min(same, key=_order) if len(same) > 1 else same[0]) for same in found.values()}
    originals = [article for article in library if id(article) in first]
    copies = {min(same, key=_order).id: [a for a in same if id(a) not in first] for same in found.values() if len(same) > 1}
    return originals, copies


def retyped(originals: Sequence[Article], copies: Copies) -> tuple[list[Article], Copies]:
    """A copy to be read beside its original, and the copies that say nothing. That is the earliest one in other bytes, where there is
    nothing else to compare: who gives two versions of one text is told that they agree, as one origin."""
    if len(originals) != 1 or not copies:
        return [], copies
    original = originals[0]
    same = copies[original.id]
    other = min((copy for copy in same if copy.sha256 != original.sha256), key=_order, default=None)
    if other is None:
        return [], copies
    return [other], {original.id: [copy for copy in same if copy is not other]}


def _order(article: Article) -> tuple[bool, str, str]:
    """The earliest first; one without a day is taken for later than all that have one."""
    return not article.published, article.published or "", article.id


def _proper(article: Article) -> tuple[int, int]:
    return credits.without_credits(article.text, article.title, article.outlet)


def _counts(article: Article) -> tuple[int, ...]:
    start, end = _proper(article)
    return tuple([article.text.count(letter, start, end) for letter in _COUNTED])


def _mark(article: Article) -> str:
    """Equal for articles of the same words."""
    start, end = _proper(article)
    signs = "".join(fold(article.text[start:end]).text.replace('"', "").split())
    title = "".join((article.title or "").split()) if len(signs) < _BRIEF else ""
    return hashlib.sha256(f"{title}\n{signs}".encode("utf-8", "replace")).hexdigest()


class _Signs(NamedTuple):
    """The signs of a text that are compared: where each begins and ends as written."""

    starts: Sequence[int]
    ends: Sequence[int]


@lru_cache(maxsize=8)
def _placed(article: Article) -> _Signs:
    first, last = _proper(article)
    folded = fold(article.text[first:last])
    at = (number for number, sign in enumerate(folded.text) if not (sign.isspace() or sign == '"'))
    spans = [folded.raw(number, number + 1) for number in at]
    return _Signs([first + start for start, _ in spans], [first + end for _, end in spans])


class Twin(NamedTuple):
    """A copy beside its original: where a span of the one stands in the other."""

    original: Article
    copy: Article

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same signs in the copy; an empty span for what the copy does not have."""
        one, two = _placed(self.original), _placed(self.copy)
        first, last = bisect_right(one.ends, start), bisect_left(one.starts, end) - 1
        if first <= last:
            return two.starts[first], two.ends[last]
        at = two.starts[first] if first < len(two.starts) else len(self.copy.text)
        return at, at

    def claim(self, claim: Claim) -> Claim | None:
        """The claim as the copy makes it; None for one that stands in the credits."""
        if self.original.text == self.copy.text:
            return replace(claim, document=self.copy.id)
        start, end = self.span(claim.start, claim.end)
        if start == end:
            return None
        return replace(
            claim,
            document=self.copy.id,
            start=start,
            end=end,
            quote=self.copy.text[start:end],
            statement=self.span(*claim.statement),
            line=self.copy.text.count("\n", 0, start) + 1,
            located=tuple((key, *self.span(a, b)) for key, a, b in claim.located),
            evidence=tuple(self.span(a, b) for a, b in claim.evidence),
        )


def told(claims: Sequence[Claim], originals: Mapping[str, Article], copies: Copies) -> Iterator[Claim]:
    """Claims, each followed by itself as the copies of its article make it."""
    for claim in claims:
        yield claim
        made = (Twin(originals[claim.document], copy).claim(claim) for copy in copies.get(claim.document, ()))
        yield from (twin for twin in made if twin is not None)
