"""Reading in several processes: the same report whatever their number, and none of them is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest

from factcheck import articles, cache, claims, findings, grouping, pipeline, readings, reports, workers
from factcheck.comparing import judgements
from factcheck.model import Article
from factcheck.reports.contract import finding_line

ROOT = Path(__file__).parent.parent
LINES = 3
PLACES = ("Arles", "Bayonne", "Cahors", "Dijon", "Foix", "Laon", "Mende", "Nevers", "Pau", "Tulle")


def text(number: int) -> str:
    """An article of some length about one of many events; every third one tells another figure."""
    event = number // 3
    place, few = PLACES[event % len(PLACES)], 2 + event % 20 + (number % 3 == 0)
    first = f"{few} personnes ont été tuées mardi {event + 1} mars à {place}, ont indiqué les secours, et {few + 30} autres blessées. "
    return first + f"Environ {number + 40} pompiers étaient mobilisés autour de {place}, selon la préfecture. " * LINES


def corpus(folder: Path, size: int) -> Path:
    """Articles in one file."""
    file = folder / "articles.jsonl"
    rows = ({"id": f"a{number:03}", "text": text(number), "lang": "fr", "published": "2030-03-05"} for number in range(size))
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


# ------------------------------------------------------------------------------------------ the engine


def test_readings_and_events_go_through_a_pool_of_anybody(seeds: Path) -> None:
    """Whoever has an engine for distributed work needs the functions as they are."""
    library = articles.read([str(seeds)]).articles
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        read = list(pool.map(claims.read, library))
        assert read == [claims.read(article) for article in library]
        judged = list(pool.map(findings.judge, grouping.groups(read)))
    assert [one.pairs for one in judged] == [findings.judge(group).pairs for group in grouping.groups(read)]


def test_the_report_is_the_same_in_any_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_WORTH", 1000)
    monkeypatch.setattr(readings, "_BATCH", 2000)
    library = articles.read([str(corpus(tmp_path, 60))])
    plain = pipeline.check_library(library)
    assert plain.findings
    assert [pipeline.check_library(library, jobs=jobs) for jobs in (2, 3)] == [plain, plain]
    assert active_children() == []


def test_every_process_gets_portions_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_BATCH", 4000)
    library = [Article(str(number), "", "a" * 100, "") for number in range(80)]
    for jobs, least, portions in ((1, 40, 2), (2, 10, 8), (4, 5, 16)):
        found = list(readings.batches(library, "fr", jobs))
        assert [len(batch.articles) for batch in found] == [least] * portions
        assert [article for batch in found for article in batch.articles] == library
    assert list(readings.batches([], None, 4)) == []


@pytest.mark.parametrize("kept", [False, True])
def test_events_are_compared_in_any_number_of_processes(kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_QUIET", -1.0)
    monkeypatch.setattr(judgements, "_BATCH", 2000)
    monkeypatch.setattr(pipeline, "FEW", 10)
    tmp_path.joinpath("program").mkdir()
    tmp_path.joinpath("program", "a.py").touch()
    library = articles.read([str(corpus(tmp_path, 60))])
    plain = pipeline.check_library(library)
    pools = list[int]()
    spread = workers.spread
    monkeypatch.setattr(workers, "spread", lambda work, pieces, jobs, *rest: pools.append(jobs) or spread(work, pieces, jobs, *rest))
    monkeypatch.setattr(judgements, "_WORTH", 1000)
    for telling in (finding_line, None):
        with cache.Cache(tmp_path / f"{telling}", str(tmp_path / "program")) as store:
            made = pipeline.check_library(library, jobs=2, telling=telling, cache=store if kept else None)
            assert made == plain
            assert "".join(reports.render("json", made)) == "".join(reports.render("json", plain))
            assert pools.pop() == 2
            again = pipeline.check_library(library, jobs=2, telling=telling, cache=store if kept else None)
            assert "".join(reports.render("jsonl", again)) == "".join(reports.render("jsonl", plain))
            assert [pools.pop()] == [2] if not kept else pools == []
    assert active_children() == []


def test_words_of_the_user_are_known_in_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck import language

    monkeypatch.setattr(readings, "_WORTH", 1000)
    some = [Article(f"a{n}", "a", "La Dame du lac est arrivée à Pau mardi. " + text(n), "", "fr") for n in range(12)]
    language.extend({"names": {"person": {"Anne Morel": ["la Dame du lac"]}}})
    try:
        there = readings.read(some, None, pipeline.unwatched, 2)
        assert all("n:anne morel" in kept.profile().keys for kept in there.kept)
    finally:
        language.extend({})


def test_little_text_starts_no_process(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spread(*given: Any) -> Iterator[Any]:
        raise AssertionError("processes are started")

    monkeypatch.setattr(workers, "spread", spread)
    assert pipeline.check([str(seeds)], jobs=8) == pipeline.check([str(seeds)])


# ---------------------------------------------------------------------------------------- the processes


def ready() -> None:
    pass


def square(number: int) -> int:
    time.sleep(0.01 if number % 2 else 0)
    return number * number


def fail(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die(home: int, number: int) -> int:
    """End the process without a word, unless it is the first one."""
    if os.getpid() != home and number == 5:
        os._exit(9)
    return number


def test_results_come_in_order() -> None:
    assert list(workers.spread(square, range(40), 3, ready)) == [number * number for number in range(40)]
    assert list(workers.spread(square, [], 3, ready)) == []


def test_errors_come_through_and_nobody_is_left() -> None:
    results = workers.spread(fail, range(40), 2, ready)
    with pytest.raises(ValueError, match="seven"):
        list(results)
    assert active_children() == []


def test_whoever_stops_asking_leaves_nobody_behind() -> None:
    results = workers.spread(square, range(1000), 2, ready)
    assert next(results) == 0
    results.close()
    assert active_children() == []


def test_the_work_of_a_process_that_died_is_done_here() -> None:
    assert list(workers.spread(partial(die, os.getpid()), range(12), 2, ready)) == list(range(12))
    assert issubclass(BrokenProcessPool, Exception)


def test_one_process_works_beside_this_one() -> None:
    with workers.aside(ready) as there:
        first, second = there(square, 3), there(fail, 7)
        assert first() == 9
        with pytest.raises(ValueError, match="seven"):
            second()
        gone = there(partial(die, os.getpid()), 5)
        assert gone() is None
        assert there(square, 3)() is None
    assert active_children() == []
    with pytest.raises(KeyError), workers.aside(ready) as there:
        there(time.sleep, 60)
        raise KeyError
    assert active_children() == []


# ------------------------------------------------------------------------------------------ signals


def below(process: int) -> list[int]:
    """The processes that descend from one, told by Linux."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in map(str.split, told.splitlines())}
    found = [process]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found[1:]


