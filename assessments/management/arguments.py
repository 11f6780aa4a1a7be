"""Arguments of the commands that take a record: dates, the record, the library.

A command may have started without the models of the apps (`aigc_copyright.command_line`); what
needs them calls `load_apps`.
"""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import django
from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from assessments.precedents.placed_library import Library, library_for_command_line
from cases.library import InvalidLibrary
from cases.record import CreationRecord, InvalidRecord, load

FAILED, INVALID = 1, 2
LANGUAGES = ["en", "zh-hans"]
MAX_DAYS = 36525
LAW = "prc-copyright-law-3"  # what a work is: before it there was nothing to assess by


def day(text: str) -> dt.date:
    """Parse an ISO date; raise ArgumentTypeError for other text."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a date such as 2024-06-30') from None


def days(text: str) -> int:
    """Read a number of days of an argument: from 0 to a century."""
    if not text.isascii() or not text.isdigit() or len(text) > 5 or int(text) > MAX_DAYS:
        raise ArgumentTypeError(f"give a number of days from 0 to {MAX_DAYS}")
    return int(text)


def add_language(parser: CommandParser) -> None:
    """Add `--language`, of all that the command prints once its arguments are read."""
    parser.add_argument(
        "--language", choices=LANGUAGES, help="of what is printed; without it, of the settings"
    )


@contextmanager
def in_language(language: str | None) -> Iterator[None]:
    """Speak the language asked for, or that of the settings; load the apps that sentences need."""
    load_apps()
    with override(language or get_language()):
        yield


def load_apps() -> None:
    """Load the apps where the command started without: sentences and readers of files need them."""
    if not apps.ready:
        django.setup()


def end_with_errors(command: BaseCommand, code: int, lines: Iterable[str]) -> NoReturn:
    """Write one line per problem to standard error and exit with `code`."""
    for line in lines:
        command.stderr.write(line)
    sys.exit(code)


def law_existed_or_end(
    command: BaseCommand, as_of: dt.date | None, language: str | None = None
) -> None:
    """End the command with code 2 on a day before the Law began to apply."""
    if as_of is None:
        return
    from cases.law.validity import article  # reads every statute

    law = article(LAW, as_of)
    if law.state == "not_yet":
        with in_language(language):
            short = law.instrument.short
            name = short.zh if (get_language() or "").startswith("zh") else short.en
            line = _(
                "--as-of: the %(law)s applies since %(since)s; nothing can be assessed on %(day)s"
            )
            names = {"law": name, "since": law.instrument.since, "day": as_of}
            end_with_errors(command, INVALID, [line % names])


def library_or_end(command: BaseCommand) -> Library:
    """Return the library; a faulty file of it ends the command with code 1.

    Where the files answer instead of a database, a line of standard error says so.
    """
    try:
        return library_for_command_line(command.stderr.write)
    except InvalidLibrary as error:
        end_with_errors(command, FAILED, map(str, error.problems))


def record_or_end(command: BaseCommand, path: str, language: str | None = None) -> CreationRecord:
    """Return the record of a file; an invalid one ends the command with code 2.

    Each line names the file and the field, in the language asked for.
    """
    try:
        return load(path)
    except InvalidRecord as error:
        with in_language(language):
            from cases.wording.problems import problem_line

            lines = (f"{path}: {problem_line(problem)}" for problem in error.problems)
            end_with_errors(command, INVALID, lines)
