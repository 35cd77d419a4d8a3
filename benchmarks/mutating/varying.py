"""Texts near other texts: words left out, doubled, swapped or put between, numbers at their bounds, other words of the same list."""

from __future__ import annotations

import ast
import functools
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from factcheck import language
from mutating.changes import ROOT, source

Row = dict[str, Any]
Pieces = list[str]  # a text cut before its words and marks, with the space that stands in front of each

TEXTS = ("text", "a", "b")  # fields of a row that are varied
DAYS = (None, "2025-08-06", "2024-02-29", "2024-12-31", "2025-01-01", "2025-03-31", "2025-11-20", "1999-06-15", "0001-01-01", "9999-12-31")
NUMBERS = """
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 19 20 21 22 23 24 25 28 29 30 31 32 45 50 59 60 61 69 70 71 79 80 81 90 99 100 101 120 180
    199 200 366 500 747 999 1000 1001 1200 1500 1789 1899 1900 1950 1999 2000 2023 2024 2025 2026 2050 2100 9999 10000 50000 1000000
    0.5 1.5 2.75 0,5 1,5 12.5 1,000 1.000 12,500,000 05 007
""".split()  # noqa: SIM905
MARKS = ", . ; : ( ) \" ' - – / % $ € ? ! + ° & .. [ ]".split()  # noqa: SIM905
WORD = re.compile(r"[^\W\d_]([\w' .-]{0,23}[\w.])?", re.UNICODE)
LONGEST = 300  # characters of a text that is taken from a table, and of one that is made


# What a number may be in a slot of the phrases of dates; every other slot is a list of words.
SLOTS = {
    "day": "1 2 3 5 9 10 12 15 28 29 30 31",
    "n": "1 2 3 4 5 10 12 15 24 48 100 two three ten deux trois dix",
    "year": "2025 2024 2026 2020 2011 1999 1944 1789 2000 2100 1000",
    "yy": "25 24 99 68 14 00",
    "hour": "0 1 2 5 7 9 10 11 12 13 18 20 23 24",
    "hour_said": "five ten noon twelve cinq dix vingt",
    "minute": "00 05 15 30 45 59",
    "decade": "1980 1990 2010 2020 1900",
    "short_decade": "80 90 60 20 30",
    "rank": "1 2 3 4 first second third last premier deuxième troisième",
    "no_day": "0 32 45 99",
    "no_year": "999 2500 3000",
}


class Words(NamedTuple):
    """Words of a language: the lists of its data with the keys they stand under, for each word the lists that it stands in, and
    plain words that say little."""

    lists: Sequence[Sequence[str]]
    keys: Sequence[tuple[str, ...]]
    alike: dict[str, list[int]]
    plain: Sequence[str]


