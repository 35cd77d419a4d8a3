"""``factcheck compare``: two statements, or many pairs of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli.exits import DONE, PARTIAL, ProblemError
from factcheck.cli.inputs import language, name_skipped, stdin
from factcheck.cli.options import Format, Lang
from factcheck.cli.outputs import format_of
from factcheck.cli.settings import Settings
from factcheck.cli.streams import write_out
from factcheck.config import NONE
from factcheck.model import Comparison, Skipped
from factcheck.reports import rows, safe

FORMATS = ("text", "jsonl", "json")


@dataclass
class Pairs:
    """The rows of a file of pairs, one JSON object {id, lang, a, b} per line, and the lines that are none."""

    path: str
    skipped: list[Skipped] = field(default_factory=list)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        try:
            with ExitStack() as stack:
                given = stdin()
                source = given if self.path == "-" and given is not None else stack.enter_context(Path(self.path).open("rb"))
                yield from self._rows(source)
        except OSError as error:
            raise ProblemError(f"{self.path} cannot be read: {error.strerror or error}") from None

    def _rows(self, source: Iterable[bytes]) -> Iterator[dict[str, Any]]:
        for number, written in enumerate(source, start=1):
            if not written.strip():
                continue
            row = _pair(written, number)
            if row is None:
                self.skipped.append(Skipped(f"{self.path}:{number}", "not a JSON object with texts a and b"))
            else:
                yield row


def _pair(written: bytes, number: int) -> dict[str, Any] | None:
    """One row, None when it is not a pair; a row without an id gets its line number."""
    try:
        row = json.loads(written.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    good = isinstance(row, dict) and isinstance(row.get("a"), str) and isinstance(row.get("b"), str)
    return {"id": str(number), **row} if good else None


def _comparison(made: Comparison) -> dict[str, Any]:
    return {"id": made.id, "relation": made.relation, "rule": made.rule, "why": made.why}


def _comparisons(name: str, made: Iterable[Comparison]) -> Iterator[str]:
    """Comparisons in one format; ``text`` is relation, rule and reason, behind the id where there is one."""
    if name != "text":
        return rows.render(name, map(_comparison, made))
    fields = (filter(None, (entry.id, entry.relation, entry.rule, entry.why)) for entry in made)
    return ("\t".join(map(safe.line, told)) + "\n" for told in fields)


def compare(
    a: Annotated[str | None, typer.Argument(metavar="A", help="A statement.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another statement.")] = None,
    pairs: Annotated[str | None, typer.Option(metavar="FILE", help="JSON Lines of {id, lang, a, b}; - is standard input.")] = None,
    format: Format = None,
    lang: Lang = None,
) -> int:
    """Compare two statements, or many pairs. The relation is "none" when neither agreement nor conflict can be told.

    \b
    Formats: text (default on a terminal), jsonl (default elsewhere), json.

    \b
    Examples:
      factcheck compare "43 people died." "At least 40 people died."
      factcheck compare --pairs pairs.jsonl --format jsonl
    """
    from factcheck.pipeline import compare as compare_two
    from factcheck.pipeline import compare_pairs

    name, lang = format_of(format, FORMATS, "text", "jsonl"), language(Settings(NONE, (), lang))
    if pairs is not None and a is None:
        read = Pairs(pairs)
        write_out(_comparisons(name, compare_pairs(read, lang)))
        name_skipped(read.skipped)
        return PARTIAL if read.skipped else DONE
    if a is None or b is None or pairs is not None:
        raise ProblemError("compare needs two statements A and B, or --pairs FILE")
    write_out(_comparisons(name, [compare_two(a, b, lang=lang)]))
    return DONE
