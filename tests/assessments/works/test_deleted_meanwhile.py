"""Whatever is changed while somebody deletes it is not there: 404, not an error of the server."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404
from django.test import Client

from assessments.answers.services import draft_save, draft_start
from assessments.evidence import store
from assessments.evidence.uploads import upload_receive
from assessments.lineage.services import node_place
from assessments.memo.services import memo_request
from assessments.results.services import assessment_run, work_create
from assessments.works.drafts import Draft
from tests.support.interviews import InterviewClient
from tests.support.records import record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LOCK_OF_ONE = re.compile(r"select_for_update\(\)[^\n]*\.get\(")


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft_save(draft, part="work", sent={"title": "A"}, version=0),
        lambda draft: upload_receive(draft=draft, file=io.BytesIO(b"x"), by=None, name="x"),
        lambda draft: node_place(draft, node="a", parent="b", by=None),
    ],
)
def test_a_draft_that_is_gone_is_not_there(change: Callable[[Draft], Any]) -> None:
    draft = draft_start(owner=None)
    Draft.objects.filter(pk=draft.pk).delete()

    with pytest.raises(Http404):
        change(draft)


def test_a_work_that_is_gone_is_not_there() -> None:
    owner = User.objects.create_user("owner")
    work = work_create(owner=owner, record=record())
    assessment = assessment_run(work=work)
    type(work).objects.filter(pk=work.pk).delete()

    with pytest.raises(Http404):
        assessment_run(work=work)
    with pytest.raises(Http404):
        memo_request(assessment=assessment, language="en", by=owner)


def test_an_upload_to_a_draft_that_is_deleted_while_it_arrives(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, received = InterviewClient(client).draft, store.received

    def deleting(*args: Any, **options: Any) -> Any:
        Draft.objects.filter(pk=draft.pk).delete()
        return received(*args, **options)

    monkeypatch.setattr(store, "received", deleting)
    file = io.BytesIO(b"bytes")
    file.name = "a.txt"
    response = client.post(f"/interview/{draft.pk}/files/", {"files": file})

    assert response.status_code == 404


def test_nothing_locks_a_row_that_it_takes_to_be_there() -> None:
    modules = (Path(settings.BASE_DIR) / "assessments").rglob("*.py")

    assert [m.name for m in modules if LOCK_OF_ONE.search(m.read_text("utf-8"))] == []
