"""A draft whose session is gone is marked first, and deleted a day later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0017_securing")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="orphaned_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
