"""Which of the steps that files propose are none of the work, by what persons decided.

The decisions are confirmations like those about fields: the newest counts, and none is deleted, so
that it can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessments.proposals.models import Confirmation

SECTION = "refused"
REFUSED = Confirmation.Decision.LEFT_OUT


def refused_steps(decisions: Iterable[Confirmation]) -> set[str]:
    """Return the keys of the proposed steps that are refused; `decisions` are in their order."""
    newest = {row.proposal: row.decision for row in decisions if row.section == SECTION}
    return {key for key, decision in newest.items() if decision == REFUSED}
