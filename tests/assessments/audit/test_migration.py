"""The migration of the roots goes back while there is none, and refuses to lose one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management.base import CommandError
from django.db import connection

from assessments.audit.guards import find_weaknesses
from assessments.audit.log import audit_append
from assessments.audit.queries import audit_check
from tests.support.log_days import make_root
from tests.support.migrating import migrate_to, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BEFORE, AFTER = "0007_names_of_the_field", "0008_log_roots"


def missing() -> list[str]:
    return [weakness for weakness in find_weaknesses() if "trigger" in weakness]


@pytest.fixture
def forward_again() -> Iterator[None]:
    yield
    migrate_to_newest()


@pytest.mark.usefixtures("forward_again")
def test_back_and_forward_keep_entries_and_guards() -> None:
    audit_append(subject="w", act="done", actor=1)
    migrate_to(BEFORE)
    tables = connection.introspection.table_names()
    assert "assessments_logroot" not in tables and "assessments_auditentry" in tables
    migrate_to(AFTER)
    audit_append(subject="w", act="done", actor=1)
    assert (audit_check("w"), missing()) == ([], [])


@pytest.mark.usefixtures("forward_again")
def test_back_is_refused_where_there_is_a_root() -> None:
    audit_append(subject="w", act="done", actor=1)
    root = make_root(1)
    with pytest.raises(CommandError, match="drop rows: 1 of LogRoot"):
        migrate_to(BEFORE)
    assert root.heads.count() == 1
    assert missing() == []
