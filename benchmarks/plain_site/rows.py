"""Fills the tables of the plain site and signs somebody in; prints the key of the session.

Runs inside `manage.py shell` of the plain site.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from benchmarks.plain_site.models import Author, Book

NUM_AUTHORS = 20
FIRST_DAY = dt.date(2020, 1, 1)


def main(num_books: int) -> None:
    authors = Author.objects.bulk_create(Author(name=f"Author {n}") for n in range(NUM_AUTHORS))
    Book.objects.bulk_create(
        Book(
            title=f"Book {n:04}",
            author=authors[n % NUM_AUTHORS],
            published=FIRST_DAY + dt.timedelta(days=n),
        )
        for n in range(num_books)
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.create_user("reader"))
    print(client.cookies[settings.SESSION_COOKIE_NAME].value)
