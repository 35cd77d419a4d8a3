"""What every look of the ladder says of two claims that are made field by field, at the edge of what it asks: no text need be read.

A bound that is met exactly, one more and one less, nothing at all, and either side first: seldom met in texts, and written here at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from itertools import product
from math import inf
from typing import Any

from told_looks import GIVEN, brief, judgement, narrowed, of_read, told_by

from factcheck import ladder
from factcheck.claims import wholes as parts
from factcheck.claims.proportions import Proportion
from factcheck.claims.wholes import Held, Part
from factcheck.ladder import Context, figures, moments, occasions, passages, persons, quantified, rules, slots, states, wholes
from factcheck.ladder.passages import Passage
from factcheck.ladder.rules import NOTHING
from factcheck.model import Attribution, Claim, Date, Duration, Modality, Name, Polarity, Quantity, Saying, Value, Verdict
from factcheck.values.quantifiers import Span

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
            told = look(*each)
            yield narrowed(told) if isinstance(told, Claim) else told_by(look, list(told) if isinstance(told, Iterator) else told)
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


# ------------------------------------------------------------------------------------------------ parts


def of_made_parts(row: Row) -> Row:
    """What is said of parts of a whole that are made field by field, and of how many there are of one kind to another."""
    if "times" in row:
        one, two = (tuple(map(proportion, side)) for side in row["times"])
        return {"told": [judgement(quantified._proportions(*sides)) for sides in ((one, two), (two, one))]}
    left, right = (tuple(map(part, side)) for side in row["of"])
    back = wholes.judge(right, left)
    return {**of_read(left, right), "back": [*map(brief, back)]}


def part(of: Row) -> Part:
    """A part of which some fields are given; words as "killed", "c:FR" or "passed:family"."""
    fields = {name: span_of(to) if name in ("many", "share") else to for name, to in of.items()}
    fields |= {"words": tuple(map(word, of.get("words", ()))), "held": tuple(Held(*held) for held in of.get("held", ()))}
    fields |= {"within": frozenset(of.get("within", ())), "objects": tuple(map(frozen, of.get("objects", ())))}
    return Part(**{"many": None, "share": None, "start": 0, "noun": "dog", "shown": " ".join(of.get("words", ())), **fields})


def span_of(bounds: list[float | None] | None) -> Span | None:
    """An interval: [low], [low, high], or with which of them are open."""
    return bounds and Span(bounds[0] or 0.0, *(inf if bound is None else bound for bound in bounds[1:]))


def word(told: str) -> parts.Word:
    kind, found, rest = told.partition(":")
    if found and len(kind) == 1:
        return parts.Word(told, rest, rest, 0)
    return parts.Word(f"w:{kind}", kind, kind, 0, (rest,) if rest else ())


def proportion(of: list[Any]) -> Proportion:
    one, other, bounds, words = of
    return Proportion(word(one), word(other), span_of(bounds) or Span(), tuple(map(word, words)), f"{one} {other} {bounds}")


# ----------------------------------------------------------------------------------------------- claims


def made(row: Row, side: str) -> Claim:
    """A claim of which a row gives some fields: for both sides, for one of them."""
    both, own = row.get("both:", {}), row.get(f"{side}:", {})
    fields = {**both, **own, "value": {**both.get("value", {}), **own.get("value", {})}}
    kind, role = row["of"]
    if "words" in fields:
        fields = {**said(fields), **{name: to for name, to in fields.items() if name != "value"}}
    plain = {"document": side, "start": 0, "end": 0, "quote": "", "statement": (0, 0), "line": 1, "kind": kind, "role": role}
    return Claim(**{**plain, **{name: field(name, to) for name, to in fields.items() if name != "words"}})


def said(of: Row) -> Row:
    """The fields of a statement that has such keys, each with its word in the quote: "w:fire c:FR=france"."""
    pairs = [(key, form or key[2:]) for key, _, form in (word.partition("=") for word in of["words"].split())]
    quote, start, located = of.get("quote") or " ".join(form for _, form in pairs), of.get("start", 0), list[tuple[str, int, int]]()
    for key, form in pairs:
        at = quote.index(form, located[-1][2] - start if located else 0)
        located.append((key, start + at, start + at + len(form)))
    end, value = start + len(quote), {"text": quote, **of.get("value", {})}
    keys = [key for key, _ in pairs]
    return {"quote": quote, "start": start, "end": end, "statement": (start, end), "keys": keys, "located": located, "value": value}


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
            return tuple((each, 0, 0) if isinstance(each, str) else tuple(each) for each in to)
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
        if getattr(function, "__module__", "") == module.__name__ and callable(function) and called != "judge":
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


def whole(claim: Claim) -> Passage:
    return Passage(claim, 0, len(claim.located))


SPANS = ((5, 10),)  # of quantifiers, which a figure may be
FOUND = (rules.DIFFER, rules.SAME, None)  # by claims of figures, and by the quantifiers
FIELDS: dict[tuple[str, ...], Given] = {
    ("Claim", "bool"): lambda a, b, context: product((a, b), (True, False)),
    ("Claim", "Claim", "str"): lambda a, b, context: ((a, b, states._state(a)[0]),),
    ("Date | None",): lambda a, b, context: [(each,) for each in (a.when, b.when, a.value, b.value)],
    ("Number",): both(lambda claim: occasions.centre(claim.value)),
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
    ("states", "_order"): both(lambda claim: states._state(claim)[0]),
    ("encounters", "_within"): each_way(lambda claim: claim.when),
    ("venues", "_two_towns"): each_way(lambda claim: claim.value),
    ("persons", "_nearly"): each_way(lambda claim: claim.value),
    ("acts", "_to_come"): lambda a, b, context: ((a, context.published[0]), (b, context.published[1])),
    ("later", "_current"): lambda a, b, context: ((a, context.published[0]), (b, context.published[1])),
    ("things", "_told_there"): lambda a, b, context: product((a, b), (context.leads[0] & context.leads[1],)),
    ("contraries", "_days_apart"): lambda a, b, context: (
        (one[2:], two[2:]) for one, two in product(sorted(a.keys), sorted(b.keys)) if one[:2] == two[:2] == "d:"
    ),
    ("persons", "_width"): both(lambda claim: persons._years(claim.value)),
    ("persons", "_kinds"): both(roles),
    ("quantified", "_counted"): lambda a, b, context: ((a, SPANS), (b, SPANS)),
    ("quantified", "replaced"): lambda a, b, context: (
        (a, b, rules.verdict(rule), quantified.Judgement(rules.verdict(told) if told else None, aligned, settled, (SPANS, SPANS)))
        for rule, told, aligned, settled in product(FOUND[:2], FOUND, (True, False), (True, False))
    ),
    ("passages", "_modality"): lambda a, b, context: ((Passage(a, 0, len(a.located)), {(a.document, a.statement): [a, b]}),),
    ("passages", "_runs"): lambda a, b, context: ((whole(a), a.keys & b.keys), (whole(b), a.keys & b.keys)),
    ("passages", "_best"): lambda a, b, context: ((a, b, a.keys & b.keys),),
    ("passages", "_in_order"): lambda a, b, context: ((whole(a), whole(b), a.keys & b.keys),),
    ("passages", "_weight"): both(lambda claim: claim.keys),
    ("passages", "_says"): both(lambda claim: claim.keys),
    ("passages", "_covered"): lambda a, b, context: ((whole(a), whole(b), passages._clauses([a, b])),),
    ("passages", "_narrowed"): both(lambda claim: Passage(claim, 1, len(claim.located) - 1)),
    ("passages", "_tells"): lambda a, b, context: ((whole(a), whole(b), a.keys & b.keys, context),),
    ("passages", "_enough"): lambda a, b, context: ((whole(a), whole(b), a.keys & b.keys, context),),
    ("passages", "_flipped"): lambda a, b, context: ((a, b, a.keys & b.keys),),
    ("passages", "_opposed"): lambda a, b, context: ((a.keys - b.keys, b.keys - a.keys),),
}
