"""Pages of sharing and asking: give leave to read, open it, take it back, write and answer."""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.accounts.names import person_name
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
from assessments.works.access import assessment_get_for, assessment_get_owned, is_owner
from assessments.works.shares import Share

FORBIDDEN, UNPROCESSABLE = 403, 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """With whom the assessment is shared; its owner gives leave here."""
    assessment = assessment_get_owned(request.user, pk)
    form = ShareForm(request.POST or None, assessment=assessment, by=request.user)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        share_create(assessment=assessment, email=email, by=request.user)
        said = gettext("Shared with %(email)s. A letter with the link is on its way.")
        messages.success(request, said % {"email": email})
        return redirect("assessments:share", pk)
    context = {
        "assessment": assessment,
        "tab": "share",
        "form": form,
        "shares": [
            {"share": given, "letter": letter, "link": _link(given)}
            for given, letter in shares_with_notifications(assessment)
        ],
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "sharing/share.html", context, status=status)


def _link(given: Share) -> str:
    """What the letter leads to, to be handed on in another way where no letter arrives."""
    return urljoin(settings.SITE_ROOT, reverse("assessments:shared", args=[given.pk]))


@require_POST
@login_required
def share_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the leave back at once."""
    given = share_get_owned(request.user, pk)
    sharing_services.share_revoke(share=given, by=request.user)
    said = gettext("%(email)s can no longer read this assessment.") % {"email": given.email}
    messages.success(request, said)
    return redirect("assessments:share", given.assessment_id)


@require_safe
@login_required
def shared(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The link of the letter: opens the assessment for the holder of the address."""
    given = share_to_open(pk)
    if is_owner(request.user, given.assessment):
        return redirect("assessments:share", given.assessment_id)
    try:
        share_open(share=given, by=request.user)
    except NotShareHolder:
        return render(request, "sharing/shared_refused.html", status=FORBIDDEN)
    return redirect(given.assessment)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What its owner and its readers ask each other."""
    assessment = assessment_get_for(request.user, pk)
    form = MessageForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        message_write(assessment=assessment, by=request.user, text=text)
        return redirect("assessments:questions", pk)
    context = {
        "assessment": assessment,
        "tab": "questions",
        "form": form,
        "thread": [
            {"by": person_name(said.by), "mine": said.by_id == request.user.pk, "message": said}
            for said in message_thread(assessment)
        ],
        "readers": [person_name(reader) for reader in readers_of(assessment)],
        "owner": person_name(assessment.work.owner),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "sharing/questions.html", context, status=status)
