"""Folding of what an editor has put into the words of a quotation: how it reads, and where it stands."""

from __future__ import annotations

import unicodedata

import pytest

from factcheck.text import fold

# As written, as folded.
INSERTED = (
    ("rien n'(ait) changé", "rien n'ait changé"),
    ("le pont n\u2019[était] pas sûr", "le pont n'était pas sûr"),
    ("il souscrir(a) au projet", "il souscrira au projet"),
    ("(n\u2019)ont pas \u00ab [qu\u2019]ils \u00bb", "n'ont pas \"qu'ils\""),
    ("deux blessé(e)s, éventuel(le)", "deux blessées, éventuelle"),
    ("[T]he dam [w]as safe", "The dam was safe"),
    ("x(\u00e9)s", "x\u00e9s"),
)
AS_THEY_ARE = (
    "il (le) dit",
    "un mot (sic) de trop",
    "5(b)",
    "a(b(c))",
    "a(b)(c)",
    "x(a] y",
    "[AFP]",
    "[il] dort",
    "Lyon(Rhône)",
    "f(xyzw)",
    "()",
    "a()",
)


@pytest.mark.parametrize(("written", "folded"), INSERTED)
def test_brackets_inside_words_are_left_out(written: str, folded: str) -> None:
    assert fold(written).text == folded
    assert fold(unicodedata.normalize("NFD", written)).text == folded
    assert fold(folded) == (folded, None)


@pytest.mark.parametrize("text", AS_THEY_ARE)
def test_other_brackets_stay(text: str) -> None:
    assert fold(text).text == text


def test_letters_in_brackets_stand_where_they_are_written() -> None:
    folded = fold("rien n'(ait) été")
    assert [folded.raw(at, at + 1) for at in range(6, 12)] == [(6, 7), (7, 9), (9, 10), (10, 12), (12, 13), (13, 14)]
    assert folded.raw(5, 10) == (5, 12)
