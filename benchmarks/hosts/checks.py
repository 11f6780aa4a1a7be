"""What must hold once everything is given back, asked from a host that was never there before.

It runs in this process with the settings of such a host, so it sees rows and objects alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing

from benchmarks.hosts.people import Person
from benchmarks.hosts.site import Site


def open_jobs() -> Counter[str]:
    """Return how many jobs of each kind are not done."""
    from assessments.jobs.queue import job_models

    return Counter(
        {
            model.__name__: number
            for model in job_models()
            if (number := model._default_manager.exclude(state__in=["ready", "failed"]).count())
        }
    )


def find_faults(people: Iterable[Person], site: Site) -> Iterator[str]:
    """Yield a sentence for everything that was lost, doubled, stuck or left behind."""
    for person in people:
        yield from person.wrong
        yield from _lost_answers(person)
        yield from _lost_or_doubled_uploads(person)
        yield from _lost_documents(person)
    yield from _failed_jobs()
    yield from _doubled_acts()
    yield from _bad_files(site)


def _lost_answers(person: Person) -> Iterator[str]:
    from assessments.works.drafts import Draft

    title = Draft.objects.get(pk=person.draft).answers["title"]
    if person.kept.titles and title != person.kept.titles[-1]:
        yield f"{person.name}: the title is {title!r}, acknowledged {person.kept.titles[-1]!r}"


def _lost_or_doubled_uploads(person: Person) -> Iterator[str]:
    from assessments.evidence.models import Upload

    rows = dict(Upload.objects.filter(draft=person.draft).values_list("pk", "original__sha256"))
    stored = {str(pk): digest for pk, digest in rows.items()}
    for pk, digest in person.kept.uploads.items():
        if stored.get(pk) != digest:
            yield f"{person.name}: upload {pk} was acknowledged and is {stored.get(pk)}"
    for digest, number in Counter(stored.values()).items():
        if number > 1 and digest not in person.kept.sent_again:
            yield f"{person.name}: {digest} was sent once and is there {number} times"


def _lost_documents(person: Person) -> Iterator[str]:
    from assessments.dossier.models import Dossier
    from assessments.memo.models import Memo

    memos = dict(Memo.objects.filter(pk__in=person.kept.memos).values_list("pk", "sha256"))
    for pk in person.kept.memos:
        if pk not in {str(found) for found in memos}:
            yield f"{person.name}: memo {pk} was acknowledged and is not there"
    wanted = {str(pk): digest for pk, digest in memos.items()}
    for pk, digest in person.kept.pdfs.items():
        if wanted.get(pk) != digest:
            yield f"{person.name}: the downloaded memo {pk} is not the stored one"
    if missing := person.kept.memos - person.kept.pdfs.keys():
        yield f"{person.name}: {len(missing)} memos could not be downloaded"
    dossiers = Dossier.objects.filter(pk__in=person.kept.dossiers).values_list("pk", "sha256")
    for pk, digest in dossiers:
        if person.kept.dossiers[str(pk)] != digest:
            yield f"{person.name}: the downloaded dossier {pk} is not the stored one"


def _failed_jobs() -> Iterator[str]:
    from assessments.jobs.queue import job_models

    for model in job_models():
        for job in model._default_manager.filter(state="failed"):
            yield f"{model.__name__} {job.pk} failed: {job.reason}, {job.detail}"


def _doubled_acts() -> Iterator[str]:
    """What the log says more than once of one thing, and letters sent twice."""
    from assessments.audit.models import AuditEntry

    for act, key in (
        ("memo.ready", "memo"),
        ("dossier.ready", "dossier"),
        ("file.received", "file"),
    ):
        facts = AuditEntry.objects.filter(act=act).values_list("facts", flat=True)
        for name, number in Counter(fact[key] for fact in facts).items():
            if number > 1:
                yield f"{act} is in the log {number} times for {name}"


def _bad_files(site: Site) -> Iterator[str]:
    """Files that a row names and that are missing or changed; objects that no row names."""
    from django.core.files.storage import default_storage
    from django.db import connection

    from assessments.backup.stored_files import stored_files

    with connection.cursor() as cursor:
        named = stored_files(cursor)
    objects = site.store.objects()
    for file in named:
        if file.name not in objects:
            yield f"{file.name} is not in the bucket"
            continue
        with closing(default_storage.open(file.name)) as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]
        if file.sha256 and digest != file.sha256:
            yield f"{file.name} has the digest {digest}, its row {file.sha256}"
    for name in sorted(objects.keys() - {file.name for file in named}):
        yield f"no row names the object {name}"
