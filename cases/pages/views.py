"""The public pages of the library of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from cases.decisions.queries import (
    ReadableDecision,
    decision_readable,
    decisions_related,
    may_see_drafts,
    published_decisions,
)
from cases.decisions.services import decision_problems
from cases.library.schema import Decision
from cases.library.standing import Standing, standings
from cases.pages import schemas
from cases.pages.citations import Citation, citations
from cases.pages.forms import SearchForm
from cases.pages.listing import Facet, Option, Result, SearchQuery, search_decisions
from cases.pages.page_cache import cached_public
from cases.pages.panels import render_panels
from cases.pages.treatment import TreatmentRow, treatment_rows
from cases.search.bigrams import Term
from cases.wording.problems import problem_line

PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class LinkedOption:
    """An option of a filter with the address that toggles it."""

    option: Option
    href: str


@dataclass(frozen=True, kw_only=True)
class LinkedFacet:
    """A filter with its linked options."""

    facet: Facet
    options: list[LinkedOption]


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """The template context of the list of decisions."""

    form: SearchForm
    question: SearchQuery
    page_obj: Page[int]
    results: list[Result]
    terms: tuple[Term, ...]
    facets: list[LinkedFacet]
    kept: list[tuple[str, str]]  # chosen filters, as hidden fields of the search form


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    """A decision of the timeline, with how far it binds."""

    decision: Decision
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class DetailPage:
    """The template context of the page of a decision."""

    shown: ReadableDecision
    decision: Decision
    citations: list[Citation]
    panels: list[SafeString]
    standing: Standing
    treatment: list[TreatmentRow]


@require_safe
@cached_public
def decision_list(request: HttpRequest) -> HttpResponse:
    """Show the list with search and filters, whose state stands in the query string."""
    form = SearchForm(request.GET)
    question = form.question(request.GET)
    listing = search_decisions(question)
    page = Paginator(listing.keys, PER_PAGE).get_page(request.GET.get("page"))
    context = ListPage(
        form=form,
        question=question,
        page_obj=page,
        results=listing.results(list(page.object_list)),
        terms=listing.terms,
        facets=[_link_facet(facet, request.GET) for facet in listing.facets],
        kept=[
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name in question.filters
        ],
    )
    return render(request, "cases/list.html", vars(context))


@require_safe
@cached_public
def decision_timeline(request: HttpRequest) -> HttpResponse:
    """Show all published decisions by year, oldest first; those without a date at the end."""
    published = published_decisions()
    standing = standings(published)
    items = [TimelineItem(decision=value, standing=standing[value.slug]) for value in published]
    dated = sorted((item for item in items if item.decision.date), key=_get_day)
    years = [
        {"year": year, "entries": list(of_year)}
        for year, of_year in groupby(dated, key=lambda item: _get_day(item)[:4])
    ]
    undated = [item for item in items if not item.decision.date]
    return render(request, "cases/timeline.html", {"years": years, "undated": undated})


@require_safe
@cached_public
def decision_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one decision."""
    shown = decision_readable(slug=slug, user=request.user)
    if shown is None:
        raise Http404
    if shown.status == "withdrawn" and not may_see_drafts(request.user):
        return render(request, "cases/withdrawn.html", {"decision": shown.row}, status=410)
    if shown.value is None:
        problems = [problem_line(problem) for problem in decision_problems(decision=shown.row)]
        return render(request, "cases/unfinished.html", {"shown": shown, "problems": problems})
    page = _build_page(request, shown, shown.value)
    return render(request, "cases/detail.html", vars(page))


@require_safe
def schema_record(request: HttpRequest) -> HttpResponse:
    """Serve the JSON Schema of a creation record."""
    return _render_schema(schemas.record_schema())


@require_safe
def schema_decision(request: HttpRequest) -> HttpResponse:
    """Serve the JSON Schema of a decision of the library."""
    return _render_schema(schemas.decision_schema())


def _render_schema(schema: dict[str, Any]) -> HttpResponse:
    return JsonResponse(
        schema,
        content_type="application/schema+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


def _build_page(request: HttpRequest, shown: ReadableDecision, value: Decision) -> DetailPage:
    related = decisions_related([value.slug])
    standing = standings([*related.values(), value])[value.slug]
    return DetailPage(
        shown=shown,
        decision=value,
        citations=citations(value, standing),
        panels=render_panels(request, value),
        standing=standing,
        treatment=treatment_rows(value, related),
    )


def _link_facet(facet: Facet, query: QueryDict) -> LinkedFacet:
    options = [
        LinkedOption(option=option, href=_toggle_option(query, facet.name, option.value))
        for option in facet.options
    ]
    return LinkedFacet(facet=facet, options=options)


def _toggle_option(query: QueryDict, name: str, value: str) -> str:
    """Return the address that toggles an option and shows the first page."""
    changed = query.copy()
    values = changed.getlist(name)
    without = [kept for kept in values if kept != value]
    changed.setlist(name, without if value in values else [*values, value])
    changed.pop("page", None)
    return f"?{changed.urlencode()}"


def _get_day(item: TimelineItem) -> str:
    return item.decision.date.value.isoformat() if item.decision.date else ""
