"""What a person is called on pages and in letters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext


def person_name(user: Any | None) -> str:
    """The full name where one is given, else the address, else the user name."""
    if user is None:
        return gettext("a deleted account")
    return str(user.get_full_name() or user.email or user.get_username())
