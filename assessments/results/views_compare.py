"""Two assessments of one work side by side: what changed in record, library and result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import wording
from assessments.answers.facts_held import HeldFact
from assessments.precedents.placed_library import library_published
from assessments.precedents.values import Link
from assessments.results.change_attribution import (
    AnswerChange,
    ChangeAttribution,
    attribute_changes,
)
from assessments.results.moved import Move, move_of
from assessments.results.page import CitationLinks, differences, record_changes
from assessments.results.page.differences import ResultDifferences
from assessments.results.page.record_changes import RecordChange
from assessments.results.page.result import digests_of, facts_of_assessment
from assessments.results.register import register_of
from assessments.wording import Register
from assessments.works.access import assessment_get_for
from assessments.works.models import Assessment


@dataclass(frozen=True, kw_only=True)
class LibraryChanges:
    """Links to the judged works that came, went, or have other levels now."""

    came: list[Link]
    went: list[Link]
    moved: list[Link]


@dataclass(frozen=True, kw_only=True)
class SingleChangeRow:
    """A change of the record with the answers that it changes by itself."""

    title: str
    moves: list[Move]


@dataclass(frozen=True, kw_only=True)
class CauseRows:
    """A `ChangeAttribution` in words."""

    same_base: bool
    separable: bool
    by_library: list[Move]
    by_record: list[Move]
    single_changes: list[SingleChangeRow]
    num_untried: int


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    """The template context of two assessments of one work."""

    assessment: Assessment  # the one that the address names first
    before: Assessment
    after: Assessment
    tab: str
    changes: list[RecordChange]
    evidence: list[RecordChange]
    shift: ResultDifferences
    library: LibraryChanges
    cause: CauseRows
    facts: list[HeldFact]  # as a lawyer holds them in the later one
    digests: dict[str, str]


@require_safe
@login_required
def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Compare two assessments of one work; the earlier one stands on the left."""
    first = assessment_get_for(request.user, pk)
    second = assessment_get_for(request.user, other)
    if first.work_id != second.work_id:
        raise Http404
    if first == second:
        return redirect(first)
    before, after = sorted((first, second), key=lambda assessment: assessment.created_at)
    changes = record_changes(before.record, after.record)
    register = wording.register(register_of(request))
    page = ComparePage(
        assessment=first,
        before=before,
        after=after,
        tab="compare",
        changes=changes,
        evidence=[change for change in changes if change.part == "evidence"],
        shift=_shift(before, after, register),
        library=_library_changes(before, after),
        cause=_cause_rows(attribute_changes(before, after, changes), register),
        facts=facts_of_assessment(after),
        digests=digests_of(after),
    )
    return render(request, "results/compare.html", vars(page))


def _shift(before: Assessment, after: Assessment, register: Register) -> ResultDifferences:
    refs = (_citation_links(before), _citation_links(after))
    return differences(before.typed_result, after.typed_result, refs, register)


def _citation_links(assessment: Assessment) -> CitationLinks:
    href = reverse("assessments:record", args=[assessment.pk])
    return CitationLinks(
        assessment.record, assessment.library, href, standings=library_published().standings
    )


def _library_changes(before: Assessment, after: Assessment) -> LibraryChanges:
    """Compare the levels of the judged works in both snapshots."""
    then, now = (
        {place["slug"]: place["levels"] for place in assessment.library["places"]}
        for assessment in (before, after)
    )
    moved = [slug for slug in now if slug in then and now[slug] != then[slug]]
    return LibraryChanges(
        came=_named_decisions([slug for slug in now if slug not in then], after),
        went=_named_decisions([slug for slug in then if slug not in now], before),
        moved=_named_decisions(moved, after),
    )


def _named_decisions(slugs: Iterable[str], assessment: Assessment) -> list[Link]:
    """Name decisions as today's library does, else as the snapshot, else by their slugs."""
    published = library_published()
    by_slug = published.by_slug
    today = {by_slug[slug].slug: by_slug[slug] for slug in slugs if slug in by_slug}
    documents = [decision.model_dump(mode="json", by_alias=True) for decision in today.values()]
    decisions = [*assessment.library["decisions"], *documents]
    refs = CitationLinks(assessment.record, {"decisions": decisions}, standings=published.standings)
    return [refs.decision(slug) for slug in slugs]


def _cause_rows(attribution: ChangeAttribution, register: Register) -> CauseRows:
    return CauseRows(
        same_base=attribution.same_base,
        separable=attribution.separable,
        by_library=_moves(attribution.by_library, register),
        by_record=_moves(attribution.by_record, register),
        single_changes=[
            SingleChangeRow(
                title=effect.change.title,
                moves=_moves(effect.moves, register),
            )
            for effect in attribution.single_changes
        ],
        num_untried=attribution.num_untried,
    )


def _moves(changes: Iterable[AnswerChange], register: Register) -> list[Move]:
    return [move_of(change.basis, change.before, change.after, register) for change in changes]
