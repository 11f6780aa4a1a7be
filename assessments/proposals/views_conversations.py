"""The page on which a person chooses the conversations of an export that belong to the work."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from assessments.answers.frame import frame_context
from assessments.evidence.models import Upload
from assessments.evidence.outdated import lacks_conversations
from assessments.proposals.choosing import conversations_choose
from assessments.proposals.conversations import list_conversations
from assessments.proposals.conversations_page import MAX_QUERY, conversations_page
from assessments.proposals.read_files import reports_of_draft
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of

MAKING = "making"  # the page of rounds, from which a person came and to which they return


@require_http_methods(["GET", "HEAD", "POST"])
def conversations(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Show the conversations of a file; a POST stores which of those shown belong to the work."""
    draft = draft_get_for(request, pk)
    reports = reports_of_draft(draft)
    held = next((held for held, _ in reports if held.pk == upload), None)
    if held is None:
        raise Http404
    report = next(found for other, found in reports if other.pk == upload)
    if lacks_conversations(report):
        return redirect("assessments:draft-files", pk)
    if request.method == "POST":
        shown = set(request.POST.getlist("shown"))
        listed = [
            conversation for conversation in list_conversations(report) if conversation.key in shown
        ]
        chosen = set(request.POST.getlist("chosen"))
        changed = conversations_choose(draft, held, listed, chosen, by=owner_of(request))
        return _answer(request, pk, held, changed)
    query, number = request.GET.get("q", ""), request.GET.get("page")
    page = conversations_page(draft, reports, held, query, number)
    back = request.GET.get("back", "") if request.GET.get("back") == MAKING else ""
    context = {**frame_context(draft), **vars(page), "tab": "proposals", "back": back}
    return render(request, "proposals/conversations.html", context)


def _answer(request: HttpRequest, pk: UUID, upload: Upload, changed: int) -> HttpResponse:
    if changed:
        message = ngettext(
            "Saved your choice for %(n)s conversation.",
            "Saved your choice for %(n)s conversations.",
            changed,
        )
        messages.success(request, message % {"n": changed})
    else:
        messages.info(request, gettext("You chose nothing, so nothing changed."))
    back = request.POST.get("back", "")
    if "done" in request.POST and back == MAKING:
        return redirect("assessments:making", pk)
    if "done" in request.POST:
        url = reverse("assessments:draft-proposals", args=[pk])
        return redirect(f"{url}#file-{upload.pk}")
    url = reverse("assessments:draft-conversations", args=[pk, upload.pk])
    kept = {"q": request.POST.get("q", "")[:MAX_QUERY], "page": request.POST.get("page", "")}
    kept["back"] = back if back == MAKING else ""
    return redirect(f"{url}?{urlencode({name: value for name, value in kept.items() if value})}")
