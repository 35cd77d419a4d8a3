"""The one place where text from articles is made harmless for what reads it: terminals, spreadsheets, CI logs, parsers.

Nothing is dropped silently. What would act or hide is shown: a control character as its picture ("␛"), a character
without a shape or one that turns the direction of writing as its code ("‹U+202E›"). What cannot hurt stays verbatim.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

# What is made visible, by reason. Written as parts of a character class.
UNSAFE: dict[str, str] = {
    "C0 controls and DEL": r"\x00-\x1f\x7f",
    "C1 controls": r"\x80-\x9f",
    "bidi marks, embeddings, overrides, isolates": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "line and paragraph separators": r"\u2028\u2029",
    "zero width": r"\u00ad\u034f\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\ufeff",
    "fillers without a shape": r"\u115f\u1160\u17b4\u17b5\u3164\uffa0",
    "interlinear and musical controls": r"\ufff9-\ufffb\U0001d173-\U0001d17a",
    "not characters": r"\ufffe\uffff",
    "tag characters, supplementary selectors": r"\U000e0000-\U000e0fff",
    "lone surrogates": r"\ud800-\udfff",
}
# Joiners belong to emoji and to several scripts; between ASCII characters they only hide something.
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
# Marks that stack on the letter before them, and how many of them a reader can need.
_STACKING = (
    r"\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_STACK = 4
_BLANKS = {"\n": " ", "\t": " ", "\r\n": " "}
# Log commands of CI systems: GitHub "::error::" at the start of a line and "##[error]" anywhere, Azure "##vso[", "##teamcity[".
_COMMAND = r"##(?=[A-Za-z]{0,20}\[)"
_FORMULA = tuple("=+-@＝＋－＠")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(rf"\r\n|[{''.join(UNSAFE.values())}]|{_JOINERS}|[{_STACKING}]{{{_STACK + 1},}}")


@cache
def _json_unsafe() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(UNSAFE.values())}\u200c\u200d]|##")


def _shown(match: re.Match[str]) -> str:
    found = match.group()
    if found in _BLANKS:
        return _BLANKS[found]
    if len(found) > 1:
        return f"{found[:_STACK]}…"
    code = ord(found)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def visible(text: str) -> str:
    """One line of text without anything that acts or hides. Line ends and tabs become spaces."""
    return _unsafe().sub(_shown, text)


def line(text: str) -> str:
    """`visible`, and no CI system can read a command in it, wherever it stands in a line."""
    shown = re.sub(_COMMAND, "# #", visible(text))
    return unlead(shown)


def unlead(text: str) -> str:
    """The same line, but never one that starts a "::command::"."""
    bare = text.lstrip()
    if not bare.startswith("::"):
        return text
    return f"{text[: len(text) - len(bare)]}: :{bare[2:]}"


def cell(text: str) -> str:
    """A spreadsheet cell that is never taken for a formula; numbers stay numbers."""
    shown = line(text)
    if shown.lstrip().startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(shown):
        return f"'{shown}"
    return shown


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if found == "##":
        return "#\\u0023"
    code = ord(found)
    if 0xD800 <= code <= 0xDFFF:
        return "\\ufffd"  # JSON text cannot carry half a character
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{code:04x}"


def json_line(value: Any) -> str:
    """A value as JSON on one line. The data is exact; what terminals, log readers and line splitters act on is escaped."""
    return _json_unsafe().sub(_escaped, json.dumps(value, ensure_ascii=False, allow_nan=False))
