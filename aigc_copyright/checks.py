"""System checks: what about the set-up would lose letters."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def letters_can_be_sent(**options: Any) -> list[CheckMessage]:
    """Without a mail server nobody could confirm an address, so nobody could sign up."""
    if settings.DEBUG or settings.MAIL_SERVER_GIVEN:
        return []
    return [
        Error(
            "EMAIL_HOST is not set, so no letter can be sent: nobody can sign up or reset a "
            "password.",
            hint="Set EMAIL_HOST, DEFAULT_FROM_EMAIL and what the server asks for.",
            id="mail.E001",
        )
    ]
