"""The texts of the published decisions, read without a model.

A command that only reads them starts without the models of any app (`manage.py assess`).
"""

from __future__ import annotations

import logging

from django.db import connection

from cases.decisions import documents

logger = logging.getLogger(__name__)


def published_documents() -> list[str]:
    """Return the canonical texts of all published decisions, ordered by slug."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document FROM cases_decision WHERE status = 'published' ORDER BY slug"
        )
        return [text for (text,) in cursor.fetchall() if is_readable(text)]


def is_readable(document: str) -> bool:
    """Return whether a stored text is valid under the current schema.

    An invalid one is logged and left out, so that it does not break every page of the library.
    """
    try:
        documents.value_of(document)
    except ValueError as error:
        logger.error("A stored decision cannot be read and is left out: %s", error)
        return False
    return True
