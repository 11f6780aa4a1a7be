"""Tags and filters for the templates of the memo, and of the drawing that page and memo share."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from assessments import wording
from assessments.exhibits.references import Cited, Support
from assessments.typesetting.dates import day
from assessments.wording.numbers import inputs, steps

register = template.Library()

register.filter("day", day)
register.filter("element_name", wording.element)
register.filter("element_status", wording.element_status)
register.filter("element_position", wording.element_position)
register.filter("element_word", wording.element_word)
register.filter("dimension_name", wording.dimension)
register.filter("relation_name", wording.relation)
register.filter("outcome_name", wording.outcome)
register.simple_tag(wording.level, name="level_name")
register.simple_tag(steps, name="steps")
register.simple_tag(inputs, name="inputs")


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


@register.simple_tag
def support(value: Support | None) -> str:
    """Write the reference behind a fact: its exhibits, or that only the client states it.

    What no exhibit could support, such as that something is not stated, has none.
    """
    if value is None:
        return ""
    if value.carried_by:
        return _mark("mark", _links((*value.carried_by, *value.illustrated_by)))
    colon = pgettext("after a label", ": ")
    notes: list[str] = [
        format_html("{}{}{}", note, colon, _links(codes))
        for note, codes in (
            (gettext("named, file not held or not read"), value.not_held),
            (gettext("client statement only, not carried by"), value.illustrated_by),
        )
        if codes
    ] or [gettext("client statement only")]
    text = format_html_join(pgettext("memo list", "; "), "{}", ((note,) for note in notes))
    return _mark("unsupported", text)


def _links(codes: tuple[str, ...]) -> SafeString:
    return format_html_join(
        pgettext("memo list", ", "), '<a href="#{}">{}</a>', ((code, code) for code in codes)
    )


def _mark(kind: str, text: str) -> SafeString:
    brackets = pgettext("memo mark", "[{}]")
    return format_html('<span class="{}">{}</span>', kind, format_html(brackets, text))


@register.simple_tag
def cite(value: Cited) -> SafeString:
    """Write a citation linked to its row in the table of authorities, and record the mention."""
    anchor = value.citations.mention(value.key, value.section)
    if anchor:
        return format_html('<a id="{}" href="#ta-{}">{}</a>', anchor, value.key, value.text)
    return format_html('<a href="#ta-{}">{}</a>', value.key, value.text)


@register.simple_tag
def cites(values: list[Cited]) -> SafeString:
    """Write several citations as one list."""
    return format_html_join(pgettext("memo list", "; "), "{}", ((cite(value),) for value in values))


@register.simple_tag
def join_list(values: list[Any]) -> str:
    """Join words or numbers with the separator of the language."""
    return pgettext("memo list", ", ").join(str(value) for value in values)


@register.filter
def in_brackets(text: object) -> str:
    """Put a text in the brackets of the language."""
    return format_html(pgettext("memo brackets", "({})"), text)


@register.simple_tag
def sentence_space() -> str:
    """Return the space between two sentences; Chinese has none."""
    return "" if (get_language() or "").startswith("zh") else " "
