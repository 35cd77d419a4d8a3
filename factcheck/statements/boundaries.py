"""Where sentences end inside a block. One pass over the stops; each decision looks at a bounded stretch around its stop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from factcheck import language
from factcheck.statements.layout import Block
from factcheck.statements.quoting import Quotes

_STOP = re.compile(r"[.!?…。！？]+")
_BRACKET = re.compile(r"[()\[\]]")
_NOTE = re.compile(r"\[\d{1,3}\]")
# The word before a stop, with the stops and hyphens inside it: "art", "U.S", "J.-L", "c.-à-d".
_WORD = re.compile(r"(?:[^\W\d_]{1,12}(?:\.-|[.-]))*[^\W\d_]+$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-' ]*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+'?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-)?[^\W\d_]$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}$")
_OMISSION = re.compile(r"[(\[] ?(?:\.{2,3}|…) ?[)\]]")
_AFTER_QUOTE = re.compile(r"[^\W_]+(?:['-][^\W_]+)*\.?|[^\w\s]")
_LABEL = re.compile(r"\d+|\d{1,2} ?[h:] ?\d{0,2}")
_INITIALS = 4  # signs of what may be initials without a point between them, at most
_LOOK_BACK = 32
_LOOK_AHEAD = 90
# A parenthesis longer than this is a passage of its own; its sentences are told apart.
_LONG_BRACKET = 400


class Rules(NamedTuple):
    """The abbreviations and sentence words of one language, ready to look up."""

    never: frozenset[str]
    number: frozenset[str]
    maybe: frozenset[str]
    ends: frozenset[str]
    time: frozenset[str]
    listed: frozenset[str]  # all of these
    phrases: tuple[str, ...]
    after_time: frozenset[str]
    marked: tuple[str, ...]
    lettered: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    saying: frozenset[str]
    after_saying: frozenset[str]
    single_letter_names: frozenset[str]


@cache
def rules(lang: str) -> Rules:
    """The rules of a supported language; KeyError for any other."""
    data = language.load(lang).table("segment")
    spelled = {name: _spellings(data[name]) for name in ("never", "number", "maybe", "ends", "time")}
    phrases = tuple(sorted({entry for entries in spelled.values() for entry in entries if " " in entry}, key=len, reverse=True))
    return Rules(
        **spelled,
        listed=frozenset().union(*spelled.values()),
        phrases=phrases,
        marked=tuple(data["marked"]),
        **{name: frozenset(data[name]) for name in ("after_time", "lettered", "starters", "particles", "saying", "after_saying")},
        single_letter_names=frozenset(data["single_letter_names"]),
    )


def _spellings(entries: Iterable[str]) -> frozenset[str]:
    """As written, with a capital, in capitals; one letter only as written and ("p") not as a capital, which is a name's."""
    found = set()
    for entry in entries:
        found.add(entry)
        if len(entry) > 1:
            found |= {entry[0].upper() + entry[1:], entry.upper()}
    return frozenset(found)


class _Stop(NamedTuple):
    """A run of stops with what closes behind it. ``after``: where the next word's wrapping begins."""

    start: int
    run_end: int
    end: int
    quoted: bool  # a closing double quotation mark was passed
    bracket: int  # position of the bracket that closed, -1
    after: int


def sentences(text: str, block: Block, quotes: Quotes, rules: Rules) -> list[tuple[int, int]]:
    """The sentences of a block, as spans without surrounding spaces that cover it."""
    found: list[tuple[int, int]] = []
    begin = block.start
    brackets = _brackets(text, block)
    openers = {close: open_ for open_, close in brackets}
    inside = 0  # index of the first bracket pair that may still hold the current stop
    for match in _STOP.finditer(text, block.body, block.end):
        if match.end() <= begin:
            continue
        stop = _stop(text, match, block, quotes, openers)
        if stop.after >= block.end:
            break
        while inside < len(brackets) and brackets[inside][1] < stop.end:
            inside += 1
        held = inside < len(brackets) and brackets[inside][0] < stop.start and brackets[inside][0] > begin + 1
        if held or not _is_boundary(text, begin, stop, block, quotes, rules, openers):
            continue
        found.append((begin, stop.end))
        begin = stop.after
    if found and not any(map(str.isalnum, text[begin : min(block.end, begin + 40)])):
        begin = found.pop()[0]  # what is left is a mark: it goes with the last sentence
    found.append((begin, block.end))
    return found


