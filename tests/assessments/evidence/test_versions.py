"""A better original file of a file is named as one; both are kept, shown, and open alike."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.audit.models import AuditEntry
from assessments.evidence.models import Upload
from assessments.evidence.queries import files_named
from assessments.evidence.uploads import upload_receive
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from assessments.works.shares import Share
from tests.assessments.dossier.conftest import assessment, draft, person
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import signed_in, text_of

__all__ = ["assessment", "draft", "person"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def named(assessment: Assessment) -> Upload:
    """The file that the record names."""
    return Upload.objects.get(name="cat.png")


@pytest.fixture
def better(assessment: Assessment, draft: Draft, person: Any) -> Upload:
    """A file that came after the assessment."""
    return upload_receive(draft=draft, file=io.BytesIO(b"raw"), by=person, name="cat.raw")


def say(user: Any, upload: Upload, earlier: Upload | None) -> int:
    path = reverse("assessments:file-version", args=[upload.draft_id, upload.pk])
    sent = {"earlier": str(earlier.pk)} if earlier else {"earlier": ""}
    return int(signed_in(user).post(path, sent).status_code)


def test_both_are_kept_and_shown_and_the_record_names_what_it_named(
    assessment: Assessment, person: Any, named: Upload, better: Upload
) -> None:
    before = assessment.work.record
    assert say(person, better, named) == 302
    assessment.work.refresh_from_db()
    assert assessment.work.record == before
    for path in (
        reverse("assessments:evidence", args=[assessment.pk]),
        reverse("assessments:draft-files", args=[better.draft_id]),
    ):
        shown = text_of(signed_in(person).get(path))
        assert "Named as a better original file of cat.png" in shown, path
        assert "A better original file came later: cat.raw" in shown, path
        assert named.sha256 in shown and better.sha256 in shown, path


def test_it_is_logged_and_taken_back(person: Any, named: Upload, better: Upload) -> None:
    for earlier in (named, named, None):
        say(person, better, earlier)
    entries = AuditEntry.objects.filter(act="file.version").order_by("number")
    assert [entry.facts["earlier"] for entry in entries] == [named.sha256, ""]
    assert Upload.objects.get(pk=better.pk).replaces is None


def test_a_lawyer_with_leave_opens_both_and_no_other(
    assessment: Assessment, person: Any, named: Upload, better: Upload
) -> None:
    lawyer = confirmed_user("lawyer")
    Share.objects.create(
        assessment=assessment, email=lawyer.email, by=person, reader=lawyer, files=True
    )
    browser, path = signed_in(lawyer), reverse("assessments:original", args=[better.pk])
    assert browser.get(path).status_code == 404
    say(person, better, named)
    answer = browser.get(path)
    assert (answer.status_code, answer.getvalue()) == (200, b"raw")
    page = text_of(browser.get(reverse("assessments:evidence", args=[assessment.pk])))
    assert "cat.raw" in page and "cat.png" in page and "extra.bin" not in page


def test_versions_of_versions_are_open_and_files_beside_them_are_not(
    assessment: Assessment, draft: Draft, person: Any, named: Upload, better: Upload
) -> None:
    best = upload_receive(draft=draft, file=io.BytesIO(b"best"), by=person, name="cat.dng")
    say(person, best, better)
    assert best.pk not in files_named(assessment)
    say(person, better, named)
    assert {better.pk, best.pk, named.pk} <= files_named(assessment)
    assert Upload.objects.get(name="extra.bin").pk not in files_named(assessment)


def test_only_an_earlier_file_of_the_same_work_with_other_bytes_is_one(
    draft: Draft, person: Any, named: Upload, better: Upload
) -> None:
    again = upload_receive(draft=draft, file=io.BytesIO(b"raw"), by=person, name="again")
    other = Draft.objects.create(owner=person)
    elsewhere = upload_receive(draft=other, file=io.BytesIO(b"o"), by=person, name="o")
    Upload.objects.filter(pk=elsewhere.pk).update(received_at=named.received_at)
    wrong = [(named, better), (again, better), (better, better), (better, elsewhere)]
    assert {say(person, later, earlier) for later, earlier in wrong} == {422}
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=better.pk).update(replaces=better.pk)
