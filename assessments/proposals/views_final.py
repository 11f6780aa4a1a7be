"""Choosing the final work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from assessments.proposals.choosing_final import final_choose
from assessments.proposals.final_work import final_work
from assessments.proposals.matching import proposed_files
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of

NONE = "none"


@require_POST
def final(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store which file is the final work, or that none of them is."""
    draft = draft_get_for(request, pk)
    sent = request.POST.get("final", "")
    known = final_work(draft)
    if sent not in (NONE, *known.choices):
        raise Http404
    files = {str(file.upload.pk): file for file in proposed_files(draft)}
    proposed = known.uploads.get(known.proposal.proposed)
    final_choose(draft, files.get(sent), proposed, by=owner_of(request))
    if sent == NONE:
        messages.success(request, gettext("None of the files counts as the final work."))
    else:
        messages.success(request, gettext("The final work is chosen; the file is evidence now."))
    return redirect(f"{reverse('assessments:draft-proposals', args=[pk])}#final-work")
