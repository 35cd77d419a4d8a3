"""``factcheck extract``: every normalised value, one per line."""

from __future__ import annotations

from factcheck.cli.exits import DONE, PARTIAL
from factcheck.cli.inputs import how_to_read, kept, name_skipped, nothing
from factcheck.cli.options import CacheDir, ConfigFile, Format, Jobs, Lang, NoCache, NoConfig, Paths, Quiet
from factcheck.cli.outputs import format_of
from factcheck.cli.settings import configuration, existing, settled, working
from factcheck.cli.streams import write_out
from factcheck.reports import rows

FORMATS = rows.FORMATS


def extract(
    paths: Paths = None,
    format: Format = None,
    lang: Lang = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    jobs: Jobs = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = False,
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
    settings = settled(configuration(config, no_config), paths=paths, lang=lang, working=working(jobs, cache_dir, no_cache))
    inputs, options = existing(settings), how_to_read(settings)
    from factcheck.pipeline import extract_paths

    options.pop("watch", None)  # rows are told as they are made
    with kept(settings) as cache:
        extraction = extract_paths(inputs, cache=cache, **options)
        if not extraction.articles:
            raise nothing(inputs, extraction.skipped)
        write_out(rows.render(name, extraction.rows))
    name_skipped(extraction.skipped, quiet)
    return PARTIAL if extraction.skipped else DONE
