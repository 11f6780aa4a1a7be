"""Decisions that a user may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.models_parts import Treatment
from cases.decisions.published import published_documents
from cases.library.standing import Standing, standings


@dataclass(frozen=True, kw_only=True)
class ReadableDecision:
    """A decision as a value, with its row."""

    value: library.Decision | None  # None for an incomplete draft
    row: Decision

    @property
    def status(self) -> str:
        return self.row.status


def decision_readable(*, slug: str, user: User | AnonymousUser) -> ReadableDecision | None:
    """Return the decision with this slug; None where it does not exist for this user.

    A withdrawn decision is returned to everybody, since its page states that it was withdrawn.
    """
    row = Decision.objects.filter(slug=slug).first()
    if row is None or (row.status == "draft" and not may_see_drafts(user)):
        return None
    try:
        value = decision_value(row.document)
    except ValueError:
        value = None
    return ReadableDecision(value=value, row=row)


def decision_value(document: str) -> library.Decision:
    """Parse a stored text; raises `ValueError` for an incomplete draft."""
    return documents.value_of(document)


def published_decisions() -> list[library.Decision]:
    """Return every published decision, ordered by slug."""
    return [decision_value(document) for document in published_documents()]


def may_see_drafts(user: User | AnonymousUser) -> bool:
    """Return whether a user may see unpublished decisions."""
    return bool(user.is_active and user.has_perm("cases.view_decision"))


def decisions_named(value: library.Decision) -> dict[str, library.Decision]:
    """Return the decisions of any status that the treatment of one names, by their slugs.

    Incomplete drafts are left out.
    """
    slugs = {treatment.slug for treatment in value.treatment if treatment.slug}
    if not slugs:
        return {}
    named = Decision.objects.filter(slug__in=slugs).order_by().values_list("document", flat=True)
    return _by_slug(named)


def decisions_related(slugs: Iterable[str]) -> dict[str, library.Decision]:
    """Return the published decisions among these, those that they name, and that name them."""
    wanted = set(slugs)
    if not wanted:
        return {}
    named = Treatment.objects.filter(decision__slug__in=wanted).order_by().values("slug")
    naming = Treatment.objects.filter(slug__in=wanted).order_by().values("decision")
    related = Decision.objects.filter(
        Q(slug__in=wanted) | Q(slug__in=named) | Q(pk__in=naming), status="published"
    )
    return _by_slug(related.order_by().values_list("document", flat=True))


def standings_of(slugs: Iterable[str]) -> Mapping[str, Standing]:
    """Return the standing of the published decisions among these, by their slugs."""
    wanted = set(slugs)
    of_related = standings(decisions_related(wanted).values())
    return {slug: standing for slug, standing in of_related.items() if slug in wanted}


def _by_slug(texts: Iterable[str]) -> dict[str, library.Decision]:
    """Parse stored texts, without those that are incomplete."""
    values = {}
    for text in texts:
        with suppress(ValueError):
            value = decision_value(text)
            values[value.slug] = value
    return values
