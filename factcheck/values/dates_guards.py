"""What the words around a phrase must be for it to be a date: "may" the verb, "2 024 people", "Mars" the planet are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from factcheck.model import Token
from factcheck.values.dates_context import Context, begins, counts, noun, token_at, upper
from factcheck.values.dates_grammar import Match
from factcheck.values.dates_years import year_alone, year_of, year_told

_GLUED = frozenset(".,/:")
_OUTSIDE = frozenset(",(")  # what no date begins with


def allowed(match: Match, around: Context) -> bool:
    """Whether the words around let a phrase be what it looks like."""
    first, last = match.first, match.last
    if last <= first:
        return False
    tokens = around.words.tokens
    if tokens[first].text in _OUTSIDE or tokens[last - 1].text == "," or not _whole(match, around):
        return False
    if match.alone and not (match.context <= around.first_word and match.last > around.last_word and around.alone):
        return False
    guard = GUARDS.get(match.head)
    return guard is None or guard(match, around)


def _capital(match: Match, around: Context) -> bool:
    """ "La Dépêche du Midi", "Peace Now": a capital inside a sentence makes a name of what tells a time in lower case."""
    before, token = token_at(around, match.first - 1), around.words.tokens[match.first]
    capital = token.kind == "word" and token.text[0].isupper()
    return not capital or before is None or before.kind != "word" or begins(match.first, around) or upper(match, around)


def _season(match: Match, around: Context) -> bool:
    """ "Le Printemps marseillais" is a name; "au Printemps 2012" is none."""
    at = next((at for name, _, at in match.bound if name.startswith("season")), None)
    if at is None or match.at("year") is not None or not around.words.tokens[at].text[0].isupper():
        return True
    return begins(at, around) or upper(match, around)


def _impossible(match: Match, around: Context) -> bool:
    """ "Le 32 mars": refused with its number, unless that counts what follows."""
    return (match.at("no_day") is None and match.at("no_year") is None) or not noun(match.last, around)


def _clocks(match: Match, around: Context) -> bool:
    """ "De 2h à 3h de route" are lengths."""
    return _then(match, around)


# How many tokens back a word that compares two figures may stand.
COMPARE_REACH = 16


def compared(match: Match, around: Context) -> bool:
    """Whether words before a date set a figure against another one: "up from 3 million a year ago"."""
    tokens = around.words.tokens
    for at in range(match.context - 1, max(-1, match.context - 1 - COMPARE_REACH), -1):
        if tokens[at].text in ".!?;" and tokens[at].end < tokens[at + 1].start:
            return False
        if tokens[at].key in around.rules.compare:
            return True
    return False


def circa(at: int, around: Context) -> bool:
    """Whether "around", "vers le" stand before the date at a token."""
    for back in (1, 2):
        before = token_at(around, at - back)
        if before is None or before.key in around.rules.circa:
            return before is not None
        if before.key not in around.rules.connect:
            return False
    return False


def _whole(match: Match, around: Context) -> bool:
    """Not a piece of a longer number, and not across paragraphs."""
    text, tokens, kinds = around.words.text, around.words.tokens, around.words.kinds
    first, last = match.first, match.last - 1
    if kinds[first] == "digits" and _behind_figures(text, tokens[first].start):
        return False
    if kinds[last] == "digits" and (_glued(text, tokens[last].end) or _dashed(tokens[last : last + 5])):
        return False
    return not around.broken or "\n\n" not in text[tokens[match.context].start : tokens[last].end]


def _behind_figures(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] in _GLUED and text[start - 2].isdigit()


def _glued(text: str, end: int) -> bool:
    """Whether something that no date has is joined to the digits that end at an offset."""
    near = text[end : end + 2]
    if near[:1] in _GLUED and near[1:].isdigit():
        return True
    return near != "" and (near[0].isalnum() or near[0] in "%€$£_")


def _dashed(near: Sequence[Token]) -> bool:
    """ "2024-02-30": a year that goes on as a date in figures."""
    if len(near) < 5 or near[1].text != "-" or near[3].text != "-" or not near[2].kind == near[4].kind == "digits":
        return False
    return near[4].end - near[0].start == sum(len(token.text) for token in near)


def _habit(match: Match, around: Context) -> bool:
    """ "Fermé le mardi": no other word may tell which one ("le mardi suivant", "le mardi 4", "le mardi de Pâques")."""
    after, next_one = token_at(around, match.last), token_at(around, match.last + 1)
    if match.first <= around.first_word:
        return False
    if after is None or after.kind == "mark":
        return True
    hours = next_one is not None and next_one.kind == "digits"
    return after.key in around.rules.function and (hours or after.key not in around.rules.of)


def _feast(match: Match, around: Context) -> bool:
    """ "Christmas tree", "Easter Island": a feast alone needs a word that leads to it, and no noun behind it."""
    if match.at("feast_bare") is None:
        return True
    after = token_at(around, match.last)
    word = after is not None and after.kind == "word" and after.key not in around.rules.function
    return not word or match.at("year") is not None


def _month(match: Match, around: Context) -> bool:
    at = match.at("month_bare")
    if at is None or match.at("year") is not None:
        return True
    token, before, after = around.words.tokens[at], token_at(around, at - 1), token_at(around, at + 1)
    if before is not None and before.kind == "digits" and len(before.text) <= 2:
        # "Le 32 mai": an impossible day, no month.
        return False
    capital = token.text[0].isupper()
    if token.key in around.rules.ambiguous:
        introduced = (before is not None and before.key in around.rules.month_before) or match.last - match.first > 1
        introduced = introduced or (before is not None and before.key in around.rules.month_the and noun(at + 1, around))
        return introduced and capital == around.rules.capital
    if around.rules.capital and not capital:
        return False
    if not around.rules.capital and capital and not begins(at, around) and not upper(match, around):
        return False
    # Beside another capitalised word it is a name ("April Smith", "Agnès Août").
    named = around.rules.capital and after is not None and after.text[0].isupper() and after.start - token.end == 1 and after.kind == "word"
    return not named or match.last - match.first > 1


def _date(match: Match, around: Context) -> bool:
    """ "May 5 people": an ambiguous month in lower case needs more than a number."""
    at = match.at("month")
    if at is None or match.at("year") is not None:
        return True
    token, before = around.words.tokens[at], token_at(around, match.context - 1)
    if before is not None and before.key in around.rules.month_only and match.first == at and noun(match.last, around):
        return False
    return not (token.key in around.rules.ambiguous and around.rules.capital and token.text[0].islower() and noun(match.last, around))


def _weekday(match: Match, around: Context) -> bool:
    """ "Mardi 3 personnes": the number may count what follows."""
    if match.args[:1] == ("day",):
        figures = around.words.tokens[match.at("day") or match.at("rank") or match.first].kind == "digits"
        return (figures or around.alone) and not noun(match.last, around)
    at = match.at("weekday")
    if at is None or around.rules.capital:
        return True
    alone = around.alone and at <= around.first_word + 2
    return not around.words.tokens[at].text[0].isupper() or begins(at, around) or upper(match, around) or alone


def _days(match: Match, around: Context) -> bool:
    return around.words.tokens[match.last - 1].kind != "digits" or match.at("year") is not None or not counts(match.last, around)


def _night(match: Match, around: Context) -> bool:
    first, last = match.number("weekday"), match.number("weekday2")
    if match.args == ("this",) and match.last - match.first == 1:
        return not noun(match.last, around)
    return first is None or last is None or last == first % 7 + 1


def _then(match: Match, around: Context) -> bool:
    """ "La veille de l'attaque", "the day after the vote" count from something else."""
    after = token_at(around, match.last)
    return after is None or after.key not in around.rules.of


def _then_end(match: Match, around: Context) -> bool:
    """ "The day before he left" counts from that; only at the end of its clause it counts from what was told."""
    after = token_at(around, match.last)
    return after is None or after.kind == "mark"


def _unit(match: Match, around: Context) -> bool:
    """ "The last day", "the next hour" are no dates; "next week" is."""
    last = around.words.tokens[match.last - 1]
    if last.text[0].isupper() and match.last - match.first > 1 and not upper(match, around):
        return False  # "This Week" is a programme
    if match.at("this") is not None:
        return match.get("unit_one") != "day" or _then(match, around)
    return not (match.get("shift") and match.any("unit", "unit_one") in ("day", "hour", "minute"))


def _inner(match: Match, around: Context) -> bool:
    """ "The end of the school year" is not the end of the year."""
    return not noun(match.last, around)


GUARDS: Mapping[str, Callable[[Match, Context], bool]] = {
    "date": _date,
    "clocks": _clocks,
    "days": _days,
    "feast": _feast,
    "first": _then,
    "habit": _habit,
    "inner": _inner,
    "inner_year": year_alone,
    "month": _month,
    "night": _night,
    "part_of": _then,
    "quarter_told": _then,
    "ref": _capital,
    "refused": _impossible,
    "season": _season,
    "time": _capital,
    "range": _days,
    "then": _then,
    "then_end": _then_end,
    "told": _then,
    "told_end": _then_end,
    "unit": _unit,
    "weekday": _weekday,
    "year": year_alone,
    "year_of": year_of,
    "year_told": year_told,
}
