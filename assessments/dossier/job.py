"""Making a dossier: from the rows to one archive in storage.

Every original is read and its digest computed again while it is packed; where one has changed no
dossier is made. The file carries the attempt's token in its name.
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

from django.conf import settings

from assessments.dossier import documents
from assessments.dossier.bag import Member, WrongBytes, write_bag
from assessments.dossier.contents import Contents, gather
from assessments.dossier.models import Dossier, dossier_path
from assessments.evidence import store as evidence_store
from assessments.jobs import JobFailed, Progress


def dossier_work(dossier: Dossier, progress: Progress) -> dict[str, Any]:
    """Make the archive; returns the columns to store with it."""
    progress.stage("listing")
    contents = gather(dossier)
    lists = {
        f"evidence-list-{short}.pdf": documents.evidence_list(contents, language)
        for short, language in documents.LANGUAGES.items()
    }
    progress.stage("packing")
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, place = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w+b") as out:
            _write(out, contents, lists)
        return _stored(dossier, Path(place))
    finally:
        Path(place).unlink(missing_ok=True)


def dossier_clean(dossier: Dossier) -> None:
    """Remove what a failed attempt may have left."""
    dossier.file.storage.delete(_name(dossier))


def _write(out: BinaryIO, contents: Contents, lists: dict[str, bytes]) -> None:
    try:
        write_bag(
            out,
            folder=f"dossier-{contents.dossier.pk}",
            payload=_members(contents, lists),
            tags=documents.tags(contents),
            info=documents.info(contents),
        )
    except (evidence_store.OriginalChanged, WrongBytes) as error:
        raise JobFailed("original_changed", str(error)) from error


def _members(contents: Contents, lists: dict[str, bytes]) -> Iterator[Member]:
    for held in contents.files:
        opened: Callable[[], BinaryIO] = partial(evidence_store.open_checked, held.upload.original)
        path = held.path.removeprefix("data/")
        yield Member(path=path, open=opened, sha256=held.sha256)
    for path, data in {**documents.payload(contents), **lists}.items():
        yield Member(path=path, open=partial(io.BytesIO, data))


def _stored(dossier: Dossier, place: Path) -> dict[str, Any]:
    with place.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        name = dossier.file.storage.save(_name(dossier), evidence_store.Moved(file, place))
    return {"file": name, "sha256": sha256, "size": size}


def _name(dossier: Dossier) -> str:
    return dossier_path(dossier, f"{dossier.token}.zip")
