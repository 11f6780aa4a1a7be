"""A work with three files, assessed, and the dossier that is made of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from assessments.dossier import documents
from assessments.dossier.models import Dossier
from assessments.dossier.services import dossier_request
from assessments.dossier.tasks import dossier_make
from assessments.evidence.uploads import upload_receive
from assessments.results.services import assessment_run, work_create
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import load_data, to_plain

FILES = {
    "cat.png": b"\x89PNG\r\n\x1a\n" + b"cat" * 100,
    "草稿 说明.txt": "第一稿".encode(),
    "extra.bin": b"\0\1\2",
}


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("maker")


@pytest.fixture
def draft(person: User) -> Draft:
    return Draft.objects.create(owner=person)


@pytest.fixture
def assessment(draft: Draft, person: User) -> Assessment:
    """Assessed after its files came; two of the three are named as evidence."""
    uploads = [
        upload_receive(draft=draft, file=io.BytesIO(data), by=person, name=name)
        for name, data in FILES.items()
    ]
    record = load_data(
        {
            "schema": "creation-record/1",
            "title": "A cat under the moon 月下猫",
            "kind": "image",
            "steps": [
                {"id": "s1", "action": "generate", "prompt": "a cat", "evidence": ["e1", "e3"]},
                {"id": "s2", "action": "edit", "extent": "local", "evidence": ["e2"]},
                {"id": "s3", "action": "select", "criteria": "the look"},
            ],
            "evidence": [
                _piece("e1", "original_file", uploads[0].sha256, shows="The picture."),
                _piece("e2", "drafts", uploads[1].sha256),
                _piece("e3", "statement", None),
            ],
        }
    )
    work = work_create(owner=person, record=record)
    draft.work = work
    draft.answers = {"title": to_plain(record)["title"]}
    draft.save()
    return assessment_run(work=work)


def _piece(name: str, what: str, sha256: str | None, **more: Any) -> dict[str, Any]:
    piece = {"id": name, "what": what, "made": "contemporaneous", **more}
    return {**piece, "sha256": sha256} if sha256 else piece


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting pages takes a second each time; one test does it for all."""
    monkeypatch.setattr(documents, "evidence_list", lambda *_: b"%PDF-")


@pytest.fixture
def ready_dossier(assessment: Assessment, person: User, no_pdf: None) -> Dossier:
    dossier = dossier_request(assessment=assessment, by=person)
    assert dossier_make(str(dossier.pk)) == "ready"
    dossier.refresh_from_db()
    return dossier


@pytest.fixture
def archive(ready_dossier: Dossier, tmp_path: Path) -> Path:
    path = tmp_path / "dossier.zip"
    with ready_dossier.file.storage.open(str(ready_dossier.file.name)) as file:
        path.write_bytes(file.read())
    return path


@pytest.fixture
def rewrite_archive(archive: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the archive with members changed, dropped or added."""
    import zipfile

    def rewrite(change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
        copy = tmp_path / "rewritten.zip"
        with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as new:
            top = old.namelist()[0].split("/")[0]
            for member in old.infolist():
                data = change(member.filename.removeprefix(f"{top}/"), old.read(member))
                if data is not None:
                    new.writestr(member.filename, data)
            for name, data in added.items():
                new.writestr(f"{top}/{name}", data)
        return copy

    return rewrite
