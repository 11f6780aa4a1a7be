"""Reading accounts: language, confirmed addresses, roles, and which e-mails a user wants."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import NotificationKind
from assessments.accounts.roles import ROLES

LANGUAGE_SESSION_KEY = "language"
# The column of `Preferences` that stops a kind of e-mail.
CHOICE_OF = {
    NotificationKind.MEMO_READY: "mail_memo",
    NotificationKind.MEMO_FAILED: "mail_memo",
    NotificationKind.SHARED: "mail_shared",
    NotificationKind.ASKED: "mail_asked",
    NotificationKind.REMINDER: "mail_reminder",
    NotificationKind.INVITED: "mail_shared",
}


def confirmed_addresses(user: User | AnonymousUser) -> list[str]:
    """Return the confirmed addresses of a user, sorted and in lower case."""
    if not user.is_authenticated:
        return []
    mine = EmailAddress.objects.filter(user=user, verified=True)
    return sorted(address.email.lower() for address in mine)


def notification_is_wanted(user: User, kind: str) -> bool:
    """Whether a user wants e-mails of a `NotificationKind`; without a choice, yes."""
    if not notification_is_optional(kind):
        return True
    return bool(getattr(preferences_of(user), CHOICE_OF[NotificationKind(kind)]))


def notification_is_optional(kind: str) -> bool:
    """Whether e-mails of a kind can be stopped; each of the others is asked for by a button."""
    return kind in CHOICE_OF


def person_by_address(email: str) -> User | None:
    """Return the active user who confirmed this address; upper and lower case are equal."""
    holders = get_user_model().objects.filter(
        emailaddress__email__iexact=email, emailaddress__verified=True, is_active=True
    )
    return holders.first()


def has_account(email: str) -> bool:
    """Whether an account that is open has this address, confirmed or not."""
    is_there = Q(email__iexact=email) | Q(emailaddress__email__iexact=email)
    return get_user_model().objects.filter(is_there, is_active=True).exists()


def preferences_of(user: User) -> Preferences:
    """Return the preferences of a user; an unsaved row of defaults where there is none.

    A stored language that the site does not have counts as none.
    """
    row = Preferences.objects.filter(user=user).first() or Preferences(user=user)
    if row.language not in dict(settings.LANGUAGES):
        row.language = ""
    return row


def roles_of(user: User | AnonymousUser) -> list[str]:
    """Return the roles of a user, in the order of `ROLES`."""
    mine = set(user.groups.values_list("name", flat=True))
    return [role for role in ROLES if role in mine]
