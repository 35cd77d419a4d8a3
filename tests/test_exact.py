"""Everything that is read of a text and told of two, to the last field: spans, bounds, hedges, rules, reasons and what is weighed.

The other tables say what matters of a text; these rows say all of it, so that no detail changes unseen. Their texts are chosen so that
a small change of a reader, of the ladder or of the alignment shows in one of them (`benchmarks/mutants.py`). They tell what is read, not
what ought to be. When a reader is changed on purpose:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest -n 0 tests/test_exact.py

writes the rows anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from factcheck import alignment, claims, labels, ladder, language, pairs, values
from factcheck.ladder import Context, quantified
from factcheck.model import Article, Claim, Date, Duration, Name, Quantity, Verdict
from factcheck.text import fold
from factcheck.values import dates_ahead, names, reference, spelling
from factcheck.values.dates_grammar import Words, grammar
from factcheck.values.numbers import numerals

TABLES = Path(__file__).parent / "tables"
SPANS = {"start", "end", "number_start", "number_end"}
DAYS = (date(2025, 8, 6), date(2025, 8, 7))
CONTEXTS = {
    "together": Context(same_moment=True, together=True),
    "same day": Context(0, True, (DAYS[0], DAYS[0])),
    "earlier": Context(-1, True, DAYS),
    "later": Context(1, False, DAYS[::-1]),
}
Row = dict[str, Any]


def told(value: Quantity | Duration | Date | Name, text: str) -> str:
    """Every field that says something, with the words that it stands for."""
    said = [f"{value.kind} [{text[value.start : value.end]}]"]
    if isinstance(value, Quantity):
        said.append(f"number [{text[value.number_start : value.number_end]}]")
    for field in fields(value):
        is_ = getattr(value, field.name)
        if field.name in SPANS or is_ is None or (field.default is not MISSING and is_ == field.default):
            continue
        if field.name in ("whole", "parts"):
            is_ = [text[start:end] for start, end in ([is_] if field.name == "whole" else is_)]
        said.append(field.name if is_ is True else f"{field.name}={is_}")
    return " ".join(said)


def read(row: Row) -> Row:
    """The values and names of a text, the words at which a date is looked for, and the day that the text tells of itself."""
    pack, text = language.load(row["lang"]), fold(row["text"]).text
    tokens = pack.tokens(text)
    numbers = {number.first: number for number in numerals(tokens, pack)}
    words = Words(text, tokens, [token.key for token in tokens], numbers, frozenset(), grammar(pack).ordinal, {})
    tried = " ".join(tokens[at].text for at in dates_ahead.beginnings(words, pack))
    found = values.read(text, tokens, pack, date.fromisoformat(row["day"]) if row["day"] else None)
    day = reference.infer(text, tokens, found.dates, pack)
    every = (*found.quantities, *found.durations, *found.dates, *names.read(text, tokens, pack))
    return {"values": [told(value, text) for value in every], "tried": tried, "of": f"{day[0]} [{day[1]}]" if day else ""}


@cache
def reading(document: str, lang: str, text: str) -> claims.Reading:
    return claims.read(Article(document, document, text, "", lang=lang, published=str(DAYS[0])))


def rungs(row: Row) -> Row:
    """What the ladder says of every two claims of two texts that have one role, whenever they were published."""
    one, two = (reading(side, row["lang"], row[side]) for side in "ab")
    alike = [(a, b) for a, b in product(one.claims, two.claims) if (a.kind, a.role) == (b.kind, b.role)]
    known = {"leads": (one.places, two.places), "countries": one.countries & two.countries}
    return {"rungs": [line for a, b in alike for line in judged(a, b, known)]}


def judged(a: Claim, b: Claim, known: dict[str, Any]) -> Iterator[str]:
    said = {name: ladder.compare(a, b, context._replace(**known)) for name, context in CONTEXTS.items()}
    first = a.role if a.kind in ("statement", "quotation") else f"{a.role}: {labels.answer(a)} / {labels.answer(b)}"
    for verdict in sorted(set(said.values()), key=list(said.values()).index):
        when = [name for name in said if said[name] == verdict and verdict.rule != ladder.NOTHING.id]
        if not when:
            continue
        yield f"{first}: {shown(verdict)}" + (f" ({', '.join(when)})" if len(when) < len(said) else "")


def shown(verdict: Verdict) -> str:
    return f"{verdict.relation} {verdict.rule}: {verdict.why}" if verdict.relation else verdict.rule


@cache
def staged(document: str, lang: str, text: str) -> claims.Script:
    return claims.stage(Article(document, document, text, ""), lang)


def judge(row: Row) -> Row:
    """What is told of two statements on their own: by their quantifiers, by the ladder, and with the texts aligned and weighed."""
    left, right = (staged(side, row["lang"], row[side]) for side in "ab")
    quantifiers = quantified.compare(left.scenes, right.scenes)
    judged = pairs.by_ladder(left, right, quantifiers)
    pair = pairs.align(left, right, judged)
    signs = alignment.features(pair, judged.best)
    return {
        "quantifiers": shown(quantifiers.verdict) if quantifiers.verdict else "settled" if quantifiers.settled else "",
        "ladder": f"{judged.best.relation} {judged.best.rule}: {judged.best.why}",
        "weighed": pairs.by_weight(pair, judged.best).rule,
        "why": pairs.by_weight(pair, judged.best).why,
        "signs": {name: round(sign, 3) for name, sign in sorted(signs.items()) if sign},
    }


def spelled(row: Row) -> Row:
    """How far apart two names sound, and whether they are one; with their keys, which hang on the language they are written in."""
    a, b = row["a"], row["b"]
    words = [spelling.ascii_form(name) for name in (a, b)]
    return {
        "cost": round(spelling.cost(*words), 3),
        "blocks": [spelling.block(word) for word in words],
        "same": names.same(a, b),
        "keys": [names.canonical(name, language.load(lang)) for name in (a, b) for lang in ("en", "fr")],
    }


READERS = {"exact_values": read, "exact_rungs": rungs, "exact_pairs": judge, "exact_spellings": spelled}
PATHS = {name: TABLES / f"{name}.jsonl" for name in READERS}
CASES = [
    pytest.param(name, json.loads(line), id=f"{name}-{number}")
    for name, path in PATHS.items()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize(("name", "row"), CASES)
def test_all_that_is_told(name: str, row: Row) -> None:
    assert {**row, **READERS[name](row)} == row


@pytest.mark.skipif(not os.environ.get("FACTCHECK_UPDATE_GOLDEN"), reason="writes the rows anew")
@pytest.mark.parametrize("name", sorted(READERS))
def test_write_anew(name: str) -> None:
    rows = [json.loads(line) for line in PATHS[name].read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**row, **READERS[name](row)}, ensure_ascii=False) + "\n" for row in rows]
    PATHS[name].write_text("".join(lines), encoding="utf-8")
