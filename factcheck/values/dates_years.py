"""What the words around four figures must be for them to be a year: "1990 earnings", and not "2000 hires".

No word of any language stands here.
"""

from __future__ import annotations

from factcheck.values.dates_context import Context, counts, noun, token_at
from factcheck.values.dates_grammar import Match

_LAST_YEAR = 2099


def year_alone(match: Match, around: Context) -> bool:
    at = match.at("year")
    if at is None or match.at("year2") is not None:
        return at is None or years(match, around)
    year = match.number("year") or 0
    if not 1000 <= year <= _LAST_YEAR or counts(match.last, around) or _of_houses(match.last, around):
        return False
    before, after, other = token_at(around, at - 1), token_at(around, match.last), token_at(around, at - 2)
    if _ranged(match.last, around):
        return False
    if year % 500 == 0 and other is not None and other.text.isdecimal() and len(other.text) == 4 and int(other.text) % 500 == 0:
        return False
    if before is not None and before.text == "(":
        return after is not None and after.text in ")-,;" and year >= 1400
    return year >= 1100


def _ranged(at: int, around: Context) -> bool:
    """Whether a dash leads on to a number that is no year any more: "2000 - 2500 calories"."""
    dash, end = token_at(around, at), token_at(around, at + 1)
    figure = (
        dash is not None and end is not None and dash.text in "-–" and end.kind == "digits" and end.text.isascii() and len(end.text) == 4
    )
    return bool(figure and end and int(end.text) > _LAST_YEAR)


def _of_houses(at: int, around: Context) -> bool:
    """Whether the figures before a token are numbers of houses: "the 1900 block", "the 1900-block", "the 1900 and 2000 blocks"."""
    near = [token_at(around, at + step) for step in range(3)]
    for token in near:
        if token is None or not (token.text in "-–/&" or token.kind == "digits" or token.key in around.rules.connect_clocks):
            return token is not None and token.key in around.rules.behind_house
    return False


def years(match: Match, around: Context) -> bool:
    """ "From 1990 to 1995", but "1000 to 2000 hires": round numbers before a plural count it, and say nothing by themselves."""
    first, last = match.number("year") or 0, match.number("year2") or 0
    if first % 500 == 0 and last % 500 == 0:
        return False
    return not (first % 50 == 0 and last % 50 == 0 and counts(match.last, around))


def year_of(match: Match, around: Context) -> bool:
    """ "A 1996 law", "the 1992 protests": a year before what it dates, not a number that measures or counts it."""
    after, year = token_at(around, match.last), match.number("year") or 0
    if not 1900 <= year <= _LAST_YEAR or after is None or after.kind != "word" or after.key in around.rules.function:
        return False
    return not (_measured(after.key, around) or _of_houses(match.last, around) or (year % 50 == 0 and counts(match.last, around)))


def _measured(word: str, around: Context) -> bool:
    """Whether numbers count or measure what a word names, in the singular or in the plural."""
    return any(word.removesuffix(end) in around.rules.measures for end in ("", *around.rules.plural))


# How many words behind a bare year are looked at for a noun in the plural ("1995 newly found cases").
_YEAR_REACH = 4


def year_told(match: Match, around: Context) -> bool:
    """ "1990 earnings", "his unsuccessful 1996 campaign": a number before a noun in the singular, or before one that is not counted."""
    before, after, year = token_at(around, match.first - 1), token_at(around, match.last), match.number("year") or 0
    if not around.rules.never_counted or not 1900 <= year <= _LAST_YEAR or year % 50 == 0 or not noun(match.last, around) or after is None:
        return False
    if before is None or before.kind != "word" or not before.text.islower() or before.key in around.rules.never_year:
        return False
    if after.key in around.rules.never_counted:
        return True
    behind = list(range(match.last, match.last + _YEAR_REACH))
    nouns = next((n for n, at in enumerate(behind) if not noun(at, around)), _YEAR_REACH)
    return not any(counts(at, around) or _measured(around.words.tokens[at].key, around) for at in behind[:nouns])
