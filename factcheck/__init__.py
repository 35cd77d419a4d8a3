"""factcheck: what several articles say about one event, where they agree and where they contradict each other.

Three functions are the whole programming interface: ``check`` for articles, ``compare`` for two statements, ``extract`` for
the values of one text. They are imported when first used, so that ``import factcheck`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it: the first tenth of a second is without it, and Ctrl-C in it ends quietly (factcheck.cli)
if TYPE_CHECKING:
    from typing import Any

    from factcheck.model import Comparison, Report
    from factcheck.pipeline import check, compare, extract

__version__ = "0.1.0"
__all__ = ["Comparison", "Report", "__version__", "check", "compare", "extract"]

_HOME = {"check": "pipeline", "compare": "pipeline", "extract": "pipeline", "Comparison": "model", "Report": "model"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    found = getattr(import_module(f"factcheck.{_HOME[name]}"), name)
    globals()[name] = found
    return found
