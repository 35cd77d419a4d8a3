"""Language packs: one folder of data per language, and their loader. No word of a language stands in code.

A pack is a folder ``factcheck/language/xx`` with small lexicons as TOML (value first: ``80 = ["quatre-vingts"]``) and
long lists as plain text, one entry per line, ``#`` for comments. A new language is a new folder.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from itertools import accumulate, repeat
from operator import sub
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from factcheck.language.stemming import quick
from factcheck.language.tables import parse
from factcheck.model import Token
from factcheck.text import without_accents

ROOT = Path(__file__).parent
_MOST_KEPT = 65_536
_COMMON_LETTERS = r"a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_NEW: Callable[[type[Token], tuple[int, int, str, str, str, str]], Token] = tuple.__new__  # without a step in Python
T = TypeVar("T")


@cache
def supported() -> tuple[str, ...]:
    """Codes of the languages that have a pack, sorted."""
    return tuple(sorted(entry.name for entry in ROOT.iterdir() if entry.is_dir() and entry.joinpath("language.toml").is_file()))


class Columns(NamedTuple):
    """The tokens of a text by their fields, for what needs no single token of it. ``bares``: the words in lower case without the apostrophe
    of an elision; ``plains``: the keys without any; ``capitals``: whether the word as written begins with one."""

    starts: Sequence[int]
    ends: Sequence[int]
    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    bares: tuple[str, ...]
    plains: tuple[str, ...]
    capitals: tuple[bool, ...]

    def tokens(self) -> list[Token]:
        """The tokens themselves."""
        return list(map(_NEW, repeat(Token), zip(*self[: len(Token._fields)], strict=True)))


@dataclass(slots=True)
class Row:
    """The tokens of a stretch of text, and each of their fields as a row of its own, for readers that look at one field of all of them;
    ``bares`` as with columns."""

    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    bares: tuple[str, ...]


def row(tokens: Sequence[Token]) -> Row:
    """Some tokens as a row."""
    if not tokens:
        return Row((), (), (), (), (), (), (), ())
    fields: list[tuple[Any, ...]] = [*zip(*tokens, strict=True), tuple([token.lower.strip("'") for token in tokens])]
    return Row(tuple(tokens), *fields)


@dataclass(frozen=True, eq=False)
class Pack:
    """One language's data. There is one pack per folder, so that readers can cache what they derive from it by identity."""

    lang: str
    folder: str
    # The TOML file of the pack that bears a name. Readers ask for it at every turn, so that each pack keeps its own.
    table: Callable[[str], dict[str, Any]] = field(init=False, repr=False)
    # The stem of a word in lower case, without accents; kept in the same way.
    stem: Callable[[str], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", cache(partial(_table, self.folder)))
        object.__setattr__(self, "stem", lru_cache(maxsize=262_144)(partial(_stem, self.folder)))

    def __reduce__(self) -> tuple[Callable[[str], Pack], tuple[str]]:
        ours = Path(self.folder).parent == ROOT  # the program may lie elsewhere where the pack is unpickled
        return (load, (self.lang,)) if ours else (load_folder, (self.folder,))

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of the text file ``name`` of the pack, without comments and blank lines."""
        return _lines(self.folder, name)

    def tokens(self, text: str) -> list[Token]:
        """The words, runs of digits and punctuation marks of a folded text."""
        return self.columns(text).tokens()

    def columns(self, text: str) -> Columns:
        """The same by their fields."""
        return _tokenizer(self.folder)(text)

    def rows_within(self, text: str, whole: Columns, spans: Iterable[tuple[int, int]]) -> list[Row]:
        """The tokens of stretches of a text, each counted from where its stretch begins. ``whole``: those of the text, which are the same
        wherever spaces stand around a stretch."""
        found: list[Row] = []
        words = whole.texts, whole.lowers, whole.keys, whole.kinds, whole.bares
        for start, end in spans:
            if (start and not text[start - 1].isspace()) or (end < len(text) and not text[end].isspace()):
                found.append(row(self.tokens(text[start:end])))
                continue
            first = bisect_left(whole.starts, start)
            last = bisect_left(whole.starts, end, first)
            starts = tuple(map(sub, whole.starts[first:last], repeat(start)))
            ends = tuple(map(sub, whole.ends[first:last], repeat(start)))
            texts, lowers, keys, kinds, bares = [column[first:last] for column in words]
            made = map(_NEW, repeat(Token), zip(starts, ends, texts, lowers, keys, kinds, strict=True))
            found.append(Row(tuple(made), starts, ends, texts, lowers, keys, kinds, bares))
        return found

    def content(self, token: Token) -> bool:
        """Whether a token is a word with content of its own."""
        return token.kind == "word" and _stop(self.folder).isdisjoint((token.lower, token.lower.strip("'")))

    def common(self, stem: str) -> bool:
        """Whether many articles use a word with this stem."""
        return stem in _common(self.folder)


@cache
def neutral(name: str) -> dict[str, Any]:
    """The TOML file ``name`` of the data that holds in every language."""
    return parse(ROOT.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load(lang: str) -> Pack:
    """The pack of a supported language; KeyError for any other."""
    if lang not in supported():
        raise KeyError(lang)
    return load_folder(str(ROOT / lang))


@cache
def load_folder(folder: str) -> Pack:
    """The pack in a folder, which bears the code of its language; it need not be one of the program's own."""
    return Pack(Path(folder).name, folder)


@cache
def _table(folder: str, name: str) -> dict[str, Any]:
    told = parse(Path(folder, f"{name}.toml").read_text(encoding="utf-8"))
    more = _added.get(Path(folder).name, {}).get(name)
    return told if more is None else _merged(told, more)


# Words that the user adds to those of the packs; see `extend`.
_added: dict[str, Mapping[str, Any]] = {}


def extend(words: Mapping[str, Mapping[str, Any]]) -> None:
    """Add words of the user's to the packs, before anything is read: by language and table, and under "names" by type.

    {"fr": {"units": {"mass": {"quintal": ["quintal"]}}}, "names": {"person": {"Anne Morel": ["la Dame du lac"]}}}
    """
    _added.clear()
    _added.update(words)
    for kept in (load, load_folder, _table):
        kept.cache_clear()


def added() -> Mapping[str, Mapping[str, Any]]:
    """What `extend` has added; nothing where the user has no words of their own."""
    return _added


def names() -> Mapping[str, Mapping[str, list[str]]]:
    """The names that the user has added: other spellings by name, by type."""
    return _added.get("names", {})


def _merged(told: Any, more: Any) -> Any:
    """A table with the words of another one behind its own."""
    if not isinstance(more, Mapping):
        return [*told, *(word for word in more if word not in told)]
    return {**told, **{key: _merged(told[key], value) if key in told else value for key, value in more.items()}}


@cache
def _lines(folder: str, name: str) -> tuple[str, ...]:
    text = re.sub("#.*", "", Path(folder, f"{name}.txt").read_text(encoding="utf-8"))
    return tuple(filter(None, map(str.strip, text.splitlines())))


@cache
def _stop(folder: str) -> frozenset[str]:
    return frozenset(_lines(folder, "stop"))


@cache
def _stems(folder: str) -> dict[str, str]:
    """The stems of frequent words, which are kept because making them takes a hundred times as long as reading them."""
    words = re.sub("#.*", "", Path(folder, "stems.txt").read_text(encoding="utf-8")).split()
    return dict(zip(words[::2], words[1::2], strict=True))


@cache
def _stemmer(folder: str) -> Callable[[str], str]:
    """The stemmer of one language. Its package imports those of thirty, which takes as long as reading an article: unless it is
    imported already, it stands empty while the module of the one is imported."""
    table, package = _table(folder, "language"), "snowballstemmer"
    name = table["stemmer"]
    alone = package not in sys.modules
    if alone and (spec := find_spec(package)):
        sys.modules[package] = module_from_spec(spec)
    try:
        module = import_module(f"{package}.{name}_stemmer")
    finally:
        if alone:
            sys.modules.pop(package, None)
    stemmer = getattr(module, f"{name.title().replace('_', '')}Stemmer")
    return quick(stemmer, table["stemmer_rewrites"], table.get("stemmer_regions"))


def _stem(folder: str, lower: str) -> str:
    return _stems(folder).get(lower) or without_accents(_stemmer(folder)(lower).lower())


@cache
def _common(folder: str) -> frozenset[str]:
    return frozenset(_lines(folder, "common_stems"))


class Kept(dict[str, T]):
    """What a function tells of each word, kept: a look at a dictionary is all that most words of a text cost."""

    __slots__ = ("_tell",)

    def __init__(self, tell: Callable[[str], T]) -> None:
        self._tell = tell

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = told = self._tell(word)
        return told


@cache
def _tokenizer(folder: str) -> Callable[[str], Columns]:
    """Words are cut at hyphens and marks; elided articles ("l'", "qu'") and clitics ("'s", "n't") are words of their own."""
    words = _table(folder, "language")
    elided = "|".join(sorted(map(re.escape, words["elided"]), key=len, reverse=True)) or r"(?!)"
    clitics = "|".join(sorted(map(re.escape, words["clitics"]), key=len, reverse=True)) or r"(?!)"
    whole = "|".join(sorted(map(re.escape, words["whole"]), key=len, reverse=True)) or r"(?!)"
    stripped = rf"|[^\W\d_]+?(?=(?:{clitics})(?![^\W_]))" if words["clitics"] else ""
    slow = rf"(?:{whole})(?![^\W_])|(?<![^\W_])(?:{elided})'(?=[^\W_])|(?<=[^\W_])(?:{clitics})(?![^\W_]){stripped}|[^\W\d_]+"
    # Most words are of common letters and touch no apostrophe: they are told at once, without a look at what is elided.
    plain = "" if any("'" not in entry for entry in words["clitics"] + words["whole"]) else rf"[{_COMMON_LETTERS}]++(?![\w'])|"
    # Spaces go with the word before them, so that no match is tried at one.
    pattern = re.compile(rf"({plain}[^\s\w']|\d+|(?i:{slow})|'|_)(\s*)")
    kept = _FORMS.__getitem__

    def columns(text: str) -> Columns:
        # The innermost loop of all, without a step in Python: pieces are what is before a word, the word, and the space behind it.
        pieces = pattern.split(text)
        offsets = list(accumulate(map(len, pieces)))
        told = zip(*map(kept, pieces[1::3]), strict=True) if len(pieces) > 1 else repeat((), len(Columns._fields) - 2)
        return Columns(offsets[:-1:3], offsets[1::3], *told)

    return columns


def forms(written: str) -> tuple[str, str, str, str]:
    """What a token has beside its span: the word as written, in lower case, its key and its kind."""
    return _FORMS[written][:4]


_Forms = tuple[str, str, str, str, str, str, bool]  # the fields of columns but for where a word stands


def _forms(written: str) -> _Forms:
    if written.isdecimal():
        return written, written, written, "digits", written, written, False
    if len(written) == 1 and not written.isalnum():
        bare = "" if written == "'" else written
        return written, written, written, "mark", bare, bare, False
    lower = written.lower()
    key = without_accents(lower)
    return written, lower, key, "word", lower.strip("'"), key.replace("'", ""), written[:1].isupper()


_FORMS = Kept(_forms)
