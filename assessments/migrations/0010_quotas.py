"""Counts of limits and of what was refused; the session that a draft without an owner belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0009_long_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='session_key',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=40),
        ),
        migrations.CreateModel(
            name='QuotaCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('scope', models.CharField(max_length=10, verbose_name='counted by')),
                ('key', models.CharField(max_length=64)),
                ('ends_at', models.DateTimeField(db_index=True, verbose_name='end of the window')),
                ('spent', models.BigIntegerField(default=0, verbose_name='spent')),
            ],
            options={
                'verbose_name': 'count of a limit',
                'verbose_name_plural': 'counts of limits',
                'constraints': [models.UniqueConstraint(fields=('kind', 'scope', 'key', 'ends_at'), name='quota_once_per_window')],
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('scope', models.CharField(max_length=10, verbose_name='counted by')),
                ('hour', models.DateTimeField(verbose_name='hour')),
                ('count', models.PositiveBigIntegerField(default=0, verbose_name='number')),
            ],
            options={
                'verbose_name': 'refusal',
                'verbose_name_plural': 'refusals',
                'constraints': [models.UniqueConstraint(fields=('kind', 'scope', 'hour'), name='refusal_once_per_hour')],
            },
        ),
    ]
