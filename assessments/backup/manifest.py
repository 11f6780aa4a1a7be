"""The two documents of a backup: the header, which says what it is, and the manifest."""

from __future__ import annotations

import tomllib
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pydantic import BaseModel, ConfigDict

from assessments.backup.archive import BackupError

FORMAT = 1
HEADER, MANIFEST = "header.json", "manifest.json"
FILES = "files/"


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Header(BaseModel):
    """The first member. Unknown fields are let pass, so that a newer format can be named."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    application: str
    created_at: datetime
    database: str
    #: The names of the applied migrations, by app.
    migrations: dict[str, list[str]]


class ManifestEntry(_Document):
    """A member of the archive: its name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


class Fault(_Document):
    """A file that was not as its row says when the backup was made.

    `missing` from storage; `changed`: other bytes than the row's digest; `deleted` with its row
    while the backup was made.
    """

    name: str
    code: Literal["missing", "changed", "deleted"]


class Manifest(_Document):
    """The last member."""

    members: list[ManifestEntry]
    faults: list[Fault]


def build_header(now: datetime) -> Header:
    """Return the header of a backup that is made now."""
    return Header(
        format=FORMAT,
        application=application_version(),
        created_at=now,
        database=connection.vendor,
        migrations=_applied_migrations(),
    )


def check_header(header: Header) -> None:
    """Raise `BackupError` where this version of the application cannot restore the backup."""
    if header.format > FORMAT:
        raise BackupError(
            f"The backup has format {header.format}; this version reads up to {FORMAT}. Install "
            f"version {header.application} of the application or a newer one."
        )
    if header.database != connection.vendor:
        raise BackupError(
            f"The backup is of a {header.database} database, and this server uses "
            f"{connection.vendor}. Restore it on a server with {header.database}."
        )
    known = set(MigrationExecutor(None).loader.disk_migrations)
    applied = {(app, name) for app, names in header.migrations.items() for name in names}
    if unknown := sorted(applied - known):
        names = ", ".join(".".join(key) for key in unknown)
        raise BackupError(
            f"The backup was made by version {header.application}, which is newer than this one: "
            f"it has the migrations {names}. Install that version and restore again."
        )


def application_version() -> str:
    """Return the version of the application, which `pyproject.toml` states."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def _applied_migrations() -> dict[str, list[str]]:
    applied: dict[str, list[str]] = {}
    loader = MigrationExecutor(connection).loader
    for app, name in sorted(loader.applied_migrations):
        applied.setdefault(app, []).append(name)
    return applied
