"""Values and questions in words, short enough for a line of a report. English; the words of articles are never changed."""

from __future__ import annotations

from factcheck.model import Claim, Date, Duration, Modality, Name, Number, Polarity, Quantity, Saying, Value

_SECONDS = (("year", 31_557_600), ("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def show(value: Value | None) -> str:
    """A value as read by people; "" for None."""
    if isinstance(value, Quantity):
        return f"{_figure(value)} {value.unit}".strip()
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Name):
        return " ".join(word.capitalize() for word in value.canonical.split())
    return _saying(value) if isinstance(value, Saying) else ""


def _figure(value: Quantity | Duration, scale: float = 1) -> str:
    low = None if value.min is None else value.min / scale
    high = None if value.max is None else value.max / scale
    about = "about " if value.approximate else ""
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


def _duration(value: Duration) -> str:
    least = value.min if value.min is not None else value.max
    if least is None:
        return value.timex
    unit, seconds = next((u for u in _SECONDS if least >= u[1] and (least % u[1] == 0 or u[0] == "year")), _SECONDS[-1])
    if unit == "year":
        seconds = 31_536_000 if least % 31_536_000 == 0 else seconds
    told = _figure(value, seconds)
    return f"{told} {unit}{'' if told == '1' else 's'}"


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
    if value.text == "open":
        return "not decided yet"
    if value.modality is Modality.UNKNOWN:
        return "not known"
    return value.text


def question(claim: Claim) -> str:
    """The question that a claim answers."""
    about = _who(claim)
    if claim.kind == "quantity":
        return _how_many(claim)
    if claim.kind == "duration":
        return f"How long did the {_noun(claim)} last?"
    asked = {
        "date": f"When do {about} meet?",
        "place": f"Where do {about} meet?",
        "quotation": "What was said?",
        "statement": "What is told?",
    }
    if claim.kind == "status":
        return f"Has {about} commented on a meeting?" if claim.role == "commented" else f"Did {about} meet?"
    return asked[claim.kind]


def _who(claim: Claim) -> str:
    people = [key for key in claim.subject if not key.startswith(("k:", "with:")) and key != "met"]
    names = [key.removeprefix("c:") if key.startswith("c:") else " ".join(w.capitalize() for w in key.split()) for key in people]
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]


def _noun(claim: Claim) -> str:
    head = next((key[2:] for key in claim.subject if key.startswith(("k:", "w:", "v:"))), "event")
    people = [" ".join(w.capitalize() for w in key.split()) for key in claim.subject if key[:2] not in ("k:", "w:", "v:")]
    return f"{head} of {' and '.join(people)}" if people else head


def _how_many(claim: Claim) -> str:
    value = claim.value
    assert isinstance(value, Quantity)
    scope = f" ({', '.join(part.removeprefix('c:') for part in claim.scope)})" if claim.scope else ""
    what = value.unit if claim.subject else "people"
    verb = {"count": "", "money": "", "ratio": ""}.get(claim.role, claim.role.replace("_", " "))
    if value.dimension == "count":
        return f"How many {what} {verb}".rstrip() + f"{scope}?"
    return f"How much ({value.dimension}){scope}?"
