"""Things to secure have ticks and reminders, and a user may stop the e-mails."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0016_memo_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="preferences",
            name="mail_reminder",
            field=models.BooleanField(
                default=True, verbose_name="a day comes that I asked to be reminded of"
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
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="SecuringItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=20, verbose_name="what to secure")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="ticked at")),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="reminder on")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="securing",
                        to="assessments.draft",
                        verbose_name="draft",
                    ),
                ),
                (
                    "remind_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "thing to secure",
                "verbose_name_plural": "things to secure",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("remind_on__isnull", False), ("reminded_at__isnull", True)
                        ),
                        fields=["remind_on"],
                        name="securing_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "what"), name="securing_once_per_draft"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remind_on__isnull", True),
                            ("remind_user__isnull", False),
                            _connector="OR",
                        ),
                        name="securing_reminder_has_account",
                    ),
                ],
            },
        ),
        keep_rows("SecuringItem"),
    ]
