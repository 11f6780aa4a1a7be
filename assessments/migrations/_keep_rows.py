"""For migrations that create tables of people's data: going back must not drop rows.

The name begins with an underscore, so Django's loader does not take it for a migration.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import migrations


def keep_rows(*models: str, app: str = "assessments", **only: Any) -> migrations.RunPython:
    """Return the last operation of a migration that creates `models` of an app.

    `only` are the conditions on the rows that would be lost; without any, all would be.

    Forwards it does nothing. Backwards it comes first and raises `CommandError`, of which the
    command line shows the sentence alone, where one of the tables has rows; with none, the
    migration goes back as before.
    """

    def refuse(apps: Any, schema_editor: Any) -> None:
        alias = schema_editor.connection.alias
        numbers = {
            model: apps.get_model(app, model)._base_manager.using(alias).filter(**only).count()
            for model in models
        }
        kept = [f"{number} of {model}" for model, number in numbers.items() if number]
        if kept:
            raise CommandError(
                f"Going back would drop rows: {', '.join(kept)}. None was dropped; `manage.py "
                "migrate` returns to the present version. To run the older version, restore a "
                "backup that it made."
            )

    return migrations.RunPython(migrations.RunPython.noop, refuse)
