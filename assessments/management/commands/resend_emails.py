"""`resend_emails`: queue the e-mails again that were given up while the mail server was away."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.accounts.models_notifications import Notification
from assessments.management.arguments import days
from assessments.notifications.services import MAIL_SERVER_AWAY, emails_resend


class Command(BaseCommand):
    help = "Queue e-mails again that could not be sent; none that was sent is sent twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reason",
            default=MAIL_SERVER_AWAY,
            choices=sorted(Notification.REASONS),
            help=f"why they were given up (default: {MAIL_SERVER_AWAY})",
        )
        parser.add_argument(
            "--days", type=days, default=30, help="given up within so many days (default: 30)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = timezone.now() - timedelta(days=options["days"])
        count = emails_resend(reason=options["reason"], since=since)
        self.stdout.write(f"{count} queued again")
