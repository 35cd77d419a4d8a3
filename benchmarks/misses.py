"""What kind of thing the comparison of two statements misses, and what it wrongly flags, by hand-made labels.

    python benchmarks/misses.py PAIRS... [--labels FILE] [--show]

PAIRS are JSON Lines of labelled pairs {"id", "lang", "a", "b", "label"}; "contradict" is what is looked for. Every pair that is missed
or wrongly flagged is looked up in the labels (JSON Lines: {"set", "id", "kind", "note"}; the words of the pairs are not repeated
there). Printed: a table of counts by kind and file; those without a label are counted as such, and ``--show`` names every pair.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factcheck import compare
from factcheck.model import Relation

LABELS = Path(__file__).with_name("misses.jsonl")
CONFLICTS = (Relation.CONTRADICTION, Relation.DISPUTE)
UNLABELLED = "without a label"
KINDS = {
    "negation": "negation: not read, scope, twice, or on both sides",
    "opposite": "opposite words",
    "cause": "cause, purpose, means",
    "roles": "roles swapped, relation of two names or of two groups",
    "certainty": "certainty, rumour, hoax",
    "attribution": "who says so",
    "quantifier": "quantifier, only",
    "figure": "figure",
    "date": "date, order in time",
    "place": "place",
    "name": "person or organisation",
    "thing": "another thing, kind or office",
    "scope": "part for whole, scope",
    "world": "world knowledge, inference",
    "doubtful": "gold doubtful",
    UNLABELLED: UNLABELLED,
}


class Error(NamedTuple):
    """A pair that is not judged as its file says: missed, or wrongly flagged by ``rule``."""

    set: str
    id: str
    missed: bool
    rule: str


def errors(path: Path) -> Iterator[Error]:
    """The pairs of one file whose conflict is missed, and those that are flagged without one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        answer = compare(row["a"], row["b"], lang=row["lang"])
        wanted = row["label"] == "contradict"
        if wanted != (answer.relation in CONFLICTS):
            yield Error(path.stem, row["id"], wanted, answer.rule)


def read(path: Path) -> dict[str, dict[str, str]]:
    """The labels by the id of their pair."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def table(found: Sequence[Error], sets: Sequence[str], labels: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The lines of a Markdown table: one row per kind, one column per set with what is missed and what is wrongly flagged."""
    tally = Counter((labels.get(error.id, {}).get("kind", UNLABELLED), error.set, error.missed) for error in found)
    yield f"| kind | {' | '.join(sets)} |"
    yield "|---" * (len(sets) + 1) + "|"
    for kind, said in KINDS.items():
        counts = [(tally[kind, name, True], tally[kind, name, False]) for name in sets]
        if any(map(any, counts)):
            yield f"| {said} | {' | '.join(cell(*pair) for pair in counts)} |"
    totals = [[sum(error.set == name and error.missed is missed for error in found) for missed in (True, False)] for name in sets]
    yield f"| all | {' | '.join(cell(*pair) for pair in totals)} |"


def cell(missed: int, wrong: int) -> str:
    """ "12 + 3": so many missed, and so many wrongly flagged."""
    return f"{missed} + {wrong}" if wrong else str(missed or "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--show", action="store_true", help="name every pair that is missed or wrongly flagged, with its label")
    asked = parser.parse_args()
    labels, found = read(asked.labels), [error for path in asked.pairs for error in errors(path)]
    for error in found:
        label = labels.get(error.id)
        if asked.show or label is None:
            told = f"{label['kind']}: {label['note']}" if label else UNLABELLED
            print("missed" if error.missed else "wrong", error.id, f"[{error.rule}]", told)
    print("\n".join(["Missed, and (after a plus) wrongly flagged.", "", *table(found, [path.stem for path in asked.pairs], labels)]))


if __name__ == "__main__":
    main()
