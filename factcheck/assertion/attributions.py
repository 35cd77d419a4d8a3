"""Who says which stretch of a statement.

Three shapes: a marker with its source ("selon X", "according to X"), a verb of saying behind its subject ("X a déclaré que"), and a verb
of saying behind what is said ("..., a déclaré X", "..., X said"). Each gives the stretch that is said and who says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.assertion import phrases, sentence, speakers, speech
from factcheck.assertion.clauses import Clauses
from factcheck.assertion.phrases import Source
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speakers import NAMED, PRONOUN, Speaker
from factcheck.assertion.speech import GERUND, PASSIVE, Verb
from factcheck.language import Pack
from factcheck.model import Attribution, Name, Token

# How many tokens may stand between a participle and who is named behind "by", and before a colon that introduces a quotation.
PASSIVE_REACH, NAME_REACH = 14, 12


class Saying(NamedTuple):
    """What is said and by whom, in tokens. ``said``: half-open stretches; ``start``/``end``: the words that tell who says it;
    ``aside``: these words interrupt or close what is said."""

    said: tuple[tuple[int, int], ...]
    source: Source
    start: int
    end: int
    aside: bool = False


class After(NamedTuple):
    """What a verb is followed by. ``strong``: an opener says that it is what is said."""

    said: tuple[int, int] | None
    strong: bool
    end: int
    via: str = ""


def read(
    text: str, tokens: Sequence[Token], pack: Pack, parts: Clauses, quotes: Sequence[tuple[int, int]] = (), names: Sequence[Name] = ()
) -> list[Saying]:
    """Every saying of a statement, in the order of the words that tell who says it."""
    words = speech.lexicon(pack)
    markers = {start: (end, kind) for start, end, kind in speech.markers(tokens, words)}
    verbs = {verb.start: verb for verb in speech.verbs(tokens, words)}
    if not markers and not verbs and not any(token.text == ":" for token in tokens):
        return []
    view = sentence.read(text, tokens, words, parts, quotes, names, markers)
    found: list[Saying] = []
    done = 0
    for place in sorted({*markers, *verbs, *_colons(view)}):
        if place < done:
            continue
        new = _at(view, place, verbs.get(place), found[-1] if found else None)
        if new is not None:
            found = _added(found, new)
            done = max(done, new.end)
    return found


def asides(tokens: Sequence[Token], found: Sequence[Saying]) -> list[tuple[int, int]]:
    """The stretches between commas that interrupt what is said, with the comma behind them."""
    between = [saying for saying in found if saying.aside and saying.start and saying.end < len(tokens)]
    return [(saying.start, saying.end + 1) for saying in between if tokens[saying.start - 1].text == tokens[saying.end].text == ","]


def triples(tokens: Sequence[Token], found: Sequence[Saying]) -> tuple[tuple[int, int, Attribution], ...]:
    """Sayings in characters."""
    return tuple(
        (tokens[start].start, tokens[end - 1].end, _attribution(tokens, saying))
        for saying in found
        for start, end in saying.said
        if start < end
    )


def _attribution(tokens: Sequence[Token], saying: Saying) -> Attribution:
    speaker = saying.source.speaker
    return Attribution(speaker.text, speaker.kind, tokens[saying.start].start, tokens[saying.end - 1].end, saying.source.via)


def _at(view: Sentence, place: int, verb: Verb | None, previous: Saying | None) -> Saying | None:
    end, kind = view.markers.get(place, (0, ""))
    if kind == "citing":
        return _cites(view, place, end, previous)
    if kind in ("before", "within", "after"):
        return _marked(view, place, end - (kind == "within"))
    if verb is not None:
        return _spoken(view, verb, previous)
    return _introduced(view, place) if view.mark(place) == ":" else None


def _added(found: list[Saying], new: Saying) -> list[Saying]:
    """A saying that follows cuts what an earlier one says, unless it is itself part of it."""
    if found and new.start == found[-1].start and new.source.via:
        found = found[:-1]  # who is cited takes the place of who cites
    if found and new.aside:
        last = found[-1]
        cut = tuple((start, min(end, new.start)) if start < new.start else (start, end) for start, end in last.said)
        found = [*found[:-1], last._replace(said=tuple((start, end) for start, end in cut if start < end))]
    return [*found, new]


# ------------------------------------------------------------------------------------------- markers


def _marked(view: Sentence, start: int, name: int) -> Saying | None:
    """ "Selon X, ...", "..., selon X": the stretch that the source stands in, without it."""
    found = phrases.following(view, name)
    if found is None:
        return None
    found = phrases.unnamed(view, phrases.cited(view, phrases.bracketed(view, found)))
    return Saying(_around(view, start, found.end), found, start, found.end, True)


def _around(view: Sentence, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What is said around the words that tell who says it: behind them when they open, before them when they close, else both."""
    left, right = view.bare(view.left[start], start), view.bare(end, view.right[end] if end < len(view.tokens) else end)
    if view.mark(end) == ":":
        right = view.bare(end + 1, view.right[min(end + 1, len(view.tokens) - 1)])
    if _empty(view, *left):
        return (right,)
    if not right[0] < right[1] or view.verb_between(*left):
        return (_quoted_left(view, left),)
    return ((left[0], right[1]),)


