"""Values and questions in words, short enough for a line of a report. English; the words of articles are never changed."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.model import Claim, Date, Duration, Modality, Name, Number, Polarity, Quantity, Saying, Value
from factcheck.values.gazetteer import country

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_LENGTHS = {"h": "hour", "min": "minute", "s": "second"}
_MEASURES = {"money": "sum of money", "ratio": "share"}
_UNCHANGED = frozenset({"dead", "displaced", "homeless", "injured", "missing"})
_PLURALS = {"child": "children", "man": "men", "people": "people", "person": "people", "woman": "women"}


def show(value: Value | None) -> str:
    """A value as read by people; "" for None."""
    if isinstance(value, Quantity):
        return f"{_figure(value)} {_counted(value)}".strip()
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Name):
        return title(value.canonical)
    return _saying(value) if isinstance(value, Saying) else ""


def _figure(value: Quantity | Duration) -> str:
    low, high = value.min, value.max
    about = "about " if value.approximate and low is not None and high is not None else ""
    if low is not None and low == high:
        return about + number(low)
    if high is None and low is not None:
        return about + ("more than " if value.min_open else "at least ") + number(low)
    if low is None and high is not None:
        return about + ("less than " if value.max_open else "at most ") + number(high)
    return about + (f"{number(low)} to {number(high)}" if low is not None and high is not None else "some")


def number(value: Number) -> str:
    """1234567.5 as "1,234,567.5", whole numbers without a point."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def _counted(value: Quantity) -> str:
    """The unit as it follows a figure; neutral keys of counted nouns in the plural where it takes one."""
    return noun(value.unit, value.min != 1 or value.max != 1) if value.dimension in ("age", "count") else value.unit.replace("percent", "%")


def noun(key: str, plural: bool = True) -> str:
    """A neutral key as a word."""
    word = key.replace("_", " ")
    if not plural or not word:
        return word
    if word in _PLURALS:
        return _PLURALS[word]
    ending = word.endswith("y") and word[-2:-1] not in set("aeou")
    return word if word.endswith("s") or word in _UNCHANGED else word[:-1] + "ies" if ending else word + "s"


def _duration(value: Duration) -> str:
    """ "about 3 hours" from PT3H; a range has two TIMEX values."""
    parts = [_timex(part) for part in value.timex.split("/")]
    if not parts[0][0] and value.value is not None:  # two units in one: "PT2H30M"
        parts = [(str(value.value), _LENGTHS.get(value.unit, value.unit))]
    if not all(amount for amount, _ in parts):
        several = re.fullmatch(r"P(T?)X([YMWDHS])", value.timex)
        return f"several {_UNITS[several[1] + several[2]]}s" if several and several[1] + several[2] in _UNITS else value.timex
    if len(parts) == 2 and parts[0][1] == parts[1][1]:
        return f"{parts[0][0]} to {parts[1][0]} {parts[1][1]}s"
    amount, unit = parts[0]
    told = _figure(replace(value, min=None if value.min is None else float(amount), max=None if value.max is None else float(amount)))
    return f"{told} {unit}" + ("" if float(amount) == 1 else "s")


def _timex(timex: str) -> tuple[str, str]:
    """The number and the unit of a TIMEX3 duration, empty when it has none."""
    found = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])", timex)
    return (found[2], _UNITS[found[1] + found[3]]) if found and found[1] + found[3] in _UNITS else ("", "")


def _date(value: Date) -> str:
    days = value.earliest[:10] if value.earliest else ""
    if days and value.latest and value.latest[:10] != days:
        days += " to " + value.latest[:10]
    if value.text and days and not value.text.startswith(days):
        return f'"{value.text}" ({days})'
    return f'"{value.text}"' if value.text else days or value.timex


def _saying(value: Saying) -> str:
    if value.text == "met":
        return "no meeting" if value.polarity is Polarity.DENIED else "met" if value.modality is Modality.ACTUAL else "planned"
    if value.text == "commented":
        return "no comment yet" if value.polarity is Polarity.DENIED else "has commented"
    if value.text == "arranged":
        return "not arranged yet" if value.polarity is Polarity.DENIED else "arranged"
    if value.text == "open":
        return "not decided yet"
    if value.text in ("cancelled", "postponed"):
        return "called off" if value.text == "cancelled" else "put off"
    if value.modality is Modality.UNKNOWN:
        return "not known"
    return value.text


def answer(claim: Claim) -> str:
    """The value of a claim; where the question says what is counted, the figure alone, and of an encounter also its day."""
    if claim.stage == "implied":
        return "none told of"
    if isinstance(claim.value, Quantity) and claim.value.dimension == "count" and not claim.subject:
        return ("not " if claim.polarity is Polarity.DENIED else "") + _figure(claim.value)
    if claim.role == "state" and isinstance(claim.value, Saying):
        return claim.value.text.partition(": ")[2].replace("_", " ")
    if claim.role == "bearing" and isinstance(claim.value, Name):
        heading, _, place = claim.value.canonical.partition(" ")
        return f"{_HEADINGS[heading]} of {title(place)}"
    if claim.role == "distance" and claim.scope:
        return f"{show(claim.value)} {_HEADINGS[claim.scope[0]]}"
    if claim.kind == "status" and claim.when is not None:
        return f"{show(claim.value)}, {show(claim.when)}"
    return show(claim.value)


