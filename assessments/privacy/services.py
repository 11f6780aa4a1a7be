"""Writing a user's account: deletion, choice of e-mails, entries of the activity log."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import NotificationKind
from assessments.accounts.queries import CHOICE_OF
from assessments.audit.services import audit_append
from assessments.dossier.models import Dossier
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original
from assessments.jobs import StorageUnavailable
from assessments.memo.models import Memo
from assessments.notifications.unsubscribe import unsubscribe_read
from assessments.privacy.queries import belongings, is_last_superuser

logger = logging.getLogger(__name__)


class LastSuperuser(RuntimeError):
    """No other active account could give permissions to others."""


@transaction.atomic
def account_delete(*, user: User) -> None:
    """Delete an account with its works, drafts, files, memos, shares and notifications.

    Entries of the activity log keep the number of the account; messages about works of others
    remain without an author. Raises `LastSuperuser`.
    """
    if is_last_superuser(user):
        raise LastSuperuser
    number, counts = user.pk, belongings(user)
    originals = list(Original.objects.filter(uploads__draft__owner=user).distinct())
    memos = cast("list[Memo]", list(Memo.objects.filter(assessment__work__owner=user)))
    dossiers = cast("list[Dossier]", list(Dossier.objects.filter(assessment__work__owner=user)))
    stored_names = [str(memo.pdf.name) for memo in memos if memo.pdf]
    stored_names += [str(dossier.file.name) for dossier in dossiers if dossier.file]
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.delete()
    account_note(number=number, act="account.deleted", facts=counts)
    transaction.on_commit(lambda: _delete_files(originals, stored_names))


def account_note(*, number: int, act: str, facts: dict[str, Any] | None = None) -> None:
    """Log what the holder of an account did to it."""
    audit_append(subject=account_subject(number), act=act, actor=number, facts=facts or {})


def account_subject(number: int) -> str:
    """Return the subject of the log that means an account: its number outlives the account."""
    return f"account:{number}"


def export_note(*, user: User) -> None:
    """Log that a user exported their personal data."""
    account_note(number=user.pk, act="account.exported")


def notifications_choose(*, user: User, wanted: dict[str, bool]) -> None:
    """Store which e-mails a user wants, by column of `Preferences`."""
    Preferences.objects.update_or_create(user=user, defaults=wanted)


def notifications_stop(*, token: str) -> NotificationKind:
    """Stop one kind of e-mail for the user whom a signed link names; return the kind.

    Raises `signing.BadSignature` for a link that this site did not sign.
    """
    user, kind = unsubscribe_read(token)
    if user is not None:
        Preferences.objects.update_or_create(user=user, defaults={CHOICE_OF[kind]: False})
    return kind


def _delete_files(originals: list[Original], stored_names: list[str]) -> None:
    """Delete files once their rows are gone."""
    for name in stored_names:
        try:
            default_storage.delete(name)
        except StorageUnavailable:
            logger.error("%s belongs to nobody any more and is still in storage; remove it.", name)
    for original in originals:
        with suppress(StorageUnavailable):  # the sweep removes it later
            evidence_store.discard(original)
