"""Lines of a folded text -> blocks: a paragraph, a heading, a bullet. Hard-wrapped lines are joined."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
# The mark of a list item: a bullet sign, a dash with a space, a number or a letter with its point or parenthesis.
_BULLET = re.compile(r'(?:[•▪◦‣●■◆►▶✓✔] *|[·*–—→-] +|\d{1,2}[.)] +(?=[^\W\d_"(])|[a-h]\) +)(?=[^\s*–—-])')
_FINAL = re.compile(r"""[.!?…:;]["')\]]*$""")
# Prose is wrapped at no more than this many columns; longer lines are paragraphs of their own.
_WIDEST = 110
# A line shorter than this was not broken for want of room when the rest of the text is not wrapped.
_LONG = 45


class Block(NamedTuple):
    """One or several joined lines, without surrounding spaces. ``body``: where the text after a bullet mark begins."""

    start: int
    end: int
    body: int
    gap: bool  # a blank line stands before it

    @property
    def bullet(self) -> bool:
        return self.body > self.start


def blocks(text: str, apart: Callable[[str], bool]) -> list[Block]:
    """The blocks of a folded text, in order. ``apart`` tells lines that are never part of a wrapped paragraph."""
    lines = _lines(text)
    width = _width(text, lines)
    joined: list[Block] = []
    last: Block | None = None
    for line in lines:
        if last is not None and _joins(text, last, line, width) and not apart(text[line.start : line.end]):
            joined[-1] = Block(joined[-1].start, line.end, joined[-1].body, joined[-1].gap)
        else:
            joined.append(line)
        last = line
    return joined


def _lines(text: str) -> list[Block]:
    found = []
    before = 0  # end of the previous line
    for match in _LINE.finditer(text):
        written = match.group()
        start = match.start() + len(written) - len(written.lstrip())
        end = match.start() + len(written.rstrip())
        if start >= end:
            continue
        bullet = _BULLET.match(text, start, end)
        found.append(Block(start, end, bullet.end() if bullet else start, text.count("\n", before, start) > 1))
        before = end
    return found


def _width(text: str, lines: list[Block]) -> int:
    """The column at which a text is hard-wrapped, 0 when it is not: lines that break off before a small letter tell."""
    follows = [(a, b) for a, b in pairwise(lines) if not b.gap and not b.bullet]
    widest = max((a.end - a.start for a, _ in follows), default=0)
    broken = sum(_breaks_off(text, a, b) for a, b in follows)
    return widest if widest <= _WIDEST and broken >= 2 and broken * 4 >= len(follows) else 0


def _breaks_off(text: str, line: Block, after: Block) -> bool:
    return text[after.start].islower() and not _FINAL.search(text, max(line.start, line.end - 4), line.end)


def _joins(text: str, line: Block, after: Block, width: int) -> bool:
    if after.gap or after.bullet:
        return False
    length = line.end - line.start
    if not width:
        return length >= _LONG and _breaks_off(text, line, after)
    word = text[after.start : after.start + 40].split(" ", 1)[0]
    # The first word of the next line did not fit any more; wrapping programs leave little slack.
    return length * 2 >= width and (_breaks_off(text, line, after) or length + 1 + len(word) > width - 2)
