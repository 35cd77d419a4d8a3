"""``factcheck explain``: the whole trace of one finding, or what a rule means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from factcheck.cli import choices
from factcheck.cli.exits import DONE, ProblemError
from factcheck.cli.inputs import checked
from factcheck.cli.options import CacheDir, ConfigFile, Jobs, Lang, NoCache, NoConfig, Paths, Quiet
from factcheck.cli.rules import told
from factcheck.cli.settings import configuration, settled, voice, working
from factcheck.cli.streams import write_out
from factcheck.reports import safe


def explain(
    subject: Annotated[str, typer.Argument(metavar="FINDING|RULE", help="The id of a finding (its first letters do) or of a rule.")],
    paths: Paths = None,
    lang: Lang = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    jobs: Jobs = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
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
        write_out(told(known[subject]))
        return DONE
    how = working(jobs, cache_dir, no_cache)
    made = checked(settled(configuration(config, no_config), paths=paths, lang=lang, told=voice(quiet, False), working=how))
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
