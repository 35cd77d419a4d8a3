"""Hours without a day of their own: "from 10 a.m. to noon", and those of a sentence that opens with its day.

No word of any language stands here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from factcheck.model import Date, Token
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_moment import clock

RELATIVE = "clock:"
NAMED = "hour_name2"  # "noon": an hour by its name
_CLOSING = frozenset(".!?")
# Words before the day that opens a sentence ("On", "Le"), and those that may lead to the hour ("at about", "peu après").
_OPENING, _LEADING = 2, 2


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\d")


def alone(hour: str) -> Span:
    """An hour of an unknown day."""
    return Span(f"XXXX-XX-XXT{hour}", None, None, "clock", "relative", f"{RELATIVE}{hour}")


def pair(match: Match, tokens: Sequence[Token], joining: frozenset[str]) -> tuple[tuple[int, int, Span], tuple[int, int, Span]] | None:
    """The two hours of "from 10 to 12 a.m.", each with its tokens. ``joining``: what may stand between them."""
    ends = [row for row in match.bound if row[0].endswith("2")]
    starts = [row for row in match.bound if not row[0].endswith("2")]
    later = tuple(("hour" if name == NAMED else name[:-1], value, at) for name, value, at in ends)
    half = () if any(name == "half_day" for name, _, _ in starts) else tuple(row for row in later if row[0] == "half_day")
    first = clock(match._replace(bound=(*starts, *half), args=()))
    last = clock(match._replace(bound=later, args=()))
    if not first or not last:
        return None
    end = middle = min(at for _, _, at in ends)
    while tokens[end - 1].key in joining:
        end -= 1
    return (match.first, end, alone(first)), (middle, match.last, alone(last))


def with_day(found: list[Date], tokens: Sequence[Token], boundary: frozenset[str]) -> list[Date]:
    """Give the hours of a sentence the one day that opens it ("Friday, a bomb exploded at 10:35 a.m.").

    ``boundary``: the words that begin another clause; what stands behind one may be of another day.
    """
    if len(found) < 2:
        return found
    days = [date for date in found if date.earliest and date.earliest == date.latest]
    hours = [date for date in found if date.relative.startswith(RELATIVE)]
    if not hours or len({date.earliest for date in days}) != 1 or not _day().fullmatch(days[0].timex):
        return found
    reach = _reach(days[0], tokens, boundary)
    return [_dated(date, days[0]) if date.relative.startswith(RELATIVE) and days[0].end <= date.start <= reach else date for date in found]


def _reach(day: Date, tokens: Sequence[Token], boundary: frozenset[str]) -> int:
    """How far the day that opens a sentence frames it: to the next clause or the end; 0 for a day elsewhere."""
    at = next(n for n, token in enumerate(tokens) if token.start >= day.end) if tokens[-1].end > day.end else len(tokens)
    before = [n for n, token in enumerate(tokens) if token.end <= day.start]
    opening = next((len(before) - 1 - n for n in reversed(before) if tokens[n].text in _CLOSING), len(before))
    if opening > _OPENING or at >= len(tokens) or tokens[at].text != ",":
        return 0
    end = next((n for n in range(at, len(tokens)) if tokens[n].text in _CLOSING or tokens[n].lower in boundary), len(tokens))
    if end < len(tokens) and tokens[end].text not in _CLOSING:
        end += _LEADING
    return tokens[min(end, len(tokens) - 1)].end


def _dated(hour: Date, day: Date) -> Date:
    told = hour.relative.removeprefix(RELATIVE)
    relative = f"{day.relative}:{told}" if day.relative else ""
    return replace(hour, timex=f"{day.timex}T{told}", earliest=day.earliest, latest=day.latest, anchor=day.anchor, relative=relative)
