"""Roman numerals where they count: centuries and ordinals ("XXIe siècle", "Ve République"), not the names of kings."""

from __future__ import annotations

from decimal import Decimal

from factcheck.text import key
from factcheck.values.numbers_tokens import Cursor, Part

LETTERS = frozenset("IVX")  # what a numeral of a century can begin with
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")


class RomanReader(Cursor):
    """Roman numerals below ninety; larger ones are years and look like abbreviations."""

    def _roman(self, at: int) -> Part | None:
        """ "XIXe", "XXI" before or after the word for a century."""
        text = self.tokens[at].text
        letters, suffix = letters_and_ending(text)
        value = roman(letters)
        if not value or text[0] not in LETTERS or (not suffix.islower() and not self._before_century(at)):
            return None
        return Part(Decimal(value), at + 1, ordinal=True) if not suffix or self._ends(at, value, key(suffix)) else None

    def _ends(self, at: int, value: int, suffix: str) -> bool:
        if value == 1:
            return suffix in self.words.sets["roman_first"] and not self._named(at)
        return suffix in self.words.sets["roman_suffixes"]

    def _before_century(self, at: int) -> bool:
        return self._word(at + 1) in self.words.sets["roman_before"] or self._word(at - 1) in self.words.sets["roman_after"]

    def _named(self, at: int) -> bool:
        """ "François Ier": the first of a name."""
        before = self.tokens[at - 1] if at else None
        return before is not None and len(before.text) > 2 and before.text[0].isupper()


def letters_and_ending(text: str) -> tuple[str, str]:
    """ "XIXe" as its letters and what is behind them."""
    size = len(text) - len(text.lstrip("IVXL"))
    return text[:size], text[size:]


def roman(letters: str) -> int:
    """The value of a Roman numeral below ninety in its usual form, 0 for anything else."""
    if not 0 < len(letters) <= 8 or not set(letters) <= _VALUES.keys():
        return 0
    digits = [_VALUES[letter] for letter in letters]
    value = sum(-one if any(one < later for later in digits[n + 1 : n + 2]) else one for n, one in enumerate(digits))
    return value if 0 < value < 90 and _TENS[value // 10] + _ONES[value % 10] == letters else 0
