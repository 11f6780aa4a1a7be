"""Pages for sharing an assessment, opening and revoking a share, and asking about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.accounts.models_notifications import Notification
from assessments.accounts.names import person_name
from assessments.quotas.identity import Identity
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_refund, quota_spend
from assessments.quotas.wording import refusal_sentence
from assessments.sharing import services as sharing_services
from assessments.sharing.forms import MessageForm, ShareForm
from assessments.sharing.queries import (
    message_thread,
    readers_of,
    share_get_owned,
    share_to_open,
    shares_with_notifications,
)
from assessments.sharing.services import NotShareHolder, message_write, share_create, share_open
from assessments.works.access import (
    assessment_get_owned,
    assessment_of_account_for,
    is_owner,
)
from assessments.works.models import Assessment
from assessments.works.shares import Message, Share

NOT_FOUND, UNPROCESSABLE = 404, 422


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """A share with its e-mail, if there is one, and its link."""

    share: Share
    letter: Notification | None
    link: str


@dataclass(frozen=True, kw_only=True)
class SharePage:
    """The template context of the shares of an assessment."""

    assessment: Assessment
    form: ShareForm
    shares: list[ShareRow]
    tab: str = "share"


@dataclass(frozen=True, kw_only=True)
class ThreadRow:
    """A message with the name of its author; `mine` where the reader of the page wrote it."""

    by: str
    mine: bool
    message: Message


@dataclass(frozen=True, kw_only=True)
class MessagesPage:
    """The template context of the messages about an assessment."""

    assessment: Assessment
    form: MessageForm
    thread: list[ThreadRow]
    readers: list[str]
    owner: str
    tab: str = "questions"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show with whom an assessment is shared, and share it with another address."""
    user = cast("User", request.user)
    assessment = assessment_get_owned(user, pk)
    form = ShareForm(request.POST or None, assessment=assessment, by=user)
    status = UNPROCESSABLE if form.errors else 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            _spend_invitation(user, email)
        except QuotaExceeded as refused:
            form.add_error("email", refusal_sentence(refused))
            status = refused.status
        else:
            files = form.cleaned_data["open_files"]
            _row, made = share_create(assessment=assessment, email=email, by=user, files=files)
            if not made:  # by a request that came at the same time
                _give_back_invitation(user, email)
                return redirect("assessments:share", pk)
            sentence = gettext("Shared with %(email)s. We are sending an e-mail with the link.")
            messages.success(request, sentence % {"email": email})
            return redirect("assessments:share", pk)
    page = SharePage(
        assessment=assessment,
        form=form,
        shares=[
            ShareRow(share=row, letter=notification, link=_share_link(row))
            for row, notification in shares_with_notifications(assessment)
        ],
    )
    return render(request, "sharing/share.html", vars(page), status=status)


def _spend_invitation(user: User, email: str) -> None:
    """Count the share, and its letter for the account and for the address that gets it."""
    account = str(user.pk)
    quota_spend(Identity(account=account), Kind.SHARES)
    try:
        quota_spend(Identity(account=account, recipient=email.lower()), Kind.EMAILS)
    except QuotaExceeded:
        quota_refund(Identity(account=account), Kind.SHARES)
        raise


def _give_back_invitation(user: User, email: str) -> None:
    account = str(user.pk)
    quota_refund(Identity(account=account), Kind.SHARES)
    quota_refund(Identity(account=account, recipient=email.lower()), Kind.EMAILS)


def _share_link(row: Share) -> str:
    """Return the link of the e-mail, which the owner can also send in another way."""
    return urljoin(settings.SITE_ROOT, reverse("assessments:shared", args=[row.pk]))


@require_POST
@login_required
def share_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Revoke a share; it takes effect at once."""
    user = cast("User", request.user)
    row = share_get_owned(user, pk)
    sharing_services.share_revoke(share=row, by=user)
    sentence = gettext("%(email)s can no longer read this assessment.") % {"email": row.email}
    messages.success(request, sentence)
    return redirect("assessments:share", row.assessment_id)


@require_POST
@login_required
def share_files(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a reader open the files, or no longer; it takes effect at once."""
    user = cast("User", request.user)
    row = share_get_owned(user, pk)
    files = request.POST.get("files") == "open"
    sharing_services.share_files_set(share=row, files=files, by=user)
    return redirect("assessments:share", row.assessment_id)


@require_safe
@login_required
def shared(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the assessment for the holder of the address; the link of the e-mail leads here."""
    user = cast("User", request.user)
    row = share_to_open(pk)
    if row is None:
        return _refused_response(request)
    if is_owner(user, row.assessment):
        return redirect("assessments:share", row.assessment_id)
    try:
        share_open(share=row, by=user)
    except NotShareHolder:
        return _refused_response(request)
    return redirect(row.assessment)


def _refused_response(request: HttpRequest) -> HttpResponse:
    """The same page for a share of others, one that was revoked and none: nobody learns which."""
    return render(request, "sharing/shared_refused.html", status=NOT_FOUND)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show and extend the messages between the owner of an assessment and its readers."""
    user = cast("User", request.user)
    assessment = assessment_of_account_for(user, pk)
    form = MessageForm(request.POST or None)
    status = UNPROCESSABLE if form.errors else 200
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            quota_spend(request, Kind.MESSAGES)
        except QuotaExceeded as refused:
            form.add_error("text", refusal_sentence(refused))
            status = refused.status
        else:
            message_write(assessment=assessment, by=user, text=text)
            return redirect("assessments:questions", pk)
    page = MessagesPage(
        assessment=assessment,
        form=form,
        thread=[
            ThreadRow(by=person_name(row.by), mine=row.by_id == user.pk, message=row)
            for row in message_thread(assessment)
        ],
        readers=[person_name(reader) for reader in readers_of(assessment)],
        owner=person_name(assessment.work.owner),
    )
    return render(request, "sharing/questions.html", vars(page), status=status)
