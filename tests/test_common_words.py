"""The stems that the packs keep are those that the stemmer makes."""

import subprocess
import sys

import pytest
import snowballstemmer

from factcheck.language import load, supported
from factcheck.text import key


@pytest.mark.parametrize("lang", supported())
def test_kept_stems_are_those_of_the_stemmer(lang: str) -> None:
    pack = load(lang)
    stem = snowballstemmer.stemmer(pack.table("language")["stemmer"]).stemWord
    kept = [line.split() for line in pack.lines("stems")]
    assert not [(word, stemmed) for word, stemmed in kept if key(stem(word)) != stemmed]
    words = {word for word, _ in kept}
    assert len(words) == len(kept) > 3000
    assert not [word for word in pack.lines("stop") if word.isalpha() and word not in words]


@pytest.mark.parametrize("lang", supported())
def test_common_stems_are_the_stems_of_common_words(lang: str) -> None:
    pack = load(lang)
    assert sorted(pack.lines("common_stems")) == sorted({pack.stem(word) for word in pack.lines("common")})


def test_the_stemmer_of_one_language_leaves_its_package_whole() -> None:
    code = (
        "import sys; from factcheck.language import load; print(load('fr').stem('anticonstitutionnellement'));"
        "print('snowballstemmer.english_stemmer' in sys.modules, 'snowballstemmer' in sys.modules);"
        "import snowballstemmer; print(snowballstemmer.stemmer('english').stemWord('houses'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["anticonstitutionnel", "False", "False", "hous"]
