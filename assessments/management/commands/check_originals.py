"""`check_originals`: read stored originals again and name those that changed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.evidence.sweep import originals_check
from assessments.jobs import FailureReason, StorageUnavailable
from assessments.management.arguments import days


class Command(BaseCommand):
    help = "Read stored files again; exit 1 and one line for each that is not what was received."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=days,
            default=0,
            help="not read for so many days",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count, changed = originals_check(days=options["days"])
        except StorageUnavailable as error:
            raise CommandError(f"{FailureReason.STORAGE_AWAY.label} ({error})") from error
        for original in changed:
            self.stderr.write(
                f"{original.sha256}: not what was received {original.received_at:%F} "
                f"({original.file.name})"
            )
        self.stdout.write(f"{count} read, {len(changed)} changed or lost")
        sys.exit(1 if changed else 0)
