"""Confirming the text that was recognised in a screenshot."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from assessments.proposals.matching import proposed_files
from assessments.proposals.recognised import (
    MAX_TEXT,
    RecognisedText,
    StepHasPrompt,
    Use,
    recognised_confirm,
)
from assessments.proposals.services import StepNotFound
from assessments.wording import names, screenshots
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of

USES: Final[dict[str, Use]] = {"prompt": "prompt", "shows": "shows"}


@require_POST
def recognised(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Store the text that a person checked as a prompt, or as what the file shows."""
    draft = draft_get_for(request, pk)
    proposed = next((file for file in proposed_files(draft) if file.upload.pk == upload), None)
    if proposed is None or not screenshots.lines(proposed.found):
        raise Http404
    sent = request.POST
    text = sent.get("text", "").replace("\r\n", "\n").strip()[:MAX_TEXT]
    use, what = USES.get(sent.get("use", "")), sent.get("what", "")
    if not text or use is None:
        messages.info(request, gettext("You chose nothing, so nothing changed."))
        return _back(pk, upload)
    chosen = RecognisedText(
        use=use,
        text=text,
        step=sent.get("target", ""),
        what=what if what in names.EVIDENCE_KINDS else "",
        made=sent.get("made", ""),
    )
    try:
        recognised_confirm(draft, proposed, chosen, by=owner_of(request))
    except StepNotFound:
        messages.error(request, gettext("The step that was chosen is no longer there."))
    except StepHasPrompt:
        messages.error(
            request,
            gettext("The step has another prompt already; it was not changed. Change it there."),
        )
    else:
        messages.success(
            request,
            gettext("The text is part of your answers now, as your own words; the file is kept."),
        )
    return _back(pk, upload)


def _back(pk: UUID, upload: UUID) -> HttpResponse:
    url = reverse("assessments:draft-proposals", args=[pk])
    return redirect(f"{url}#file-{upload}")
