"""A large file of JSON Lines that several processes read, piece by piece: the same articles, numbers and reasons as in one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from factcheck import articles, recall
from factcheck.articles import Limits, rows
from factcheck.articles.draft import Broken, Draft, UnreadableError
from factcheck.articles.places import find
from factcheck.cache import Cache
from factcheck.model import Article, Library, Report

LIMITS = Limits(file_bytes=120)
LINES = (
    b'{"text": "one"}', b"", b"  ", b"{bad", b'"x"', b"\r", "{\"text\": \"\u00e9\u2028 t\u00e9\"}".encode(), b'{"text": "\xe9t\xe9"}',
    b'{"text": "a\x00b"}', b'{"id": "7", "text": "long ' + b"x" * 90 + b'"}', b'{"text": "too long ' + b"x" * 300 + b'"}', b'{"text": ""}',
)  # fmt: skip


def here(work: Callable[[Any], Any], piece: Any) -> Callable[[], Any]:
    return lambda: work(piece)


def dead(work: Callable[[Any], Any], piece: Any) -> Callable[[], Any]:
    return lambda: None


def alone(file: Path) -> list[Draft | Broken] | str:
    try:
        with file.open("rb") as stream:
            return list(rows.read_lines(stream, LIMITS))
    except UnreadableError as error:
        return str(error)


def together(file: Path, there: Sequence[Any]) -> list[Draft | Broken] | str:
    ((place,), _) = find([str(file)])
    try:
        with file.open("rb") as stream:
            return list(rows.read_together(place, stream, LIMITS, there))
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize("there", [(here,), (here, here), (dead, here)], ids=["one other", "two others", "one has died"])
@pytest.mark.parametrize("piece", [1, 7, 64, 1000])
def test_pieces_tell_what_the_whole_file_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, there: Sequence[Any]) -> None:
    monkeypatch.setattr(rows, "_PIECE", piece)
    monkeypatch.setattr(rows, "_CHUNK", 16)
    draw = random.Random(piece)
    for number in range(12):
        lines = [draw.choice(LINES) for _ in range(draw.randrange(1, 30))]
        file = tmp_path / "rows.jsonl"
        file.write_bytes(b"\n".join(lines) + draw.choice((b"", b"\n", b"\n\n")))
        assert together(file, there) == alone(file), number


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", '{"text": "wide"}'.encode("utf-16"), b"\x89PNG" + b"x" * 50, b"\xef\xbb\xbf" + b'{"text": "mark"}']
)
def test_files_of_other_kinds_are_told_as_ever(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(data)
    assert together(file, (here,)) == alone(file)


def test_a_large_file_is_read_by_others_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"id": f"{n:03}", "text": f"Il y a {n} morts."}) + "\n" for n in range(400)), encoding="utf-8")
    plain = articles.read([str(file)])
    monkeypatch.setattr(rows, "_PIECE", 4000)
    monkeypatch.setattr(articles, "LARGE", 1000)
    asked = list[Any]()
    found = articles.read([str(file)], there=(lambda work, piece: asked.append(piece) or here(work, piece),))
    assert found == plain
    assert len(asked) > 2


def test_processes_that_have_read_pieces_go_on_with_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rows.jsonl"
    texts = [f"Le séisme de Nuri a fait {30 + n} morts, a annoncé la police de Nuri lundi." for n in range(30)]
    file.write_text(
        "".join(json.dumps({"id": str(n), "text": text, "lang": "fr"}) + "\n" for n, text in enumerate(texts)), encoding="utf-8"
    )
    plain = recall.check([str(file)])
    monkeypatch.setattr(articles, "LARGE", 1000)
    monkeypatch.setattr(rows, "_PIECE", 500)
    given = list[Any]()
    with Cache(tmp_path, str(tmp_path / "program")) as cache:
        (tmp_path / "program").mkdir()
        monkeypatch.setattr("factcheck.pipeline.check_library", lambda library, **more: given.append((library, more)) or report(library))
        recall.check([str(file)], jobs=3, cache=None)
        assert given[-1][1]["there"] == ()
    (tmp_path / "program" / "a.py").touch()
    monkeypatch.setattr("factcheck.cache._QUIET", -1.0)
    with Cache(tmp_path, str(tmp_path / "program")) as cache:
        recall.check([str(file)], jobs=3, cache=cache)
    library, more = given[-1]
    assert len(more["there"]) == 2
    assert [article.text for article in library.articles] == [article.text for article in plain.articles]


def report(library: Library) -> Report:
    return Report(tuple[Article, ...](library.articles), (), (), library.skipped, {}, ())
