"""Tags and filters for the templates of the memo, and of the drawing that page and memo share."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.translation import pgettext

from assessments import wording
from assessments.memo.writing import space
from assessments.typesetting.dates import day
from assessments.wording.numbers import steps

register = template.Library()

register.filter("day", day)
register.filter("element_name", wording.element)
register.filter("element_status", wording.element_status)
register.filter("element_position", wording.element_position)
register.filter("dimension_name", wording.dimension)
register.simple_tag(wording.level, name="level_name")
register.simple_tag(steps, name="steps")
register.simple_tag(space, name="sentence_space")


@register.filter
def conclusion_label(word: str) -> str:
    """Return the plain name of a word of the ladder."""
    return wording.register(wording.PLAIN).conclusion_label(word)


@register.filter
def plain(number: float) -> str:
    """Format a coordinate with a decimal point in every language and at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")


@register.filter
def shift(number: float, by: int) -> float:
    """Add a number to a coordinate."""
    return float(number) + int(by)


@register.filter
def in_brackets(text: object) -> str:
    """Put a text in the brackets of the language."""
    return format_html(pgettext("memo brackets", "({})"), text)
