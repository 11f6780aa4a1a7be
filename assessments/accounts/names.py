"""The name of a user on pages and in e-mails."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext


def person_name(user: User | None) -> str:
    """Return the full name, else the address, else the user name; None is a deleted account."""
    if user is None:
        return gettext("a deleted account")
    return str(user.get_full_name() or user.email or user.get_username())
