"""In what state a matter is: on the run or arrested, cause unknown, a deal agreed or done, who admits or denies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple

from factcheck import assertion
from factcheck.claims import clause, happenings, slots_people
from factcheck.claims.make import claim
from factcheck.claims.scene import Scene
from factcheck.claims.slots_people import NOBODY, Who, words
from factcheck.language import Pack, load, neutral
from factcheck.model import Assertion, Claim, Modality, Name, Polarity, Saying

ROLE = "state"
NONE = "none"  # a state that denies by its own words
EARLIER = "earlier"  # stage of a state after which the same article tells a later one
GROUP, OTHER = "group", "other"  # scopes of states of several people, and of another one
GAP = 30  # words between the two parts of a phrase
NEAR = 4  # words before a thing among which stand those that make it the one of the event
BESIDE = 6  # words beside a phrase that may put it into the past
SUBJECT = 14  # words before a phrase among which its subject stands
BEFORE_COUNTED = 4  # words from a count to the state of those whom it counts
SEVERAL = 2
CHARGE = 14  # words before an offence that make it the ground of an inquiry or a charge
_BREAKS = frozenset(";:.!?()")


class Phrase(NamedTuple):
    """The words of a state: those that stand together, and those that follow within a few words."""

    family: str
    state: str
    words: tuple[str, ...]
    behind: tuple[str, ...]


class Found(NamedTuple):
    """A phrase in a scene: its tokens ``[first, last)``."""

    phrase: Phrase
    first: int
    last: int


@cache
def _phrases(lang: str) -> dict[tuple[str, ...], list[Phrase]]:
    """Phrases by their first two words that stand together, or the only one, the longest first."""
    pack = load(lang)
    table = families(pack)
    endings = table["inflected"]["participle"]
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for family in neutral("slots")["order"]:
        for state, forms in table[family].items():
            for form in forms:
                near, _, far = form.partition(" .. ")
                split = _cut(pack, near), _cut(pack, far)
                for whole in _variants(split[0] + split[1], endings):
                    words_of = whole[: len(split[0])], whole[len(split[0]) :]
                    found.setdefault(words_of[0][:2], []).append(Phrase(family, state, *words_of))
    return {first: sorted(entries, key=lambda entry: (-len(entry.words), -len(entry.behind), entry)) for first, entries in found.items()}


def families(pack: Pack) -> dict[str, dict[str, list[str]]]:
    """The phrases of a language by family and state, and the lists of words beside them."""
    return {**pack.table("circumstances"), **pack.table("states")}


@cache
def _rarest(lang: str) -> dict[str, list[tuple[str, ...]]]:
    """All words of each phrase, by the rarest of them: a scene without that does not have the phrase."""
    found: dict[str, list[tuple[str, ...]]] = {}
    rarity = clause.rarity(lang)
    for phrases in _phrases(lang).values():
        for phrase in phrases:
            whole = phrase.words + phrase.behind
            found.setdefault(max(whole, key=rarity), []).append(whole)
    return found


@cache
def _needed(lang: str) -> frozenset[str]:
    """Of each phrase the rarest word: a scene that has none of them tells no state."""
    return frozenset(_rarest(lang))


def _cut(pack: Pack, phrase: str) -> tuple[str, ...]:
    """The words of a phrase as tokens; a look at spaces is enough for most."""
    plain = phrase.replace(" ", "").isalpha()
    return tuple(phrase.split()) if plain else tuple(token.lower for token in pack.tokens(phrase))


def _variants(words_of: tuple[str, ...], endings: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A phrase with every ending of its last participle, where the language inflects them."""
    last = next((n for n in range(len(words_of) - 1, -1, -1) if endings and words_of[n].endswith(endings[0])), -1)
    if last < 0:
        yield words_of
        return
    stem = words_of[last].removesuffix(endings[0])
    yield from ((*words_of[:last], stem + ending, *words_of[last + 1 :]) for ending in endings)


