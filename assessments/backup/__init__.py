"""Backup and restore: the database and the stored files together, in one archive.

`archive` is the form (a tar archive, encrypted in the format of age), `database` copies and
replaces the database, `stored_files` lists the files that the rows name, `services` does both in
their order, `verify` looks at everything afterwards.
"""

from __future__ import annotations
