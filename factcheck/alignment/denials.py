"""What one text denies, and how much of it the other says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.alignment.units import DATE, FIGURE, NAME, WORD, Unit, listed, weigh
from factcheck.assertion import DENIALS
from factcheck.claims import clause
from factcheck.claims.scene import Scene
from factcheck.model import Cue, Modality

# What a denial counts of something with a figure, a name or a date that the other text does not know.
_UNKNOWN = {FIGURE: 0.3, NAME: 0.8, DATE: 0.8}
_NOTHING_BEHIND = 0.5  # part of what stands behind a negation that is said, where nothing does ("X does not exist")
_FULL = 2.0  # weight of what is said on both sides from which a denial counts in full


class Denial(NamedTuple):
    """One negation: its span in its statement, the units under it, those among them that the other text says and those that it
    denies too.

    ``behind``: part of what stands behind the negation that the other text says. ``core``: the first unit in it or behind it, on which
    it stands ("n'est pas *nouveau*"). ``lapsed``: what is denied may have been true ("no longer", "not yet"). ``plain``: it is told by
    a word of negation, not by a verb or a noun that denies. ``supposed``: it is told of a case only ("if it does not rain").
    ``so_far``: it denies what has been, and not what will be ("has not resigned"). ``cue``: the words of the negation.
    """

    scene: int
    start: int
    end: int
    under: tuple[Unit, ...]
    said: tuple[Unit, ...]
    shared: tuple[Unit, ...]
    behind: float
    core: Unit | None
    lapsed: bool
    plain: bool
    supposed: bool
    so_far: bool
    cue: str

    @property
    def met(self) -> bool:
        """Whether the other text says the word on which it stands."""
        return self.core in self.said

    @property
    def share(self) -> float:
        """Part of what is denied that the other text says."""
        return weigh(self.said) / weigh(self.under)

    @property
    def strength(self) -> float:
        """From 0 to 1: how much of it is said on the other side, and how much that is."""
        return self.share * min(1.0, weigh(self.said) / _FULL) * min((_UNKNOWN[kind] for kind in self.missing), default=1.0)

    @property
    def missing(self) -> frozenset[str]:
        """The kinds of name, figure and date that are denied and of which the other text knows nothing."""
        known = {unit.place for unit in (*self.said, *self.shared)}
        return frozenset(unit.kind for unit in self.under if unit.kind != WORD and unit.place not in known)


def denials(scenes: Sequence[Scene], units: Sequence[Unit], matched: Mapping[int, int], others: Sequence[Unit]) -> Iterator[Denial]:
    """Every negation of a text under which something stands."""
    for number, scene in enumerate(scenes):
        own = [unit for unit in units if unit.scene == number and unit.denied]
        for (start, end), scopes in _cues(scene.assertion.cues).items():
            under = [unit for unit in own if any(first <= unit.start < last for first, last in scopes)]
            if under:
                filled = _filled(under, [unit for unit in units if unit.scene == number], start, scene.pack.lang)
                yield _denial(scene, (number, start, end), filled, matched, others)


def _filled(under: Sequence[Unit], every: Sequence[Unit], start: int, lang: str) -> Sequence[Unit]:
    """What a negation really denies: of "X does not exist" or "is not true" it is X, or where X is not told there, the whole statement;
    of "has no plans to do it" it is to do it."""
    hollow, light = listed(lang)["hollow"], listed(lang)["light"]
    empty = [unit for unit in under if unit.start >= start and unit.lower in hollow]
    if any(unit.start >= start and unit.lower not in light for unit in under):
        empty += [unit for unit in under if unit.start >= start and unit.lower in light]
    return [unit for unit in under if unit not in empty] or [unit for unit in every if unit not in empty] or under


def _denial(scene: Scene, place: tuple[int, int, int], under: Sequence[Unit], matched: Mapping[int, int], others: Sequence[Unit]) -> Denial:
    met = [unit for unit in under if unit.place in matched]
    said = [unit for unit in met if not others[matched[unit.place]].denied]
    shared = [unit for unit in met if others[matched[unit.place]].denied]
    behind = [unit for unit in under if unit.start >= place[1]]
    core = next((unit for unit in behind if not unit.key.startswith("f:")), None)
    inside = {t.lower for t in scene.tokens if place[1] <= t.start < place[2]}
    behind_it = {t.lower for t in scene.tokens[scene.token_at(place[2]) : scene.token_at(place[2]) + 2]}
    lapsed = bool(listed(scene.pack.lang)["lapsed"] & inside or listed(scene.pack.lang)["yet"] & behind_it)
    plain = not (clause.words(scene.pack.lang, "negators") | listed(scene.pack.lang)["none"]).isdisjoint(inside)
    beside = {t.lower for t in scene.tokens[max(0, scene.token_at(place[1]) - 1) : scene.token_at(place[2])]}
    behind_it = inside | {t.lower for t in scene.tokens[scene.token_at(place[2]) : scene.token_at(place[2]) + 1]}
    so_far = not listed(scene.pack.lang)["perfect"].isdisjoint(beside) and listed(scene.pack.lang)["owned"].isdisjoint(behind_it)
    supposed = sum(unit.modality is Modality.CONDITIONAL for unit in under) > len(under) / 2
    part = weigh(unit for unit in said if unit.start >= place[1]) / weigh(behind) if behind else _NOTHING_BEHIND
    cue = scene.text[place[1] : place[2]].lower()
    return Denial(*place, tuple(under), tuple(said), tuple(shared), part, core, lapsed, plain, supposed, so_far, cue)


def _cues(cues: Iterable[Cue]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The stretches that each negation governs."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cue in cues:
        if cue.effect in DENIALS:
            found.setdefault((cue.start, cue.end), []).append((cue.scope_start, cue.scope_end))
    return found
