"""A system check that the files of the library can be loaded, at start and at deployment."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

TAG = "library"


@register(TAG)
def check_library_files(**options: Any) -> list[CheckMessage]:
    """Return an error for every problem of every file, and for decisions that contradict."""
    from cases import library
    from cases.library.consistency import HOME, contradictions

    try:
        decisions = library.load_all()
    except library.InvalidLibrary as error:
        return [
            Error(str(fault.problem), obj=fault.path.name, id="cases.E001")
            for fault in error.problems
        ]
    published = [decision for decision in decisions if decision.status == "published"]
    return [
        Error(
            str(found),
            hint="Read both decisions again, and state what each was held on.",
            obj=found.bound,
            id="cases.E002",
        )
        for found in contradictions(published)
        if found.jurisdiction == HOME
    ]
