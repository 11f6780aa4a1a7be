"""`assess RECORD`: run the reasoning on the command line, without writing to the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import get_language, override

from assessments.engine import assess, canonical_json
from assessments.management.arguments import (
    INVALID,
    LANGUAGES,
    day,
    end_with_errors,
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
        parser.add_argument(
            "--language", choices=LANGUAGES, help="of the report; without it, that of the settings"
        )
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
        law_existed_or_end(self, options["as_of"])
        record = record_or_end(self, options["record"])
        library = library_or_end(self)
        for slug in options["without"]:
            if slug not in library.placed_by_slug:
                self.stderr.write(f'--without: "{slug}" is not among the precedents compared with')
        base = library.base.narrow(without=options["without"])
        files = None
        if options["files"] is not None:
            if not options["files"].is_dir():
                end_with_errors(self, INVALID, [f'--files: "{options["files"]}" is no folder'])
            load_apps()
            from assessments.management.held_folder import held_in_folder  # imports the readers

            files = held_in_folder(record, options["files"])
        today = timezone.localdate()
        result = assess(record, base, library.rules, options["as_of"], files, today)
        if options["json"]:
            self.stdout.write(canonical_json(result))
            return
        load_apps()
        from assessments.results.terminal import report  # imports every sentence of a result

        with override(options["language"] or get_language()):
            self.stdout.write(report(record, result, library))