def stance(claim: Claim) -> str:
    """How a claim asserts what it says, in a word or two."""
    if claim.modality is not Modality.ACTUAL:
        return "not known" if claim.modality is Modality.UNKNOWN else claim.modality.value
    return "denied" if claim.polarity is Polarity.DENIED else "stated"


def question(claim: Claim) -> str:
    """The question that a claim answers."""
    if claim.role in _SLOTS or claim.role == "state":
        return _slot(claim)
    if claim.kind == "quantity":
        return _how_many(claim)
    if claim.kind == "duration":
        return f"How long did the {_lasting(claim)} last?"
    if claim.role == "commented":
        return f"Has {_who(claim)} commented on a meeting?"
    if claim.role == "arranged":
        return f"Is a meeting of {_who(claim)} arranged?"
    about = _who(claim)
    asked = {
        "date": f"When do {about} meet?",
        "place": f"Where do {about} meet?",
        "status": f"Have {about} met?",
        "quotation": "What was said?",
    }
    return asked.get(claim.kind, "What is told?")


_HEADINGS = {
    "n": "north",
    "ne": "north-east",
    "e": "east",
    "se": "south-east",
    "s": "south",
    "sw": "south-west",
    "w": "west",
    "nw": "north-west",
}
_SLOTS = {
    "age": "How old is {}?",
    "bearing": "Where was it from {}?",
    "day": "When was the {}?",
    "depth": "How deep was it?",
    "distance": "How far was it from {}?",
    "done": "When was or is it: {}?",
    "hour": "At what time was the {}?",
    "locality": "In which {} was it?",
    "route": "From where to where was it?",
    "sentenced": "How long is the sentence of {}?",
    "shock": "How long was the shock felt?",
    "size": "How many are in {}?",
    "sought": "How long a sentence was asked for?",
    "venue": "Where was or is it: {}?",
}
_STATES = {
    "appeal": "Does {} appeal?",
    "aircraft": "What crashed?",
    "authors": "How many did it?",
    "blasts": "How many explosions were there?",
    "briefing": "Was there a press conference?",
    "capture": "Did {} give up or was it by force?",
    "cause": "What was the cause?",
    "custody": "Is {} on the run, held, charged or free?",
    "danger": "Are lives in danger?",
    "deal": "Has the deal been done?",
    "deathplace": "Where did {} die?",
    "defeat": "Has {} conceded?",
    "dummy": "Was the weapon real?",
    "election": "Was the vote fair?",
    "emergency": "Is there a state of emergency?",
    "entry": "Was entry forced?",
    "facts": "Does {} admit it?",
    "fight": "Is there an agreement?",
    "fire": "Is the fire out?",
    "law": "How far has the law come?",
    "life": "How is {}?",
    "motive": "What was the motive?",
    "office": "Does {} stay in office?",
    "outcome": "Was an agreement reached?",
    "payment": "How is it paid?",
    "record": "Is {} known to the police?",
    "recorder": "Have the flight recorders been found?",
    "responsibility": "Has anybody claimed responsibility?",
    "sobriety": "Had {} been drinking?",
    "stoppage": "Is there a strike?",
    "traffic": "Is traffic running?",
    "tsunami": "Was there a tsunami warning?",
    "vessel": "What ship was it?",
    "watch": "Is {} on a watch list?",
    "weapon": "With which weapon?",
}


def _slot(claim: Claim) -> str:
    """The question of a slot of an event, with who or what it is about."""
    family = claim.value.text.partition(": ")[0] if claim.role == "state" and isinstance(claim.value, Saying) else ""
    asked = _STATES.get(family, "On what charge?") if family else _SLOTS[claim.role]
    keys = [key for key in claim.subject if key != family]
    if claim.role == "bearing" and isinstance(claim.value, Name):
        return asked.format(title(claim.value.canonical.partition(" ")[2]))
    if claim.role in ("distance", "locality"):
        return asked.format(title(keys[0]) if claim.role == "distance" else keys[0])
    named = [title(key[2:]) for key in keys if key.startswith("n:")]
    told = [key.removeprefix("r:").replace("_", " ") for key in keys if not key.startswith("n:")]
    if claim.kind == "date" or claim.role == "venue":
        return asked.format(told[0] if told else "event")
    return asked.format(named[0] if named else f"the {told[0]}" if told else "the person")


def _who(claim: Claim) -> str:
    keys = [key for key in claim.subject if not key.startswith(("k:", "with:")) and key != "met"]
    names = [title(country(key[2:]) if key.startswith("c:") else key) for key in keys]
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]


def title(name: str) -> str:
    """A canonical name with capitals."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _lasting(claim: Claim) -> str:
    head = next((key[2:] for key in claim.subject if key.startswith(("k:", "w:", "v:"))), "event")
    people = [title(key) for key in claim.subject if key[:2] not in ("k:", "w:", "v:")]
    return f"{head} of {' and '.join(people)}" if people else head


def _how_many(claim: Claim) -> str:
    value = claim.value
    assert isinstance(value, Quantity)
    told = [title(country(part[2:])) if part.startswith("c:") else part for part in claim.scope]
    scope = f" ({', '.join(told)})" if told else ""
    if value.dimension != "count":
        return f"Which {_MEASURES.get(value.dimension, value.dimension)}{scope}?"
    what = noun(value.unit) if claim.subject else "people"
    verb = "" if claim.role == "count" else " " + claim.role.replace("_", " ")
    return f"How many {what}{verb}{scope}?"
