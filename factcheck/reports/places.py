"""Where a claim stands in the files that were read, for programs that open them there: a path, lines and columns."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from factcheck.model import Article, Claim

_ONE_BYTE = re.compile(r"\\x([89a-f][0-9a-f])")  # how paths show a byte that is no UTF-8
_PLAIN = ".txt"  # the text of such a file is the article


class Region(NamedTuple):
    """A span in a file: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def path_bytes(shown: str) -> bytes:
    """The bytes of a path that is shown with ``\\xNN`` for those that are no UTF-8."""
    parts = _ONE_BYTE.split(shown)
    return b"".join(bytes.fromhex(part) if odd % 2 else part.encode("utf-8", "replace") for odd, part in enumerate(parts))


class Places:
    """The files of a report. Line ends are looked for once per article, however many claims stand in it."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._breaks: dict[str, list[int] | None] = {}

    def article(self, claim: Claim) -> Article | None:
        """The article that a claim stands in, when the report holds it."""
        return self._articles.get(claim.document)

    def path(self, claim: Claim) -> str:
        """The path of its file; its document's id when the article is not known."""
        article = self.article(claim)
        return article.path if article else claim.document

    def region(self, claim: Claim) -> Region | None:
        """The region of a claim in its file; None where the article is a part of the file, or was extracted from it."""
        breaks = self._line_ends(claim.document)
        if breaks is None:
            return None
        start, end = self._position(claim.start, breaks), self._position(claim.end, breaks)
        return Region(*start, *end)

    def _line_ends(self, document: str) -> list[int] | None:
        if document not in self._breaks:
            article = self._articles.get(document)
            whole = article is not None and _is_whole(article)
            self._breaks[document] = [at.start() for at in re.finditer("\n", article.text)] if article and whole else None
        return self._breaks[document]

    @staticmethod
    def _position(offset: int, breaks: list[int]) -> tuple[int, int]:
        before = bisect_left(breaks, offset)
        return before + 1, offset - (breaks[before - 1] if before else -1)


def _is_whole(article: Article) -> bool:
    """Whether the article's text is its file, so that lines of one are lines of the other."""
    if article.path.lower().endswith(_PLAIN):
        return True
    try:
        return hashlib.sha256(article.text.encode(article.encoding)).hexdigest() == article.sha256
    except (LookupError, UnicodeError):
        return False
