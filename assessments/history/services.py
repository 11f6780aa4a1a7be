"""Sends the newest daily root of the log to its owner, who keeps it outside of this site."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from assessments.accounts.models_notifications import Notification, NotificationKind
from assessments.audit.chain import utc_text
from assessments.audit.log import audit_append
from assessments.history.queries import RootSummary, root_summary
from assessments.history.wording import RootMail
from assessments.notifications.email import notify
from assessments.works.models import Assessment


@transaction.atomic
def root_send(*, assessment: Assessment, by: User) -> RootMail:
    """Queue an e-mail with the newest root, once for each; return what became of it.

    The log itself says that it was sent: whoever rewrites the log knows that somebody may hold it.
    """
    summary = root_summary(assessment.work)
    if summary is None:
        return "no_root"
    key = f"log_root:{assessment.work_id}:{summary.root.pk}:{by.pk}"
    if Notification.objects.filter(key=key).exists():
        return "again"
    facts = _facts(summary, assessment)
    if notify(kind=NotificationKind.LOG_ROOT, key=key, user=by, facts=facts) is None:
        return "no_address"
    audit_append(
        subject=str(assessment.work_id),
        act="root.sent",
        actor=by.pk,
        facts={"root": summary.root.hash, "day": summary.root.day.isoformat()},
    )
    return "sent"


def _facts(summary: RootSummary, assessment: Assessment) -> dict[str, object]:
    stamp = summary.timestamp
    return {
        "path": reverse("assessments:log", args=[assessment.pk]),
        "title": assessment.work.title,
        "root": summary.root.hash,
        "day": summary.root.day.isoformat(),
        "heads": [[subject, *head] for subject, head in summary.heads.items()],
        "stamped_at": utc_text(stamp.at) if stamp and stamp.at and stamp.trusted else "",
        "authority": stamp.authority if stamp else "",
    }
