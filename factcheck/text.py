"""Folding: one canonical form on the side, with the way back to the text as written.

Folding composes accents (NFC), turns every kind of space into " ", every line end into "\\n", every apostrophe into "'",
every double quotation mark (with the spaces that French puts inside) into '"', every decimal digit of another script into
0 to 9, drops what has no width. Nothing else changes, so that a folded span and its raw span read alike. Readers work on folded text only.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\uff07`"
QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
DASHES = "\u2010\u2011\ufe63\uff0d"
LINES = "\u0085\u2028\u2029\r"


class _Signs(dict[int, int]):
    """What each code point becomes. Those that are not listed are digits of some script, or stay; kept once told."""

    def __missing__(self, code: int) -> int:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = code if digit is None else ord("0") + digit
        return self[code]


_SAME_LENGTH = _Signs({ord(sign): ord(new) for signs, new in ((SPACES, " "), (APOSTROPHES, "'"), (DASHES, "-"), (LINES, "\n")) for sign in signs})
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u061c\u202a-\u202e\u2066-\u2069"
_INNER = r"[ \t\u00a0\u202f\u2009]?"
# What changes the length: a base letter with combining marks, CR LF, widthless characters, quotation marks with their
# inner spaces. Each alternative is bounded or a single run, so that the scan is linear.
_CHANGES = re.compile(
    rf"[^\W\d_][\u0300-\u036f]+|\r\n|[{_WIDTHLESS}]+|«{_INNER}|{_INNER}»|<<{_INNER}(?=\w)|(?<=[\w.!?]){_INNER}>>|''|[{QUOTES}]"
)


@dataclass(frozen=True, slots=True)
class Folded:
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
    if any(mark in found for mark in QUOTES) or found in ("''",) or found.strip() in ("<<", ">>"):
        return '"'
    return unicodedata.normalize("NFC", found) if found[0].isalpha() else ""


def fold(raw: str) -> Folded:
    """Fold a text. Linear in its length; the identity costs one scan."""
    pieces: list[str] = []
    offsets = array("q")
    at = 0
    for match in _CHANGES.finditer(raw):
        start, end = match.span()
        new = _replacement(match.group())
        pieces.append(raw[at:start])
        offsets.extend(range(at, start))
        pieces.append(new)
        offsets.extend([start] * len(new))
        at = end
    if not pieces:
        return Folded(raw.translate(_SAME_LENGTH), None)
    pieces.append(raw[at:])
    offsets.extend(range(at, len(raw) + 1))
    return Folded("".join(pieces).translate(_SAME_LENGTH), offsets)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Lower case without accents: the form under which lexicons look words up when accents cannot be relied on."""
    lower = word.lower()
    if lower.isascii():
        return lower
    plain = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return plain.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss").replace("ø", "o").replace("ł", "l")
