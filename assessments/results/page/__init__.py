"""The contexts of the pages of an assessment, made from its frozen snapshot alone.

Sentences come from `assessments.wording`; here they get their facts and their authorities. Nothing
is reasoned here and no row is read.
"""

from __future__ import annotations

from assessments.precedents.citations import CitationLinks
from assessments.results.page.differences import differences
from assessments.results.page.record import record_page
from assessments.results.page.record_changes import record_changes
from assessments.results.page.result import ResultPage, result_page

__all__ = [
    "CitationLinks",
    "ResultPage",
    "differences",
    "record_changes",
    "record_page",
    "result_page",
]
