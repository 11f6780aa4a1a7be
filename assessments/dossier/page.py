"""What the page of an assessment's evidence shows: matrix, files, timestamps and dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from assessments.dating.evidence_of_time import FileDate
from assessments.dossier.models import Dossier
from assessments.dossier.words import FactRow, RecordWording
from assessments.evidence.dates import (
    act_spans_for_upload,
    date_of,
    evidence_of,
    reading_of,
    stamps_of,
)
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.queries import (
    conversations_in,
    final_work_of,
    held_evidence,
    later_versions,
    taken_as_later,
    timestamps_of,
    uploads_of,
)
from assessments.evidence.queries_extraction import has_preview
from assessments.exhibits.matrix import evidence_matrix
from assessments.jobs import JobState
from assessments.wording import names, times
from assessments.works.access import assessment_of_files, is_owner
from assessments.works.models import Assessment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

# What was said of evidence that is taken as made later, by the reason for it.
SAID = {"unsaid": "", "contradicted": "contemporaneous"}


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """An uploaded file: which evidence it is, and its date."""

    upload: Upload
    evidence: str
    times: times.DateWording
    stated_made: str  # when the record says that it was made, where the date differs
    is_read: bool
    is_repeated: bool
    has_preview: bool
    is_final: bool  # whether a person chose it as the final work
    conversations: int
    later: list[Upload]  # named as better original files of it


@dataclass(frozen=True, kw_only=True)
class EvidencePage:
    """The template context of the page of an assessment's evidence."""

    owned: bool
    source: Assessment | None  # whose files are open to the person; None: no leave was given
    dimensions: list[FactRow]
    items: list[FactRow]
    files: list[FileRow]
    timestamps: list[Timestamp]
    dossiers: list[Dossier]
    waits: bool  # whether a job is open, so that the page refreshes itself
    authority_is_set: bool


def evidence_page(assessment: Assessment, user: User | AnonymousUser) -> EvidencePage:
    """Return what the page shows to a person: files, times and dossiers by their owner's leave."""
    owned, source = is_owner(user, assessment), assessment_of_files(user, assessment)
    timestamps = list(timestamps_of(source)) if source else []
    facts = evidence_matrix(
        assessment.record, assessment.typed_result, held=held_evidence(assessment)
    )
    taken = taken_as_later(source or assessment)
    words = RecordWording(assessment.record, taken)
    return EvidencePage(
        owned=owned,
        source=source,
        dimensions=[words.fact_row(fact) for fact in facts if fact.part == "dimension"],
        items=[words.fact_row(fact) for fact in facts if fact.part != "dimension"],
        files=_file_rows(source, user, timestamps, words, taken) if source else [],
        timestamps=timestamps,
        dossiers=_dossiers(source, owned) if source else [],
        waits=_has_open_jobs(assessment, timestamps) if owned else False,
        authority_is_set=bool(settings.TIMESTAMP_URL and settings.TIMESTAMP_ROOTS),
    )


def _dossiers(source: Assessment, owned: bool) -> list[Dossier]:
    made = source.dossiers.all() if owned else source.dossiers.filter(state=JobState.READY)
    return list(made[:10])


def _has_open_jobs(assessment: Assessment, timestamps: Iterable[Timestamp]) -> bool:
    jobs = [*timestamps, *assessment.dossiers.all()]
    return any(not job.is_done for job in jobs)


def _file_rows(
    assessment: Assessment,
    user: User | AnonymousUser,
    timestamps: list[Timestamp],
    words: RecordWording,
    taken: Mapping[str, str],
) -> list[FileRow]:
    uploads = uploads_of(assessment, user)
    digests = [upload.original_id for upload in uploads]
    final, later = final_work_of(assessment), later_versions(uploads)
    return [
        _file_row(
            upload,
            words.exhibit_numbers(evidence_of(assessment.record, upload)),
            date_of(
                upload,
                stamps_of(upload.sha256, timestamps),
                acts=act_spans_for_upload(assessment.record, upload),
            ),
            _stated_made_codes(assessment, upload, taken),
            digests.count(upload.original_id) > 1,
            final is not None and upload.pk == final.pk,
            later.get(upload.pk, []),
        )
        for upload in uploads
    ]


def _stated_made_codes(
    assessment: Assessment, upload: Upload, taken: Mapping[str, str]
) -> set[str]:
    """Return when the maker said that the evidence which a file is was made, as codes."""
    ids = evidence_of(assessment.record, upload)
    pieces = assessment.record.get("evidence") or []
    said = {piece["id"]: str(piece["made"]) for piece in pieces if piece.get("made")}
    said |= {piece: SAID[why] for piece, why in taken.items()}
    return {said[piece] for piece in ids if said.get(piece)}


def _file_row(
    upload: Upload,
    evidence: str,
    file_date: FileDate,
    stated_made: set[str],
    is_repeated: bool,
    is_final: bool,
    later: list[Upload],
) -> FileRow:
    differing = sorted(stated_made - {file_date.made})
    return FileRow(
        upload=upload,
        evidence=evidence,
        times=times.date_wording(file_date),
        stated_made=gettext(", ").join(str(names.MADE[code]) for code in differing),
        is_read=reading_of(upload) is not None,
        is_repeated=is_repeated,
        has_preview=has_preview(upload),
        is_final=is_final,
        conversations=conversations_in(upload),
        later=later,
    )
