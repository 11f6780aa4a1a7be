"""Adds a file that makes an answer stronger, linked with what a person says that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction

from assessments.answers.services import item_edit
from assessments.evidence.models import Upload
from assessments.evidence.receive import file_receive
from assessments.proposals.evidence import upload_as_evidence
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class AddedFile:
    """What a person says of a file: that of an exhibit (`piece`), or what and when it is."""

    piece: str = ""  # the id of an exhibit that is named already
    what: str = ""  # codes of the record
    made: str = ""
    section: str = ""
    items: tuple[str, ...] = ()  # ids of the steps or inputs that it shows


@transaction.atomic
def file_add(
    draft: Draft,
    file: BinaryIO,
    *,
    name: str,
    added: AddedFile,
    by: Any,
) -> Upload:
    """Receive a file and link it with what a person says that it shows.

    Raises `FileRejected`, `SaveConflict`, `ItemNotFound` and `DraftFull`.
    """
    upload = file_receive(draft=draft, file=file, by=by, name=name)
    draft = draft_locked(draft)
    if added.piece:
        piece = added.piece
        item_edit(draft, "evidence", piece, {"sha256": upload.sha256})
    else:
        piece = _same_file(draft, upload) or upload_as_evidence(
            draft, upload=upload, step="", what=added.what, made=added.made
        )
    Upload.objects.filter(pk=upload.pk).update(evidence=piece)
    for item in added.items:
        _link(draft, added.section, item, piece)
    return upload


def _same_file(draft: Draft, upload: Upload) -> str:
    """Return the exhibit with the same bytes; empty where there is none."""
    pieces = draft.answers.get("evidence") or []
    return next((p["id"] for p in pieces if p.get("sha256") == upload.sha256), "")


def _link(draft: Draft, section: str, item: str, piece: str) -> None:
    draft.refresh_from_db()
    owner = next(held for held in draft.answers[section] if held["id"] == item)
    named = owner.get("evidence")
    named = named if isinstance(named, list) else []
    if piece not in named:
        item_edit(draft, section, item, {"evidence": [*named, piece]})
