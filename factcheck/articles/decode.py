"""Bytes to text. UTF-8 first; a single-byte encoding only when the letters it gives stand where letters of that kind stand.

Detectors that count bytes take French cp1252 for Central European, because every byte is a letter somewhere. What tells is
the place of a character: an accented capital behind a small letter, or a box-drawing sign inside a word, is a wrong reading.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from factcheck.articles.draft import UnreadableError
from factcheck.language.tables import parse

BINARY = "It is a binary file, not text."
UNTOLD = "The encoding of the text cannot be told."
MIXED = "The text mixes encodings: parts are UTF-8, parts are not."

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x7fELF", b"%PDF-", b"Rar!\x1a",
    b"7z\xbc\xaf", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"BZh91AY", b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe", b"SQLite format 3", b"OggS\x00",
    b"RIFF", b"{\\rtf", b"MZ\x90", b"\x00asm",
)  # fmt: skip
_HEAD = 65_536
_SAMPLE = 200_000  # bytes looked at, from the first that is not ASCII
_SCORED = 4_000  # characters looked at
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b"))
# UTF-8 for what French and English text holds beyond ASCII; in the single-byte encodings these bytes are no text.
_UTF_8_LETTERS = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac|\xc5[\x92\x93]")
# The first wins when several read the text equally well.
_SINGLE_BYTE = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_MOSTLY = 0.3
_ENOUGH = 0.3
_CLEARLY = 0.15
_SOME, _MOST = 5, 0.75


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text, without byte order mark, and the name of the encoding.

    ``declared`` is what the document says of itself; it is believed only where it cannot be wrong. UnreadableError when
    the bytes are not text or when no encoding is plausible. Line ends stay as they are.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    if wide := _wide(data[:_HEAD]):
        return _strict(data, wide), wide
    if b"\0" in data or is_known_binary(data) or control_share(data[:_HEAD]) > _MOSTLY:
        raise UnreadableError(BINARY)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        rest = data[: error.start]
        if error.reason == "unexpected end of data" and not rest.isascii():  # a copy that was cut inside its last character
            return rest.decode("utf-8"), "utf-8"
    return _single_byte(data, declared)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(f"The text is not valid {encoding.upper()}.") from None
    if "\0" in text:
        raise UnreadableError(BINARY)
    return text


def is_wide(start: bytes) -> bool:
    """Whether a text that starts with these bytes is UTF-16 or UTF-32."""
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or _wide(start) is not None


def is_known_binary(data: bytes) -> bool:
    """Whether the first bytes are those of a well-known file type that is no text."""
    return data.startswith(_MAGIC)


def control_share(data: bytes) -> float:
    """Which part of the bytes, 0 to 1, no text in UTF-8 or a single-byte encoding has."""
    return 1 - len(data.translate(None, _CONTROLS)) / len(data) if data else 0.0


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, by where the NUL bytes of its ASCII part stand."""
    size = len(head) // 4 * 4
    if size < 4 or b"\0" not in head:
        return None
    nuls = [head[place:size:4].count(0) / (size // 4) for place in range(4)]
    shapes = {"utf-32-le": (0, 1, 1, 1), "utf-32-be": (1, 1, 1, 0), "utf-16-le": (0, 1, 0, 1), "utf-16-be": (1, 0, 1, 0)}
    for encoding, shape in shapes.items():
        if all(share > 0.6 if full else share < 0.02 for share, full in zip(nuls, shape, strict=True)):
            return encoding
    return None


def _single_byte(data: bytes, declared: str | None) -> tuple[str, str]:
    if _UTF_8_LETTERS.search(data):
        raise UnreadableError(MIXED)
    named = _codec(declared)
    if named and named not in _SINGLE_BYTE:
        return _as_declared(data, named)
    first = next(re.finditer(rb"[\x80-\xff]", data)).start()
    sample = data[max(0, first - 2) : first + _SAMPLE]
    best = _most_plausible({encoding: reading for encoding in _SINGLE_BYTE if (reading := _reading(sample, encoding))})
    if not best:
        raise UnreadableError(UNTOLD)
    try:
        return data.decode(best), best
    except UnicodeDecodeError:
        raise UnreadableError(UNTOLD) from None


def _codec(declared: str | None) -> str | None:
    """The codec of a declared name, unless it says nothing: UTF-8 was tried, Latin-1 often stands for what it is not."""
    try:
        name = codecs.lookup(declared).name.replace("-", "_") if declared else None
    except LookupError:
        return None
    return (
        None
        if name in ("utf_8", "iso8859_1", "ascii", "cp1252") or (name or "").startswith(("utf", "unicode", "idna", "punycode", "raw"))
        else name
    )


def _as_declared(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: codecs that do not give text
        raise UnreadableError(UNTOLD) from None
    if re.search(r"[\x80-\x9f]", text):
        raise UnreadableError(UNTOLD)
    return text, encoding


# ------------------------------------------------------------------------------------------- plausibility


class _Letters(NamedTuple):
    """The lists of `letters.toml` as sets, and the weight of each letter."""

    weight: dict[str, float]
    sets: dict[str, frozenset[str]]
    alphabets: tuple[frozenset[str], ...]


@cache
def _letters() -> _Letters:
    table = parse(Path(__file__).with_name("letters.toml").read_text(encoding="utf-8"))
    weights = {"commonest": 1.2, "frequent": 1.0, "known": 0.6, "doubtful": -0.5}
    return _Letters(
        {letter: weight for name, weight in weights.items() for letter in table[name]},
        {name: frozenset(value) for name, value in table.items() if name != "alphabets"},
        tuple(frozenset(value) for value in table["alphabets"].values()),
    )


class _Reading(NamedTuple):
    """The characters beyond ASCII that an encoding makes of a sample, and how well each stands in its place, from -5 to 1.2."""

    characters: str
    fits: list[float]

    @property
    def mean(self) -> float:
        return sum(self.fits) / len(self.fits)

    def lead(self, other: _Reading) -> float:
        """How much better it fits than the other where the two differ, per character; 0.0 when they are the same."""
        differing = sum(a != b for a, b in zip(self.characters, other.characters, strict=True))
        return (sum(self.fits) - sum(other.fits)) / differing if differing else 0.0


def _reading(sample: bytes, encoding: str) -> _Reading | None:
    """None when the bytes cannot be of this encoding."""
    try:
        text = f" {sample.decode(encoding)} "
    except UnicodeDecodeError:
        return None
    found = [match.start() for match in islice(re.finditer(r"[^\x00-\x7f]", text), _SCORED)]
    return _Reading("".join(text[at] for at in found), [_fit(text[at - 1], text[at], text[at + 1]) for at in found])


def _most_plausible(readings: dict[str, _Reading]) -> str | None:
    """The encoding that reads best, if it reads well; a rare one must be clearly better than all others."""
    if not readings:
        return None
    best = max(readings, key=lambda encoding: readings[encoding].mean)  # the first of equals
    reading = readings[best]
    usual = best == _SINGLE_BYTE[0]
    clear = all(usual or reading.characters == other.characters or reading.lead(other) >= _CLEARLY for other in readings.values())
    return best if clear and reading.mean >= _ENOUGH and _of_one_language(reading.characters) else None


def _of_one_language(characters: str) -> bool:
    """Whether most of the letters, when there are some, are those of one language. What is written in an encoding that is not
    tried comes out as a mixture: French, Danish and Icelandic letters in one word."""
    letters = [char.lower() for char in characters if char.isalpha()]
    if len(letters) < _SOME:
        return True
    return any(sum(letter in alphabet for letter in letters) >= _MOST * len(letters) for alphabet in _letters().alphabets)


def _fit(before: str, char: str, after: str) -> float:
    letters = _letters()
    if char in letters.weight:
        return _letter_fit(before, char, after)
    if "\x80" <= char <= "\x9f":
        return -5.0
    inside = before.isalpha() and after.isalpha()
    sets = letters.sets
    if char in sets["spaces"]:
        return 0.5 if inside else 0.6
    if inside:
        return 0.8 if char in sets["joining"] else 0.3 if char in sets["joining_rarely"] else -3.0
    if (char in sets["opening"] and not before.isalnum()) or (char in sets["closing"] and not after.isalnum()):
        return 0.8
    return _sign_fit(before, char, after)


def _sign_fit(before: str, char: str, after: str) -> float:
    sets = _letters().sets
    if char in sets["measures"]:
        counted = before.isalnum() or after.isdigit() or before.isspace()
        return 0.6 if counted and (before.isdigit() or not after.islower()) else -1.0
    if char in sets["upside_down"]:
        return 0.3 if not before.isalnum() and after.isalpha() else -2.0
    return 0.3 if char in sets["plain"] and not after.isalpha() else -2.0


def _letter_fit(before: str, char: str, after: str) -> float:
    letters = _letters()
    wrong_case = before.islower() if char.isupper() else after.isupper() and not before.isupper()
    if wrong_case:
        return -3.0
    if before > "\x7f" and before.isalpha() and before + char not in letters.sets["pairs"]:
        return -1.5
    if after.isdigit() or (before.isdigit() and not after.isalpha()):
        return -1.0
    if char in letters.sets["cedilla"] and after not in letters.sets["after_cedilla"]:
        return -1.0
    if not (before.isalpha() or after.isalpha()):
        return letters.weight[char] if char in letters.sets["alone"] else -1.0
    return letters.weight[char]
