"""From one article to its claims: a pure function of the article, so that it can be cached and run anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, compress, repeat
from operator import attrgetter
from typing import NamedTuple

from factcheck import statements, text
from factcheck.claims import (
    arrangements,
    background,
    counts,
    crowds,
    encounters,
    keys,
    members,
    munitions,
    nobody,
    once,
    past,
    responses,
    roles,
    sayings,
    silences,
    slots,
    verbs,
    victims,
    voices,
)
from factcheck.claims.participants import Cast
from factcheck.claims.scene import Scene, Written, leading, scenes, written
from factcheck.language import Pack, load, supported
from factcheck.language.detect import detect_each, detected
from factcheck.model import Article, Claim, Name, Quantity, Statement, Token
from factcheck.turns import Steps, together, whole
from factcheck.values import gazetteer, names
from factcheck.values import reference as references

LONGEST = 5000  # code points of a statement; a longer one is no sentence, and what it says of what cannot be told
LEAD = 2  # sentences at the beginning of an article that tell what it is about


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one article: its claims in order, in how many statements each content key occurs (headlines count double),
    what was not compared, by reason, and the places and countries ("c:XX") that its headlines and first sentences name.

    ``keys`` also has "p:..." for a place inside a country, "d:..." for each day that is known, however it is told, "a:..." for an age
    and "f:..." for a toll, each as often as the article gives it.
    """

    article: Article
    claims: tuple[Claim, ...]
    keys: dict[str, int]
    left_out: dict[str, int] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


class Script(NamedTuple):
    """An article with its scenes; ``article`` has its language and day of reference filled in. ``headline``: its title, where the
    text does not hold it."""

    article: Article
    scenes: tuple[Scene, ...]
    left_out: dict[str, int]
    headline: tuple[Scene, ...] = ()


def stage(article: Article, lang: str | None = None) -> Script:
    """Split an article and read the values of its statements, in its own language or in the one that is forced."""
    return whole(_staged(article, lang))


def stage_all(articles: Iterable[Article], lang: str | None = None) -> list[Script]:
    """The same for some articles, which takes less time than one by one."""
    return together(_staged(article, lang) for article in articles)


def _staged(article: Article, lang: str | None) -> Steps[Script]:
    folded = text.fold(article.text)
    spoken, columns = (lang or article.lang, None) if lang or article.lang else detected(folded.text)
    if spoken not in supported():
        return Script(replace(article, lang=spoken), (), {"article in an unsupported or unknown language": 1})
    pack = load(spoken)
    article = replace(article, lang=spoken)
    yield
    every = statements.split(folded.text, pack, article.title)
    yield
    short = [statement for statement in every if statement.end - statement.start <= LONGEST]
    columns = columns or pack.columns(folded.text)
    yield
    told = repeat(lang) if lang else detect_each(folded.text, [(s.start, s.end) for s in short], spoken, columns)
    split = tuple(compress(short, told))
    yield
    known, source = names.read(folded.text, columns, pack), written(article.text)
    yield
    seen = yield from scenes(article.id, source, folded, split, pack, _day(article), known, columns)
    if not article.published and (dated := _from_text(article, folded.text, columns.tokens(), seen)):
        article = dated
        seen = yield from scenes(article.id, source, folded, split, pack, _day(article), known, columns)
    left_out = Counter(f"{s.kind} line" for s in split if s.kind in ("boilerplate", "caption"))
    left_out.update({f"statement of more than {LONGEST:,} characters": len(every) - len(short)} if len(every) > len(short) else {})
    left_out.update({"statement in an unsupported language": len(short) - len(split)} if len(short) > len(split) else {})
    seen = voices.told(tuple(munitions.told(seen, verbs.done_to_things(spoken))))
    yield
    headline = yield from _headline(article, source, folded.text, pack, known)
    return Script(article, seen, dict(sorted(left_out.items())), headline)


def _headline(article: Article, source: Written, folded: str, pack: Pack, known: Sequence[Name]) -> Steps[tuple[Scene, ...]]:
    """The title, read with the names of the text; nothing where the text holds it."""
    title = text.fold(article.title or "")
    if not title.text.strip() or len(title.text) > LONGEST or title.text.strip() in folded:
        return ()
    columns = pack.columns(title.text)
    named = names.read(title.text, columns, pack, names.directory(known))
    yield
    return (yield from scenes(article.id, source, title, [Statement(0, len(title.text), "title")], pack, _day(article), named, columns))


