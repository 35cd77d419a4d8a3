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
_JOINTS = frozenset(".,'/⁄:-–_٫٬")  # the last two: decimals and thousands of Arabic
_DASHES = frozenset("-–")
_SIGNS = frozenset("-−+")
_RAISED = frozenset("^⁻⁺")  # what begins an exponent, beside raised digits
_TIMES = frozenset("×x·*")
_LARGEST_EXPONENT = 30
_METRES = frozenset(("mm", "cm", "dm", "m", "km"))  # squared or cubed by digits: "4m2"
_FRACTIONS = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 32, 100))


class Style(NamedTuple):
    """How a language writes digits: the decimal mark, and the marks between thousands, lakhs and crores ("12,34,567")."""

    decimal: str
    pairs: frozenset[str]


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
    if power := _power(tokens, first, last, style):
        return power
    if _refused(tokens, first, last):
        return [], last
    if found := _vulgar(tokens, first, last):
        return [found], found.last
    pieces = _pieces(tokens, first, last)
    if len(pieces) > 2:
        return [], last
    if mixed := _mixed(tokens, pieces):
        return [mixed], last
    found_all = [_fraction(tokens, a, b) or decimal(tokens, a, b, style) for a, b in pieces]
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
    return (adjacent(tokens, last) and (_raised(tokens, last) or _coded_after(tokens, last))) or _telephone(tokens, first)


def _raised(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in _RAISED or (tokens[at].kind == "word" and tokens[at].text[0].isdigit())


def _coded_after(tokens: Sequence[Token], at: int) -> bool:
    """Letters that more digits follow, also after a sign: "20h30", "1e-9"; not "2e-3e"."""
    if tokens[at].kind != "word":
        return False
    if _digits_after(tokens, at):
        return not (tokens[at].text in _METRES and tokens[at + 1].text in "23" and not _goes_on(tokens, at + 2))
    signed = adjacent(tokens, at + 1) and tokens[at + 1].text in _SIGNS and _digits_after(tokens, at + 1)
    return signed and not (adjacent(tokens, at + 3) and tokens[at + 3].kind == "word")


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return adjacent(tokens, at) and tokens[at].kind != "mark"


def _power(tokens: Sequence[Token], first: int, last: int, style: Style) -> tuple[list[Figure], int] | None:
    """ "10²", "10^6", "6,02 × 10²³": powers of ten, alone or after a number; refused when no number of ours holds them."""
    base = first if last == first + 1 else -1
    factor: Figure | None = None
    if last + 1 < len(tokens) and tokens[last].text in _TIMES and tokens[last].start - tokens[last - 1].end <= 1:
        base, factor = last + 1, decimal(tokens, first, last, style)
    if base < 0 or tokens[base].text != "10" or not (raised := _exponent(tokens, base + 1)):
        return None
    exponent, end = raised
    if abs(exponent) > _LARGEST_EXPONENT or (base > first and factor is None):
        return [], end
    return [Figure(first, end, (factor.value if factor else 1) * Decimal(10) ** exponent)], end


def _exponent(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The exponent that is joined to the token before ``at``, and the token after it."""
    if not adjacent(tokens, at):
        return None
    sign = 1
    lifted = tokens[at].text in _RAISED
    while adjacent(tokens, at) and tokens[at].text in _RAISED | _SIGNS and lifted:
        sign, at = -1 if tokens[at].text in "-−⁻" else sign, at + 1
    if not adjacent(tokens, at) or not (lifted or tokens[at].kind == "word"):
        return None
    text = tokens[at].text
    return (sign * sum(unicodedata.digit(c) * 10**n for n, c in enumerate(reversed(text))), at + 1) if _short(text) else None


def _short(text: str) -> bool:
    return len(text) <= 3 and all(unicodedata.digit(c, -1) >= 0 for c in text)


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
    if tokens[last].start - tokens[last - 1].end <= 1 and (part := vulgar(tokens[last].text)):
        return Figure(first, last + 1, whole + part)
    if tokens[last].kind == "digits" and tokens[last].start - tokens[last - 1].end == 1 and _chain_end(tokens, last) == last + 3:
        over = _fraction(tokens, last, last + 3)
        return Figure(first, last + 3, whole + over.value) if over and not adjacent(tokens, last + 3) else None
    return None


def _mixed(tokens: Sequence[Token], pieces: list[tuple[int, int]]) -> Figure | None:
    """ "2-1/2": a whole number and a fraction, joined by a hyphen."""
    if len(pieces) != 2 or pieces[0][1] - pieces[0][0] != 1 or len(tokens[pieces[0][0]].text) > 3:
        return None
    over = _fraction(tokens, *pieces[1])
    return Figure(pieces[0][0], pieces[1][1], int(tokens[pieces[0][0]].text) + over.value) if over else None


def vulgar(text: str) -> Decimal | None:
    """The value of one sign such as "½"."""
    if len(text) != 1 or unicodedata.category(text) != "No" or text.isdigit() or (value := unicodedata.numeric(text, 0.0)) >= 1:
        return None
    return Decimal(str(value)) if value else None


def _fraction(tokens: Sequence[Token], first: int, last: int) -> Figure | None:
    if last - first != 3 or tokens[first + 1].text not in "/⁄":
        return None
    over, under = tokens[first].text, tokens[first + 2].text
    if len(over) > 3 or len(under) > 3 or over.startswith("0") or under.startswith("0"):
        return None
    whole_text = first == 0 and last == len(tokens)
    if int(over) >= int(under) or not (whole_text or int(under) in _FRACTIONS):
        return None
    return Figure(first, last, Decimal(over) / Decimal(under), fraction=True)


def decimal(tokens: Sequence[Token], first: int, last: int, style: Style) -> Figure | None:
    """The number that digits and single marks between them write, if any does."""
    digits = [n for n in range(first, last) if tokens[n].kind == "digits"]
    parts = [tokens[n].text for n in digits]
    marks = [" " if b == a + 1 else tokens[a + 1].text for a, b in itertools.pairwise(digits)]
    if not parts or sum(map(len, parts)) > LONGEST or any(mark in "/⁄:٫" for mark in marks):
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
        return "".join(parts) if _grouped(parts, marks[0], style) else None
    thousands, decimal = set(marks[:-1]), marks[-1]
    if len(thousands) == 1 and decimal in ".," and decimal not in thousands and _grouped(parts[:-1], marks[0], style):
        return "".join(parts[:-1]) + "." + parts[-1]
    return None


def _grouped(parts: list[str], mark: str, style: Style) -> bool:
    """Groups of three digits, or of two before a last one of three where the language counts so."""
    lakhs = mark in style.pairs and len(parts[0]) <= 2 and len(parts[-1]) == 3
    return _threes(parts) or (lakhs and not parts[0].startswith("0") and all(len(part) == 2 for part in parts[1:-1]))


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
