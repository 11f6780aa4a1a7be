"""Memos have versions, a matter and a life of their own beside the work; exhibits have entries."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.models import Count, Q


def number_memos(apps, schema_editor):
    """Number the memos of each work, language and account by the time at which they were asked."""
    memos = apps.get_model("assessments", "Memo")._base_manager
    last = {}
    rows = memos.order_by("queued_at", "pk").values_list(
        "pk", "assessment__work", "assessment__work__title", "language", "requested_by"
    )
    for pk, work, title, language, user in list(rows):
        series = uuid.uuid5(uuid.NAMESPACE_URL, f"memo/{work}/{language}/{user or ''}")
        last[series] = last.get(series, 0) + 1
        memos.filter(pk=pk).update(series=series, version=last[series], title=title)
    schema_editor.connection.check_constraints()


def refuse_loss(apps, schema_editor):
    """Refuse to go back where a memo or what it was asked for with would be lost."""
    memos = apps.get_model("assessments", "Memo")._base_manager
    alone = memos.filter(assessment=None).count()
    asked = memos.exclude(matter={}).count()
    twice = memos.values("assessment", "language").annotate(n=Count("pk")).filter(n__gt=1)
    later = sum(row["n"] - 1 for row in twice)
    if alone or later or asked:
        raise CommandError(
            f"Going back would lose {alone} memos whose work is deleted, {later} further versions "
            f"and what {asked} memos were asked for with. None was lost; `manage.py migrate` "
            "returns to the present version. To run the older version, restore a backup that it "
            "made."
        )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0013_storage_mark")]

    operations = [
        migrations.AddField(
            model_name="memo",
            name="title",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=500,
                verbose_name="title of the work",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="memo",
            name="series",
            field=models.UUIDField(editable=False, null=True, verbose_name="series"),
        ),
        migrations.AddField(
            model_name="memo",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="memo",
            name="matter",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="matter"),
        ),
        migrations.AddField(
            model_name="memo",
            name="sources",
            field=models.JSONField(
                blank=True, default=dict, editable=False, verbose_name="sources"
            ),
        ),
        migrations.RunPython(number_memos, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="memo",
            name="series",
            field=models.UUIDField(editable=False, verbose_name="series"),
        ),
        migrations.RemoveConstraint(model_name="memo", name="memo_one_per_language"),
        migrations.AddConstraint(
            model_name="memo",
            constraint=models.UniqueConstraint(
                fields=("series", "version"), name="memo_version_once"
            ),
        ),
        migrations.AlterField(
            model_name="memo",
            name="assessment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="memos",
                to="assessments.assessment",
                verbose_name="assessment",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_loss),
    ]