def _brackets(text: str, block: Block) -> list[tuple[int, int]]:
    """Outermost pairs of brackets that are not too long, sorted."""
    pairs: list[tuple[int, int]] = []
    if text.find("(", block.start, block.end) < 0 and text.find("[", block.start, block.end) < 0:
        return pairs
    stack: list[int] = []
    for match in _BRACKET.finditer(text, block.start, block.end):
        if match.group() in "([":
            stack.append(match.start())
        elif stack:
            opened = stack.pop()
            if match.start() - opened <= _LONG_BRACKET:
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, match.start()))
    return pairs


def _stop(text: str, match: re.Match[str], block: Block, quotes: Quotes, openers: dict[int, int]) -> _Stop:
    """Pass the marks that close behind a run of stops; a spaced quotation mark closes only when it is known to."""
    at = match.end()
    quoted, bracket = False, -1
    while at < block.end:
        mark = text[at]
        if mark == '"' and at not in quotes.opening:
            quoted, at = True, at + 1
        elif mark == " " and at + 1 in quotes.closing:
            quoted, at = True, at + 2
        elif mark == "'" and not text[at + 1 : at + 2].isalnum():
            at += 1
        elif mark in ")]":
            bracket, at = at, at + 1
        elif mark == "[" and (note := _NOTE.match(text, at, block.end)):
            at = note.end()
        else:
            break
    after = at
    while after < block.end and text[after].isspace():
        after += 1
    return _Stop(match.start(), match.end(), at, quoted, bracket, after)


def _is_boundary(text: str, begin: int, stop: _Stop, block: Block, quotes: Quotes, rules: Rules, openers: dict[int, int]) -> bool:
    if stop.after == stop.end and not _glued(text, stop, quotes):
        return False
    if text[stop.after] in "–—-" and text[begin : stop.start].istitle():
        return False  # "Paris. — Le ministre": where it was written
    if _OMISSION.match(text, stop.after, block.end):
        return text[stop.start : stop.run_end] == "." or stop.quoted
    if stop.bracket >= 0 and not _bracket_ends(text, begin, openers.get(stop.bracket)):
        return False
    at, wrapped = _next(text, stop.after, block, quotes)
    shape = _shape(text, at, block)
    if shape == "small":
        return wrapped and text[stop.start : stop.run_end] in (".", "!", "?") and _ends(text, begin, stop, at, shape, rules)
    return shape != "none" and _ends(text, begin, stop, at, shape, rules)


def _glued(text: str, stop: _Stop, quotes: Quotes) -> bool:
    """A missing space: "fin.Le". Domain names, initials and numbers have no word with small letters on both sides."""
    at = stop.after + (stop.after in quotes.opening)
    before = text[max(0, stop.start - 2) : stop.start]
    ahead = text[at : at + 2]
    if len(ahead) < 2 or not ahead[0].isupper() or not (ahead[1].islower() or ahead[1] in "' "):
        return False
    return len(before) == 2 and ((before.islower() and before.isalpha()) or before.isdigit() or before[1] in ')"%')


def _bracket_ends(text: str, begin: int, opened: int | None) -> bool:
    """A bracket that holds the whole sentence, or an omission "(...)" that does not begin it."""
    if opened is None:
        return True
    return bool(_OMISSION.match(text, opened)) != (opened <= begin + 1)


def _next(text: str, at: int, block: Block, quotes: Quotes) -> tuple[int, bool]:
    """Where the next word begins, behind opening marks and a dash, and whether a double quotation mark opens it."""
    wrapped = False
    for _ in range(4):
        if at >= block.end:
            break
        mark = text[at]
        if mark == '"':
            wrapped = wrapped or at in quotes.opening or text[at + 1 : at + 2] not in ("", " ")
        elif (mark in "–—-" and text[at + 1 : at + 2] != " ") or mark not in "'([{¿¡–—- ":
            break
        at += 1
    return at, wrapped


