"""Numbers with what they count or measure: quantities and lengths of time, with the bounds that their hedges give.

The reader goes over the numerals once. Each is joined with its hedges, its currency or unit, its counted noun, and with
the next numeral when both make a range. What is a year, a label, a code, an address or a bullet counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.language import Pack
from factcheck.model import Duration, Quantity, Token
from factcheck.values import hedges, spans, units
from factcheck.values import quantities_ages as ages
from factcheck.values import quantities_joined as joins
from factcheck.values import quantities_ranges as ranges
from factcheck.values import quantities_sharing as sharing
from factcheck.values import quantities_units as amounts
from factcheck.values.hedges import Bounds
from factcheck.values.numbers import Numeral
from factcheck.values.quantities_mistaken import all_articles, article, finished, partitive_cue
from factcheck.values.quantities_passage import CALENDAR, Mention, Passage
from factcheck.values.quantities_refused import refused
from factcheck.values.units import Unit

_NONE: frozenset[str] = frozenset()  # effects of no hedge
_BREAKS = frozenset(",;:.()!?")
_FIGURATIVE = frozenset(("decade", "century"))
_PARTITIVE_REACH = 8  # tokens between "dont" and the number that it governs


def read(
    text: str,
    tokens: Sequence[Token],
    numbers: Sequence[Numeral],
    pack: Pack,
    taken: Sequence[tuple[int, int]] = (),
    keys: Sequence[str] = (),
) -> list[Quantity | Duration]:
    """Quantities and durations of a folded text, in order of appearance; none overlaps a span of ``taken``. ``keys``: of the
    tokens, where they have been told already."""
    keys = keys or [token.key for token in tokens]
    if not pack.table("hedges")["article_units"] and all_articles(numbers, keys, pack):
        return []
    passage = Passage(text, tokens, numbers, pack, taken, keys)
    found = [value for mention in _mentions(passage) if (value := _value(passage, mention))] if passage.numbers else []
    if passage.words["article_units"]:
        found += _articles(passage)
    if len(found) < 2:
        return found
    found.sort(key=lambda value: value.start)
    return [value for n, value in enumerate(found) if not n or value.start >= found[n - 1].end]


def _mentions(passage: Passage) -> list[Mention]:
    numbers, at = passage.numbers, 0
    mentions: list[Mention] = []
    while at < len(numbers):
        number, new = numbers[at], None
        if at + 1 < len(numbers) and numbers[at + 1].first - number.last <= ranges.REACH:
            new = ranges.ranged_pair(passage, at)
            if new is None and (last := ranges.score(passage, at)):
                at = last
                continue
        at += 2 if new else 1
        if new is None and not (number.value == 1 and article(passage, at - 1)):
            new = (ranges.one_or_two(passage, at - 1) if number.value == 2 else None) or _single(passage, at - 1)
        if new and mentions:
            _add(passage, mentions, new)
        elif new:
            mentions.append(new)
    return mentions


def _add(passage: Passage, mentions: list[Mention], new: Mention) -> None:
    """Join a mention to the one before ("2 heures 30"), or append it; a noun that both reach is the later one's."""
    sharing.share(passage, mentions, new)
    if new.whole[0] <= mentions[-1].whole[0]:  # "un an ou deux" over "un an"
        mentions.pop()
    last = mentions[-1] if mentions else None
    if last and (joined := joins.joined(passage, last, new)):
        mentions[-1] = joined
    elif last is None or new.whole[0] >= last.number[1]:
        new = _as_whole(passage, last, new) if last else new
        if last and _same_count(passage, last, new):
            mentions[-1] = last._replace(whole=(last.whole[0], new.whole[1]), unit=new.unit)
            return
        if last:
            mentions[-1] = last._replace(whole=(last.whole[0], min(last.whole[1], new.whole[0])))
        mentions.append(_converted(passage, last, new) if last else new)


