"""Parameters that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

DEFAULT_PATH = "seeds"

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH", help=f"Folders, files or - (default: {DEFAULT_PATH}).", show_default=False)
]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="How to print.", show_default=False)]
Output = Annotated[list[str] | None, typer.Option("--output", "-o", metavar="FORMAT=FILE", help="Also write FILE; may be repeated.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option("--fail-on", metavar="RELATION", help="Exit 1 on contradiction, dispute, update, any or none; may be repeated."),
]
Baseline = Annotated[str | None, typer.Option("--baseline", metavar="FILE", help="An earlier JSON report; its findings fail nothing.")]
WriteBaseline = Annotated[
    str | None, typer.Option("--write-baseline", metavar="FILE", help="Write the findings of this run as a baseline.")
]
Select = Annotated[
    list[str] | None, typer.Option("--select", metavar="RULE", help="Tell only what these rules or relations decide; may be repeated.")
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="Leave out what these rules or relations decide; may be repeated.")
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Language of the articles, when it need not be found out.")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never; NO_COLOR and FORCE_COLOR are heeded.")]
UiLang = Annotated[
    str | None,
    typer.Option("--ui-lang", metavar="CODE", help="Language of reports for reading, en or fr (default: that of the environment)."),
]
WithTexts = Annotated[bool, typer.Option("--with-texts", help="Put the articles' texts into the page (html).")]
Today = Annotated[str | None, typer.Option("--today", metavar="DAY", help="The day on which suppressions may have expired, as 2030-12-31.")]
ConfigFile = Annotated[str | None, typer.Option("--config", metavar="FILE", help="Take this configuration, not the nearest one.")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Take no configuration.")]
Jobs = Annotated[
    str | None, typer.Option("--jobs", "-j", metavar="N", help="How many processes may read (default: one per core).", show_default=False)
]
CacheDir = Annotated[
    str | None, typer.Option("--cache-dir", metavar="FOLDER", help="Keep what was read here, not among the user's caches.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Keep nothing, and use nothing that was kept.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say on standard error what was read and decided.")]
