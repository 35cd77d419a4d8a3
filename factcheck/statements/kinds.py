"""What a block is: sentence, title, bullet, caption or boilerplate (what a site adds around its articles)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck import language
from factcheck.statements.layout import Block
from factcheck.text import key

_COMMON = r"a-zA-Z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_WORDS = re.compile(rf"[^\W_][{_COMMON}]*+[^\W_]*+")  # what is common is told faster than that a sign is a letter or a digit
_LETTERS = re.compile(r"[^\W\d_]+")
_EDGES = " .:;!?…»>→|•*-–—\"'()[]+"
_FINAL = re.compile(r"""[.!?…][ "')\]*]*$""")
_LEADS_ON = re.compile(r"""[,;:][ "')\]]*$""")
_HEADING = 100  # characters of a section heading at most
_HEADLINE = 220
_BEGIN = 100  # characters that mostly tell that a line is no headline
_PEEK = 50  # those that tell it of most lines that are none
_FURNITURE = 280  # a longer line is no menu entry, caption or stamp
_STAMP = 90
_SIGMA = chr(0x3A3)  # a capital with two small forms, of which one stands at the end of words
_TAIL = 12  # what follows an appeal for money is short


class Beginnings(NamedTuple):
    """What a line may begin with. ``heads``: the first two signs of each, by which most lines are told to begin with none."""

    forms: tuple[str, ...]
    heads: frozenset[str]


class Cues(NamedTuple):
    """The furniture of one language's sites, ready to match on lower-case text. ``longest``: how long an entry is that is all of a line,
    at most; ``asking``: the first words of each appeal."""

    whole: frozenset[str]
    longest: int
    start: Beginnings
    anywhere: tuple[str, ...]
    stamp_start: Beginnings
    stamp: frozenset[str]
    dated: frozenset[str]
    caption_start: Beginnings
    caption_end: tuple[str, ...]
    appeal: tuple[tuple[str, ...], ...]
    asking: tuple[str, ...]
    support: tuple[str, ...]
    clipped: frozenset[str]


@cache
def cues(lang: str) -> Cues:
    """The cues of a supported language; KeyError for any other."""
    data = language.load(lang).table("segment")
    site, caption = data["boilerplate"], data["caption"]
    whole = frozenset(key(entry) for entry in site["whole"])
    return Cues(
        whole=whole,
        longest=max(map(len, whole), default=0),
        start=_beginnings(site["start"]),
        anywhere=_forms(site["anywhere"]),
        stamp_start=_beginnings(site["stamp"]),
        stamp=frozenset(data["stamp"]),
        dated=frozenset(data["dated"]),
        caption_start=_beginnings(caption["start"]),
        caption_end=tuple(caption["end"]),
        appeal=tuple(tuple(parts) for parts in site["appeal"]),
        asking=tuple(dict.fromkeys(parts[0] for parts in site["appeal"])),
        support=_forms(site["support"]),
        clipped=frozenset(data["clipped"]),
    )


def _forms(entries: list[str]) -> tuple[str, ...]:
    """The entries, also without accents."""
    return tuple({form: None for entry in entries for form in (entry, key(entry))})


def _beginnings(entries: list[str]) -> Beginnings:
    forms = _forms(entries)
    return Beginnings(forms, frozenset(form[:2] for form in forms))


def _begins(line: str, told: Beginnings) -> bool:
    """Whether a line begins with one of the forms, whose last word must end there."""
    forms, heads = told
    if (line[:2] not in heads and line[:1] not in heads) or not line.startswith(forms):
        return False
    return any(line.startswith(form) and not (form[-1].isalnum() and line[len(form) : len(form) + 1].isalnum()) for form in forms)


class Lowered(NamedTuple):
    """A text of which any stretch is asked for in small letters. ``small``: those of all of it, where each letter of it has one and it
    matters for none what stands beside it, as in nearly every text."""

    text: str
    small: str | None

    def stretch(self, start: int, end: int) -> str:
        return self.text[start:end].lower() if self.small is None else self.small[start:end]


def lowered(text: str) -> Lowered:
    """A text in small letters."""
    small = text.lower()
    return Lowered(text, small if len(small) == len(text) and _SIGMA not in text else None)


def told(text: Lowered, known: Cues) -> Cues:
    """The cues that a text may hold: hardly any has what makes furniture of a line wherever it stands in it."""
    return known if _has(text.stretch(0, len(text.text)), known.anywhere) else known._replace(anywhere=())


def _has(line: str, forms: tuple[str, ...]) -> bool:
    return any(map(line.__contains__, forms))


def of_blocks(text: str, small: Lowered, blocks: list[Block], counts: list[int], known: Cues, title: str | None) -> list[str]:
    """The kind of each block; ``counts``: how many sentences each has. A text of one block is a sentence."""
    if len(blocks) < 2:
        return ["sentence"] * len(blocks)
    strict = _mostly_unpunctuated(text, blocks)
    headline = _words(title or "")
    kinds: list[str] = []
    for number, (block, count) in enumerate(zip(blocks, counts, strict=True)):
        line = text[block.start : block.end]
        kind = _furniture(line, small.stretch(block.start, block.end), known) if len(line) <= _FURNITURE else ""
        if not kind and block.bullet:
            kind = "title" if _is_marked_heading(text, blocks, number) else "bullet"
        if not kind and _is_title(line, count, number, kinds, strict, headline):
            kind = "title"
        kinds.append(kind or "sentence")
    _close_appeal(small, blocks, kinds, known)
    return kinds


