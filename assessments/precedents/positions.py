"""The levels of published decisions on the dimensions of the reasoning."""

from __future__ import annotations

from assessments.precedents.placed_library import library_published


def positions(slug: str) -> dict[str, int | None] | None:
    """Return the level (0-4) that was held of a judged work by dimension; None: not reached.

    There is none where the slug names no judged work.
    """
    library = library_published()
    return library.levels(slug) if slug in library.placed_by_slug else None
