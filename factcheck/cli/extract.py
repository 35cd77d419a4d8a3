"""``factcheck extract``: every normalised value, one per line."""

from __future__ import annotations

from factcheck.cli.exits import DONE, PARTIAL
from factcheck.cli.inputs import knowledge, language, name_skipped, nothing, stdin
from factcheck.cli.options import ConfigFile, Format, Lang, NoConfig, Paths, Quiet
from factcheck.cli.outputs import format_of
from factcheck.cli.settings import configuration, existing, settled
from factcheck.cli.streams import write_out
from factcheck.reports import rows

FORMATS = rows.FORMATS


def extract(
    paths: Paths = None,
    format: Format = None,
    lang: Lang = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    quiet: Quiet = False,
) -> int:
    """Print every normalised value, one per line.

    \b
    Formats: text (default on a terminal), jsonl (default elsewhere), json, csv.

    \b
    Examples:
      factcheck extract article.txt
      factcheck extract articles/ --format csv > values.csv
    """
    name = format_of(format, FORMATS, "text", "jsonl")
    settings = settled(configuration(config, no_config), paths=paths, lang=lang)
    inputs, known = existing(settings), language(settings)
    from factcheck.pipeline import extract_paths

    extraction = extract_paths(inputs, lang=known, stdin=stdin(), **knowledge(settings))
    if not extraction.articles:
        raise nothing(inputs, extraction.skipped)
    write_out(rows.render(name, extraction.rows))
    name_skipped(extraction.skipped, quiet)
    return PARTIAL if extraction.skipped else DONE
