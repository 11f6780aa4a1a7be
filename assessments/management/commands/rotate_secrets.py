"""`rotate_secrets`: encrypt the secrets of second factors by the present SECRET_KEY."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.accounts.rotation import secrets_rotate


class Command(BaseCommand):
    help = "Encrypt second factors by SECRET_KEY, so that SECRET_KEY_FALLBACKS can be emptied."

    def handle(self, *args: Any, **options: Any) -> None:
        result = secrets_rotate()
        self.stdout.write(f"{result.renewed} second factors were encrypted again.")
        if result.unreadable:
            numbers = ", ".join(map(str, result.unreadable))
            raise CommandError(
                f"The second factors of the accounts {numbers} open with no key that is set. Add "
                "the key of that time to SECRET_KEY_FALLBACKS, or remove these second factors in "
                "the administration, so that their holders set them up again."
            )
