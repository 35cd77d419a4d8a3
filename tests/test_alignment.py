"""Bounds of the alignment that no row of a table holds: how long a text or a claim may be, and texts of two languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck import alignment, claims
from factcheck.alignment import kinds, signs, units
from factcheck.claims import Script
from factcheck.model import Article, Claim, Saying


def script(lang: str, text: str) -> Script:
    return claims.stage(Article(lang, lang, text, ""), lang)


@pytest.mark.parametrize(("many", "aligned"), [(signs.LONGEST, signs.LONGEST), (signs.LONGEST + 1, 0)])
def test_a_text_of_too_many_words_is_aligned_with_none(many: int, aligned: int) -> None:
    assert signs.LONGEST == 400
    pair = alignment.align(script("en", "A stone fell."), script("en", "stone " * many))
    assert (len(pair.long.units), len(pair.short.units)) == (aligned, 2 if aligned else 0)


def said(lang: str, located: int) -> Claim:
    reading = claims.read(Article("a", "a", '"The stone bridge will never fall again," the mayor said.', "", lang="en"))
    claim = next(claim for claim in reading.claims if isinstance(claim.value, Saying) and claim.located)
    assert isinstance(claim.value, Saying)
    return replace(claim, value=replace(claim.value, lang=lang), located=claim.located[:1] * located)


@pytest.mark.parametrize(("lang", "located", "told"), [("", 3, 0), ("en", 3, 3), ("en", units._MOST, 200), ("en", units._MOST + 1, 0)])
def test_a_claim_has_units_where_its_language_is_known_and_they_are_not_too_many(lang: str, located: int, told: int) -> None:
    assert len(units.of_claim(said(lang, located))) == told


def test_words_of_one_kind_are_known_in_two_languages() -> None:
    one, other = (units.read(script(*told)) for told in (("fr", "L'homme avait un couteau."), ("en", "The man had a gun.")))
    assert [(a.lower, b.lower) for a, b in kinds.of_one_kind(one, other, ("fr", "en"))] == [("couteau", "gun")]
    assert [(a.lower, b.lower) for a, b in kinds.of_one_kind(other, one, ("en", "fr"))] == [("gun", "couteau")]
