"""Two statements in nearly the same words that yet say the contrary: by an opposite word, or with who does it to whom swapped."""

from __future__ import annotations

from functools import lru_cache

from factcheck.alignment import acts, contrasts, kinds, matching, units
from factcheck.ladder.rules import OPPOSITE, SWAPPED, Rule
from factcheck.model import Claim, Saying

_AT_ONE_PLACE = 0.6  # strength of a contrast whose words stand beside the same other word


def between(a: Claim, b: Claim) -> Rule | None:
    """The rung that tells them apart, or None where they say the same."""
    if not isinstance(a.value, Saying) or not isinstance(b.value, Saying) or a.value.text == b.value.text:
        return None
    if not (a.keys - b.keys and b.keys - a.keys) and _order(a) == _order(b):
        return None  # the words that tell opposites are read only where there may be some
    return _between(*_sorted(a, b))


def other_kind(a: Claim, b: Claim) -> bool:
    """Whether one tells at some place which of its kind a thing is, and the other tells another there ("with a knife" / "with a gun")."""
    return bool(a.keys - b.keys and b.keys - a.keys) and _other_kind(*_sorted(a, b))


def other_day(a: Claim, b: Claim) -> bool:
    """Whether each tells a day of its own, both told alike, and neither the other's ("in 2021" / "in October 2022"). A day of the week
    and a date may be one."""
    ours, theirs = ({key[2:] for key in keys if key.startswith("d:")} for keys in (a.keys - b.keys, b.keys - a.keys))
    told = ours and theirs and not any(key.startswith("d:") and not key.startswith("d:ref:") for key in a.keys & b.keys)
    return bool(told) and all(_days_apart(one, other) for one in ours for other in theirs)


def _days_apart(one: str, other: str) -> bool:
    if one.startswith(_WEEKDAY) and other.startswith(_WEEKDAY):
        return True
    return one[:4].isdigit() and other[:4].isdigit() and not one.startswith(other) and not other.startswith(one)


_WEEKDAY = "weekday:"


def _sorted(a: Claim, b: Claim) -> list[Claim]:
    return sorted((a, b), key=lambda claim: (claim.document, claim.start, claim.end))


def other_name(a: Claim, b: Claim) -> bool:
    """Whether a name stands in either statement, beside the same word, of which the other knows nothing ("in Leeds" / "in Hull")."""
    return not _beside(a, b).isdisjoint(_beside(b, a))


def _beside(claim: Claim, other: Claim) -> set[tuple[int, str]]:
    """The keys before (-1) and behind (1) the names that only one of two statements has."""
    found = set()
    places, known = _places(claim), {*_places(other).values(), *other.keys}
    for at, (key, start, _) in enumerate(claim.located):
        if places.get(start, key) not in known and key.startswith(("c:", "n:")):
            found |= {(step, claim.located[at + step][0]) for step in (-1, 1) if 0 <= at + step < len(claim.located)}
    return found


def _places(claim: Claim) -> dict[int, str]:
    return {start: name for name, start in claim.value.places} if isinstance(claim.value, Saying) else {}


def _order(claim: Claim) -> list[str]:
    """What a statement tells, in order."""
    return [key for key, _, _ in claim.located]


@lru_cache(maxsize=4096)
def _other_kind(a: Claim, b: Claim) -> bool:
    ours, theirs = units.of_claim(a), units.of_claim(b)
    assert isinstance(a.value, Saying) and isinstance(b.value, Saying)
    langs = a.value.lang, b.value.lang
    if not ours or not theirs or not any(kinds.of_one_kind(ours, theirs, langs)):
        return False
    return any(kinds.other_kind(ours, theirs, matching.match(ours, theirs), langs))


@lru_cache(maxsize=4096)
def _between(a: Claim, b: Claim) -> Rule | None:
    ours, theirs = units.of_claim(a), units.of_claim(b)
    if not ours or not theirs:
        return None
    found = matching.match(ours, theirs)
    assert isinstance(a.value, Saying)
    if any(acts.swapped(ours, theirs, found, a.value.lang)):
        return SWAPPED
    told = (c for c in contrasts.contrasts(ours, theirs, found) if c.kind == "opposite")
    return OPPOSITE if any(c.strength >= _AT_ONE_PLACE for c in told) else None
