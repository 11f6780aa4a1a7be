"""Django's door to the models: each stands in the room of its concern."""

from __future__ import annotations

from cases.decisions.models import Decision
from cases.decisions.models_judged import ElementHolding, HeldLevel, Judged, LayerHolding
from cases.decisions.models_parts import (
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
from cases.decisions.models_search import SearchEntry

__all__ = [
    "Amount",
    "Decision",
    "Docket",
    "ElementHolding",
    "HeldLevel",
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
