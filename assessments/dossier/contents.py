"""The contents of a dossier: the frozen assessment, the files, their custody log and timestamps.

The functions read stored rows; they open no file and check no access.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, cast

from assessments.audit.models import AuditEntry
from assessments.dating.evidence_of_time import FileDate
from assessments.dossier.models import Dossier
from assessments.evidence.dates import act_spans_for_upload, date_of, evidence_of, stamps_of
from assessments.evidence.log_roots import LogProof, log_proof
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.queries import conversations_in, final_work_of
from assessments.exhibits.particulars import Particulars
from assessments.exhibits.queries import particulars_for
from assessments.wording.times import MADE
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord

# Characters that Windows does not allow in a file name.
UNSAFE = re.compile(r'[<>:"|?*%]')


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """A file of the dossier: its path, its upload, the evidence it is, and its dating."""

    path: str
    upload: Upload
    evidence: tuple[str, ...]
    file_date: FileDate

    @property
    def sha256(self) -> str:
        return self.upload.sha256

    @cached_property
    def conversations(self) -> int:
        """How many conversations the original holds; it is kept whole, whatever was chosen."""
        return conversations_in(self.upload)

    @property
    def made_label(self) -> str:
        """What follows from the times of the file, in the active language."""
        return str(MADE[self.file_date.made])


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The contents of one dossier, in a fixed order."""

    dossier: Dossier
    files: tuple[HeldFile, ...]
    timestamps: tuple[Timestamp, ...]
    chains: Mapping[str, tuple[AuditEntry, ...]]
    proof: LogProof
    particulars: Mapping[str, Particulars]  # as the owner of the work filled them in

    @property
    def assessment(self) -> Assessment:
        return self.dossier.assessment

    @cached_property
    def record(self) -> CreationRecord:
        return CreationRecord.model_validate(self.assessment.record)

    @cached_property
    def final(self) -> HeldFile | None:
        """The file that a person chose as the final work."""
        chosen = final_work_of(self.assessment)
        return next((held for held in self.files if chosen and held.sha256 == chosen.sha256), None)

    @property
    def with_conversations(self) -> list[HeldFile]:
        """The files that hold several conversations, of which a person chose."""
        return [held for held in self.files if held.conversations > 1]

    def files_of(self, piece: str) -> list[HeldFile]:
        """Return the files that are a piece of evidence, by its id."""
        return [held for held in self.files if piece in held.evidence]


def gather(dossier: Dossier) -> Contents:
    """Read the current rows of a dossier."""
    work = dossier.assessment.work
    uploads = list(
        Upload.objects.filter(draft__work=work)
        .select_related("original__reading")
        .order_by("received_at", "pk")
    )
    stamped = Timestamp.objects.filter(draft__work=work, state="ready").order_by("at", "pk")
    timestamps = cast("list[Timestamp]", list(stamped))
    draft = Draft.objects.filter(work=work).first()
    subjects = [*([str(draft.pk)] if draft else []), str(work.pk)]
    return Contents(
        dossier=dossier,
        files=tuple(_list_files(dossier.assessment.record, uploads, timestamps)),
        timestamps=tuple(timestamps),
        chains={name: chain for name in subjects if (chain := _read_chain(name, dossier))},
        proof=log_proof(subjects, until=dossier.queued_at),
        particulars=particulars_for(
            work.owner, work, CreationRecord.model_validate(dossier.assessment.record)
        ),
    )


def _list_files(
    record: Mapping[str, Any], uploads: list[Upload], timestamps: list[Timestamp]
) -> list[HeldFile]:
    """Return one file for each content, under the name of its first upload."""
    first: dict[str, Upload] = {}
    for upload in uploads:
        first.setdefault(upload.original_id, upload)
    return [
        HeldFile(
            path=f"data/originals/{number:03}_{UNSAFE.sub('_', upload.name)}",
            upload=upload,
            evidence=evidence_of(record, upload),
            file_date=date_of(
                upload,
                stamps_of(upload.sha256, timestamps),
                acts=act_spans_for_upload(record, upload),
            ),
        )
        for number, upload in enumerate(first.values(), 1)
    ]


def _read_chain(subject: str, dossier: Dossier) -> tuple[AuditEntry, ...]:
    """Return the audit log of a subject up to the outcome of this dossier.

    The entries behind it did not exist when the dossier was made.
    """
    entries = AuditEntry.objects.filter(subject=subject).order_by("number")
    return tuple(takewhile(lambda entry: not _is_outcome_of(entry, dossier), entries))


def _is_outcome_of(entry: AuditEntry, dossier: Dossier) -> bool:
    return entry.act != "dossier.requested" and entry.facts.get("dossier") == str(dossier.pk)
