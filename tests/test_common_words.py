"""The stems that the packs keep are those that the stemmer makes."""

import subprocess
import sys
from importlib import import_module
from random import Random

import pytest
import snowballstemmer

from factcheck.language import load, supported
from factcheck.language.stemming import quick
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
def test_stems_are_those_of_the_stemmer_whatever_the_word(lang: str) -> None:
    table = load(lang).table("language")
    name = table["stemmer"]
    stem, ours = (
        snowballstemmer.stemmer(name).stemWord,
        quick(
            getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{name.title()}Stemmer"),
            table["stemmer_rewrites"],
            table.get("stemmer_regions"),
        ),
    )
    letters, chance = "aeiouyéèêëïîçàâôûœbcdhlmnqrstvxz'HIUY", Random(7)
    made = ["".join(chance.choices(letters, k=chance.randrange(13))) for _ in range(4000)]
    words = [*made, *(word + ending for word in load(lang).lines("common")[:800] for ending in ("ement", "ations", "s"))]
    assert not [(word, stem(word), ours(word)) for word in words if stem(word) != ours(word)]


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
