"""Families of articles that carry one text, and how many origins stand behind claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.model import Article, Copying, Origin
from factcheck.origins import candidates, credits, links
from factcheck.origins.copies import Copies
from factcheck.origins.sketches import Sketch

FACTS = 12  # told of two articles
_LONGEST_QUOTE = 80
Comparing = Callable[[Sequence[tuple[Sketch, Sketch]]], Iterable[Copying | None]]


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

    def across(self) -> tuple[Copying, ...]:
        """What documents of different origins share, strongest first."""
        found = {link for others in self.links.values() for link in others.values()}
        return tuple(sorted((link for link in found if self.of[link.documents[0]] != self.of[link.documents[1]]), key=_strongest))


def _strongest(link: Copying) -> tuple[bool, float, tuple[str, str]]:
    return link.degree == links.POSSIBLE, -link.strength, link.documents


def compare(pairs: Iterable[tuple[Sketch, Sketch]]) -> Iterator[Copying | None]:
    """What the articles of each pair share."""
    return (links.compare(a, b) for a, b in pairs)


def trace(sketches: Sequence[Sketch], articles: Mapping[str, Article], copies: Copies, comparing: Comparing = compare) -> Families:
    """Families of articles. ``articles``: all by id; ``copies``: those that are copies, by their original; ``comparing`` tells what the
    articles of pairs share."""
    bare = candidates.without_furniture(sketches)
    found = comparing([(bare[a], bare[b]) for a, b in candidates.propose(bare)])
    ordered = sorted((link for link in found if link), key=_strongest)
    parent = {document: document for document in sorted(articles)}
    joining = {link.documents for link in ordered if link.degree == links.CERTAIN and join(parent, *link.documents)}
    equal = [Copying((original, copy.id), links.COPY, 1.0, 0.0, 0, ()) for original, same in sorted(copies.items()) for copy in same]
    for link in equal:
        join(parent, *link.documents)
    of = {document: root(parent, document) for document in parent}
    told = _with_facts(ordered, bare, of)
    tree = [*(link for link in told if link.documents in joining), *equal]
    outlets = {document: credits.name_key(article.outlet or "") for document, article in articles.items()}
    return Families(
        of,
        tuple(_shared(of, tree, articles)),
        _by_document(told),
        {sketch.document: sketch.credits for sketch in sketches},
        {sketch.document: sketch.handed for sketch in sketches},
        outlets,
    )


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


def _with_facts(found: Sequence[Copying], sketches: Sequence[Sketch], of: Mapping[str, str]) -> list[Copying]:
    """The links with what both articles tell alike and no article of another family does."""
    facts = {sketch.document: sketch.facts for sketch in sketches}
    linked = {document for link in found for document in link.documents}
    tellers: dict[str, set[str]] = {fact: set() for document in linked for fact in facts[document]}
    for document, told in facts.items():
        for fact in told & tellers.keys():
            tellers[fact].add(of[document])
    done = []
    for link in found:
        one, two = link.documents
        alone = [fact for fact in facts[one] & facts[two] if tellers[fact] <= {of[one], of[two]}]
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
