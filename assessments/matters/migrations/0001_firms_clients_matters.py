"""Firms with their people, clients, matters, and what a matter received."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessments', '0018_orphaned_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Firm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='full name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
            ],
            options={
                'verbose_name': 'firm',
                'verbose_name_plural': 'firms',
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='full name')),
                ('other_name', models.CharField(blank=True, max_length=200, verbose_name='other name')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('other_key', models.CharField(blank=True, editable=False, max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clients', to='matters.firm')),
            ],
            options={
                'verbose_name': 'client',
                'verbose_name_plural': 'clients',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('status', models.CharField(choices=[('open', 'open'), ('waiting', 'waiting for the client'), ('review', 'with the reviewing lawyer'), ('closed', 'closed')], default='open', max_length=10, verbose_name='status')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('restricted', models.BooleanField(default=False, verbose_name='only for the people of this matter')),
                ('hold', models.CharField(blank=True, max_length=500, verbose_name='reason of the hold')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='matters.client')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matters', to='matters.firm')),
            ],
            options={
                'verbose_name': 'matter',
                'verbose_name_plural': 'matters',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('role', models.CharField(choices=[('partner', 'partner'), ('associate', 'associate'), ('assistant', 'assistant'), ('outside', 'outside reader')], max_length=10, verbose_name='role')),
                ('joined_at', models.DateTimeField(auto_now_add=True, verbose_name='joined at')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left at')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='matters.firm')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MatterPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='matters.matter')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_matters', to='matters.member')),
            ],
        ),
        migrations.AddField(
            model_name='matter',
            name='responsible',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member', verbose_name='responsible lawyer'),
        ),
        migrations.AddField(
            model_name='matter',
            name='reviewer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member', verbose_name='reviewing lawyer'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('partner', 'partner'), ('associate', 'associate'), ('assistant', 'assistant'), ('outside', 'outside reader')], max_length=10, verbose_name='role')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='invited at')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='matters.firm')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matters.member')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='received at')),
                ('share', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intakes', to='assessments.share')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intakes', to='assessments.assessment')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='intake', to='assessments.work')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member')),
            ],
            options={
                'verbose_name': 'intake',
                'verbose_name_plural': 'intakes',
            },
        ),
        migrations.CreateModel(
            name='ConflictCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='checked at')),
                ('hits', models.JSONField(default=list)),
                ('conclusion', models.TextField(blank=True, max_length=5000, verbose_name='conclusion')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflict_checks', to='matters.matter')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member')),
            ],
            options={
                'verbose_name': 'conflict check',
                'verbose_name_plural': 'conflict checks',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='note')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matters.member')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='matters.matter')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='full name')),
                ('key', models.CharField(db_index=True, editable=False, max_length=200)),
                ('side', models.CharField(choices=[('adverse', 'adverse party'), ('connected', 'connected party')], max_length=10, verbose_name='side')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='matters.matter')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(fields=('firm', 'name'), name='client_once_per_firm'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('user',), name='member_of_one_firm'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['partner', 'associate', 'assistant', 'outside'])), name='member_known_role'),
        ),
        migrations.AddConstraint(
            model_name='matterperson',
            constraint=models.UniqueConstraint(fields=('matter', 'member'), name='person_once_per_matter'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['firm', 'status', '-opened_at'], name='matter_of_firm'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'waiting', 'review', 'closed'])), name='matter_known_status'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='matter_closed_has_time'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None)), fields=('firm', 'email'), name='invitation_once_per_address'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['partner', 'associate', 'assistant', 'outside'])), name='invitation_known_role'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('matter', 'name'), name='party_once_per_matter'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['adverse', 'connected'])), name='party_known_side'),
        ),
        keep_rows(
            "Firm",
            "Client",
            "Matter",
            "Member",
            "MatterPerson",
            "Invitation",
            "Intake",
            "ConflictCheck",
            "Note",
            "Party",
            app="matters",
        ),
    ]