def _found(scene: Scene) -> Iterator[Found]:
    """The phrases of a scene; a longer one hides those in it that belong to the same family."""
    lang, here = scene.pack.lang, scene.lowers
    phrases = _rarest(lang)
    firsts = {whole[0] for word in _needed(lang) & here for whole in phrases[word] if here.issuperset(whole)}
    if not firsts:
        return
    known = _phrases(lang)
    hidden: dict[str, int] = {}
    where, lowers = _unquoted(scene)
    for at in compress(count(), map(firsts.__contains__, lowers)):
        pair = known.get(lowers[at : at + 2], ()) if at + 1 < len(lowers) else ()
        for phrase in (*pair, *known.get(lowers[at : at + 1], ())):
            end = _end(lowers, at, phrase)
            if end and hidden.get(phrase.family, 0) <= at:
                hidden[phrase.family] = end
                yield Found(phrase, where[at], where[end - 1] + 1)


def _unquoted(scene: Scene) -> tuple[Sequence[int], tuple[str, ...]]:
    """The tokens of a scene but quotation marks, by their places, and in lower case: deux "fortes explosions"."""
    lowers = scene.row.lowers
    if '"' not in scene.lowers:
        return range(len(lowers)), lowers
    where = [at for at, lower in enumerate(lowers) if lower != '"']
    return where, tuple([lowers[at] for at in where])


def _end(lowers: tuple[str, ...], at: int, phrase: Phrase) -> int:
    """The token behind a phrase that begins at a token; 0 where it does not."""
    last = at + len(phrase.words)
    if lowers[at:last] != phrase.words:
        return 0
    if not phrase.behind:
        return last
    for start in range(last, min(last + GAP + 1, len(lowers))):
        if lowers[start - 1] in _BREAKS and start > last:
            return 0
        if lowers[start] == phrase.behind[0] and lowers[start : start + len(phrase.behind)] == phrase.behind:
            return start + len(phrase.behind)
    return 0


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The states that an article tells, as its own words assert them."""
    yield from _superseded(list(_single(list(_told(scenes, headline)))))


def _told(scenes: Sequence[Scene], headline: Sequence[Scene]) -> Iterator[Claim]:
    known: dict[str, frozenset[str]] | None = None
    needed = _needed(scenes[0].pack.lang) if scenes else frozenset()
    for number, scene in enumerate(scenes):
        for found in () if needed.isdisjoint(scene.lowers) else _found(scene):  # nothing in most
            if known is None:
                known = slots_people.aliases((*headline, *scenes))
            told = "" if _reflexive(scene, found) or _of_a_count(scene, found) or _from_hospital(scene, found) else _asserted(scene, found)
            if told and not (found.phrase.family in _group("charges") and not _is_charge(scene, found.first)) and _is_object(scene, found):
                yield _claim(scene, found, told, partial(slots_people.spoken_of, scenes, number), known)


def _reflexive(scene: Scene, found: Found) -> bool:
    """ "Il s'est acquitté d'une somme", "elle s'est arrêtée": what somebody does is no state of custody."""
    if found.phrase.family != "custody":
        return False
    before = scene.row.lowers[max(0, found.first - 3) : found.first]
    return not words_of(scene.pack.lang, "inflected", "reflexive").isdisjoint(before)


def _from_hospital(scene: Scene, found: Found) -> bool:
    """ "Released *from the hospital*": who goes home from there was in nobody's custody."""
    if found.phrase.family != "custody":
        return False
    near = " ".join(scene.row.lowers[found.last : found.last + NEAR])
    return near.startswith(tuple(words_of(scene.pack.lang, "inflected", "hospital")))


def _of_a_count(scene: Scene, found: Found) -> bool:
    """ "721 *in critical condition*": how many of all there are, which is no state of somebody."""
    if found.phrase.family not in _group("counted"):
        return False
    start = scene.tokens[found.first].start
    at = bisect_right(scene.quantities, start, key=attrgetter("start")) - 1
    before = scene.quantities[at] if at >= 0 else None
    near = before is not None and before.end <= start and found.first - scene.token_at(before.end - 1) <= BEFORE_COUNTED
    return near and before is not None and before.dimension in ("bare", "count") and (before.min or 0) >= SEVERAL


