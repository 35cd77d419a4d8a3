"""What surrounds a word of a scene: dates, places, people and the words that tell who does what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Date, Name, Token

FAR = 16  # words between a word and the date or place that goes with it

ATTACKS = frozenset({"k:attack", "k:strike"})
OTHER, FEW = 40, 3  # words behind a figure, and verbs of dying among them, that are looked at
ORIGIN = 5  # words from a word of coming into being to its date
STRUCK = 6  # words from an attack to the place it is on
_BREAKS = frozenset(";:()–—")
_STOPS = ',;:."'  # before which no preposition belongs to a name


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """A closed class of the language's grammar."""
    return frozenset(load(lang).table("grammar")[name])


@cache
def restrictors(lang: str) -> dict[str, str]:
    table: dict[str, list[str]] = load(lang).table("grammar")["restrictors"]
    return {form: key for key, forms in table.items() for form in forms}


@cache
def states(lang: str) -> dict[str, str]:
    """Restrictors of several words, by their words without apostrophes."""
    table: dict[str, list[str]] = load(lang).table("grammar")["states"]
    return {form: key for key, forms in table.items() for form in forms}


@cache
def of_states(lang: str) -> frozenset[str]:
    """Of each of these the rarest word."""
    return rarest(lang, (tuple(form.split(" ")) for form in states(lang)))


def rarest(lang: str, phrases: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Of each phrase the word without which it cannot be, and that fewest scenes have."""
    rare = rarity(lang)
    return frozenset(max(words, key=rare) for words in phrases)


def rarity(lang: str) -> Callable[[str], tuple[bool, int]]:
    """What is largest of this word of a phrase: one with content, the longest."""
    stop = frozenset(load(lang).lines("stop"))
    return lambda word: (word not in stop, len(word))


@cache
def further(lang: str) -> frozenset[str]:
    """Words for another one than before."""
    return frozenset(load(lang).table("victims")["people"]["further"])


def bare(token: Token) -> str:
    """The word in lower case, without the apostrophe of an elision."""
    return token.lower.strip("'")


def distance(scene: Scene, start: int, end: int, other_start: int, other_end: int) -> int:
    """Tokens between two spans."""
    if other_start >= end:
        return scene.token_at(other_start) - scene.token_at(max(start, end - 1))
    return scene.token_at(start) - scene.token_at(max(other_start, other_end - 1))


def crosses_break(scene: Scene, start: int, end: int) -> bool:
    """Whether a strong mark stands between two offsets."""
    if _BREAKS.isdisjoint(scene.lowers):  # as in most
        return False
    return not _BREAKS.isdisjoint(scene.row.texts[scene.token_at(start) : scene.token_at(end)])


def between(scene: Scene, a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The offsets of the stretch between two spans."""
    return (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])


def is_day(value: Date) -> bool:
    """Whether a date tells more than a time of day or a length ("ces derniers jours"), and is no repetition."""
    return value.anchor != "set" and not value.timex.startswith(("XXXX-XX-XXT", "T", "P")) and not value.timex.endswith("_REF")


def of_saying(scene: Scene, value: Date) -> bool:
    """Whether a date tells when something was said ("a déclaré mercredi X"), not when it happened."""
    at = scene.token_at(value.start)
    last = scene.token_at(value.end - 1) + 1
    verbs = saying(scene.pack.lang)
    return not (verbs.isdisjoint(scene.bares[max(0, at - 2) : at]) and verbs.isdisjoint(scene.bares[last : last + 3]))


def of_origin(scene: Scene, value: Date) -> bool:
    """Whether a date tells when somebody or something came into being ("*construit* en 1998", "*born* in Omaha in 1946"), which is no day
    of what is told of them."""
    at = scene.token_at(value.start)
    made = stages(scene.pack.lang)["origin"]
    if made.isdisjoint(scene.bares[max(0, at - ORIGIN) : at]):
        return False
    near = takewhile(lambda token: token.kind != "mark" or token.text in "-'", reversed(scene.tokens[max(0, at - ORIGIN) : at]))
    return any(bare(token) in made for token in near)


@cache
def saying(lang: str) -> frozenset[str]:
    """Forms of the verbs of saying that put a date of speech next to them."""
    return frozenset(load(lang).lines("saying"))


@cache
def _dying(lang: str) -> frozenset[str]:
    """Single words that tell that somebody died."""
    killed: dict[str, list[str]] = load(lang).table("roles")["killed"]
    return frozenset(form for form in (*killed["intransitive"], *killed["participle"]) if " " not in form)


def of_another_death(scene: Scene, end: int, other: int) -> bool:
    """ "The crash left three dead, after a student *died in hospital on Monday*": whether what stands behind a figure is told of somebody
    of whom a verb between them tells."""
    dying = _dying(scene.pack.lang)
    if other < end or dying.isdisjoint(scene.lowers):
        return False
    first = scene.token_at(end)
    words = [token for token in scene.tokens[first : min(scene.token_at(other), first + OTHER)] if token.lower in dying]
    return bool(words) and any(not any(q.start <= word.start < q.end for q in scene.quantities) for word in words[:FEW])


