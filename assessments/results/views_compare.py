"""Two assessments of one work side by side: what changed in record, library and result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import wording
from assessments.precedents.placed_library import library_published
from assessments.results.change_attribution import (
    AnswerChange,
    ChangeAttribution,
    attribute_changes,
)
from assessments.results.page import CitationLinks, differences, record_changes
from assessments.results.register import register_of
from assessments.works.access import assessment_get_for
from assessments.works.models import Assessment


@require_safe
@login_required
def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """The earlier of the two stands on the left, whichever the address names first."""
    first = assessment_get_for(request.user, pk)
    second = assessment_get_for(request.user, other)
    if first.work_id != second.work_id:
        raise Http404
    if first == second:
        return redirect(first)
    before, after = sorted((first, second), key=lambda made: made.created_at)
    changes = record_changes(before.record, after.record)
    context = {
        "assessment": first,
        "before": before,
        "after": after,
        "tab": "compare",
        "changes": changes,
        "evidence": [change for change in changes if change.part == "evidence"],
        "shift": _shift(before, after, register_of(request)),
        "library": _library(before, after),
        "cause": _cause(attribute_changes(before, after, changes)),
    }
    return render(request, "results/compare.html", context)


def _shift(before: Assessment, after: Assessment, reading: str) -> dict[str, Any]:
    refs = (_refs(before), _refs(after))
    return differences(before.typed_result, after.typed_result, refs, wording.register(reading))


def _refs(made: Assessment) -> CitationLinks:
    href = reverse("assessments:record", args=[made.pk])
    return CitationLinks(made.record, made.library, href)


def _library(before: Assessment, after: Assessment) -> dict[str, Any]:
    """Judged works that came, went, or stand elsewhere on the scales now."""
    then, now = (
        {place["slug"]: place["levels"] for place in made.library["places"]}
        for made in (before, after)
    )
    moved = [slug for slug in now if slug in then and now[slug] != then[slug]]
    return {
        "came": _named_decisions([slug for slug in now if slug not in then], after),
        "went": _named_decisions([slug for slug in then if slug not in now], before),
        "moved": _named_decisions(moved, after),
    }


def _named_decisions(slugs: Iterable[str], made: Assessment) -> list[Any]:
    """By the name in today's library; one that it no longer holds keeps its address."""
    by_slug = library_published().by_slug
    found = {by_slug[slug].slug: by_slug[slug] for slug in slugs if slug in by_slug}
    shown = [d.model_dump(mode="json", by_alias=True) for d in found.values()]
    refs = CitationLinks(made.record, {"decisions": [*made.library["decisions"], *shown]})
    return [refs.decision(slug) for slug in slugs]


def _cause(attribution: ChangeAttribution) -> dict[str, Any]:
    return {
        "same_base": attribution.same_base,
        "separable": attribution.separable,
        "by_library": [_answer_change_row(move) for move in attribution.by_library],
        "by_record": [_answer_change_row(move) for move in attribution.by_record],
        "alone": [
            {
                "title": alone.change.title,
                "moves": [_answer_change_row(move) for move in alone.moves],
            }
            for alone in attribution.alone
        ],
        "untried": attribution.untried,
    }


def _answer_change_row(move: AnswerChange) -> dict[str, str]:
    return {
        "title": wording.basis(move.basis),
        "before": move.before,
        "before_label": wording.conclusion_label(move.before),
        "after": move.after,
        "after_label": wording.conclusion_label(move.after),
    }
