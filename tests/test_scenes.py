"""What every reader of claims looks at first, and what every claim is made with."""

from __future__ import annotations

import pickle
from dataclasses import fields
from itertools import chain
from typing import Any

import pytest

from factcheck import claims, model
from factcheck.claims import clause, keys, sightings, silences, slots_states
from factcheck.claims.scene import Scene
from factcheck.language import load, row, supported
from factcheck.model import Article, Claim, Name, Quantity
from factcheck.values import Values

TEXTS = {
    "fr": "Accident à Trévoux\n\nL’autocar a quitté la route lundi. Le bilan est de sept blessés graves et quatre blessés légers.\n"
    "« Aujourd’hui, nous n’avons aucune explication », a déclaré la préfète Jeanne Roy.\nPersonne n'est mort.",
    "en": "Crash near Trevor\n\nThe coach left the road on Monday. A man was killed and two women, 31 and 40, weren't hurt.\n"
    "“Nobody here knows the cause of the fire yet,” said Jane Roe, the county's sheriff.\nNo one else was injured.",
}


def script_of(lang: str) -> claims.Script:
    return claims.stage(Article("a", "a.txt", TEXTS[lang], "", lang=lang, published="2025-03-11"))


def scenes_of(lang: str) -> tuple[Scene, ...]:
    return script_of(lang).scenes


@pytest.mark.parametrize("lang", TEXTS)
def test_a_scene_knows_its_words_and_where_it_stands(lang: str) -> None:
    for scene in scenes_of(lang):
        assert scene.lowers == {token.lower for token in scene.tokens}
        assert scene.bares == tuple(clause.bare(token) for token in scene.tokens)
        assert scene.whole == scene.raw(0, len(scene.text))
        assert scene.placed() == tuple((key, *scene.raw(start, end)) for key, start, end in scene.content)


@pytest.mark.parametrize("lang", TEXTS)
def test_content_keys_are_the_same_all_at_once_and_one_by_one(lang: str) -> None:
    for scene in scenes_of(lang):
        found = Values(scene.quantities, scene.durations, scene.dates)
        given = keys._values(scene.names, found)
        assert keys.read(scene.row, scene.names, found, scene.pack) == scene.content == keys._one_by_one(scene.row, given, scene.pack)
        assert scene.begun == tuple(start for _, start, _ in scene.content)


def test_of_a_concept_and_a_name_that_begins_in_it_the_first_is_read() -> None:
    pack = load("fr")
    names = (Name(8, 19, "abri martin", "other"), Name(13, 19, "martin", "person"))
    told = keys.read(row(pack.tokens("Un sans abri Martin est venu")), names, Values((), (), ()), pack)
    assert told[:2] == (("k:homeless", 3, 12), ("n:martin", 13, 19))


@pytest.mark.parametrize("lang", TEXTS)
def test_polarity_and_modality_are_the_same_together_and_apart(lang: str) -> None:
    for scene in scenes_of(lang):
        for start, end in [(0, len(scene.text)), *((token.start, token.end) for token in scene.tokens)]:
            assert scene.asserted(start, end) == (scene.polarity(start, end), scene.modality(start, end))


@pytest.mark.parametrize("lang", TEXTS)
def test_every_claim_is_quoted_with_its_line_as_far_as_it_reaches(lang: str) -> None:
    script = script_of(lang)
    found = claims.of_script(script).claims
    assert {claim.kind for claim in found} >= {"quantity", "quotation", "statement"}
    for claim in found:
        assert claim.quote == TEXTS[lang][claim.start : claim.end] != ""
        assert claim.line == TEXTS[lang].count("\n", 0, claim.start) + 1
        assert claim.statement in [scene.whole for scene in script.scenes]


def test_a_sum_is_quoted_to_the_end_of_its_last_part() -> None:
    found = claims.of_script(script_of("fr")).claims
    (total,) = (c for c in found if c.role == "injured" and isinstance(c.value, Quantity) and c.value.value == 11)
    assert total.quote.endswith("quatre blessés légers")


@pytest.mark.parametrize("lang", supported())
def test_no_phrase_can_be_without_the_word_that_is_looked_for(lang: str) -> None:
    told = [words for words, ways in sightings._told(lang).items() if ways]
    assert all(not sightings._needed(lang).isdisjoint(words) for words in told)
    states = [phrase.words + phrase.behind for phrase in chain.from_iterable(slots_states._phrases(lang).values())]
    assert all(not slots_states._needed(lang).isdisjoint(words) for words in states)
    known, _, needed = silences._words(lang, "hurt")
    assert all(not needed.isdisjoint(words) for words, telling in known.items() if telling)


def test_the_rarest_word_is_a_long_one_with_content() -> None:
    assert clause.rarest("fr", [("est", "entre", "la", "vie"), ("mort",)]) == {"vie", "mort"}
    assert clause.rarest("en", [("is", "between", "life"), ("of",)]) == {"life", "of"}


@pytest.mark.parametrize("made", [model.Article, model.Quantity, model.Duration, model.Date, model.Name, model.Saying, Claim])
def test_values_are_small_compared_by_their_fields_and_travel(made: type[Any]) -> None:
    size = len(fields(made))
    value, same, other = made(*range(size)), made(*range(size)), made(*range(1, size + 1))
    assert value == same != other
    assert hash(value) == hash(same)
    assert pickle.loads(pickle.dumps(value)) == value
    assert not hasattr(value, "__dict__")
