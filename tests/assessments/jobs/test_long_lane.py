"""A memo of a long record keeps nobody else's memo, and no file, waiting."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from assessments.dossier.models import Dossier
from assessments.jobs import Lane, dispatch, jobs_ahead
from assessments.jobs import sweeping as jobs_sweeping
from assessments.jobs.queue import is_waiting, job_models, next_job
from assessments.jobs.row import JobRow, claim
from assessments.memo.models import LONG_RECORD, Memo
from assessments.works.models import Assessment, Work

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
SHORT, LONG = 10, LONG_RECORD


def memo(owner: str, prompt_length: int) -> Memo:
    """A memo of a record with one prompt, which waits."""
    person, _ = get_user_model().objects.get_or_create(username=owner)
    record: dict[str, Any] = {"steps": [{"prompt": "x" * prompt_length}]}
    assessment = Assessment.objects.create(
        work=Work.objects.create(title="Lantern", record=record, owner=person),
        record=record,
        as_of=dt.date(2026, 11, 22),
        result={},
        library={},
    )
    return Memo.objects.create(
        assessment=assessment, owner_key=owner, language="en", series=uuid.uuid4()
    )


def in_lane(lane: Lane) -> object:
    chosen = next_job(lane)
    return chosen.pk if chosen else None


def test_a_long_memo_at_work_leaves_the_lane_of_short_ones_free() -> None:
    long, other_long, short = memo("a", LONG), memo("b", LONG), memo("c", SHORT)
    assert (in_lane(Lane.LONG), in_lane(Lane.INTERACTIVE)) == (long.pk, short.pk)
    assert (jobs_ahead(other_long), jobs_ahead(short)) == (1, 0)
    claim(Memo, long.pk)
    assert (in_lane(Lane.LONG), in_lane(Lane.INTERACTIVE)) == (other_long.pk, short.pk)
    claim(Memo, other_long.pk)
    assert [lane for lane in Lane if is_waiting(lane)] == [Lane.INTERACTIVE]


def test_owners_take_turns_with_their_long_memos() -> None:
    first, second, other = memo("a", LONG), memo("a", LONG), memo("b", LONG)
    claim(Memo, memo("b", SHORT).pk)  # counts for turns with short ones
    order = []
    while (chosen := next_job(Lane.LONG)) is not None:
        order.append(chosen.pk)
        claim(Memo, chosen.pk)
    assert order == [first.pk, other.pk, second.pk]


def test_the_lane_of_a_row_is_woken(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    woken: list[Lane] = []
    monkeypatch.setattr(jobs_sweeping, "wake_worker", woken.append)
    short, long = memo("a", SHORT), memo("a", LONG)
    with django_capture_on_commit_callbacks(execute=True):
        dispatch(short)
        dispatch(long)
        dispatch(Dossier.objects.create(assessment=long.assessment))
    assert woken == [Lane.INTERACTIVE, Lane.LONG, Lane.LONG]


def test_a_memo_whose_work_was_deleted_is_in_a_lane() -> None:
    orphan = memo("a", LONG)
    Memo.objects.update(assessment=None)
    assert in_lane(Lane.INTERACTIVE) == orphan.pk
    assert orphan.lane is Lane.INTERACTIVE


def test_every_kind_of_job_is_in_a_lane_and_every_lane_at_the_broker(settings: Any) -> None:
    found: set[type[JobRow]] = {model for lane in Lane for model in job_models(lane)}
    assert found == set(job_models())
    assert set(settings.CELERY_TASK_QUEUES) == {lane.value for lane in Lane}
