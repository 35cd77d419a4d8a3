"""Two texts side by side: what they have in common, and where one says the opposite of the other."""

from __future__ import annotations

from factcheck.alignment.reasons import cause, swap
from factcheck.alignment.replaced import replaced
from factcheck.alignment.signs import Pair, align, features
from factcheck.alignment.spared import spared
from factcheck.alignment.weighting import Judgement, Weights, judge

__all__ = ["Judgement", "Pair", "Weights", "align", "cause", "features", "judge", "replaced", "spared", "swap"]
