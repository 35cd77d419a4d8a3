"""How many flagged conflicts are right, or how many updates, by hand-made labels.

    python benchmarks/conflicts.py LABELS ARTICLES... [--updates] [--draw NUMBER] [--show]

Every path of ARTICLES is one report. Its conflicts (two answers of one finding that contradict or dispute each other), or with
``--updates`` its updates of anything but sayings, are drawn with a fixed seed where ``--draw`` asks for fewer than all, and looked up
in LABELS (JSON Lines: {"articles", "question", "answers", "documents", "right", "why"}; the words of the articles are not repeated
there; of labels with the same question and answers the one with most of its documents counts). Printed: the share that is right, and
everything without a label, which counts as neither.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factcheck import check
from factcheck.model import Answer, Finding, Relation

SEED = 20261121
Key = tuple[str, str, tuple[str, ...]]
GRAVE = (Relation.CONTRADICTION, Relation.DISPUTE)


class Conflict(NamedTuple):
    """Two answers that exclude each other, told without the words of the articles, and their finding."""

    articles: str
    question: str
    answers: tuple[str, ...]
    documents: tuple[str, ...]
    finding: Finding
    sides: tuple[Answer, ...]

    @property
    def key(self) -> Key:
        return self.articles, self.question, self.answers


def conflicts(path: Path, updates: bool) -> Iterator[Conflict]:
    """The conflicts of one report, or its updates; ``articles``: the name of the folder, or of the file where it stands alone."""
    name = path.parent.name if path.name == "articles.jsonl" else path.stem
    wanted = (Relation.UPDATE,) if updates else GRAVE
    for finding in check([str(path)]).findings:
        for link in finding.links:
            if link.relation in wanted and not (updates and finding.role == "said"):
                sides = tuple(finding.answers[index] for index in link.answers)
                documents = tuple(sorted({claim.document for side in sides for claim in side.claims}))
                yield Conflict(name, finding.question, tuple(sorted(side.text for side in sides)), documents, finding, sides)


def interval(right: int, total: int) -> str:
    """Share in percent with its 95 % Wilson interval."""
    if not total:
        return "-"
    z, share = 1.96, right / total
    middle, half = share + z * z / (2 * total), z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low, high = ((middle + way * half) / (1 + z * z / total) for way in (-1, 1))
    return f"{100 * share:.1f} [{100 * low:.0f}-{100 * high:.0f}] ({right}/{total})"


def labelled(conflict: Conflict, rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The label whose documents are most of those of a conflict; a question like "How many people injured?" is asked of many events."""
    met = [(len({*row["documents"]} & {*conflict.documents}), -number) for number, row in enumerate(rows)]
    most, number = max(met, default=(0, 0))
    return rows[-number] if most else None


def shown(conflict: Conflict) -> str:
    lines = [
        json.dumps(
            {"articles": conflict.articles, "question": conflict.question, "answers": conflict.answers, "documents": conflict.documents}
        )
    ]
    for side in conflict.sides:
        lines += [f"    {side.text}  {claim.document}:{claim.line}  {' '.join(claim.quote.split())[:200]}" for claim in side.claims[:2]]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--updates", action="store_true", help="updates in the place of conflicts")
    parser.add_argument("--draw", type=int, default=None)
    parser.add_argument("--show", action="store_true", help="print every conflict that was drawn, with its label")
    asked = parser.parse_args()
    labels: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for line in asked.labels.read_text(encoding="utf-8").splitlines() if asked.labels.exists() else ():
        row = json.loads(line)
        labels[row["articles"], row["question"], tuple(row["answers"])].append(row)
    found = sorted(
        (conflict for path in asked.articles for conflict in conflicts(path, asked.updates)),
        key=lambda conflict: (*conflict.key, conflict.documents),
    )
    drawn = found if asked.draw is None or asked.draw >= len(found) else random.Random(SEED).sample(found, asked.draw)
    label_of = {number: labelled(conflict, labels[conflict.key]) for number, conflict in enumerate(drawn)}
    known = [label for label in label_of.values() if label is not None]
    for number, conflict in enumerate(drawn):
        label = label_of[number]
        if asked.show or label is None:
            print("unlabelled" if label is None else "right" if label["right"] else f"wrong: {label['why']}", shown(conflict))
    right = sum(label["right"] for label in known)
    what = "updates" if asked.updates else "conflicts"
    print(f"{len(found)} {what}, {len(drawn)} drawn, {len(drawn) - len(known)} without a label; right {interval(right, len(known))}")


if __name__ == "__main__":
    main()