def _superseded(found: Sequence[Claim]) -> list[Claim]:
    """The claims, marked where their own article tells a later state of the same people."""
    table: dict[str, str] = neutral("slots")["order"]
    reached: dict[tuple[str, tuple[str, ...]], int] = {}
    ranks = []
    for told in found:
        family, _, state = told.value.text.partition(": ") if isinstance(told.value, Saying) else ("", "", "")
        order = table[family].split()
        ranks.append(order.index(state) if state in order else 0)
        for whose in {(family, told.subject), (family, ())}:
            reached[whose] = max(reached.get(whose, 0), ranks[-1])
    people = [told.subject if len(told.subject) > 1 else () for told in found]
    return [
        replace(told, stage=EARLIER) if reached.get((told.value.text.partition(": ")[0], whose), 0) > rank else told
        for told, rank, whose in zip(found, ranks, people, strict=True)
        if isinstance(told.value, Saying)
    ]


@cache
def words_of(lang: str, section: str, name: str) -> frozenset[str]:
    """A list of words of the states' data."""
    return frozenset(load(lang).table("states")[section][name])


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(neutral("slots")["of"][name])


def _asserted(scene: Scene, found: Found) -> str:
    """The state that a phrase tells with the denials around it; "" for none, and for what is only planned."""
    around = _without_own(scene, found)
    start, end = scene.tokens[found.first].start, scene.tokens[found.last - 1].end
    past = words_of(scene.pack.lang, "past", "words")
    lowers = scene.row.lowers
    beside = lowers[max(0, found.first - BESIDE) : found.first] + lowers[found.last : found.last + BESIDE]
    ahead = assertion.modality(around, start, end) in (Modality.PLANNED, Modality.POSSIBLE)
    if (ahead and found.phrase.family not in _group("supposed")) or not past.isdisjoint(beside) or _if(scene, found):
        return ""
    ends = scene.tokens[found.first], scene.tokens[found.last - 1]
    if found.phrase.state == NONE or all(assertion.polarity(around, token.start, token.end) is Polarity.ASSERTED for token in ends):
        return found.phrase.state
    table: dict[str, list[str]] = load(scene.pack.lang).table("states")["denied"]
    return next((told for told, others in table.items() if found.phrase.state in others), "")


def _if(scene: Scene, found: Found) -> bool:
    """Whether what a phrase tells is only supposed or asked: "*if* they are convicted", "*whether* he acted alone"."""
    asking = words_of(scene.pack.lang, "past", "if")
    if asking.isdisjoint(scene.lowers):
        return False
    first = found.first
    while first > max(0, found.first - 2 * SUBJECT) and scene.tokens[first - 1].text not in _BREAKS:
        first -= 1
    clause_of = scene.tokens[first : found.first]
    at = max((n for n, token in enumerate(clause_of) if token.lower in asking), default=-1)
    return at >= 0 and sum(token.text == "," for token in clause_of[at:]) % 2 == 0  # what is put in between has two


def _without_own(scene: Scene, found: Found) -> Assertion:
    """How a scene is asserted without the cues in a phrase's own words: "is *not* known" is what the phrase says."""
    near = scene.tokens[found.first : found.first + len(found.phrase.words)]
    far = scene.tokens[found.last - len(found.phrase.behind) : found.last] if found.phrase.behind else ()
    spans = [(part[0].start, part[-1].end) for part in (near, far) if part]
    cues = tuple(cue for cue in scene.assertion.cues if not any(a < cue.end and cue.start < b for a, b in spans))
    return replace(scene.assertion, cues=cues)


def _is_charge(scene: Scene, first: int) -> bool:
    """Whether an offence is what somebody is charged with, or what an inquiry is about."""
    cues = words_of(scene.pack.lang, "charge", "before")
    return not cues.isdisjoint(scene.row.lowers[max(0, first - CHARGE) : first])


