"""Quantified nouns of a sentence: where "two of the five dogs", "most", "no passenger" stand, what they count, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

from factcheck.claims import clause
from factcheck.claims.scene import STRONG, Scene
from factcheck.language import Pack, relations
from factcheck.model import Polarity
from factcheck.values import names, quantifiers
from factcheck.values.quantifiers import Amount

MOST = 40  # quantified nouns of one sentence: each is read with those behind it; what has more is a table, and nothing is told of it
PEOPLE = "people"  # the noun of people in general
EACH_OTHER = "each other"  # what holds between the members of a group
FRACTIONS = frozenset({"half", "quarter", "third", "three_quarters", "two_thirds"})
_PLURAL = frozenset({"a_few", "all_but", "few", "many", "most", "several", "some"})  # what they count stands in the plural
_MARKS = frozenset(',;:.()"-–—')  # behind which a quantifier opens a stretch of its own
_NOUN = 4  # words among which the noun of a quantifier is looked for


class Word(NamedTuple):
    """A content word: its content key, the word that it is a form of, as written in lower case, its token, and the families of words
    that say nearly the same."""

    key: str
    lemma: str
    lower: str
    at: int
    families: tuple[str, ...] = ()


class Group(NamedTuple):
    """A quantifier with its noun: what is counted, the noun's token (-1: it was named before), the token behind it, the adjectives
    before it, and the key of the country whose people it is."""

    amount: Amount
    noun: str
    head: int
    last: int
    before: tuple[Word, ...] = ()
    country: str = ""


@cache
def table(pack: Pack, section: str, name: str) -> frozenset[str]:
    """A list of words of the data for quantifiers."""
    return frozenset(pack.table("quantifiers")[section][name])


@cache
def colours(pack: Pack) -> dict[str, str]:
    """The neutral key of every form of a colour."""
    return {form: name for name, forms in pack.table("quantifiers")["colour"].items() for form in forms}


@cache
def _numbers(pack: Pack) -> frozenset[str]:
    small = pack.table("numbers")["small"].values()
    return frozenset(word for words in small for word in words)


class Sentence:
    """The quantified nouns of one sentence. ``noun``: what a quantifier without a noun counts, as what was counted before."""

    def __init__(self, scene: Scene, noun: str) -> None:
        self.scene, self.pack, self.tokens, self.noun = scene, scene.pack, scene.tokens, noun
        self.follows = bool(self.pack.table("quantifiers")["verbs"]["endings"])  # adjectives stand behind their noun
        self.keys = {start: key for key, start, _ in scene.content}
        self._places = {name.start for name in scene.names if name.type == "place"}
        self.groups = list(islice(self._read(), MOST + 1))
        if len(self.groups) > MOST:
            self.groups = []

    def _read(self) -> Iterator[Group]:
        for amount in quantifiers.read(self.tokens, self.scene.quantities, self.pack):
            group = self._group(amount)
            if group:
                told = amount.total is not None or (self.free(amount.first) and amount.key != "one")
                self.noun = group.noun if told or not self.noun else self.noun
                yield group

    def _group(self, amount: Amount) -> Group | None:
        """A quantifier with its noun; None where it has none."""
        if amount.people:
            said = amount.key != "none" or not self.follows or self._negated(amount.last)
            return Group(amount, PEOPLE, amount.last - 1, amount.last) if said else None
        spread = self._out_of(amount)
        if spread > amount.first + 1 and self.lower(spread - 1) not in _numbers(self.pack):
            return self._inside(amount, spread - 1)
        if amount.them or (not spread and self._nounless(amount)):
            alone = amount.key != "one" or self.lower(amount.first) in table(self.pack, "words", "alone")
            return Group(amount, self.noun, -1, amount.last) if self.noun and alone else None
        head = -1 if amount.key in FRACTIONS and not amount.of else self._head(amount)
        if head < 0:
            return None
        if self._counted_before(amount, head):
            return Group(amount, self.noun, -1, amount.last)  # "nine survived and *three* died"
        if amount.of and self.tokens[head].start in self._places:
            return Group(amount, self.noun, -1, head) if self.noun else None  # "less than half from Spain"
        before = tuple(self.word(at) for at in range(amount.last, head) if self.content(at))
        group = self.named(amount, head, before)
        if amount.key == "rest" and group.noun != self.noun:
            return Group(amount, self.noun, -1, amount.last) if self.noun else None  # "the others *acquitted*"
        amount, last = quantifiers.excepted(amount, self.tokens, group.last, self.scene.quantities, self.pack)
        amount, last = quantifiers.hedged(amount, self.tokens, last, self.pack)
        return group._replace(amount=amount, last=last)

    def _out_of(self, amount: Amount) -> int:
        """The token of "in" in "one in three", 0 where a share is not told so."""
        words = {phrase[0] for phrase in self.pack.table("numbers")["out_of"]} if amount.share and not amount.key else frozenset()
        return next((n for n in range(amount.first + 1, amount.last) if self.lower(n) in words), 0)

    def _inside(self, amount: Amount, at: int) -> Group:
        """ "Three *dogs* out of four": a share with its noun inside."""
        lower = self.lower(at)
        country = names.demonym(self.tokens[at], self.pack)
        if country:
            return Group(amount, PEOPLE, at, amount.last, (Word("c:" + country, lower, lower, at),))
        people = lower in table(self.pack, "nouns", "people")
        return Group(amount, PEOPLE if people else self._base(lower, self.pack.stem(lower)), at, amount.last)

    def _negated(self, at: int) -> bool:
        """Whether a negation stands behind a token within a few words, without which "personne" is a noun."""
        low, high = (self.tokens[min(n, len(self.tokens) - 1)].start for n in (at, at + 2 * _NOUN))
        return any(cue.effect == Polarity.DENIED and low <= cue.start <= high for cue in self.scene.assertion.cues)

    def named(self, amount: Amount, head: int, before: tuple[Word, ...]) -> Group:
        """A quantifier with the noun at a token."""
        key, lower = self.keys[self.tokens[head].start], self.lower(head)
        if key.startswith("c:") or lower in table(self.pack, "nouns", "regions"):
            return Group(amount, PEOPLE, head, head + 1, before, key)
        noun = PEOPLE if lower in table(self.pack, "nouns", "people") else self._base(lower, key.partition(":")[2])
        return Group(amount, noun, head, head + 1, before)

    def _base(self, lower: str, key: str) -> str:
        """One name for a noun in the singular and in the plural; ``key``: its concept or its stem."""
        if key != self.pack.stem(lower) or not self.follows:
            return key
        return relations.lemma(self.pack, lower.removesuffix("s"))  # the stems of both may differ in French

    def _nounless(self, amount: Amount) -> bool:
        """Whether a quantifier stands without its noun: "two thirds *wear* red", "less than half *from* Spain"."""
        if amount.of:
            return False
        if amount.last >= len(self.tokens) or self.tokens[amount.last].kind == "mark":
            return True
        if amount.share is not None and (not amount.key or amount.key in FRACTIONS) and not amount.definite:
            return True
        return self.lower(amount.last) in table(self.pack, "verbs", "verb") or not self.content(amount.last)

    def _counted_before(self, amount: Amount, head: int) -> bool:
        """Whether a word behind a number of two and more is no plural, so that it is no noun of it."""
        several = amount.bare and amount.key == "" and amount.many is not None and amount.many.low > 1
        return bool(self.noun) and several and not self.follows and not self._plural(self.lower(head)) and head == amount.last

    def _head(self, amount: Amount) -> int:
        """The token of the noun that a quantifier counts, -1 where none is."""
        stay = table(self.pack, "words", "stay")
        inside = range(amount.last, min(amount.last + _NOUN, len(self.tokens)))
        run = list(takewhile(lambda n: self.content(n) or self.lower(n) in stay, inside))
        nouns = [at for at in run if self.content(at) and self.lower(at) not in stay]
        if not nouns:
            return next((at for at in reversed(run) if self.content(at)), -1)
        if self.follows:
            return nouns[0]
        plural = [at for at in nouns if self._plural(self.lower(at))]
        single = amount.key == "one" or self.lower(amount.first) in table(self.pack, "words", "each")
        if plural and not single and not (amount.many and amount.many.high == 1) and not self._verbal(amount, nouns[0], plural[0]):
            return plural[0]
        if amount.key in _PLURAL and not amount.of:
            return -1  # "the most important meeting"
        return next((at for at in nouns if self.lower(at) not in colours(self.pack)), nouns[0])

    def _verbal(self, amount: Amount, first: int, at: int) -> bool:
        """Whether what looks like a plural behind "no" is a verb: "no pupil *likes* the school"."""
        behind = self.lower(at + 1)
        ends = not behind or self.tokens[at + 1].kind == "mark" or behind in table(self.pack, "words", "own")
        return amount.key == "none" and not amount.of and first < at and ends

    def _plural(self, lower: str) -> bool:
        nouns = self.pack.table("quantifiers")["nouns"]
        return lower.endswith(tuple(nouns["plural"])) or (lower.endswith("s") and not lower.endswith(tuple(nouns["singular_endings"])))

    # ------------------------------------------------------------------------------------------- words

    def lower(self, at: int) -> str:
        """The word at a token in lower case, "" behind the last one."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def content(self, at: int) -> bool:
        """Whether a token begins a content word."""
        return at < len(self.tokens) and self.tokens[at].start in self.keys

    def word(self, at: int) -> Word:
        lower = self.lower(at)
        families = relations.families(self.pack, lower)
        return Word(self.keys[self.tokens[at].start], relations.lemma(self.pack, lower), lower, at, families)

    def words(self, first: int, last: int) -> tuple[Word, ...]:
        """The content words of a stretch that tell something of their own, without the quantifiers in it."""
        taken = {n for group in self.groups for n in range(group.amount.first, group.amount.last)}
        weak = table(self.pack, "verbs", "weak") | table(self.pack, "verbs", "verb")
        inside = [self.word(n) for n in range(first, last) if n not in taken and self.content(n)]
        told = [w for w in inside if not w.key.startswith("q:") and (w.lower not in weak or w.key.startswith(("c:", "d:", "n:")))]
        if any(quantifiers.after(self.pack, "each_other", self.tokens, n) > n for n in range(first, last)):
            told.append(Word(EACH_OTHER, EACH_OTHER, EACH_OTHER, last))
        return tuple(told)

    # ------------------------------------------------------------------------------- where a group stands

    def behind(self, at: int, *names: str) -> int:
        """The first token of words of one of these kinds that end before a token, the token itself where there are none."""
        return next((first for name in names if (first := quantifiers.before(self.pack, name, self.tokens, at)) < at), at)

    def free(self, first: int) -> bool:
        """Whether nothing before a quantifier binds it: it opens its sentence, or stands behind a mark, "he said" or "there are"."""
        if first == 0 or self.tokens[first - 1].text in _MARKS or clause.bare(self.tokens[first - 1]) in clause.saying(self.pack.lang):
            return True
        return self.behind(first, "also_said", "break", "that", "there_are") < first

    def subject(self, at: int) -> bool:
        """Whether a group opens a stretch of its own, and is not of an object ("chased *two girls*")."""
        group = self.groups[at]
        first = group.amount.first
        if self.free(first):
            said = first > 0 and clause.bare(self.tokens[first - 1]) in clause.saying(self.pack.lang)
            return not said or bool(self.words(group.last, self.end(at + 1)))
        if self.behind(first, "and") < first:
            return group.head < 0 or bool(self.words(group.last, self.end(at + 1)))
        dated = self.content(first - 1) or self.tokens[first - 1].kind == "digits"  # "On Tuesday most ..."
        return dated and not any(self.content(n) and not self.keys[self.tokens[n].start].startswith("d:") for n in range(first))

    def listed(self, at: int) -> int:
        """The index behind the last of the groups that stand in a list: "three brown dogs, a black dog and a white one"."""
        end = at + 1
        if self.behind(self.groups[at].amount.first, "there_are") < self.groups[at].amount.first:
            second = self.groups[end] if end < len(self.groups) else None
            if second is None or second.noun == self.groups[at].noun:
                return end  # the rest tells what the whole is made of
        while end < len(self.groups) and self._joined(self.groups[end - 1], self.groups[end]):
            end += 1
        return end

    def _joined(self, one: Group, two: Group) -> bool:
        """Whether nothing but an adjective and an "and" stands between two quantified nouns."""
        first = self.opening(two.amount.first)
        between = range(one.last, first)
        near = all(self.content(n) for n in between) if len(between) <= 1 else self._described(between)
        return first < two.amount.first and near and one.head >= 0 and two.head >= 0

    def _described(self, between: range) -> bool:
        """Whether a stretch behind a noun only describes it: "in pink dresses"."""
        verbs, endings = table(self.pack, "verbs", "verb"), tuple(self.pack.table("quantifiers")["verbs"]["endings"])
        opens = self.lower(between[0])
        if self.content(between[0]) or opens in verbs or self.tokens[between[0]].kind == "mark" or len(between) > _NOUN:
            return False
        if not all(self.content(n) for n in between[1:]):
            return False
        return not any(self.lower(n).endswith(endings) for n in between) if endings else self._plural(self.lower(between[-1]))

    def opening(self, first: int) -> int:
        """The token of the comma or of the words that join a stretch to the one before it."""
        first = self.behind(self.behind(first, "also_said"), "and")
        return first - 1 if first and self.tokens[first - 1].text == "," else first

    def end(self, more: int) -> int:
        """The token behind the last one of what is told of the groups before index ``more``."""
        after = next((n for n in range(more, len(self.groups)) if self._opens(n)), len(self.groups))
        limit = self.opening(self._acted(self.groups[after])) if after < len(self.groups) else len(self.tokens)
        for index in range(self.groups[more - 1].last, limit):
            text = self.tokens[index].text
            if text in STRONG or text == "." or quantifiers.after(self.pack, "break", self.tokens, index) > index:
                return index
        return limit

    def _acted(self, group: Group) -> int:
        """Where the stretch of a group begins: "and *acquitted the others*"."""
        first = group.amount.first
        return first - 1 if group.amount.key == "rest" and first and self.content(first - 1) else first

    def _opens(self, at: int) -> bool:
        group = self.groups[at]
        first = group.amount.first
        if self.behind(first, "also_said") < first or group.amount.key == "rest":
            return True
        told = any(self.content(n) for n in range(group.last, min(group.last + _NOUN, len(self.tokens))))
        return self.opening(first) < first and (group.head < 0 or told)

    def verb(self, group: Group, end: int) -> int:
        """The token from which on it is told what is true of a quantified noun."""
        if group.head < 0:
            return group.last
        verbs, relative = table(self.pack, "verbs", "verb"), table(self.pack, "words", "relative")
        endings = tuple(self.pack.table("quantifiers")["verbs"]["endings"])
        for index in range(group.last, end):
            lower = self.lower(index)
            auxiliary = (lower in verbs or clause.bare(self.tokens[index]) in verbs) and not self.content(index)  # "may", not "May"
            if auxiliary or lower in relative or lower == ",":
                return index
            if endings and self.content(index) and lower.endswith(endings):
                return index
        return self._adjacent(group.last, end)

    def _adjacent(self, at: int, end: int) -> int:
        """The verb of a noun where no auxiliary tells it: the first word behind it that is no colour, nor the noun of a preposition."""
        while self.follows and at < end and self.content(at) and self.lower(at) in colours(self.pack):
            at += 1
        if at < end and not self.content(at) and self.tokens[at].kind == "word":
            first = next((n for n in range(at, end) if self.content(n)), end)
            stops = (stop for _, start, stop in self.scene.content if first < end and start == self.tokens[first].start)
            stop = next(stops, 0)
            at = next((n for n in range(first, end) if self.tokens[n].start >= stop), end)
        return at

    def carrier(self, at: int, group: Group, verb: int) -> str:
        """Of what the colour at a token is: "@" of the noun that is counted, "" where it is not told ("in red")."""
        verbs = table(self.pack, "verbs", "verb")
        if self.lower(at - 1) in verbs and at - 1 >= verb:
            return "@"  # "are blue"
        beside = at - 1 if self.follows else at + 1
        while self.follows and beside > group.head and self.lower(beside) in colours(self.pack):
            beside -= 1
        if beside == group.head >= 0:
            return "@"
        named = beside >= 0 and self.content(beside) and (self.follows or beside != verb)
        return self.word(beside).lemma if named and self.lower(beside) not in table(self.pack, "verbs", "weak") else ""
