"""The tables of the tests: migrated once, and copied for each process that tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.support.made_once import make_once


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    shared_folder: Path,
    worker_id: str,
) -> Iterator[None]:
    """Stands for the fixture of pytest-django, which migrates in every process anew."""
    creation, settings = connection.creation, connection.settings_dict
    before = settings["NAME"]
    if connection.vendor == "sqlite":
        # As in real life: threads of one process cannot share a database in memory.
        settings["TEST"]["NAME"] = shared_folder / "test.sqlite3"

    def migrate(path: Path) -> None:
        name = creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()  # nothing is copied while somebody is connected
        path.write_text(str(name))

    with django_db_blocker.unblock():
        settings["NAME"] = make_once(shared_folder / "migrated", migrate).read_text()
        creation.clone_test_db(suffix=worker_id, verbosity=0)
        settings.update(creation.get_test_db_clone_settings(worker_id))
    yield
    with django_db_blocker.unblock():
        creation.destroy_test_db(before, verbosity=0)
