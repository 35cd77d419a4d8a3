"""Two statements on their own: the same reading and the same ladder, with the event taken as given."""

from __future__ import annotations

from itertools import product

from factcheck import claims, ladder
from factcheck.ladder import Context, passages
from factcheck.model import GRAVITY, Article, Comparison

_MOST = 200  # claims of one text that are compared: a statement makes a handful, a book would ask for all pairs
_TOGETHER = Context(order=None, same_moment=True, together=True)


def compare_texts(a: str, b: str, lang: str | None = None, pair: str = "") -> Comparison:
    """The gravest relation that a claim of one statement has to a claim of the other; "none" when there is none."""
    left, right = (claims.read(Article(side, side, text, ""), lang).claims for side, text in (("a", a), ("b", b)))
    judged = [(one, two, ladder.compare(one, two, _TOGETHER)) for one, two in product(left[:_MOST], right[:_MOST])]
    parts = passages.agreements((j for j in judged if j[0].role == j[1].role == "said"), (*left, *right), lambda one, two: _TOGETHER)
    found = [verdict for _, _, verdict in (*judged, *parts) if verdict.relation is not None]
    if not found:
        return Comparison("none", ladder.NOTHING.id, ladder.NOTHING.meaning, pair)
    best = min(found, key=lambda v: (GRAVITY[v.relation] if v.relation else 9, v.rule, v.why))
    assert best.relation is not None
    return Comparison(best.relation.value, best.rule, best.why, pair)
