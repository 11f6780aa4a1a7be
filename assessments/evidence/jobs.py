"""The work of the jobs on one file: a preview picture, the members of an archive."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.evidence.preview import preview_in_child
from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Rejected
from assessments.intake.core.source import Source
from assessments.jobs import JobFailure, Progress
from assessments.likeness import limits as likeness_limits

ReceiveMember = Callable[[Upload, BinaryIO, str], dict[str, Any]]


def picture_view_work(view: PictureView, progress: Progress) -> dict[str, Any]:
    """Make the small picture and the fingerprint; a refusal is stored as its code."""
    if view.original.size > likeness_limits.PICTURE_BYTES.value:
        return {"code": likeness_limits.PICTURE_BYTES.code}
    found = preview_in_child(original_bytes(view.original))
    return {"preview": found.jpeg, "fingerprint": found.fingerprint, "code": found.code}


def unpacking_work(unpacking: Unpacking, progress: Progress, take: ReceiveMember) -> dict[str, Any]:
    """Take every member in that its reading found fit; what is left out is named with a reason."""
    progress.stage("unpacking")
    upload = unpacking.upload
    wanted = _members_read(upload.original)
    made: list[str] = list(unpacking.made)
    left: list[dict[str, Any]] = []
    with _original_on_disk(upload.original) as place:
        try:
            with zips.open_archive(Source(name=upload.name, path=place), zips.EXPORT) as archive:
                for member in archive.members:
                    if zips.printable_name(member.filename) in wanted:
                        _receive_member(archive, member, upload, take, made, left)
        except Rejected as rejection:
            raise JobFailure("refused", rejection.problem.code) from rejection
    return {"made": made, "left": left}


def _members_read(original: Original) -> set[str]:
    """What the reader of the archive read as files of their own; conversations are its own."""
    found = original.reading.found or {}
    members = (found.get("extra") or {}).get("members") or []
    return {str(member.get("file")) for member in members if member.get("sha256")}


def _receive_member(
    archive: zips.Archive,
    member: Any,
    upload: Upload,
    take: ReceiveMember,
    made: list[str],
    left: list[dict[str, Any]],
) -> None:
    name = zips.printable_name(member.filename)
    try:
        data = archive.member_data(member, limits.FILE)
    except Rejected as rejection:
        refused = rejection.problem
        left.append({"name": name, "code": refused.code, "params": dict(refused.params)})
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.MIB) as file:
        file.write(data)
        said = take(upload, cast("BinaryIO", file), name)
    if "id" in said:
        made.append(said["id"])
    else:
        left.append({"name": name, **said})


def original_bytes(original: Original) -> bytes:
    with _open_original(original) as file:
        return file.read()


@contextmanager
def _original_on_disk(original: Original) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile() as copy, _open_original(original) as file:
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


def _open_original(original: Original) -> BinaryIO:
    try:
        return evidence_store.open_checked(original)
    except evidence_store.OriginalDamaged as error:
        raise JobFailure("unexpected", "The stored bytes are not those received.") from error
