"""How a decision is cited, in English and in Chinese, and how its date and docket are written.

Only what the library holds is cited; what is not settled in it is said not to be.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from django.utils import dateformat, translation

from cases.library.schema import Decision, DecisionDate
from cases.wording.labels import SETTLED

# Not translations of each other but the custom of each language, whatever the reader's own.
DATES = {
    "en": {"day": "j F Y", "month": "F Y", "year": "Y"},
    "zh": {"day": "Y年n月j日", "month": "Y年n月", "year": "Y年"},
}
OPENING = "([{〔【"
CLOSING = ")]}〕】"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One way to cite a decision, as plain text."""

    language: str  # en, zh
    text: str


def citation_en(decision: Decision) -> str:
    """`Li v Liu, Beijing Internet Court, (2023)京0491民初11279号, 27 November 2023`."""
    docket = decision.dockets[0] if decision.dockets else None
    parts = [decision.name.en, (docket and docket.court or decision.court).en]
    if docket:
        doubt = "" if docket.mark in SETTLED else " (number not confirmed)"
        parts.append(_brackets(docket.number, "()") + doubt)
    if decision.date:
        doubt = "" if decision.date.mark in SETTLED else " (date not confirmed)"
        parts.append(date_text(decision.date, "en") + doubt)
    return ", ".join(parts)


def citation_zh(decision: Decision) -> str:
    """`李某诉刘某案，北京互联网法院（2023）京0491民初11279号，2023年11月27日`."""
    docket = decision.dockets[0] if decision.dockets else None
    parts = [decision.name.zh]
    court = (docket and docket.court or decision.court).zh
    if docket:
        doubt = "" if docket.mark in SETTLED else "（案号未经证实）"
        space = "" if docket.number[:1] in f"{OPENING}（［｛" else " "
        parts.append(court + space + _brackets(docket.number, "（）") + doubt)
    else:
        parts.append(court)
    if decision.date:
        doubt = "" if decision.date.mark in SETTLED else "（日期未经证实）"
        parts.append(date_text(decision.date, "zh") + doubt)
    return "，".join(parts)


def citations(decision: Decision) -> list[Citation]:
    return [
        Citation(language="en", text=citation_en(decision)),
        Citation(language="zh", text=citation_zh(decision)),
    ]


def date_text(date: DecisionDate, language: str) -> str:
    """The date to the precision that is known, by the custom of the language."""
    return day_text(date.value, language, date.precision)


def day_text(date: dt.date, language: str, precision: str = "day") -> str:
    with translation.override("en"):  # for the names of months; Chinese has none
        return dateformat.format(date, DATES[language][precision])


def _brackets(number: str, pair: str) -> str:
    """The number with the bracket that the language uses around the year; else as it stands."""
    if not any("\u4e00" <= character <= "\u9fff" for character in number):
        return number
    plain = unicodedata.normalize("NFKC", number)
    table = {ord(c): pair[0] for c in OPENING} | {ord(c): pair[1] for c in CLOSING}
    return plain.translate(table)