def _as_whole(passage: Passage, left: Mention, right: Mention) -> Mention:
    """ "12 blessés, dont trois graves": an adjective alone counts what the number before it counts."""
    unit, at = left.unit, right.number[1]
    alone = right.unit is None or (not right.unit.known and right.unit.first == at)
    if unit is None or unit.dimension != "count" or not alone or not _adjective(passage, at):
        return right
    if not partitive_cue(passage, right.whole[0]):
        return right
    return right._replace(unit=unit._replace(first=at, last=at + 1), whole=(right.whole[0], at + 1))


def _adjective(passage: Passage, at: int) -> bool:
    """ "graves", "hospitalisées": what tells how somebody is, and names nobody."""
    endings = tuple(passage.pack.table("nouns")["participle_endings"])
    return passage.listed(at, "severity") or (at < len(passage.tokens) and bool(endings) and passage.tokens[at].lower.endswith(endings))


def _same_count(passage: Passage, left: Mention, right: Mention) -> bool:
    """ "two new 737 Max jets": a number right behind another one names what that one counts."""
    gap = range(left.number[1], right.whole[0])
    near = right.numeral.digits and right.unit is not None and right.unit.dimension == "count" and right.unit.first > right.numeral.first
    return bool(
        near
        and left.unit is None
        and len(gap) <= 2
        and all(passage.listed(at, "pre") for at in gap)
        and "\n" not in passage.text[left.numeral.end : right.numeral.start]
        and left.numeral.value < right.numeral.value
    )


def _converted(passage: Passage, left: Mention, right: Mention) -> Mention:
    """ "more than 100 km (60 miles)": the same amount in another unit is said with the same hedges."""
    gap = passage.tokens[left.whole[1] : right.whole[0]]
    bracket = len(gap) in (1, 2) and gap[0].text == "(" and (len(gap) == 1 or gap[1].lower in passage.words["conversion"])
    one, other = left.unit, right.unit
    if not bracket or not left.effects or right.effects - {"about", "nearly"} or not one or not other or one.key == other.key:
        return right
    if one.dimension != other.dimension or one.dimension == "count" or right.bounds.value is None:
        return right
    effects = left.effects | right.effects
    return right._replace(bounds=_bounds(passage, right.numeral, effects), effects=effects)


def _single(passage: Passage, at: int) -> Mention | None:
    number = passage.numbers[at]
    if refused(passage, number):
        return None
    number, unit = amounts.with_unit(passage, number)
    first = unit.first if unit and unit.first < number.first else number.first
    keys, beside, leading, effects, end = passage.keys, passage.beside, _NONE, _NONE, number.last
    if keys[first - 1] in beside.closing:
        leading, first, _ = hedges.before(passage.tokens, first, passage.pack)
    if keys[end] in beside.opening and (trail := hedges.after(passage.tokens, end, passage.pack)).effects:
        unit = (amounts.unit_after(passage, number, trail.last) or unit) if unit is None or unit.last <= end else unit
        end, effects = max(end, trail.last), trail.effects
    if leading:
        effects |= _effects(passage, leading, first, unit)
    last = max(end, unit.last) if unit else end
    if end == number.last < last and keys[last] in beside.opening:
        effects |= hedges.after(passage.tokens, last, passage.pack).effects
    mention = Mention(_bounds(passage, number, effects), (first, end), (first, last), unit, number, effects=effects)
    return finished(passage, mention, at)


def _bounds(passage: Passage, number: Numeral, effects: frozenset[str]) -> Bounds:
    if number.kind == "indefinite":
        return hedges.several(number.value)
    if number.plural:
        return hedges.many(number.value)
    if number.kind == "collective":
        effects |= {"about"}
    return hedges.bounds(number.value, effects)


def _effects(passage: Passage, effects: frozenset[str], first: int, unit: Unit | None) -> frozenset[str]:
    """ "over three days" is a stretch of time; "lasted over three days" is more than three."""
    blocked = unit and unit.key in CALENDAR and passage.key(first) in passage.words["blocked_over_time"]
    return effects - {"more"} if blocked and passage.key(first - 1) not in passage.words["over_time_leads"] else effects


