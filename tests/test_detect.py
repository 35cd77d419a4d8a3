"""Which language: the table, first what must not be told, then what must."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language import supported
from factcheck.language.detect import detect, detect_statement
from factcheck.text import fold

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables" / "detect.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", [row for row in ROWS if "default" not in row])
def test_detect(row: dict[str, Any]) -> None:
    assert detect(fold(row["text"]).text) == row["lang"]


@pytest.mark.parametrize("row", [row for row in ROWS if "default" in row])
def test_detect_statement(row: dict[str, Any]) -> None:
    assert detect_statement(fold(row["text"]).text, row["default"]) == row["lang"]


@given(st.text())
def test_any_text_has_an_answer(raw: str) -> None:
    assert detect(fold(raw).text) in (*supported(), None)


def test_only_the_beginning_is_looked_at() -> None:
    assert detect("Le maire a parlé. " * 300 + "The mayor said that they were there. " * 3000) == "fr"
