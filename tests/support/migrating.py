"""The tables as they were at a migration, and as they are now."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate_to(name: str, app: str = "assessments") -> Any:
    """Migrate an app to a migration and return the models as they are at it."""
    MigrationExecutor(connection).migrate([(app, name)])
    return MigrationExecutor(connection).loader.project_state([(app, name)]).apps


def migrate_to_newest() -> None:
    """Migrate every app to its newest migration."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
