"""Dates of decisions in English and Chinese, to the precision that is known."""

from __future__ import annotations

import datetime as dt

from django.utils import dateformat, translation

from cases.library.schema import DecisionDate, Language

# Django date formats by language and precision; a citation does not follow the reader's language.
DATES = {
    "en": {"day": "j F Y", "month": "F Y", "year": "Y"},
    "zh": {"day": "Y年n月j日", "month": "Y年n月", "year": "Y年"},
}


def reader_language() -> Language:
    """Return the language of bilingual texts that is nearest to the active one."""
    return "zh" if (translation.get_language() or "").startswith("zh") else "en"


def date_text(date: DecisionDate, language: Language) -> str:
    """Format the date of a decision to its known precision."""
    return day_text(date.value, language, date.precision)


def day_text(date: dt.date, language: Language, precision: str = "day") -> str:
    """Format a date; the precision is `day`, `month` or `year`."""
    with translation.override("en"):  # English names of months; the Chinese format uses none
        return dateformat.format(date, DATES[language][precision])
