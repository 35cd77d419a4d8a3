"""``terminal``: what a person wants to read. Findings by event, the gravest first, then a summary.

Everything is built from rich `Text` objects, never from markup. Each line of article text stands behind a gutter, so that
no wrapped line starts with words of an article. Without any style the symbols and words alone tell the relations.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rich.console import Console
from rich.text import Text

from factcheck.model import GRAVITY, Answer, Article, Claim, Finding, Relation, Report
from factcheck.reports import Options, summary, telling
from factcheck.reports.contract import NO_STATES, States, standing
from factcheck.reports.matrix import matrix
from factcheck.reports.records import Passage, Sentence, by_event, passages, pieces, reasons, sentence
from factcheck.reports.safe import line, unlead
from factcheck.reports.wording import Words, words

COLOURS: dict[Relation, str] = {
    Relation.CONTRADICTION: "red",
    Relation.DISPUTE: "magenta",
    Relation.UPDATE: "cyan",
    Relation.REFINEMENT: "blue",
    Relation.AGREEMENT: "green",
}
_NARROWEST, _WIDEST = 24, 110  # longer lines are hard to read
_PASSAGES = 4  # shown per answer; the sources of the others are named
_QUOTED_AGREEMENTS = 25  # with more agreements than this their quotations are left to `explain`
_REASONS = 3  # shown per finding


@dataclass(frozen=True)
class Page:
    """A report being laid out for one width and style."""

    report: Report
    options: Options
    states: States

    @cached_property
    def articles(self) -> dict[str, Article]:
        return {article.id: article for article in self.report.articles}

    @cached_property
    def words(self) -> Words:
        return words(self.options.lang)

    @property
    def width(self) -> int:
        return min(max(self.options.width, _NARROWEST), _WIDEST)

    @cached_property
    def console(self) -> Console:
        styled = self.options.style != "plain"
        return Console(
            file=io.StringIO(),
            width=self.width,
            force_terminal=styled,
            color_system="standard" if styled else None,
            no_color=self.options.style != "colour",
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def lines(self, text: Text, first: Text, rest: Text) -> Iterator[Text]:
        """A paragraph wrapped to the width, behind ``first`` and then ``rest``; nothing is ever cut off."""
        prefix = first
        for wrapped in text.wrap(self.console, max(self.width - rest.cell_len, 10)) or [Text()]:
            wrapped.rstrip()
            yield Text.assemble(prefix, wrapped)
            prefix = rest

    def printed(self, lines: Iterable[Text]) -> str:
        with self.console.capture() as capture:
            for entry in lines:
                guarded = entry if entry.plain == unlead(entry.plain) else Text(unlead(entry.plain))
                self.console.print(guarded, soft_wrap=True)
        return capture.get()


# ------------------------------------------------------------------------------------------- passages


def quotation(claim: Claim, around: Sentence, style: str) -> Text:
    """The sentence as written, the deciding words in ``style``."""
    text = Text("“")
    for told, decides in pieces(claim, around):
        text.append(line(told), style if decides else "")
    return text.append("”")


def _own_words(claim: Claim, style: str) -> Text:
    """The claim's quotation without the rest of its sentence."""
    return quotation(claim, Sentence(claim.start, claim.quote), style)


def _source(page: Page, claim: Claim) -> Text:
    """Outlet, day and place; the id stands for a source without an outlet."""
    article = page.articles.get(claim.document)
    place = line(f"{claim.document}:{claim.line}")
    if article is None or not article.outlet:
        told = Text(place, "bold")
    else:
        told = Text.assemble((line(article.outlet), "bold"), (f" ({place})", "dim"))
    if article is not None and article.published:
        told.append(f", {line(article.published)[:10]}", "dim")
    return told


def _sources(page: Page, claims: Iterable[Claim]) -> Text:
    """The sources of claims, each article once."""
    once = {claim.document: claim for claim in reversed(tuple(claims))}
    return Text("; ").join(_source(page, claim) for claim in reversed(once.values()))