def _empty(view: Sentence, start: int, end: int) -> bool:
    """Nothing but what stands in passing."""
    places = range(start, min(end, start + phrases.REACH))
    return all(view.mark(place) or view.has(place, "coordinator", "adverb", "time") for place in places)


def _quoted_left(view: Sentence, left: tuple[int, int]) -> tuple[int, int]:
    """A quotation before the words that tell who says it is said whole."""
    start, end = left
    opened = view.closes.get(end - 1 if view.mark(end - 1) == '"' else end, start)
    return min(start, view.left[max(opened - 1, 0)]), end


def _cites(view: Sentence, start: int, end: int, previous: Saying | None) -> Saying | None:
    """ "..., said the NYT on Monday, citing two people": who is cited says what the outlet says."""
    if previous is None or start - previous.end > phrases.REACH or view.left[start] > previous.end:
        return None
    found = phrases.following(view, end)
    if found is None or found.speaker.kind == PRONOUN or not previous.source.speaker.text:
        return None
    source = Source(found.speaker, previous.source.start, found.end, previous.source.speaker.text)
    said = tuple((a, min(b, start)) if a < start < b and b <= found.end + 1 else (a, b) for a, b in previous.said)
    return Saying(said, source, previous.start, found.end, False)


# --------------------------------------------------------------------------------------- quotations


def _colons(view: Sentence) -> Iterator[int]:
    """The colons before a quotation."""
    return (start - 2 for start in view.opens if view.mark(start - 2) == ":")


def _introduced(view: Sentence, colon: int) -> Saying | None:
    """ "X : «...»": nothing but a name before the colon."""
    start = view.left[colon]
    if not 0 < colon - start <= NAME_REACH:
        return None
    found = phrases.source(view, start, colon)
    name = found is not None and found.speaker.kind == NAMED and _is_name(view, found)
    return Saying((_quotation(view, colon + 2),), found, start, colon + 1) if found is not None and name else None


def _is_name(view: Sentence, found: Source) -> bool:
    """Known as a person, or two capitalised words of which none is known as something else."""
    left, right = view.tokens[found.start].start, view.tokens[found.end - 1].end
    known = {name.type for name in view.names if left <= name.start and name.end <= right}
    return "person" in known or (not known and found.speaker.text.count(" ") >= 1)


def _quotation(view: Sentence, start: int) -> tuple[int, int]:
    """A quotation that begins at a token, with its marks."""
    end = view.opens[start]
    return start - 1, end + (view.mark(end) == '"')


# -------------------------------------------------------------------------------------------- verbs


