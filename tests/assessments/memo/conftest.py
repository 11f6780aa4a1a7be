"""Memos of one record in both languages, rendered once, and a guard against renderer warnings.

The PDF is that of the record with files, so that whatever a memo can hold is in it; the HTML that
of the record alone.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import compose_memo
from assessments.memo.making import render_memo
from cases.record import CreationRecord, load, load_data
from tests.support.made_once import make_once
from tests.support.memo_documents import compose_all, memo_records
from tests.support.real_library import real_library
from tests.support.stored_memos import (
    file_with_every_source,
    holdings,
    record_with_files,
    stored_file,
)

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
    renderer_warnings.clear()  # of tests elsewhere
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
def snapshot_with_files(snapshot, record):
    """A function that makes a snapshot whose record names files, with what is kept of them."""

    def make(*files, language="en", num_files=4, **more):
        made = snapshot(language, record_with_files(record, num_files))
        return replace(made, holdings=holdings(*files, **more))

    return make


@pytest.fixture(scope="session")
def printed_snapshots(snapshot_with_files):
    """What the PDF is made of."""
    kept = (
        file_with_every_source(),
        stored_file(2),
        stored_file(3, intact=False, is_read=False),
        stored_file(4),
    )
    return {
        language: replace(
            snapshot_with_files(*kept, language=language),
            matter=Matter(firm="Example LLP", lawyers=("Zhao",)),
        )
        for language in ("en", "zh-hans")
    }


@pytest.fixture(scope="session")
def pdf(printed_snapshots, renderer_warnings, shared_folder):
    """The bytes in both languages, rendered by one process for all."""

    def read(language):
        def render(path):
            path.write_bytes(render_memo(printed_snapshots[language]))

        return make_once(shared_folder / f"memo-{language}.pdf", render).read_bytes()

    return {language: read(language) for language in printed_snapshots}


@pytest.fixture(scope="session")
def composed(snapshot):
    """The memos of all records in every form, both languages."""
    return compose_all([snapshot("en", record) for record in memo_records()])


@pytest.fixture(scope="session")
def opinions(composed):
    """Of these the opinions."""
    return [memo for memo in composed if memo.form == "opinion"]
