"""Originals that drafts shared become one for each of them, and nothing of them is lost."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from assessments.evidence.models import FileReading, Original, Upload, original_key
from assessments.evidence.models_views import PictureView
from assessments.evidence.uploads import original_open, upload_receive
from assessments.lineage.models import FileComparison
from assessments.works.drafts import Draft
from tests.support.migrating import migrate_to, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
# What stores a file asks for the mark of the storage, too.
BEFORE = "0011_queue"
SHARED, OWN, UNUSED = b"shared", b"own", b"unused"
CHECKED = parse_datetime("2026-11-01T00:00:00Z")
REPORT = {"media_type": "text/plain", "extra": {"text": "月"}}


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def before() -> Iterator[Any]:
    """The tables as they were before; at the end they are as they are now."""
    yield migrate_to(BEFORE)
    migrate_to_newest()


def stored_before(apps: Any) -> tuple[Any, Any]:
    """Two drafts that have one file both; the first also has another, each read and compared."""

    def rows(name: str) -> Any:
        return apps.get_model("assessments", name).objects

    owner = User.objects.create_user("maker")
    drafts = [
        rows("Draft").create(owner_id=owner.pk),
        rows("Draft").create(session_key="visitor"),
    ]
    for data in (SHARED, OWN, UNUSED):
        sha256 = digest(data)
        name = default_storage.save(f"originals/{sha256[:2]}/{sha256}", ContentFile(data))
        rows("Original").create(sha256=sha256, size=len(data), file=name, checked_at=CHECKED)
        rows("FileReading").create(
            original_id=sha256, state="ready", found=REPORT, report_digest=sha256, report_bytes=9
        )
        rows("PictureView").create(original_id=sha256, state="ready", preview=data)
    held = ((drafts[0], SHARED), (drafts[0], SHARED), (drafts[0], OWN), (drafts[1], SHARED))
    for number, (draft, data) in enumerate(held):
        rows("Upload").create(draft=draft, original_id=digest(data), name=f"{number}.txt")
    pair = {"source_id": digest(SHARED), "final_id": digest(OWN)}
    rows("FileComparison").create(**pair, state="ready", measure={"kind": "text"})
    return drafts[0].pk, drafts[1].pk


def test_each_draft_gets_what_it_had_for_itself(before: Any) -> None:
    drafts = stored_before(before)
    migrate_to_newest()
    first, second = (Draft.objects.get(pk=pk) for pk in drafts)
    keys = [original_key(draft, digest(SHARED)) for draft in (first, second)]
    own = original_key(first, digest(OWN))

    assert [upload.original_id for upload in first.uploads.order_by("name")] == [
        keys[0],
        keys[0],
        own,
    ]
    assert [upload.original_id for upload in second.uploads.all()] == [keys[1]]
    assert set(Original.objects.values_list("pk", flat=True)) == {*keys, own, digest(UNUSED)}
    for upload in Upload.objects.all():
        reading, view = upload.original.reading, upload.original.view
        assert (reading.state, reading.found, reading.report_bytes) == ("ready", REPORT, 9)
        path = f"reports/{upload.sha256[:2]}/{upload.sha256}.json.gz"
        assert (reading.report_file, reading.report_digest) == (path, upload.sha256)
        assert bytes(view.preview) == (OWN if upload.original_id == own else SHARED)
        owner = f"account:{first.owner_id}" if upload.draft == first else f"draft:{second.pk}"
        assert reading.owner_key == view.owner_key == owner
        with original_open(upload.original) as file:
            assert file.read() == bytes(view.preview)
    assert {original.checked_at for original in Original.objects.exclude(pk=digest(UNUSED))} == {
        None  # the check was before any of them received the file
    }
    comparison = FileComparison.objects.get()
    assert (comparison.source_id, comparison.final_id) == (keys[0], own)
    assert comparison.measure == {"kind": "text"}

    again = upload_receive(draft=first, file=io.BytesIO(SHARED), by=None, name="again.txt")
    assert again.original_id == keys[0]


def test_going_back_is_refused_while_two_drafts_have_one_file(before: Any) -> None:
    drafts = stored_before(before)
    migrate_to_newest()
    with pytest.raises(CommandError, match="lose what is kept of 1 files .* 0 long reports"):
        migrate_to(BEFORE)
    migrate_to_newest()
    assert Original.objects.count() == 4

    Upload.objects.filter(draft=drafts[1]).delete()
    Original.objects.filter(uploads=None).exclude(sha256=digest(UNUSED)).delete()
    FileReading.objects.filter(original__sha256=digest(OWN)).update(report_file="elsewhere")
    with pytest.raises(CommandError, match="of 0 files .* 1 long reports"):
        migrate_to(BEFORE)


def test_going_back_and_forward_again_keeps_every_row(before: Any) -> None:
    drafts = stored_before(before)
    migrate_to_newest()
    Upload.objects.filter(draft=drafts[1]).delete()
    Original.objects.filter(uploads=None).exclude(sha256=digest(UNUSED)).delete()
    Original.objects.update(checked_at=timezone.now())
    models = (Original, Upload, FileReading, PictureView)
    rows = [sorted(model._default_manager.values_list(), key=str) for model in models]

    apps = migrate_to(BEFORE)
    kept = apps.get_model("assessments", "Original").objects.values_list("pk", flat=True)
    assert set(kept) == {digest(data) for data in (SHARED, OWN, UNUSED)}
    compared = apps.get_model("assessments", "FileComparison").objects.get()
    assert (compared.source_id, compared.final_id) == (digest(SHARED), digest(OWN))
    migrate_to_newest()
    assert [sorted(model._default_manager.values_list(), key=str) for model in models] == rows
    assert FileComparison.objects.count() == 1
