"""What is fuzzed: one target for each parser and each family of renderers, a function of bytes that raises when a promise is broken.

A target of text reads its bytes in one of two ways, by the first of them: as UTF-8, or each byte as one of 256 fragments, so that the
words that readers look for, and what separates them, are found at once and stand in any order.
"""

from __future__ import annotations

import datetime
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import cycle, islice, pairwise
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import factcheck
from factcheck import assertion, claims, statements, values
from factcheck.articles import sidecar
from factcheck.articles.draft import Broken, Draft, Limits, UnreadableError
from factcheck.articles.formats import READERS, by_content
from factcheck.config import ConfigError
from factcheck.config import load as load_config
from factcheck.language import load
from factcheck.model import Article, Report
from factcheck.reports import Options, earlier, origins, render, rows
from factcheck.reports.earlier import DamagedError
from factcheck.rows import rows_of
from factcheck.text import fold
from factcheck.values import names, numbers

sys.path.append(str(Path(__file__).parents[2] / "tests"))  # what a format promises is told there

Target = Callable[[bytes], None]
LONGEST = 20_000  # code points of a text
_DAY = datetime.date(2024, 3, 13)
_SCRATCH = Path(gettempdir())


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "fragments.toml").read_text(encoding="utf-8"))


@cache
def fragments(lang: str) -> tuple[str, ...]:
    """What each byte stands for: every mark and word once with a space behind it, the marks without one as far as there is room."""
    told = _told()
    both, words = told["both"].split(), told[lang].split()
    return tuple(islice(cycle([*told["blanks"], *(f"{word} " for word in (*both, *words)), *both]), 256))


def text_of(data: bytes, lang: str) -> str:
    """The text that bytes mean; behind 255 it may hold halves of characters."""
    if data and not data[0] & 1:
        return "".join(map(fragments(lang).__getitem__, data[1:]))[:LONGEST]
    try:
        return data[1:].decode("utf-8", "surrogatepass" if data[:1] == b"\xff" else "replace")[:LONGEST]
    except UnicodeDecodeError:
        return data[1:].decode("utf-8", "replace")[:LONGEST]


def _tongue(data: bytes) -> str:
    return "en" if data and data[0] & 2 else "fr"


def _of_text(read: Callable[[str, str], None]) -> Target:
    """A target that reads a text in the language that the first byte tells."""

    def target(data: bytes) -> None:
        read(text_of(data, _tongue(data)), _tongue(data))

    return target


# --------------------------------------------------------------------------------------------- articles


def _articles(suffix: str) -> Target:
    """A target that reads the bytes as a file of this kind."""

    def target(data: bytes) -> None:
        with suppress(UnreadableError):
            for part in READERS[suffix](BytesIO(data), Limits(file_bytes=1_000_000)):
                _judge(part)

    return target


def _judge(part: Draft | Broken) -> None:
    if isinstance(part, Broken):
        assert part.reason
        assert part.reason.isprintable()
        return
    part.text.encode()  # no half of a character
    assert part.text.strip()
    assert len(part.sha256) == 64
    for told in part.fields:
        assert told is None or not isinstance(told, str) or told.encode() is not None


def stream(data: bytes) -> None:
    """Standard input, whose kind no name tells."""
    with suppress(UnreadableError):
        for part in by_content(data)(BytesIO(data), Limits(file_bytes=1_000_000)):
            _judge(part)


def table(data: bytes) -> None:
    """The table beside articles."""
    with suppress(UnreadableError):
        for row in sidecar.read_table(BytesIO(data), Limits()).values():
            assert row.file


def configuration(data: bytes) -> None:
    """A configuration."""
    path = _SCRATCH / "factcheck.toml"
    pieces = _told()["configuration"]
    path.write_bytes("".join(pieces[byte % len(pieces)] for byte in data[1:]).encode() if data[:1] == b"\0" else data)
    try:
        load_config(str(path))
    except ConfigError as error:
        assert "\n" not in str(error)


ODD = (None, True, -1, 0, 10**400, 0.5, float("inf"), "", "\ud800", "date", "2024-99-99", [], [[]], {}, {"": None}, "x" * 300)


