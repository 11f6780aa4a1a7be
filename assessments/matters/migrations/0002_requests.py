"""What lawyers ask clients within a record, and what came of it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0019_work_of_matter'),
        ('matters', '0001_firms_clients_matters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(blank=True, max_length=600, verbose_name='fact')),
                ('text', models.TextField(max_length=5000, verbose_name='question')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='answer due on')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded at')),
                ('state', models.CharField(choices=[('asked', 'waiting for an answer'), ('answered', 'answered'), ('returned', 'returned for correction'), ('closed', 'closed')], max_length=10, verbose_name='status')),
                ('state_at', models.DateTimeField(verbose_name='since')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='matters.matter')),
                ('share', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='assessments.share')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='assessments.work')),
            ],
            options={
                'verbose_name': 'request',
                'verbose_name_plural': 'requests',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RequestMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('text', models.TextField(blank=True, max_length=5000, verbose_name='text')),
                ('files', models.JSONField(default=list, verbose_name='files')),
                ('state', models.CharField(choices=[('asked', 'waiting for an answer'), ('answered', 'answered'), ('returned', 'returned for correction'), ('closed', 'closed')], max_length=10, verbose_name='status')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='matters.request')),
            ],
            options={
                'verbose_name': 'message to a request',
                'verbose_name_plural': 'messages to requests',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(fields=['matter', 'state'], name='request_of_matter'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('due_on__isnull', False), ('reminded_at', None)), fields=['due_on'], name='request_due'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'answered', 'returned', 'closed'])), name='request_known_state'),
        ),
        migrations.AddConstraint(
            model_name='requestmessage',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'answered', 'returned', 'closed'])), name='request_message_known_state'),
        ),
        keep_rows("Request", "RequestMessage", app="matters"),
    ]
