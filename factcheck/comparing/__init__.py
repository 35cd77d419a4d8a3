"""Events and pairs of articles compared, archives grouped: what was found before comes from the cache as far as nothing of it has
changed."""

from __future__ import annotations

from factcheck.comparing.archives import Early, elsewhere, grouped, warmed
from factcheck.comparing.copies import without_copies
from factcheck.comparing.judgements import Outcome, Telling, outcomes, together
from factcheck.comparing.links import known, sharing

__all__ = ["Early", "Outcome", "Telling", "elsewhere", "grouped", "known", "outcomes", "sharing", "together", "warmed", "without_copies"]
