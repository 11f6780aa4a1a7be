"""Reads memos with the right of access, and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet

from assessments.accounts.queries import roles_of
from assessments.accounts.roles import LAWYER
from assessments.jobs import JobState
from assessments.memo.models import CREATOR, Form, Memo
from assessments.works.access import (
    OPINION,
    PAPERS,
    Visitor,
    asked_or_readable,
    is_owner,
    may_read,
    require_signed_in,
    row_or_404,
)
from assessments.works.models import Assessment


def memos_readable_by(user: User) -> QuerySet[Memo]:
    """Return the memos that a user may read: of readable assessments, and the user's own."""
    return Memo.objects.filter(asked_or_readable(user))


def memo_get_for(user: Visitor, pk: UUID) -> Memo:
    """Return a memo that the user may read; raise Http404 otherwise."""
    memos = memos_readable_by(require_signed_in(user)).select_related(
        "assessment__work__owner", "requested_by"
    )
    memos = memos.annotate(is_long=Memo.IS_LONG)  # its page says what is in front of it
    return row_or_404(memos.filter(pk=pk).first())


def forms_for(user: User, assessment: Assessment) -> tuple[Form, ...]:
    """Return the forms of a memo that a user may ask for, of an assessment that the user may read.

    The page in brief speaks to the maker, so only the owner of the work asks for it; the working
    papers are for a lawyer with whom the assessment is shared.
    """
    if is_owner(user, assessment):
        return (OPINION, CREATOR)
    return (OPINION, PAPERS) if LAWYER in roles_of(user) else (OPINION,)


def memos_asked_by(user: User) -> QuerySet[Memo]:
    """Return the memos that a user asked for and may read, newest first."""
    return memos_readable_by(user).filter(requested_by=user).order_by("-queued_at")


def memos_of_work(user: User, assessment: Assessment) -> QuerySet[Memo]:
    """Return the memos of a work that the user may read, newest first."""
    memos = memos_readable_by(user).filter(assessment__work=assessment.work_id)
    return memos.select_related("requested_by").order_by("-queued_at")


def latest_versions(series: Iterable[UUID]) -> dict[UUID, int]:
    """Return the latest version that is ready, by series."""
    ready = Memo.objects.filter(series__in=set(series), state=JobState.READY).order_by()
    return dict(ready.values_list("series").annotate(last=Max("version")))


def versions_of(memo: Memo) -> list[Memo]:
    """Return the other versions of a memo that are ready, in their order."""
    same = Memo.objects.filter(series=memo.series, state=JobState.READY)
    return list(same.exclude(pk=memo.pk).order_by("version"))


def last_asked(user: User, work_id: UUID | None = None) -> Memo | None:
    """Return the opinion that a user asked for last, of any work or of one."""
    asked = Memo.objects.filter(requested_by=user, form=OPINION)
    if work_id is not None:
        asked = asked.filter(assessment__work=work_id)
    return asked.order_by("-queued_at").first()


def reads_assessment(user: User, memo: Memo) -> bool:
    """Return whether the user may also read the assessment of a memo."""
    return memo.assessment is not None and may_read(user, memo.assessment)
