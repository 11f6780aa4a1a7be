"""The personal data of a user as members of an archive: the copy that PIPL article 45 grants.

Passwords, secrets of second factors and data of other users are not exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, QuerySet
from django.utils.text import get_valid_filename

from assessments.accounts.models_notifications import Notification
from assessments.accounts.queries import confirmed_addresses, preferences_of, roles_of
from assessments.audit.models import AuditEntry
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original, Upload
from assessments.exhibits.models import ExhibitEntry
from assessments.jobs import JobState
from assessments.matters.models_firms import Invitation, Note
from assessments.matters.models_firms import Member as FirmMember
from assessments.matters.models_requests import RequestMessage
from assessments.matters.requests import requests_to
from assessments.memo.models import Memo
from assessments.memo.queries import memos_readable_by
from assessments.proposals.models import Confirmation
from assessments.works.access import OPINION
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share

Member = tuple[str, Iterable[bytes]]
MEMO_FIELDS = (
    "title",
    "form",
    "language",
    "version",
    "assessment_id",
    "requested_by_id",
    "matter",
    "state",
    "queued_at",
    "finished_at",
    "pages",
    "sha256",
)
NOTIFICATION_FIELDS = ("kind", "email", "language", "facts", "state", "queued_at")


def personal_data(user: User) -> Iterator[Member]:
    """Yield (name, chunks of bytes) per member; a file is opened when its member is reached."""
    yield _json_member("account.json", _account_json(user))
    yield _json_member("audit-log.json", _rows_json(AuditEntry.objects.filter(actor=user.pk)))
    yield _json_member(
        "letters.json", list(Notification.objects.filter(user=user).values(*NOTIFICATION_FIELDS))
    )
    yield _json_member("messages.json", _rows_json(Message.objects.filter(by=user)))
    yield _json_member("requests-to-me.json", _rows_json(requests_to(user)))
    mine = RequestMessage.objects.filter(by=user)
    yield _json_member("messages-to-requests.json", _rows_json(mine))
    yield _json_member("firm.json", _firm_json(user))
    yield _json_member("shared-by-me.json", _rows_json(Share.objects.filter(by=user)))
    yield _json_member("shared-with-me.json", _rows_json(Share.objects.filter(reader=user)))
    for work in Work.objects.filter(owner=user).iterator():
        yield from _work_members(work, user)
    # Memos that this user asked for, of works of others or of works that are gone.
    others = Memo.objects.filter(requested_by=user, assessment__work__matter=None).exclude(
        assessment__work__owner=user
    )
    yield from _memo_members("asked-for", others.filter(state=JobState.READY))
    filled = ExhibitEntry.objects.filter(by=user).exclude(work__owner=user)
    yield _json_member("exhibits-of-others.json", _rows_json(filled))
    for draft in Draft.objects.filter(owner=user).iterator():
        yield from _draft_members(draft)


def _account_json(user: User) -> dict[str, Any]:
    preferences = preferences_of(user)
    return {
        "number": user.pk,
        "user_name": user.get_username(),
        "joined": user.date_joined,
        "last_sign_in": user.last_login,
        "roles": roles_of(user),
        "addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "second_factor": is_mfa_enabled(user),
        "sessions": list(
            UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")
        ),
        "preferences": {
            "language": preferences.language,
            "mail_memo": preferences.mail_memo,
            "mail_shared": preferences.mail_shared,
            "mail_asked": preferences.mail_asked,
            "mail_reminder": preferences.mail_reminder,
        },
    }


def _firm_json(user: User) -> dict[str, Any]:
    """Return what is kept of a person as a member of firms; matters are the firm's."""
    member = FirmMember.objects.filter(user=user)
    invited = Invitation.objects.filter(email__in=confirmed_addresses(user))
    return {
        "memberships": list(member.values("firm__name", "name", "role", "joined_at", "left_at")),
        "invitations": list(
            invited.values("firm__name", "role", "created_at", "accepted_at", "revoked_at")
        ),
        "notes": list(Note.objects.filter(by__user=user).values("matter", "text", "at")),
    }


def _work_members(work: Work, user: User) -> Iterator[Member]:
    folder = f"works/{work.pk}"
    about = {"title": work.title, "created_at": work.created_at, "updated_at": work.updated_at}
    yield _json_member(f"{folder}/work.json", {"id": work.pk, **about})
    yield _json_member(f"{folder}/record.json", work.record)
    messages = Message.objects.filter(assessment__work=work)
    yield _json_member(f"{folder}/messages.json", _rows_json(messages))
    yield _json_member(
        f"{folder}/audit-log.json", _rows_json(AuditEntry.objects.filter(subject=str(work.pk)))
    )
    for assessment in Assessment.objects.filter(work=work).iterator():
        (row,) = _rows_json(Assessment.objects.filter(pk=assessment.pk))
        yield _json_member(f"{folder}/assessments/{assessment.pk}.json", row)
    filled = ExhibitEntry.objects.filter(work=work)
    yield _json_member(f"{folder}/exhibits.json", _rows_json(filled))
    yield from _memo_members(folder, memos_readable_by(user).filter(assessment__work=work))


def _memo_members(folder: str, memos: QuerySet[Memo]) -> Iterator[Member]:
    """Yield the memos with what they were asked for with, and their PDFs."""
    for memo in memos.order_by("queued_at", "pk"):
        form = "" if memo.form == OPINION else f"{memo.form}-"
        name = f"{folder}/memos/{memo.pk}-{form}{memo.language}-v{memo.version}"
        about = {field: getattr(memo, field) for field in MEMO_FIELDS}
        yield _json_member(f"{name}.json", about)
        if memo.pdf:
            yield from _file_members(f"{name}.pdf", str(memo.pdf.name))


def _draft_members(draft: Draft) -> Iterator[Member]:
    folder = f"drafts/{draft.pk}"
    yield _json_member(f"{folder}/draft.json", _rows_json(Draft.objects.filter(pk=draft.pk))[0])
    uploads = Upload.objects.filter(draft=draft).select_related("original")
    with_digests = Upload.objects.filter(draft=draft).annotate(digest=F("original__sha256"))
    yield _json_member(f"{folder}/files.json", _rows_json(with_digests))
    confirmed = Confirmation.objects.filter(draft=draft)
    yield _json_member(f"{folder}/confirmed-from-files.json", _rows_json(confirmed))
    for upload in uploads.iterator():
        # The name of an uploaded file must never become a path.
        name = get_valid_filename(upload.name) if upload.name.strip(" .-_") else "file"
        yield from _original_members(f"{folder}/files/{upload.pk}-{name}", upload.original)


def _original_members(name: str, original: Original) -> Iterator[Member]:
    """Yield an original file; nothing where it is missing or damaged (`files.json` lists it)."""
    try:
        opened = evidence_store.open_checked(original)
    except evidence_store.OriginalDamaged:
        return
    with opened:
        yield name, iter(partial(opened.read, evidence_store.BLOCK), b"")


def _file_members(name: str, stored: str) -> Iterator[Member]:
    """Yield a stored file; nothing where it is missing."""
    try:
        opened = default_storage.open(stored, "rb")
    except FileNotFoundError:
        return
    with opened:
        yield name, opened.chunks()


def _json_member(name: str, value: Any) -> Member:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return name, [text.encode()]


def _rows_json(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(rows.values())
