"""Memos of one record in both languages, rendered once, and a guard against renderer warnings."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest

from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.making import compose_memo, render_memo
from cases.record import CreationRecord, load, load_data
from tests.support.real_library import real_library

RESOURCES = Path(__file__).parents[2] / "resources" / "memo"
RECORD = RESOURCES / "record.yaml"
DAY = dt.date(2026, 11, 22)


class Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(scope="session")
def renderer_warnings():
    """What the renderer complained about so far."""
    handler = Warnings()
    logging.getLogger("weasyprint").addHandler(handler)
    yield handler.messages
    logging.getLogger("weasyprint").removeHandler(handler)


@pytest.fixture(autouse=True)
def fail_on_warnings(request, renderer_warnings):
    """Any warning of the renderer fails the test, unless the test is about warnings."""
    yield
    warnings, renderer_warnings[:] = list(renderer_warnings), []
    if "may_warn" not in request.fixturenames:
        assert warnings == []


@pytest.fixture
def may_warn():
    """For tests of what the renderer refuses."""


@pytest.fixture(scope="session")
def library():
    return real_library()


@pytest.fixture(scope="session")
def snapshot(library):
    """A function that makes the snapshot of a record, by default the one of the resources."""

    def make(language="en", record=None, **matter):
        value = record if isinstance(record, CreationRecord) else load_data(record or _record())
        return snapshot_of(value, library, language=language, day=DAY, matter=Matter(**matter))

    return make


def _record():
    from cases.record import to_plain

    return to_plain(load(RECORD))


@pytest.fixture(scope="session")
def record():
    """The record as plain data, to change."""
    return _record()


@pytest.fixture(scope="session")
def html(snapshot):
    return {language: compose_memo(snapshot(language)).html for language in ("en", "zh-hans")}


@pytest.fixture(scope="session")
def pdf(snapshot, renderer_warnings):
    return {language: render_memo(snapshot(language)) for language in ("en", "zh-hans")}
