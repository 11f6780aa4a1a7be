"""The short path in templates of other rooms: the questions that were asked, what is undecided."""

from __future__ import annotations

from typing import Any

from django import template

from assessments.making.forms import SHORT_NAMES
from assessments.making.questions import asked_questions
from assessments.making.saving import HAND, answer_of
from assessments.making.strip import num_undecided
from assessments.works.drafts import Draft

register = template.Library()


@register.simple_tag
def asked(draft: Draft) -> list[tuple[str, Any]]:
    """Return the questions that were asked, each with its short name; each can be opened again."""
    return [(name, SHORT_NAMES[name]) for name in asked_questions(draft)]


@register.simple_tag
def undecided(draft: Draft) -> int:
    """Return how many rounds were read from files and count for nothing yet."""
    return num_undecided(draft)


@register.simple_tag
def own_words(draft: Draft) -> str:
    """Return what a person wrote of their work by hand beside what they ticked."""
    return str(answer_of(draft, HAND).get("where") or "")
