"""What changes the library of decisions; the only writers of its tables."""

from __future__ import annotations

from cases.services.curators import CURATORS, curator_group_ensure
from cases.services.decisions import (
    NotPublishable,
    decision_problems,
    decision_publish,
    decision_restore,
    decision_settle,
    decision_store,
    decision_to_draft,
    decision_withdraw,
)
from cases.services.library import Loaded, LoadReport, library_load

__all__ = [
    "CURATORS",
    "LoadReport",
    "Loaded",
    "NotPublishable",
    "curator_group_ensure",
    "decision_problems",
    "decision_publish",
    "decision_restore",
    "decision_settle",
    "decision_store",
    "decision_to_draft",
    "decision_withdraw",
    "library_load",
]
