"""Dates inside a quotation: it speaks from the day it was said.

No word of any language stands here.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Token
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import Moment
from factcheck.values.dates_resolve import resolve

# A quotation speaks from the day it was said, which may be the one told before it.
QUOTED_REACH = 7


def quoted(match: Match, now: Moment, span: Span) -> Span:
    """ "Tomorrow" in a quotation: of the article's day, or of the day told last, when that is shortly before."""
    if now.reference is None or now.spoken is None or not 0 < (now.reference - now.spoken).days <= QUOTED_REACH:
        return span
    other = resolve(match, now._replace(reference=now.spoken))
    if other is None or other.earliest is None:
        return span
    return span._replace(timex=f"{other.timex}/{span.timex}", earliest=other.earliest, grain="range")


def quotations(tokens: Sequence[Token], text: str) -> frozenset[int]:
    """The tokens inside quotation marks; a mark left open ends with its line."""
    inside: list[int] = []
    if '"' not in text:
        return frozenset()
    opened = False
    for at, token in enumerate(tokens):
        if opened and "\n" in text[tokens[at - 1].end : token.start]:
            opened = False
        if token.text == '"':
            opened = not opened
        elif opened:
            inside.append(at)
    return frozenset(inside)
