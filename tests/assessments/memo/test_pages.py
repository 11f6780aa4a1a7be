"""Asking for a memo and waiting for it: every state has its page, and asking twice makes one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.accounts.models_notifications import Notification
from assessments.jobs import JobState
from assessments.memo.models import Memo
from tests.support.pages import LANGUAGES, signed_in, text_of

pytestmark = pytest.mark.django_db
POLLING = 'hx-trigger="every'


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def memo(assessment, creator):
    return Memo.objects.create(assessment=assessment, language="en", requested_by=creator)


def become(memo: Memo, **columns: object) -> Memo:
    Memo.objects.filter(pk=memo.pk).update(**columns)
    memo.refresh_from_db()
    return memo


def make_ready(memo: Memo) -> Memo:
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7 stand-in"), save=True)
    return become(memo, state=JobState.READY, sha256="ab" * 32, pages=30)


def get_page(user, memo, language="en", **headers):
    return text_of(signed_in(user, language).get(f"/memos/{memo.pk}/", headers=headers))


def test_asking_twice_makes_one(creator, assessment):
    client = signed_in(creator)
    address = f"/assessments/{assessment.pk}/memos/"
    first, second = (client.post(address, {"language": "zh-hans"}) for _ in range(2))
    made = Memo.objects.get()
    assert first["Location"] == second["Location"] == f"/memos/{made.pk}/"
    assert (made.language, made.requested_by, made.state) == ("zh-hans", creator, JobState.QUEUED)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Whoever may read this assessment may read the memo"),
        ("zh-hans", "都能看到法律意见书"),
    ],
)
def test_the_form_says_who_reads_what_is_filled_in(creator, assessment, language, sentence):
    page = signed_in(creator, language).get(f"/assessments/{assessment.pk}/memos/")
    assert sentence in text_of(page)


def test_a_language_that_is_not_offered_is_refused(creator, assessment):
    html = text_of(
        signed_in(creator).post(f"/assessments/{assessment.pk}/memos/", {"language": "fr"})
    )
    assert "error-summary" in html
    assert not Memo.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_language_of_the_reader_is_proposed(creator, assessment, language):
    html = text_of(signed_in(creator, language).get(f"/assessments/{assessment.pk}/memos/"))
    assert f'value="{language}" selected' in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", ["", "composing", "rendering"])
def test_while_it_is_made_the_page_asks_again(creator, memo, language, stage):
    if stage:
        held = {"token": memo.pk, "lease_until": timezone.now() + timedelta(minutes=1)}
        become(memo, state=JobState.RUNNING, stage=stage, **held)
    html = get_page(creator, memo, language)
    assert POLLING in html
    assert html.count('aria-current="step"') == 1
    # Without scripts a plain link does the same.
    assert f'<a href="/memos/{memo.pk}/">' in html


def test_htmx_gets_the_same_part_and_nothing_else(creator, memo):
    page = get_page(creator, memo)
    part = get_page(creator, memo, HX_Request="true")
    assert part.lstrip().startswith('<div id="memo-status"')
    assert "<html" not in part
    assert part.split("<p class")[0].strip() in page


def test_after_half_a_minute_without_a_worker_the_page_says_so(creator, memo):
    says = "Nothing is working on this at the moment"
    become(memo, queued_at=timezone.now() - timedelta(seconds=20))
    assert says not in get_page(creator, memo)
    become(memo, queued_at=timezone.now() - timedelta(seconds=31))
    assert says in get_page(creator, memo)


def test_the_page_says_how_many_jobs_are_ahead_and_promises_no_time(creator, memo):
    waits = {"zh-hans": "目前您前面还有 2 项任务", "en": "2 other jobs are ahead of yours"}
    for n in range(2):
        Notification.objects.create(
            kind="asked",
            email="a@law.cn",
            language="en",
            key=str(n),
            owner_key=f"account:9{n}",
            queued_at=timezone.now() - timedelta(minutes=1),
        )
    for language, words in waits.items():
        assert words in get_page(creator, memo, language)
    assert "seconds" not in get_page(creator, memo)
    Notification.objects.all().delete()
    assert "ahead of yours" not in get_page(creator, memo)


def test_a_ready_memo_is_offered_and_no_longer_asked_for(creator, memo):
    html = get_page(creator, make_ready(memo))
    assert POLLING not in html
    assert f'href="/memos/{memo.pk}/memo.pdf"' in html
    response = signed_in(creator).get(f"/memos/{memo.pk}/memo.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.getvalue() == b"%PDF-1.7 stand-in"
    response.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failed_memo_says_why_and_can_be_tried_again(creator, memo, language):
    become(memo, state=JobState.FAILED, stage="rendering", reason="disk_full", detail="/srv: full")
    html = get_page(creator, memo, language)
    assert POLLING not in html
    assert 'role="alert"' in html
    assert html.count('<li class="failed">') == 1
    assert ("The server is full" in html) is (language == "en")
    assert "/srv: full" not in html, "details are for staff"
    assert f'action="{memo.get_absolute_url()}again/"' in html
    signed_in(creator).post(f"{memo.get_absolute_url()}again/")
    memo.refresh_from_db()
    assert memo.state == JobState.QUEUED


def test_there_is_no_pdf_before_it_is_ready(creator, memo):
    assert signed_in(creator).get(f"/memos/{memo.pk}/memo.pdf").status_code == 404


@pytest.mark.parametrize("ending", ["", "memo.pdf"])
def test_a_stranger_does_not_learn_that_it_exists(stranger, memo, ending):
    make_ready(memo)
    assert signed_in(stranger).get(f"/memos/{memo.pk}/{ending}").status_code == 404


def test_waiting_asks_the_database_little(creator, memo, django_assert_max_num_queries):
    client = signed_in(creator)
    with django_assert_max_num_queries(6):
        client.get(f"/memos/{memo.pk}/")
