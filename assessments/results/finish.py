"""Assess the answers of a draft, stored or as a preview."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.db import transaction

from assessments.answers.services import draft_log
from assessments.proposals.dated_files import record_by_clocks
from assessments.results.services import assessment_preview, assessment_run, work_create
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import load_data
from cases.record import to_plain as record_to_plain


@transaction.atomic
def draft_finish(draft: Draft) -> Assessment:
    """Assess the answers of an owned draft; raise InvalidRecord where they make no record yet."""
    draft = draft_locked(draft)
    record = load_data(record_by_clocks(draft))
    if draft.work is None:
        draft.work = work_create(owner=cast(User, draft.owner), record=record)
    else:
        draft.work.title, draft.work.record = record.title[:500], record_to_plain(record)
        draft.work.save()
    draft.save()
    before = draft.work.assessments.count()
    assessment = assessment_run(work=draft.work)
    if draft.work.assessments.count() > before:
        draft_log(draft, "draft.assessed", draft=str(draft.pk))
    return assessment


def draft_preview(draft: Draft) -> Assessment:
    """Assess the answers without storing anything; raise InvalidRecord as `draft_finish` does."""
    record = load_data(record_by_clocks(draft))
    work = Work(title=record.title[:500], record=record_to_plain(record))
    return assessment_preview(work=work, draft=draft, may_be_kept=True)
