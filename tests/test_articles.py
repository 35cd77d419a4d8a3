"""Reading: every format, every encoding, every reason for which something is not read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import socket
import stat
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import Limits, read
from factcheck.articles.decode import decode
from factcheck.articles.draft import UnreadableError
from factcheck.articles.formats import READERS
from factcheck.articles.markup import without_tags
from factcheck.articles.metadata import published
from factcheck.model import Article, Library

TABLES = Path(__file__).parent / "tables"
FIRE = "The fire killed 12 people in Lyon.\n"


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((TABLES / f"articles_{name}.toml").read_text(encoding="utf-8"))


def library(tmp_path: Path, files: dict[str, str | bytes], **options: Any) -> Library:
    """What is read from a folder "in" with these files."""
    for name, content in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read([str(tmp_path / "in")], **options)


def only(found: Library) -> Article:
    assert [*found.skipped] == []
    (article,) = found.articles
    return article


def reasons(found: Library) -> dict[str, str]:
    return {skip.path: skip.reason for skip in found.skipped}


def ids(found: Library) -> list[str]:
    return [article.id for article in found.articles]


# --------------------------------------------------------------------------------------------- encodings


def written(rows: Iterable[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row["text"], name, id=f"{name}-{row['text'][:12]}") for row in rows for name in row["written"]]


@pytest.mark.parametrize(("text", "encoding"), written(table("encodings")["refused"]))
def test_an_encoding_that_cannot_be_told_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableError, match="cannot be told"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(("text", "encoding"), written(table("encodings")["read"]))
def test_encodings_are_read_exactly(text: str, encoding: str) -> None:
    found, named = decode(text.encode(encoding))
    assert found == text
    assert text.encode(encoding).removeprefix(b"\xef\xbb\xbf").endswith(text.encode(named))


def test_the_encoding_is_told(tmp_path: Path) -> None:
    found = library(tmp_path, {"a.txt": "déjà vu à Nîmes".encode("mac_roman"), "b.txt": "déjà vu".encode("utf-8-sig")})
    assert [article.encoding for article in found.articles] == ["mac_roman", "utf-8"]


def test_a_text_cut_inside_its_last_character_is_read() -> None:
    assert decode("Les blessés ont été évacués".encode()[:-2]) == ("Les blessés ont été évacu", "utf-8")


def test_utf_8_read_as_another_encoding_by_someone_else_is_left_alone() -> None:
    assert decode("DÃ©jÃ  vu".encode())[0] == "DÃ©jÃ  vu"


def test_a_declared_encoding_is_believed_only_where_it_holds() -> None:
    assert decode("Вчера погибли люди".encode("cp1251"), "windows-1251") == ("Вчера погибли люди", "cp1251")
    assert decode("tué à Nîmes".encode("cp1252"), "utf-8") == ("tué à Nîmes", "cp1252")
    assert decode("tué à Nîmes".encode(), "iso-8859-2") == ("tué à Nîmes", "utf-8")
    assert decode("tué à Nîmes".encode("cp1252"), "no-such-name")[0] == "tué à Nîmes"
    with pytest.raises(UnreadableError):
        decode("tué à Nîmes".encode("cp1252"), "shift_jis")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UnreadableError as error:
        assert str(error).endswith(".")
    else:
        text.encode(encoding)
        assert "\0" not in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff", exclude_categories=["Cc"]), min_size=1))
def test_any_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"GIF8", b"{\\rtf", b"RIFF", b"BZh91AY")):
        assert decode(data)[0] == text


# ----------------------------------------------------------------------------------------------- skipped


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in table("skipped")["file"]])
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path: Path, row: dict[str, Any]) -> None:
    content = bytes.fromhex(row["hex"]) if "hex" in row else row["text"].encode()
    found = library(tmp_path, {row["name"]: content * row.get("times", 1), "fire.txt": FIRE})
    assert reasons(found) == {f"in/{row['name']}": row["reason"]}
    assert ids(found) == ["fire.txt"]


def test_missing_paths_and_empty_folders_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / ".x.txt").write_text(FIRE)
    (tmp_path / "fire.txt").write_text(FIRE)
    monkeypatch.chdir(tmp_path)
    found = read(["none.txt", "fire.txt/x", "empty", "hidden", "nul\0.txt", "fire.txt", "a" * 5000])
    missing = "There is no such file or folder."
    none = "The folder holds no article."
    long = "Its path is too long for the system."
    assert reasons(found) == {
        "none.txt": missing,
        "fire.txt/x": missing,
        "nul\0.txt": missing,
        "empty": none,
        "hidden": none,
        "a" * 5000: long,
    }
    assert ids(found) == ["fire.txt"]


def test_a_text_that_is_no_article_any_more_is_skipped(tmp_path: Path) -> None:
    rows = '{"text": "' + "x" * 101 + '"}\n{"text": "' + "x" * 100 + '"}'
    feed = f"<rss><channel><item><description>{'x ' * 60}</description></item><item><description>x</description></item></channel></rss>"
    found = library(tmp_path, {"a.txt": "é" * 101, "b.txt": "é" * 100, "c.jsonl": rows, "d.xml": feed}, limits=Limits(text=100))
    assert len(found.articles) == 3
    longer = "Its text is longer than the limit of 100 characters."
    assert [(skip.path.rpartition("/")[2], skip.reason) for skip in found.skipped] == [
        ("a.txt", longer),
        ("c.jsonl#1", longer),
        ("d.xml#1", longer),
    ]


def test_large_files_are_skipped_by_their_size(tmp_path: Path) -> None:
    found = library(tmp_path, {"big.txt": "x" * 101, "fits.txt": "x" * 100}, limits=Limits(file_bytes=100))
    assert reasons(found) == {"in/big.txt": "It is larger than the limit of 100 bytes."}
    assert ids(found) == ["fits.txt"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.rss"])
def test_articles_above_the_limit_are_counted(name: str, tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{FIRE}{n}"}) for n in range(5)]
    items = "".join(f"<item><description>{FIRE}{n}</description></item>" for n in range(5))
    written = {
        "a.json": f"[{','.join(rows)}]",
        "a.jsonl": "\n".join(rows),
        "a.rss": f"<rss><channel><title>x</title>{items}</channel></rss>",
    }
    found = library(tmp_path, {name: written[name], "b.txt": FIRE}, limits=Limits(articles=3))
    assert len(found.articles) == 4
    assert reasons(found) == {f"in/{name}": "2 of its articles are above the limit of 3."}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "fire.txt").write_text(FIRE)
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        found = read([str(folder), "pipe.txt", "/dev/null"])
    assert reasons(found) == {
        "in/pipe.txt": "It is a pipe, not a file.",
        "in/socket.txt": "It is a socket, not a file.",
        "null": "It is a device, not a file.",
    }
    assert ids(found) == ["fire.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_links_do_not_leave_the_folder_nor_repeat_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / ".store").mkdir()
    (folder / ".store" / "kept.txt").write_text(FIRE)
    (folder / "fire.txt").write_text(FIRE)
    links = {
        "again.txt": "fire.txt",
        "loop": ".",
        "kept.txt": ".store/kept.txt",
        "out.txt": "../secret.txt",
        "self.txt": "self.txt",
        "sub/up": "../..",
        "nowhere.txt": "none",
        "root.txt": "/etc/passwd",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    found = read([str(folder)])
    out, nowhere = "It is a symbolic link that leads out of the folder.", "It is a symbolic link that leads nowhere."
    assert reasons(found) == {"in/nowhere.txt": nowhere, "in/out.txt": out, "in/root.txt": out, "in/self.txt": nowhere, "in/sub/up": out}
    assert ids(found) == ["fire.txt", "kept.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="may read everything")
def test_unreadable_files_and_folders_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"fire.txt": FIRE, "locked.txt": FIRE, "shut/x.txt": FIRE}
    library(tmp_path, files)
    (tmp_path / "in" / "locked.txt").chmod(0)
    (tmp_path / "in" / "shut").chmod(0)
    found = read([str(tmp_path / "in")])
    (tmp_path / "in" / "shut").chmod(stat.S_IRWXU)
    assert reasons(found) == {"in/locked.txt": "Permission to read it is denied.", "in/shut": "Permission to read it is denied."}


def test_a_file_that_vanishes_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.stat

    def vanishing(path: Any, **options: Any) -> os.stat_result:
        if str(path).endswith("gone.txt"):
            Path(path).unlink(missing_ok=True)
        return really(path, **options)

    files: dict[str, str | bytes] = {"fire.txt": FIRE, "gone.txt": FIRE}
    library(tmp_path, files)
    monkeypatch.setattr("factcheck.articles.places.os.stat", vanishing)
    found = read([str(tmp_path / "in")])
    assert reasons(found) == {"in/gone.txt": "It vanished while it was being read."}
    assert ids(found) == ["fire.txt"]


# ----------------------------------------------------------------------------------------- ids and paths


def test_folders_are_read_wholly_and_sorted_but_not_hidden_names(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a/deep/er/x.MD", ".hidden.txt", ".git/x.txt", "a/.cache/y.txt"]
    found = library(tmp_path, dict.fromkeys(names, FIRE))
    assert [(article.id, article.path) for article in found.articles] == [
        ("a/deep/er/x.MD", "in/a/deep/er/x.MD"),
        ("a/z.txt", "in/a/z.txt"),
        ("b.txt", "in/b.txt"),
    ]
    assert found.skipped == ()


def test_paths_are_as_given_unless_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path, {"a.txt": FIRE})
    monkeypatch.chdir(tmp_path)
    for argument, path in {
        "in": "in/a.txt",
        "./in/": "in/a.txt",
        "in/../in": "in/a.txt",
        ".": "in/a.txt",
        "in/a.txt": "in/a.txt",
        str(tmp_path / "in"): "in/a.txt",
        str(tmp_path / "in" / "a.txt"): "a.txt",
    }.items():
        article = only(read([argument]))
        assert article.path == path, argument
        assert article.id == ("in/a.txt" if argument == "." else "a.txt"), argument


def test_the_order_of_arguments_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"one/a.txt": "First.", "two/a.txt": "Second.", "two/b.txt": "Third.", "far/two/a.txt": "Fourth."}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    arguments = ["one", "two", str(tmp_path / "far" / "two"), "two/b.txt", "missing"]
    found = read(arguments)
    assert ids(found) == ["b.txt", "one/a.txt", "two/a.txt", "two/a.txt#2"]
    for seed in range(10):
        random.Random(seed).shuffle(arguments)
        assert read(arguments) == found


def test_a_file_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path, {"a.txt": FIRE})
    monkeypatch.chdir(tmp_path)
    assert only(read(["in/a.txt", "in", "in", str(tmp_path / "in")])).path == "in/a.txt"


def test_equal_texts_in_different_files_are_all_kept(tmp_path: Path) -> None:
    found = library(tmp_path, {"a.txt": FIRE, "b.txt": FIRE})
    assert ids(found) == ["a.txt", "b.txt"]
    assert {article.sha256 for article in found.articles} == {hashlib.sha256(FIRE.encode()).hexdigest()}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_no_text_are_written_with_backslashes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).write_text(FIRE)
    (tmp_path / "in" / os.fsdecode(b"\xff.png")).write_text("")
    (tmp_path / "in" / "new\nline.txt").write_text(FIRE)
    found = read([str(tmp_path / "in")])
    assert [(article.id, article.path) for article in found.articles] == [
        ("caf\\xe9.txt", "in/caf\\xe9.txt"),
        ("new\nline.txt", "in/new\nline.txt"),
    ]
    assert [skip.path for skip in found.skipped] == ["in/\\xff.png"]


# --------------------------------------------------------------------------------------------- the formats


def test_a_text_file_is_its_decoded_content_without_the_mark(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + "Titre\r\n\r\nL’été  a tué.\n\n".encode()
    article = only(library(tmp_path, {"a.txt": data}))
    assert article.text == "Titre\r\n\r\nL’été  a tué.\n\n"
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert (article.title, article.lang, article.published, article.published_basis) == (None, None, None, None)


FRONT = "\r\n".join(
    [
        "---",
        'title: "Douze morts: le bilan"',
        "source: Le Jour",
        "date: 2024-03-22",
        "url: https://a.example/b",
        "lang: fr-FR",
        "# a comment",
        "tags:",
        "- x",
        "---",
        "",
    ]
)


def test_front_matter_is_told_and_left_out_of_the_text(tmp_path: Path) -> None:
    article = only(library(tmp_path, {"a.md": FRONT + "# Bilan\r\nDouze morts.\r\n"}))
    assert article.text == "# Bilan\r\nDouze morts.\r\n"
    assert (article.title, article.outlet, article.url, article.lang) == ("Douze morts: le bilan", "Le Jour", "https://a.example/b", "fr")
    assert (article.published, article.published_basis) == ("2024-03-22", "front matter")


@pytest.mark.parametrize(
    "text", ["---\n\nA rule above.\n---\nDown.", "---\ntitle: never closed\n", "# Title\n---\na: b\n---\n", "---\n---\nText", "a: b\n"]
)
def test_a_rule_across_the_page_is_no_front_matter(tmp_path: Path, text: str) -> None:
    article = only(library(tmp_path, {"a.md": text}))
    assert (article.text, article.title) == (text, None)


def test_front_matter_means_nothing_in_plain_text(tmp_path: Path) -> None:
    assert only(library(tmp_path, {"a.txt": FRONT + "x"})).text == FRONT + "x"


WHOLE = {
    "id": "wire-7",
    "text": "Twelve dead.",
    "title": " Fire \n kills ",
    "outlet": "Daily",
    "published": "2024-03-22T08:15:00Z",
    "url": "https://a.example",
    "lang": "EN",
    "more": [1],
}


def test_json_gives_all_fields(tmp_path: Path) -> None:
    for name, value in {"object.json": WHOLE, "list.json": [WHOLE], "named.json": {"articles": [WHOLE]}, "lines.jsonl": WHOLE}.items():
        article = only(library(tmp_path / name, {name: json.dumps(value)}))
        assert article == Article(
            "wire-7",
            f"in/{name}",
            "Twelve dead.",
            hashlib.sha256(b"Twelve dead.").hexdigest(),
            "en",
            "Fire kills",
            "Daily",
            "2024-03-22T08:15:00+00:00",
            "metadata",
            "https://a.example",
        )


def test_other_names_of_the_fields(tmp_path: Path) -> None:
    article = only(library(tmp_path, {"a.json": json.dumps({"text": "x", "source": "Daily", "date": "2024-03-22", "language": "fr_CA"})}))
    assert (article.outlet, article.published, article.lang) == ("Daily", "2024-03-22", "fr")


def test_rows_without_an_id_are_named_after_their_place(tmp_path: Path) -> None:
    row = json.dumps({"text": "x"})
    found = library(
        tmp_path, {"one.json": row, "list.json": f"[{row}, {row}]", "lines.jsonl": f"{row}\n\n{row}", "wrong.json": f"{row}\n{row}\n"}
    )
    assert ids(found) == ["lines.jsonl#1", "lines.jsonl#3", "list.json#1", "list.json#2", "one.json", "wrong.json#1", "wrong.json#2"]


def test_repeated_ids_are_numbered(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        {"a.jsonl": '{"id": "x", "text": "1"}\n{"id": "x#2", "text": "2"}\n{"id": "x", "text": "3"}', "b.json": '{"id": 7, "text": "4"}'},
    )
    assert [(article.id, article.text) for article in found.articles] == [("7", "4"), ("x", "1"), ("x#2", "2"), ("x#3", "3")]


def test_a_broken_line_costs_that_line_alone(tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"text": "one"}',
        b"{bad",
        b"[1, 2]",
        b"",
        '{"text": "a\u2028b"}'.encode(),
        '{"text": "été"}'.encode("cp1252"),
        b"\xff\x00",
        b'{"text": "end"}',
    ]
    found = library(tmp_path, {"x.jsonl": b"\r\n".join(lines)})
    assert [article.text for article in found.articles] == ["one", "a\u2028b", "été", "end"]
    assert ids(found) == ["x.jsonl#1", "x.jsonl#5", "x.jsonl#6", "x.jsonl#8"]


def test_broken_lines_are_named_with_their_number(tmp_path: Path) -> None:
    found = library(tmp_path, {"x.jsonl": '{"text": "one"}\n{bad\n"x"\n{"text": "end"}'}, limits=Limits(named_rows=100))
    assert reasons(found) == {
        "in/x.jsonl:2": "The line is not JSON (column 2).",
        "in/x.jsonl:3": "The JSON value is not an object with a text.",
    }


def test_many_broken_lines_are_counted(tmp_path: Path) -> None:
    found = library(tmp_path, {"x.jsonl": "bad\n" * 5 + '{"text": "end"}'}, limits=Limits(named_rows=2))
    assert reasons(found)["in/x.jsonl"] == "3 more of its rows cannot be read."
    assert len(found.skipped) == 3
    assert len(found.articles) == 1


def test_json_lines_are_limited_by_line_not_by_file(tmp_path: Path) -> None:
    row = '{"text": "short"}\n'
    found = library(tmp_path, {"x.jsonl": row * 20 + '{"text": "' + "x" * 200 + '"}\n' + row}, limits=Limits(file_bytes=100))
    assert len(found.articles) == 21
    assert reasons(found) == {"in/x.jsonl:21": "It is larger than the limit of 100 bytes."}


def test_json_lines_in_utf_16(tmp_path: Path) -> None:
    found = library(tmp_path, {"x.ndjson": '{"text": "été"}\n{"text": "À"}\n'.encode("utf-16")})
    assert [article.text for article in found.articles] == ["été", "À"]


def test_odd_json_is_read_without_harm(tmp_path: Path) -> None:
    odd = {
        "twice.json": '{"text": "first", "text": "last"}',
        "numbers.json": '{"text": "n", "a": NaN, "b": -Infinity, "c": 1e999999, "id": ' + "9" * 50 + ', "d": ' + "9" * 9000 + "}",
        "halves.json": '{"text": "a\\ud800b\\udc00 \\ud83d\\ude00", "title": "\\udfff"}',
        "types.json": '{"text": "t", "title": 7, "outlet": ["x"], "published": 1e308, "url": {}, "lang": "French", "id": ""}',
    }
    found = {article.id: article for article in library(tmp_path, dict(odd)).articles}
    assert found["twice.json"].text == "last"
    assert found["9" * 50].text == "n"
    assert (found["halves.json"].text, found["halves.json"].title) == ("a\ufffdb\ufffd \U0001f600", "\ufffd")
    types = found["types.json"]
    assert (types.title, types.outlet, types.published, types.published_basis, types.url, types.lang) == (None,) * 6


RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Le Jour</title><language>fr-fr</language>
<item><media:title>no</media:title><title>L’incendie</title><link>https://a.example/1</link><pubDate>Fri, 22 Mar 2024 08:15:00 GMT</pubDate>
<description>court</description><content:encoded><![CDATA[<p>Douze morts.</p><p>Trois bless&eacute;s.</p>]]></content:encoded></item>
<item><title>Vide</title></item>
<item><source url="x">Agence</source><description>&lt;b&gt;Deux&lt;/b&gt; morts &amp;amp; un blessé.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Daily</title>
<entry><title type="html">Fire &lt;i&gt;kills&lt;/i&gt;</title><link rel="self" href="no"/><link href="https://b.example/1"/><updated>2024-03-23T00:00:00Z</updated>
<published>2024-03-22T08:15:00Z</published><summary>short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Twelve dead.</p><p>Three &lt; four.</p></div></content></entry>
<entry><title>Second</title><summary>Plain &lt;text&gt;</summary><updated>yesterday</updated></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_rss(tmp_path: Path, encoding: str) -> None:
    found = library(tmp_path, {"f.rss": RSS.format(encoding=encoding).encode(encoding)})
    assert reasons(found) == {"in/f.rss#2": "The item has no text."}
    first, third = found.articles
    assert (first.id, first.text, first.title) == ("f.rss#1", "Douze morts.\nTrois blessés.", "L’incendie")
    assert (first.outlet, first.lang, first.url) == ("Le Jour", "fr", "https://a.example/1")
    assert (first.published, first.published_basis) == ("2024-03-22T08:15:00+00:00", "feed")
    assert (third.id, third.text, third.outlet, third.published, third.published_basis) == (
        "f.rss#3",
        "Deux morts & un blessé.",
        "Agence",
        None,
        None,
    )


def test_atom(tmp_path: Path) -> None:
    found = library(tmp_path, {"f.atom": ATOM})
    first, second = found.articles
    assert (first.text, first.title, first.outlet, first.lang) == ("Twelve dead.\nThree < four.", "Fire kills", "Daily", "en")
    assert (first.published, first.url) == ("2024-03-22T08:15:00+00:00", "https://b.example/1")
    assert (second.text, second.published) == ("Plain <text>", None)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["html"][:30]) for row in table("markup")["piece"]])
def test_markup_is_taken_out(row: dict[str, str]) -> None:
    assert without_tags(row["html"]) == row["text"]


@given(st.text())
def test_any_markup_is_read(source: str) -> None:
    without_tags(source)


PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Douze morts à Nîmes</title>
<meta property="og:site_name" content="Le Jour"><meta property="article:published_time" content="2024-03-22T08:15:00+01:00"></head>
<body><nav><a href="/">Accueil</a> <a href="/a">Abonnez-vous</a></nav><article><h1>Douze morts à Nîmes</h1>
<p>Douze personnes ont été tuées dans l’incendie d’un entrepôt, a annoncé la préfecture vendredi matin.&#27; &#xd800;</p>
<p>Trois autres personnes, dont un pompier, ont été blessées &lt;légèrement&gt; selon la même source.</p></article>
<footer>Mentions légales</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_pages(tmp_path: Path, encoding: str) -> None:
    pytest.importorskip("trafilatura")
    article = only(library(tmp_path, {"a.html": PAGE.encode(encoding)}))
    assert "Douze personnes ont été tuées dans l’incendie" in article.text
    assert "<légèrement>" in article.text
    assert "Mentions" not in article.text
    assert "\x1b" not in article.text
    assert (article.title, article.outlet, article.published, article.published_basis) == (
        "Douze morts à Nîmes",
        "Le Jour",
        "2024-03-22",
        "metadata",
    )
    assert article.encoding == encoding


def test_pages_need_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = library(tmp_path, {"a.html": PAGE, "fire.txt": FIRE})
    assert reasons(found) == {"in/a.html": "It needs factcheck[html]."}
    assert ids(found) == ["fire.txt"]


# ----------------------------------------------------------------------------------------- standard input


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("[Paris] Douze morts.", ["[Paris] Douze morts."]),
        ("{not json", ["{not json"]),
        ("été".encode("cp1252").decode("latin-1"), ["été"]),
        ('{"text": "a"}', ["a"]),
        ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        ('{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (ATOM, ["Twelve dead.\nThree < four.", "Plain <text>"]),
    ],
)
def test_standard_input_is_told_by_how_it_begins(content: str, texts: list[str]) -> None:
    found = read(["-"], stdin=io.BytesIO(content.encode("latin-1" if content == "été" else "utf-8")))
    assert [article.text for article in found.articles] == texts
    assert {article.path for article in found.articles} == {"-"}


def test_standard_input_has_an_id(tmp_path: Path) -> None:
    library(tmp_path, {"a.txt": FIRE})
    assert ids(read(["-", str(tmp_path / "in"), "-"], stdin=io.BytesIO(FIRE.encode()))) == ["-", "a.txt"]
    assert ids(read(["-"], stdin=io.BytesIO(b'[{"text": "a"}, {"text": "b"}]'))) == ["-#1", "-#2"]


def test_standard_input_that_cannot_be_read() -> None:
    assert reasons(read(["-"])) == {"-": "There is no standard input."}
    assert reasons(read(["-"], stdin=io.BytesIO())) == {"-": "The file is empty."}
    assert reasons(read(["-"], stdin=io.BytesIO(b"x" * 11), limits=Limits(file_bytes=10))) == {
        "-": "It is larger than the limit of 10 bytes."
    }
    assert reasons(read(["-"], stdin=io.BytesIO(b"\x89PNG\r\n"))) == {"-": "It is a binary file, not text."}


def test_a_file_without_an_ending_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "wire").write_text('{"text": "a"}\n{"text": "b"}\n')
    assert ids(read([str(tmp_path / "wire")])) == ["wire#1", "wire#2"]


# --------------------------------------------------------------------------------------------- the sidecar

SIDECAR = "file,id,title,outlet,published,url,lang,note\na.txt,wire-1,Titre,Le Jour,2024-03-22,https://a.example,fr,x\n./sub/b.txt,,Sous,,hier,,\n"


def test_a_sidecar_tells_about_its_files(tmp_path: Path) -> None:
    found = library(tmp_path, {"articles.csv": SIDECAR, "a.txt": FIRE, "sub/b.txt": FIRE, "c.txt": FIRE})
    assert found.skipped == ()
    a, c, b = sorted(found.articles, key=lambda article: article.path)
    assert (a.id, a.title, a.outlet, a.url, a.lang) == ("wire-1", "Titre", "Le Jour", "https://a.example", "fr")
    assert (a.published, a.published_basis) == ("2024-03-22", "sidecar")
    assert (b.id, b.title, b.published, b.published_basis) == ("sub/b.txt", "Sous", None, None)
    assert (c.id, c.title) == ("c.txt", None)


def test_a_sidecar_holds_for_a_file_that_is_named(tmp_path: Path) -> None:
    library(tmp_path, {"articles.csv": SIDECAR, "a.txt": FIRE, "sub/b.txt": FIRE})
    assert only(read([str(tmp_path / "in" / "a.txt")])).id == "wire-1"


def test_a_file_knows_better_than_its_sidecar(tmp_path: Path) -> None:
    table = "file;id;published;outlet\na.md;x;2020-01-01;Agence\nb.jsonl;y;2020-01-01;Agence\n"
    rows = '{"text": "1", "published": "2024-03-22"}\n{"text": "2"}'
    found = library(tmp_path, {"articles.csv": table, "a.md": "---\ndate: 2024-03-22\n---\ntext", "b.jsonl": rows})
    assert [(article.id, article.published, article.published_basis, article.outlet) for article in found.articles] == [
        ("b.jsonl#1", "2024-03-22", "metadata", "Agence"),
        ("b.jsonl#2", "2020-01-01", "sidecar", "Agence"),
        ("x", "2024-03-22", "front matter", "Agence"),
    ]


@pytest.mark.parametrize(
    ("table", "path", "reason"),
    [
        ("name,title\na.txt,x\n", "in/articles.csv", "The table has no column named file."),
        ('file,title\na.txt,"x\n', "in/articles.csv", "The table is broken at line 2."),
        ("", "in/articles.csv", "The file is empty."),
        ("file\na.txt\nnone.txt\n", "in/articles.csv:3", "The row names a file that is not there."),
        ("file,title\na.txt," + "x" * 200_000, "in/articles.csv", "The table is broken at line 2."),
    ],
)
def test_a_broken_sidecar_is_named_and_the_files_are_read(tmp_path: Path, table: str, path: str, reason: str) -> None:
    found = library(tmp_path, {"articles.csv": table, "a.txt": FIRE})
    assert reasons(found) == {path: reason}
    assert ids(found) == ["a.txt"]


def test_a_sidecar_is_no_article(tmp_path: Path) -> None:
    library(tmp_path, {"articles.csv": SIDECAR.splitlines()[0], "a.txt": FIRE})
    assert reasons(read([str(tmp_path / "in" / "articles.csv")])) == {
        "articles.csv": "It describes the articles beside it and is none itself."
    }


def test_names_in_a_sidecar_match_however_accents_are_composed(tmp_path: Path) -> None:
    found = library(tmp_path, {"articles.csv": "file,title\ne\u0301te\u0301.txt,Titre\n", "\u00e9t\u00e9.txt": FIRE})
    assert only(found).title == "Titre"


# ------------------------------------------------------------------------------------------ dates and time


@pytest.mark.parametrize(("iso", "told"), [(iso, told) for iso, tolds in table("dates").items() for told in tolds])
def test_dates_of_publication(iso: str, told: str) -> None:
    assert published(told) == (iso or None)


@given(st.text())
def test_any_date_is_understood_or_not(told: str) -> None:
    published(told)


SHAPES = {
    ".jsonl": ["x\n", '"', "[", "{"],
    ".md": ["---\n", "a: b\n", "a", " "],
    ".rss": [],
    ".txt": ["a", " ", "é", "\r"],
    ".xml": ["<!--", "<?", "<a", "<a>", " "],
}


@pytest.mark.parametrize(("suffix", "piece"), [(suffix, piece) for suffix, pieces in SHAPES.items() for piece in pieces])
def test_time_grows_with_the_size_only(suffix: str, piece: str) -> None:
    started = time.process_time()
    try:
        for _ in READERS[suffix](io.BytesIO(piece.encode() * 100_000), Limits()):
            pass
    except UnreadableError:
        pass
    assert time.process_time() - started < 5


@pytest.mark.parametrize("piece", ["<", "<!--", "<a b='", '<a b="', "<script", "<script></script", "&#9", "<p a='' ", "<![", "</p", " \n"])
def test_markup_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    without_tags(piece * 20_000 + "x")
    assert time.process_time() - started < 5
