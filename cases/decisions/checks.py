"""A system check that the files of the library can be loaded, at start and at deployment."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

TAG = "library"


@register(TAG)
def check_library_files(**options: Any) -> list[CheckMessage]:
    """Return an error for every problem of every file."""
    from cases import library

    try:
        library.load_all()
    except library.InvalidLibrary as error:
        return [
            Error(str(fault.problem), obj=fault.path.name, id="cases.E001")
            for fault in error.problems
        ]
    return []
