"""The file of SQLite: made private, and not before somebody opens it.

Settings that made it would leave an empty database behind where a command only reads, in a folder
that may be a mistyped one.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any


class PrivateConnection(sqlite3.Connection):
    """A connection whose file, where it is a new one, only its owner may read (mode 600)."""

    def __init__(self, database: str | Path, **options: Any) -> None:
        path = Path(database)
        if not str(path).startswith((":memory:", "file:")):
            with suppress(FileExistsError, FileNotFoundError):  # SQLite names a missing folder
                path.touch(mode=0o600, exist_ok=False)
        super().__init__(database, **options)
