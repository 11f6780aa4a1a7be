"""What other parts of the application show on a decision's page.

The library knows nothing of the reasoning, yet a reader wants to see where a decision stands on
its scale. The reasoning registers a panel when its app is ready; the page prints what it gives.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cases.library.schema import Decision

# Returns markup under a heading of its own, or nothing to show.
Panel = Callable[[HttpRequest, Decision], SafeString | None]

_panels: list[Panel] = []


def panel_register(panel: Panel) -> Panel:
    """Show this panel on every decision's page, after those registered before it."""
    if panel not in _panels:
        _panels.append(panel)
    return panel


def panels_rendered(request: HttpRequest, decision: Decision) -> list[SafeString]:
    rendered = (panel(request, decision) for panel in _panels)
    return [markup for markup in rendered if markup]
