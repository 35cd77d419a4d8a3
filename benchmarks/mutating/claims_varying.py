"""Claims of the tables with some of their fields changed, and what may be known of their articles, drawn by chance."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import test_told as exact

from factcheck.claims import slots_acts, slots_ages, slots_places, slots_states, slots_times, terms
from factcheck.ladder import Context
from factcheck.model import Claim, Duration, Modality, Polarity, Quantity

Row = dict[str, Any]
Kind = tuple[str, str]  # of a claim, and its role
Pair = tuple[str, str, str]  # a language and two texts
DAYS = "2025-08-06 2025-08-07 2025-08-05 2025-08-09 2025-08-10 2025-08-03 2025-07-10 2025-08-26 2025-09-06 2024-08-06".split()  # noqa: SIM905
HOURS = "T14:30 T14:32 T14:33 T14:50 T14:51 T14:10 T23:55 T00:10 T14:00/T15:00 T14:07 T14:31 T14:40 T14:42".split()  # noqa: SIM905
STEPS = (0, 1, 2, 3, 5, 8, 10, 20)  # by which a figure is another
TIMES = (0.1, 0.2, 0.25, 0.34, 0.5, 0.9, 0.95, 0.97, 0.99, 1, 1.01, 1.03, 1.05, 1.1, 1.5, 2, 3, 5, 10)
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 45, 49, 50, 51, 99, 100, 101, 999, 1000, 1001, 1200, 230_000, 999_999, 1_000_000, 1_000_001)
SHAPES = "exact exact exact least most about range more less ten none".split()  # noqa: SIM905
UNITS = """
    person/count man/count drone/count /count km/length mile/length ha/area EUR/money USD/money percent/ratio year/age month/age week/age
    day/age
