"""Reads how far the extraction of each uploaded file is, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models.fields.json import KeyTransform

from assessments.evidence.media_types import can_be_shown
from assessments.evidence.models import Upload
from assessments.jobs import JobState
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class ReadState:
    """The state of the jobs of one file; `is_open` while one of them is queued, running or due."""

    upload: str
    sha256: str
    name: str
    state: str
    is_open: bool


def read_states(draft: Draft) -> list[ReadState]:
    """Return the state of every file of a draft, without loading its report."""
    rows = draft.uploads.order_by("received_at").values_list(
        "pk",
        "original__sha256",
        "name",
        "original__reading__state",
        "original__view__state",
        "unpacking__state",
        KeyTransform("media_type", "original__reading__found"),
    )
    return [_read_state(*row) for row in rows]


def _read_state(
    pk: UUID,
    sha256: str,
    name: str,
    reading: str | None,
    view: str | None,
    unpacking: str | None,
    media_type: str | None,
) -> ReadState:
    is_picture = can_be_shown(media_type or "")
    is_archive = media_type == "application/zip"
    is_due = (is_picture and view is None) or (is_archive and unpacking is None)
    is_open = reading in OPEN or view in OPEN or unpacking in OPEN
    return ReadState(
        upload=str(pk),
        sha256=sha256,
        name=name,
        state=f"{reading}/{view}",
        is_open=is_open or (reading == JobState.READY and is_due),
    )


def files_read(draft: Draft) -> list[Upload]:
    """Return the files of a draft in the order received, with parts of their reports.

    The annotations, whose names begin with `read_`, are None for a file that is not read yet.
    """
    found = "original__reading__found"
    return list(
        draft.uploads.select_related(
            "original__reading", "original__view", "unpacking", "replaces__original"
        )
        .defer("original__reading__found", "original__view__preview", "original__view__fingerprint")
        .annotate(
            read_generator=KeyTransform("generator", found),
            read_prompt=KeyTransform("prompt", found),
            read_media_type=KeyTransform("media_type", found),
            read_confidence=KeyTransform("confidence", found),
            read_problems=KeyTransform("problems", found),
            read_label=KeyTransform("aigc_label", found),
            read_texts=KeyTransform("texts_not_understood", KeyTransform("extra", found)),
            read_turn=KeyTransform(0, KeyTransform("messages", found)),
            read_conversations=KeyTransform("conversations", KeyTransform("extra", found)),
            read_further=KeyTransform("further_words", KeyTransform("extra", found)),
        )
        .order_by("received_at")
    )


def uploads_by_key(draft: Draft) -> dict[str, Upload]:
    """Return the files of a draft by their key in the tree, with the annotations `read_label` and
    `read_screenshot`: the label, and what marks a screenshot, as the file was read.
    """
    rows = draft.uploads.select_related("original__view").defer(
        "original__view__preview", "original__view__fingerprint"
    )
    label = KeyTransform("aigc_label", "original__reading__found")
    shot = KeyTransform("screenshot", KeyTransform("extra", "original__reading__found"))
    annotated = rows.annotate(read_label=label, read_screenshot=shot)
    return {str(upload.pk): upload for upload in annotated}


def has_preview(upload: Upload) -> bool:
    """Return whether a preview picture of the file was made."""
    view = getattr(upload.original, "view", None)
    return view is not None and view.state == JobState.READY and not view.code


OPEN = (JobState.QUEUED, JobState.RUNNING)
