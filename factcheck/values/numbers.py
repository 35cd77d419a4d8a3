"""Numbers in digits and words, as token ranges with their value. What they count is told in `quantities`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import compress, count

from factcheck.language import Kept, Pack
from factcheck.model import Number, Token
from factcheck.values.figures import LONGEST, Figure, adjacent, decimal, figures, plain, vulgar
from factcheck.values.numbers_digits import DigitReader
from factcheck.values.numbers_fractions import OUT_OF_REACH
from factcheck.values.numbers_lexicon import lexicon
from factcheck.values.numbers_roman import LETTERS, RomanReader, letters_and_ending, roman
from factcheck.values.numbers_tokens import Numeral, Part

__all__ = ["Numeral", "numerals"]

LONGEST_WHOLE = 6  # tokens of a text that may be a number only because it is nothing else
_DASHES = frozenset("-−–")
_POINTS = frozenset(".,")  # of decimals and thousands
_PLAIN = frozenset("abcdefghjklmnopqrstuwyz")  # what no numeral but a word begins with
_OUT_OF_WORDS = 3  # of "sur" and "out of"
_CLOSING = frozenset(".,)")  # marks that end a number where no more digits are joined to them
_Fields = tuple[int, int, int, int, Number, str, bool, bool]
_NUMERAL: Callable[[_Fields], Numeral] = partial(tuple.__new__, Numeral)  # without a step in Python
_LEADS = frozenset("([~$€£")  # marks that may stand right before a sign or a decimal mark


def numerals(tokens: Sequence[Token], pack: Pack, keys: Sequence[str] = ()) -> list[Numeral]:
    """Every number of a text, in order, without overlap. Linear in the number of tokens. ``keys``: of the tokens, where they
    have been told already."""
    keys = keys or [token.key for token in tokens]
    places = list(compress(count(), map(_may_begin(pack), keys)))
    if places:
        articles, parting, end = lexicon(pack).articles, lexicon(pack).parting, len(keys) - 1
        places = [  # the word behind an article mostly tells that no number begins with it
            at
            for at in places
            if keys[at] not in articles or at == end or keys[at + 1] in parting or (keys[at - 1] == "-" if at else end < LONGEST_WHOLE)
        ]
    return _read(tokens, pack, keys, places) if places else []


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash is joined to what stands before it, and so no sign."""
    before = tokens[at - 1]
    return before.end == tokens[at].start and before.text not in _LEADS


def _read(tokens: Sequence[Token], pack: Pack, keys: Sequence[str], places: Sequence[int]) -> list[Numeral]:
    """The numbers that begin at some places."""
    reader, last = _Reader(tokens, pack, keys), 0
    found: list[Numeral] = []
    decimals = reader.decimals
    for at in places:
        if at < last or (at and keys[at] in _DASHES and _joined(tokens, at)):
            continue
        if at > last and tokens[at].kind == "digits" and keys[at - 1] in decimals:
            new, last = reader.read(at - 1)
            found.extend(new)
        if at >= last:
            new, last = reader.read(at)
            found.extend(new)
    return found


@cache
def _may_begin(pack: Pack) -> Callable[[str], bool]:
    """Whether a number may begin with a token of this key; a decimal mark does only where digits follow. It is asked of every
    word, so that the answers are kept."""
    words = lexicon(pack)
    endings = words.sets["roman_first"] | words.sets["roman_suffixes"] | {""}

    def may_begin(key: str) -> bool:
        if key[:1] in _PLAIN:  # as most words
            return key in words.starters
        if key in words.starters or key.isdecimal() or key in _DASHES:
            return True
        if key[:1].upper() not in LETTERS:
            return not key.isascii() and vulgar(key) is not None
        letters, ending = letters_and_ending(key.upper())
        return roman(letters) > 0 and ending.lower() in endings

    return Kept(may_begin).__getitem__


