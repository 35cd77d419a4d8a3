"""What formats tell about an article, brought into one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

# The name of a field in the contract, and what else it is called in the wild, the first that holds something usable wins.
NAMES = {
    "id": ("id",),
    "title": ("title",),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "url": ("url",),
    "lang": ("lang", "language"),
}
_SURROGATES = re.compile("[\ud800-\udfff]")
_ISO = r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\d[\d:.,]*\s?(?:Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
_RFC_822 = (
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9})\s+(?P<year>\d{4}|\d\d)"
    r"(?:\s+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<zone>[+-]\d{4}|[A-Z]{1,4})?)?"
)
_MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTHS = {form: n for n, name in enumerate(_MONTH_NAMES, 1) for form in (name, name[:3])}
# RFC 822 names these zones; the others are too ambiguous to be used.
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_LANG = r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled when first used: an import costs every run, most inputs tell nothing."""
    return re.compile(source, re.ASCII)


class Fields(NamedTuple):
    """What is told about one article; None where nothing usable is told. ``basis`` says where ``published`` comes from."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    lang: str | None = None
    basis: str | None = None


NOTHING = Fields()


class Digits(str):
    """A number of a JSON text, as written: never converted, because a huge one costs quadratic time or raises."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which no output could encode; offsets stay."""
    try:
        text.encode("utf-8")  # a tenth of what the search takes
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def fields(record: Mapping[str, object], basis: str) -> Fields:
    """The fields of a record under any of their names; what has another type or cannot be understood is left out."""
    found = {name: _first(record, name) for name in NAMES}
    return Fields(**found, basis=basis if found["published"] else None)


def _first(record: Mapping[str, object], name: str) -> str | None:
    for alias in NAMES[name]:
        value = record.get(alias)
        if not isinstance(value, str) or (isinstance(value, Digits) and name not in ("id", "published")):
            continue
        if usable := _USABLE[name](value):
            return usable
    return None


def one_line(value: str) -> str | None:
    """The value with every run of white space as one space; None when nothing is left."""
    return clean(" ".join(value.split())) or None


def filled(own: Fields, other: Fields) -> Fields:
    """The own fields, with the gaps filled from the other."""
    gaps = {name: value for name in NAMES if getattr(own, name) is None and (value := getattr(other, name)) is not None}
    return own._replace(**gaps, basis=other.basis if "published" in gaps else own.basis)


@lru_cache(maxsize=4096)
def language_code(value: str) -> str | None:
    """The primary language of a tag ("fr-FR", "en_US") in lower case; None for anything else ("French")."""
    match = _pattern(_LANG).fullmatch(value.strip())
    return match[1].lower() if match else None


@lru_cache(maxsize=4096)
def published(value: str) -> str | None:
    """An ISO 8601 or RFC 822 date or date and time as ISO 8601, with the offset it was written with; None for anything else."""
    value = value.strip()
    try:
        return _iso(value) if _pattern(_ISO).fullmatch(value) else _rfc_822(value)
    except (ValueError, OverflowError):
        return None


def _iso(value: str) -> str:
    if len(value) <= 10:
        return date.fromisoformat(value).isoformat()
    # ISO writes no space before the offset, feeds do.
    return _moment(datetime.fromisoformat(re.sub(r"(?<=\d)\s(?=[Z+-])", "", value)))


def _moment(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def _rfc_822(value: str) -> str | None:
    match = _pattern(_RFC_822).fullmatch(value)
    month = _MONTHS.get(match["month"].lower()) if match else None
    if not match or not month:
        return None
    year = int(match["year"])
    if year < 100:  # two digits: RFC 2822 puts 00-49 into this century
        year += 2000 if year < 50 else 1900
    day = date(year, month, int(match["day"]))
    if match["hour"] is None:
        return day.isoformat()
    clock = (int(match["hour"]), int(match["minute"]), min(int(match["second"] or 0), 59))  # a leap second is the one before
    return _moment(datetime(day.year, day.month, day.day, *clock, tzinfo=_zone(match["zone"])))


def _zone(name: str | None) -> timezone | None:
    if name is None:
        return None
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    if name[0] not in "+-":
        return None
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[3:5]))
    return timezone(-offset if name[0] == "-" else offset)


_USABLE: dict[str, Callable[[str], str | None]] = {
    "id": one_line,
    "title": one_line,
    "outlet": one_line,
    "published": published,
    "url": one_line,
    "lang": language_code,
}
