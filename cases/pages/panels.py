"""Panels that other apps add to the page of a decision.

The library does not import the reasoning. An app registers its panels when it is ready, and the
page renders them.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cases.library.schema import Decision

# Returns markup with its own heading, or None.
Panel = Callable[[HttpRequest, Decision], SafeString | None]

_panels: list[Panel] = []


def panel_register(panel: Panel) -> Panel:
    """Register a panel for the page of every decision; usable as a decorator."""
    if panel not in _panels:
        _panels.append(panel)
    return panel


def render_panels(request: HttpRequest, decision: Decision) -> list[SafeString]:
    """Render the panels in the order of their registration, without empty ones."""
    rendered = (panel(request, decision) for panel in _panels)
    return [markup for markup in rendered if markup]
