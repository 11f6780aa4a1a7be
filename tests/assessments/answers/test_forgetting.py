"""Works of visitors without an account are kept as long as anybody can open them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.utils import timezone

from assessments.answers.forgetting import GRACE, drafts_forget, sessions_forget
from assessments.answers.services import draft_start
from assessments.audit.models import AuditEntry
from assessments.evidence.models import Upload
from assessments.evidence.uploads import upload_receive
from assessments.works.drafts import Draft
from tests.support.accounts import confirmed_user, sign_in
from tests.support.interviews import InterviewClient

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AGE = timedelta(days=14)


def long_ago() -> None:
    """Let everything have happened three weeks ago."""
    before = timezone.now() - timedelta(days=21)
    Draft.objects.update(created_at=before, updated_at=before)
    Upload.objects.update(received_at=before)
    Session.objects.update(expire_date=before + AGE)


def a_day_passes() -> None:
    """Let what was marked have been marked a day earlier."""
    Draft.objects.update(orphaned_at=F("orphaned_at") - GRACE)


def test_a_work_goes_with_its_session(client: Client) -> None:
    person = InterviewClient(client)
    assert (sessions_forget(), drafts_forget()) == (0, 0)
    long_ago()
    InterviewClient(Client())  # of somebody else
    assert sessions_forget() == 1
    assert drafts_forget() == 0  # its session is gone, which is marked first
    a_day_passes()
    assert drafts_forget() == 1
    assert AuditEntry.objects.filter(subject=str(person.pk), act="draft.forgotten").exists()
    assert not Draft.objects.filter(pk=person.pk).exists()
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("act", ["read", "answer", "upload", "compare"])
def test_anything_that_is_done_with_a_work_keeps_it(client: Client, act: str) -> None:
    person = InterviewClient(client)
    for name in ("a.txt", "b.txt"):
        person.post("files/", files=SimpleUploadedFile(name, name.encode()))
    long_ago()
    soon = timezone.now() + timedelta(minutes=5)
    Session.objects.update(expire_date=soon)
    session = client.session
    session["renewed"] = "2020-01-01"
    session.save()
    Session.objects.update(expire_date=soon)
    first, second = Upload.objects.values_list("pk", flat=True)
    if act == "read":
        client.get(f"{person.url}work/")
    elif act == "answer":
        person.send("work/", "0", title="Wind")
    elif act == "upload":
        person.post("files/", files=SimpleUploadedFile("c.txt", b"c"))
    else:
        person.post("compare/", source=first, final=second)

    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=13)
    assert (sessions_forget(), drafts_forget()) == (0, 0)


def test_a_session_is_renewed_once_a_day(client: Client) -> None:
    person = InterviewClient(client)
    client.get(person.url)
    before = Session.objects.get().expire_date
    client.get(person.url)
    assert Session.objects.get().expire_date == before


def test_a_work_whose_session_is_not_known_is_kept_by_answers_and_files() -> None:
    _old, answered, handed_in = (draft_start(owner=None) for _ in range(3))
    before = timezone.now() - timedelta(days=21)
    Draft.objects.exclude(pk=answered.pk).update(updated_at=before)
    upload_receive(draft=handed_in, file=BytesIO(b"x"), by=None, name="x")
    drafts_forget()
    a_day_passes()
    drafts_forget()
    assert set(Draft.objects.all()) == {answered, handed_in}


def test_a_work_that_was_claimed_is_kept_without_a_session(client: Client) -> None:
    person = InterviewClient(client)
    confirmed_user("li")
    sign_in(client)
    assert person.draft.session_key == ""
    long_ago()
    sessions_forget()
    drafts_forget()
    a_day_passes()
    assert drafts_forget() == 0


def test_a_session_that_is_gone_costs_no_work_at_once(client: Client) -> None:
    person = InterviewClient(client)
    long_ago()
    key = person.draft.session_key
    Session.objects.all().delete()
    assert drafts_forget() == 0
    Session.objects.create(session_key=key, expire_date=timezone.now() + AGE)
    a_day_passes()
    assert drafts_forget() == 0
    assert person.draft.orphaned_at is None
