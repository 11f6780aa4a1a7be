"""What the pages of an assessment show, as values: from the frozen snapshot alone.

Sentences come from `assessments.wording`; here they are only put beside their facts and their
authorities. Nothing is reasoned here and no row is read.
"""

from __future__ import annotations

from assessments.result_page.differences import differences
from assessments.result_page.record import record_page
from assessments.result_page.record_changes import record_changes
from assessments.result_page.references import References
from assessments.result_page.result import result_page

__all__ = ["References", "differences", "record_changes", "record_page", "result_page"]
