"""What is read of all statements of an article at once, and of some articles by turns, is what is read of each of them alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Context, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import articles, assertion, claims, statements, values
from factcheck.language import load, row, supported
from factcheck.model import Article, Date
from factcheck.rows import rows_of, rows_of_all
from factcheck.text import fold
from factcheck.turns import whole

SEEDS = Path(__file__).parent.parent / "seeds"
DAY = date(2025, 6, 30)
TEXTS = {
    "fr": "Aujourd'hui, l'usine \"d'en face\" a fermé\u00a0: 3,5 km, quelqu'un l'a dit.Qu'y a-t-il  là ?\nC'est tout_à fait 12h30.",
    "en": "She didn't say \"it's over\" at five o'clock.The mayor'll go \u2014 we've 3.5 km left,  they'd said.\nIt's all_in 12:30.",
}
SIGNS = "aéLlqun'tsdo0 5.-\n\t_\u0301İœ"


@pytest.mark.parametrize("lang", supported())
def test_tokens_of_every_stretch_are_those_of_its_text(lang: str) -> None:
    pack, text = load(lang), TEXTS[lang]
    every = pack.columns(text)
    assert every.tokens() == pack.tokens(text)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            assert pack.rows_within(text, every, [(start, end)]) == [row(pack.tokens(text[start:end]))], text[start:end]


@settings(deadline=None)
@given(text=st.text(SIGNS, max_size=30), lang=st.sampled_from(supported()), data=st.data())
def test_tokens_of_a_stretch_of_any_text(text: str, lang: str, data: st.DataObject) -> None:
    pack = load(lang)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (found,) = pack.rows_within(text, pack.columns(text), [(start, end)])
    assert found == row(pack.tokens(text[start:end]))
    assert found.texts == tuple(token.text for token in found.tokens)


@pytest.mark.parametrize("article", articles.read([str(SEEDS)]).articles[:6], ids=lambda article: article.id)
def test_statements_are_read_alike_at_once_and_alone(article: Article) -> None:
    folded = fold(article.text).text
    for lang in supported():  # in the other language too: its words are read wherever they stand
        pack = load(lang)
        split = statements.split(folded, pack)
        texts = [folded[statement.start : statement.end] for statement in split]
        quotes = [[(start - statement.start, end - statement.start) for start, end in statement.quotes] for statement in split]
        rows = [row(pack.tokens(text)) for text in texts]
        before = list[tuple[Date, ...]]()
        for text, words, told in zip(texts, rows, whole(values.steps(texts, rows, pack, DAY)), strict=True):
            assert values.read(text, words.tokens, pack, DAY, before) == told
            before.append(told.dates)
        at_once = whole(assertion.steps(texts, rows, pack, quotes, [()] * len(texts)))
        alone = [assertion.read(text, words.tokens, pack, spans) for text, words, spans in zip(texts, rows, quotes, strict=True)]
        assert alone == at_once


def test_what_is_counted_from_is_told_before() -> None:
    pack = load("fr")
    texts = ["Le pont a fermé le 3 mai 2019.", "Il a rouvert l'année suivante."]
    rows = [row(pack.tokens(text)) for text in texts]
    assert [told.dates[0].timex for told in whole(values.steps(texts, rows, pack, DAY))] == ["2019-05-03", "2020"]
    assert [told.dates[0].timex for told in whole(values.steps(texts[1:], rows[1:], pack, DAY)) if told.dates] != ["2020"]


@pytest.mark.parametrize("precision", (28, 5))
def test_articles_are_read_alike_together_and_alone(precision: int) -> None:
    seeds = list(articles.read([str(SEEDS)]).articles)
    undated = [replace(article, id=f"undated {article.id}", published=None, published_basis="") for article in seeds[::3]]
    titled = [replace(article, id=f"titled {article.id}", title="Deux morts dans un accident mardi") for article in seeds[::4]]
    others = [Article("none", "none", "", ""), Article("other", "other", "Il ponte è stato chiuso ieri sera.", "", "it")]
    some = [*seeds, *undated, *others, *titled]
    with localcontext(Context(prec=precision)):
        scripts = claims.stage_all(some)
        assert scripts == [claims.stage(article) for article in some]
        assert claims.read_all(some) == [claims.read(article) for article in some] == claims.of_scripts(scripts)
        assert claims.read_all(reversed(some), "fr") == [claims.read(article, "fr") for article in reversed(some)]
        made = [list(told) for told in rows_of_all(some)]
        assert made == [list(rows_of(article)) for article in some]
