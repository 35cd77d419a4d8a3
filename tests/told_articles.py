"""Everything that is read of an article: its claims to the last field, how each statement is asserted, its content keys, and what it
tells of parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from typing import Any

from factcheck import claims
from factcheck.claims import proportions, wholes
from factcheck.claims.scene import Scene
from factcheck.model import Article, Attribution, Claim, Value
from factcheck.values.quantifiers import Span

PLACED = {"start", "end", "number_start", "number_end"}
APART = {"document", "start", "end", "quote", "statement", "line", "kind", "role", "value", "keys", "evidence", "located"}
Row = dict[str, Any]


def of_article(row: Row) -> Row:
    """What an article says; keys that a claim shares with the one before it are not told again."""
    article = Article("a", "a", row["text"], "", title=row.get("title"), lang=row["lang"], published=row["day"])
    script = claims.stage(article)
    found = claims.of_script(script)
    return {
        "claims": list(told(found.claims, row["text"])),
        "asserted": [line for scene in (*script.headline, *script.scenes) for line in asserted(scene)],
        "content": [line for scene in (*script.headline, *script.scenes) if (line := content(scene))],
        "keys": " ".join(f"{key}={count}" for key, count in found.keys.items()),
        "where": " ".join((*sorted(found.places), "/", *sorted(found.countries))),
        "dated": f"{script.article.published} {script.article.published_basis}",
    }


def told(found: Iterable[Claim], text: str) -> Iterator[str]:
    before = frozenset[str]()
    for claim in found:
        more = {field.name: getattr(claim, field.name) for field in fields(claim) if field.name not in APART}
        said = [f"{name}={shown(value)}" for name, value in more.items() if value != default(Claim, name)]
        said += [f"{key}[{text[start:end]}]" for key, start, end in claim.located]
        said += [f"({text[start:end]})" for start, end in claim.evidence]
        keys = [f"+{key}" for key in sorted(claim.keys - before)] + [f"-{key}" for key in sorted(before - claim.keys)]
        yield " ".join((claim.kind, claim.role, f"[{claim.quote}]", f"{claim.line}:{claim.start}", value_of(claim.value), *said, *keys))
        before = claim.keys


def asserted(scene: Scene) -> Iterator[str]:
    """The cues of a statement with the words they govern, who says what, and where its clauses part."""
    text, said = scene.text, scene.assertion
    for cue in said.cues:
        yield f"{cue.effect} [{text[cue.start : cue.end]}] {cue.scope_start} [{text[cue.scope_start : cue.scope_end]}]"
    for start, end, who in said.attributions:
        yield f"says [{text[start:end]}] {start} {shown(who)}"
    if len(said.clauses) > 1 or any(len(clause) > 1 for clause in said.clauses):
        yield " | ".join(" + ".join(text[start:end] for start, end in clause) for clause in said.clauses)


def content(scene: Scene) -> str:
    return " ".join(f"{key}@{start}" for key, start, _ in scene.content)


def default(kind: Any, name: str) -> Any:
    field = next(field for field in fields(kind) if field.name == name)
    return None if field.default is MISSING else field.default


def shown(value: Any) -> str:
    """A field in few letters."""
    if isinstance(value, tuple) and not isinstance(value, Attribution):
        return ",".join(map(str, value))
    if isinstance(value, Attribution):
        return "/".join(map(str, value))
    return value_of(value) if hasattr(value, "__dataclass_fields__") else str(value)


def value_of(value: Value) -> str:
    """The fields of a value that say something."""
    if isinstance(value, str):
        return value
    every = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in PLACED}
    return " ".join(f"{name}:{shown(is_)}" for name, is_ in every.items() if is_ is not None and is_ != default(type(value), name))


def of_wholes(row: Row) -> Row:
    """What quantifiers say of parts of a whole, and how many of one kind stand against how many of another."""
    scenes = claims.stage(Article("a", "a", row["text"], "", lang=row["lang"])).scenes
    return {"parts": list(map(tupled, wholes.read(scenes))), "proportions": list(map(tupled, proportions.read(scenes)))}


def tupled(value: Any) -> str:
    """The fields of a tuple that say something."""
    default = value._field_defaults
    return " ".join(f"{name}={several(is_)}" for name, is_ in value._asdict().items() if is_ is not None and is_ != default.get(name))


def several(value: Any) -> str:
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    if isinstance(value, Span):
        return f"{'(' if value.low_open else '['}{value.low:.6g};{value.high:.6g}{')' if value.high_open else ']'}"
    return "/".join(map(several, value)) if isinstance(value, tuple) else str(value)
