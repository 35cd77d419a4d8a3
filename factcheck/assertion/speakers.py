"""Who speaks: noun phrases that name a source, and the bare name inside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import NamedTuple

from factcheck.assertion.speech import Lexicon
from factcheck.model import Name, Token

NAMED, ROLE, ANONYMOUS, OUTLET, DOCUMENT, PRONOUN = "named", "role", "anonymous", "outlet", "document", "pronoun"
# A phrase that names a speaker is no longer than this, in tokens.
LONGEST = 30
# A capitalised word of so many letters before a full stop may be an abbreviation.
SHORT = 4
_STOPS = frozenset({"relative", "that", "subordinate", "adversative", "third", "impersonal", "first", "sign", "future", "conditional"})
_DANGLING, _PASSING = frozenset({"preposition", "joining", "determiner", "inner"}), frozenset({"time", "adverb", "gerund"})
_HEADLESS = frozenset({"adjective", "determiner", "inner"})  # of a phrase with its head first
_ISSUED, _MADE = frozenset({"document", "issued"}), frozenset({"inner", "by"})
_OFFICES, _CALLED = frozenset({"office", "title"}), frozenset({"institution", "medium"})
_LEADING, _SPEAKING = frozenset({"determiner", "title"}), frozenset({"human", "institution"})
_GOVERNING, _NONE = frozenset({"preposition", "inner"}), frozenset[str]()
_INSIDE = frozenset("-'&/’")
_START = attrgetter("start")


class Speaker(NamedTuple):
    """A speaker as written, without article, and what kind of speaker it is. ``role``: the office of one who has a name;
    ``organisation``: for whom somebody of an office speaks."""

    text: str
    kind: str
    role: str = ""
    organisation: str = ""


def is_capital(token: Token) -> bool:
    """A word that begins with a capital letter."""
    return token.kind == "word" and token.text[0].isupper()


def in_class(token: Token, name: str, words: Lexicon) -> bool:
    """The token belongs to a class of the language."""
    return name in words.told(token.text)


def in_any(token: Token, names: AbstractSet[str], words: Lexicon) -> bool:
    """The token belongs to one of some classes of the language."""
    return not words.told(token.text).isdisjoint(names)


def phrase_end(tokens: Sequence[Token], start: int, words: Lexicon, anchored: bool = False) -> int:
    """Where a noun phrase that begins at a token ends; ``start`` when there is none. ``anchored``: any preposition may join a
    complement, because what must follow tells the end; otherwise only those of possession."""
    told, last = words.told, min(start + LONGEST, len(tokens))
    place = start
    while place < last and "determiner" in told(tokens[place].text):
        place += 1
    first = place
    while place < last and _belongs(tokens, place, first, words, anchored):
        place = max(place + 1, _outlet_end(tokens, place, words)) if tokens[place].lower in words.outlets else place + 1
    while place > first and (tokens[place - 1].kind == "mark" or _dangles(tokens[place - 1], words)):
        place -= 1
    return place if place > first else start


def _outlet_end(tokens: Sequence[Token], start: int, words: Lexicon) -> int:
    """Where an outlet of several words ends that begins at a token ("Journal du dimanche"); ``start`` for none."""
    listed = words.outlets.get(tokens[start].lower) if start < len(tokens) else None
    if not listed or not is_capital(tokens[start]):
        return start
    fits = (parts for parts in listed if tuple([token.lower for token in tokens[start : start + len(parts)]]) == parts)
    return start + max(map(len, fits), default=0)


def _dangles(token: Token, words: Lexicon) -> bool:
    return not words.told(token.text).isdisjoint(_DANGLING)


def _belongs(tokens: Sequence[Token], place: int, first: int, words: Lexicon, anchored: bool) -> bool:
    token = tokens[place]
    before = tokens[place - 1] if place > first else None
    if token.kind == "mark":
        return before is not None and (token.text in _INSIDE or (token.text == "." and _abbreviates(before, words)))
    if token.kind == "digits":
        return before is not None and (is_capital(before) or before.text == "-" or anchored)
    classes = words.told(token.text)
    if not classes.isdisjoint(_STOPS) or token.lower in words.properties["auxiliary"]:
        return is_capital(token) and before is not None and is_capital(before)
    return not classes or _word_belongs(tokens, place, before, words, anchored)


def _word_belongs(tokens: Sequence[Token], place: int, before: Token | None, words: Lexicon, anchored: bool) -> bool:
    """A word that is not just any noun."""
    token = tokens[place]
    classes, behind = words.told(token.text), words.told(before.text) if before is not None else _NONE
    if "inner" in classes:
        return before is not None
    if "joining" in classes:
        return before is not None and place + 1 < len(tokens) and _opens(tokens[place + 1], words)
    if "by" in classes and not behind.isdisjoint(_ISSUED):
        return True  # "a statement by the ministry", "a report released by"
    joined = before is not None and (before.text == "-" or not behind.isdisjoint(_DANGLING))
    if "preposition" in classes:
        return joined or (before is not None and anchored) or "leaning" in behind
    if "determiner" in classes:
        return joined or is_capital(token)
    return classes.isdisjoint(_PASSING) or _passes(tokens, place, before, words, anchored)


def _passes(tokens: Sequence[Token], place: int, before: Token | None, words: Lexicon, anchored: bool) -> bool:
    """A word that is mostly said in passing belongs to a phrase."""
    token = tokens[place]
    if (before is not None and before.text == "-") or _qualifies(tokens, place, words):
        return True  # "Nice-Matin", "a widely shared message"
    told = before is not None and (not is_capital(token) or in_class(before, "preposition", words))
    if anchored and told and place + 1 < len(tokens):
        return True  # what follows tells the end: "une étude publiée mardi", "un message très partagé"
    return in_class(token, "adjective", words) or (is_capital(token) and before is not None and is_capital(before))


def _qualifies(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    """An adverb between a determiner and what it qualifies, or the first of two capitalised words ("Sunday Times")."""
    determined = place > 0 and in_class(tokens[place - 1], "determiner", words)
    if not determined or is_capital(tokens[place]):
        return determined and place + 1 < len(tokens) and is_capital(tokens[place + 1])
    return in_class(tokens[place], "adverb", words)


def _opens(token: Token, words: Lexicon) -> bool:
    return token.kind == "word" and (in_class(token, "determiner", words) or is_capital(token) or not _dangles(token, words))


def _abbreviates(token: Token, words: Lexicon) -> bool:
    """An initial, a title or another short word with a capital: "J.", "Gen.", "Ltd."."""
    return len(token.text) == 1 or (is_capital(token) and (len(token.text) <= SHORT or in_class(token, "title", words)))


def _without(tokens: Sequence[Token], start: int, end: int, name: str, words: Lexicon) -> int:
    """Where a phrase begins when the words of a class before it are left out."""
    told = words.told
    while start < end - 1 and name in told(tokens[start].text) and "inner" not in told(tokens[start + 1].text):
        start += 1
    return start


def read(text: str, tokens: Sequence[Token], start: int, end: int, words: Lexicon, names: Sequence[Name] = ()) -> Speaker:
    """The speaker that a phrase names; a bare name wherever the phrase carries one."""
    first = _without(tokens, start, end, "determiner", words)
    if _joint(tokens, first, end, words):
        return Speaker(_text(text, tokens, first, end), _kind_of_name(tokens[first].text, words))
    inside = _inside(tokens, first, end, names) if names else ()
    known = (_known(text, tokens, first, end, words, inside) or _place(text, tokens, first, end, inside)) if inside else ""
    if known:
        return Speaker(known, _kind_of_name(known, words))
    listed = _outlet_end(tokens, first, words) if tokens[first].lower in words.outlets else first
    if first < listed <= end:
        return Speaker(_text(text, tokens, first, listed), OUTLET)
    whole = _text(text, tokens, start, end)
    if whole.lower() in words.names["outlet"]:
        return Speaker(whole if is_capital(tokens[start]) or first == start else _text(text, tokens, first, end), OUTLET)
    runs = _runs(tokens, first, end, words)
    name = _bare(text, tokens, start, first, end, runs, words) if runs else ""
    if name and not _is_place(text, tokens, first, end, name, inside, words):
        medium = any(in_class(token, "medium", words) for token in tokens[first : first + 2])
        return Speaker(name, OUTLET if medium or _of_medium(tokens, first, end, name, words) else _kind_of_name(name, words))
    return _common(text, tokens, _without(tokens, start, end, "article", words), end, words, names)


def _of_medium(tokens: Sequence[Token], start: int, end: int, name: str, words: Lexicon) -> bool:
    """A medium stands right before the name: "state news agency KCNA"."""
    opening = name.split()[0]
    return any(tokens[place].text == opening and in_class(tokens[place - 1], "medium", words) for place in range(start + 1, end))


def _joint(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> bool:
    """Two names speak together: nothing but capitalised words, joined."""
    if not is_capital(tokens[start]) and tokens[start].text != "-":
        return False
    joins = [place for place in range(start + 1, end - 1) if "joining" in words.told(tokens[place].text)]
    return bool(joins) and all(place in joins or is_capital(tokens[place]) or tokens[place].text == "-" for place in range(start, end))


def _kind_of_name(name: str, words: Lexicon) -> str:
    return OUTLET if name.lower() in words.names["outlet"] else NAMED


def _text(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end] if end > start else ""


def _inside(tokens: Sequence[Token], start: int, end: int, names: Sequence[Name]) -> Sequence[Name]:
    """The known names that begin in a phrase."""
    first = bisect_left(names, tokens[start].start, key=_START)
    return names[first : bisect_left(names, tokens[end - 1].end, first, key=_START)]


def _known(text: str, tokens: Sequence[Token], start: int, end: int, words: Lexicon, inside: Sequence[Name]) -> str:
    """The last person among the known names that is not a complement ("le conseiller de Poutine, Iouri Ouchakov")."""
    right = tokens[end - 1].end
    starts = {token.start: place for place, token in enumerate(tokens[start:end], start)}
    for name in reversed(inside):
        place = starts.get(name.start, -1)
        governed = place > start and _governed(tokens, _whole(tokens, place, start, words, inside), start, words)
        if (
            name.type == "person"
            and name.end <= right
            and place >= 0
            and not governed
            and not _followed_by_noun(tokens, name.end, place, end, words)
        ):
            return text[name.start : name.end]
    return ""


def _whole(tokens: Sequence[Token], place: int, start: int, words: Lexicon, names: Sequence[Name]) -> int:
    """Where a name begins with the capitalised words before it that are no name and no office: "Steve" of "Steve Maia Caniço"."""
    covered = {name.end for name in names}
    while place - 1 > start and is_capital(tokens[place - 1]) and tokens[place - 1].end not in covered:
        token = tokens[place - 1]
        if token.text.isupper() or in_any(token, _OFFICES, words):
            break
        place -= 1
    return place


def _place(text: str, tokens: Sequence[Token], start: int, end: int, inside: Sequence[Name]) -> str:
    """A known name that is the whole phrase: "Beijing said", where the capital alone tells nothing."""
    left, right = tokens[start].start, tokens[end - 1].end
    return text[left:right] if (inside[0].start, inside[0].end) == (left, right) else ""


def _is_place(text: str, tokens: Sequence[Token], start: int, end: int, found: str, inside: Sequence[Name], words: Lexicon) -> bool:
    """A place behind a noun, unless it is what an institution is called: "les autorités de la capitale New Delhi"."""
    return (
        not is_capital(tokens[start])
        and any(name.type == "place" and text[name.start : name.end] == found for name in inside)
        and not any(in_any(token, _CALLED, words) for token in tokens[start:end])
    )


def _followed_by_noun(tokens: Sequence[Token], at: int, start: int, end: int, words: Lexicon) -> bool:
    """In languages with the head last a name before a noun is a complement: "Trump advisers"."""
    if words.head_first or at >= tokens[end - 1].end:
        return False
    following = next((token for token in tokens[start:end] if token.start >= at), None)
    return following is not None and (following.text == "'s" or (following.kind == "word" and not _dangles(following, words)))


def _governed(tokens: Sequence[Token], place: int, start: int, words: Lexicon) -> bool:
    told = words.told
    before = place - 1
    while before > start and not (classes := told(tokens[before].text)).isdisjoint(_LEADING) and "inner" not in classes:
        before -= 1
    return before >= start and not told(tokens[before].text).isdisjoint(_GOVERNING)


def _runs(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> list[tuple[int, int]]:
    """The stretches of capitalised words, particles and hyphens inside."""
    runs: list[tuple[int, int]] = []
    place = start
    for at in range(start, end):
        if at >= place and is_capital(tokens[at]):
            place = _run_end(tokens, at, end, words)
            runs.append((at, place))
    return runs


def _run_end(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> int:
    place = start + 1
    while place < end:
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < end else None
        if is_capital(token):
            place += 1
        elif following is not None and token.text in _INSIDE and (token.text == "-" or is_capital(following)):
            place += 2
        elif (token.text == "." and _abbreviates(tokens[place - 1], words)) or (
            following is not None
            and in_class(token, "particle", words)
            and _particle(tokens, place, end)
            and not _office(tokens, start, place, words)
        ):
            place += 1
        else:
            break
    return place


def _particle(tokens: Sequence[Token], place: int, end: int) -> bool:
    """A capital follows within two words ("Ursula von der Leyen")."""
    return any(is_capital(token) for token in tokens[place + 1 : min(place + 3, end)])


def _office(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> bool:
    return any(in_any(token, _OFFICES, words) for token in tokens[start:end])


def _bare(text: str, tokens: Sequence[Token], whole: int, start: int, end: int, runs: Sequence[tuple[int, int]], words: Lexicon) -> str:
    """The bare name that a phrase with capitals carries, "" for none. ``whole``: where the phrase begins with its determiners."""
    if words.head_first and runs[0] == (start, start + 1) and in_class(tokens[whole], "indefinite", words):
        return ""  # "une Marseillaise de 48 ans"
    if is_capital(tokens[start]) and words.head_first:
        return _headed(text, tokens, start, end, runs, words)
    free = [run for run in runs if not _governed(tokens, run[0], start, words)]
    if not words.head_first:
        return _trailing(text, tokens, start, end, free or runs, words)
    for run in reversed(free):
        name = _stripped(text, tokens, *run, words)
        if name:
            return name
    return "" if in_class(tokens[whole], "indefinite", words) else _after_office(text, tokens, start, runs, words)


def _headed(text: str, tokens: Sequence[Token], start: int, end: int, runs: Sequence[tuple[int, int]], words: Lexicon) -> str:
    """A phrase that begins with a capital: a person with or without titles, or an institution with its complements."""
    first, stop = runs[0]
    if in_class(tokens[first], "title", words):
        if stop < end and in_class(tokens[stop], "particle", words) and _particle(tokens, stop, end) and stop - first == 1:
            return _text(text, tokens, stop, end)  # "Me de Oliveira"
        free = [run for run in runs if not _governed(tokens, run[0], start, words)]
        named = (_stripped(text, tokens, *run, words) for run in free)
        return next(filter(None, named), "") or _after_office(text, tokens, start, runs, words)
    person = stop - first > 1 and not _office(tokens, first, stop, words)
    return _text(text, tokens, first, stop if person or (stop - first == 1 and stop == end) else end)


def _trailing(text: str, tokens: Sequence[Token], start: int, end: int, runs: Sequence[tuple[int, int]], words: Lexicon) -> str:
    """In a language with the head last, the name stands at the end of what precedes the first complement."""
    head = next(
        (place for place in range(start + 1, end) if _makes(tokens[place], words) or in_class(tokens[place], "preposition", words)), end
    )
    if not is_capital(tokens[head - 1]) and tokens[head - 1].text != ".":
        return ""
    run = next((run for run in reversed(runs) if run[0] < head), runs[0])
    if run == (0, 1) and head == 1 and tokens[0].text != tokens[0].text.upper():
        return ""  # "Researchers said": at the head of a statement a capital tells nothing
    name = _stripped(text, tokens, run[0], min(run[1], head), words)
    run = _origin(tokens, *run), run[1]
    institution = any(in_class(token, "institution", words) for token in tokens[run[0] : head])
    if name and head < end and not _titled(tokens, run[0], words) and (run[1] - run[0] < 2 or institution):
        return _text(text, tokens, run[0], end)  # "Ministry of Health"
    return name or _after_office(text, tokens, start, [run for run in _runs(tokens, start, end, words) if run[0] >= head], words)


def _origin(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a name begins behind a word like "UK-based"."""
    if end - start > 3 and tokens[start + 1].text == "-" and tokens[start + 2].text.islower() and is_capital(tokens[start + 3]):
        return start + 3
    return start