def _spoken(view: Sentence, verb: Verb, previous: Saying | None) -> Saying | None:
    if verb.use == PASSIVE:
        return _passive(view, verb)
    if verb.use == GERUND:
        return _going_on(view, verb, previous)
    if verb.pronoun >= 0:
        return _inserted(view, verb)
    before = _verb_begin(view, verb.start)
    if view.has(before - 1, "as"):
        return _as_said(view, verb, before - 1)
    after = _after(view, verb)
    if view.mark(before - 1) not in ("", ".") or before == view.left[verb.start]:
        return _behind(view, verb, before, after, previous)
    return _subject_first(view, verb, before, after, previous)


def _verb_begin(view: Sentence, start: int) -> int:
    """Where the verb begins with its pronouns and adverbs: "lui a dit", "also said"."""
    floor = max(view.left[start], start - 6)
    while start > floor and view.has(start - 1, "object", "reflexive", "adverb") and not view.has(start - 1, "as"):
        start -= 1
    return start


def _passive(view: Sentence, verb: Verb) -> Saying | None:
    """ "a été annoncé par X", "announced by X": what is said stands before, or behind when the participle opens."""
    if verb.lemma not in view.words.properties["passive"]:
        return None
    limit = min(verb.end + PASSIVE_REACH, view.right[verb.start])
    by = next((place for place in range(verb.end, limit) if view.has(place, "by") or view.mark(place) == ","), limit)
    found = phrases.following(view, by + 1) if by + 1 < limit and view.has(by, "by") else None
    if found is None or view.verb_between(verb.end, by):
        return None
    left = view.bare(view.left[verb.start], by)
    opening = _empty(view, view.left[verb.start], verb.start)
    said = view.bare(found.end, view.right[verb.start]) if opening else left
    return Saying((said,), phrases.unnamed(view, found), verb.start, found.end)


def _going_on(view: Sentence, verb: Verb, previous: Saying | None) -> Saying | None:
    """ "..., ajoutant que": whoever spoke before goes on."""
    after = _after(view, verb)
    if after.said is None or not (after.strong or verb.lemma in view.words.properties["bare"]):
        return None
    speaker = _same(view, verb.start, previous)
    return Saying((after.said,), speaker, verb.start, max(after.end, verb.end), True) if speaker is not None else None


def _same(view: Sentence, verb: int, previous: Saying | None) -> Source | None:
    """Who spoke before, else the subject that opens the stretch."""
    start = view.left[verb]
    if view.has(start - 1, "adversative"):
        start = view.left[start - 1]
    if previous is not None and start <= previous.end:
        return previous.source
    while start < verb and (view.mark(start) or view.has(start, "adverb", "time", "coordinator")):
        start += 1
    found = phrases.following(view, start) if start < verb else None
    return found if found is not None and found.end < verb and view.verb_between(found.end, found.end + 1) else None


def _inserted(view: Sentence, verb: Verb) -> Saying | None:
    """ "«...», a-t-il dit, «...»": all around it is said by whom the pronoun stands for."""
    before = verb.start - 1
    while view.has(before, "reflexive", "object"):
        before -= 1
    if not view.has(verb.pronoun, "third") or not view.mark(before):
        return None
    end, via = phrases.passing(view, verb.end)
    source = Source(Speaker("", PRONOUN), verb.pronoun, verb.pronoun + 1, via)
    return Saying(_both(view, before + 1, end), source, before + 1, end, True)


