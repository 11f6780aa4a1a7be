"""The beginning of the short path: files or a text make a draft, without an account."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.answers.frame import draft_row
from assessments.answers.services import draft_start
from assessments.evidence.receive import file_receive
from assessments.evidence.uploads import FileRejected
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access_drafts import drafts_of, drafts_of_session
from assessments.works.drafts import Draft
from assessments.works.session_drafts import draft_remember, owner_of, session_is_full

UNPROCESSABLE, FULL = 422, 409
MAX_SHOWN = 3  # drafts to continue
MAX_TEXT = 2_000_000  # characters of a pasted text


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Take files or a text and begin a draft with them; a GET shows where to drop them.

    A script asks for JSON first, without files, and then sends each file to the address `files`.
    """
    if request.method != "POST":
        own = _own_drafts(request)
        rows = [draft_row(draft) for draft in own if draft.answers or draft.work_id]
        return render(request, "making/begin.html", {"rows": rows[:MAX_SHOWN]})
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    files = request.FILES.getlist("files")
    text = request.POST.get("text", "")[:MAX_TEXT].strip()
    if not (files or text or wants_json or "without" in request.POST):
        context = {"problem": gettext("Choose files or paste a text first.")}
        return render(request, "making/begin.html", context, status=UNPROCESSABLE)
    draft = _begin_draft(request)
    if draft is None:
        drafts = reverse("assessments:drafts")
        return JsonResponse({"next": drafts}, status=FULL) if wants_json else redirect(drafts)
    _receive(request, draft, text)
    if wants_json:
        return JsonResponse(
            {
                "files": reverse("assessments:draft-files", args=[draft.pk]),
                "next": reverse("assessments:making", args=[draft.pk]),
            }
        )
    if "without" in request.POST:
        return redirect("assessments:ask-next", draft.pk)
    return redirect("assessments:making", draft.pk)


def _own_drafts(request: HttpRequest) -> Iterable[Draft]:
    if request.user.is_authenticated:
        return drafts_of(request.user)
    return drafts_of_session(request)


def _begin_draft(request: HttpRequest) -> Draft | None:
    """Begin a draft, or take one that is still empty; None where the session holds too many."""
    for draft in _own_drafts(request):
        if not draft.answers and draft.work_id is None and not draft.uploads.exists():
            return draft
    if session_is_full(request):
        return None
    quota_spend(request, Kind.DRAFTS)
    draft = draft_start(owner=owner_of(request))
    draft_remember(request, draft)
    return draft


def _receive(request: HttpRequest, draft: Draft, text: str) -> None:
    """Store the files, and a pasted text as a file of its own; say which were not taken."""
    sent = [(cast("BinaryIO", file), file.name or "") for file in request.FILES.getlist("files")]
    if text:
        # BOM-less UTF-8; what it is (a chat, a prompt, a text) is for the readers to say.
        sent.append((BytesIO(text.encode("utf-8", "replace")), gettext("pasted text.txt")))
    for file, name in sent:
        try:
            file_receive(draft=draft, file=file, by=owner_of(request), name=name)
        except FileRejected as rejection:
            problem = {"name": name, "why": rejection.message}
            messages.error(request, gettext("%(name)s was not uploaded: %(why)s") % problem)
