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
    its case. Words of a phrase may be joined by one space, a hyphen or nothing. ``firsts``, ``lasts``: the keys that a phrase
    begins and ends with.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], pack: Pack, cased: bool = False) -> None:
        self._cased = cased
        forward: dict[str, list[tuple[str, T]]] = defaultdict(list)
        backward: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for entry in entries:
            first, last = _ends(entry[0], pack)
            forward[first].append(entry)
            backward[last].append(entry)
        self.firsts, self.lasts = frozenset(forward), frozenset(backward)
        self._forward, self._backward = _Table(forward, pack, 1), _Table(backward, pack, -1)

    def after(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The longest phrase that starts at token ``at``, and the token after it."""
        if at < len(tokens) and tokens[at].key in self.firsts:  # most words begin no phrase
            seconds, alone, rows = self._forward.rows(tokens[at].key)
            near = [token.key for token in tokens[at + 1 : at + 3]]
            for second, words, meaning in alone if seconds.isdisjoint(near) else rows:
                if (not second or second in near) and (last := _match(tokens, at, words, 1, self._cased)) is not None:
                    return meaning, last + 1
        return None

    def before(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The longest phrase that ends right before token ``at``, and its first token."""
        if 0 < at <= len(tokens) and tokens[at - 1].key in self.lasts:
            seconds, alone, rows = self._backward.rows(tokens[at - 1].key)
            near = [token.key for token in tokens[max(0, at - 3) : at - 1]]
            for second, words, meaning in alone if seconds.isdisjoint(near) else rows:
                if (not second or second in near) and (first := _match(tokens, at - 1, words, -1, self._cased)) is not None:
                    return meaning, first
        return None


_Entries = list[tuple[str, list[Token], T]]
_Rows = tuple[frozenset[str], _Entries[T], _Entries[T]]


class _Table(Generic[T]):
    """Phrases by their first or last word, the longest first, cut into tokens when a text first has that word: few are ever met.

    Each with the key of its next word, "" where it has none; before all of them these keys, and the phrases without a next word: one look
    settles most.
    """

    def __init__(self, entries: dict[str, list[tuple[str, T]]], pack: Pack, step: int) -> None:
        self._entries, self._pack, self._step = entries, pack, step
        self._rows: dict[str, _Rows[T]] = {}

    def rows(self, key: str) -> _Rows[T]:
        if key in self._rows:
            return self._rows[key]
        cut = [(_phrase_tokens(phrase, self._pack)[:: self._step], meaning) for phrase, meaning in self._entries[key]]
        told = [(words[1].key if len(words) > 1 else "", words, meaning) for words, meaning in cut]
        told.sort(key=lambda entry: -len(entry[1]))
        self._rows[key] = frozenset(entry[0] for entry in told), [entry for entry in told if not entry[0]], told
        return self._rows[key]


def _ends(phrase: str, pack: Pack) -> tuple[str, str]:
    """The keys of the first and the last word."""
    if phrase.isalpha():  # no mark to cut at
        return (only := key(phrase)), only
    if phrase.replace(" ", "").isalpha():
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
    """The index of the last matched token (the first one when stepping back), None when a word differs.

    The key of the first word is known to match.
    """
    if cased and not _same(tokens[at], words[0], cased):
        return None
    for number in range(1, len(words)):
        word, at = words[number], at + step
        if 0 <= at < len(tokens) and tokens[at].text == "-" and word.text != "-":
            at += step
        if not 0 <= at < len(tokens) or not _same(tokens[at], word, cased) or abs(_gap(tokens, at, at - step)) > 1:
            return None
    return at


def _gap(tokens: Sequence[Token], a: int, b: int) -> int:
    """Code points between two neighbours; a hyphen between them counts as joined."""
    first, second = (tokens[a], tokens[b]) if a < b else (tokens[b], tokens[a])
    return second.start - first.end
