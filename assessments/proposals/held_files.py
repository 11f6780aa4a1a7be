"""The files of a draft as the reasoning takes them: what was read, how dated, how compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.dating.evidence_of_time import FileDate
from assessments.engine import HeldFile, HeldFiles, Measured
from assessments.evidence.dates import (
    act_spans_for_upload,
    date_of,
    evidence_of,
    reading_of,
    stamps_of,
)
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.reports import report_of
from assessments.exhibits.held import held_file
from assessments.likeness.extent import edit_extent
from assessments.lineage.compare_page import text_measure
from assessments.lineage.models import FileComparison
from assessments.lineage.queries import comparisons_of
from assessments.lineage.tree_page import picture_measure
from assessments.proposals.conversations import choice_of, only_chosen
from assessments.works.drafts import Draft
from cases.record import CreationRecord, to_plain

# Who else had the file soon after it was made: its contents were fixed then.
ANCHORS = frozenset({"receipt", "trusted"})


def held_files(draft: Draft, record: CreationRecord) -> HeldFiles:
    """Return every file of a draft that is evidence of the record and was read.

    A file that is not read yet, or is not any more as it was received, is not held.
    """
    data = to_plain(record)
    uploads = list(draft.uploads.filter(original__intact=True).select_related("original__reading"))
    timestamps = list(Timestamp.objects.filter(draft=draft)) if uploads else []
    files: dict[str, HeldFile] = {}
    by_evidence: dict[str, Upload] = {}
    for upload in uploads:
        pieces = evidence_of(data, upload)
        if not pieces or reading_of(upload) is None:
            continue
        report: Mapping[str, Any] = report_of(upload.original)
        if report.get("messages"):
            report = only_chosen(report, choice_of(draft, upload, report).chosen)
        stamps = stamps_of(upload.sha256, timestamps)
        dated = date_of(upload, stamps, acts=act_spans_for_upload(data, upload))
        for piece in pieces:
            by_evidence[piece] = upload
            files[piece] = held_file(
                report,
                made=dated.made,
                anchored=_is_anchored(dated),
                existed_on=min([upload.received_at, *(stamp.at for stamp in stamps)]).date(),
            )
    return HeldFiles(files=files, measured=dict(_measured(record, by_evidence)))


def _is_anchored(dated: FileDate) -> bool:
    return dated.made == "contemporaneous" and dated.by in ANCHORS


def _measured(
    record: CreationRecord, by_evidence: Mapping[str, Upload]
) -> Iterator[tuple[str, Measured]]:
    """Yield the steps by hand of which two files were compared, before and after."""
    pairs: dict[tuple[str, str], str] = {}
    for step in record.steps:
        if step.action in ("edit", "write"):
            held = [by_evidence[piece] for piece in step.evidence if piece in by_evidence]
            for source in held:
                # A document is compared with itself as it was before its tracked changes.
                pairs |= {(source.original_id, final.original_id): step.id for final in held}
    for pair, comparison in comparisons_of(set(pairs)).items():
        measured = _measure(comparison) if pair in pairs else None
        if measured is not None:
            yield pairs[pair], measured


def _measure(comparison: FileComparison) -> Measured | None:
    stored: Mapping[str, Any] = comparison.measure or {}
    measure = picture_measure(comparison) or text_measure(stored)
    if measure is None or stored.get("code"):
        return None
    extent = edit_extent(measure).extent
    return Measured(changed=extent is not None, extent=extent)
