"""Who says which stretch of a statement.

Three shapes: a marker with its source ("selon X", "according to X"), a verb of saying behind its subject ("X a déclaré que"), and a verb
of saying behind what is said ("..., a déclaré X", "..., X said"). Each gives the stretch that is said and who says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.assertion import channels, content, offices, phrases, sentence, speakers, speech
from factcheck.assertion.clauses import Clauses
from factcheck.assertion.content import After, Saying
from factcheck.assertion.phrases import Source
from factcheck.assertion.sentence import Sentence
from factcheck.assertion.speakers import NAMED, PRONOUN, Speaker
from factcheck.assertion.speech import GERUND, PASSIVE, Verb
from factcheck.language import Pack, Row
from factcheck.model import Attribution, Name, Token
from factcheck.turns import Steps

# How many tokens may stand between a participle and who is named behind "by", and before a colon that introduces a quotation.
PASSIVE_REACH, NAME_REACH = 14, 12
_Told = tuple[dict[int, tuple[int, str]], Sequence[Verb]]  # markers and verbs of saying
_NOTHING: _Told = {}, ()
_AS = frozenset({"as"})
_LEADING = frozenset({"object", "reflexive", "adverb", "negation"})  # what may stand before a verb as part of it


def steps(
    texts: Sequence[str],
    rows: Sequence[Row],
    pack: Pack,
    parts: Sequence[Clauses],
    quotes: Sequence[Sequence[tuple[int, int]]],
    names: Sequence[Sequence[Name]],
) -> Steps[list[list[Saying]]]:
    """Every saying of each statement of an article, in the order of the words that tell who says it."""
    words = speech.lexicon(pack)
    told = [_NOTHING if words.silent(row.lowers) else _told(row, words) for row in rows]
    yield
    found: list[list[Saying]] = []
    for at, (row, (markers, verbs)) in enumerate(zip(rows, told, strict=True)):
        if markers or _tells(verbs, words) or (":" in texts[at] and (quotes[at] or '"' in texts[at])):
            view = sentence.read(texts[at], row, words, parts[at], quotes[at], names[at], markers)
            found.append(_read(view, {verb.start: verb for verb in verbs}))
        else:
            found.append([])
    return found


def _told(row: Row, words: speech.Lexicon) -> _Told:
    return speech.markers(row.tokens, row.lowers, words), speech.verbs(row.tokens, row.lowers, words)


def _tells(verbs: Sequence[Verb], words: speech.Lexicon) -> bool:
    """One of some verbs may have somebody who says it; behind most passives nobody is told."""
    passive = words.properties["passive"]
    return bool(verbs) and (verbs[0].use != PASSIVE or any(verb.use != PASSIVE or verb.lemma in passive for verb in verbs))


def _read(view: Sentence, verbs: Mapping[int, Verb]) -> list[Saying]:
    """The sayings of one statement. ``verbs``: those of saying, by where they begin."""
    found: list[Saying] = []
    cited: Source | None = None  # who is cited by whom is still to come
    done = 0
    for place in sorted({*view.markers, *verbs, *(_colons(view) if view.opens else ())}):
        if place < done:
            continue
        new = _at(view, place, verbs.get(place), found[-1] if found else None)
        if new is not None:
            found = _added(found, new if cited is None else _told_by(new, cited))
            done = max(done, new.end)
        cited = channels.cited_first(view, place) if new is None else None
    return [_described(view, saying) for saying in found]


def _described(view: Sentence, saying: Saying) -> Saying:
    source = offices.described(view, saying.source)
    return saying if source is saying.source else saying._replace(source=source)


def _told_by(new: Saying, cited: Source) -> Saying:
    """ "Citing two officials, Reuters reported that": who is cited says it."""
    outer = new.source.speaker
    if outer.kind == PRONOUN or new.source.via or cited.end > new.start + phrases.REACH:
        return new
    return new._replace(source=Source(cited.speaker, new.source.start, new.source.end, outer.text))


def asides(tokens: Sequence[Token], found: Sequence[Saying]) -> list[tuple[int, int]]:
    """The stretches between commas that interrupt what is said, with the comma behind them."""
    if not found:  # as mostly
        return []
    between = [saying for saying in found if saying.aside and saying.start and saying.end < len(tokens)]
    return [(saying.start, saying.end + 1) for saying in between if tokens[saying.start - 1].text == tokens[saying.end].text == ","]


def triples(tokens: Sequence[Token], found: Sequence[Saying]) -> tuple[tuple[int, int, Attribution], ...]:
    """Sayings in characters."""
    if not found:
        return ()
    return tuple(
        (tokens[start].start, tokens[end - 1].end, _attribution(tokens, saying))
        for saying in found
        for start, end in saying.said
        if start < end
    )


def _attribution(tokens: Sequence[Token], saying: Saying) -> Attribution:
    speaker = saying.source.speaker
    start, end = tokens[saying.start].start, tokens[saying.end - 1].end
    return Attribution(speaker.text, speaker.kind, start, end, saying.source.via, speaker.role, speaker.organisation)


def _at(view: Sentence, place: int, verb: Verb | None, previous: Saying | None) -> Saying | None:
    end, kind = view.markers.get(place, (0, ""))
    if kind == "citing":
        return _cites(view, place, end, previous)
    if kind in ("before", "within", "after"):
        return _marked(view, place, end - (kind == "within"), previous)
    if verb is not None:
        return _spoken(view, verb, previous)
    opened = previous is not None and any(first <= place + 2 < last for first, last in previous.said)
    return _introduced(view, place) if view.mark(place) == ":" and not opened else None


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


def _marked(view: Sentence, start: int, name: int, previous: Saying | None) -> Saying | None:
    """ "Selon X, ...", "..., selon X": the stretch that the source stands in, without it."""
    found = phrases.following(view, name)
    if found is None:
        return None
    found = phrases.unnamed(view, phrases.cited(view, phrases.bracketed(view, found)))
    begin = _shared(view, start, previous)
    found = found._replace(via=found.via or channels.between(view, start, name))
    if view.mark(start - 1) == "(" and view.mark(found.end) == ")":
        begin = max(begin, view.left[start - 2])
        return Saying((view.bare(begin, start),), found, start, found.end + 1, True)
    return Saying(_around(view, start, found.end, begin), found, start, found.end, True)


def _shared(view: Sentence, start: int, previous: Saying | None) -> int:
    """Where the stretch before a marker begins: behind another source with which it shares a verb ("12 selon X, 4 selon Y")."""
    left = view.left[start]
    if previous is None or not previous.aside or not left <= previous.end < start or view.verb_between(previous.end, start):
        return left
    return previous.end + view.has(previous.end, "coordinator")


def _around(view: Sentence, start: int, end: int, begin: int) -> tuple[tuple[int, int], ...]:
    """What is said around the words that tell who says it: behind them when they open, before them when they close, else both."""
    left, right = view.bare(begin, start), view.bare(end, view.right[end] if end < len(view.tokens) else end)
    if view.mark(end) == ":":
        right = view.bare(end + 1, view.right[min(end + 1, len(view.tokens) - 1)])
    if begin <= view.left[start] and _empty(view, *left):
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
    opened = view.closes.get(end - 1 if view.mark(end - 1) == '"' else end)
    return (start if opened is None else min(start, view.left[max(opened - 1, 0)])), end


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
    return Saying((content.quotation(view, colon + 2),), found, start, colon + 1) if found is not None and name else None


def _is_name(view: Sentence, found: Source) -> bool:
    """Known as a person, or two capitalised words of which none is known as something else."""
    left, right = view.tokens[found.start].start, view.tokens[found.end - 1].end
    known = {name.type for name in view.names if left <= name.start and name.end <= right}
    return "person" in known or (not known and found.speaker.text.count(" ") >= 1)


# -------------------------------------------------------------------------------------------- verbs


def _spoken(view: Sentence, verb: Verb, previous: Saying | None) -> Saying | None:
    if verb.use == PASSIVE:
        return _passive(view, verb)
    if verb.use == GERUND:
        return _going_on(view, verb, previous)
    if verb.pronoun >= 0:
        return _inserted(view, verb)
    before = _verb_begin(view, verb.start)
    opening = view.classes[before - 1] if before else ()
    if "as" in opening:
        return _as_said(view, verb, before - 1)
    if "that" in opening and view.has(before - 2, "as"):
        return _as_said(view, verb, before - 2)  # "ainsi que l'explique X"
    relayed = _relayed(view, verb, before) if verb.lemma in view.words.properties["relay"] else None
    if relayed is not None:
        return relayed
    if view.mark(before - 1) not in ("", ".") or before == view.left[verb.start]:
        return _behind(view, verb, before, previous)
    return _subject_first(view, verb, before, previous)


def _relayed(view: Sentence, verb: Verb, before: int) -> Saying | None:
    """ "Tass quoted the governor as saying that", "..., Tass quoted the governor as saying"."""
    outer, found = phrases.subject(view, before), phrases.following(view, verb.end)
    if outer is None or found is None or not view.has(found.end, "as") or not view.has(found.end + 1, "gerund"):
        return None
    end = found.end + 2
    source = Source(found.speaker, outer.start, end, outer.speaker.text)
    after = content.after(view, Verb(found.end + 1, end, "say", GERUND))
    if after.said is not None:
        return Saying((after.said,), source, outer.start, max(after.end, end))
    return Saying(_both(view, outer.start, end), source, outer.start, end, True)


def _verb_begin(view: Sentence, start: int) -> int:
    """Where the verb begins with its pronouns and adverbs: "lui a dit", "also said"."""
    floor = max(view.left[start], start - 6)
    while start > floor and not (classes := view.classes[start - 1]).isdisjoint(_LEADING) and "as" not in classes:
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
    if verb.lemma in view.words.properties["blame"]:
        said = left[0], view.bare(found.end, view.right[verb.start])[1]
    return Saying((said,), phrases.unnamed(view, found), verb.start, found.end)


def _going_on(view: Sentence, verb: Verb, previous: Saying | None) -> Saying | None:
    """ "..., ajoutant que": whoever spoke before goes on."""
    after = content.after(view, verb)
    if after.said is None or not (after.strong or verb.lemma in view.words.properties["bare"]):
        return None
    speaker = _same(view, verb.start, previous)
    if any(view.has(place, "third") for place in range(verb.start - 3, verb.start)):
        speaker = Source(Speaker("", PRONOUN), verb.start - 1, verb.start)  # "celui-ci estimant que"
    return Saying((after.said,), speaker, verb.start, max(after.end, verb.end), True) if speaker is not None else None


def _same(view: Sentence, verb: int, previous: Saying | None) -> Source | None:
    """Who spoke before, else the subject that opens the stretch."""
    start = view.left[verb]
    if view.has(start - 1, "adversative"):
        start = view.left[start - 1]
    if previous is not None and start <= max(previous.end, *(end + 1 for _, end in previous.said)):
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
    quoted = next((content.quotation(view, place) for place in (end + 2,) if place in view.opens), None)
    return ((left[0], quoted[1] if quoted else right[1]),)


def _as_said(view: Sentence, verb: Verb, start: int) -> Saying | None:
    """ "Comme l'a annoncé X, ...", "..., as X said"."""
    found = phrases.following(view, phrases.passing(view, verb.end)[0])
    if found is None:
        return None
    return Saying(_around(view, start, found.end, view.left[start]), phrases.unnamed(view, found), start, found.end, True)


def _as_told(view: Sentence, verb: Verb, start: int, before: int) -> Saying | None:
    """ "As X said, ...": the subject stands before its verb."""
    found = phrases.source(view, start + 1, before)
    if found is None:
        return None
    return Saying(_around(view, start, verb.end, view.left[start]), phrases.unnamed(view, found), start, verb.end, True)


def _behind(view: Sentence, verb: Verb, before: int, previous: Saying | None) -> Saying | None:
    """A verb behind a mark: "..., a déclaré X", or a subject that was interrupted: "X, maire de Y, a déclaré que"."""
    after = content.after(view, verb)
    if after.strong and after.said is not None:
        source = phrases.interrupted(view, before) or _same(view, verb.start, previous)
        return Saying((after.said,), _with(view, source, after.via), verb.start, max(after.end, verb.end)) if source else None
    name, via = phrases.passing(view, verb.end)
    found = phrases.following(view, name) if _inverts(view, verb, name) else None
    subject = phrases.interrupted(view, before)
    if subject is not None and view.mark(before - 1) == ")":
        found = None  # what stands in brackets belongs to the subject
    if subject is not None and (found is None or not _closes(view, subject, found)):
        if after.said is not None and (found is None or view.verb_between(*after.said) or _takes_object(view, verb)):
            return Saying((after.said,), _with(view, subject, after.via), subject.start, verb.end)
        if _said_before(view, subject.start, after):
            return _closing_with(view, subject, verb, after)
        if (
            found is not None
            and found.speaker.kind in (speakers.ROLE, speakers.DOCUMENT)
            and not (_ends(view, found) and _speaks(view, found))
        ):
            return None  # whom the verb names need not be who speaks
    if found is None or (before <= view.left[verb.start] and not view.closes.get(before - 1)):
        return None
    return _closing(view, before, phrases.cited(view, found), via)


def _closes(view: Sentence, subject: Source, found: Source) -> bool:
    """A clause with its verb stands before, and nothing behind who spoke: "..., a confirmé le maire."; or only they can speak."""
    if not _ends(view, found):
        return (
            found.speaker.kind not in (speakers.ROLE, PRONOUN)
            and not view.verb_between(found.end, found.end + 1)
            and _told_to(view, subject)
        )
    return _told_to(view, subject) or (_speaks(view, found) and not _speaks(view, subject))


def _ends(view: Sentence, found: Source) -> bool:
    """Nothing but a mark follows, and what is said in passing."""
    end = phrases.passing(view, found.end)[0]
    return end >= len(view.tokens) or view.mark(end) in (".", ",", "(", ":", ";")


def _told_to(view: Sentence, subject: Source) -> bool:
    """A verb stands before what may be the subject."""
    return view.verb_between(view.left[subject.start], subject.start)


def _speaks(view: Sentence, found: Source) -> bool:
    """Somebody who can speak: a name, or the noun of a person or an institution."""
    words = range(found.start, found.end)
    return found.speaker.kind != speakers.ROLE or any(view.has(place, "human", "institution", "medium") for place in words)


def _takes_object(view: Sentence, verb: Verb) -> bool:
    return verb.lemma in view.words.properties["object"]


def _closing(view: Sentence, before: int, found: Source, via: str) -> Saying | None:
    end, channel = phrases.passing(view, found.end)
    channel = channel or channels.behind(view, end)
    left = _quoted_left(view, view.bare(view.left[before], before))
    if left[0] >= left[1]:
        return None
    said = _both(view, before, end) if view.mark(end) == "," and end + 2 in view.opens else (left,)
    return Saying(said, _with(view, found, via or channel), before, end, True)


def _inverts(view: Sentence, verb: Verb, place: int) -> bool:
    """The subject may stand behind: a determiner, a capital or the noun of a speaker opens it. Where the head of a phrase stands last,
    an auxiliary never stands before its subject; and whom a verb names as hearer is no subject."""
    if place >= len(view.tokens) or view.tokens[place].kind != "word":
        return False
    if verb.lemma in view.words.properties["hearer"] and '"' not in (view.mark(verb.start - 1), view.mark(verb.start - 2)):
        return False
    if not view.words.head_first and verb.end - verb.start > 1:
        return False
    named = speakers.is_capital(view.tokens[place]) or view.has(place, "determiner", "human", "anonymous", "medium", "institution", "title")
    return named or _heads_name(view, place)


def _heads_name(view: Sentence, place: int) -> bool:
    """Where the head of a phrase stands last, an office without an article may open it: "said agency spokesman Nugroho"."""
    if view.words.head_first or view.has(place, "preposition", "adverb", "time", "that", "third", "first"):
        return False
    end = speakers.phrase_end(view.tokens, place, view.words)
    return end > place and speakers.is_capital(view.tokens[end - 1])


def _with(view: Sentence, source: Source, via: str) -> Source:
    via = source.via or via or channels.opening(view, source)
    return phrases.unnamed(view, source if via == source.via else source._replace(via=via))


def _subject_first(view: Sentence, verb: Verb, before: int, previous: Saying | None) -> Saying | None:
    """ "X a déclaré que ...", or "..., X said"."""
    opening = view.classes[before - 1] if before else ()
    if "relative" in opening:
        found = phrases.interrupted_by(view, before - 1)
    elif "coordinator" in opening:
        found = _same(view, verb.start, previous)
    else:
        start = _as_before(view, before)
        if start >= 0:
            return _as_told(view, verb, start, before)
        found = phrases.subject(view, before)
    if found is None:
        return None
    after = content.after(view, verb)
    closes = view.mark(found.start - 1) in (",", '"', "-", "–", "—") and "relative" not in opening and "coordinator" not in opening
    end = max(after.end, verb.end)
    if closes and not after.strong and (_said_before(view, found.start, after) or _parenthetic(view, found.start, end)):
        return _closing_with(view, found, verb, after)
    if after.said is None:
        return None
    return Saying((after.said,), _with(view, found, after.via), min(found.start, verb.start), max(after.end, verb.end))


def _as_before(view: Sentence, end: int) -> int:
    """Where "as" begins the words before a token, -1 where it does not."""
    if all(map(_AS.isdisjoint, view.classes[max(end - phrases.REACH, 0) : end + 1])):  # as nearly everywhere
        return -1
    start, _ = phrases.chunk_start(view, end)
    return start if view.has(start, "as") else -1


def _said_before(view: Sentence, start: int, after: After) -> bool:
    """A quotation or a clause with its verb stands before, and none behind."""
    begin = view.left[start]
    quoted = view.mark(start - 1) == '"' or view.mark(start - 2) == '"'
    while view.has(begin, "coordinator", "adverb", "time") or view.mark(begin) == ",":
        begin += 1
    told = view.verb_between(begin, start - 1)
    if not told and not view.words.head_first:
        told = start - begin >= 4 and phrases.passing(view, begin)[0] < start - 1
    if not quoted and (not told or view.has(begin, "subordinate", "gerund", "that") or view.has(begin + 1, "that")):
        return False
    if not quoted and view.words.head_first and view.mark(after.end) == "" and after.end < len(view.tokens):
        return False
    return after.said is None or not view.verb_between(*after.said)


def _parenthetic(view: Sentence, start: int, end: int) -> bool:
    """ "The truce, he said on Friday, was holding": between commas, with a verb only behind."""
    return view.mark(start - 1) == view.mark(end) == "," and end + 1 < len(view.tokens) and view.verb_between(end + 1, view.right[end + 1])


def _closing_with(view: Sentence, found: Source, verb: Verb, after: After) -> Saying:
    end = max(after.end, verb.end)
    source = phrases.cited(view, found._replace(end=end))
    return Saying(_both(view, found.start, end), _with(view, source, after.via), found.start, max(end, source.end), True)
