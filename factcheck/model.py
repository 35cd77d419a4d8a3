"""Every type of the program. Immutable, picklable, without behaviour beyond small derived properties.

Spans are half-open ``[start, end)``. Two coordinate systems exist and never mix:

* *raw*: code points of ``Article.text``, what reports print;
* *folded*: code points of ``text.fold(article.text).text``, what every reader works on. ``Folded.raw`` maps back.

Everything up to and including ``Claim.evidence`` is told in the docstring of its type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from factcheck.frozen import quick

Number = int | float


class Relation(StrEnum):
    """How two answers of one finding stand to each other, the gravest first."""

    CONTRADICTION = "contradiction"
    DISPUTE = "dispute"
    UPDATE = "update"
    REFINEMENT = "refinement"
    AGREEMENT = "agreement"


GRAVITY: dict[Relation, int] = {relation: rank for rank, relation in enumerate(Relation)}


class Polarity(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"


class Modality(StrEnum):
    """``unknown``: the text says that it is not known ("on ne sait pas si", "reste à déterminer"). ``hearsay``: it is told as a rumour
    ("reportedly", "selon des rumeurs"). ``disputed``: the text says that it is contested."""

    ACTUAL = "actual"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    HEARSAY = "hearsay"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


# --------------------------------------------------------------------------------------------- text


class Token(NamedTuple):
    """A word, a run of digits or a punctuation mark of a folded text.

    ``text`` as written, ``lower`` in lower case with accents, ``key`` in lower case without accents.
    ``kind`` is "word", "digits" or "mark".
    """

    start: int
    end: int
    text: str
    lower: str
    key: str
    kind: str


# ----------------------------------------------------------------------------------------- articles


@quick
@dataclass(frozen=True, slots=True)
class Article:
    """One document of one source. ``path`` is relative and uses "/"; ``published`` is an ISO 8601 date or date and time.

    ``published_basis`` tells where the date comes from: "metadata", "sidecar", "front matter", "feed", "text" or None.
    ``encoding`` is the one the bytes were decoded with.
    """

    id: str
    path: str
    text: str
    sha256: str
    lang: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    encoding: str = "utf-8"


class Skipped(NamedTuple):
    """An input that was not read, or not wholly. ``reason`` is one clear sentence without the path."""

    path: str
    reason: str


class Library(NamedTuple):
    """What was read: articles sorted by id, and what was skipped, sorted by path."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()


