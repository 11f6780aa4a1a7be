"""Does the work of the jobs on one file: a preview picture, the members of an archive."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast
from zipfile import ZipInfo

from assessments.evidence import store as evidence_store
from assessments.evidence.killed_child import retried_if_killed
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.evidence.preview import preview_in_child
from assessments.evidence.reports import report_of
from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Rejected
from assessments.intake.core.source import Source
from assessments.jobs import JobFailure, Progress
from assessments.likeness import limits as likeness_limits

ReceiveMember = Callable[[Upload, BinaryIO, str], dict[str, Any]]


def picture_view_work(view: PictureView, progress: Progress) -> dict[str, Any]:
    """Make the preview and the fingerprint; return the columns to store, or the problem's code.

    Raises `TemporaryFailure` where the processes that make it are killed.
    """
    if view.original.size > likeness_limits.PICTURE_BYTES.value:
        return {"code": likeness_limits.PICTURE_BYTES.code}
    data = read_original(view.original)
    with retried_if_killed():
        preview = preview_in_child(data)
    return {"preview": preview.jpeg, "fingerprint": preview.fingerprint, "code": preview.code}


def unpacking_work(
    unpacking: Unpacking, progress: Progress, receive_member: ReceiveMember
) -> dict[str, Any]:
    """Receive the members that the reader listed; return the columns to store.

    `receive_member` returns the id of the new upload, or the code and parameters of its rejection.
    Raises `JobFailure` where the archive cannot be opened.
    """
    progress.stage("unpacking")
    upload = unpacking.upload
    wanted = _listed_members(upload.original)
    made: list[str] = list(unpacking.made)
    left: list[dict[str, Any]] = []
    with _original_on_disk(upload.original) as path:
        try:
            with zips.open_archive(Source(name=upload.name, path=path), zips.EXPORT) as archive:
                for member in archive.members:
                    if zips.printable_name(member.filename) in wanted:
                        _receive_member(archive, member, upload, receive_member, made, left)
        except Rejected as rejection:
            raise JobFailure("refused", rejection.problem.code) from rejection
    return {"made": made, "left": left}


def _listed_members(original: Original) -> set[str]:
    """Return the members that are files of their own; conversations belong to the archive."""
    members = (report_of(original).get("extra") or {}).get("members") or []
    return {str(member.get("file")) for member in members if member.get("sha256")}


def _receive_member(
    archive: zips.Archive,
    member: ZipInfo,
    upload: Upload,
    receive_member: ReceiveMember,
    made: list[str],
    left: list[dict[str, Any]],
) -> None:
    name = zips.printable_name(member.filename)
    try:
        data = archive.member_data(member, limits.FILE)
    except Rejected as rejection:
        problem = rejection.problem
        left.append({"name": name, "code": problem.code, "params": dict(problem.params)})
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.MIB) as file:
        file.write(data)
        outcome = receive_member(upload, cast("BinaryIO", file), name)
    if "id" in outcome:
        made.append(outcome["id"])
    else:
        left.append({"name": name, **outcome})


def read_original(original: Original) -> bytes:
    """Return the bytes of an original; raises `JobFailure` where they are damaged."""
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
