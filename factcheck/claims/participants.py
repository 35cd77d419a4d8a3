"""Who takes part: the people of an encounter, told by name, by pronoun or by what the article said before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from factcheck.claims import clause
from factcheck.claims.keys import KEY
from factcheck.claims.scene import Scene
from factcheck.language import load
from factcheck.model import Name

LASTING = frozenset(
    {
        "k:attack",
        "k:call",
        "k:earthquake",
        "k:fire",
        "k:inquiry",
        "k:meeting",
        "k:rescue",
        "k:search",
        "k:strike",
        "k:talks",
        "k:trial",
        "k:walkout",
        "k:war",
    }
)  # takes time
REACH = 14  # words between an encounter's word and the people who take part


@dataclass(slots=True)
class Cast:
    """The memory of one article while it is read: who was the subject last, what happened last, which pairs met or were to meet.

    Private to the reading of one article; nothing of it leaves ``claims.read``.
    """

    subject: str = ""
    happening: str = ""
    mentioned: list[str] = field(default_factory=list)
    pairs: Counter[frozenset[str]] = field(default_factory=Counter)

    def leave(self, scene: Scene) -> None:
        """Remember a scene that has been read: its first person in their own right is what "he" may mean next."""
        people = clause.people(scene) if scene.names else ()
        for name in people:
            self.mentioned = [name.canonical, *[other for other in self.mentioned if other != name.canonical]][:8]
        if people and scene.statement.kind != "title":
            self.subject = people[0].canonical
        told = LASTING.intersection(map(KEY, scene.content))
        self.happening = next(iter(told)) if len(told) == 1 else "" if told else self.happening

    def main(self) -> frozenset[str]:
        """The pair that the article tells most about."""
        return max(self.pairs, key=lambda pair: (self.pairs[pair], sorted(pair)), default=frozenset())

    def of_verb(self, scene: Scene, at: int) -> frozenset[str]:
        """The participants of an encounter told by the verb at a token index."""
        who = _subject(scene, at, self.subject)
        others = _objects(scene, at)
        if not others and _has_object_pronoun(scene, at):
            earlier = [name.canonical for name in clause.people(scene) if name.end <= scene.tokens[at].start]
            others = [next((name for name in [*reversed(earlier), *self.mentioned] if name != who), "")]
        if not others and who:
            together = _coordinated(scene, at)
            return frozenset(together) if len(together) > 1 else frozenset()
        found = frozenset(name for name in (who, *others) if name)
        return found if who and len(found) > 1 else frozenset()

    def of_noun(self, scene: Scene, start: int, end: int) -> frozenset[str]:
        """The participants of an encounter told by a noun; the article's main pair when the noun points back."""
        named = _named_parties(scene, start, end)
        if len(named) == 1:
            who = _subject(scene, scene.token_at(start), self.subject)
            named = [*named, who] if who and who not in named else []
        if len(set(named)) > 1:
            return frozenset(named)
        return self.main() if not _other_parties(scene, end) else frozenset()


def _subject(scene: Scene, at: int, before: str) -> str:
    """The subject of the verb at a token index: a pronoun right before it, else the nearest person to the left."""
    lang = scene.pack.lang
    pronouns = clause.words(lang, "subject_pronouns")
    people = [name for name in clause.people(scene) if name.end <= scene.tokens[at].start]
    low = max(0, at - REACH)
    for index in range(at - 1, low - 1, -1):
        token = scene.tokens[index]
        if people and people[-1].end == token.end:
            return people[-1].canonical
        if clause.bare(token) in pronouns:
            earlier = [name for name in people if name.end <= token.start]
            alone = len({name.canonical for name in earlier}) == 1
            return earlier[0].canonical if earlier and (alone or _opens(scene, earlier[0])) else before
        if token.text in ";:":
            break
    return people[-1].canonical if people and scene.token_at(people[-1].start) >= low else ""


def _opens(scene: Scene, name: Name) -> bool:
    """Whether a person opens the sentence and so is what a later pronoun in it points to."""
    return scene.token_at(name.start) <= 8


