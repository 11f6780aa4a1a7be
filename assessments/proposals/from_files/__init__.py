"""From readings to what a creation record might say: proposals with their sources, not facts.

Each proposed field says its value, the file, the place in the file and how far the file vouches for
it. What files say differently of one thing, and what was typed otherwise than a file says, is
listed as a contradiction. Nothing is settled here: a person confirms, corrects or refuses.
"""

from __future__ import annotations

from assessments.proposals.from_files.making import propose
from assessments.proposals.from_files.typed import contradictions
from assessments.proposals.from_files.values import (
    Contradiction,
    Proposal,
    Proposals,
    Proposed,
    Side,
)

__all__ = [
    "Contradiction",
    "Proposal",
    "Proposals",
    "Proposed",
    "Side",
    "contradictions",
    "propose",
]
