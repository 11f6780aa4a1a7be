"""Requests and imports timestamps and dossiers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.answers.services import draft_import
from assessments.audit.log import audit_append
from assessments.dossier import verify
from assessments.dossier.models import Dossier
from assessments.evidence import store as evidence_store
from assessments.evidence.digests import digest_list, list_sha256
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.timestamp_job import token_columns, trusted_roots
from assessments.evidence.timestamping import (
    MAX_RECEIPT_BYTES,
    InvalidTimestamp,
    imprint_of,
    verify_token,
)
from assessments.evidence.uploads import MIB, FileRejected, upload_receive
from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Rejected
from assessments.intake.core.source import Source
from assessments.jobs import JobState, dispatch
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft, audit_subject
from assessments.works.models import Assessment
from assessments.works.owners import assessment_key, draft_key
from cases.record import InvalidRecord, load_bytes

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = (JobState.QUEUED, JobState.RUNNING)
MAX_DOSSIERS = 2  # kept beside the one that is being made


class DossierRejected(FileRejected):
    """A timestamp file or a dossier cannot be imported; `message` says why."""

    MESSAGES = {
        **FileRejected.MESSAGES,
        "no_files": _("There is no file to timestamp yet. Upload one first."),
        "unreadable": _(
            "This is not an RFC 3161 timestamp. Choose the file that the "
            "service returned (.tsr, .tst or .tsa)."
        ),
        "refused": _(
            "By this file, the timestamping service refused the request. Ask it "
            "for a new timestamp."
        ),
        "other_digest": _(
            "This timestamp is for another file: it fits none of these files, nor the "
            "list of their digests."
        ),
        "no_dossier": _(
            "This is not a dossier of this application. Choose a ZIP that "
            "you downloaded here as a dossier."
        ),
        "faulty": _("The dossier failed verification and was not imported: %(fault)s (%(where)s)."),
        "record": _("The creation record in the dossier is not valid, so nothing was imported."),
    }


def dossier_request(*, assessment: Assessment, by: User) -> Dossier:
    """Request a dossier of an assessment; return the open one where one is being made."""
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                assessment=assessment, requested_by=by, owner_key=assessment_key(assessment, by)
            )
            audit_append(
                subject=str(assessment.work_id),
                act="dossier.requested",
                actor=by.pk,
                facts={"dossier": str(dossier.pk), "assessment": str(assessment.pk)},
            )
            _remove_older_dossiers(assessment)
            dispatch(dossier)
    except IntegrityError:
        open_dossiers = Dossier.objects.filter(assessment=assessment, state__in=OPEN)
        return open_dossiers.latest("queued_at")
    return dossier


def dossier_import(*, file: BinaryIO, by: User) -> Draft:
    """Make a new draft from the record, files and timestamps of a dossier; return it.

    Every digest is verified first. Raises `DossierRejected`, or `FileRejected` for a single file.
    """
    max_mib = settings.UPLOAD_DRAFT_MIB
    try:
        with evidence_store.received(file, max_bytes=max_mib * MIB) as received:
            return _import_dossier(Source(name="", path=received.path), received.sha256, by)
    except evidence_store.FileTooLarge as error:
        raise DossierRejected("too_large", most=max_mib) from error
    except Rejected as rejection:
        raise DossierRejected("no_dossier") from rejection


def timestamp_import(*, draft: Draft, file: BinaryIO, by: User) -> Timestamp:
    """Import a timestamp of another service over one of the files, or over the list of all.

    Raises `DossierRejected`.
    """
    return _store_timestamp(draft, file.read(MAX_RECEIPT_BYTES + 1), _file_digests(draft), by)


def _store_timestamp(draft: Draft, data: bytes, digests: list[str], by: User) -> Timestamp:
    if len(data) > MAX_RECEIPT_BYTES:
        raise DossierRejected("unreadable")
    try:
        sha256 = imprint_of(data)
        covered = _covered_digests(digests, sha256)
        token = verify_token(data, sha256, roots=trusted_roots())
    except InvalidTimestamp as error:
        raise DossierRejected(error.code) from error
    with transaction.atomic():
        stored = Timestamp.objects.create(
            draft=draft,
            source=Timestamp.Source.IMPORTED,
            digests=covered,
            sha256=sha256,
            requested_by=by,
            state=JobState.READY,
            finished_at=timezone.now(),
            **token_columns(token),
        )
        _log_timestamp(stored, "timestamp.imported", by)
    return stored


@transaction.atomic
def timestamp_request(*, draft: Draft, by: User) -> Timestamp:
    """Request a timestamp over the digests of all files of a draft, once for the same list.

    Raises `DossierRejected` where the draft has no file.
    """
    digests = _file_digests(draft)
    if not digests:
        raise DossierRejected("no_files")
    draft_locked(draft)
    sha256 = list_sha256(digests)
    same = draft.timestamps.filter(source=Timestamp.Source.AUTHORITY, sha256=sha256)
    existing = same.exclude(state=JobState.FAILED).first()
    if existing is not None:
        return existing
    timestamp = Timestamp.objects.create(
        draft=draft,
        source=Timestamp.Source.AUTHORITY,
        digests=digests,
        sha256=sha256,
        requested_by=by,
        owner_key=draft_key(draft),
    )
    _log_timestamp(timestamp, "timestamp.requested", by)
    dispatch(timestamp)
    return timestamp


def _remove_older_dossiers(assessment: Assessment) -> None:
    """Delete all but the newest dossiers, which are large; the log keeps the digest of each."""
    ready = Dossier.objects.filter(assessment=assessment, state=JobState.READY)
    for old in ready.order_by("-queued_at")[MAX_DOSSIERS:]:
        old.delete()


def _log_timestamp(timestamp: Timestamp, act: str, by: User) -> None:
    facts = {"timestamp": str(timestamp.pk), "sha256": timestamp.sha256}
    audit_append(subject=audit_subject(timestamp.draft), act=act, actor=by.pk, facts=facts)


def _file_digests(draft: Draft) -> list[str]:
    return digest_list(draft.uploads.values_list("original__sha256", flat=True))


def _covered_digests(digests: list[str], sha256: str) -> list[str]:
    """Return the digests that a timestamp over `sha256` covers; raises `InvalidTimestamp`."""
    if sha256 in digests:
        return [sha256]
    if digests and sha256 == list_sha256(digests):
        return digests
    raise InvalidTimestamp("other_digest")


def _import_dossier(source: Source, sha256: str, by: User) -> Draft:
    with zips.open_archive(source, _archive_limits()) as archive:
        if not any(member.filename.endswith("/bagit.txt") for member in archive.members):
            raise DossierRejected("no_dossier")
    assert source.path is not None
    faults, _notes, _digest = verify.verify(source.path)
    if faults:
        code, where = faults[0]
        raise DossierRejected(
            "faulty", fault=_fault_sentence(code), where=zips.printable_name(where)
        )
    with zips.open_archive(source, _archive_limits()) as archive:
        try:
            return _restore_draft(archive, sha256, by)
        except FileRejected:
            raise
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            # The digests match, but the lists have another shape: another program made the archive.
            raise DossierRejected("no_dossier") from error


@transaction.atomic
def _restore_draft(archive: zips.Archive, sha256: str, by: User) -> Draft:
    top = archive.members[0].filename.split("/")[0]
    try:
        record = load_bytes(_read_member(archive, f"{top}/data/record.json"), "json")
    except InvalidRecord as error:
        raise DossierRejected("record") from error
    draft = draft_import(owner=by, record=record)
    facts = {"sha256": sha256, "folder": zips.printable_name(top)}
    audit_append(subject=str(draft.pk), act="dossier.imported", actor=by.pk, facts=facts)
    members = {member.filename: member for member in archive.members}
    for entry in json.loads(_read_member(archive, f"{top}/data/files.json"))["files"]:
        with archive.open(members[f"{top}/{entry['path']}"]) as file:
            _receive_file(draft, file, by, entry)
    for stamp in json.loads(_read_member(archive, f"{top}/data/timestamps.json"))["timestamps"]:
        receipt = _read_member(archive, f"{top}/{stamp['receipt']}")
        _store_timestamp(draft, receipt, digest_list(stamp["digests"]), by)
    return draft


def _fault_sentence(code: str) -> str:
    """Return a fault in the active language; the stand-alone verifier has both in one text."""
    english, chinese = verify.FAULTS[code].split(" / ")
    return chinese if (get_language() or "").startswith("zh") else english


def _receive_file(draft: Draft, file: BinaryIO, by: User, entry: dict[str, Any]) -> None:
    upload = upload_receive(draft=draft, file=file, by=by, name=str(entry.get("name")))
    pieces = entry.get("evidence")
    if isinstance(pieces, list) and pieces:
        Upload.objects.filter(pk=upload.pk).update(evidence=str(pieces[0])[:100])


def _read_member(archive: zips.Archive, name: str) -> bytes:
    data = archive.data(name, limits.JSON_BYTES)
    if data is None:
        raise DossierRejected("no_dossier")
    return data


def _archive_limits() -> zips.ArchiveLimits:
    bytes_in_all = limits.Limit(
        value=settings.UPLOAD_DRAFT_MIB * MIB, unit="bytes", code="archive_too_large"
    )
    return zips.ArchiveLimits(members=limits.EXPORT_MEMBERS, total=bytes_in_all)