def _titled(tokens: Sequence[Token], place: int, words: Lexicon) -> bool:
    return in_class(tokens[place], "title", words)


def _stripped(text: str, tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> str:
    """A run without the titles that open it ("Foreign Minister X"); "" when nothing else is there."""
    first = start
    while first < end and (
        tokens[first].kind == "mark" or in_class(tokens[first], "title", words) or in_class(tokens[first], "office", words)
    ):
        first += 1
    while first > start and not (tokens[first - 1].kind == "mark" or in_class(tokens[first - 1], "title", words)):
        first -= 1  # words of an office without a title are a name: "White House"
    first = _origin(tokens, first, end)
    while end > first and tokens[end - 1].kind == "mark" and tokens[end - 1].text != ".":
        end -= 1
    return _text(text, tokens, first, end)


def _after_office(text: str, tokens: Sequence[Token], start: int, runs: Sequence[tuple[int, int]], words: Lexicon) -> str:
    """A name behind an office or a place without a comma: "le ministre de la Défense X", "le chef de l'ONU X"."""
    for first, stop in runs:
        after = first
        while after < stop and (tokens[after].kind == "mark" or in_class(tokens[after], "office", words)):
            after += 1
        after += after == first and len(tokens[first].text) > 1 and tokens[first].text.isupper()
        capitals = [place for place in range(after, stop) if is_capital(tokens[place])]
        if len(capitals) >= 2 and (after > first or len(capitals) >= 3):
            whole = _text(text, tokens, first, stop).lower() in words.names["outlet"]
            begin = capitals[0] if after > first else capitals[-2]
            return "" if whole else _text(text, tokens, begin, stop)
    return ""


def _common(text: str, tokens: Sequence[Token], start: int, end: int, words: Lexicon, names: Sequence[Name]) -> Speaker:
    """A speaker without a name: what it is called, and its kind."""
    whole = _text(text, tokens, start, end)
    noun = head(tokens, start, end, words)
    classes = words.told(tokens[noun].text)
    if "document" in classes:
        maker = next((place + 1 for place in range(noun + 1, end - 1) if _makes(tokens[place], words)), -1)
        if maker > 0:
            found = read(text, tokens, maker, end, words, names)
            if found.kind in (NAMED, OUTLET) or _speaks(tokens, maker, end, words):
                return found
    if "anonymous" in classes:
        return Speaker(whole, ANONYMOUS)
    if "document" in classes:
        owner = _text(text, tokens, noun - 1, noun) if noun > start else ""
        return Speaker(owner, OUTLET) if owner.lower() in words.names["outlet"] else Speaker(whole, DOCUMENT)
    return Speaker(whole, OUTLET if "medium" in classes else ROLE)


def _speaks(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> bool:
    """What made a document is a person or an institution: "un communiqué de la région"."""
    definite = in_class(tokens[start], "article", words) or in_class(tokens[start - 1], "contracted", words)
    noun = tokens[head(tokens, _without(tokens, start, end, "determiner", words), end, words)]
    return definite and in_any(noun, _SPEAKING, words)


def _makes(token: Token, words: Lexicon) -> bool:
    return in_any(token, _MADE, words)


def head(tokens: Sequence[Token], start: int, end: int, words: Lexicon) -> int:
    """The noun that a phrase is about."""
    told = words.told
    if words.head_first:
        for place in range(start, end):
            if tokens[place].kind == "word" and told(tokens[place].text).isdisjoint(_HEADLESS):
                return place
        return start
    stop = next((place for place in range(start + 1, end) if "preposition" in told(tokens[place].text)), end)
    while stop - 1 > start and "leaning" in told(tokens[stop - 1].text):
        stop -= 1
    return max(stop - 1, start)
