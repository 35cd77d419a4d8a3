"""What an expression is resolved against, and what all meanings share: unknown days, parts of the day, hours.

No word of any language stands here. Every function answers None for what no calendar has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date as Day
from functools import partial
from typing import NamedTuple

from factcheck.model import Date
from factcheck.values import dates_calendar as calendar
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_grammar import Match

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


class Moment(NamedTuple):
    """What an expression is resolved against. ``looks`` gives the tense, which most dates do not need;
    ``alone``: the text holds nothing else; ``spoken``: the day told last before it; ``next_weekday``: see the language data;
    ``elsewhere``: an earlier year was told just before, so that a month without a year may be of that year; ``before``: the
    dates of the statements before, in order; ``found``: those of this one so far; ``compared``: the clause sets a figure
    against another one."""

    reference: Day | None
    looks: Callable[[], str]
    alone: bool
    spoken: Day | None
    next_weekday: str
    elsewhere: bool = False
    before: Sequence[Sequence[Date]] = ()
    found: Sequence[Date] = ()
    compared: bool = False

    @property
    def tense(self) -> str:
        """ "past", "future", "near" (of the two the nearer) or ""."""
        return self.looks()

    @property
    def told(self) -> Day | None:
        """The day told last: in this text, or as the last date of the statement before it."""
        if self.spoken is not None or not self.before or not self.before[-1]:
            return self.spoken
        last = self.before[-1][-1]
        single = last.earliest and last.earliest == last.latest and not last.relative.startswith(("ref:", "then:"))
        return Day.fromisoformat(last.earliest) if single else None

    @property
    def leaning(self) -> str:
        """The tense, or what it is likely to be: a date alone looks ahead, news looks back."""
        return self.tense or ("future" if self.alone else "past")

    @property
    def strict(self) -> str:
        """The tense for a day or a month without a year: without a cue, the nearest one is meant."""
        return self.tense or ("ahead" if self.alone else "")


# A moment from the row of its fields, without a step in Python.
MOMENT: Callable[[tuple[object, ...]], Moment] = partial(tuple.__new__, Moment)
Resolver = Callable[[Match, tuple[str, ...], Moment], Span | None]


def signed(count: int) -> str:
    return f"{count:+d}" if count else "0"


def unknown(unit: str, relative: str) -> Span:
    return Span(calendar.UNKNOWN[unit], None, None, unit, "relative", relative)


def relative_to(found: Span | None, unit: str, relative: str, now: Moment) -> Span | None:
    if now.reference is None:
        return unknown(unit, relative)
    return found.told(relative) if found else None


def with_part(span: Span, part: str) -> Span:
    """A day's morning, afternoon, evening or night; a night goes on to the next day."""
    if span.grain != "day" or not part:
        return span
    relative = f"{span.relative}:{PARTS[part]}" if span.relative else ""
    if part == "NI" and span.latest is not None:
        span = span._replace(latest=calendar.add_days(span.latest, 1))
    return span._replace(timex=f"{span.timex}T{part}", relative=relative, grain="part")


def clock(match: Match) -> str:
    """The hour of a match as "20:15", "07:37Z"; "" when no clock shows it."""
    if match.args:
        hour, minute = map(int, match.args[0].split(":"))
    else:
        hour, minute = int(match.any("hour", "hour_said") or 0), match.number("minute") or 0
    half, part = match.get("half_day"), match.get("part")
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    elif (part in ("AF", "EV") and hour < 12) or (part == "NI" and 5 < hour < 12):
        hour += 12
    if hour > 24 or (hour == 24 and minute):
        return ""
    return f"{hour:02d}:{minute:02d}{'Z' if match.get('zone') == 'Z' else ''}"


def with_clock(span: Span, hour: str) -> Span:
    """A day at an hour. A day part told before is replaced."""
    relative = span.relative
    for part in PARTS.values():
        relative = relative.removesuffix(f":{part}")
    return span._replace(timex=f"{span.timex.partition('T')[0]}T{hour}", relative=f"{relative}:{hour}" if relative else "", grain="clock")
