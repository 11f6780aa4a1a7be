"""Daily roots of the audit log, and guards before an entry, a root or a leaf is added.

SQLite's REPLACE removes the row in the way without asking a trigger, unless `recursive_triggers` is
on, which only a connection of the application's has. A trigger before the insertion is asked
always, and refuses what does not follow the last row. PostgreSQL's TRUNCATE asks a trigger of its
own. Where a later migration rebuilds one of the tables on SQLite, its triggers must be made again.

Going back would lose the roots, so it is refused once there is one.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from assessments.migrations._keep_rows import keep_rows


ENTRY, ROOT, LEAF = "assessments_auditentry", "assessments_logroot", "assessments_logleaf"
GUARDED = {"audit_entry": ENTRY, "log_root": ROOT, "log_leaf": LEAF}
REFUSAL = "Entries of the audit log are only ever added, each after the one before it."

# When a new row does not follow the rows that there are; `{row}` is the new row. Leaves come by the
# hundred thousand: each look for one is by all columns of an index, since PostgreSQL, which plans
# while the table is empty, else goes through all leaves of the root.
OUT_OF_ORDER = {
    "audit_entry": """
        EXISTS (SELECT 1 FROM {entry} WHERE id = {row}.id)
        OR {row}.number <> 1 + COALESCE(
            (SELECT MAX(number) FROM {entry} WHERE subject = {row}.subject), 0)
        OR {row}.before <> COALESCE(
            (SELECT hash FROM {entry} WHERE subject = {row}.subject
             ORDER BY number DESC LIMIT 1), '')
    """,
    "log_root": """
        EXISTS (SELECT 1 FROM {root} WHERE id = {row}.id OR day >= {row}.day)
        OR {row}.previous <> COALESCE((SELECT hash FROM {root} ORDER BY day DESC LIMIT 1), '')
        OR (SELECT MAX(day) FROM {root}) <> {row}.since
        OR ((SELECT MAX(day) FROM {root}) IS NULL) <> ({row}.since IS NULL)
    """,
    "log_leaf": """
        EXISTS (SELECT 1 FROM {leaf} WHERE id = {row}.id)
        OR EXISTS (SELECT 1 FROM {leaf}
                   WHERE root_id = {row}.root_id AND subject = {row}.subject)
        OR EXISTS (SELECT 1 FROM {leaf}
                   WHERE root_id = {row}.root_id AND position = {row}.position)
        OR {row}.position > 0 AND NOT EXISTS (SELECT 1 FROM {leaf}
            WHERE root_id = {row}.root_id AND position = {row}.position - 1)
        OR {row}.position >= COALESCE((SELECT leaves FROM {root} WHERE id = {row}.root_id), 0)
    """,
}


def _sqlite() -> list[str]:
    names = {"entry": ENTRY, "root": ROOT, "leaf": LEAF, "row": "NEW"}
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    never = [
        f"CREATE TRIGGER {name}_never_{event} BEFORE {event} ON {table} {refuse}"
        for name, table in GUARDED.items()
        if table != ENTRY  # has them since 0003
        for event in ("update", "delete")
    ]
    in_order = [
        f"CREATE TRIGGER {name}_in_order BEFORE INSERT ON {table} "
        f"WHEN {OUT_OF_ORDER[name].format(**names)} {refuse}"
        for name, table in GUARDED.items()
    ]
    return never + in_order


def _postgresql(schema: str) -> list[str]:
    """The functions name the schema of their tables: a temporary table of the same name, which a
    session may make and which is found first, must not be asked instead."""
    names = {"entry": f"{schema}.{ENTRY}", "root": f"{schema}.{ROOT}", "leaf": f"{schema}.{LEAF}"}
    statements = []
    for name, table in GUARDED.items():
        statements += [
            f"""
            CREATE FUNCTION {name}_in_order() RETURNS trigger LANGUAGE plpgsql
            SET search_path = pg_catalog, {schema}, pg_temp AS
            $$ BEGIN
                IF {OUT_OF_ORDER[name].format(row="NEW", **names)} THEN
                    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$
            """,
            f"CREATE TRIGGER {name}_in_order BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}_in_order()",
            f"CREATE TRIGGER {name}_never_truncated BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_only_added()",
        ]
        if table != ENTRY:
            statements.append(
                f"CREATE TRIGGER {name}_only_added BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_entry_only_added()"
            )
    return statements


def guard(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        statements = _sqlite()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            statements = _postgresql(connection.ops.quote_name(cursor.fetchone()[0]))
    for statement in statements:
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: Any) -> None:
    """The triggers of the roots and leaves go with their tables."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_entry_in_order")
        return
    schema_editor.execute(f"DROP TRIGGER audit_entry_never_truncated ON {ENTRY}")
    for name, table in GUARDED.items():
        schema_editor.execute(f"DROP TRIGGER {name}_in_order ON {table}")
        schema_editor.execute(f"DROP FUNCTION {name}_in_order()")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0007_names_of_the_field")]

    operations = [
        migrations.CreateModel(
            name="LogRoot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                ("since", models.DateField(null=True, verbose_name="day of the root before")),
                ("leaves", models.PositiveIntegerField(verbose_name="number of chains that grew")),
                ("tree", models.CharField(max_length=64, verbose_name="hash of the tree")),
                (
                    "previous",
                    models.CharField(blank=True, max_length=64, verbose_name="root before"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="root")),
            ],
            options={
                "verbose_name": "daily root of the audit log",
                "verbose_name_plural": "daily roots of the audit log",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="LogLeaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="position")),
                ("subject", models.CharField(max_length=60, verbose_name="subject")),
                ("number", models.PositiveIntegerField(verbose_name="number of the last entry")),
                ("hash", models.CharField(max_length=64, verbose_name="hash of the last entry")),
                (
                    "root",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="assessments.logroot",
                        verbose_name="root",
                    ),
                ),
            ],
            options={
                "verbose_name": "leaf of a daily root",
                "verbose_name_plural": "leaves of a daily root",
                "ordering": ["root", "position"],
                "indexes": [models.Index(fields=["subject", "number"], name="leaf_of_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("root", "position"), name="leaf_one_after_another"
                    ),
                    models.UniqueConstraint(fields=("subject", "root"), name="leaf_once_a_root"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["at"], name="audit_by_time"),
        ),
        migrations.CreateModel(
            name="RootTimestamp",
            fields=[
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="stage"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="reason"
                    ),
                ),
                (
                    "detail",
                    models.TextField(blank=True, editable=False, verbose_name="detail for staff"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
                (
                    "queued_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="queued at"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="started at"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="finished at"),
                ),
                ("token", models.UUIDField(editable=False, null=True)),
                ("lease_until", models.DateTimeField(editable=False, null=True)),
                ("heartbeat_at", models.DateTimeField(editable=False, null=True)),
                ("dispatched_at", models.DateTimeField(editable=False, null=True)),
                ("response", models.BinaryField(null=True, verbose_name="answer as received")),
                (
                    "at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="time by the third party's clock"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="third party"
                    ),
                ),
                (
                    "serial",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="serial number"
                    ),
                ),
                (
                    "trusted",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="signer trusted"
                    ),
                ),
                (
                    "root",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="timestamp",
                        serialize=False,
                        to="assessments.logroot",
                        verbose_name="daily root of the audit log",
                    ),
                ),
            ],
            options={
                "verbose_name": "timestamp of a daily root",
                "verbose_name_plural": "timestamps of daily roots",
                "ordering": ["queued_at"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=["state", "lease_until"],
                        name="assessments_roottimestamp_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "ready", "failed"])),
                        name="assessments_roottimestamp_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("lease_until__isnull", False), ("token__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessments_roottimestamp_running_is_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessments_roottimestamp_failed_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("at__isnull", False), ("response__isnull", False)),
                            _connector="OR",
                        ),
                        name="root_timestamp_ready_has_answer",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("memo_ready", "memo ready"),
                    ("memo_failed", "memo failed"),
                    ("shared", "shared with you"),
                    ("asked", "question or answer"),
                    ("log_root", "root of the log"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(guard, unguard),
        keep_rows("LogRoot", "LogLeaf", "RootTimestamp"),
    ]
