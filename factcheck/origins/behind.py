"""How many origins stand behind some claims: what matters for a claim is whether its passage is copied, or cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.model import Claim, Copying, Origin, Passage
from factcheck.origins import credits, links
from factcheck.origins.families import Families, join, root, short

WHOLE = 0.5  # part of an article that is shared, from which all that it tells is taken to come from the same origin
TAKEN = 4.0  # strength of a passage that makes the claims in it one between articles of different origins
SAME = 0.7  # and how alike its two versions are at the least
CITED = "cited: "


class Behind(NamedTuple):
    """The origins behind some claims: their ids, sorted, and how many they are at the least."""

    origins: tuple[str, ...]
    fewest: int


def behind(claims: Iterable[Claim], families: Families) -> Behind:
    """The origins behind the claims of one answer.

    An article that cites another source for all its claims has that source's origin; one that shares only passages with its
    family, and tells this in its own words, may be an origin of its own.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document].append(claim)
    sources = {document: _source(found, families) for document, found in told.items()}
    if len(told) == 1:
        return Behind(tuple(_id(document, sources[document], families) for document in told), 1)
    certain = {node: node for document in sorted(told) for node in (document, *_cited(sources[document]))}
    possible = dict(certain)
    _join_cited(certain, possible, sources, families)
    _join_families(certain, possible, told, families)
    _join_links(certain, possible, told, families)
    _join_credits(possible, sorted(told), families)
    return Behind(_ids(certain, sorted(told), sources, families), len({root(possible, document) for document in told}))


def _named(claim: Claim, families: Families) -> str:
    return credits.source(claim, families.handed.get(claim.document, frozenset()))


def _source(claims: Sequence[Claim], families: Families) -> str:
    """The one source that all claims of an article are cited from; "" when it tells one of them itself."""
    names = {_named(claim, families) for claim in claims}
    return names.pop() if len(names) == 1 else ""


def _cited(source: str) -> tuple[str, ...]:
    return (CITED + source,) if source else ()


def _join_cited(certain: dict[str, str], possible: dict[str, str], sources: Mapping[str, str], families: Families) -> None:
    """Articles that cite one source, and the source itself where it is among them; who credits it may have it from there too."""
    named = {source for source in sources.values() if source}
    for document, source in sources.items():
        if source:
            join(certain, document, CITED + source)
            join(possible, document, CITED + source)
        if (outlet := families.outlets.get(document, "")) in named:
            join(certain, document, CITED + outlet)
        for name in named & {outlet, *families.credits.get(document, ())}:
            join(possible, document, CITED + name)


def _join_families(certain: dict[str, str], possible: dict[str, str], told: Mapping[str, list[Claim]], families: Families) -> None:
    """Articles of one family: certainly one origin, unless each is known to tell it outside what they share."""
    members: dict[str, list[str]] = defaultdict(list)
    for document in sorted(told):
        for other in members[families.of[document]]:
            join(possible, document, other)
            if root(certain, document) != root(certain, other) and _one_text(document, other, told, families):
                join(certain, document, other)
        members[families.of[document]].append(document)


def _one_text(one: str, two: str, told: Mapping[str, list[Claim]], families: Families) -> bool:
    """Whether what two articles of one family tell is from the text that they share, as far as can be seen."""
    link = families.links.get(one, {}).get(two)
    return link is None or link.share >= WHOLE or _spoken(told[one] + told[two])


def _spoken(claims: Iterable[Claim]) -> bool:
    """Whether claims are sentences, which agree only where they have their words in common."""
    return all(claim.role == "said" for claim in claims)


def _join_links(certain: dict[str, str], possible: dict[str, str], told: Mapping[str, list[Claim]], families: Families) -> None:
    """Articles whose claims stand in passages that they share."""
    for document in sorted(told):
        for other, link in sorted(families.links.get(document, {}).items()):
            if other <= document or other not in told:
                continue
            join(possible, document, other)
            passages = [p for p in link.passages if _covers(link, p, told)]
            family = families.of[document] == families.of[other]
            if any(family or (p.strength >= TAKEN and p.alike >= SAME and link.degree != links.POSSIBLE) for p in passages):
                join(certain, document, other)


def _covers(link: Copying, passage: Passage, told: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether a claim of each article stands in the passage."""
    sides = zip(link.documents, (passage.one, passage.two), strict=True)
    return all(any(start <= claim.start and claim.end <= end for claim in told[document]) for document, (start, end) in sides)


def _join_credits(possible: dict[str, str], documents: Sequence[str], families: Families) -> None:
    """Articles that credit one agency may both have it from there."""
    first: dict[str, str] = {}
    for document in documents:
        for agency in sorted(families.credits.get(document, ())):
            join(possible, document, first.setdefault(agency, document))


def _ids(certain: dict[str, str], documents: Sequence[str], sources: Mapping[str, str], families: Families) -> tuple[str, ...]:
    """An id for each origin: that of a family, of the source that all its articles cite, or of its first article."""
    groups: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        groups[root(certain, document)].append(document)
    taken: set[str] = set()
    for group in groups.values():
        cited = {sources[document] for document in group}
        wanted = (_id(group[0], cited.pop() if len(cited) == 1 else "", families), *group)
        taken.add(next((name for name in wanted if name not in taken), group[0]))
    return tuple(sorted(taken))


def _id(document: str, source: str, families: Families) -> str:
    return CITED + source if source else families.of[document]


def versions(one: Iterable[Claim], two: Iterable[Claim], families: Families) -> bool:
    """Whether claims of two answers stand in one passage that their articles share."""
    sides = [defaultdict[str, list[Claim]](list), defaultdict[str, list[Claim]](list)]
    for side, claims in zip(sides, (one, two), strict=True):
        for claim in claims:
            side[claim.document].append(claim)
    left, right = sides
    for document in left:
        for other in families.links.get(document, {}).keys() & right.keys():
            link = families.links[document][other]
            told = {document: left[document], other: right[other]}
            if any(passage.alike >= SAME and _covers(link, passage, told) for passage in link.passages):
                return True
    return False


class Citation(NamedTuple):
    """A source outside the articles that stands behind an answer, and the article that cites it, in words."""

    source: str
    document: str
    words: str


def citations(answers: Iterable[tuple[tuple[str, ...], Sequence[Claim]]], families: Families) -> Iterator[Citation]:
    """Who cites what in answers, given as origins and claims."""
    for origins, claims in answers:
        for claim in claims if any(name.startswith(CITED) for name in origins) else ():
            name = CITED + _named(claim, families)
            if name in origins:
                yield Citation(name, claim.document, f"{claim.document}: {short(claim.quote)}")


def cited_sources(told: Iterable[Citation]) -> list[Origin]:
    """The sources that are cited, with who cites them: of each article what it is first told by."""
    quotes: dict[str, dict[str, str]] = defaultdict(dict)
    for source, document, words in told:
        quotes[source].setdefault(document, words)
    return [Origin(name, tuple(sorted(told)), tuple(told[d] for d in sorted(told)), "cited") for name, told in sorted(quotes.items())]
