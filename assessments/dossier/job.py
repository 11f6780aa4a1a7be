"""Does the work of the job that makes a dossier: from the rows to one archive in storage.

The digest of every original is computed again while it is packed; a changed original fails the job.
The name of the stored file holds the token of the attempt.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from assessments.dossier import documents
from assessments.dossier.bag import DigestMismatch, Member, write_bag
from assessments.dossier.contents import Contents, gather
from assessments.dossier.models import Dossier, dossier_path
from assessments.evidence import store as evidence_store
from assessments.evidence.own_storage import require_own_storage
from assessments.jobs import JobFailure, Progress


def dossier_work(dossier: Dossier, progress: Progress) -> dict[str, Any]:
    """Make the archive and return the columns to store; raises `JobFailure`."""
    require_own_storage()
    progress.stage("listing")
    contents = gather(dossier)
    lists = {
        f"evidence-list-{short}.pdf": documents.evidence_list(contents, language)
        for short, language in documents.LANGUAGES.items()
    }
    progress.stage("packing")
    handle, path = tempfile.mkstemp(dir=evidence_store.incoming_folder())
    try:
        with os.fdopen(handle, "w+b") as out:
            _write_archive(out, contents, lists)
        return _store_archive(dossier, Path(path))
    finally:
        Path(path).unlink(missing_ok=True)


def dossier_clean(dossier: Dossier) -> None:
    """Delete the file that a failed attempt may have stored."""
    dossier.file.storage.delete(_name_archive(dossier))


def _write_archive(out: BinaryIO, contents: Contents, lists: dict[str, bytes]) -> None:
    try:
        write_bag(
            out,
            folder=f"dossier-{contents.dossier.pk}",
            payload=_list_members(contents, lists),
            tags=documents.tag_files(contents),
            info=documents.bag_info(contents),
        )
    except (evidence_store.OriginalDamaged, DigestMismatch) as error:
        raise JobFailure("original_changed", str(error)) from error


def _list_members(contents: Contents, lists: dict[str, bytes]) -> Iterator[Member]:
    for held in contents.files:
        opened: Callable[[], BinaryIO] = partial(evidence_store.open_checked, held.upload.original)
        path = held.path.removeprefix("data/")
        yield Member(path=path, open=opened, sha256=held.sha256)
    for path, data in {**documents.payload_documents(contents), **lists}.items():
        yield Member(path=path, open=partial(io.BytesIO, data))


def _store_archive(dossier: Dossier, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        name = dossier.file.storage.save(
            _name_archive(dossier), evidence_store.MovableFile(file, path)
        )
    return {"file": name, "sha256": sha256, "size": size}


def _name_archive(dossier: Dossier) -> str:
    return dossier_path(dossier, f"{dossier.token}.zip")