def _is_object(scene: Scene, found: Found) -> bool:
    """Whether the words before a thing make it the one of the event ("attaque au couteau", "with a knife"); others need none."""
    family = found.phrase.family
    before = _before(scene.pack.lang, family) if family in _group("objects") else ()
    if not before:
        return True
    near = scene.row.lowers[max(0, found.first - NEAR) : found.first]
    behind = scene.tokens[found.last].lower if found.last < len(scene.tokens) else ""
    return behind in words_of(scene.pack.lang, "object", "behind") or any(near[-len(words) :] == words for words in before)


@cache
def _before(lang: str, family: str) -> tuple[tuple[str, ...], ...]:
    pack = load(lang)
    return tuple(_cut(pack, phrase) for phrase in pack.table("states")["object"][family])


def _single(found: Sequence[Claim]) -> Iterator[Claim]:
    """The claims without those of things of which the article names two: either may be the one of the event."""
    told: dict[str, set[str]] = {}
    for one in found:
        family, _, state = one.value.text.partition(": ") if isinstance(one.value, Saying) else ("", "", "")
        told.setdefault(family, set()).add("" if state in neutral("slots")["generic"]["objects"] else state)
    for one in found:
        family = one.value.text.partition(": ")[0] if isinstance(one.value, Saying) else ""
        if family not in _group("objects") or len(told[family] - {""}) < 2:
            yield one


def _claim(scene: Scene, found: Found, state: str, on: Callable[[], Who], known: dict[str, frozenset[str]]) -> Claim:
    family = found.phrase.family
    span = scene.tokens[found.first].start, scene.tokens[found.last - 1].end
    who, head = of_whom(scene, found.first, found.last, on) if family in _group("people") else (NOBODY, -1)
    keys = who.keys | {role for key in who.keys for role in known.get(key, ())}
    if family in _group("pleaded") and "r:lawyer" in keys:
        keys = frozenset()  # a lawyer speaks for somebody else
    firms = _firms(scene) if family in _group("organisations") else ()
    quoted = _quoted(scene, found)
    told = claim(
        scene,
        span,
        quoted=quoted,
        kind="status",
        role=ROLE,
        value=Saying(*span, f"{family}: {state}"),
        subject=[family, *keys, *firms],
        scope=_scope(scene, found, who, head),
        polarity=Polarity.ASSERTED,
        evidence=[span],
    )
    inside = told.when is not None and quoted[0] <= told.when.start and told.when.end <= quoted[1]
    return told if inside else replace(told, when=None)  # a date behind a mark is of something else


def _scope(scene: Scene, found: Found, who: Who, head: int) -> list[str]:
    """What sets those whose state it is apart from others: several, so many, another one. ``head``: the noun that tells them, or -1."""
    lowers, begin = scene.row.lowers, _clause(scene, found.first)
    theirs = not words(scene.pack.lang, "link", "theirs").isdisjoint(lowers[begin : found.last])
    before = lowers[begin : found.first] if head < 0 else lowers[max(0, head - 3) : head]
    other = not words(scene.pack.lang, "link", "other").isdisjoint(before)
    many = _number(scene, found, who, head) if not theirs else 0
    return sorted(
        {*([OTHER] if other else []), *([GROUP] if who.several or theirs or many > 1 else []), *([f"{many:g}"] if many > 1 else [])}
    )


def _number(scene: Scene, found: Found, who: Who, head: int) -> float:
    """How many they are: the count of their noun; without a noun, the last count of the clause."""
    counts = [q for q in scene.quantities if q.dimension == "count" and q.end <= scene.tokens[found.first].start and q.min == q.max]
    if head >= 0:
        noun = scene.tokens[head]
        counts = [q for q in counts if q.start < noun.end and scene.token_at(q.end - 1) >= head - 2]
    elif who != NOBODY:
        return 0
    else:
        counts = [q for q in counts if q.start >= scene.tokens[_clause(scene, found.first)].start]
    return float(counts[-1].min or 0) if counts else 0


