"""What several test modules share: where the seeds and the measuring data are, and a quiet clock."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and language packs stay too: they are not searched for reference cycles again and again."""
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five example articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data that is not part of the project (FACTCHECK_SHARED, default ../shared); skips where there is none."""
    folder = Path(os.environ.get("FACTCHECK_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("no measuring data on this machine")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for caches of these tests alone, so that none finds what another run of the program has left behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests start as processes of their own compiles a module once for all of them, outside the project's folder."""
    folder = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "compiled"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def empty_repositories() -> Iterator[None]:
    """Repositories are begun without the samples of hooks that git copies into each: most files of the tests would be those."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_TEMPLATE_DIR", "")
        yield


@pytest.fixture(autouse=True)
def quiet_collector(request: pytest.FixtureRequest) -> Iterator[None]:
    """No garbage collection in tests that measure time: how long it takes hangs on what all tests before have left behind."""
    measures = any(word in request.node.name for word in ("linear", "time_grows"))
    if measures:
        gc.disable()
    yield
    if measures:
        gc.enable()
