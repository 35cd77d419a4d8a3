"""What two articles on one event say of one thing: silence, update, refinement or contradiction; a table in both languages."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import factcheck
from factcheck.model import GRAVITY

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "tables" / "same_event.toml").read_text(encoding="utf-8"))


def cases() -> Iterator[Any]:
    for case in TABLE["case"]:
        for lang in ("fr", "en"):
            yield pytest.param(lang, case, id=f"{lang}-{case['why']}")


@pytest.mark.parametrize(("lang", "case"), list(cases()))
@pytest.mark.parametrize("turned", [False, True])
def test_case(lang: str, case: dict[str, Any], turned: bool, tmp_path: Path) -> None:
    sides = case[lang][::-1] if turned else case[lang]
    base = TABLE["base"][lang][case["base"]]
    rows = [{"id": str(n), "lang": lang, "published": day, "text": f"{base}\n{told}\n"} for n, (day, told) in enumerate(sides)]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    report = factcheck.check([str(path)])
    assert any(finding.role == "said" for finding in report.findings), "the articles were not taken to be on one event"
    found = [finding.relation for finding in report.findings if finding.role == case["role"]]
    assert (min(found, key=GRAVITY.__getitem__).value if found else "none") == case["relation"]
