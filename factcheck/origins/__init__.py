"""Which articles carry one common text, and how many origins stand behind what they tell.

Copies word for word are set aside first. Of the others a sketch is kept; those with rare runs of words or rare keys in common
are compared sentence by sentence, and what two share beyond chance is kept as evidence, certain or possible.
"""

from __future__ import annotations

from factcheck.origins.behind import CITED, Behind, Citation, behind, citations, cited_sources, versions
from factcheck.origins.copies import Copies, Print, prints, retyped, told, without_copies
from factcheck.origins.families import Bare, Comparing, Families, Known, compare, in_words, trace, traced
from factcheck.origins.markings import Marks
from factcheck.origins.markings import told as told_marks
from factcheck.origins.sketches import Sketch, sketch

__all__ = [
    "CITED",
    "Bare",
    "Behind",
    "Citation",
    "Comparing",
    "Copies",
    "Families",
    "Known",
    "Marks",
    "Print",
    "Sketch",
    "behind",
    "citations",
    "cited_sources",
    "compare",
    "in_words",
    "prints",
    "retyped",
    "sketch",
    "told",
    "told_marks",
    "trace",
    "traced",
    "versions",
    "without_copies",
]
