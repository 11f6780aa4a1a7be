"""Writes requests: asked and judged by the firm, answered by the client, reminded by the sweep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.accounts.models_notifications import NotificationKind
from assessments.accounts.names import person_name
from assessments.audit.services import audit_append
from assessments.evidence.models import Upload
from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import NAME_CHARS, Member, Status
from assessments.matters.models_requests import (
    WITH_CLIENT,
    Request,
    RequestMessage,
    RequestState,
)
from assessments.matters.requests import intake_to_ask
from assessments.notifications.services import notify
from assessments.works.access import row_or_404
from assessments.works.models import Work

MAX_PER_SWEEP = 500
# From which states a lawyer brings which.
JUDGED_FROM = {
    RequestState.RETURNED: (RequestState.ANSWERED, RequestState.CLOSED),
    RequestState.CLOSED: (RequestState.ASKED, RequestState.ANSWERED, RequestState.RETURNED),
}


class NotAskable(RuntimeError):
    """Nobody can be asked: the share was revoked, the work deleted, or the matter is closed."""


class RequestMoved(RuntimeError):
    """The request does not stand any more where this may be done; somebody was faster."""


@transaction.atomic
def request_ask(
    *,
    work: Work,
    by: Member,
    about: str,
    text: str,
    due_on: dt.date | None = None,
    returns: bool = False,
) -> Request:
    """Ask the client about a fact of a work of the matter, or return it for correction.

    `about` is a path as `Request.about` has it. Raises `NotAskable`.
    """
    intake = intake_to_ask(work.pk)
    if intake is None or intake.share is None or intake.work.matter is None:
        raise NotAskable
    row = Request.objects.create(
        matter=intake.work.matter,
        work=work,
        share=intake.share,
        about=about,
        text=text,
        due_on=due_on,
        state=RequestState.RETURNED if returns else RequestState.ASKED,
        state_at=timezone.now(),
        by=by,
    )
    _log(row, by.user)
    _tell_client(row, by)
    return row


@transaction.atomic
def request_answer(*, request: Request, by: User, text: str, uploads: Sequence[Upload]) -> None:
    """Answer a request as the client with text, files of the client's own draft, or both.

    Raises `RequestMoved` where it was closed meanwhile.
    """
    row = _locked(request, (*WITH_CLIENT, RequestState.ANSWERED))
    if not row.may_be_answered:
        raise RequestMoved
    files = [{"id": str(u.pk), "name": u.name, "sha256": u.sha256} for u in uploads]
    name = person_name(by)[:NAME_CHARS]
    _move(row, RequestState.ANSWERED, by, name, text, files)
    for person in _lawyers_of(row):
        notify(
            kind=NotificationKind.ASKED,
            key=f"request:{row.pk}:{row.messages.count()}:{person.pk}",
            user=person,
            facts={**_facts(row), "event": "answered", "who": name},
        )


@transaction.atomic
def request_judge(
    *,
    request: Request,
    by: Member,
    state: RequestState,
    text: str,
    due_on: dt.date | None = None,
) -> None:
    """Return an answer for correction with a reason, or close the request.

    Raises `RequestMoved` where the request does not stand where that may be done, and `NotAskable`
    where nobody can answer any more.
    """
    row = _locked(request, JUDGED_FROM[state])
    if state == RequestState.RETURNED:
        if intake_to_ask(row.work_id) is None:
            raise NotAskable
        row.due_on, row.reminded_at = due_on, None
        row.save(update_fields=["due_on", "reminded_at"])
    _move(row, state, by.user, by.name, text, [])
    if state == RequestState.RETURNED:
        _tell_client(row, by)


def requests_remind() -> int:
    """Queue one e-mail for each request whose day has come unanswered; return how many.

    Nobody is reminded of what cannot be answered any more.
    """
    with transaction.atomic():
        due = list(
            Request.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("share__assessment__work__owner", "by")
            .filter(due_on__lte=timezone.localdate(), reminded_at=None, state__in=WITH_CLIENT)
            .filter(share__revoked_at=None, share__isnull=False)
            .exclude(matter__status=Status.CLOSED)
            .order_by("due_on", "pk")[:MAX_PER_SWEEP]
        )
        for row in due:
            _tell_client(row, row.by, event="due")
        Request.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=timezone.now())
    return len(due)


def _locked(request: Request, states: Sequence[str]) -> Request:
    """Return the row, locked until the transaction ends; raise `RequestMoved` in other states.

    Raises Http404 where the matter was deleted since the request of the browser read it.
    """
    row = row_or_404(Request.objects.select_for_update().filter(pk=request.pk).first())
    if row.state not in states:
        raise RequestMoved
    return row


def _move(
    row: Request, state: RequestState, by: User | None, name: str, text: str, files: list[Any]
) -> None:
    row.state, row.state_at = state, timezone.now()
    row.save(update_fields=["state", "state_at"])
    RequestMessage.objects.create(
        request=row, by=by, name=name, text=text, files=files, state=state
    )
    _log(row, by)


def _log(row: Request, by: User | None) -> None:
    """Log what was done, for the matter and for the work of the client, as long as it is there."""
    act, actor = f"request.{row.state}", by.pk if by else None
    subjects = [f"matter:{row.matter_id}"]
    if row.share is not None:
        subjects.append(str(row.share.assessment.work_id))
    for subject in subjects:
        audit_append(subject=subject, act=act, actor=actor, facts={"request": str(row.pk)})


def _tell_client(row: Request, by: Member, event: str = "") -> None:
    owner = row.share.assessment.work.owner if row.share else None
    if owner is None or not owner.is_active:
        return
    told = event or row.state
    notify(
        kind=NotificationKind.ASKED,
        key=f"request:{row.pk}:{told}:{row.messages.count()}",
        user=owner,
        facts={**_facts(row), "event": told, "who": by.name},
    )


def _lawyers_of(row: Request) -> list[User]:
    """Return who asked and who answers for the matter, as far as they may still read it."""
    named = {m.user_id: m.user for m in (row.by, row.matter.responsible) if m.user is not None}
    may_read = (u for u in named.values() if matters_readable_by(u).filter(pk=row.matter_id))
    return [user for user in may_read if user.is_active]


def _facts(row: Request) -> dict[str, str]:
    return {"path": reverse("desk:request", args=[row.pk]), "title": row.work.title}
