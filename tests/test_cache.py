"""What is kept between runs never changes a report and never fails a run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck import articles, cache, claims, cli, language, pipeline, readings, recall
from factcheck.cache import NAME, Cache, OtherFormError, default_folder
from factcheck.model import Article, Report

ROOT = Path(__file__).parent.parent
LONG_AGO = 1_000_000_000  # seconds: a time of files that nobody has touched lately


@pytest.fixture(autouse=True)
def quiet_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program need not have been left alone for a while."""
    monkeypatch.setattr(cache, "_QUIET", -1.0)


def kept_report(paths: list[str], folder: Path, **more: object) -> Report:
    with Cache(folder) as store:
        made = recall.check(paths, cache=store, **more)  # type: ignore[arg-type]
    assert store.trouble == ""
    return made


def entries(folder: Path) -> dict[str, int]:
    return {entry.kind: entry.entries for entry in cache.kept(folder)}


# ------------------------------------------------------------------------------------------- the report


@pytest.fixture
def never_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and from then on no article can be read."""

    def forbid() -> None:
        def read(*asked: object) -> object:
            raise AssertionError(f"{asked[0]} is read again")

        monkeypatch.setattr(claims, "read", read)
        monkeypatch.setattr(claims, "read_all", read)

    return forbid


def test_a_second_run_reads_nothing_and_says_the_same(seeds: Path, tmp_path: Path, never_reads: Callable[[], None]) -> None:
    plain = pipeline.check([str(seeds)])
    assert kept_report([str(seeds)], tmp_path) == plain
    never_reads()
    assert kept_report([str(seeds)], tmp_path) == plain


def test_an_article_more_is_the_only_one_that_is_read(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(seeds, folder)
    kept_report([str(folder)], tmp_path)
    folder.joinpath("new.txt").write_text("Three people were killed in a fire in Lyon on Monday.", encoding="utf-8")
    plain, seen, read = pipeline.check([str(folder)]), [], claims.read_all
    monkeypatch.setattr(claims, "read_all", lambda some, lang=None: seen.extend(article.id for article in some) or read(some, lang))
    assert kept_report([str(folder)], tmp_path) == plain
    assert seen == ["new.txt"]


def test_claims_that_the_cache_has_lost_are_read_again(seeds: Path, tmp_path: Path) -> None:
    plain = kept_report([str(seeds)], tmp_path)
    with sqlite3.connect(tmp_path / NAME) as link:
        link.execute("DELETE FROM entry WHERE kind IN ('claims', 'event', 'report')")
    assert kept_report([str(seeds)], tmp_path) == plain


def test_a_renamed_article_need_not_be_read_again(seeds: Path, tmp_path: Path, never_reads: Callable[[], None]) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(seeds, folder)
    kept_report([str(folder)], tmp_path)
    first = sorted(folder.glob("*.txt"))[0]
    first.rename(folder / "zzz.txt")
    plain = pipeline.check([str(folder)])
    never_reads()
    assert kept_report([str(folder)], tmp_path) == plain


CHANGES: tuple[tuple[str, object], ...] = (
    ("text", "Four people were killed in Paris on Tuesday, police said."),
    ("title", "Another title"),
    ("outlet", "AFP"),
    ("published", "2030-01-02"),
    ("lang", "fr"),
)


@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_whatever_a_reading_follows_from_is_looked_at(tmp_path: Path, field: str, value: object) -> None:
    article = Article("a", "a", "Three people were killed in Paris on Tuesday, police said.", "", "en")
    other = replace(article, **{field: value})  # type: ignore[arg-type]
    with Cache(tmp_path) as store:
        assert readings.name(article, None, store) != readings.name(other, None, store)
        assert readings.name(article, None, store) == readings.name(replace(article, id="b", path="c", sha256="d", url="e"), None, store)
        assert readings.name(article, "fr", store) != readings.name(article, None, store)
        readings.read([article], None, pipeline.unwatched, 1, store)
        fresh = claims.read(other)
        assert readings.whole(readings.read([other], None, pipeline.unwatched, 1, store).kept[0]) == fresh


def test_words_of_the_user_are_looked_at(tmp_path: Path) -> None:
    article = Article("a", "a", "Three people were killed in Paris on Tuesday.", "", "en")
    with Cache(tmp_path) as store:
        before = readings.name(article, None, store)
        language.extend({"names": {"person": {"Anne Morel": ["la Dame du lac"]}}})
        try:
            assert readings.name(article, None, store) != before
        finally:
            language.extend({})


# ------------------------------------------------------------------------------------------ the program


def test_an_edit_of_the_program_makes_all_entries_old(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    code = program / "a.py"
    code.write_text("x = 1\n")
    with Cache(tmp_path, str(program)) as store:
        store.put(one := store.key("k", "a"), "k", b"value")
    times = code.stat()
    code.write_text("x = 2\n")
    os.utime(code, ns=(times.st_atime_ns, times.st_mtime_ns))  # same size, same time
    with Cache(tmp_path, str(program)) as store:
        assert store.key("k", "a") != one
    code.write_text("x = 1\n")
    with Cache(tmp_path, str(program)) as store:
        assert store.get([store.key("k", "a")]) == {one: b"value"}
    program.joinpath("b.toml").write_text("")
    with Cache(tmp_path, str(program)) as store:
        assert store.key("k", "a") != one


def test_the_same_program_elsewhere_finds_the_entries(tmp_path: Path) -> None:
    keys = []
    for name in ("one", "two"):
        tmp_path.joinpath(name).mkdir()
        tmp_path.joinpath(name, "a.py").write_text("x = 1\n")
        with Cache(tmp_path, str(tmp_path / name)) as store:
            keys.append(store.key("k", "a"))
    assert keys[0] == keys[1]


def test_nothing_is_written_when_the_program_changes_during_a_run(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    program.joinpath("a.py").write_text("x = 1\n")
    with Cache(tmp_path, str(program)) as store:
        store.put(store.key("k", "a"), "k", b"value")
        program.joinpath("a.py").write_text("x = 3\n")
    assert "changed during the run" in store.trouble
    assert entries(tmp_path) == {}


def test_a_program_that_was_just_edited_uses_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_QUIET", 60.0)
    program = tmp_path / "program"
    program.mkdir()
    program.joinpath("a.py").write_text("x = 1\n")
    assert "a moment ago" in Cache(tmp_path, str(program)).trouble


# --------------------------------------------------------------------------------------------- the file


def test_keys_tell_their_parts_apart(tmp_path: Path) -> None:
    with Cache(tmp_path) as store:
        keys = [store.key("k", *parts) for parts in (("a", "b"), ("ab",), ("a", "", "b"), ("a", None, "b"), ("a", "b", None), ("-", "b"))]
        assert len({*keys, store.key("l", "a", "b")}) == len(keys) + 1


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "text": lambda data: b"<<<<<<< HEAD\n",
    "flipped": lambda data: bytes(byte ^ (255 if at > 100 and at % 7 == 0 else 0) for at, byte in enumerate(data)),
    "zeros": lambda data: data[:4096] + bytes(len(data) - 4096),
    "values": lambda data: data.replace(b"x\x01", b"x\x02"),
}


@pytest.fixture(scope="module")
def filled(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A cache in which all that is known of the seeds is kept, and the report on them."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "_QUIET", -1.0)
        return folder / NAME, kept_report([str(seeds)], folder)


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_cache_changes_nothing_and_is_made_anew(kind: str, seeds: Path, filled: tuple[Path, Report], tmp_path: Path) -> None:
    kept, plain = filled
    file = Path(shutil.copy(kept, tmp_path))
    file.write_bytes(DAMAGE[kind](file.read_bytes()))
    with Cache(tmp_path) as store:
        assert recall.check([str(seeds)], cache=store) == plain
    with Cache(tmp_path) as store:
        assert recall.check([str(seeds)], cache=store) == plain
    assert kept_report([str(seeds)], tmp_path) == plain
    assert entries(tmp_path)["report"] == 1


def test_a_value_that_damage_has_made_a_text_is_made_anew(seeds: Path, tmp_path: Path) -> None:
    plain = kept_report([str(seeds)], tmp_path)
    with sqlite3.connect(tmp_path / NAME) as link:
        link.execute("UPDATE entry SET value = CAST(value || x'80' AS TEXT)")
    link.close()
    assert [kept_report([str(seeds)], tmp_path) for _ in range(2)] == [plain, plain]


def newer(file: Path) -> None:
    link = sqlite3.connect(file)
    link.execute("PRAGMA user_version = 999999")
    link.execute("ALTER TABLE entry RENAME TO future")
    link.close()


def foreign(file: Path) -> None:
    file.unlink()
    link = sqlite3.connect(file)
    link.execute("CREATE TABLE accounts (name TEXT)")
    link.close()


@pytest.mark.parametrize("make", [newer, foreign])
def test_a_file_of_another_form_is_left_alone(
    make: Callable[[Path], None], seeds: Path, filled: tuple[Path, Report], tmp_path: Path
) -> None:
    kept, plain = filled
    make(Path(shutil.copy(kept, tmp_path)))
    before = (tmp_path / NAME).read_bytes()
    with Cache(tmp_path) as store:
        assert recall.check([str(seeds)], cache=store) == plain
    assert "another version" in store.trouble
    with pytest.raises(OtherFormError):
        cache.clear(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize("where", ["file", "file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_used_changes_nothing(where: str, seeds: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tmp_path.joinpath("file").write_text("")
    arguments = ["report", str(seeds), "--format", "json"]
    assert cli.main([*arguments, "--no-cache"]) == 0
    plain, _ = capfd.readouterr()
    assert cli.main([*arguments, "--cache-dir", str(tmp_path / where)]) == 0
    assert capfd.readouterr() == (plain, "")
    assert cli.main([*arguments, "--cache-dir", str(tmp_path / where), "-v"]) == 0
    out, err = capfd.readouterr()
    assert out == plain
    assert err.count("cache not used: ") == 1


def test_a_cache_that_another_run_holds_is_waited_for_and_then_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_PATIENCE", 0.05)
    Cache(tmp_path).close()
    holder = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Cache(tmp_path) as store:
        store.put(key := store.key("k", "a"), "k", b"value")
    assert "locked" in store.trouble
    holder.execute("ROLLBACK")
    with Cache(tmp_path) as store:
        assert store.get([key]) == {}
    holder.close()


def test_runs_at_the_same_time_share_a_cache(seeds: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "factcheck", "report", str(seeds), "--format", "json", "--cache-dir", str(tmp_path), "-v"]
    plain = subprocess.run([*line[:-3], "--no-cache"], capture_output=True, check=True, cwd=ROOT).stdout
    runs = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
    for started in runs:
        out, err = started.communicate(timeout=120)
        assert (started.returncode, out) == (0, plain)
        assert b"locked" not in err
        assert b"Traceback" not in err


def test_the_file_stays_within_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 400_000)
    first = b""
    for run in range(10):
        with Cache(tmp_path) as store:
            store._today += run
            keys = [store.key("k", str(run), str(number)) for number in range(10)]
            first = first or keys[0]
            for key in keys:
                store.put(key, "k", os.urandom(10_000))
            store.write()
            assert first in store.get([first]), "what is used is kept"
            store._used.append(first)
        assert store.trouble == ""
    assert (tmp_path / NAME).stat().st_size <= 600_000
    assert 20 <= entries(tmp_path)["k"] <= 40


def test_a_report_that_is_told_again_is_kept_as_long_as_others(seeds: Path, tmp_path: Path) -> None:
    kept_report([str(seeds)], tmp_path)
    with sqlite3.connect(tmp_path / NAME) as link:
        link.execute("UPDATE entry SET day = 1")
    kept_report([str(seeds)], tmp_path)
    assert {kind for (kind,) in link.execute("SELECT kind FROM entry WHERE day > 1")} == {"program", "report", "seen"}
    link.close()


FOLDERS = (
    ("linux", {"HOME": "/home/a"}, "/home/a/.cache/factcheck"),
    ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/b"}, "/b/factcheck"),
    ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "b"}, "/home/a/.cache/factcheck"),
    ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/factcheck"),
    ("win32", {"LOCALAPPDATA": "/l"}, "/l/factcheck/Cache"),
    ("win32", {}, None),
    ("linux", {}, None),
)


@pytest.mark.parametrize(("platform", "environment", "folder"), FOLDERS)
def test_the_folder_of_the_users_caches(platform: str, environment: dict[str, str], folder: str | None) -> None:
    assert default_folder(environment, platform) == (None if folder is None else Path(folder))


# ------------------------------------------------------------------------------------- the command line


def test_the_cache_is_shown_and_cleared(seeds: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    here = ["--cache-dir", str(tmp_path)]
    cli.main(["report", str(seeds), "--format", "json", *here])
    capfd.readouterr()
    assert cli.main(["cache", "info", "--format", "json", *here]) == 0
    told = json.loads(capfd.readouterr().out)
    number = len(articles.read([str(seeds)]).articles)
    held = {row["kind"]: row["entries"] for row in told["kept"]}
    assert held.pop("link") > 0
    assert held == {"claims": number, "event": 1, "findings": 1, "profile": number, "program": 1, "report": 1, "seen": 1}
    assert cli.main(["cache", "clear", *here]) == 0
    capfd.readouterr()
    assert cli.main(["cache", "info", *here]) == 0
    assert capfd.readouterr().out.splitlines()[1:] == ["together: 0 bytes, at most 512.0 MB"]


WRONG = (
    ("--jobs", "0", "--jobs takes a number from 1 to 60, not '0'"),
    ("--jobs", "many", "--jobs takes a number from 1 to 60, not 'many'"),
    ("--jobs", "²", "--jobs takes a number from 1 to 60, not '²'"),
    ("--jobs", "9" * 5000, "--jobs takes a number"),
    ("--cache-dir", "", "--cache-dir takes a folder"),
)


@pytest.mark.parametrize(("option", "value", "message"), WRONG)
def test_wrong_usage_is_told(option: str, value: str, message: str, seeds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(seeds), option, value]) == 2
    assert message in capfd.readouterr().err


def test_a_cache_and_none_exclude_each_other(seeds: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(seeds), "--no-cache", "--cache-dir", str(tmp_path)]) == 2
    assert "exclude each other" in capfd.readouterr().err


def test_a_run_whose_report_is_known_loads_no_reader(seeds: Path, tmp_path: Path) -> None:
    """What is imported takes most of the time of a small run."""
    program = (
        "import sys\nfrom factcheck import cache, cli\ncache._QUIET = -1.0\n"
        "cli.main(['report', sys.argv[1], '--format', 'json', '--cache-dir', sys.argv[2]])\n"
        "rooms = [['factcheck', room] for room in ('claims', 'values', 'ladder', 'origins')]\n"
        "loaded = [name for name in sys.modules if name.split('.')[:2] in rooms]\n"
        "sys.exit(f'loaded: {loaded}' if loaded and sys.argv[3] == 'warm' else 0)\n"
    )
    for state in ("cold", "warm"):
        done = subprocess.run([sys.executable, "-c", program, str(seeds), str(tmp_path), state], capture_output=True, text=True, cwd=ROOT)
        assert (done.returncode, done.stderr) == (0, "")
