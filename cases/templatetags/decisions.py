"""How templates print the values of a decision in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.library.schema import Amount, Bilingual, DecisionDate
from cases.pages.citations import date_text, day_text
from cases.search import bigrams
from cases.wording import labels

register = template.Library()


def reader() -> str:
    """`zh` or `en`: the half of a bilingual text that the reader reads."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


@register.filter
def said(text: Bilingual | None) -> str:
    """A bilingual text in the reader's language."""
    return getattr(text, reader()) if text else ""


@register.filter
def other(text: Bilingual | None) -> str:
    """The same in the other language; empty where both say the same."""
    if text is None or text.en == text.zh:
        return ""
    return text.en if reader() == "zh" else text.zh


@register.simple_tag
def other_lang() -> str:
    """The language tag that goes with `other`."""
    return "en" if reader() == "zh" else "zh-Hans"


@register.filter
def label(code: str, table: str) -> str:
    """What a code is called: `{{ decision.outcome|label:"OUTCOME" }}`."""
    return str(getattr(labels, table).get(code, code))


@register.filter
def in_order(codes: Mapping[str, Any], table: str) -> list[tuple[str, Any]]:
    """The entries of a mapping in the order of their vocabulary."""
    return [(code, codes[code]) for code in getattr(labels, table) if code in codes]


@register.filter
def settled(mark: str) -> bool:
    """Whether a fact with this mark may be shown without a warning."""
    return mark in labels.SETTLED


@register.filter
def dated(date: DecisionDate | None) -> str:
    return date_text(date, reader()) if date else ""


@register.filter
def day(date: dt.date) -> str:
    """A date that is known to the day, in the reader's language."""
    return day_text(date, reader())


@register.filter
def money(amount: Amount) -> str:
    """An amount with its currency; the figures as the source gives them."""
    whole, dot, cents = amount.value.partition(".")
    value = f"{int(whole):,}{dot}{cents}"
    if amount.currency == "CNY":
        return _("RMB %(value)s") % {"value": value}
    return _("%(currency)s %(value)s") % {"currency": amount.currency, "value": value}


@register.filter
def marked(text: str, terms: Sequence[bigrams.Term]) -> SafeString:
    """The text with what was searched for marked in it."""
    if not any(bigrams.may_have(text, term) for term in terms):
        return escape(text)
    pieces, last = [], 0
    for start, end in bigrams.highlights(text, terms):
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*pieces, escape(text[last:])]))


@register.filter
def host(url: str) -> str:
    """The site of an address, by which a reader knows a source."""
    return url.split("/")[2].removeprefix("www.")
