"""Whether all that people were promised is there, once and whole; prints it as JSON.

Runs inside `manage.py shell` of the site that was attacked (`ServedSite.call`).
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.core.management import call_command

from aigc_copyright.temporary import remove_abandoned
from assessments.accounts.models_notifications import Notification
from assessments.audit.models import AuditEntry
from assessments.dossier.models import Dossier
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.models_views import PictureView
from assessments.evidence.receive import RETRY_PROBLEM_CODES
from assessments.evidence.sweep import leftovers_adopt, originals_forget
from assessments.jobs import JobState
from assessments.jobs.queue import job_models
from assessments.lineage.models import FileComparison
from assessments.memo.models import Memo

FOLDERS = ("originals", "reports", "memos", "dossiers")


def check_kept(place: str) -> None:
    """Print what is wrong and the figures; the file at `place` has what was asked (`Load`)."""
    asked = json.loads(Path(place).read_text())
    wrong = [
        *_check_uploads(asked["uploads"], asked["unanswered"]),
        *_check_pictures(),
        *_check_memos(asked["memos"]),
        *_check_proofs(asked),
        *_check_states(asked.get("may_fail", [])),
        *_check_commands(),
        *_check_files(),
    ]
    print(json.dumps({"wrong": wrong, "figures": _figures()}))


def _check_uploads(
    uploads: dict[str, tuple[str, str]], unanswered: list[tuple[str, str]]
) -> Iterator[str]:
    rows = {
        str(row.pk): row for row in Upload.objects.select_related("original__reading", "original")
    }
    for number, (draft, digest) in uploads.items():
        row = rows.get(number)
        if row is None or (str(row.draft_id), row.original.sha256) != (draft, digest):
            yield f"lost: upload {number}"
    known = {(draft, digest) for draft, digest in [*uploads.values(), *unanswered]}
    counts = Counter((str(row.draft_id), row.original.sha256) for row in rows.values())
    yield from (f"twice: upload of {digest}" for (_, digest), n in counts.items() if n > 1)
    yield from (f"unknown: upload of {digest}" for _, digest in counts.keys() - known)
    for row in rows.values():
        digest, reading = row.original.sha256, getattr(row.original, "reading", None)
        if reading is None or reading.state != JobState.READY:
            yield f"unread: {digest} ({reading and reading.state})"
        elif reading.found["sha256"] != digest:
            yield f"read as another file: {digest}"
        elif blamed := {p["code"] for p in reading.found["problems"]} & RETRY_PROBLEM_CODES:
            yield f"blamed for a killed process: {digest} {blamed}"


def _check_pictures() -> Iterator[str]:
    """No preview and no comparison is missing because a process was killed."""
    for view in PictureView.objects.filter(code__in=RETRY_PROBLEM_CODES):
        yield f"no preview because of a killed process: {view.pk} {view.code}"
    for comparison in FileComparison.objects.filter(measure__code__in=RETRY_PROBLEM_CODES):
        yield f"no comparison because of a killed process: {comparison} {comparison.measure}"


def _check_memos(asked: list[str]) -> Iterator[str]:
    """Each memo was made, stored and told once."""
    rows = {f"{row.assessment_id} {row.language}": row for row in Memo.objects.all()}
    yield from (f"lost: memo of {name}" for name in asked if name not in rows)
    told = Counter(
        entry["memo"]
        for entry in AuditEntry.objects.filter(act="memo.ready").values_list("facts", flat=True)
    )
    letters = Counter(
        key.split(":")[1]
        for key in Notification.objects.filter(kind="memo_ready").values_list("key", flat=True)
    )
    for row in rows.values():
        number = str(row.pk)
        if row.state != JobState.READY or not _has_digest(row.pdf, row.sha256):
            yield f"not made: memo {number} ({row.state} {row.reason})"
        elif (told[number], letters[number]) != (1, 1):
            yield f"told {told[number]} times, {letters[number]} letters: memo {number}"


def _check_proofs(asked: dict[str, Any]) -> Iterator[str]:
    """Dossiers and timestamps; of each, the log tells the end once."""
    kinds: tuple[tuple[str, Iterable[Any], str], ...] = (
        ("dossier", Dossier.objects.all(), "dossier.ready"),
        ("timestamp", Timestamp.objects.select_related("draft__work"), "timestamp.received"),
    )
    may_fail = asked.get("may_fail", [])
    for kind, rows, act in kinds:
        entries = AuditEntry.objects.filter(act=act).values_list("facts", flat=True)
        told = Counter(facts[kind] for facts in entries)
        seen = set()
        for row in rows:
            number = str(row.pk)
            seen.update(_assessments_of(row))
            if row.reason in may_fail:
                continue
            is_whole = kind == "timestamp" or _has_digest(row.file, row.sha256)
            if row.state != JobState.READY or not is_whole:
                yield f"not made: {kind} {number} ({row.state} {row.reason})"
            elif told[number] != 1:
                yield f"told {told[number]} times: {kind} {number}"
        for assessment in set(asked[f"{kind}s"]) - seen:
            yield f"lost: {kind} of {assessment}"


def _assessments_of(row: Any) -> list[str]:
    if isinstance(row, Dossier):
        return [str(row.assessment_id)]
    return [str(pk) for pk in row.draft.work.assessments.values_list("pk", flat=True)]


def _check_states(may_fail: list[str]) -> Iterator[str]:
    for model in job_models():
        rows = model._default_manager.exclude(state=JobState.READY).exclude(reason__in=may_fail)
        for row in rows[:5]:
            yield f"{row.state}: {model.__name__} {row.pk} {row.reason} {row.detail}"


def _check_commands() -> Iterator[str]:
    """The whole log, and the bytes of every original."""
    for command in ("check_log", "check_originals"):
        out = io.StringIO()
        try:
            call_command(command, stdout=out, stderr=out)
        except SystemExit as ended:
            if ended.code:
                yield f"{command}: {out.getvalue().strip()[-300:]}"


def _check_files() -> Iterator[str]:
    """Files that no row names, and what the dead left of files on their way.

    A web process that died between the bytes of an upload and their row leaves the bytes; the
    sweep removes them `ORIGINAL_FORGET_DAYS` later, and here at once.
    """
    for number in range(256):
        leftovers_adopt(f"originals/{number:02x}", days=0)
    originals_forget(days=0)
    named = {
        *Original.objects.values_list("file", flat=True),
        *Memo.objects.values_list("pdf", flat=True),
        *Dossier.objects.values_list("file", flat=True),
        *FileReading.objects.values_list("report_file", flat=True),
    }
    root = Path(settings.MEDIA_ROOT)
    for folder in FOLDERS:
        for path in filter(Path.is_file, (root / folder).rglob("*")):
            name = str(path.relative_to(root))
            if name not in named:
                yield f"belongs to nothing: {name}"
    incoming = [path.name for path in (root / "incoming").glob("*")]
    if incoming:
        yield f"left on their way: {len(incoming)} files in incoming"
    folder = settings.DATA_DIR / "tmp"
    remove_abandoned(folder)  # as the next process that starts does
    yield from (f"left by a dead process: {path.name}" for path in folder.glob("*"))


def _figures() -> dict[str, str]:
    figures = {}
    for model in job_models():
        states = Counter(model._default_manager.values_list("state", flat=True))
        again = model._default_manager.filter(attempts__gt=1).count()
        if states:
            figures[model.__name__] = (
                ", ".join(f"{n} {state}" for state, n in states.items())
                + f", {again} of them taken up again"
            )
    return figures


def _has_digest(file: Any, sha256: str) -> bool:
    storage: Storage = file.storage
    if not file.name or not storage.exists(file.name):
        return False
    with storage.open(file.name) as opened:
        return hashlib.sha256(opened.read()).hexdigest() == sha256
