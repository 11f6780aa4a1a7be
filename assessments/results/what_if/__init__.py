"""What if an answer were another? The record's answers as controls, and a record with some changed.

Nothing is saved and nothing is reasoned here: a supposed record goes the same way through the
reasoning as any other. A supposition is named by the place of its answer, `steps.2.detail`.
"""

from __future__ import annotations

from assessments.results.what_if.controls import Control, Group, groups
from assessments.results.what_if.running import WhatIfRuns, runs
from assessments.results.what_if.supposing import (
    Changes,
    apply_changes,
    changes_from_form,
    changes_from_query,
)

__all__ = [
    "Changes",
    "Control",
    "Group",
    "WhatIfRuns",
    "changes_from_query",
    "changes_from_form",
    "groups",
    "runs",
    "apply_changes",
]
