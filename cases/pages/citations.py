"""Citations of a decision in English and Chinese, with date and docket number in local form.

A number or date that is not well sourced is marked as not confirmed; a decision that another one
reversed, vacated, remanded or superseded is cited with that.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from cases.library.dockets import CLOSING, OPENING
from cases.library.schema import Decision, Language
from cases.library.standing import Standing
from cases.wording.dates import date_text
from cases.wording.labels import SETTLED
from cases.wording.standing import end_text


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A citation of a decision as plain text."""

    language: Language
    text: str


def citation_en(decision: Decision, standing: Standing | None = None) -> str:
    """`Li v Liu, Beijing Internet Court, (2023)京0491民初11279号, 27 November 2023`."""
    docket = decision.dockets[0] if decision.dockets else None
    parts = [decision.name.en, (docket and docket.court or decision.court).en]
    if docket:
        doubt = "" if docket.mark in SETTLED else " (number not confirmed)"
        parts.append(_replace_brackets(docket.number, "()") + doubt)
    if decision.date:
        doubt = "" if decision.date.mark in SETTLED else " (date not confirmed)"
        parts.append(date_text(decision.date, "en") + doubt)
    end = standing.end if standing else None
    return ", ".join(parts) + (f" ({end_text(end, 'en')})" if end else "")


def citation_zh(decision: Decision, standing: Standing | None = None) -> str:
    """`李某诉刘某案，北京互联网法院（2023）京0491民初11279号，2023年11月27日`."""
    docket = decision.dockets[0] if decision.dockets else None
    parts = [decision.name.zh]
    court = (docket and docket.court or decision.court).zh
    if docket:
        doubt = "" if docket.mark in SETTLED else "（案号未经证实）"
        space = "" if docket.number[:1] in f"{OPENING}（［｛" else " "
        parts.append(court + space + _replace_brackets(docket.number, "（）") + doubt)
    else:
        parts.append(court)
    if decision.date:
        doubt = "" if decision.date.mark in SETTLED else "（日期未经证实）"
        parts.append(date_text(decision.date, "zh") + doubt)
    end = standing.end if standing else None
    return "，".join(parts) + (f"（{end_text(end, 'zh')}）" if end else "")


def citations(decision: Decision, standing: Standing | None = None) -> list[Citation]:
    """Return the citations in both languages."""
    return [
        Citation(language="en", text=citation_en(decision, standing)),
        Citation(language="zh", text=citation_zh(decision, standing)),
    ]


def _replace_brackets(number: str, pair: str) -> str:
    """Replace the brackets around the year of a Chinese docket number by this pair."""
    if not any("\u4e00" <= character <= "\u9fff" for character in number):
        return number
    plain = unicodedata.normalize("NFKC", number)
    table = {ord(c): pair[0] for c in OPENING} | {ord(c): pair[1] for c in CLOSING}
    return plain.translate(table)
