"""The two answers for machines: alive, and ready."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone

from aigc_copyright import embedded, health, worker_heartbeat
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.object_server import Bucket

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def a_worker_is_alive(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.REDIS_URL = None
    monkeypatch.setattr(embedded, "is_alive", lambda: True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_each_host_can_be_asked_by_its_own_name(client: Client, db: None, path: str) -> None:
    assert client.get(path, headers={"Host": "10.77.0.11:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "10.77.0.11:8000"}).status_code == 400


def test_alive_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_when_everything_is(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    said = answer.json()
    assert set(said) == {"database", "migrations", "worker", "disk", "files", "queue", "library"}
    assert said.pop("library") == "empty"  # the status stays 200
    assert set(said.values()) == {"ok"}


def refuse() -> bool:
    raise OperationalError("the server closed the connection")


@pytest.mark.parametrize(
    ("part", "check"),
    [
        ("database", refuse),
        ("migrations", lambda: False),
        ("worker", lambda: False),
        ("disk", lambda: False),
        ("files", lambda: False),
    ],
    ids=["database", "migrations", "worker", "disk", "files"],
)
def test_not_ready_says_what_is_missing(client: Client, db, monkeypatch, part, check) -> None:
    names = {
        "database": "_database_answers",
        "migrations": "_database_is_migrated",
        "worker": "_worker_is_alive",
        "disk": "_disk_has_space",
        "files": "_storage_answers",
    }
    monkeypatch.setattr(health, names[part], check)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, said in answer.json().items() if said == "down"] == [part]


def test_a_queue_that_is_late_is_told_and_pages_are_served(client: Client, db, settings) -> None:
    SampleJob.objects.create(queued_at=timezone.now() - timedelta(seconds=301))
    SampleJob.objects.create()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert re.fullmatch(r"degraded: samplejob 30\d s", answer.json()["queue"])
    stranger = client.get("/readyz", headers={"X-Forwarded-For": "1.2.3.4"})
    assert stranger.json()["queue"] == "degraded"
    settings.QUEUE_AGE_SECONDS = 400
    assert client.get("/readyz").json()["queue"] == "ok"


def test_a_letter_that_waits_for_another_attempt_is_not_late(client: Client, db) -> None:
    SampleJob.objects.create(queued_at=timezone.now() - timedelta(hours=1), attempts=1)
    assert client.get("/readyz").json()["queue"] == "ok"


def test_a_table_that_is_missing_is_seen(client: Client, db, monkeypatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["0099_later"])
    assert client.get("/readyz").json()["migrations"] == "down"


def test_an_embedded_worker_that_died_is_seen(client: Client, db, monkeypatch) -> None:
    monkeypatch.setattr(embedded, "is_alive", lambda: False)
    assert client.get("/readyz").json()["worker"] == "down"


def test_a_separate_worker_is_known_by_its_heartbeat(client: Client, db, settings) -> None:
    settings.REDIS_URL = "redis://r"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert client.get("/readyz").json()["worker"] == "down"
    worker_heartbeat.note_worker()
    assert client.get("/readyz").json()["worker"] == "ok"


def test_a_disk_that_is_nearly_full_is_seen(client: Client, db, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1024))
    assert client.get("/readyz").json()["disk"] == "down"


def test_a_bucket_that_does_not_open_is_seen(client: Client, db, bucket: Bucket) -> None:
    assert client.get("/readyz").json()["files"] == "ok"
    bucket.lock()
    assert client.get("/readyz").json()["files"] == "down"
