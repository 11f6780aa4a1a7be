"""A memo has a form: those that are there are opinions."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_loss(apps, schema_editor):
    """Refuse to go back where working papers or pages in brief would pass for opinions."""
    memos = apps.get_model("assessments", "Memo")._base_manager
    others = memos.using(schema_editor.connection.alias).exclude(form="opinion").count()
    if others:
        raise CommandError(
            f"Going back would make opinions of {others} memos in another form. None was changed; "
            "`manage.py migrate` returns to the present version. To run the older version, "
            "restore a backup that it made."
        )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0015_exhibit_entries")]

    operations = [
        migrations.AddField(
            model_name="memo",
            name="form",
            field=models.CharField(
                choices=[
                    ("opinion", "Opinion memo"),
                    ("papers", "Working papers"),
                    ("creator", "In brief"),
                ],
                default="opinion",
                editable=False,
                max_length=10,
                verbose_name="form",
            ),
        ),
        migrations.AddConstraint(
            model_name="memo",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__in", ["opinion", "papers", "creator"])),
                name="memo_known_form",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_loss),
    ]
