"""`backup TARGET`: write the database and the stored files into one archive.

Exit 0: whole. 1: nothing was written. 2: written, but some stored files were missing or changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.backup.archive import BackupError, read_recipient
from assessments.backup.services import backup_make
from assessments.jobs import FailureReason, StorageUnavailable

FAULTY = 2


class Command(BaseCommand):
    help = "Write the database and the stored files into one encrypted archive, while serving."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target", type=Path, metavar="TARGET", help="a file that does not exist"
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--recipient",
            action="append",
            metavar="age1…",
            help="public key to encrypt for, also several times; default: BACKUP_RECIPIENT",
        )
        how.add_argument("--unencrypted", action="store_true", help="write a plain tar archive")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = backup_make(target=options["target"], recipients=_recipients(options))
        except StorageUnavailable as error:
            raise CommandError(f"{FailureReason.STORAGE_AWAY.label} ({error})") from error
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        for fault in report.faults:
            if fault.code != "deleted":
                self.stderr.write(f"{fault.name}: {fault.code}")
        self.stdout.write(
            f"{options['target']}: the database, {report.num_files} files, {report.num_bytes} bytes"
        )
        if any(fault.code != "deleted" for fault in report.faults):
            sys.exit(FAULTY)


def _recipients(options: dict[str, Any]) -> list[Any]:
    if options["unencrypted"]:
        return []
    keys = options["recipient"] or settings.BACKUP_RECIPIENT
    if not keys:
        raise BackupError(
            "It has no key to encrypt for. Give --recipient or set BACKUP_RECIPIENT to a public "
            "key of age (`manage.py backup_key FILE` makes one), or give --unencrypted."
        )
    return [read_recipient(key) for key in keys]
