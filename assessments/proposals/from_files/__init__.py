"""Proposals for a creation record from what files state, and contradictions between statements.

Each proposed field has a value, the file, the place in the file and a confidence. Contradictions
are different values of one field, from two files or from a file and a person. Nothing is decided
here: a person confirms, corrects or refuses each proposal.
"""

from __future__ import annotations

from assessments.proposals.from_files.making import propose
from assessments.proposals.from_files.typed import contradictions
from assessments.proposals.from_files.values import (
    Contradiction,
    Proposal,
    Proposals,
    ProposedField,
    Side,
)

__all__ = [
    "Contradiction",
    "Proposal",
    "Proposals",
    "ProposedField",
    "Side",
    "contradictions",
    "propose",
]