class _Reader(DigitReader, RomanReader):
    """Every kind of number."""

    def _amid(self, at: int) -> bool:
        """Whether a word stands in a text that is more than one number, and no hyphen before it."""
        return self.keys[at - 1] != "-" if at else len(self.keys) > LONGEST_WHOLE

    def read(self, at: int) -> tuple[list[Numeral], int]:
        """The numbers that start at token ``at`` and where to go on."""
        token, words = self.tokens[at], self.words
        if token.key in words.waiting and self._by_its_word(at):  # as most
            value = words.waiting[token.key]
            return ([_NUMERAL((at, at + 1, token.start, token.end, value, "cardinal", False, False))] if value else []), at + 1
        if token.kind == "mark":
            return self._marked(at)
        if token.kind == "digits":
            return self._figures(at)
        if token.key not in words.starters:
            return self._sign(at)
        if token.key in words.lone_ordinals and at + 1 < len(self.tokens) and self._amid(at) and not self._goes_on(at + 1):
            value = words.ordinals[token.key]
            return [Numeral(at, at + 1, token.start, token.end, value, "ordinal", False)], at + 1
        part = self._phrase(at)
        if part is None or self._compound(at, part.last):
            return [], part.last if part else at + 1
        return [self._numeral(at, part)], part.last

    def _by_its_word(self, at: int) -> bool:
        """Whether the word at a token tells all, an article or a small number that nothing goes on. Short texts may be one number."""
        keys, words = self.keys, self.words
        if at + 1 >= len(keys) or (keys[at + 1] in words.onward and self._goes_on(at + 1)) or not self._amid(at):
            return False
        return not words.waiting[keys[at]] or words.out_of.isdisjoint(keys[at + 1 : at + 1 + OUT_OF_REACH]) or not self._counted_out(at + 1)

    def _numeral(self, first: int, part: Part) -> Numeral:
        start, end = self.tokens[first].start, self.tokens[part.last - 1].end
        kind = "ordinal" if part.ordinal else part.kind
        return Numeral(first, part.last, start, end, plain(part.value), kind, part.digits, part.plural)

    def _sign(self, at: int) -> tuple[list[Numeral], int]:
        """A sign such as "½", or a Roman numeral."""
        value = vulgar(self.tokens[at].text)
        if not value:
            part = self._roman(at)
            return ([self._numeral(at, part)] if part else []), at + 1
        if adjacent(self.tokens, at) or adjacent(self.tokens, at + 1):
            return [], at + 1
        part = self._written(Figure(at, at + 1, value, fraction=True))
        return [self._numeral(at, part)], part.last

    def _compound(self, first: int, last: int) -> bool:
        """Names and compounds: "Deux-Sèvres", "deux-roues"; in any language a capital after the hyphen."""
        tokens = self.tokens
        if adjacent(tokens, first) and first and (tokens[first - 1].text == "-" and adjacent(tokens, first - 1)):
            return not self._digits(first - 2) and tokens[first - 2].text[0].isupper()
        if last + 1 >= len(tokens) or tokens[last].text != "-" or not adjacent(tokens, last) or not adjacent(tokens, last + 1):
            return False
        after = tokens[last + 1]
        if after.kind != "word" or after.key in self.words.small or after.key in self.words.tens:
            return False
        return not self.words.table["compounds"] or (after.text[0].isupper() and not tokens[first].text[0].islower())

    # ------------------------------------------------------------------------------------- digits

    def _marked(self, at: int) -> tuple[list[Numeral], int]:
        """A sign before a number, or a decimal mark that opens it (".77", ",77")."""
        tokens, text = self.tokens, self.tokens[at].text
        if adjacent(tokens, at) and tokens[at - 1].text not in _LEADS:
            return [], at + 1
        if text in _DASHES:
            return self._negative(at, at + 1)
        if self._opens_decimals(at):
            return self._bare_decimal(at)
        return [], at + 1

    def _opens_decimals(self, at: int) -> bool:
        """Whether a decimal mark joined to digits opens a number. A comma could be one of the sentence: only first or after a sign."""
        if not (self._digits(at + 1) and adjacent(self.tokens, at + 1)):
            return False
        mark = self.tokens[at].text
        return mark == "." or (mark == self.words.style.decimal and (at == 0 or adjacent(self.tokens, at)))

    def _bare_decimal(self, at: int) -> tuple[list[Numeral], int]:
        found, last = figures(self.tokens, at + 1, self.words.style)
        if len(found) != 1 or last != at + 2:
            return [], last
        part = self._grown(Part(Decimal("0." + self.tokens[at + 1].text), last, digits=True))
        return [self._numeral(at, part)], part.last

    def _negative(self, sign: int, at: int) -> tuple[list[Numeral], int]:
        """A minus sign joined to digits, or a word for it where only a sign can stand: before degrees or as the whole text."""
        found, last = self._after_minus(at)
        if len(found) != 1 or found[0].kind != "cardinal":
            return found, max(last, at)
        number = found[0]
        whole = self._alone(sign, number.last)
        after = self._key(number.last)
        # A dash is a sign before degrees only: elsewhere it opens an item of a list.
        joined = self.tokens[sign].text in "-−" and adjacent(self.tokens, at) and number.digits
        hedged = self._word(sign - 1) in self.words.sets["no_minus_after"]  # "au moins 2 °C"
        if joined or whole or (not hedged and (after == "°" or after in self.words.sets["minus_units"])):
            return [number._replace(first=sign, start=self.tokens[sign].start, value=-number.value)], last
        return found, last

    def _after_minus(self, at: int) -> tuple[list[Numeral], int]:
        if self._digits(at):
            return self._figures(at)
        if at < len(self.tokens) and self._opens_decimals(at):
            return self._bare_decimal(at)
        word = self._word(at)
        return self.read(at) if word and word not in self.words.sets["minus"] else ([], at)

    def _figures(self, at: int) -> tuple[list[Numeral], int]:
        token = self.tokens[at]
        if self._by_its_digits(at, at + 1):
            return [_NUMERAL((at, at + 1, token.start, token.end, int(token.text), "cardinal", True, False))], at + 1
        if self._in_two(at) and self._by_its_digits(at, at + 3):
            two = decimal(self.tokens, at, at + 3, self.words.style)
            end = self.tokens[at + 2].end
            return ([Numeral(at, at + 3, token.start, end, plain(two.value), "cardinal", True)] if two else []), at + 3
        found, last = figures(self.tokens, at, self.words.style)
        if not found or self._coded(at) or self._game(last) or self._compound(at, last):
            return [], last
        if len(found) == 2:
            return self._pair(*found)
        part = self._written(found[0])
        return [self._numeral(at, part)], max(last, part.last)

    def _by_its_digits(self, at: int, last: int) -> bool:
        """Whether digits stand by themselves before a word that adds nothing, as most do: that is told at once."""
        tokens = self.tokens
        if not at or last >= len(tokens):
            return False
        before, token, after = tokens[at - 1], tokens[at], tokens[last]
        if before.kind == "digits" or before.end == token.start or len(token.text) > LONGEST or not token.text.isascii():
            return False
        if after.text in _CLOSING:
            return not (adjacent(tokens, last + 1) and self._digits(last + 1))
        if after.text != "%":
            letter = len(after.text) == 1 and after.text.isascii()
            # "½", "m²": a word that is not all letters may be a number, or end as one.
            if letter or not after.text.isalpha() or tokens[last - 1].end == after.start or self._goes_on(last):
                return False
        return not self._counted_out(last)

    def _in_two(self, at: int) -> bool:
        """Whether one mark joins the digits at a token to others: "6.500", "4,8". Two digits and two may be of a longer row."""
        one, mark, two = self.tokens[at : at + 3] if at + 3 < len(self.tokens) else (self.tokens[at],) * 3
        if mark.text not in _POINTS or two.kind != "digits" or mark.start != one.end or two.start != mark.end:
            return False
        return two.text.isascii() and len(one.text) + len(two.text) <= LONGEST and not len(one.text) == len(two.text) == 2

    def _goes_on(self, at: int) -> bool:
        """Whether the word at a token may belong to the number before it; "et", "and" do so only before a half."""
        key, words = self.keys[at], self.words
        if key not in words.onward:
            return False
        halves = words.halves.get(key)
        return halves is None or at + 1 >= len(self.keys) or self.keys[at + 1] in halves

    def _counted_out(self, at: int) -> bool:
        """Whether a number at a token or a few words later may be what the one before it is counted out of: "6 sur 10"."""
        tokens, words = self.tokens, self.words
        if words.out_of.isdisjoint(self.keys[at : at + OUT_OF_REACH]):
            return False
        return any(token.kind == "digits" or token.key in words.starters for token in tokens[at + 1 : at + OUT_OF_REACH + _OUT_OF_WORDS])

    def _pair(self, low: Figure, high: Figure) -> tuple[list[Numeral], int]:
        """ "10-15", "1,5-2 millions": two numbers."""
        second = self._scaled(self._grown(Part(high.value, high.last, digits=True)))
        return [self._numeral(low.first, Part(low.value, low.last, digits=True)), self._numeral(high.first, second)], second.last

    # ------------------------------------------------------------------------------------- words

    def _phrase(self, at: int) -> Part | None:
        """The longest number in words that starts at token ``at``."""
        if self._word(at) in self.words.sets["minus"]:
            found, last = self._negative(at, at + 1)
            if found and found[0].first == at:
                return Part(Decimal(str(found[0].value)), last, digits=found[0].digits)
            return None
        part = self._whole_text(at) or self._fraction(at) or self._halved(at) or self._vague(at) or self._number(at)
        if part is None or part.ordinal or part.kind == "fraction" or part.plural:
            return part
        return self._out_of(self._collected(part))

    def _whole_text(self, at: int) -> Part | None:
        """What is a number only where nothing else is said: "a few", "trente 3", "one twenty two"."""
        if at > 0 or len(self.tokens) > LONGEST_WHOLE:
            return None
        first = 1 if self._word(0) in self.words.sets["one"] and len(self.tokens) > 1 else 0
        if len(self.tokens) == first + 1 and (value := self.words.values["alone"].get(self._word(first))):
            return Part(Decimal(value), first + 1)
        ten = self.words.tens.get(self._word(0), 0)
        if ten and len(self.tokens) == 2 and self._digits(1) and self.tokens[1].text in "123456789":
            return Part(Decimal(ten) + int(self.tokens[1].text), 2, digits=True)
        factor, after = self.words.small.get(self._word(0), 0), self._next(1)
        if self.words.table["hundreds_unsaid"] and 1 <= factor <= 9 and self._word(after) in self.words.tens:
            rest = self._below(after)
            return Part(100 * Decimal(factor) + rest.value, rest.last) if rest and self._alone(0, rest.last) and not rest.ordinal else None
        return None
