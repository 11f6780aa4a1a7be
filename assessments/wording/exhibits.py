"""Words for what a court's list of evidence says of an exhibit (`exhibits.particulars`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy

from assessments.typesetting.dates import day

Words = Mapping[str, str | Promise]

ORIGINAL_STATE: Words = {
    "original": pgettext_lazy("state of an exhibit", "original"),
    "copy": pgettext_lazy("state of an exhibit", "copy"),
    "electronic": pgettext_lazy("state of an exhibit", "electronic original"),
}
OPINION: Words = {
    "affirmed": pgettext_lazy("opinion on an exhibit", "no objection"),
    "reserved": pgettext_lazy("opinion on an exhibit", "doubtful"),
    "denied": pgettext_lazy("opinion on an exhibit", "not accepted"),
}
LEGAL_CLASS: Words = {
    "party_statement": pgettext_lazy("class of evidence", "statement of a party"),
    "documentary": pgettext_lazy("class of evidence", "documentary evidence"),
    "physical": pgettext_lazy("class of evidence", "physical evidence"),
    "audio_visual": pgettext_lazy("class of evidence", "audio-visual material"),
    "electronic": pgettext_lazy("class of evidence", "electronic data"),
    "testimony": pgettext_lazy("class of evidence", "testimony of a witness"),
    "expert_opinion": pgettext_lazy("class of evidence", "expert opinion"),
    "inspection_record": pgettext_lazy("class of evidence", "inspection record"),
}
CAPACITY: Words = {
    "maker": pgettext_lazy("who filled in", "owner of the work here"),
    "lawyer": pgettext_lazy("who filled in", "an account that calls itself a lawyer's"),
    "reader": pgettext_lazy("who filled in", "another reader"),
}
FIELD: Words = {
    "original": pgettext_lazy("particulars", "Original state"),
    "held_by": pgettext_lazy("particulars", "Where the original is held"),
    "pages": pgettext_lazy("particulars", "Pages"),
    "source": pgettext_lazy("particulars", "Source"),
    "obtained": pgettext_lazy("particulars", "How it was obtained"),
    "authenticity": pgettext_lazy("particulars", "Authenticity"),
    "legality": pgettext_lazy("particulars", "Legality"),
    "relevance": pgettext_lazy("particulars", "Relevance"),
    "remark": pgettext_lazy("particulars", "Reasons and remarks"),
    "legal_class": pgettext_lazy("particulars", "Class of evidence"),
    "class_reason": pgettext_lazy("particulars", "Reason for this class"),
}
SEEN: Words = {
    "file": pgettext_lazy("what a lawyer examined", "the file that is kept here"),
    "original": pgettext_lazy(
        "what a lawyer examined", "the original itself, outside of this site"
    ),
}


def legal_classes(codes: Iterable[str]) -> str:
    """Name the classes that an exhibit may have, joined by “or”."""
    return pgettext("classes of evidence", " or ").join(str(LEGAL_CLASS[code]) for code in codes)


def examination(by: str, on: dt.date, seen: str, shows: str) -> str:
    """Say what a lawyer examined, when, and what it showed, in the lawyer's own words."""
    return gettext("examined by %(by)s on %(day)s (%(seen)s): “%(shows)s”") % {
        "by": by,
        "day": day(on),
        "seen": SEEN[seen],
        "shows": shows,
    }


def particular(field: str, value: str) -> str:
    """Return a value in words; texts as they were typed."""
    words: Words = {}
    if field == "original":
        words = ORIGINAL_STATE
    elif field in ("authenticity", "legality", "relevance"):
        words = OPINION
    elif field == "legal_class":
        words = LEGAL_CLASS
    return str(words.get(value, value))