def _day(article: Article) -> date | None:
    """The day of reference; None when what is given is no ISO 8601 day."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _from_text(article: Article, folded: str, tokens: Sequence[Token], seen: Sequence[Scene]) -> Article | None:
    """The article with the day that its own text tells, where it tells one."""
    told = [replace(d, start=d.start + s.statement.start, end=d.end + s.statement.start) for s in seen for d in s.dates]
    found = references.infer(folded, tokens, told, seen[0].pack) if seen else None
    return replace(article, published=found[0].isoformat(), published_basis="text") if found else None


def read(article: Article, lang: str | None = None) -> Reading:
    """Read every claim of an article."""
    return of_script(stage(article, lang))


def read_all(articles: Iterable[Article], lang: str | None = None) -> list[Reading]:
    """Read every claim of some articles, which takes less time than one by one."""
    return of_scripts(stage_all(articles, lang))


def of_script(script: Script) -> Reading:
    """The claims of an article that has been split and read."""
    return whole(_reading(script))


def of_scripts(scripts: Iterable[Script]) -> list[Reading]:
    """The same for some articles."""
    return together(map(_reading, scripts))


def _reading(script: Script) -> Steps[Reading]:
    found = yield from _told(script.scenes)
    yield
    topics = [(scene.statement.kind, _topics(scene)) for scene in (*script.headline, *script.scenes)]
    tally = Counter(chain.from_iterable([*(found for _, found in topics), *(found for kind, found in topics if kind == "title")]))
    yield
    found = crowds.read(script.scenes, found)
    found += victims.read(script.scenes, tuple(found), script.headline)
    found = list(once.told(members.told(found, script.scenes), script.scenes))
    yield
    told = yield from slots.read(script.scenes, script.headline)
    yield
    found = munitions.dated(background.dated([*slots.besides(found, told), *told], script.scenes), script.scenes)
    found = list(past.told(found, _day(script.article)))
    tally.update(_facts(found))
    lead = [*script.headline, *leading(script.scenes, LEAD)]
    named = [name for scene in lead for name in scene.names]
    places = frozenset(name.canonical for name in named if name.type == "place")
    countries = {"c:" + name.country for name in named if name.country}
    countries |= {key for scene in lead for key, _, _ in scene.content if key.startswith("c:")}
    in_order = {key: tally[key] for key in sorted(tally)}
    return Reading(script.article, _finished(found, script.article.text), in_order, script.left_out, places, frozenset(countries))


def _told(seen: Sequence[Scene]) -> Steps[list[Claim]]:
    """What the statements of an article tell, in their order. A reader that looks at one statement alone goes through all of them before
    the next one does, which is faster than to take turns."""
    cast = Cast()
    met: list[tuple[list[Claim], list[Claim]]] = []
    for scene in seen:
        met.append(([*encounters.read(scene, cast), *counts.read(scene, cast)], list(arrangements.read(scene, cast))))
        cast.leave(scene)
    others: list[list[list[Claim]]] = []
    for reader in (nobody, responses, sayings):
        yield
        others.append([list(reader.read(scene)) for scene in seen])
    return [c for (before, behind), *more, last in zip(met, *others, strict=True) for c in chain(before, *more, behind, last)]


def _topics(scene: Scene) -> frozenset[str]:
    """The content keys of a statement, its places inside a country, and its days as such where a content key says "Tuesday"."""
    found = scene.keys()
    if scene.dates and (days := [d for d in scene.dates if d.earliest and d.earliest == d.latest]):
        found = (found - {keys.date_key(d) for d in days}) | {"d:" + d.earliest for d in days}
    if not scene.names:
        return found
    countries = gazetteer.countries()
    places = ["p:" + n.canonical for n in scene.names if n.type == "place" and n.country and n.canonical not in countries]
    return found.union(places) if places else found


def _facts(found: Iterable[Claim]) -> Iterator[str]:
    """Keys of what tells one event of a kind from another: how old those it is about are, and its tolls."""
    tolls = roles.tolls()
    for claim in found:
        toll, value = claim.role in tolls, claim.value
        for key, _, _ in claim.located if toll else ():
            if key.startswith("age:"):
                yield "a:" + key.removeprefix("age:")
        if not isinstance(value, Quantity) or value.min is None or value.min != value.max or claim.stage == silences.STAGE:
            continue
        if claim.role == "age":
            yield f"a:{value.min}"
        elif toll:
            yield f"f:{claim.role}:{value.min}"


def _finished(found: list[Claim], raw: str) -> tuple[Claim, ...]:
    """Claims in order of appearance; what was made of several is quoted as far as it reaches."""
    source = written(raw)
    done = [c if c.quote == raw[c.start : c.end] else replace(c, quote=raw[c.start : c.end], line=source.line(c.start)) for c in found]
    return tuple(sorted(done, key=_IN_ORDER))


_IN_ORDER = attrgetter("start", "end", "kind", "role", "subject", "scope")
