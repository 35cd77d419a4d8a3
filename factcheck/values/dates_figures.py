"""Dates written in figures alone: 2025-10-16, 16/10/2025, 31.12.25, and 16/10 where the words around allow it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack

_TIME = r"T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?:\.\d{1,9})?(?P<zone>Z|[+-]\d\d:?\d\d)?"
_ISO = rf"(?P<iso>\d{{4}})-(?P<iso_month>\d{{1,2}})-(?P<iso_day>\d{{1,2}})(?:{_TIME})?"
_FULL = r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)"
_MONTH = r"(?P<of_month>\d{1,2})/(?P<of_year>\d{4})"
_SHORT = r"(?P<first>\d{1,2})/(?P<second>\d{1,2})"
# Neither side may go on: versions, addresses, sums and fractions are no dates.
_BEFORE = r"(?<![\w/+$€£%])(?<!\d[.,:-])"
_AFTER = r"(?![\w/%€$£])(?![.,:-]\d)"
_ALONE = r"(?P<one>\d{1,2}) ?(?P<mark>[ /.-]) ?(?P<two>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|\d\d))?"
_LONGEST_ALONE = 14  # code points


class Figures(NamedTuple):
    """A date in figures: its span and parts; ``year`` None when not written, ``day`` None for a month; ``hour`` "20:15" or ""."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    hour: str = ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """In running text, as the whole text, and what no date in figures is without: it is found ten times as fast."""
    return re.compile(f"{_BEFORE}(?:{_ISO}|{_FULL}|{_MONTH}|{_SHORT}){_AFTER}"), re.compile(_ALONE), re.compile(r"\d[/.-]\d")


def one_day(text: str) -> bool:
    """Whether "2/15" can only be a day and its month; "3/4" alone is a fraction."""
    one, _, two = text.strip().partition("/")
    if not (one.isdigit() and two.isdigit() and len(one) <= 2 and len(two) <= 2):
        return False
    return min(int(one), int(two)) in range(1, 13) and max(int(one), int(two)) in range(13, 32)


def figures(text: str, pack: Pack) -> dict[int, Figures]:
    """The dates in figures of a folded text by their start. Impossible ones are kept: the reader refuses them."""
    running, alone, needed = _patterns()
    table = pack.table("dates")
    body = text.strip(" \n.!?")
    lead, _, rest = body.partition(" ")
    begin = text.find(body)
    if lead.lower() in table["figures_after"]:
        begin, body = begin + len(lead) + 1, rest
    whole = alone.fullmatch(body) if len(body) <= _LONGEST_ALONE else None
    if whole:
        return {begin: _full(begin, begin + len(body), whole, table["order"])}
    if not needed.search(text):
        return {}
    found = (_read(text, match, table) for match in running.finditer(text))
    return {figure.start: figure for figure in found if figure}


def _read(text: str, match: re.Match[str], table: dict[str, list[str]]) -> Figures | None:
    start, end = match.span()
    if match["iso"]:
        hour = f"{match['hour']}:{match['minute']}{'Z' if match['zone'] == 'Z' else ''}" if match["hour"] else ""
        return Figures(start, end, int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]), hour)
    if match["one"]:
        # Two-digit years are written with slashes; with stops and hyphens they are versions and scores.
        short = len(match["year"]) == 2 and match["mark"] != "/"
        return None if short else _full(start, end, match, str(table["order"]))
    before = text[max(0, start - 12) : start].split()
    if not before or not text[start - 1].isspace() or before[-1].lower() not in table["figures_after"]:
        return None
    if match["of_month"]:
        return Figures(start, end, int(match["of_year"]), int(match["of_month"]), None)
    day, month = _ordered(int(match["first"]), int(match["second"]), str(table["order"]))
    return Figures(start, end, None, month, day)


def _full(start: int, end: int, match: re.Match[str], order: str) -> Figures:
    day, month = _ordered(int(match["one"]), int(match["two"]), order)
    year = int(match["year"]) if match["year"] else None
    if match["year"] and len(match["year"]) == 2 and year is not None:
        year += 2000 if year < 50 else 1900
    return Figures(start, end, year, month, day)


def _ordered(one: int, two: int, order: str) -> tuple[int, int]:
    """Day and month: in the order of the language, or the other way round when that is the only possible one."""
    day, month = (one, two) if order == "dmy" else (two, one)
    return (month, day) if month > 12 >= day else (day, month)
