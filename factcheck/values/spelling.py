"""How names sound: whether two spellings (Ouchakov, Ushakov, Uschakow) may be one name.

A word is read as a row of sounds, each a set of possibilities, because "ch" is one sound in French, another in English
and a third in German. Two words are alike when their rows align at little cost: consonants have to agree, vowels may
drift a little, as they do between transliterations.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate

from factcheck.language import ROOT
from factcheck.text import key

VOWELS = frozenset("aeiou")
_GLIDES = frozenset("yi")
_LETTERS = str.maketrans({"ı": "i", "đ": "dj", "ð": "d", "þ": "th", "ə": "e", "ﬁ": "fi"})
_NEAR = frozenset(map(frozenset, ("ei", "ou", "ae", "eo")))
_SOFT = {frozenset("gh"): 0.2, frozenset("gk"): 0.4, frozenset("sS"): 0.4, frozenset("Cs"): 0.4, frozenset("vf"): 0.2}
_LONGEST = 40  # sounds; longer words are not names, and alignment is quadratic
_BLURRED = VOWELS | set("ywvhxJCSgkstz")
LIMIT = 0.56

Sounds = tuple[frozenset[str], ...]


@cache
def _groups() -> dict[str, tuple[frozenset[str], ...]]:
    lines = ROOT.joinpath("spelling.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return {letters: tuple(frozenset(sound) for sound in sounds.split()) for letters, sounds in pairs}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_groups(), key=len, reverse=True)))


def ascii_form(word: str) -> str:
    """Lower case without accents and without letters that only one alphabet has."""
    return key(word).translate(_LETTERS)


@lru_cache(maxsize=16384)
def sounds(word: str) -> Sounds:
    """The sounds of a word in ASCII form; doubled consonants are one sound."""
    groups = _groups()
    single = _squeezed(word)
    found = [sound for letters in _pattern().findall(single) for sound in groups.get(letters) or groups[letters + "$"]]
    return tuple(found[:_LONGEST])


def _squeezed(word: str) -> str:
    """The word without doubled consonants ("Zaporijjia"); doubled vowels are sounds of their own ("oo")."""
    return _repeated().sub(r"\1\2\2", word)


@cache
def _repeated() -> re.Pattern[str]:
    return re.compile(r"([^aeiouy])\1+|([aeiouy])\2{2,}")


@lru_cache(maxsize=16384)
def block(word: str) -> str:
    """A coarse key: two words that are alike have the same. Only b, d, f, l, m, n, p, r are safe in all spellings."""
    return "".join(map(_coarse, sounds(word)))


@cache
def _coarse(sound: frozenset[str]) -> str:
    """The letter of a sound that every spelling has, "" for the others."""
    return "" if sound & _BLURRED and "d" not in sound else min(sound)


def cost(a: str, b: str) -> float:
    """What it costs to read one word (ASCII form) as the other; 0 for equal sounds, 1 for a consonant that differs."""
    left, right = sounds(a), sounds(b)
    gaps = _gaps(right)
    row = _start(right)
    for index, (sound, gap) in enumerate(zip(left, _gaps(left), strict=True), 1):
        previous, row = row, [row[0] + gap]
        last = len(right) if index == len(left) else 0  # only two last sounds are told apart by it
        for other, candidate in enumerate(right):
            keep = previous[other] + _change(sound, candidate, other + 1 == last)
            row.append(min(keep, previous[other + 1] + gap, row[other] + gaps[other]))
    return row[-1]


def _gaps(row: Sounds) -> list[float]:
    """What each sound costs where it is left out."""
    return [_lost(row, index) for index in range(len(row))]


def _start(right: Sounds) -> list[float]:
    return [*accumulate(_gaps(right), initial=0.0)]


def _lost(row: Sounds, index: int) -> float:
    """The cost of a sound that the other spelling leaves out."""
    sound = row[index]
    if not sound.isdisjoint(_GLIDES) and any(
        not near.isdisjoint(VOWELS) for near in (*row[max(0, index - 1) : index], *row[index + 1 : index + 2])
    ):
        return 0.1
    if not sound.isdisjoint(VOWELS):
        return _lost_vowel(row, index)
    if sound == {"t"} and index + 1 < len(row) and row[index + 1] & {"s", "z", "C"}:
        return 0.2
    return 0.15 if sound <= {"h", "x"} else 1.0


def _lost_vowel(row: Sounds, index: int) -> float:
    if index == 0:
        return 0.9
    if "e" in row[index]:
        return 0.1 if index == len(row) - 1 else 0.3
    return 0.7 if index == len(row) - 1 else 0.55


@cache
def _change(a: frozenset[str], b: frozenset[str], last: bool) -> float:
    """The cost of one sound standing for another. A final vowel tells Mario from Maria, so that it costs more."""
    if a & b:
        return 0.0
    if a & VOWELS and b & VOWELS:
        near = any(frozenset((x, y)) in _NEAR for x in a for y in b)
        return (0.25 if near else 0.6) + (0.35 if last and {"o"} & (a | b) else 0.0)
    return min((_SOFT.get(frozenset((x, y)), 1.0) for x in a for y in b), default=1.0)


def alike(a: str, b: str, drift: float = 1.0) -> bool:
    """Whether two words may be spellings of one name. Short words allow less drift; ``drift`` 0 allows none."""
    left, right = ascii_form(a), ascii_form(b)
    if left == right:
        return True
    if block(left) != block(right):
        return False
    shorter = min(len(sounds(left)), len(sounds(right)))
    return cost(left, right) <= min(LIMIT, 0.12 * (shorter - 1)) * drift
