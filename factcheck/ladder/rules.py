"""The rungs of the ladder, and what is known about two articles when their claims are compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from factcheck.claims import keys
from factcheck.model import Relation, Verdict


class Rule(NamedTuple):
    """A rung of the ladder: its id, what it gives, what it means, and examples."""

    id: str
    relation: Relation | None
    meaning: str
    examples: tuple[str, ...] = ()


class Context(NamedTuple):
    """What is known about the articles of two claims a and b.

    ``order``: -1 a was published earlier, 1 later, 0 on the same day, None unknown. ``same_moment``: both report the same
    state of affairs (published within a day of each other, or, without dates, agreeing on what is current).
    ``floors``: for an article without a date, the latest "MM-DD" it tells as past, else "". ``weights``: how much a key
    tells within this event, from 0 (every statement has it) to 1; 1 when absent. ``leads``: the places
    that the beginning of each article names; ``countries``: those that both begin with (that one
    begins with, where the other names none). ``settled``: the tolls of which both
    give the same exact figure. ``lasting``: both tell of what lasts for months and is counted by many. ``together``: two
    statements put side by side by the user, not found in articles. ``parted``: both begin with countries, and share none.
    """

    order: int | None = None
    same_moment: bool = False
    published: tuple[date | None, date | None] = (None, None)
    same_document: bool = False
    floors: tuple[str, str] = ("", "")
    weights: Mapping[str, float] = MappingProxyType({})
    leads: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    settled: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    lasting: bool = False
    together: bool = False
    parted: bool = False

    @property
    def places(self) -> frozenset[str]:
        """The places that the beginning of either article names."""
        return self.leads[0] | self.leads[1]

    def order_of(self, first: bool) -> int | None:
        """``order`` as seen from the article of a (``first``) or of b."""
        return self.order if first or self.order is None else -self.order

    def weight(self, found: Iterable[str]) -> float:
        """What shared keys tell: less when most statements of the event have them."""
        own, general = self.weights, keys.WEIGHTS  # this is the innermost loop of comparing
        return math.fsum([general.get(key[:2], 1.0) * own.get(key, 1.0) for key in found])


NOTHING = Rule("other-thing", None, "The claims are about different things: event, role, scope, unit or subject differ.")
OTHER_UNIT = Rule("other-unit", None, "The figures are in units that have nothing in common.")
OTHER_SCOPE = Rule("other-scope", None, "The figures count different things or are restricted in different ways.")
OTHER_PLACE = Rule("other-place", None, "The figures are of different places, or of one that not both articles are about.")
OTHER_TIME = Rule("other-time", None, "The claims speak of different times, or one recalls something old.")
OTHER_WORDS = Rule("other-words", None, "Figures of which only the words around them tell what they are, and these differ.")
PARTIAL = Rule("partial", None, "One figure is superseded in its own article, counts others besides, or need not be of all.")
NOT_REAL = Rule("not-real", None, "One figure is hoped for, planned or possible, the other a fact.")
MAY_BE_TWO = Rule("may-be-two", None, "The figures differ, but may well be of two states, two places or two things.")
NO_VALUE = Rule("no-value", None, "One side has no value that can be compared.")
SAME = Rule("same-value", Relation.AGREEMENT, "Both say the same value.", ("douze blessés / 12 blessés",))
SAME_WORDS = Rule(
    "same-words",
    Relation.AGREEMENT,
    "Both say the same thing in nearly the same words.",
    ("« constructive et utile » / « utile et constructive »",),
)
SAME_PASSAGE = Rule(
    "same-passage",
    Relation.AGREEMENT,
    "Both say the same thing in a part of their words.",
    ("aucune trace d'effraction n'a été constatée / sans trace d'effraction, a-t-il dit",),
)
SAME_EVENT = Rule(
    "same-encounter",
    Relation.AGREEMENT,
    "Both say that the same people met.",
    ("A a rencontré B à Moscou / B s'est entretenu avec A à Moscou",),
)
CONTAINED = Rule("contained", Relation.REFINEMENT, "One value contains the other.", ("au moins quatre / cinq", "environ 300 / 310"))
TOLL = Rule(
    "toll-rises",
    Relation.UPDATE,
    "A later article reports a higher figure of something that grows while an event unfolds.",
    ("78 morts / 113 morts le lendemain",),
)
TOLL_OF_A_DAY = Rule(
    "toll-of-a-day",
    Relation.UPDATE,
    "Two articles of one day, hours unknown, give different figures of something that grows while an event unfolds.",
    ("73 morts / 78 morts, le même jour",),
)
DIED = Rule(
    "injured-died",
    Relation.UPDATE,
    "Fewer are injured and about as many more are dead: some have died in the meantime.",
    ("16 blessés et trois morts / 15 blessés et quatre morts",),
)
OPEN = Rule(
    "open-settled",
    Relation.UPDATE,
    "What one article says is not known or not decided, another settles.",
    ("lieu pas encore déterminé / en Alaska",),
)
HELD = Rule(
    "planned-held",
    Relation.UPDATE,
    "What one article says is planned, another says has taken place.",
    ("pourrait avoir lieu la semaine prochaine / s'étaient retrouvés en août",),
)
NOT_YET = Rule(
    "not-yet",
    Relation.UPDATE,
    "What one article says has not happened yet, another says has happened.",
    ("n'a pas encore commenté / a confirmé",),
)
MOVED = Rule(
    "plan-moved",
    Relation.UPDATE,
    "A later article gives another date for a plan.",
    ("vendredi / la semaine prochaine, deux jours plus tard",),
)
CALLED_OFF = Rule(
    "called-off",
    Relation.UPDATE,
    "What one article says is planned, another says will not be held, or not then.",
    ("recevra lundi / la rencontre a été annulée", "will meet on Friday / the meeting was postponed"),
)
MOVED_ON = Rule(
    "state-moved-on",
    Relation.UPDATE,
    "A later article tells a later state of the same matter.",
    ("en fuite / interpellé", "cause inconnue / piste criminelle privilégiée", "agreed to buy / has completed its acquisition"),
)
DISPUTE = Rule(
    "speakers-differ",
    Relation.DISPUTE,
    "The values differ, and each is attributed to a different named speaker.",
    ("12 morts selon la police / 20 selon le maire",),
)
DIFFER = Rule("values-differ", Relation.CONTRADICTION, "The values differ.", ("deux morts / trois morts",))
DENIED = Rule(
    "denied",
    Relation.CONTRADICTION,
    "What one asserts, the other denies.",
    ("n'a pas rencontré X cette année / leur dernière rencontre en avril",),
)

OPPOSITE = Rule(
    "opposite-words",
    Relation.CONTRADICTION,
    "Where the rest is the same, one statement says the opposite word.",
    ("la probabilité est faible / la probabilité est élevée",),
)
REFUTED = Rule(
    "refuted",
    Relation.CONTRADICTION,
    "One statement calls untrue what the other says.",
    ("un requin a été filmé dans la Tamise / canular : le requin filmé dans la Tamise est faux",),
)
SWAPPED = Rule(
    "roles-swapped",
    Relation.CONTRADICTION,
    "The same two names, with who does it and to whom swapped.",
    ("le Brésil a battu la France / la France a battu le Brésil",),
)
GIVEN_UP = Rule(
    "given-up",
    Relation.CONTRADICTION,
    "One statement says that what the other tells was given up.",
    ("l'acteur jouera le rôle / l'acteur renonce au rôle",),
)
MISDATED = Rule(
    "year-differs",
    Relation.CONTRADICTION,
    "Both name one thing by its month, with two years.",
    ("le procès des attentats de janvier 2015 / le procès des attentats de janvier 2005",),
)

QUANTIFIER_HOLDS = Rule(
    "quantifier-holds",
    Relation.REFINEMENT,
    "What one says of a part of a whole follows from what the other says of it.",
    ("trois des cinq passagers ont survécu / la plupart des passagers ont survécu",),
)
QUANTIFIERS_DIFFER = Rule(
    "quantifiers-differ",
    Relation.CONTRADICTION,
    "No number of the members of a whole fits what both say.",
    ("la plupart des députés ont voté pour / moins de la moitié des députés ont voté pour", "all survived / no one survived"),
)
PARTS_EXCEED = Rule(
    "parts-exceed-whole",
    Relation.CONTRADICTION,
    "What both say of parts of a whole, which exclude each other, is more than the whole.",
    ("tous les otages sont libres / deux otages sont toujours retenus", "four of six dogs run / three of the dogs sit"),
)

RULES: tuple[Rule, ...] = (
    NOTHING,
    OTHER_UNIT,
    OTHER_SCOPE,
    OTHER_PLACE,
    OTHER_TIME,
    OTHER_WORDS,
    PARTIAL,
    NOT_REAL,
    MAY_BE_TWO,
    NO_VALUE,
    SAME,
    SAME_WORDS,
    SAME_PASSAGE,
    SAME_EVENT,
    CONTAINED,
    TOLL,
    TOLL_OF_A_DAY,
    DIED,
    OPEN,
    HELD,
    NOT_YET,
    MOVED,
    CALLED_OFF,
    MOVED_ON,
    DISPUTE,
    DIFFER,
    DENIED,
    OPPOSITE,
    REFUTED,
    SWAPPED,
    GIVEN_UP,
    MISDATED,
    QUANTIFIER_HOLDS,
    QUANTIFIERS_DIFFER,
    PARTS_EXCEED,
)


def verdict(rule: Rule, why: str = "") -> Verdict:
    return Verdict(rule.relation, rule.id, why or rule.meaning)