def _credits(page: Page, passage: Passage) -> Text:
    """Sources, speaker and how it is asserted: "— Le Monde (b.txt:3) · according to the prefect · planned"."""
    told = map(line, telling.qualifiers(passage.claims[0], page.words))
    return Text(" · ").join([Text.assemble("— ", _sources(page, passage.claims)), *(Text(words, "italic") for words in told)])


# ------------------------------------------------------------------------------------------- findings


def _heading(page: Page, finding: Finding) -> Iterator[Text]:
    colour = f"bold {COLOURS[finding.relation]}"
    named = Text(f"{summary.SYMBOLS[finding.relation]} {page.words.relation(finding.relation).upper()}  ", colour)
    yield from page.lines(
        Text.assemble(named, (line(page.words.question(finding.question)), "bold"), _mark(page, finding)), Text(), Text("  ")
    )


def _mark(page: Page, finding: Finding) -> Text:
    """What has become of the finding, behind its question."""
    mark = telling.mark(standing(finding, page.states), page.words)
    return Text(f"  ({line(mark)})" if mark else "", "italic")


def _passage(page: Page, passage: Passage, gutter: Text, colour: str) -> Iterator[Text]:
    inner = Text.assemble(gutter, "  ")
    claim = passage.claims[0]
    quoted = quotation(claim, sentence(claim, page.articles.get(claim.document)), f"bold underline {colour}")
    yield from page.lines(quoted, inner, Text.assemble(inner, " "))
    yield from page.lines(_credits(page, passage), inner, Text.assemble(inner, "  "))


def _answer(page: Page, finding: Finding, answer: Answer, colour: str) -> Iterator[Text]:
    gutter = Text("  ┃ ", colour)
    value = Text.assemble(
        (line(telling.answer(finding, answer, page.words)), f"bold {colour}"), (f"  {telling.support(answer, page.words)}", "dim")
    )
    yield from page.lines(value, gutter, gutter)
    told = passages(answer, page.articles)
    for passage in told[:_PASSAGES]:
        yield from _passage(page, passage, gutter, colour)
    if more := [claim for passage in told[_PASSAGES:] for claim in passage.claims]:
        rest = Text.assemble(
            f"{page.words('and_passages', page.words.count(len(told) - _PASSAGES, 'more_passage'))} — ", _sources(page, more)
        )
        yield from page.lines(rest, Text.assemble(gutter, "  "), Text.assemble(gutter, "    "))


def _series(page: Page, finding: Finding) -> Iterator[Text]:
    """What grew, day by day, where more than two figures are told: "2020-08-05 at least 73, at least 78 → 2020-08-06 137"."""
    told = summary.series(finding, page.articles)
    if len(finding.answers) > 2 and told:
        days = [Text.assemble((f"{line(day)} ", "dim"), line(", ".join(map(page.words.answer, figures)))) for day, figures in told]
        yield from page.lines(Text(" → ").join(days), Text("  ↳ "), Text("    "))


def _reasons(page: Page, finding: Finding) -> Iterator[Text]:
    """Why the relations hold, the gravest first. The two answers are named where there are more than two."""
    for link in reasons(finding)[:_REASONS]:
        sides = " / ".join(line(telling.answer(finding, finding.answers[index], page.words)) for index in link.answers)
        between = f"{sides}: " if len(finding.answers) > 2 else ""
        yield from page.lines(
            Text.assemble(f"{between}{line(page.words.why(link.rule, link.why))} ", (f"[{line(link.rule)}]", "dim")),
            Text("  ↳ "),
            Text("    "),
        )


def _block(page: Page, finding: Finding) -> Iterator[Text]:
    """A finding with all its sides."""
    colour = COLOURS[finding.relation]
    yield from _heading(page, finding)
    for index, answer in enumerate(finding.answers):
        if index:
            yield Text("  ┃", colour)
        yield from _answer(page, finding, answer, colour)
    yield from _series(page, finding)
    yield from _reasons(page, finding)
    yield from page.lines(Text(f"{page.words('finding')} {line(finding.id)}", "dim"), Text("    "), Text("    "))
    yield Text()


