"""``factcheck rules``: the rungs of the ladder, with what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.cli.exits import DONE
from factcheck.cli.options import Format
from factcheck.cli.outputs import format_of
from factcheck.cli.streams import write_out
from factcheck.reports import safe

FORMATS = ("text", "json")


def told(rule: Any) -> Iterator[str]:
    """A rule as text: id and relation, meaning, examples."""
    yield f"{safe.line(rule.id)}  {safe.line(str(rule.relation or 'no relation'))}\n"
    yield f"  {safe.line(rule.meaning)}\n"
    for example in rule.examples:
        words = example if isinstance(example, str) else " / ".join(map(str, example))
        yield f"  - {safe.line(words)}\n"


def rules(format: Format = None) -> int:
    """List the rules, with what they mean.

    \b
    Formats: text (default), json.

    \b
    Examples:
      factcheck rules
      factcheck rules --format json | jq -r '.[].id'
    """
    name = format_of(format, FORMATS, "text", "text")
    from factcheck.pipeline import rules as all_rules

    known = all_rules()
    write_out(_objects(known) if name == "json" else (piece for rule in known for piece in told(rule)))
    return DONE


def _objects(known: Iterable[Any]) -> Iterator[str]:
    """The rules as a JSON array, one on a line."""
    yield "[\n "
    yield ",\n ".join(
        safe.json_line(
            {"id": rule.id, "relation": rule.relation and str(rule.relation), "meaning": rule.meaning, "examples": list(rule.examples)}
        )
        for rule in known
    )
    yield "\n]\n"
