"""A system check that the library's files can be loaded: faults show at start and deploy, not
when a curator or a user meets them."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from cases import library

TAG = "library"


@register(TAG)
def files_can_be_loaded(**options: Any) -> list[CheckMessage]:
    """One error for every problem of every file."""
    try:
        library.load_all()
    except library.InvalidLibrary as error:
        return [
            Error(str(each.problem), obj=each.path.name, id="cases.E001") for each in error.problems
        ]
    return []
