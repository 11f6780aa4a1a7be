"""The clock of the audit log put forward, and a forger who owns the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.utils import timezone

from assessments.audit.models import LogRoot
from assessments.audit.services import root_make
from tests.support.flushing import triggers_aside


@contextmanager
def day_passes(days: int = 1, *, at: dt.datetime | None = None) -> Iterator[None]:
    """Within it, it is noon (UTC) so many days from today, or the given time."""
    today = timezone.now().astimezone(dt.UTC).date()
    noon = dt.datetime.combine(today + dt.timedelta(days=days), dt.time(12), tzinfo=dt.UTC)
    with mock.patch.object(timezone, "now", return_value=at or noon):
        yield


def make_root(days: int) -> LogRoot:
    """Make the root of the day before the one that comes in so many days."""
    with day_passes(days):
        root = root_make()
    assert root is not None
    return root


@contextmanager
def as_owner_of_the_database() -> Iterator[None]:
    """Within it, no trigger guards the log: as for whoever may change the tables themselves."""
    aside, back = triggers_aside(connection.vendor)
    connection.check_constraints()  # PostgreSQL alters no table that has checks pending
    with connection.cursor() as cursor:
        for statement in aside:
            cursor.execute(statement)
        yield
        connection.check_constraints()
        for statement in back:
            cursor.execute(statement)
