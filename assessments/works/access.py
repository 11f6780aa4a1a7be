"""Queries for works and assessments, with the rules of access.

Access is decided here and nowhere else. Whoever may not read a row gets 404, as if it did not
exist.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import Intake
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share

Row = TypeVar("Row", bound=models.Model)
Visitor = User | AnonymousUser
# The forms of a memo that differ in who may read them: the working papers are their maker's alone.
OPINION: Literal["opinion"] = "opinion"
PAPERS: Literal["papers"] = "papers"


def assessment_get_for(user: Visitor, pk: UUID) -> Assessment:
    """Return an assessment for its owner or a reader of a share; raise Http404 for others."""
    readable = assessments_readable_by(require_signed_in(user)).select_related("work__owner")
    return row_or_404(readable.filter(pk=pk).first())


def assessment_of_account_for(user: Visitor, pk: UUID) -> Assessment:
    """Return what `assessment_get_for` returns; raise Http404 for the assessment of a matter."""
    assessment = assessment_get_for(user, pk)
    return row_or_404(assessment if assessment.work.owner_id is not None else None)


def assessment_row_for(user: Visitor, pk: UUID) -> Assessment:
    """Return what `assessment_get_for` returns, without record, result and library."""
    readable = assessments_readable_by(require_signed_in(user)).select_related("work__owner")
    kept = readable.defer("record", "result", "library", "work__record")
    return row_or_404(kept.filter(pk=pk).first())


def assessment_get_owned(user: Visitor, pk: UUID) -> Assessment:
    """Return an assessment for its owner; raise Http404 for others, readers of a share included."""
    mine = Assessment.objects.filter(work__owner=require_signed_in(user)).select_related(
        "work__owner"
    )
    return row_or_404(mine.filter(pk=pk).first())


def other_assessments_of_work(user: Visitor, assessment: Assessment) -> QuerySet[Assessment, Any]:
    """Return id and time of the other assessments of the work that the user may read."""
    readable = assessments_readable_by(require_signed_in(user)).filter(work=assessment.work_id)
    return readable.exclude(pk=assessment.pk).order_by("-created_at").values("id", "created_at")


def is_owner(user: Visitor, assessment: Assessment) -> bool:
    """Return whether the user may change, assess again and share; readers of a share may not."""
    return user.is_authenticated and assessment.work.owner_id == user.pk


def assessment_summaries(user: Visitor) -> QuerySet[Assessment, Any]:
    """Return the user's own assessments without their snapshots, newest first."""
    mine = Assessment.objects.filter(work__owner=require_signed_in(user))
    earlier = Assessment.objects.filter(
        work=OuterRef("work"), created_at__lt=OuterRef("created_at")
    ).order_by("-created_at")
    return mine.values(
        "id",
        "as_of",
        "created_at",
        title=F("work__title"),
        claimed=F("result__claimed__conclusion"),
        proved=F("result__proved__conclusion"),
        earlier=Subquery(earlier.values("id")[:1]),
    )


def may_read(user: Visitor, assessment: Assessment) -> bool:
    """Return whether the user is the owner, or has opened a share that was not revoked."""
    return user.is_authenticated and assessments_readable_by(user).filter(pk=assessment.pk).exists()


def work_locked(pk: UUID) -> Work:
    """Return a work as it is now, locked until the transaction ends.

    Raises Http404 where it was deleted since the request read it.
    """
    return row_or_404(Work.objects.select_for_update().filter(pk=pk).first())


def assessments_readable_by(user: User) -> QuerySet[Assessment]:
    """Return the assessments that a user may read.

    These are own ones, those with a share that the user opened and nobody revoked, and those of
    the matters that the user may read.
    """
    opened = Share.objects.filter(assessment=OuterRef("pk"), reader=user, revoked_at__isnull=True)
    matters = matters_readable_by(user).values("pk")
    return Assessment.objects.filter(
        Q(work__owner=user) | Exists(opened) | Q(work__matter__in=matters)
    )


def shares_of_files(user: User) -> QuerySet[Share]:
    """Return the shares by which a user may open files of somebody else: those with leave for them.

    The leave is that of the reader, and of whoever may read a matter that rests on the share.
    """
    received = Intake.objects.filter(
        share=OuterRef("pk"),
        source=OuterRef("assessment"),
        work__matter__in=matters_readable_by(user).values("pk"),
    )
    leave = Share.objects.filter(files=True, revoked_at__isnull=True)
    return leave.filter(Q(reader=user) | Exists(received))


def assessment_of_files(user: Visitor, assessment: Assessment) -> Assessment | None:
    """Return the assessment whose files a user may open on the pages of an assessment.

    It is the assessment itself, or for the copy of a matter the one of the client. None: the owner
    of the files has given no leave.
    """
    if is_owner(user, assessment):
        return assessment
    shares = shares_of_files(require_signed_in(user)).select_related("assessment__work__owner")
    if assessment.work.owner_id is None:
        share = shares.filter(intakes__work=assessment.work_id).first()
    else:
        share = shares.filter(assessment=assessment.pk).first()
    return share.assessment if share is not None else None


def asked_or_readable(user: User) -> Q:
    """Return the condition on memos that a user may read.

    These are the memos of assessments that the user may read, and those that were made for the
    user: they stay when a share is revoked or the account of the work's owner is deleted.
    Working papers are read by nobody but the lawyer who asked for them. In a matter, memos and
    papers are the matter's: whoever may read it reads them, and nobody else.
    """
    mine = Q(requested_by=user)
    of_matter = Q(assessment__work__matter__isnull=False)
    readable = Q(assessment__in=assessments_readable_by(user).values("pk"))
    return (readable & (~Q(form=PAPERS) | mine | of_matter)) | (
        mine & Q(state="ready") & ~of_matter
    )


def newest_readable(user: User, work_id: UUID) -> Assessment | None:
    """Return the newest assessment of a work that the user may read."""
    readable = assessments_readable_by(user).filter(work=work_id).select_related("work__owner")
    return readable.order_by("-created_at").first()


def require_signed_in(user: Visitor) -> User:
    """Return the user; raise Http404 for somebody who is not signed in."""
    if not user.is_authenticated:
        raise Http404
    return user


def row_or_404(row: Row | None) -> Row:
    """Return the row; raise Http404 where there is none."""
    if row is None:
        raise Http404
    return row
