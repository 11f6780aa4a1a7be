"""The short path in templates of other rooms: the questions that were asked."""

from __future__ import annotations

from typing import Any

from django import template

from assessments.making.forms import SHORT_NAMES
from assessments.making.questions import asked_questions
from assessments.works.drafts import Draft

register = template.Library()


@register.simple_tag
def asked(draft: Draft) -> list[tuple[str, Any]]:
    """Return the questions that were asked, each with its short name; each can be opened again."""
    return [(name, SHORT_NAMES[name]) for name in asked_questions(draft)]
