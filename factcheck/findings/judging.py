"""Compare the claims of one event: which pairs stand in a relation, and which of these are real."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from factcheck import events, ladder
from factcheck.claims import Reading, roles
from factcheck.findings import totals
from factcheck.findings.totals import Judged
from factcheck.ladder import Context, passages, rules
from factcheck.model import Claim, Modality, Relation, Verdict

PART, TOLD = "part-of-larger", "told-by-values"
BESIDE = 3  # content keys that two statements must share beside the values that other findings tell
OFTEN = 2  # sentences that name what lasts for months from which an article is on it
CURRENT = 2  # agreements on what is current that make two undated articles report the same moment


class Judgement(NamedTuple):
    """Every pair of one event that stands in a relation, and how many proposed pairs do not, by question and reason."""

    pairs: tuple[Judged, ...]
    dropped: Mapping[tuple[Hashable, str], int]


def judge(group: Sequence[Reading]) -> Judgement:
    """Compare the claims of one event. What articles agree on tells which undated ones report the same moment."""
    blocks = events.candidates(claim for reading in group for claim in reading.claims)
    pairs = [pair for block in sorted(blocks, key=repr) for pair in blocks[block]]
    about_time = [pair for pair in pairs if pair[0].kind in _NEED_MOMENT]
    others = [pair for pair in pairs if pair[0].kind not in _NEED_MOMENT]
    scene = Circumstances(
        {r.article.id: r for r in group}, events.local_weights(group), {}, {r.article.id: _floor(r) for r in group}, {}, {}
    )
    first = [(a, b, ladder.compare(a, b, scene.of(a, b))) for a, b in others]
    agreed = [judged for judged in first if judged[2].relation is Relation.AGREEMENT]
    scene = scene._replace(moments=_moments(group, agreed), settled=_settled(agreed), told={})
    first = [(a, b, ladder.compare(a, b, scene.of(a, b)) if v.rule == ladder.TOLL_OF_A_DAY.id else v) for a, b, v in first]
    second = [(a, b, ladder.compare(a, b, scene.of(a, b))) for a, b in about_time]
    said = [judged for judged in first if judged[0].role == "said"]
    agreements = passages.agreements(said, (c for reading in group for c in reading.claims), scene.of)
    both = totals.with_deaths([*first, *second, *agreements], group)
    dropped = Counter((events.question(a), verdict.rule) for a, _, verdict in both if verdict.relation is None)
    kept = [judged for judged in both if judged[2].relation is not None]
    real = totals.conflicts(kept, group)
    dropped.update((question, PART) for question in _missing(kept, real))
    plain = _asked_once(_widest(_without_told(_unopposed(real))))
    dropped.update((question, TOLD) for question in _missing(real, plain))
    plain += _inner(plain, group, scene)
    return Judgement(tuple(plain), dropped)


def _missing(before: Sequence[Judged], after: Sequence[Judged]) -> Iterator[Hashable]:
    """The questions of the pairs that a step has dropped."""
    kept = {(a, b) for a, b, _ in after}
    return (events.question(a) for a, b, _ in before if (a, b) not in kept)


def _inner(pairs: Sequence[Judged], group: Sequence[Reading], scene: Circumstances) -> list[Judged]:
    """Open conflicts inside one article, where another article answers the same question: two speakers that differ, one that gives
    two versions, a figure that is told and denied, one date with two years."""
    answered = {claim for a, b, _ in pairs for claim in (a, b)}
    told = events.within(claim for reading in group for claim in reading.claims)
    judged = ((a, b, ladder.compare(a, b, scene.of(a, b))) for a, b in told if a in answered or b in answered)
    return [(a, b, verdict) for a, b, verdict in judged if _open(a, b, verdict, scene.of(a, b).places)]


def _open(a: Claim, b: Claim, verdict: Verdict, known: Set[str]) -> bool:
    """``known``: the places that the article begins with; what is counted elsewhere is another figure."""
    named = all(side.attribution is not None and side.attribution.kind == "named" for side in (a, b))
    if (verdict.relation is Relation.DISPUTE and named) or verdict.rule in _OPENLY:
        return True
    return verdict.rule == ladder.DIFFER.id and {*a.places} ^ {*b.places} <= known and ladder.two_versions(a, b)


_OPENLY = frozenset({ladder.DENIED.id, ladder.MISDATED.id})


def _without_told(pairs: Sequence[Judged]) -> list[Judged]:
    """Agreeing sayings only where they have enough in common beside the values that other findings already tell."""
    spans: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for a, b, _ in pairs:
        if a.role != "said":
            spans[a.document, b.document].add(_told(a))
            spans[b.document, a.document].add(_told(b))

    def more(judged: Judged) -> bool:
        a, b, verdict = judged
        if a.role != "said" or "quotation" in (a.kind, b.kind) or verdict.relation is not Relation.AGREEMENT:
            return True
        rest = _beside(a, spans[a.document, b.document]) & _beside(b, spans[b.document, a.document])
        return len(rest) >= (min(BESIDE, len(a.keys & b.keys)) if verdict.rule == ladder.SAME_PASSAGE.id else BESIDE)

    return [judged for judged in pairs if more(judged)]


def _asked_once(pairs: Sequence[Judged]) -> list[Judged]:
    """The day of an event only where it is not the day of an encounter that the same two sentences tell of."""
    met = {_sentences(a, b) for a, b, _ in pairs if a.kind == "date" and a.role == "met"}
    return [judged for judged in pairs if judged[0].role != "day" or _sentences(judged[0], judged[1]) not in met]


def _sentences(a: Claim, b: Claim) -> frozenset[tuple[str, tuple[int, int]]]:
    return frozenset({(a.document, a.statement), (b.document, b.statement)})


def _unopposed(pairs: Sequence[Judged]) -> list[Judged]:
    """Agreeing sayings only where no figure or slot inside both is in conflict: "quatre blessés à Paris" / "deux blessés à Paris"."""
    opposed: dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    for a, b, verdict in pairs:
        if a.role != "said" and verdict.relation in totals.GRAVE:
            opposed[a.document, b.document].append((_told(a), _told(b)))
            opposed[b.document, a.document].append((_told(b), _told(a)))

    def agree(judged: Judged) -> bool:
        a, b, verdict = judged
        if a.role != "said" or verdict.relation is not Relation.AGREEMENT:
            return True
        found = opposed.get((a.document, b.document), ())
        return not any(a.start <= one[0] and one[1] <= a.end and b.start <= two[0] and two[1] <= b.end for one, two in found)

    return [judged for judged in pairs if agree(judged)]


def _told(claim: Claim) -> tuple[int, int]:
    """The words that a claim is made of; a figure is quoted with the clause around it."""
    if claim.kind not in ("quantity", "duration"):
        return claim.start, claim.end
    return min(start for start, _ in claim.evidence), max(end for _, end in claim.evidence)


def _beside(claim: Claim, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The content keys of a saying outside some spans."""
    inside = [span for span in spans if span[0] < claim.end and claim.start < span[1]]
    return frozenset(key for key, start, end in claim.located if not any(a < end and start < b for a, b in inside))


