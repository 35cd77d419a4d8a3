"""Which id each article gets: its own, else the name of its file, made unique without regard to the order of the arguments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from factcheck.articles.draft import Draft
from factcheck.articles.places import Place
from factcheck.model import Article


class Read(NamedTuple):
    """A draft and the file that it came from."""

    draft: Draft
    place: Place


def identified(reads: Iterable[Read]) -> tuple[Article, ...]:
    """The articles, sorted by id. A file's name is its id unless files of several arguments share it: then its whole path is."""
    reads = list(reads)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for read in reads:
        homes[read.place.name].add(read.place.disk)
    wanted = [_article(read, ambiguous=len(homes[read.place.name]) > 1) for read in reads]
    rows = {id(article): read.draft.row for article, read in zip(wanted, reads, strict=True)}
    wanted.sort(key=lambda article: (article.id, article.path, rows[id(article)], article.sha256))
    return tuple(sorted(_numbered(wanted), key=lambda article: article.id))


def _article(read: Read, ambiguous: bool) -> Article:
    draft, place, told = read.draft, read.place, read.draft.fields
    behind = f"#{draft.row}" if draft.row else ""
    return Article(
        id=told.id or (place.shown if ambiguous else place.name) + behind,
        path=place.shown,
        text=draft.text,
        sha256=draft.sha256,
        lang=told.lang,
        title=told.title,
        outlet=told.outlet,
        published=told.published,
        published_basis=told.basis,
        url=told.url,
        encoding=draft.encoding,
    )


def _numbered(articles: list[Article]) -> list[Article]:
    """The articles with "#2", "#3" ... behind an id that came before."""
    taken = {article.id for article in articles}
    seen: Counter[str] = Counter()
    unique = []
    for article in articles:
        seen[article.id] += 1
        if seen[article.id] == 1:
            unique.append(article)
            continue
        while (name := f"{article.id}#{seen[article.id]}") in taken:
            seen[article.id] += 1
        taken.add(name)
        unique.append(replace(article, id=name))
    return unique
