"""Decisions that a user may see."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ReadableDecision:
    """A decision as a value, with its row."""

    value: library.Decision | None  # None for an incomplete draft
    row: Decision

    @property
    def status(self) -> str:
        return self.row.status


def published_documents() -> list[str]:
    """Return the canonical texts of all published decisions, ordered by slug."""
    published = Decision.objects.filter(status="published").order_by("slug")
    return [text for text in published.values_list("document", flat=True) if is_readable(text)]


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


def is_readable(document: str) -> bool:
    """Return whether a stored text is valid under the current schema.

    An invalid one is logged and left out, so that it does not break every page of the library.
    """
    try:
        decision_value(document)
    except ValueError as error:
        logger.error("A stored decision cannot be read and is left out: %s", error)
        return False
    return True


def published_slugs(slugs: Iterable[str | None]) -> frozenset[str]:
    """Return the slugs of published decisions among these."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return frozenset()
    published = Decision.objects.filter(status="published", slug__in=wanted).order_by()
    return frozenset(published.values_list("slug", flat=True))
