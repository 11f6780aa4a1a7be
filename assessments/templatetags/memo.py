"""Tags and filters for the templates of the memo, and of the drawing that page and memo share."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from assessments import wording
from assessments.exhibits.references import Cited, Support
from assessments.typesetting.dates import day

register = template.Library()

register.filter("day", day)
register.filter("element_name", wording.element)
register.filter("element_status", wording.element_status)
register.filter("element_word", wording.element_word)
register.filter("dimension_name", wording.dimension)
register.filter("relation_name", wording.relation)
register.filter("outcome_name", wording.outcome)
register.simple_tag(wording.level, name="level_name")


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
def support(value: Support) -> SafeString:
    """Write the reference behind a fact: its exhibits, or that only the client states it."""
    if value.carried_by:
        links = _links((*value.carried_by, *value.illustrated_by))
        return format_html('<span class="mark">[{}]</span>', links)
    notes: list[str] = [
        format_html("{}: {}", note, _links(codes))
        for note, codes in (
            (gettext("named, file not held or not read"), value.not_held),
            (gettext("client statement only, not carried by"), value.illustrated_by),
        )
        if codes
    ] or [gettext("client statement only")]
    text = format_html_join(pgettext("memo list", "; "), "{}", ((note,) for note in notes))
    return format_html('<span class="unsupported">[{}]</span>', text)


def _links(codes: tuple[str, ...]) -> SafeString:
    return format_html_join(
        pgettext("memo list", ", "), '<a href="#{}">{}</a>', ((code, code) for code in codes)
    )


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


def spans(numbers: list[int]) -> list[str]:
    """Write ascending numbers with runs of three or more as a range: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return texts


@register.simple_tag
def steps(numbers: list[int]) -> str:
    """Write steps by their numbers: Step 3; Steps 3, 5–9."""
    values = {"numbers": join_list(spans(numbers))}
    return ngettext("Step %(numbers)s", "Steps %(numbers)s", len(numbers)) % values


@register.simple_tag
def inputs(numbers: list[int]) -> str:
    """Write inputs by their numbers."""
    values = {"numbers": join_list(numbers)}
    return ngettext("Input %(numbers)s", "Inputs %(numbers)s", len(numbers)) % values


@register.filter
def in_brackets(text: object) -> str:
    """Put a text in the brackets of the language."""
    return format_html(pgettext("memo brackets", "({})"), text)


@register.simple_tag
def sentence_space() -> str:
    """Return the space between two sentences; Chinese has none."""
    return "" if (get_language() or "").startswith("zh") else " "
