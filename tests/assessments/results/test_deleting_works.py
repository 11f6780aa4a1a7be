"""The owner of a saved work deletes it with what goes with it, after a page that says so."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile

from assessments.audit.queries import audit_of
from assessments.jobs import JobState
from assessments.memo.models import Memo
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share
from tests.support.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
SAID = {"en": ("1 share: whoever opened it", "Memos that are ready stay", "Keep it"),
        "zh-hans": ("1 项共享，对方将无法再查看", "仍归申请人保留", "暂不删除")}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_what_goes_and_deletes_nothing(assessment, creator, language):
    Share.objects.create(assessment=assessment, by=creator, email="a@law.cn")
    client = signed_in(creator, language)
    address = f"/assessments/{assessment.pk}/delete/"
    assert address in text_of(client.get("/assessments/"))
    page = text_of(client.get(address))
    assert all(words in page for words in SAID[language])
    assert not re.search(r"\b0 (?:uploaded|个)", page)
    assert Work.objects.filter(pk=assessment.work_id).exists()


def test_confirmed_it_is_gone_logged_and_a_ready_memo_stays(
    assessment, creator, stranger, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    work = assessment.work_id
    memo = Memo.objects.create(assessment=assessment, language="en", requested_by=stranger)
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7 stand-in"), save=True)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, sha256="ab" * 32, pages=30)
    Share.objects.create(assessment=assessment, by=creator, email="a@law.cn")
    answer = signed_in(creator).post(f"/assessments/{assessment.pk}/delete/")
    assert answer["Location"] == "/assessments/"
    assert not Work.objects.filter(pk=work).exists()
    assert not Assessment.objects.exists()
    assert not Share.objects.exists()
    memo.refresh_from_db()
    assert memo.assessment_id is None
    entry = audit_of(str(work)).order_by("pk").last()
    assert (entry.act, entry.actor) == ("work.deleted", creator.pk)
    assert entry.facts["assessments"] == 1
    assert entry.facts["shares"] == 1


def test_nobody_else_deletes_it(assessment, stranger):
    answer = signed_in(stranger).post(f"/assessments/{assessment.pk}/delete/")
    assert answer.status_code == 404
    assert Work.objects.filter(pk=assessment.work_id).exists()
