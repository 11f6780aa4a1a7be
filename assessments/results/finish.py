"""From a finished draft to an assessment, and the same as a preview that is not stored."""

from __future__ import annotations

from django.db import transaction

from assessments.answers.services import draft_lock, draft_log
from assessments.proposals.dated_files import record_by_clocks
from assessments.results.services import assessment_preview, assessment_run, work_create
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import load_data
from cases.record import to_plain as record_to_plain


@transaction.atomic
def draft_finish(draft: Draft) -> Assessment:
    """Assess the answers of an owned draft; raises InvalidRecord where they make no record yet."""
    draft = draft_lock(draft)
    record = load_data(record_by_clocks(draft))
    if draft.work is None:
        draft.work = work_create(owner=draft.owner, record=record)
    else:
        draft.work.title, draft.work.record = record.title[:500], record_to_plain(record)
        draft.work.save()
    draft.save()
    draft_log(draft, "draft.assessed", draft=str(draft.pk))
    return assessment_run(work=draft.work)


def draft_preview(draft: Draft) -> Assessment:
    """What the answers come to today, stored nowhere; raises InvalidRecord as `draft_finish`."""
    record = load_data(record_by_clocks(draft))
    work = Work(title=record.title[:500], record=record_to_plain(record))
    return assessment_preview(work=work)
