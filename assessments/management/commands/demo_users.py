"""`demo_users`: accounts for trying the application; their passwords are printed once only."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from assessments.accounts.roles import CURATOR, ROLES, roles_ensure

PASSWORD_BYTES = 9
# E-mails stay on this machine (`/mailbox/`), so that no real address is needed.
DOMAIN = "localhost"


class Command(BaseCommand):
    help = "Create a demo creator, lawyer and curator, and print their passwords once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="Give them new passwords.")

    @transaction.atomic
    def handle(self, *args: Any, reset: bool, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo accounts are for trying out: not where DEBUG is False.")
        groups = roles_ensure()
        for role in ROLES:
            user, is_new = get_user_model().objects.get_or_create(
                username=role, defaults={"is_staff": role == CURATOR}
            )
            self._confirm_address(user)
            if not (is_new or reset):
                self.stdout.write(f"{role}: there already (demo_users --reset gives passwords)")
                continue
            password = secrets.token_urlsafe(PASSWORD_BYTES)
            user.set_password(password)
            user.save()
            user.groups.set([groups[role]])
            self.stdout.write(f"{role}: password {password}")

    def _confirm_address(self, user: User) -> None:
        """Give the user a confirmed address, without which nobody can sign in."""
        if EmailAddress.objects.filter(user=user, verified=True).exists():
            return
        user.email = user.email or f"{user.get_username()}@{DOMAIN}"
        user.save(update_fields=["email"])
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
