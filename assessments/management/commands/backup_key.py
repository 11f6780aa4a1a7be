"""`backup_key FILE`: make a pair of keys for backups, as `age-keygen` does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Write a new secret key into FILE and print the public key that backups are made for."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist")

    def handle(self, *args: Any, **options: Any) -> None:
        from pyrage import x25519

        identity = x25519.Identity.generate()
        try:
            handle = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"# public key: {identity.to_public()}\n{identity}\n")
        self.stderr.write(f"Keep {options['file']} away from this server: it opens every backup.")
        self.stdout.write(str(identity.to_public()))
