"""Tags and entities out of a piece of HTML, for feeds.

The standard library's html.parser takes quadratic time on unclosed constructs in some of the Python versions that we run on,
so this scans on its own: every pattern either ends in a bounded run or swallows the rest of the text.
"""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script[^<>]*>|\Z)|<style\b.*?(?:</style[^<>]*>|\Z)|<!\[CDATA\[|\]\]>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = (
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th"
    "|tr|ul"
)
_TAG_REST = r"""[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+[^<>]*>"""
_BREAK = re.compile(rf"</?(?:{_BLOCK})(?![A-Za-z0-9-]){_TAG_REST}", re.IGNORECASE)
_TAG = re.compile(rf"</?[A-Za-z]{_TAG_REST}|<[!?][^<>]*>")
_ENDLESS = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")  # beyond Unicode, and maybe too long for int()
_BLANKS = re.compile(r"[ \t\r\f\v]*\n\s*")


def without_tags(source: str) -> str:
    """The readable text of an HTML fragment: a line per block, entities resolved once, scripts and comments dropped."""
    text = _UNSEEN.sub("", source)
    text = re.sub(r"\s+", " ", text)  # white space of the source means nothing
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = html.unescape(_ENDLESS.sub("\ufffd", text))
    return _BLANKS.sub("\n", text).strip()
