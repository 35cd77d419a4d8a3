"""What every look of the ladder says of two claims that are made field by field, at the edge of what it asks: no text need be read.

A bound that is met exactly, one more and one less, nothing at all, and either side first: seldom met in texts, and written here at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from itertools import product
from typing import Any

from told_looks import GIVEN, told_by

from factcheck import ladder
from factcheck.ladder import Context, figures, moments, persons, slots
from factcheck.ladder.rules import NOTHING
from factcheck.model import Attribution, Claim, Date, Duration, Modality, Name, Polarity, Quantity, Saying, Value, Verdict

Row = dict[str, Any]
Look = Callable[..., Any]
Given = Callable[[Claim, Claim, Context], Iterable[tuple[Any, ...]]]


def of_made(row: Row) -> Row:
    """What is said of two claims, and of the same the other way round where that is not the same."""
    a, b = (made(row, side) for side in "ab")
    context = known(row.get("context", {}))
    there, back = asked(row, a, b, context), asked(row, b, a, turned(context))
    other = {name: said for name, said in back.items() if len(said) == 1 and there.get(name) != said}
    lost = [name for name, said in there.items() if len(said) == 1 and name not in back]
    return {"told": list(lines(there)), **({"back": [*lines(other), *(f"not {name}" for name in lost)]} if other or lost else {})}


def lines(said: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for name, told in said.items():
        yield f"{name}: {' / '.join(told)}".removesuffix(": +")


def asked(row: Row, a: Claim, b: Claim, context: Context) -> dict[str, tuple[str, ...]]:
    """What the ladder says, and what every look of some of its modules says by itself: of both claims, or of either."""
    said = {"compare": (judged(ladder.compare(a, b, context)),)}
    for name in row["asked"]:
        for look, given in looks(name):
            said[f"{name}.{look.__name__.strip('_')}"] = tuple(answers(look, given, a, b, context))
    return {name: told for name, told in said.items() if any(told)}


def answers(look: Look, given: Given, a: Claim, b: Claim, context: Context) -> Iterator[str]:
    """What a look says of each that it is given; nothing where a claim has no such field, an error where it is not made for this."""
    try:
        every = list(given(a, b, context))
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return
    for each in every:
        try:
            yield told_by(look, look(*each))
        except (AssertionError, ValueError):
            yield ""
        except (AttributeError, LookupError, TypeError) as error:
            yield type(error).__name__


def judged(verdict: Verdict) -> str:
    return f"{verdict.rule}: {verdict.why}" if verdict.relation else "" if verdict.rule == NOTHING.id else verdict.rule


def turned(context: Context) -> Context:
    """What is known of two articles, seen from the other one."""
    return context._replace(
        order=context.order and -context.order, published=context.published[::-1], floors=context.floors[::-1], leads=context.leads[::-1]
    )


# ----------------------------------------------------------------------------------------------- claims


def made(row: Row, side: str) -> Claim:
    """A claim of which a row gives some fields: for both sides, for one of them."""
    both, own = row.get("both:", {}), row.get(f"{side}:", {})
    fields = {**both, **own, "value": {**both.get("value", {}), **own.get("value", {})}}
    kind, role = row["of"]
    plain = {"document": side, "start": 0, "end": 0, "quote": "", "statement": (0, 0), "line": 1, "kind": kind, "role": role}
    return Claim(**{**plain, **{name: field(name, to) for name, to in fields.items()}})


def field(name: str, to: Any) -> Any:
    match name:
        case "value":
            return value(to)
        case "when":
            return to and Date(0, 0, **{"timex": to["earliest"], **to})
        case "attribution":
            return to and Attribution(**to)
        case "polarity" | "modality":
            return Polarity(to) if name == "polarity" else Modality(to)
        case "keys":
            return frozenset(to)
        case "located":
            return tuple(tuple(each) if isinstance(each, list) else (each, 0, 0) for each in to)
    return tuple(to) if isinstance(to, list) else to


def value(of: Row) -> Value:
    """The value that has such fields."""
    fields = {name: tuple(map(frozen, to)) if isinstance(to, list) else to for name, to in of.items()}
    if "timex" in fields:
        return Duration(0, 0, **fields) if "min" in fields else Date(0, 0, **fields)
    if "canonical" in fields:
        return Name(0, 0, **{"type": "place", **fields})
    return Saying(0, 0, **fields) if "text" in fields else Quantity(0, 0, **fields)


def frozen(one: Any) -> Any:
    return tuple(one) if isinstance(one, list) else one


def known(of: Row) -> Context:
    """What a row says of the articles of two claims."""
    fields = dict(of)
    for name in fields.keys() & {"settled", "countries"}:
        fields[name] = frozenset(fields[name])
    for name in fields.keys() & {"leads"}:
        fields[name] = tuple(map(frozenset, fields[name]))
    for name in fields.keys() & {"published"}:
        fields[name] = tuple(day and date.fromisoformat(day) for day in fields[name])
    return Context(**fields)


# ------------------------------------------------------------------------------------------------ looks


@cache
def looks(name: str) -> tuple[tuple[Look, Given], ...]:
    """The functions of a module that are asked of claims or of their fields, each with what it is given."""
    module = import_module(f"factcheck.ladder.{name}")
    found = []
    for called, function in sorted(vars(module).items()):
        if getattr(function, "__module__", "") == module.__name__ and hasattr(function, "__annotations__") and called != "judge":
            kinds = tuple(str(kind) for given, kind in function.__annotations__.items() if given != "return")
            given = OWN.get((name, function.__name__)) or FIELDS.get(kinds) or GIVEN.get(kinds)
            found += [(function, given)] if given else []
    return tuple(found)


def both(field: Callable[[Claim], Any]) -> Given:
    """What is asked of a field of either claim."""
    return lambda a, b, context: ((field(a),), (field(b),))


def each_way(field: Callable[[Claim], Any]) -> Given:
    """What is asked of a field of both claims."""
    return lambda a, b, context: ((field(a), field(b)),)


def roles(claim: Claim) -> frozenset[str]:
    return persons.roles(claim)


def figures_of(claim: Claim) -> frozenset[str]:
    return frozenset(key for key in claim.keys if key.startswith("q:"))


def span(claim: Claim) -> tuple[date, date] | None:
    return moments.span(claim.when)


FIELDS: dict[tuple[str, ...], Given] = {
    ("Claim", "bool"): lambda a, b, context: product((a, b), (True, False)),
    ("Claim", "Claim", "str"): lambda a, b, context: ((a, b, slots._state(a)[0]),),
    ("Date | None",): lambda a, b, context: [(each,) for each in (a.when, b.when, a.value, b.value)],
    ("Number",): both(lambda claim: figures.centre(claim.value)),
    ("Quantity",): both(lambda claim: claim.value),
    ("Value", "Value"): each_way(lambda claim: claim.value),
    ("frozenset[str]",): both(lambda claim: claim.keys),
    ("frozenset[str]", "frozenset[str]"): each_way(roles),
    ("frozenset[str]", "frozenset[str]", "Context"): lambda a, b, context: ((a.keys, b.keys, context),),
    ("Claim", "frozenset[str]"): lambda a, b, context: ((a, figures_of(a) - figures_of(b)), (b, figures_of(b) - figures_of(a))),
    ("tuple[date, date]", "Claim", "date | None"): lambda a, b, context: (
        (span(a), b, context.published[1]),
        (span(b), a, context.published[0]),
    ),
    ("tuple[date, date]", "date | None"): lambda a, b, context: ((span(a), context.published[0]), (span(b), context.published[1])),
    ("tuple[date, date] | None", "Context"): lambda a, b, context: ((span(a), context), (span(b), context)),
}
OWN: dict[tuple[str, str], Given] = {
    ("figures", "_one_speaker"): each_way(lambda claim: figures._speaker(claim.attribution)),
    ("figures", "_silent"): lambda a, b, context: ((a, b, True, context), (a, b, False, context)),
    ("slots", "_alarm"): lambda a, b, context: ((a, b, slots._window(a), slots._window(b)),),
    ("slots", "_opposite"): each_way(lambda claim: claim.scope[0]),
    ("slots", "_order"): both(lambda claim: slots._state(claim)[0]),
    ("encounters", "_within"): each_way(lambda claim: claim.when),
    ("contraries", "_days_apart"): lambda a, b, context: (
        (one[2:], two[2:]) for one, two in product(sorted(a.keys), sorted(b.keys)) if one[:2] == two[:2] == "d:"
    ),
    ("persons", "_width"): both(lambda claim: persons._years(claim.value)),
    ("persons", "_kinds"): both(roles),
}