def _both(view: Sentence, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What stands before and, when it goes on, behind."""
    left = _quoted_left(view, view.bare(view.left[start], start))
    if view.mark(end) not in (",", ":") or end + 1 >= len(view.tokens) or view.has(end + 1, "gerund", "subordinate", "relative"):
        return (left,)
    right = view.bare(end + 1, view.right[end + 1])
    quoted = next((_quotation(view, place) for place in (end + 2,) if place in view.opens), None)
    return ((left[0], quoted[1] if quoted else right[1]),)


def _as_said(view: Sentence, verb: Verb, start: int) -> Saying | None:
    """ "Comme l'a annoncé X, ...", "..., as X said"."""
    found = phrases.following(view, phrases.passing(view, verb.end)[0])
    if found is None:
        return None
    return Saying(_around(view, start, found.end), phrases.unnamed(view, found), start, found.end, True)


def _as_told(view: Sentence, verb: Verb, start: int, before: int) -> Saying | None:
    """ "As X said, ...": the subject stands before its verb."""
    found = phrases.source(view, start + 1, before)
    return Saying(_around(view, start, verb.end), phrases.unnamed(view, found), start, verb.end, True) if found is not None else None


def _behind(view: Sentence, verb: Verb, before: int, after: After, previous: Saying | None) -> Saying | None:
    """A verb behind a mark: "..., a déclaré X", or a subject that was interrupted: "X, maire de Y, a déclaré que"."""
    if after.strong and after.said is not None:
        source = phrases.interrupted(view, before) or _same(view, verb.start, previous)
        return Saying((after.said,), _with(view, source, after.via), verb.start, max(after.end, verb.end)) if source else None
    name, via = phrases.passing(view, verb.end)
    found = phrases.following(view, name) if _inverts(view, verb, name) else None
    subject = phrases.interrupted(view, before)
    if subject is not None and (found is None or found.speaker.kind == speakers.ROLE) and not _closes(view, before, found):
        if after.said is not None and (found is None or view.verb_between(*after.said) or _takes_object(view, verb)):
            return Saying((after.said,), _with(view, subject, after.via), subject.start, verb.end)
        if found is None and _said_before(view, subject.start, after):
            return _closing_with(view, subject, verb, after)
    if found is None or (before <= view.left[verb.start] and not view.closes.get(before - 1)):
        return None
    return _closing(view, before, phrases.cited(view, found), via)


def _closes(view: Sentence, before: int, found: Source | None) -> bool:
    """A clause with its verb stands before, and nothing behind who spoke: "..., a confirmé le maire."."""
    at_end = found is not None and (found.end >= len(view.tokens) or view.mark(found.end) in (".", ","))
    return at_end and view.verb_between(view.left[before], before - 1)


def _takes_object(view: Sentence, verb: Verb) -> bool:
    return verb.lemma in view.words.properties["object"]


def _closing(view: Sentence, before: int, found: Source, via: str) -> Saying | None:
    end, channel = phrases.passing(view, found.end)
    left = _quoted_left(view, view.bare(view.left[before], before))
    if left[0] >= left[1]:
        return None
    said = _both(view, before, end) if view.mark(end) == "," and end + 2 in view.opens else (left,)
    return Saying(said, _with(view, found, via or channel), before, end, True)


def _inverts(view: Sentence, verb: Verb, place: int) -> bool:
    """The subject may stand behind: a determiner, a capital or the noun of a speaker opens it. Where the head of a phrase stands last,
    an auxiliary never stands before its subject; and whom a verb names as hearer is no subject."""
    if place >= len(view.tokens) or view.tokens[place].kind != "word" or verb.lemma in view.words.properties["hearer"]:
        return False
    if not view.words.head_first and verb.end - verb.start > 1:
        return False
    return speakers.is_capital(view.tokens[place]) or view.has(place, "determiner", "human", "anonymous", "medium")


def _with(view: Sentence, source: Source, via: str) -> Source:
    return phrases.unnamed(view, source._replace(via=source.via or via))


def _subject_first(view: Sentence, verb: Verb, before: int, after: After, previous: Saying | None) -> Saying | None:
    """ "X a déclaré que ...", or "..., X said"."""
    if view.has(before - 1, "relative"):
        found = phrases.interrupted_by(view, before - 1)
    elif view.has(before - 1, "coordinator"):
        found = _same(view, verb.start, previous)
    else:
        start, _ = phrases.chunk_start(view, before)
        if view.has(start, "as"):
            return _as_told(view, verb, start, before)
        found = phrases.subject(view, before)
    if found is None:
        return None
    closes = view.mark(found.start - 1) in (",", '"', "-", "–", "—") and not view.has(before - 1, "relative", "coordinator")
    if closes and not after.strong and _said_before(view, found.start, after):
        return _closing_with(view, found, verb, after)
    if after.said is None:
        return None
    return Saying((after.said,), _with(view, found, after.via), min(found.start, verb.start), max(after.end, verb.end))


def _said_before(view: Sentence, start: int, after: After) -> bool:
    """A quotation or a clause with its verb stands before, and none behind."""
    begin = view.left[start]
    quoted = view.mark(start - 1) == '"' or view.mark(start - 2) == '"'
    while view.has(begin, "coordinator", "adverb", "time") or view.mark(begin) == ",":
        begin += 1
    told = view.verb_between(begin, start - 1) or (start - begin > 4 and phrases.passing(view, begin)[0] < start - 1)
    if not quoted and (not told or view.has(begin, "subordinate", "gerund") or view.has(begin + 1, "that")):
        return False
    return after.said is None or not view.verb_between(*after.said)


def _closing_with(view: Sentence, found: Source, verb: Verb, after: After) -> Saying:
    end = max(after.end, verb.end)
    source = phrases.cited(view, found._replace(end=end))
    return Saying(_both(view, found.start, end), _with(view, source, after.via), found.start, max(end, source.end), True)


# ------------------------------------------------------------------------------- what is said behind


def _after(view: Sentence, verb: Verb) -> After:
    """What a verb of saying is followed by: "que ...", ": «...»", an infinitive, a bare clause, an object."""
    hearer = _hearer(view, verb)
    via = phrases.outlet(view, verb.end, hearer)
    at, channel = phrases.passing(view, hearer)
    via = via or channel
    opened = _opened(view, at)
    if opened is not None:
        return After(opened, True, at, via)
    place = at if at < len(view.tokens) else len(view.tokens) - 1
    if at >= len(view.tokens) or view.mark(place) not in ("", '"'):
        return After(None, False, at, via)
    if _goes_on(view, verb, hearer, at):
        said = view.bare(hearer, view.content_end(hearer))
        return After(said if said[0] < said[1] else None, False, verb.end, via)
    return After(None, False, at, via)


def _hearer(view: Sentence, verb: Verb) -> int:
    """Where the hearer ends that some verbs name before what is said: "told reporters that"."""
    if verb.lemma not in view.words.properties["hearer"] or verb.end >= len(view.tokens):
        return verb.end
    if view.has(verb.end, "third", "first"):
        return verb.end + 1
    return speakers.phrase_end(view.tokens, verb.end, view.words)


def _opened(view: Sentence, at: int) -> tuple[int, int] | None:
    """What an opener at a token says: "que", a colon, a quotation."""
    if at + 1 >= len(view.tokens):
        return None
    if view.has(at, "that"):
        return view.bare(at + 1, max(view.content_end(at), at + 1))
    quote = at + 1 if view.mark(at) == '"' else at + 2
    if view.mark(at) in (":", ",", '"') and quote in view.opens:
        return _quotation(view, quote)
    return view.bare(at + 1, view.right[at + 1]) if view.mark(at) == ":" else None


def _goes_on(view: Sentence, verb: Verb, start: int, at: int) -> bool:
    """What follows without an opener is said: a clause, an infinitive, a plain object."""
    properties = view.words.properties
    if verb.lemma in properties["bare"] and view.verb_between(at, view.content_end(at)):
        return True
    if view.has(at, "infinitive") and view.tokens[at].text == view.tokens[at].lower:
        return True
    plain = view.has(start, "determiner") or (start < len(view.tokens) and (view.tokens[start].kind == "digits" or view.mark(start) == '"'))
    plain = plain or view.has(at, "gerund")
    return verb.lemma in properties["object"] and (plain or (at < len(view.tokens) and speakers.is_capital(view.tokens[at])))
