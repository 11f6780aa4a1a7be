"""The decisions of stored assessments that were withdrawn, reversed or changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from assessments.precedents.placed_library import library_published
from assessments.precedents.states import Changed, changed_since, states_stored
from assessments.works.models import Assessment


def decisions_changed(library: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Return the decisions of a stored library that are different today."""
    return changed_since(states_stored(library), library_published().states)


def with_changed_decisions(ids: Collection[UUID]) -> set[UUID]:
    """Return which of these assessments name a decision that is different today.

    Only the states are read; of assessments from before they were stored, the decisions.
    """
    rows = Assessment.objects.filter(pk__in=ids).order_by()
    stored = dict(rows.values_list("pk", "library__states"))
    old = [pk for pk, states in stored.items() if states is None]
    found = {pk for pk, states in stored.items() if states and _are_changed(states)}
    for pk, decisions in rows.filter(pk__in=old).values_list("pk", "library__decisions"):
        if decisions_changed({"decisions": decisions or ()}):
            found.add(pk)
    return found


def _are_changed(states: Mapping[str, Any]) -> bool:
    return bool(changed_since(states, library_published().states))
