"""Why a job failed: a code on the row, and a sentence for the person who waits.

`reason_for` finds the code for an exception. The exact error is for staff: it stands in the row's
detail and in the log, never on a page.
"""

from __future__ import annotations

import errno

from django.db import InterfaceError, OperationalError, models
from django.utils.translation import gettext_lazy as _

STORAGE_SECONDS = 60  # between two attempts while the storage of files does not answer
STORAGE_PATIENCE_SECONDS = 24 * 60 * 60  # an outage of minutes must fail no job


class FailureReason(models.TextChoices):
    """Codes that all kinds of jobs share; a code's label is the sentence that a person reads."""

    DISK_FULL = (
        "disk_full",
        _(
            "The server is full. Nothing you entered is lost. Tell the administrator, "
            "then try again."
        ),
    )
    TIMED_OUT = (
        "timed_out",
        _(
            "It took too long and was stopped. Nothing you entered is lost. Try again "
            "with a shorter record, or tell the administrator."
        ),
    )
    STORAGE_AWAY = (
        "storage_away",
        _("The file storage did not answer. Nothing you entered is lost. Try again later."),
    )
    WORKER_LOST = (
        "worker_lost",
        _(
            "The background process stopped several times before it was done. Nothing "
            "you entered is lost. Try again later."
        ),
    )
    CANCELLED = (
        "cancelled",
        _(
            "An administrator stopped this before it was done. Nothing you entered is "
            "lost. You can ask for it again."
        ),
    )
    UNEXPECTED = (
        "unexpected",
        _(
            "An unexpected error occurred. The administrator can see it in the log. "
            "Nothing you entered is lost. You can try again."
        ),
    )


class JobFailure(Exception):
    """Raised by the work for a failure that has a code.

    `reason` is one of `FailureReason` or of the job model's own `REASONS`; `detail` is for staff.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.detail = detail


class TemporaryFailure(JobFailure):
    """Raised by the work where an outside service, such as a mail server, is unavailable.

    The job is tried again after `seconds`; after its last attempt it fails with the reason. With
    `patience` it may be tried any number of times until so many seconds after it was queued.
    """

    def __init__(
        self, reason: str, detail: str = "", *, seconds: int, patience: int | None = None
    ) -> None:
        super().__init__(reason, detail)
        self.seconds = seconds
        self.patience = patience


class StorageUnavailable(TemporaryFailure):
    """Raised by code that reads or writes a stored file while the storage is unavailable."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            FailureReason.STORAGE_AWAY,
            detail,
            seconds=STORAGE_SECONDS,
            patience=STORAGE_PATIENCE_SECONDS,
        )


def reason_sentence(reason: str) -> str:
    """The sentence of a reason that every job knows, in the active language; empty for ""."""
    if not reason:
        return ""
    known = reason if reason in FailureReason.values else FailureReason.UNEXPECTED
    return str(FailureReason(known).label)


def reason_for(error: BaseException) -> str:
    """The code for an exception: its own, that of a full disk, or that of an unexpected error."""
    if isinstance(error, JobFailure):
        return error.reason
    if any(_is_full_disk(link) for link in _chain(error)):
        return FailureReason.DISK_FULL
    return FailureReason.UNEXPECTED


def is_database_away(error: BaseException) -> bool:
    """Whether the database does not answer: not there, starting, ending, or locked for too long."""
    links = _chain(error)
    if not any(_may_be_connection(link) for link in links):
        return False
    if name := _first_attribute(links, "sqlite_errorname"):
        return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    # PostgreSQL, Appendix A: class 08 is a connection exception, 57P01 to 57P03 a server that ends
    # or starts, 53300 too many connections. No code: the connection broke.
    code = _first_attribute(links, "pgcode")
    return not code or code.startswith(("08", "57P", "53300"))


def _may_be_connection(error: BaseException) -> bool:
    """Whether an error is of a class that a broken connection may have.

    Where the server is killed in the middle of a statement, there is no code, by which psycopg2
    chooses the class: it raises its `DatabaseError`. One of Django's alone says something else.
    """
    is_unclassed = hasattr(error, "pgcode") and type(error).__name__ == "DatabaseError"
    return isinstance(error, (OperationalError, InterfaceError)) or is_unclassed


def _first_attribute(links: list[BaseException], name: str) -> str:
    return next((str(value) for link in links if (value := getattr(link, name, None))), "")


def _chain(error: BaseException | None) -> list[BaseException]:
    """The exception and its causes; a renderer wraps the error of the disk."""
    links: list[BaseException] = []
    while error is not None and error not in links:
        links.append(error)
        error = error.__cause__ or error.__context__
    return links


def _is_full_disk(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    # PostgreSQL, Appendix A, Error Codes: 53100 is disk_full. SQLite: result code 13, SQLITE_FULL.
    if getattr(error, "pgcode", None) == "53100":
        return True
    return getattr(error, "sqlite_errorname", None) == "SQLITE_FULL"