def altered(data: bytes) -> bytes:
    """A whole report in which each pair of bytes has put something odd in some place."""
    told = json.loads(_report())
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [told]
    for node in waiting:  # grows while it is gone through
        inside = list(node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ())
        places += [(node, key) for key, _ in inside]
        waiting += [value for _, value in inside]
    for where, what in zip(data[::3], data[1::3], strict=False):
        node, key = places[(where * 256 + what) % len(places)]
        node[key] = ODD[(where ^ what) % len(ODD)]
    return json.dumps(told).encode()


def report(data: bytes) -> None:
    """An earlier report, which renders when it is whole."""
    try:
        made = earlier.load(altered(data[1:]) if data[:1] == b"\0" else data)
    except DamagedError:
        return
    for name in ("text", "json", "html"):
        "".join(render(name, made)).encode()


# ----------------------------------------------------------------------------------------- what texts say


def _in_order(spans: list[tuple[int, int]], length: int) -> None:
    assert all(0 <= start <= end <= length for start, end in spans)
    assert all(one[0] <= two[0] for one, two in pairwise(spans))


def numerals(raw: str, lang: str) -> None:
    """Numbers."""
    pack, folded = load(lang), fold(raw).text
    found = numbers.numerals(pack.tokens(folded), pack)
    _in_order([(number.start, number.end) for number in found], len(folded))


def measured(raw: str, lang: str) -> None:
    """Quantities, dates and lengths of time."""
    pack, folded = load(lang), fold(raw).text
    found = values.read(folded, pack.tokens(folded), pack, _DAY)
    for kind in (found.dates, found.durations):
        _in_order([(value.start, value.end) for value in kind], len(folded))
    for value in found.quantities:
        assert 0 <= value.start <= value.end <= len(folded)
        assert value.min is None or value.max is None or value.min <= value.max


def dated(raw: str, lang: str) -> None:
    """Dates, without a day of reference and at the ends of the calendar."""
    pack, folded = load(lang), fold(raw).text
    for day in (None, datetime.date.min, datetime.date.max):
        for value in values.read(folded, pack.tokens(folded), pack, day).dates:
            for end in (value.earliest, value.latest):
                assert not end or datetime.date.fromisoformat(end[:10])


def named(raw: str, lang: str) -> None:
    """Names."""
    pack, folded = load(lang), fold(raw).text
    _in_order([(name.start, name.end) for name in names.read(folded, pack.columns(folded), pack)], len(folded))


def split(raw: str, lang: str) -> None:
    """Statements."""
    folded = fold(raw).text
    _in_order([(s.start, s.end) for s in statements.split(folded, load(lang))], len(folded))


def asserted(raw: str, lang: str) -> None:
    """Polarity, modality, attribution."""
    pack, folded = load(lang), fold(raw).text
    found = assertion.read(folded, pack.tokens(folded), pack)
    for cue in found.cues:
        assert 0 <= cue.start <= cue.end <= len(folded)
    assertion.polarity(found, 0, len(folded))


def claimed(raw: str, lang: str) -> None:
    """Claims, and the flat rows of a whole article."""
    article = Article("a", "a", raw, "")
    for claim in claims.read(article, lang).claims:
        assert raw[claim.start : claim.end] == claim.quote
    "".join(rows.render("csv", rows_of(article, lang))).encode()


def compared(raw: str, lang: str) -> None:
    """Two statements, which stand to each other as the other way around."""
    half = raw.find("\n") if "\n" in raw else len(raw) // 2
    one, two = raw[:half], raw[half:]
    found, turned = factcheck.compare(one, two, lang=lang), factcheck.compare(two, one, lang=lang)
    assert found.relation == turned.relation
    if not one.strip():
        assert found.relation == "none"


# ------------------------------------------------------------------------------------------------ renderers


def _rendered(*formats: str) -> Target:
    """A target that puts the text wherever a report can hold any, and judges each format by what it promises."""

    def target(data: bytes) -> None:
        from sample_reports import hostile
        from test_formats_property import PARSERS, acting

        payload = text_of(data, _tongue(data))
        if not payload:
            return
        made: Report = hostile(payload[:2000])
        for name in formats:
            out = "".join(render(name, made, Options()))
            out.encode()
            assert not acting(out)
            PARSERS[name](out)

    return target