""".split()  # noqa: SIM905
KEYS = "q:230000..230000|q:900..900|w:tsunami|w:port|k:quake|k:trial|n:paul morin|n:morin|c:FR|d:2025-08-06|by:c:UA".split("|")  # noqa: SIM905
SUBJECTS: Sequence[list[str]] = (
    [],
    ["n:paul morin"],
    ["n:morin"],
    ["n:anne leroy"],
    ["r:driver"],
    ["r:suspect"],
    ["n:paul morin", "r:suspect"],
    ["danger"],
)
LOCATED: Sequence[list[str]] = (
    [],
    [],
    ["by:c:UA"],
    ["by:c:RU"],
    ["age:34"],
    ["age:35"],
    ["age:36"],
    ["name:paul", "name:morin"],
    ["name:morin"],
)
SPEAKERS = ("Paul Morin", "Morin", "Anne Leroy", "le porte-parole du Kremlin", "Kremlin")
PLACES = ("oslo", "bergen", "n ville", "s ville", "nw ville", "e ville")
CHANGED = "value value value value stage scope subject places when when attribution attribution polarity modality keys located".split()  # noqa: SIM905
WORDS = sorted(  # what the readers of slots write into scopes and stages
    value
    for module in (slots_acts, slots_ages, slots_places, slots_states, slots_times, terms)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
)
SCOPES: Sequence[list[str]] = ([], [], ["other"], ["since"], ["hour"], ["local"], ["universal"])


class Pools:
    """What the fields of claims hold, by the kind and role of the claims."""

    def __init__(self, seed: int, pairs: Sequence[Pair]) -> None:
        self.random = random.Random(seed)
        self.pairs: dict[Kind, list[Pair]] = defaultdict(list)
        self.held: dict[Kind, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for lang, a, b in pairs:
            sides = [{(c.kind, c.role): c for c in reversed(exact.reading(side, lang, text).claims)} for side, text in (("a", a), ("b", b))]
            for of in sorted(sides[0].keys() & sides[1].keys()):
                if of[1] != "said":
                    self.pairs[of].append((lang, a, b))
            for of, claim in (item for side in sides for item in side.items()):
                self.keep(self.held[of], claim)
        self.kinds = sorted(self.pairs)

    def keep(self, held: dict[str, list[Any]], claim: Claim) -> None:
        for name in ("subject", "scope", "places"):
            held[name].append(list(getattr(claim, name)))
        held["stage"].append(claim.stage)
        held["keys"].append(sorted(claim.keys))
        held["located"].append([key for key, _, _ in claim.located])
        if claim.when:
            held["when"].append({name: getattr(claim.when, name) for name in ("timex", "earliest", "latest", "relative", "approximate")})

    def row(self) -> Row:
        of = self.random.choice(self.kinds)
        lang, a, b = self.random.choice(self.pairs[of])
        row = {"lang": lang, "a": a, "b": b, "of": list(of), "a:": {}, "b:": {}, "context": self.context(of)}
        return self.changed(row, self.random.choice((0, 1, 1, 2, 2, 3, 4)))

    def near(self, row: Row) -> Row:
        """A row with some more changes."""
        made: Row = json.loads(json.dumps(row))
        if self.random.random() < 0.4:
            made["context"] |= dict(self.random.sample(sorted(self.context((made["of"][0], made["of"][1])).items(), key=str), 1))
        return self.changed(made, self.random.choice((0, 1, 1, 2)))

    def context(self, of: Kind) -> Row:
        """What is known of two articles, where it is not what is known of any."""
        choice, places = self.random.choice, self.held[of]["places"] or [[]]
        order = choice((None, 0, 0, 1, -1))
        days = sorted((choice(DAYS[:8]), choice(DAYS)))
        published = {None: [None, None], 0: [days[0], days[0]], 1: days[::-1], -1: days}[order]
        made = {
            "order": order,
            "same_moment": choice((True, True, False)),
            "published": published if choice((True, True, True, False)) else [choice((None, *DAYS)), choice((None, *DAYS))],
            "same_document": choice((False, False, False, True)),
            "floors": choice((["", ""], ["", ""], ["08-01", "04-01"], ["06-01", ""])),
            "leads": [choice(places), choice(places)],
            "settled": choice(([], [], ["killed"], ["injured"], ["killed", "injured", "missing"])),
            "countries": choice(([], ["c:FR"], ["c:UA", "c:RU"])),
            "lasting": choice((*(False,) * 7, True)),
            "together": choice((False, False, True)),
            "weights": choice(({}, {}, {key: choice((0, 0.5, 0.9)) for key in choice(self.held[of]["keys"] or [[]])})),
        }
        default = Context()._asdict()
        return {name: to for name, to in made.items() if to not in ([], None) and to != default[name]}

    def changed(self, row: Row, times: int) -> Row:
        of = row["of"][0], row["of"][1]
        claims = [next(c for c in exact.reading(side, row["lang"], row[side]).claims if (c.kind, c.role) == of) for side in "ab"]
        for _ in range(times):
            name, sides = self.random.choice(CHANGED), self.random.choice((["a:"], ["b:"], ["a:", "b:"]))
            to = self.field(name, self.held[of])
            for side in sides:
                if name == "value":
                    row[side]["value"] = row[side].get("value", {}) | self.value(claims[side == "b:"], claims)
                else:
                    row[side][name] = to
        return row

    def field(self, name: str, held: dict[str, list[Any]]) -> Any:
        """What a field of a claim may hold."""
        choice = self.random.choice
        match name:
            case "attribution":
                kind = choice(("named", "named", "role", "anonymous"))
                return choice((None, {"speaker": choice(SPEAKERS), "kind": kind, "organisation": choice(("", "Kremlin"))}))
            case "when":
                return self.when(held["when"][:40])
            case "polarity" | "modality":
                return str(choice(list(Polarity if name == "polarity" else Modality)))
            case "stage":
                return choice([*held[name], "earlier", "not yet", "partial", "implied", "", choice(WORDS)])
            case "scope":
                return sorted({*choice([*held[name], []]), *choice((*SCOPES, [choice(WORDS)], self.random.sample(WORDS, 2)))})
            case "keys":
                return sorted({*choice(held[name]), *self.random.sample(KEYS, choice((0, 0, 1, 2)))})
            case "subject":
                return choice([*held[name], *SUBJECTS, []])
            case "located":
                return [*choice(held[name]), *choice(LOCATED)]
        return choice(held[name] or [[]])

    def when(self, held: Sequence[Any]) -> Any:
        first, last = sorted(self.random.choice(DAYS) for _ in "ab")
        days = self.random.choice(((first, first), (first, last)))
        made = {"timex": days[0], "earliest": days[0], "latest": days[1], "approximate": self.random.random() < 0.2}
        return self.random.choice([None, made, made, *held])

    def value(self, claim: Claim, claims: Sequence[Claim]) -> Row:
        """Another value of the kind that a claim has."""
        choice, names = self.random.choice, {field.name for field in fields(claim.value)}
        if isinstance(claim.value, Quantity | Duration):
            return self.figure(claim.value, choice(claims).value)
        if claim.role == "hour":
            return {"timex": choice(HOURS)}
        if "timex" in names:
            month, year = choice(("janvier", "January", "")), choice(("2015", "2005"))
            dated = {"timex": choice((f"{year}-01", f"{year}-01-07", f"{year}-02", year, "2015")), "text": f"{month} {year}".strip()}
            return choice((dated, dated, self.when(()) or {"relative": choice(("weekday:1", "week:+1", "month:8", "year:0"))}))
        if "canonical" in names:
            return {"canonical": choice([*(getattr(c.value, "canonical", "oslo") for c in claims), *PLACES])}
        return {"text": choice(("cancelled", "postponed", "fire: controlled", getattr(choice(claims).value, "text", "")))}

    def figure(self, value: Quantity | Duration, other: object) -> Row:
        """A figure near another, with another hedge or unit."""
        choice = self.random.choice
        base = getattr(other, "min", None) or getattr(other, "max", None) or choice(NUMBERS[1:])
        number = choice((base + choice((1, -1)) * choice(STEPS), base * choice(TIMES), choice(NUMBERS)))
        number, shape = round(number) if number > 20 else round(number, 2), choice(SHAPES)
        low = None if shape in ("most", "less", "none") else number
        high = {"least": None, "more": None, "none": None, "range": number + choice(STEPS), "ten": 10 * number}.get(shape, number)
        made: Row = {"min": low, "max": high, "value": None if shape in ("range", "ten", "none") else number}
        made |= {"approximate": shape == "about", "min_open": shape == "more", "max_open": shape == "less"}
        if isinstance(value, Quantity) and choice((True, False, False, False)):
            unit, _, dimension = choice(UNITS).partition("/")
            made |= {"unit": unit, "dimension": dimension}
        return made
