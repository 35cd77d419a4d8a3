"""Which articles are told to share a text: rewritten copies that are found, articles on one event that are wrongly joined, time and memory.

    python benchmarks/origins.py ARTICLES [--incidents FILE] [--show NUMBER] [--first NUMBER] [--links LABELS] [--pairs LABELS]

ARTICLES is a JSON Lines file of dated articles with outlets. Of some of its articles a rewritten copy is made with a fixed seed: 30 to 70
percent of the sentences, in a tenth of them moved, words swapped, names spelled otherwise, sentences split and joined. Then pairs of
articles by other outlets on the same event are drawn: of the same day with names in common, and from a file of incidents with several
articles each (``--incidents``, {"id", "articles": [{"id", "title", "text", "source", "dct"}]}). Pairs that credit one agency, or
that copy each other by plain count (one run of eight words in ten), are no different articles, and are left out; the pairs come in the
order of a hash of their ids. ``--links``: hand-made labels of links ({"documents", "degree", "right", "why"}), of which the share that is
right is printed. ``--pairs``: the same of the first of the pairs, joined or not ({"source", "documents", "joined", "right", "why"}, where
``joined`` is the degree or "no"), with those that are told otherwise by now. ``--first`` prints such pairs to be read.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from factcheck import claims, origins
from factcheck.model import Article
from factcheck.origins.sketches import Sketch

SEED = 20261121
REWRITTEN, LEAST_SENTENCES = 300, 6
BESIDE = 2000  # other articles among which the copies are looked for
PAIRS = 2000
NAMES = 3  # in common from which two articles of one day are taken to be on one event
JOINED_BAR, WRONG_BAR, TIME_BAR, MEMORY_BAR = 97.0, 2.0, 2.0, 1500
COPIED = 0.1  # runs of EIGHT words in common that make two articles copies by plain count
EIGHT = 8

SWAPPED = {
    "a annoncé": "a fait savoir", "a affirmé": "a assuré", "a ajouté": "a poursuivi", "a déclaré": "a dit", "a expliqué": "a détaillé",
    "a indiqué": "a précisé", "a rappelé": "a souligné", "a souligné": "a relevé", "selon": "d'après", "notamment": "en particulier",
    "afin de": "pour", "lors de": "pendant", "cependant": "toutefois", "également": "aussi", "environ": "à peu près",
    "près de": "autour de", "plus de": "au-delà de", "au moins": "un minimum de", "décédé": "mort", "tué": "abattu",
    "interpellé": "arrêté", "soupçonné": "suspecté", "véhicule": "voiture", "policiers": "forces de l'ordre",
    "enquêteurs": "policiers chargés de l'enquête", "mesures": "dispositions", "important": "majeur", "nombreux": "beaucoup de",
    "débuté": "commencé", "depuis": "à partir de", "jeudi": "ce jeudi", "lundi": "ce lundi", "mardi": "ce mardi",
    "mercredi": "ce mercredi", "vendredi": "ce vendredi", "samedi": "ce samedi", "dimanche": "ce dimanche", "gouvernement": "exécutif",
    "président de la République": "chef de l'État", "ministre": "membre du gouvernement", "mois": "mois-là", "personnes": "individus",
    "entreprise": "société", "hausse": "augmentation", "baisse": "diminution", "demandé": "réclamé",
}  # fmt: skip
SPELLED = (("É", "E"), ("oe", "œ"), ("Saint-", "St-"), ("Vladimir", "Wladimir"), ("ï", "i"), ("ç", "c"), ("M. ", "Monsieur "))


class Pair(NamedTuple):
    """Two articles on one event by different outlets."""

    one: str
    two: str
    source: str

    def drawn(self) -> int:
        """Where it stands among all pairs: another reading of some articles moves no other pair."""
        return crc32(f"{SEED} {self.one} {self.two}".encode())


def rewritten(text: str, draw: random.Random) -> str:
    """A text as another newsroom might take it over."""
    told = sentences(text)
    kept = sorted(draw.sample(range(len(told)), max(3, round(len(told) * draw.uniform(0.3, 0.7)))))
    for at in [at for at in range(len(kept)) if draw.random() < 0.1]:
        other = draw.randrange(len(kept))
        kept[at], kept[other] = kept[other], kept[at]
    chosen = [respelled(reworded(told[number], draw), draw) for number in kept]
    return " ".join(resentenced(chosen, draw))


def sentences(text: str) -> list[str]:
    return [piece for line in text.splitlines() for piece in re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý\"«])", line.strip()) if len(piece) > 20]


def reworded(sentence: str, draw: random.Random) -> str:
    """Three in four of the words that have another, changed."""
    for word, other in SWAPPED.items():
        if draw.random() < 0.75:
            sentence = re.sub(rf"\b{re.escape(word)}\b", other, sentence)
    return sentence


def respelled(sentence: str, draw: random.Random) -> str:
    """Other quotation marks and apostrophes, other spellings of names; first names left out."""
    sentence = sentence.replace('"', draw.choice('"“')).replace("'", draw.choice("'’"))
    for written, other in SPELLED:
        if draw.random() < 0.5:
            sentence = sentence.replace(written, other)
    return re.sub(r"(?<=[a-z,] )[A-Z][a-zé]+ (?=[A-Z][a-zé]+)", lambda found: found.group() if draw.random() < 0.7 else "", sentence)


def resentenced(chosen: Sequence[str], draw: random.Random) -> Iterator[str]:
    """One sentence in ten joined with the next, one in ten split at a comma."""
    waiting = ""
    for sentence in chosen:
        joined = f"{waiting}{sentence[0].lower()}{sentence[1:]}" if waiting else sentence
        waiting = ""
        dice = draw.random()
        if dice < 0.1 and joined.endswith("."):
            waiting = joined[:-1] + " et "
        elif dice < 0.2 and joined.count(", ") > 1:
            first, _, rest = joined.partition(", ")
            yield f"{first}. {rest[0].upper()}{rest[1:]}" if len(first) > 30 else joined
        else:
            yield joined
    if waiting:
        yield waiting.removesuffix(" et ") + "."


def articles_of(path: Path) -> list[Article]:
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [_article(str(row["id"]), row, row.get("outlet"), row.get("published")) for row in rows]


def incidents_of(path: Path) -> Iterator[tuple[str, list[Article]]]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        yield (
            row["id"],
            [_article(f"{row['id']}/{a['id']}", a | {"lang": row["lang"]}, a["source"].split(":")[0], a["dct"]) for a in row["articles"]],
        )


def _article(name: str, row: dict[str, Any], outlet: str | None, published: str | None) -> Article:
    return Article(name, name, row["text"], "", lang=row.get("lang"), title=row.get("title"), outlet=outlet, published=published)


class Sketched(NamedTuple):
    """Articles with their sketches and names; ``seconds``: what reading them took."""

    articles: dict[str, Article]
    sketches: list[Sketch]
    names: dict[str, frozenset[str]]
    seconds: float


def sketched(found: Iterable[Article]) -> Sketched:
    told: dict[str, Article] = {}
    sketches, names, seconds = [], {}, 0.0
    for article in found:
        begin = time.perf_counter()
        reading = claims.read(article)
        seconds += time.perf_counter() - begin
        told[article.id] = article
        sketches.append(origins.sketch(reading))
        names[article.id] = frozenset(key for key in reading.keys if key.startswith("n:"))
    return Sketched(told, sketches, names, seconds)


def rewriting(every: Sequence[Article], draw: random.Random) -> float:
    """Rewritten copies that are joined with their originals, in percent."""
    long = [article for article in every if len(sentences(article.text)) >= LEAST_SENTENCES]
    chosen = draw.sample(long, REWRITTEN)
    taken = {article.id for article in chosen}
    beside = draw.sample([article for article in every if article.id not in taken], min(BESIDE, len(every) - len(taken)))
    copies = [_article(f"{a.id}*", {"text": rewritten(a.text, draw), "lang": "fr"}, "Another", a.published) for a in chosen]
    read = sketched([*chosen, *copies, *beside])
    families = origins.trace(read.sketches, read.articles, {})
    joined = [article.id for article in chosen if families.of[article.id] == families.of[f"{article.id}*"]]
    for article in chosen:
        if article.id not in joined:
            link = families.links.get(article.id, {}).get(f"{article.id}*")
            told = link and f"{link.degree}, strength {link.strength:.1f}, share {link.share:.2f}"
            print(f"  not joined: {article.id} ({told})")
    share = 100 * len(joined) / len(chosen)
    print(f"rewritten copies joined: {share:.1f} % ({len(joined)}/{len(chosen)}), bar {JOINED_BAR:g}")
    return share


def eights(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(EIGHT)), strict=False))


def different(a: Article, b: Article, read: Sketched, credits: dict[str, frozenset[str]], least: int) -> bool:
    """Whether two articles are by other outlets, share so many names, credit no common agency, and are no copies by plain count."""
    if a.outlet == b.outlet or credits[a.id] & credits[b.id] or len(read.names[a.id] & read.names[b.id]) < least:
        return False
    one, two = eights(a.text), eights(b.text)
    return len(one & two) <= COPIED * max(1, min(len(one), len(two)))


def same_event(groups: Iterable[Sequence[str]], read: Sketched, source: str, least: int) -> list[Pair]:
    credits = {sketch.document: sketch.credits for sketch in read.sketches}
    pairs = (pair for group in groups for pair in combinations(group, 2))
    return [Pair(a, b, source) for a, b in pairs if different(read.articles[a], read.articles[b], read, credits, least)]


def wrongly_joined(pairs: Sequence[Pair], families: dict[str, origins.Families], read: dict[str, Sketched], show: int) -> float:
    """Pairs of different articles that are joined as certain, in percent."""
    joined = [pair for pair in pairs if families[pair.source].of[pair.one] == families[pair.source].of[pair.two]]
    linked = {p: families[p.source].links.get(p.one, {}).get(p.two) for p in pairs}
    possible = sum(1 for pair in pairs if pair not in joined and linked[pair])
    share = 100 * len(joined) / max(len(pairs), 1)
    told = f"{share:.1f} % ({len(joined)}/{len(pairs)}), bar {WRONG_BAR:g}; {possible} possible or partial"
    print(f"different articles on one event joined: {told}")
    for pair in joined[:show]:
        link, known = linked[pair], read[pair.source].articles
        print(f"  {pair.one} {known[pair.one].outlet} / {pair.two} {known[pair.two].outlet} {link and round(link.strength)}")
        for line in origins.in_words(link, known) if link else ():
            print("     ", line)
    return share


def degree(pair: Pair, families: dict[str, origins.Families]) -> str:
    """What two articles are told to share: "certain", "partial", "possible" or "no"."""
    of, link = families[pair.source].of, families[pair.source].links.get(pair.one, {}).get(pair.two)
    return "certain" if of[pair.one] == of[pair.two] else link.degree if link else "no"


def labelled(path: Path, what: str) -> float:
    """Links, or pairs, that are right by hand-made labels, in percent."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    right = sum(row["right"] for row in rows)
    print(f"{what} right by hand: {100 * right / len(rows):.1f} % ({right}/{len(rows)})")
    return 100 * right / len(rows)


