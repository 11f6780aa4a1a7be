"""The files of a draft that were read, with their reports and with names that tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from assessments.evidence.models import Upload
from assessments.evidence.reports import reports_of
from assessments.proposals.from_files.posts import with_posts
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
ARCHIVE = "application/zip"


def reports_of_draft(draft: Draft) -> list[tuple[Upload, Json]]:
    """Return the files that were read, equal bytes once; of archives only conversations."""
    rows = (
        draft.uploads.select_related("original__reading", "original__view")
        .defer("original__view__preview", "original__view__fingerprint")
        .order_by("received_at")
    )
    chosen: dict[str, Upload] = {}
    for upload in rows.filter(original__reading__state="ready"):
        chosen.setdefault(upload.original_id, upload)
    reports = map(with_posts, reports_of(chosen.values()))
    return [
        (upload, report)
        for upload, report in zip(chosen.values(), reports, strict=True)
        if report.get("media_type") != ARCHIVE or report.get("messages")
    ]


def number_duplicates(names: list[str]) -> list[str]:
    """Return the names with a number added to each repetition, before the extension."""
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        path = PurePosixPath(name)
        numbered = f"{path.stem} ({seen[name]}){path.suffix}"
        distinct.append(name if seen[name] == 1 else numbered)
    return distinct
