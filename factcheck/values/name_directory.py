"""Who is meant by a surname: the names of one article, and what each of them stands for there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from factcheck.model import Name

_LONGEST = 30  # letters of a surname
_TYPO_LENGTH = 6  # letters from which one slip of the pen leaves a surname recognisable


def directory(names: Iterable[Name]) -> dict[str, Name]:
    """Names by their key, and full names of people by their surname where only one person has it."""
    found: dict[str, Name] = {}
    surnames: dict[str, set[str]] = {}
    for name in names:
        key = name.canonical
        found.setdefault(key, name)
        if name.type == "person" and " " in key:
            surnames.setdefault(_surname(key), set()).add(key)
    for surname, people in surnames.items():
        if len(people) == 1:
            found[surname] = found[next(iter(people))]
    return found


def resolve(names: Sequence[Name], known: Mapping[str, Name] | None = None, weak: frozenset[int] = frozenset()) -> list[Name]:
    """The names of one article, surnames and slips of the pen brought to the full name that it has elsewhere.

    ``weak``: starts of names that only stand if the article, or ``known``, bears them out.
    """
    named = _promoted(names)
    book = _book(directory([name for name in named if name.start not in weak] if weak else named), known or {})
    typos = _typos(named, book)
    typed = {name.canonical: name for name in reversed(named) if name.type != "other"}
    kept: list[Name] = []
    for name in named:
        found = _resolved(name, book, typos)
        if name.start not in weak or name.canonical in book or found is not name:
            model = typed.get(found.canonical)
            kept.append(found if model is found else _as_elsewhere(found, model))
    return kept


def _book(own: dict[str, Name], known: Mapping[str, Name]) -> dict[str, Name]:
    """What the article itself introduces, and what is known elsewhere of the rest."""
    return (
        own
        if not known
        else {**known, **{key: name for key, name in own.items() if key not in known or name.canonical != key or " " in key}}
    )


def _as_elsewhere(name: Name, model: Name | None) -> Name:
    """A name without a type, with the one that its namesake has; a known place does not lend its own ("Orange")."""
    if model is None or (model.type == "place" and model.country and name.type == "other"):
        return name
    country = model.country or name.country
    return name if (name.type, name.country) == (model.type, country) else Name(name.start, name.end, name.canonical, model.type, country)


def _promoted(names: Sequence[Name]) -> list[Name]:
    """The names, with those taken for people whose last word the article also uses alone."""
    alone = {name.canonical for name in names if name.type in ("other", "person") and " " not in name.canonical}
    return [_as_person(name) if name.type == "other" and _maybe_person(name.canonical, alone) else name for name in names]


def _maybe_person(key: str, alone: Container[str]) -> bool:
    return 1 <= key.count(" ") <= 2 and _surname(key) in alone


def _as_person(name: Name) -> Name:
    return Name(name.start, name.end, name.canonical, "person", name.country)


def _resolved(name: Name, book: Mapping[str, Name], typos: Mapping[str, str]) -> Name:
    if name.type not in ("other", "person"):
        return name
    right = book.get(typos.get(name.canonical, name.canonical) if typos else name.canonical)
    if right is None or right is name or right.type != "person" or right.canonical == name.canonical:
        return name
    return Name(name.start, name.end, right.canonical, right.type, right.country)


def _typos(names: Sequence[Name], book: Mapping[str, Name]) -> dict[str, str]:
    """Names that differ by one slip from a full name of the article, or from its last word: the wrong key and the right one, which is
    given as often at least. Of two full names that are given as often the first is right.

    Compared are only words that share a form with one letter left out, so that the search is linear.
    """
    people = [key for key, name in book.items() if name.type == "person"]
    told = [name.canonical for name in names if name.type in ("other", "person") and not name.country] if people else []
    likely = _likely(people, told)
    if not likely:
        return {}
    counts = Counter([name.canonical for name in names])
    places = {key: place for place, key in enumerate(counts)}
    near: dict[str, list[str]] = {}
    for key in likely.intersection(people):
        for form in _shortened(_surname(key)):
            near.setdefault(form, []).append(key)
    found: dict[str, str] = {}
    for wrong in sorted(likely.intersection(told)):
        candidates = {key for form in _shortened(_surname(wrong)) for key in near.get(form, ())}
        given, known = (counts[wrong], -places[wrong]), {key: book[key].canonical for key in candidates if _slip(wrong, key)}
        right = sorted(key for key, name in known.items() if given[0] <= counts[name])
        if wrong in book:  # a surname of the article is no slip; of two full names one is
            right = [key for key in right if " " in wrong and given < (counts[known[key]], -places[known[key]])]
        if right:
            found[wrong] = right[0]
    return found


def _likely(known: Iterable[str], told: Iterable[str]) -> set[str]:
    """Of some keys those that may be one slip from another of them: the words before the last one are the same, and so are its first two
    letters or its last two, for a slip reaches no further than over two letters that stand side by side."""
    alike: dict[str, list[str]] = {}
    for key in {*known, *told}:
        before, space, surname = key.rpartition(" ")
        if len(surname) >= _TYPO_LENGTH:
            alike.setdefault(f"{before}{space}{surname[:2]}", []).append(key)
            alike.setdefault(f"{before}{space}-{surname[-2:]}", []).append(key)
    return {key for keys in alike.values() if len(keys) > 1 for key in keys}


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(min(len(word), _LONGEST))}


def _slip(wrong: str, right: str) -> bool:
    """Whether two keys have the same words but the last, and that one differs by one letter or two that changed places."""
    if wrong == right or wrong.rpartition(" ")[0] != right.rpartition(" ")[0]:
        return False
    return OSA.distance(_surname(wrong), _surname(right), score_cutoff=1) == 1


def _surname(key: str) -> str:
    return key.rpartition(" ")[2]
