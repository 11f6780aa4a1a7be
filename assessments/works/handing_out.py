"""What is handed out: counted for whoever asks for it, and logged once an hour.

An entry states that this site began to send something to an account or a session. Whether all of
it arrived, and who read it, it cannot know.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from assessments.audit.chain import storable
from assessments.audit.log import audit_append
from assessments.audit.queries import audit_of
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.models import Assessment

# A repetition within this time is the same act: nobody makes the log of somebody else long.
SAME_ACT = timedelta(hours=1)


def download_count(request: HttpRequest) -> None:
    """Count a download before it is prepared; raises `QuotaExceeded`."""
    quota_spend(request, Kind.DOWNLOADS)


def handed_out(request: HttpRequest, *, subject: str, act: str, facts: Mapping[str, str]) -> None:
    """Log that something is sent to whoever asks; the answer to HEAD sends nothing."""
    if request.method == "HEAD":
        return
    actor = request.user.pk
    lately = audit_of(subject).filter(act=act, actor=actor, at__gte=timezone.now() - SAME_ACT)
    stored = storable(facts)
    if not any(entry.facts == stored for entry in lately):
        audit_append(subject=subject, act=act, actor=actor, facts=facts)


def assessment_handed_out(
    request: HttpRequest, assessment: Assessment, act: str, **facts: str
) -> None:
    """Count and log that a part of an assessment is sent; raises `QuotaExceeded`."""
    download_count(request)
    facts["assessment"] = str(assessment.pk)
    handed_out(request, subject=str(assessment.work_id), act=act, facts=facts)