# --------------------------------------------------------------------------------------- statements


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an article, in folded coordinates.

    ``kind``: "sentence", "title" (headline or section heading), "bullet", "caption", "boilerplate". Titles of sections
    and boilerplate are kept so that nothing is lost silently; claims are read from sentences, bullets and the headline.
    ``quotes``: the spans of quoted clauses inside it, without the quotation marks.
    ``paragraph``: running number of its paragraph.
    """

    start: int
    end: int
    kind: str = "sentence"
    quotes: tuple[tuple[int, int], ...] = ()
    paragraph: int = 0


# ------------------------------------------------------------------------------------------- values


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds and what it counts or measures.

    ``min``/``max``: bounds, None = unbounded, ``*_open`` = the bound itself is excluded. ``value``: the number as said
    (centre of an approximate value). ``unit``: neutral key of the unit or of the counted noun ("km", "EUR", "percent",
    "person", "drone"), "" for a bare number; a noun without an entry in the language data stands as its lemma or folded
    form. ``dimension``: "count", "length", "mass", "money", "ratio", "rank", "age", "temperature", "magnitude", ... .
    ``noun_end``: where the counted noun or unit ends (``end`` when there is none); ``end`` covers number and unit.
    ``number_start``/``number_end``: the number with its hedge, without the unit.
    ``rate``: what the figure is per ("day", "hour", "kg", "100000 inhabitant"), else "". ``partitive``: "dont", "parmi",
    "including" precede it.
    ``change``: "up" or "down" when the text says that something rose or fell, else ""; ``change_of`` then tells what the
    number is of that change: "by" (how much), "to" (the level reached) or "from" (the level left); "to" and "from" also
    stand without a direction ("est passé de 12 à 15" says it only by its numbers).
    ``whole``: span of the quantity of which this one is a part ("12 blessés, dont deux enfants"). ``parts``: spans of what
    adds up to this one, which then is a sum that the text does not write ("10 femmes et 7 hommes" is 17 persons).
    """

    kind: ClassVar[str] = "quantity"
    start: int
    end: int
    min: Number | None
    max: Number | None
    min_open: bool = False
    max_open: bool = False
    approximate: bool = False
    value: Number | None = None
    unit: str = ""
    dimension: str = "count"
    number_start: int = 0
    number_end: int = 0
    rate: str = ""
    partitive: bool = False
    change: str = ""
    change_of: str = ""
    whole: tuple[int, int] | None = None
    parts: tuple[tuple[int, int], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time. ``timex``: TIMEX3 ("PT3H"); ``min``/``max`` in seconds, None = unbounded.

    ``value``: the number as said, None where a range or an unknown number is said; ``unit``: its neutral unit of time
    ("h", "day", "year"). ``rate``: the period of a rate ("deux heures par jour": "day"), else "".
    """

    kind: ClassVar[str] = "duration"
    start: int
    end: int
    timex: str
    min: Number | None
    max: Number | None
    min_open: bool = False
    max_open: bool = False
    approximate: bool = False
    value: Number | None = None
    unit: str = ""
    rate: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Date:
    """A point or stretch of calendar time.

    ``timex``: TIMEX3 value ("2025-08-06", "2025-W33", "XXXX-10-16", "2025-08-05TNI"). ``earliest``/``latest``: ISO 8601
    days, inclusive, "" when the day of reference is unknown or the value is open on that side.
    ``anchor``: "absolute" (says its own date, maybe without the year), "relative" (needs the day of reference:
    "mercredi", "la semaine prochaine"), "set" ("tous les lundis"). ``relative``: a neutral key for what a relative
    expression says ("week:+1", "weekday:3", "day:-1", "days:+few"), so that two undated articles can still be compared.
    ``approximate``: the text does not fix the days that ``earliest`` and ``latest`` name ("vers le 12 mars", "il y a une
    semaine"). ``text``: as written, where a claim is made of it.
    """

    kind: ClassVar[str] = "date"
    start: int
    end: int
    timex: str
    earliest: str = ""
    latest: str = ""
    anchor: str = "absolute"
    relative: str = ""
    approximate: bool = False
    text: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation. ``canonical``: one key for all its spellings. ``type``: "person", "place",
    "organisation" or "other". ``country``: ISO 3166 alpha-2 code for places, demonyms and institutions, else ""."""

    kind: ClassVar[str] = "name"
    start: int
    end: int
    canonical: str
    type: str
    country: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Saying:
    """What is said without a number: a quotation or a proposition, as its folded words, with how it is asserted.

    ``denied`` and ``open``: the content keys that stand under a negation, and those said to be unknown (sorted).
    ``negated``: the content keys that the negations of the whole sentence stand on ("n'a pas *reconnu* les faits"), sorted. ``lang``: the
    language of the words, where they are an article's; ``places``: the places inside a country that they name, with
    where the raw name begins.
    """

    kind: ClassVar[str] = "saying"
    start: int
    end: int
    text: str
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    denied: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    lang: str = ""
    places: tuple[tuple[str, int], ...] = ()


Value = Quantity | Duration | Date | Name | Saying


# ---------------------------------------------------------------------------------------- assertion


class Attribution(NamedTuple):
    """Who says it. ``speaker``: as written. ``kind``: "named", "role" ("un responsable de la Maison Blanche"), "anonymous",
    "outlet", "document" ("une étude"), "pronoun" (whose speaker is not known). ``via``: through whom ("selon le NYT, qui cite
    deux personnes"). ``role``: the office of one who has a name ("maire de Tulle"). ``organisation``: for whom somebody of an
    office speaks ("porte-parole du *Kremlin*")."""

    speaker: str
    kind: str = "named"
    start: int = 0
    end: int = 0
    via: str = ""
    role: str = ""
    organisation: str = ""


class Cue(NamedTuple):
    """A word that changes how a stretch is asserted: its span, what it does, and the stretch it governs."""

    start: int
    end: int
    effect: str  # "denied", "refuted" (as a statement: "it is false that"), "not_yet", or a Modality
    scope_start: int
    scope_end: int


@quick
@dataclass(frozen=True, slots=True)
class Assertion:
    """How the words of one statement are asserted. ``attributions``: (start, end) of what is said, and by whom.
    ``clauses``: the clauses with a verb of their own, each as its pieces (an interrupted clause has several)."""

    cues: tuple[Cue, ...] = ()
    attributions: tuple[tuple[int, int, Attribution], ...] = ()
    clauses: tuple[tuple[tuple[int, int], ...], ...] = ()


# ------------------------------------------------------------------------------------------- claims


@quick
@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement asserts about something, ready to be compared. Spans are raw.

    ``kind``: "quantity", "duration", "date", "place", "person", "status", "quotation", "statement".
    ``role``: neutral key of what the value is of. ``subject``: neutral keys of what it is about (sorted).
    ``scope``: restrictors in neutral keys (sorted). ``places``: canonical places that the clause names (sorted).
    ``keys``: content keys of the statement, used to propose candidates. ``when``: the moment the claim speaks of, if the
    statement tells. ``stage``: "earlier" for a figure that its own article says has been superseded ("un précédent bilan"),
    "not yet" for what has not happened so far, "partial" for what need not be all ("a man was killed") or the beginning, "some" for
    a figure that need not be of all ("the names of three victims"), "with doer" for one that counts who did it, "implied" for nobody
    where an article is silent about anybody, else "".
    ``located``: for a saying, its content keys with their raw spans; for a single person, what is told of who they are; for
    munitions, "by:c:XX", the country that launches them or shoots them down; "once" for a figure that its article gives of its kind alone.
    ``evidence``: raw spans of the words that decided (value, cue, role word), for highlighting.
    """

    document: str
    start: int
    end: int
    quote: str
    statement: tuple[int, int]
    line: int
    kind: str
    role: str
    value: Value
    subject: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    attribution: Attribution | None = None
    when: Date | None = None
    keys: frozenset[str] = frozenset()
    stage: str = ""
    located: tuple[tuple[str, int, int], ...] = ()
    evidence: tuple[tuple[int, int], ...] = ()


# ------------------------------------------------------------------------------------------ findings


class Verdict(NamedTuple):
    """What the ladder says of two claims: the relation (None: not to be compared), the rung and why, in a sentence."""

    relation: Relation | None
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims of a finding that carry one value. ``text``: the value as read by people; ``origins``: ids, sorted; ``fewest``: how
    many origins these are at the least, where articles may share one (0: as many as are told)."""

    value: Value
    text: str
    origins: tuple[str, ...]
    claims: tuple[Claim, ...]
    fewest: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """The relation between two answers (indices) of a finding. ``one_origin``: both stand in one passage that an article has from
    another, so that one of them was changed on the way."""

    answers: tuple[int, int]
    relation: Relation
    rule: str
    why: str
    one_origin: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One question that at least two articles answer. ``left_out``: pairs of claims that may answer it too and were dropped, by
    reason; told by `explain` alone."""

    id: str
    kind: str
    relation: Relation
    question: str
    role: str
    event: str
    answers: tuple[Answer, ...]
    links: tuple[Link, ...]
    left_out: tuple[tuple[str, int], ...] = ()


class Passage(NamedTuple):
    """One passage that stands in two articles: its raw spans, how alike they are (1 = the same words), how much it tells."""

    one: tuple[int, int]
    two: tuple[int, int]
    alike: float
    strength: float


class Copying(NamedTuple):
    """What two articles share. ``degree``: "copy" (word for word), "certain" (one origin), "partial" (certain passages between
    reporting of their own) or "possible". ``share``: the part of the one of which most is shared; ``ordered``: how many passages stand
    in the same order; ``passages``: strongest first; ``facts``: names and figures that no article outside their family has so;
    ``credits``: agencies that both credit."""

    documents: tuple[str, str]
    degree: str
    share: float
    strength: float
    ordered: int
    passages: tuple[Passage, ...]
    facts: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


class Origin(NamedTuple):
    """Articles that carry one common text. ``evidence``: aligned passages, strongest first, in words. ``kind``: "text", or "cited"
    for a source outside the articles that claims are told from. ``links``: how each article hangs on one before it."""

    id: str
    documents: tuple[str, ...]
    evidence: tuple[str, ...]
    kind: str = "text"
    links: tuple[Copying, ...] = ()


class Lineage(NamedTuple):
    """Which articles share a text: ``origins`` of several of them, and what articles of different origins share."""

    articles: tuple[Article, ...]
    origins: tuple[Origin, ...]
    shared: tuple[Copying, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` answers; ``relation`` is "none" when neither agreement nor conflict can be told."""

    relation: str
    rule: str
    why: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a renderer needs. Findings come gravest first, then by event, then by id. ``shared``: what articles of different
    origins share: partial copies, and pairs that are possibly one origin."""

    articles: tuple[Article, ...]
    findings: Sequence[Finding]
    origins: tuple[Origin, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    shared: tuple[Copying, ...] = ()
