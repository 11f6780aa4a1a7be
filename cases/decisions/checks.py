"""A system check that the files of the library can be loaded, at start and at deployment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register

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


@register(Tags.database, deploy=True)
def check_published(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Warn where no decision is published: the site gives no answer then."""
    if "default" not in (databases or ()):
        return []
    from django.db import DatabaseError

    from cases.decisions.published import has_published_decisions

    try:
        is_empty = not has_published_decisions()
    except DatabaseError:  # no table yet
        is_empty = True
    said, hint = "No decision is published, so the site gives no answer.", "Run load_library."
    return [Warning(said, hint=hint, id="cases.W001")] if is_empty else []
