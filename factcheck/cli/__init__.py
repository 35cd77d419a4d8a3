"""The command line: a thin layer over `factcheck.pipeline`, and the only place that prints.

Exit codes: 0 ran; 1 findings that ``--fail-on`` names; 2 wrong usage, nothing readable, a broken baseline, an output that
could not be written, an internal error; 3 at least one input was skipped; 130 and 143 interrupted. 2 goes before 3, 3
before 1. The engine is imported inside the commands, so that ``--help`` and wrong usage answer at once.
"""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, BinaryIO, NoReturn

import typer

from factcheck import __version__, reports
from factcheck.cli import choices
from factcheck.cli.baseline import known_findings
from factcheck.cli.parameters import plain
from factcheck.cli.streams import ClosedPipeError, Files, ProblemError, flush_out, say, write_out
from factcheck.model import Comparison, Finding, Relation, Report, Skipped
from factcheck.reports import Options, rows, safe

DONE, FINDINGS, FAILED, PARTIAL = 0, 1, 2, 3
DEFAULT_PATH = "seeds"
_NAMED = 3  # articles that one message names
_LONGEST_ERROR = 300  # code points of an internal error that are told
COMPARISONS = ("text", "jsonl", "json")
# Objects that pile up between two searches for reference cycles. Values are frozen and make none; a search after every 700,
# which is the default, takes a tenth of a run.
_GARBAGE = 200_000

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH", help=f"Folders, files or - (default: {DEFAULT_PATH}).", show_default=False)
]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="How to print.", show_default=False)]
Lang = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Language of the articles, when it need not be found out.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not name skipped inputs on standard error.")]


