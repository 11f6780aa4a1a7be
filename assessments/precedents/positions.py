"""Where published decisions stand on the scale of the reasoning."""

from __future__ import annotations

from assessments.precedents.placed_library import library_published


def positions(slug: str) -> dict[str, int] | None:
    """Where a judged work stands on every dimension (0-4), as its court held proved."""
    library = library_published()
    return library.levels(slug) if slug in library.placed else None
