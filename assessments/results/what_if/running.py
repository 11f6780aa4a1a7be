"""Run the record as it is and as supposed, both with today's library.

The stored result may stand on an older library; so the unchanged record is run again beside the
supposed one, with the decisions published by the day of the assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine import HeldFiles, Result, assess
from assessments.engine.held_files import expected_file
from assessments.precedents.examples import base_without, counted_record
from assessments.precedents.no_library import require_decisions
from assessments.precedents.placed_library import Library, library_published
from assessments.results.services import draft_of, files_for
from assessments.results.too_long import require_assessable
from assessments.results.what_if.supposing import SUPPOSED
from assessments.works.models import Assessment
from cases.library.standing import Standing
from cases.record import CreationRecord, to_plain


@dataclass(frozen=True, kw_only=True)
class WhatIfRuns:
    """The result of the record as it is and of the supposed record."""

    before: Result
    after: Result
    record: Mapping[str, Any]  # as supposed, as JSON
    decisions_named: tuple[Mapping[str, Any], Mapping[str, Any]]  # by `before` and by `after`
    num_compared: int  # judged works that both are compared with
    standings: Mapping[str, Standing]  # of all published decisions, by slug

    @property
    def library_hash(self) -> str:
        return self.after.library


def runs(assessment: Assessment, record: CreationRecord) -> WhatIfRuns:
    """Run the record of the assessment as it counted, and the supposed one; nothing is stored."""
    library = library_published()
    require_decisions(library)
    base = base_without(library, assessment.library.get("example", ""), assessment.as_of)
    own = counted_record(assessment)
    tried = [own] if record == own else [own, record]
    require_assessable(*tried)
    held = [_files(assessment, each) for each in tried]
    require_assessable(*tried, files=held)
    before, *supposed = (
        assess(each, base, library.rules, assessment.as_of, files)
        for each, files in zip(tried, held, strict=True)
    )
    after = supposed[0] if supposed else before
    return WhatIfRuns(
        before=before,
        after=after,
        record=to_plain(record),
        decisions_named=(_named_decisions(library, before), _named_decisions(library, after)),
        num_compared=len(base.placed),
        standings=library.standings,
    )


def _files(assessment: Assessment, record: CreationRecord) -> HeldFiles | None:
    files = files_for(record, draft_of(assessment.work))
    if files is not None:
        # What is supposed to show something is supposed to be held, too.
        supposed = (piece for piece in record.evidence if piece.id.startswith(SUPPOSED))
        files = files.with_files({piece.id: expected_file(record, piece) for piece in supposed})
    return files


def _named_decisions(library: Library, result: Result) -> dict[str, Any]:
    cited = library.cited_decisions(result)
    return {"decisions": [d.model_dump(mode="json", by_alias=True) for d in cited]}
