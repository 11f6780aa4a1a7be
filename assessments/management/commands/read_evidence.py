"""`read_evidence FILE…`: print what each file states, without writing to the database.

The command exits with 1 where a file could not be opened, and names it on standard error.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from assessments.intake.batch import read_batch
from assessments.management.arguments import (
    FAILED,
    add_language,
    end_with_errors,
    in_language,
)
from assessments.wording import files


class Command(BaseCommand):
    help = "Read files of evidence and print what each of them states."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file of any kind")
        add_language(parser)
        parser.add_argument("--json", action="store_true", help="print a list with one object each")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_language(options["language"]):
            if options["json"]:
                self._write_json(options["files"])
            else:
                for report in read_batch(options["files"]):
                    if report["sha256"] is not None:
                        self.stdout.write("\n".join(files.lines(report)) + "\n")
            lines = [f"{name}: {fault}" for name in options["files"] if (fault := _fault(name))]
            if lines:
                end_with_errors(self, FAILED, lines)

    def _write_json(self, names: list[str]) -> None:
        """Write one object after the other, so that the list is never in memory as a whole."""
        self.stdout.write("[", ending="")
        for index, report in enumerate(read_batch(names)):
            self.stdout.write(",\n" if index else "\n", ending="")
            text = json.dumps(report, ensure_ascii=False)
            # Half a surrogate pair, as in a name that is not UTF-8, becomes its JSON escape.
            self.stdout.write(text.encode("utf-8", "backslashreplace").decode(), ending="")
        self.stdout.write("\n]")


def _fault(name: str) -> str:
    """Return why a file cannot be opened; "" where it can."""
    path = Path(name)
    try:
        if name and path.is_dir():
            return _("this is a folder; name the files in it")
        if not name or not path.exists():
            return _("there is no such file")
        if not path.is_file():
            return _("this is no file")
        path.open("rb").close()
    except OSError as error:
        return _("the file cannot be read: %(reason)s") % {"reason": error.strerror}
    return ""
