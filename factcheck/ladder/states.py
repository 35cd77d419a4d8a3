"""In what state a matter is told to be: one state, a later one, or two that exclude each other."""

from __future__ import annotations

from functools import cache

from factcheck.claims import slots_states
from factcheck.labels import answer
from factcheck.ladder import moments, persons
from factcheck.ladder.figures import differ
from factcheck.ladder.rules import CONTAINED, MOVED_ON, NOTHING, SAME, Context, verdict
from factcheck.language import neutral
from factcheck.model import Claim, Saying, Verdict

SHARED = 1.0  # what two statements say in common, at least, on a matter of which there are many


@cache
def _order(family: str) -> tuple[str, ...]:
    told: str = neutral("slots")["order"][family]
    return tuple(told.split())


def judge(a: Claim, b: Claim, context: Context) -> Verdict:
    """One state of one matter; a later article may tell a later one."""
    one, two = (_state(claim) for claim in (a, b))
    recalled = moments.recalls(a, context.published[0]) or moments.recalls(b, context.published[1])  # "convicted of robbery in 1996"
    if one[0] != two[0] or recalled or not _one_matter(a, b, one[0]):
        return verdict(NOTHING)
    family, left, right = one[0], one[1], two[1]
    order, rules = _order(family), neutral("slots")
    few = len(a.keys & b.keys) < ALIKE or context.weight(a.keys & b.keys) < SHARED
    exclusive = {*rules["exclusive"]["families"], *rules["of"]["objects"]}
    if few and family in rules["of"]["many"] and (left == right or family not in exclusive):
        return verdict(NOTHING)
    if family in rules["fixed"]["families"] and not _surely_one(a, b, family):
        return verdict(NOTHING)
    if left == right:
        return verdict(SAME, f"Both say: {answer(a)}.")
    if family in rules["of"]["objects"]:
        return differ(a, b, context) if context.same_moment and not {left, right} & {*rules["generic"]["objects"]} else verdict(NOTHING)
    if left not in order or right not in order:
        return verdict(NOTHING)
    if (context.same_moment and _opposed(a, b)) or family in rules["fixed"]["families"]:
        return differ(a, b, context)
    return _followed(a, b, context)


def _followed(a: Claim, b: Claim, context: Context) -> Verdict:
    """Two states of one matter, of which one may follow the other."""
    (family, left), (_, right) = _state(a), _state(b)
    order, rules = _order(family), neutral("slots")
    later = order.index(left) > order.index(right)
    when = context.order_of(later)  # 1: the later state stands in the later article
    told = f"{answer(b if later else a)}, then {answer(a if later else b)}"
    if (b if later else a).stage == slots_states.EARLIER:
        return verdict(NOTHING)  # its own article goes on to tell a later one
    if " ".join(sorted((left, right))) in rules["beside"]["states"]:
        return verdict(NOTHING)
    if when == 1:
        return verdict(MOVED_ON, f"The later article tells a later state: {told}.")
    if {left, right} & {*rules["of"]["open"]}:
        return verdict(CONTAINED, f"{answer(a)} and {answer(b)} are compatible: one says what is supposed.")
    if family in rules["free"]["families"] and context.order in (-1, 1):
        return verdict(MOVED_ON, f"The later article tells another state: {answer(a)}, {answer(b)}.")
    over = order[min(order.index(left), order.index(right))] in rules["over"]["states"]
    if family in rules["exclusive"]["families"] and context.same_moment and not (over and when in (0, None)):
        return differ(a, b, context) if _surely_one(a, b, family) else verdict(NOTHING)
    over = over or family in rules["over"]["families"]
    return verdict(MOVED_ON, f"One tells a later state: {told}.") if over and when in (0, None) else verdict(NOTHING)


ALIKE = 3  # content keys that two statements share at least on a matter of which there are many ("a law was voted")


def _surely_one(a: Claim, b: Claim, family: str) -> bool:
    """Whether two states surely are of one person or group, where they are of people."""
    if family not in neutral("slots")["of"]["people"] or slots_states.GROUP in a.scope:
        return True
    if family in neutral("slots")["fixed"]["named"] and not (persons.names_of(a) or persons.names_of(b)):
        return False
    return persons.one_person(a, b) == "same" or persons.one_side(persons.roles(a), persons.roles(b))


def _opposed(a: Claim, b: Claim) -> bool:
    """Whether one court or one agency tells only one of two states, though a later article may tell another."""
    both, rules = " ".join(sorted((_state(a)[1], _state(b)[1]))), neutral("slots")["opposed"]
    return both in rules["states"] or (both in rules["named"] and bool(persons.names_of(a) and persons.names_of(b)))


def _state(claim: Claim) -> tuple[str, str]:
    assert isinstance(claim.value, Saying)
    family, _, state = claim.value.text.partition(": ")
    return family, state


def _one_matter(a: Claim, b: Claim, family: str) -> bool:
    """Whether two states are of one person or group, of one deal, or of the event itself."""
    groups = neutral("slots")["of"]
    if family in groups["organisations"]:
        return bool({key for key in a.subject if key.startswith("n:")} & set(b.subject))
    if family not in groups["people"]:
        return True
    if not _one_number(a, b):
        return False
    alike = persons.one_person(a, b)
    if alike in ("", "same") or persons.kin(a) != persons.kin(b):
        return alike == "same"
    if family == "life" or persons.one_side(persons.roles(a), persons.roles(b)):
        return True
    if _state(a) == _state(b) and not a.scope and not _another(a, b):
        return True
    unnamed = not (persons.names_of(a) or persons.names_of(b) or (persons.roles(a) and persons.roles(b)))
    return unnamed and (family != "custody" or {_state(a)[1], _state(b)[1]} <= _NEAR)


def _another(a: Claim, b: Claim) -> bool:
    """Whether one side names somebody, and the other tells by an office or a trade of whom it is."""
    named = [bool(persons.names_of(side)) for side in (a, b)]
    return named[0] != named[1] and bool(persons.kinds(b if named[0] else a)) and not persons.kinds(a if named[0] else b)


_NEAR = frozenset({"at_large", "arrested", "held"})  # states of custody in which those of one event are who is looked for


def _one_number(a: Claim, b: Claim) -> bool:
    """Whether two states are both of one person, or of as many; of a group of unknown size only by what it is called."""
    one, two = frozenset(a.scope), frozenset(b.scope)
    if one == two:
        return slots_states.GROUP not in one or len(one) > 1 or "danger" in a.subject
    return "danger" in a.subject and slots_states.GROUP in one & two and (len(one) == 1 or len(two) == 1)