def lineages(data: bytes) -> None:
    """Which articles share a text, and rows of `extract`."""
    from test_formats_property import acting, lineage

    payload = text_of(data, _tongue(data))[:2000]
    for degree in ("certain", "possible") if payload else ():
        for name in origins.FORMATS:
            assert not acting("".join(origins.render(name, lineage(payload, degree))))
    for name in rows.FORMATS:
        assert not acting("".join(rows.render(name, [{"document": payload, "quote": payload, "attribution": {"speaker": payload}}])))


_FAMILIES = {
    "lines": ("text", "terminal", "csv", "jsonl", "github"),
    "objects": ("json", "sarif", "gitlab", "junit"),
    "pages": ("html", "svg", "markdown"),
}
RENDERED = tuple(name for formats in _FAMILIES.values() for name in formats)
TARGETS: dict[str, Target] = {
    "txt": _articles(".txt"),
    "md": _articles(".md"),
    "html": _articles(".html"),
    "json": _articles(".json"),
    "jsonl": _articles(".jsonl"),
    "feed": _articles(".xml"),
    "stdin": stream,
    "table": table,
    "configuration": configuration,
    "report": report,
    "numbers": _of_text(numerals),
    "quantities": _of_text(measured),
    "dates": _of_text(dated),
    "names": _of_text(named),
    "statements": _of_text(split),
    "assertion": _of_text(asserted),
    "claims": _of_text(claimed),
    "compare": _of_text(compared),
    **{name: _rendered(*formats) for name, formats in _FAMILIES.items()},
    "lineages": lineages,
}

_ARTICLE = b'{"id": "a", "text": "Un incendie a fait 12 morts mardi.", "published": "2024-03-12", "url": "http://a.example/1"}'
_ITEM = b"<item><title>T</title><description>Fire killed 12.</description><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate></item>"
_ENTRY = b"<entry><title>T</title><content type='html'>&lt;p&gt;x&lt;/p&gt;</content><updated>2024-03-12T10:00:00Z</updated></entry>"
_CONFIG = b'lang = "fr"\nfail-on = ["dispute"]\n[outlets]\n"a.example" = "A"\n[[suppress]]\nfinding = "abcd"\nreason = "x"\n'
_PAGE = b"<html lang='fr'><head><title>T</title><meta name='author' content='A'></head><body><article><p>Un incendie.</p></article></body>"


@cache
def _report() -> bytes:
    from sample_reports import REPORT

    return "".join(render("json", REPORT)).encode()


def seeds(name: str) -> Iterator[bytes]:
    """What a target begins with."""
    files = {
        "md": [b"---\ntitle: T\ndate: 2024-03-12\n---\nUn incendie.\n"],
        "html": [_PAGE],
        "json": [b"[" + _ARTICLE + b"]", b'{"articles": [' + _ARTICLE + b"]}"],
        "jsonl": [_ARTICLE + b"\n" + _ARTICLE],
        "feed": [b"<rss><channel>" + _ITEM + b"</channel></rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'>" + _ENTRY + b"</feed>"],
        "stdin": [_PAGE, _ARTICLE, b"<rss><channel>" + _ITEM + b"</channel></rss>"],
        "table": [b"file,title,published\na.txt,T,2024-03-12\n", b'file;id\n"a.txt";b\n'],
        "configuration": [_CONFIG, *(bytes([0, piece]) for piece in range(60))],
        "report": [_report(), *(bytes([0, 0, place, 0]) for place in range(0, 256, 8))],
        "txt": ["Un incendie a fait 12 morts.".encode(code) for code in ("utf-8", "utf-16", "cp1252")],
    }
    texts = ("Un incendie a fait 12 morts, dont trois enfants, mardi 12 mars 2024.", "Nobody was killed, the mayor said on Monday; 3 hurt.")
    yield from files.get(
        name, [b"\x01" + texts[0].encode(), b"\x03" + texts[1].encode(), b"\x00" + bytes(range(40)), b"\x02" + bytes(range(60, 99))]
    )
