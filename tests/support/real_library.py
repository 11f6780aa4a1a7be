"""The decisions of the repository's own files: values that never change, so read only once."""

from __future__ import annotations

from functools import cache

from assessments.engine import load_rules
from assessments.precedents.placed_library import Library
from cases.library import Decision, load_all


@cache
def real_decisions() -> tuple[Decision, ...]:
    return tuple(load_all())


@cache
def real_library() -> Library:
    """The published decisions, as `library_from_files` reads them for every command."""
    published = [decision for decision in real_decisions() if decision.status == "published"]
    return Library(decisions=published, rules=load_rules())
