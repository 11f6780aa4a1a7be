"""Each draft gets originals of its own, with what was read of them; before, drafts shared them.

Stored files stay where they are, so that originals which were one name one file.
"""

from __future__ import annotations

import hashlib

from django.core.management.base import CommandError
from django.db import migrations, models
from django.db.models import Count, F, Min, Q, Value
from django.db.models.functions import Concat, Substr

# Where long reports were stored: by their digest.
REPORT_BY_DIGEST = Concat(
    Value("reports/"),
    Substr("report_digest", 1, 2),
    Value("/"),
    F("report_digest"),
    Value(".json.gz"),
    output_field=models.CharField(),
)


def split_originals(apps, schema_editor):
    """Copy the rows about each file for every draft that has it."""
    originals, uploads, readings, _, comparisons = _tables(apps)
    originals.update(sha256=F("key"))
    readings.exclude(report_digest="").update(report_file=REPORT_BY_DIGEST)
    keys: dict[str, dict[object, str]] = {}  # by digest, then by draft
    held = uploads.values("original", "draft", "draft__owner").annotate(first=Min("received_at"))
    for row in list(held.order_by("original", "draft")):
        sha256, draft, owner = row["original"], row["draft"], row["draft__owner"]
        key = hashlib.sha256(f"{draft} {sha256}".encode()).hexdigest()
        keys.setdefault(sha256, {})[draft] = key
        owner_key = f"account:{owner}" if owner is not None else f"draft:{draft}"
        _copy_rows(apps, sha256, key, received_at=row["first"], owner_key=owner_key)
    for comparison in list(comparisons.values_list("pk", "source", "final")):
        _copy_comparison(comparisons, *comparison, keys)
    for sha256, by_draft in keys.items():
        for draft, key in by_draft.items():
            uploads.filter(original=sha256, draft=draft).update(original=key)
        _delete_rows(apps, sha256)
    # On PostgreSQL no table can be altered while references wait to be checked.
    schema_editor.connection.check_constraints()


def join_originals(apps, schema_editor):
    """Make the digest the key again; refuse where two originals have the same."""
    originals, uploads, readings, _, comparisons = _tables(apps)
    shared = originals.values("sha256").annotate(number=Count("pk")).filter(number__gt=1).count()
    long = readings.exclude(report_digest="").exclude(report_file=REPORT_BY_DIGEST).count()
    if shared or long:
        raise CommandError(
            f"Going back would lose what is kept of {shared} files that more than one work has, "
            f"and the whole of {long} long reports on files. None was lost; `manage.py migrate` "
            "returns to the present version. To run the older version, restore a backup that it "
            "made."
        )
    for original in list(originals.exclude(key=F("sha256")).defer("file")):
        key, sha256 = original.key, original.sha256
        _copy_rows(apps, key, sha256, received_at=original.received_at)
        uploads.filter(original=key).update(original=sha256)
        comparisons.filter(source=key).update(source=sha256)
        comparisons.filter(final=key).update(final=sha256)
        _delete_rows(apps, key)
    schema_editor.connection.check_constraints()


def _tables(apps):
    names = ("Original", "Upload", "FileReading", "PictureView", "FileComparison")
    return [apps.get_model("assessments", name)._base_manager for name in names]


def _copy_rows(apps, old, new, *, received_at, owner_key=None):
    """Copy an original and what was read of it; `owner_key` tells whose turn its jobs wait for."""
    originals, _, readings, views, _ = _tables(apps)
    original = originals.get(pk=old)
    original.key = new
    if original.checked_at is not None and original.checked_at < received_at:
        original.checked_at = None  # checked for somebody else; the sweep does it now
    original.save(force_insert=True)
    originals.filter(pk=new).update(received_at=received_at)
    for jobs in (readings, views):
        if (job := jobs.filter(pk=old).first()) is not None:
            job.original_id = new
            job.owner_key = job.owner_key if owner_key is None else owner_key
            job.save(force_insert=True)


def _copy_comparison(comparisons, pk, source, final, keys):
    """Copy a comparison for each draft that has both files; nobody else can see it."""
    of_source, of_final = keys.get(source, {}), keys.get(final, {})
    for draft in of_source.keys() & of_final.keys():
        comparison = comparisons.get(pk=pk)
        comparison.pk = None
        comparison.source_id, comparison.final_id = of_source[draft], of_final[draft]
        comparison.save(force_insert=True)


def _delete_rows(apps, key):
    originals, _, readings, views, comparisons = _tables(apps)
    comparisons.filter(Q(source=key) | Q(final=key)).delete()
    readings.filter(pk=key).delete()
    views.filter(pk=key).delete()
    originals.filter(pk=key).delete()


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_queue")]

    operations = [
        migrations.RenameField(model_name="original", old_name="sha256", new_name="key"),
        migrations.AlterField(
            model_name="original",
            name="key",
            field=models.CharField(
                editable=False,
                max_length=64,
                primary_key=True,
                serialize=False,
                verbose_name="key",
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="sha256",
            field=models.CharField(
                default="", editable=False, max_length=64, verbose_name="SHA-256"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filereading",
            name="report_file",
            field=models.CharField(
                blank=True,
                db_index=True,
                default="",
                editable=False,
                max_length=200,
                verbose_name="file of the whole report",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="filereading",
            name="report_digest",
            field=models.CharField(
                blank=True,
                editable=False,
                max_length=64,
                verbose_name="SHA-256 of the whole report",
            ),
        ),
        migrations.RunPython(split_originals, join_originals),
    ]
