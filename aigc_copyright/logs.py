"""How web server, workers and commands write their logs: one form, one time zone.

Every line has its time in UTC with the zone, and the request and the job that it belongs to.
`LOG_FORMAT=json` writes one object a line with these keys and no others: an extra attribute of a
record (Django's request, Celery's arguments) never gets into the log. Gunicorn reads this before
there are settings, so nothing here imports Django.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Literal

from assessments.telemetry.context import job_id, request_id

LogFormat = Literal["plain", "json"]
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
    """Takes the path out of Django's lines about a request: it may be somebody's secret link.

    `django.utils.log.log_response` passes the reason and the path as arguments.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and len(record.args) == 2:
            match = getattr(request, "resolver_match", None)
            record.args = (record.args[0], match.view_name if match else "no such address")
        return True


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
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
    }
    loggers: dict[str, Any] = {
        "django": {"level": "INFO"},
        "django.request": {"filters": ["hide-address"]},
        "django.security.DisallowedHost": {"filters": ["hide-address"]},
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
