"""Rows of many articles are the same in one process and in several, made and remembered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from factcheck import articles, cache, claims, extracting, pipeline, readings, rows
from factcheck.cache import NAME, Cache
from factcheck.model import Article

TEXTS = {
    "fr": "Deux personnes ont été blessées mardi à Mende. Le pont mesure {} mètres, selon la mairie.",
    "en": "Two people were injured in Leeds on Tuesday. The bridge is {} metres long, the council said.",
}


@pytest.fixture(autouse=True)
def quiet_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program need not have been left alone for a while."""
    monkeypatch.setattr(cache, "_QUIET", -1.0)


def some(count: int) -> list[Article]:
    return [Article(f"a{n:03}", "a", TEXTS[lang].format(n + 40), "", lang) for n, lang in enumerate(["fr", "en"] * (count // 2))]


def plain(found: list[Article]) -> list[dict[str, Any]]:
    return [row for article in found for row in rows.rows_of(article)]


def test_rows_are_the_same_in_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_WORTH", 1000)
    monkeypatch.setattr(readings, "_BATCH", 700)
    assert list(extracting.rows(some(24), None, 2)) == plain(some(24))


def test_rows_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "_AT_ONCE", 5)
    told, made, seen = plain(some(16)), extracting.rows_of_all, list[str]()
    monkeypatch.setattr(extracting, "rows_of_all", lambda some, lang: seen.extend(article.id for article in some) or made(some, lang))
    for count, new in ((14, 14), (14, 0), (16, 2)):
        seen.clear()
        with Cache(tmp_path) as store:
            assert list(extracting.rows(some(count), None, 1, store)) == [row for row in told if row["document"] < f"a{count:03}"]
        assert len(seen) == new


def test_rows_that_are_damaged_are_made_again(tmp_path: Path) -> None:
    for damage in (None, b"", b"x" * 40):
        with Cache(tmp_path) as store:
            assert list(extracting.rows(some(4), None, 1, store)) == plain(some(4))
            assert store.trouble == ""
        with sqlite3.connect(tmp_path / NAME) as link:
            link.execute("UPDATE entry SET value = ? WHERE kind = 'rows'", [damage or b""])


def test_rows_are_those_of_their_article_and_language(tmp_path: Path) -> None:
    first = some(2)[0]
    other = [Article("b", "b", first.text, "", "fr")]
    with Cache(tmp_path) as store:
        list(extracting.rows([first], None, 1, store))
        assert list(extracting.rows(other, None, 1, store)) == plain(other)
        assert list(extracting.rows([first], "en", 1, store)) == list(rows.rows_of(first, "en"))


def test_the_first_rows_come_before_the_last_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read, seen = claims.stage_all, list[str]()

    def watched(some: Sequence[Article], lang: str | None = None) -> Any:
        seen.extend(article.id for article in some)
        return read(some, lang)

    monkeypatch.setattr(claims, "stage_all", watched)
    monkeypatch.setattr(readings, "_BATCH", 1)
    found: Iterator[dict[str, Any]] = extracting.rows(some(10), None)
    next(found)
    assert seen == ["a000"]


def test_extract_takes_a_cache_and_processes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS["fr"].format(7), encoding="utf-8")
    library = articles.read([str(file)]).articles
    with Cache(tmp_path) as store:
        assert list(pipeline.extract_paths([str(file)], jobs=2, cache=store).rows) == plain(list(library))
    with Cache(tmp_path) as store:
        assert store.has([extracting._key(library[0], None, store), b"no such key"]) == {extracting._key(library[0], None, store)}
