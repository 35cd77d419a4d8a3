"""Forms of one word, families of words that say nearly the same, and opposites. What must not be found comes first."""

from __future__ import annotations

import json
import re
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
from each import each

from factcheck.language import Pack, load, neutral, relations, supported
from factcheck.text import fold

ROWS = [json.loads(line) for line in (Path(__file__).parent / "tables/relations.jsonl").read_text(encoding="utf-8").splitlines()]
KINDS = (relations.COMPLEMENTARY, relations.GRADED, relations.REVERSIVE, relations.DIRECTIONAL)
LANGUAGES = supported()


def rows(kind: str) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["test"] == kind]


def keys(lang: str, words: str) -> tuple[str, ...]:
    """The families of a word, or of a phrase that is one entry."""
    pack = load(lang)
    tokens = pack.tokens(fold(words).text)
    found = relations.family(pack, tokens, 0)
    return found.keys if found.size == len(tokens) else ()


def families(lang: str) -> dict[str, list[str]]:
    lines = (line.partition(":") for line in load(lang).lines("synonyms"))
    return {key: [form.strip() for form in forms.split(",")] for key, _, forms in lines}


@each(rows("lemma"))
def test_forms_of_one_word(row: dict[str, Any]) -> None:
    pack = load(row["lang"])
    assert (relations.lemma(pack, row["a"]) == relations.lemma(pack, row["b"])) == row["is"]


@each(rows("same"))
def test_words_of_one_family(row: dict[str, Any]) -> None:
    assert bool(set(keys(row["lang"], row["a"])) & set(keys(row["lang"], row["b"]))) == row["is"]


@each(rows("opposite"))
def test_opposites(row: dict[str, Any]) -> None:
    a, b = keys(row["lang"], row["a"]), keys(row["lang"], row["b"])
    assert relations.opposed(a, b) == relations.opposed(b, a) == row["is"], (a, b)


def test_a_phrase_is_read_as_a_whole() -> None:
    fr, en = load("fr"), load("en")
    tokens = fr.tokens("il a été mis fin au blocus")
    assert relations.family(fr, tokens, 3).size == 2
    assert "end" in relations.family(fr, tokens, 3).keys
    assert relations.family(fr, tokens, 0) == ((), 0)
    assert relations.family(en, en.tokens("he turned down the offer"), 1) == (("reject",), 2)


def test_marks_have_no_family() -> None:
    fr = load("fr")
    assert relations.family(fr, fr.tokens("non-"), 1) == ((), 0)
    assert relations.families(fr, "") == ()


def test_what_is_denied_twice_is_said() -> None:
    assert relations.negated(relations.negated("legal")) == "legal"
    assert relations.opposite("legal", relations.negated("legal")) == relations.COMPLEMENTARY
    assert relations.opposed((), ("legal",)) is None


# ------------------------------------------------------------------------------------------------ lints


def test_every_language_has_the_same_families() -> None:
    found = {lang: set(families(lang)) for lang in LANGUAGES}
    everything = set().union(*found.values())
    assert not {lang: sorted(everything - known) for lang, known in found.items() if everything - known}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_families_are_clean(lang: str) -> None:
    for key, forms in families(lang).items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key), key
        assert forms and all(forms), key
        assert forms == sorted(set(forms)), key
        assert not [form for form in forms if form != form.lower()], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_family_has_a_word_of_its_opposite(lang: str) -> None:
    known = families(lang)
    for kind in KINDS:
        for key, others in neutral("antonyms")[kind].items():
            for other in others:
                assert not set(known[key]) & set(known[other]), (key, other)
    for one_of in neutral("antonyms")["exclusive"].values():
        for key, other in combinations(one_of, 2):
            assert not set(known[key]) & set(known[other]), (key, other)


def test_opposites_are_known_and_told_once() -> None:
    table = neutral("antonyms")
    assert set(table) == {*KINDS, relations.EXCLUSIVE}
    pairs = [(key, other) for kind in KINDS for key, others in table[kind].items() for other in others]
    assert len(set(pairs)) == len(pairs)
    assert all(key < other for key, other in pairs), "each pair stands under the key that sorts first"
    named = set(chain.from_iterable(pairs)) | set(chain.from_iterable(table["exclusive"].values()))
    for lang in LANGUAGES:
        assert named <= set(families(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phrase_has_several_words(lang: str) -> None:
    pack = load(lang)
    short = [form for forms in families(lang).values() for form in forms if not form.replace("'", "").isalpha() and words(pack, form) < 2]
    assert not short


def words(pack: Pack, form: str) -> int:
    return sum(1 for token in pack.tokens(form) if token.kind in ("word", "digits"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_lead_to_other_words(lang: str) -> None:
    pack = load(lang)
    for line in pack.lines("endings"):
        ending, *bases = line.split()
        assert bases and ending not in bases, line
        assert len(set(bases)) == len(bases), line
    lemmas = [re.split(r"[ :]", line)[0] for line in pack.lines("irregular")]
    assert len(set(lemmas)) == len(lemmas)


def test_the_gold_of_lemmas(shared: Path) -> None:
    for row in map(json.loads, (shared / "data/ours/lemma.jsonl").read_text(encoding="utf-8").splitlines()):
        pack = load(row["lang"])
        assert relations.lemma(pack, row["form"]) == relations.lemma(pack, row["lemma"]), row
