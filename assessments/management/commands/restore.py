"""`restore SOURCE`: put a backup in the place of the database and the stored files.

Exit 0: everything is as it was. 1: refused before anything was changed, or the database could not
be replaced. 2: restored, but a chain of the activity log or a file is not sound.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.audit.checks import HINT
from assessments.audit.guards import find_weaknesses
from assessments.backup.archive import BackupError, read_identities
from assessments.backup.reading import Contents
from assessments.backup.services import backup_check, backup_restore
from assessments.backup.verify import verify_all
from assessments.jobs import FailureReason, StorageUnavailable

FAULTY = 2


class Command(BaseCommand):
    help = "Restore a backup; stop web server and workers first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE", help="a file made by backup")
        parser.add_argument("--identity", type=Path, metavar="FILE", help="its secret key")
        parser.add_argument("--check", action="store_true", help="read it whole, change nothing")
        parser.add_argument("--replace", action="store_true", help="replace the data that is here")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["source"]
        try:
            identities = read_identities(options["identity"]) if options["identity"] else []
            if options["check"]:
                contents = backup_check(source=source, identities=identities)
                self.stdout.write(f"{source} is sound: {_describe(contents)}")
                return
            contents = backup_restore(
                source=source, identities=identities, replace=options["replace"]
            )
        except StorageUnavailable as error:
            raise CommandError(f"{FailureReason.STORAGE_AWAY.label} ({error})") from error
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored: {_describe(contents)}")
        self._verify(contents)

    def _verify(self, contents: Contents) -> None:
        known = {fault.name for fault in contents.manifest.faults}
        result = verify_all()
        for fault in result.log_faults:
            self.stderr.write(f"Activity log, {fault}")
        for name in result.bad_files:
            before = " It was so when the backup was made." if name in known else ""
            self.stderr.write(f"{name}: not what its row states.{before}")
        self.stdout.write(
            f"Verified: {result.num_chains} chains of the activity log, {result.num_files} files"
        )
        for weakness in find_weaknesses():
            self.stderr.write(f"WEAK  The activity log can be rewritten (audit.W001): {weakness}")
            self.stderr.write(f"      {HINT}")
        if not result.is_sound:
            sys.exit(FAULTY)


def _describe(contents: Contents) -> str:
    header = contents.header
    return (
        f"{len(contents.manifest.members) - 2} files and the {header.database} database of "
        f"{header.created_at:%Y-%m-%d %H:%M} UTC, version {header.application}"
    )
