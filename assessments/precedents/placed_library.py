"""The decisions that a work is compared with, placed on the dimensions once per library.

The library is the published decisions of the database. A command on a fresh checkout, where none
was ever loaded, reads the files of the case library instead and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from assessments.engine import CaseBase, PlacedPrecedent, Precedent, Result, Rules, load_rules
from assessments.precedents.states import Changed, State, decision_state
from cases import library as files
from cases.decisions.documents import value_of
from cases.decisions.published import (
    NothingLoaded,
    published_documents,
    published_documents_or_refuse,
)
from cases.library.schema import Decision
from cases.library.standing import Standing, standings

NAMING_KEYS = frozenset({"authority", "bound_by", "precedent", "precedents", "slug", "source"})
FILES_USED = (
    "The case library of the files is used: {}. To use another, check DATA_DIR and POSTGRES_HOST."
)
MAX_CACHED_LIBRARIES = 2  # an older one serves requests that are still under way


@dataclass(frozen=True, kw_only=True)
class Library:
    """Published decisions, and the works that they judged with their levels on every dimension."""

    decisions: Sequence[Decision]
    rules: Rules

    @cached_property
    def precedents(self) -> list[Precedent]:
        """All judged works, in the order of the decisions."""
        return [
            precedent
            for decision in self.decisions
            for precedent in precedents_of(decision, self.standings[decision.slug])
        ]

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How far each decision binds, by its slug."""
        return standings(self.decisions)

    @cached_property
    def base(self) -> CaseBase:
        """The precedents as the reasoning compares with them."""
        return CaseBase.build(self.precedents, self.rules)

    @cached_property
    def by_slug(self) -> dict[str, Decision]:
        """Decisions by their own slug and by the slug of each work that they judged."""
        by_slug = {decision.slug: decision for decision in self.decisions}
        for decision in self.decisions:
            by_slug.update({judged.slug: decision for judged in decision.judged})
        return by_slug

    @cached_property
    def placed_by_slug(self) -> dict[str, PlacedPrecedent]:
        """Placed precedents by the slug of the judged work."""
        return {placed.slug: placed for placed in self.base.placed}

    @cached_property
    def states(self) -> dict[str, State]:
        """What each decision is and how it stands, by its slug, to tell later what changed."""
        return {d.slug: decision_state(d, self.standings[d.slug]) for d in self.decisions}

    @cached_property
    def changes_found(self) -> dict[UUID, tuple[Changed, ...]]:
        """What was found to have changed since an assessment, by its id; kept by `changes`.

        Neither an assessment nor this library changes, so it is found once.
        """
        return {}

    def levels(self, slug: str) -> dict[str, int | None]:
        """Return the level (0-4) that the decider held by dimension; None: not reached.

        Raises KeyError for a slug that names no judged work.
        """
        return dict(zip(self.rules.dimension_ids, self.placed_by_slug[slug].held, strict=True))

    def cited_decisions(self, result: Result) -> list[Decision]:
        """Return the decisions that a result names, each once."""
        return self.decisions_named(result, ())

    def decisions_named(self, result: Result, slugs: Iterable[str]) -> list[Decision]:
        """Return the decisions that a result names, and those of `slugs`, each once.

        Of `slugs` only those count that were decided by the day of the result.
        """
        cited = [self.by_slug[name] for name in cited_slugs(result) if name in self.by_slug]
        named = [self.by_slug[name] for name in slugs if name in self.by_slug]
        known = [decision for decision in named if _was_decided(decision, result.as_of)]
        return list({decision.slug: decision for decision in [*cited, *known]}.values())


def library_published() -> Library:
    """Return the published library; it is placed again only when it has changed."""
    return _library(tuple(published_documents()))


def library_for_command_line(notify: Callable[[str], object]) -> Library:
    """Return the published library, or that of the files where nobody loaded one yet.

    `notify` gets the sentence that says so. Every other state of the database raises its error
    (`published_documents_or_refuse`): what a curator withdrew must not decide again.
    """
    try:
        return _library(tuple(published_documents_or_refuse()))
    except NothingLoaded as state:
        notify(FILES_USED.format(state))
        return library_from_files()


def library_from_files() -> Library:
    """Return the library of the files; raise InvalidLibrary where one is faulty."""
    published = [decision for decision in files.load_all() if decision.status == "published"]
    return Library(decisions=published, rules=load_rules())


def _was_decided(decision: Decision, day: dt.date | None) -> bool:
    """Whether a decision was certainly made by a day."""
    return day is None or (decision.date is not None and decision.date.decided_by <= day)


def precedents_of(decision: Decision, standing: Standing) -> list[Precedent]:
    """Return every work that a decision judged, as the reasoning reads it."""
    return [
        Precedent(
            slug=judged.slug,
            decided_on=decision.date.decided_by if decision.date else None,
            jurisdiction=decision.jurisdiction,
            outcome=judged.outcome,
            elements={name: holding.finding for name, holding in judged.elements.items()},
            held={name: held.level for name, held in judged.held.items()},
            turned_on=judged.turned_on,
            unreported=judged.unreported,
            refused_for=judged.refused_for,
            record=judged.record,
            finality=standing.finality,
            binding=standing.binding,
            binds_until=standing.binds_until,
        )
        for judged in decision.judged
    ]


def cited_slugs(result: Result) -> list[str]:
    """Return the slugs of decisions and ids of rules that a result names, sorted."""
    return sorted(set(_cited_names(result.plain())))


@lru_cache(maxsize=MAX_CACHED_LIBRARIES)
def _library(documents: tuple[str, ...]) -> Library:
    decisions = [value_of(document) for document in documents]
    return Library(decisions=decisions, rules=load_rules())


def _cited_names(value: Any, *, are_names: bool = False) -> Iterator[str]:
    """Yield the texts under every key of a result that names rules or decisions."""
    if isinstance(value, str):
        if are_names:
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _cited_names(inner, are_names=key in NAMING_KEYS)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited_names(inner, are_names=are_names)
