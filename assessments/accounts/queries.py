"""What is known of a person: language, confirmed addresses, and which letters they want."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import NotificationKind
from assessments.accounts.roles import ROLES

LANGUAGE_SESSION_KEY = "language"
# Which choice of a person stops which letters.
CHOICE_OF = {
    NotificationKind.MEMO_READY: "mail_memo",
    NotificationKind.MEMO_FAILED: "mail_memo",
    NotificationKind.SHARED: "mail_shared",
    NotificationKind.ASKED: "mail_asked",
}


def confirmed_addresses(user: Any) -> list[str]:
    """The addresses that a person has shown to be theirs, in small letters."""
    if not user.is_authenticated:
        return []
    mine = EmailAddress.objects.filter(user=user, verified=True)
    return sorted(address.email.lower() for address in mine)


def language_of(user: Any) -> str:
    """The language in which a person reads pages and letters."""
    return preferences_of(user).language or settings.LANGUAGE_CODE


def notification_is_wanted(user: Any, kind: str) -> bool:
    """Whether a person wants letters of a kind of `Notification`; without a choice, yes."""
    return bool(getattr(preferences_of(user), CHOICE_OF[NotificationKind(kind)]))


def person_by_address(email: str) -> Any | None:
    """The active account whose confirmed address this is."""
    holders = get_user_model().objects.filter(
        emailaddress__email__iexact=email, emailaddress__verified=True, is_active=True
    )
    return holders.first()


def preferences_of(user: Any) -> Preferences:
    """What a person chose, or what holds for someone who chose nothing."""
    return Preferences.objects.filter(user=user).first() or Preferences(user=user)


def roles_of(user: Any) -> list[str]:
    """The names of a person's groups among our roles, in their usual order."""
    mine = set(user.groups.values_list("name", flat=True))
    return [role for role in ROLES if role in mine]
