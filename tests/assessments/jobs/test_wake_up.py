"""A wake-up is sent where none waits, and a broker that is away holds nobody up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from assessments.jobs import Lane, wake_up, wake_worker
from tests.support.processes import ROOT

AWAY = [OperationalError("away"), RedisAway("away"), ConnectionRefusedError("away")]


@pytest.fixture(autouse=True)
def a_broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REDIS_URL = settings.REDIS_URL or "redis://127.0.0.1:1/0"
    monkeypatch.setattr(wake_up, "_silent_until", 0.0)


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_broker_that_is_away_is_asked_once(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(app: Any, lane: Lane) -> None:
        asked.append(lane)
        raise error

    monkeypatch.setattr(wake_up, "_send", refuse)
    wake_worker(Lane.BULK)
    wake_worker(Lane.BULK)
    assert asked == [Lane.BULK]
    monkeypatch.setattr(wake_up, "_silent_until", 0.0)  # some seconds later
    wake_worker(Lane.BULK)
    assert len(asked) == 2


def test_no_request_waits_for_a_broker_that_refuses(tmp_path: Path) -> None:
    """In a process of its own, since the application of this one has another broker."""
    code = """
import django, time
django.setup()
from assessments.jobs import Lane, wake_worker, wake_up
wake_worker(Lane.BULK)  # imports Celery
wake_up._silent_until = 0
begun = time.monotonic()
wake_worker(Lane.BULK)
assert wake_up._silent_until, "it has noticed"
print(time.monotonic() - begun)
"""
    environment = {"REDIS_URL": "redis://127.0.0.1:1/0", "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) < 1


@pytest.mark.services
def test_a_hundred_jobs_make_one_message(settings: Any) -> None:
    redis = Redis.from_url(settings.REDIS_URL)
    redis.flushdb()
    for _ in range(100):
        wake_worker(Lane.BULK)
    wake_worker(Lane.INTERACTIVE)
    assert (redis.llen("bulk"), redis.llen("interactive")) == (1, 1)
