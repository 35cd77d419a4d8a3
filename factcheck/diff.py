"""Two reports to what has changed between them: findings that are new, that have changed, that are gone, and which articles did it.

A finding is the same finding when it has a claim of before: the same words of the same sentence on the same role. So it survives
moved lines, renamed files and another order; its id, which hangs on all its claims, need not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.model import GRAVITY, Answer, Article, Claim, Finding, Report
from factcheck.text import fold

NEW, UPDATED, UNCHANGED, ABSENT = "new", "updated", "unchanged", "absent"
UNTOLD = "unchanged finding"  # the reason for which these are left out where only changes are told
BEFORE = " (before)"  # behind the id of an article that has other words now
_LONGEST = 60  # code points of an answer in words about a change

Key = tuple[str, str, str, str]


class Change(NamedTuple):
    """A finding and what has become of it: "new", "updated", "unchanged" or "absent". ``changes``: what is different in one that
    was there before, in words; ``causes``: ids of the articles that brought, changed or took it, sorted."""

    finding: Finding
    state: str
    changes: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


class Diff(NamedTuple):
    """What has become of every finding: those of the later report in its order, then those that are gone."""

    changes: tuple[Change, ...]
    articles: tuple[Article, ...]

    def of(self, *states: str) -> tuple[Change, ...]:
        """The changes with one of these states, the gravest first."""
        chosen = [change for change in self.changes if change.state in states]
        return tuple(sorted(chosen, key=lambda c: (GRAVITY[c.finding.relation], c.finding.event, c.finding.kind, c.finding.id)))


class _Known(NamedTuple):
    """The findings of one report by the keys of their claims, and the articles that it was made from."""

    findings: Sequence[Finding]
    by_key: Mapping[Key, tuple[int, ...]]
    keys: tuple[tuple[frozenset[Key], ...], ...]  # of each finding, by answer
    contents: frozenset[tuple[str | None, ...]]


def between(base: Report, head: Report) -> Diff:
    """What has changed from one report to a later one."""
    before, after = _known(base), _known(head)
    added = {article.id for article in head.articles if _content(article) not in before.contents}
    removed = {article.id for article in base.articles if _content(article) not in after.contents}
    lines = [_ancestors(number, before, after) for number in range(len(head.findings))]
    found = [_change(number, line, before, after, added, removed) for number, line in enumerate(lines)]
    kept = {known for line in lines for known in line}
    gone = [finding for number, finding in enumerate(base.findings) if number not in kept]
    texts = {article.id: article.sha256 for article in head.articles}
    others = {article.id for article in base.articles if article.sha256 != texts.get(article.id)}
    rewritten = others & texts.keys()
    told = others & {claim.document for finding in gone for claim in _claims(finding)}
    articles = [_before(article) if article.id in rewritten else article for article in base.articles if article.id in told]
    return Diff((*found, *(_absent(finding, removed, rewritten) for finding in gone)), (*head.articles, *articles))


def _content(article: Article) -> tuple[str | None, ...]:
    """What an article says and what is known about it, whatever it is called."""
    return article.sha256, article.title, article.outlet, article.published


def _claims(finding: Finding) -> Iterator[Claim]:
    return (claim for answer in finding.answers for claim in answer.claims)


def _known(report: Report) -> _Known:
    texts = {article.id: article.text for article in report.articles}
    keys = tuple(tuple(frozenset(_keys(finding, answer, texts)) for answer in finding.answers) for finding in report.findings)
    by_key: dict[Key, list[int]] = {}
    for number, answers in enumerate(keys):
        for key in frozenset().union(*answers):
            by_key.setdefault(key, []).append(number)
    contents = frozenset(map(_content, report.articles))
    return _Known(report.findings, {key: tuple(numbers) for key, numbers in by_key.items()}, keys, contents)


def _keys(finding: Finding, answer: Answer, texts: Mapping[str, str]) -> Iterator[Key]:
    for claim in answer.claims:
        start, end = claim.statement
        sentence = texts.get(claim.document, "")[start:end] or claim.quote
        yield finding.kind, finding.role, _words(sentence), _words(claim.quote)


def _words(text: str) -> str:
    return " ".join(fold(text).text.split())


# -------------------------------------------------------------------------------------------- one finding


def _ancestors(number: int, before: _Known, after: _Known) -> list[int]:
    """The earlier findings that the one at ``number`` goes back to, the nearest first: they have claims of it, and ask what it asks if
    any of them does (one sentence may answer several questions)."""
    finding = after.findings[number]
    shared = Counter(known for keys in after.keys[number] for key in keys for known in before.by_key.get(key, ()))
    asking = [known for known in shared if before.findings[known].question == finding.question]
    return sorted(asking or shared, key=lambda known: (before.findings[known].id != finding.id, -shared[known], before.findings[known].id))


def _change(number: int, line: Sequence[int], before: _Known, after: _Known, added: set[str], removed: set[str]) -> Change:
    """What has become of the finding at ``number`` of the later report, which goes back to the earlier ones of its ``line``."""
    finding = after.findings[number]
    brought = {claim.document for claim in _claims(finding)} & added
    if not line:
        return Change(finding, NEW, (), tuple(sorted(brought)))
    told = [*_relation(before.findings[line[0]], finding), *_answers(finding, after.keys[number], _Ancestry.of(line, before))]
    if not told:
        return Change(finding, UNCHANGED)
    taken = {claim.document for known in line for claim in _claims(before.findings[known])} & removed
    return Change(finding, UPDATED, tuple(told), tuple(sorted(brought | taken)))


def _relation(before: Finding, now: Finding) -> Iterator[str]:
    if before.relation is not now.relation:
        yield f"{now.relation}, was {before.relation}"


class _Ancestry(NamedTuple):
    """The answers of the earlier findings that a finding goes back to, each with the keys of its claims."""

    answers: tuple[tuple[Answer, frozenset[Key]], ...]

    @classmethod
    def of(cls, numbers: Iterable[int], known: _Known) -> _Ancestry:
        return cls(tuple(pair for n in numbers for pair in zip(known.findings[n].answers, known.keys[n], strict=True)))

    def alike(self, answer: Answer, keys: frozenset[Key]) -> list[Answer]:
        """The answers that say what this one says: in the same words, else at least the same value."""
        same = [told for told, known in self.answers if known & keys]
        return same or [told for told, _ in self.answers if told.text == answer.text]


def _answers(finding: Finding, keys: Sequence[frozenset[Key]], ancestry: _Ancestry) -> Iterator[str]:
    """How the answers differ from those of before. That one has fewer origins asks nothing of anybody: articles may go."""
    kept: list[Answer] = []
    support: list[str] = []
    for answer, own in zip(finding.answers, keys, strict=True):
        before = ancestry.alike(answer, own)
        kept += before
        if not before:
            yield f"new answer: {_short(answer)}"
        elif (count := max(len(told.origins) for told in before)) < (now := len(answer.origins)):
            support.append(f"more origins for {_short(answer)}: {now}, was {count}")
    yield from (f"answer gone: {_short(told)}" for told, _ in ancestry.answers if told not in kept)
    yield from support


def _short(answer: Answer) -> str:
    """An answer as it is named among others; that of a statement is a whole sentence."""
    words = " ".join(answer.text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."


def _absent(finding: Finding, removed: set[str], rewritten: set[str]) -> Change:
    """A finding that is gone, its claims in the articles as they were."""
    causes = {claim.document for claim in _claims(finding)} & removed
    answers = (
        replace(answer, claims=tuple(replace(c, document=c.document + BEFORE) if c.document in rewritten else c for c in answer.claims))
        for answer in finding.answers
    )
    return Change(replace(finding, answers=tuple(answers)), ABSENT, (), tuple(sorted(causes)))


def _before(article: Article) -> Article:
    return replace(article, id=article.id + BEFORE)
