"""Where the values of a text stand among its tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from factcheck.model import Token


def first_token(tokens: Sequence[Token], start: int) -> int:
    """Index of the first token that begins at an offset or behind it."""
    return bisect_left(tokens, start, key=attrgetter("start"))


def last_token(tokens: Sequence[Token], end: int) -> int:
    """Index of the last token that ends at an offset or before it; -1 when there is none."""
    return bisect_right(tokens, end, key=attrgetter("end")) - 1
