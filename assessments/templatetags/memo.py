"""Tags of the memo's templates and of the drawing that page and memo share."""

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
register.filter("dimension_name", wording.dimension)
register.filter("relation_name", wording.relation)
register.filter("outcome_name", wording.outcome)
register.filter("conclusion_label", wording.conclusion_label)
register.simple_tag(wording.level, name="level_name")


@register.filter
def plain(number: float) -> str:
    """A coordinate: a point as the decimal sign whatever the language, no needless digits."""
    return f"{number:.1f}".removesuffix(".0")


@register.filter
def shift(number: float, by: int) -> float:
    return float(number) + int(by)


@register.simple_tag
def support(value: Support) -> SafeString:
    """The marker behind a fact: the exhibits that carry it, or that only the client says so."""
    codes = (*value.carried_by, *value.merely)
    if not codes:
        return format_html(
            '<span class="unsupported">[{}]</span>', gettext("client statement only")
        )
    links = format_html_join(
        pgettext("memo list", ", "), '<a href="#{}">{}</a>', ((code, code) for code in codes)
    )
    if value.statement_only:
        return format_html(
            '<span class="unsupported">[{}: {}]</span>',
            gettext("client statement only, not carried by"),
            links,
        )
    return format_html('<span class="mark">[{}]</span>', links)


@register.simple_tag
def cite(value: Cited) -> SafeString:
    """A citation that leads to its row in the table of authorities and is counted there."""
    anchor = value.citations.mention(value.key, value.section)
    if anchor:
        return format_html('<a id="{}" href="#ta-{}">{}</a>', anchor, value.key, value.text)
    return format_html('<a href="#ta-{}">{}</a>', value.key, value.text)


@register.simple_tag
def cites(values: list[Cited]) -> SafeString:
    """Several citations in one list."""
    return format_html_join(pgettext("memo list", "; "), "{}", ((cite(value),) for value in values))


@register.simple_tag
def join_list(values: list[Any]) -> str:
    """Words or numbers in one list, with the separator of the language."""
    return pgettext("memo list", ", ").join(str(value) for value in values)


def spans(numbers: list[int]) -> list[str]:
    """Ascending numbers with runs of three or more drawn together: 1, 3–5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told: list[str] = []
    for run in runs:
        told += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return told


@register.simple_tag
def steps(numbers: list[int]) -> str:
    """Steps by their numbers: Step 3; Steps 3, 5–9."""
    told = {"numbers": join_list(spans(numbers))}
    return ngettext("Step %(numbers)s", "Steps %(numbers)s", len(numbers)) % told


@register.simple_tag
def inputs(numbers: list[int]) -> str:
    """Inputs by their numbers."""
    told = {"numbers": join_list(numbers)}
    return ngettext("Input %(numbers)s", "Inputs %(numbers)s", len(numbers)) % told


@register.filter
def in_brackets(text: object) -> str:
    """In the brackets of the language."""
    return format_html(pgettext("memo brackets", "({})"), text)


@register.simple_tag
def sentence_space() -> str:
    """The space between two sentences; Chinese has none."""
    return "" if (get_language() or "").startswith("zh") else " "
