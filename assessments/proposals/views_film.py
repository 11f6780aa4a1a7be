"""Confirming what was done to cut a film."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from assessments.answers.frame import item_url
from assessments.evidence.views import file_or_404
from assessments.lineage.film_strip import film_strip
from assessments.proposals.film_steps import film_confirm
from assessments.proposals.matching import proposed_files
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of


@require_POST
def film(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the steps that the person ticked, as far as the comparison shows them."""
    draft = draft_get_for(request, pk)
    final = file_or_404(draft, request.POST.get("final", ""))
    steps = film_confirm(
        draft,
        final,
        film_strip(final),
        request.POST.getlist("did"),
        proposed_files(draft),
        made=request.POST.get("made", ""),
        by=owner_of(request),
    )
    if not steps:
        messages.info(request, gettext("You chose nothing, so nothing changed."))
        return redirect("assessments:draft-compare", draft.pk)
    message = ngettext("%(n)s step is added.", "%(n)s steps are added.", len(steps))
    messages.success(request, message % {"n": len(steps)})
    return redirect(item_url(draft, "steps", steps[-1]))
