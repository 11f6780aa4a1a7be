"""`/metrics`: who may read it, what it says, and that several web processes say the same."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from aigc_copyright import metrics
from assessments.evidence.models import Original
from assessments.jobs import JobState
from assessments.telemetry.counters import count_refusal
from tests.assessments.jobs.sample.models import SampleJob
from tests.support.processes import ROOT, free_port, wait_until

pytestmark = pytest.mark.both_databases
Labels = frozenset[tuple[str, str]]


def parse(text: str) -> dict[tuple[str, Labels], float]:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def scrape(client: Client, db: None) -> Any:
    """The value of a metric, by its name and labels; None where there is none."""

    def value(name: str, **labels: str) -> float | None:
        response = client.get("/metrics")
        assert response.status_code == 200
        return parse(response.content.decode()).get((name, frozenset(labels.items())))

    return value


@pytest.mark.parametrize(
    ("headers", "address", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({}, "::1", 200),
        ({}, "10.0.0.7", 404),
        ({}, "", 404),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", 404),
        ({"X-Forwarded-Proto": "https"}, "127.0.0.1", 404),
        ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1", 404),
        ({"Authorization": "Bearer open-sesame"}, "10.0.0.7", 200),
        ({"Authorization": "Bearer open-sesame", "X-Forwarded-For": "1.2.3.4"}, "::1", 200),
        ({"Authorization": "Bearer open-sesam"}, "10.0.0.7", 404),
        ({"Authorization": "Bearer None"}, "10.0.0.7", 404),
        ({"Authorization": "Bearer "}, "10.0.0.7", 404),
        ({"Authorization": "Bearer 灯"}, "10.0.0.7", 404),
    ],
)
def test_it_answers_the_token_and_this_machine_only(
    client: Client, db: None, settings: Any, headers: dict[str, str], address: str, status: int
) -> None:
    settings.METRICS_TOKEN = "open-sesame"
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def test_without_a_token_no_token_opens_it(client: Client, db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = None
    for given in ("Bearer None", "Bearer ", ""):
        headers = {"Authorization": given}
        assert client.get("/metrics", headers=headers, REMOTE_ADDR="10.0.0.7").status_code == 404


def test_requests_are_counted_by_route_and_status_class(client: Client, scrape: Any) -> None:
    def counted(route: str, status: str) -> float:
        return scrape("http_requests_total", route=route, status=status) or 0

    before = counted("cases:detail", "4xx"), counted("healthz", "2xx"), counted("none", "4xx")
    client.get("/cases/no-such-decision/")
    client.get("/healthz")
    client.get("/no/such/address/secret-7/")
    after = counted("cases:detail", "4xx"), counted("healthz", "2xx"), counted("none", "4xx")
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 1]
    assert scrape("http_request_duration_seconds_count", route="healthz") >= 1
    text = client.get("/metrics").content.decode()
    assert "no-such-decision" not in text and "secret-7" not in text


def test_jobs_are_told_by_kind_state_reason_and_age(scrape: Any) -> None:
    SampleJob.objects.create(queued_at=timezone.now() - timedelta(minutes=9))
    SampleJob.objects.create(state=JobState.FAILED, reason="too_plain")
    SampleJob.objects.create(state=JobState.FAILED, reason="timed_out")
    assert scrape("jobs", kind="samplejob", state="queued") == 1
    assert scrape("jobs", kind="samplejob", state="failed") == 2
    assert scrape("jobs_failed", kind="samplejob", reason="too_plain") == 1
    assert 540 <= scrape("job_oldest_untaken_seconds", kind="samplejob") < 600
    assert scrape("job_oldest_untaken_seconds", kind="memo") is None


def test_stored_bytes_and_free_space_are_told(scrape: Any) -> None:
    assert scrape("originals_bytes") == 0
    Original.objects.create(key="a" * 64, size=5, file="a")
    Original.objects.create(key="b" * 64, size=7, file="b", intact=False)
    assert (scrape("originals"), scrape("originals_bytes"), scrape("originals_damaged")) == (
        2,
        12,
        1,
    )
    assert scrape("disk_free_bytes", folder="data") > 0
    assert scrape("disk_free_bytes", folder="temporary") > 0
    assert scrape("web_process_resident_bytes") > 10_000_000


def test_refusals_are_counted_by_limit(scrape: Any) -> None:
    count_refusal("uploads_per_day")
    count_refusal("uploads_per_day")
    assert scrape("refusals_total", limit="uploads_per_day") == 2


def test_a_source_that_does_not_answer_is_named_and_the_rest_is_there(
    scrape: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(metrics, "count_jobs", away)
    assert scrape("scrape_errors", source="jobs") == 1
    assert scrape("scrape_errors", source="disk") is None
    assert scrape("originals") == 0


@pytest.mark.services
def test_messages_in_redis_are_told(scrape: Any) -> None:
    assert scrape("broker_messages", queue="interactive") is not None
    assert scrape("scrape_errors", source="queue") is None


@pytest.mark.embedded
def test_two_web_processes_count_together(tmp_path: Path) -> None:
    """Ten requests reach whichever process; each scrape tells ten."""
    port = free_port()
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
        "POSTGRES_HOST": "",
        "REDIS_URL": "",
        "LOG_FORMAT": "json",
        "ACCESS_LOG": "-",
        "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings",
    }
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until(lambda: answer(port, "healthz"))
        start = counted(port)
        for _ in range(10):
            answer(port, "healthz")
        told = {counted(port) for _ in range(6)}
        assert told == {start + 10}
    finally:
        server.terminate()
        server.wait(timeout=20)
    lines = (tmp_path / "log").read_text().splitlines()
    assert [line for line in lines if not line.startswith('{"time": "20')] == []
    assert any('"message": "GET healthz 200' in line and '"request": "' in line for line in lines)
    assert not [line for line in lines if "127.0.0.1" in line and "gunicorn.access" in line]


def answer(port: int, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as response:
            return response.read().decode()
    except OSError:
        return ""


def counted(port: int) -> float:
    labels = frozenset({"route": "healthz", "status": "2xx"}.items())
    return parse(answer(port, "metrics"))["http_requests_total", labels]