def labelled_pairs(path: Path, families: dict[str, origins.Families]) -> float:
    """Pairs that are told rightly by hand-made labels, in percent; how they are joined, and what is told otherwise by now."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    joined = Counter((row["joined"], row["right"]) for row in rows)
    for (told, right), count in sorted(joined.items()):
        print(f"  {'right' if right else 'wrong'}, joined {told}: {count}")
    for row in rows:
        if row["source"] in families and (now := degree(Pair(*row["documents"], row["source"]), families)) != row["joined"]:
            print(f"  by now told {now}, at reading {row['joined']}: {' / '.join(row['documents'])}")
    return labelled(path, f"first {len(rows)} pairs")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--incidents", type=Path)
    parser.add_argument("--links", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, one process")
    draw = random.Random(SEED)
    every = articles_of(asked.articles)
    begin = time.perf_counter()
    originals, copies = origins.without_copies(every)
    read = {"archive": sketched(originals)}
    families = {"archive": origins.trace(read["archive"].sketches, {article.id: article for article in every}, copies)}
    seconds, megabytes = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio = seconds / read["archive"].seconds
    sizes = [len(origin.documents) for origin in families["archive"].shared]
    print(f"{len(every)} articles: {seconds:.0f} s, {ratio:.2f} times what reading takes, bar {TIME_BAR:g}")
    print(f"memory: {megabytes:.0f} MB, bar {MEMORY_BAR}")
    across = Counter(link.degree for link in families["archive"].across())
    print(f"families: {len(sizes)}, articles in them {sum(sizes)}, largest {max(sizes, default=0)}; across {dict(sorted(across.items()))}")
    print(f"family sizes: {dict(sorted(Counter(sizes).items()))}")
    days = defaultdict(list)
    for article in originals:
        days[(article.published or "")[:10]].append(article.id)
    pairs = same_event((group for day, group in sorted(days.items()) if day), read["archive"], "archive", NAMES)
    if asked.incidents:
        known = dict(incidents_of(asked.incidents))
        read["incidents"] = sketched(article for group in known.values() for article in group)
        families["incidents"] = origins.trace(read["incidents"].sketches, read["incidents"].articles, {})
        pairs += same_event(([article.id for article in group] for group in known.values()), read["incidents"], "incidents", 0)
    print(f"pairs by other outlets on one event: {len(pairs)}")
    drawn = sorted(pairs, key=Pair.drawn)[:PAIRS]
    for pair in drawn[: asked.first]:
        print(json.dumps({"source": pair.source, "documents": [pair.one, pair.two], "joined": degree(pair, families)}))
    wrong = wrongly_joined(drawn, families, read, asked.show)
    joined = rewriting(every, draw)
    right = [labelled(asked.links, "links")] if asked.links else []
    right += [labelled_pairs(asked.pairs, families)] if asked.pairs else []
    failed = joined < JOINED_BAR or wrong > WRONG_BAR or ratio > TIME_BAR or megabytes > MEMORY_BAR or any(share < 95 for share in right)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
