"""Reports made by hand for the tests of renderers and of the command line."""

from __future__ import annotations

from factcheck.model import (
    Answer,
    Article,
    Attribution,
    Claim,
    Date,
    Duration,
    Finding,
    Link,
    Modality,
    Name,
    Origin,
    Polarity,
    Quantity,
    Relation,
    Report,
    Saying,
    Skipped,
    Value,
)
from factcheck.reports.contract import Standing, State, States


def article(name: str, text: str, outlet: str | None = None, published: str | None = None) -> Article:
    basis = "sidecar" if published else None
    return Article(name, f"news/{name}", text, "0" * 64, "fr", f"Titre de {name}", outlet, published, basis)


def claim(
    source: Article,
    quote: str,
    value: Value,
    *decisive: str,
    role: str = "killed",
    scope: tuple[str, ...] = (),
    polarity: Polarity = Polarity.ASSERTED,
    modality: Modality = Modality.ACTUAL,
    said: Attribution | None = None,
) -> Claim:
    """A claim on the sentence ``quote`` of an article, decided by the words ``decisive``."""
    start = source.text.index(quote)
    end = start + len(quote)
    places = [start + quote.index(words) for words in decisive]
    evidence = tuple((place, place + len(words)) for place, words in zip(places, decisive, strict=True))
    line = source.text.count("\n", 0, start) + 1
    made = Claim(source.id, start, end, quote, (start, end), line, "quantity", role, value)
    return Claim(
        **{name: getattr(made, name) for name in ("document", "start", "end", "quote", "statement", "line", "kind", "role", "value")},
        scope=scope,
        polarity=polarity,
        modality=modality,
        attribution=said,
        evidence=evidence,
    )


def count(number: int, unit: str = "person", **bounds: float | bool | None) -> Quantity:
    return Quantity(0, 1, **{"min": number, "max": number, "value": number, "unit": unit, **bounds})  # type: ignore[arg-type]


A = article(
    "a.txt",
    "Le pont de Brume s’est effondré mardi.\nL’accident a fait 43 morts, selon la préfète Anne Morel.\nLe port a rouvert vers midi.\n"
    "La tempête a détruit 120 maisons près de la côte, a indiqué la mairie, qui redoute que ce premier décompte, dressé dans l’urgence"
    " par les pompiers du canton, soit encore très loin de la réalité.\n",
    "Le Courrier",
    "2031-03-04",
)
B = article(
    "b.txt",
    "L’accident a fait 43 morts, selon la préfète Anne Morel.\nLa tempête a détruit 210 maisons près de la côte.\n"
    "Une réunion est prévue vendredi.\nLe maire a démissionné.\n",
    "Agence Nord",
    "2031-03-05T08:00:00",
)
C = article(
    "c.jsonl#3",
    "L’accident a fait au moins 40 morts.\nLa réunion s’est tenue vendredi.\nLe maire n’a pas démissionné, assure son cabinet.\n"
    "Le port est resté fermé.\nAu moins quatre enfants sont portés disparus.\n",
)
D = article("d.txt", "Cinq enfants sont portés disparus.\nLa réunion a duré deux heures.\n", "Radio Sud")

_PREFECT = Attribution("Anne Morel")
_OFFICE = Attribution("le cabinet du maire", "role", via="Radio Sud")

