"""Going back to an older version: refused where rows would be lost, possible where none would."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from assessments.evidence.models import FileReading, Original
from assessments.works.drafts import Draft

pytestmark = pytest.mark.both_databases
# Counts of hours and days, a cache, whose turn it is: nobody misses them.
COUNTS = {"CacheRow", "QuotaCount", "Refusal", "StorageMark", "SweepTurn"}
# Tables of which some rows would be lost, though they were there before.
ROWS_OF = {
    "0019_work_of_matter": {"Work", "Firm"},
    "0020_files_and_examinations": {"ExhibitEntry", "Share", "Upload"},
}
ASSESSMENTS = Path(settings.BASE_DIR) / "assessments"
FOLDERS = (ASSESSMENTS / "migrations", ASSESSMENTS / "matters" / "migrations")


@pytest.fixture
def last_state(transactional_db: None) -> Any:
    """Ends with all migrations applied, whatever the test did."""
    yield
    call_command("migrate", "assessments", verbosity=0)


def migrate_to(name: str) -> None:
    call_command("migrate", "assessments", name, verbosity=0)


def applied() -> set[str]:
    loader = MigrationLoader(connection)
    return {name for app, name in loader.applied_migrations if app == "assessments"}


@pytest.mark.nightly  # tests/assessments/audit/test_migration.py says it of a table always
def test_going_back_with_rows_is_refused_and_nothing_is_lost(last_state: None) -> None:
    original = Original.objects.create(key="a" * 64, sha256="a" * 64, size=1, file="a")
    FileReading.objects.create(original=original)
    with pytest.raises(CommandError, match="drop rows: 1 of FileReading. None was dropped"):
        migrate_to("0004")
    assert "0005_readings_of_files" in applied()
    call_command("migrate", "assessments", verbosity=0)
    assert FileReading.objects.get().original_id == "a" * 64


def test_going_back_without_rows_goes_and_forward_again(last_state: None) -> None:
    migrate_to("0003")
    assert max(applied()) == "0003_audit_only_added"
    call_command("migrate", "assessments", verbosity=0)
    Draft.objects.create()


def test_every_migration_that_creates_a_table_of_peoples_data_keeps_its_rows() -> None:
    for path in sorted(path for folder in FOLDERS for path in folder.glob("0*.py")):
        text = path.read_text("utf-8")
        created = set(re.findall(r"CreateModel\(\s*(?:name=)?['\"](\w+)['\"]", text))
        kept = set(
            re.findall(
                r"['\"]([A-Z]\w+)['\"]", "".join(re.findall(r"(?s)keep_rows\((.*?)\)", text))
            )
        )
        assert created - COUNTS == kept - ROWS_OF.get(path.stem, set()), path.name
