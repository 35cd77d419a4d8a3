"""Which language a text is written in, told by its words: function words first, then frequent words, endings, letters.

Languages without a pack are known by their function words only, so that they are not taken for one that has a pack.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from factcheck import language
from factcheck.language import Columns

_COMMON = r"a-z\u00df-\u00f6\u00f8-\u00ff"
_WORDS = re.compile(rf"[^\W\d_][{_COMMON}]*+[^\W\d_]*+").findall  # common letters are told faster than that a sign is a letter
_LATIN_END = 0x250  # code points of the Latin alphabets used here lie below
_BEYOND_LATIN = re.compile(r"[^\W\d_\x00-\u024f]")
_LOOKED_AT = 4000
_BEGINNING = 250  # characters that mostly tell the language of a text
_TOP, _FUNCTION, _FREQUENT, _ENDING, _LETTER = 1.5, 1.0, 0.6, 0.25, 0.5
# Evidence below this is a guess; the winner must lead by the factor.
_LEAST = 0.6
_SLACK = 1e-6
_LEAD = 1.2
# A statement inside an article of another language needs this much more before the default gives way.
_STATEMENT_WORDS = 5
_STATEMENT_LEAST = 2.5
_STATEMENT_LEAD = 2.0

_LENGTHS = (6, 5, 4, 3, 2)  # of endings
Worth = tuple[tuple[str, float], ...]


class _Clues(NamedTuple):
    """``words``: for each word, what it is worth to which language. ``endings`` and ``letters`` tell of the others."""

    words: dict[str, Worth]
    endings: dict[str, str]
    tails: frozenset[str]  # the last two letters of each ending, for one look at all of them
    letters: dict[str, tuple[str, ...]]


def detect(folded: str) -> str | None:
    """The code of the supported language a folded text is written in; None for another one or too little evidence."""
    return detected(folded)[0]


def detected(folded: str) -> tuple[str | None, Columns | None]:
    """The same, and the tokens of the text in that language where it was told by these."""
    start = folded[:_LOOKED_AT]
    if _foreign_script(start):
        return None, None
    first = _WORDS(start, 0, _BEGINNING)
    likely = max(language.supported(), key=lambda code: sum(map(_ahead(code), first)))
    if len(folded) == len(start) and not _cuts(likely):
        tokens = language.load(likely).columns(folded)
        if sum(map(_ahead(likely), tokens.texts)) > _LEAST + _SLACK:  # as mostly
            return likely, tokens
    words = _WORDS(start)
    return likely if sum(map(_ahead(likely), words)) > _LEAST else _winner(_scores(words), _LEAST, _LEAD), None


def detect_statement(folded: str, default: str) -> str | None:
    """The language of one statement of an article in ``default``: another code when it is clearly in another supported
    language, None when it is clearly in an unsupported one, else ``default``."""
    return next(detect_each(folded, ((0, len(folded)),), default))


def detect_each(folded: str, spans: Iterable[tuple[int, int]], default: str, tokens: Columns | None = None) -> Iterator[str | None]:
    """The same for the statements of an article, by their spans. ``tokens``: those of the article, of which most statements have enough
    that tell its language, so that their words need not be found anew."""
    ahead, beyond = _ahead(default), _BEYOND_LATIN.search(folded) is not None
    known = tokens if tokens and not beyond and not _cuts(default) else None
    for start, end in spans:
        last = min(end, start + _LOOKED_AT)
        if known and last == end and _tell(known, start, end, ahead):
            yield default
            continue
        if beyond and _foreign_script(folded[start:last]):
            yield None
            continue
        words = _WORDS(folded, start, last)
        plain = len(words) < _STATEMENT_WORDS or sum(map(ahead, words)) > _LEAST  # as mostly
        yield default if plain else _clearly(_scores(words), default)


def _tell(tokens: Columns, start: int, end: int, ahead: Callable[[str], float]) -> bool:
    """Whether the tokens of a statement, which none reaches into, are enough; sums of the same in another order differ by less than is
    asked for beyond it."""
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end, first)
    whole = last > first and tokens.starts[first] == start and tokens.ends[last - 1] <= end
    return whole and sum(map(ahead, tokens.texts[first:last])) > _LEAST + _SLACK


@cache
def _cuts(code: str) -> bool:
    """Whether tokens of a language may be less than a word, whose parts tell otherwise ("doesn't")."""
    return any(clitic[:1].isalpha() for clitic in language.load(code).table("language")["clitics"])


def _clearly(scores: dict[str, float], default: str) -> str | None:
    best, score = _best(scores)
    if best == default or score < _STATEMENT_LEAST or score < scores.get(default, 0.0) * _STATEMENT_LEAD:
        return default
    return best if best in language.supported() else None


def _winner(scores: dict[str, float], least: float, lead: float) -> str | None:
    best, score = _best(scores)
    second = max((value for code, value in scores.items() if code != best), default=0.0)
    return best if best in language.supported() and score >= least and score >= second * lead else None


def _best(scores: dict[str, float]) -> tuple[str, float]:
    return max(scores.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))


@cache
def _ahead(code: str) -> Callable[[str], float]:
    """How far each word puts a language ahead of all others with the lead that it must have. Where the words of a text do so together,
    no language can have more for it, and this sum is all that must be made of most texts."""

    clues = _clues()

    def ahead(word: str) -> float:
        lower = word.lower()
        if not lower.isalpha() and (words := _WORDS(lower)) != [lower]:  # "l'", or "İ", which has a small form in two signs
            return sum(map(ahead, words))
        worth = _worth(lower, clues)
        if not worth:  # as with most words
            return 0.0
        scores: dict[str, float] = {}
        for told, value in worth:
            scores[told] = scores.get(told, 0.0) + value
        return scores.pop(code, 0.0) - _LEAD * max(scores.values(), default=0.0)

    return language.Kept(ahead).__getitem__


def _scores(words: Sequence[str]) -> dict[str, float]:
    """What each language has for the words of a text."""
    worths = _worths()
    scores: dict[str, float] = {}
    for word, times in Counter(_WORDS(" ".join(words).lower())).items():
        for code, worth in worths[word]:
            scores[code] = scores.get(code, 0.0) + worth * times
    return scores


@cache
def _worths() -> language.Kept[Worth]:
    return language.Kept(partial(_worth, clues=_clues()))


def _worth(word: str, clues: _Clues) -> Worth:
    known = clues.words.get(word)
    if known:
        return known
    lettered, ended = not clues.letters.keys().isdisjoint(word), word[-2:] in clues.tails
    if not (lettered or ended):  # as with most words
        return ()
    told = [(code, _LETTER) for sign in set(word) if sign in clues.letters for code in clues.letters[sign]] if lettered else []
    for length in _LENGTHS if ended else ():
        if length + 2 <= len(word) and (code := clues.endings.get(word[-length:])):
            told.append((code, _ENDING))
            break
    return tuple(told)


def _foreign_script(text: str) -> bool:
    if not _BEYOND_LATIN.search(text):
        return False
    letters = [sign for sign in text if sign.isalpha()]
    return sum(ord(sign) >= _LATIN_END for sign in letters) * 2 > len(letters)


@cache
def _clues() -> _Clues:
    """Words, endings and letters of all languages. A word of several languages is worth less to each."""
    worth: dict[str, dict[str, float]] = {}
    endings: dict[str, str] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for code in language.supported():
        data = language.load(code).table("detect")
        _add(worth, code, data["frequent"], _FREQUENT)
        _add(worth, code, data["function"], _FUNCTION)
        _add(worth, code, data["top"], _TOP)
        endings |= dict.fromkeys(data["endings"], code)
        letters |= {sign: (*letters.get(sign, ()), code) for sign in data["letters"]}
    for code, data in language.neutral("other").items():
        _add(worth, code, data["words"], _FUNCTION)
        letters |= {sign: (*letters.get(sign, ()), code) for sign in data["letters"]}
    words = {word: tuple((code, value / len(by_code)) for code, value in sorted(by_code.items())) for word, by_code in worth.items()}
    return _Clues(words, endings, frozenset(ending[-2:] for ending in endings), letters)


def _add(worth: dict[str, dict[str, float]], code: str, words: str, value: float) -> None:
    for word in words.split():
        worth.setdefault(word, {})[code] = value
