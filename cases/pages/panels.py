"""Panels that other apps add to the page of a decision or of an article of law.

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
# The same for the id of an article.
LawPanel = Callable[[HttpRequest, str], SafeString | None]

_panels: list[Panel] = []
_law_panels: list[LawPanel] = []


def panel_register(panel: Panel) -> Panel:
    """Register a panel for the page of every decision; usable as a decorator."""
    if panel not in _panels:
        _panels.append(panel)
    return panel


def render_panels(request: HttpRequest, decision: Decision) -> list[SafeString]:
    """Render the panels in the order of their registration, without empty ones."""
    rendered = (panel(request, decision) for panel in _panels)
    return [markup for markup in rendered if markup]


def law_panel_register(panel: LawPanel) -> LawPanel:
    """Register a panel for the page of every article of law; usable as a decorator."""
    if panel not in _law_panels:
        _law_panels.append(panel)
    return panel


def render_law_panels(request: HttpRequest, id: str) -> list[SafeString]:
    """Render the panels of an article in the order of their registration, without empty ones."""
    rendered = (panel(request, id) for panel in _law_panels)
    return [markup for markup in rendered if markup]
