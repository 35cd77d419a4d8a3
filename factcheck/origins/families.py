"""Families of articles that carry one text, and how many origins stand behind claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from factcheck.model import Article, Copying, Origin
from factcheck.origins import candidates, credits, links, markings
from factcheck.origins.copies import Copies
from factcheck.origins.markings import Marks
from factcheck.origins.meetings import Memory
from factcheck.origins.sketches import Sketch

FACTS = 12  # told of two articles
_LONGEST_QUOTE = 80
Pair = tuple[int, int]  # the numbers of two articles
Comparing = Callable[[Sequence[Pair], "Bare"], Iterable[Copying | None]]


class Families(NamedTuple):
    """``of``: origin id by document. ``shared``: the origins that more than one document belongs to. ``links``: what two documents
    share, by document and the other one. ``credits``: the agencies that documents credit; ``handed``: their sentences that tell from
    what was handed out; ``outlets``: whose they are."""

    of: Mapping[str, str]
    shared: tuple[Origin, ...]
    links: Mapping[str, Mapping[str, Copying]]
    credits: Mapping[str, frozenset[str]]
    handed: Mapping[str, frozenset[int]]
    outlets: Mapping[str, str]

    def among(self, documents: Collection[str]) -> Families:
        """What of this is told of some documents among themselves."""
        links = ((one, {two: link for two, link in self.links.get(one, {}).items() if two in documents}) for one in documents)
        return Families(
            {document: self.of[document] for document in documents},
            (),
            {document: found for document, found in links if found},
            {document: self.credits[document] for document in documents if self.credits.get(document)},
            {document: self.handed[document] for document in documents if self.handed.get(document)},
            {document: self.outlets[document] for document in documents if self.outlets.get(document)},
        )

    def across(self) -> tuple[Copying, ...]:
        """What documents of different origins share, strongest first."""
        found = {link.documents: link for others in self.links.values() for link in others.values()}
        return tuple(sorted((link for (a, b), link in found.items() if self.of[a] != self.of[b]), key=_strongest))


def _strongest(link: Copying) -> tuple[bool, float, tuple[str, str]]:
    return link.degree == links.POSSIBLE, -link.strength, link.documents


def compare(pairs: Iterable[Pair], articles: Bare) -> Iterator[Copying | None]:
    """What the articles of each pair share."""
    return (links.compare(articles.sketch(a), articles.sketch(b)) for a, b in pairs)


class Known(NamedTuple):
    """What is kept of an archive: names of its articles, the same for the same content, and where it is found."""

    names: Sequence[str]
    memory: Memory


class Bare:
    """The sketches of articles without furniture, which are taken when they are first asked for."""

    def __init__(self, sketch: Callable[[int], Sketch], standing: Mapping[int, frozenset[int]]) -> None:
        self._sketch, self._standing = sketch, standing
        self._kept: dict[int, Sketch] = {}

    def sketch(self, number: int) -> Sketch:
        """The sketch of an article."""
        known = self._kept.get(number)
        return known if known is not None else self._kept.setdefault(number, self._taken(number))

    def _taken(self, number: int) -> Sketch:
        sketch = self._sketch(number)
        return markings.without(sketch, self._standing[number]) if number in self._standing else sketch

    def without(self, number: int) -> frozenset[int]:
        """The sentences that an article is looked at without."""
        return self._standing.get(number, frozenset())


def trace(sketches: Sequence[Sketch], articles: Mapping[str, Article], copies: Copies, comparing: Comparing = compare) -> Families:
    """Families of articles. ``articles``: all by id; ``copies``: those that are copies, by their original; ``comparing`` tells what the
    articles of pairs share."""
    spelled, marks = numbered(sketches)
    return traced(marks, spelled, sketches.__getitem__, articles, copies, comparing)


def numbered(sketches: Sequence[Sketch]) -> tuple[Sequence[str], list[Marks]]:
    """The marks of sketches, and the keys and facts that their numbers stand for."""
    told = [markings.told(sketch) for sketch in sketches]
    spelled = sorted({key for one in told for key in chain(one.words, one.names, one.facts)})
    numbers = {key: number for number, key in enumerate(spelled)}
    return spelled, [_marks(sketch, one, numbers) for sketch, one in zip(sketches, told, strict=True)]


def _marks(sketch: Sketch, told: markings.Told, numbers: Mapping[str, int]) -> Marks:
    words, names, facts = ([numbers[key] for key in keys] for keys in (told.words, told.names, told.facts))
    return Marks(sketch.document, sketch.day, told.sentences, told.runs, words, names, facts, sketch.credits, sketch.handed)


def traced(
    marks: Sequence[Marks],
    spelled: Sequence[str],
    sketch: Callable[[int], Sketch],
    articles: Mapping[str, Article],
    copies: Copies,
    comparing: Comparing = compare,
    known: Known | None = None,
) -> Families:
    """The same from marks. ``spelled``: the keys and facts that their numbers stand for; ``sketch``: that of an article, by its number;
    ``known``: what is kept of the articles."""
    standing = markings.furniture(marks)
    furnished = {number: standing.intersection(one.sentences) for number, one in enumerate(marks) if not standing.isdisjoint(one.sentences)}
    bare = Bare(sketch, {number: frozenset(sentences) for number, sentences in furnished.items()})
    archive = candidates.Archive(_signs(marks, bare, known.names), spelled, known.memory) if known else None
    found = comparing(candidates.propose(_unfurnished(marks, spelled, bare, furnished), archive), bare)
    ordered = sorted((link for link in found if link), key=_strongest)
    parent = {document: document for document in sorted(articles)}
    joining = {link.documents for link in ordered if link.degree == links.CERTAIN and join(parent, *link.documents)}
    equal = [Copying((original, copy.id), links.COPY, 1.0, 0.0, 0, ()) for original, same in sorted(copies.items()) for copy in same]
    for link in equal:
        join(parent, *link.documents)
    of = {document: root(parent, document) for document in parent}
    told = _with_facts(ordered, marks, spelled, of)
    tree = [*(link for link in told if link.documents in joining), *equal]
    keys = {outlet: credits.name_key(outlet or "") for outlet in {article.outlet for article in articles.values()}}
    return Families(
        of,
        tuple(_shared(of, tree, articles)),
        _by_document(told),
        {one.document: one.credits for one in marks},
        {one.document: one.handed for one in marks},
        {document: keys[article.outlet] for document, article in articles.items()},
    )


def _signs(marks: Sequence[Marks], bare: Bare, names: Sequence[str]) -> list[int]:
    """The same for articles of the same id and content that are looked at without the same sentences."""
    told = (f"{names[number]} {sorted(bare.without(number))} {one.document}" for number, one in enumerate(marks))
    made = (blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8).digest() for one in told)
    return [int.from_bytes(one, "little", signed=True) for one in made]


def _unfurnished(marks: Sequence[Marks], spelled: Sequence[str], bare: Bare, furnished: Iterable[int]) -> Sequence[Marks]:
    """The marks that articles have without furniture."""
    numbers = sorted(furnished)
    if not numbers:
        return marks
    known, left = {key: number for number, key in enumerate(spelled)}, list(marks)
    for number in numbers:
        sketch = bare.sketch(number)
        left[number] = _marks(sketch, markings.told(sketch), known)
    return left


def join(parent: dict[str, str], a: str, b: str) -> bool:
    """Put two under one root, the smaller; whether they were apart."""
    one, two = sorted((root(parent, a), root(parent, b)))
    parent[two] = one
    return one != two


def root(parent: dict[str, str], document: str) -> str:
    while parent[document] != document:
        parent[document] = parent[parent[document]]
        document = parent[document]
    return document


def _by_document(found: Iterable[Copying]) -> dict[str, dict[str, Copying]]:
    links_of: dict[str, dict[str, Copying]] = defaultdict(dict)
    for link in found:
        one, two = link.documents
        links_of[one][two] = links_of[two][one] = link
    return dict(links_of)


def _with_facts(found: Sequence[Copying], marks: Sequence[Marks], spelled: Sequence[str], of: Mapping[str, str]) -> list[Copying]:
    """The links with what both articles tell alike and no article of another family does."""
    linked = {document for link in found for document in link.documents}
    facts = {one.document: set(one.facts) for one in marks if one.document in linked}
    tellers: dict[int, set[str]] = {fact: set() for told in facts.values() for fact in told}
    for one in marks:
        for fact in tellers.keys() & one.facts:
            tellers[fact].add(of[one.document])
    done = []
    for link in found:
        left, right = link.documents
        alone = [spelled[fact] for fact in facts[left] & facts[right] if tellers[fact] <= {of[left], of[right]}]
        done.append(link._replace(facts=tuple(sorted(alone, key=lambda fact: (-len(fact), fact))[:FACTS])))
    return done


def _shared(of: Mapping[str, str], tree: Sequence[Copying], articles: Mapping[str, Article]) -> Iterator[Origin]:
    """The origins of several documents, with what joins these."""
    members: dict[str, list[str]] = defaultdict(list)
    for document, origin in of.items():
        members[origin].append(document)
    joining: dict[str, list[Copying]] = defaultdict(list)
    for link in tree:
        joining[of[link.documents[0]]].append(link)
    for origin, documents in sorted(members.items()):
        if len(documents) > 1:
            told = tuple(line for link in joining[origin] for line in in_words(link, articles))
            yield Origin(origin, tuple(documents), told, "text", tuple(joining[origin]))


def in_words(link: Copying, articles: Mapping[str, Article]) -> Iterator[str]:
    """The passages of two articles, strongest first."""
    one, two = (articles[document].text for document in link.documents)
    if link.degree == links.COPY:
        yield f"{link.documents[0]} / {link.documents[1]}: the same text"
    for passage in link.passages:
        yield f"{short(one[slice(*passage.one)])} / {short(two[slice(*passage.two)])}"


def short(quote: str) -> str:
    """A quotation in one line that can be read at a glance."""
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 3] + "..."
