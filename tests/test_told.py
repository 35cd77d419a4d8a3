"""All that the ladder and the alignment tell of two texts, to the last detail: rules, reasons, what is weighed, and what each look finds.

The other tables say what matters of a pair; these rows say all of it, so that no detail changes unseen. Their texts are chosen so that
a small change of the ladder or of the alignment shows in one of them (`benchmarks/mutating/pairs_searching.py`). They tell what is told,
not what ought to be. When it is changed on purpose:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest -n 0 tests/test_told.py

writes the rows anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from each import each
from told_edges import of_edge, side_by_side
from told_looks import asked as all_looks
from told_looks import of_passages, of_wholes
from told_made import of_made, of_made_parts
from told_units import of_units

from factcheck import alignment, claims, labels, ladder, pairs
from factcheck.alignment import abroad, acts, compared, counted, doers, grounds, kinds, limits, signs, ties, turned, units
from factcheck.alignment.units import Unit
from factcheck.ladder import Context, contraries, figures, intervals, moments, occasions, passages, persons, quantified, things
from factcheck.model import Article, Attribution, Claim, Date, Duration, Modality, Polarity, Quantity, Saying, Verdict

TABLES = Path(__file__).parent / "tables"
DAYS = (date(2025, 8, 6), date(2025, 8, 7))
WEEKS = date(2025, 8, 24)
CONTEXTS = {
    "together": Context(same_moment=True, together=True),
    "same day": Context(0, True, (DAYS[0], DAYS[0])),
    "earlier": Context(-1, True, DAYS),
    "later": Context(1, False, DAYS[::-1]),
    "weeks later": Context(1, False, (WEEKS, DAYS[0])),
    "settled": Context(0, True, (DAYS[0], DAYS[0]), settled=frozenset({"injured", "killed", "missing"})),
    "one article": Context(0, True, (DAYS[0], DAYS[0]), same_document=True),
    "lasting": Context(-1, True, DAYS, lasting=True),
    "undated": Context(floors=("08-01", "08-01")),
}
ELSEWHERE = Context(0, True, (DAYS[0], DAYS[0]))  # of what the articles are is not known
LOOKS = ("beside", "elsewhere", "exclusive", "of_two_days", "replaced", "reversed_order", "spared")
RUNGS = ("denied", "given-up", "opposite-words", "refuted")  # what the weighing tells, which some looks take back
FINDERS = (
    abroad.abroad,
    counted.listed_otherwise,
    counted.other_figures,
    counted.shares,
    counted.shifted,
    doers.doers,
    ties.crossed,
    ties.made,
    turned.needless,
    turned.turned,
)
Row = dict[str, Any]


# ------------------------------------------------------------------------------------------------ ladder


@cache
def reading(document: str, lang: str, text: str) -> claims.Reading:
    return claims.read(Article(document, document, text, "", lang=lang, published=str(DAYS[0])))


def rungs(row: Row) -> Row:
    """What the ladder says of every two claims of two texts that have one role, whenever they were published."""
    one, two = (reading(side, row["lang"], row[side]) for side in "ab")
    alike = [(a, b) for a, b in product(one.claims, two.claims) if (a.kind, a.role) == (b.kind, b.role)]
    known: dict[str, Any] = {"leads": (one.places, two.places), "countries": one.countries & two.countries}
    contexts = {name: context._replace(**known) for name, context in CONTEXTS.items()} | {"elsewhere": ELSEWHERE}
    return {"rungs": [line for a, b in alike for line in judged(a, b, contexts)]}


def judged(a: Claim, b: Claim, contexts: dict[str, Context]) -> Iterator[str]:
    said = {name: ladder.compare(a, b, context) for name, context in contexts.items()}
    first = a.role if a.kind in ("statement", "quotation") else f"{a.role}: {labels.answer(a)} / {labels.answer(b)}"
    for verdict in sorted(set(said.values()), key=list(said.values()).index):
        when = [name for name in said if said[name] == verdict and verdict.rule != ladder.NOTHING.id]
        if when:
            yield f"{first}: {shown(verdict)}" + (f" ({', '.join(when)})" if len(when) < len(said) else "")
    if details := " ".join(told(a, b, contexts)):
        yield f"{first}: {details}"


def told(a: Claim, b: Claim, contexts: dict[str, Context]) -> Iterator[str]:
    """What tells two claims apart, or brings them together, each asked by itself."""
    if isinstance(a.value, Saying) and isinstance(b.value, Saying):
        yield from (ask.__name__ for ask in (contraries.other_day, contraries.other_kind, contraries.other_name) if ask(a, b))
        if contrary := contraries.between(a, b):
            yield contrary.id
        if contrary or a.kind == "quotation":
            yield f"[{'; '.join(map(marked, units.of_claim(a)))}]"
        if a.kind == b.kind == "statement":
            yield from (f"[{p.first}:{p.last}={q.first}:{q.last}]" for p, q in passages.shared(a, b, contexts["same day"]))
    if isinstance(a.value, Quantity | Duration) and isinstance(b.value, Quantity | Duration):
        holding = {"two_versions": figures.two_versions(a, b), "vague": intervals.vague(a.value)}
        yield from (name for name, holds in holding.items() if holds)
        low, high, *is_open = intervals.bounds(a.value)
        yield f"{low}..{high}{'<' * sum(is_open)} {things.shared(a.keys, b.keys, contexts['same day']):.2f}"
        yield from (f"not {name}" for name in ("same day", "weeks later", "undated") if not moments.same(a, b, contexts[name]))
        yield from (ask.__name__ for ask in (occasions.same_count, occasions.of_one_crowd, occasions.measured_twice) if asked(ask, a, b))
    if a.role in ladder.SLOTS and isinstance(a.value, Quantity | Duration | Saying):
        yield persons.one_person(a, b) or "another"
    if any(moments.recalls(claim, DAYS[0]) for claim in (a, b)):
        yield "recalls"


def changed(row: Row) -> Row:
    """What the ladder says of the first claims of one role of two texts, with some of their fields changed, in a given context."""
    pair = [next(c for c in reading(side, row["lang"], row[side]).claims if (c.kind, c.role) == tuple(row["of"])) for side in "ab"]
    a, b = (
        replace(claim, **{name: made(claim, name, to) for name, to in row[f"{side}:"].items()})
        for claim, side in zip(pair, "ab", strict=True)
    )
    context = Context(**{name: made(None, name, to) for name, to in row["context"].items()})
    return {
        "told": [shown(ladder.compare(a, b, context)), *told(a, b, dict.fromkeys(CONTEXTS, context))],
        "looks": list(all_looks(a, b, context)),
    }


def made(claim: Claim | None, name: str, to: Any) -> Any:
    """A field of a claim or a context, from what a row says of it."""
    match name:
        case "value":
            assert claim
            return replace(claim.value, **to)
        case "when":
            return to and Date(0, 0, **to)
        case "attribution":
            return to and Attribution(**to)
        case "polarity" | "modality":
            return Polarity(to) if name == "polarity" else Modality(to)
        case "published":
            return tuple(day and date.fromisoformat(day) for day in to)
        case "leads":
            return tuple(map(frozenset, to))
        case "keys" | "settled" | "countries":
            return frozenset(to)
        case "located":
            return tuple((key, 0, 0) for key in to)
    return tuple(to) if isinstance(to, list) else to


def asked(ask: Callable[..., bool], a: Claim, b: Claim) -> bool:
    """What a look says of two claims that are told on one day."""
    return ask(a, b) if ask is occasions.same_count else ask(a, b, CONTEXTS["same day"])


def shown(verdict: Verdict) -> str:
    return f"{verdict.relation} {verdict.rule}: {verdict.why}" if verdict.relation else verdict.rule


# --------------------------------------------------------------------------------------------- alignment


@cache
def staged(document: str, lang: str, text: str) -> claims.Script:
    return claims.stage(Article(document, document, text, ""), lang)


def judge(row: Row) -> Row:
    """What is told of two statements on their own: by their quantifiers, by the ladder, and with the texts aligned and weighed."""
    left, right = (staged(side, row["lang"], row[side]) for side in "ab")
    quantifiers = quantified.compare(left.scenes, right.scenes)
    judged = pairs.by_ladder(left, right, quantifiers)
    pair = pairs.align(left, right, judged)
    weighed, found = pairs.by_weight(pair, judged.best), alignment.features(pair, judged.best)
    return {
        "quantifiers": shown(quantifiers.verdict) if quantifiers.verdict else "settled" if quantifiers.settled else "",
        "ladder": f"{judged.best.relation} {judged.best.rule}: {judged.best.why}",
        "weighed": weighed.rule,
        "why": weighed.why,
        "signs": {name: round(sign, 3) for name, sign in sorted(found.items()) if sign},
        **(
            {"aligned": aligned(pair), "looks": looks(pair), "sides": [of_side(*pair[:2]), of_side(*pair[1::-1])]}
            if pair.short.units
            else {}
        ),
    }


def words(units: Iterable[Unit]) -> str:
    return " ".join(unit.lower for unit in units)


def aligned(pair: alignment.Pair) -> list[str]:
    """Which words meet, which tell otherwise, and what is denied."""
    short, long = pair.short, pair.long
    met = " ".join(f"{unit.lower}={long.units[short.matched[unit.place]].lower}" for unit in short.met())
    apart = [f"{found.kind} {found.a.lower}/{found.b.lower} {found.strength:.2f}" for found in pair.contrasts]
    denied = [
        f"{found.cue}: {words(found.under)} {found.strength:.2f} {found.behind:.2f}"
        + "".join(f" {name}" for name in ("met", "lapsed", "plain", "supposed", "so_far") if getattr(found, name))
        + f" {limits.limited(found, *((short, long) if side is short else (long, short))) or ''}"
        for side in (short, long)
        for found in side.denials
    ]
    return [f"{met} + {words(long.alone())}", *apart, *denied]


def marked(unit: Unit) -> str:
    """A unit with what is not told by its letters: what stands before it, how it is asserted, its clause, its weight, its families."""
    before = f"<{' '.join(unit.after)}>" if unit.after else ""
    marks = "".join(mark for mark, holds in ((",", unit.apart), ("~", unit.lone), ("!", unit.denied)) if holds)
    mood = "" if unit.modality is Modality.ACTUAL else f"?{unit.modality[0]}"
    same = f":{len(unit.families)}{min(unit.families)}" if unit.families else ""
    return f"{before}{marks}{unit.lower}{mood}{same} {unit.kind[0]}{unit.weight:.2g} {unit.scene}.{unit.clause}"


def of_side(side: signs.Side, other: signs.Side) -> list[str]:
    """What one text tells by itself: its units, who does what to whom, what is set against what, what binds whom, on what ground, and
    whether it calls something untrue."""
    done = [f"{act.agent.lower} > {act.verb.lower} > {act.patient.lower}" for act in acts.acts(side.units, signs.lang_of(side))]
    set_against = [
        f"{words(found.first)} {'<>'[found.sign > 0]} {words(found.second)}: {' '.join(sorted(found.quality))}"
        for found in compared.comparisons(side)
    ]
    bound = [f"{tie.one.lower} {tie.kind} {tie.two.lower}" for tie in ties.tied(side, other)]
    reason = grounds.parted(side)
    told_so = [f"{reason.how}{' protest' * reason.protest}: {words(reason.ground)}"] if reason.ground else []
    return ["; ".join(map(marked, side.units)), *done, *set_against, *bound, *told_so, *(["untrue"] if limits.refutes(side) else [])]


def looks(pair: alignment.Pair) -> Row:
    """What each look at the alignment says, whichever comes first when all are asked."""
    sides, langs = pair[:2], (signs.lang_of(pair.short), signs.lang_of(pair.long))
    said = {
        "swapped": pair.swapped and alignment.swap(pair)[1],
        "ground": grounds.ground(pair),
        **{name: getattr(alignment, name)(pair) for name in LOOKS},
        "of_two_kinds": sorted(f"{one.lower}/{other.lower}" for one, other in alignment.of_two_kinds(pair)),
        "of_one_kind": sorted({f"{one.lower}/{other.lower}" for one, other in kinds.of_one_kind(pair.short.units, pair.long.units, langs)}),
        **{name: [rule for rule in RUNGS if getattr(alignment, name)(pair, rule)] for name in ("equal", "stray", "two_things")},
        **{find.__name__: [f"{words(one)} / {words(other)}" for one, other in find(*sides)] for find in FINDERS},
        **{f"{find.__name__} back": [f"{words(one)} / {words(other)}" for one, other in find(*sides[::-1])] for find in FINDERS},
    }
    return {name: list(told) if isinstance(told, tuple) else told for name, told in said.items() if told}


def of_parts(row: Row) -> Row:
    """What two texts tell of parts of a whole, and which findings that is better than."""
    told = of_wholes(*(staged(side, row["lang"], row[side]) for side in "ab"))
    one, two = (reading(side, row["lang"], row[side]) for side in "ab")
    quantifiers = quantified.compare(*(staged(side, row["lang"], row[side]).scenes for side in "ab"))
    alike = [(a, b) for a, b in product(one.claims, two.claims) if (a.kind, a.role) == (b.kind, b.role)]
    found = [(a, b, ladder.compare(a, b, CONTEXTS["together"])) for a, b in alike]
    return {**told, "replaced": [f"{a.role} {found.rule}" for a, b, found in found if quantified.replaced(a, b, found, quantifiers)]}


def of_shared(row: Row) -> Row:
    """The passages that two texts share."""
    return dict(of_passages(*(reading(side, row["lang"], row[side]) for side in "ab")))


def of_aligned(row: Row) -> Row:
    """What every look at two aligned texts says by itself."""
    left, right = (staged(side, row["lang"], row[side]) for side in "ab")
    return dict(of_units(pairs.align(left, right, pairs.by_ladder(left, right, quantified.compare(left.scenes, right.scenes)))))


def at_edge(row: Row) -> Row:
    """What one look, or the alignment itself, says of two texts of which some units are changed."""
    pair = side_by_side(*(staged(side, row["lang"], row[side]) for side in "ab"), row)
    if row["of"] != "aligned":
        return {"told": of_edge(row["of"], pair)}
    found = alignment.features(pair, pairs._NOTHING)
    return {"told": [*aligned(pair), *(f"{name} {sign:.3g}" for name, sign in sorted(found.items()) if sign)]}


# ------------------------------------------------------------------------------------------------ tables

READERS = {
    "told_claims": changed,
    "told_edges": at_edge,
    "told_made": of_made,
    "told_pairs": judge,
    "told_parts": of_made_parts,
    "told_passages": of_shared,
    "told_rungs": rungs,
    "told_units": of_aligned,
    "told_wholes": of_parts,
}
GIVEN = ("lang", "a", "b", "of", "asked", "both:", "times", "a:", "b:", "context")  # what is read, where a row has it
PATHS = {name: TABLES / f"{name}.jsonl" for name in READERS}


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CASES = [(name, number, row) for name, path in PATHS.items() for number, row in enumerate(rows(path))]


@each(CASES, lambda name, number, row: f"{name}-{number}")
def test_all_that_is_told(name: str, number: int, row: Row) -> None:
    given = {key: row[key] for key in GIVEN if key in row}
    assert {**given, **READERS[name](row)} == row


@pytest.mark.skipif(not os.environ.get("FACTCHECK_UPDATE_GOLDEN"), reason="writes the rows anew")
@pytest.mark.parametrize("name", sorted(READERS))
def test_write_anew(name: str) -> None:
    given = [{key: row[key] for key in GIVEN if key in row} for row in rows(PATHS[name])]
    lines = [json.dumps({**row, **READERS[name](row)}, ensure_ascii=False) + "\n" for row in given]
    PATHS[name].write_text("".join(lines), encoding="utf-8")
