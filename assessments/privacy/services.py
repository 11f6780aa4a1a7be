"""Writing a user's account: deletion, choice of e-mails, entries of the activity log."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db import transaction

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import NotificationKind
from assessments.accounts.queries import CHOICE_OF
from assessments.audit.services import audit_append
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original
from assessments.jobs import StorageUnavailable
from assessments.matters.access import membership_of
from assessments.notifications.unsubscribe import unsubscribe_read
from assessments.privacy.queries import belongings, is_last_superuser


class LastSuperuser(RuntimeError):
    """No other active account could give permissions to others."""


class InFirm(RuntimeError):
    """The account is in a firm, whose matters need a lawyer: it leaves the firm first."""


@transaction.atomic
def account_delete(*, user: User) -> None:
    """Delete an account with its works, drafts, files, memos, shares and notifications.

    Memos that others asked for of its works stay with them; memos that it asked for of works of
    others stay with those works. Entries of the activity log keep the number of the
    account; messages about works of others remain without an author. What matters of a firm
    received of its works stays with them. Raises `LastSuperuser` and `InFirm`.
    """
    if is_last_superuser(user):
        raise LastSuperuser
    if membership_of(user) is not None:
        raise InFirm
    number, counts = user.pk, belongings(user)
    originals = list(Original.objects.filter(uploads__draft__owner=user).distinct())
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.delete()
    account_note(number=number, act="account.deleted", facts=counts)
    transaction.on_commit(lambda: _discard(originals))


def account_note(*, number: int, act: str, facts: dict[str, Any] | None = None) -> None:
    """Log what the holder of an account did to it."""
    audit_append(subject=account_subject(number), act=act, actor=number, facts=facts or {})


def account_subject(number: int) -> str:
    """Return the subject of the log that means an account: its number outlives the account."""
    return f"account:{number}"


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


def _discard(originals: list[Original]) -> None:
    """Delete originals that no upload names any more."""
    for original in originals:
        with suppress(StorageUnavailable):  # the sweep removes it later
            evidence_store.discard(original)
