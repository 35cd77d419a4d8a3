"""Events and pairs of articles compared, archives grouped: what was found before comes from the cache as far as nothing of it has
changed."""

from __future__ import annotations

from factcheck.comparing.archives import begun, elsewhere, grouped
from factcheck.comparing.judgements import Outcome, Telling, outcomes, together
from factcheck.comparing.links import sharing

__all__ = ["Outcome", "Telling", "begun", "elsewhere", "grouped", "outcomes", "sharing", "together"]
