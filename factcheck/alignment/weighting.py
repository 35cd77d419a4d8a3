"""From features to a judgement: a logistic weighting whose coefficients ``benchmarks/weights.py`` finds and prints."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from factcheck.language.tables import parse


class Judgement(NamedTuple):
    """How likely two texts contradict each other, from 0 to 1, what each feature adds to that, in logits, the most telling first, and
    whether it is enough to be told."""

    likelihood: float
    parts: tuple[tuple[str, float], ...]
    conflict: bool


class Weights(NamedTuple):
    """The coefficients by feature, the constant that is added, and the likelihood from which two texts are said to be in conflict."""

    of: Mapping[str, float]
    constant: float
    threshold: float


@cache
def weights() -> Weights:
    table = parse(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))
    return Weights({name: float(value) for name, value in table["weights"].items()}, float(table["constant"]), float(table["threshold"]))


def judge(features: Mapping[str, float], by: Weights | None = None) -> Judgement:
    """Weigh the features of two aligned texts."""
    of, constant, threshold = by or weights()
    parts = [(name, of[name] * value) for name, value in features.items() if value and of.get(name)]
    total = math.fsum([constant, *(part for _, part in parts)])
    likelihood = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return Judgement(likelihood, tuple(sorted(parts, key=lambda part: (-part[1], part[0]))), likelihood >= threshold)
