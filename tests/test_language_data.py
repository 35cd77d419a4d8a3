"""The lexicons: clean, unique, sorted, small, and with the same neutral keys in every language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from each import each

from factcheck import language
from factcheck.text import fold

FOLDER = Path(language.__file__).parent
LANGUAGES = language.supported()
TABLES = sorted(FOLDER.rglob("*.toml"))
LISTS = sorted(FOLDER.rglob("*.txt"))
LARGEST_TABLE = 20_000  # bytes; TOML is parsed at 5 to 8 MB/s, so that a table of this size costs 3 ms once

LONGEST_PHRASE = 60

# Neutral keys (table, key) that only some languages need, and why. A key stands for everything below it.
ONE_SIDED: dict[tuple[str, str], str] = {
    ("assertion", "classes"): "each language names the classes of words that its own cues are made of",
    ("certainty", "classes"): "each language names the classes of words that its own cues are made of",
    ("clauses", "classes"): "each language names the classes of words that its own cues are made of",
    ("dates", "words.half_day"): "French counts twenty-four hours",
    ("dates", "words.season_sure"): "only where seasons are common words as well",
    ("dates", "words.unit.fortnight"): "French has no word for it",
    ("dates", "words.unit_one"): "only where a phrase asks for the singular",
    ("names", "people"): "endings of demonyms",
    ("names", "romanised"): "letters of the language's own transliterations",
    ("numbers", "letters"): "only where the letter alone is written for the number",
}
# Lists of words (table, key) whose order carries meaning, and which.
ORDERED: dict[tuple[str, str], str] = {}
# Lists in text files whose order carries meaning, and which.
ORDERED_LISTS: dict[str, str] = {"dates_phrases": "meanings stand together as a reader looks for them"}
# Sections (table, section) that readers turn around, from the word to its key: a word stands under one key only. So do
# all sections whose keys are numbers.
INVERTED: frozenset[tuple[str, str]] = frozenset()
# Entries that begin or end with a space on purpose, and why.
SPACED = {" ": "parts groups of digits", "© ": "the mark before a name, and not the mark alone"}
# Words (table, word) that stand under two keys of such a section on purpose, and why.
AMBIGUOUS: dict[tuple[str, str], str] = {}

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_WORD = re.compile(r"[^\W_]+(?:[-.'][^\W_]+)*[.']?")


@cache
def parsed(path: Path) -> dict[str, Any]:
    """A table as written."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def leaves(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a table that are not tables, each with its dotted key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def phrases(path: Path) -> Iterator[tuple[str, str]]:
    """Every string of a table with its dotted key."""
    for key, value in leaves(parsed(path)):
        if isinstance(value, list):
            yield from ((key, item) for item in value if isinstance(item, str))
        elif isinstance(value, str):  # a text of words is a list of them
            yield from ((key, item) for item in (value.split() if "\n" in value or len(value) > LONGEST_PHRASE else [value]))


def entries(path: Path) -> list[str]:
    """The entries of a list: its lines without comments and blank lines, as written."""
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return [line.rstrip() for line in lines if line.strip()]


def excepted(exceptions: dict[tuple[str, str], str], table: str, key: str) -> bool:
    """True when a key, or one above it, is among the exceptions of its table."""
    parts = key.split(".")
    return any((table, ".".join(parts[:count])) in exceptions for count in range(1, len(parts) + 1))


def one_sided(table: str, key: str) -> bool:
    """True for a key that a language may lack: an exception, or a number that it has no word for."""
    return excepted(ONE_SIDED, table, key) or _NUMBER.fullmatch(key.rpartition(".")[2]) is not None


def inverted(table: str, section: str, keys: list[str]) -> bool:
    """True for a section in which a word may stand under one key only."""
    return (table, section) in INVERTED or all(_NUMBER.fullmatch(key) for key in keys)


def words_only(value: object) -> bool:
    """True for a list of single words: phrases and patterns may stand in the order that reads best."""
    return isinstance(value, list) and all(isinstance(item, str) and _WORD.fullmatch(item) for item in value)


