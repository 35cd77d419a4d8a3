"""HTML pages, by the optional extra `html` (trafilatura), which is imported only when there is a page to read."""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.articles.decode import decode
from factcheck.articles.draft import Draft, Limits, UnreadableError, whole
from factcheck.articles.metadata import clean, fields

MISSING = "It needs factcheck[html]."
_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
# Only what the page itself declares: a search through the text would guess, and today's date must not matter.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
# The parser below trafilatura refuses a whole page for one control character, written as it is or as a reference.
_NO_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}
_REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));?")


def read_page(stream: BinaryIO, limits: Limits) -> Iterator[Draft]:
    """A .html or .htm file: the main text of the page and what its head tells. UnreadableError when there is no article in it."""
    data = whole(stream, limits)
    declared = _CHARSET.search(data[:4096])
    source, encoding = decode(data, declared[1].decode("ascii") if declared else None)
    page = _extracted(source)
    text = clean(getattr(page, "text", None) or "")
    if not text.strip():
        raise UnreadableError("No article text was found in the page.")
    record = {"title": page.title, "outlet": page.sitename, "published": page.date, "url": page.url, "lang": page.language}
    yield Draft(text, hashlib.sha256(data).hexdigest(), fields(record, "metadata"), encoding=encoding)


def _allowed(reference: re.Match[str]) -> str:
    """A numeric reference as it is, or what stands for it where it means no character of a text."""
    digits = (reference[1] or reference[2]).lstrip("0")
    code = int(digits or "0", 10 if reference[1] else 16) if len(digits) < 8 else sys.maxunicode + 1
    if code > sys.maxunicode or 0xD800 <= code < 0xE000 or not code:
        return "\ufffd"
    return " " if code in _NO_CONTROLS else reference[0]


def _extracted(source: str) -> Any:
    try:
        import trafilatura
    except ImportError:
        raise UnreadableError(MISSING) from None
    for name in ("trafilatura", "htmldate", "courlan", "justext"):  # what they say of odd pages is not for the user
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    source = _REFERENCE.sub(_allowed, source).translate(_NO_CONTROLS)
    try:
        return trafilatura.bare_extraction(source, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    except Exception:  # no page may stop the run, whatever the parser makes of it
        raise UnreadableError("The page cannot be parsed.") from None
