"""A work belongs to an account or to a matter, and a person is told of an invitation into a firm."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0018_orphaned_drafts"),
        ("matters", "0001_firms_clients_matters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="work",
            name="matter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="works",
                to="matters.matter",
                verbose_name="matter",
            ),
        ),
        migrations.AlterField(
            model_name="work",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="works",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("matter", None), ("owner__isnull", False)),
                    models.Q(("matter__isnull", False), ("owner", None)),
                    _connector="OR",
                ),
                name="work_of_account_or_matter",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("memo_ready", "memo ready"),
                    ("memo_failed", "memo failed"),
                    ("shared", "shared with you"),
                    ("asked", "question or answer"),
                    ("log_root", "root of the log"),
                    ("reminder", "reminder to secure"),
                    ("invited", "invitation into a firm"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        keep_rows("Work", owner=None),
        keep_rows("Firm", app="matters"),
    ]
