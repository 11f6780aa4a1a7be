"""Names for the phrases of a prompt in the templates of pages and memo."""

from __future__ import annotations

from django import template

from assessments.wording import labels, prompts

register = template.Library()


@register.filter
def phrase_kind(code: str) -> str:
    """Return what phrases of a kind are called."""
    return str(prompts.PHRASE_KIND[code])


@register.filter
def detail_name(code: str | None) -> str:
    """Return what a level of instruction is called; None where the words could not be read."""
    return str(prompts.NOT_READ if code is None else labels.DETAIL[code])


@register.filter
def because(code: str) -> str:
    """Return the sentence for why a prompt carries its level."""
    return str(prompts.BECAUSE[code])
