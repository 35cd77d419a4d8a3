"""``html``: one page to look at, filter, print and send on. It needs nothing but itself and reads completely without its script.

Every value that a template prints passes `_harmless` and is then escaped: there is no other way for words of an article into the page. The
page allows the one style sheet and the one script that it has, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.model import Relation, Report
from factcheck.reports import Options, summary, telling
from factcheck.reports.contract import NO_STATES, States
from factcheck.reports.html import charts
from factcheck.reports.html.view import FIRST, View
from factcheck.reports.safe import line
from factcheck.reports.wording import words

_FOLDER = Path(__file__).parent
_BUFFER = 500  # pieces of the page that are handed out at once


def _harmless(value: object) -> object:
    """What a template prints: markup of ours as it is, every other text without anything that acts or hides."""
    return line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment() -> Environment:
    """The templates, each of whose values is made harmless and escaped."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        auto_reload=False,
        finalize=_harmless,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.policies["truncate.leeway"] = 0
    return made


@cache
def part(*names: str) -> Markup:
    """Parts of the page that are written by us as they are: the style sheet, the script."""
    return Markup("\n".join((_FOLDER / name).read_text(encoding="utf-8").strip() for name in names))


def _hash(written: Markup) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(written.encode()).digest()).decode()


def policy(style: Markup, script: Markup) -> Markup:
    """The Content-Security-Policy of the page: its own style and script, and nothing from anywhere."""
    own = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return Markup(own + "; base-uri 'none'; form-action 'none'")


def render(report: Report, options: Options, states: States = NO_STATES) -> Iterator[str]:
    view = View(report, states, words(options.lang), options.texts)
    first, rest = view.events()
    style, script = part("style.css", "drawing.css"), part("script.js")
    stream = (
        environment()
        .get_template("page.html")
        .stream(
            view=view,
            words=view.words,
            report=report,
            first=first,
            rest=rest,
            shown=min(FIRST, len(report.findings)),
            relations=Relation,
            symbols=summary.SYMBOLS,
            counts=telling.counts(report),
            family=charts.family(report),
            policy=policy(style, script),
            style=style,
            script=script,
        )
    )
    stream.enable_buffering(_BUFFER)
    yield from stream
