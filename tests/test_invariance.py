"""What must not change the findings: order, place and name of the files, and how their text is typed."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

import pytest

from factcheck import check
from factcheck.model import Report
from factcheck.text import fold

Retype = Callable[[str], str]
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
NBSP, NARROW = "\u00a0", "\u202f"


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def old_mac_lines(text: str) -> str:
    return text.replace("\n", "\r")


def unguillemeted(text: str) -> str:
    """« so » and “ so ” become “so”."""
    return re.sub(r"\s?»", "”", re.sub(r"«\s?", "“", text))


def guillemeted(text: str) -> str:
    """“so” becomes « so », with the spaces that do not break."""
    return re.sub(r"\s?[”»]", f"{NBSP}»", re.sub(r"[“«]\s?", f"«{NBSP}", text))


def straight(text: str) -> str:
    """Every quotation mark as a typewriter has it."""
    return unguillemeted(text).translate(str.maketrans("“”‘’", "\"\"''"))


def curly_apostrophes(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def unbreakable(text: str) -> str:
    """The spaces of French typography: before high punctuation, inside guillemets, before units and between groups of digits."""
    text = re.sub(r" (?=[;:!?»%€])", NBSP, text)
    text = re.sub(r"(?<=«) ", NBSP, text)
    return re.sub(r"(?<=\d) (?=\w)", NARROW, text)


def all_unbreakable(text: str) -> str:
    return text.replace(" ", NBSP)


def widthless(text: str) -> str:
    """A byte order mark, and soft hyphens in long words, as pages copied from the web have them."""
    return "\ufeff" + re.sub(r"(?<=[a-z]{5})(?=[a-z]{5})", "\u00ad", text)


RETYPINGS: tuple[Retype, ...] = (
    decomposed,
    windows_lines,
    old_mac_lines,
    unguillemeted,
    guillemeted,
    straight,
    curly_apostrophes,
    unbreakable,
    all_unbreakable,
    widthless,
)


def copied(target: Path, retypings: Sequence[Retype] = (str,), rename: Callable[[str], str] = str) -> Path:
    """A copy of the seeds in a new folder, retyped (each in its own way, in turns) and renamed."""
    target.mkdir(parents=True)
    for seed, retype in zip(SEEDS, cycle(retypings), strict=False):
        (target / rename(seed.name)).write_bytes(retype(seed.read_text(encoding="utf-8")).encode())
    return target


def meaning(report: Report) -> list[tuple[str, ...]]:
    """What the findings say, without spans and without ids, which hang on the text as typed."""
    return sorted(
        (f.relation.value, f.kind, f.role, fold(f.question).text, *(fold(answer.text).text for answer in f.answers))
        for f in report.findings
    )


def identity(report: Report) -> list[tuple[str, ...]]:
    """The findings with their ids and order, without the names of the documents."""
    return [(f.id, f.relation.value, f.kind, f.role, f.question, *(answer.text for answer in f.answers)) for f in report.findings]


@pytest.fixture(scope="module")
def plain() -> Report:
    """The report on the seeds as they are."""
    return check([str(SEEDS[0].parent)])


def test_there_is_something_to_keep(plain: Report) -> None:
    assert len(SEEDS) == 5
    assert len({relation for relation, *_ in meaning(plain)}) >= 2


@pytest.mark.parametrize("seed", range(3))
def test_order_of_paths(plain: Report, seed: int) -> None:
    paths = [str(path) for path in SEEDS]
    report = check(paths)
    random.Random(seed).shuffle(paths)
    assert check(paths) == report
    assert identity(report) == identity(plain)


def test_another_folder(plain: Report, tmp_path: Path) -> None:
    assert identity(check([str(copied(tmp_path / "a folder, é" / "deeper"))])) == identity(plain)


def test_the_same_folder_twice(plain: Report) -> None:
    assert check([str(SEEDS[0].parent)]) == plain


def test_file_names(plain: Report, tmp_path: Path) -> None:
    names = {seed.name: f"article-{9 - number}.txt" for number, seed in enumerate(SEEDS)}
    renamed = check([str(copied(tmp_path / "renamed", rename=names.__getitem__))])
    assert sorted(identity(renamed)) == sorted(identity(plain))
    assert {article.id for article in renamed.articles}.isdisjoint(article.id for article in plain.articles)


@pytest.mark.parametrize("retype", RETYPINGS, ids=lambda retype: retype.__name__)
def test_typing(plain: Report, tmp_path: Path, retype: Retype) -> None:
    report = check([str(copied(tmp_path / "retyped", [retype]))])
    assert meaning(report) == meaning(plain)


@pytest.mark.parametrize("first", range(len(RETYPINGS)))
def test_each_article_typed_in_its_own_way(plain: Report, tmp_path: Path, first: int) -> None:
    """Over all turns, every article is typed in every way beside articles that are typed in others."""
    report = check([str(copied(tmp_path / "mixed", RETYPINGS[first:] + RETYPINGS[:first]))])
    assert meaning(report) == meaning(plain)


def test_final_line_end(plain: Report, tmp_path: Path) -> None:
    report = check([str(copied(tmp_path / "ended", [lambda text: text.rstrip() + "\n"]))])
    assert meaning(report) == meaning(plain)
