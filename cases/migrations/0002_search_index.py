"""Full-text indexes over the search entries, kept current by the database itself.

Written by hand, since each database has its own kind: an FTS5 table with triggers on SQLite, a
generated `tsvector` column with a GIN index on PostgreSQL. Both hold the tokens that
`cases/search/bigrams.py` makes, so both find the same. On SQLite a later migration that alters
`cases_searchentry` rebuilds that table and drops the triggers; it must call `forwards` again.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

COLUMNS = "names, dockets, summary, body"
SQLITE = [
    # The `ascii` tokenizer leaves every Han character alone, those that are newer than the
    # tables of `unicode61` too; the tokens come spelled out and need no folding.
    f"CREATE VIRTUAL TABLE cases_search USING fts5({COLUMNS}, content='cases_searchentry', "
    "content_rowid='id', tokenize='ascii')",
    f"CREATE TRIGGER cases_search_insert AFTER INSERT ON cases_searchentry BEGIN "
    f"INSERT INTO cases_search(rowid, {COLUMNS}) "
    "VALUES (new.id, new.names, new.dockets, new.summary, new.body); END",
    f"CREATE TRIGGER cases_search_delete AFTER DELETE ON cases_searchentry BEGIN "
    f"INSERT INTO cases_search(cases_search, rowid, {COLUMNS}) "
    "VALUES ('delete', old.id, old.names, old.dockets, old.summary, old.body); END",
    f"CREATE TRIGGER cases_search_update AFTER UPDATE ON cases_searchentry BEGIN "
    f"INSERT INTO cases_search(cases_search, rowid, {COLUMNS}) "
    "VALUES ('delete', old.id, old.names, old.dockets, old.summary, old.body); "
    f"INSERT INTO cases_search(rowid, {COLUMNS}) "
    "VALUES (new.id, new.names, new.dockets, new.summary, new.body); END",
    "INSERT INTO cases_search(cases_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS cases_search_insert",
    "DROP TRIGGER IF EXISTS cases_search_delete",
    "DROP TRIGGER IF EXISTS cases_search_update",
    "DROP TABLE IF EXISTS cases_search",
]
POSTGRESQL = [
    "ALTER TABLE cases_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, names), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, dockets), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, summary), 'C') || "
    "setweight(to_tsvector('simple'::regconfig, body), 'D')) STORED",
    "CREATE INDEX cases_searchentry_vector ON cases_searchentry USING gin (vector)",
]
POSTGRESQL_BACK = [
    "DROP INDEX IF EXISTS cases_searchentry_vector",
    "ALTER TABLE cases_searchentry DROP COLUMN IF EXISTS vector",
]


def forwards(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, {"sqlite": SQLITE_BACK + SQLITE, "postgresql": POSTGRESQL})


def backwards(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(schema_editor: Any, statements: dict[str, list[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_decisions")]

    operations = [migrations.RunPython(forwards, backwards)]