def _partitive(passage: Passage, mention: Mention) -> bool:
    """Under "dont", "including", "of them", up to the next break of the clause."""
    behind = mention.numeral.last
    if passage.keys[behind] in passage.beside.cued and units.phrases(passage.pack, "hedges", "partitive_after").after(
        passage.tokens, behind
    ):
        return mention.numeral.kind == "cardinal"
    cues, tokens, first = units.phrases(passage.pack, "hedges", "partitive_before").lasts, passage.tokens, mention.whole[0]
    if cues.isdisjoint(passage.keys[max(0, first - _PARTITIVE_REACH - 1) : first]):  # as before most numbers
        return False
    for at in range(first, max(0, first - _PARTITIVE_REACH), -1):
        if tokens[at - 1].key in cues and partitive_cue(passage, at):
            return True
        if tokens[at - 1].text in _BREAKS:
            return partitive_cue(passage, at - 1)
    return False


def _value(passage: Passage, mention: Mention) -> Quantity | Duration | None:
    unit, number = mention.unit, mention.numeral
    start, end = passage.span(*mention.whole)
    if number.kind == "ordinal":
        return _quantity(passage, mention, "", "rank", start, end)
    if age := ages.of_mention(passage, mention):
        return _quantity(passage, mention, age, "age", start, end)
    if unit and unit.dimension == "time":
        return spans.duration(start, end, mention.bounds, unit.key, mention.rate)
    if number.kind == "fraction" and (unit is None or unit.dimension == "count"):
        return _quantity(passage, mention, "part", "ratio", start, passage.span(*mention.number)[1])
    if unit is None:
        return _quantity(passage, mention, "", "count", start, end)
    return _quantity(passage, mention, unit.key, unit.dimension, start, end)


def _quantity(passage: Passage, mention: Mention, unit: str, dimension: str, start: int, end: int) -> Quantity:
    b = mention.bounds
    number_start, number_end = passage.span(*mention.number)
    bounds = (b.min, b.max, b.min_open, b.max_open, b.approximate, b.value)
    partitive = _partitive(passage, mention)
    return Quantity(start, end, *bounds, unit, dimension, number_start, number_end, mention.rate, partitive)


def _articles(passage: Passage) -> list[Quantity | Duration]:
    """ "for an hour", "within a week", "about a mile": amounts whose number is an article."""
    found: list[Quantity | Duration] = []
    for at, token in enumerate(passage.tokens):
        if token.lower in passage.words["article_units"] and (mention := _of_article(passage, at)) and (value := _value(passage, mention)):
            found.append(_numberless(value) if isinstance(value, Duration) and value.value == 1 else value)
    return found


def _numberless(length: Duration) -> Duration:
    """ "for an hour" names a length of time without a number; "for (more than) a century" hardly ever means its hundred years."""
    told = replace(length, value=None)
    return replace(told, min=None, max=None, min_open=False, max_open=False) if length.unit in _FIGURATIVE else told


def _of_article(passage: Passage, at: int) -> Mention | None:
    """Lengths of time after "for", "in" ...; anything measured under a hedge, or where there is nothing else."""
    unit = units.measure(passage.tokens, at + 1, passage.pack)
    if unit is None or unit.key == "s" or passage.is_taken(passage.tokens[at].start, passage.tokens[unit.last - 1].end):
        return None
    if passage.tokens[unit.first].kind != "word" or unit.last in passage.starts:  # "over a $3,000 car"
        return None
    lead = hedges.before(passage.tokens, at, passage.pack)
    if unit.dimension == "time":
        measured = passage.listed_hedge(at - 1, "article_leads") and passage.key(at - 1) != "half"
    else:
        hedged = lead.effects and unit.dimension in ("area", "length", "mass", "money")
        measured = bool(hedged) or (at == 0 and unit.last == len(passage.tokens) and unit.dimension == "money")
    if not measured:
        return None
    effects = _effects(passage, lead.effects, lead.first, unit)
    numeral = Numeral(at, at + 1, passage.tokens[at].start, passage.tokens[at].end, 1, "cardinal", False)
    mention = Mention(hedges.bounds(1, effects), (lead.first, at + 1), (lead.first, unit.last), unit, numeral, effects=effects)
    return joins.half_more(passage, mention)