_HOUSES = Finding(
    "5f0c21d7a9b34e61",
    "quantity",
    Relation.CONTRADICTION,
    "How many houses were destroyed?",
    "destroyed",
    "La tempête sur la côte",
    (
        Answer(
            count(120, "house"),
            "120 houses",
            ("o1",),
            (claim(A, A.text.split("\n")[3], count(120, "house"), "120 maisons", "détruit", role="destroyed"),),
        ),
        Answer(
            count(210, "house"),
            "210 houses",
            ("o1",),
            (claim(B, "La tempête a détruit 210 maisons près de la côte.", count(210, "house"), "210 maisons", role="destroyed"),),
        ),
    ),
    (Link((0, 1), Relation.CONTRADICTION, "values-differ", "120 houses and 210 houses cannot both be true of the same moment"),),
)
_MAYOR = Finding(
    "0b7d",
    "status",
    Relation.DISPUTE,
    "Has the mayor resigned?",
    "resigned",
    "Le pont de Brume",
    (
        Answer(
            Saying(0, 1, "maire démissionner"),
            "yes",
            ("o1",),
            (claim(B, "Le maire a démissionné.", Saying(0, 1, "maire démissionner"), "a démissionné", role="resigned"),),
        ),
        Answer(
            Saying(0, 1, "maire démissionner", Polarity.DENIED),
            "no",
            ("c.jsonl#3",),
            (
                claim(
                    C,
                    "Le maire n’a pas démissionné, assure son cabinet.",
                    Saying(0, 1, "maire démissionner", Polarity.DENIED),
                    "n’a pas démissionné",
                    role="resigned",
                    polarity=Polarity.DENIED,
                    said=_OFFICE,
                ),
            ),
        ),
    ),
    (Link((0, 1), Relation.DISPUTE, "speakers-differ", "each side names another speaker"),),
)
_FRIDAY = Date(0, 1, "2031-03-07", "2031-03-07", "2031-03-07")
_MEETING = Finding(
    "9a11",
    "date",
    Relation.UPDATE,
    "When is the meeting?",
    "met",
    "Le pont de Brume",
    (
        Answer(
            _FRIDAY,
            "planned for 7 March 2031",
            ("o1",),
            (claim(B, "Une réunion est prévue vendredi.", _FRIDAY, "prévue", "vendredi", role="met", modality=Modality.PLANNED),),
        ),
        Answer(
            _FRIDAY,
            "held on 7 March 2031",
            ("c.jsonl#3",),
            (claim(C, "La réunion s’est tenue vendredi.", _FRIDAY, "tenue vendredi", role="met"),),
        ),
    ),
    (Link((0, 1), Relation.UPDATE, "planned-then-held", "the later article reports what the earlier one announced"),),
)
_CHILDREN = Finding(
    "77e0",
    "quantity",
    Relation.REFINEMENT,
    "How many children are missing?",
    "missing",
    "Le pont de Brume",
    (
        Answer(
            count(4, max=None),
            "at least 4 children",
            ("c.jsonl#3",),
            (
                claim(
                    C,
                    "Au moins quatre enfants sont portés disparus.",
                    count(4, max=None),
                    "Au moins quatre enfants",
                    role="missing",
                    scope=("child",),
                ),
            ),
        ),
        Answer(
            count(5),
            "5 children",
            ("d.txt",),
            (claim(D, "Cinq enfants sont portés disparus.", count(5), "Cinq enfants", role="missing", scope=("child",)),),
        ),
    ),
    (Link((0, 1), Relation.REFINEMENT, "contains", "at least 4 contains 5"),),
)
_SAME = "L’accident a fait 43 morts, selon la préfète Anne Morel."
_DEAD = Finding(
    "c0ffee",
    "quantity",
    Relation.AGREEMENT,
    "How many people were killed?",
    "killed",
    "Le pont de Brume",
    (
        Answer(
            count(43),
            "43 people",
            ("o1",),
            (claim(A, _SAME, count(43), "43 morts", said=_PREFECT), claim(B, _SAME, count(43), "43 morts", said=_PREFECT)),
        ),
    ),
    (),
)
REPORT = Report(
    (A, B, C, D),
    (_HOUSES, _MAYOR, _MEETING, _CHILDREN, _DEAD),
    (Origin("o1", ("a.txt", "b.txt"), ("L’accident a fait 43 morts, selon la préfète Anne Morel.",)),),
    (Skipped("news/photo.txt", "this is not text"),),
    {"no value that can be compared": 20, "another scope": 11},
)
CALM = Report((A, B), (_DEAD,), REPORT.origins)
# What has become of its findings: one of each state, and one that is suppressed.
STATES: States = {
    _HOUSES.id: Standing(State.UNCHANGED),
    _MAYOR.id: Standing(State.NEW, causes=("b.txt",)),
    _MEETING.id: Standing(State.UPDATED, causes=("b.txt", "c.jsonl#3"), changes=("new answer: held on 7 March 2031",)),
    _CHILDREN.id: Standing(State.ABSENT),
    _DEAD.id: Standing(State.NEW, suppressed="the agency has corrected it"),
}
EMPTY = Report((), (), (), (Skipped("news/photo.txt", "this is not text"),))

# Every kind of value, with what JSON cannot carry as it is.
VALUES: tuple[Value, ...] = (
    Quantity(0, 1, 2.0, None, True, False, True, 2.5, "km", "length"),
    Quantity(0, 1, float("nan"), float("inf"), value=10**5000),
    Duration(0, 1, "PT3H", 10800, 10800.5, approximate=True),
    Date(0, 1, "XXXX-10-16"),
    Name(0, 1, "volodymyr zelensky", "person"),
    Saying(0, 1, "propos", Polarity.DENIED, Modality.UNKNOWN),
)


def hostile(payload: str) -> Report:
    """A report in which a payload stands everywhere article text can stand."""
    sentences = (f"La digue de {payload} a cédé.", f"{payload} a détruit 7 maisons.")
    text = "\n".join(sentences)
    articles = [
        Article(f"{payload}-{side}", f"news/{payload}-{side}", text, "0" * 64, "fr", payload, payload, payload, "metadata") for side in "ab"
    ]
    said = Attribution(payload, "named", via=payload)
    answers = []
    for number, source in enumerate(articles):
        claims = tuple(claim(source, quote, count(number), payload, scope=(payload,), said=said) for quote in sentences)
        answers.append(Answer(count(number), payload, (payload,), claims))
    link = Link((0, 1), Relation.CONTRADICTION, "values-differ", payload)
    finding = Finding("f1", "quantity", Relation.CONTRADICTION, payload, "killed", payload, tuple(answers), (link,))
    agreed = Finding("f2", "quantity", Relation.AGREEMENT, payload, "killed", f"{payload} 2", tuple(answers), ())
    origin = Origin(payload, (articles[0].id, articles[1].id), (payload,))
    return Report(tuple(articles), (finding, agreed), (origin,), (Skipped(payload, payload),), {payload: 1})
