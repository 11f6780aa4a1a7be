"""What waits for a member: answers that came, requests that are due, authorities that changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from assessments.desk.queries import SOON_DAYS
from assessments.jobs import JobState
from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import Matter, Status
from assessments.matters.models_requests import WITH_CLIENT, Request, RequestState
from assessments.matters.requests import requests_readable_by
from assessments.memo import sources
from assessments.memo.models import Memo
from assessments.memo.queries import memos_readable_by
from assessments.precedents import changes
from assessments.precedents.states import Changed
from assessments.wording.changes import changed_decision
from assessments.works.models import Assessment

MAX_LOOKED_AT = 500  # of the newest assessments and memos in open matters


@dataclass(frozen=True, kw_only=True)
class StaleRow:
    """An assessment or a memo of a matter, with what became of decisions that it names."""

    href: str
    title: str
    is_memo: bool
    matter: Matter
    changes: tuple[str, ...]


def requests_answered(user: User) -> QuerySet[Request]:
    """Return the answers that came and that nobody judged, in the order in which they came."""
    rows = _of_open(requests_readable_by(user)).filter(state=RequestState.ANSWERED)
    return rows.order_by("state_at", "pk")


def requests_due(user: User) -> QuerySet[Request]:
    """Return what clients are to answer within a week, or should have answered, first due first."""
    until = timezone.localdate() + timedelta(days=SOON_DAYS)
    rows = _of_open(requests_readable_by(user)).filter(state__in=WITH_CLIENT, due_on__lte=until)
    return rows.order_by("due_on", "pk")


def stale_authorities(user: User) -> list[StaleRow]:
    """Return the newest assessment of each work, and each newest memo, that names a decision which
    is different today: changed, withdrawn or reversed. Of matters that are open and readable.
    """
    matters = matters_readable_by(user).exclude(status=Status.CLOSED)
    titled = {matter.pk: matter for matter in matters.only("title", "opened_at")}
    assessments = _newest_assessments(titled)
    changed = changes.changed_decisions_of([row.pk for row in assessments])
    memos = _newest_memos(user, titled)
    memos_changed = sources.changed_decisions_of(memos)
    rows = [
        StaleRow(
            href=row.get_absolute_url(),
            title=row.work.title,
            is_memo=False,
            matter=titled[row.work.matter_id],
            changes=_sentences(changed[row.pk]),
        )
        for row in assessments
        if row.pk in changed and row.work.matter_id is not None
    ]
    return rows + [
        StaleRow(
            href=memo.get_absolute_url(),
            title=memo.title,
            is_memo=True,
            matter=titled[memo.assessment.work.matter_id],
            changes=_sentences(memos_changed[memo.pk]),
        )
        for memo in memos
        if memo.pk in memos_changed and memo.assessment and memo.assessment.work.matter_id
    ]


def _newest_assessments(matters: Iterable[object]) -> list[Assessment]:
    newest = Assessment.objects.filter(work=OuterRef("work")).order_by("-created_at").values("pk")
    rows = Assessment.objects.filter(work__matter__in=list(matters), pk=Subquery(newest[:1]))
    kept = rows.defer("record", "result", "library", "work__record").select_related("work")
    return list(kept.order_by("-created_at")[:MAX_LOOKED_AT])


def _newest_memos(user: User, matters: Iterable[object]) -> list[Memo]:
    """Return the last version of each memo; what an earlier one cites is not sent any more."""
    later = Memo.objects.filter(series=OuterRef("series"), state=JobState.READY)
    rows = memos_readable_by(user).filter(
        assessment__work__matter__in=list(matters),
        state=JobState.READY,
        pk=Subquery(later.order_by("-version").values("pk")[:1]),
    )
    named = rows.select_related("assessment__work").defer(
        *(f"assessment__{name}" for name in ("record", "result", "library", "work__record"))
    )
    return list(named.order_by("-queued_at")[:MAX_LOOKED_AT])


def _sentences(changed: Iterable[Changed]) -> tuple[str, ...]:
    return tuple(changed_decision(change) for change in changed)


def _of_open(rows: QuerySet[Request]) -> QuerySet[Request]:
    return rows.exclude(matter__status=Status.CLOSED).select_related("matter", "work")