class Interrupted(BaseException):
    """A signal asked the run to stop. Not an Exception, so that nothing on the way takes it for a failure."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


# --------------------------------------------------------------------------------------------- inputs


def _inputs(paths: Sequence[str] | None) -> list[str]:
    """The paths to read; ProblemError when none of them exists. One that does not exist beside others is skipped."""
    if not paths:
        if not os.path.lexists(DEFAULT_PATH):
            raise ProblemError(f"no PATH given, and there is no folder {DEFAULT_PATH!r} here")
        return [DEFAULT_PATH]
    missing = [path for path in paths if path != "-" and not os.path.lexists(path)]
    if len(missing) == len(paths):
        raise ProblemError(f"no such file or folder: {missing[0]}")
    return list(paths)


def _stdin() -> BinaryIO | None:
    return sys.stdin.buffer if sys.stdin is not None else None


def _language(lang: str | None) -> str | None:
    from factcheck.language import supported

    return None if lang is None else choices.chosen("language", lang, supported())


def _checked(paths: Sequence[str] | None, lang: str | None) -> Report:
    """The report on the paths; ProblemError when nothing could be read."""
    inputs, lang = _inputs(paths), _language(lang)
    from factcheck.pipeline import check

    made: Report = check(inputs, lang=lang, stdin=_stdin())
    if not made.articles:
        raise _nothing(inputs, made.skipped)
    return made


def _nothing(inputs: Sequence[str], skipped: Iterable[Skipped]) -> ProblemError:
    """What ends a run that has not read a single article; the inputs are named even when skipped ones need not be."""
    _name_skipped(skipped)
    return ProblemError(f"nothing to read in {', '.join(inputs)}")


def _name_uncompared(made: Report, quiet: bool) -> None:
    """Say why there may be nothing to see: articles in other languages, or no two articles."""
    from factcheck.language import supported

    held = Counter(article.path for article in made.articles)
    others = [a.path if held[a.path] == 1 else f"{a.path} ({a.id})" for a in made.articles if a.lang not in supported()]
    if quiet:
        return
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        say(f"in no language that is read ({', '.join(supported())}): {', '.join(others[:_NAMED])}{more}")
    if len(made.articles) == 1:
        say("only one article was read; a comparison takes two")


def _name_skipped(skipped: Iterable[Skipped], quiet: bool = False) -> None:
    if not quiet:
        for entry in skipped:
            say(f"skipped {entry.path}: {entry.reason}")


# -------------------------------------------------------------------------------------------- outputs


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def _format(given: str | None, names: Iterable[str], on_terminal: str, elsewhere: str) -> str:
    return choices.chosen("format", given, names) if given is not None else on_terminal if _is_terminal() else elsewhere


@dataclass(frozen=True)
class Plan:
    """Where a report goes: what standard output gets (None: nothing), the files, and how it looks in each."""

    printed: str | None
    files: tuple[tuple[str, str], ...]
    color: str
    matrix: bool
    baseline_file: str | None = None

    def options(self, printed: bool) -> Options:
        """Files have the width of a page and no colour unless it is asked for."""
        style = choices.style(self.color, printed and _is_terminal(), os.environ if printed else {})
        width = shutil.get_terminal_size((80, 24)).columns if printed else 80
        return Options(width, style, self.matrix)

    def carry_out(self, report: Report) -> None:
        """Stage the files, write standard output, put the files in place: all of it, or an error and the old files."""
        with Files() as files:
            for name, path in self.files:
                files.add(path, reports.render(name, report, self.options(printed=False)))
            if self.baseline_file is not None:
                files.add(self.baseline_file, reports.render("json", report))
            with ExitStack() as afterwards:
                try:
                    if self.printed is not None:
                        write_out(reports.render(self.printed, report, self.options(printed=True)))
                except ClosedPipeError:
                    afterwards.callback(_reraise, ClosedPipeError())  # whoever stopped reading still gets the files
                files.commit()


def _reraise(error: Exception) -> NoReturn:
    raise error


def _plan(given: str | None, output: Sequence[str], color: str, matrix: bool, baseline_file: str | None) -> Plan:
    """What the options ask for; ProblemError for a format or colour that does not exist."""
    names = reports.names()
    printed: str | None = _format(given, names, "terminal", "text")
    files = tuple(choices.target(value, given, names) for value in output)
    if any("=" not in value for value in output):
        printed = None  # a bare FILE takes the place of standard output
    return Plan(printed, files, choices.chosen("colour setting", color, choices.COLOURS), matrix, baseline_file)


def _fails(finding: Finding, relations: frozenset[Relation]) -> bool:
    return finding.relation in relations or any(link.relation in relations for link in finding.links)


# ------------------------------------------------------------------------------------------- commands


def _version(asked: bool) -> None:
    if asked:
        write_out([f"factcheck {__version__}\n"])
        raise typer.Exit()


@app.callback(invoke_without_command=True)
def main_command(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> int:
    """Show where several articles on one event agree and where they contradict each other.

    Offline, explainable: every finding carries its quotations and the rule that decided.

    \b
    Examples:
      factcheck report articles/                       read it in the terminal
      factcheck report articles/ --format text | grep ^contradiction
      factcheck report articles/ --output json=report.json --fail-on contradiction
      factcheck compare "43 people died." "At least 40 people died."
      factcheck explain 5f0c21d7 articles/             why a finding holds
    """
    if context.invoked_subcommand is None:
        write_out([context.get_help(), "\n"])
    return DONE


@app.command()
def report(
    paths: Paths = None,
    format: Format = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", metavar="FORMAT=FILE", help="Also write FILE; may be repeated.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option("--fail-on", metavar="RELATION", help="Exit 1 on contradiction, dispute, update or any; may be repeated."),
    ] = None,
    baseline: Annotated[str | None, typer.Option(metavar="FILE", help="An earlier JSON report; its findings fail nothing.")] = None,
    write_baseline: Annotated[str | None, typer.Option(metavar="FILE", help="Write the findings of this run as a baseline.")] = None,
    lang: Lang = None,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never; NO_COLOR and FORCE_COLOR are heeded.")] = "auto",
    matrix: Annotated[bool, typer.Option("--matrix", help="Add a table of sources and facts (terminal).")] = False,
    quiet: Quiet = False,
) -> int:
    """Show what the articles agree on and contradict each other in.

    A finding is an agreement, a refinement, an update, a dispute or a contradiction.

    \b
    Formats: terminal (default on a terminal), text (default elsewhere), json, jsonl, csv, markdown.
    text is one record per line, separated by tabs:
      relation  finding  question  answer  document:line  sentence  rule

    \b
    Exit codes: 0 ran; 1 findings that --fail-on names; 2 wrong usage, nothing readable,
    output or baseline unusable; 3 some inputs were skipped (named on standard error).

    \b
    Examples:
      factcheck report articles/ --matrix
      factcheck report articles.jsonl --format json > report.json
      factcheck report articles/ --fail-on contradiction,dispute --baseline report.json
    """
    relations = choices.failing(fail_on or ())
    known = known_findings(baseline) if baseline is not None else frozenset()
    plan = _plan(format, output or (), color, matrix, write_baseline)
    made = _checked(paths, lang)
    _name_skipped(made.skipped, quiet)
    _name_uncompared(made, quiet)
    closed = _carried_out(plan, made)
    failed = any(_fails(finding, relations) and finding.id not in known for finding in made.findings)
    return DONE if closed else PARTIAL if made.skipped else FINDINGS if failed else DONE


def _carried_out(plan: Plan, made: Report) -> bool:
    """Whether the reader of standard output left before the end."""
    try:
        plan.carry_out(made)
    except ClosedPipeError:
        return True
    return False


@app.command()
def extract(paths: Paths = None, format: Format = None, lang: Lang = None, quiet: Quiet = False) -> int:
    """Print every normalised value, one per line.

    \b
    Formats: text (default on a terminal), jsonl (default elsewhere), json, csv.

    \b
    Examples:
      factcheck extract article.txt
      factcheck extract articles/ --format csv > values.csv
    """
    name = _format(format, rows.FORMATS, "text", "jsonl")
    inputs, lang = _inputs(paths), _language(lang)
    from factcheck.pipeline import extract_paths

    extraction = extract_paths(inputs, lang=lang, stdin=_stdin())
    if not extraction.articles:
        raise _nothing(inputs, extraction.skipped)
    write_out(rows.render(name, extraction.rows))
    _name_skipped(extraction.skipped, quiet)
    return PARTIAL if extraction.skipped else DONE


@dataclass
class Pairs:
    """The rows of a file of pairs, one JSON object {id, lang, a, b} per line, and the lines that are none."""

    path: str
    skipped: list[Skipped] = field(default_factory=list)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        try:
            with ExitStack() as stack:
                stdin = _stdin()
                source = stdin if self.path == "-" and stdin is not None else stack.enter_context(Path(self.path).open("rb"))
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


@app.command()
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

    name, lang = _format(format, COMPARISONS, "text", "jsonl"), _language(lang)
    if pairs is not None and a is None:
        read = Pairs(pairs)
        write_out(_comparisons(name, compare_pairs(read, lang)))
        _name_skipped(read.skipped)
        return PARTIAL if read.skipped else DONE
    if a is None or b is None or pairs is not None:
        raise ProblemError("compare needs two statements A and B, or --pairs FILE")
    write_out(_comparisons(name, [compare_two(a, b, lang=lang)]))
    return DONE


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(metavar="FINDING|RULE", help="The id of a finding (its first letters do) or of a rule.")],
    paths: Paths = None,
    lang: Lang = None,
) -> int:
    """Show the trace of one finding, or what a rule means.

    \b
    Examples:
      factcheck explain 5f0c21d7 articles/
      factcheck rules
    """
    from factcheck.pipeline import explain as explain_finding
    from factcheck.pipeline import rules as all_rules

    known = {rule.id: rule for rule in all_rules()}
    if subject in known:
        write_out(_rule(known[subject]))
        return DONE
    made = _checked(paths, lang)
    ids = [finding.id for finding in made.findings]
    matching = [subject] if subject in ids else [entry for entry in ids if subject and entry.startswith(subject)]
    if len(matching) > 1:
        raise ProblemError(f"{subject!r} begins {len(matching)} findings: {', '.join(matching)}")
    if not matching:
        raise choices.unknown("finding or rule", subject, (*known, *ids) if len(ids) < len(known) else known)
    write_out(_lines(explain_finding(made, matching[0])))
    return DONE


def _lines(text: str) -> Iterator[str]:
    return (safe.line(entry) + "\n" for entry in text.rstrip("\n").split("\n"))


def _rule(rule: Any) -> Iterator[str]:
    """A rule as text: id and relation, meaning, examples."""
    yield f"{safe.line(rule.id)}  {safe.line(str(rule.relation or 'no relation'))}\n"
    yield f"  {safe.line(rule.meaning)}\n"
    for example in rule.examples:
        told = example if isinstance(example, str) else " / ".join(map(str, example))
        yield f"  - {safe.line(told)}\n"


@app.command()
def rules() -> int:
    """List the rules, with what they mean."""
    from factcheck.pipeline import rules as all_rules

    write_out(piece for rule in all_rules() for piece in _rule(rule))
    return DONE


# ------------------------------------------------------------------------------------------ exit codes


def _invoke(arguments: Sequence[str]) -> int:
    """Run one command; errors of usage become a ProblemError."""
    try:
        code = plain(typer.main.get_command(app)).main(list(arguments), prog_name="factcheck", standalone_mode=False)
        flush_out()
    except SystemExit as left:  # typer leaves so when the reader of a help text is gone
        return DONE if left.code == 1 else FAILED
    except OSError as error:  # help texts are written by typer, and go to standard output
        raise ProblemError(f"{error.filename or 'standard output'} cannot be used: {error.strerror or error}") from None
    except Exception as error:
        told = getattr(error, "format_message", None)  # usage errors of typer, whose class is not public in all its versions
        if told is None:
            raise
        raise ProblemError(_sentence(told())) from None
    return code if isinstance(code, int) else DONE


def _sentence(message: str) -> str:
    """A message of typer in the manner of the others: one line, lower case, a suggestion after a semicolon."""
    told = " ".join(message.split()).rstrip(".")
    told = re.sub(r"[.:]? \(Possible options?: (.*)\)", r"; did you mean \1?", told.replace(". Did you mean", "; did you mean"))
    return f"{told[:1].lower()}{told[1:]}" if told.endswith("?") else f"{told[:1].lower()}{told[1:]}; see factcheck --help"


def _failure(error: Exception) -> str:
    """What is said about an error that nobody foresaw."""
    if os.environ.get("FACTCHECK_DEBUG") == "1":
        traceback.print_exc()
    if isinstance(error, MemoryError):
        return "out of memory"
    told = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_ERROR]
    return f"internal error: {told} (FACTCHECK_DEBUG=1 shows where)"


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _invoke(arguments)
    except ClosedPipeError:
        return DONE
    except ProblemError as problem:
        say(str(problem))
    except Interrupted as interrupted:
        return 128 + interrupted.number
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:
        say(_failure(error))
    return FAILED


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one ends the run at once
    raise Interrupted(number)


def run() -> None:
    """The entry point of the command ``factcheck``."""
    gc.set_threshold(_GARBAGE)
    stopping = (signal.SIGINT, signal.SIGTERM)
    for number in stopping:
        signal.signal(number, _stop)
    code = main(sys.argv[1:])
    for number in stopping:  # the work is done: nothing is left to interrupt
        signal.signal(number, signal.SIG_IGN)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: giving the memory back object by object takes as long as importing a library, and nothing else is left to do."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or nobody reads it
            stream.flush()
    os._exit(code)
