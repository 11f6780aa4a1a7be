"""Whether the tables of the database are those of this version, asked without a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

APPLIED = "SELECT app, name FROM django_migrations"


class Cursor(Protocol):
    """What cursors of Django and of SQLite have in common."""

    def execute(self, sql: str, /) -> Any: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class OtherVersion(Exception):
    """The tables are older or newer; the text names the migrations that tell so."""


def refuse_other_version(cursor: Cursor) -> None:
    """Raise `OtherVersion` where the migrations of the two apps are not exactly those applied.

    Raises the database's own error where there is no table of migrations.
    """
    files = Path(settings.BASE_DIR).glob("*/migrations/[0-9]*.py")
    known = {(path.parts[-3], path.stem) for path in files}
    apps = {app for app, _ in known}
    cursor.execute(APPLIED)
    applied = {(app, name) for app, name in cursor.fetchall() if app in apps}
    if newer := sorted(".".join(one) for one in applied - known):
        raise OtherVersion(f"it knows {newer[-1]}, which this version does not")
    if missing := sorted(".".join(one) for one in known - applied):
        raise OtherVersion(f"it lacks {missing[0]}")
