"""When something was: the hour at which an event began, and its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from factcheck.claims import clause, happenings, members
from factcheck.claims.make import claim
from factcheck.claims.scene import REACH, Scene, leading
from factcheck.claims.slots_people import words
from factcheck.language import load
from factcheck.model import Claim, Date, Token

HOUR, DAY, SHOCK = "hour", "day", "shock"
FELT = 10  # words before a length of time among which the verb stands
STARTS = 8  # words before an hour among which a word of beginning stands
BESIDE = "partial"  # stage of an hour that need not be that of the beginning
BEFORE, AFTER = 4, 3  # words beside an hour that may tell how sharp it is, or its zone
NEAR = 18  # words between an hour and the word that tells of which moment of the event it is
_LONGEST = 8  # words of a verb of beginning
LEAD = 3  # sentences in which an article names its main event
UNIVERSAL, LOCAL, OTHER = "universal", "local", "other"  # zones, as far as two articles can be compared by them
MAIN = "main"  # scope of an hour of the event that the article is about
ALERT, END, LATER, SAID = "alert", "end", "later", "said"


FIRST, SECOND, NOON = "first", "second", 12  # halves of a day


class Hour(NamedTuple):
    """An hour of a day, as read: ``hedge`` is "", "about", "before" or "after"; ``zone`` "" where none is told."""

    date: Date
    minute: int
    hedge: str
    zone: str


def read(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The hours that an article tells of its main event."""
    zones = words(scenes[0].pack.lang, "hour", "universal") if scenes else frozenset()
    for scene in scenes:
        if scene.dates or not zones.isdisjoint(scene.lowers):
            for hour, partner in _hours(scene):
                yield from _claim(scene, hour, partner, _main(scenes))


def _main(scenes: Sequence[Scene]) -> frozenset[str]:
    """The kinds of event that an article begins with."""
    kept = scenes[0].kept
    if "main" not in kept:
        kept["main"] = happenings.families([key for scene in leading(scenes, LEAD) for key in happenings.events_in(scene)])
    found: frozenset[str] = kept["main"]
    return found


def _whole_day(value: Date) -> bool:
    return bool(value.earliest) and value.earliest[:10] == value.latest[:10]


def _hours(scene: Scene) -> Iterator[tuple[Hour, Hour | None]]:
    """Hours with the one that ends their range ("between 7:30 and 8"); one in brackets says the same in another zone. From one hour
    to another is how long something is open, or forbidden."""
    found = sorted([*_read(scene), *_military(scene)], key=lambda hour: hour.date.start)
    if not found:
        return
    ranged = words(scene.pack.lang, "hour", "between")
    skip = -1
    for number, hour in enumerate(found):
        if number == skip:
            continue
        follows = found[number + 1] if number + 1 < len(found) else None
        first = scene.token_at(hour.date.start)
        if follows and first and scene.tokens[first - 1].lower in ranged and _close(scene, hour, follows):
            skip = number + 1
            yield hour, follows
        elif follows and first and scene.tokens[first - 1].lower in words(scene.pack.lang, "hour", "from") and _close(scene, hour, follows):
            skip = number + 1
        elif number and scene.tokens[first - 1].text == "(" and _close(scene, found[number - 1], hour):
            continue
        else:
            yield hour, None


def _close(scene: Scene, one: Hour, two: Hour) -> bool:
    return scene.token_at(two.date.start) - scene.token_at(one.date.end - 1) <= 3


def _read(scene: Scene) -> Iterator[Hour]:
    for value in scene.dates:
        if ":" not in value.timex:  # as most
            continue
        told = value.timex.partition("T")[2]
        if value.anchor == "set" or len(told) < 5 or told[2] != ":" or not (told[:2] + told[3:5]).isdecimal():
            continue
        yield Hour(value, int(told[:2]) * 60 + int(told[3:5]), _hedge(scene, value), _zone(scene, value))


