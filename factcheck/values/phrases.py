"""A lexicon of phrases over tokens: the longest entry that starts, or ends, at a token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.text import key

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases with what they mean.

    Words count by their key; with ``cased``, a word of one or two letters or with a capital inside it ("kWh") counts with
    its case. Words of a phrase may be joined by one space, a hyphen or nothing.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], pack: Pack, cased: bool = False) -> None:
        self._cased = cased
        forward: dict[str, list[tuple[str, T]]] = defaultdict(list)
        backward: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for phrase, meaning in entries:
            first, last = _ends(phrase, pack)
            forward[first].append((phrase, meaning))
            backward[last].append((phrase, meaning))
        self._forward, self._backward = _Table(forward, pack, 1), _Table(backward, pack, -1)

    def after(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The longest phrase that starts at token ``at``, and the token after it."""
        if at < len(tokens):
            for words, meaning in self._forward.rows(tokens[at].key):
                if (last := _match(tokens, at, words, 1, self._cased)) is not None:
                    return meaning, last + 1
        return None

    def before(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The longest phrase that ends right before token ``at``, and its first token."""
        if 0 < at <= len(tokens):
            for words, meaning in self._backward.rows(tokens[at - 1].key):
                if (first := _match(tokens, at - 1, words, -1, self._cased)) is not None:
                    return meaning, first
        return None


class _Table(Generic[T]):
    """Phrases by their first or last word, the longest first, cut into tokens when a text first has that word: few are ever met."""

    def __init__(self, entries: dict[str, list[tuple[str, T]]], pack: Pack, step: int) -> None:
        self._entries, self._pack, self._step = entries, pack, step
        self._rows: dict[str, list[tuple[list[Token], T]]] = {}

    def rows(self, key: str) -> Sequence[tuple[list[Token], T]]:
        if key in self._rows:
            return self._rows[key]
        if key not in self._entries:
            return ()
        cut = [(_phrase_tokens(phrase, self._pack)[:: self._step], meaning) for phrase, meaning in self._entries[key]]
        self._rows[key] = sorted(cut, key=lambda entry: -len(entry[0]))
        return self._rows[key]


def _ends(phrase: str, pack: Pack) -> tuple[str, str]:
    """The keys of the first and the last word."""
    if phrase.replace(" ", "").isalpha():  # no mark to cut at
        return key(phrase.partition(" ")[0]), key(phrase.rpartition(" ")[2])
    words = _phrase_tokens(phrase, pack)
    return words[0].key, words[-1].key


def _phrase_tokens(phrase: str, pack: Pack) -> list[Token]:
    """An elided word is one only before another word, so that "plus d'" is read with one."""
    if phrase.endswith("'"):
        return pack.tokens(phrase + "x")[:-1]
    return [token for token in pack.tokens(phrase) if token.text != "-"]


def _same(token: Token, word: Token, cased: bool) -> bool:
    if cased and (len(word.text) <= 2 or not word.text[1:].islower()):
        return token.text == word.text
    return token.key == word.key


def _match(tokens: Sequence[Token], at: int, words: Sequence[Token], step: int, cased: bool) -> int | None:
    """The index of the last matched token (the first one when stepping back), None when a word differs."""
    for number, word in enumerate(words):
        if number:
            at = at + step
            if 0 <= at < len(tokens) and tokens[at].text == "-" and word.text != "-":
                at += step
        if not 0 <= at < len(tokens) or not _same(tokens[at], word, cased):
            return None
        if number and abs(_gap(tokens, at, at - step)) > 1:
            return None
    return at


def _gap(tokens: Sequence[Token], a: int, b: int) -> int:
    """Code points between two neighbours; a hyphen between them counts as joined."""
    first, second = (tokens[a], tokens[b]) if a < b else (tokens[b], tokens[a])
    return second.start - first.end
