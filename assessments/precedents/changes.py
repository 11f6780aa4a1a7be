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
    stored = dict(rows.values_list("pk", "library__states")) if ids else {}
    if old := [pk for pk, states in stored.items() if states is None]:
        decisions = rows.filter(pk__in=old).values_list("pk", "library__decisions")
        stored |= {pk: states_stored({"decisions": found or ()}) for pk, found in decisions}
    today = library_published().states if stored else {}
    return {pk for pk, states in stored.items() if changed_since(states, today)}
