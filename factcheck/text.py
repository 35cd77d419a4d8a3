"""Folding: one canonical form on the side, with the way back to the text as written.

Folding composes accents (NFC), turns every kind of space into " ", every line end into "\\n", every apostrophe into "'",
every double quotation mark (with the spaces that French puts inside) into '"', every decimal digit of another script into
0 to 9, drops what has no width, and the brackets around letters that an editor has put into a word or behind an apostrophe
("rien n'(ait) été", "[w]as", "blessé(e)s"). Nothing else changes, so that a folded span and its raw span read alike. Readers work
on folded text only.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\uff07`"
QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
DASHES = "\u2010\u2011\ufe63\uff0d"
LINES = "\u0085\u2028\u2029\r"
_SAME_LENGTH = {**dict.fromkeys(SPACES, " "), **dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(DASHES, "-"), **dict.fromkeys(LINES, "\n")}
_SAME_LENGTH_ASCII = {written: plain for written, plain in _SAME_LENGTH.items() if written.isascii()}


def _usual(first: int, last: int) -> str:
    """The code points of a range that are never written otherwise, for a class of a pattern."""
    bounds = [first - 1, *sorted(code for code in map(ord, _SAME_LENGTH) if first <= code <= last), last + 1]
    return "".join(f"\\u{before + 1:04x}-\\u{after - 1:04x}" for before, after in pairwise(bounds) if after - before > 1)


# One scan for what most texts have none of: a sign to be written otherwise, or a letter of a script that has digits of its own.
# It is told by what it is not, because a class that spans most of Unicode takes a hundred times as long to compile.
_UNUSUAL = re.compile(f"[^{_usual(0, 0x65F)}{_usual(0x2000, 0x20FF)}]")
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u061c\u202a-\u202e\u2066-\u2069"
_INNER = r"[ \t\u00a0\u202f\u2009]?"
# What changes the length: a base letter with combining marks, CR LF, widthless characters, quotation marks with their
# inner spaces. Each alternative is bounded or a single run, so that the scan is linear. Most texts have none of the signs:
# looking for these first, and at each place for what a change can begin with, makes the scan ten times as fast.
_SIGNS = re.compile(rf"[\u0300-\u036f\r{_WIDTHLESS}«»<>{QUOTES}]")
# Brackets inside a word. The pattern begins with what not all texts have, so that its scan is soon done; brackets beside others stay.
_SMALL = "(?:[a-z\u00df-\u00f6\u00f8-\u00ff\u0153][\u0300-\u036f]?)"
_MARKS = f"['{APOSTROPHES}]"
_INSERTED = (
    rf"[(\[](?:(?<=[^\W\d_].|[\u0300-\u036f].){_SMALL}{{1,3}}|(?<={_MARKS}.){_SMALL}{{1,12}}|{_SMALL}{{1,2}}{_MARKS}(?=[)\]]\w)"
    rf"|(?<=\[)[A-Za-z]{{1,2}}(?=\]{_SMALL}{{2}}))[)\]](?![(\[)\]])"
)
_INSERTIONS = re.compile(_INSERTED)
_MARK = re.compile(r"[\u0300-\u036f]")
_CHANGE = (
    rf"(?=[\r{_WIDTHLESS}«» \t\u00a0\u202f\u2009<>'(\[{QUOTES}])"
    rf"(?:\r\n|[{_WIDTHLESS}]+|«{_INNER}|{_INNER}»|<<{_INNER}(?=\w)|(?<=[\w.!?]){_INNER}>>|''|[{QUOTES}]|{_INSERTED})"
)
_CHANGES = re.compile(_CHANGE)


@cache
def _changes_with_marks() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_][\u0300-\u036f]+|{_CHANGE}")


class Folded(NamedTuple):
    """A folded text and, for each of its code points and its end, the offset in the text as written."""

    text: str
    offsets: array[int] | None  # None: same length, offsets are equal

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a folded span; never wider than the words it covers."""
        if self.offsets is None:
            return start, end
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self._after(end - 1)

    def _after(self, index: int) -> int:
        assert self.offsets is not None
        return self.offsets[index + 1]


def _replacement(found: str) -> str:
    if found == "\r\n":
        return "\n"
    if found[0] in "([":
        return unicodedata.normalize("NFC", found[1:-1]) if found[0] + found[-1] in ("()", "[]") else found
    if any(mark in found for mark in QUOTES) or found in ("''",) or found.strip() in ("<<", ">>"):
        return '"'
    return unicodedata.normalize("NFC", found) if found[0].isalpha() else ""


def _plain(text: str) -> str:
    """The text with one form for every space, apostrophe, hyphen, line end and digit; its length stays."""
    if not _UNUSUAL.search(text):
        return text
    ascii_only = text.isascii()
    for written, plain in (_SAME_LENGTH_ASCII if ascii_only else _SAME_LENGTH).items():
        if written in text:
            text = text.replace(written, plain)
    return text if ascii_only else _foreign_digit().sub(_digit, text)


@cache
def _foreign_digit() -> re.Pattern[str]:
    return re.compile(r"[^\D0-9]")


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found.group()))


def fold(raw: str) -> Folded:
    """Fold a text. Linear in its length; the identity costs one scan."""
    if "''" not in raw and not _SIGNS.search(raw) and not _INSERTIONS.search(raw):
        return Folded(_plain(raw), None)
    pieces: list[str] = []
    offsets = array("q")
    at = 0
    for match in (_changes_with_marks() if _MARK.search(raw) else _CHANGES).finditer(raw):
        start, end = match.span()
        new = _replacement(match.group())
        pieces.append(raw[at:start])
        offsets.extend(range(at, start))
        pieces.append(new)
        inside = raw[start] in "([" and len(new) == end - start - 2
        offsets.extend([start, *range(start + 2, end - 1)] if inside else [start] * len(new))  # a bracket stands with the letter beside it
        at = end
    if not pieces:
        return Folded(_plain(raw), None)
    pieces.append(raw[at:])
    offsets.extend(range(at, len(raw) + 1))
    return Folded(_plain("".join(pieces)), offsets)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Lower case without accents: the form under which lexicons look words up when accents cannot be relied on."""
    return without_accents(word.lower())


def without_accents(lower: str) -> str:
    """The key of a word in lower case."""
    if lower.isascii():
        return lower
    plain = lower.translate(_LATIN)
    return plain if plain.isascii() else _without_marks(lower)


class _Latin(dict[int, str]):
    """The plain form of every small Latin letter with an accent, told when it is met: for most words this is all that is needed."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _without_marks(chr(code)) if 0xDF <= code < 0x250 else chr(code)
        return plain


_LATIN = _Latin()


def _without_marks(lower: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return plain.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
