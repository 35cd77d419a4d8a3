"""Claims about whether an encounter is arranged: "no meeting has been scheduled", "both sides confirm the meeting"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.claims.encounters import ROLE as MET
from factcheck.claims.make import claim
from factcheck.claims.participants import Cast
from factcheck.claims.scene import Scene
from factcheck.language import Pack
from factcheck.model import Claim, Modality, Polarity, Saying, Token

ROLE = "arranged"
REACH = 14  # words between the encounter and what is said of it
_BREAKS = frozenset('.;:,"')


@cache
def _words(pack: Pack, section: str, name: str) -> frozenset[str]:
    return frozenset(pack.table("grammar")[section][name])


def read(scene: Scene, cast: Cast) -> Iterator[Claim]:
    """One claim for each encounter that is said not to be arranged, or that is confirmed or announced."""
    nouns = _words(scene.pack, "encounter", "met_noun")
    for at, token in enumerate(() if nouns.isdisjoint(scene.lowers) else scene.tokens):
        if token.lower not in nouns:
            continue
        people = cast.of_noun(scene, token.start, token.end) or cast.main()
        if len(people) < 2:
            continue
        mark = _word(scene, range(at + 1, at + REACH), "arranged")
        if mark is not None and _open(scene, mark):
            yield _claim(scene, token, mark, people, Polarity.DENIED)
            continue
        mark = _word(scene, range(at - 1, at - REACH, -1), "announced")
        if mark is not None and scene.polarity(mark.start, mark.end) is Polarity.ASSERTED and _actual(scene, mark):
            yield _claim(scene, token, mark, people, Polarity.ASSERTED)


def _open(scene: Scene, token: Token) -> bool:
    """Denied, or said to be still unknown."""
    denied = scene.polarity(token.start, token.end) is Polarity.DENIED
    return denied or scene.modality(token.start, token.end) is Modality.UNKNOWN


def _actual(scene: Scene, token: Token) -> bool:
    return scene.modality(token.start, token.end) is Modality.ACTUAL


def _word(scene: Scene, places: range, name: str) -> Token | None:
    """The nearest word of a list on one side of an encounter, before any mark."""
    words = _words(scene.pack, "response", name)
    for place in places:
        if not 0 <= place < len(scene.tokens) or scene.tokens[place].text in _BREAKS:
            return None
        if scene.tokens[place].lower in words:
            return scene.tokens[place]
    return None


def _claim(scene: Scene, noun: Token, mark: Token, people: frozenset[str], polarity: Polarity) -> Claim:
    span = min(noun.start, mark.start), max(noun.end, mark.end)
    return claim(
        scene,
        span,
        kind="status",
        role=ROLE,
        value=Saying(*span, ROLE, polarity, Modality.ACTUAL),
        subject=(MET, *people),
        polarity=polarity,
        modality=Modality.ACTUAL,
        stage="not yet" if polarity is Polarity.DENIED else "",
        evidence=[(mark.start, mark.end)],
    )
