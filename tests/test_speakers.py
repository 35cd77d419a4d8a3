"""Who says what in whole texts: speaker, chain and stretch, across statements; and what two speakers make of two values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from each import each

import factcheck
from factcheck import assertion, claims
from factcheck.claims.scene import Scene
from factcheck.model import Article, Attribution

TABLE = Path(__file__).parent / "tables" / "speakers.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
MARKS = " \".,;:!?()'"
RIGHT = 0.9  # share of the table that must be read right; the rows that are not yet are marked "open"
Said = tuple[str, Attribution]


def scenes(text: str, lang: str) -> tuple[Scene, ...]:
    return claims.stage(Article("a", "a", text, ""), lang).scenes


def sayings(text: str, lang: str) -> list[Said]:
    """Everything that is said in a text, with who says it."""
    return [(s.text[a:b].strip(MARKS), who) for s in scenes(text, lang) for a, b, who in s.assertion.attributions]


def fits(said: str, wanted: str) -> bool:
    """Whether a stretch is the wanted one, of which only its beginning and end may be given."""
    first, _, last = wanted.partition(" … ")
    return said.startswith(first.strip(MARKS)) and said.endswith(last.strip(MARKS)) if last else said == wanted.strip(MARKS)


def named(row: dict[str, Any]) -> str:
    return f"{row['text'][:50]}|{row['said'][:20]}"


@each([row for row in ROWS if row["speaker"] is None and "open" not in row], named)
def test_nobody_is_said_to_say_it(row: dict[str, Any]) -> None:
    found = [(s, s.text.find(row["said"])) for s in scenes(row["text"], row["lang"])]
    assert [assertion.attribution(s.assertion, at, at + len(row["said"])) for s, at in found if at >= 0] == [None]


@each([row for row in ROWS if row["speaker"] is not None and "open" not in row], named)
def test_speaker_chain_and_stretch(row: dict[str, Any]) -> None:
    wanted = row["speaker"], row["kind"], row.get("via", "")
    found = [who for said, who in sayings(row["text"], row["lang"]) if fits(said, row["said"])]
    assert wanted in [(who.speaker, who.kind, who.via) for who in found]


@each([row for row in ROWS if "role" in row or "organisation" in row], named)
def test_role_and_organisation(row: dict[str, Any]) -> None:
    found = [(who.role, who.organisation) for _, who in sayings(row["text"], row["lang"]) if who.speaker == row["speaker"]]
    assert (row.get("role", ""), row.get("organisation", "")) in found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_is_large_and_mostly_right(lang: str) -> None:
    rows = [row for row in ROWS if row["lang"] == lang]
    assert len(rows) >= 100
    assert sum("open" not in row for row in rows) >= RIGHT * len(rows)


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("fr", "Selon Éric Sanz, la digue a cédé. Alain Roussy est arrivé. Il a ajouté que la route était coupée.", ""),
        ("fr", "« La digue a cédé. Vingt maisons sont inondées. La route est coupée », a dit Éric Sanz.", "Éric Sanz"),
        ("fr", "« La digue a cédé », a dit Éric Sanz. « Vingt maisons sont inondées. »", "Éric Sanz"),
        ("fr", "La préfète a dit que la digue avait cédé. Il a ajouté que la route était coupée.", ""),
        ("fr", "Les pompiers ont dit que la digue avait cédé. Il a ajouté que la route était coupée.", ""),
        ("en", "According to Eric Sands, the dam burst. Alan Rossi arrived. He added that the road was cut.", ""),
        ("en", "“The dam burst. Twenty houses are flooded. The road is cut,” said Eric Sands.", "Eric Sands"),
        ("en", "“The dam burst,” said Eric Sands. “Twenty houses are flooded.”", "Eric Sands"),
        ("en", "The company said the dam had burst. He added that the road was cut.", ""),
        ("en", "The spokeswoman said the dam had burst. He added that the road was cut.", ""),
    ],
)
def test_speakers_across_statements(lang: str, text: str, speaker: str) -> None:
    """The last statement's speaker; "" where it is not safe to tell."""
    assert sayings(text, lang)[-1][1].speaker == speaker


@pytest.mark.parametrize(
    ("lang", "a", "b", "relation"),
    [
        ("fr", "L'explosion a fait 12 morts, selon la police.", "L'explosion a fait 20 morts, selon le maire.", "dispute"),
        ("fr", "L'explosion a fait 12 morts, selon Paul Verdier.", "L'explosion a fait 20 morts, selon Éric Sanz.", "dispute"),
        ("fr", "L'explosion a fait 12 morts, selon Paul Verdier.", "L'explosion a fait 20 morts, a dit Verdier.", "contradiction"),
        (
            "fr",
            "L'explosion a fait 12 morts, selon le Kremlin.",
            "L'explosion a fait 20 morts, selon un porte-parole du Kremlin.",
            "contradiction",
        ),
        ("fr", "L'explosion a fait 12 morts, selon un rapport.", "L'explosion a fait 20 morts, selon le maire.", "contradiction"),
        ("en", "The blast killed 12 people, police said.", "The blast killed 20 people, the mayor said.", "dispute"),
        ("en", "The blast killed 12 people, said Paul Verdier.", "The blast killed 20 people, said Eric Sands.", "dispute"),
        ("en", "The blast killed 12 people, said Paul Verdier.", "The blast killed 20 people, Verdier said.", "contradiction"),
        (
            "en",
            "The blast killed 12 people, according to the Kremlin.",
            "The blast killed 20 people, a Kremlin spokesman said.",
            "contradiction",
        ),
        ("en", "The blast killed 12 people, according to a report.", "The blast killed 20 people, the mayor said.", "contradiction"),
    ],
)
def test_two_speakers_dispute_and_one_contradicts_himself(lang: str, a: str, b: str, relation: str) -> None:
    assert factcheck.compare(a, b, lang=lang).relation == relation
