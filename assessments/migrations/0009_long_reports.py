from __future__ import annotations

from django.db import migrations, models
from django.db.models.functions import Cast, Length

import assessments.evidence.models


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
        migrations.RunPython(measure_reports, migrations.RunPython.noop),
    ]
