"""``sarif``: SARIF 2.1.0, for code scanning and editors. A result is a finding whose answers differ.

Its place is the claim to look at first; the other claims are related locations, which its message links to. What articles say
stands in messages as text: the signs with which SARIF marks a link or a placeholder are taken apart or doubled there. A snippet is
the exact text, as in ``json``. There is no clock, no host and no absolute path in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from factcheck import __version__
from factcheck.ladder import RULES, Rule
from factcheck.model import Answer, Claim, Relation, Report
from factcheck.reports import Options, summary
from factcheck.reports.conflicts import Conflict, conflicts, first, place
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.places import Places, path_bytes
from factcheck.reports.safe import json_line, line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "factcheckFinding/v1"
_ROOT = "%SRCROOT%"
_LEVELS = {Relation.CONTRADICTION: "error", Relation.DISPUTE: "warning", Relation.UPDATE: "note"}
_MOST_RESULTS = 25_000  # GitHub refuses a run with more
_MOST_RELATED = 100
_LINKED = 3  # sources per answer that a message links to
_SYNTAX = str.maketrans({"{": "{{", "}": "}}"})


class Source(NamedTuple):
    """A claim among the related locations of a result: its answer and its number there."""

    answer: Answer
    claim: Claim
    number: int


def told(text: str) -> str:
    """Text of articles as a part of a message."""
    return line(text).replace("](", "] (").translate(_SYNTAX)


def _message(text: str) -> dict[str, str]:
    return {"text": told(text)}


# ---------------------------------------------------------------------------------------------- rules


def _level(relation: Relation | None) -> str:
    return _LEVELS.get(relation, "none") if relation else "none"


def _rule(rule: Rule) -> dict[str, Any]:
    examples = "".join(f"\n- {example}" for example in rule.examples)
    spoken = rule.meaning + (f"\n\nExamples:{examples}" if examples else "")
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": _message(rule.meaning),
        "fullDescription": _message(f"{rule.meaning} Relation: {rule.relation}."),
        "help": {"text": spoken, "markdown": spoken},
        "defaultConfiguration": {"level": _level(rule.relation)},
    }


def _rules(found: list[Conflict]) -> list[dict[str, Any]]:
    """The rules that the findings name, sorted by id; one that is not of the ladder has only its id."""
    known = {rule.id: rule for rule in RULES}
    named = sorted({conflict.rule for conflict in found})
    return [_rule(known[name]) if name in known else {"id": name, "shortDescription": _message(name)} for name in named]


# ------------------------------------------------------------------------------------------- results


def _uri(path: str) -> str:
    return quote(path_bytes(path), safe="/")


def _physical(claim: Claim, places: Places) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": _uri(places.path(claim)), "uriBaseId": _ROOT}}
    if region := places.region(claim):
        lines = {"startLine": region.line, "startColumn": region.column, "endLine": region.end_line, "endColumn": region.end_column}
        found["region"] = {**lines, "snippet": {"text": claim.quote}}
    return found


def _primary(claim: Claim, places: Places) -> dict[str, Any]:
    """The same with the first line where no line is known: code scanning refuses a whole file for one result without a region."""
    return {"artifactLocation": {}, "region": {"startLine": 1}} | _physical(claim, places)


def _related(source: Source, places: Places) -> dict[str, Any]:
    message = f"{source.answer.text} ({place(source.claim)})"
    return {"id": source.number, "physicalLocation": _physical(source.claim, places), "message": _message(message)}


def _sources(conflict: Conflict, primary: Claim) -> list[Source]:
    """The claims besides the primary one, as many as are related, numbered."""
    others = ((answer, claim) for answer in conflict.finding.answers for claim in answer.claims if claim is not primary)
    return [Source(answer, claim, number) for number, (answer, claim) in enumerate(islice(others, _MOST_RELATED), start=1)]


def _side(answer: Answer, sources: list[Source]) -> str:
    """ "210 houses ([b.txt:2](1))": an answer and links to where it is given."""
    own = [source for source in sources if source.answer is answer][:_LINKED]
    links = ", ".join(f"[{_label(source.claim)}]({source.number})" for source in own)
    return f"{told(answer.text)} ({links}{summary.reprint(answer)})" if links else told(answer.text)


def _label(claim: Claim) -> str:
    """The text of a link; brackets would end it."""
    return told(place(claim)).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _text(conflict: Conflict, sources: list[Source]) -> str:
    sides = " / ".join([*(_side(answer, sources) for answer in conflict.told), *filter(None, [conflict.untold])])
    return f"{conflict.finding.relation.capitalize()}: {told(conflict.finding.question)} {sides}. {told(conflict.why)}".rstrip()


def _suppressions(conflict: Conflict) -> list[dict[str, str]]:
    """Without a status, which means that it is accepted: drafts of the standard have another name for it."""
    reason = conflict.standing.suppressed
    return [] if reason is None else [{"kind": "external"} | ({"justification": line(reason)} if reason else {})]


def _properties(conflict: Conflict) -> dict[str, Any]:
    finding = conflict.finding
    about = {"relation": str(finding.relation), "kind": finding.kind, "role": finding.role, "question": finding.question}
    return {**about, "event": finding.event, "answers": [answer.text for answer in finding.answers]}


def _result(conflict: Conflict, places: Places) -> dict[str, Any]:
    primary = first(conflict, places)
    sources = _sources(conflict, primary)
    made: dict[str, Any] = {
        "ruleId": conflict.rule,
        "level": _level(conflict.finding.relation),
        "message": {"text": _text(conflict, sources)},
        "locations": [{"physicalLocation": _primary(primary, places)}],
        "relatedLocations": [_related(source, places) for source in sources],
        "partialFingerprints": {FINGERPRINT: conflict.finding.id},
        "properties": _properties(conflict),
    }
    if conflict.standing.state is not None:
        made["baselineState"] = str(conflict.standing.state)
    if suppressions := _suppressions(conflict):
        made["suppressions"] = suppressions
    return made


# ----------------------------------------------------------------------------------------------- run


def _notifications(report: Report, found: list[Conflict]) -> Iterator[dict[str, Any]]:
    """What the reader must know besides the results: inputs that were skipped, results that the format has no room for."""
    for entry in report.skipped:
        place = {"physicalLocation": {"artifactLocation": {"uri": _uri(entry.path), "uriBaseId": _ROOT}}}
        yield {"level": "warning", "message": _message(f"Skipped {entry.path}: {entry.reason}"), "locations": [place]}
    if (more := len(found) - _MOST_RESULTS) > 0:
        yield {"level": "warning", "message": {"text": f"{summary.plural(more, 'finding')} more: SARIF readers take {_MOST_RESULTS}."}}


def _driver(found: list[Conflict]) -> dict[str, Any]:
    return {"name": "factcheck", "semanticVersion": __version__, "rules": _rules(found)}


def _run(report: Report, found: list[Conflict]) -> dict[str, Any]:
    notices = list(_notifications(report, found))
    root = {"description": {"text": "The folder in which factcheck was run."}}
    return {
        "tool": {"driver": _driver(found)},
        "automationDetails": {"id": "factcheck/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: root},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notices}],
    }


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    found, places = list(conflicts(report, states)), Places(report.articles)
    run = json_line(_run(report, found))
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [\n {run[:-1]}, "results": ['
    separator = "\n  "
    for conflict in found[:_MOST_RESULTS]:
        yield separator + json_line(_result(conflict, places))
        separator = ",\n  "
    yield "]}\n]}\n"
