"""The list of the files of a draft, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from assessments.evidence.media_types import NOT_SHOWN
from assessments.evidence.models import Upload
from assessments.evidence.models_views import Unpacking
from assessments.evidence.outdated import lacks_conversations
from assessments.evidence.queries import later_versions
from assessments.evidence.queries_extraction import OPEN, files_read, has_preview
from assessments.evidence.receive import RETRY_PROBLEM_CODES
from assessments.evidence.wording import kind_name, left_sentences, problem_sentences
from assessments.jobs import JobRow, JobState, jobs_ahead, worker_seems_absent
from assessments.likeness.items import DOCUMENTS
from assessments.wording.contents import further_words, unread_texts
from assessments.works.drafts import Draft

UNREAD = "texts_not_understood"


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """One file of the list: what it is, how far it is read, what was found wrong."""

    upload: Upload
    kind: str
    is_told: bool  # whether it is a text, which names a generator but need not come from it
    state: str
    reason: str  # the sentence of the failure reason; empty where reading did not fail
    problems: list[str]
    texts: list[dict[str, str]]  # those that were not understood
    further: list[dict[str, str]]  # words beside the prompt
    is_outdated: bool  # whether its report lacks what reading it again would add
    retry: bool  # whether a job of the file can be queued again
    has_preview: bool
    no_preview: str  # the sentence that says why there is none, where one could be expected
    unpacked: list[Upload] | None  # the members received; None while an archive is not unpacked
    later: list[Upload]  # named as better original files of it
    same_as: str  # the name of the first upload of the same bytes
    left: list[dict[str, str]]
    unpacking: Unpacking | None


@dataclass(frozen=True, kw_only=True)
class FileList:
    """The template context of the list of files."""

    rows: list[FileRow]
    is_open: bool  # whether a job is open, so that the list refreshes itself
    nobody: bool  # whether no worker seems to run
    ahead: int  # jobs of others that are to be done before the next of these
    now: datetime


def list_files(draft: Draft) -> FileList:
    """Return the list of the files of a draft, in the order received."""
    now = timezone.now()
    uploads = files_read(draft)
    jobs = [job for upload in uploads for job in _open_jobs(upload)]
    by_id = {str(upload.pk): upload for upload in uploads}
    first: dict[str, Upload] = {}
    later = later_versions(uploads)
    return FileList(
        rows=[
            _file_row(
                upload,
                first.setdefault(upload.original_id, upload),
                by_id,
                later.get(upload.pk, []),
            )
            for upload in uploads
        ],
        is_open=bool(jobs),
        nobody=any(worker_seems_absent(job, now) for job in jobs[:1]),
        ahead=_jobs_ahead(jobs),
        now=timezone.localtime(now),
    )


def _open_jobs(upload: Upload) -> list[JobRow]:
    jobs = [getattr(upload.original, name, None) for name in ("reading", "view")]
    jobs.append(getattr(upload, "unpacking", None))
    return [job for job in jobs if job is not None and job.state in OPEN]


def _jobs_ahead(jobs: list[JobRow]) -> int:
    """Return how many jobs are ahead of the first of these; none where one of them runs."""
    if not jobs or any(job.state == JobState.RUNNING for job in jobs):
        return 0
    return jobs_ahead(min(jobs, key=lambda job: job.queued_at))


def _is_outdated(upload: Upload) -> bool:
    turn = upload.read_turn  # type: ignore[attr-defined]  # annotated
    listed = upload.read_conversations  # type: ignore[attr-defined]
    turns = [turn] if turn else []
    return lacks_conversations({"messages": turns, "extra": {"conversations": listed}})


def _no_preview(upload: Upload) -> str:
    kind = str(upload.read_media_type or "")  # type: ignore[attr-defined]  # annotated
    if kind in NOT_SHOWN:
        return gettext("No small picture is made of files of this kind.")
    view = getattr(upload.original, "view", None)
    is_done = view is not None and view.state in (JobState.READY, JobState.FAILED)
    if is_done and not has_preview(upload):
        return gettext("No small picture could be made of it.")
    return ""


def _file_row(
    upload: Upload, first: Upload, by_id: Mapping[str, Upload], later: list[Upload]
) -> FileRow:
    reading = getattr(upload.original, "reading", None)
    unpacking: Unpacking | None = getattr(upload, "unpacking", None)
    problems = upload.read_problems or []  # type: ignore[attr-defined]  # annotated
    codes = {problem["code"] for problem in problems}
    state = reading.state if reading else JobState.QUEUED
    is_outdated = state == JobState.READY and _is_outdated(upload)
    kind = str(upload.read_media_type or upload.media_type)  # type: ignore[attr-defined]
    return FileRow(
        upload=upload,
        kind=kind_name(kind),
        is_told=kind.startswith(DOCUMENTS),
        state=state,
        reason=reading.reason_sentence if reading else "",
        problems=problem_sentences(problems),
        texts=unread_texts({UNREAD: upload.read_texts}),  # type: ignore[attr-defined]
        further=further_words(upload.read_further),  # type: ignore[attr-defined]
        is_outdated=is_outdated,
        retry=JobState.FAILED in (state, unpacking.state if unpacking else "")
        or is_outdated
        or (state == JobState.READY and bool(codes & RETRY_PROBLEM_CODES)),
        has_preview=has_preview(upload),
        no_preview=_no_preview(upload),
        unpacked=[by_id[pk] for pk in unpacking.made if pk in by_id]
        if unpacking and unpacking.state == JobState.READY
        else None,
        later=later,
        same_as=first.name if first is not upload else "",
        left=left_sentences(unpacking.left) if unpacking else [],
        unpacking=unpacking,
    )
