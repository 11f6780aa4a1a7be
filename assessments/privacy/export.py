"""Everything that is kept about one person, as the members of an archive.

Passwords, secrets of second factors and what belongs to other people are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils.text import get_valid_filename

from assessments.accounts.models_notifications import Notification
from assessments.accounts.queries import preferences_of, roles_of
from assessments.audit.models import AuditEntry
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original, Upload
from assessments.memo.models import Memo
from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from assessments.works.shares import Message, Share

Member = tuple[str, Iterable[bytes]]
NOTIFICATION_FIELDS = ("kind", "email", "language", "facts", "state", "queued_at")


def personal_data(user: Any) -> Iterator[Member]:
    """Names and contents; a file is opened only when its turn comes."""
    yield _json("account.json", _account(user))
    yield _json("audit-log.json", _rows(AuditEntry.objects.filter(actor=user.pk)))
    yield _json(
        "letters.json", list(Notification.objects.filter(user=user).values(*NOTIFICATION_FIELDS))
    )
    yield _json("messages.json", _rows(Message.objects.filter(by=user)))
    yield _json("shared-by-me.json", _rows(Share.objects.filter(by=user)))
    yield _json("shared-with-me.json", _rows(Share.objects.filter(reader=user)))
    for work in Work.objects.filter(owner=user).iterator():
        yield from _work(work)
    for draft in Draft.objects.filter(owner=user).iterator():
        yield from _draft(draft)


def _account(user: Any) -> dict[str, Any]:
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
        },
    }


def _work(work: Work) -> Iterator[Member]:
    folder = f"works/{work.pk}"
    about = {"title": work.title, "created_at": work.created_at, "updated_at": work.updated_at}
    yield _json(f"{folder}/work.json", {"id": work.pk, **about})
    yield _json(f"{folder}/record.json", work.record)
    messages = Message.objects.filter(assessment__work=work)
    yield _json(f"{folder}/messages.json", _rows(messages))
    yield _json(f"{folder}/audit-log.json", _rows(AuditEntry.objects.filter(subject=str(work.pk))))
    for assessment in Assessment.objects.filter(work=work).iterator():
        (row,) = _rows(Assessment.objects.filter(pk=assessment.pk))
        yield _json(f"{folder}/assessments/{assessment.pk}.json", row)
    memos = cast("list[Memo]", list(Memo.objects.filter(assessment__work=work)))
    for memo in [memo for memo in memos if memo.pdf]:
        name = f"{folder}/memos/{memo.assessment_id}-{memo.language}.pdf"
        yield from _file(name, str(memo.pdf.name))


def _draft(draft: Draft) -> Iterator[Member]:
    folder = f"drafts/{draft.pk}"
    yield _json(f"{folder}/draft.json", _rows(Draft.objects.filter(pk=draft.pk))[0])
    uploads = Upload.objects.filter(draft=draft).select_related("original")
    yield _json(f"{folder}/files.json", _rows(uploads))
    confirmed = Confirmation.objects.filter(draft=draft)
    yield _json(f"{folder}/confirmed-from-files.json", _rows(confirmed))
    for upload in uploads.iterator():
        # A name that a person chose never becomes a path.
        name = get_valid_filename(upload.name) if upload.name.strip(" .-_") else "file"
        yield from _original(f"{folder}/files/{upload.pk}-{name}", upload.original)


def _original(name: str, original: Original) -> Iterator[Member]:
    """Left out where the bytes are gone or others; `files.json` still names them."""
    try:
        opened = evidence_store.open_checked(original)
    except evidence_store.OriginalDamaged:
        return
    with opened:
        yield name, iter(partial(opened.read, evidence_store.BLOCK), b"")


def _file(name: str, stored: str) -> Iterator[Member]:
    """Left out where it is gone from storage."""
    try:
        opened = default_storage.open(stored, "rb")
    except FileNotFoundError:
        return
    with opened:
        yield name, opened.chunks()


def _json(name: str, value: Any) -> Member:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return name, [text.encode()]


def _rows(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(rows.values())
