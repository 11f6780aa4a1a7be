"""What changes a person's account: role, language, letters.

What a person may read, and what their export holds, is decided in the selectors.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any, cast

from allauth.usersessions.models import UserSession
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
    """Nobody would be left who can give rights to others."""


@transaction.atomic
def account_delete(*, user: Any) -> None:
    """Delete an account with its works, drafts, files, memos, shares and letters.

    Entries of the audit log stay with the number of the account; messages that it wrote to
    others stay without a name. Raises `LastSuperuser`.
    """
    if is_last_superuser(user):
        raise LastSuperuser
    number, gone = user.pk, belongings(user)
    held = list(Original.objects.filter(uploads__draft__owner=user).distinct())
    memos = cast("list[Memo]", list(Memo.objects.filter(assessment__work__owner=user)))
    dossiers = cast("list[Dossier]", list(Dossier.objects.filter(assessment__work__owner=user)))
    made = [str(memo.pdf.name) for memo in memos if memo.pdf]
    made += [str(dossier.file.name) for dossier in dossiers if dossier.file]
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.delete()
    account_note(number=number, act="account.deleted", facts=gone)
    transaction.on_commit(lambda: _bytes_remove(held, made))


def account_note(*, number: int, act: str, facts: dict[str, Any] | None = None) -> None:
    """Write in the log what was done to an account, by its own holder."""
    audit_append(subject=account_subject(number), act=act, actor=number, facts=facts or {})


def account_subject(number: int) -> str:
    """What the log calls an account: its number, which stays when the account goes."""
    return f"account:{number}"


def export_note(*, user: Any) -> None:
    """Write in the log that a person fetched what is kept about them."""
    account_note(number=user.pk, act="account.exported")


def notifications_choose(*, user: Any, wanted: dict[str, bool]) -> None:
    """Remember which letters a person wants, by the names of the columns."""
    Preferences.objects.update_or_create(user=user, defaults=wanted)


def notifications_stop(*, token: str) -> NotificationKind:
    """Stop one kind of letter for the person whom a signed link names.

    Raises `signing.BadSignature` for a link that we did not write.
    """
    user, kind = unsubscribe_read(token)
    if user is not None:
        Preferences.objects.update_or_create(user=user, defaults={CHOICE_OF[kind]: False})
    return kind


def _bytes_remove(held: list[Original], made: list[str]) -> None:
    """Files go after the rows are gone; one that somebody else handed in as well stays."""
    for name in made:
        try:
            default_storage.delete(name)
        except StorageUnavailable:
            logger.error("%s belongs to nobody any more and is still in storage; remove it.", name)
    for original in held:
        with suppress(StorageUnavailable):  # the sweep removes it later
            if not original.uploads.exists():
                evidence_store.discard(original)
