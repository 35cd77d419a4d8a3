"""Tags and entities out of a piece of HTML, for feeds.

The standard library's html.parser takes quadratic time on unclosed constructs in some of the Python versions that we run on,
so this scans on its own: every pattern either ends in a bounded run or swallows the rest of the text.
"""

from __future__ import annotations

import html
import re
from functools import cache

_UNSEEN = r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script[^<>]*>|\Z)|<style\b.*?(?:</style[^<>]*>|\Z)|<!\[CDATA\[|\]\]>"
_BLOCK = (
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th"
    "|tr|ul"
)
_TAG_REST = r"""[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+[^<>]*>"""
_BREAK = rf"</?(?:{_BLOCK})(?![A-Za-z0-9-]){_TAG_REST}"
_TAG = rf"</?[A-Za-z]{_TAG_REST}|<[!?][^<>]*>"
_ENDLESS = r"&#(?:[0-9]{8,}|x[0-9a-f]{7,});?"  # beyond Unicode, and maybe too long for int()


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled when first used: only feeds need them."""
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def without_tags(source: str) -> str:
    """The readable text of an HTML fragment: a line per block, entities resolved once, scripts and comments dropped."""
    text = _pattern(_UNSEEN).sub("", source)
    text = re.sub(r"\s+", " ", text)  # white space of the source means nothing
    text = _pattern(_TAG).sub("", _pattern(_BREAK).sub("\n", text))
    text = html.unescape(_pattern(_ENDLESS).sub("\ufffd", text))
    return re.sub(r"[ \t\r\f\v]*\n\s*", "\n", text).strip()