def sections(table: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The sections of a table with their lists of strings."""
    yield name, {key: value for key, value in table.items() if isinstance(value, list) and all(isinstance(item, str) for item in value)}
    for key, value in table.items():
        if isinstance(value, dict):
            yield from sections(value, f"{name}.{key}".lstrip("."))


def named(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


# Tables directly under factcheck/language hold neutral keys, not words, except gazetteers in .txt files.
WORDS = [path for path in [*TABLES, *LISTS] if path.suffix == ".txt" or path.parent.name in LANGUAGES]

each_table = each(TABLES, named)
each_list = each(LISTS, named)
each_file = each([*TABLES, *LISTS], named)
each_lexicon = each([path for path in WORDS if path.suffix == ".toml"], named)
each_file_of_words = each(WORDS, named)


def test_there_are_two_languages() -> None:
    assert {"en", "fr"} <= set(LANGUAGES)


def test_every_language_has_every_file() -> None:
    files = {lang: {path.name for path in [*TABLES, *LISTS] if path.parent.name == lang} for lang in LANGUAGES}
    everything = set().union(*files.values())
    missing = {lang: sorted(everything - names) for lang, names in files.items() if everything - names}
    assert not missing


@pytest.mark.parametrize("name", sorted({path.name for path in TABLES if path.parent.name in LANGUAGES}))
def test_every_language_has_the_same_keys(name: str) -> None:
    keys = {lang: {key for key, _ in leaves(parsed(FOLDER / lang / name))} for lang in LANGUAGES if (FOLDER / lang / name).is_file()}
    everything = set().union(*keys.values())
    missing = {
        lang: lacking
        for lang, found in keys.items()
        if (lacking := sorted(key for key in everything - found if not one_sided(Path(name).stem, key)))
    }
    assert not missing, "a key that one language lacks: give it, empty if need be, or a reason in ONE_SIDED"


@each_table
def test_lists_of_tables_repeat_nothing(path: Path) -> None:
    for key, value in leaves(parsed(path)):
        if isinstance(value, list):
            assert not [item for at, item in enumerate(value) if item in value[:at]], f"{named(path)}: {key} repeats an entry"


@each_table
def test_lists_of_words_are_sorted(path: Path) -> None:
    for key, value in leaves(parsed(path)):
        if words_only(value) and not excepted(ORDERED, path.stem, key):
            assert value == sorted(value), f"{named(path)}: {key} is not sorted; run python tests/sort_lexicons.py"


@each_lexicon
def test_a_word_has_one_meaning_in_its_section(path: Path) -> None:
    for section, lists in sections(parsed(path)):
        if not lists or not inverted(path.stem, section, list(lists)):
            continue
        seen: dict[str, str] = {}
        for key, word in ((key, word) for key, words in lists.items() for word in words):
            other = seen.setdefault(word, key)
            assert other == key or (path.stem, word) in AMBIGUOUS, f"{named(path)}: [{section}] has {word!r} under {other} and {key}"


@each_list
def test_lists_are_unique_and_sorted(path: Path) -> None:
    found = entries(path)
    assert found, f"{named(path)} has no entry"
    repeated = sorted({entry for entry, following in pairwise(sorted(found)) if entry == following})
    assert not repeated
    assert path.stem in ORDERED_LISTS or found == sorted(found), f"{named(path)} is not sorted; run python tests/sort_lexicons.py"


@each_file
def test_files_are_clean(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.normalize("NFC", text) == text
    trailing = [number for number, line in enumerate(text.splitlines(), 1) if line != line.rstrip()]
    assert not trailing, f"{named(path)}: spaces at the end of lines {trailing[:5]}"


def all_strings(path: Path) -> list[str]:
    return entries(path) if path.suffix == ".txt" else [phrase for _, phrase in phrases(path)]


@each_file_of_words
def test_entries_have_no_stray_spaces(path: Path) -> None:
    stray = [entry for entry in all_strings(path) if entry not in SPACED and (entry != entry.strip() or re.search(r"  |\t", entry))]
    assert not stray


@each_file_of_words
def test_entries_are_folded_as_the_text_will_be(path: Path) -> None:
    unreachable = [entry for entry in all_strings(path) if fold(entry).text != entry]
    assert not unreachable, "written so, they can never match folded text"


@each_table
def test_tables_are_small(path: Path) -> None:
    assert path.stat().st_size <= LARGEST_TABLE, f"{named(path)}: long lists belong in a .txt file, which loads ten times as fast"


@pytest.mark.parametrize("exceptions", [ONE_SIDED, ORDERED, INVERTED, AMBIGUOUS], ids=["ONE_SIDED", "ORDERED", "INVERTED", "AMBIGUOUS"])
def test_exceptions_name_what_exists(exceptions: Iterable[tuple[str, str]]) -> None:
    known = {(path.stem, key) for path in TABLES for key, _ in leaves(parsed(path))}
    known |= {(path.stem, word) for path in TABLES for _, word in phrases(path)}
    stale = [item for item in exceptions if not any(stem == item[0] and f"{key}.".startswith(f"{item[1]}.") for stem, key in known)]
    assert not stale
