"""The decisions of the repository's own files as rows, stored once by each process and copied."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from cases.decisions.services_library import library_load

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def library_store() -> None:
    """Give an empty database the rows of a loaded library.

    For tests that start from them: they are copied, which takes a fiftieth of the time of loading.
    PostgreSQL, whose sequences a copy would leave behind, loads them each time.
    """
    if connection.vendor != "sqlite":
        library_load()
        return
    if not _kept():
        library_load()
        _kept().update(library_rows())
        return
    with connection.cursor() as cursor:
        for table, (columns, rows) in _kept().items():
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("%s" for _ in columns)
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def library_rows() -> Rows:
    """Every row of the decisions by its table, with the names of the columns."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("cases").get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


@cache
def _kept() -> Rows:
    return {}
