"""Writing shares and messages: share, open, revoke, ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.accounts.models_notifications import Notification, NotificationKind
from assessments.accounts.names import person_name
from assessments.accounts.queries import confirmed_addresses, person_by_address
from assessments.audit.log import audit_append
from assessments.audit.queries import audit_of
from assessments.jobs import JobState
from assessments.notifications.email import notify
from assessments.sharing.queries import readers_of, share_notification_key
from assessments.works.models import Assessment
from assessments.works.shares import Message, Share


class NotShareHolder(RuntimeError):
    """The account that opens a share does not hold its address."""


def opening_note(*, assessment: Assessment, by: User | AnonymousUser) -> None:
    """Log that a reader opened an assessment, once per reader and day in the current time zone."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    facts = {"assessment": str(assessment.pk)}
    entries = audit_of(str(assessment.work_id)).filter(act="assessment.opened", at__gte=today)
    if not any(entry.facts == facts for entry in entries.filter(actor=by.pk)):
        _log_act(assessment, "assessment.opened", by, facts)


@transaction.atomic
def share_create(
    *, assessment: Assessment, email: str, by: User, files: bool = False
) -> tuple[Share, bool]:
    """Share an assessment with an address, with leave for the files or without; notify its holder.

    Returns the share, and whether it was made: an address has one that is not revoked.
    """
    share, made = Share.objects.get_or_create(
        assessment=assessment,
        email=email.lower(),
        revoked_at=None,
        defaults={"by": by, "files": files},
    )
    if made:
        _log_share(share, "share.given", by)
        if files:
            _log_share(share, "share.files-opened", by)
        notify(
            kind=NotificationKind.SHARED,
            key=share_notification_key(share),
            user=person_by_address(share.email),
            email=share.email,
            facts={
                "path": reverse("assessments:shared", args=[share.pk]),
                "title": assessment.work.title,
                "who": person_name(by),
            },
        )
    return share, made


@transaction.atomic
def share_open(*, share: Share, by: User) -> Share:
    """Bind a share to the account that opens it first; raises `NotShareHolder`."""
    if share.reader_id != by.pk:
        if share.reader_id is not None or share.email not in confirmed_addresses(by):
            raise NotShareHolder
        opened = Share.objects.filter(pk=share.pk, reader=None, revoked_at=None)
        if opened.update(reader=by, seen_at=timezone.now()):
            _log_share(share, "share.opened", by)
        share.refresh_from_db()
    return share


@transaction.atomic
def share_revoke(*, share: Share, by: User) -> None:
    """Revoke a share and delete its notification if unsent; a second call changes nothing."""
    if Share.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=timezone.now()):
        Notification.objects.filter(
            key=share_notification_key(share), state=JobState.QUEUED
        ).delete()
        _log_share(share, "share.revoked", by)


@transaction.atomic
def share_files_set(*, share: Share, files: bool, by: User) -> None:
    """Give or take back the leave for the files; a second call changes nothing."""
    standing = Share.objects.filter(pk=share.pk, revoked_at=None, files=not files)
    if standing.update(files=files):
        _log_share(share, "share.files-opened" if files else "share.files-closed", by)


@transaction.atomic
def message_write(*, assessment: Assessment, by: User, text: str) -> Message:
    """Write a message; notify the readers where the owner wrote it, else the owner."""
    message = Message.objects.create(assessment=assessment, by=by, text=text)
    facts = {"assessment": str(assessment.pk), "message": message.pk}
    _log_act(assessment, "message.written", by, facts)
    owner = assessment.work.owner
    if owner is None:
        raise ValueError("Only the work of an account has messages between owner and readers.")
    for person in readers_of(assessment) if by.pk == owner.pk else [owner]:
        notify(
            kind=NotificationKind.ASKED,
            key=f"asked:{message.pk}:{person.pk}",
            user=person,
            facts={
                "path": reverse("assessments:questions", args=[assessment.pk]),
                "title": assessment.work.title,
                "who": person_name(by),
            },
        )
    return message


def _log_share(share: Share, act: str, by: User) -> None:
    facts = {"assessment": str(share.assessment_id), "share": str(share.pk)}
    _log_act(share.assessment, act, by, facts)


def _log_act(
    assessment: Assessment, act: str, by: User | AnonymousUser, facts: dict[str, Any]
) -> None:
    audit_append(subject=str(assessment.work_id), act=act, actor=by.pk, facts=facts)
