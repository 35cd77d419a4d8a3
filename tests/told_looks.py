"""What every look of the ladder says when it is asked by itself: of two claims, of parts of a whole, of passages of two statements.

What a rung asks first hides what it would ask after that; here each function is asked, whichever comes first in the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, product
from types import ModuleType
from typing import Any

from factcheck import claims
from factcheck.claims import wholes as parts
from factcheck.claims.wholes import Part
from factcheck.ladder import (
    NOTHING,
    Context,
    acts,
    contraries,
    denials,
    encounters,
    figures,
    intervals,
    later,
    moments,
    occasions,
    passages,
    persons,
    quantified,
    sayings,
    slots,
    states,
    terms,
    things,
    venues,
    wholes,
)
from factcheck.ladder.passages import Passage
from factcheck.ladder.rules import Rule
from factcheck.model import Claim, Saying, Verdict
from factcheck.values.quantifiers import Span

ASKED = (
    *(acts, contraries, denials, encounters, figures, intervals, later, moments, occasions),
    *(persons, sayings, slots, states, terms, things, venues),
)
GIVEN = {
    ("Claim", "Claim", "Context"): lambda a, b, context: ((a, b, context),),
    ("Claim", "Claim"): lambda a, b, context: ((a, b),),
    ("Claim",): lambda a, b, context: ((a,), (b,)),
    ("Claim", "date | None"): lambda a, b, context: ((a, context.published[0]), (b, context.published[1])),
    ("Attribution | None",): lambda a, b, context: ((a.attribution,), (b.attribution,)),
    ("Attribution | None", "Attribution | None"): lambda a, b, context: ((a.attribution, b.attribution),),
    ("Quantity | Duration",): lambda a, b, context: ((a.value,), (b.value,)),
    ("Quantity | Duration", "Quantity | Duration"): lambda a, b, context: ((a.value, b.value),),
    ("object",): lambda a, b, context: ((a.value,), (b.value,)),
    ("Context",): lambda a, b, context: ((context,),),
}
OWN = frozenset({"judge", "size"})  # what is told besides
MEMBERS = (None, 4, 20, 21, 30)  # how many there may be of a whole
NEAR = Context(0, True, (date(2025, 8, 6), date(2025, 8, 6)))
BOUND = Context(1, False, (date(2025, 8, 16), date(2025, 8, 6)))
FAR = Context(1, False, (date(2025, 8, 17), date(2025, 8, 6)))


def brief(told: Any) -> str:
    """What a look says, in few letters; "" for nothing."""
    match told:
        case None | False | 0:
            return ""
        case True:
            return "+"
        case Verdict():
            return "" if told.rule == NOTHING.id else told.rule
        case Rule():
            return told.id
        case Claim():
            return told.document
        case float():
            return f"{told:.3g}"
        case dict():
            return " ".join(f"{key}={said}" for key, value in sorted(told.items()) if (said := brief(value)))
        case frozenset() | set():
            return " ".join(sorted(map(str, told)))
        case Span():
            return f"{'(' if told.low_open else '['}{told.low:.4g};{told.high:.4g}{')' if told.high_open else ']'}"
        case tuple() | list():
            return ",".join(map(brief, told)) if any(told) else ""
    return str(told)


@cache
def looks(module: ModuleType) -> tuple[tuple[Callable[..., Any], Callable[..., Any]], ...]:
    """The functions of a module that are asked of claims, each with what it is given."""
    found = []
    for name, function in sorted(vars(module).items()):
        if getattr(function, "__module__", "") == module.__name__ and hasattr(function, "__annotations__") and name not in OWN:
            kinds = tuple(str(kind) for given, kind in function.__annotations__.items() if given != "return")
            found += [(function, GIVEN[kinds])] if kinds in GIVEN else []
    return tuple(found)


def asked(a: Claim, b: Claim, context: Context) -> Iterator[str]:
    """What all looks at two claims say that say something."""
    for module in ASKED:
        for look, given in looks(module):
            told = [answer(look, *each) for each in given(a, b, context)]
            if any(told):
                yield f"{look.__name__.strip('_')}: {' / '.join(told)}".removesuffix(": +")


def answer(look: Callable[..., Any], *given: Any) -> str:
    """What a look says; nothing of values that it is not for."""
    try:
        return told_by(look, look(*given))
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return ""


def told_by(look: Callable[..., Any], told: Any) -> str:
    """What a look says, in few letters; "none" where it ought to say something else."""
    returns = str(getattr(look, "__annotations__", {}).get("return", "None"))
    return "none" if told is None and "None" not in returns else brief(told)


def named(**said: Any) -> str:
    return " ".join(name if told == "+" else f"{name}={told}" for name, told in ((n, brief(t)) for n, t in said.items()) if told)


# ---------------------------------------------------------------------------------------- parts of a whole


def of_wholes(left: claims.Script, right: claims.Script) -> dict[str, list[str]]:
    """What is told of parts of a whole, and how two such parts stand to each other, however many there may be."""
    told = of_read(*(parts.read(side.scenes) for side in (left, right)))
    told["parts"].insert(1, judgement(quantified.compare(left.scenes, right.scenes)))
    return told


def judgement(found: quantified.Judgement) -> str:
    return named(**found._replace(verdict=None)._asdict(), why=found.verdict and found.verdict.why)


def of_read(one: Sequence[Part], two: Sequence[Part]) -> dict[str, list[str]]:
    found = wholes.judge(one, two)
    first = named(**found._replace(verdict=None)._asdict(), rule=found.verdict and found.verdict.rule)
    totals = named(a=wholes._total(one), b=wholes._total(two), partial=wholes._partial(one, two), back=wholes._partial(two, one))
    return {
        "parts": [first, totals, *chain.from_iterable(map(of_part, (*one, *two)))],
        "pairs": list(filter(None, of_parts(one, two))),
    }


def of_part(part: Part) -> Iterator[str]:
    facts = [wholes._fact(part, whole) for whole in MEMBERS]
    words = " ".join(word.lower for word in wholes._first(part))
    yield f'"{part.shown}" {words}; ' + named(
        least=part.share and wholes._least(part.share), some_not=wholes._some_not(part), figures=wholes._figures(part)
    )
    yield " | ".join(dict.fromkeys(named(many=fact.many, share=fact.share) for fact in facts))


def of_parts(one: Sequence[Part], two: Sequence[Part]) -> Iterator[str]:
    for sides in ((one, two), (two, one)):
        for a, b in product(*sides):
            yield " ".join(filter(None, (between(a, b), *(counted(a, b, whole) for whole in MEMBERS[:3]))))
    every = words((*one, *two))
    yield " ".join(sorted({f"{v.lower}={w.lower}" for v, w in product(every, every) if v.lower < w.lower and wholes.same(v, w)}))
    yield named(reasons=[wholes._reason(part, two) for part in one], back=[wholes._reason(part, one) for part in two])


def words(side: Iterable[Part]) -> list[parts.Word]:
    return [word for part in side for word in part.words]


def between(a: Part, b: Part) -> str:
    return named(
        meant=wholes._meant(a, b),
        objects=wholes._objects(a, b),
        tells=wholes._tells(a, b),
        opposite=wholes._opposite(a, b),
        turned=wholes._turned_around(a, b),
        besides=bool(a.held) and wholes._besides(a, b),
        excludes=[held.state for held in a.held if wholes._excludes(held, a, b)],
        rival=[state for held in a.held for state in sorted(wholes._rival_states(held, b))],
    )


def counted(a: Part, b: Part, whole: float | None) -> str:
    one, two = wholes._fact(a, whole), wholes._fact(b, whole)
    rounded = one.share is not None and two.share is not None and wholes._rounded(one.share, two.share)
    said = named(
        aligned=wholes._aligned(one, two),
        follows=wholes._follows(one, two, whole),
        rounded=rounded,
        conflicts=len(list(wholes._conflicts([one], [two]))),
        exceeding=[found.why for found in wholes._exceeding([one], [two], whole)],
        taken=[taken for held in a.held for taken in (wholes._taken(held, [two], shares) for shares in (False, True)) if taken],
    )
    return f"{whole}: {said}" if said else ""


# ------------------------------------------------------------------------------------------------ passages


def of_passages(left: claims.Reading, right: claims.Reading) -> dict[str, Any]:
    """The passages that two texts share, with what is asked of each pair of statements on the way."""
    told = (*left.claims, *right.claims)
    judged = [(a, b, Verdict(None, NOTHING.id, "")) for a, b in product(left.claims, right.claims)]
    kept = []
    for context in (NEAR, BOUND, FAR):
        found = passages.agreements(judged, told, lambda a, b, context=context: context)  # type: ignore[misc]
        kept.append([" = ".join(map(narrowed, pair[:2])) for pair in found])
    clauses = passages._clauses(told)
    whole = [(a, b) for a, b, _ in judged if passages._whole(a) and passages._whole(b)]
    shown = [line for a, b in whole for line in shared(a, b, clauses)]
    bound = "as near" if kept[0] == kept[1] else kept[1]
    return {"passages": kept[0], "bound": bound, "far": "so" if kept[2] == kept[1] else kept[2], "shared": shown}


def narrowed(claim: Claim) -> str:
    assert isinstance(claim.value, Saying)
    keys = " ".join(key for key, _, _ in claim.located)
    return f"[{claim.quote}] {claim.value.text} ({keys}) " + named(
        at=(claim.start, claim.end), polarity=str(claim.polarity), denied=claim.value.denied, open=claim.value.open
    )


def shared(a: Claim, b: Claim, clauses: passages.Clauses) -> Iterator[str]:
    wanted = a.keys & b.keys
    yield named(
        weight=passages._weight(wanted),
        least=passages._least(a, b, wanted),
        says=passages._says(wanted),
        flipped=passages._flipped(a, b, wanted),
        opposed=passages._opposed(a.keys - wanted, b.keys - wanted),
        valued=[passages._valued(wanted, kind) for kind in ("q:", "d:")],
    )
    if not wanted:
        return
    for one, two in dict.fromkeys((passages._best(a, b, wanted), passages._best(b, a, wanted)[::-1])):
        common = one.keys() & two.keys()
        order = passages._in_order(one, two, common)
        yield f"{stretch(one)} = {stretch(two)} " + named(
            order=order,
            enough=[passages._enough(one, two, common, context) for context in (NEAR, BOUND, FAR)],
            tells=[passages._tells(one, two, common, context) for context in (NEAR, FAR)],
            covered=[passages._covered(p, q, clauses) for p, q in ((one, two), (two, one))],
            modality=[str(passages._modality(passage, clauses)) for passage in (one, two)],
            narrowed=" = ".join(narrowed(passages._narrowed(passage)) for passage in (one, two)),
        )


def stretch(passage: Passage) -> str:
    runs = passages._runs(passage, passage.keys() - passage.around() or frozenset(sorted(passage.keys())[::2]))
    return f"{passage.first}-{passage.last} {len(passage.around())} " + ",".join(f"{run.first}-{run.last}" for run in runs)
