"""What is read from the library of decisions; nothing here writes."""

from __future__ import annotations

from cases.selectors.decisions import (
    Shown,
    decision_documents_published,
    decision_readable,
    decision_value,
    decisions_published,
    may_see_drafts,
    slugs_published,
)
from cases.selectors.listing import (
    Facet,
    Listing,
    Option,
    Question,
    decisions_listed,
    decisions_matching,
)

__all__ = [
    "Facet",
    "Listing",
    "Option",
    "Question",
    "Shown",
    "decision_documents_published",
    "decision_readable",
    "decision_value",
    "decisions_listed",
    "decisions_matching",
    "decisions_published",
    "may_see_drafts",
    "slugs_published",
]
