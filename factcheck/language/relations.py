"""Words that stand to each other: forms of one word, families that say nearly the same, and opposites.

Everything is data: ``synonyms.txt`` of a pack has families of words under neutral keys, ``irregular.txt`` forms that no rule leads
back to their word, ``endings.txt`` the rules that lead the others back, ``negative.toml`` what turns a word around; ``antonyms.toml``
tells which families are opposites, in every language. Nothing is read before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from factcheck.language import Pack, neutral
from factcheck.model import Token

COMPLEMENTARY = "complementary"  # one of the two holds: alive, dead
GRADED = "graded"  # neither need hold: rich, poor
DIRECTIONAL = "directional"  # with the roles swapped they tell the same fact: buy, sell
REVERSIVE = "reversive"  # one undoes the other, so that both may hold one after the other: open, close
EXCLUSIVE = "exclusive"  # a thing has one of several at a time: north, south, east, west
_KINDS = (COMPLEMENTARY, REVERSIVE, DIRECTIONAL, EXCLUSIVE, GRADED)  # what excludes most comes first

NOT = "not:"  # before the key of a family: what a negative prefix makes of its words

_MOST_KEPT = 65_536
_ROOT, _REST = 2, 4  # letters of a word that an ending leaves at least, and a prefix


class Family(NamedTuple):
    """The families of the words that begin at a token, sorted, and how many tokens those take."""

    keys: tuple[str, ...]
    size: int


class _Lexicon(NamedTuple):
    """Families by word, phrases of several words with their family, the word of each irregular form, what stands for endings."""

    words: dict[str, list[str]]
    phrases: list[tuple[str, str]]
    irregular: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    plain: frozenset[str]  # endings of forms that are words of their own as well ("wounded")
    longest: int


def lemma(pack: Pack, lower: str) -> str:
    """One key for every form of a word in lower case: the word itself where the data knows it, else its stem."""
    return _lemma(pack, lower)


def family(pack: Pack, tokens: Sequence[Token], at: int) -> Family:
    """The families of the words that begin at a token; those of the most words win. ``size`` is 0 where none is known."""
    token = tokens[at]
    if token.kind != "word":
        return Family((), 0)
    phrase = _phrase(pack, tokens, at)
    if phrase.size:
        return phrase
    before = tokens[at - 1].text if at else ""
    turned = before == "-" and at > 1 and tokens[at - 2].lower in _negative(pack).words
    found = families(pack, token.lower)
    return Family(tuple(sorted(map(negated, found))) if turned else found, 1 if found else 0)


def families(pack: Pack, lower: str) -> tuple[str, ...]:
    """The families of one word in lower case, sorted; those of the word it turns around, under `NOT`, where it has none of its own."""
    return _families(pack, lower)


def negated(key: str) -> str:
    """The key of what is told when the words of a family are denied."""
    return key.removeprefix(NOT) if key.startswith(NOT) else NOT + key


def opposite(a: str, b: str) -> str | None:
    """How two families are opposites of each other, or None where they are not."""
    if negated(a) == b:
        return COMPLEMENTARY
    return _opposites().get((a, b))


def opposed(one: Iterable[str], other: Iterable[str]) -> str | None:
    """How two words are opposites by their families: None as well where one family has both, or where nothing is known."""
    return _opposed(tuple(one), tuple(other))


@lru_cache(maxsize=_MOST_KEPT)
def _opposed(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    if not set(one).isdisjoint(other):
        return None
    found = {opposite(a, b) for a, b in product(one, other)}
    return next((kind for kind in _KINDS if kind in found), None)


@cache
def _opposites() -> dict[tuple[str, str], str]:
    table = neutral("antonyms")
    found = {}
    for kind in reversed(_KINDS):
        for key, others in table[kind].items():
            for a, b in product(others, others) if kind == EXCLUSIVE else ((key, other) for other in others):
                if a != b:
                    found[a, b] = found[b, a] = kind
    return found


# ------------------------------------------------------------------------------------------------ words


@lru_cache(maxsize=_MOST_KEPT)
def _lemma(pack: Pack, lower: str) -> str:
    return _known(pack, _lexicon(pack), lower)


def _known(pack: Pack, lexicon: _Lexicon, lower: str) -> str:
    return _plain(lexicon, lower) or (lower if lower in lexicon.words else "") or next(_bases(lexicon, lower), "") or pack.stem(lower)


@lru_cache(maxsize=_MOST_KEPT)
def _families(pack: Pack, lower: str) -> tuple[str, ...]:
    lexicon = _lexicon(pack)
    found = {key for word in (lower, _plain(lexicon, lower)) for key in lexicon.words.get(word, ())}
    if not found and lexicon.irregular.get(lower) != lower:
        found = set(next(filter(None, (lexicon.words.get(base) for base in _bases(lexicon, lower))), ()))
    return tuple(sorted(found or map(negated, _turned(pack, lower))))


def _plain(lexicon: _Lexicon, lower: str) -> str:
    """The word that a form is of even where it is a word of its own as well ("shot", "wounded"), else nothing."""
    return lexicon.irregular.get(lower) or next(_bases(lexicon, lower, lexicon.plain), "")


def _bases(lexicon: _Lexicon, lower: str, among: frozenset[str] | None = None) -> Iterator[str]:
    """The known words that a form may be of by its ending, the shortest first."""
    for size in range(1, min(lexicon.longest, len(lower) - _ROOT) + 1):
        root, ending = lower[:-size], lower[-size:]
        for base in lexicon.endings.get(ending, ()) if among is None or ending in among else ():
            if root + base in lexicon.words or lexicon.irregular.get(root + base) == root + base:
                yield root + base


def _turned(pack: Pack, lower: str) -> Sequence[str]:
    """The families of the word that a negative prefix stands before."""
    negative, lexicon = _negative(pack), _lexicon(pack)
    for prefix in negative.prefixes:
        rest = lower.removeprefix(prefix)
        if len(lower) > len(rest) >= _REST and lower not in negative.others:
            base = rest if rest in lexicon.words else next(_bases(lexicon, rest), "")
            if base in lexicon.words and prefix + base not in negative.others:
                return lexicon.words[base]
    return ()


def _phrase(pack: Pack, tokens: Sequence[Token], at: int) -> Family:
    """The families of the longest phrase that begins at a token."""
    lower = tokens[at].lower
    found = [
        (size, key)
        for first in {lower, lemma(pack, lower)}
        for words, key in _phrases(pack, first)
        if (size := _taken(pack, tokens, at, words))
    ]
    longest = max((size for size, _ in found), default=0)
    return Family(tuple(sorted({key for size, key in found if size == longest})), longest)


@lru_cache(maxsize=_MOST_KEPT)
def _phrases(pack: Pack, first: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases that begin with a word, each as its words and its family."""
    return tuple((_words(pack, form), key) for form, key in _openings(pack).get(first, ()))


