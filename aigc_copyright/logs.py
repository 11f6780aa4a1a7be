"""How web server, workers and commands write their logs: one form, one time zone.

Every line has its time in UTC with the zone, and the request and the job that it belongs to.
`LOG_FORMAT=json` writes one object a line with these keys and no others: an extra attribute of a
record (Django's request, Celery's arguments) never gets into the log. Gunicorn reads this before
there are settings, so nothing here imports Django.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, Literal

from assessments.telemetry.context import job_id, request_id

LogFormat = Literal["plain", "json"]
# "Referer checking failed - https://…", in the reason of a refused form
ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
REQUEST_FAILED = re.compile(r"Error handling request ")  # gunicorn/workers/base.py
REQUEST_REFUSED = re.compile(r"Invalid request from ip=.*", re.DOTALL)
FORMATS: tuple[LogFormat, ...] = ("plain", "json")


class PlainFormatter(logging.Formatter):
    """Writes a line for people: time, level, logger, request and job, message."""

    def __init__(self) -> None:
        super().__init__("%(utc)s %(levelname)s %(name)s%(where)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        ids = [f"request {request_id.get()}" if request_id.get() else "", job_id.get()]
        record.utc = utc_time(record)
        record.where = "".join(f" [{text}]" for text in ids if text)
        return super().format(record)


class JsonFormatter(logging.Formatter):
    """Writes one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": utc_time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            "job": job_id.get(),
            "process": record.process,
            "error": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({key: value for key, value in fields.items() if value != ""})


class HideAddress(logging.Filter):
    """Takes paths and visitors' addresses out of lines: a path may be somebody's secret link.

    It stands at the handlers, so that it sees the lines of every logger. Whoever logs a request
    passes it as `extra` (`django.utils.log.log_response`, with the path among the arguments), and
    gunicorn, which has no such attribute, the target of the request as the last argument or both
    address and error within its sentence.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            _replace(record, request.path, _route(request))
        if record.name.startswith("gunicorn."):
            _hide_target(record)
        return True


def _route(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "no such address"


def _replace(record: logging.LogRecord, path: str, route: str) -> None:
    """Put the name of the route in the place of a path, and nothing in that of a whole address."""
    if isinstance(record.args, tuple):
        arguments = tuple(route if value == path else value for value in record.args)
        record.args = tuple(
            ADDRESS.sub("an address", value) if isinstance(value, str) else value
            for value in arguments
        )


def _hide_target(record: logging.LogRecord) -> None:
    if REQUEST_FAILED.match(str(record.msg)) and isinstance(record.args, tuple):
        record.args = (*record.args[:-1], "a request") if record.args else ()
    record.msg = REQUEST_REFUSED.sub("Invalid request", str(record.msg))


def utc_time(record: logging.LogRecord) -> str:
    """Return the time of a record in UTC, as 2026-01-31T08:05:00.123Z."""
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def logging_config(form: LogFormat, level: str, *, access_log: str | None = None) -> dict[str, Any]:
    """Return the configuration for `logging.config.dictConfig`.

    `access_log` is gunicorn's: "-" for standard output, or the path of a file.
    """
    formatter = JsonFormatter if form == "json" else PlainFormatter
    own = {"handlers": ["stderr"], "propagate": False}
    handlers: dict[str, Any] = {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide-address"],
        },
    }
    loggers: dict[str, Any] = {
        "django": {"level": "INFO"},
        "gunicorn.error": {"level": "INFO", **own},
        # They tell every page that is laid out and every glyph that is kept.
        "fontTools": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
    }
    if access_log:
        place = {"class": "logging.FileHandler", "filename": access_log}
        if access_log == "-":
            place = {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}
        handlers["access"] = {**place, "formatter": "line"}
        loggers["gunicorn.access"] = {"handlers": ["access"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"hide-address": {"()": HideAddress}},
        "formatters": {"line": {"()": formatter}},
        "handlers": handlers,
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": loggers,
    }
