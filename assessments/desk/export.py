"""A matter as members of one archive: records, assessments, memos, notes, checks, requests, log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder

from assessments.audit.chain import utc_text
from assessments.audit.queries import audit_check, audit_of
from assessments.jobs import JobState
from assessments.matters.models_firms import Matter
from assessments.memo.models import Memo
from assessments.memo.queries import memos_readable_by
from assessments.results.services import result_text
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, dump_json

MANIFEST = "MANIFEST"
ArchiveMember = tuple[str, Iterable[bytes]]
LOG_FIELDS = ("subject", "number", "at", "actor", "act", "facts", "before", "hash")


def matter_members(matter: Matter, user: User) -> Iterator[ArchiveMember]:
    """Yield (name, chunks of bytes) of all that a user may read of a matter, the manifest last.

    `MANIFEST` has a line for each other member: its SHA-256, two spaces, its name, for
    `sha256sum -c`. A file is opened when its member is reached; one that is missing is left out.
    """
    digests: dict[str, Any] = {}
    for name, chunks in _members(matter, user):
        digests[name] = hashlib.sha256()
        yield name, _counted(chunks, digests[name])
    lines = (f"{digest.hexdigest()}  {name}\n" for name, digest in sorted(digests.items()))
    yield MANIFEST, ["".join(lines).encode()]


def _counted(chunks: Iterable[bytes], digest: Any) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _members(matter: Matter, user: User) -> Iterator[ArchiveMember]:
    yield _json("matter.json", _matter_json(matter))
    yield _json("notes.json", list(matter.notes.values("by__name", "at", "text")))
    checks = matter.conflict_checks.values("by__name", "at", "hits", "conclusion")
    yield _json("conflict-checks.json", list(checks))
    yield _json("requests.json", _requests_json(matter))
    for work in Work.objects.filter(matter=matter).select_related("intake__by").iterator():
        yield from _work_members(work, user)
    yield _json("log.json", _log_json(matter))


def _matter_json(matter: Matter) -> dict[str, Any]:
    return {
        "id": matter.pk,
        "firm": matter.firm.name,
        "client": matter.client.name,
        "title": matter.title,
        "status": matter.status,
        "due_on": matter.due_on,
        "responsible": matter.responsible.name,
        "reviewer": matter.reviewer.name if matter.reviewer else None,
        "restricted": matter.restricted,
        "hold": matter.hold,
        "opened_at": matter.opened_at,
        "closed_at": matter.closed_at,
        "people": list(matter.people.values_list("member__name", flat=True)),
        "parties": list(matter.parties.values("name", "side")),
    }


def _requests_json(matter: Matter) -> list[dict[str, Any]]:
    """Return the requests with all that was written to them; `about` is a path in the record."""
    rows = matter.requests.select_related("by").prefetch_related("messages")
    return [
        {
            "id": row.pk,
            "work": row.work_id,
            "about": row.about,
            "text": row.text,
            "by": row.by.name,
            "at": row.at,
            "due_on": row.due_on,
            "state": row.state,
            "messages": [
                {"by": m.name, "at": m.at, "state": m.state, "text": m.text, "files": m.files}
                for m in row.messages.all()
            ],
        }
        for row in rows
    ]


def _work_members(work: Work, user: User) -> Iterator[ArchiveMember]:
    folder = f"works/{work.pk}"
    intake = getattr(work, "intake", None)
    if intake is not None:
        about = {"record_sha256": intake.record_sha256, "at": intake.at, "by": intake.by.name}
        yield _json(f"{folder}/received.json", {"title": work.title, **about})
    yield f"{folder}/record.json", [_record_bytes(work.record)]
    for assessment in Assessment.objects.filter(work=work).iterator(chunk_size=10):
        part = f"{folder}/assessments/{assessment.pk}"
        yield f"{part}-record.json", [_record_bytes(assessment.record)]
        yield f"{part}-result.json", [result_text(assessment).encode()]
    memos = memos_readable_by(user).filter(assessment__work=work, state=JobState.READY)
    for memo in memos.order_by("queued_at", "pk"):
        yield from _memo_member(folder, memo)


def _memo_member(folder: str, memo: Memo) -> Iterator[ArchiveMember]:
    """Yield the PDF of a memo; nothing where it is missing."""
    try:
        opened = default_storage.open(str(memo.pdf.name), "rb")
    except FileNotFoundError:
        return
    name = f"{folder}/memos/{memo.pk}-{memo.form}-{memo.language}-v{memo.version}.pdf"
    with opened:
        yield name, opened.chunks()


def _log_json(matter: Matter) -> dict[str, Any]:
    """Return the log in the form that is hashed, so that anybody can compute it again."""
    subject = f"matter:{matter.pk}"
    entries = [
        {**{name: getattr(entry, name) for name in LOG_FIELDS}, "at": utc_text(entry.at)}
        for entry in audit_of(subject)
    ]
    return {"entries": entries, "faults": [vars(fault) for fault in audit_check(subject)]}


def _record_bytes(record: Any) -> bytes:
    """Return a record as it is downloaded: its SHA-256 is the one that the matter names."""
    return dump_json(CreationRecord.model_validate(record)).encode()


def _json(name: str, value: Any) -> ArchiveMember:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return name, [text.encode()]