def _shape(text: str, at: int, block: Block) -> str:
    """What the next word looks like: "capital", "digit", "sign", "small" or "none" (a mark that goes on)."""
    if at >= block.end:
        return "none"
    first = text[at]
    if first.isdigit():
        return "digit"
    if first.isalpha():
        return "small" if first.islower() and not text[at + 1 : at + 2].isupper() else "capital"
    return "none" if first in ".,;:!?…%)]}'/&=+<>|\\" else "sign"


def _ends(text: str, begin: int, stop: _Stop, at: int, shape: str, rules: Rules) -> bool:
    run = text[stop.start : stop.run_end]
    if run == ".":
        return _point_ends(text, begin, stop.start, at, shape, rules)
    if run[0] in "!?" or run in "。！？":
        return not _carries_mark(text, stop.start, at, rules) and not (stop.quoted and _said_after(text, stop.after, rules))
    return shape != "digit" and not (stop.quoted and _said_after(text, stop.after, rules))


def _carries_mark(text: str, end: int, at: int, rules: Rules) -> bool:
    """ "Yahoo! Inc.": the mark belongs to a name, unless a word that begins sentences follows."""
    return text[max(0, end - 12) : end].endswith(rules.marked) and _next_word(text, at) not in rules.starters


def _said_after(text: str, at: int, rules: Rules) -> bool:
    """'"Is it true?" Jane Doe asked on Monday.': capitalised words, a verb of saying, and no clause behind it."""
    words = _AFTER_QUOTE.findall(text[at : at + _LOOK_AHEAD])
    for number, word in enumerate(words[:7]):
        if number and word.rstrip(".") in rules.saying:
            return (
                word.endswith(".")
                or number + 1 == len(words)
                or not words[number + 1][0].isalnum()
                or words[number + 1].rstrip(".") in rules.after_saying
            )
        if not word[0].isupper():
            return False
    return False


def _point_ends(text: str, begin: int, end: int, at: int, shape: str, rules: Rules) -> bool:
    """Whether a single point ends a sentence: abbreviations, initials, acronyms, numbers of list items."""
    low = max(begin, end - _LOOK_BACK)
    back = text[low:end]
    word = _abbreviation(back, rules)
    if low == begin and _LABEL.fullmatch(back):
        return False  # the number of an item, the hour of an entry
    if not word or (word not in rules.listed and len(word) > _INITIALS and "." not in word):
        return True  # as with most words
    if word in rules.never:
        return False
    if word in rules.ends:
        return True
    following = _next_word(text, at)
    if word in rules.time:
        return shape != "digit" and following not in rules.after_time
    if word in rules.number and (shape == "digit" or text[at + 1 : at + 2] == "."):
        return False
    if word in rules.maybe:
        return following in rules.starters
    if _ACRONYM.fullmatch(word):
        return following in rules.starters
    if _INITIAL.fullmatch(word) and word[-1].isupper():
        return _initial_ends(back[: -len(word)], word, following, rules)
    return True


def _abbreviation(back: str, rules: Rules) -> str:
    """The word before a point, or the phrase that is abbreviated ("et al", "a. m")."""
    for phrase in rules.phrases if back.endswith(rules.phrases) else ():
        if back.endswith(phrase) and not back[: -len(phrase)][-1:].isalnum():
            return phrase
    last = back.rpartition(" ")[2]
    if last.isalpha():  # as most are
        return last
    match = _WORD.search(back)
    if match is None or (back[: match.start()][-1:].isdigit() and len(match.group()) > 2):
        return ""
    return match.group()


def _initial_ends(back: str, initial: str, following: str, rules: Rules) -> bool:
    """ "plan B. Le maire", "Chérif C. La police" end; "F. Le Drian", "George W. Bush" do not."""
    last = _LAST_WORD.search(back)
    word = last.group(1) if last else ""
    if word.lower() in rules.lettered or (word[:1].islower() and initial in rules.single_letter_names):
        return True
    if word[:1].isupper() and len(word) > 1:
        return following in rules.starters
    return following in rules.starters and following not in rules.particles


def _next_word(text: str, at: int) -> str:
    match = _NEXT_WORD.match(text, at, at + 24)
    if match is None:
        return ""
    word = match.group()
    return word if len(word) < 4 else word.rstrip("'")
