"""The administrators' page of background jobs: every kind, why it failed, retry and stop."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from assessments.accounts.models_notifications import Notification
from assessments.jobs import JobState, Progress, cancel, job_models, run
from assessments.jobs.queries import count_jobs, job_kind, oldest_untaken
from assessments.jobs.row import claim, extend, finish
from tests.assessments.jobs.sample.models import SampleJob

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/admin/jobs/"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("staff", "s@law.cn", "secret"))
    return client


def clerk(*permissions: str) -> Client:
    """Staff with these permissions only."""
    user = User.objects.create_user("clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def letter(number: int, **more: Any) -> Notification:
    given = {"kind": "shared", "email": f"r{number}@law.cn", "language": "en", "key": str(number)}
    return Notification.objects.create(**{**given, **more})


def failed_letter(number: int) -> Notification:
    return letter(
        number, state=JobState.FAILED, reason="mail_server_away", detail="timed out", attempts=3
    )


def test_every_kind_is_counted(staff: Client) -> None:
    assert len(job_models()) == 11  # ten of the application, and that of the tests
    shown = text(staff.get(PAGE))
    names = [str(model._meta.verbose_name_plural) for model in job_models()]
    assert [name for name in names if name not in shown] == []


def test_a_job_shows_its_state_age_attempts_reason_and_detail(staff: Client) -> None:
    failed_letter(1)
    SampleJob.objects.create(queued_at=timezone.now() - timedelta(minutes=9))
    shown = text(staff.get(PAGE))
    assert "The mail server could not be reached, though it was tried several times." in shown
    assert "timed out" in shown and "9 minutes" in shown
    assert "r1@law.cn" not in shown


def test_it_is_filtered_by_kind_and_state(staff: Client) -> None:
    failed, done = failed_letter(1), letter(2, state=JobState.READY)
    other = SampleJob.objects.create()

    def listed(query: str) -> set[str]:
        html = staff.get(PAGE + query).content.decode()
        keys = map(str, (failed.pk, done.pk))
        return {key for key in keys if f"<code>{key}</code>" in html} | (
            {"sample"} if f"<code>{other.pk}</code>" in html else set()
        )

    assert listed("") == {str(failed.pk), "sample"}
    assert listed("?state=all") == {str(failed.pk), str(done.pk), "sample"}
    assert listed("?kind=notification&state=ready") == {str(done.pk)}
    assert listed("?kind=nonsense&state=nonsense&before=yesterday") == {str(failed.pk), "sample"}


def test_older_jobs_are_on_the_next_pages_each_once(staff: Client) -> None:
    for number in range(60):
        SampleJob.objects.create(queued_at=timezone.now() - timedelta(seconds=number))
    first = staff.get(PAGE)
    second = staff.get(PAGE + "?" + first.context["older"])
    listed = [job.pk for response in (first, second) for job in response.context["jobs"]]
    assert len(listed) == len(set(listed)) == 60
    assert second.context["older"] == ""


@pytest.mark.parametrize(
    "before",
    [
        "0001-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59-23:59",
        "9999-12-31T23:59:59.999999+00:00",
        "2026-02-30T00:00:00+00:00",
        "2026-01-01T00:00:00",
    ],
)
def test_a_time_at_the_edge_of_the_calendar_is_no_error(staff: Client, before: str) -> None:
    assert staff.get(PAGE, {"before": before}).status_code == 200


def test_a_failed_job_is_queued_again_and_the_filter_stays(staff: Client) -> None:
    failed = failed_letter(1)
    response = staff.post(
        f"{PAGE}notification/{failed.pk}/retry/", {"kind": "notification", "state": "failed"}
    )
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.reason) == (JobState.QUEUED, 0, "")
    assert response["Location"] == f"{PAGE}?kind=notification&state=failed"
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.change_message) == (str(failed.pk), "Retried.")


def test_all_failed_letters_are_queued_again_at_once(staff: Client) -> None:
    for number in range(3):
        failed_letter(number)
    done = letter(9, state=JobState.READY)
    response = staff.post(f"{PAGE}notification/retry/", follow=True)
    assert "3 jobs are queued again." in text(response)
    assert Notification.objects.filter(state=JobState.QUEUED).count() == 3
    done.refresh_from_db()
    assert done.state == JobState.READY


def test_a_waiting_job_is_stopped(staff: Client, job: SampleJob) -> None:
    staff.post(f"{PAGE}samplejob/{job.pk}/cancel/")
    job.refresh_from_db()
    assert (job.state, job.reason) == (JobState.FAILED, "cancelled")
    assert run(SampleJob, job.pk, lambda *_: {"results": 1}) == "not taken"
    assert "An administrator stopped this before" in job.reason_sentence


def test_a_running_job_that_is_stopped_is_lost_to_its_worker(job: SampleJob) -> None:
    held = claim(SampleJob, job.pk)
    assert held is not None
    assert cancel(SampleJob, job.pk, "by 1")
    assert not extend(held) and not finish(held, {"results": 1})
    job.refresh_from_db()
    assert (job.state, job.reason, job.results) == (JobState.FAILED, "cancelled", 0)


@pytest.mark.django_db(transaction=True)
def test_the_work_of_a_stopped_job_is_interrupted(job: SampleJob, settings: Any) -> None:
    settings.JOB_LEASE_SECONDS = 1
    reached = []

    def work(held: SampleJob, progress: Progress) -> dict[str, Any]:
        import time

        cancel(SampleJob, held.pk, "by 1")
        for _ in range(100):
            time.sleep(0.05)
        reached.append("the end")
        return {"results": 1}

    assert run(SampleJob, job.pk, work) == "lost"
    job.refresh_from_db()
    assert (job.reason, job.results, reached) == ("cancelled", 0, [])


def test_a_job_that_is_done_is_not_stopped(staff: Client, job: SampleJob) -> None:
    run(SampleJob, job.pk, lambda *_: {"results": 1})
    response = staff.post(f"{PAGE}samplejob/{job.pk}/cancel/", follow=True)
    assert "the job is done already" in text(response)
    response = staff.post(f"{PAGE}samplejob/{job.pk}/retry/", follow=True)
    assert "the job has not failed" in text(response)
    job.refresh_from_db()
    assert job.state == JobState.READY
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("place", ["nothing/1/retry/", "samplejob/x/retry/", "nothing/retry/"])
def test_what_is_not_there_is_not_found(staff: Client, place: str) -> None:
    assert staff.post(PAGE + place).status_code == 404


def test_staff_see_the_kinds_that_they_may_view_and_change_those_that_they_may(
    job: SampleJob,
) -> None:
    failed = failed_letter(1)
    assert clerk().get(PAGE).status_code == 403
    User.objects.all().delete()
    viewer = clerk("view_notification")
    html = viewer.get(PAGE).content.decode()
    assert str(failed.pk) in html and "sample job" not in html and "/retry/" not in html
    assert viewer.post(f"{PAGE}notification/{failed.pk}/retry/").status_code == 403
    assert viewer.post(f"{PAGE}samplejob/{job.pk}/cancel/").status_code == 403
    User.objects.all().delete()
    changer = clerk("view_notification", "change_notification")
    assert changer.post(f"{PAGE}notification/{failed.pk}/retry/").status_code == 302


def test_the_page_is_in_chinese_too(staff: Client) -> None:
    failed_letter(1)
    shown = text(staff.get(PAGE, headers={"accept-language": "zh-hans"}))
    assert "后台任务" in shown and "重试" in shown and "邮件服务器" in shown
    assert "Background" not in shown and "Retry" not in shown


def test_only_jobs_that_nobody_ever_took_up_count_as_waiting(job: SampleJob) -> None:
    old = timezone.now() - timedelta(hours=1)
    letter(1, queued_at=old, attempts=1)  # waits for another attempt
    SampleJob.objects.update(queued_at=old)
    SampleJob.objects.create()
    assert oldest_untaken() == {"samplejob": old}
    assert {(c.kind, c.state, c.number) for c in count_jobs()} == {
        ("samplejob", "queued", 2),
        ("notification", "queued", 1),
    }
    assert job_kind(SampleJob) == "samplejob"
