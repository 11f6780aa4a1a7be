"""The list, 25 rows a page, and the answer that `tests.browser.site` waits for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.plain_site.models import Book

PER_PAGE = 25


def book_list(request: HttpRequest) -> HttpResponse:
    books = Book.objects.select_related("author")
    page = Paginator(books, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "plain_site/books.html", {"page": page})


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")
