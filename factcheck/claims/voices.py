"""Who speaks across statements: "il a ajouté" after "X a déclaré", and quotations that run over several statements.

Only what is safe is filled in: the last statement that says something names one speaker whom the pronoun can stand for, and nobody
else has come in between. Where that is not so, the pronoun stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck import assertion
from factcheck.assertion import speakers, speech
from factcheck.claims.scene import Scene
from factcheck.model import Attribution, Name, Token
from factcheck.values import names

# How many statements back a speaker may stand, and how many tokens before a name the word that tells who it is.
BACK, NEAR = 3, 8
SHORT = 4  # tokens that stand at most before the noun of an institution
_PRONOUN = "pronoun"
_ONE, _MANY, _MASCULINE, _FEMININE, _THING, _PERSON = "one", "many", "masculine", "feminine", "thing", "person"
_OPPOSED = {_ONE: _MANY, _MANY: _ONE, _MASCULINE: _FEMININE, _FEMININE: _MASCULINE, _THING: _PERSON, _PERSON: _THING}
_Said = tuple[int, int, Attribution]


class Voice(NamedTuple):
    """A speaker and what is known of them ("one", "many", "masculine", "feminine", "thing", "person")."""

    who: Attribution
    traits: frozenset[str]

    def may_be(self, traits: frozenset[str]) -> bool:
        """Whether a pronoun with some traits can stand for the speaker."""
        return not any(_OPPOSED[trait] in self.traits for trait in traits)


def told(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """The statements of an article with the speakers that others of them tell."""
    done = list(scenes)
    for at, scene in enumerate(done):
        said = scene.assertion.attributions
        if said and _PRONOUN in [who.kind for _, _, who in said]:
            done[at] = _named(scene, done[max(at - BACK, 0) : at])
    for at, scene in enumerate(done):
        if scene.statement.quotes:
            _run_on(done, at)
    return tuple(done)


def _with(scene: Scene, said: Sequence[_Said]) -> Scene:
    return replace(scene, assertion=replace(scene.assertion, attributions=tuple(said)))


# ----------------------------------------------------------------------------------------- pronouns


def _named(scene: Scene, before: Sequence[Scene]) -> Scene:
    """A statement with the speakers that its pronouns stand for."""
    last = _last(before)
    said: list[_Said] = []
    for start, end, who in scene.assertion.attributions:
        if who.kind == _PRONOUN:
            traits = _pronoun(scene, who)
            own = _institution(scene) if start == 0 and end <= who.start else None
            voice = own or (last if last is not None and not _another(scene, who, last.who.speaker) else None)
            if voice is not None and traits is not None and voice.may_be(traits):
                told = voice.who
                who = who._replace(speaker=told.speaker, kind=told.kind, role=told.role, organisation=told.organisation)
        said.append((start, end, who))
    return _with(scene, said)


def _another(scene: Scene, who: Attribution, speaker: str) -> bool:
    """Whether somebody else is named in the same statement, before any verb, who may be meant as well."""
    others = [name for name in _persons(scene) if name.end <= who.start]
    if not others:
        return False
    words = speech.lexicon(scene.pack).words
    first = next((token.start for token in scene.tokens if token in words["sign"]), len(scene.text))
    return any(name.end <= first and not names.same(name.canonical, speaker) for name in others)


def _institution(scene: Scene) -> Voice | None:
    """An institution that a statement begins with: "The company will cut 600 jobs, it said"."""
    words, tokens = speech.lexicon(scene.pack), scene.tokens
    noun = next((at for at, token in enumerate(tokens[:SHORT]) if token in words.words["institution"]), -1)
    if noun < 1 or tokens[0] not in words.words["determiner"]:
        return None
    end = speakers.phrase_end(tokens, 0, words) if words.head_first else noun + 1
    found = speakers.read(scene.text, tokens, 0, end, words, scene.names)
    return _voice(scene, Attribution(found.text, found.kind, 0, tokens[end - 1].end))


def _pronoun(scene: Scene, who: Attribution) -> frozenset[str] | None:
    """What the pronoun among some words tells of whom it stands for; None without a pronoun."""
    words = speech.lexicon(scene.pack).words
    for token in scene.tokens[scene.token_at(who.start) : scene.token_at(who.end - 1) + 1]:
        if token in words["third"]:
            return _told_by(token, scene) | ({_PERSON} if _of_persons(token, scene) else set())
    return None


def _of_persons(token: Token, scene: Scene) -> bool:
    """Where things have a pronoun of their own, the others are of persons, but for the plural."""
    words = speech.lexicon(scene.pack).words
    return bool(words["thing"].listed) and token not in words["thing"] and token not in words["plural"]


def _told_by(token: Token, scene: Scene) -> frozenset[str]:
    """Number, gender and kind that a word tells by itself."""
    words = speech.lexicon(scene.pack).words
    traits = {trait for trait in (_MASCULINE, _FEMININE, _THING) if token in words[trait]}
    return frozenset(traits | {_MANY if token in words["plural"] else _ONE})


def _last(before: Sequence[Scene]) -> Voice | None:
    """The speaker of the last statement that says something, else who alone is the subject of the last one."""
    others: list[Name] = []
    for scene in reversed(before):
        if scene.statement.kind == "title":
            break
        if said := scene.assertion.attributions:
            last = said[-1][2]
            one = last.speaker and all(who.speaker == last.speaker for _, _, who in said)
            return _voice(scene, last) if one and all(names.same(name.canonical, last.speaker) for name in others) else None
        others += _persons(scene)
    return _subject(before[-1]) if before and before[-1].statement.kind != "title" else None


def _persons(scene: Scene) -> list[Name]:
    """The persons that a statement names outside quotations."""
    people = [name for name in scene.names if name.type == "person"]
    quotes = _quotes(scene) if people else ()
    return [name for name in people if not any(a <= name.start < b for a, b in quotes)] if quotes else people


def _subject(scene: Scene) -> Voice | None:
    """The only person that a statement names, where the name opens it: before any verb, and not behind a preposition."""
    words = speech.lexicon(scene.pack).words
    persons = _persons(scene)
    if len({name.canonical for name in persons}) != 1:
        return None
    first = scene.token_at(persons[0].start)
    if any(token in words["sign"] for token in scene.tokens[:first]):
        return None
    if (first and scene.tokens[first - 1] in words["preposition"]) or _unknown(scene):
        return None
    name = scene.text[persons[0].start : persons[0].end]
    return Voice(Attribution(name, "named"), _traits(scene, first, scene.token_at(persons[0].end - 1), 0) | {_PERSON})


def _unknown(scene: Scene) -> bool:
    """Whether capitals stand in a statement that belong to no known name: somebody may be named there."""
    covered = [(name.start, name.end) for name in scene.names] + [*_quotes(scene)]
    capitals = (t for t in scene.tokens[1:] if t.text[0].isupper() and len(t.text) > 1)
    return any(not any(start <= token.start < end for start, end in covered) for token in capitals)


def _voice(scene: Scene, who: Attribution) -> Voice:
    """A speaker with what the words around the name tell."""
    at = scene.text.find(who.speaker, who.start, who.end) if who.speaker else -1
    if at < 0:
        return Voice(who, (_pronoun(scene, who) or frozenset()) if who.end else frozenset())
    first, last = scene.token_at(at), scene.token_at(at + len(who.speaker) - 1)
    return Voice(who, _traits(scene, first, last, scene.token_at(who.start)) | _nature(scene, first, last, who))


def _traits(scene: Scene, first: int, last: int, begin: int) -> frozenset[str]:
    """Number and gender of a phrase, told by its article or by its nouns; ``begin``: where to look back to."""
    words = speech.lexicon(scene.pack)
    inside = scene.tokens[first : last + 1]
    if words.head_first:
        article = _article(scene, first, begin)
        joint = any(token in words.words["joining"] for token in inside)
        return frozenset({_MANY}) if joint else _told_by(article, scene) if article is not None else frozenset()
    nouns = [token for token in scene.tokens[max(first - 2, begin) : last + 1] if token not in words.words["determiner"]]
    traits = {trait for trait in (_MASCULINE, _FEMININE) if any(token in words.words[trait] for token in nouns)}
    return frozenset({*traits, _MANY if _plural(inside, scene) else _ONE})


def _plural(phrase: Sequence[Token], scene: Scene) -> bool:
    """Where no article tells it: a plural noun, or two names."""
    words = speech.lexicon(scene.pack).words
    told = any(token in words["plural"] or token in words["joining"] or token in words["figure"] for token in phrase)
    common = phrase[-1].lower == phrase[-1].text or phrase[-1] is scene.tokens[0]
    return told or (common and phrase[-1].lower.endswith("s"))


def _article(scene: Scene, first: int, begin: int) -> Token | None:
    """The article or title that a phrase begins with; those of complements ("ministre de la Santé") tell nothing of it."""
    words = speech.lexicon(scene.pack).words
    for place in range(first - 1, max(begin, first - NEAR) - 1, -1):
        token = scene.tokens[place]
        if any(token in words[trait] for trait in (_MASCULINE, _FEMININE, "plural")):
            before = scene.tokens[place - 1] if place else token
            if before not in words["preposition"]:
                return token
    return None


def _nature(scene: Scene, first: int, last: int, who: Attribution) -> frozenset[str]:
    """Whether a speaker is a person or a thing, as far as it is known."""
    words = speech.lexicon(scene.pack).words
    inside = scene.tokens[first : last + 1]
    types = {name.type for name in scene.names if inside[0].start <= name.start and name.end <= inside[-1].end}
    if who.kind == "outlet" or types & {"organisation", "place"}:
        return frozenset({_THING})
    if "person" in types or who.kind == "anonymous" or any(token in words["human"] for token in inside):
        return frozenset({_PERSON})
    return frozenset({_THING} if any(token in words["institution"] for token in inside) else ())


# --------------------------------------------------------------------------------------- quotations


def _quotes(scene: Scene) -> tuple[tuple[int, int], ...]:
    """The quotations of a statement, in its own characters."""
    begin = scene.statement.start
    return tuple([(start - begin, end - begin) for start, end in scene.statement.quotes])


def _run_on(done: list[Scene], at: int) -> None:
    """Fill in who says the parts of a quotation that begins in a statement, or a quotation that is a statement of its own."""
    if at and _goes_on(done[at - 1], done[at]):
        return  # told with the statement where it begins
    run = [at, *_following(done, at)]
    if len(run) > 1:
        _fill(done, [(number, _part(done[number], first=number != at)) for number in run])
    elif at and _alone(done[at]) and done[at].statement.paragraph <= done[at - 1].statement.paragraph + 1 and _quotes(done[at - 1]):
        _fill(done, [(at - 1, _quotes(done[at - 1])[-1]), (at, _quotes(done[at])[0])])


def _following(done: Sequence[Scene], at: int) -> Iterator[int]:
    """The statements over which a quotation goes on."""
    while at + 1 < len(done) and _goes_on(done[at], done[at + 1]):
        at += 1
        yield at


def _goes_on(one: Scene, two: Scene) -> bool:
    """Whether a quotation is still open at the end of a statement, and goes on in the next."""
    left, right = one.statement, two.statement
    if not left.quotes or not right.quotes or right.quotes[0][0] - right.start > 1:
        return False
    return not one.text[left.quotes[-1][1] - left.start :].strip()


def _part(scene: Scene, first: bool) -> tuple[int, int]:
    return _quotes(scene)[0 if first else -1]


def _alone(scene: Scene) -> bool:
    """A statement that is one quotation and nothing else, and of which nobody is said to be the speaker."""
    if len(scene.statement.quotes) != 1 or scene.assertion.attributions or scene.statement.kind == "title":
        return False
    quotes = _quotes(scene)
    around = scene.text[: quotes[0][0]] + scene.text[quotes[0][1] :]
    return '"' in around and not any(letter.isalnum() for letter in around)


def _fill(done: list[Scene], parts: Sequence[tuple[int, tuple[int, int]]]) -> None:
    """Give the parts of a quotation of which no speaker is told the one that all others have."""
    told = [assertion.attribution(done[number].assertion, *part) for number, part in parts]
    known = {(who.speaker, who.kind, who.via): who for who in told if who is not None and who.speaker}
    if len(known) != 1:
        return
    (who,) = known.values()
    for (number, part), said in zip(parts, told, strict=True):
        if said is None:
            own = (*done[number].assertion.attributions, (*part, who._replace(start=0, end=0)))
            done[number] = _with(done[number], sorted(own, key=lambda entry: entry[:2]))