def of_sentence(text: Lowered, start: int, end: int, kind: str, known: Cues) -> str:
    """The kind of one sentence of a block: furniture also stands at the end of paragraphs."""
    if kind == "boilerplate" or end - start > _FURNITURE:
        return kind
    line = text.stretch(start, end)
    if _has(line, known.anywhere) or (kind in ("sentence", "bullet") and _begins(line, known.start)):
        return "boilerplate"
    return "caption" if kind == "sentence" and line.startswith("(") and _begins(line, known.caption_start) else kind


def furniture(line: str, known: Cues) -> str:
    """ "boilerplate", "caption" or "" for one line."""
    return _furniture(line, line.lower(), known) if len(line) <= _FURNITURE else ""


def _furniture(line: str, lower: str, known: Cues) -> str:
    if lower.endswith(known.caption_end) or _begins(lower, known.caption_start):
        return "caption"
    bare = lower.strip(_EDGES)
    if (len(bare) <= known.longest and key(bare) in known.whole) or _begins(lower, known.start) or not bare:
        return "boilerplate"
    return "boilerplate" if len(line) <= _STAMP and _is_stamp(line, lower, known) else ""


def _is_stamp(line: str, lower: str, known: Cues) -> bool:
    """When a page was written: "Publié le 3 mai à 10 h", or nothing but the words and figures of a date."""
    if line.endswith(".") or not any(map(str.isdigit, line)):
        return False
    if _begins(lower, known.stamp_start):
        return True
    words = _LETTERS.findall(lower)
    return all(word in known.stamp for word in words) and (any(word in known.stamp for word in words) or not words)


def _is_title(line: str, count: int, number: int, before: list[str], strict: bool, headline: frozenset[str]) -> bool:
    if number < 3 and headline and _similar(line, headline):
        return True
    if count > 1:
        return False
    if _FINAL.search(line, max(0, len(line) - 6)):
        return _asks(line)
    if _LEADS_ON.search(line, max(0, len(line) - 4)):
        return line.endswith(":") and len(_WORDS.findall(line)) <= 4
    if number < 4 and all(kind in ("title", "boilerplate") for kind in before):
        return len(line) <= _HEADLINE
    return len(line) <= (40 if strict else _HEADING)


def _is_marked_heading(text: str, blocks: list[Block], number: int) -> bool:
    """Agencies head their sections "- Like this -"; others set one bullet alone before a paragraph."""
    block = blocks[number]
    line = text[block.start : block.end]
    if len(line) > _HEADING:
        return False
    if line[0] in "-–—" and line.endswith((" -", " –", " —")):
        return True
    alone = 0 < number < len(blocks) - 1 and not blocks[number - 1].bullet and not blocks[number + 1].bullet
    return alone and line[0] in "•-*" and not line.endswith((".", ";", ","))


def _asks(line: str) -> bool:
    """A short question alone on its line heads a section; a quoted one is said by somebody."""
    return line.endswith("?") and len(line) <= _HEADING and '"' not in line


def _mostly_unpunctuated(text: str, blocks: list[Block]) -> bool:
    """Few lines end with a stop: lines without one are then no headings."""
    prose = [block for block in blocks if not block.bullet and block.end - block.start > 30]
    final = sum(bool(_FINAL.search(text, max(block.start, block.end - 6), block.end)) for block in prose)
    return len(prose) > 2 and final * 3 < len(prose)


def _words(line: str) -> frozenset[str]:
    return frozenset(map(key, _WORDS.findall(line[: _HEADLINE * 2])))


def _similar(line: str, headline: frozenset[str]) -> bool:
    if len(headline) < 3 or (len(line) > _BEGIN and (_begins_otherwise(line, headline, _PEEK, 2) or _begins_otherwise(line, headline))):
        return False
    words = _words(line)
    return len(words & headline) * 5 >= max(len(words), len(headline)) * 4


def _begins_otherwise(line: str, headline: frozenset[str], size: int = _BEGIN, cut: int = 1) -> bool:
    """Whether too many other words stand at the beginning of a line, of which the last may be cut."""
    return (len(_words(line[:size]) - headline) - cut) * 4 > len(headline)


def _close_appeal(text: Lowered, blocks: list[Block], kinds: list[str], known: Cues) -> None:
    """From an appeal for money in the second half on, everything is furniture that does not look like news."""
    asked = False
    for number, block in enumerate(blocks):
        if number * 2 < len(blocks) - 1 or number + _TAIL < len(blocks) or kinds[number] == "boilerplate":
            continue
        if not asked and block.end - block.start > _FURNITURE * 2:
            continue
        lower = text.stretch(block.start, min(block.end, block.start + 1500))
        if not asked:
            asked = _appeals(lower, known)
            if asked:
                kinds[number] = "boilerplate"
        elif _has(lower, known.support) or not _looks_like_news(lower, known):
            kinds[number] = "boilerplate"


def _appeals(lower: str, known: Cues) -> bool:
    if '"' in lower or not _has(lower, known.asking):
        return False
    return any(all(part in lower for part in parts) for parts in known.appeal)


def _looks_like_news(lower: str, known: Cues) -> bool:
    return '"' in lower or any(word in known.dated for word in _LETTERS.findall(lower))
