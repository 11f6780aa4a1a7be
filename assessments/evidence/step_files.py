"""The file that shows a step: its name and its preview, beside the name of the step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from assessments.evidence.dates import evidence_of
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview
from assessments.precedents.values import StepFile


def files_of_steps(record: Mapping[str, Any], uploads: Iterable[Upload]) -> dict[str, StepFile]:
    """Return a file of each step that has one as evidence, by the id of the step.

    `record` is plain data. A file with a preview comes before one without, then the first received.
    """
    by_piece: dict[str, Upload] = {}
    for upload in uploads:
        for piece in evidence_of(record, upload):
            by_piece.setdefault(piece, upload)
    shown: dict[str, list[str]] = {}
    for piece in record.get("evidence") or ():
        for step in piece.get("shows_steps") or ():
            shown.setdefault(step, []).append(piece["id"])
    found: dict[str, StepFile] = {}
    for step in record.get("steps") or ():
        named = [*(step.get("evidence") or ()), *shown.get(step["id"], ())]
        held = [by_piece[piece] for piece in named if piece in by_piece]
        if held:
            found[step["id"]] = _step_file(max(held, key=has_preview))
    return found


def _step_file(upload: Upload) -> StepFile:
    address = reverse("assessments:file-preview", args=[upload.pk]) if has_preview(upload) else ""
    return StepFile(name=upload.name, picture=address)
