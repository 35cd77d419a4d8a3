"""A report as the page shows it: what stands where, in which words. Text of articles is as it was; the templates make it harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import quote, urlsplit

from factcheck import labels
from factcheck.model import GRAVITY, Article, Claim, Finding, Relation, Report
from factcheck.reports import summary, telling
from factcheck.reports.contract import States, Support, families, standing, support
from factcheck.reports.html import charts
from factcheck.reports.html.shapes import Cell, Event, Kinship, Matrix, Mention, Passage, Reason, Row, Shown, Side, Source, Text, Told
from factcheck.reports.html.texts import Span, anchor, paragraphs
from factcheck.reports.records import by_event, passages, pieces, reasons, sentence
from factcheck.reports.wording import Words
from factcheck.values.gazetteer import country

FIRST = 150  # findings shown before the rest is folded
_PASSAGES = 2  # of an answer, before the rest is folded
_REASONS, _PAIRS = 3, 4
_ROWS, _COLUMNS = 40, 30  # of a matrix
_SHAPES = "●■▲◆▼★"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LISTED = 60  # articles and events that are listed open
_LINK = re.compile(r"(?i:https?)://[A-Za-z0-9._~!$&'()*+,;=:@/?%#\[\]-]+")


def address(url: str | None) -> str:
    """A link that may stand in the page: of the web, without anything that a browser would read otherwise than it is written; else ""."""
    try:
        parts = urlsplit(url or "")
        written = quote(url or "", safe="%/:?#[]@!$&'()*+,;=~-._")
        fits = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and _LINK.fullmatch(written) and not re.search(r"[\s\\]", url or "")
        )
        return written if fits and "@" not in parts.netloc else ""
    except ValueError:
        return ""


def side(index: int, of: int) -> Side | None:
    """The mark of an answer among so many; one alone needs none."""
    return Side(_SHAPES[index % len(_SHAPES)], _LETTERS[index] if index < len(_LETTERS) else str(index + 1), index % 6) if of > 1 else None


class View:
    """A report being laid out. ``texts``: the articles' texts are in the page."""

    def __init__(self, report: Report, states: States, words: Words, texts: bool = False) -> None:
        self.report, self.states, self.words, self.with_texts = report, states, words, texts
        self.articles = {article.id: article for article in report.articles}
        self.families = families(report)
        self._anchors: dict[str, int] = {}
        self._explained: set[str] = set()

    # -------------------------------------------------------------------------------- articles

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The articles by id, in the order of their days; those that only claims name come last."""
        order = sorted(self.report.articles, key=lambda article: (article.published or "~", article.id))
        claimed = (claim.document for finding in self.report.findings for answer in finding.answers for claim in answer.claims)
        others = sorted(set(claimed) - self.articles.keys())
        named = [(article.id, article) for article in order] + [(document, None) for document in others]
        return {document: self._source(number, document, article) for number, (document, article) in enumerate(named, 1)}

    def _source(self, number: int, document: str, article: Article | None) -> Source:
        label = summary.label(article, document)
        if article is None:
            return Source(f"a{number}", document, label, "", "", "", "", "", "")
        day = (article.published or "")[:16].replace("T", " ")
        told = (day, article.title or "", article.lang or "", article.path, address(article.url))
        return Source(f"a{number}", document, label, day, *told[1:], self.families.get(document, ""))

    def name(self, document: str) -> str:
        """ "Le Monde (a.txt)"; the id alone for an article without an outlet."""
        source = self.sources.get(document)
        return f"{source.label} ({document})" if source and source.label != document else document

    # -------------------------------------------------------------------------------- findings

    @cached_property
    def findings(self) -> dict[str, list[Shown]]:
        """The findings by event, the gravest first."""
        found = by_event(self.report)
        return {event: [self._shown(f) for f in sorted(own, key=lambda f: GRAVITY[f.relation])] for event, own in found.items()}

    def _anchor(self, finding: Finding) -> str:
        """A finding's id as an anchor that no other has."""
        plain = "f-" + re.sub("[^A-Za-z0-9]", "-", finding.id)[:40]
        self._anchors[plain] = number = self._anchors.get(plain, 0) + 1
        return plain if number == 1 else f"{plain}-{number}"

    def _shown(self, finding: Finding) -> Shown:
        spoken = finding.kind in summary.SPOKEN
        answers = tuple(self._told(finding, index) for index in range(len(finding.answers)))
        told = self._reasons(finding)
        documents = dict.fromkeys(claim.document for answer in finding.answers for claim in answer.claims)
        return Shown(
            self._anchor(finding),
            finding,
            self.words.question(finding.question),
            spoken,
            telling.mark(standing(finding, self.states), self.words),
            answers,
            tuple(told[:_REASONS]),
            max(len(told) - _REASONS, 0),
            charts.figures(finding, self.articles, self.families),
            tuple(self.sources[document].anchor for document in documents),
        )

    def _reasons(self, finding: Finding) -> list[Reason]:
        """Why a finding holds; what is told alike of several pairs of answers is told once."""
        found: dict[tuple[str, str, bool], list[tuple[Side, ...]]] = {}
        for link in reasons(finding):
            marks = (side(index, len(finding.answers)) for index in link.answers)
            key = (self.words.why(link.rule, link.why), link.rule, link.one_origin)
            found.setdefault(key, []).append(tuple(dict.fromkeys(mark for mark in marks if mark)))
        return [Reason(tuple(filter(None, pairs[:_PAIRS])), max(len(pairs) - _PAIRS, 0), *key) for key, pairs in found.items()]

    def _told(self, finding: Finding, index: int) -> Told:
        answer = finding.answers[index]
        quoted = tuple(self._passage(found.claims) for found in passages(answer, self.articles))
        kind = support(answer)
        return Told(
            telling.answer(finding, answer, self.words),
            side(index, len(finding.answers)),
            telling.support(answer, self.words),
            kind in (Support.REPRINT, Support.POSSIBLE),
            quoted[:_PASSAGES],
            quoted[_PASSAGES:],
        )

    def _passage(self, claims: Sequence[Claim]) -> Passage:
        claim = claims[0]
        article = self.articles.get(claim.document)
        once = {claim.document: claim for claim in reversed(claims)}
        mentions = tuple(self._mention(claim) for claim in reversed(once.values()))
        lang = (article.lang if article else None) or ""
        return Passage(tuple(pieces(claim, sentence(claim, article))), lang, mentions, tuple(telling.qualifiers(claim, self.words)))

    def _mention(self, claim: Claim) -> Mention:
        source = self.sources[claim.document]
        text = anchor(source.anchor, claim.start) if self.with_texts and claim.document in self.articles else ""
        return Mention(source, f"{claim.document}:{claim.line}", text)

    # ---------------------------------------------------------------------------------- events

    def events(self) -> tuple[list[Event], list[Event]]:
        """The events that are shown first, and what follows folded; one may stand in both with a part of its findings each."""
        first, rest, room = [], [], FIRST
        for number, (event, found) in enumerate(self.findings.items(), 1):
            own = found[:room]
            if own:
                first.append(self._event(number, event, own, found))
            if len(found) > len(own):
                rest.append(self._event(number, event, found[len(own) :], [] if own else found))
            room -= len(own)
        return first, rest

    def _event(self, number: int, event: str, shown: Sequence[Shown], whole: Sequence[Shown]) -> Event:
        """An event with some of its findings; its drawings, which are of the ``whole``, where that is not empty."""
        split = next((at for at, entry in enumerate(shown) if entry.agreed), len(shown))
        anchor = f"e{number}" if whole else f"e{number}-2"
        told = [self.words.count_of(relation, sum(s.relation is relation for s in whole or shown)) for relation in Relation]
        return Event(
            number,
            anchor,
            self._title(event),
            tuple(shown[:split]),
            tuple(shown[split:]),
            ", ".join(filter(None, told)),
            self.matrix([entry for entry in whole if not entry.agreed], whole),
            self.matrix([entry for entry in whole if entry.agreed], whole),
            charts.dates([(entry.finding, entry.anchor) for entry in whole], self.articles),
        )

    def _title(self, event: str) -> str:
        """An event's keys as words; what is no list of keys stays as it is."""
        parts = [country(part) if part.isupper() else part for part in event.split(", ")]
        keys = all(part == part.lower() for part in parts)
        return labels.title(", ".join(map(self.words.key, parts))) if keys else event

    def once(self, drawing: str) -> bool:
        """Whether a kind of drawing has not been explained yet."""
        told = drawing in self._explained
        self._explained.add(drawing)
        return not told

    def matrix(self, found: Sequence[Shown], event: Sequence[Shown]) -> Matrix | None:
        """Some facts of an event by the articles that tell something of it; None where there is nothing to compare."""
        facts = [shown for shown in found if not shown.spoken]
        told = {anchor for shown in event for anchor in shown.sources}
        order = [source for source in self.sources.values() if source.anchor in told]
        if not facts or len(order) < 2:
            return None
        columns = order[:_COLUMNS]
        rows = tuple(self._row(shown, columns) for shown in facts[:_ROWS])
        return Matrix(tuple(columns), rows, max(len(facts) - _ROWS, 0), len(order) - len(columns))

    def _row(self, shown: Shown, columns: Sequence[Source]) -> Row:
        said: dict[str, list[Cell]] = {}
        for told, answer in zip(shown.answers, shown.finding.answers, strict=True):
            for document in dict.fromkeys(claim.document for claim in answer.claims):
                said.setdefault(document, []).append(Cell(told.text, told.side))
        return Row(shown, tuple(tuple(said.get(source.document, ())) for source in columns))

    # ----------------------------------------------------------------------------------- notes

    @cached_property
    def kinships(self) -> list[Kinship]:
        """Which articles share a text, the families first."""
        found = [
            Kinship(
                "certain",
                tuple(self.sources[document] for document in origin.documents if document in self.sources),
                _first(origin.evidence),
            )
            for origin in self.report.origins
            if origin.kind == "text" and len(origin.documents) > 1
        ]
        for link in self.report.shared:
            found.append(Kinship(link.degree, tuple(self.sources[name] for name in link.documents if name in self.sources), ""))
        return found

    def texts(self) -> Iterator[Text]:
        """The articles' texts, what findings rest on marked."""
        spans = self._rested() if self.with_texts else {}
        for document, source in self.sources.items() if self.with_texts else ():
            if article := self.articles.get(document):
                yield Text(source, tuple(paragraphs(article.text, source.anchor, spans.get(document, ()))))

    def _rested(self) -> dict[str, set[Span]]:
        """The spans that findings rest on, by article."""
        spans: dict[str, set[Span]] = {}
        for claim in (claim for finding in self.report.findings for answer in finding.answers for claim in answer.claims):
            spans.setdefault(claim.document, set()).add((claim.start, claim.end))
        return spans

    @cached_property
    def summary(self) -> str:
        """ "1 contradiction, 3 agreements in 5 articles, 4 origins"."""
        return telling.totals(self.report, self.words)

    @cached_property
    def roles(self) -> list[tuple[str, str]]:
        """The roles of the findings, with what they are called."""
        return sorted(
            {(finding.role, self.words.role(finding.role)) for finding in self.report.findings}, key=lambda role: (role[1], role[0])
        )

    @cached_property
    def left_out(self) -> list[tuple[str, int]]:
        """Reasons for which claims were left out, the most frequent first."""
        return sorted(self.report.left_out.items(), key=lambda entry: (-entry[1], entry[0]))


def _first(evidence: Sequence[str]) -> str:
    return evidence[0] if evidence else ""
