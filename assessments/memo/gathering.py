"""Collect what is stored about the files of an assessment as values for its memo.

Only rows and small pictures are read, no originals; uploads, timestamps and entries of the log
count only from before the memo was requested. A file counts only if it was uploaded to a draft of
the same work: a record that names the digest of somebody else's file brings nothing of that file
into a memo.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models.fields.json import KeyTransform

from assessments.audit.queries import audit_check, audit_of
from assessments.dating.evidence_of_time import TimeSpan
from assessments.evidence.dates import act_spans_for_upload, date_of, reading_of, stamps_of
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.models_views import PictureView
from assessments.evidence.queries import named_digests, timestamps_of
from assessments.exhibits.holdings import (
    CustodyEntry,
    CustodyLog,
    HeldFile,
    Holdings,
    Receipt,
    ThirdPartyTimestamp,
)
from assessments.jobs import JobState
from assessments.memo.storyboard import MAX_PICTURES, digests
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord

JPEG = b"\xff\xd8\xff"
PICTURES = "image/"  # the beginning of their media types
UPLOAD_CHUNK_SIZE = 20  # rows; the report of a file can be large
ACTS = frozenset({"file.received", "file.downloaded", "file.removed", "file.changed"})


def holdings_of(assessment: Assessment, until: dt.datetime) -> Holdings:
    """Return the files that the record names and that drafts of the work hold, as of `until`."""
    files = _files(assessment, until)
    pictures, num_pictures = _pictures(assessment, files)
    custody = _custody(assessment, until)
    return Holdings(
        as_of=until,
        files=tuple(
            replace(held, picture=pictures.get(digest), custody=tuple(custody.get(digest, ())))
            for digest, held in files.items()
        ),
        logs=tuple(_logs(assessment, until)),
        num_pictures=num_pictures,
    )


def _files(assessment: Assessment, until: dt.datetime) -> dict[str, HeldFile]:
    """Return each file once by its digest, with a receipt for every upload."""
    stamps = list(timestamps_of(assessment).filter(state=JobState.READY, finished_at__lte=until))
    uploads = Upload.objects.filter(
        draft__work=assessment.work_id,
        original__sha256__in=named_digests(assessment),
        received_at__lte=until,
    ).select_related("original__reading")
    files: dict[str, HeldFile] = {}
    for upload in uploads.order_by("received_at", "pk").iterator(chunk_size=UPLOAD_CHUNK_SIZE):
        digest = upload.sha256
        again = Receipt(name=upload.name, at=upload.received_at)
        if digest in files:
            before = files[digest]
            files[digest] = replace(before, receipts=(*before.receipts, again))
        else:
            covering = [stamp for stamp in stamps if digest in stamp.digests]
            files[digest] = _file(
                upload, again, covering, act_spans_for_upload(assessment.record, upload)
            )
    return files


def _file(
    upload: Upload, first: Receipt, stamps: list[Timestamp], acts: list[TimeSpan]
) -> HeldFile:
    digest = upload.sha256
    return HeldFile(
        sha256=digest,
        size=upload.original.size,
        intact=upload.original.intact,
        is_read=reading_of(upload) is not None,
        receipts=(first,),
        file_date=date_of(upload, stamps_of(digest, stamps), acts=acts),
        timestamps=tuple(
            _third_party_timestamp(stamp, stamp.at) for stamp in stamps if stamp.at is not None
        ),
    )


def _third_party_timestamp(stamp: Timestamp, at: dt.datetime) -> ThirdPartyTimestamp:
    return ThirdPartyTimestamp(
        at=at,
        by=stamp.authority,
        serial=stamp.serial,
        trusted=stamp.trusted,
        imported=stamp.source == Timestamp.Source.IMPORTED,
    )


def _pictures(
    assessment: Assessment, files: Mapping[str, HeldFile]
) -> tuple[dict[str, bytes], int]:
    """Return the first small pictures in the order of the storyboard, and the number of all."""
    originals = Original.objects.filter(
        uploads__draft__work=assessment.work_id, sha256__in=list(files)
    )
    views = PictureView.objects.filter(
        original__in=originals, state=JobState.READY, code="", preview__isnull=False
    )
    kind = KeyTransform("media_type", "original__reading__found")
    # A page of a document or a frame of a film is no picture of the work.
    stored = {
        digest
        for digest, media_type in views.values_list("original__sha256", kind)
        if str(media_type or PICTURES).startswith(PICTURES)
    }
    record = CreationRecord.model_validate(assessment.record)
    order = [digest for digest in digests(record) if digest in stored]
    rows = views.filter(original__sha256__in=order[:MAX_PICTURES])
    pictures = {
        digest: bytes(data)
        for digest, data in rows.values_list("original__sha256", "preview")
        if data
    }
    return {digest: data for digest, data in pictures.items() if data.startswith(JPEG)}, len(order)


def _subjects(assessment: Assessment) -> list[str]:
    """Return the subjects of the log: each draft of the work, then the work."""
    drafts = Draft.objects.filter(work=assessment.work_id).values_list("pk", flat=True)
    return [*map(str, drafts), str(assessment.work_id)]


def _custody(assessment: Assessment, until: dt.datetime) -> dict[str, list[CustodyEntry]]:
    """Return the entries of the log that concern a file, by its digest."""
    custody: dict[str, list[CustodyEntry]] = {}
    for subject in _subjects(assessment):
        entries = audit_of(subject).filter(at__lte=until, act__in=ACTS)
        for entry in entries.iterator():
            act = CustodyEntry(number=entry.number, code=entry.act, at=entry.at)
            custody.setdefault(str(entry.facts.get("sha256")), []).append(act)
    return custody


def _logs(assessment: Assessment, until: dt.datetime) -> Iterator[CustodyLog]:
    for subject in _subjects(assessment):
        entries = audit_of(subject).filter(at__lte=until)
        last = entries.last()
        if last is not None:
            yield CustodyLog(
                of="work" if subject == str(assessment.work_id) else "draft",
                num_entries=entries.count(),
                last_hash=last.hash,
                is_intact=not audit_check(subject),
            )
