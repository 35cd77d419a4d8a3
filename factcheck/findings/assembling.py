"""From judged pairs to findings: questions, answers, the links between them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck import events, ladder, origins
from factcheck.claims.sayings import words_of
from factcheck.findings.judging import DROPPED, Judgement
from factcheck.findings.totals import Judged
from factcheck.labels import answer, question, stance
from factcheck.model import GRAVITY, Answer, Article, Claim, Date, Duration, Finding, Link, Polarity, Quantity, Relation, Saying, Verdict
from factcheck.origins import Families


def assemble(judgement: Judgement, event: str, families: Families) -> list[Finding]:
    """Findings of one event: connected claims become one question, claims of one value one answer."""
    dropped: dict[Hashable, list[tuple[str, int]]] = defaultdict(list)
    for (asked, rule), count in judgement.dropped.items():
        dropped[asked].append((DROPPED.get(rule, rule), count))
    found = []
    for members, pairs in _components(judgement.pairs):
        answers = _answers(members, pairs)
        links = _links(answers, pairs, families)
        found.append(replace(_finding(_once(answers, links), links, event, families), left_out=_left_out(members, dropped)))
    return found


def _left_out(members: Iterable[Claim], dropped: Mapping[Hashable, Sequence[tuple[str, int]]]) -> tuple[tuple[str, int], ...]:
    """How many pairs of the same questions were dropped, by reason; sayings are one block, which tells nothing of one of them."""
    counts = Counter[str]()
    for asked in {events.question(claim) for claim in members if claim.role != "said"}:
        counts.update(dict(dropped.get(asked, ())))
    return tuple(sorted(counts.items()))


def _components(pairs: Sequence[Judged]) -> list[tuple[list[Claim], list[Judged]]]:
    neighbours: dict[Claim, list[Claim]] = defaultdict(list)
    for a, b, _ in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    number: dict[Claim, int] = {}
    for claim in neighbours:
        if claim in number:
            continue
        stack, label = [claim], len(number)
        while stack:
            at = stack.pop()
            if at not in number:
                number[at] = label
                stack += neighbours[at]
    members: dict[int, list[Claim]] = defaultdict(list)
    for claim, label in number.items():
        members[label].append(claim)
    judged: dict[int, list[Judged]] = defaultdict(list)
    for pair in pairs:
        judged[number[pair[0]]].append(pair)
    return [(members[label], judged[label]) for label in members]


def _answers(members: Sequence[Claim], pairs: Sequence[Judged]) -> list[list[Claim]]:
    """Claims joined by agreement, each answer and the answers in a stable order."""
    parent = {claim: claim for claim in members}

    def root(claim: Claim) -> Claim:
        while parent[claim] is not claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    for a, b, verdict in pairs:
        if verdict.relation is Relation.AGREEMENT:
            parent[root(b)] = root(a)
    joined: dict[Claim, list[Claim]] = defaultdict(list)
    for claim in members:
        joined[root(claim)].append(claim)
    merged: dict[str, list[Claim]] = defaultdict(list)
    for claims in joined.values():
        merged[signature(claims[0])] += claims
    return sorted(
        (sorted(claims, key=_words) for claims in merged.values()),
        key=lambda claims: (_rank(claims[0]), _words(claims[0]), signature(claims[0])),
    )


def _rank(claim: Claim) -> tuple[float, str]:
    """Figures grow, dates go forward; what has no order keeps that of its words."""
    if isinstance(claim.value, Quantity | Duration):
        return float(ladder.size(claim)), ""
    return 0.0, claim.value.earliest if isinstance(claim.value, Date) else ""


def _words(claim: Claim) -> tuple[str, int, int, str]:
    """An order of claims that renaming a file does not change."""
    return words_of(claim.quote), claim.start, claim.end, claim.document


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.document, claim.start, claim.end


def signature(claim: Claim) -> str:
    """The value of a claim without its place, as a string: equal for equal values."""
    written = _POSITIONS | _AS_SAID if isinstance(claim.value, Duration) else _POSITIONS
    fields: dict[str, object] = {name: getattr(claim.value, name) for name in claim.value.__match_args__ if name not in written}
    if isinstance(claim.value, Quantity) and claim.value.change_of != "by":
        fields = {name: told for name, told in fields.items() if name not in _LEVELS}
    if isinstance(claim.value, Quantity) and claim.value.dimension == "count" and not claim.subject:
        del fields["unit"]
    if claim.role in ("day", "distance"):
        fields["scope"] = claim.scope  # the part of the day, the direction
    if claim.role == "state":
        return json.dumps(claim.value.text) if isinstance(claim.value, Saying) else ""
    if claim.kind == "quantity" and claim.polarity is Polarity.DENIED:
        fields["denied"] = True
    if claim.kind == "status":
        fields["when"] = claim.when and (claim.when.relative or claim.when.timex)
    if claim.role == "said":
        fields["quote"] = _words(claim)[0]
    return json.dumps(fields, sort_keys=True, default=str)


_POSITIONS = frozenset(
    {"start", "end", "number_start", "number_end", "partitive", "whole", "parts", "text", "denied", "negated", "open", "places"}
)
_AS_SAID = frozenset({"value", "unit"})  # 180 minutes are three hours
_LEVELS = frozenset({"change", "change_of"})  # 37 is 37, whether it is told or reached


def _links(answers: Sequence[Sequence[Claim]], pairs: Sequence[Judged], families: Families) -> list[Link]:
    """The gravest relation between every two answers; an answer that several claims share is linked to itself."""
    number = {claim: index for index, claims in enumerate(answers) for claim in claims}
    told: dict[tuple[int, int], list[Verdict]] = defaultdict(list)
    for a, b, verdict in pairs:
        one, two = sorted((number[a], number[b]))
        if one != two or verdict.relation is Relation.AGREEMENT:
            told[one, two].append(verdict)
    links = []
    for (one, two), verdicts in sorted(told.items()):
        chosen = min(verdicts, key=lambda v: (GRAVITY[v.relation] if v.relation else 9, v.rule, v.why))
        assert chosen.relation is not None
        changed = one != two and origins.versions(answers[one], answers[two], families)
        links.append(Link((one, two), chosen.relation, chosen.rule, _why(chosen, changed), changed))
    return links


def _once(answers: Sequence[Sequence[Claim]], links: Sequence[Link]) -> list[list[Claim]]:
    """The answers without what an article says twice: a figure in the very words of another, as a caption repeats them, and further
    mentions of the one who is no longer among the hurt, having died since."""
    gone = {max(link.answers, key=lambda n: _rank(answers[n][0])) for link in links if link.rule == ladder.DIED.id}
    kept = list[list[Claim]]()
    for number, claims in enumerate(answers):
        if len(claims) == len({claim.document for claim in claims}):
            kept.append([*claims])
            continue
        first = dict[Hashable, Claim]()
        for claim in sorted(claims, key=_place):
            first.setdefault(_telling(claim, number in gone), claim)
        kept.append([claim for claim in claims if first[_telling(claim, number in gone)] is claim])
    return kept


def _telling(claim: Claim, gone: bool) -> Hashable:
    """What is equal for claims of one value by which an article says the same again."""
    if claim.kind != "quantity":
        return claim
    if gone and claim.stage == "partial":
        return claim.document, claim.stage
    return claim.document, claim.stage, words_of(claim.quote)


def _why(verdict: Verdict, changed: bool) -> str:
    """Why a relation holds; between two versions of one passage the reader is told where to look for the mistake."""
    if not changed:
        return verdict.why
    return f"{verdict.why.rstrip('. ')}. {VERSIONS if verdict.relation in _OPPOSED else LATER}"


VERSIONS = "Both stand in one passage of one origin: it was changed in copying or translating, or corrected."
LATER = "Both stand in one passage of one origin, of which there are two versions."
_OPPOSED = frozenset({Relation.CONTRADICTION, Relation.DISPUTE})


def _finding(answers: Sequence[Sequence[Claim]], links: Sequence[Link], event: str, families: Families) -> Finding:
    first = min((claim for claims in answers for claim in claims), key=lambda claim: (claim.kind, _words(claim)))
    relation = min((link.relation for link in links), key=GRAVITY.__getitem__, default=Relation.AGREEMENT)
    opposed = first.role == "said" and len({stance(claims[0]) for claims in answers}) > 1  # then the words themselves are the question
    told = stance if opposed else answer
    built = tuple(
        Answer(
            claims[0].value,
            told(min(claims, key=lambda c: c.stage == "implied")),
            stands.origins,
            tuple(sorted(claims, key=_place)),
            stands.fewest,
        )
        for claims in answers
        for stands in (origins.behind(claims, families),)
    )
    return Finding(_id(first, answers), first.kind, relation, question(first), first.role, event, built, tuple(links))


def _id(first: Claim, answers: Sequence[Sequence[Claim]]) -> str:
    """A hash of what a finding is about and of the words that answer, so that it survives moved lines and renamed files.

    The content of the statements belongs to it: "killed 12 people" may be the words of two events.
    """
    told = sorted([signature(claims[0]), sorted({(_words(claim)[0], *sorted(claim.keys)) for claim in claims})] for claims in answers)
    about = json.dumps([first.kind, first.role, first.subject, first.scope, told], ensure_ascii=True)
    return hashlib.sha256(about.encode()).hexdigest()[:12]


def with_copies(findings: Iterable[Finding], originals: Mapping[str, Article], copies: origins.Copies) -> list[Finding]:
    """Findings with the claims of copies beside those of their originals."""
    return [_widened(finding, originals, copies) if _copied(finding, copies) else finding for finding in findings]


def _copied(finding: Finding, copies: origins.Copies) -> bool:
    """Whether there are copies of an article that it tells of."""
    return bool(copies) and any(claim.document in copies for answer in finding.answers for claim in answer.claims)


def _widened(finding: Finding, originals: Mapping[str, Article], copies: origins.Copies) -> Finding:
    answers = (replace(a, claims=tuple(sorted(origins.told(a.claims, originals, copies), key=_place))) for a in finding.answers)
    return replace(finding, answers=tuple(answers))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Gravest first, then by event, kind and id."""
    return tuple(sorted(findings, key=lambda f: (GRAVITY[f.relation], f.event, f.kind, f.id)))