def _words(pack: Pack, form: str) -> tuple[str, ...]:
    """The words of a phrase as they are compared: those without content as written, the others as their lemma."""
    tokens = (token for token in pack.tokens(form) if token.kind != "mark")
    return tuple(lemma(pack, token.lower) if pack.content(token) else token.lower for token in tokens)


def _taken(pack: Pack, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int:
    """How many tokens the words of a phrase take, 0 where they do not stand there; hyphens count for nothing."""
    index, matched = at, 0
    while index < len(tokens) and matched < len(words):
        token = tokens[index]
        if token.kind != "mark" and words[matched] in (token.lower, lemma(pack, token.lower)):
            matched += 1
        elif token.text != "-" or not matched:
            return 0
        index += 1
    return index - at if matched == len(words) else 0


# ------------------------------------------------------------------------------------------------- data


@cache
def _lexicon(pack: Pack) -> _Lexicon:
    words: dict[str, list[str]] = {}
    phrases: list[tuple[str, str]] = []
    whole = pack.table("language")["whole"]
    for line in pack.lines("synonyms"):
        key, _, forms = line.partition(": ")
        for form in forms.split(", "):
            if not form.isalpha() and form not in whole:
                phrases.append((form, key))
            elif form in words:
                words[form].append(key)
            else:
                words[form] = [key]
    lines = [line.split() for line in pack.lines("endings")]
    endings = {ending: tuple(base.strip("-") for base in bases if base != "+") for ending, *bases in lines}
    plain = frozenset(line[0] for line in lines if "+" in line)
    return _Lexicon(words, phrases, irregular(pack), endings, plain, max(map(len, endings)))


@cache
def _openings(pack: Pack) -> dict[str, list[tuple[str, str]]]:
    """The phrases by the lemma of their first word; few texts ask for one."""
    lexicon = _lexicon(pack)
    found: dict[str, list[tuple[str, str]]] = {}
    for form, key in lexicon.phrases:
        first = _first(form)
        known = first if first in lexicon.words else lexicon.irregular.get(first) or _known(pack, lexicon, first)
        found.setdefault(known, []).append((form, key))
    return found


def _first(form: str) -> str:
    """The first token of a phrase, an elided article with its apostrophe."""
    head = form.split(" ", 1)[0].split("-", 1)[0]
    return head[: head.find("'") + 1] or head


@cache
def irregular(pack: Pack) -> dict[str, str]:
    """The word of each form: a line has a word, the prefixes that it is met with as well, and its forms; words alone come first."""
    lines = [line.partition(":") for line in pack.lines("irregular")]
    found: dict[str, str] = {}
    for heads, _, rest in reversed(lines):
        word, *prefixes = heads.replace("+", "").split()
        for prefix in [*reversed(prefixes), ""]:
            found.update(dict.fromkeys([prefix + form for form in rest.split()], prefix + word))
            found[prefix + word] = prefix + word
    found.update((word, word) for word, _, rest in lines if not rest)
    return found


class _Negative(NamedTuple):
    """Prefixes that turn a word around, words before a hyphen that do, and words that only look as if they had such a prefix."""

    prefixes: tuple[str, ...]
    words: frozenset[str]
    others: frozenset[str]


@cache
def _negative(pack: Pack) -> _Negative:
    table = pack.table("negative")
    return _Negative(tuple(table["prefixes"]), frozenset(table["words"]), frozenset(table["others"]))
