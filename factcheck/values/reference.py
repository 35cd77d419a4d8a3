"""The day a text was written, from its own words, for an article that has no date.

Strict: a dateline or a line that says when it was published; or a full date that the text itself calls today, or that it
gives once with its weekday as the day of what is reported. Anything else is no evidence.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.language import Pack
from factcheck.model import Date, Token
from factcheck.text import key

# How far into a text a dateline may stand, and how far behind its date the mark or the agency that makes it one.
HEAD = 400
AFTER = 40


def infer(text: str, tokens: Sequence[Token], dates: Sequence[Date], pack: Pack) -> tuple[datetime.date, str] | None:
    """The day of reference and the words it was read from (folded), or None.

    ``dates``: what `dates.find` found without a reference. Two pieces of evidence for different days give None.
    """
    found = list(_evidence(text, tokens, dates, pack))
    days = {day for day, _ in found}
    return found[0] if len(days) == 1 else None


def _evidence(text: str, tokens: Sequence[Token], dates: Sequence[Date], pack: Pack) -> Iterator[tuple[datetime.date, str]]:
    lines = [row for row in (_dateline(text, date, pack) for date in dates if date.start <= HEAD) if row]
    if lines:
        yield lines[0]
        return
    years = {int(token.text) for token in tokens if token.kind == "digits" and len(token.text) == 4 and token.text.startswith("20")}
    for date in dates:
        row = _today(text, date, years, pack)
        if row:
            yield row


def _full(date: Date) -> datetime.date | None:
    """The day of a date that says its year."""
    day = date.timex.partition("T")[0]
    if date.anchor != "absolute" or not date.earliest or len(day) != 10 or day != date.earliest:
        return None
    return datetime.date.fromisoformat(day)


@cache
def _words(pack: Pack, name: str) -> tuple[str, ...]:
    return tuple(key(word) for word in pack.table("dates")["reference"][name])


def _dateline(text: str, date: Date, pack: Pack) -> tuple[datetime.date, str] | None:
    """ "PARIS, 6 août 2025 (AFP) -", "Publié le 6 août 2025"."""
    day = _full(date)
    if day is None:
        return None
    start, end = _line(text, date)
    before, after = key(text[start : date.start]), text[date.end : end][:AFTER]
    published = any(before.rstrip(" :-").endswith(word) or f"{word} " in before[-40:] for word in _words(pack, "published"))
    agency = (
        any(f"({name}" in key(after) for name in _words(pack, "agencies")) and len(before) <= AFTER and _place(text[start : date.start])
    )
    return (day, text[start:end].strip()[:200]) if published or agency else None


def _place(written: str) -> bool:
    """Whether a dateline's place comes before: some words, the first in capitals, and nothing like a sentence."""
    place = written.strip(" ,-\u2013\u2014(")
    return not place or (place[0].isupper() and len(place.split()) <= 6 and not any(mark in place for mark in ".!?;:"))


def _today(text: str, date: Date, years: set[int], pack: Pack) -> tuple[datetime.date, str] | None:
    """ "Ce mercredi 6 août 2025", "today, Wednesday, Aug. 6, 2025": the text calls the day its own.

    Without a year in the date, the one year that the text tells must give the weekday that the text tells.
    """
    before = key(text[max(0, date.start - 24) : date.end])
    if not any(_follows(before, word, date) for word in _words(pack, "today")):
        return None
    day = _full(date) or _dated(date, text, years, pack)
    start, end = _line(text, date)
    return (day, text[start:end].strip()[:200]) if day else None


def _follows(before: str, word: str, date: Date) -> bool:
    """Whether a word like "ce" or "today" stands right before the date or at its beginning."""
    head, inside = before[: len(before) - (date.end - date.start)], before[len(before) - (date.end - date.start) :]
    return head.rstrip(" ,(").endswith(f" {word}") or head.strip(" ,(") == word or inside.startswith(f"{word} ")


def _dated(date: Date, text: str, years: set[int], pack: Pack) -> datetime.date | None:
    """A day without its year, told with its weekday, in a text that tells exactly one year that fits."""
    parts = date.timex.partition("T")[0].split("-")
    weekday = _weekday(text[date.start : date.end], pack)
    if len(parts) != 3 or parts[0] != "XXXX" or weekday is None or not (parts[1] + parts[2]).isdigit():
        return None
    days = [day for year in years for day in (_day(year, int(parts[1]), int(parts[2])),) if day and day.isoweekday() == weekday]
    return days[0] if len(days) == 1 and len(years) == 1 else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _weekday(written: str, pack: Pack) -> int | None:
    keys = {token.key for token in pack.tokens(written)}
    names = pack.table("dates")["words"]["weekday"]
    return next((int(number) for number, words in names.items() if any(key(word) in keys for word in words)), None)


def _line(text: str, date: Date) -> tuple[int, int]:
    start = text.rfind("\n", max(0, date.start - HEAD), date.start) + 1
    end = text.find("\n", date.end, date.end + HEAD)
    return (start if start or date.start <= HEAD else date.start - HEAD), (end if end >= 0 else min(len(text), date.end + HEAD))
