"""The names that are known beforehand: countries, cities, well-known people and organisations, under all their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck import language
from factcheck.language import Pack
from factcheck.values.spelling import ascii_form, block

_FILES = (("places", "place"), ("organisations", "organisation"), ("people", "person"))
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Entry(NamedTuple):
    """A known name. ``canonical``: its key in every language; ``country``: ISO 3166 code or ""."""

    canonical: str
    type: str
    country: str


Named = tuple[str, str, Entry]  # a name as written, its normal form, what it stands for


class Index:
    """Entries by their names in ASCII form, words parted by one space, and what finding them in a text takes."""

    __slots__ = ("capitals", "entries", "longest", "lower", "pairs", "surnames")

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.longest: dict[str, int] = {}  # first word: words of the longest name that begins with it
        self.pairs: set[str] = set()  # the first two words of each name that has more than one
        self.capitals: set[str] = set()  # only in capitals: "ONU", "US"
        self.lower: set[str] = set()  # may begin in lower case: "mer Noire"
        self.surnames: set[str] = set()  # one word that stands for a person

    def add(self, written: str, name: str, entry: Entry) -> None:
        """Add a name in its normal form; the first meaning of a name stays."""
        known = self.entries.get(name)
        if known is not None:
            if known == entry and not written.isupper():
                self.capitals.discard(name)
            return
        self.entries[name] = entry
        first, space, _ = name.partition(" ")
        size = name.count(" ") + 1
        if size > self.longest.get(first, 0):
            self.longest[first] = size
        if space:
            self.pairs.add(name if size == 2 else " ".join(name.split(" ", 2)[:2]))
        if len(first) < 6 and written.isupper():
            self.capitals.add(name)
        if written[0].islower():
            self.lower.add(name)
        if not space and entry.type == "person":
            self.surnames.add(name)


def normals(names: Sequence[str]) -> list[str]:
    """The normal forms of many names, most of which are of plain letters and told at once."""
    forms = "\n".join(names).lower().split("\n")
    return [form if form.isascii() and form.replace(" ", "").isalpha() else normal(name) for name, form in zip(names, forms, strict=True)]


@lru_cache(maxsize=16_384)  # every language files the names that all share
def normal(text: str) -> str:
    """A name without accents, case and marks, its words parted by one space."""
    form = text.lower() if text.isascii() else ascii_form(text)
    if form.isascii() and form.replace(" ", "").isalpha():
        return form if text.isascii() else " ".join(form.split())
    return " ".join(_WORD.findall(form))


def _lines(name: str) -> Iterator[list[str]]:
    text = language.ROOT.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return (line.split("|") for line in text.splitlines() if line and line[0] != "#")


@cache
def _countries() -> dict[str, Entry]:
    return {code: Entry(name, "place", code) for code, name, _ in _lines("countries")}


def country(code: str) -> str:
    """The canonical name of a country by its ISO 3166 code; the code itself when there is none."""
    entry = _countries().get(code)
    return entry.canonical if entry else code


@cache
def latin() -> frozenset[str]:
    """Countries whose names are written in Latin letters at home, so that their spelling does not drift."""
    return frozenset(code for code, _, script in _lines("countries") if script == "latin")


@cache
def countries() -> frozenset[str]:
    """The keys of all countries."""
    return frozenset(entry.canonical for entry in _countries().values())


@cache
def regions() -> frozenset[str]:
    """The canonical names of the larger parts of countries."""
    return frozenset(entry[0] for entry in _lines("regions"))


@cache
def _shared() -> tuple[Named, ...]:
    """Every name that all languages share, with its normal form and its entry."""
    found: list[Named] = []
    for file, kind in _FILES:
        rows = [(country, [written, *filter(None, others.split(";"))]) for written, country, others in _lines(file)]
        forms = iter(normals([written for _, names in rows for written in names]))
        for country, names in rows:
            canonical = next(forms)
            entry = Entry(canonical, kind, country)
            found.append((names[0], canonical, entry))
            found.extend((other, next(forms), entry) for other in names[1:])
    return (*_added(found), *found)


def _added(known: Sequence[Named]) -> Iterator[Named]:
    """The names that the user adds, which come before all others; one that is known stands for what it stands for."""
    more = language.names()
    entries = {name: entry for _, name, entry in reversed(known)} if more else {}
    for kind, names in more.items():
        for written, others in names.items():
            entry = entries.get(normal(written)) or Entry(normal(written), kind, "")
            yield from ((name, normal(name), entry) for name in (written, *others) if normal(name))


@cache
def well_known() -> frozenset[str]:
    """The keys of all people, organisations and places that are known beforehand."""
    return frozenset(entry.canonical for _, _, entry in _shared())


def _country_names(pack: Pack) -> Iterator[Named]:
    countries = _countries()
    for line in pack.lines("names_countries"):
        code, names, _ = line.split("|")
        yield from ((name, normal(name), countries[code]) for name in names.split(";") if name and code in countries)


@cache
def index(pack: Pack) -> Index:
    """Every known name as one language writes it: its own names of countries come before those that all share."""
    return _index((*_country_names(pack), *_shared()))


def _index(names: Iterable[Named]) -> Index:
    found = Index()
    for written, name, entry in names:
        found.add(written, name, entry)
    return found


@cache
def meanings() -> dict[str, frozenset[Entry]]:
    """What a name may stand for in any language ("Mexico" is a city in French and a country in English)."""
    found: dict[str, set[Entry]] = {}
    for lang in language.supported():
        for name, entry in index(language.load(lang)).entries.items():
            found.setdefault(name, set()).add(entry)
    return {name: frozenset(entries) for name, entries in found.items()}


@cache
def blocks() -> dict[str, tuple[tuple[str, Entry], ...]]:
    """Known full names of people by the coarse sound of their last word, for spellings that no list has."""
    found: dict[str, dict[str, Entry]] = {}
    for written, name, entry in _shared():
        if entry.type == "person" and " " in written:
            found.setdefault(block(name.rpartition(" ")[2]), {})[name] = entry
    return {key: tuple(names.items()) for key, names in found.items()}


@cache
def first_names() -> dict[str, str]:
    """First names and the form under which all their forms are filed."""
    found: dict[str, str] = {}
    for (line,) in _lines("first_names"):
        for name in (names := line.split(";")):
            found[name] = names[0]
    return found


@cache
def peoples(pack: Pack) -> dict[str, str]:
    """Adjectives and nouns of peoples in ASCII form, all inflected forms, and the country they belong to."""
    endings = sorted(pack.table("names")["people"].items(), key=lambda item: -len(item[0]))
    found: dict[str, str] = {}
    for line in pack.lines("names_countries"):
        code, _, words = line.split("|")
        for word in words.split(";"):
            found.update((form, code) for form in _inflected(normal(word), endings))
    return found


def _inflected(word: str, endings: list[tuple[str, list[str]]]) -> Iterator[str]:
    if word:
        ending, forms = next((ending, forms) for ending, forms in endings if word.endswith(ending))
        yield from (word[: len(word) - len(ending)] + form for form in forms)
