"""Article -> statements: its sentences, titles, bullets and furniture, with the quotations inside them."""

from __future__ import annotations

from factcheck.language import Pack
from factcheck.model import Statement
from factcheck.statements import boundaries, kinds, layout, quoting

__all__ = ["split"]


def split(folded: str, pack: Pack, title: str | None = None) -> list[Statement]:
    """The statements of a folded text, in order: disjoint spans that cover every character that is not a space.

    ``title``: the article's title where it is known; a first line that says the same is a title, however it ends.
    Linear in the length of the text; no text is refused.
    """
    cues, rules = kinds.cues(pack.lang), boundaries.rules(pack.lang)
    blocks = layout.blocks(folded, lambda line: kinds.furniture(line, cues) != "")
    quotes = quoting.quotes(folded, blocks, cues.clipped)
    spans = [boundaries.sentences(folded, block, quotes, rules) for block in blocks]
    lower = kinds.lowered(folded)
    cues = kinds.told(lower, cues)
    told = kinds.of_blocks(folded, lower, blocks, [len(inside) for inside in spans], cues, title)
    found: list[Statement] = []
    at = 0  # first quotation that may reach into the next statement
    for number, (inside, kind) in enumerate(zip(spans, told, strict=True)):
        for start, end in inside:
            while at < len(quotes.pairs) and quotes.pairs[at][1] <= start:
                at += 1
            exact = kinds.of_sentence(lower, start, end, kind, cues) if len(blocks) > 1 else kind
            found.append(Statement(start, end, exact, _quoted(folded, start, end, quotes.pairs, at), number))
    return found


def _quoted(text: str, start: int, end: int, pairs: tuple[tuple[int, int], ...], at: int) -> tuple[tuple[int, int], ...]:
    """The parts of quotations inside a statement, without marks and spaces. ``at``: the first pair to look at."""
    found = []
    while at < len(pairs) and pairs[at][0] < end:
        low, high = max(start, pairs[at][0] + 1), min(end, pairs[at][1])
        while low < high and text[low].isspace():
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        if low < high:
            found.append((low, high))
        at += 1
    return tuple(found)
