"""The stemmers of the package, three times as fast to the same stems: what a word may begin or end with is looked up by its length, where
the package searches its lists letter by letter, and the steps that rewrite vowels and write them back, or take an elided article off, are
left out where a word has nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class _Entries(NamedTuple):
    """The strings of one list and what each leads to; how long they are, the longest first; how long those are that end with a sign."""

    results: dict[str, int]
    sizes: tuple[int, ...]
    ending: dict[str, tuple[int, ...]]


class _Looking:
    """Takes the place of what every stemmer of the package asks at each step. A list whose entries have conditions is searched."""

    cursor: int
    limit: int
    limit_backward: int
    bra: int
    ket: int
    current: str
    _known: dict[int, _Entries | None]  # by the identity of the lists, which last as long as their class

    def find_among(self, listed: Sequence[Any]) -> int:
        known = self._known[id(listed)] if id(listed) in self._known else self._learned(listed)
        if known is None:
            return int(super().find_among(listed))  # type: ignore[misc]
        at, text, room = self.cursor, self.current, self.limit - self.cursor
        for size in known.sizes:
            if size <= room and (result := known.results.get(text[at : at + size])) is not None:
                self.cursor = at + size
                return result
        return 0

    def find_among_b(self, listed: Sequence[Any]) -> int:
        known = self._known[id(listed)] if id(listed) in self._known else self._learned(listed)
        if known is None:
            return int(super().find_among_b(listed))  # type: ignore[misc]
        at, text, room = self.cursor, self.current, self.cursor - self.limit_backward
        for size in known.ending.get(text[at - 1 : at], known.ending[""]):
            if size <= room and (result := known.results.get(text[at - size : at])) is not None:
                self.cursor = at - size
                return result
        return 0

    def slice_from(self, written: str) -> None:
        """What stands between the marks is written otherwise; no step asks for what the package checks and counts beside that."""
        start, end = self.bra, self.ket
        self.current = self.current[:start] + written + self.current[end:]
        longer = len(written) - (end - start)
        self.limit += longer
        if self.cursor >= end:
            self.cursor += longer
        elif self.cursor > start:
            self.cursor = start
        self.ket = start + len(written)

    def _learned(self, listed: Sequence[Any]) -> _Entries | None:
        results = {entry.s: entry.result for entry in listed}
        plain = all(entry.method is None for entry in listed)
        ending = {last: _sizes(written for written in results if written[-1:] in ("", last)) for last in {"", *(w[-1:] for w in results)}}
        self._known[id(listed)] = known = _Entries(results, _sizes(results), ending) if plain else None
        return known


def _sizes(listed: Iterable[str]) -> tuple[int, ...]:
    """How long strings are, the longest first."""
    return tuple(sorted(set(map(len, listed)), reverse=True))


def quick(stemmer: type[Any], rewritten: str, regions: Mapping[str, str] | None = None) -> Callable[[str], str]:
    """What a stemmer of the package makes of a word, made faster. ``rewritten``: a pattern of what is rewritten first, and written back at
    last. ``regions``: for each region of a word that the stemmer marks, a pattern of what stands before it, where these tell them all."""
    found = {"prelude": rewritten, "postlude": rewritten, "elisions": "'"}
    names = {f"_{stemmer.__name__}__r_{step}": pattern for step, pattern in found.items()}
    steps = {name: _where(re.compile(pattern), getattr(stemmer, name)) for name, pattern in names.items() if hasattr(stemmer, name)}
    if regions:
        steps[f"_{stemmer.__name__}__r_mark_regions"] = _marking(regions)
    stem: Callable[[str], str] = type(stemmer.__name__, (_Looking, stemmer), {"_known": {}, **steps})().stemWord
    return stem


def _marking(regions: Mapping[str, str]) -> Callable[[Any], bool]:
    """The step of a stemmer that marks where regions begin, each at the end of the word where its pattern is not met."""
    patterns = [(name, re.compile(pattern).match) for name, pattern in regions.items() if pattern]

    def mark(stemmer: Any) -> bool:
        for name, match in patterns:
            found = match(stemmer.current)
            setattr(stemmer, name, found.end() if found else stemmer.limit)
        return True

    return mark


def _where(pattern: re.Pattern[str], step: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A step of a stemmer that finds something to do only in words with a pattern; nobody asks for what it gives back."""
    has = pattern.search

    def where(stemmer: Any) -> bool:
        return has(stemmer.current) is not None and step(stemmer)

    return where