def _widest(pairs: Sequence[Judged]) -> list[Judged]:
    """Of the sayings of two sentences that stand in one relation, the widest pair alone: a clause says it again."""
    best: dict[object, Judged] = {}
    others: list[Judged] = []
    for judged in pairs:
        a, b, verdict = judged
        if a.role != "said":
            others.append(judged)
            continue
        at = (frozenset(((a.document, a.statement), (b.document, b.statement))), verdict.relation, frozenset((a.kind, b.kind)))
        if at not in best or _width(judged) > _width(best[at]):
            best[at] = judged
    return [*others, *best.values()]


def _width(judged: Judged) -> tuple[bool, int, int, int]:
    """Two sentences or two clauses before a clause and a sentence, then the length."""
    a, b, _ = judged
    level = ((a.start, a.end) == a.statement) == ((b.start, b.end) == b.statement)
    return level, a.end - a.start + b.end - b.start, -a.start, -b.start


_NEED_MOMENT = frozenset({"date", "place", "status"})


class Circumstances(NamedTuple):
    """What is known about the articles of an event; ``moments``: a key per article, equal for those of one moment; ``settled``:
    the tolls of which two articles give one exact figure; ``told``: what was said of two articles, which many claims ask about."""

    documents: Mapping[str, Reading]
    weights: Mapping[str, float]
    moments: Mapping[str, str]
    floors: Mapping[str, str]
    settled: Mapping[frozenset[str], frozenset[str]]
    told: dict[tuple[str, str], Context]

    def of(self, a: Claim, b: Claim) -> Context:
        """What is known about the articles of two claims."""
        asked = a.document, b.document
        return self.told.get(asked) or self.told.setdefault(asked, self._of(a, b))

    def _of(self, a: Claim, b: Claim) -> Context:
        one, two = events.published(self.documents[a.document]), events.published(self.documents[b.document])
        order = events.order(self.documents[a.document], self.documents[b.document])
        if one and two:
            same = abs((one - two).days) <= 1
        else:
            same = self.moments.get(a.document, a.document) == self.moments.get(b.document, b.document)
        floors = (self.floors.get(a.document, ""), self.floors.get(b.document, ""))
        left, right = self.documents[a.document], self.documents[b.document]
        settled = self.settled.get(frozenset((a.document, b.document)), frozenset())
        lasting = any(left.keys.get(key, 0) >= OFTEN <= right.keys.get(key, 0) for key in roles.lasting())
        leads = left.places, right.places
        countries = left.countries & right.countries if left.countries and right.countries else left.countries | right.countries
        parted = bool(left.countries and right.countries) and left.countries.isdisjoint(right.countries)
        same_document = a.document == b.document
        return Context(order, same, (one, two), same_document, floors, self.weights, leads, settled, countries, lasting, parted=parted)


