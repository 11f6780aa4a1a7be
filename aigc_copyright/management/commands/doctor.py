"""`doctor`: one line for each thing that the application stands on; exit 1 where one fails."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from aigc_copyright.database_faults import SQLITE
from aigc_copyright.doctor import data, services
from aigc_copyright.doctor.findings import Finding, run_checks
from assessments.intake.recognition import tessdata

DATABASE = (
    f"Check {settings.DATABASES['default']['NAME']} (DATA_DIR), or restore a backup."
    if settings.DATABASES["default"]["ENGINE"] == SQLITE
    else "Start the database; check POSTGRES_HOST, its password and the firewall."
)
STORAGE = "Check the disk and its permissions, or S3_BUCKET and its keys."
REDIS = "Start Redis; check REDIS_URL."
MIGRATE = "If the database answers, run `manage.py migrate`."
EXTERNAL_READERS = "Check EXTERNAL_READERS_FOLDER."
CHECKS = (
    ("database", data.check_database, DATABASE),
    ("migrations", data.check_migrations, DATABASE),
    ("database file", data.check_database_file, DATABASE),
    ("library", data.check_library, MIGRATE),
    ("activity log", data.check_log_guard, MIGRATE),
    ("stored files", data.check_storage, STORAGE),
    ("disk", data.check_disk, STORAGE),
    ("temporary folder", data.check_temporary_folder, "Free space in TMPDIR, or set another."),
    ("clock", data.check_clock, DATABASE),
    ("redis", services.check_redis, REDIS),
    ("worker", services.check_worker, REDIS),
    ("sweep", services.check_sweep, REDIS),
    ("queue", services.check_queue, MIGRATE),
    ("mail", services.check_mail_server, "Check EMAIL_HOST."),
    ("timestamps", services.check_timestamps, "Check TIMESTAMP_URL and TIMESTAMP_ROOTS."),
    ("fonts", services.check_fonts, "Install libpango."),
    ("text of screenshots", services.check_recognition, tessdata.REMEDY),
    ("external readers", services.check_external_readers, EXTERNAL_READERS),
    ("secret key", services.check_secret_key, MIGRATE),
    ("second factor", services.check_superusers, MIGRATE),
    ("static files", services.check_static_files, "Check STATIC_ROOT."),
    ("debug", services.check_debug, "Set DEBUG=False."),
    ("backup", data.check_backup, DATABASE),
)


class Command(BaseCommand):
    help = "Look at database, files, services and settings; say what is wrong and how to mend it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="a list of objects for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = run_checks(CHECKS)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=2))
        else:
            for finding in findings:
                self._write(finding)
        if any(finding.level == "FAIL" for finding in findings):
            sys.exit(1)

    def _write(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.level:<4}  {finding.check}: {finding.text}")
        if finding.remedy:
            self.stdout.write(f"      → {finding.remedy}")
