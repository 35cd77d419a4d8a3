"""Parts and multiples: halves and thirds, one in three, dozens and hundreds of thousands, several."""

from __future__ import annotations

from decimal import Decimal

from factcheck.values.figures import adjacent, figures
from factcheck.values.numbers_tokens import Part
from factcheck.values.numbers_words import WordReader
from factcheck.values.units import nouns
from factcheck.values.units import words as label_words

OUT_OF_REACH = 4  # words behind a number up to "sur" and "out of", with a hyphen
_ROUND = frozenset((20, 100, 1000, 10_000, 100_000, 1_000_000))


class FractionReader(WordReader):
    """Fractions, collective and indefinite numbers."""

    def _halved(self, at: int) -> Part | None:
        """ "un demi-million", "half a million", "une demi-douzaine", "half a dozen"."""
        after = self._next(at + 1) if self._word(at) in self.words.sets["one"] else at
        if self._word(after) not in self.words.sets["half"]:
            return None
        then = self._next(after + 1)
        if self._word(then) in self.words.sets["half_link"]:
            then = self._next(then + 1)
        word = self._word(then)
        if word in self.words.scales:
            return Part(Decimal(self.words.scales[word]) / 2, then + 1)
        if word in self.words.collectives:
            return Part(Decimal(self.words.collectives[word]) / 2, then + 1, kind="collective")
        hyphen = then > 0 and self.tokens[then - 1].text == "-" if then < len(self.tokens) else False
        counts = (hyphen and after == at + 1) or (after > at and self._alone(at, after + 1))
        return Part(Decimal("0.5"), after + 1, kind="fraction") if counts else None

    def _fraction(self, at: int) -> Part | None:
        """ "la moitié", "deux tiers", "a third of", "three fifths", "half of"."""
        table, word = self.words.table["fractions"], self._word(at)
        if word in self.words.sets["alone"]:
            after = self._next(at + 1)
            followed = self._word(after) in table["alone_before"] and self._word(at - 1) not in table["not_after"]
            multiple = self._word(self._next(after + 1)) in self.words.multiples or self._word(after) in self.words.multiples
            ok = (followed or self._alone(at, at + 1) or self._by_itself(at, at + 1)) and not multiple
            return Part(self.words.fractions[word], at + 1, kind="fraction") if ok else None
        count = self._below(at)
        if word in table["articles"] or (count is not None and count.value == 1 and not count.ordinal):
            return self._one_part(at)
        if count is None or count.ordinal or not 2 <= count.value <= 99:
            return None
        return self._parts(count)

    def _one_part(self, at: int) -> Part | None:
        """ "un tiers de", "a quarter million", "d'un tiers"."""
        after = self._next(at + 1)
        name = self._word(after)
        value = self._part_named(name)
        if value is None or (name.endswith("s") and self._part_named(name.removesuffix("s"))):
            return None
        part = Part(value, after + 1, kind="fraction")
        if name in self.words.sets["free"]:
            return part
        if self._key(after + 2) in self.words.sets["not_before"]:
            return None
        tied = self._word(self._next(after + 1)) in self.words.sets["of"]
        alone = self._alone(at, part.last) and name in self.words.fractions and self._word(at) in self.words.sets["one"]
        return self._of_scale(part) or (part if tied or alone or self._by_itself(at, part.last) else None)

    def _part_named(self, name: str) -> Decimal | None:
        """What part of a whole a word names."""
        ordinal = self.words.ordinals.get(name, 0)
        return self.words.fractions.get(name) or (Decimal(1) / ordinal if ordinal > 2 else None)

    def _of_scale(self, part: Part) -> Part | None:
        """ "a third of a million", "trois quarts de million", "a quarter million"; a third million is one after the second."""
        at = self._next(part.last)
        tied = self._word(at) in self.words.sets["of"]
        at = self._next(at + 1) if tied else at
        if tied and self._word(at) in self.words.sets["one"]:
            at = self._next(at + 1)
        word = self._word(at)
        if word not in self.words.scales or word in self.words.plurals or (not tied and self._word(part.last - 1) in self.words.ordinals):
            return None
        return Part(part.value * self.words.scales[word], at + 1)

    def _by_itself(self, first: int, last: int) -> bool:
        """ "près d'un tiers", "a baissé d'un quart", "fell by a third": words before a part that tell it from a third person."""
        sets, before = self.words.sets, self._word(first - 1)
        if self._hyphenated(last):
            return False
        name = self._word(last - 1)
        ends = not self._word(last) or self._word(last) in sets["by_before"]
        part = ends or name in self.words.fractions  # "presque un treizième mois"
        if before not in sets["by"]:
            return part and before in sets["hedged"]
        return (part and self._word(first - 2) in sets["by_after"]) or (ends and name not in sets["by_never"])

    def _parts(self, count: Part) -> Part | None:
        after = self._next(count.last)
        name = self._word(after)
        plural = name.endswith("s")
        under = self.words.fractions.get(name) or (self._part_named(name.removesuffix("s")) if plural else None)
        if under is None or under == Decimal("0.5") or count.value * under >= 1:
            return None
        if any(self._word(after + n) in self.words.sets["not_before"] for n in (1, 2)):
            return None
        part = Part(count.value * under, after + 1, kind="fraction")
        return self._of_scale(part) or part

    def _out_of(self, part: Part) -> Part:
        """ "un (Français) sur trois", "one in three", "one-in-three", "two out of five"."""
        if part.kind != "cardinal" or part.ordinal or not 1 <= part.value <= 10 or self._labelled(part.last - 1):
            return part
        if self.words.out_of.isdisjoint(self.keys[part.last : part.last + OUT_OF_REACH]):  # as behind most
            return part
        for noun in (0, 1, 2):  # "huit personnes interrogées sur dix"
            if noun and not self._word(part.last + noun - 1):
                return part
            for phrase in self.words.table["out_of"]:
                at = self._over(part.last + noun, phrase)
                whole = self._whole_of(self._next(at), part, noun > 0) if at else None
                if whole:
                    return Part(part.value / whole.value, whole.last, digits=part.digits, kind="fraction")
        return part

    def _labelled(self, at: int) -> bool:
        """ "No. 1 in three countries"."""
        before = at - 2 if self._key(at - 1) in (".", "°") else at - 1
        return self._word(before) in label_words(self.pack, "labels")

    def _whole_of(self, at: int, part: Part, counted: bool) -> Part | None:
        """The round number that something is counted out of; any, for one. Nothing is counted after it: "two men in ten cars"."""
        whole = self._plain_at(at)
        if whole is None or part.value >= whole.value or self._word(whole.last) in self.words.sets["out_of_not_before"]:
            return None
        round_number = whole.value <= 10 or whole.value in _ROUND
        if not round_number and (part.value != 1 or whole.value > 99 or counted):
            return None
        return None if counted and nouns(self.pack).after(self.tokens, whole.last) else whole

    def _plain_at(self, at: int) -> Part | None:
        """A whole number without a unit of its own."""
        if self._digits(at):
            found, last = figures(self.tokens, at, self.words.style)
            part = Part(found[0].value, last) if len(found) == 1 else None
        else:
            group = self._group(at)
            article = self._article(at) if self._word(at) in self.words.sets["one"] else None
            part = (self._scaled(group) if not group.ordinal else None) if group else article
        return None if part is None or part.ordinal or self._mark_after(part.last) else part

    def _mark_after(self, at: int) -> bool:
        return at < len(self.tokens) and adjacent(self.tokens, at) and self.tokens[at].text not in '.,;:!?)"'

    def _collected(self, part: Part) -> Part:
        """ "two dozen", "trois centaines", "une centaine de milliers", "200 dozens"."""
        at = self._next(part.last)
        word = self._word(at)
        times = self.words.collectives.get(word) or self.words.plurals.get(word)
        if not times or word in self.words.scales or (times == 2 and part.value != 1):
            return part
        return self._of_many(Part(part.value * times, at + 1, digits=part.digits, kind="collective"))

    def _of_many(self, part: Part) -> Part:
        """ "dizaines de milliers", "hundreds of thousands"."""
        if self._word(part.last) not in self.words.sets["of"]:
            return part
        times = self.words.plurals.get(self._word(part.last + 1))
        return part._replace(value=part.value * times, last=part.last + 2) if times else part

    def _vague(self, at: int) -> Part | None:
        """ "des centaines", "plusieurs dizaines de milliers", "dozens", "several hundred", "a few", "une douzaine"."""
        if self._word(at) in self.words.sets["one"] and (part := self._one_vague(at)):
            return part
        start = at + 1 if self._word(at) in self.words.sets["indefinite"] else at
        word = self._word(start) if start == at or self._next(start) == start else ""
        times = self.words.plurals.get(word)
        if times is None and start > at:
            times = 100 if word in self.words.hundred else self.words.scales.get(word) or self.words.collectives.get(word)
        if times:
            scale = self.words.scales.get(self._word(start + 1)) if times == 100 else None  # "several hundred thousand"
            start, times = (start + 1, times * scale) if scale else (start, times)
            of = self._word(start + 1) in self.words.sets["of"]
            ten = times == 10 and not of  # "tens" and "dizaines" alone are dozens of something only with "of"
            return None if ten else self._of_many(Part(Decimal(times), start + 1, kind="collective", plural=True))
        if start > at and word not in self.words.small:
            return Part(Decimal(2), at + 1, kind="indefinite", plural=True)
        return self._definite(at)

    def _definite(self, at: int) -> Part | None:
        """ "cette trentaine de témoins", "the dozen attackers": told again; "la quinzaine" and "the couple" alone are none."""
        times = self.words.collectives.get(self._word(at), 0)
        if times <= 2 or self._word(at - 1) not in self.words.sets["definite"]:
            return None
        link = self._word(at + 1) in self.words.sets["half_link"]
        counted = at + 1 + link
        if link != bool(self.words.sets["half_link"] & self.words.sets["of"]) or self._word(counted) in self.words.starters:
            return None
        found = nouns(self.pack).after(self.tokens, counted) or nouns(self.pack).after(self.tokens, counted + 1)
        return Part(Decimal(times), at + 1, kind="collective") if found and found[0][1] else None

    def _one_vague(self, at: int) -> Part | None:
        start = at + 1 + (self._word(at + 1) in self.words.sets["within_collective"])  # "une bonne centaine"
        after = self._next(start)
        word = self._word(after)
        if after != start:
            return None
        if word in self.words.sets["indefinite"] and start == at + 1:
            return self._vague(after)
        times = self.words.collectives.get(word)
        if times is None or (times == 2 and self._word(after + 1) not in self.words.sets["of"] and after + 1 < len(self.tokens)):
            return None
        part = self._of_many(Part(Decimal(times), after + 1, kind="collective"))
        if times == 2 and self._word(part.last) in self.words.sets["of"]:
            return self._hundreds_of(part)
        return part

    def _hundreds_of(self, pair: Part) -> Part:
        """ "a couple of", "a couple of hundred"."""
        word = self._word(pair.last + 1)
        times = 100 if word in self.words.hundred else self.words.scales.get(word, 0)
        return pair._replace(value=pair.value * times, last=pair.last + 2) if times else pair._replace(last=pair.last + 1)