def _military(scene: Scene) -> Iterator[Hour]:
    """ "0737 GMT": four digits before a zone."""
    zones = words(scene.pack.lang, "hour", "universal")
    for at, token in enumerate(() if zones.isdisjoint(scene.lowers) else scene.tokens[:-1]):
        behind = scene.tokens[at + 1]
        if token.kind == "digits" and len(token.text) == 4 and behind.lower in zones and token.text < "2400" and token.text[2:] < "60":
            told = f"{token.text[:2]}:{token.text[2:]}Z"
            if not any(value.start <= token.start < value.end for value in scene.dates):
                date = Date(token.start, behind.end, f"XXXX-XX-XXT{told}", anchor="relative", relative=f"clock:{told}")
                yield Hour(date, int(token.text[:2]) * 60 + int(token.text[2:]), _hedge(scene, date), UNIVERSAL)


@cache
def _hedges(lang: str) -> tuple[tuple[str, str], ...]:
    """Phrases before an hour with what they make of it, the longest first."""
    table = load(lang).table("slots")["hour"]
    found = [(" " + form + " ", name) for name in ("about", "before", "after", "until") for form in table[name]]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry)))


def _hedge(scene: Scene, value: Date) -> str:
    first, last = scene.token_at(value.start), scene.token_at(value.end - 1)
    clock = next((at for at in range(last, first - 1, -1) if scene.tokens[at].kind == "digits" and at > first), last)
    near = " " + " ".join(token.lower for token in scene.tokens[max(0, first - BEFORE) : max(clock, first)]) + " "
    return next((name for phrase, name in _hedges(scene.pack.lang) if phrase in near.replace("' ", "'") or phrase in near), "")


def _zone(scene: Scene, value: Date) -> str:
    """The zone of an hour, as far as it is told; what stands in brackets is the same in another one."""
    first, last = scene.token_at(value.start), scene.token_at(value.end - 1) + 1
    opened = next((at for at in range(first, min(last + AFTER, len(scene.tokens))) if scene.tokens[at].text == "("), last + AFTER)
    inside, beside = scene.tokens[first : min(last, opened)], scene.tokens[first : min(last + AFTER, opened)]
    table = load(scene.pack.lang).table("slots")["hour"]
    if any(token.lower in table["universal"] for token in inside):
        return UNIVERSAL
    near = " ".join([token.lower for token in beside])
    if any(form in near for form in table["local"]):
        return LOCAL
    if any(_abbreviated(token) for token in inside[1:]):
        return OTHER
    return UNIVERSAL if value.timex.endswith("Z") and opened >= last else ""


def _abbreviated(token: Token) -> bool:
    """ "EDT", "CET": a zone by its letters."""
    return 2 <= len(token.text) <= 4 and token.text.isupper() and token.text.isalpha() and token.text[-1] == "T"