def date_of(scene: Scene, start: int, end: int, reach: int = FAR) -> Date | None:
    """The date that goes with a span: the nearest in reach that no strong mark cuts off and that is neither one of speech nor of how old
    something is."""
    best: tuple[int, Date] | None = None
    days = _days(scene)
    if not days:
        return None
    here, there = scene.token_at(start), scene.token_at(max(start, end - 1))
    for value, first, last in days:
        gap = first - there if value.start >= end else here - last
        if (
            gap <= reach
            and not crosses_break(scene, *between(scene, (start, end), (value.start, value.end)))
            and (best is None or gap < best[0])
            and not of_another_death(scene, end, value.start)
        ):
            best = gap, value
    return best[1] if best else None


class _Day(NamedTuple):
    """A date with its first and its last token."""

    value: Date
    first: int
    last: int


def _days(scene: Scene) -> list[_Day]:
    """The dates of a scene that are neither of speech nor of how old something is."""
    if not scene.dates:
        return []
    found: list[_Day] | None = scene.kept.get("days")
    if found is None:
        days = [value for value in scene.dates if is_day(value) and not of_saying(scene, value) and not of_origin(scene, value)]
        found = [_Day(value, scene.token_at(value.start), scene.token_at(max(value.start, value.end - 1))) for value in days]
        scene.kept["days"] = found
    return found


def frame_of(scene: Scene) -> Date | None:
    """The day that a whole sentence speaks of: its first date that is neither one of speech nor of how old something is."""
    days = _days(scene) if scene.dates else ()
    return days[0].value if days else None


@cache
def stages(lang: str) -> dict[str, frozenset[str]]:
    table: dict[str, list[str]] = load(lang).table("grammar")["stages"]
    return {name: frozenset(forms) for name, forms in table.items()}


def since(scene: Scene, value: Date) -> bool:
    """Whether a date is the beginning of a period ("depuis 2015")."""
    at = scene.token_at(value.start)
    return not stages(scene.pack.lang)["since"].isdisjoint(scene.bares[max(0, at - 4) : at])


def superseded(scene: Scene, offset: int) -> bool:
    """Whether the clause says before an offset that the figure is not the current one ("un précédent bilan")."""
    at = scene.token_at(offset)
    return not stages(scene.pack.lang)["earlier"].isdisjoint(scene.bares[max(0, at - 12) : at])


def of_count(scene: Scene, offset: int) -> bool:
    """Whether the clause names a count before an offset, so that a date next to it is the day of the count."""
    at = scene.token_at(offset)
    return not stages(scene.pack.lang)["report"].isdisjoint(scene.bares[max(0, at - 16) : at])


def located(scene: Scene, name: Name) -> bool:
    """Whether a place name tells where: a preposition of place stands before it, with at most a few words between."""
    at = scene.token_at(name.start)
    containers, texts, bares = words(scene.pack.lang, "containers"), scene.row.texts, scene.bares
    for back in range(at - 1, max(0, at - 6) - 1, -1):
        if texts[back] in _STOPS:
            break
        if bares[back] in containers:
            return True
    return _struck(scene, at)


def _struck(scene: Scene, at: int) -> bool:
    """Whether a place is what an attack is on: "a strike *on* Kharkiv"."""
    if at < 2 or scene.bares[at - 1] not in words(scene.pack.lang, "upon"):
        return False
    before = scene.stretch(scene.tokens[max(0, at - STRUCK)].start, scene.tokens[at - 1].start)
    return any(key in ATTACKS for key, _, _ in before)


def genitive(scene: Scene, name: Name) -> bool:
    """Whether a name only says whose man or woman another is ("l'envoyé de Trump", "Trump's envoy")."""
    at, lang = scene.token_at(name.start), scene.pack.lang
    of, texts, bares = words(lang, "genitive"), scene.row.texts, scene.bares
    for back in range(at - 1, max(0, at - 6) - 1, -1):
        if texts[back] in _STOPS:
            break
        if bares[back] in of:
            return any(_is_post(lang, word) or _is_post(lang, word.rstrip("s")) for word in bares[max(0, back - 5) : back])
    if "'s" not in scene.lowers:
        return False
    behind = scene.token_at(name.end - 1) + 1
    owned = scene.row.lowers[behind : behind + 1] == ("'s",)
    return owned and any(_is_post(lang, word) for word in bares[behind + 1 : behind + 5])


def _is_post(lang: str, word: str) -> bool:
    return word in words(lang, "posts")


def people(scene: Scene) -> list[Name]:
    """The people that a scene speaks of in their own right, in order."""
    if not scene.names:
        return []
    found: list[Name] | None = scene.kept.get("people")
    if found is None:
        found = scene.kept["people"] = [name for name in scene.names if name.type == "person" and not genitive(scene, name)]
    return found