def alive(process: int) -> bool:
    """Whether a process runs; one that only waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
@pytest.mark.parametrize(
    ("number", "group", "code"),
    [(signal.SIGINT, True, 130), (signal.SIGINT, False, 130), (signal.SIGTERM, False, 143), (signal.SIGKILL, False, -9)],
)
@pytest.mark.parametrize("delay", [0.0, 0.5])
def test_an_interrupted_run_ends_at_once_with_all_its_processes(number: int, group: bool, code: int, delay: float, tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "factcheck", "report", str(corpus(tmp_path, 6000)), "--jobs", "2", "--no-cache", "--format", "json"]
    run = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True)
    started = time.monotonic()
    while len(children := below(run.pid)) < 2 and time.monotonic() < started + 60:
        time.sleep(0.02)
    time.sleep(delay)
    children = below(run.pid)
    began = time.monotonic()
    os.killpg(run.pid, number) if group else os.kill(run.pid, number)
    _, err = run.communicate(timeout=60)
    assert time.monotonic() - began < 2
    assert run.returncode == code
    assert number == signal.SIGKILL or err == b"", "nothing is said about it, but for what Python says of a process that vanished"
    while any(map(alive, children)) and time.monotonic() < began + 4:
        time.sleep(0.05)
    assert not [child for child in children if alive(child)]