def _clause(scene: Scene, at: int) -> int:
    """Where the stretch between strong marks begins in which a token stands, as far as it is looked at."""
    first, low, texts = at, max(0, at - SUBJECT), scene.row.texts
    while first > low and texts[first - 1] not in _BREAKS:
        first -= 1
    return first


def of_whom(scene: Scene, first: int, last: int, on: Callable[[], Who]) -> tuple[Who, int]:
    """The person of whom the words between two tokens tell, and the noun that tells it: the nearest before the phrase in its clause, the
    one that a pronoun stands for, whom the sentence begins with, or the one behind "arrest of"."""
    tokens = scene.tokens
    pronouns = words(scene.pack.lang, "link", "pronoun")
    if (behind := _governed(scene, first, last)) != NOBODY:
        return behind, -1
    for at in range(first - 1, _clause(scene, first) - 1, -1):
        if (name := slots_people.name_ending(scene, at + 1)) and not _aside(scene, name):
            return slots_people.named(name), at
        if tokens[at].lower in pronouns:
            return on(), -1
        if (one := slots_people.noun_at(scene, at)) != NOBODY:
            who, begins = slots_people.phrase_before(scene, at + 1)
            if (relative := slots_people.relative_before(scene, begins)) != NOBODY:
                return relative, begins - 2
            return _meant(slots_people.told_before(scene, who if who != NOBODY else one, at + 1), on), at
    after = slots_people.phrase_after(scene, last)
    return (after if after != NOBODY else slots_people.subject(scene, first)), -1


def _meant(who: Who, on: Callable[[], Who]) -> Who:
    """ "*The man* was not known to the police": who is told by a word for anybody is the one whom the sentences before are on."""
    if who.keys or who.several or not who.definite or who.sort not in slots_people.SEXES:
        return who
    told = on()
    return told if told.keys and not told.several else who


def _governed(scene: Scene, first: int, last: int) -> Who:
    """ "Le placement en garde à vue *d'un suspect*": whom a noun of what is done has behind it."""
    tokens, genitive = scene.tokens, clause.words(scene.pack.lang, "genitive")
    told = first > 0 and tokens[first - 1].lower in words_of(scene.pack.lang, "inflected", "act")
    if not told or last >= len(tokens) or clause.bare(tokens[last]) not in genitive:
        return NOBODY
    name = slots_people.name_starting(scene, last + 1)
    return slots_people.named(name) if name else slots_people.phrase_after(scene, last + 1)


def _aside(scene: Scene, name: Name) -> bool:
    """Whether a name only tells of which thing or event somebody is: "le capitaine du *Capo Bianco*", "the man held after the *Thorley*
    crash", or whose relative: "the mother of *Jane Roe*"."""
    if name.type == "person":
        return slots_people.has_relative(scene, name)
    behind = scene.token_at(name.end - 1) + 1
    modifies = scene.pack.table("language")["names_before_noun"] and behind < len(scene.tokens)
    thing = modifies and scene.tokens[behind].text.islower() and bool(happenings.events_in(scene, behind, behind + 2))
    return thing or slots_people.owns(scene, name)


def _firms(scene: Scene) -> list[str]:
    """The companies that a sentence is about: every name in it that is neither a person nor a place."""
    return sorted({"n:" + name.canonical for name in scene.names if name.type in ("organisation", "other")})


def _quoted(scene: Scene, found: Found) -> tuple[int, int]:
    """What is quoted for a state: the words around it up to the next marks, or some of them."""
    first, last = found.first, found.last
    if found.phrase.family in _group("charges"):
        return scene.tokens[max(_clause(scene, first), first - BESIDE)].start, scene.tokens[last - 1].end
    while first > max(0, found.first - SUBJECT) and scene.tokens[first - 1].text not in _BREAKS and scene.tokens[first - 1].text != ",":
        first -= 1
    while last < min(len(scene.tokens), found.last + SUBJECT) and scene.tokens[last].text not in _BREAKS and scene.tokens[last].text != ",":
        last += 1
    return scene.tokens[first].start, scene.tokens[last - 1].end
