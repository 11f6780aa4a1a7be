"""Every reason a row can carry has a sentence, in both languages."""

from __future__ import annotations

import sqlite3

import psycopg2
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils import translation

from assessments.jobs import FailureReason, is_database_away
from assessments.jobs.reasons import reason_for
from tests.assessments.jobs.sample.models import SampleJob


@pytest.mark.parametrize("reason", FailureReason.values)
def test_a_reason_is_said_in_english_and_chinese(reason: str) -> None:
    job = SampleJob(reason=reason)
    english = job.reason_sentence
    with translation.override("zh-hans"):
        chinese = job.reason_sentence
    assert english.endswith(".")
    assert chinese.endswith("。")


def test_a_kind_of_job_may_have_reasons_of_its_own() -> None:
    assert SampleJob(reason="too_plain").reason_sentence == "The sample was too plain."


def test_a_reason_that_is_no_longer_known_is_unexpected() -> None:
    assert SampleJob(reason="of_old").reason_sentence == str(FailureReason.UNEXPECTED.label)


def test_a_job_that_did_not_fail_has_no_reason() -> None:
    assert SampleJob().reason_sentence == ""


def test_a_full_disk_is_known_where_the_database_meets_it() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE page (body BLOB)")
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("INSERT INTO page VALUES (zeroblob(100000))")
    connection.close()
    assert reason_for(caught.value) == "disk_full"


@pytest.mark.parametrize(
    ("django_error", "cause", "is_away"),
    [
        (DatabaseError, psycopg2.DatabaseError("server closed the connection unexpectedly"), True),
        (OperationalError, psycopg2.OperationalError("connection refused"), True),
        (IntegrityError, psycopg2.IntegrityError("no code either"), False),
        (DatabaseError, None, False),  # Django's own: an update that did not affect any row
    ],
)
def test_a_server_that_is_killed_in_a_statement_is_away(
    django_error: type[Exception], cause: Exception | None, is_away: bool
) -> None:
    error = django_error()
    error.__cause__ = cause
    assert is_database_away(error) == is_away
