"""Leave for the files of a share, a lawyer's examination of an exhibit, versions of a file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0019_work_of_matter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='exhibitentry',
            name='examined',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='exhibitentry',
            name='examined_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='exhibitentry',
            name='examined_shows',
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name='share',
            name='files',
            field=models.BooleanField(default=False, verbose_name='files are open'),
        ),
        migrations.AddField(
            model_name='upload',
            name='replaces',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later_versions', to='assessments.upload'),
        ),
        migrations.AddConstraint(
            model_name='exhibitentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('examined', ''), ('examined_on', None), ('examined_shows', '')), models.Q(('capacity', 'lawyer'), ('examined__in', ('file', 'original')), ('examined_on__isnull', False), models.Q(('examined_shows', ''), _negated=True)), _connector='OR'), name='exhibit_entry_examination_whole'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='upload_replaces_another'),
        ),
        keep_rows("Share", files=True),
        keep_rows("ExhibitEntry", examined_on__isnull=False),
        keep_rows("Upload", replaces__isnull=False),
    ]
