"""Changes the files of a draft: receives, opens and removes them, and logs downloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.audit.log import audit_append
from assessments.evidence import store as evidence_store
from assessments.evidence.file_names import clean_name
from assessments.evidence.follow_up import announce_change
from assessments.evidence.media_types import media_type_of
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.queries import draft_bytes
from assessments.jobs import FailureReason, StorageUnavailable, dispatch
from assessments.quotas.disk import require_free_disk
from assessments.quotas.identity import Identity
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import DiskLow, QuotaExceeded
from assessments.quotas.services import quota_spend
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft, audit_subject
from assessments.works.owners import draft_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    # Who acts: a user, a visitor without an account, or the application itself.
    Actor = User | AnonymousUser | None

MIB = 1024 * 1024  # bytes


class FileRejected(ValueError):
    """A file cannot be received or downloaded; `message` says why in the active language."""

    MESSAGES: Mapping[str, str | Promise] = {
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than the limit of %(most)s MB. Upload a smaller file."),
        "draft_full": _(
            "With this file, this work would have more than %(most)s MB of files. Remove "
            "others first."
        ),
        "too_many": _("A work can have at most %(most)s files. Remove others first."),
        "changed": _(
            "The stored file has changed since it was received, so you cannot download "
            "it. Tell the administrator. If you still have the file, upload it again."
        ),
        "storage_away": FailureReason.STORAGE_AWAY.label,
        "limit": _("You have reached the limit of files for a day. Upload this file tomorrow."),
        "disk_low": _(
            "The server is almost full, so you cannot upload files at present. "
            "Everything else works. Keep your file and try again later."
        ),
    }

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        return str(self.MESSAGES[self.code]) % self.params


def original_open(original: Original) -> BinaryIO:
    """Open an original after checking its digest; raises `FileRejected` where it differs."""
    try:
        return evidence_store.open_checked(original, note=False)
    except evidence_store.OriginalDamaged as error:
        raise FileRejected("changed") from error


def upload_receive(*, draft: Draft, file: BinaryIO, by: Actor, name: str) -> Upload:
    """Receive a file for a draft and store its bytes, once in the draft.

    Raises `FileRejected` where the file, the draft or its owner is over a limit, where the disk
    has little room, and where storage does not answer. `name` is cleaned before it is stored.
    """
    max_mib = settings.UPLOAD_FILE_MIB
    try:
        require_free_disk(stranger=draft.owner_id is None)
        quota_spend(owner_identity(draft), Kind.UPLOAD_FILES)
        with evidence_store.received(file, max_bytes=max_mib * MIB) as received:
            _reject_over_limit(draft, received)
            stored = evidence_store.store_bytes(received, draft)
            return _create_upload(draft, received, stored, by, name)
    except evidence_store.FileTooLarge as error:
        raise FileRejected("too_large", most=max_mib) from error
    except StorageUnavailable as error:
        raise FileRejected("storage_away") from error
    except QuotaExceeded as error:
        raise FileRejected("limit") from error
    except DiskLow as error:
        raise FileRejected("disk_low") from error


def owner_identity(draft: Draft) -> Identity:
    """Return whose files count: those of the owner, else those of the session that began it."""
    if draft.owner_id is not None:
        return Identity(account=str(draft.owner_id))
    return Identity(visitor=draft.session_key)


@transaction.atomic
def version_name(*, upload: Upload, earlier: Upload | None, by: Actor) -> None:
    """Name a file as a better original file of an earlier one, or of none; both are kept.

    What the record names stays what it is: its evidence keeps its digest.
    """
    draft_locked(upload.draft)
    changed = Upload.objects.filter(pk=upload.pk).exclude(replaces=earlier)
    if not changed.update(replaces=earlier):
        return
    facts = {"file": str(upload.pk), "sha256": upload.sha256}
    facts["earlier"] = earlier.sha256 if earlier is not None else ""
    subject = audit_subject(upload.draft)
    audit_append(subject=subject, act="file.version", actor=_actor_number(by), facts=facts)


def upload_remove(*, upload: Upload, by: Actor) -> None:
    """Remove a file from a draft; a later sweep deletes bytes that it does not have twice."""
    with transaction.atomic():
        audit_append(
            subject=audit_subject(upload.draft),
            act="file.removed",
            actor=_actor_number(by),
            facts={"file": str(upload.pk), "sha256": upload.sha256},
        )
        upload.delete()
    announce_change(upload.draft)


@transaction.atomic
def _create_upload(
    draft: Draft, received: evidence_store.ReceivedFile, stored: str | None, by: Actor, name: str
) -> Upload:
    # The lock keeps two uploads at the same moment from both using the last free bytes.
    draft_locked(draft)
    _reject_over_limit(draft, received)
    original = evidence_store.store_original(received, draft, stored)
    reading, new = FileReading.objects.get_or_create(
        original=original, defaults={"owner_key": draft_key(draft)}
    )
    if new:
        dispatch(reading)
    upload = Upload.objects.create(
        draft=draft,
        original=original,
        name=clean_name(name),
        media_type=media_type_of(received.head),
        by=user_or_none(by),
    )
    audit_append(
        subject=audit_subject(draft),
        act="file.received",
        actor=_actor_number(by),
        facts={"file": str(upload.pk), "sha256": received.sha256, "size": received.size},
    )
    return upload


def _reject_over_limit(draft: Draft, received: evidence_store.ReceivedFile) -> None:
    if not received.size:
        raise FileRejected("empty")
    if draft.uploads.count() >= settings.UPLOAD_DRAFT_FILES:
        raise FileRejected("too_many", most=settings.UPLOAD_DRAFT_FILES)
    is_stored = draft.uploads.filter(original__sha256=received.sha256).exists()
    free_bytes = settings.UPLOAD_DRAFT_MIB * MIB - draft_bytes(draft)
    if not is_stored and received.size > free_bytes:
        raise FileRejected("draft_full", most=settings.UPLOAD_DRAFT_MIB)


def user_or_none(by: Actor) -> User | None:
    """Return the account that acts; None for a visitor without one."""
    return by if by is not None and by.is_authenticated else None


def _actor_number(by: Actor) -> int | None:
    user = user_or_none(by)
    return user.pk if user is not None else None
