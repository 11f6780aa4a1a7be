"""How the decisions that an assessment names stand today.

A stored result keeps the decisions as they were; that another court has reversed one since is said
wherever the result names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.engine.codes import Relation
from assessments.precedents.placed_library import Library
from cases.decisions.queries import standings_of
from cases.library.schema import Decision
from cases.library.standing import Standing


def standings_today(library: Mapping[str, Any]) -> Mapping[str, Standing]:
    """Return the standing of the decisions of a stored library by slug, of the published ones."""
    return standings_of(decision["slug"] for decision in library.get("decisions", ()))


def standings_in(today: Library, library: Mapping[str, Any]) -> Mapping[str, Standing]:
    """Return what `standings_today` returns, from the library of today where it was read."""
    slugs = (decision["slug"] for decision in library.get("decisions", ()))
    return {slug: today.standings[slug] for slug in slugs if slug in today.standings}


def withdrawn_since(decisions: Iterable[Decision], today: Mapping[str, Standing]) -> frozenset[str]:
    """Return the slugs of the decisions that are not published any more."""
    return frozenset(decision.slug for decision in decisions) - frozenset(today)


def is_outdated(relation: Relation, standing: Standing) -> bool:
    """Return whether a decision bound a stored result and does not bind any more."""
    return relation in ("follows", "opposed") and (standing.end is not None or not standing.binding)
