"""Claims that fill a slot of an event: ages, hours, days, distances, parts of a town, and in what state a matter is.

These readers see the sentences of a whole article: who is meant by a noun, and whether a noun is of one person, the rest of the
article tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims import sizes, slots_acts, slots_ages, slots_places, slots_states, slots_times, slots_venues, stretches, terms
from factcheck.claims.scene import Scene
from factcheck.model import Claim
from factcheck.turns import Steps


def read(scenes: Sequence[Scene], headline: Sequence[Scene] = ()) -> Steps[list[Claim]]:
    """The claims of an article's sentences; ``headline``: its title, where the text does not hold it, tells who is meant."""
    readers = (
        slots_ages.read(scenes, headline),
        slots_times.read(scenes),
        slots_times.days(scenes),
        slots_times.shocks(scenes),
        slots_places.read(scenes),
        slots_venues.read(scenes),
        slots_states.read(scenes, headline),
        terms.read(scenes, headline),
        slots_acts.read(scenes),
        stretches.read(scenes),
        sizes.read(scenes),
    )
    found: list[Claim] = []
    for told in readers:
        found += told
        yield
    return found


def besides(found: Sequence[Claim], told: Sequence[Claim]) -> list[Claim]:
    """The claims of other readers without those of values that fill a slot: a distance is no length of its own."""
    taken = {span for claim in told if claim.kind == "quantity" for span in claim.evidence}
    return [claim for claim in found if claim.role != "length" or taken.isdisjoint(claim.evidence)] if taken else list(found)
