"""Files are open to a reader as long as their owner says so; each opening is logged."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from assessments.audit.models import AuditEntry
from assessments.dossier.models import Dossier
from assessments.evidence.models import Upload
from assessments.evidence.models_views import PictureView
from assessments.sharing.services import share_create, share_files_set, share_open, share_revoke
from assessments.works.models import Assessment
from assessments.works.shares import Share
from tests.assessments.dossier.conftest import (
    assessment,
    draft,
    no_pdf,
    person,
    ready_dossier,
)
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import LANGUAGES, signed_in, text_of

__all__ = ["assessment", "draft", "no_pdf", "person", "ready_dossier"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def lawyer(db: None) -> Any:
    return confirmed_user("lawyer")


@pytest.fixture
def share(assessment: Assessment, person: Any, lawyer: Any) -> Share:
    """A share that the lawyer opened, without leave for the files."""
    row, _made = share_create(assessment=assessment, email=lawyer.email, by=person)
    return share_open(share=row, by=lawyer)


def files_of(assessment: Assessment) -> list[str]:
    """Return the address of every file, list and log of an assessment."""
    upload = Upload.objects.get(draft__work=assessment.work, name="cat.png")
    PictureView.objects.get_or_create(
        original=upload.original, defaults={"preview": b"a picture", "state": "ready"}
    )
    own = [reverse(f"assessments:{log}", args=[assessment.pk]) for log in ("log", "log-json")]
    return [
        reverse("assessments:original", args=[upload.pk]),
        reverse("assessments:file-preview", args=[upload.pk]),
        *own,
        reverse("assessments:log-proof", args=[assessment.pk]),
        *(reverse("assessments:dossier-zip", args=[row.pk]) for row in Dossier.objects.all()),
    ]


def statuses(user: Any, addresses: list[str]) -> set[int]:
    browser, found = signed_in(user), set()
    for address in addresses:
        answer = browser.get(address)
        if answer.streaming:
            answer.getvalue()  # closes the file
        found.add(answer.status_code)
    return found


def acts(assessment: Assessment, by: Any) -> list[str]:
    entries = AuditEntry.objects.filter(subject=str(assessment.work_id), actor=by.pk)
    return list(entries.order_by("number").values_list("act", flat=True))


def test_without_leave_a_reader_opens_no_file(
    share: Share, assessment: Assessment, lawyer: Any, ready_dossier: Dossier
) -> None:
    assert statuses(lawyer, files_of(assessment)) == {404}
    page = text_of(signed_in(lawyer).get(f"/assessments/{assessment.pk}/evidence/"))
    assert "has not given you leave to open the files" in page
    assert "cat.png" not in page and "Timestamps of third parties" not in page
    assert acts(assessment, lawyer) == ["share.opened"]


def test_leave_opens_all_of_them_and_taking_it_back_shuts_them_at_once(
    share: Share, assessment: Assessment, lawyer: Any, person: Any, ready_dossier: Dossier
) -> None:
    addresses, owner = files_of(assessment), signed_in(person)
    path = reverse("assessments:share-files", args=[share.pk])
    assert owner.post(path, {"files": "open"}).status_code == 302
    assert len(addresses) == 6
    assert statuses(lawyer, addresses) == {200}
    page = text_of(signed_in(lawyer).get(f"/assessments/{assessment.pk}/evidence/"))
    assert "cat.png" in page and "extra.bin" not in page
    assert addresses[-1] in page and "Make a new dossier" not in page

    owner.post(path, {"files": "closed"})
    assert statuses(lawyer, addresses) == {404}
    assert acts(assessment, person)[-2:] == ["share.files-opened", "share.files-closed"]


def test_a_revoked_share_shuts_the_files_whatever_it_opened(
    share: Share, assessment: Assessment, lawyer: Any, person: Any, ready_dossier: Dossier
) -> None:
    share_files_set(share=share, files=True, by=person)
    share_revoke(share=share, by=person)
    assert statuses(lawyer, files_of(assessment)) == {404}
    share_files_set(share=share, files=False, by=person)
    assert acts(assessment, person)[-1] == "share.revoked"


def test_each_opening_is_logged_once_an_hour_and_the_owner_sees_who(
    share: Share, assessment: Assessment, lawyer: Any, person: Any, ready_dossier: Dossier
) -> None:
    share_files_set(share=share, files=True, by=person)
    page = reverse("assessments:evidence", args=[assessment.pk])
    for _time in range(2):
        statuses(lawyer, [page, *files_of(assessment)])
    opened = ["evidence.opened", "file.downloaded", "file.previewed", "log.opened"]
    assert acts(assessment, lawyer) == ["share.opened", *opened, "dossier.downloaded"]
    log = text_of(signed_in(person).get(f"/assessments/{assessment.pk}/log/"))
    assert "Opened the preview of a file" in log and lawyer.email in log
    before = acts(assessment, person)
    statuses(person, [page, *files_of(assessment)[1:5]])
    assert acts(assessment, person) == before  # the owner opens what is the owner's


def test_the_log_tells_a_reader_nothing_of_other_readers(
    share: Share, assessment: Assessment, lawyer: Any, person: Any
) -> None:
    other = confirmed_user("other")
    second, _made = share_create(assessment=assessment, email=other.email, by=person, files=True)
    share_open(share=second, by=other)
    share_files_set(share=share, files=True, by=person)
    shown = text_of(signed_in(lawyer).get(f"/assessments/{assessment.pk}/log/"))
    assert other.email not in shown and "somebody else" in shown
    assert lawyer.email in shown and "Send me this root" not in shown
    assert other.email in text_of(signed_in(person).get(f"/assessments/{assessment.pk}/log/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_owner_ticks_it_when_sharing_and_the_page_says_what_is_open(
    assessment: Assessment, person: Any, language: str
) -> None:
    owner = signed_in(person, language)
    path = reverse("assessments:share", args=[assessment.pk])
    owner.post(path, {"email": "a@law.cn", "open_files": "on"})
    owner.post(path, {"email": "b@law.cn"})
    assert dict(Share.objects.values_list("email", "files")) == {
        "a@law.cn": True,
        "b@law.cn": False,
    }
    assert acts(assessment, person)[-3:] == ["share.given", "share.files-opened", "share.given"]
    shown = text_of(owner.get(path))
    with translation.override(language):
        for said in ("Close the files", "Let them open the files"):
            assert shown.count(translation.gettext(said)) == 1


def test_pictures_of_the_result_are_files_as_well(
    share: Share, assessment: Assessment, lawyer: Any, person: Any
) -> None:
    files_of(assessment)
    preview = reverse("assessments:file-preview", args=[Upload.objects.get(name="cat.png").pk])
    path = f"/assessments/{assessment.pk}/record/"
    assert preview not in text_of(signed_in(lawyer).get(path))
    share_files_set(share=share, files=True, by=person)
    assert preview in text_of(signed_in(lawyer).get(path))


def test_a_share_that_stopped_is_not_opened_again(share: Share, person: Any) -> None:
    Share.objects.update(revoked_at=timezone.now())
    signed_in(person).post(f"/shares/{share.pk}/files/", {"files": "open"})
    assert not Share.objects.get().files
