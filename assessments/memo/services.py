"""Requests memos and their later versions; removes what belongs to nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from assessments.audit.log import audit_append
from assessments.exhibits.snapshot import Matter
from assessments.jobs import JobState, dispatch, retry
from assessments.memo.firm_file import firm_phrases
from assessments.memo.matters import matter_json
from assessments.memo.models import Form, Memo, series_of
from assessments.memo.queries import forms_for
from assessments.memo.sources import compare, sources_today
from assessments.precedents.no_library import require_decisions
from assessments.precedents.placed_library import library_published
from assessments.works.access import OPINION, PAPERS, work_locked
from assessments.works.models import Assessment
from assessments.works.owners import assessment_key


@transaction.atomic
def memo_request(
    *,
    assessment: Assessment,
    language: str,
    by: User | None,
    matter: Matter | None = None,
    form: Form = OPINION,
) -> Memo:
    """Request a memo for a matter; return the latest version where nothing has changed since.

    Another matter, assessment, decision or rule makes another version. One that failed was never a
    version: it is tried again for what is asked for now. Only the opinion names a matter. Raises
    `PermissionDenied` for a form that the user may not ask for, `InvalidFirmFile`, and
    `LibraryEmpty`.
    """
    require_decisions(library_published())
    if by is not None and form not in forms_for(by, assessment):
        raise PermissionDenied
    asked = {}
    if form == OPINION:
        asked = matter_json(replace(matter or Matter(), **firm_phrases(language)))
    # Of two requests at once, the second sees what the first has made.
    work_locked(assessment.work_id)
    series = series_of(assessment.work_id, language, by.pk if by else None, form)
    last = Memo.objects.filter(series=series).order_by("-version").first()
    if last is not None and last.state == JobState.FAILED:
        last.assessment, last.matter, last.title = assessment, asked, assessment.work.title
        last.save(update_fields=["assessment", "matter", "title"])
        return memo_retry(memo=last, by=by)
    if last is not None and not _is_outdated(last, assessment, asked):
        return last
    memo = Memo.objects.create(
        assessment=assessment,
        language=language,
        form=form,
        requested_by=by,
        owner_key=assessment_key(assessment, by),
        series=series,
        title=assessment.work.title,
        version=last.version + 1 if last else 1,
        matter=asked,
    )
    dispatch(memo)
    _log_requested(memo, by)
    return memo


@transaction.atomic
def memo_retry(*, memo: Memo, by: User | None) -> Memo:
    """Try a failed memo again; others stay as they are. Raises `LibraryEmpty`."""
    require_decisions(library_published())
    if memo.assessment is not None and retry(memo):
        _log_requested(memo, by)
    return memo


def memos_discard() -> int:
    """Delete the memos that belong to nobody, or can never be made; return their number.

    A memo that is ready stays with whoever asked for it when the work is deleted. Working papers
    are read by nobody else, so they go with the lawyer's account, also where the work is there.
    """
    unmade = Q(requested_by=None) | ~Q(state=JobState.READY)
    papers = Q(form=PAPERS, requested_by=None, assessment__work__matter=None)
    nobodys = Q(unmade, assessment=None) | papers
    _, rows = Memo.objects.filter(nobodys).delete()
    return rows.get(Memo._meta.label, 0)


def _is_outdated(memo: Memo, assessment: Assessment, asked: dict[str, Any]) -> bool:
    if memo.assessment_id != assessment.pk or memo.matter != asked:
        return True
    if memo.state != JobState.READY or not memo.sources:
        return False
    today = sources_today(assessment, memo.requested_by, memo.sources)
    return compare(memo.sources, today).makes_version


def _log_requested(memo: Memo, by: User | None) -> None:
    if memo.assessment is None:
        return
    facts = {
        "assessment": str(memo.assessment_id),
        "memo": str(memo.pk),
        "form": memo.form,
        "language": memo.language,
    }
    work = str(memo.assessment.work_id)
    audit_append(subject=work, act="memo.requested", actor=by.pk if by else None, facts=facts)