def shocks(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """How long a shock was felt: "shook houses for about a minute"."""
    for scene in scenes:
        for length in scene.durations:
            if length.unit not in ("s", "min"):
                continue
            at = scene.token_at(length.start)
            verbs, during = words(scene.pack.lang, "felt", "verbs"), words(scene.pack.lang, "felt", "during")
            near = [token.lower for token in scene.tokens[max(0, at - FELT) : at]]
            if near and near[-1] in during and verbs & set(near):
                yield claim(
                    scene,
                    (length.start, length.end),
                    kind="duration",
                    role=SHOCK,
                    value=length,
                    subject=[],
                    evidence=[(length.start, length.end)],
                )


def days(scenes: Sequence[Scene]) -> Iterator[Claim]:
    """The days and longer times that an article gives, each with what its clause says of it."""
    for scene in scenes:
        for value in scene.dates:
            dated = clause.is_day(value) and not value.approximate and (value.earliest or value.relative)
            if dated and not clause.since(scene, value) and not _of_birth(scene, value):
                yield from _day(scene, value, _main(scenes))


def _of_birth(scene: Scene, value: Date) -> bool:
    at = scene.token_at(value.start)
    return not words(scene.pack.lang, "link", "born").isdisjoint(scene.row.lowers[max(0, at - 2) : at])


def _day(scene: Scene, value: Date, main: frozenset[str]) -> Iterator[Claim]:
    place = _place(scene, value)
    first, last = _around(scene, place)
    told = _content(scene, first, last)
    if not told:
        return
    happened = happenings.families(happenings.events_in(scene, first, last)) & main if main else main
    said = END if _ending(scene, place) else SAID if _of_saying(scene, value) else _phase(scene, first, last, place)
    yield claim(
        scene,
        (value.start, value.end),
        kind="date",
        role=DAY,
        value=value,
        subject=happened,
        scope=[mark for mark in (said, _half(scene, value, place)) if mark],
        evidence=[(value.start, value.end)],
        when=value,
        content=told,
    )


def _place(scene: Scene, value: Date) -> tuple[int, int]:
    """The tokens of a time."""
    return scene.token_at(value.start), scene.token_at(value.end - 1) + 1


def _joined_at(scene: Scene, place: tuple[int, int], last: int) -> int:
    """Where the words behind a time are joined to more by "and", before a token: what follows has a time of its own."""
    joins = clause.words(scene.pack.lang, "conjunctions")
    return next((n for n in range(place[1], last) if scene.tokens[n].lower in joins), last)


def _of_saying(scene: Scene, value: Date) -> bool:
    """Whether a date is of what was said; a fire that "s'est déclaré" at some hour says nothing."""
    if not clause.of_saying(scene, value):
        return False
    at = scene.token_at(value.start)
    return _begun(scene, at - BEFORE, at).isdisjoint(range(at - BEFORE, at))


def _begun(scene: Scene, first: int, last: int) -> frozenset[int]:
    """The tokens of verbs of beginning that look like verbs of saying, as far as they reach between two tokens."""
    phrases, lowers = _begins(scene.pack.lang), scene.row.lowers
    found: set[int] = set()
    for at in range(max(0, first - _LONGEST), min(last, len(lowers))) if not phrases.keys().isdisjoint(scene.lowers) else ():
        for phrase in phrases.get(lowers[at], ()):
            if lowers[at : at + len(phrase)] == phrase:
                found.update(range(at, at + len(phrase)))
    return frozenset(found)


@cache
def _begins(lang: str) -> dict[str, list[tuple[str, ...]]]:
    pack = load(lang)
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in pack.table("slots")["phase"]["begun"]:
        phrase = tuple(token.lower for token in pack.tokens(form))
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _half(scene: Scene, value: Date, place: tuple[int, int]) -> str:
    """The half of its day that a date tells, by an hour or by a word; "" where it tells none, or one of another zone."""
    half = _own_half(scene, value, place)
    return half if half and _zone(scene, value) not in (UNIVERSAL, OTHER) else ""


def _own_half(scene: Scene, value: Date, place: tuple[int, int]) -> str:
    hour = value.timex.partition("T")[2][:2]
    if hour.isdecimal():
        return FIRST if int(hour) < NOON else SECOND
    told = scene.row.lowers[slice(*place)]
    if not words(scene.pack.lang, "half", SECOND).isdisjoint(told):
        return SECOND
    return "" if words(scene.pack.lang, "half", FIRST).isdisjoint(told) else FIRST


def _content(scene: Scene, first: int, last: int) -> frozenset[str]:
    """The content words between two tokens, without dates and figures."""
    found = scene.stretch(scene.tokens[first].start, scene.tokens[last - 1].end)
    return frozenset([key for key, _, _ in found if not key.startswith(_VALUES)])


_VALUES = ("d:", "q:")


def _ending(scene: Scene, place: tuple[int, int]) -> bool:
    """Whether a date is the end of a period ("jusqu'au 10 novembre")."""
    return not words(scene.pack.lang, "hour", "until").isdisjoint(scene.row.lowers[max(0, place[0] - 2) : place[0]])


def _around(scene: Scene, place: tuple[int, int]) -> tuple[int, int]:
    """The tokens between the marks around a time; where little but the time stands there, those of the next stretch, too: of the one
    before a relative clause."""
    low, high = _stretch(scene, place)
    relative = low < len(scene.tokens) and scene.tokens[low].lower in words(scene.pack.lang, "link", "relative")
    for backward in (relative, not relative):
        if _said_in(scene, low, high) >= 2:
            break
        if backward and low > 0:
            low = _back(scene, low - 1)
        elif not backward and high < len(scene.tokens):
            high = _forth(scene, high + 1)
    return max(low, place[0] - NEAR), min(high, place[1] + NEAR)


def _stretch(scene: Scene, place: tuple[int, int]) -> tuple[int, int]:
    """The tokens between the marks around a time."""
    return _back(scene, place[0]), _forth(scene, place[1])


def _back(scene: Scene, at: int) -> int:
    low, texts = max(0, at - REACH), scene.row.texts
    while at > low and texts[at - 1] not in _MARKS:
        at -= 1
    return at


def _forth(scene: Scene, at: int) -> int:
    texts = scene.row.texts
    high = min(len(texts), at + REACH)
    while at < high and texts[at] not in _MARKS:
        at += 1
    return at


_MARKS = frozenset(',;:.()"!?')


def _said_in(scene: Scene, low: int, high: int) -> int:
    """How many content words stand between two tokens beside dates and figures."""
    start, end = scene.tokens[low].start, scene.tokens[min(high, len(scene.tokens)) - 1].end
    return len([key for key, _, _ in scene.stretch(start, end) if not key.startswith(_VALUES)])


def _phase(scene: Scene, first: int, last: int, place: tuple[int, int]) -> str:
    """Of which moment a time is, when not of the beginning: the nearest word that tells, of its own stretch if that has words."""
    phases = _phases(scene.pack.lang)
    if phases.keys().isdisjoint(scene.lowers):
        return ""
    low, high = _stretch(scene, place)
    if _said_in(scene, low, high):
        first, last = max(first, low), min(last, high)
    at, lowers = place[0], scene.row.lowers
    last, begun = _joined_at(scene, place, last), _begun(scene, first, last)
    told = [(abs(n - at), name) for n in range(first, last) for name in phases.get(lowers[n], ()) if n not in begun]
    return min(told)[1] if told else ""


@cache
def _phases(lang: str) -> dict[str, list[str]]:
    """The moments other than the beginning that a word may tell."""
    found: dict[str, list[str]] = {}
    for name in (SAID, LATER, END, ALERT):
        for form in words(lang, "phase", name):
            found.setdefault(form, []).append(name)
    return found


def _claim(scene: Scene, hour: Hour, partner: Hour | None, main: frozenset[str]) -> Iterator[Claim]:
    place = _place(scene, hour.date)
    first, last = _around(scene, place)
    phase = _phase(scene, first, last, place)
    begun, end = _begun(scene, first, last), _joined_at(scene, place, last)
    near = frozenset(scene.tokens[n].lower for n in range(first, end) if n not in begun)
    table = load(scene.pack.lang).table("slots")["phase"]
    spoken = not phase and not near.isdisjoint(clause.saying(scene.pack.lang) | set(table[SAID]) | set(table[END]))
    if phase in (LATER, SAID) or spoken or hour.hedge == "until" or _of_saying(scene, hour.date):
        return
    told = happenings.families(happenings.events_in(scene, first, last))
    ours = (bool(told & main) or not told) and not members.apart(scene)
    when = hour.date if hour.date.earliest else clause.frame_of(scene)
    value = replace(hour.date, end=partner.date.end) if partner else hour.date
    yield claim(
        scene,
        (value.start, value.end),
        kind="date",
        role=HOUR,
        value=_shown(value, hour, partner),
        subject=sorted(told),
        scope=[tag for tag in (phase, hour.hedge, hour.zone, MAIN if ours else "") if tag],
        evidence=[(value.start, value.end)],
        when=when if when and _whole_day(when) else None,
        content=_content(scene, first, last),
        stage="" if _starts(scene, hour.date) else BESIDE,
    )


def _starts(scene: Scene, value: Date) -> bool:
    """Whether an hour is that at which something began: a word of beginning stands right before it, or behind one that opens its
    sentence. The others may be of anything that happened in between."""
    at, end = _place(scene, value)
    lowers = scene.row.lowers
    near = lowers[max(0, at - STARTS) : at] if at > BEFORE else lowers[: end + 2 * STARTS]
    return not words(scene.pack.lang, "phase", "start").isdisjoint(near)


def _shown(value: Date, hour: Hour, partner: Hour | None) -> Date:
    """The hour without its day, so that one hour is one answer; the day is the claim's own."""
    zone = "Z" if hour.zone == UNIVERSAL else ""
    end = f"/T{_clock(partner)}" if partner else ""
    return replace(value, timex=f"T{_clock(hour)}{zone}{end}", earliest="", latest="", relative="", approximate=hour.hedge != "")


def _clock(hour: Hour) -> str:
    return f"{hour.minute // 60:02}:{hour.minute % 60:02}"
