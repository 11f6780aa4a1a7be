"""The public pages of the library of decisions."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.decisions.queries import (
    Shown,
    decision_readable,
    decisions_published,
    may_see_drafts,
    slugs_published,
)
from cases.decisions.services import decision_problems
from cases.library.schema import Decision
from cases.pages import schemas
from cases.pages.citations import citations
from cases.pages.forms import QuestionForm
from cases.pages.listing import Facet, decisions_listed
from cases.pages.panels import panels_rendered
from cases.wording.problems import problem_line

PER_PAGE = 20


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Search and filters; everything that is chosen stands in the address."""
    form = QuestionForm(request.GET)
    question = form.question(request.GET)
    listing = decisions_listed(question)
    page = Paginator(listing.found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "question": question,
        "page_obj": page,
        "results": listing.results(list(page.object_list)),
        "terms": listing.terms,
        "facets": [_facet(facet, request.GET) for facet in listing.facets],
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name in question.chosen
        ],
    }
    return render(request, "cases/list.html", context)


@require_safe
def decision_timeline(request: HttpRequest) -> HttpResponse:
    """All published decisions by year, oldest first; those without a date at the end."""
    published = decisions_published()
    dated = sorted((value for value in published if value.date), key=_day)
    years = [
        {"year": year, "decisions": list(decisions)}
        for year, decisions in groupby(dated, key=lambda value: _day(value)[:4])
    ]
    undated = [value for value in published if not value.date]
    return render(request, "cases/timeline.html", {"years": years, "undated": undated})


@require_safe
def decision_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision with everything the library holds on it."""
    shown = decision_readable(slug=slug, user=request.user)
    if shown is None:
        raise Http404
    if shown.status == "withdrawn" and not may_see_drafts(request.user):
        return render(request, "cases/withdrawn.html", {"decision": shown.row}, status=410)
    if shown.value is None:
        problems = [problem_line(each) for each in decision_problems(decision=shown.row)]
        return render(request, "cases/unfinished.html", {"shown": shown, "problems": problems})
    return render(request, "cases/detail.html", _detail(request, shown, shown.value))


@require_safe
def schema_record(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a creation record."""
    return _schema(schemas.record_schema())


@require_safe
def schema_decision(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a decision of the library."""
    return _schema(schemas.decision_schema())


def _schema(schema: dict[str, Any]) -> HttpResponse:
    return JsonResponse(
        schema,
        content_type="application/schema+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


def _detail(request: HttpRequest, shown: Shown, value: Decision) -> dict[str, Any]:
    return {
        "shown": shown,
        "decision": value,
        "citations": citations(value),
        "panels": panels_rendered(request, value),
        "linked": slugs_published(each.slug for each in value.treatment),
    }


def _facet(facet: Facet, query: QueryDict) -> dict[str, Any]:
    options = [
        {"option": option, "href": _toggled(query, facet.name, option.value)}
        for option in facet.options
    ]
    return {"facet": facet, "options": options}


def _toggled(query: QueryDict, name: str, value: str) -> str:
    """The address with this option switched over, on the first page again."""
    changed = query.copy()
    values = changed.getlist(name)
    without = [each for each in values if each != value]
    changed.setlist(name, without if value in values else [*values, value])
    changed.pop("page", None)
    return f"?{changed.urlencode()}"


def _day(value: Decision) -> str:
    return value.date.value.isoformat() if value.date else ""
