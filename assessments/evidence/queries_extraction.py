"""What is known of the extraction of each uploaded file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models.fields.json import KeyTransform

from assessments.evidence.models import Upload
from assessments.jobs import JobState
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class ReadState:
    """How far a file is: whether it is still read or still made a small picture of."""

    upload: str
    sha256: str
    name: str
    state: str
    is_open: bool


def read_states(draft: Draft) -> list[ReadState]:
    """Of every file of a draft, without loading what was found in it."""
    rows = draft.uploads.order_by("received_at").values_list(
        "pk",
        "original_id",
        "name",
        "original__reading__state",
        "original__view__state",
        "unpacking__state",
        KeyTransform("media_type", "original__reading__found"),
    )
    return [_state(*row) for row in rows]


def _state(
    pk: Any, sha256: str, name: str, reading: str, view: str, unpacking: str, media: str | None
) -> ReadState:
    picture = bool(media) and str(media).startswith("image/")
    waits = (picture and view is None) or (media == "application/zip" and unpacking is None)
    is_open = reading in OPEN or view in OPEN or unpacking in OPEN
    return ReadState(
        upload=str(pk),
        sha256=sha256,
        name=name,
        state=f"{reading}/{view}",
        is_open=is_open or (reading == JobState.READY and waits),
    )


def files_read(draft: Draft) -> list[Upload]:
    """The files of a draft in the order received, each with what a list shows of its reading."""
    found = "original__reading__found"
    return list(
        draft.uploads.select_related("original__reading", "original__view", "unpacking")
        .defer("original__reading__found", "original__view__preview", "original__view__fingerprint")
        .annotate(
            read_generator=KeyTransform("generator", found),
            read_media_type=KeyTransform("media_type", found),
            read_confidence=KeyTransform("confidence", found),
            read_problems=KeyTransform("problems", found),
            read_label=KeyTransform("aigc_label", found),
        )
        .order_by("received_at")
    )


def uploads_by_key(draft: Draft) -> dict[str, Upload]:
    """The files of a draft by the key that the tree knows them by, each with its label."""
    rows = draft.uploads.select_related("original__view").defer(
        "original__view__preview", "original__view__fingerprint"
    )
    label = KeyTransform("aigc_label", "original__reading__found")
    return {str(upload.pk): upload for upload in rows.annotate(read_label=label)}


def has_preview(upload: Upload) -> bool:
    """Whether a small picture of it was made."""
    view = getattr(upload.original, "view", None)
    return view is not None and view.state == JobState.READY and not view.code


OPEN = (JobState.QUEUED, JobState.RUNNING)
