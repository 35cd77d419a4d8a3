"""Whether an encounter is arranged: what is said not to be, what is confirmed, and what says neither."""

from __future__ import annotations

import pytest

from factcheck import claims
from factcheck.model import Article


@pytest.mark.parametrize(
    ("lang", "text", "polarity"),
    [
        ("fr", "La réunion entre Donald Trump et Vladimir Poutine est prévue jeudi.", None),
        ("fr", "Le Kremlin n'a pas confirmé la rencontre entre Donald Trump et Vladimir Poutine.", None),
        ("fr", "Le Kremlin a confirmé la mort du soldat, avant la rencontre entre Donald Trump et Vladimir Poutine.", None),
        ("fr", "Le Kremlin a confirmé la réunion du conseil municipal.", None),
        ("fr", "Aucune réunion entre Donald Trump et Vladimir Poutine n'est prévue.", "denied"),
        ("fr", "La réunion entre Donald Trump et Vladimir Poutine n'a pas encore été fixée.", "denied"),
        ("fr", "Le Kremlin confirme la rencontre entre Donald Trump et Vladimir Poutine.", "asserted"),
        ("fr", "Moscou a annoncé une rencontre entre Donald Trump et Vladimir Poutine.", "asserted"),
        ("en", "The meeting between Donald Trump and Vladimir Putin is scheduled for Thursday.", None),
        ("en", "The Kremlin has not confirmed the meeting between Donald Trump and Vladimir Putin.", None),
        ("en", "The Kremlin confirmed the soldier's death, before the meeting between Donald Trump and Vladimir Putin.", None),
        ("en", "The Kremlin has confirmed the meeting of the town council.", None),
        ("en", "No meeting between Donald Trump and Vladimir Putin has been scheduled.", "denied"),
        ("en", "The meeting between Donald Trump and Vladimir Putin has not been arranged yet.", "denied"),
        ("en", "The Kremlin has confirmed the meeting between Donald Trump and Vladimir Putin.", "asserted"),
        ("en", "Moscow announced a meeting between Donald Trump and Vladimir Putin.", "asserted"),
    ],
)
def test_whether_a_meeting_is_arranged(lang: str, text: str, polarity: str | None) -> None:
    found = [claim for claim in claims.read(Article("a", "a", text, ""), lang).claims if claim.role == "arranged"]
    assert [claim.polarity.value for claim in found] == ([] if polarity is None else [polarity])
