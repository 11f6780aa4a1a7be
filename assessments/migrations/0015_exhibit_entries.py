import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0014_memo_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExhibitEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("evidence", models.CharField(max_length=500, verbose_name="evidence")),
                ("what", models.CharField(max_length=40, verbose_name="kind of evidence")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("capacity", models.CharField(max_length=10, verbose_name="capacity")),
                ("original", models.CharField(blank=True, max_length=10)),
                ("held_by", models.CharField(blank=True, max_length=200)),
                ("pages", models.CharField(blank=True, max_length=100)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("obtained", models.CharField(blank=True, max_length=500)),
                ("authenticity", models.CharField(blank=True, max_length=10)),
                ("legality", models.CharField(blank=True, max_length=10)),
                ("relevance", models.CharField(blank=True, max_length=10)),
                ("remark", models.TextField(blank=True, max_length=2000)),
                ("legal_class", models.CharField(blank=True, max_length=20)),
                ("class_reason", models.CharField(blank=True, max_length=500)),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exhibit_entries",
                        to="assessments.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "particulars of an exhibit",
                "verbose_name_plural": "particulars of exhibits",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("work", "evidence", "by"), name="exhibit_entry_once_per_account"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("original__in", ["", "original", "copy", "electronic"]),
                            ("authenticity__in", ["", "affirmed", "reserved", "denied"]),
                            ("legality__in", ["", "affirmed", "reserved", "denied"]),
                            ("relevance__in", ["", "affirmed", "reserved", "denied"]),
                            (
                                "legal_class__in",
                                [
                                    "",
                                    "party_statement",
                                    "documentary",
                                    "physical",
                                    "audio_visual",
                                    "electronic",
                                    "testimony",
                                    "expert_opinion",
                                    "inspection_record",
                                ],
                            ),
                        ),
                        name="exhibit_entry_known_codes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("legal_class", ""),
                            models.Q(("class_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="exhibit_entry_class_has_reason",
                    ),
                ],
            },
        ),
        keep_rows("ExhibitEntry"),
    ]
