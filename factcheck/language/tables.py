"""TOML, read fast: every run reads some thirty tables, on which tomllib spends as much time as on the articles' sentences.

Most values are what JSON writes alike, and are read by its scanner. What else tables are made of is matched by one pattern:
headers, and keys with strings, numbers and lists of them. A file that holds anything else is left to tomllib as a whole. A test
compares both for every table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from json import JSONDecoder
from typing import Any

_STRING = r'"[^"\\\n]*"'
_GAP = r"(?: \s | \#[^\n]*\n )*+"
_INSIDE = rf"""[^\[\]"'\#{{}}] | \#[^\n]*\n | {_STRING}"""
_ENTRY = rf"""
    (?: \[ (?P<table> [\w.-]+ ) \]
      | \[\[ (?P<row> [\w-]+ ) \]\]
      | (?P<key> [\w-]+ | {_STRING} ) [ ]* = [ ]*
        (?: (?P<plain> \[ [^\[\]\#\\]*+ \] )
          | (?P<words> \[ {_GAP} (?: {_STRING} {_GAP} , {_GAP} )*+ (?: {_STRING} {_GAP} )? \] )
          | (?P<long> \"{{3}} [^"\\]*+ \"{{3}} )
          | (?P<string> {_STRING} )
          | (?P<other> \[ (?: {_INSIDE} | \[ (?: {_INSIDE} )*+ \] )*+ \] | [\w.+-]++ )
        )
    )?
    [ \t]* (?: \#[^\n]* )? (?: \n | \Z )
"""


_NAME = rf"\n* ( [\w-]+ | {_STRING} ) [ ]* = [ ]* (?= \[ )"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(_ENTRY, re.VERBOSE), re.compile(_NAME, re.VERBOSE), re.compile(rf"#[^\n]*|{_STRING}")


def parse(text: str) -> dict[str, Any]:
    """The table in a TOML text; tomllib.TOMLDecodeError when it is none."""
    entry, listed, word = _patterns()
    root: dict[str, Any] = {}
    table, at = root, 0
    plain = text if '"""' in text else text.replace('",\n]', '"\n]')  # a comma behind the last entry is all that JSON has not
    read = JSONDecoder().raw_decode
    while at < len(plain):
        if (found := listed.match(plain, at)) and (words := _words(plain, found.end(), read)):
            table[found[1].strip('"')], at = words
            continue
        found = entry.match(plain, at)
        if found is None:
            return _slowly(text)
        at, kind = found.end(), found.lastgroup
        if kind == "table":
            table = _below(root, found["table"])
        elif kind == "row":
            table = {}
            root.setdefault(found["row"], []).append(table)
        elif kind:
            name, written = found.group("key", kind)
            table[name.strip('"')] = _value(kind, written, word)
    return root


def _words(text: str, at: int, read: Callable[[str, int], tuple[Any, int]]) -> tuple[list[str], int] | None:
    """A list of strings that JSON writes alike, and where the next line begins; None for any other."""
    try:
        words, end = read(text, at)
    except ValueError:
        return None
    alike = {str}.issuperset(map(type, words)) and "\\" not in text[at:end] and text[end : end + 1] in ("\n", "")
    return (words, end + 1) if alike else None


def _value(kind: str, written: str, word: re.Pattern[str]) -> Any:
    if kind == "plain":
        return _plain(written)
    if kind == "words":
        return [entry[1:-1] for entry in word.findall(written) if entry[0] == '"']
    if kind == "string":
        return written[1:-1]
    return written[3:-3].removeprefix("\n") if kind == "long" else _other(written)


def _plain(written: str) -> Any:
    """A list without brackets and comments inside; in one of strings, every other piece between quotation marks is a string."""
    first, *pieces = written[1:-1].split('"')
    words, between = pieces[::2], pieces[1:-1:2]
    closed = len(pieces) % 2 == 0 and pieces and not first.strip() and pieces[-1].strip() in ("", ",")
    if closed and {","}.issuperset(map(str.strip, between)) and "\n" not in "".join(words):
        return words
    return _other(written)


def _other(value: str) -> Any:
    """A number, a truth value or a list of lists, most of which JSON writes alike."""
    if re.search("null|N|I", value) is None:  # which JSON alone knows
        with suppress(ValueError):
            return json.loads(re.sub(r",\s*\]\Z", "]", value))
    return _slowly(f"value = {value}")["value"]


def _slowly(text: str) -> dict[str, Any]:
    import tomllib  # takes as long as reading all the tables of a run, and few need it

    return tomllib.loads(text)


def _below(root: dict[str, Any], name: str) -> dict[str, Any]:
    """The table of a header, made where it is new."""
    for part in name.split("."):
        root = root.setdefault(part, {})
    return root
