"""What is kept of an archive changes nothing: with articles more or fewer the report is that of a first run, to the byte."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import cache, claims, comparing, grouping, origins, outlines, pipeline, readings, recall, reports
from factcheck.articles import read
from factcheck.claims import Reading
from factcheck.comparing import archives
from factcheck.grouping import Numbered, memory, proposals, traits
from factcheck.grouping.memory import Old
from factcheck.model import Article
from factcheck.origins import candidates, markings, meetings, rarest
from factcheck.packing import DamagedError, Late
from factcheck.reports.contract import finding_line

LARGE = 30  # articles that are many here


@pytest.fixture(autouse=True)
def small_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done for archives is done for some dozens of articles, and the program need not have been left alone for a while."""
    monkeypatch.setattr(grouping, "LARGE", LARGE)
    monkeypatch.setattr(traits, "LARGE", LARGE)
    monkeypatch.setattr(readings, "FEW", LARGE)
    monkeypatch.setattr(pipeline, "FEW", LARGE)
    monkeypatch.setattr(recall, "_MOST", -1)
    monkeypatch.setattr(cache, "_QUIET", -1.0)


# ------------------------------------------------------------------------------------------------ groups


class Kept:
    """A memory that holds what it was given as bytes."""

    def __init__(self) -> None:
        self.data: bytes | None = None

    def asked(self) -> Old | None:
        return None if self.data is None else memory.unpacked(self.data)

    def keep(self, old: Callable[[], Old]) -> None:
        self.data = old().packed()


def article(number: int, draw: random.Random) -> Reading:
    """An article on one of some events: keys of its event, keys that all have, keys of its own, a day or none."""
    event = draw.randrange(12)
    own = [f"w:event {event} {draw.randrange(14)}" for _ in range(6)] + [f"n:{event} {draw.randrange(3)}", f"p:town {event % 5}"]
    common = [f"{kind}:{draw.randrange(9)}" for kind in "wkv" for _ in range(3)]
    keys = {key: draw.randint(1, 3) for key in sorted({*own, *common, f"w:{number}", f"f:killed:{event}"})}
    day = f"2024-03-{1 + (event + draw.randrange(3)) % 28:02}" if draw.random() < 0.9 else None
    places = frozenset({f"town {event % 5}"}) if draw.random() < 0.5 else frozenset()
    return Reading(Article(f"{number:04}", "", "", "", "en", published=day), (), keys, {}, places)


