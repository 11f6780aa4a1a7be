"""What is asked at a place of a record, in templates."""

from __future__ import annotations

from typing import Any

from django import template

from assessments.results.page.asking import Asking

register = template.Library()


@register.inclusion_tag("results/_asked.html")
def asked(asking: Asking | None, part: str, number: int = 0) -> dict[str, Any]:
    """Show what is asked at a place, with the way to ask; nothing outside of matters."""
    return {"place": asking.at(part, number) if asking else None}
