"""Signals of django-allauth and Django about an account, as entries of the activity log.

Sign-in also sets the language of the session. Entries contain no addresses or names, because the
log outlives the account.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from django.contrib.auth import get_user_model, user_logged_in, user_login_failed
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_delete
from django.http import HttpRequest
from django.utils.translation import gettext as _


def connect() -> None:
    """Connect the handlers; called once, when the application is ready."""
    account.user_signed_up.connect(_handle_sign_up)
    user_logged_in.connect(_handle_sign_in)
    user_login_failed.connect(_handle_login_failed)
    pre_delete.connect(_keep_last_superuser, sender=get_user_model())
    pre_delete.connect(_keep_member, sender=get_user_model())
    for signal, act in {
        account.password_changed: "password.changed",
        account.password_reset: "password.reset",
        account.password_set: "password.set",
        account.email_added: "address.added",
        account.email_changed: "address.main",
        account.email_removed: "address.removed",
        mfa.authenticator_added: "second-factor.added",
        mfa.authenticator_removed: "second-factor.removed",
        mfa.authenticator_reset: "recovery-codes.renewed",
        mfa.authentication_failed: "second-factor.refused",
    }.items():
        signal.connect(_log_act(act), weak=False)
    account.email_confirmed.connect(_handle_email_confirmed)


def _note(*, number: int, act: str, facts: dict[str, Any] | None = None) -> None:
    from assessments.privacy.services import account_note

    account_note(number=number, act=act, facts=facts)


def _log_act(act: str) -> Callable[..., None]:
    def note(*, user: User, **kwargs: Any) -> None:
        _note(number=user.pk, act=act)

    return note


def _handle_sign_up(*, user: User, **kwargs: Any) -> None:
    from assessments.accounts.queries import roles_of

    _note(number=user.pk, act="account.created", facts={"roles": roles_of(user)})


def _handle_email_confirmed(*, email_address: EmailAddress, **kwargs: Any) -> None:
    _note(number=email_address.user_id, act="address.confirmed")


def _handle_sign_in(*, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Log a sign-in, and set the language that the user chose, also on another device."""
    from assessments.accounts.queries import LANGUAGE_SESSION_KEY, preferences_of

    if chosen := preferences_of(user).language:
        request.session[LANGUAGE_SESSION_KEY] = chosen
    _note(number=user.pk, act="account.signed-in")


def _handle_login_failed(*, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log a failed sign-in to an account that exists; unknown names are not stored."""
    from assessments.accounts.queries import person_by_address

    known = get_user_model().objects.filter(username=credentials.get("username") or "").first()
    known = known or person_by_address(str(credentials.get("email") or ""))
    if known is not None:
        _note(number=known.pk, act="account.refused")


def _keep_last_superuser(*, instance: User, **kwargs: Any) -> None:
    """Refuse every deletion of the last superuser: by its holder, the admin or a command."""
    from assessments.privacy.queries import is_last_superuser

    if is_last_superuser(instance):
        raise PermissionDenied(_("The last account that gives rights to others cannot go."))


def _keep_member(*, instance: User, **kwargs: Any) -> None:
    """Refuse every deletion of an account in a firm, whose matters need a lawyer."""
    from assessments.matters.access import membership_of

    if membership_of(instance) is not None:
        raise PermissionDenied(_("The account is in a firm; it leaves the firm first."))
