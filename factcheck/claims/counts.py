"""Claims with a figure: how many, how much, how long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from operator import attrgetter

from factcheck.assertion import DENIALS
from factcheck.claims import clause, encounters, happenings, keys, measured, munitions, roles, verbs, wounds
from factcheck.claims.make import claim
from factcheck.claims.participants import LASTING, Cast
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Claim, Date, Duration, Modality, Polarity, Quantity, Token
from factcheck.values import names as name_reader

BEFORE, AFTER = 7, 6  # words on either side of a figure that tell what it is about
NEAR = 3  # counts before one that may be of the same
RATE = 8  # words between the name of a rate and its figure
HELD, OF = 8, 3  # words between what is held and for how long, and behind "of" what a length is of
NEGATED = 6  # words from a figure to the negation of its verb
STATE = 8  # words behind a figure that may tell how serious the state is
AMONG = 9  # words with which a sentence begins that tell whose part a number behind them is
_START = attrgetter("start")
_UNCOUNTED = frozenset({"age", "rank"})
_SEVERITY = frozenset({"serious", "slight"})
_BESIDES = frozenset({"more", "new", "other"})  # restrictors of a figure that says nothing of a total


def read(scene: Scene, cast: Cast) -> Iterator[Claim]:
    for quantity in scene.quantities:
        if quantity.dimension not in _UNCOUNTED:
            yield from _quantity(scene, quantity)
    for duration in scene.durations:
        yield from _duration(scene, duration, cast)


def _quantity(scene: Scene, quantity: Quantity) -> Iterator[Claim]:
    by = quantity.change_of == "by"  # how much a figure rose is no figure of what happened
    role = _role(scene, quantity) if quantity.dimension in ("bare", "count") and not by else None
    people = quantity.unit in roles.generic_units() or _nationality(scene, quantity) != ""
    if role is None and (people or (by and quantity.unit in roles.unit_roles()) or _is_article(scene, quantity)):
        return  # a bare number, people of whom nothing is told, or "une réunion"
    quantity = measured.votes(scene, quantity) if role is None else quantity
    head = measured.head(scene, quantity) if role is None else None
    start = min(quantity.start, role.start if role else quantity.start)
    end = max(quantity.end, role.end if role else quantity.end)
    when = _when(scene, quantity, start, end)
    scope = [*_scope(scene, quantity), *_manner(scene, role), *(["since"] if when and clause.since(scene, when) else [])]
    scope += ["needed"] if measured.needed(scene, quantity) else []
    shock = quantity.dimension == "magnitude"
    rate = _indicator(scene, quantity)
    if rate and any("T" in value.timex for value in scene.dates):
        scope.append("hour")
    if shock and happenings.of_aftershock(scene, quantity.start, quantity.end):
        scope.append("aftershock")
    if role and role.key == "shot_down" and "part" not in scope and munitions.beside_jammed(scene, quantity):
        scope.append("part")
    elif role and "part" in scope and munitions.of_whole(scene, quantity, role.key, roles.of):
        scope.remove("part")
    yield claim(
        scene,
        (start, end),
        quoted=_own_words(scene, *_beside_others(scene, quantity, start, end)),
        kind="quantity",
        role=role.key if role else quantity.dimension,
        value=quantity,
        subject=(rate,) if rate else (head[0],) if head and not shock else () if people else _counted(quantity, role),
        scope=scope,
        evidence=[(quantity.start, quantity.end), *([(role.start, role.end)] if role else []), *([head[1:]] if head else [])],
        polarity=Polarity.DENIED if (_denied(scene, quantity, role) if role else _denied_before(scene, quantity)) else Polarity.ASSERTED,
        when=when,
        modality=Modality.ACTUAL if _presupposed(scene, quantity, role) else None,
        content=_context(scene, quantity) if role is None else None,
        stage="earlier" if quantity.change_of == "from" or clause.superseded(scene, quantity.start) else "",
        located=munitions.by(scene, quantity, role.start) if role and role.key in munitions.of_things() else roles.in_custody(scene, role),
    )


def _role(scene: Scene, quantity: Quantity) -> verbs.Role | None:
    told = roles.of(scene, quantity)
    return None if told and verbs.of_its_part(scene, quantity, told) else told


def _counted(quantity: Quantity, role: verbs.Role | None) -> tuple[str, ...]:
    noun = roles.subject(role.key if role else "", quantity.unit)
    return (noun,) if noun else ()


@cache
def _indicators(lang: str) -> dict[str, str]:
    table: dict[str, list[str]] = load(lang).table("slots")["indicator"]
    return {form: "k:" + key for key, forms in table.items() for form in forms}


def _indicator(scene: Scene, quantity: Quantity) -> str:
    """ "*Turnout* stood at 52.8 %", "un taux de *chômage* de 7 %": the rate that a share is, by its name; "" for any other."""
    known = _indicators(scene.pack.lang)
    if quantity.dimension != "ratio" or quantity.change_of == "by" or known.keys().isdisjoint(scene.lowers):
        return ""
    at, after = scene.token_at(quantity.start), scene.token_at(quantity.end - 1) + 1
    others = {scene.token_at(other.end - 1) for other in verbs.neighbours(scene, quantity) if other.end <= quantity.start}
    for index in range(at - 1, max(at - RATE, -1), -1):
        if scene.tokens[index].text in ";:.()" or index in others:
            break
        if clause.bare(scene.tokens[index]) in known:
            return known[clause.bare(scene.tokens[index])]
    behind = scene.tokens[after : after + 2]
    return next((known[clause.bare(token)] for token in behind if clause.bare(token) in known), "")


def _presupposed(scene: Scene, quantity: Quantity, role: verbs.Role | None) -> bool:
    """ "has promised to compensate *the 412 passengers*": those whom their noun alone counts are there, whatever is planned for them."""
    own = role is not None and (role.start, role.end) == (quantity.start, quantity.end) and role.key in roles.alone()
    at = scene.token_at(quantity.start)
    return own and at > 0 and clause.bare(scene.tokens[at - 1]) in clause.words(scene.pack.lang, "determiners")


def _manner(scene: Scene, role: verbs.Role | None) -> list[str]:
    """How serious it is, by a word beside or among those that tell what happened ("*gravement* blessés", "suffered *minor* injuries")."""
    if role is None:
        return []
    first, last = scene.token_at(role.start), scene.token_at(role.end - 1) + 1
    known = clause.restrictors(scene.pack.lang)
    told = (known.get(token.lower, "") for token in scene.tokens[max(0, first - 1) : last + 1])
    grave = wounds.is_grave(scene.tokens[first:last], scene.pack.lang)
    return sorted({*(key for key in told if key in _SEVERITY), *(["serious"] if grave else [])})


def _denied(scene: Scene, quantity: Quantity, role: verbs.Role) -> bool:
    """Whether what is told of a figure is denied by a word beside it or before the figure ("none of the three"), not by its own ("two
    people who were not hurt"; neither "without power" nor "killing 12, with bodies never found"). What stands behind a noun that tells
    it denies something else ("twelve wounded have not left")."""
    if not scene.assertion.cues:
        return False
    own = any(role.start <= cue.start < role.end for cue in scene.assertion.cues)
    at, number = scene.token_at(role.start), scene.token_at(quantity.start)
    behind = 0 if quantity.start <= role.start < quantity.end else 2
    denials = [(scene.token_at(cue.start), scene.token_at(cue.end - 1)) for cue in scene.assertion.cues if cue.effect in DENIALS]
    near = any(first < at <= last + 3 or at < first <= at + behind or 0 < number - last <= 2 for first, last in denials)
    return not own and near and scene.polarity(role.start, role.end) is Polarity.DENIED


def _denied_before(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure without a role stands under a negation: not where one follows it ("must pay 75,000 euros and *cannot* run")."""
    if not scene.assertion.cues:
        return False
    last, joins = scene.token_at(quantity.end - 1), clause.words(scene.pack.lang, "conjunctions")
    behind = takewhile(lambda token: token.kind != "mark" and token.lower not in joins, scene.tokens[last + 1 : last + 1 + NEGATED])
    reach = max((token.start for token in behind), default=quantity.start)
    near = any(cue.effect in DENIALS and cue.start <= reach for cue in scene.assertion.cues)
    return near and scene.polarity(quantity.start, quantity.end) is Polarity.DENIED


def _beside_others(scene: Scene, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """From the word of a role to its figure, or the figure alone where another of the same word stands between: "lancé 40 drones et *six
    missiles*"."""
    if len(scene.quantities) == 1:
        return start, end
    between = any(start <= q.start and q.end <= quantity.start for q in verbs.neighbours(scene, quantity) if not q.parts)
    behind = any(quantity.end <= q.start and q.end <= end for q in verbs.neighbours(scene, quantity) if not q.parts)
    return quantity.start if between else start, quantity.end if behind else end


def _own_words(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """What is quoted for a figure: the clauses it lies in, up to the figures before and after it."""
    touched = [pair for pieces in scene.assertion.clauses for pair in pieces if pair[0] < end and start < pair[1]]
    figures = [span for row in (scene.quantities, scene.durations) for span in _beside(row, start, end)]
    low = max([min([start, *(a for a, _ in touched)]), *(b for _, b in figures if b <= start)])
    high = min([max([end, *(b for _, b in touched)]), *(a for a, _ in figures if a >= end)])
    joins = clause.words(scene.pack.lang, "conjunctions")
    tokens, first, last = scene.tokens, scene.token_at(low), min(scene.token_at(high - 1), len(scene.tokens) - 1)
    while first <= last and tokens[last].start >= high:
        last -= 1
    while first <= last and tokens[first].start < start and (tokens[first].kind == "mark" or tokens[first].lower in joins):
        first += 1
    while first <= last and tokens[last].end > end:
        if not (tokens[last].kind == "mark" or tokens[last].lower in joins or _leads_on(scene, tokens[last], high)):
            break
        last -= 1
    return (min(start, tokens[first].start), max(end, tokens[last].end)) if first <= last else (start, end)


def _leads_on(scene: Scene, token: Token, high: int) -> bool:
    """Whether a word without content is cut off from what it belongs to: "buried them *under* [two metres of snow]"."""
    return high < len(scene.text) and token.end >= high - 1 and not scene.pack.content(token)


def _beside(row: Sequence[Quantity] | Sequence[Duration], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the values next to a stretch: some before it, as a sum ends where its last part does, and one behind it."""
    before, behind = bisect_left(row, start, key=_START), bisect_left(row, end, key=_START)
    for value in (*row[max(0, before - 4) : before], *row[behind : behind + 1]):
        yield value.start, value.end


def _when(scene: Scene, quantity: Quantity, start: int, end: int) -> Date | None:
    """The day of what is counted; the day on which it was counted says nothing about that."""
    frame = clause.frame_of(scene)
    frame = None if frame and clause.of_another_death(scene, end, frame.start) else frame
    when = clause.date_of(scene, start, end) or frame
    return None if when and clause.of_count(scene, quantity.start) and not clause.since(scene, when) else when


def _nationality(scene: Scene, quantity: Quantity) -> str:
    """The country when what is counted is its people ("40 Français")."""
    token = scene.tokens[scene.token_at(quantity.end - 1)]
    return name_reader.demonym(token, scene.pack) or ""


def _is_article(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the word that also is the article ("une réunion")."""
    token = scene.tokens[scene.token_at(quantity.number_start)]
    return quantity.value == 1 and token.kind == "word" and quantity.number_end <= token.end


def _scope(scene: Scene, quantity: Quantity) -> tuple[str, ...]:
    """What restricts the figure: a part of a whole, how much it changed, other ones, a nationality, a severity, a rate."""
    found = set()
    whole = quantity.whole and quantity.unit in roles.generic_units() - roles.unit_roles().keys()
    part = quantity.partitive and not _of_all(scene, quantity) and not munitions.of_all_kinds(scene, quantity)
    if whole or part or _among(scene, quantity):
        found.add("part")  # a part that names whom it counts ("ten women") has that as its subject
    if quantity.change_of == "by":
        found.add({"up": "rise", "down": "fall"}.get(quantity.change, "change"))
    if quantity.rate:
        found.add("per " + quantity.rate)
    if _limited(scene, quantity):
        found.add("limited time")
    owner = _owner(scene, quantity)
    if owner:
        found.add(owner)
    known = clause.restrictors(scene.pack.lang)
    at = scene.token_at(quantity.start)
    first, last = scene.token_at(quantity.number_end), scene.token_at(quantity.end - 1) + 1
    joins = clause.words(scene.pack.lang, "conjunctions")  # "one person dead *and* another hurt": behind it, of somebody else
    behind = takewhile(lambda token: token.text not in ",;:." and token.lower not in joins, scene.tokens[first : last + 2])
    for token in (*scene.tokens[max(0, at - 1) : at], *(() if quantity.parts else behind)):
        if token.lower in known and not (known[token.lower] == "other" and _second(scene, quantity)):
            found.add(known[token.lower])
        country = name_reader.demonym(token, scene.pack)
        if country:
            found.add("c:" + country)
    if quantity.parts:
        found |= _besides(scene, quantity)
    elif state := _state(scene, last):
        found.add(state)
    if any(scope.startswith("c:") for scope in found):
        found.discard("part")  # "dont six Français": whom it counts is told
    return tuple(sorted(found))


def _among(scene: Scene, quantity: Quantity) -> bool:
    """ "*Among the victims,* two were shot": a number without a noun of its own, of the dead that its sentence begins with."""
    at = scene.token_at(quantity.start)
    if quantity.end > quantity.number_end or not 2 < at <= AMONG or scene.tokens[at - 1].text != ",":
        return False
    lang, (first, *others) = scene.pack.lang, scene.row.lowers[: at - 1]
    return first in clause.words(lang, "among") and "," not in others and not clause.words(lang, "fallen").isdisjoint(others)


def _of_all(scene: Scene, quantity: Quantity) -> bool:
    """ "*All* four of the victims": no part."""
    at = scene.token_at(quantity.start)
    return any(clause.bare(token) in clause.words(scene.pack.lang, "all") for token in scene.tokens[max(0, at - 1) : at + 1])


def _state(scene: Scene, at: int) -> str:
    """ "une personne *en urgence absolue*", "two people *in critical condition*": a restrictor of several words behind a noun."""
    if clause.of_states(scene.pack.lang).isdisjoint(scene.bares):
        return ""
    place = bisect_left(scene.quantities, scene.tokens[at].start, key=_START) if at < len(scene.tokens) else 0
    near = scene.quantities[max(0, place - 4) : place + 2 * STATE]  # as many as words that are looked at have, each with a sum over it
    known, others = clause.states(scene.pack.lang), {q.number_start for q in near}
    behind = takewhile(lambda token: token.text not in ",;:." and token.start not in others, scene.tokens[at : at + STATE])
    further = clause.further(scene.pack.lang)  # "one is dead and *another* in critical condition"
    keys = list(takewhile(lambda word: word not in further, map(clause.bare, behind)))
    for first in range(len(keys)):
        found = next((known[phrase] for n in range(first + 1, len(keys) + 1) if (phrase := " ".join(keys[first:n])) in known), "")
        if found:
            return found
    return ""


def _besides(scene: Scene, quantity: Quantity) -> set[str]:
    """What the first part of a sum tells of all: that they come on top of others ("two more men and a woman")."""
    known, (start, end) = clause.restrictors(scene.pack.lang), quantity.parts[0]
    inside = scene.tokens[scene.token_at(start) : scene.token_at(end - 1) + 1]
    return {known[token.lower] for token in inside if known.get(token.lower) in _BESIDES}


def _limited(scene: Scene, quantity: Quantity) -> bool:
    """ "52 morts en 24 heures", "52 deaths in 24 hours": counted within a length of time."""
    within = clause.words(scene.pack.lang, "within")
    last = scene.token_at(quantity.end - 1)
    dates = [value.start for value in scene.dates if value.relative.startswith(("day:+", "hour:+"))]
    for start in (*dates, *(value.start for value in scene.durations)):
        first = scene.token_at(start)
        if 0 < first - last <= 8 and (clause.bare(scene.tokens[first - 1]) in within or clause.bare(scene.tokens[first]) in within):
            return True
    return False


def _owner(scene: Scene, quantity: Quantity) -> str:
    """ "le Brésil (117.665 morts)": the name whose figure stands behind it in brackets."""
    at = scene.token_at(quantity.start)
    opened = next((i for i in range(at - 1, max(at - 3, -1), -1) if scene.tokens[i].text == "("), 0)
    if not opened:
        return ""
    end = scene.tokens[opened - 1].end
    return next((keys.name_key(name) for name in scene.names if name.end == end), "")


def _second(scene: Scene, quantity: Quantity) -> bool:
    """Whether a count of something else stands before: "deux morts et dix autres blessés" are ten injured, none besides; those in
    "un blessé grave et deux autres blessés" are."""
    before = [q for q in scene.quantities if q.dimension == "count" and q.end <= quantity.start][-NEAR:]
    told = [roles.of(scene, q) for q in before] if before else []
    mine = roles.of(scene, quantity) if before else None
    if mine and mine.key == "shot":
        return False  # those who were shot may be dead: "one dead and three others shot" are three besides
    return bool(before) and not any(role and mine and role.key == mine.key for role in told)


def _context(scene: Scene, quantity: Quantity) -> frozenset[str]:
    """What a figure without a known role is about: the content words close to it."""
    first, last = scene.clause(quantity.start)
    low = scene.tokens[max(first, scene.token_at(quantity.start) - BEFORE)].start
    high = scene.tokens[min(last, scene.token_at(quantity.end - 1) + 1 + AFTER) - 1].end
    return frozenset([key for key, start, end in scene.stretch(low, high) if end <= quantity.start or start >= quantity.end])


def _duration(scene: Scene, duration: Duration, cast: Cast) -> Iterator[Claim]:
    """ "X a duré trois heures", "une guerre de trois ans", "two hours of talks": what lasted, and how long."""
    found = _lasting(scene, duration, cast)
    if found is None:
        return
    start, end, head = found
    verb = encounters.is_verb(scene, start)
    met = cast.of_verb(scene, scene.token_at(start)) if verb else cast.of_noun(scene, start, end) if head in WITH_PEOPLE else ()
    people = tuple(sorted(met))
    if verb and not people:
        return
    if people and head == TALKS:
        head = MEETING
    span = min(start, duration.start), max(end, duration.end)
    yield claim(
        scene,
        span,
        quoted=_own_words(scene, *span),
        kind="duration",
        role="lasted",
        value=duration,
        subject=(head, *people),
        evidence=[(duration.start, duration.end), (start, end)],
        modality=Modality.ACTUAL if _has_lasted(scene, duration) else None,
    )


def _has_lasted(scene: Scene, duration: Duration) -> bool:
    """ "Les négociations *auront duré* onze heures", "will have lasted": a future that tells of what is over."""
    at = scene.token_at(duration.start)
    lasted = any(token.lower in clause.words(scene.pack.lang, "lasted") for token in scene.tokens[max(0, at - 4) : at])
    return lasted and scene.modality(duration.start, duration.end) is Modality.PLANNED


def _lasting(scene: Scene, duration: Duration, cast: Cast) -> tuple[int, int, str] | None:
    """Span and key of the thing that lasts; "elle a duré" is of what the sentence before tells."""
    lang = scene.pack.lang
    at = scene.token_at(duration.start) - 1
    verbs, of = clause.words(lang, "last"), clause.words(lang, "genitive")
    for index in range(at, max(at - 4, -1), -1):
        if scene.tokens[index].lower in verbs:
            return _noun_before(scene, index, 16) or _pointed(scene, index, cast)
    if at >= 0 and clause.bare(scene.tokens[at]) in of:
        return _noun_before(scene, at, 2)
    if at > 0 and scene.tokens[at].lower in clause.words(lang, "during"):
        held = scene.tokens[at - 1].lower in clause.words(lang, "held")
        return _noun_before(scene, at, HELD) if held else encounters.verb_before(scene, at)
    return _noun_behind(scene, scene.token_at(duration.end - 1) + 1)


def _noun_behind(scene: Scene, after: int) -> tuple[int, int, str] | None:
    """ "eleven hours *of talks*": what a length is of."""
    if after + 1 >= len(scene.tokens) or clause.bare(scene.tokens[after]) not in clause.words(scene.pack.lang, "genitive"):
        return None
    near = scene.stretch(scene.tokens[after].end, scene.tokens[min(after + OF, len(scene.tokens) - 1)].end)
    return next(((start, end, key) for key, start, end in near if key in LASTING), None)


def _pointed(scene: Scene, index: int, cast: Cast) -> tuple[int, int, str] | None:
    """A pronoun that opens the sentence of a verb of lasting, for what happened last."""
    first = scene.tokens[0]
    opens = index <= 4 and clause.bare(first) in clause.words(scene.pack.lang, "subject_pronouns") | clause.words(scene.pack.lang, "it")
    return (first.start, first.end, cast.happening) if opens and cast.happening else None


def _noun_before(scene: Scene, index: int, reach: int) -> tuple[int, int, str] | None:
    """The nearest noun before a token that names something that takes time."""
    low = scene.tokens[max(0, index - reach)].start
    for key, start, end in reversed(list(scene.stretch(low, scene.tokens[index].start))):
        if key in LASTING:
            return start, end, key
    return None


CALL, MEETING, TALKS = "k:call", "k:meeting", "k:talks"
WITH_PEOPLE = frozenset({CALL, MEETING, TALKS})
