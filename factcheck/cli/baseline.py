"""Known findings: the ids in an earlier JSON report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factcheck.cli.streams import ProblemError
from factcheck.reports.contract import SCHEMA


def known_findings(path: str) -> frozenset[str]:
    """The ids of the findings of an earlier ``--format json`` report; ProblemError for anything else."""
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ProblemError(f"baseline {path} cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise ProblemError(f"baseline {path} is not a JSON report; write a new one with --write-baseline") from None
    return frozenset(_ids(report, path))


def _ids(report: Any, path: str) -> list[str]:
    schema = report.get("schema") if isinstance(report, dict) else None
    if schema != SCHEMA:
        found = f"{schema!r}" if isinstance(schema, str) else "no version"
        raise ProblemError(f"baseline {path} has {found}, not {SCHEMA!r}; write a new one with --write-baseline")
    findings = report.get("findings")
    ids = [finding.get("id") if isinstance(finding, dict) else None for finding in findings] if isinstance(findings, list) else [None]
    if not all(isinstance(entry, str) for entry in ids):
        raise ProblemError(f"baseline {path} has findings without an id; write a new one with --write-baseline")
    return [str(entry) for entry in ids]
