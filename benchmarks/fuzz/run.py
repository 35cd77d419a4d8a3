"""Fuzz one target for some minutes, guided by coverage: ``python benchmarks/fuzz/run.py TARGET [--seconds N] [--folder FOLDER]``.

An input that breaks a promise, or takes more than its time, is kept once for each place where it breaks (``FOLDER/found``); the run goes
on. Ends with one line: runs, coverage as libFuzzer counts it, size of the corpus, what was found. Needs atheris (see README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["factcheck"]):
    import targets

SLOW = 2.0  # seconds of the processor that 20 kB may take, several times over for what counting what is covered costs
COUNTED = 4.0


class Session:
    """What a run has done so far."""

    def __init__(self, name: str, folder: Path, seconds: float) -> None:
        self.name, self.folder, self.target = name, folder, targets.TARGETS[name]
        self.runs, self.longest, self.found = 0, 0.0, dict[str, str]()
        self.until = time.monotonic() + seconds
        (folder / "found").mkdir(parents=True, exist_ok=True)

    def one(self, data: bytes) -> None:
        """One input."""
        began = time.process_time()
        try:
            self.target(data)
        except Exception as error:
            frames = [
                frame for frame in traceback.extract_tb(error.__traceback__) if "factcheck" in frame.filename or "targets" in frame.filename
            ]
            last = frames[-1] if frames else None
            self.keep(f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}" if last else repr(error), data)
        took = time.process_time() - began
        self.runs += 1
        self.longest = max(self.longest, took)
        if took > SLOW * COUNTED:
            self.keep("slow", data)
        if self.runs % 200 == 0 or took > 1:
            self.tell()

    def keep(self, where: str, data: bytes) -> None:
        """Keep an input, the first for each place."""
        if where not in self.found:
            path = self.folder / "found" / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.write_bytes(data)
            self.found[where] = path.name
            print("FOUND", self.name, where, path.name, flush=True)

    def tell(self) -> None:
        """Note how far the run is, so that a run that is ended from outside has told it."""
        told = {"target": self.name, "runs": self.runs, "longest": round(self.longest, 2), "found": self.found}
        (self.folder / f"{self.name}.json").write_text(json.dumps(told), encoding="utf-8")


def main() -> None:
    """Run one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(targets.TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/factcheck-fuzz"))
    asked = parser.parse_args()
    corpus = asked.folder / "corpus" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(targets.seeds(asked.target)):
        (corpus / f"seed-{number}").write_bytes(data)
    session = Session(asked.target, asked.folder, asked.seconds)
    limits = [
        f"-max_total_time={asked.seconds}",
        "-max_len=20000",
        "-timeout=60",
        "-rss_limit_mb=3000",
        "-len_control=50",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={asked.folder}/found/{asked.target}-", str(corpus)], session.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
