"""Arguments of the commands that take a record: dates, the record, the library.

A command may have started without the models of the apps (`aigc_copyright.command_line`); what
needs them calls `load_apps`.
"""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable
from typing import NoReturn

import django
from django.apps import apps
from django.core.management.base import BaseCommand

from assessments.precedents.placed_library import Library, library_for_command_line
from cases.library import InvalidLibrary
from cases.record import CreationRecord, InvalidRecord, load

FAILED, INVALID = 1, 2
LANGUAGES = ["en", "zh-hans"]
LAW = "prc-copyright-law-3"  # what a work is: before it there was nothing to assess by


def day(text: str) -> dt.date:
    """Parse an ISO date; raise ArgumentTypeError for other text."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a date such as 2024-06-30') from None


def load_apps() -> None:
    """Load the apps where the command started without: sentences and readers of files need them."""
    if not apps.ready:
        django.setup()


def end_with_errors(command: BaseCommand, code: int, lines: Iterable[str]) -> NoReturn:
    """Write one line per problem to standard error and exit with `code`."""
    for line in lines:
        command.stderr.write(line)
    sys.exit(code)


def law_existed_or_end(command: BaseCommand, as_of: dt.date | None) -> None:
    """End the command with code 2 on a day before the Law began to apply."""
    if as_of is None:
        return
    from cases.law.validity import article  # reads every statute

    law = article(LAW, as_of)
    if law.state == "not_yet":
        name, since = law.instrument.short.en, law.instrument.since
        line = f"--as-of: the {name} applies since {since}; nothing can be assessed on {as_of}"
        end_with_errors(command, INVALID, [line])


def library_or_end(command: BaseCommand) -> Library:
    """Return the library; a faulty file of it ends the command with code 1.

    Where the files answer instead of a database, a line of standard error says so.
    """
    try:
        return library_for_command_line(command.stderr.write)
    except InvalidLibrary as error:
        end_with_errors(command, FAILED, map(str, error.problems))


def record_or_end(command: BaseCommand, path: str) -> CreationRecord:
    """Return the record of a file; an invalid one ends the command with code 2."""
    try:
        return load(path)
    except InvalidRecord as error:
        load_apps()
        from cases.wording.problems import problem_line

        end_with_errors(command, INVALID, map(problem_line, error.problems))
