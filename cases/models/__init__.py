"""The rows of the library of decisions.

A curator edits columns and rows; pages, the reasoning and the history read `Decision.document`,
the whole decision as one value in the form of `library/schema.py`, which every service keeps in
step with the rows. Nothing else may write these tables.
"""

from __future__ import annotations

from cases.models.decision import Decision
from cases.models.judged import ElementHolding, Judged, LayerHolding
from cases.models.parts import (
    Amount,
    Docket,
    Infringement,
    Party,
    Proof,
    Source,
    Statement,
    Tool,
    Treatment,
)
from cases.models.search_entry import SearchEntry

__all__ = [
    "Amount",
    "Decision",
    "Docket",
    "ElementHolding",
    "Infringement",
    "Judged",
    "LayerHolding",
    "Party",
    "Proof",
    "SearchEntry",
    "Source",
    "Statement",
    "Tool",
    "Treatment",
]
