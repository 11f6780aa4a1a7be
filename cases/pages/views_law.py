"""The public pages of the law: the list, an instrument, an article."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cases.law import Instrument, load_law
from cases.library.schema import Language
from cases.pages.forms import LawSearchForm
from cases.pages.law_listing import (
    InstrumentGroup,
    instrument_groups,
    instrument_rows,
    search_articles,
)
from cases.pages.law_page import ArticleDetail, ArticleRow, article_detail
from cases.pages.page_cache import cached_public
from cases.pages.panels import render_law_panels
from cases.search import bigrams
from cases.search.texts import Excerpt


@dataclass(frozen=True, kw_only=True)
class LawList:
    """The template context of the list; `results` is None where nothing was asked."""

    form: LawSearchForm
    groups: list[InstrumentGroup]
    results: list[tuple[ArticleRow, Excerpt]] | None
    terms: tuple[bigrams.Term, ...]


@dataclass(frozen=True, kw_only=True)
class InstrumentPage:
    """The template context of an instrument; `whole` is its entry that names no article."""

    instrument: Instrument
    rows: tuple[ArticleRow, ...]
    whole: ArticleDetail | None
    panels: list[SafeString]
    address: str


@dataclass(frozen=True, kw_only=True)
class ArticlePage:
    """The template context of an article."""

    instrument: Instrument
    detail: ArticleDetail
    panels: list[SafeString]
    address: str


@require_safe
@cached_public
def law_list(request: HttpRequest) -> HttpResponse:
    """Show all instruments or, where words are asked for, the articles in which they stand."""
    form = LawSearchForm(request.GET)
    asked = form.cleaned_data.get("q", "") if form.is_valid() else ""
    terms = bigrams.terms(asked)
    language: Language = "zh" if (get_language() or "").startswith("zh") else "en"
    page = LawList(
        form=form,
        groups=[] if asked else instrument_groups(),
        results=search_articles(terms, language) if terms else [] if asked else None,
        terms=terms,
    )
    return render(request, "cases/law_list.html", vars(page))


@require_safe
@cached_public
def law_instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an instrument with its articles."""
    instrument = load_law().by_slug.get(slug)
    if instrument is None:
        raise Http404
    rows = instrument_rows(instrument)
    is_whole = any(row.article.id == slug for row in rows)
    page = InstrumentPage(
        instrument=instrument,
        rows=tuple(row for row in rows if row.article.id != slug),
        whole=article_detail(slug, timezone.localdate()) if is_whole else None,
        panels=render_law_panels(request, slug) if is_whole else [],
        address=urljoin(settings.SITE_ROOT, request.path),
    )
    return render(request, "cases/law_instrument.html", vars(page))


@require_safe
@cached_public
def law_article(request: HttpRequest, slug: str, article: str) -> HttpResponse:
    """Show an article: wording, paraphrase, validity, source, and what rests on it."""
    id = f"{slug}-{article}"
    instrument = load_law().instrument_of.get(id)
    if instrument is None or instrument.slug != slug:
        raise Http404
    page = ArticlePage(
        instrument=instrument,
        detail=article_detail(id, timezone.localdate()),
        panels=render_law_panels(request, id),
        address=urljoin(settings.SITE_ROOT, request.path),
    )
    return render(request, "cases/law_article.html", vars(page))
