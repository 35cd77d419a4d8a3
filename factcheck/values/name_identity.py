"""When two names are one: canonical keys, and the comparison of two names as written.

The gazetteer decides where it knows both. Elsewhere words are compared by sound, surname first; different first names,
different initials and different generations (Jr.) are different people.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from factcheck import language
from factcheck.language import Pack
from factcheck.values.gazetteer import Entry, blocks, first_names, latin, meanings, normal
from factcheck.values.name_words import Lexicon, lexicon
from factcheck.values.spelling import alike, ascii_form, block

# Letters that tell a transliteration from Cyrillic or Arabic: its spelling depends on the language, so that its key must not.
_ENDINGS = tuple("ov ova ev eva sky ski skyi skiy skaya skaia enko chuk tchouk vitch vich vych iy yi ii".split())  # noqa: SIM905
_INSIDE = re.compile(r"[kz]h[aeiouy]|[t]ch[aeiouy]|shch")
_Y_ENDING = re.compile(r"(?:iy|yi|yy|ii|ij|yj|y|i)$")
_DOUBLED = re.compile(r"(.)\1")


@cache
def _set(name: str) -> frozenset[str]:
    """Words of all languages that mean little in a name: "particles", "suffixes", "directions"."""
    packs = [language.load(lang) for lang in language.supported()]
    return frozenset(word for pack in packs for word in pack.table("names")[name])


def canonical(text: str, pack: Pack) -> str:
    """The key of a name as written, the same for its spellings in all languages as far as they are known."""
    lex = lexicon(pack)
    name = _bare(normal(text), lex)
    entry = lex.known.entries.get(name)
    return entry.canonical if entry else key_of(text, "other", pack).canonical


def _bare(name: str, lex: Lexicon) -> str:
    """A name without the article, title or form of address before it."""
    words = name.split()
    while len(words) > 1 and (words[0] in lex.courtesy or words[0] in lex.titles or words[0] in ("l", "le", "la", "les", "the", "d")):
        if name in lex.known.entries:
            break
        words = words[1:]
        name = " ".join(words)
    return name


@lru_cache(maxsize=16384)
def key_of(written: str, kind: str, pack: Pack) -> Entry:
    """The entry of a name that the gazetteer does not have as written: a known person by sound, or a key of its own."""
    name = normal(written)
    if found := _by_sound(name):
        return found
    if kind not in ("person", "other"):
        return Entry(name, kind, "")
    words = name.split()
    if not any(map(_is_foreign, words)):
        return Entry(name, kind, "")
    return Entry(" ".join([_key_word(word, True, pack.lang) for word in words]), kind, "")


def _is_foreign(word: str) -> bool:
    """Whether a word looks like a transliteration."""
    return len(word) > 3 and (word.endswith(_ENDINGS) or _INSIDE.search(word) is not None)


def _by_sound(name: str) -> Entry | None:
    """A known person whose full name sounds like this one."""
    words = name.split()
    if not 2 <= len(words) <= 4:
        return None
    last = block(words[-1])
    for parts, entry in _known(last).get(_coarse(words), ()) if last in blocks() else ():  # for most of which there is nobody
        if all(map(alike, parts, words)) and not _other_first(words[0], parts[0]):
            return entry
    return None


@cache
def _known(last: str) -> dict[tuple[str, ...], list[tuple[list[str], Entry]]]:
    """Known full names of people whose last word has a coarse sound, by those of the words before it, which are the same for words that
    are alike."""
    found: dict[tuple[str, ...], list[tuple[list[str], Entry]]] = {}
    for known, entry in blocks().get(last, ()):
        parts = known.split()
        found.setdefault(_coarse(parts), []).append((parts, entry))
    return found


def _coarse(words: list[str]) -> tuple[str, ...]:
    return tuple([block(ascii_form(word)) for word in words[:-1]])


def _key_word(word: str, foreign: bool, lang: str) -> str:
    """One word of a key: a first name under the form that stands for all its forms, a transliteration under its English one."""
    if word in first_names() and foreign:
        return first_names()[word]
    if not foreign:
        return word
    word = _Y_ENDING.sub("y", _romanised(lang)(word))
    return _DOUBLED.sub(r"\1", "y" + word[1:] if len(word) > 1 and word[0] == "i" and word[1] in "aeou" else word)


@cache
def _romanised(lang: str) -> Callable[[str], str]:
    """The function that writes a word with the letters that English transliterations have."""
    letters: dict[str, str] = language.load(lang).table("names")["romanised"]
    pattern = re.compile("|".join(sorted(letters, key=len, reverse=True)))
    return lambda word: pattern.sub(lambda found: letters[found.group()], word)


# -------------------------------------------------------------------------------------------------- same


@lru_cache(maxsize=65536)
def same(a: str, b: str) -> bool:
    """Whether two names as written, in any language, name the same person, place or organisation."""
    left, right = _untitled(normal(a)), _untitled(normal(b))
    if left == right:
        return True
    known, other = meanings().get(left), meanings().get(right)
    if known and other:
        return bool({entry.canonical for entry in known} & {entry.canonical for entry in other})
    return _same_words(left.split(), right.split(), (known or frozenset()) | (other or frozenset()))


def _untitled(name: str) -> str:
    """The name without "M.", "Mrs", "président" in front, unless it is known with it."""
    words = name.split()
    while len(words) > 1 and words[0] in _forms_of_address() and " ".join(words) not in meanings():
        words = words[1:]
    return " ".join(words)


@cache
def _forms_of_address() -> frozenset[str]:
    packs = [lexicon(language.load(lang)) for lang in language.supported()]
    return frozenset(word for lex in packs for word in lex.courtesy | lex.titles if word not in first_names())


def _same_words(a: list[str], b: list[str], known: frozenset[Entry]) -> bool:
    """Two names word by word, without particles; ``known``: what the gazetteer says of one of them."""
    left, right = sorted((_content(a), _content(b)), key=len)
    drift = 0.25 if any(entry.country in latin() for entry in known) else 1.0
    if _generation(a) != _generation(b) or not left:
        return False
    if len(left) == len(right):
        return _pairwise(left, right, drift)
    if len(left) == 1:
        person = all(entry.type == "person" for entry in known)
        return person and (bool(known) or right[0] in first_names()) and _surname(left[0], right, drift)
    return alike(left[-1], right[-1], drift) and _first_agrees(left[0], right[0]) and _middle(left[1:-1], right[1:-1])


def _generation(words: list[str]) -> str:
    return words[-1] if len(words) > 1 and words[-1] in _set("suffixes") else ""


def _content(words: list[str]) -> list[str]:
    kept = [word for word in words if word not in _set("particles") and word not in _set("suffixes")]
    return kept or words


def _pairwise(a: list[str], b: list[str], drift: float) -> bool:
    if len(a) == 1:
        return alike(a[0], b[0], drift) and not _other_first(a[0], b[0])
    middle = zip(a[1:-1], b[1:-1], strict=True)
    return alike(a[-1], b[-1], drift) and _first_agrees(a[0], b[0]) and all(_initial(x, y) or alike(x, y) for x, y in middle)


def _surname(word: str, full: list[str], drift: float) -> bool:
    """Whether one word is the last of a full name; a place with a direction is another place."""
    return full[0] not in _set("directions") and full[-1] not in _set("directions") and alike(word, full[-1], drift)


def _middle(a: list[str], b: list[str]) -> bool:
    """Middle names may be left out, or initials; those that both have must agree."""
    shorter, longer = sorted((a, b), key=len)
    rest = iter(longer)
    return all(any(_initial(x, y) or alike(x, y) for y in rest) for x in shorter)


def _first_agrees(a: str, b: str) -> bool:
    if _initial(a, b) or a == b:
        return True
    names = first_names()
    if a in names and b in names:
        return names[a] == names[b]
    return alike(a, b)


def _other_first(a: str, b: str) -> bool:
    """Whether two words are different first names (Martin, Martine; Mario, Maria)."""
    names = first_names()
    return a in names and b in names and names[a] != names[b]


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]
