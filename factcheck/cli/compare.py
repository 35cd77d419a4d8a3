"""``factcheck compare``: two statements, or many pairs of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from factcheck.articles.draft import UnreadableError
from factcheck.articles.metadata import Digits
from factcheck.articles.rows import loads
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
LONGEST_LINE = 2_000_000  # bytes of a row
LONGEST_TEXT = 100_000  # code points of a statement
ENDLESS = 100 * LONGEST_LINE  # bytes of one row after which nothing more is read, as of a device that gives zeros for ever
NAMED = 100  # rows without a pair that are named; the others are counted


@dataclass
class Pairs:
    """The rows of a file of pairs, one JSON object {id, lang, a, b} per line, and the lines that are none."""

    path: str
    skipped: list[Skipped] = field(default_factory=list)
    unnamed: int = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        try:
            with ExitStack() as stack:
                given = stdin()
                source = given if self.path == "-" and given is not None else stack.enter_context(Path(self.path).open("rb"))
                yield from self._rows(source)
        except OSError as error:
            raise ProblemError(f"{self.path} cannot be read: {error.strerror or error}") from None
        if self.unnamed:
            self.skipped.append(Skipped(self.path, f"{self.unnamed} more of its rows cannot be read"))

    def _rows(self, source: BinaryIO) -> Iterator[dict[str, Any]]:
        for number, written in self._lines(source):
            if not written.strip():
                continue
            row = _pair(written, number)
            if not isinstance(row, str):
                yield row
            elif len(self.skipped) < NAMED:
                self.skipped.append(Skipped(f"{self.path}:{number}", row))
            else:
                self.unnamed += 1

    def _lines(self, source: BinaryIO) -> Iterator[tuple[int, bytes]]:
        """Each line with its number; of one that is too long no more than tells it, and nothing behind one without an end."""
        number = 0
        while line := source.readline(LONGEST_LINE + 1):
            number += 1
            yield number, line
            if len(line) > LONGEST_LINE and not _passed(source, line):
                self.skipped.append(Skipped(self.path, f"line {number} has no end within {ENDLESS:,} bytes; nothing behind it is read"))
                return


def _passed(source: BinaryIO, line: bytes) -> bool:
    """Whether the rest of a line has been passed over, which has its beginning read."""
    left = ENDLESS
    while line and not line.endswith(b"\n"):
        if left <= 0:
            return False
        line = source.readline(LONGEST_LINE)
        left -= len(line)
    return True


def _pair(written: bytes, number: int) -> dict[str, Any] | str:
    """One row, or why it is no pair. One without an id that can be written gets its line number; a language is a word or nothing."""
    if len(written) > LONGEST_LINE:
        return f"it is longer than the limit of {LONGEST_LINE:,} bytes"
    try:
        row = loads(written.decode("utf-8-sig"))
    except (ValueError, UnreadableError):
        row = None
    a, b = (row.get(side) if isinstance(row, dict) else None for side in "ab")
    if not isinstance(a, str) or not isinstance(b, str) or isinstance(a, Digits) or isinstance(b, Digits):
        return "not a JSON object with texts a and b"
    if max(len(a), len(b)) > LONGEST_TEXT:
        return f"a or b is longer than the limit of {LONGEST_TEXT:,} characters"
    name, lang = row.get("id"), row.get("lang")
    told = {"lang": lang} if isinstance(lang, str) and not isinstance(lang, Digits) else {}
    return {"id": name if isinstance(name, str) else str(number), "a": a, "b": b, **told}


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
