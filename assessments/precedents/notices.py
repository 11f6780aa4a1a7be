"""What must be known of a record before its answers are read, as sentences for page and memo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext

from assessments import wording
from assessments.precedents.answer_texts import Names
from assessments.precedents.licences import licence_end, whose
from assessments.wording.labels import APPRAISER
from cases.record import CreationRecord

# What forbids to use another's material without leave: adaptation, and the two lists of acts.
RIGHTS_LAW = ("prc-copyright-law-13", "prc-copyright-law-52", "prc-copyright-law-53")


@dataclass(frozen=True, kw_only=True)
class UnclearedInput:
    """Material of others for which no licence is shown."""

    id: str
    number: int  # as pages and memo count the inputs
    refused: bool  # it is stated that there is no licence; else that is not known
    whose: str  # the party, or the note of the input; may be empty


def example_notice(example: str, names: Names) -> Iterator[str]:
    """Say of the record of a decided work what it is, and that its decision is left out."""
    if example:
        yield gettext(
            "Example: the facts as they were found in %(decision)s, which held: %(outcome)s. That "
            "decision is left out of the comparison."
        ) % {
            "decision": names.name_of(example),
            "outcome": wording.outcome(names.outcome(example)),
        }


def unconfirmed(stated: CreationRecord, counted: CreationRecord) -> Iterator[str]:
    """Say what a record states of its appraiser and its examinations that does not count here."""
    if stated.appraiser != "maker" == counted.appraiser:
        yield gettext(
            "The record says that its values were appraised by %(appraiser)s; here they count as "
            "the maker's word."
        ) % {"appraiser": APPRAISER[stated.appraiser]}
    pairs = zip(stated.evidence, counted.evidence, strict=True)
    named = dict.fromkeys(
        said.examined_by
        for said, kept in pairs
        if said.examined_by is not None and kept.examined_by is None
    )
    for examined in named:
        yield gettext(
            "The record names an examination by %(name)s on %(day)s; in a record that is typed or "
            "imported this is the maker's word, and it proves nothing by itself."
        ) % {"name": examined.name, "day": date_format(examined.on, "DATE_FORMAT")}


def uncleared(record: CreationRecord) -> list[UnclearedInput]:
    """Return the inputs of others without a licence, or of which that is not known."""
    return [
        UnclearedInput(
            id=item.id,
            number=number,
            refused=item.licence == "unlicensed",
            whose=whose(item, record),
        )
        for number, item in enumerate(record.inputs, 1)
        if item.made_by == "third_party" and item.licence in ("unlicensed", "unknown")
    ]


def rights_warnings(record: CreationRecord) -> Iterator[str]:
    """Say that using the work may infringe, and what to do."""
    found = uncleared(record)
    refused = _numbers(item for item in found if item.refused)
    unknown = _numbers(item for item in found if not item.refused)
    if refused:
        yield gettext(
            "Other people's material went in without a licence: input %(numbers)s. Whoever "
            "publishes the work may infringe their rights: get a licence, or do not publish it."
        ) % {"numbers": refused}
    if unknown:
        yield gettext(
            "Whether there is a licence for other people's material is not known: input "
            "%(numbers)s. Without one, publishing the work may infringe their rights: clear that "
            "up first."
        ) % {"numbers": unknown}
    yield from _ending(record)


def _ending(record: CreationRecord) -> Iterator[str]:
    """Say until when a licence runs, be that day to come or over."""
    for number, item in enumerate(record.inputs, 1):
        end = licence_end(item, record) if item.licence == "licensed" else None
        if end and item.made_by == "third_party":
            yield gettext(
                "By what is recorded, the licence for input %(number)s runs until %(day)s. Using "
                "the work with what shows of it after that day needs another licence: renew it in "
                "time, or leave that out."
            ) % {
                "number": _named(number, whose(item, record)),
                "day": date_format(end, "DATE_FORMAT"),
            }


def rights_step(item: UnclearedInput) -> str:
    """Say what to do about one input."""
    values = {"number": _named(item.number, item.whose)}
    if item.refused:
        return gettext("Get a licence for input %(number)s, or do not publish the work.") % values
    return (
        gettext(
            "Find out whether there is a licence for input %(number)s; without one, do not publish."
        )
        % values
    )


def _numbers(items: Iterable[UnclearedInput]) -> str:
    return gettext("; ").join(_named(item.number, item.whose) for item in items)


def _named(number: int, owner: str) -> str:
    """Number an input and name whose it is, as far as that is known."""
    if not owner:
        return str(number)
    return gettext("%(number)s (%(whose)s)") % {"number": number, "whose": owner}