def _objects(scene: Scene, at: int) -> list[str]:
    """The people to the right of a verb, up to the next break; those joined by "and" together."""
    found: list[str] = []
    people = {name.start: name for name in clause.people(scene)}
    last_end = -1
    for index in range(at + 1, min(at + 1 + REACH + 4, len(scene.tokens))):
        token = scene.tokens[index]
        if token.text in ';:."' or (found and token.text == "," and index > last_end + 2):
            break
        if token.start in people:
            found.append(people[token.start].canonical)
            last_end = scene.token_at(people[token.start].end - 1)
        elif found and index > last_end and clause.bare(token) not in clause.words(scene.pack.lang, "conjunctions"):
            break
    return found


def _has_object_pronoun(scene: Scene, at: int) -> bool:
    pronouns = clause.words(scene.pack.lang, "object_pronouns")
    near = [*scene.tokens[max(0, at - 3) : at], *scene.tokens[at + 1 : at + 2]]
    return any(clause.bare(token) in pronouns for token in near)


def _coordinated(scene: Scene, at: int) -> list[str]:
    """ "Trump et Poutine se sont rencontrés": people joined by "and" before a verb."""
    people = [name for name in clause.people(scene) if name.end <= scene.tokens[at].start]
    if len(people) < 2:
        return []
    between = scene.tokens[scene.token_at(people[-2].end - 1) + 1 : scene.token_at(people[-1].start)]
    joined = any(clause.bare(t) in clause.words(scene.pack.lang, "conjunctions") for t in between) and len(between) <= 5
    return [people[-2].canonical, people[-1].canonical] if joined else []


def _named_parties(scene: Scene, start: int, end: int) -> list[str]:
    """ "rencontre entre A et B", "rencontre A-B", "réunion avec B", "A-B summit"."""
    lang = scene.pack.lang
    people = clause.people(scene)
    after = scene.token_at(end - 1) + 1
    found: list[str] = []
    opener = ""
    last = after
    for index in range(after, min(after + REACH, len(scene.tokens))):
        token = scene.tokens[index]
        word = clause.bare(token)
        if word in clause.words(lang, "between") or word in clause.words(lang, "with"):
            opener = opener or word
            last = index
        elif token.text in ';:."' or (token.text == "," and not found):
            break
        name = next((n for n in people if n.start == token.start), None)
        if name is not None and (opener or index <= after + 1 or found):
            found.append(name.canonical)
            last = scene.token_at(name.end - 1)
        elif found and index > last + 5:
            break
        if len(found) == 2:
            break
    if not found:
        found = [n.canonical for n in people if 0 <= scene.token_at(start) - scene.token_at(n.end - 1) <= 3 and _compound(scene, n, start)]
    if opener in clause.words(lang, "with") and found:
        return found[:1]
    held = any(token.lower in _holding(lang) for token in scene.tokens[max(0, after - 4) : after - 1])
    return found or (_coordinated(scene, after - 1) if held else [])


@cache
def _holding(lang: str) -> frozenset[str]:
    """Verbs whose subjects are those who meet: "A and B *held* talks"."""
    return frozenset(load(lang).table("grammar")["encounter"]["hold"])


def _compound(scene: Scene, name: Name, start: int) -> bool:
    """ "Trump-Putin summit": nothing but hyphens and names between the name and the noun."""
    between = scene.tokens[scene.token_at(name.end - 1) + 1 : scene.token_at(start)]
    return bool(scene.pack.table("language")["names_before_noun"]) and all(t.text in "-–" or t.text[:1].isupper() for t in between)


def _other_parties(scene: Scene, end: int) -> bool:
    """Whether the noun names parties that could not be told ("réunion de nos conseillers"): then nothing is inherited."""
    after = scene.token_at(end - 1) + 1
    openers = clause.words(scene.pack.lang, "genitive") | clause.words(scene.pack.lang, "between") | clause.words(scene.pack.lang, "with")
    return after < len(scene.tokens) and clause.bare(scene.tokens[after]) in openers
