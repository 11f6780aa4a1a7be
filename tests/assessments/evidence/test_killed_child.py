"""A file whose confined child is killed from outside is not to blame: its job is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import pytest
from pytest_django import Settings

from assessments.evidence.models import FileReading
from assessments.evidence.models_views import PictureView
from assessments.evidence.tasks import file_read, picture_view
from assessments.intake import fork_server
from assessments.jobs import JobRow, JobState
from assessments.lineage.models import FileComparison
from assessments.lineage.tasks import files_compare
from tests.support.uploads import DraftClient, paint_square, picture

pytestmark = pytest.mark.django_db
TASKS = {FileReading: file_read, PictureView: picture_view, FileComparison: files_compare}


@pytest.fixture
def rows(maker: DraftClient) -> dict[type[JobRow], JobRow]:
    """One job of each kind that asks a child for what only pixels or bytes say; queued again."""
    first, second = maker.upload(("a.png", picture()), ("b.png", paint_square(picture(), (40, 60))))
    rows: dict[type[JobRow], JobRow] = {
        FileReading: FileReading.objects.get(pk=first.original_id),
        PictureView: PictureView.objects.get(pk=first.original_id),
        FileComparison: FileComparison.objects.get_or_create(
            source=first.original, final=second.original
        )[0],
    }
    for model in rows:
        model._default_manager.update(state=JobState.QUEUED, attempts=0)
    return rows


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Whether the next children are killed; without an entry they are not."""
    kills: list[bool] = []
    ask = fork_server._run_once

    def run(*arguments: object) -> tuple[bytes, int | None]:
        if kills and kills.pop(0):
            return b"", fork_server.KILLED
        return ask(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fork_server, "_run_once", run)
    yield kills
    fork_server.end_servers()


@pytest.mark.parametrize("model", TASKS)
def test_a_job_is_tried_again_whose_children_were_all_killed(
    model: type[JobRow], rows: dict[type[JobRow], JobRow], kill: list[bool]
) -> None:
    row = rows[model]
    kill += [True] * fork_server.MAX_CHILDREN
    assert TASKS[model](row.pk) == "deferred"
    assert TASKS[model](row.pk) == "ready"

    row.refresh_from_db()
    assert "reader_died" not in str(vars(row))


@pytest.mark.parametrize("model", TASKS)
def test_after_its_last_attempt_it_fails_as_one_whose_worker_was_lost(
    model: type[JobRow], rows: dict[type[JobRow], JobRow], kill: list[bool], settings: Settings
) -> None:
    row = rows[model]
    settings.JOB_ATTEMPTS = 2
    kill += repeat(True, 2 * fork_server.MAX_CHILDREN)
    assert [TASKS[model](row.pk) for _ in range(2)] == ["deferred", "failed"]

    row.refresh_from_db()
    assert (row.state, row.reason) == (JobState.FAILED, "worker_lost")
