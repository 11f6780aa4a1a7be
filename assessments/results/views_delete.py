"""The page that asks before a saved work is deleted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from assessments.results.deleting import goes_with, work_delete
from assessments.works.access import assessment_get_owned, require_signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what goes with the work of an assessment; delete all of it once that is confirmed."""
    assessment = assessment_get_owned(request.user, pk)
    work = assessment.work
    if request.method != "POST":
        context = {"assessment": assessment, "work": work, "goes": goes_with(work)}
        return render(request, "results/delete.html", context)
    work_delete(work=work, by=require_signed_in(request.user))
    messages.success(request, gettext("The work is deleted."))
    return redirect("assessments:list")