def strings(data: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The lists of words anywhere in a table, with their keys; a key may be a word itself."""
    if isinstance(data, dict):
        yield keys, [key for key in data if " " in key or not key.isascii()]
        if all(isinstance(each, list) for each in data.values()):  # by what they mean: each may stand for another
            yield keys, [word for each in data.values() for word in each if isinstance(word, str)]
        yield from (found for key, each in data.items() for found in strings(each, (*keys, key)))
    elif isinstance(data, list):
        yield keys, [word for word in data if isinstance(word, str)]
        yield from (found for each in data if not isinstance(each, str) for found in strings(each, keys))
    elif isinstance(data, str):
        yield keys, [data]


@functools.cache
def words(lang: str) -> Words:
    pack = language.load(lang)
    stems = sorted(path.stem for path in (language.ROOT / lang).glob("*.toml"))
    told = [
        (keys, [word for word in found if WORD.fullmatch(word)]) for stem in stems for keys, found in strings(pack.table(stem), (stem,))
    ]
    told = [(keys, found) for keys, found in told if found]
    alike: dict[str, list[int]] = {}
    for number, (_, found) in enumerate(told):
        for word in found:
            alike.setdefault(word.lower(), []).append(number)
    plain = pack.lines("common")[::7]
    return Words([found for _, found in told], [keys for keys, _ in told], alike, plain)


@functools.cache
def named(module: str, inside: str) -> frozenset[str]:
    """The strings in a function of a module and in what it names there, and so on; in the whole module where it is none."""
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    parts: dict[str, ast.AST] = {part.name: part for part in tree.body if isinstance(part, ast.FunctionDef | ast.ClassDef)}
    wanted, seen = [inside], set[str]()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        names = {node.id for node in ast.walk(parts[name]) if isinstance(node, ast.Name)} if name in parts else set[str]()
        wanted += sorted((names & parts.keys()) - seen)
    looked: list[ast.AST] = [parts[name] for name in seen & parts.keys()] or [tree]
    found = (node for part in looked for node in ast.walk(part))
    return frozenset(node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str))


@functools.cache
def compared(module: str, inside: str) -> Sequence[str]:
    """The numbers that a function holds, and those that its module holds outside of functions, with their neighbours."""
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    parts = [part for part in tree.body if isinstance(part, ast.Assign | ast.AnnAssign) or getattr(part, "name", "") == inside]
    found = {node.value for part in parts for node in ast.walk(part) if isinstance(node, ast.Constant) and type(node.value) is int}
    return [str(value) for value in sorted({near for each in found for near in (each - 1, each, each + 1) if near >= 0})] or NUMBERS


@functools.cache
def asked(module: str, inside: str, lang: str) -> Sequence[int]:
    """The lists of words that a function asks for: those that stand under keys that it names, or that its module names."""
    keys, whole = words(lang).keys, named(module, "")
    for names, files in ((named(module, inside), whole), (whole, whole), (whole, {each[0] for each in keys})):
        lists = [number for number, each in enumerate(keys) if each[0] in files and not names.isdisjoint(each[1:])]
        if lists:
            return lists
    return range(len(keys))


@functools.cache
def counted(lang: str) -> Sequence[int]:
    """The lists of what numbers count and measure."""
    return [number for number, keys in enumerate(words(lang).keys) if keys[0] in ("units", "nouns")]


@functools.cache
def phrases(lang: str) -> Sequence[str]:
    """The phrases of dates."""
    lines = language.load(lang).lines("dates_phrases")
    return [phrase.strip() for line in lines for phrase in line.partition(" = ")[2].split(" ; ")]


def texts(but: str = "") -> list[tuple[str, str]]:
    """The texts that stand in the tables of the tests, but for some of them, with their language ("" where it is not told)."""
    found = dict[tuple[str, str], None]()
    paths = sorted((ROOT / "tests" / "tables").glob("*.jsonl"))
    for path in (path for path in paths if not but or not path.stem.startswith(but)):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            lang = row.get("lang") or path.stem.rpartition("_")[2]
            row = {name: row[name] for name in TEXTS if name in row} if path.stem.startswith("exact") else row
            found |= dict.fromkeys((lang if lang in language.supported() else "", text) for text in sentences(row))
    return list(found)


def sentences(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if " " in data.strip() and len(data) <= LONGEST:
            yield re.sub(r"[\[{]\+?([^|\]}]*)(?:\|[^\]}]*)?[\]}]", r"\1", data)  # marks of a table around what is expected
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from sentences(each)


def cut(text: str) -> Pieces:
    return re.findall(r"\s*(?:\d+(?:[.,]\d+)*|\w+|[^\w\s])", text)


class Varying:
    """Texts near those of some rows, drawn by a seed."""

    def __init__(self, module: str, inside: str, seed: int) -> None:
        self.module, self.inside, self.lang = module, inside, ""
        self.random = Random(f"{seed} {module} {inside}")
        self.ways = (
            *(
                self.omitted,
                self.doubled,
                self.swapped,
                self.clipped,
                self.stretched,
                self.stretched,
                self.inserted,
                self.inserted,
                self.beside,
                self.beside,
                self.beside,
            ),
            *(self.replaced, self.replaced, self.replaced, self.numbered, self.numbered, self.stepped, self.joined, self.joined),
            *(self.strewn, self.strewn, self.strewn),
            *(self.marked, self.written, self.glued),
        )

    def near(self, row: Row, others: Sequence[Row]) -> Row:
        """A row with one to four small changes of its texts, which may borrow from others."""
        changed, self.lang = dict(row), row.get("lang", "en")
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 4))):
            if "day" in row and self.random.random() < 0.08:
                changed["day"] = self.random.choice(DAYS)
                continue
            field = self.random.choice([name for name in TEXTS if name in row])
            other = self.random.choice(others)
            theirs = str(other[self.random.choice([name for name in TEXTS if name in other])])
            pieces = cut(changed[field])
            if pieces:
                made = self.random.choice(self.ways)(pieces, words(self.lang), cut(theirs))
                changed[field] = "".join(made).strip()[:LONGEST]
        return changed

    def place(self, pieces: Pieces) -> int:
        return self.random.randrange(len(pieces))

    def omitted(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at = self.place(pieces)
        return pieces[:at] + pieces[at + self.random.choice((1, 1, 1, 2, 3)) :]

    def doubled(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at, many = self.place(pieces), self.random.choice((1, 1, 2, 3))
        return pieces[: at + many] + pieces[at:]

    def swapped(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at = self.place(pieces)
        return pieces[:at] + pieces[at : at + 2][::-1] + pieces[at + 2 :]

    def clipped(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at = self.place(pieces)
        return pieces[at:] if self.random.random() < 0.5 else pieces[: at + 1]

    def stretched(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """Up to twelve words that say little between two others, for whatever looks so many words ahead."""
        at = self.place(pieces)
        return pieces[:at] + [" " + self.random.choice(known.plain) for _ in range(self.random.randint(1, 12))] + pieces[at:]

    def inserted(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at = self.place(pieces)
        new = self.word(known) if self.random.random() < 0.7 or not others else ""
        return [*pieces[:at], new or self.random.choice(others), *pieces[at:]]

    def number(self) -> str:
        """A number, most often one that the function may compare with."""
        return self.random.choice(compared(self.module, self.inside) if self.random.random() < 0.6 else NUMBERS)

    def word(self, known: Words) -> str:
        """A word of the data, most often one that the module asks for."""
        lists = asked(self.module, self.inside, self.lang) if self.random.random() < 0.7 else range(len(known.lists))
        return " " + self.random.choice(known.lists[self.random.choice(lists)])

    def beside(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """A word in front of a number, behind it or behind what it counts."""
        digits = [at for at, piece in enumerate(pieces) if piece.strip()[:1].isdigit()]
        if not digits:
            return self.inserted(pieces, known, others)
        at = self.random.choice(digits) + self.random.choice((0, 0, 0, 1, 1, 2, -1))
        return [*pieces[: max(at, 0)], self.word(known), *pieces[max(at, 0) :]]

    def replaced(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """A word of a list of the data becomes another one of that list."""
        listed = [at for at, piece in enumerate(pieces) if piece.strip().lower() in known.alike]
        at = self.random.choice(listed) if listed else self.place(pieces)
        lists = known.alike.get(pieces[at].strip().lower())
        new = (
            self.random.choice(known.lists[self.random.choice(lists)]) if lists and self.random.random() < 0.8 else self.word(known).strip()
        )
        return [*pieces[:at], self.spaced(pieces[at], new), *pieces[at + 1 :]]

    def numbered(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        digits = [at for at, piece in enumerate(pieces) if piece.strip()[:1].isdigit()]
        at = self.random.choice(digits) if digits else self.place(pieces)
        return [*pieces[:at], self.spaced(pieces[at], self.number()), *pieces[at + 1 :]]

    def stepped(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """A number one or ten more or less."""
        whole = [at for at, piece in enumerate(pieces) if piece.strip().isascii() and piece.strip().isdigit()]
        if not whole:
            return self.numbered(pieces, known, others)
        at = self.random.choice(whole)
        number = max(0, int(pieces[at]) + self.random.choice((-10, -2, -1, 1, 2, 10)))
        return [*pieces[:at], self.spaced(pieces[at], str(number)), *pieces[at + 1 :]]

    def joined(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """The head of one text and the tail of another."""
        if not others:
            return pieces
        first, then = pieces[: self.place(pieces) + 1], others[self.place(others) :]
        return [*first, " " + then[0].lstrip(), *then[1:]]

    def strewn(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """Numbers and words that the function asks for in a row, as they come."""
        if "dates" in self.module or self.random.random() < 0.03:
            return self.dated(pieces)
        made = list[str]()
        for _ in range(self.random.randint(2, 7)):
            number = " " + self.number()
            noun = " " + self.random.choice(known.lists[self.random.choice(counted(self.lang))])
            word = self.word(known)
            word = word.title() if "name" in self.module and self.random.random() < 0.6 else word
            made.append(self.random.choice((number if "numbers" not in self.module else word, number, word, word, word, noun)))
            if made[-1] == word and self.random.random() < 0.15:
                made[-1] = f"-{word.strip()}"
        return made if self.random.random() < 0.7 else [*pieces[: self.place(pieces)], *made]

    def dated(self, pieces: Pieces) -> Pieces:
        """One to three dates, with some of the words of a text before and between them."""
        made = pieces[: self.random.randrange(len(pieces))] if self.random.random() < 0.5 else []
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))):
            made = [*made, *self.date(), *(self.random.choice(([], [","], [self.word(words(self.lang))], pieces[-2:])))]
        return made

    def date(self) -> Pieces:
        """A phrase of a date with words in its slots."""
        made = list[str]()
        for item in self.random.choice(phrases(self.lang)).removeprefix("<").split():
            if not item.endswith("?") or len(item) == 1 or self.random.random() < 0.5:
                choices = item.removeprefix("<").removesuffix("?").split("/") if len(item) > 1 else [item]
                word = self.filled(self.random.choice(choices)).replace("_", " ")
                joined = not word[0].isalnum() or (made and not made[-1][-1].isalnum())
                made.append(word if joined and self.random.random() < 0.7 else " " + word)
        return made

    def filled(self, choice: str) -> str:
        """A word of a phrase, or one that may stand in its slot."""
        if not choice.startswith("{"):
            return choice
        slot, table = choice.strip("{}").rstrip("23"), language.load(self.lang).table("dates")
        word: str = self.random.choice(SLOTS[slot].split() if slot in SLOTS else self.random.choice(list(table["words"][slot].values())))
        named = table["capital"] and slot.startswith(("month", "weekday", "feast"))
        return word.title() if named != (self.random.random() < 0.1) else word

    def marked(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at, mark = self.place(pieces), self.random.choice(MARKS)
        return [*pieces[:at], self.random.choice(("", " ")) + mark, *pieces[at:]]

    def written(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        at = self.place(pieces)
        change = self.random.choice((str.title, str.upper, str.lower))
        return [*pieces[:at], change(pieces[at]), *pieces[at + 1 :]]

    def glued(self, pieces: Pieces, known: Words, others: Pieces) -> Pieces:
        """Two words with something else than a space between them."""
        at = self.place(pieces)
        return [*pieces[:at], self.random.choice(("", "-", "\n", "\n\n", ", ", ". ", "'", "/")) + pieces[at].lstrip(), *pieces[at + 1 :]]

    def spaced(self, before: str, word: str) -> str:
        return before[: len(before) - len(before.lstrip())] + word


def tables(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
