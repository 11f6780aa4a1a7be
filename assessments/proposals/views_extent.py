"""Confirming the measured extent of an edit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from assessments.answers.frame import item_url
from assessments.evidence.views import file_or_404
from assessments.proposals.services import StepNotFound, extent_confirm
from assessments.wording.labels import EXTENT
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of


@require_POST
def extent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store the extent of an edit that the person chose, suggested or not, in a step."""
    draft = draft_get_for(request, pk)
    sent = request.POST
    source, final = (file_or_404(draft, sent.get(name, "")) for name in ("source", "final"))
    chosen, step = sent.get("extent", ""), sent.get("step", "")
    if chosen not in EXTENT:
        raise Http404
    try:
        step = extent_confirm(
            draft,
            item=step,
            source=source,
            final=final,
            extent=chosen,
            made=sent.get("made", ""),
            by=owner_of(request),
        )
    except StepNotFound:
        messages.error(request, gettext("The step that was chosen is no longer there."))
        return redirect("assessments:draft-compare", draft.pk)
    messages.success(
        request,
        gettext("Added to the step, with both files as evidence. You can change it there."),
    )
    return redirect(item_url(draft, "steps", step))
