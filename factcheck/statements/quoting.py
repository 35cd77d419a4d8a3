"""Quotation marks of a folded text -> quoted spans. Folding makes every double mark '"': sides are told by spacing."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from factcheck.statements.layout import Block

_DOUBLE = re.compile('"')
# An apostrophe between two letters or digits never quotes.
_SINGLE = re.compile(r"'(?:(?<![^\W_]')|(?![^\W_]))")
_AFTER_OPENING = re.compile(r"\d0s\b|[^\W\d_]+")
# Marks that may stand between a closing quotation mark and the next word.
_BEFORE_OPENING = "([{-–—/'\"“"
_CLAUSE_END = ".!?…:;,"
# A quotation that its author did not close within so many paragraphs was closed by none.
_FAR = 6


class Quotes(NamedTuple):
    """``pairs``: positions of opening and closing mark, outermost only, sorted. The sets hold every paired double mark."""

    pairs: tuple[tuple[int, int], ...]
    opening: frozenset[int]
    closing: frozenset[int]


def quotes(text: str, blocks: list[Block], clipped: Collection[str]) -> Quotes:
    """The quotations of a text. An unpaired mark swallows nothing, save one that a later paragraph closes or takes up."""
    pairs: list[tuple[int, int]] = []
    loose: list[tuple[int, bool, int]] = []  # position, opens, number of its block
    for number, block in enumerate(blocks):
        if text.find('"', block.start, block.end) < 0:
            continue
        found, opened, closed = _pair(text, block)
        pairs += found
        loose += sorted([(at, True, number) for at in opened] + [(at, False, number) for at in closed])
    far = _far_pairs(text, blocks, loose)
    pairs += far
    outer = _outermost(pairs)
    singles = [pair for block in blocks for pair in _single_pairs(text, block, clipped)]
    opening, closing = frozenset(a for a, _ in pairs), frozenset(b for _, b in pairs)
    return Quotes(tuple(_outermost(outer + singles)), opening, closing)


def _pair(text: str, block: Block) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs of one block, then what is left: opening marks, closing marks."""
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    closed: list[int] = []
    for match in _DOUBLE.finditer(text, block.start, block.end):
        at = match.start()
        side = _side(text, at, block, bool(stack))
        if side == "open":
            stack.append(at)
        elif side == "close" and stack:
            pairs.append((stack.pop(), at))
        elif side == "close":
            closed.append(at)
    return pairs, stack, closed


def _side(text: str, at: int, block: Block, inside: bool) -> str:
    """ "open", "close" or "" (an inch mark). A mark with a space on both sides or on none goes by what is open."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if at == block.start or at == block.body:
        return "open"
    if at + 1 == block.end:
        return "close"
    left, right = before == " " or before in _BEFORE_OPENING, after == " " or (not after.isalnum() and after not in "$€£#@[(…'\"-")
    if left and not right:
        return "open"
    if right and not left:
        return "close"
    if inside:
        return "close"
    return "open" if left or before in _CLAUSE_END else ""


def _far_pairs(text: str, blocks: list[Block], loose: list[tuple[int, bool, int]]) -> list[tuple[int, int]]:
    """Quotations over several paragraphs: closed in a later one, or each paragraph opened anew and only the last closed."""
    pairs = []
    nothing = (len(text), True, len(blocks) + _FAR)
    for (at, opens, number), (closer, other_opens, other) in pairwise([*loose, nothing]):
        if not opens:
            continue
        if not other_opens and number < other < number + _FAR:
            pairs.append((at, closer))
        elif number + 1 < len(blocks) and text[blocks[number + 1].body] == '"':
            pairs.append((at, blocks[number].end))
    return pairs


def _single_pairs(text: str, block: Block, clipped: Collection[str]) -> list[tuple[int, int]]:
    """Single marks used as quotation marks. The first closing mark counts, unless it may be a plural's apostrophe."""
    pairs: list[tuple[int, int]] = []
    opened, doubtful = -1, -1
    for match in _SINGLE.finditer(text, block.start, block.end):
        at = match.start()
        if _opens_single(text, at, block, clipped):
            if opened >= 0 and doubtful >= 0:
                pairs.append((opened, doubtful))
            opened, doubtful = at, -1
        elif opened >= 0 and at > opened + 1 and text[at - 1] != " ":
            if text[at - 1] == "s" and text[at + 1 : at + 3].strip().islower():
                doubtful = doubtful if doubtful >= 0 else at
            else:
                pairs.append((opened, at))
                opened, doubtful = -1, -1
    if opened >= 0 and doubtful >= 0:
        pairs.append((opened, doubtful))
    return pairs


def _opens_single(text: str, at: int, block: Block, clipped: Collection[str]) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if not (before in ' "([:' or before in "-–—") or not (after.isalnum() or after in '"[(…$€£'):
        return False
    word = _AFTER_OPENING.match(text, at + 1, min(block.end, at + 12))
    return word is None or not (word.group()[0].isdigit() or word.group().lower() in clipped)


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
