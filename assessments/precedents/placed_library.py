"""The decisions that a work is compared with: read from the case library, placed once.

The published decisions of the database are the library; a command line on a fresh checkout, whose
database has none yet, reads the files of the library instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import OperationalError, ProgrammingError

from assessments.engine import CaseBase, PlacedPrecedent, Precedent, Result, Rules, load_rules
from cases import library as files
from cases.decisions.queries import decision_value, published_documents
from cases.library.schema import Decision

MAX_CACHED_LIBRARIES = 2  # an older one serves requests that are still under way


@dataclass(frozen=True, kw_only=True)
class Library:
    """Published decisions, and the works that they judged with their places on the scale."""

    decisions: Sequence[Decision]
    rules: Rules

    @cached_property
    def precedents(self) -> list[Precedent]:
        return [precedent for decision in self.decisions for precedent in precedents_of(decision)]

    @cached_property
    def base(self) -> CaseBase:
        return CaseBase.build(self.precedents, self.rules)

    @cached_property
    def by_slug(self) -> dict[str, Decision]:
        """Decisions by their own slug and by the slug of each work that they judged."""
        found = {decision.slug: decision for decision in self.decisions}
        for decision in self.decisions:
            found.update({judged.slug: decision for judged in decision.judged})
        return found

    @cached_property
    def placed(self) -> dict[str, PlacedPrecedent]:
        return {placed.slug: placed for placed in self.base.placed}

    def levels(self, slug: str) -> dict[str, int]:
        """The levels (0-4) that a court held proved, by dimension."""
        return dict(zip(self.rules.dimension_ids, self.placed[slug].levels, strict=True))

    def cited(self, result: Result) -> list[Decision]:
        """The decisions that a result names, each once."""
        named = [self.by_slug[name] for name in cited_slugs(result) if name in self.by_slug]
        return list({decision.slug: decision for decision in named}.values())


def library_published() -> Library:
    """The library as it is published now; placed once for as long as it does not change."""
    return _library(tuple(published_documents()))


def library_for_command_line() -> Library:
    """The published library, or that of the files where the database has none."""
    try:
        library = library_published()
    except (OperationalError, ProgrammingError):  # no table yet
        return library_from_files()
    return library if library.decisions else library_from_files()


def library_from_files() -> Library:
    """What a fresh checkout holds; raises InvalidLibrary where a file is faulty."""
    published = [decision for decision in files.load_all() if decision.status == "published"]
    return Library(decisions=published, rules=load_rules())


def precedents_of(decision: Decision) -> list[Precedent]:
    """Every work that a decision judged, as the reasoning reads it."""
    return [
        Precedent(
            slug=judged.slug,
            decided_on=decision.date.decided_by if decision.date else None,
            jurisdiction=decision.jurisdiction,
            outcome=judged.outcome,
            elements={name: holding.finding for name, holding in judged.elements.items()},
            turned_on=judged.turned_on,
            record=judged.record,
        )
        for judged in decision.judged
    ]


def cited_slugs(result: Result) -> list[str]:
    """Every decision and rule that a result names, in a fixed order."""
    return sorted(set(_names(result)))


@lru_cache(maxsize=MAX_CACHED_LIBRARIES)
def _library(documents: tuple[str, ...]) -> Library:
    decisions = [decision_value(document) for document in documents]
    return Library(decisions=decisions, rules=load_rules())


def _names(result: Result) -> Iterator[str]:
    for answer in (result.claimed, result.proved):
        for element in answer.elements.values():
            for reason in element.reasons:
                yield from reason.authority
        for level in answer.findings.values():
            yield from level.authority
        yield from (compared.slug for compared in answer.precedents)
    for layer in result.layers:
        yield from layer.authority
    yield from (compared.slug for compared in result.precedents)
    yield from result.ownership.authority
    yield from (duty.source for duty in result.duties)
