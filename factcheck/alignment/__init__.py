"""Two texts side by side: what they have in common, and where one says the opposite of the other."""

from __future__ import annotations

from factcheck.alignment.apart import elsewhere, of_two_days, of_two_kinds, two_things
from factcheck.alignment.beside import beside, stray
from factcheck.alignment.compared import reversed_order
from factcheck.alignment.exclusive import exclusive
from factcheck.alignment.reasons import cause, swap
from factcheck.alignment.replaced import replaced
from factcheck.alignment.signs import Pair, align, features
from factcheck.alignment.spared import equal, spared
from factcheck.alignment.weighting import Judgement, Weights, judge

__all__ = [
    "Judgement",
    "Pair",
    "Weights",
    "align",
    "beside",
    "cause",
    "elsewhere",
    "equal",
    "exclusive",
    "features",
    "judge",
    "of_two_days",
    "of_two_kinds",
    "replaced",
    "reversed_order",
    "spared",
    "stray",
    "swap",
    "two_things",
]
