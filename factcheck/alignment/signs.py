"""What can be told of two aligned texts, as numbers that a weighting turns into a judgement.

All features are between 0 and about 1 (a few between -1 and 1), and swapping the texts changes none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from factcheck.alignment.acts import Act, swapped
from factcheck.alignment.contrasts import Contrast, contrasts
from factcheck.alignment.denials import Denial, denials
from factcheck.alignment.matching import Matching, match
from factcheck.alignment.units import DATE, FIGURE, NAME, Unit, listed, read, weigh
from factcheck.claims import Script, clause
from factcheck.model import Comparison, Modality

LONGEST = 400  # units of a text; of a longer one with any other nothing is told, since all pairs of units are looked at
WELL = 0.6  # part of the shorter text from which it counts as well covered
_LISTS = ("all", "none", "only", "refuted", "rumoured", "some", "withdrawn")
_LEVEL = ("denial", "flipped", "odd", "one_negator", "one_none", "one_refuted", "one_withdrawn")  # count more where both say as much
_TYPED = (FIGURE, DATE, NAME)


class Side(NamedTuple):
    """One text of a pair: its script, its units, by the place of a unit that of its match on the other side, and its negations."""

    script: Script
    units: tuple[Unit, ...]
    matched: dict[int, int]
    denials: tuple[Denial, ...]

    def met(self) -> list[Unit]:
        return [unit for unit in self.units if unit.place in self.matched]

    def alone(self) -> list[Unit]:
        return [unit for unit in self.units if unit.place not in self.matched]


class Pair(NamedTuple):
    """Two texts aligned; ``short`` is the one that says less."""

    short: Side
    long: Side
    matching: Matching
    contrasts: tuple[Contrast, ...]
    swapped: tuple[tuple[Act, Act], ...]

    @property
    def covered(self) -> float:
        """Part of the shorter text that the longer one has."""
        return weigh(self.short.met()) / (weigh(self.short.units) or 0.1)


def align(a: Script, b: Script, figures: bool = True) -> Pair:
    """Align two texts. ``figures``: whether one that is another in the other text counts; not where claims of figures decide."""
    found = [(script, read(script)) for script in (a, b)]
    if max(len(units) for _, units in found) > LONGEST:
        found = [(script, ()) for script, _ in found]
    sides = sorted(found, key=lambda side: (weigh(side[1]), side[0].article.text))
    (short, ours), (long, theirs) = sides
    matching = match(ours, theirs)
    denied = tuple(denials(short.scenes, ours, matching.left, theirs)), tuple(denials(long.scenes, theirs, matching.right, ours))
    left, right = Side(short, ours, matching.left, denied[0]), Side(long, theirs, matching.right, denied[1])
    acts = tuple(swapped(ours, theirs, matching, lang_of(left)))
    return Pair(left, right, matching, tuple(contrasts(ours, theirs, matching, figures)), acts)


def features(pair: Pair, judged: Comparison) -> dict[str, float]:
    """The features of two aligned texts; ``judged``: what the ladder says of their claims."""
    found = {
        **_sizes(pair),
        **_polarity(pair),
        **_denial(pair),
        **_parity(pair),
        **_contrasts(pair),
        **_words(pair),
        **_typed(pair),
    }
    return {
        **found,
        **{f"level_{name}": found["ratio"] * found[name] for name in _LEVEL},
        **{f"ladder_{relation}": float(judged.relation == relation) for relation in ("agreement", "refinement", "update")},
        "ladder_conflict": float(judged.relation in ("contradiction", "dispute")),
    }


def _sizes(pair: Pair) -> dict[str, float]:
    short, long = weigh(pair.short.units) or 0.1, weigh(pair.long.units) or 0.1
    met = pair.short.met()
    order = [pair.short.matched[unit.place] for unit in met]
    turned = sum(second < first for first, second in pairwise(order))
    return {
        "length": math.log1p(short) / 3,
        "ratio": short / long,
        "covered": pair.covered,
        "covered_long": weigh(pair.long.met()) / long,
        "well_covered": max(0.0, pair.covered - WELL),
        "together": max(_by_scene(pair).values(), default=0.0) / short,
        "turned": turned / max(1, len(order) - 1),
    }


def _by_scene(pair: Pair) -> dict[int, float]:
    """What the shorter text has in common with each statement of the longer."""
    found: dict[int, float] = {}
    for unit in pair.short.met():
        scene = pair.long.units[pair.short.matched[unit.place]].scene
        found[scene] = found.get(scene, 0.0) + unit.weight
    return found


def _polarity(pair: Pair) -> dict[str, float]:
    short, long = pair.short, pair.long
    met, other = short.met(), long.met()
    flipped = [u for u in met if u.denied != long.units[short.matched[u.place]].denied]
    back = [u for u in other if u.denied != short.units[long.matched[u.place]].denied]
    both = [u for u in met if u.denied and long.units[short.matched[u.place]].denied]
    moods = [u for u in met if u.modality != long.units[short.matched[u.place]].modality]
    total = weigh(met) or 0.1
    return {
        "flipped": weigh(flipped) / total,
        "flipped_long": weigh(back) / (weigh(other) or 0.1),
        "flipped_most": float(weigh(flipped) > 0.5 * total),
        "denied_alike": weigh(both) / total,
        "mood": weigh(moods) / total,
        "conditional": _one_sided(
            *(any(u.modality in (Modality.CONDITIONAL, Modality.HEARSAY) for u in side.units) for side in (short, long))
        ),
    }


def strongest(pair: Pair) -> Denial | None:
    """The negation of either text under which most stands that the other says."""
    return max((*pair.short.denials, *pair.long.denials), key=lambda d: (d.strength * (1 + d.met), d.share, -d.start), default=None)


def _denial(pair: Pair) -> dict[str, float]:
    best = strongest(pair)
    short, long = pair.short.denials, pair.long.denials
    strength = best.strength if best else 0.0
    return {
        "denial": strength,
        "denial_behind": strength * best.behind if best else 0.0,
        "denial_core": strength * best.met if best else 0.0,
        "denial_lapsed": strength * best.lapsed if best else 0.0,
        "denial_covered": strength * pair.covered,
        "denial_short": strength * (best in short),
        "denial_other": 1 - best.share if best else 0.0,
        "denial_one_sided": _one_sided(short, long),
        "denial_both": float(bool(short) and bool(long)),
        "denial_shared": max((weigh(d.shared) / weigh(d.under) for d in (*short, *long)), default=0.0),
    }


def _parity(pair: Pair) -> dict[str, float]:
    """Part of what both say that stands in clauses which differ by an odd number of negations and opposites, or by an even one."""
    shared: dict[tuple[int, int, int, int], float] = {}
    turns: dict[tuple[int, int, int, int], int] = {}
    for unit in pair.short.met():
        key = _clauses(unit, pair.long.units[pair.short.matched[unit.place]])
        shared[key] = shared.get(key, 0.0) + unit.weight
    for contrast in pair.contrasts:
        if contrast.kind == "opposite":
            key = _clauses(contrast.a, contrast.b)
            turns[key] = turns.get(key, 0) + 1
    total = math.fsum(shared.values()) or 0.1
    odd = even = 0.0
    for key, weight in shared.items():
        count = turns.get(key, 0) + _negations(pair.short, key[:2]) + _negations(pair.long, key[2:])
        odd, even = (odd + weight, even) if count % 2 else (odd, even + weight * (count > 0))
    return {"odd": odd / total, "even": even / total}


def _clauses(a: Unit, b: Unit) -> tuple[int, int, int, int]:
    return a.scene, a.clause, b.scene, b.clause


def _negations(side: Side, place: tuple[int, ...]) -> int:
    """How many negations govern something in a clause."""
    return sum(any((unit.scene, unit.clause) == place for unit in denial.under) for denial in side.denials)


def _contrasts(pair: Pair) -> dict[str, float]:
    found = dict.fromkeys((*_TYPED, "opposite", "same"), 0.0)
    for contrast in pair.contrasts:
        kind = "same" if contrast.strength < 0 else contrast.kind
        found[kind] = max(found[kind], abs(contrast.strength))
    return {f"other_{kind}": value * pair.covered for kind, value in found.items()}


def _typed(pair: Pair) -> dict[str, float]:
    """Which kinds of value the shorter text has that the longer does not know, or has in common with it."""
    found = {}
    for kind in _TYPED:
        ours = any(unit.kind == kind for unit in pair.short.alone())
        found[f"alone_{kind}"] = float(ours)
        found[f"both_{kind}"] = float(ours and any(unit.kind == kind for unit in pair.long.alone()))
        found[f"shared_{kind}"] = float(any(unit.kind == kind for unit in pair.short.met()))
    return found


def _words(pair: Pair) -> dict[str, float]:
    """Which lists of words only one of the texts draws from, and which both."""
    sides = [{name: any(w in words for w in said(side)) for name, words in listed(lang_of(side)).items()} for side in pair[:2]]
    for side, told in zip(pair[:2], sides, strict=True):
        told["withdrawn"] = any(withdrawn(side))
    found = {f"one_{name}": _one_sided(sides[0][name], sides[1][name]) for name in _LISTS}
    crossed = [(x, y) for x, y in (("all", "none"), ("all", "some"), ("more", "less"))]
    found |= {f"{x}_{y}": float(any(s[x] and o[y] and not s[y] and not o[x] for s, o in (sides, sides[::-1]))) for x, y in crossed}
    asked = [any(t.text == "?" for scene in side.script.scenes for t in scene.tokens) for side in pair[:2]]
    negated = [any(w in clause.words(lang_of(side), "negators") for w in said(side)) for side in pair[:2]]
    found |= {"one_negator": _one_sided(*negated)}
    return {**found, "refuted_short": float(sides[0]["refuted"] and not sides[1]["refuted"]), "asked": _one_sided(*asked)}


def lang_of(side: Side) -> str:
    return side.script.scenes[0].pack.lang if side.script.scenes else "en"


def said(side: Side) -> Iterable[str]:
    """The words of a text in lower case."""
    return (token.lower for scene in side.script.scenes for token in scene.tokens if token.kind == "word")


def withdrawn(side: Side) -> Iterator[str]:
    """The words of a text for what was given up, unless the other text says the same."""
    same = {unit.start for unit in side.met()}
    words = listed(lang_of(side))["withdrawn"]
    for scene in side.script.scenes:
        yield from (token.lower for token in scene.tokens if token.lower in words and token.start not in same)


def _one_sided(a: object, b: object) -> float:
    return float(bool(a) != bool(b))


def shown(side: Side, units: Iterable[Unit]) -> str:
    """Some units of a text as written, in order."""
    words = [side.script.scenes[u.scene].text[u.start : u.end] for u in sorted(units, key=lambda u: u.place)]
    return '"' + " ... ".join(words[:_SHOWN]) + '"'


_SHOWN = 6  # words of a stretch that a sentence repeats
