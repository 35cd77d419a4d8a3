"""What every reader of numbers shares: the tokens with the language's words, and what is found in them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Number, Token
from factcheck.values.figures import adjacent
from factcheck.values.numbers_lexicon import lexicon


class Numeral(NamedTuple):
    """A number: tokens ``[first, last)``, span ``[start, end)``.

    ``kind``: "cardinal", "ordinal", "fraction", "collective" ("une dizaine", "two dozen") or "indefinite" ("plusieurs"; the
    value is then the least that it can mean). ``plural``: an unknown number of times the value ("des centaines": 100).
    ``digits``: written in digits.
    """

    first: int
    last: int
    start: int
    end: int
    value: Number
    kind: str
    digits: bool
    plural: bool = False


class Part(NamedTuple):
    """A stretch of a number while it is read: its value and the token after it."""

    value: Decimal
    last: int
    ordinal: bool = False
    digits: bool = False
    kind: str = "cardinal"
    plural: bool = False


class Cursor:
    """Reads one token sequence. Every method takes a token index and answers a part, or None when nothing starts there."""

    def __init__(self, tokens: Sequence[Token], pack: Pack, keys: Sequence[str]) -> None:
        self.tokens, self.keys = tokens, keys
        self.pack = pack
        self.words = lexicon(pack)
        self.decimals = (".", self.words.style.decimal)

    def _key(self, at: int) -> str:
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def _word(self, at: int) -> str:
        return self.keys[at] if 0 <= at < len(self.keys) and self.tokens[at].kind == "word" else ""

    def _digits(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "digits"

    def _next(self, at: int) -> int:
        """Where the word after token ``at - 1`` stands if a space or a hyphen joins them; len(tokens) otherwise."""
        tokens = self.tokens
        if at >= len(tokens):
            return len(tokens)
        if tokens[at].text == "-" and adjacent(tokens, at) and adjacent(tokens, at + 1):
            return at + 1
        return at if at == 0 or tokens[at].start - tokens[at - 1].end <= 1 else len(tokens)

    def _over(self, at: int, phrase: Sequence[str]) -> int:
        """The token after a phrase that starts at ``at``, its words joined by spaces or hyphens; 0 if it does not stand there."""
        for word in phrase:
            at = self._next(at)
            if self._word(at) != word:
                return 0
            at += 1
        return at

    def _over_and(self, at: int) -> int:
        after = self._next(at)
        return self._next(after + 1) if self._word(after) in self.words.sets["and"] else after

    def _alone(self, first: int, last: int) -> bool:
        """Whether tokens ``[first, last)`` are the whole text."""
        return first == 0 and last == len(self.tokens)

    def _hyphenated(self, last: int) -> bool:
        """Whether a hyphen joins a word to the token before ``last``."""
        return last < len(self.tokens) and self.tokens[last].text == "-" and self._next(last) == last + 1

    def _spoken_digits(self, at: int) -> Part | None:
        text = self.tokens[at].text
        return Part(Decimal(text), at + 1) if text.isascii() and len(text) <= 9 else None
