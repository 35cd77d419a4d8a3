"""What reports for reading say, in the language of whoever reads them: words of ours, never those of an article.

The words stand in ``ui/xx.toml``, one file per language. Questions and answers are made in English (`factcheck.labels`); another language
tells them by patterns of its own and leaves those without a pattern as they are.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.language.tables import parse
from factcheck.model import Relation

ENGLISH = "en"
_FOLDER = Path(__file__).parent / "ui"
_QUOTED = '("[^"]*")'


@cache
def languages() -> tuple[str, ...]:
    """The languages that reports can be read in."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def words(lang: str = ENGLISH) -> Words:
    """The words of a language; KeyError for one that reports cannot be read in."""
    if lang not in languages():
        raise KeyError(lang)
    return Words(lang, parse((_FOLDER / f"{lang}.toml").read_text(encoding="utf-8")))


class Words:
    """The words of one language."""

    def __init__(self, lang: str, table: dict[str, Any]) -> None:
        self.lang = lang
        self._table = table
        participles = "|".join(sorted(map(re.escape, table.get("participles", {})), key=len, reverse=True))
        self._questions = [
            (_pattern(row["find"].replace("<participle>", f"({participles})")), row["put"]) for row in self._rows("question")
        ]
        self._tidy = [(_pattern(row["find"]), row["put"]) for row in self._rows("tidy")]
        self._answers = [(_pattern(row["find"]), row["put"]) for row in self._rows("answer")]

    def _rows(self, name: str) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = self._table.get(name, [])
        return rows

    def __call__(self, key: str, *fields: object) -> str:
        """A phrase with its fields filled in."""
        told: str = self._table["words"][key]
        return told.format(*fields) if fields else told

    def _form(self, count: int) -> int:
        return 0 if count == 1 or (count == 0 and self._table["plural"]["zero"] == "one") else 1

    def count(self, count: int, noun: str) -> str:
        """ "1 article", "2 articles"."""
        return f"{self.figure(count)} {self._table['nouns'][noun][self._form(count)]}"

    def figure(self, count: int) -> str:
        """A whole number of ours as it is written: "12,345"."""
        return self.answer(f"{count:,}")

    def relation(self, relation: Relation, count: int = 1) -> str:
        """The word for a relation, or for so many."""
        told: str = self._table["relations"][relation.value][self._form(count)]
        return told

    def count_of(self, relation: Relation, count: int) -> str:
        """ "2 contradictions"; "" for none."""
        return f"{self.figure(count)} {self.relation(relation, count)}" if count else ""

    def state(self, state: str) -> str:
        """The word for what has become of a finding."""
        told: str = self._table["states"][state]
        return told

    def role(self, role: str) -> str:
        """A role as a filter names it."""
        told: str = self._table["roles"].get(role, role.replace("_", " "))
        return told

    def stance(self, stance: str) -> str:
        """ "denied", "planned": how a claim is asserted."""
        told: str = self._table["words"].get(stance, stance)
        return told

    def why(self, rule: str, why: str) -> str:
        """Why a relation holds: in the words of the finding, or where those are of another language, what its rule means."""
        told: str = self._table["rules"].get(rule, why)
        return told

    def question(self, question: str) -> str:
        """A question of ours in this language."""
        filled = (self._filled(put, found) for pattern, put in self._questions if (found := pattern.fullmatch(question)))
        text = next(filled, None)
        if text is None:
            return question
        for pattern, put in self._tidy:
            text = pattern.sub(put, text)
        return text

    def _filled(self, put: str, found: re.Match[str]) -> str:
        terms = [self._term(part or "") for part in found.groups()]
        nouns = " ".join(term for term in terms if isinstance(term, str))
        feminine = any(noun in self._table["gender"]["feminine"] for noun in nouns.split())
        return put.format("", *(term if isinstance(term, str) else term[feminine] for term in terms))

    def _term(self, part: str) -> str | list[str]:
        """What a part of a question is called; a participle in both its forms."""
        forms: list[str] | None = self._table.get("participles", {}).get(part)
        terms = self._table["terms"]
        return forms or terms.get(part) or ", ".join(terms.get(word, word) for word in part.split(", "))

    def key(self, key: str) -> str:
        """A key of an event as a word."""
        told: str = self._table["events"].get(key, key)
        return told

    def answer(self, text: str) -> str:
        """An answer of ours in this language; what stands in quotation marks is an article's."""
        if not self._answers:
            return text
        whole = self._table["answers"].get(text)
        return whole or "".join(part if part[:1] == '"' else self._translated(part) for part in re.split(_QUOTED, text))

    def _translated(self, part: str) -> str:
        for pattern, put in self._answers:
            part = pattern.sub(put, part)
        terms = self._table["terms"]
        return " ".join(terms.get(word, word) for word in part.split(" "))


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)