def named(found: Sequence[Reading]) -> Numbered:
    numbers = grouping.numbered(found)
    return numbers._replace(traits=[one._replace(name=reading.article.id) for one, reading in zip(numbers.traits, found, strict=True)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10**6),
    st.integers(25, 120),
    st.lists(st.sampled_from(["add", "add many", "drop", "drop more", "drop many", "same", "change"]), max_size=5),
)
def test_groups_are_those_of_a_first_run(seed: int, size: int, steps: list[str]) -> None:
    draw, memory = random.Random(seed), Kept()
    every = [article(number, draw) for number in range(400)]
    held = sorted(draw.sample(range(400), size))
    for step in ["start", *steps]:
        if step.startswith("add"):
            held = sorted({*held, *draw.sample(range(400), 60 if step == "add many" else 3)})
        elif step == "drop":
            held = sorted(set(held) - set(draw.sample(held, min(len(held) // 3, 2))))
        elif step.startswith("drop"):
            held = sorted(set(held) - set(draw.sample(held, min(len(held) // 3, 7 if step == "drop more" else 40))))
        elif step == "change":
            every[held[0]] = article(held[0], draw)
        told = named([every[number] for number in held])
        assert grouping.grouped(told, memory) == grouping.grouped(told)


def test_with_an_article_more_most_of_an_archive_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, memory, vectors = random.Random(4), Kept(), set[int]()
    every = [article(number, draw) for number in range(300)]
    made = traits.Archive._made
    monkeypatch.setattr(traits.Archive, "_made", lambda self, one: vectors.add(self.traits[one].name) or made(self, one))
    grouping.grouped(named(every[:-1]), memory)
    assert len(vectors) == 299
    vectors.clear()
    grouping.grouped(named(every[:-1]), memory)
    assert vectors == set()
    grouping.grouped(named(every), memory)
    assert 0 < len(vectors) < 250


def test_with_an_article_fewer_most_of_an_archive_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, memory, judged = random.Random(4), Kept(), list[Any]()
    every = [article(number, draw) for number in range(300)]
    met = grouping.met
    monkeypatch.setattr(grouping, "met", lambda *given: judged.append(given) or met(*given))
    grouping.grouped(named(every), memory)
    assert len(judged) == 1
    for gone in range(1, 30):
        grouping.grouped(named(every[gone:]), memory)
        assert (len(judged) > 1) == (gone > 17), gone  # of more it is not known any more what is asked of the others
        if len(judged) > 1:
            break


def test_a_row_that_grows_brings_other_articles_together() -> None:
    row, longer = list(range(proposals.CROWD)), list(range(proposals.CROWD + 1))
    assert proposals.moved({7: row}, {7: row}, ()) == set()
    shifted = proposals.moved({7: row}, {7: longer}, {proposals.CROWD})
    assert shifted == {(a, b) for a in row for b in row if b - a > proposals.NEXT}


# --------------------------------------------------------------------------------------------- meetings


class Met:
    """A memory of which articles have met that holds what it was given as bytes."""

    def __init__(self) -> None:
        self.data: bytes | None = None

    def asked(self) -> meetings.Old | None:
        return None if self.data is None else meetings.unpacked(self.data)

    def keep(self, old: meetings.Old) -> None:
        self.data = old.packed()


class Marked(NamedTuple):
    """An article with its runs, its words and its names as they are spelled."""

    document: str
    day: int
    runs: list[int]
    words: list[str]
    names: list[str]


def marked(number: int, draw: random.Random) -> Marked:
    """An article of one of some days or of none; some marks are rare, some are those of many."""
    runs = sorted(draw.sample(range(60), 4)) if draw.random() < 0.7 else [7, 8, 9]
    words = sorted({f"w:{min(draw.randrange(40), draw.randrange(40))}" for _ in range(draw.randrange(12))})
    names = sorted({f"n:{draw.randrange(25)}" for _ in range(draw.randrange(8))})
    return Marked(f"{number:03}", draw.choice([0, *range(100, 112)]), runs, words, names)


def proposed(held: Sequence[Marked], store: Met | None) -> list[tuple[int, int]]:
    spelled = sorted({key for one in held for key in (*one.words, *one.names)})
    number = {key: place for place, key in enumerate(spelled)}
    none: frozenset[Any] = frozenset()
    rows = [([number[key] for key in one.words], [number[key] for key in one.names]) for one in held]
    marks = [markings.Marks(one.document, one.day, [], one.runs, *row, [], none, none) for one, row in zip(held, rows, strict=True)]
    signs = [zlib.crc32(repr(one).encode()) for one in held]
    return candidates.propose(marks, candidates.Archive(signs, spelled, store) if store else None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10**6),
    st.integers(2, 90),
    st.lists(st.sampled_from(["add", "add many", "drop", "drop many", "same", "change", "new day"]), max_size=6),
)
def test_articles_meet_as_in_a_first_run(seed: int, size: int, steps: list[str]) -> None:
    draw, store = random.Random(seed), Met()
    every = [marked(number, draw) for number in range(200)]
    held = sorted(draw.sample(range(200), size))
    with pytest.MonkeyPatch.context() as patched:
        for module, name, value in ((meetings, "CROWD", 6), (meetings, "NEXT", 2), (rarest, "RARE", 4), (candidates, "MET", 2)):
            patched.setattr(module, name, value)
        patched.setattr(meetings, "_MORE", draw.choice([0.1, 1, 9]))
        for step in ["start", *steps]:
            if step.startswith("add"):
                held = sorted({*held, *draw.sample(range(200), 20 if step == "add many" else 2)})
            elif step.startswith("drop"):
                held = sorted(set(held) - set(draw.sample(held, len(held) // 2 if step == "drop many" else min(len(held), 1))))
            elif step == "change" and held:
                every[held[0]] = marked(held[0], draw)
            elif step == "new day" and held:
                every[held[-1]] = every[held[-1]]._replace(day=104)
            told = [every[number] for number in held]
            assert proposed(told, store) == proposed(told, None)


def test_with_an_article_more_it_is_not_looked_at_who_met(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, store, anew = random.Random(4), Met(), list[int]()
    every, look = [marked(number, draw) for number in range(120)], candidates._all
    monkeypatch.setattr(candidates, "_all", lambda articles, archive: anew.append(len(articles)) or look(articles, archive))
    for size in (100, 101, 103):
        proposed(every[:size], store)
    assert anew == [100]
    proposed(every, store)
    assert anew == [100, 120]


# ---------------------------------------------------------------------------------------------- reports

TOWNS = ("Arles", "Bayonne", "Cahors", "Dijon", "Foix", "Istres", "Laon", "Mende", "Nevers", "Pau", "Tulle", "Vesoul")
NOTICE = "Les données que vous confiez à notre rédaction servent à gérer votre abonnement et ne sont cédées à personne."
BOATS = ("chalutier", "voilier", "ferry", "cargo", "canot")


def row(number: int) -> dict[str, Any]:
    """One of three articles on an event; the last of them copies passages of the first or has another figure."""
    event, version = divmod(number, 3)
    draw = random.Random(event)
    town, boat, few, many = draw.choice(TOWNS), draw.choice(BOATS), draw.randint(2, 9), draw.randint(20, 90)
    dead = few + (version == 2 and event % 2)
    said = (
        f"Un {boat} baptisé Marie{event} a coulé au large de {town}, a annoncé la préfecture.",
        f"Le naufrage du {boat} Marie{event} près de {town} a mobilisé {many} sauveteurs.",
    )
    told = f"L'accident du Marie{event} a fait {dead} morts. Le port {event * 7} de {town} restera fermé, selon Yann Le Goff{event}."
    text = f"{said[version % 2]} {told} {NOTICE if event % 3 == 0 else ''}"
    return {
        "id": f"r{number:03}",
        "text": text,
        "published": f"2024-{1 + event % 3:02}-{1 + event % 28:02}",
        "lang": "fr",
        "outlet": f"J{version}",
    }


def written(rows: Sequence[dict[str, Any]], file: Path) -> str:
    file.write_text("\n".join(json.dumps(one) for one in rows) + "\n", encoding="utf-8")
    return str(file)


def told(file: str, folder: Path | None) -> str:
    """The report as JSON; with a cache in a folder, or without one."""
    if folder is None:
        return "".join(reports.render("json", pipeline.check(file)))
    program = folder / "program"  # the cache need not know that this one may be edited meanwhile
    program.mkdir(parents=True, exist_ok=True)
    program.joinpath("a.py").touch()
    with cache.Cache(folder, str(program)) as store:
        made = recall.check([file], cache=store, telling=finding_line)
    assert store.trouble == ""
    assert isinstance(made.findings, Late)
    written = "".join(reports.render("json", made))
    assert "".join(reports.render("json", replace(made, findings=tuple(made.findings)))) == written
    return written


def states(every: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield list(every[:210])
    yield list(every[:210])
    yield list(every[:216])  # two events more
    yield [*every[:100], *every[104:216]]  # four articles fewer
    yield [*every[:50], {**every[50], "text": every[50]["text"] + " Un témoin a été entendu."}, *every[51:216]]
    yield [*({**one, "id": "z" + one["id"]} if number % 50 == 0 else one for number, one in enumerate(every[:216]))]  # some renamed
    yield [*every[:216], *({**one, "id": "copy" + one["id"], "outlet": "K"} for one in every[:30:2])]  # copied as a whole
    yield [*every[:216], *({**one, "id": "copy" + one["id"], "outlet": "L"} for one in every[:30:3])]
    yield list(every[:210])


def test_a_report_is_that_of_a_first_run_whatever_was_read_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, reading, plain = dict[Article, Reading](), claims.read, dict[bytes, str]()

    def read(article: Article, lang: str | None = None) -> Reading:
        return known.get(article) or known.setdefault(article, reading(article, lang))

    monkeypatch.setattr(claims, "read_all", lambda some, lang=None: [read(article, lang) for article in some])
    every = [row(number) for number in range(216)]
    for number, rows in enumerate(states(every)):
        file = written(rows, tmp_path / "rows.jsonl")
        first = plain.get(text := Path(file).read_bytes()) or plain.setdefault(text, told(file, None))
        assert told(file, tmp_path / "kept") == first, f"state {number}"
        if number in (2, 4):
            assert told(file, tmp_path / f"first{number}") == first


@contextmanager
def beside(articles: int, jobs: int, cache: cache.Cache | None, there: Sequence[Any]) -> Iterator[archives.Others]:
    """Others that do what they are asked for at once, here, or have died."""

    def there(work: Callable[[Any], Any], piece: Any) -> Callable[[], Any]:
        found = work(piece)
        return lambda: found

    def dead(work: Callable[[Any], Any], piece: Any) -> Callable[[], Any]:
        return lambda: None

    yield archives.Others() if cache is None else archives.Others(there, there) if articles % 4 else archives.Others(dead, dead)


def test_a_report_is_that_of_a_first_run_whoever_reads_and_compares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [row(number) for number in range(90)]
    monkeypatch.setattr(pipeline, "elsewhere", beside)
    for rows in (every[:75], every[:79], every[:84], [*every[:20], *every[23:84]], every[:90]):
        file = written(rows, tmp_path / "rows.jsonl")
        assert told(file, tmp_path / "kept") == told(file, None)


def test_a_shelf_that_is_lost_is_made_anew(tmp_path: Path) -> None:
    every = [row(number) for number in range(90)]
    first = told(written(every, tmp_path / "rows.jsonl"), tmp_path)
    with sqlite3.connect(tmp_path / cache.NAME) as link:
        link.execute("DELETE FROM entry WHERE kind = 'outlines'")
        link.execute("UPDATE entry SET value = CAST('x' AS BLOB) WHERE kind IN ('meetings', 'archive')")
    link.close()
    assert told(str(tmp_path / "rows.jsonl"), tmp_path) == first


def test_with_two_articles_more_all_others_come_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [one | {"text": one["text"].replace(NOTICE, "")} for one in map(row, range(60))]
    told(written(every[:58], tmp_path / "rows.jsonl"), tmp_path)
    file = written(every, tmp_path / "rows.jsonl")
    plain, profiles, fetch = told(file, None), list[str](), readings._fetched_profile
    monkeypatch.setattr(readings, "_fetched_profile", lambda article, *rest: profiles.append(article.id) or fetch(article, *rest))
    assert told(file, tmp_path) == plain
    assert len(set(profiles)) < 20


def test_what_tells_copies_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def articles(size: int) -> Sequence[Article]:
        rows = [row(number) | {"text": f"{row(number % 50)['text']} {'(AFP)' if number % 7 else ''}"} for number in range(size)]
        return read([written(rows, tmp_path / "rows.jsonl")]).articles

    counted, counts = list[str](), origins.copies._counts
    monkeypatch.setattr(origins.copies, "_counts", lambda article: counted.append(article.id) or counts(article))
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.py").touch()
    for size, anew in ((70, 70), (72, 2), (71, 1), (100, 30), (100, 0)):
        every = articles(size)
        with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
            counted.clear()
            found = comparing.copies.without_copies(every, readings.names(every, None, store), store)
            assert len(counted) == anew
        assert found == origins.without_copies(every)
    with sqlite3.connect(tmp_path / cache.NAME) as link:
        link.execute("UPDATE entry SET value = CAST('x' AS BLOB) WHERE kind = 'prints'")
    link.close()
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        assert comparing.copies.without_copies(every, readings.names(every, None, store), store) == found


def test_another_process_groups_what_the_cache_has_of_articles(tmp_path: Path) -> None:
    every = [row(number) for number in range(216)]
    first = told(written(every[:213], tmp_path / "rows.jsonl"), tmp_path)
    assert "findings" in first
    found, _ = origins.without_copies(read([written(every, tmp_path / "rows.jsonl")]).articles)
    asked = list[archives.Task]()
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        others = archives.Others(lambda work, task: asked.append(task) or partial(work, task))
        early = archives.Early(readings.names(found, None, store), store, others)
        here = readings.read(found, None, pipeline.unwatched, 1, store, early=early.begin)
        assert [len(task.more) for task in asked if task] == [0, 3]
        plain = archives.grouped(here, None)
    archives.keep(None)
    archives.fetch(asked[0])
    assert early.groups(here, None) == plain
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        names = [kept.key for kept in here.kept]
        before = archives._Archives.of(names, store).asked()
        early.end()
        after = archives._Archives.of(names, store).asked()
    assert before is not None and after is not None
    assert len(after.articles) == len(before.articles) + 3 == len(found)
    assert archives.group(asked[1]._replace(more={})) is None
    assert archives.group(asked[1]._replace(cache=(str(tmp_path / "empty"), str(tmp_path / "program")))) is None


def test_another_process_groups_what_has_been_kept_since_it_looked(tmp_path: Path) -> None:
    found = read([written([row(number) for number in range(90)], tmp_path / "rows.jsonl")]).articles
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.py").touch()
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        task = archives.Task(tuple(readings.names(found, None, store)), store.place, {})
        archives.fetch(task)
        told = list[Any]()
        here = readings.read(found, None, pipeline.unwatched, 1, store, early=told.append)
        assert told == [{}]
        assert archives.group(task) == archives.grouped(here, None)
        archives.keep(None)


def test_another_process_groups_nothing_where_other_articles_stand_on_the_shelf(tmp_path: Path) -> None:
    found = read([written([row(number) for number in range(90)], tmp_path / "rows.jsonl")]).articles
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.py").touch()
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        here = readings.read(found[:88], None, pipeline.unwatched, 1, store)
        more = {number: outlines.packed(outlines.ordered(here.shelf, [number])) for number in (0, 1)}
        assert archives.group(archives.Task(tuple(readings.names(found, None, store)), store.place, more)) is None


def test_other_processes_begin_with_no_more_than_the_beginning_of_an_article() -> None:
    text, asked = "Trois personnes sont mortes mardi à Pau, selon la police. " * 9000, list[readings.Batch]()
    archives.warmed([lambda work, piece: asked.append(piece) or partial(work, piece)] * 2, [Article("a", "a", text, "", "fr")], None)
    archives.warmed([lambda work, piece: asked.append(piece) or partial(work, piece)], [], None)
    assert [[(one.id, len(one.text)) for one in batch.articles] for batch in asked] == [[("a", 5000), ("a#", 5000)]] * 2
    archives.warm(asked[0])


def test_what_the_other_process_does_not_know_is_done_here(tmp_path: Path) -> None:
    found = read([written([row(number) for number in range(60)], tmp_path / "rows.jsonl")]).articles
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.py").touch()
    with cache.Cache(tmp_path, str(tmp_path / "program")) as store:
        here = readings.read(found, None, pipeline.unwatched, 1, store)
        early = archives.Early(readings.names(found, None, store), store, archives.Others(lambda work, task: lambda: None))
        early.begin({})
        assert early.groups(here, store) == archives.grouped(here, None)


# ------------------------------------------------------------------------------------------------ shelves


def rows(shelf: outlines.Shelf, place: int) -> list[list[Any]]:
    """The outline of an article in words."""
    told = shelf.outline(place)
    spelled = [[shelf.spelled[key] for key in row] for row in (told.keys, told.words, told.names, told.facts)]
    return [*spelled, list(told.counts), list(told.sentences), list(told.runs)]


def test_a_shelf_comes_back_from_its_bytes(tmp_path: Path) -> None:
    found = read([written([row(number) for number in range(9)], tmp_path / "rows.jsonl")]).articles
    shelf = readings.read(found, None, pipeline.unwatched).shelf
    again = outlines.unpacked(outlines.packed(shelf))
    assert (list(again.spelled), again.heads) == (list(shelf.spelled), shelf.heads)
    assert [rows(again, place) for place in range(9)] == [rows(shelf, place) for place in range(9)]
    part, two = outlines.chosen(shelf, [4, 2]), outlines.ordered(shelf, [4, 2])
    assert [rows(part, 0), rows(part, 1)] == [rows(two, 0), rows(two, 1)] == [rows(shelf, 4), rows(shelf, 2)]
    assert set(part.spelled) < set(two.spelled)
    assert [rows(outlines.together([two, part]), place) for place in range(4)] == [rows(shelf, place) for place in (4, 2, 4, 2)]


def test_damaged_archives_are_told() -> None:
    draw, store, kept = random.Random(4), Met(), Kept()
    proposed([marked(number, draw) for number in range(9)], store)
    grouping.grouped(named([article(number, draw) for number in range(40)]), kept)
    assert store.data is not None and kept.data is not None
    for back, data in ((meetings.unpacked, store.data), (memory.unpacked, kept.data)):
        back(data)
        for broken in (b"", data[:-1], data + b"x", data[:40], b"\xff" * 60, bytes(len(data))):
            with pytest.raises(DamagedError):
                back(broken)


def test_damaged_shelves_are_told(tmp_path: Path) -> None:
    found = read([written([row(number) for number in range(3)], tmp_path / "rows.jsonl")]).articles
    data = outlines.packed(readings.read(found, None, pipeline.unwatched).shelf)
    for broken in (b"", data[:-1], data + b"x", data[:40], b"\xff" * 60, bytes(len(data))):
        with pytest.raises(DamagedError):
            outlines.unpacked(broken)
