"""Template filters for the values of a decision in the active language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.law.mentions import find_mentions
from cases.library.schema import Amount, Bilingual, DecisionDate
from cases.library.standing import Standing
from cases.pages.law_addresses import law_address
from cases.search import bigrams
from cases.wording import labels
from cases.wording.dates import date_text, day_text, reader_language
from cases.wording.standing import end_text

register = template.Library()


@register.filter
def localized(text: Bilingual | None) -> str:
    """Return a bilingual text in the active language."""
    return getattr(text, reader_language()) if text else ""


@register.filter
def other_language(text: Bilingual | None) -> str:
    """Return the text in the other language; empty where both are equal."""
    if text is None or text.en == text.zh:
        return ""
    return text.en if reader_language() == "zh" else text.zh


@register.simple_tag
def other_lang() -> str:
    """Return the BCP 47 tag of the result of `other_language`."""
    return "en" if reader_language() == "zh" else "zh-Hans"


@register.filter
def label(code: str, table: str) -> str:
    """Return the label of a code: `{{ decision.outcome|label:"OUTCOME" }}`."""
    return str(getattr(labels, table).get(code, code))


@register.filter
def ordered(codes: Mapping[str, Any], table: str) -> list[tuple[str, Any]]:
    """Return the entries of a mapping in the order of their vocabulary."""
    return [(code, codes[code]) for code in getattr(labels, table) if code in codes]


@register.filter
def is_well_sourced(mark: str) -> bool:
    """Return whether a fact with this mark is shown without a warning."""
    return mark in labels.SETTLED


@register.filter
def decision_date(date: DecisionDate | None) -> str:
    """Format the date of a decision to its known precision."""
    return date_text(date, reader_language()) if date else ""


@register.filter
def day(date: dt.date) -> str:
    """Format a day in the active language."""
    return day_text(date, reader_language())


@register.filter
def end_notice(standing: Standing | None) -> str:
    """Return what another decision did to this one, when and which; empty where none did."""
    end = standing.end if standing else None
    return capfirst(end_text(end, reader_language())) if end else ""


@register.filter
def money(amount: Amount) -> str:
    """Format an amount with its currency, with the decimals of the source."""
    whole, dot, cents = amount.value.partition(".")
    value = f"{int(whole):,}{dot}{cents}"
    if amount.currency == "CNY":
        return _("RMB %(value)s") % {"value": value}
    return _("%(currency)s %(value)s") % {"currency": amount.currency, "value": value}


@register.filter
def highlight(text: str, terms: Sequence[bigrams.Term]) -> SafeString:
    """Return the escaped text with the search terms in `<mark>` elements."""
    if not any(bigrams.may_contain(text, term) for term in terms):
        return escape(text)
    pieces, last = [], 0
    for start, end in bigrams.highlights(text, terms):
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*pieces, escape(text[last:])]))


@register.filter
def law_links(text: str, jurisdiction: str) -> SafeString:
    """Return the escaped text with a link on each article of law that it names."""
    pieces, last = [], 0
    for mention in find_mentions(text, jurisdiction):
        if mention.start >= last:
            name = escape(text[mention.start : mention.end])
            pieces += [
                escape(text[last : mention.start]),
                f'<a href="{law_address(mention.id)}">{name}</a>',
            ]
            last = mention.end
    return mark_safe("".join([*pieces, escape(text[last:])]))


@register.filter
def host(url: str) -> str:
    """Return the host of an address without `www.`."""
    return url.split("/")[2].removeprefix("www.")
