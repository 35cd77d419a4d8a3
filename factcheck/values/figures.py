"""Numbers written in digits: groups of thousands, decimals, ranges of two, simple fractions; what is no number is refused.

A *chain* is digits joined by single marks or by the spaces of thousands. It is read as a whole or refused as a whole, so
that a telephone number, a version, a clock time or a date never leaves a number behind.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.model import Number, Token

LONGEST = 18  # digits; whatever is longer is a code, not a count
_JOINTS = frozenset(".,'/:-–")
_DASHES = frozenset("-–")
_FRACTIONS = frozenset((2, 3, 4, 5, 6, 8, 10, 100))


class Style(NamedTuple):
    """How a language writes digits: the decimal mark and the marks between thousands."""

    decimal: str
    groups: frozenset[str]


class Figure(NamedTuple):
    """A number in digits: tokens ``[first, last)``, exact value, and whether it is a fraction ("3/4")."""

    first: int
    last: int
    value: Decimal
    fraction: bool = False


def plain(value: Decimal) -> Number:
    """An int when the value is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether token ``index`` follows the token before it without a space."""
    return 0 < index < len(tokens) and tokens[index].start == tokens[index - 1].end


def figures(tokens: Sequence[Token], first: int, style: Style) -> tuple[list[Figure], int]:
    """The numbers of the chain that starts at digits token ``first`` (none when it is refused), and where the chain ends."""
    last = _chain_end(tokens, first)
    if _refused(tokens, first, last):
        return [], last
    if found := _vulgar(tokens, first, last):
        return [found], found.last
    pieces = _pieces(tokens, first, last)
    if len(pieces) > 2:
        return [], last
    found_all = [_fraction(tokens, a, b) or _decimal(tokens, a, b, style) for a, b in pieces]
    return [f for f in found_all if f] if all(found_all) else [], last


def _chain_end(tokens: Sequence[Token], first: int) -> int:
    at = first + 1
    spaced = True  # spaces join groups of three only as long as nothing else has joined
    while at < len(tokens):
        if adjacent(tokens, at) and tokens[at].text in _JOINTS and adjacent(tokens, at + 1) and tokens[at + 1].kind == "digits":
            at, spaced = at + 2, False
        elif spaced and _group(tokens, at, first):
            at += 1  # 1 000 000: a decimal mark may still follow
        else:
            break
    return at


def _group(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether token ``at`` is a group of three digits after a space."""
    if tokens[at].kind != "digits" or tokens[at].start - tokens[at - 1].end != 1 or len(tokens[at].text) != 3:
        return False
    if len(tokens[first].text) > 3 or tokens[first].text.startswith("0"):
        return False
    return not (adjacent(tokens, at + 1) and tokens[at + 1].kind == "word" and at + 2 < len(tokens) and _digits_after(tokens, at + 1))


def _digits_after(tokens: Sequence[Token], at: int) -> bool:
    return adjacent(tokens, at + 1) and tokens[at + 1].kind == "digits"


def _refused(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Codes and foreign digits: "G7", "F-16", "20h30", "1e9", "x²", telephone numbers."""
    if any(tokens[n].kind == "digits" and not tokens[n].text.isascii() for n in range(first, last)):
        return True
    if adjacent(tokens, last) and tokens[last].kind == "word" and (_digits_after(tokens, last) or tokens[last].text[0].isdigit()):
        return True
    return _telephone(tokens, first)


def _telephone(tokens: Sequence[Token], first: int) -> bool:
    """Four groups of two digits or more, the first with a leading zero or any of them in a row."""
    near = tokens[max(0, first - 4) : first + 5]
    pairs = [t for t in near if t.kind == "digits" and len(t.text) == 2]
    if len(pairs) < 4:
        return False
    gaps = [b.start - a.end for a, b in itertools.pairwise(pairs)]
    return sum(gap == 1 for gap in gaps) >= 3 and tokens[first] in pairs


def _pieces(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """The chain cut at its hyphens."""
    cuts = [n for n in range(first, last) if tokens[n].text in _DASHES]
    starts = [first, *(n + 1 for n in cuts)]
    return list(zip(starts, [*cuts, last], strict=True))


def _vulgar(tokens: Sequence[Token], first: int, last: int) -> Figure | None:
    """ "2½" and "2 1/2": a whole number and a fraction."""
    if last != first + 1 or len(tokens[first].text) > LONGEST or last >= len(tokens):
        return None
    whole = Decimal(tokens[first].text)
    if adjacent(tokens, last) and (part := vulgar(tokens[last].text)):
        return Figure(first, last + 1, whole + part)
    if tokens[last].kind == "digits" and tokens[last].start - tokens[last - 1].end == 1 and _chain_end(tokens, last) == last + 3:
        over = _fraction(tokens, last, last + 3)
        return Figure(first, last + 3, whole + over.value) if over and not adjacent(tokens, last + 3) else None
    return None


def vulgar(text: str) -> Decimal | None:
    """The value of one sign such as "½"."""
    if len(text) != 1 or unicodedata.category(text) != "No" or text.isdigit() or (value := unicodedata.numeric(text, 0.0)) >= 1:
        return None
    return Decimal(str(value)) if value else None


def _fraction(tokens: Sequence[Token], first: int, last: int) -> Figure | None:
    if last - first != 3 or tokens[first + 1].text != "/":
        return None
    over, under = tokens[first].text, tokens[first + 2].text
    if len(over) > 3 or len(under) > 3 or over.startswith("0") or under.startswith("0"):
        return None
    whole_text = first == 0 and last == len(tokens)
    if int(over) >= int(under) or not (whole_text or int(under) in _FRACTIONS):
        return None
    return Figure(first, last, Decimal(over) / Decimal(under), fraction=True)


def _decimal(tokens: Sequence[Token], first: int, last: int, style: Style) -> Figure | None:
    digits = [n for n in range(first, last) if tokens[n].kind == "digits"]
    parts = [tokens[n].text for n in digits]
    marks = [" " if b == a + 1 else tokens[a + 1].text for a, b in itertools.pairwise(digits)]
    if not parts or sum(map(len, parts)) > LONGEST or any(mark in "/:" for mark in marks):
        return None
    written = _read(parts, marks, style)
    return Figure(first, last, Decimal(written)) if written else None


def _read(parts: list[str], marks: list[str], style: Style) -> str | None:
    """The number in the notation of Python, or None when the marks make no sense in this language."""
    if not marks:
        return parts[0]
    if len(marks) == 1 and marks[0] in ".,":
        return _one_mark(parts[0], marks[0], parts[1], style)
    if len(set(marks)) == 1:
        return "".join(parts) if _threes(parts) else None
    thousands, decimal = set(marks[:-1]), marks[-1]
    if len(thousands) == 1 and decimal in ".," and decimal not in thousands and _threes(parts[:-1]):
        return "".join(parts[:-1]) + "." + parts[-1]
    return None


def _threes(parts: list[str]) -> bool:
    return len(parts[0]) <= 3 and not parts[0].startswith("0") and all(len(part) == 3 for part in parts[1:])


def _one_mark(whole: str, mark: str, rest: str, style: Style) -> str | None:
    three = _threes([whole, rest])
    if mark == style.decimal:
        # Nobody writes a zero at the end of three decimals: "1,500" in French is a thousand in the English manner.
        return whole + rest if three and rest.endswith("0") and mark == "," else f"{whole}.{rest}"
    if three:
        return whole + rest
    return f"{whole}.{rest}" if mark == "." else None
