"""Sort the lexicons and drop what they repeat: `python tests/sort_lexicons.py [FILE...]` (default: every file of every language).

Only lists of single words without comments inside are touched; lists whose order carries meaning (ORDERED) stay as they are.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

from test_language_data import LISTS, ORDERED, ORDERED_LISTS, TABLES, excepted, words_only

WIDTH = 140
_LIST = re.compile(r"^(?P<key>[^\s#=\[][^=\n]*?)[ ]*=[ ]*(?P<list>\[[^\[\]#]*\])[ ]*$", re.MULTILINE)
_SECTION = re.compile(r"^\[(?P<name>[^\[\]]+)\][ ]*(?:#.*)?$", re.MULTILINE)


def written(key: str, values: list[str]) -> str:
    """One list as TOML, on one line or filled to the width."""
    quoted = [json.dumps(value, ensure_ascii=False) for value in values]
    line = f"{key} = [{', '.join(quoted)}]"
    if len(line) <= WIDTH:
        return line
    lines = ["   "]
    for item in quoted:
        if len(lines[-1]) + len(item) + 2 > WIDTH:
            lines.append("   ")
        lines[-1] += f" {item},"
    return "\n".join([f"{key} = [", *lines, "]"])


def sorted_table(path: Path) -> str:
    """A table's text with its lists of strings sorted."""
    text = path.read_text(encoding="utf-8")

    def rewrite(match: re.Match[str]) -> str:
        before = [section["name"] for section in _SECTION.finditer(text, 0, match.start())]
        dotted = ".".join([*before[-1:], match["key"].strip('"')])
        values = tomllib.loads(f"list = {match['list']}")["list"]
        if excepted(ORDERED, path.stem, dotted) or not words_only(values) or values == sorted(set(values)):
            return match.group()
        return written(match["key"], sorted(set(values)))

    return _LIST.sub(rewrite, text)


def sorted_list(path: Path) -> str:
    """A list's text with its entries sorted below the comments that it opens with."""
    text = path.read_text(encoding="utf-8")
    if path.stem in ORDERED_LISTS:
        return text
    lines = text.splitlines()
    head = [line for line in lines if line.lstrip().startswith("#")]
    return "\n".join([*head, *sorted({line.rstrip() for line in lines if line.strip() and line not in head})]) + "\n"


def main() -> None:
    for path in [Path(name).resolve() for name in sys.argv[1:]] or [*TABLES, *LISTS]:
        text = sorted_table(path) if path.suffix == ".toml" else sorted_list(path)
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
