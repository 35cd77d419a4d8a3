"""Units of measure, currencies and counted nouns beside a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import Pack
from factcheck.model import Token
from factcheck.text import key
from factcheck.values.phrases import Phrases

_OTHER_TABLES = frozenset(("before", "cents", "rate", "transliterated"))
_FIGURE = 7  # tokens of a figure: 12,345,678.90
NOUN_WINDOW = 5  # words that may stand between a number and the head of its noun group


class Unit(NamedTuple):
    """A unit beside a number: its key, its dimension, the tokens ``[first, last)``; ``known``: the language data has it."""

    key: str
    dimension: str
    first: int
    last: int
    known: bool = True


@cache
def measures(pack: Pack) -> Phrases[tuple[str, str]]:
    """(key, dimension) by every form of every unit."""
    table = pack.table("units")
    rules = _plural_rules(pack)
    entries = [
        (form, (unit, dimension))
        for dimension, units in table.items()
        if dimension not in _OTHER_TABLES
        for unit, singulars in units.items()
        for singular in singulars
        for form in _measure_forms(singular, rules, _head(pack))
    ]
    return Phrases(dict.fromkeys(entries), pack, cased=True)


@cache
def currencies(pack: Pack) -> Phrases[str]:
    """Signs and codes of currencies that may stand before a number."""
    money, rules, head = pack.table("units")["money"], _plural_rules(pack), _head(pack)
    entries = [(form, code) for code, names in money.items() for name in names for form in _measure_forms(name, rules, head)]
    return Phrases(dict.fromkeys(entries), pack, cased=True)


@cache
def _transliterated(pack: Pack) -> Phrases[str]:
    """What stands for the sign of a currency in texts without it."""
    table = pack.table("units")["transliterated"]
    return Phrases([(form, code) for code, forms in table.items() for form in forms], pack, cased=True)


@cache
def _prefixed(pack: Pack) -> Phrases[str]:
    table = pack.table("units")["before"]
    return Phrases([(form, unit) for unit, forms in table.items() for form in forms], pack)


@cache
def leading(pack: Pack) -> frozenset[str]:
    """The keys that a currency or a unit before a number ends with."""
    return paying(pack) | _prefixed(pack).lasts


@cache
def paying(pack: Pack) -> frozenset[str]:
    """Those that a currency ends with."""
    return currencies(pack).lasts | _transliterated(pack).lasts


@cache
def _rates(pack: Pack) -> Phrases[str]:
    table = pack.table("units")["rate"]
    return Phrases([(form, period) for period, forms in table.items() for form in forms], pack)


def rated(pack: Pack) -> frozenset[str]:
    """The keys that the period of a rate begins with."""
    return _rates(pack).firsts


@cache
def _cents(pack: Pack) -> frozenset[str]:
    return frozenset(pack.table("units")["cents"]["of_a_hundred"])


@cache
def nouns(pack: Pack) -> Phrases[tuple[str, bool]]:
    """(key, whether the form can be a plural) by every form of every counted noun."""
    rules, head = _plural_rules(pack), _head(pack)
    entries: dict[str, tuple[str, bool]] = {}
    for unit, singulars in pack.table("nouns")["nouns"].items():
        for singular in singulars:
            plurals = {_plural(singular, rules, head), "-".join(_plural(part, rules, head) for part in singular.split("-"))}
            entries[singular] = (unit, singular in plurals)
            for plural in plurals:
                entries.setdefault(plural, (unit, True))
    return Phrases(entries.items(), pack)


@cache
def words(pack: Pack, name: str) -> frozenset[str]:
    """A list of words of nouns.toml, by key."""
    return frozenset(map(key, pack.table("nouns")[name]))


@cache
def phrases(pack: Pack, table: str, name: str) -> Phrases[bool]:
    """A list of phrases of a table."""
    return Phrases([(phrase, True) for phrase in pack.table(table)[name]], pack)


# ----------------------------------------------------------------------------------------- plurals


@cache
def _plural_rules(pack: Pack) -> tuple[tuple[str, str], ...]:
    return tuple((rule[0], rule[1]) for rule in pack.table("nouns")["plural"]["rules"])


def _head(pack: Pack) -> str:
    return str(pack.table("nouns")["plural"]["head"])


@cache
def head_first(pack: Pack) -> bool:
    """Whether the head of a noun group is its first word."""
    return _head(pack) == "first"


def _plural(singular: str, rules: Iterable[tuple[str, str]], head: str) -> str:
    """The plural of a word, or of a phrase through its head (its first or its last word)."""
    if " " not in singular:
        return _plural_word(singular, rules)
    if head == "first":
        first, _, rest = singular.partition(" ")
        return f"{_plural_word(first, rules)} {rest}"
    rest, _, last = singular.rpartition(" ")
    return f"{rest} {_plural_word(last, rules)}"


def _plural_word(word: str, rules: Iterable[tuple[str, str]]) -> str:
    for ending, plural in rules:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + plural
    return word


def _measure_forms(singular: str, rules: Iterable[tuple[str, str]], head: str) -> Iterator[str]:
    """Signs stand as they are. In phrases the head changes ("mètres par seconde"), or every word ("kilomètres carrés")."""
    yield singular
    if (len(singular) > 2 and singular.islower()) or singular in ("an",):
        yield _plural(singular, rules, head)
        if " " in singular:
            words = singular.split(" ")
            yield " ".join([*(_plural_word(word, rules) for word in words[:2]), *words[2:]])
            yield _plural(singular, rules, "first")
    elif " " in singular:
        yield _plural(singular, rules, "first")
        yield _plural(singular, rules, "last")
    if len(singular) > 2 and singular[0].islower():
        yield singular[0].upper() + singular[1:]


# ------------------------------------------------------------------------------------------- units


def measure(tokens: Sequence[Token], at: int, pack: Pack) -> Unit | None:
    """The unit of measure or currency that starts at token ``at``."""
    found = measures(pack).after(tokens, at)
    if found is None or _glued(tokens, found[1]):
        return None
    (unit, dimension), last = found
    return Unit(unit, dimension, at, last)


def _glued(tokens: Sequence[Token], last: int) -> bool:
    """Whether a sign of a unit goes on as another word or number ("5 m2x", "3 l'a")."""
    return (
        last < len(tokens)
        and tokens[last].start == tokens[last - 1].end
        and tokens[last].kind != "mark"
        and tokens[last - 1].kind == "word"
    )


def money_before(tokens: Sequence[Token], first: int, pack: Pack) -> Unit | None:
    """The sign or code of a currency right before a number: "$", "US$", "EUR "."""
    found = currencies(pack).before(tokens, first)
    if found is None:
        found = _transliterated(pack).before(tokens, first)
        return Unit(found[0], "money", found[1], first) if found and _amount(tokens, first, pack) else None
    code, start = found
    sign = tokens[first - 1]
    if sign.kind == "word" and not _code(sign.text):
        if len(sign.text) > 2:  # a name: "ringgit 42" and nothing else; "Won 3 medals" pays nothing
            return Unit(code, "money", start, first) if start == 0 and _figures_alone(tokens, first) else None
        if sign.text.islower() or tokens[first].start - sign.end > 1:
            return None
    return Unit(code, "money", start, first)


def _code(text: str) -> bool:
    return len(text) == 3 and text.isupper()


def _figures_alone(tokens: Sequence[Token], first: int) -> bool:
    """Whether a text ends with the digits that start at a token."""
    return len(tokens) - first <= _FIGURE and all(token.kind != "word" for token in tokens[first:])


def _amount(tokens: Sequence[Token], first: int, pack: Pack) -> bool:
    """Whether digits right behind letters are an amount: decimals, thousands or a scale. "PS5" is a name."""
    if tokens[first].start != tokens[first - 1].end or tokens[first].kind != "digits":
        return False
    if len(tokens[first].text) >= 3:
        return True
    after = tokens[first + 1 : first + 3]
    joined = bool(after) and after[0].start == tokens[first].end
    if joined and len(after) == 2 and after[0].text in ".," and after[1].kind == "digits":
        return after[1].start == after[0].end
    return bool(after) and (after[0].text in _scale_words(pack) or after[0].key in _scale_words(pack))


@cache
def _scale_words(pack: Pack) -> frozenset[str]:
    """Words and letters for thousands, millions ... as numbers write them."""
    table = pack.table("numbers")
    named = [word for part in ("scales", "abbreviated", "suffixes") for words_ in table[part].values() for word in words_]
    return frozenset((*named, *table["letters"]))


def prefixed(tokens: Sequence[Token], first: int, pack: Pack) -> Unit | None:
    """A unit that stands before its number: "de magnitude 6,1"."""
    found = _prefixed(pack).before(tokens, first)
    return Unit(found[0], "magnitude", found[1], first) if found else None


def rate(tokens: Sequence[Token], at: int, pack: Pack) -> tuple[str, int]:
    """The period of a rate that starts at token ``at`` and the token after it; ("", at) when there is none."""
    found = _rates(pack).after(tokens, at)
    if found is None and at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].start == tokens[at - 1].end:
        found = _rates(pack).after(tokens, at + 1)
    return found or ("", at)


def is_cent(token: Token, pack: Pack) -> bool:
    """Whether a word names the hundredth of a currency."""
    return token.key in _cents(pack)


# ------------------------------------------------------------------------------------------- nouns


def noun(tokens: Sequence[Token], at: int, pack: Pack, one: bool) -> Unit | None:
    """The counted noun after a number (``one``: the number is one): its head, known or as written.

    French heads come first, English heads last: "300 drones de combat", "300 attack drones" both count drones.
    """
    window = _window(tokens, at, pack)
    if not window:
        return None
    return (_known_first if head_first(pack) else _known_head)(tokens, window, pack, one) or _written(tokens, window, pack, one)


def _window(tokens: Sequence[Token], at: int, pack: Pack) -> list[int]:
    """The words that may belong to the noun group, up to its head where that comes first."""
    found: list[int] = []
    stop, pre, to_head = words(pack, "stop"), words(pack, "pre"), head_first(pack)
    while at < len(tokens) and len(found) < NOUN_WINDOW:
        token = tokens[at]
        if token.text == "-" and token.start == tokens[at - 1].end and at + 1 < len(tokens) and tokens[at + 1].start == token.end:
            at += 1
            continue
        if token.kind != "word" or token.start - tokens[at - 1].end > 1 or (token.key in stop and token.key not in pre):
            break
        found.append(at)
        if to_head and token.key not in pre:
            break
        at += 1
    return found


def _known_first(tokens: Sequence[Token], window: list[int], pack: Pack, one: bool) -> Unit | None:
    """The noun right after the number and its adjectives."""
    for number, at in enumerate(window):
        found = nouns(pack).after(tokens, at)
        if found and (found[0][1] or one) and (number + 1 == len(window) or not nouns(pack).after(tokens, window[number + 1])):
            return Unit(found[0][0], "count", at, found[1])
    return None


def _known_head(tokens: Sequence[Token], window: list[int], pack: Pack, one: bool) -> Unit | None:
    """The first plural noun of the group; a form that does not change ("wounded") gives way to a later plural."""
    best: Unit | None = None
    for at in window:
        found = nouns(pack).after(tokens, at)
        if found is None or (best and at < best.last):
            continue
        (unit, plural), last = found
        new = Unit(unit, "count", at, last)
        if one and (not plural or _invariant(tokens, at, pack)):
            best = new if best is None or at == best.last else best
        elif plural and not one:
            if tokens[last - 1].key.endswith("s") or (best is None and not _invariant(tokens, at, pack)):
                return new
            best = best or new
    return best


def _invariant(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    """Whether the form at ``at`` is an adjective as well ("24 injured soldiers")."""
    form = tokens[at].key
    return any(rule == (form, form) for rule in _plural_rules(pack)) and form not in ("people", "police")


def _written(tokens: Sequence[Token], window: list[int], pack: Pack, one: bool) -> Unit | None:
    """A noun that the data does not know, as written, without its plural."""
    pre = words(pack, "pre")
    rest = [at for at in window if tokens[at].key not in pre]
    if head_first(pack):
        rest = rest[:1]
    for at in rest:
        token = tokens[at]
        if one or _plural_like(token, pack) or token.text[1:].isupper() or _model(tokens, at):
            last = at + 3 if _model(tokens, at) else at + 1
            name = "-".join(t.key for t in tokens[at:last:2])
            return Unit(name if last > at + 1 or one or token.text[1:].isupper() else _singular(name, pack), "count", at, last, known=False)
    return None


def _plural_like(token: Token, pack: Pack) -> bool:
    endings, not_endings = (("s", "x", "z"), ("ss",)) if head_first(pack) else (("s",), ("ss", "us"))
    return len(token.key) > 3 and token.key.endswith(endings) and not token.key.endswith(not_endings)


def _model(tokens: Sequence[Token], at: int) -> bool:
    """ "Su-34": a word, a hyphen and digits."""
    near = tokens[at : at + 3]
    joined = len(near) == 3 and near[1].text == "-" and near[1].start == near[0].end and near[2].start == near[1].end
    return joined and near[2].kind == "digits" and near[0].text[0].isupper()


def _singular(word: str, pack: Pack) -> str:
    table = pack.table("nouns")["plural"]
    if word.endswith(tuple(table["unchanged"])):
        return word
    endings = ((plural, singular) for plural, singular in table["singular"] if word.endswith(plural) and len(word) - len(plural) != 1)
    plural, singular = next(endings, ("", ""))
    return word.removesuffix(plural) + singular
