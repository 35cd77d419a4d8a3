"""``factcheck origins``: which articles share a text, with the evidence."""

from __future__ import annotations

from factcheck.cli.exits import DONE, PARTIAL
from factcheck.cli.inputs import how_to_read, kept, name_skipped, nothing
from factcheck.cli.options import CacheDir, ConfigFile, Format, Jobs, Lang, NoCache, NoConfig, Paths, Quiet
from factcheck.cli.outputs import columns, format_of
from factcheck.cli.settings import configuration, existing, settled, working
from factcheck.cli.streams import write_out
from factcheck.reports import origins as rendering

FORMATS = rendering.FORMATS


def origins(
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
    """Show which articles share a text, passage by passage: copies, rewritten and translated versions, what is only possible.

    \b
    Formats: terminal (default on a terminal), text (default elsewhere), json, csv, markdown.
    text is one passage per line, separated by tabs:
      degree  document:start-end  document:start-end  passage  passage

    \b
    Examples:
      factcheck origins articles/
      factcheck origins articles.jsonl --format json > origins.json
    """
    name = format_of(format, FORMATS, "terminal", "text")
    settings = settled(configuration(config, no_config), paths=paths, lang=lang, working=working(jobs, cache_dir, no_cache))
    inputs, options = existing(settings), how_to_read(settings)
    from factcheck.pipeline import trace_origins

    with kept(settings) as cache:
        traced = trace_origins(inputs, cache=cache, **options)
    if not traced.articles:
        raise nothing(inputs, traced.skipped)
    write_out(rendering.render(name, traced, columns()))
    name_skipped(traced.skipped, quiet)
    return PARTIAL if traced.skipped else DONE
