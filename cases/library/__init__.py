"""The decisions of the library, one YAML file each, as typed values.

The package uses no Django, database or network.
"""

from __future__ import annotations

from cases.library.loading import (
    FOLDER,
    FileProblem,
    InvalidLibrary,
    content_hash,
    load_all,
    load_file,
    parse_decision,
)
from cases.library.schema import Decision, JudgedRecord

__all__ = [
    "FOLDER",
    "Decision",
    "FileProblem",
    "InvalidLibrary",
    "JudgedRecord",
    "content_hash",
    "load_all",
    "load_file",
    "parse_decision",
]
