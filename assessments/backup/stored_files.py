"""Which files in storage belong to the database: every one that a row names.

A file that no row names is what a killed attempt left; it is not part of a backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model

from assessments.backup.archive import digest_of
from assessments.dossier.models import Dossier
from assessments.evidence.models import FileReading, Original
from assessments.evidence.models_storage import StorageMark
from assessments.memo.models import Memo

#: Models with a stored file: the column of its name; each has a column `sha256` beside it.
FILE_COLUMNS: tuple[tuple[type[Model], str], ...] = (
    (Original, "file"),
    (Memo, "pdf"),
    (Dossier, "file"),
    (StorageMark, "file"),
)


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """The name of a file in storage, and the SHA-256 that its row states ("" where none)."""

    name: str
    sha256: str


def stored_files(cursor: Any) -> list[StoredFile]:
    """Return the files that the rows of a database name, through any DB-API cursor of it."""
    files = []
    for model, column in FILE_COLUMNS:
        table = model._meta.db_table
        # Two originals may name one file that was stored before each draft had its own.
        cursor.execute(
            f"SELECT DISTINCT {column}, sha256 FROM {table} WHERE {column} <> '' ORDER BY 1"
        )
        files += [StoredFile(name=name, sha256=digest) for name, digest in cursor.fetchall()]
    table = FileReading._meta.db_table
    cursor.execute(f"SELECT DISTINCT report_file FROM {table} WHERE report_file <> '' ORDER BY 1")
    # The row has the digest of the report, not of its compressed file.
    files += [StoredFile(name=name, sha256="") for (name,) in cursor.fetchall()]
    return files


def stored_digest(name: str) -> str | None:
    """Return the SHA-256 of a file in storage; None where there is none of this name."""
    try:
        file = default_storage.open(name, "rb")
    except FileNotFoundError:
        return None
    with file:
        return digest_of(file)


def is_whole(stored: StoredFile) -> bool:
    """Return whether a file is in storage with the bytes that its row states."""
    digest = stored_digest(stored.name)
    return digest is not None and digest == (stored.sha256 or digest)


def is_named(name: str) -> bool:
    """Return whether a row of the live database names the file."""
    return any(_rows(model, column, name).exists() for model, column in FILE_COLUMNS)


def delete_rows_without_file(names: list[str]) -> int:
    """Delete the rows that name these files; return how many there were."""
    return sum(
        _rows(model, column, name).delete()[0] for model, column in FILE_COLUMNS for name in names
    )


def _rows(model: type[Model], column: str, name: str) -> Any:
    return model._default_manager.filter(**{column: name})
