"""What a job stored is deleted with its row, whichever way the row goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from assessments.dossier.models import Dossier
from assessments.jobs import JobRow, JobState, StorageUnavailable
from assessments.jobs.stored_files import file_columns
from assessments.memo.models import Memo
from assessments.works.models import Assessment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Captured = Callable[..., Any]
# Of no job: what their own room does once they are gone.
OTHERS = {
    "Original": "evidence.store.discard, or the sweep once no upload names it",
    "StorageMark": "never deleted",
}


@pytest.fixture
def names(assessment: Assessment, creator: User) -> list[str]:
    """A memo and a dossier of an assessment; the names of their files."""
    common = {"assessment": assessment, "requested_by": creator, "state": JobState.READY}
    names = [default_storage.save(f"{folder}/1", ContentFile(b"1")) for folder in ("memos", "bags")]
    Memo.objects.create(**common, language="en", pdf=names[0], sha256="1" * 64)
    Dossier.objects.create(**common, file=names[1], sha256="1" * 64)
    return names


def stored(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


def test_the_admin_deletes_the_pdf_with_the_memo(
    names: list[str], admin_client: Client, django_capture_on_commit_callbacks: Captured
) -> None:
    memo = Memo.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"/admin/assessments/memo/{memo.pk}/delete/", {"post": "yes"})
    assert not Memo.objects.exists()
    assert stored(names) == [False, True]


@pytest.mark.parametrize(
    ("owner", "is_memo_kept"), [("assessment", True), ("work", True), ("account", False)]
)
def test_files_go_with_whatever_owns_their_rows(
    names: list[str],
    assessment: Assessment,
    owner: str,
    is_memo_kept: bool,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    owners = {"assessment": assessment, "work": assessment.work, "account": assessment.work.owner}
    with django_capture_on_commit_callbacks() as callbacks:
        owners[owner].delete()
    assert stored(names) == [True, True], "only a deletion that is committed is one"
    for callback in callbacks:
        callback()
    assert stored(names) == [is_memo_kept, False], "a memo is theirs who asked for it"


def test_a_file_that_storage_does_not_delete_is_named_in_the_log(
    names: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    def refuse(name: str) -> None:
        raise StorageUnavailable(name)

    monkeypatch.setattr(default_storage, "delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        Memo.objects.all().delete()
    assert f"{names[0]} belongs to nobody any more" in caplog.text


def test_every_model_with_a_file_is_a_job_or_says_what_deletes_it() -> None:
    models = [model for model in apps.get_models() if file_columns(model)]
    unknown = {model.__name__ for model in models if not issubclass(model, JobRow)}
    assert unknown == OTHERS.keys()
