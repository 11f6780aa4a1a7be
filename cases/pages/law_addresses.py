"""The permanent addresses of instruments and articles of law."""

from __future__ import annotations

from django.urls import reverse

from cases.law import load_law


def law_address(id: str) -> str:
    """Return the address of an article; "" where the library holds none of this id.

    An entry that speaks of the whole instrument stands on the page of the instrument.
    """
    instrument = load_law().instrument_of.get(id)
    if instrument is None:
        return ""
    if id == instrument.slug:
        return instrument_address(instrument.slug)
    return reverse("law:article", args=[instrument.slug, id.removeprefix(f"{instrument.slug}-")])


def instrument_address(slug: str) -> str:
    """Return the address of an instrument."""
    return reverse("law:instrument", args=[slug])
