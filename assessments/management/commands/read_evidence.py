"""`read_evidence FILE…`: print what each file states, without writing to the database."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.intake.batch import read_batch
from assessments.wording import files


class Command(BaseCommand):
    help = "Read files of evidence and print what each of them states."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file of any kind")
        parser.add_argument("--json", action="store_true", help="print a list with one object each")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self._write_json(options["files"])
        else:
            for report in read_batch(options["files"]):
                self.stdout.write("\n".join(files.lines(report)) + "\n")

    def _write_json(self, names: list[str]) -> None:
        """Write one object after the other, so that the list is never in memory as a whole."""
        self.stdout.write("[", ending="")
        for index, report in enumerate(read_batch(names)):
            self.stdout.write(",\n" if index else "\n", ending="")
            text = json.dumps(report, ensure_ascii=False)
            # Half a surrogate pair, as in a name that is not UTF-8, becomes its JSON escape.
            self.stdout.write(text.encode("utf-8", "backslashreplace").decode(), ending="")
        self.stdout.write("\n]")
