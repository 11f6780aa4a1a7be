"""What a person chooses for their account: role, language."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from assessments.accounts.models import Preferences
from assessments.accounts.roles import SELF_CHOSEN, roles_ensure


def language_choose(*, user: Any, language: str) -> None:
    """Remember the language of a person's pages and letters."""
    Preferences.objects.update_or_create(user=user, defaults={"language": language})


@transaction.atomic
def role_choose(*, user: Any, role: str) -> None:
    """Give a new person the role that they chose; only creator and lawyer can be chosen."""
    if role not in SELF_CHOSEN:
        raise ValueError(f"{role} is given by staff, never chosen.")
    user.groups.add(roles_ensure()[role])
