"""Content keys of a stretch of words: what statements are aligned by, in whatever language they are written.

A key is "n:..." for a person, organisation or thing by its canonical name, "c:XX" for a country (its name, people, capital
and institutions), "k:..." for a concept of the language data, "w:..." for any other word by its stem ("v:..." for a word, and
a concept, that many articles use), "d:..." for a date, "q:..." for a figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import compress
from operator import itemgetter

from factcheck.language import Kept, Pack, Row, forms, load, neutral, relations, supported
from factcheck.model import Date, Duration, Name, Quantity, Token
from factcheck.values import Values, gazetteer
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
    entries = _concepts(pack.lang).get(stem)
    if not entries or tokens[at].lower in _others(pack.lang):
        return None
    for stems, name in entries:
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
    values = _values(names, found_values)
    given = _given(row, values) if values else ()
    words, ends = list(row.lowers), list(row.ends)
    for first, behind, _, _ in given:
        words[first:behind] = _NOTHING * (behind - first)
    told = list(map(_alone(pack), words))  # nothing of half of all words
    if "-" in row.lowers:
        _join(row, told, pack)
    if _LOOK in told and not _look(row, told, ends, {first for first, *_ in given}, pack):
        return _one_by_one(row, values, pack)
    for first, _, key, end in given:
        told[first], ends[first] = key, end
    return tuple(compress(zip(told, row.starts, ends, strict=True), told))


_LOOK = "?"  # a look at the words around is needed
_NOTHING = [""]  # in the place of a word of a value


def _values(names: Iterable[Name], found: Values) -> list[tuple[int, str, int]]:
    """Where each name, date and figure begins, its key and its end, left to right; of those that begin at one place, first what counts."""
    values = [(name.start, name_key(name), name.end) for name in names] if names else []
    if found.dates:
        values += [(day.start, date_key(day), day.end) for day in found.dates]
    if found.durations:
        values += [(length.start, figure_key(length), length.end) for length in found.durations]
    if found.quantities:
        values += [(q.number_start, figure_key(q), q.number_end) for q in found.quantities if q.number_end > q.number_start]
    values.sort(key=itemgetter(0))
    return values


def _given(row: Row, values: Iterable[tuple[int, str, int]]) -> list[tuple[int, int, str, int]]:
    """The first token of each value, that behind it, its key and its end; of values that overlap the first one."""
    found: list[tuple[int, int, str, int]] = []
    starts, behind, last = row.starts, 0, 0
    for start, key, end in values:
        if start >= last and (first := bisect_left(starts, start, behind)) < len(starts) and starts[first] == start:
            behind, last = bisect_left(starts, end, first + 1), end
            found.append((first, behind, key, end))
    return found


def _join(row: Row, told: list[str], pack: Pack) -> None:
    """The countries of words that a hyphen joins to the word before them ("nord-coréen")."""
    behind = 0
    for _ in range(row.lowers.count("-")):
        behind = row.lowers.index("-", behind) + 1
        read = 1 < behind < len(told) and told[behind] not in ("", _LOOK) and row.kinds[behind] == "word"
        if read and (country := name_reader.demonym(row.tokens[behind], pack, row.keys[behind - 2])):
            told[behind] = "c:" + country


def _look(row: Row, told: list[str], ends: list[int], values: set[int], pack: Pack) -> bool:
    """Read the words that need a look at the words around; whether no concept takes the first word of a value, which would be none then."""
    told.append(_LOOK)  # where the search ends
    at = told.index(_LOOK)
    while at < len(ends):
        told[at], step = _looked(row, at, pack)
        if step > 1:
            ends[at] = row.ends[at + step - 1]
            told[at + 1 : at + step] = _NOTHING * (step - 1)
            if not values.isdisjoint(range(at + 1, at + step)):
                return False
        at = told.index(_LOOK, at)
    told.pop()
    return True


def _looked(row: Row, at: int, pack: Pack) -> tuple[str, int]:
    """The key of a word that needs a look around, and how many tokens it takes; "" for one without content."""
    key, seconds = _begun(pack)(row.lowers[at])
    if seconds and (not at or row.texts[at - 1] != "-"):
        behind = at + 1
        while behind < len(row.lowers) and row.texts[behind] == "-":
            behind += 1
        if behind == len(row.lowers) or row.kinds[behind] != "word" or pack.stem(row.lowers[behind]) not in seconds:
            return key, 1  # as mostly
    if key or _concept(pack, row.tokens, at, pack.stem(row.lowers[at])):
        return _word(pack, row.tokens, at)
    return "", 1


def _one_by_one(row: Row, values: Sequence[tuple[int, str, int]], pack: Pack) -> tuple[Keyed, ...]:
    """The same as `read` tells where a concept takes the first word of a value: what begins first is read."""
    given = {start: (key, end) for start, key, end in reversed(values)}
    told = list(map(_alone(pack), row.lowers))
    _join(row, told, pack)
    last = 0
    found: list[Keyed] = []
    for at, (start, key) in enumerate(zip(row.starts, told, strict=True)):
        if start < last:
            continue  # a word of what has been read
        last = row.ends[at]
        if start in given:
            key, last = given[start]
        elif key == _LOOK:
            key, step = _looked(row, at, pack)
            last = row.ends[at + step - 1]
        if key:
            found.append((key, start, last))
    return tuple(found)


@cache
def _alone(pack: Pack) -> Callable[[str], str]:
    """The key of a word in lower case that needs no look at the words around it, as most do; "" for one without content."""
    concepts, openers, stop = _concepts(pack.lang), _openers(pack.lang), frozenset(pack.lines("stop"))
    others = relations.irregular(pack) if pack.table("language")["irregular_stems"] else {}
    peoples = gazetteer.peoples(pack)

    def told(lower: str) -> str:
        _, _, plain, kind = known = forms(lower)
        if kind == "digits":
            return "v:" + lower  # a label: "covid-19"
        if kind == "mark" or not lower or not stop.isdisjoint((lower, lower.strip("'"))):
            return _LOOK if lower in openers else ""
        stem = pack.stem(lower)
        begun = concepts.get(stem)
        if begun and any(len(stems) > 1 for stems, _ in begun):
            return _LOOK
        if begun or plain in peoples or lower in others:
            return _word(pack, (Token(0, len(lower), *known),), 0)[0]
        return ("v:" if pack.common(stem) else "w:") + stem  # as with most words

    return Kept(told).__getitem__


@cache
def _begun(pack: Pack) -> Callable[[str], tuple[str, frozenset[str]]]:
    """The key of a word in lower case that a concept of several words begins with where no such concept is told, "" for one without
    content; and the stems of which one stands second in these concepts, nothing where that alone does not tell."""

    def told(lower: str) -> tuple[str, frozenset[str]]:
        token = Token(0, len(lower), *forms(lower))
        seconds = {stems[1] for stems, _ in _concepts(pack.lang).get(pack.stem(lower), ()) if len(stems) > 1}
        irregular = pack.table("language")["irregular_stems"] and lower in relations.irregular(pack)
        return _word(pack, (token,), 0)[0] if pack.content(token) else "", frozenset(() if irregular else seconds)

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
