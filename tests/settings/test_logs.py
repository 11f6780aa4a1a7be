"""The lines of the log: UTC with its zone in each, request and job named, nobody's secrets."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
import time
from collections.abc import Iterator
from typing import Any, cast
from unittest.mock import MagicMock, Mock

import pytest
from celery.signals import setup_logging
from django.core.exceptions import DisallowedHost
from django.test import Client, RequestFactory
from gunicorn.config import Config
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.base import Worker

from aigc_copyright.logs import JsonFormatter, PlainFormatter, logging_config
from assessments.jobs import run
from assessments.telemetry.context import in_job, job_id, request_id
from tests.assessments.jobs.sample.models import SampleJob

UTC_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


LOGGERS = ("", "gunicorn.error", "gunicorn.access", "django.request")


@pytest.fixture(autouse=True)
def outside_of_requests() -> Iterator[None]:
    """The id of a thread's last request stays; this test begins without one."""
    token = request_id.set("")
    yield
    request_id.reset(token)


@pytest.fixture(params=["plain", "json"])
def written(request: Any) -> Iterator[Any]:
    """Log as the application does; what was written."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(x, x.handlers[:], x.filters[:], x.level, x.propagate) for x in loggers]
    logging.config.dictConfig(logging_config(request.param, "INFO", access_log="-"))
    out = io.StringIO()
    for logger in loggers:
        for handler in logger.handlers:
            cast("logging.StreamHandler[Any]", handler).setStream(out)
    yield out.getvalue
    for logger, handlers, filters, level, propagate in before:
        logger.handlers[:], logger.filters[:] = handlers, filters
        logger.level, logger.propagate = level, propagate


@pytest.mark.parametrize("name", ["aigc", "gunicorn.error", "gunicorn.access", "celery", "django"])
def test_every_line_has_its_time_in_utc(written: Any, name: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")  # as Django sets it by TIME_ZONE
    time.tzset()
    try:
        logging.getLogger(name).info("hello")
    finally:
        monkeypatch.undo()
        time.tzset()
    line = written()
    assert re.search(UTC_TIME, line), line
    assert time.strftime("%Y-%m-%dT%H", time.gmtime()) in line


def test_a_line_names_its_request_and_its_job(written: Any) -> None:
    token = request_id.set("abc123")
    try:
        with in_job("Memo 7"):
            logging.getLogger("x").info("made %d", 1)
    finally:
        request_id.reset(token)
    logging.getLogger("x").info("outside")
    inside, outside = written().splitlines()
    assert "abc123" in inside and "Memo 7" in inside and "made 1" in inside
    assert "abc123" not in outside and "Memo" not in outside
    assert job_id.get() == ""


def test_json_has_these_keys_and_no_extra_attribute() -> None:
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "two\nlines %s", ("灯",), None)
    record.user = "somebody@law.cn"
    line = JsonFormatter().format(record)
    assert "\n" not in line
    fields = json.loads(line)
    assert fields.keys() == {"time", "level", "logger", "message", "process"}
    assert (fields["level"], fields["message"]) == ("ERROR", "two\nlines 灯")
    assert "somebody" not in PlainFormatter().format(record)


def test_json_keeps_where_an_error_was_raised() -> None:
    try:
        raise ValueError("bad glyph")
    except ValueError as error:
        given = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", None, given)
    assert "ValueError: bad glyph" in json.loads(JsonFormatter().format(record))["error"]
    assert "ValueError: bad glyph" in PlainFormatter().format(record)


@pytest.mark.django_db
def test_the_path_of_a_link_is_not_in_the_log(written: Any, client: Client) -> None:
    client.get("/account/password/reset/key/1-secret/", follow=True)
    client.get("/unsubscribe/secret/")
    client.get("/no/secret/here/")
    lines = written()
    assert "Not Found: no such address" in lines
    assert "secret" not in lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "https://elsewhere.test"},
        {"HTTP_REFERER": "https://elsewhere.test/secret/", "wsgi.url_scheme": "https"},
    ],
)
def test_the_path_of_a_refused_form_is_not_in_the_log(written: Any, headers: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.post("/account/password/reset/key/1-secret/", **headers)
    strict.post("/unsubscribe/secret/", **headers)
    strict.post("/no/secret/here/", **headers)
    lines = written()
    assert "Forbidden (" in lines and "account_reset_password_from_key" in lines
    assert "secret" not in lines


def test_what_gunicorn_could_not_serve_is_logged_without_path_and_address(written: Any) -> None:
    worker = Worker.__new__(Worker)
    worker.cfg, own = Config(), logging.getLogger("gunicorn.error")
    worker.log = Mock(exception=own.exception, warning=own.warning)
    request = MagicMock(method="GET", uri="/shared/secret/?a=secret")
    for failed in (RuntimeError("fails"), InvalidRequestLine("GET /secret")):
        try:
            raise failed
        except Exception as error:
            given = None if isinstance(error, InvalidRequestLine) else request
            worker.handle_error(given, Mock(), ("203.0.113.7", 1), error)
    lines = written()
    assert "Error handling request" in lines and "RuntimeError: fails" in lines
    assert "Invalid request" in lines
    assert "secret" not in lines and "203.0.113.7" not in lines


@pytest.mark.django_db
def test_each_answer_carries_the_id_of_its_request(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/nowhere/")
    assert re.fullmatch("[0-9a-f]{16}", first["X-Request-ID"])
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.django_db
def test_what_a_job_logs_names_the_job() -> None:
    job = SampleJob.objects.create()
    seen = []

    def work(*_: Any) -> dict[str, Any]:
        seen.append(job_id.get())
        return {"results": 1}

    run(SampleJob, job.pk, work)
    assert seen == [f"SampleJob {job.pk}"]


def test_celery_leaves_the_log_as_it_is() -> None:
    assert setup_logging.receivers


def test_other_records_pass_the_filter_of_addresses(written: Any) -> None:
    request = RequestFactory().get("/")
    logging.getLogger("django.request").error(
        "one %s", "argument", extra={"request": request}, exc_info=DisallowedHost("x")
    )
    assert "one argument" in written()
