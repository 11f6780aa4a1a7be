"""What changes works, drafts, files, shares and the log of what was done."""

from __future__ import annotations

from assessments.services.works import assessment_run, memo_request, work_create

__all__ = ["assessment_run", "memo_request", "work_create"]
