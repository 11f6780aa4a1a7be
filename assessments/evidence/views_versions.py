"""The page that names a file as a better original file of an earlier one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.answers.frame import frame_context
from assessments.evidence.forms import VersionForm
from assessments.evidence.uploads import version_name
from assessments.evidence.views import file_or_404
from assessments.works.access_drafts import draft_get_for
from assessments.works.session_drafts import owner_of

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Ask which earlier file of the draft a file is a better original file of, and store it."""
    draft = draft_get_for(request, pk)
    row = file_or_404(draft, upload)
    form = VersionForm(request.POST if request.method == "POST" else None, upload=row)
    if request.method == "POST" and form.is_valid():
        version_name(upload=row, earlier=form.cleaned_data["earlier"], by=owner_of(request))
        return redirect("assessments:draft-files", draft.pk)
    context = {**frame_context(draft), "draft": draft, "row": row, "form": form, "tab": "files"}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "evidence/version.html", context, status=status)
