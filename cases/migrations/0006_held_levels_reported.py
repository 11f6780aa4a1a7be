"""Whether a source says how much was accepted on a dimension."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_to_bind_again(apps: Any, schema_editor: Any) -> None:
    """The older version would let a level bind of which no source says how high it was."""
    alias = schema_editor.connection.alias
    levels = apps.get_model("cases", "HeldLevel").objects.using(alias).filter(reported=False)
    slugs = sorted(set(levels.values_list("judged__decision__slug", flat=True)))
    if slugs:
        raise CommandError(
            f"Going back would let levels bind that no source reports, of {len(slugs)} decisions: "
            f"{', '.join(slugs)}. None was changed; `manage.py migrate` returns to the present "
            "version. The library that comes with this version has such levels, so the way back "
            "is a backup that the older version made."
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_work_by_hand")]

    operations = [
        migrations.AddField(
            model_name="heldlevel",
            name="reported",
            field=models.BooleanField(
                default=True,
                help_text="Otherwise the level is the least that the finding allows, and binds nothing.",
                verbose_name="a source says how much was accepted",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_bind_again),
    ]
