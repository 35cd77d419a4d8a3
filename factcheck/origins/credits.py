"""Whom an article names as where its text is from: agencies in its credits and datelines, and what single claims are cited from."""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims import Reading
from factcheck.language import load, supported
from factcheck.model import Claim
from factcheck.text import fold

_HEAD, _TAIL = 120, 240  # code points at the beginning and at the end in which credits stand
UNMARKED = "fpqvFPQV"  # letters that hardly ever bear a mark, and so are never written otherwise
_FREQUENT = "aeinrst"  # letters that are soon counted; folding leaves each
_LINES, _SHORT = 2, 60  # last lines that may be credits, and how long these are


@cache
def _agencies() -> dict[str, str]:
    """The key of each agency by its names, in the spelling of every language."""
    return {name: agency for lang in supported() for agency, names in load(lang).table("credits")["agencies"].items() for name in names}


def of(reading: Reading) -> frozenset[str]:
    """The agencies that an article credits, or that it was spoken to for."""
    article = reading.article
    head, tail = fold(article.text[:_HEAD]).text, fold(article.text[-_TAIL:]).text
    last = [line for line in tail.splitlines() if line.strip()][-_LINES:]
    places = [fold(article.outlet or "").text, *_brackets().findall(head), *_brackets().findall(tail)]
    places += [line for line in last if len(line) <= _SHORT] + [_dateline(head)]
    named = {agency for name, agency in _agencies().items() if any(_holds(place, name) for place in places)}
    return frozenset(named | {agency for claim in reading.claims if (agency := _agencies().get(cited(claim)))})


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\([^()\n]{2,60}\)")


def without_credits(text: str, title: str | None, outlet: str | None) -> tuple[int, int]:
    """Where the text proper begins and ends: without its own title before it, its dateline, and the lines that say whose it is."""
    start, end = 0, len(text)
    while start < end:
        stop = text.find("\n", start, end)
        line = text[start : stop if stop >= 0 else end]
        if stop < 0 or not (not line.strip() or _same(line, title) or _credit(line, outlet)):
            break
        start = stop + 1
    while (stop := text.rfind("\n", start, end)) >= 0 and (not text[stop:end].strip() or _credit(text[stop:end], outlet)):
        end = stop
    dateline = re.match(r"[^\n()]{0,60}\(([^()\n]{2,40})\) ?[-\u2013\u2014] ", text[start : start + 3 * _SHORT])
    return start + (dateline.end() if dateline and _credit(dateline[1], None) else 0), end


def _same(line: str, title: str | None) -> bool:
    if title is None or any(line.count(letter) != title.count(letter) for letter in UNMARKED):
        return False
    return fold(line).text.split() == fold(title).text.split()


def _credit(line: str, outlet: str | None) -> bool:
    """Whether a line says nothing but whose text it is: an agency or the outlet itself, and words of credits."""
    if line.count("e") > _SHORT or sum(map(line.count, _FREQUENT)) > _SHORT or len(plain := fold(line).text.strip()) > _SHORT:
        return False
    names = [name for name in (*_agencies(), *filter(None, [(outlet or "").strip()])) if _holds(plain, name)]
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(name, " ")
    return bool(names) and all(word in _credit_words() for word in re.findall(r"\w+", plain.lower()))


@cache
def _credit_words() -> frozenset[str]:
    return frozenset(word for lang in supported() for word in load(lang).table("credits")["words"]["beside"])


def _dateline(head: str) -> str:
    """The last word before the dash with which the text proper begins: "LYON, 3 mai, AFP - "."""
    before = re.split(r" ?[-\u2013\u2014] ", head, maxsplit=1)
    return before[0][-_SHORT // 3 :].rpartition(",")[2] if len(before) > 1 else ""


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a name as words of their own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


def handed_out(reading: Reading) -> frozenset[int]:
    """Where the sentences begin that tell from what was handed out or published for everybody."""
    text = reading.article.text
    lower = text.lower()
    if not any(noun in lower for noun in _documents()):
        return frozenset()
    spans = {claim.statement for claim in reading.claims if claim.attribution is not None}
    return frozenset(start for start, end in spans if _tells_from(fold(text[start:end]).text.lower()))


def _tells_from(sentence: str) -> bool:
    return any(_holds(sentence, f"{word} {noun}") for noun, befores in _documents().items() if noun in sentence for word in befores)


@cache
def _documents() -> dict[str, list[str]]:
    """What is handed out, each with the words that may stand before it."""
    tables = [load(lang).table("credits")["words"] for lang in supported()]
    return {noun: words["before"] for words in tables for noun in words["documents"]}


def cited(claim: Claim) -> str:
    """The outlet that a claim is told from, as written; "" for none."""
    said = claim.attribution
    if said is None:
        return ""
    return said.via or (said.speaker if said.kind == "outlet" else "")


def source(claim: Claim, handed: frozenset[int]) -> str:
    """The key of the source that a claim is told from: an outlet, or a text that somebody has handed out; "" when it is its
    article's own. ``handed``: where the sentences of its article begin that tell from such a text."""
    if outlet := cited(claim):
        return name_key(outlet)
    if claim.attribution is None or claim.statement[0] not in handed or not claim.attribution.speaker:
        return ""
    said = claim.attribution
    return f"{name_key(said.organisation if said.kind == 'document' and said.organisation else said.speaker)} (handed out)"


def name_key(name: str) -> str:
    """The key of an outlet, agency or document that is cited, equal for all its spellings; "" for none."""
    if name in _agencies():
        return _agencies()[name]
    plain = " ".join(fold(name).text.lower().split())
    return plain.removeprefix(next((article for article in _articles() if plain.startswith(article) and plain != article), ""))


@cache
def _articles() -> tuple[str, ...]:
    """ "le ", "l'", "the ": articles as they stand before a name."""
    words = (word for lang in supported() for word in load(lang).table("credits")["words"]["articles"])
    return tuple(sorted(word if word.endswith("'") else f"{word} " for word in words))
