from __future__ import annotations

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.models.functions import Cast, Length

import assessments.evidence.models


def refuse_to_lose_reports(apps, schema_editor):
    """Rows of long reports keep a part of them; the older version does not know the files."""
    long = apps.get_model("assessments", "FileReading").objects.exclude(report_digest="").count()
    if long:
        raise CommandError(
            f"Going back would lose the whole of {long} long reports on files. None was lost; "
            "`manage.py migrate` returns to the present version."
        )


def measure_reports(apps, schema_editor):
    """What was stored before stays in its row, with its size."""
    readings = apps.get_model("assessments", "FileReading").objects.filter(found__isnull=False)
    readings.update(report_bytes=Length(Cast("found", models.TextField())))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_log_roots")]

    operations = [
        migrations.AlterField(
            model_name="filereading",
            name="found",
            field=models.JSONField(
                editable=False,
                encoder=assessments.evidence.models.ReadableJSONEncoder,
                null=True,
                verbose_name="what was found",
            ),
        ),
        migrations.AddField(
            model_name="filereading",
            name="report_digest",
            field=models.CharField(
                blank=True,
                db_index=True,
                default="",
                editable=False,
                max_length=64,
                verbose_name="SHA-256 of the whole report",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filereading",
            name="report_bytes",
            field=models.PositiveBigIntegerField(
                default=0, editable=False, verbose_name="size of the whole report in bytes"
            ),
        ),
        migrations.RunPython(measure_reports, refuse_to_lose_reports),
    ]
