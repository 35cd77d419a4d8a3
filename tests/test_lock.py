"""What CI installs is pinned: every package that pyproject.toml asks for, with hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = re.compile(r"^([a-z0-9.-]+)==(\S+)((?: ;.*?)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def asked() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lists = [project["project"]["dependencies"], project["build-system"]["requires"], *extras]
    return sorted({re.split(r"[<>=\[ ]", name)[0].lower().replace("_", "-") for names in lists for name in names})


@pytest.mark.parametrize("name", asked())
def test_what_is_asked_for_is_pinned(name: str) -> None:
    assert name in {match[1] for match in LOCK.finditer((ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8"))}


def test_everything_pinned_has_a_hash() -> None:
    text = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8")
    assert len(LOCK.findall(text)) == sum("==" in line and not line.startswith(("#", " ")) for line in text.splitlines())
