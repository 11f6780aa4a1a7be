"""What goes into a dossier: the frozen assessment, the work's files, their custody and timestamps.

Reads stored rows; opens no file and decides on no access.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, cast

from assessments.audit.models import AuditEntry
from assessments.dating.evidence_of_time import Judgement
from assessments.dossier.models import Dossier
from assessments.evidence.dates import acts_shown, evidence_of, judgement_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.wording.times import MADE
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord

# What a file system somewhere does not take in a name.
UNSAFE = re.compile(r'[<>:"|?*%]')


@dataclass(frozen=True, kw_only=True)
class Held:
    """A file of the dossier: where it lies, how it was received, which evidence it is."""

    path: str
    upload: Upload
    evidence: tuple[str, ...]
    judged: Judgement

    @property
    def sha256(self) -> str:
        return str(self.upload.original_id)

    @property
    def made_label(self) -> str:
        """What follows from the times, in the active language."""
        return str(MADE[self.judged.made])


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything that one dossier holds, in a fixed order."""

    dossier: Dossier
    files: tuple[Held, ...]
    timestamps: tuple[Timestamp, ...]
    chains: Mapping[str, tuple[AuditEntry, ...]]

    @property
    def assessment(self) -> Assessment:
        return self.dossier.assessment

    @cached_property
    def record(self) -> CreationRecord:
        return CreationRecord.model_validate(self.assessment.record)

    def files_of(self, piece: str) -> list[Held]:
        return [held for held in self.files if piece in held.evidence]


def gather(dossier: Dossier) -> Contents:
    """The rows of a dossier, as they stand now."""
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
        files=tuple(_held(dossier.assessment.record, uploads, timestamps)),
        timestamps=tuple(timestamps),
        chains={name: chain for name in subjects if (chain := _chain(name, dossier))},
    )


def _held(
    record: Mapping[str, Any], uploads: list[Upload], timestamps: list[Timestamp]
) -> list[Held]:
    """One file for the same bytes, under the name that they were first handed in with."""
    first: dict[str, Upload] = {}
    for upload in uploads:
        first.setdefault(upload.original_id, upload)
    return [
        Held(
            path=f"data/originals/{number:03}_{UNSAFE.sub('_', upload.name)}",
            upload=upload,
            evidence=evidence_of(record, upload),
            judged=judgement_of(
                upload,
                stamps_of(upload.original_id, timestamps),
                acts=acts_shown(record, upload),
            ),
        )
        for number, upload in enumerate(first.values(), 1)
    ]


def _chain(subject: str, dossier: Dossier) -> tuple[AuditEntry, ...]:
    """The log of a subject, up to where it tells what became of this very dossier."""
    entries = AuditEntry.objects.filter(subject=subject).order_by("number")
    return tuple(takewhile(lambda entry: not _tells_of(entry, dossier), entries))


def _tells_of(entry: AuditEntry, dossier: Dossier) -> bool:
    return entry.act != "dossier.requested" and entry.facts.get("dossier") == str(dossier.pk)
