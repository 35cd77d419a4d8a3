"""The stems that the packs keep are those of their common words."""

import pytest

from factcheck.language import load, supported


@pytest.mark.parametrize("lang", supported())
def test_common_stems_are_the_stems_of_common_words(lang: str) -> None:
    pack = load(lang)
    assert sorted(pack.lines("common_stems")) == sorted({pack.stem(word) for word in pack.lines("common")})
