"""The decisions of stored assessments that were withdrawn, reversed or changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from assessments.precedents import no_library
from assessments.precedents.placed_library import Library, library_published
from assessments.precedents.states import Changed, State, changed_since, decision_state
from assessments.works.models import Assessment
from cases.library.schema import Decision
from cases.library.standing import Standing

MAX_CACHED = 200  # of assessments, which never change
MAX_FOUND = 20_000  # of assessments, for each library


def decisions_changed(assessment: Assessment, today: Library) -> tuple[Changed, ...]:
    """Return the decisions that a stored result names and that are different in the library today.

    Of a site without decisions nothing follows: none was withdrawn, there are none.
    """
    if no_library.is_empty(today):
        return ()
    states: Mapping[str, State] | None = assessment.library.get("states")
    if states is None:
        states = _states_then(assessment.pk, assessment.as_of, today)
    return changed_since(states, today.states)


def with_changed_decisions(ids: Collection[UUID]) -> set[UUID]:
    """Return which of these assessments name a decision that is different today."""
    return set(changed_decisions_of(ids))


def changed_decisions_of(ids: Collection[UUID]) -> dict[UUID, tuple[Changed, ...]]:
    """Return the decisions that are different today, by the assessment that names them.

    Only the states are read, once for each library; of assessments from before they were stored,
    the decisions, once.
    """
    if not ids:
        return {}
    today = library_published()
    if no_library.is_empty(today):
        return {}
    known = today.changes_found
    if len(known) > MAX_FOUND:
        known.clear()
    missing = [pk for pk in ids if pk not in known]
    rows = Assessment.objects.filter(pk__in=missing).order_by()  # no query where none is missing
    for pk, as_of, states in rows.values_list("pk", "as_of", "library__states"):
        then = _states_then(pk, as_of, today) if states is None else states
        known[pk] = changed_since(then, today.states)
    return {pk: known[pk] for pk in ids if known.get(pk)}


def _states_then(pk: UUID, as_of: dt.date, today: Library) -> dict[str, State]:
    """Return the states of an assessment from before they were stored.

    What ended a decision by its day is known from the decisions of today; an end without a day
    is taken to be older.
    """
    states = {}
    for decision in _decisions_of(pk):
        stood = today.standings.get(decision.slug, Standing()).as_of(as_of)
        standing = replace(stood, finality=decision.finality.state)
        states[decision.slug] = decision_state(decision, standing)
    return states


@lru_cache(maxsize=MAX_CACHED)
def _decisions_of(pk: UUID) -> tuple[Decision, ...]:
    stored = Assessment.objects.values_list("library__decisions", flat=True).get(pk=pk)
    return tuple(Decision.model_validate(value) for value in stored or ())
