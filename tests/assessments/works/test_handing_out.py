"""What is handed out is logged once an hour, for HEAD not at all, and counted."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from assessments.answers.services import draft_of_work
from assessments.audit.models import AuditEntry
from assessments.evidence.models import Upload
from assessments.evidence.uploads import upload_receive
from assessments.quotas.limits import read_limits
from assessments.works.shares import Share
from tests.support.accounts import confirmed_user
from tests.support.interviews import InterviewClient
from tests.support.pages import STRONG, assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def assessment(files_as_library: None) -> Any:
    return assess_record(confirmed_user("owner"), STRONG)


def downloads(assessment: Any) -> list[str]:
    own = f"/assessments/{assessment.pk}/"
    draft = draft_of_work(assessment.work)
    owner = assessment.work.owner
    upload = upload_receive(draft=draft, file=BytesIO(b"x"), by=owner, name="x")
    return [
        *(f"{own}{name}" for name in ("record.json", "record.yaml", "result.json")),
        f"/files/{upload.pk}/original",
    ]


def test_head_writes_no_entry(assessment: Any) -> None:
    client, places = signed_in(assessment.work.owner), downloads(assessment)
    before = AuditEntry.objects.count()
    for place in places:
        answer = client.head(place)
        assert (answer.status_code, answer.getvalue()) == (200, b"")

    assert AuditEntry.objects.count() == before


def test_a_repetition_within_an_hour_is_logged_once(assessment: Any) -> None:
    client, places = signed_in(assessment.work.owner), downloads(assessment)
    before = AuditEntry.objects.count()
    for place in [*places, *places]:
        answer = client.get(place)
        assert answer.status_code == 200
        assert answer.getvalue()

    assert AuditEntry.objects.count() == before + len(places)


def test_a_reader_cannot_make_the_log_of_the_owner_long(assessment: Any) -> None:
    reader = confirmed_user("reader")
    owner = assessment.work.owner
    Share.objects.create(assessment=assessment, email=reader.email, by=owner, reader=reader)
    client = signed_in(reader)
    before = AuditEntry.objects.count()
    client.head(f"/assessments/{assessment.pk}/")
    assert AuditEntry.objects.count() == before
    for _time in range(5):
        client.get(f"/assessments/{assessment.pk}/record.json")

    assert AuditEntry.objects.count() == before + 1


def test_a_visitor_is_counted(client: Client, settings: Any) -> None:
    page = InterviewClient(client)
    page.post("files/", files=[BytesIO(b"x")])
    place = f"/files/{Upload.objects.get().pk}/original"
    settings.QUOTAS = read_limits("downloads.visitor=1/h")

    assert client.get(place).getvalue() == b"x"
    assert client.get(place).status_code == 429
