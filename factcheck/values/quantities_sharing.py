"""Figures that share the unit behind the last of them: "20 et 30 ans", "10, 15 and 20 km", "passé de 3 à 5 millions"."""

from __future__ import annotations

from factcheck.model import Number
from factcheck.values import quantities_ranges as ranges
from factcheck.values.quantities_passage import Mention, Passage


def share(passage: Passage, mentions: list[Mention], new: Mention) -> None:
    """Give the unit of a mention to the figures without one that stand right before it."""
    right = new
    links: tuple[str, ...] = ("and", "alternative", "range")
    for n in range(len(mentions) - 1, -1, -1):
        left = mentions[n]
        if not _coordinated(passage, left, right, links):
            return
        passage.shared[right.whole[0]] = left.whole[0]
        mentions[n] = right = _with_unit(passage, left, right)
        links = ("comma",)


def _coordinated(passage: Passage, left: Mention, right: Mention, links: tuple[str, ...]) -> bool:
    """Whether nothing but one word joins two figures, of which the first counts nothing by itself."""
    if left.unit or {left.numeral.kind, right.numeral.kind} != {"cardinal"} or left.numeral.digits != right.numeral.digits:
        return False
    if right.whole[0] - left.whole[1] != 1 or (right.unit and right.unit.first < right.number[1]):
        return False
    link = left.whole[1]
    if "range" in links and _ranged(passage, link):
        return ranges.changed(passage, left.whole[0]) or _falling(passage, left, right)
    return any(_links(passage, link, name) for name in links) and (right.unit is None or right.unit.dimension != "count")


def _falling(passage: Passage, left: Mention, right: Mention) -> bool:
    """ "de 15 à 11 jours": no range goes down."""
    opened = left.whole[0] > 0 and passage.tokens[left.whole[0] - 1].lower in passage.words["from"]
    return opened and left.numeral.value > right.numeral.value


def _ranged(passage: Passage, at: int) -> bool:
    return passage.tokens[at].lower in passage.words["range"]


def _links(passage: Passage, at: int, name: str) -> bool:
    if name == "comma":
        return passage.written(at) == ","
    return passage.key(at) in (passage.pack.table("numbers")["and"] if name == "and" else passage.words["alternative"])


def _with_unit(passage: Passage, left: Mention, right: Mention) -> Mention:
    """The first figure with the unit of the second, and with its scale ("de 3 à 5 millions")."""
    bounds, said = left.bounds, left.numeral.value
    scaled = ranges.shared_scale(passage, left.numeral, right.numeral)
    if scaled != said and said:
        times = scaled // said if isinstance(scaled, int) and isinstance(said, int) else round(scaled / said)
        bounds = bounds._replace(min=_times(bounds.min, times), max=_times(bounds.max, times), value=_times(bounds.value, times))
    return left._replace(bounds=bounds, unit=right.unit, numeral=left.numeral._replace(value=scaled), rate=left.rate or right.rate)


def _times(value: Number | None, times: int) -> Number | None:
    if value is None:
        return None
    product = value * times
    return int(product) if isinstance(product, float) and product.is_integer() else product
