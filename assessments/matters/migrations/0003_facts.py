"""What lawyers hold of the facts of a client's record."""

import django.db.models.deletion
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0019_work_of_matter'),
        ('matters', '0002_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='FactView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=40, verbose_name='fact')),
                ('state', models.CharField(choices=[('confirmed', 'confirmed'), ('corrected', 'corrected'), ('unsupported', 'unsupported'), ('disputed', 'disputed'), ('withdrawn', 'withdrawn')], max_length=12, verbose_name='what you hold')),
                ('value', models.JSONField(default=dict, verbose_name='corrected value')),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                ('version', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='assessments.work')),
            ],
            options={
                'verbose_name': 'fact as a lawyer holds it',
                'verbose_name_plural': 'facts as lawyers hold them',
                'ordering': ['path', '-version'],
                'constraints': [models.UniqueConstraint(fields=('work', 'path', 'version'), name='fact_once_per_version'), models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'corrected', 'unsupported', 'disputed', 'withdrawn'])), name='fact_known_state')],
            },
        ),
        keep_rows("FactView", app="matters"),
    ]
