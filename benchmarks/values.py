"""Time per sentence of reading all values of French news: factcheck against dateparser with Recognizers-Text.

    python benchmarks/values.py [ARTICLES] [--articles 2000] [--sentences 600]

ARTICLES: a JSON Lines file with one article per line ("text", maybe "published"), or anything else that factcheck reads; without it
the five seeds. Each sentence is read for its numbers, quantities, lengths of time and dates by factcheck (folding and cutting into
words included), for its dates by ``dateparser.search.search_dates`` and for its numbers by Recognizers-Text.

One process, one core, processor time. The peers are slow, so that they are given sentences at even distances, while factcheck
reads all; the same ones are read in turns, a chunk each, so that a busy moment of the machine falls on all alike. How to install
the peers: README.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from time import process_time
from typing import NamedTuple

from factcheck import articles, statements, text, values
from factcheck.language import load
from factcheck.language.detect import detect

SEEDS = Path(__file__).parent.parent / "seeds"
BAR = 20.0  # how many times as fast as both peers together
CHUNK = 20
PEERS = ("dateparser", "recognizers-text-suite")


class Sentence(NamedTuple):
    """A sentence as its article writes it, and the day the article was published."""

    text: str
    published: datetime.date | None


Reader = Callable[[Sentence], object]


def told(path: Path, count: int) -> Iterator[tuple[str, str]]:
    """The text and the day of the first articles of a file or folder."""
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            rows = (json.loads(line) for line in islice(lines, count))
            yield from ((row["text"], row.get("published") or "") for row in rows)
    else:
        yield from ((article.text, article.published or "") for article in articles.read([str(path)]).articles[:count])


def sentences(path: Path, count: int) -> list[Sentence]:
    """Every sentence of the French articles."""
    pack, found = load("fr"), list[Sentence]()
    for body, day in told(path, count):
        folded = text.fold(body)
        if detect(folded.text) == "fr":
            published = datetime.date.fromisoformat(day[:10]) if day else None
            spans = (folded.raw(each.start, each.end) for each in statements.split(folded.text, pack))
            found += [Sentence(body[start:end], published) for start, end in spans]
    return found


def ours() -> Reader:
    pack = load("fr")

    def read(sentence: Sentence) -> object:
        folded = text.fold(sentence.text).text
        return values.read(folded, pack.tokens(folded), pack, sentence.published)

    return read


def dates() -> Reader:
    from dateparser.search import search_dates

    def read(sentence: Sentence) -> object:
        base = datetime.datetime.combine(sentence.published, datetime.time()) if sentence.published else None
        return search_dates(sentence.text, languages=["fr"], settings={"RELATIVE_BASE": base} if base else None)

    return read


def numbers() -> Reader:
    from recognizers_number import NumberRecognizer
    from recognizers_text import Culture

    model = NumberRecognizer(Culture.French).get_number_model()  # made once: recognize_number() would make it for each sentence
    return lambda sentence: model.parse(sentence.text)


def seconds(reader: Reader, chunk: Sequence[Sentence]) -> float:
    """Processor time of one reader on a chunk; a sentence that a reader fails on counts with the time until then."""
    start = process_time()
    for sentence in chunk:
        try:
            reader(sentence)
        except Exception as error:
            print(f"{type(error).__name__} on a sentence of {len(sentence.text)} characters", file=sys.stderr)
    return process_time() - start


def in_turns(readers: dict[str, Reader], every: Sequence[Sentence], stride: int) -> tuple[dict[str, float], float]:
    """Seconds of each reader on every ``stride``-th sentence, and of factcheck on the others, which it reads on its way there.

    The first chunk is read once unmeasured, for what is loaded only once.
    """
    taken, others = dict.fromkeys(readers, 0.0), 0.0
    for reader in readers.values():
        seconds(reader, every[:CHUNK])
    for at in range(0, len(every), CHUNK * stride):
        stretch = every[at : at + CHUNK * stride]
        others += seconds(readers["factcheck"], [each for number, each in enumerate(stretch) if number % stride])
        for name, reader in readers.items():
            taken[name] += seconds(reader, stretch[::stride])
    return taken, others


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time per sentence of reading values, against dateparser with Recognizers-Text.")
    parser.add_argument("path", nargs="?", type=Path, default=SEEDS, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=2000, help="how many articles are read, from the first")
    parser.add_argument("--sentences", type=int, default=600, help="how many of their sentences the peers read too")
    return parser.parse_args()


def main() -> int:
    chosen = arguments()
    try:
        readers = {"factcheck": ours(), "dateparser": dates(), "Recognizers-Text": numbers()}
    except ImportError as error:
        sys.exit(f"the peers are not installed here ({error}); benchmarks/README.md tells how")
    every = sentences(chosen.path, chosen.articles)
    if not every:
        sys.exit(f"no French sentence in {chosen.path}")
    stride = max(1, len(every) // chosen.sentences)
    taken, others = in_turns(readers, every, stride)
    count = len(every[::stride])
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one process; {peers}")
    print(f"{len(every)} sentences, of which all three read {count}:")
    for name, spent in taken.items():
        print(f"{name:18} {1000 * spent / count:9.3f} ms per sentence")
    print(f"factcheck on all   {1000 * (others + taken['factcheck']) / len(every):9.3f} ms per sentence")
    ratio = (taken["dateparser"] + taken["Recognizers-Text"]) / taken["factcheck"]
    print(f"dateparser and Recognizers-Text together take {ratio:.1f} times as long, bar {BAR:g}: {'held' if ratio >= BAR else 'MISSED'}")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
