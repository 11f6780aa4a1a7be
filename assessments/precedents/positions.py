"""The levels of published decisions on the dimensions of the reasoning."""

from __future__ import annotations

from assessments.precedents.placed_library import library_published


def positions(slug: str) -> dict[str, int] | None:
    """Return the level (0-4) of a judged work by dimension; None where the slug names none.

    The levels follow from the facts that its court held proved.
    """
    library = library_published()
    return library.levels(slug) if slug in library.placed_by_slug else None