def _shortest(finding: Finding) -> Claim:
    """The claim with the fewest words; any wording of an agreement stands for the others."""
    return min(
        (claim for answer in finding.answers for claim in answer.claims), key=lambda claim: (len(claim.quote), claim.document, claim.start)
    )


def _agreed(page: Page, finding: Finding, colour: str) -> Text:
    """Question and value in one line; of a quotation or a statement the words are both."""
    if finding.kind in summary.SPOKEN:
        return _own_words(_shortest(finding), "")
    values = " / ".join(line(page.words.answer(answer.text)) for answer in finding.answers)
    return Text.assemble(f"{line(page.words.question(finding.question))}  ", (values, f"bold {colour}"))


def _brief(page: Page, finding: Finding, quoted: bool) -> Iterator[Text]:
    """An agreement in a few lines: question and value, one wording, the sources."""
    colour = COLOURS[finding.relation]
    first, rest = Text("  ┃ ", colour), Text("  ┃   ", colour)
    symbol = Text(f"{summary.SYMBOLS[finding.relation]} ", colour)
    yield from page.lines(_agreed(page, finding, colour).append_text(_mark(page, finding)), symbol, Text("  "))
    if quoted and finding.kind not in summary.SPOKEN:
        yield from page.lines(_own_words(_shortest(finding), f"bold underline {colour}"), first, Text.assemble(first, " "))
    support = ", ".join(dict.fromkeys(telling.support(answer, page.words) for answer in finding.answers))
    claims = (claim for answer in finding.answers for claim in answer.claims)
    yield from page.lines(Text.assemble((f"{line(finding.id)} · {support}: ", "dim"), _sources(page, claims)), first, rest)


# --------------------------------------------------------------------------------------------- report


def _ruled(page: Page, title: str) -> Iterator[Text]:
    for entry in page.lines(Text(title, "bold"), Text("── ", "dim"), Text("   ")):
        yield entry.append(f" {'─' * (page.width - entry.cell_len - 1)}", "dim") if entry.cell_len + 2 < page.width else entry
    yield Text()


def _event(page: Page, findings: list[Finding], quoted: bool) -> Iterator[Text]:
    ordered = sorted(findings, key=lambda finding: GRAVITY[finding.relation])
    for finding in ordered:
        if finding.relation is not Relation.AGREEMENT:
            yield from _block(page, finding)
    agreements = [finding for finding in ordered if finding.relation is Relation.AGREEMENT]
    if agreements:
        yield Text(f"= {page.words.count_of(Relation.AGREEMENT, len(agreements)).upper()}", f"bold {COLOURS[Relation.AGREEMENT]}")
    for finding in agreements:
        yield from _brief(page, finding, quoted)
    if agreements:
        yield Text()


def _notes(page: Page) -> Iterator[Text]:
    """What stands below the counts: shared texts, inputs that were skipped, claims that were left out."""
    yield from map(Text, telling.notes(page.report, line, page.words))
    for entry in page.report.skipped:
        yield Text(page.words("skipped_one", line(entry.path), line(entry.reason)))
    if left_out := telling.left_out(page.report, page.words):
        yield Text(line(left_out), "dim")


def _closing(page: Page) -> Iterator[Text]:
    report = page.report
    yield Text("─" * page.width, "dim")
    told = f"{telling.totals(report, page.words)}{telling.states(report, page.states, page.words)}"
    yield from page.lines(Text(told, "bold"), Text(), Text("  "))
    for note in _notes(page):
        yield from page.lines(note, Text(), Text("  "))


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    page = Page(report, options, states)
    events = by_event(report)
    quoted = sum(finding.relation is Relation.AGREEMENT for finding in report.findings) <= _QUOTED_AGREEMENTS
    for event, findings in events.items():
        if len(events) > 1 and event:
            yield page.printed(_ruled(page, line(event)))
        yield page.printed(_event(page, findings, quoted))
    if options.matrix:
        yield from matrix(report, page.console, page.words)
    yield page.printed(_closing(page))
