"""Statements per second and peak memory of `factcheck report` on generated articles, and how both grow with their number.

The articles are made of sentence patterns with drawn places, numbers and days: several articles tell each event, some with other figures.
"""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

SIZES = (100, 400, 1600)
STATEMENTS = 20
BAR = 2.0  # how much slower a statement may get from the smallest size to the largest
PLACES = ("Arles", "Bayonne", "Cahors", "Dijon", "Foix", "Hendaye", "Istres", "Kourou", "Laon", "Mende", "Nevers", "Pau", "Tulle", "Vesoul")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
TOLLS = (
    "L'accident de {place} a fait {few} morts et {many} blessés, selon la préfecture.",
    "{few} personnes ont été tuées {day} à {place}, ont indiqué les secours.",
    "Au moins {few} personnes sont mortes et {many} autres ont été blessées à {place}.",
)
OTHERS = (
    "Environ {many} pompiers étaient mobilisés {day} matin autour de {place}.",
    "La réunion du conseil de {place} a duré {few} heures, a dit le maire.",
    "Le préfet n'a pas confirmé que {many} habitants de {place} seraient évacués.",
    "« Nous travaillons avec les familles », a déclaré une porte-parole à {place}.",
    "Les travaux coûteraient {many} millions d'euros d'ici le {few} mars 2024.",
    "Une enquête a été ouverte à {place} après les faits de {day}.",
    "Le trafic entre {place} et la côte a repris {day} vers {few} heures.",
)


def article(number: int, draw: random.Random) -> dict[str, str]:
    """One article about one of the events: four articles tell each, and one in ten of its figures differs."""
    event = random.Random(number // 4)
    facts = {"place": event.choice(PLACES), "day": event.choice(DAYS), "few": event.randint(2, 30), "many": event.randint(31, 400)}
    sentences = [draw.choice(TOLLS).format(**facts)]
    for _ in range(STATEMENTS - 1):
        changed = {"few": draw.randint(2, 30), "many": draw.randint(31, 400)} if draw.random() < 0.1 else {}
        sentences.append(draw.choice(OTHERS).format(**facts | changed))
    published = f"2023-{event.randint(1, 12):02}-{event.randint(1, 28):02}"
    return {"id": f"a{number:05}", "outlet": f"Journal {number % 7}", "published": published, "lang": "fr", "text": " ".join(sentences)}


def measured(size: int) -> tuple[float, float]:
    """Seconds and peak megabytes of one report on so many articles."""
    draw = random.Random(size)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "articles.jsonl"
        corpus.write_text("\n".join(json.dumps(article(number, draw), ensure_ascii=False) for number in range(size)), encoding="utf-8")
        start = perf_counter()
        arguments = [sys.executable, "-m", "factcheck", "report", str(corpus), "--format", "json"]
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"factcheck failed with {process.returncode} on {size} articles")
        return perf_counter() - start, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def main() -> int:
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one process")
    each = []
    for size in SIZES:
        seconds, megabytes = measured(size)
        each.append(seconds / (size * STATEMENTS))
        count = size * STATEMENTS
        print(f"{size:6} articles {count:7} statements {seconds:8.2f} s {count / seconds:8.0f} per s {megabytes:6.0f} MB")
    growth = each[-1] / each[0]
    print(f"a statement among {SIZES[-1]} articles takes {growth:.2f} times what it takes among {SIZES[0]}, bar {BAR:g}")
    return 1 if growth > BAR else 0


if __name__ == "__main__":
    sys.exit(main())
