"""Decisions as a reader may see them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A decision as one value, and its state."""

    value: library.Decision | None  # none while a draft is not a whole decision yet
    row: Decision

    @property
    def status(self) -> str:
        return self.row.status


def decision_documents_published() -> list[str]:
    """The texts of all published decisions, ordered by slug: the library as it stands now."""
    published = Decision.objects.filter(status="published").order_by("slug")
    return [text for text in published.values_list("document", flat=True) if readable(text)]


def decision_readable(*, slug: str, user: Any) -> Shown | None:
    """The decision under this slug, or nothing where it is not there for this reader.

    A withdrawn decision is found by everybody: its address must say that it was withdrawn.
    """
    row = Decision.objects.filter(slug=slug).first()
    if row is None or (row.status == "draft" and not may_see_drafts(user)):
        return None
    try:
        value = decision_value(row.document)
    except ValueError:
        value = None
    return Shown(value=value, row=row)


def decision_value(document: str) -> library.Decision:
    """The decision that a stored text holds; raises `ValueError` for an unfinished draft."""
    return documents.value_of(document)


def decisions_published() -> list[library.Decision]:
    """Every published decision, ordered by slug."""
    return [decision_value(document) for document in decision_documents_published()]


def may_see_drafts(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("cases.view_decision"))


def readable(document: str) -> bool:
    """Whether a stored text still is a decision. One that a later version of the schema refuses
    is left out and logged: it must not take every page of the library with it."""
    try:
        decision_value(document)
    except ValueError as error:
        logger.error("A stored decision cannot be read and is left out: %s", error)
        return False
    return True


def slugs_published(slugs: Iterable[str | None]) -> frozenset[str]:
    """Those of the slugs that a reader can open."""
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return frozenset()
    published = Decision.objects.filter(status="published", slug__in=wanted).order_by()
    return frozenset(published.values_list("slug", flat=True))
