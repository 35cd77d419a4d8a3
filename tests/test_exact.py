"""Everything that is read of a text, to the last field: values with their spans, bounds and hedges, names, quantifiers, spellings, claims.

The other tables say what matters of a text; these rows say all of it, so that no detail changes unseen. Their texts are chosen so that
a small change of a reader shows in one of them (`benchmarks/mutants.py`). They tell what is read, not what ought to be; `test_told` does
the same for what is told of two texts. When a reader is changed on purpose:

    FACTCHECK_UPDATE_GOLDEN=1 python -m pytest -n 0 tests/test_exact.py

writes the rows anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from dataclasses import MISSING, fields
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from told_articles import of_article, of_wholes
from told_names import of_pair, of_text

from factcheck import language, values
from factcheck.model import Date, Duration, Name, Quantity, Token
from factcheck.text import fold
from factcheck.values import (
    changes,
    dates_ahead,
    dates_tense,
    hedges,
    measures,
    names,
    numbers,
    quantifiers,
    quantities_ages,
    quantities_mistaken,
    quantities_refused,
    reference,
    spans,
    spelling,
    units,
)
from factcheck.values.dates_grammar import Words, grammar
from factcheck.values.quantities_passage import Passage

TABLES = Path(__file__).parent / "tables"
SPANS = {"start", "end", "number_start", "number_end"}
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
    counts = {number.first: number for number in numbers.numerals(tokens, pack)}
    words = Words(text, tokens, [token.key for token in tokens], counts, frozenset(), grammar(pack).ordinal, {})
    tried = " ".join(tokens[at].text for at in dates_ahead.beginnings(words, pack))
    today = date.fromisoformat(row["day"]) if row["day"] else None
    before: list[tuple[Date, ...]] = []
    for statement in map(fold, row.get("before", ())):
        before.append(values.read(statement.text, pack.tokens(statement.text), pack, today, before).dates)
    found = values.read(text, tokens, pack, today, before)
    day = reference.infer(text, tokens, found.dates, pack)
    every = (*found.quantities, *found.durations, *found.dates, *names.read(text, pack.columns(text), pack))
    return {"values": [told(value, text) for value in every], "tried": tried, "of": f"{day[0]} [{day[1]}]" if day else ""}


def amounts(row: Row) -> Row:
    """How much of a whole is told, with what is said behind it, and what figures are in the unit that they are compared in."""
    pack, text = language.load(row["lang"]), fold(row["text"]).text
    tokens = pack.tokens(text)
    found = values.read(text, tokens, pack, None)
    lengths = [length for length in map(spans.counted, found.durations) if length]
    figures = [*found.quantities, *lengths]
    said = []
    for amount in quantifiers.read(tokens, figures, pack):
        less, at = quantifiers.excepted(amount, tokens, min(amount.last + 1, len(tokens)), figures, pack)
        hedged, end = quantifiers.hedged(less, tokens, at, pack)
        shown = dict.fromkeys(map(parted, (amount, less, hedged)))
        said.append(f"{' > '.join(shown)} {amount.first}-{amount.last} {at} {end}")
    turned = [told(base, text) for figure in figures if (base := measures.in_base(figure))]
    alike = [f"{a.value} {a.unit} / {b.value} {b.unit}" for a, b in product(figures, repeat=2) if measures.alike(a, b)]
    return {"amounts": said, "lengths": [told(length, text) for length in lengths], "turned": turned, "alike": alike}


def places(row: Row) -> Row:
    """What small readers see at each word: hedges and units beside it, the tense of a date there, and whom or what it counts."""
    pack, text = language.load(row["lang"]), fold(row["text"]).text
    tokens = pack.tokens(text)
    counts = numbers.numerals(tokens, pack)
    passage = Passage(text, tokens, counts, pack, ())
    seen = []
    for at, token in enumerate(tokens):
        said = {
            "before": beside(hedges.before(tokens, at, pack)),
            "after": beside(hedges.after(tokens, at, pack)),
            "measure": counted(units.measure(tokens, at, pack)),
            "money": counted(units.money_before(tokens, at, pack)),
            "prefixed": counted(units.prefixed(tokens, at, pack)),
            "noun": counted(units.noun(tokens, at, pack, one=False)),
            "one": counted(units.noun(tokens, at, pack, one=True)),
            "rate": units.rate(tokens, at, pack)[0],
            "person": quantities_ages.person(passage, at),
            "part": quantities_mistaken.partitive_cue(passage, at),
        }
        shown = [f"{name}={value}" if value is not True else name for name, value in said.items() if value]
        seen += [f"{token.text}: {' '.join(shown)}"] if shown else []
    refused = [text[number.start : number.end] for number in counts if quantities_refused.refused(passage, number)]
    tenses = "".join(dates_tense.tense(tokens, at, at, at + 1, pack)[:1] or "." for at in range(len(tokens)))
    levels = "".join("+" if changes.leaves_level(tokens, at, pack) else "." for at in range(len(tokens)))
    articles = [number.first for at, number in enumerate(counts) if quantities_mistaken.article(passage, at)]
    return {"seen": seen, "tenses": tenses, "levels": levels, "refused": refused, "articles": articles, **from_each(tokens, pack)}


def from_each(tokens: list[Token], pack: language.Pack) -> Row:
    """The numbers that begin at each word, whatever stands before it, and where a look at the next word is enough."""
    keys = [token.key for token in tokens]
    reader, may_begin = numbers._Reader(tokens, pack, keys), numbers._may_begin(pack)
    begun = "".join("+" if may_begin(token.key) else "." for token in tokens)
    parting = reader.words.parting  # the words behind an article with which a number may begin
    idle = "".join("+" if at + 1 < len(keys) and keys[at + 1] not in parting and reader._amid(at) else "." for at in range(len(keys)))
    found = [(at, *reader.read(at)) for at in range(len(tokens)) if begun[at] == "+"]
    told = [f"{at}-{last}: {' '.join(f'{n.value} {n.kind} {n.first}-{n.last}' for n in new)}" for at, new, last in found]
    return {"begun": begun, "idle": idle, "numbers": told}


def beside(hedge: hedges.Hedge) -> str:
    return f"{'+'.join(sorted(hedge.effects))}({hedge.first}-{hedge.last})" if hedge.effects else ""


def counted(unit: units.Unit | None) -> str:
    return f"{unit.key}{'' if unit.known else '?'}/{unit.dimension}({unit.first}-{unit.last})" if unit else ""


def parted(amount: quantifiers.Amount) -> str:
    """Every field of a quantifier that says something, but its place."""
    default = quantifiers.Amount(0, 0)._asdict()
    return ",".join(
        f"{name}={bounded(value)}" for name, value in amount._asdict().items() if name not in ("first", "last") and value != default[name]
    )


def bounded(value: Any) -> Any:
    if not isinstance(value, quantifiers.Span):
        return value
    return f"{'(' if value.low_open else '['}{value.low:.6g};{value.high:.6g}{')' if value.high_open else ']'}"


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


READERS = {
    "exact_values": read,
    "exact_amounts": amounts,
    "exact_places": places,
    "exact_spellings": spelled,
    "exact_names": of_text,
    "exact_sames": of_pair,
    "exact_articles": of_article,
    "exact_wholes": of_wholes,
}
PATHS = {name: TABLES / f"{name}.jsonl" for name in READERS}
TOGETHER = 16  # rows that one test reads: one takes less than a test does


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CASES = [
    pytest.param(name, told[first : first + TOGETHER], id=f"{name}-{first}")
    for name, told in {name: rows(path) for name, path in PATHS.items()}.items()
    for first in range(0, len(told), TOGETHER)
]


@pytest.mark.parametrize(("name", "rows"), CASES)
def test_all_that_is_told(name: str, rows: list[Row]) -> None:
    for row in rows:
        assert {**row, **READERS[name](row)} == row


@pytest.mark.skipif(not os.environ.get("FACTCHECK_UPDATE_GOLDEN"), reason="writes the rows anew")
@pytest.mark.parametrize("name", sorted(READERS))
def test_write_anew(name: str) -> None:
    lines = [json.dumps({**row, **READERS[name](row)}, ensure_ascii=False) + "\n" for row in rows(PATHS[name])]
    PATHS[name].write_text("".join(lines), encoding="utf-8")
