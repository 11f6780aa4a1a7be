"""Writing what a user chooses for the account: role, language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from assessments.accounts.models import Preferences
from assessments.accounts.roles import SELF_CHOSEN, roles_ensure


def language_choose(*, user: User, language: str) -> None:
    """Store the language of a user's pages and e-mails; raises ValueError for one not offered."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"{language} is no language of this site.")
    Preferences.objects.update_or_create(user=user, defaults={"language": language})


@transaction.atomic
def role_choose(*, user: User, role: str) -> None:
    """Add a new user to a role; raises ValueError for one that only staff can give."""
    if role not in SELF_CHOSEN:
        raise ValueError(f"{role} is given by staff, never chosen.")
    user.groups.add(roles_ensure()[role])
