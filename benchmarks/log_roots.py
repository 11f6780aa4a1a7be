"""How long do an entry, the page of a log, a daily root and the check of it all take, at a million?

    .venv/bin/python benchmarks/log_roots.py [ENTRIES] [SUBJECTS]

A database of its own (SQLite in a temporary folder, or an empty PostgreSQL database: run it behind
`scripts/services.py`) gets ENTRIES entries (1,000,000) about SUBJECTS subjects (100,000). Shown are
seconds and the highest resident memory of the process after each step.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")
if TYPE_CHECKING:
    from django.test import Client

    from assessments.works.models import Assessment

GROWING = 1000  # chains that grow on the second day
BATCH = 5000


def main(entries: int, subjects: int) -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False  # else every statement is kept in memory
    from django.core.management import call_command
    from django.utils import timezone

    from assessments.audit.log import audit_append
    from assessments.audit.models import AuditEntry
    from assessments.audit.queries import audit_check, inclusion_of, leaves_of
    from assessments.audit.services import root_make

    call_command("migrate", verbosity=0)
    call_command("load_library", stdout=StringIO())
    today = dt.datetime.now(dt.UTC).replace(hour=12)
    names = [f"00000000-0000-4000-8000-{number:012}" for number in range(subjects)]

    def at(days: int) -> mock._patch[mock.MagicMock]:
        return mock.patch.object(timezone, "now", return_value=today + dt.timedelta(days=days))

    def append() -> None:
        for name in names[:GROWING]:
            audit_append(subject=name, act="done", actor=1)

    def root(days: int) -> None:
        with at(days):
            assert root_make() is not None

    def check() -> None:
        try:
            call_command("check_log", stdout=StringIO(), stderr=StringIO())
        except SystemExit as stopped:
            assert stopped.code == 0

    fill(names, entries // subjects, today)
    measure(f"root over {subjects:,} heads", lambda: root(1))
    with at(1):
        measure(f"{GROWING:,} entries appended", append)
    measure(f"root over {GROWING:,} heads", lambda: root(2))
    measure("root of a day without acts", lambda: root(3))
    measure("a round of the sweep with nothing to do", lambda: at(3).__enter__() and root_make())
    first, second = leaves_of(names[:1])
    measure(f"inclusion proof in {subjects:,}", lambda: inclusion_of(first))
    measure(f"inclusion proof in {GROWING:,}", lambda: inclusion_of(second))
    measure("check of one chain", lambda: audit_check(names[0]))
    client, (short, long) = make_assessments(2)
    append_to(short, entries // subjects)
    measure(f"{GROWING:,} entries appended to one chain", lambda: append_to(long, GROWING))
    get_log(client, short)  # loads the templates
    for assessment in (short, long):
        count = AuditEntry.objects.filter(subject=str(assessment.work_id)).count()
        measure(f"page of a log of {count:,} entries", partial(get_log, client, assessment))
    measure("check_log", check)


def make_assessments(number: int) -> tuple[Client, list[Assessment]]:
    """Make a user with assessed works; return a client that is signed in, and the assessments."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from assessments.results.services import assessment_run, work_create
    from cases.record import load

    user = User.objects.create_user("somebody")
    record = load(settings.BASE_DIR / "tests/resources/records/strong-image.yaml")
    works = [work_create(owner=user, record=record) for _ in range(number)]
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(user)
    return client, [assessment_run(work=work) for work in works]


def append_to(assessment: Assessment, number: int) -> None:
    from assessments.audit.log import audit_append

    for _ in range(number):
        audit_append(subject=str(assessment.work_id), act="file.downloaded", actor=1)


def get_log(client: Client, assessment: Assessment) -> None:
    from django.urls import reverse

    assert client.get(reverse("assessments:log", args=[assessment.pk])).status_code == 200


def fill(names: list[str], each: int, at: dt.datetime) -> None:
    from assessments.audit.chain import Entry, entry_hash
    from assessments.audit.models import AuditEntry

    def rows() -> object:
        for name in names:
            before = ""
            for number in range(1, each + 1):
                entry = Entry(
                    subject=name,
                    number=number,
                    at=at,
                    actor=number,
                    act="file.downloaded",
                    facts={"file": name, "sha256": before},
                    before=before,
                )
                before = entry_hash(entry)
                yield AuditEntry(**vars(entry), hash=before)

    made = iter(rows())  # type: ignore[call-overload]

    def store() -> None:
        while batch := list(islice(made, BATCH)):
            AuditEntry.objects.bulk_create(batch)

    measure(f"{len(names) * each:,} entries stored", store)


def measure(name: str, act: Callable[[], object]) -> None:
    start = time.perf_counter()
    act()
    seconds = time.perf_counter() - start
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:45} {seconds:9.3f} s {mib:7.0f} MiB", flush=True)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATA_DIR", folder)
        main(*(numbers + [1_000_000, 100_000][len(numbers) :]))
