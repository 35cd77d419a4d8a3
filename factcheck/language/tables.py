"""TOML, read fast: every run reads some fifteen tables, on which tomllib spends as much time as on the articles' sentences.

What tables are made of is matched by one pattern: headers, and keys with strings, numbers and lists of them. A file that
holds anything else is left to tomllib as a whole. A test compares both for every table.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

_STRING = r'"[^"\\\n]*"'
_GAP = r"(?: \s | \#[^\n]*\n )*+"
_INSIDE = rf"""[^\[\]"'\#{{}}] | \#[^\n]*\n | {_STRING}"""
_ENTRY = rf"""
    (?: \[ (?P<table> [\w.-]+ ) \]
      | \[\[ (?P<row> [\w-]+ ) \]\]
      | (?P<key> [\w-]+ | {_STRING} ) [ ]* = [ ]*
        (?: (?P<words> \[ {_GAP} (?: {_STRING} {_GAP} , {_GAP} )*+ (?: {_STRING} {_GAP} )? \] )
          | (?P<string> {_STRING} )
          | (?P<other> \[ (?: {_INSIDE} | \[ (?: {_INSIDE} )*+ \] )*+ \] | [\w.+-]++ )
        )
    )?
    [ \t]* (?: \#[^\n]* )? (?: \n | \Z )
"""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_ENTRY, re.VERBOSE), re.compile(rf"#[^\n]*|{_STRING}")


def parse(text: str) -> dict[str, Any]:
    """The table in a TOML text; tomllib.TOMLDecodeError when it is none."""
    entry, word = _patterns()
    root: dict[str, Any] = {}
    table, at = root, 0
    while at < len(text):
        found = entry.match(text, at)
        if found is None:
            return tomllib.loads(text)
        at = found.end()
        if found["key"]:
            table[found["key"].strip('"')] = _value(found, word)
        elif found["table"]:
            table = _below(root, found["table"])
        elif found["row"]:
            table = {}
            root.setdefault(found["row"], []).append(table)
    return root


def _value(found: re.Match[str], word: re.Pattern[str]) -> Any:
    if found["words"]:
        return [entry[1:-1] for entry in word.findall(found["words"]) if entry[0] == '"']
    return found["string"][1:-1] if found["string"] else tomllib.loads(f"value = {found['other']}")["value"]


def _below(root: dict[str, Any], name: str) -> dict[str, Any]:
    """The table of a header, made where it is new."""
    for part in name.split("."):
        root = root.setdefault(part, {})
    return root
