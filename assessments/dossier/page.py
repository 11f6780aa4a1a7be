"""What the page of an assessment's evidence shows: the matrix, the files, timestamps, dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from assessments.dating.evidence_of_time import FileDate
from assessments.dossier.words import RecordWording
from assessments.evidence.dates import (
    act_spans_for_upload,
    date_of,
    evidence_of,
    reading_of,
    stamps_of,
)
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.queries import timestamps_of, uploads_of
from assessments.exhibits.matrix import evidence_matrix
from assessments.wording import names, times
from assessments.works.access import is_owner
from assessments.works.models import Assessment


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file that was handed in: what it is, and what its times come to."""

    upload: Upload
    evidence: str
    times: times.DateWording
    said: str  # what the record says of it, where the clocks do not say the same
    is_read: bool
    is_repeated: bool


def evidence_page(assessment: Assessment, user: Any) -> dict[str, Any]:
    """Everything that the page shows to this person."""
    owned = is_owner(user, assessment)
    timestamps = list(timestamps_of(assessment))
    facts = evidence_matrix(assessment.record, assessment.typed_result)
    words = RecordWording(assessment.record)
    return {
        "owned": owned,
        "dimensions": [words.row(fact) for fact in facts if fact.part == "dimension"],
        "items": [words.row(fact) for fact in facts if fact.part != "dimension"],
        "files": _files(assessment, user, timestamps, words),
        "timestamps": timestamps,
        "dossiers": list(assessment.dossiers.all()[:10]) if owned else [],
        "waits": _has_open_jobs(assessment, timestamps) if owned else False,
        "authority_is_set": bool(settings.TIMESTAMP_URL and settings.TIMESTAMP_ROOTS),
    }


def _has_open_jobs(assessment: Assessment, timestamps: Iterable[Timestamp]) -> bool:
    jobs = [*timestamps, *assessment.dossiers.all()]
    return any(not job.is_done for job in jobs)


def _files(
    assessment: Assessment, user: Any, timestamps: list[Timestamp], words: RecordWording
) -> list[FileRow]:
    uploads = uploads_of(assessment, user)
    digests = [upload.original_id for upload in uploads]
    return [
        _file(
            upload,
            words.number_of(evidence_of(assessment.record, upload)),
            date_of(
                upload,
                stamps_of(upload.original_id, timestamps),
                acts=act_spans_for_upload(assessment.record, upload),
            ),
            _stated_made_codes(assessment, upload),
            digests.count(upload.original_id) > 1,
        )
        for upload in uploads
    ]


def _stated_made_codes(assessment: Assessment, upload: Upload) -> set[str]:
    """When the pieces of evidence that a file is were made, as the record says."""
    named = evidence_of(assessment.record, upload)
    pieces = assessment.record.get("evidence") or []
    return {str(piece["made"]) for piece in pieces if piece["id"] in named and piece.get("made")}


def _file(
    upload: Upload, evidence: str, judged: FileDate, said: set[str], is_repeated: bool
) -> FileRow:
    differ = sorted(said - {judged.made})
    return FileRow(
        upload=upload,
        evidence=evidence,
        times=times.date_wording(judged),
        said=gettext(", ").join(str(names.MADE[code]) for code in differ),
        is_read=reading_of(upload) is not None,
        is_repeated=is_repeated,
    )
