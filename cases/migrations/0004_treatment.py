"""When another decision ended one, that a decision never took effect, and whose number it is.

Numbers that two decisions list already stay as they are: the first of them holds the number, and
the other is refused when it is saved the next time.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import migrations, models

from cases.library.dockets import number_key

OLD_RELATIONS = (
    "affirmed", "appealed", "followed", "distinguished", "contrasted", "cited", "reversed",
)


def key_numbers(apps: Any, schema_editor: Any) -> None:
    dockets = apps.get_model("cases", "Docket").objects.using(schema_editor.connection.alias)
    held = set()
    for docket in dockets.select_related("decision").order_by("decision_id", "pk"):
        docket.key = number_key(docket.number, docket.decision.jurisdiction)
        docket.is_holder = docket.decision.status != "withdrawn" and docket.key not in held
        if docket.is_holder:
            held.add(docket.key)
        docket.save(update_fields=["key", "is_holder"])


def refuse_to_lose_treatment(apps: Any, schema_editor: Any) -> None:
    """The older version knows neither the day nor the new words, and reads no text that has them."""
    alias = schema_editor.connection.alias
    treatments = apps.get_model("cases", "Treatment").objects.using(alias)
    old = models.Q(relation__in=OLD_RELATIONS, direction="", treated_on=None, precision="")
    decisions = apps.get_model("cases", "Decision").objects.using(alias)
    new = treatments.exclude(old).values("decision")
    affected = decisions.filter(models.Q(pk__in=new) | models.Q(finality_state="not_effective"))
    slugs = list(affected.order_by("slug").values_list("slug", flat=True))
    if slugs:
        raise CommandError(
            f"Going back would lose treatment or finality of {len(slugs)} decisions: "
            f"{', '.join(slugs)}. None was lost; `manage.py migrate` returns to the present "
            "version. Remove these entries in the admin first, or restore a backup that the older "
            "version made."
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_held_levels")]

    operations = [
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_finality_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='treatment',
            name='treatment_relation_known',
        ),
        migrations.AddField(
            model_name='docket',
            name='is_holder',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='docket',
            name='key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=400),
        ),
        migrations.RunPython(key_numbers, migrations.RunPython.noop),
        migrations.AddField(
            model_name='treatment',
            name='direction',
            field=models.CharField(blank=True, choices=[('received', 'The other treated this decision'), ('given', 'This decision treated the other')], help_text='Empty: the later of two decisions in the library treated the other.', max_length=32, verbose_name='who treated whom'),
        ),
        migrations.AddField(
            model_name='treatment',
            name='precision',
            field=models.CharField(blank=True, choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year')], help_text='Empty: to the day.', max_length=32, verbose_name='date is known'),
        ),
        migrations.AddField(
            model_name='treatment',
            name='treated_on',
            field=models.DateField(blank=True, help_text='Empty: since the date of the decision that did it.', null=True, verbose_name='since'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='finality_state',
            field=models.CharField(choices=[('effective', 'Effective'), ('final', 'Final'), ('appeal_pending', 'Appeal pending'), ('not_effective', 'Not effective'), ('not_known', 'Not known whether final')], default='not_known', max_length=32, verbose_name='finality'),
        ),
        migrations.AlterField(
            model_name='historicaldecision',
            name='finality_state',
            field=models.CharField(choices=[('effective', 'Effective'), ('final', 'Final'), ('appeal_pending', 'Appeal pending'), ('not_effective', 'Not effective'), ('not_known', 'Not known whether final')], default='not_known', max_length=32, verbose_name='finality'),
        ),
        migrations.AlterField(
            model_name='treatment',
            name='relation',
            field=models.CharField(choices=[('affirmed', 'Affirmed'), ('appealed', 'Appealed'), ('followed', 'Followed'), ('distinguished', 'Distinguished'), ('contrasted', 'Contrasted'), ('cited', 'Cited'), ('reversed', 'Reversed'), ('vacated', 'Vacated'), ('remanded', 'Remanded'), ('superseded', 'Superseded')], max_length=32, verbose_name='relation'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('finality_state__in', ['effective', 'final', 'appeal_pending', 'not_effective', 'not_known'])), name='decision_finality_state_known'),
        ),
        migrations.AddConstraint(
            model_name='docket',
            constraint=models.UniqueConstraint(condition=models.Q(('is_holder', True)), fields=('key',), name='docket_number_held_once'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('relation__in', ['affirmed', 'appealed', 'followed', 'distinguished', 'contrasted', 'cited', 'reversed', 'vacated', 'remanded', 'superseded'])), name='treatment_relation_known'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['', 'received', 'given'])), name='treatment_direction_known'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('precision__in', ['', 'day', 'month', 'year'])), name='treatment_precision_known'),
        ),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_lose_treatment),
    ]
