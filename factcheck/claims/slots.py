"""Claims that fill a slot of an event: ages, hours, days, distances, parts of a town, and in what state a matter is.

These readers see the sentences of a whole article: who is meant by a noun, and whether a noun is of one person, the rest of the
article tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims import slots_acts, slots_ages, slots_places, slots_states, slots_times, terms
from factcheck.claims.scene import Scene
from factcheck.model import Claim


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Iterator[Claim]:
    """The claims of an article's sentences; ``headline``: its title, where the text does not hold it, tells who is meant."""
    yield from slots_ages.read(scenes, headline)
    yield from slots_times.read(scenes)
    yield from slots_times.days(scenes)
    yield from slots_times.shocks(scenes)
    yield from slots_places.read(scenes)
    yield from slots_states.read(scenes, headline)
    yield from terms.read(scenes, headline)
    yield from slots_acts.read(scenes)


def besides(found: Sequence[Claim], told: Sequence[Claim]) -> list[Claim]:
    """The claims of other readers without those of values that fill a slot: a distance is no length of its own."""
    taken = {span for claim in told if claim.kind == "quantity" for span in claim.evidence}
    return [claim for claim in found if claim.role != "length" or taken.isdisjoint(claim.evidence)]
