"""`dossier_verify FILE`: run the verifier that every dossier contains."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assessments.dossier import verify


class Command(BaseCommand):
    help = "Verify a dossier (ZIP or unpacked folder) offline; exit 1 with every fault named."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="the ZIP archive, or the folder it was unpacked to")
        parser.add_argument("root", nargs="*", help="a daily root of the log that somebody kept")

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(verify.main([options["path"], *options["root"]]))
