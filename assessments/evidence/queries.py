"""Reads uploaded files, with access.

A file belongs to a draft. The owner of the draft may read it; a draft without an owner is read by
the session that holds it. Whoever has the owner's leave for the files of an assessment
(`works.access.shares_of_files`) may read those that its record names, with their earlier and later
versions, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest

from assessments.answers.answers import undated_files
from assessments.evidence.dates import evidence_of
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.reports import report_of
from assessments.works.access import shares_of_files
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.models import Assessment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def named_digests(assessment: Assessment) -> set[str]:
    """Return the SHA-256 digests of the files that the record names as evidence, in lower case."""
    pieces = assessment.record.get("evidence") or []
    return {str(piece["sha256"]).lower() for piece in pieces if piece.get("sha256")}


def held_evidence(assessment: Assessment) -> frozenset[str] | None:
    """Return the ids of the evidence whose files were held and read when a work was assessed.

    None: the evidence was taken as it is described. Assessments from before the list was kept have
    that of the files received by then.
    """
    if assessment.typed_result.evidence_basis != "held":
        return None
    if "held" in assessment.library:
        return frozenset(assessment.library["held"] or ())
    uploads = Upload.objects.filter(
        draft__work=assessment.work_id, received_at__lte=assessment.created_at
    )
    return frozenset(
        piece for upload in uploads for piece in evidence_of(assessment.record, upload)
    )


def draft_bytes(draft: Draft) -> int:
    """Return the size of the files of a draft in bytes; equal files count once."""
    distinct = Original.objects.filter(uploads__draft=draft).distinct()
    return distinct.aggregate(all=Sum("size"))["all"] or 0


def timestamps_of(assessment: Assessment) -> QuerySet[Timestamp]:
    """Return the timestamps over files of an assessment's work, in the order requested."""
    of_work = Timestamp.objects.filter(draft__work=assessment.work_id)
    return of_work.order_by("queued_at")


def upload_get_for(request: HttpRequest, pk: UUID) -> Upload:
    """Return a file that the person of this request may read; raises Http404 for all others."""
    upload = Upload.objects.filter(pk=pk).select_related("draft", "original").first()
    if upload is None or not _may_read(request, upload):
        raise Http404
    return upload


def final_work_of(assessment: Assessment) -> Upload | None:
    """Return the file that a person chose as the final work; None unless the record names it."""
    for draft in Draft.objects.filter(work=assessment.work_id):
        chosen = draft.confirmations.filter(section="final", proposal="final").last()
        if chosen is None or chosen.decision == "left_out":
            continue
        if chosen.sha256 in named_digests(assessment):
            files = draft.uploads.filter(original__sha256=chosen.sha256)
            return files.select_related("original__view", "original__reading").first()
    return None


def taken_as_later(assessment: Assessment) -> dict[str, str]:
    """Return why evidence is taken as made later though nobody said so, by its id.

    `unsaid`: nobody said when it was made. `contradicted`: it was said to be of its time, and its
    dates do not bear that out. As the answers are today.
    """
    pieces = assessment.record.get("evidence") or []
    later = {piece["id"] for piece in pieces if piece.get("made") == "later"}
    taken: dict[str, str] = {}
    for draft in Draft.objects.filter(work=assessment.work_id):
        unsaid = {piece["id"] for piece in undated_files(draft.answers)}
        for piece in draft.answers.get("evidence") or []:
            if piece["id"] in later & unsaid:
                taken[piece["id"]] = "unsaid"
            elif piece["id"] in later and piece.get("made") == "contemporaneous":
                taken[piece["id"]] = "contradicted"
    return taken


def conversations_in(upload: Upload) -> int:
    """Return how many conversations a file holds in which a person asked something."""
    turns = (report_of(upload.original) or {}).get("messages") or ()
    asked = (turn for turn in turns if turn.get("role") == "user" and turn.get("text"))
    return len({str((turn.get("extra") or {}).get("conversation") or "") for turn in asked})


def uploads_of(assessment: Assessment, user: User | AnonymousUser) -> list[Upload]:
    """Return the files of an assessment's work that a person may read, in the order received."""
    uploads = (
        Upload.objects.filter(draft__work=assessment.work_id)
        .select_related("original__reading", "original__view", "replaces__original")
        .defer("original__view__preview", "original__view__fingerprint")
    )
    if assessment.work.owner_id == user.pk:
        return list(uploads)
    return list(uploads.filter(pk__in=files_named(assessment)))


def files_named(assessment: Assessment) -> set[UUID]:
    """Return the ids of the files that the record names, with their earlier and later versions."""
    uploads = Upload.objects.filter(draft__work=assessment.work_id)
    rows = list(uploads.values_list("pk", "original__sha256", "replaces"))
    named = named_digests(assessment)
    found = {pk for pk, sha256, _ in rows if sha256 in named}
    pairs = [{pk, earlier} for pk, _, earlier in rows if earlier is not None]
    while more := {pk for pair in pairs if pair & found for pk in pair - found}:
        found |= more
    return found


def later_versions(uploads: Iterable[Upload]) -> dict[UUID, list[Upload]]:
    """Return the files among these that are named as better original files, by the earlier file."""
    later: dict[UUID, list[Upload]] = {}
    for upload in uploads:
        if upload.replaces_id is not None:
            later.setdefault(upload.replaces_id, []).append(upload)
    return later


def earlier_files(upload: Upload) -> QuerySet[Upload]:
    """Return the files of the draft that a file may be a better original file of, newest first.

    Each came before it and has other bytes, so that versions never run in a circle.
    """
    others = upload.draft.uploads.filter(received_at__lt=upload.received_at)
    return others.exclude(original=upload.original_id).order_by("-received_at")


def _may_read(request: HttpRequest, upload: Upload) -> bool:
    user, draft = request.user, upload.draft
    if draft.owner_id is None:
        return _holds_draft(request, draft.pk)
    if not user.is_authenticated:
        return False
    return draft.owner_id == user.pk or _is_open_to(user, upload)


def _is_open_to(user: User, upload: Upload) -> bool:
    if upload.draft.work_id is None:
        return False
    shares = shares_of_files(user).filter(assessment__work=upload.draft.work_id)
    shares = shares.select_related("assessment")
    return any(upload.pk in files_named(share.assessment) for share in shares)


def _holds_draft(request: HttpRequest, pk: UUID) -> bool:
    """Return whether the session of this request holds a draft without an owner."""
    try:
        draft_get_for(request, pk)
    except Http404:
        return False
    return True
