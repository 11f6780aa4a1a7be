"""`assess RECORD`: run the reasoning on the command line, without writing to the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.engine import assess, canonical_json
from assessments.management.arguments import (
    INVALID,
    add_language,
    day,
    end_with_errors,
    in_language,
    law_existed_or_end,
    library_or_end,
    load_apps,
    record_or_end,
)


class Command(BaseCommand):
    help = "Assess a creation record (.json or .yaml) and print the result."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", help="a creation record, .json or .yaml")
        add_language(parser)
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--without", action="append", default=[], metavar="SLUG", help="leave a precedent out"
        )
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="only precedents decided by that day"
        )

        parser.add_argument(
            "--files",
            type=Path,
            metavar="FOLDER",
            help="evidence counts only where its file is in this folder and is read",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        law_existed_or_end(self, options["as_of"], language)
        record = record_or_end(self, options["record"], language)
        library = library_or_end(self)
        for slug in options["without"]:
            if slug not in library.placed_by_slug:
                with in_language(language):
                    line = _('--without: "%(slug)s" is not among the precedents compared with')
                    self.stderr.write(line % {"slug": slug})
        base = library.base.narrow(without=options["without"])
        files = None
        if options["files"] is not None:
            if not options["files"].is_dir():
                with in_language(language):
                    line = _('--files: "%(folder)s" is no folder')
                    end_with_errors(self, INVALID, [line % {"folder": options["files"]}])
            load_apps()
            from assessments.management.held_folder import held_in_folder  # imports the readers

            files = held_in_folder(record, options["files"])
        today = timezone.localdate()
        result = assess(record, base, library.rules, options["as_of"], files, today)
        if options["json"]:
            self.stdout.write(canonical_json(result))
            return
        with in_language(language):
            from assessments.results.terminal import report  # imports every sentence of a result

            self.stdout.write(report(record, result, library))
