"""Which part of a short statement a stretch of a passage tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.alignment.matching import likeness
from factcheck.alignment.units import NAME, Unit, weigh
from factcheck.model import Modality

OPEN = frozenset({Modality.POSSIBLE, Modality.CONDITIONAL, Modality.PLANNED, Modality.UNKNOWN})  # what need not be so

Found = tuple[tuple[Unit, ...], tuple[Unit, ...]]  # words of the statement, and those of the passage with which they cannot hold


def rest(units: Sequence[Unit], *but: Unit) -> list[Unit]:
    """The units of a statement that have content of their own, but for some."""
    return [unit for unit in units if unit not in but and not unit.key.startswith("f:")]


def met(unit: Unit, among: Iterable[Unit]) -> bool:
    """Whether a unit is told."""
    return any(likeness(unit, other) > 0 for other in among)


def named(unit: Unit, among: Iterable[Unit]) -> bool:
    """The same, a name only by all of it."""
    return any(likeness(unit, other) > 0 and (unit.kind != NAME or unit.key == other.key) for other in among)


def part(units: Sequence[Unit], among: Iterable[Unit]) -> float:
    """Part of some units that is told."""
    others = tuple(among)
    return weigh(unit for unit in units if met(unit, others)) / (weigh(units) or 1.0)


def clause(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The units of the clause that one stands in."""
    return [other for other in units if (other.scene, other.clause) == (unit.scene, unit.clause)]


def sentence(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The units of the sentence that one stands in."""
    return [other for other in units if other.scene == unit.scene]
