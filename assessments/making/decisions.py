"""What a person decided about rounds as a whole: that one is not part of the work.

Decisions are rows that never change; the newest counts.
"""

from __future__ import annotations

from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft

SECTION, FIELD = "steps", "round"


def left_out_keys(draft: Draft) -> frozenset[str]:
    """Return the keys of the proposed steps that a person left out."""
    rows = draft.confirmations.filter(section=SECTION, field=FIELD).order_by("at", "pk")
    newest = dict(rows.values_list("proposal", "decision"))
    return frozenset(
        key for key, decision in newest.items() if decision == Confirmation.Decision.LEFT_OUT
    )
