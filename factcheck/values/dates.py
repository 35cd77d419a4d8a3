"""Dates in a text: what they say, and which days they mean for an article of a known day.

The reader goes through the tokens once. At each place it takes the longest phrase of the language that the words around
allow, with what stands before it ("early", "the end of", "at dawn on") and after it ("evening", "at 7:37 a.m.").
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Date, Token
from factcheck.values import dates_calendar as calendar
from factcheck.values import dates_clocks as clocks
from factcheck.values import dates_guards as guards
from factcheck.values.dates_ahead import beginnings
from factcheck.values.dates_beside import ADJUNCTS, BESIDE, HOURS, fits, moved
from factcheck.values.dates_calendar import Span
from factcheck.values.dates_context import Context, context
from factcheck.values.dates_figures import Figures, figures
from factcheck.values.dates_grammar import Grammar, Match, Words, grammar, matches
from factcheck.values.dates_moment import MOMENT, Moment, clock, with_clock, with_part
from factcheck.values.dates_quoted import quotations, quoted
from factcheck.values.dates_resolve import resolve
from factcheck.values.dates_tense import cues, tense
from factcheck.values.numbers import Numeral

# "In two weeks" is a length as well: a date where the clause looks ahead.
AHEAD = frozenset({"in", "in_within"})
MOST_ADJUNCTS = 3
# Meanings that are only read behind some adjuncts.
ONLY_BEHIND = {"after_feast": ("eve", "near"), "inner": ("edge",), "inner_year": ("edge",)}
# Meanings that need a date told before: without one the words are left to other readings.
TOLD = frozenset({"compared", "quarter_told", "told", "told_end"})
# Days that no calendar has: their numbers count nothing either.
IMPOSSIBLE = frozenset({"date", "days", "range", "refused"})
GUARDED = TOLD | AHEAD | ONLY_BEHIND.keys() | {"habit"}
# The day told last is what "la veille" counts from, unless it was told too long ago.
SPOKEN_REACH = 60
_FIRST = itemgetter(Numeral._fields.index("first"))
# A story of an earlier year: what follows "on 24 November 2011" without a year is probably of that year.
DATED_REACH = 40


@dataclass(slots=True)
class _Reading:
    words: Words
    pack: Pack
    grammar: Grammar
    context: Context
    reference: datetime.date | None
    figures: dict[int, Figures]
    places: frozenset[int]  # where phrases may begin
    before: Sequence[Sequence[Date]]
    inside: frozenset[int] | None = None  # what is quoted; few dates ask for it
    spoken: datetime.date | None = None
    spoken_at: int = 0
    dated: int | None = None
    dated_at: int = 0
    found: list[Date] = field(default_factory=list)
    refused: list[tuple[int, int]] = field(default_factory=list)


class Found(NamedTuple):
    """The dates of a text, and the spans of what looks like a date and is none: nothing else should be read there."""

    dates: list[Date]
    refused: list[tuple[int, int]]


_FOUND: Callable[[tuple[list[Date], list[tuple[int, int]]]], Found] = partial(tuple.__new__, Found)


class _Core(NamedTuple):
    """A date without what stands beside it. ``span`` None: refused. ``more``: other dates told by the same words."""

    first: int
    last: int
    span: Span | None
    more: tuple[tuple[int, int, Span], ...] = ()
    impossible: bool = False


def find(
    text: str,
    tokens: Sequence[Token],
    numbers: Sequence[Numeral],
    pack: Pack,
    reference: datetime.date | None,
    before: Sequence[Sequence[Date]] = (),
    keys: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Found:
    """The dates of a folded text in order, without overlap, and what was refused. ``reference``: the day the text was published, if known.

    ``before``: the dates of each statement before it, which "the following year" and the like count from. ``keys``, ``kinds``: of the
    tokens, where they have been told already.
    """
    keys, kinds = keys or [token.key for token in tokens], kinds or [token.kind for token in tokens]
    counts = dict(zip(map(_FIRST, numbers), numbers, strict=True)) if numbers else {}
    words = Words(text, tokens, keys, counts, None, grammar(pack).ordinal, {}, kinds)
    places = beginnings(words, pack)
    if not places:
        return _FOUND(([], []))
    around = context(words, pack)
    told = figures(text, pack) if "digits" in [kinds[at] for at in places] else {}
    reading = _Reading(words, pack, grammar(pack), around, reference, told, frozenset(places), before)
    last = 0
    for at in places:
        if at >= last:
            last = _read_at(reading, at)
    return _FOUND((clocks.with_day(reading.found, tokens, cues(pack).boundary), reading.refused))


def _read_at(reading: _Reading, at: int) -> int:
    """Read what begins at a token; the token to go on with."""
    tokens = reading.words.tokens
    before: list[Match] = []
    place = at
    while len(before) <= MOST_ADJUNCTS:
        core, adjunct = _core(reading, place) if reading.figures else None, None
        best = None if core else _best(reading, place, behind=before[-1].head if before else "")
        if core is None and best is None and not before:
            return at + 1
        if best and best.head in ADJUNCTS and not (best.head in HOURS and any(m.head in HOURS for m in before)):
            adjunct = best
        elif best and best.head in ADJUNCTS:
            return _finish(reading, at, before, None)
        elif best and best.head != "not":
            core = _resolved(reading, best, at)
        elif best:
            return best.last
        if adjunct is None:
            return _finish(reading, at, before, core)
        before.append(adjunct)
        place = _connected(reading, _past_zone(reading, adjunct))
        if place < len(tokens) and tokens[place].text == "(":
            break
    return _finish(reading, at, before, None)


def _core(reading: _Reading, at: int) -> _Core | None:
    """A date in figures that begins at a token."""
    tokens = reading.words.tokens
    if at >= len(tokens):
        return None
    figure = reading.figures.get(tokens[at].start)
    if figure is None:
        return None
    last = bisect_left(tokens, figure.end, key=lambda token: token.start)
    span = _figured(reading, at, last, figure)
    return _Core(at, last, span, impossible=span is None)


def _figured(reading: _Reading, first: int, last: int, figure: Figures) -> Span | None:
    if figure.day is None:
        return calendar.month(figure.year or 0, figure.month)
    if figure.year is None:
        bound = (("month", str(figure.month), first), ("day", str(figure.day), first))
        match = Match("date", (), bound, first, first, last, reading.context.alone)
        return resolve(match, _moment(reading, match)) if 1 <= figure.month <= 12 and figure.day else None
    day = calendar.make(figure.year, figure.month, figure.day)
    span = calendar.day(day) if day else None
    return with_clock(span, figure.hour) if span and figure.hour else span


def _best(reading: _Reading, at: int, behind: str = "", chained: bool = False) -> Match | None:
    """The longest phrase at a token that the words around allow; a date before an adjunct, more words before more slots.

    ``behind``: what stands before it: behind "the end of" (edge), "week" alone is this week; behind "two days after" (eve)
    a feast needs no other word to lead to it. ``chained``: it is asked for by a phrase that ends here, so that it asks no further.
    """
    if at not in reading.places:
        return None
    found = matches(reading.grammar, reading.words, at)
    allowed = [m for m in found if guards.allowed(m, reading.context) and (m.head not in GUARDED or _led_to(reading, m, behind))]
    if not allowed:
        return None
    if len(allowed) == 1 and allowed[0].first == at and not allowed[0].head.startswith("then"):
        return allowed[0]
    if not chained and at + 1 < len(reading.words.tokens) and any(m.head.startswith("then") for m in allowed):
        allowed = [m for m in allowed if not m.head.startswith("then") or not _begins_next(reading, m.last)]
    best = max(allowed, key=lambda m: (m.last, m.head in TOLD, m.head == "not", m.head not in ADJUNCTS, -len(m.bound)), default=None)
    if best and best.first > at and best.head != "not":
        # Behind the words that only lead to it, a longer phrase may begin ("in the winter of 1994").
        longer = _best(reading, best.first, behind)
        return longer if longer and longer.last > best.last and longer.head not in ADJUNCTS else best
    return best


def _led_to(reading: _Reading, match: Match, behind: str) -> bool:
    """Whether a date before it, its clause or what stands before it let a phrase be what it looks like."""
    if behind not in ONLY_BEHIND.get(match.head, (behind,)):
        return False
    if match.head in TOLD:
        return resolve(match, _moment(reading, match)) is not None
    if match.head in AHEAD:
        return _looks_ahead(reading, match)
    return match.head != "habit" or not _moment(reading, match).tense


def _looks_ahead(reading: _Reading, match: Match) -> bool:
    looks = _moment(reading, match).tense
    return looks == "future" or (looks != "past" and (match.alone or reading.context.alone))


def _connected(reading: _Reading, at: int) -> int:
    """Past the words that join "the morning" and "of the 16th"."""
    tokens = reading.words.tokens
    for _ in range(3):
        if at < len(tokens) and tokens[at].key in reading.context.rules.connect:
            at += 1
    return at


def _past_zone(reading: _Reading, adjunct: Match) -> int:
    """Past the same hour in another zone: "at 10:35 a.m. (0735 GMT) Friday", "à 10h35 (08h35 GMT) mardi"."""
    tokens, last = reading.words.tokens, adjunct.last
    if adjunct.head not in HOURS or last >= len(tokens) or tokens[last].text != "(":
        return last
    ends = (at for at in range(last + 2, min(last + 8, len(tokens))) if tokens[at].text == ")")
    end = next(ends, None)
    return end + 1 if end and tokens[last + 1].kind == "digits" else last


def _moment(reading: _Reading, match: Match, start: int | None = None) -> Moment:
    """What a phrase is resolved against; ``start``: where the words that belong to it begin."""
    begin = match.context if start is None else min(start, match.context)
    alone = reading.context.alone and begin <= reading.context.first_word + 2
    alone = alone and not (_named_before(reading, begin) or _this_before(reading, begin))
    spoken = reading.spoken if match.first - reading.spoken_at <= SPOKEN_REACH else None
    looks = partial(tense, reading.words.tokens, match.context if start is None else start, match.first, match.last, reading.pack)
    dated = reading.dated if match.first - reading.dated_at <= DATED_REACH else None
    elsewhere = reading.reference is not None and dated is not None and dated < reading.reference.year
    compared = match.head == "compared" and guards.compared(match, reading.context)
    rules = reading.context.rules
    return MOMENT((reading.reference, looks, alone, spoken, rules.next_weekday, elsewhere, reading.before, reading.found, compared))


def _this_before(reading: _Reading, at: int) -> bool:
    """ "Ce mercredi" is the day of the article as well, and not the next one."""
    return at > 0 and reading.words.tokens[at - 1].key in reading.grammar.classes["this"]


def _named_before(reading: _Reading, at: int) -> bool:
    """ "Clinton on Friday": a text that names someone before its date is no date alone."""
    tokens, function = reading.words.tokens, reading.context.rules.function
    return any(t.kind == "word" and t.text[0].isupper() and t.key not in function for t in tokens[reading.context.first_word : at])


def _resolved(reading: _Reading, match: Match, start: int) -> _Core:
    now = _moment(reading, match, start)
    if match.head == "days":
        return _several(match, now)
    if match.head == "clocks":
        hours = clocks.pair(match, reading.words.tokens, reading.context.rules.connect_clocks)
        return _Core(*hours[1], (hours[0],)) if hours else _Core(match.first, match.last, None)
    span = resolve(match, now)
    if match.head in ("day", "part_of") and span is not None and _in_quotation(reading, match.first):
        span = quoted(match, now, span)
    if span is not None and match.bound:
        span = with_part(span, match.get("part"))
        if span.earliest is not None and span.grain in ("day", "month") and match.at("year") is not None:
            reading.dated, reading.dated_at = span.earliest.year, match.last
    return _Core(match.first, match.last, span, impossible=span is None and match.head in IMPOSSIBLE)


def _in_quotation(reading: _Reading, at: int) -> bool:
    if reading.inside is None:
        reading.inside = quotations(reading.words.tokens, reading.words.text)
    return at in reading.inside


def _several(match: Match, now: Moment) -> _Core:
    """ "2 and 3 March": each day with the month and the year of all."""
    slots = sorted((at, value) for name, value, at in match.bound if name.startswith("day"))
    shared = tuple(row for row in match.bound if not row[0].startswith(("day", "weekday")))
    spans = [resolve(match._replace(head="date", bound=(*shared, ("day", value, at))), now) for at, value in slots]
    rows = [(at, at + 1, span) for (at, _), span in zip(slots, spans, strict=True) if span]
    if len(rows) < len(spans):
        return _Core(match.first, match.last, None, impossible=True)
    month = next(at for name, _, at in match.bound if name.startswith("month"))
    if month < slots[0][0]:
        rows[0] = (match.first, *rows[0][1:])
    rows[-1] = (rows[-1][0], match.last, rows[-1][2])
    return _Core(rows[-1][0], rows[-1][1], rows[-1][2], tuple(rows[:-1]))


def _finish(reading: _Reading, at: int, before: list[Match], core: _Core | None) -> int:
    """Write down a date with what stands beside it; what has no date beside it stands alone or is left."""
    if core is None:
        return _lonely(reading, at, before)
    if core.span is None:
        if core.impossible:
            reading.refused.append((reading.words.tokens[core.first].start, reading.words.tokens[core.last - 1].end))
        return core.last
    span, first, last = core.span, core.first, core.last
    if before:
        span, first = _led(reading, span, first, [m for m in before if fits(m, span)])
    for match in _after(reading, core):
        span, last = moved(span, match, reading.reference), match.last
    if guards.circa(first, reading.context) and span.earliest is not None:
        span = span._replace(approximate=True)
    for start, end, other in core.more:
        _keep(reading, start, end, other)
    _keep(reading, first, last, span)
    return last


def _led(reading: _Reading, span: Span, first: int, before: list[Match]) -> tuple[Span, int]:
    """A date with what stands before it, and where that begins."""
    if span.grain not in ("day", "part", "set"):
        before = [m for m in before if m.head not in BESIDE]
    for match in reversed(before):
        span = moved(span, match, reading.reference)
    return span, min([first, *(match.first for match in before)])


def _lonely(reading: _Reading, at: int, before: list[Match]) -> int:
    match = next((m for m in before if m.head == "clock"), None)
    hour = clock(match) if match else ""
    if match and hour:
        _keep(reading, match.first, match.last, clocks.alone(hour))
        return match.last
    return max([at + 1, *(m.last for m in before if m.head == "eve")])


def _after(reading: _Reading, core: _Core) -> Iterator[Match]:
    """The parts of the day and the hours that follow a day."""
    at, places = core.last, reading.places
    if core.span is None or not (at in places or at + 1 in places):
        return
    left = [HOURS, BESIDE - HOURS] if core.span.grain == "day" else [HOURS] if core.span.grain == "part" else []
    while left:
        best = _longest_beside(reading, at)
        if best is None or _begins_next(reading, best.last) or not any(best.head in heads for heads in left):
            return
        yield best
        left = [heads for heads in left if best.head not in heads]
        at = best.last


def _longest_beside(reading: _Reading, at: int) -> Match | None:
    """The part of the day or the hour at a token, or behind one joining word ("mardi vers 20 heures", "Tuesday at noon")."""
    tokens = reading.words.tokens
    joined = at < len(tokens) and tokens[at].key in reading.context.rules.connect_time
    near, far = _best(reading, at), _best(reading, at + 1) if joined else None
    rows = [m for m in (near, far if far and far.last - far.context > 1 else None) if m and m.head in BESIDE]
    return max(rows, key=lambda m: m.last, default=None)


def _begins_next(reading: _Reading, at: int) -> bool:
    """ "... Tuesday, late Wednesday": the part belongs to the date behind it."""
    best = _best(reading, at, chained=True)
    return best is not None and best.head in ("weekday", "date")


def _keep(reading: _Reading, first: int, last: int, span: Span) -> None:
    tokens = reading.words.tokens
    if last <= first:
        return
    if span.earliest is not None and span.earliest == span.latest and not span.relative.startswith(("ref:", "then:")):
        reading.spoken, reading.spoken_at = span.earliest, last
    earliest = span.earliest.isoformat() if span.earliest else ""
    latest = earliest if span.latest is span.earliest else span.latest.isoformat() if span.latest else ""
    start, end = tokens[first].start, tokens[last - 1].end
    reading.found.append(Date(start, end, span.timex, earliest, latest, span.anchor, span.relative, span.approximate))
