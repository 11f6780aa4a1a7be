"""A host whose storage is not that of the others stores nothing and calls nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from aigc_copyright.doctor.data import check_storage
from assessments.audit.models import AuditEntry
from assessments.dossier.job import dossier_work
from assessments.dossier.models import Dossier
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original
from assessments.evidence.models_storage import StorageMark
from assessments.evidence.own_storage import require_own_storage
from assessments.evidence.reports import report_columns
from assessments.evidence.sweep import originals_check, originals_round
from assessments.evidence.uploads import FileRejected
from assessments.jobs import StorageUnavailable
from assessments.memo.job import memo_work
from assessments.memo.models import Memo
from assessments.works.drafts import Draft
from tests.assessments.evidence.test_receive import receive

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LONG_REPORT = {"messages": ["word " * 20_000], "problems": [], "raw": [], "edits": []}


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.create()


@pytest.fixture
def original(draft: Draft) -> Original:
    return receive(draft).original


@pytest.fixture
def other_host(original: Original, settings: Settings, tmp_path: Path) -> None:
    """From now on files are looked for on a disk of another host; the rows are the same."""
    settings.MEDIA_ROOT = tmp_path / "other"
    settings.DATA_DIR = tmp_path


@pytest.mark.usefixtures("other_host")
def test_no_file_is_called_lost_there(original: Original) -> None:
    for look in (
        lambda: evidence_store.open_checked(original),
        lambda: originals_check(days=0),
        originals_round,
    ):
        with pytest.raises(StorageUnavailable, match="S3_BUCKET"):
            look()
    assert Original.objects.get().intact
    assert not AuditEntry.objects.filter(act="file.changed").exists()


@pytest.mark.usefixtures("other_host")
def test_nothing_is_stored_there(draft: Draft, settings: Settings) -> None:
    with pytest.raises(FileRejected, match="storage_away"):
        receive(draft, b"another")
    for store in (
        lambda: report_columns(LONG_REPORT, Original(key="ab" * 32, size=1 << 20)),
        lambda: memo_work(Memo(), None),
        lambda: dossier_work(Dossier(), None),
    ):
        with pytest.raises(StorageUnavailable):
            store()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.usefixtures("other_host")
def test_it_says_so_where_an_operator_looks(client: Client) -> None:
    assert json.loads(client.get("/readyz").content)["files"] == "down"
    with pytest.raises(StorageUnavailable, match="is not the one that the database speaks of"):
        check_storage()


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "of an earlier version"])
def test_a_single_file_that_is_gone_is_lost_all_the_same(
    draft: Draft, original: Original, marked: bool
) -> None:
    receive(draft, b"the newest")
    if not marked:
        StorageMark.objects.all().delete()
    default_storage.delete(str(original.file.name))
    assert originals_check(days=0) == (2, [original])
    assert originals_round() == 0
    assert StorageMark.objects.count() == 1


@pytest.mark.usefixtures("other_host")
def test_an_earlier_version_s_files_are_not_looked_for_on_a_disk_that_has_none() -> None:
    StorageMark.objects.all().delete()
    with pytest.raises(StorageUnavailable):
        originals_round()
    assert not StorageMark.objects.exists()


def test_of_two_hosts_that_mark_their_disks_at_once_one_is_refused(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = default_storage.save
    own = settings.MEDIA_ROOT

    def save_second(*args: object) -> str:
        monkeypatch.undo()
        settings.MEDIA_ROOT = tmp_path / "other"
        require_own_storage()  # the other host is first
        settings.MEDIA_ROOT = own
        return save(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(default_storage, "save", save_second)
    with pytest.raises(StorageUnavailable):
        require_own_storage()
    assert list(Path(own).rglob("storage/*")) == []
    assert len(list((tmp_path / "other").rglob("storage/*"))) == 1


def test_looking_marks_nothing(client: Client) -> None:
    client.get("/readyz")
    assert not StorageMark.objects.exists()
