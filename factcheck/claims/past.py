"""What has happened does not lie ahead: a day behind that of its article is one of a year before, or of something else in the sentence
("charged with killing four women, the trial begins *on Monday*")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from factcheck.claims import roles
from factcheck.model import Claim, Date, Modality

NEAR = timedelta(days=31)  # a day without a year that lies further ahead is one of the year before
YEAR = 4  # digits of a year
FACTS = frozenset({Modality.ACTUAL, Modality.HEARSAY})


def told(found: Iterable[Claim], reference: date | None) -> Iterator[Claim]:
    """The claims, tolls that are facts without a day that lies behind that of the article."""
    claims = list(found)
    for at in [n for n, claim in enumerate(claims) if claim.when and claim.kind == "quantity"] if reference else ():
        claim = claims[at]
        when = _past(claim.when, reference) if claim.when and reference and _is_toll(claim) else claim.when
        claims[at] = claim if when is claim.when else replace(claim, when=when)
    return iter(claims)


def _is_toll(claim: Claim) -> bool:
    return claim.role in roles.tolls() and claim.modality in FACTS


def _past(value: Date, reference: date) -> Date | None:
    first = _day(value.earliest)
    if first is None or first <= reference:
        return value
    numbers = "".join(sign if sign.isdigit() else " " for sign in value.text).split()
    unsaid = value.anchor == "absolute" and not any(len(number) == YEAR for number in numbers)
    return _year_before(value) if unsaid and first > reference + NEAR else None


def _year_before(value: Date) -> Date | None:
    year = value.earliest[:4]
    before = f"{int(year) - 1:04}"
    earlier = replace(
        value,
        timex=value.timex.replace(year, before),
        earliest=value.earliest.replace(year, before, 1),
        latest=value.latest.replace(year, before, 1),
    )
    return earlier if value.latest[:4] == year and _day(earlier.earliest) and _day(earlier.latest) else None


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
