"""`assess RECORD`: the reasoning on the command line; nothing is written to the database."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.engine import assess, canonical_json
from assessments.precedents import library_for_command_line
from assessments.report import report
from cases.record import InvalidRecord, load
from cases.wording import problem_line

INVALID = 2


class Command(BaseCommand):
    help = "Assess a creation record (.json or .yaml) and print the result."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", help="a creation record, .json or .yaml")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--without", action="append", default=[], metavar="SLUG", help="leave a precedent out"
        )
        parser.add_argument(
            "--as-of", type=_day, metavar="DATE", help="only precedents decided by that day"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        library = library_for_command_line()
        for slug in options["without"]:
            if slug not in library.placed:
                self.stderr.write(f'--without: "{slug}" is not among the precedents compared with')
        try:
            record = load(options["record"])
        except InvalidRecord as error:
            self._refuse(problem_line(problem) for problem in error.problems)
        base = library.base.narrowed(without=options["without"])
        result = assess(record, base, library.rules, options["as_of"])
        text = canonical_json(result) if options["json"] else report(record, result, library)
        self.stdout.write(text)

    def _refuse(self, lines: Any) -> None:
        for line in lines:
            self.stderr.write(line)
        sys.exit(INVALID)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a date such as 2024-06-30') from None
