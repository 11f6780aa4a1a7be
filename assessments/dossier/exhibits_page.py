"""The exhibits of an assessment as a court's list has them, and what was filled in of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import Http404
from django.utils import timezone

from assessments import wording
from assessments.accounts.names import person_name
from assessments.evidence.queries import uploads_of
from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.particulars import (
    Answer,
    Examined,
    LegalClass,
    Particulars,
    class_by_law,
)
from assessments.exhibits.queries import (
    FACTS,
    OPINIONS,
    entries_of_exhibit,
    examination_of,
    particulars_for,
)
from assessments.exhibits.references import ExhibitIndex
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.typesetting.dates import day
from assessments.wording.exhibits import CAPACITY, FIELD, examination, legal_classes, particular
from assessments.works.access import assessment_of_files, is_owner
from assessments.works.models import Assessment
from cases.record import CreationRecord, Evidence


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A value in words, with who filled it in."""

    name: str
    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ExhibitRow:
    """An exhibit of the list."""

    number: int
    code: str
    name: str
    shows: str
    legal_class: str
    class_reason: str
    class_by: str  # empty where the class follows from the law
    filled: list[Filled]
    examined: list[str]


@dataclass(frozen=True, kw_only=True)
class OtherEntry:
    """What another account filled in."""

    by: str
    capacity: str
    on: str
    filled: list[tuple[str, str]]
    examined: str


def exhibit_rows(assessment: Assessment, user: User) -> list[ExhibitRow]:
    """Return the exhibits as a reader has them: the reader's own values, else the owner's."""
    record = CreationRecord.model_validate(assessment.record)
    index = ExhibitIndex(record)
    known = particulars_for(user, assessment.work, record)
    return [
        _row(number, index.code(piece.id), piece, known[piece.id])
        for number, piece in enumerate(record.evidence, 1)
    ]


def exhibit_of(assessment: Assessment, number: int) -> Evidence:
    """Return an exhibit by its number, from 1; raise Http404 where there is none."""
    evidence = CreationRecord.model_validate(assessment.record).evidence
    if not 1 <= number <= len(evidence):
        raise Http404
    return evidence[number - 1]


def computed_class(assessment: Assessment, user: User, piece: Evidence) -> LegalClass:
    """Return the class that follows from the law for a reader, whatever a lawyer chose."""
    record = CreationRecord.model_validate(assessment.record)
    original = particulars_for(user, assessment.work, record)[piece.id].original
    return class_by_law(piece, original.value if original else "")


def law_of(assessment: Assessment, legal_class: LegalClass) -> tuple[Link, ...]:
    """Return links to the rules that a class of evidence follows from."""
    return CitationLinks(assessment.record, assessment.library).authorities(legal_class.law)


def other_entries(assessment: Assessment, user: User, piece: Evidence) -> list[OtherEntry]:
    """Return what others filled in: to the owner all of it, to a reader what the owner did."""
    rows = entries_of_exhibit(assessment.work, piece)
    owned, owner = is_owner(user, assessment), assessment.work.owner_id
    return [
        OtherEntry(
            by=person_name(row.by),
            capacity=str(CAPACITY[row.capacity]),
            on=day(timezone.localdate(row.updated_at)),
            filled=list(_values(row)),
            examined=_sentence(examined) if (examined := examination_of(row)) else "",
        )
        for row in rows
        if row.by_id != user.pk and (owned or row.by_id == owner)
    ]


def file_is_open(assessment: Assessment, user: User, piece: Evidence) -> bool:
    """Return whether a user may open the file that an exhibit is by its digest."""
    source = assessment_of_files(user, assessment)
    if source is None or not piece.sha256:
        return False
    files = uploads_of(source, user)
    return any(file.sha256 == piece.sha256.lower() and file.original.intact for file in files)


def _values(row: ExhibitEntry) -> Iterator[tuple[str, str]]:
    for name, word in FIELD.items():
        if value := getattr(row, name):
            yield str(word), particular(name, value)


def _row(number: int, code: str, piece: Evidence, known: Particulars) -> ExhibitRow:
    chosen = known.legal_class.filled
    return ExhibitRow(
        number=number,
        code=code,
        name=wording.evidence_kind(piece.what),
        shows=piece.shows or "",
        legal_class=legal_classes(known.legal_class.classes),
        class_reason=known.legal_class.reason,
        class_by=chosen.by if chosen else "",
        filled=list(_filled(known)),
        examined=[_sentence(examined) for examined in known.examined],
    )


def _sentence(examined: Examined) -> str:
    return examination(examined.filled.by, examined.on, examined.seen, examined.shows)


def _filled(known: Particulars) -> Iterator[Filled]:
    for name in (*FACTS, *OPINIONS):
        answer: Answer | None = getattr(known, name)
        if answer is not None:
            yield Filled(
                name=str(FIELD[name]), text=particular(name, answer.value), by=answer.filled.by
            )