def _settled(agreed: Iterable[Judged]) -> dict[frozenset[str], frozenset[str]]:
    """For two articles the tolls of which both give the same exact figure."""
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for a, b, _ in agreed:
        if a.role in roles.tolls() and ladder.exact(a) and ladder.exact(b):
            found[frozenset((a.document, b.document))].add(a.role)
    return {documents: frozenset(told) for documents, told in found.items()}


def _floor(reading: Reading) -> str:
    """The latest day without a year that an undated article tells as past."""
    if reading.article.published:
        return ""
    told = (c.when.timex for c in reading.claims if c.when and c.modality is Modality.ACTUAL and c.when.timex.startswith("XXXX-"))
    return max((timex[5:10] for timex in told if timex[5:7].isdigit() and timex[8:10].isdigit()), default="")


def _moments(group: Sequence[Reading], agreed: Iterable[Judged]) -> dict[str, str]:
    """A key per article, equal for articles that agree on enough to be of one moment."""
    counts: Counter[tuple[str, str]] = Counter()
    for a, b, _ in agreed:
        if a.kind == b.kind == "statement" and (a.start, a.end) != a.statement:
            continue  # two clauses alone say too little about when
        counts[min(a.document, b.document), max(a.document, b.document)] += 1
    moment = {reading.article.id: reading.article.id for reading in group}
    for (one, two), count in sorted(counts.items()):
        if count >= CURRENT:
            old, new = max(moment[one], moment[two]), min(moment[one], moment[two])
            moment = {document: new if key == old else key for document, key in moment.items()}
    return moment


def unanswered(group: Sequence[Reading], judgement: Judgement) -> dict[str, int]:
    """What an event leaves out: proposed pairs by the rung that dropped them, and figures that no other article gives."""
    answered = {claim for a, b, _ in judgement.pairs for claim in (a, b)}
    alone = sum(claim not in answered for reading in group for claim in reading.claims if claim.kind in ("quantity", "duration"))
    counts = Counter[str]()
    for (_, rule), count in judgement.dropped.items():
        counts[DROPPED.get(rule, rule)] += count
    return counts | alone_with(alone)


def alone_with(figures: int) -> dict[str, int]:
    """What an article leaves out that is the only one on its event and tells so many figures."""
    return {"figure that no other article gives": figures} if figures else {}


DROPPED = {
    ladder.NOTHING.id: "pair of claims about different things",
    ladder.NO_VALUE.id: "pair of claims without a comparable value",
    rules.OTHER_UNIT.id: "pair of figures in different units",
    rules.OTHER_SCOPE.id: "pair of figures of different scope",
    rules.OTHER_PLACE.id: "pair of figures of different places",
    rules.OTHER_TIME.id: "pair of figures of different times",
    rules.OTHER_WORDS.id: "pair of figures in different words",
    rules.PARTIAL.id: "pair with a figure that is superseded or need not be of all",
    rules.NOT_REAL.id: "pair of a fact and a figure that is only possible",
    rules.MAY_BE_TWO.id: "pair of figures that may be of two things",
    PART: "figure that is part of a larger one",
    TOLD: "statement that says no more than its figures",
}
