"""Two models and one column get the names that the field uses; every row stays.

Written by hand, because the names of a job's constraints and index hold the model's name.
"""

from django.db import migrations, models
from django.db.models import Q

STATES = ["queued", "running", "ready", "failed"]
JOBS = ["dossier", "filecomparison", "filereading", "memo", "notification", "pictureview"]
JOBS += ["timestamp", "tree", "unpacking"]


def constraints(model):
    """The constraints of a job by the name of its model, as `jobs.row.JobRow` states them."""
    held = Q(token__isnull=False, lease_until__isnull=False)
    return [
        models.CheckConstraint(
            name=f"assessments_{model}_known_state", condition=Q(state__in=STATES)
        ),
        models.CheckConstraint(
            name=f"assessments_{model}_running_is_held", condition=~Q(state="running") | held
        ),
        models.CheckConstraint(
            name=f"assessments_{model}_failed_has_reason",
            condition=~Q(state="failed") | ~Q(reason=""),
        ),
    ]


def renamed(before, after, index_before, index_after):
    old, new = before.lower(), after.lower()
    index = {"fields": ["state", "lease_until"], "condition": Q(state__in=STATES[:2])}
    return [
        migrations.RemoveIndex(before, index_before),
        *(migrations.RemoveConstraint(before, row.name) for row in constraints(old)),
        migrations.RenameModel(before, after),
        *(migrations.AddConstraint(after, row) for row in constraints(new)),
        migrations.AddIndex(after, models.Index(name=index_after, **index)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_read_files"),
        # A model that is renamed back reads the content types as they are since then.
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        *renamed(
            "Comparison",
            "FileComparison",
            "assessments_comparison_open",
            "assessments_filecompare_open",
        ),
        *renamed(
            "Notice", "Notification", "assessments_notice_open", "assessments_notification_open"
        ),
        *(migrations.RenameField(job, "rung_at", "dispatched_at") for job in JOBS),
    ]
