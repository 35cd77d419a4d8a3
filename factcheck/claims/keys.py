"""Content keys of a stretch of words: what statements are aligned by, in whatever language they are written.

A key is "n:..." for a person, organisation or thing by its canonical name, "c:XX" for a country (its name, people, capital
and institutions), "k:..." for a concept of the language data, "w:..." for any other word by its stem ("v:..." for a word, and
a concept, that many articles use), "d:..." for a date, "q:..." for a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter

from factcheck.language import Kept, Pack, Row, forms, load, neutral, relations, supported
from factcheck.model import Date, Duration, Name, Quantity, Token
from factcheck.values import Values
from factcheck.values import names as name_reader

Keyed = tuple[str, int, int]  # a key and its span
KEY = itemgetter(0)


@cache
def _concepts(lang: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The keys of concepts by the first stem of their words, those with more words first."""
    pack = load(lang)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for prefix, name, form in _forms(pack):
        stems = tuple(pack.stem(word) for word in form.replace("-", " ").split())
        found.setdefault(stems[0], []).append((stems, prefix + name))
    return {first: sorted(entries, key=lambda entry: (-len(entry[0]), entry)) for first, entries in found.items()}


def _forms(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Every form of a concept, with the prefix of its key and its name."""
    table = pack.table("concepts")
    for name, listed in table.items():
        if name not in ("light", "other", "title"):
            yield from (("k:", name, form) for form in listed)
    for name, listed in table["light"].items():
        yield from (("v:", name, form) for form in listed)


@cache
def _openers(lang: str) -> frozenset[str]:
    """Words without content of their own that a concept begins with ("sans abri")."""
    pack = load(lang)
    return frozenset(form.split()[0] for _, _, form in _forms(pack) if " " in form) & frozenset(pack.lines("stop"))


@cache
def _others(lang: str) -> frozenset[str]:
    """Words that are no form of a concept though they share a stem with one."""
    return frozenset(load(lang).table("concepts")["other"]["words"])


@cache
def titles() -> frozenset[str]:
    """The keys of words that tell who someone is or what an office or a place is called, in every language."""
    found = set()
    for lang in supported():
        pack = load(lang)
        for word in pack.table("concepts")["title"]["words"]:
            stem = pack.stem(word)
            found |= {key for stems, key in _concepts(lang).get(stem, ()) if len(stems) == 1} or {f"v:{stem}", f"w:{stem}"}
    return frozenset(found)


@cache
def opposites(section: str) -> tuple[frozenset[str], ...]:
    """Concepts of which one thing has only one at a time ("north", "south"), as content keys."""
    found = neutral("opposites")[section].values()
    return tuple(frozenset(prefix + concept for concept in concepts for prefix in ("k:", "v:")) for concepts in found)


def contrasted(found: frozenset[str]) -> bool:
    """Whether keys tell a thing and its opposite ("faster than last year, but slowly")."""
    return any(len(found & words) > 1 for words in opposites("degree"))


def _concept(pack: Pack, tokens: Sequence[Token], at: int, stem: str) -> tuple[str, int] | None:
    """The concept whose words begin at a token, and how many tokens it takes; the longest wins."""
    if tokens[at].lower in _others(pack.lang):
        return None
    for stems, name in _concepts(pack.lang).get(stem, ()):
        index, matched = at, 0
        while index < len(tokens) and matched < len(stems):
            token = tokens[index]
            if token.kind == "word" and pack.stem(token.lower) == stems[matched]:
                matched += 1
            elif token.text != "-":
                break
            index += 1
        if matched == len(stems):
            return name, index - at
    return None


def weight(key: str) -> float:
    """How much a shared key tells: names and rare words most, words that many articles use least."""
    return WEIGHTS.get(key[:2], 1.0)


WEIGHTS = {"n:": 1.0, "c:": 0.6, "k:": 1.0, "d:": 0.7, "q:": 0.7, "w:": 1.0, "v:": 0.5}


def name_key(name: Name) -> str:
    if name.country and name.type != "person":
        return "c:" + name.country
    return "n:" + name.canonical


def date_key(value: Date) -> str:
    return "d:" + (value.relative or value.timex)


def figure_key(value: Quantity | Duration) -> str:
    """A number by its bounds, a length of time by its TIMEX3 value; what is counted is a word of its own."""
    return "q:" + (value.timex if isinstance(value, Duration) else f"{value.min}..{value.max}")


def read(row: Row, names: Iterable[Name], found_values: Values, pack: Pack) -> tuple[Keyed, ...]:
    """The key of every content word, name, figure and date, left to right."""
    values = {q.number_start: (figure_key(q), q.number_end) for q in found_values.quantities if q.number_end > q.number_start}
    values |= {value.start: (figure_key(value), value.end) for value in found_values.durations}
    values |= {value.start: (date_key(value), value.end) for value in found_values.dates}
    values |= {name.start: (name_key(name), name.end) for name in names}
    found: list[Keyed] = []
    alone, tokens, last = _alone(pack), row.tokens, 0
    for at, (start, end, lower) in enumerate(zip(row.starts, row.ends, row.lowers, strict=True)):
        if start < last:
            continue  # a word of what has been read
        if start in values:
            key, last = values[start]
            found.append((key, start, last))
        elif not (told := alone(lower)):
            continue  # as half of all words
        elif told != _LOOK and (not at or row.texts[at - 1] != "-" or row.kinds[at] == "digits"):
            found.append((told, start, end))
        elif pack.content(tokens[at]) or (lower in _openers(pack.lang) and _concept(pack, tokens, at, pack.stem(lower))):
            key, step = _word(pack, tokens, at)
            last = tokens[at + step - 1].end
            found.append((key, start, last))
    return tuple(found)


_LOOK = "?"  # a look at the words around is needed


@cache
def _alone(pack: Pack) -> Callable[[str], str]:
    """The key of a word in lower case that needs no look at the words around it, as most do; "" for one without content."""

    def told(lower: str) -> str:
        token = Token(0, len(lower), *forms(lower))
        if token.kind == "digits":
            return "v:" + lower  # a label: "covid-19"
        if not pack.content(token):
            return _LOOK if lower in _openers(pack.lang) else ""
        stem = pack.stem(lower)
        begins = any(len(stems) > 1 for stems, _ in _concepts(pack.lang).get(stem, ()))
        return _LOOK if begins else _word(pack, (token,), 0)[0]

    return Kept(told).__getitem__


def _word(pack: Pack, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    token = tokens[at]
    before = tokens[at - 2].key if at > 1 and tokens[at - 1].text == "-" else ""
    country = name_reader.demonym(token, pack, before) or (name_reader.demonym(token, pack) if before else None)
    if country:
        return "c:" + country, 1
    stem = pack.stem(token.lower)
    known = _concept(pack, tokens, at, stem)
    if known:
        return known
    irregular = pack.table("language")["irregular_stems"]
    if irregular and (base := relations.irregular(pack).get(token.lower, "")):
        stem = pack.stem(base)
        if (known := _concept(pack, tokens, at, stem)) and known[1] == 1:
            return known
    return ("v:" if pack.common(stem) else "w:") + stem, 1
