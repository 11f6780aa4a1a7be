"""What is known of a person: language, confirmed addresses, and which letters they want."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model

from assessments.models import Draft, Memo, Message, Preferences, Share, Upload, Work
from assessments.models.notices import Kind
from assessments.roles import ROLES

LANGUAGE_SESSION_KEY = "language"
# Which choice of a person stops which letters.
CHOICE_OF = {
    Kind.MEMO_READY: "mail_memo",
    Kind.MEMO_FAILED: "mail_memo",
    Kind.SHARED: "mail_shared",
    Kind.ASKED: "mail_asked",
}


def addresses_confirmed(user: Any) -> list[str]:
    """The addresses that a person has shown to be theirs, in small letters."""
    if not user.is_authenticated:
        return []
    mine = EmailAddress.objects.filter(user=user, verified=True)
    return sorted(address.email.lower() for address in mine)


def belongings(user: Any) -> dict[str, int]:
    """What goes with a person's account, counted by kind."""
    return {
        "works": Work.objects.filter(owner=user).count(),
        "drafts": Draft.objects.filter(owner=user).count(),
        "memos": Memo.objects.filter(assessment__work__owner=user).count(),
        "files": Upload.objects.filter(draft__owner=user).count(),
        "shares": Share.objects.filter(by=user, revoked_at__isnull=True).count(),
        "messages": Message.objects.filter(by=user).exclude(assessment__work__owner=user).count(),
    }


def is_last_superuser(user: Any) -> bool:
    """Whether nobody would be left who can give rights to others."""
    if not (user.is_superuser and user.is_active):
        return False
    others = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return not others.exclude(pk=user.pk).exists()


def language_of(user: Any) -> str:
    """The language in which a person reads pages and letters."""
    return preferences_of(user).language or settings.LANGUAGE_CODE


def letter_is_wanted(user: Any, kind: str) -> bool:
    """Whether a person wants letters of a kind of `Notice`; without a choice, yes."""
    return bool(getattr(preferences_of(user), CHOICE_OF[Kind(kind)]))


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
