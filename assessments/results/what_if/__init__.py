"""The answers of a record as controls, and a record with some of them changed.

Nothing is stored and nothing is reasoned here: a supposed record passes through the reasoning like
any other. A supposition is named by the place of its answer, `steps.2.detail`.
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
